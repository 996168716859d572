#include "check/sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace upshid::check {

namespace {

void add(const Complaint& complaint, Findings& findings) {
  std::optional<conf::Position> at;
  if (complaint.line != 0) at = {complaint.line, complaint.column};
  findings.emplace_back(complaint.code, complaint.severity, complaint.file, at, complaint.what);
}

// Keys for NUT's driver process.
void find_meaningless_keys(const conf::UpsConf& ups, Findings& findings) {
  const auto note = [&](const conf::Entry& entry, std::optional<conf::KeyUse> use) {
    // "port = auto" is in every file for NUT's driver, which requires it.
    const bool is_usual = base::compare_no_case(entry.key, "port") == 0 && entry.value == "auto";
    if (use != conf::KeyUse::ignored || is_usual) return;
    findings.push_back(
        {ComplaintCode::no_effect, Severity::notice, ups.path, entry.at,
         fmt::format("{} has no effect: it is about NUT's driver process", entry.key)});
  };
  for (const conf::Entry& entry : ups.globals) note(entry, conf::use_of_global_key(entry.key));
  for (const conf::UpsSection& section : ups.sections) {
    if (!section.settings.is_usb_hid()) continue;
    for (const conf::Entry& entry : section.entries) note(entry, conf::use_of_key(entry.key));
  }
}

// They are for upsd, NUT's server.
void find_passwords(const conf::UpsmonConf& upsmon, Findings& findings) {
  for (const conf::Monitor& monitor : upsmon.monitors) {
    if (!monitor.is_local) continue;
    findings.push_back({ComplaintCode::no_effect, Severity::notice, upsmon.path, monitor.at,
                        "MONITOR: user and password have no effect: no server is used"});
    return;
  }
}

// Does lint.h report it, with more detail?
bool is_known_to_lint(ComplaintCode code) {
  return code == ComplaintCode::no_monitor_line || code == ComplaintCode::other_machine ||
         code == ComplaintCode::unknown_ups || code == ComplaintCode::no_shutdown;
}

}  // namespace

std::optional<conf::Position> Sources::in_upsmon(
    std::initializer_list<std::string_view> words) const {
  return conf::place_of(upsmon.lines, words);
}

std::optional<conf::Position> Sources::in_upssched(
    std::initializer_list<std::string_view> words) const {
  return conf::place_of(upssched.lines, words);
}

std::optional<conf::Position> Sources::in_upshid(
    std::initializer_list<std::string_view> words) const {
  return conf::place_of(upshid.lines, words);
}

Sources read_sources(const watch::Request& request) {
  Sources out{conf::load_files(request.confdir), {}};
  out.configuration = watch::configuration_of(request, out);
  return out;
}

void find_in_files(const Sources& sources, Findings& findings) {
  const watch::Configuration& configuration = sources.configuration;
  for (const Complaint& complaint : configuration.of_files) add(complaint, findings);
  for (const Complaint& complaint : conf::complaints_of(sources.nut, "its settings"))
    add(complaint, findings);
  for (const Complaint& complaint : conf::complaints_of(sources.upsd, "its addresses"))
    add(complaint, findings);
  for (const Complaint& complaint : conf::complaints_of(sources.users, "its users"))
    add(complaint, findings);
  find_meaningless_keys(sources.ups, findings);
  find_passwords(sources.upsmon, findings);
  for (const Complaint& complaint : configuration.of_whole) {
    if (!is_known_to_lint(complaint.code)) add(complaint, findings);
  }
  if (configuration.danger) {
    Complaint danger = *configuration.danger;
    danger.severity = Severity::error;
    danger.what += "; upshid-monitor does not start";
    if (danger.file.empty()) danger.file = sources.upsmon.path;
    add(danger, findings);
  }
}

}  // namespace upshid::check
