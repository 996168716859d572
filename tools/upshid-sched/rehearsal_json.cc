#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "rehearse/describe.h"
#include "upshid-sched/rehearsal_report.h"

namespace upshid::rehearsal {

namespace {

using Json = nlohmann::ordered_json;

constexpr int schema = 1;

// 12, not 12.0.
Json seconds_of(Time time) {
  if (time.count() % 1000 == 0) return time.count() / 1000;
  return static_cast<double>(time.count()) / 1000;
}

Json seconds_of(std::optional<Time> time) {
  return time ? seconds_of(*time) : Json(nullptr);
}

Json json_of(const Command& command) {
  Json out;
  out["name"] = command.name;
  out["argv"] = command.argv;
  out["environment"] = Json::object();
  for (const auto& [name, value] : command.environment) out["environment"][name] = value;
  out["began"] = seconds_of(command.began);
  out["ended"] = seconds_of(command.ended);
  out["time_known"] = command.is_known;
  out["cut_off"] = command.is_cut_off;
  if (command.halt) {
    out["halts"] = {{"command", command.halt->command},
                    {"file", command.halt->place.path},
                    {"line", command.halt->place.at.line},
                    {"other_machine", command.halt->is_other_machine},
                    {"reboot", command.halt->is_reboot}};
  }
  return out;
}

Json json_of(const Entry& entry, const Report& report) {
  Json out;
  out["at"] = seconds_of(entry.at);
  out["kind"] = kind_of(entry.what);
  out["text"] = text_of(entry, report.trial.slow, report.premises);
  out["charge"] = entry.charge;
  out["left"] = seconds_of(Time(std::chrono::floor<std::chrono::seconds>(entry.left)));
  if (entry.command) out["command"] = *entry.command;
  return out;
}

Json outcome_of(const Played& played) {
  Json out;
  out["decided_at"] = seconds_of(played.decided_at);
  out["shutdowncmd_at"] = seconds_of(played.commanded_at);
  out["off_at"] = seconds_of(played.off_at);
  out["power_lost_at"] = seconds_of(played.fell_at);
  out["battery_empty_at"] = seconds_of(played.empty_at);
  out["output_off_at"] = seconds_of(played.output_off_at);
  out["output_on_at"] = seconds_of(played.output_on_at);
  out["mains_back_at"] = seconds_of(played.mains_back_at);
  return out;
}

Json json_of(const Report& report) {
  const Trial& trial = report.trial;
  const Premises& premises = report.premises;
  Json out;
  out["schema"] = schema;
  out["scenario"] = report.scenario;
  out["title"] = report.title;
  Json& given = out["given"];
  given["ups"] = premises.ups;
  given["charge"] = premises.charge;
  given["runtime"] = seconds_of(premises.runtime);
  given["margin"] = premises.margin;
  given["charge_low"] = premises.charge_low;
  given["runtime_low"] = seconds_of(premises.runtime_low);
  given["halt"] = seconds_of(report.durations.halt);
  given["longest_command"] = seconds_of(report.durations.unknown);
  for (const auto& [name, text] : report.given) given["text"][name] = text;
  Json& verdict = out["verdict"];
  verdict["level"] = name_of(trial.judgement.level);
  verdict["text"] = report.headline;
  verdict["notes"] = report.notes;
  verdict["longest_safe_command"] = seconds_of(trial.judgement.longest);
  verdict["commands_of_unknown_time"] = trial.judgement.unknown;
  verdict["if_commands_take_no_time"] = outcome_of(trial.quick);
  verdict["if_commands_take_longest"] = outcome_of(trial.slow);
  out["overlaps"] = report.overlaps;
  out["runs_once"] = report.merged;
  out["never_runs"] = report.never;
  out["remarks"] = report.remarks;
  out["timeline"] = Json::array();
  for (const Entry& entry : trial.slow.entries) out["timeline"].push_back(json_of(entry, report));
  out["commands"] = Json::array();
  for (const Command& command : trial.slow.commands) out["commands"].push_back(json_of(command));
  return out;
}

}  // namespace

std::string json_of(const std::vector<Report>& reports, bool as_list) {
  Json out = Json::array();
  for (const Report& report : reports) out.push_back(json_of(report));
  // Files may have any encoding; what is not UTF-8 becomes U+FFFD instead of an exception.
  return (as_list ? out : out.front()).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace upshid::rehearsal
