#include "check/finding.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/utf8.h"

namespace upshid::check {

namespace {

constexpr std::array<std::string_view, 64> code_names{
    // Events and AT lines.
    "no_plan", "plan_not_used", "plan_doubtful", "plan_by_nut", "plan_by_link",
    "event_without_exec", "exec_without_command", "exec_without_line", "event_of_machine",
    "cancel_runs_timer", "timer_never_started", "timer_never_cancelled", "timer_too_late",
    "lowbatt_line", "no_nocomm_line",
    // Programs and scripts.
    "no_command_script", "program_missing", "program_denied", "program_unchecked", "program_unsafe",
    "bad_first_line", "carriage_return", "name_does_nothing", "name_without_case", "name_doubtful",
    "case_not_used", "halts_on_return", "calls_nut", "calls_us", "unknown_user",
    // The shutdown.
    "does_not_halt", "may_not_halt", "no_powerdown_flag", "flag_path", "flag_taken", "flag_unsafe",
    "delay_negative", "delay_rounded", "wait_cut_short", "cut_missing", "cut_untested",
    "test_untested",
    // UPSes.
    "ups_unreadable", "line_power_unknown", "never_low", "limit_not_used",
    // Other machines.
    "secondary_not_served", "others_not_served", "no_secondary",
    // The files of the configuration.
    "config_unsafe",
    // The running monitor.
    "monitor_not_running", "monitor_dry_run", "monitor_confdir", "monitor_upses", "monitor_device",
    "monitor_version", "monitor_settings",
    // What is installed.
    "unit_masked", "unit_missing", "rule_missing", "hook_missing", "nut_driver", "nut_upsmon",
    "nut_halt_hook"};

}  // namespace

std::string_view name_of(FindingCode code) {
  return code_names.at(static_cast<std::size_t>(code) - 1);
}

Finding::Finding(Code kind, Severity how_bad, std::string file, std::optional<conf::Position> place,
                 std::string found, std::string to_do)
    : code(kind),
      severity(how_bad),
      path(std::move(file)),
      at(place),
      what(base::printable(found, U'?')),
      advice(base::printable(to_do, U'?')) {
#ifdef UPSHID_KEYS_FOR_TEXT
  what = code_name();
  advice.clear();
#endif
}

std::string_view Finding::code_name() const {
  return std::visit([](auto kind) { return name_of(kind); }, code);
}

std::string Finding::text() const {
  std::string out = path;
  if (at) out += fmt::format(":{}:{}", at->line, at->column);
  if (!out.empty()) out += ": ";
  return out + fmt::format("{}: {}", name_of(severity), what);
}

void put_in_order(Findings& findings) {
  const auto place = [](const Finding& finding) {
    const conf::Position at = finding.at.value_or(conf::Position{0, 0});
    return std::make_tuple(finding.path.empty(), std::string_view(finding.path), at.line, at.column,
                           -static_cast<int>(finding.severity));
  };
  const auto before = [&](const Finding& a, const Finding& b) { return place(a) < place(b); };
  std::stable_sort(findings.begin(), findings.end(), before);
  const auto is_same = [](const Finding& a, const Finding& b) {
    return a.path == b.path && a.at == b.at && a.severity == b.severity && a.code == b.code &&
           a.what == b.what;
  };
  findings.erase(std::unique(findings.begin(), findings.end(), is_same), findings.end());
}

std::size_t count(const Findings& findings, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [severity](const Finding& one) { return one.severity == severity; }));
}

}  // namespace upshid::check
