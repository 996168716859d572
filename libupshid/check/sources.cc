#include "check/sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/file.h"
#include "base/text.h"

namespace upshid::check {

namespace {

// A file that cannot be read is complained of by the monitor's own loader.
template <class Conf>
Conf take(Result<Conf> loaded) {
  return loaded ? *std::move(loaded) : Conf();
}

conf::Lexed lex_file(const std::string& path) {
  const auto text = base::read_file(path);
  return text ? conf::lex(*text) : conf::Lexed();
}

std::optional<conf::Position> place_of(const conf::Lexed& lexed,
                                       std::initializer_list<std::string_view> words) {
  std::optional<conf::Position> out;
  for (const conf::Line& line : lexed.lines) {
    if (line.size() < words.size() || line.front().text != *words.begin()) continue;
    const bool fits = std::equal(words.begin(), words.end(), line.begin(),
                                 [](std::string_view word, const conf::Word& found) {
                                   return base::compare_no_case(word, found.text) == 0;
                                 });
    if (fits) out = line.front().at;
  }
  return out;
}

// "path:line:column: what", taken apart. How bad it is is known of what the lexer found.
Finding read_complaint(const std::string& path, std::string_view text, const conf::Lexed& lexed) {
  Finding out{Severity::warning, path, {}, std::string(text), {}};
  if (!text.starts_with(path + ":")) return out;
  text.remove_prefix(path.size() + 1);
  const std::size_t colon = text.find(':');
  const std::size_t end = colon == std::string_view::npos ? colon : text.find(": ", colon + 1);
  if (end == std::string_view::npos) return out;
  const auto line = base::parse_integer(text.substr(0, colon));
  const auto column = base::parse_integer(text.substr(colon + 1, end - colon - 1));
  if (!line || !column) return out;
  out.at = {static_cast<std::size_t>(*line), static_cast<std::size_t>(*column)};
  out.what = text.substr(end + 2);
  for (const conf::Diagnostic& diagnostic : lexed.diagnostics) {
    if (diagnostic.at == *out.at && diagnostic.what == out.what) out.severity = diagnostic.severity;
  }
  return out;
}

void add_complaints(const conf::Complaints& complaints, Findings& findings) {
  for (const conf::Complaint& complaint : complaints)
    findings.push_back({complaint.severity, complaint.path, complaint.at, complaint.what, {}});
}

// Keys that speak of NUT's driver process.
void find_meaningless_keys(const conf::UpsConf& ups, Findings& findings) {
  const auto note = [&](const conf::Entry& entry, std::optional<conf::KeyUse> use) {
    // "port = auto" stands in every file for NUT's driver, and is right.
    const bool is_usual = base::compare_no_case(entry.key, "port") == 0 && entry.value == "auto";
    if (use != conf::KeyUse::ignored || is_usual) return;
    findings.push_back({Severity::notice,
                        ups.path,
                        entry.at,
                        fmt::format("{} is accepted and has no meaning here: it is about NUT's "
                                    "driver process",
                                    entry.key),
                        {}});
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
    findings.push_back({Severity::notice,
                        upsmon.path,
                        monitor.at,
                        "MONITOR: user and password are accepted and have no meaning here: no "
                        "server is asked",
                        {}});
    return;
  }
}

}  // namespace

std::optional<conf::Position> Sources::in_upsmon(
    std::initializer_list<std::string_view> words) const {
  return place_of(upsmon_words, words);
}

std::optional<conf::Position> Sources::in_upssched(
    std::initializer_list<std::string_view> words) const {
  return place_of(upssched_words, words);
}

std::optional<conf::Position> Sources::in_upshid(
    std::initializer_list<std::string_view> words) const {
  return place_of(upshid_words, words);
}

Sources read_sources(const watch::Request& request) {
  Sources out;
  out.confdir = conf::confdir_or_default(request.confdir);
  const auto ups_text = base::read_file(out.confdir + "/ups.conf");
  out.has_ups_conf = ups_text || ups_text.error().code != Code::not_found;
  out.ups = take(conf::load_ups_conf(out.confdir));
  out.upsmon = take(conf::load_upsmon_conf(out.confdir));
  out.upssched = take(conf::load_upssched_conf(out.confdir));
  out.upshid = take(conf::load_upshid_conf(out.confdir));
  out.nut = take(conf::load_nut_conf(out.confdir));
  // Where one could not be read they are needed all the same.
  out.ups.path = out.confdir + "/ups.conf";
  out.upsmon.path = out.confdir + "/upsmon.conf";
  out.upssched.path = out.confdir + "/upssched.conf";
  out.upshid.path = out.confdir + "/upshid.conf";
  out.upsmon_words = lex_file(out.upsmon.path);
  out.upssched_words = lex_file(out.upssched.path);
  out.upshid_words = lex_file(out.upshid.path);
  out.configuration = watch::load_configuration(request);
  return out;
}

void find_in_files(const Sources& sources, Findings& findings) {
  const std::size_t begin = findings.size();
  const conf::Lexed ups_words = lex_file(sources.ups.path);
  for (const std::string& complaint : sources.ups.complaints)
    findings.push_back(read_complaint(sources.ups.path, complaint, ups_words));
  find_meaningless_keys(sources.ups, findings);
  find_passwords(sources.upsmon, findings);
  add_complaints(sources.upsmon.complaints, findings);
  add_complaints(sources.upssched.complaints, findings);
  add_complaints(sources.upshid.complaints, findings);
  add_complaints(sources.nut.complaints, findings);
  std::set<std::string> told(sources.ups.complaints.begin(), sources.ups.complaints.end());
  for (const conf::Complaints* complaints :
       {&sources.upsmon.complaints, &sources.upssched.complaints, &sources.upshid.complaints}) {
    for (const conf::Complaint& complaint : *complaints) told.insert(complaint.text());
  }
  // What only the monitor says, of the whole.
  const auto add = [&](Severity severity, const std::string& text) {
    if (!told.insert(text).second) return;
    Finding finding{severity, sources.upsmon.path, {}, text, {}};
    for (const std::string& path :
         {sources.ups.path, sources.upsmon.path, sources.upssched.path, sources.upshid.path}) {
      if (!text.starts_with(path + ": ")) continue;
      finding.path = path;
      finding.what = text.substr(path.size() + 2);
    }
    findings.push_back(std::move(finding));
  };
  for (const watch::Remark& remark : sources.configuration.remarks) {
    // Said in other words by the lint.
    const bool is_known = remark.text.starts_with("no MONITOR line") ||
                          remark.text.starts_with("MONITOR ") ||
                          remark.text.find(": no SHUTDOWNCMD: ") != std::string::npos;
    if (!is_known) add(remark.severity, remark.text);
  }
  if (!sources.configuration.danger.empty()) {
    add(Severity::error, sources.configuration.danger + "; upshid-monitor does not start");
  }
  // NUT's texts and passwords may have any bytes in them.
  for (std::size_t i = begin; i < findings.size(); ++i) {
    std::ranges::replace_if(
        findings[i].what, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; },
        '?');
  }
}

}  // namespace upshid::check
