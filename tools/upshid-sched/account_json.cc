#include "upshid-sched/account_json.h"

#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace upshid::sched {

namespace {

using Json = nlohmann::ordered_json;
using monitor::Verb;

std::string utf8(const std::string& text) {
  return base::valid_utf8(text);
}

Json files_of(const check::Sources& sources) {
  return {{"ups.conf", sources.ups.exists()},
          {"upsmon.conf", sources.upsmon.found},
          {"upssched.conf", sources.upssched.found},
          {"upshid.conf", sources.upshid.found},
          {"nut.conf", sources.nut.found}};
}

Json upses_of(const check::Account& account) {
  Json out = Json::array();
  for (const monitor::WatchedUps& ups : account.sources.configuration.settings.upses) {
    Json one{
        {"name", utf8(ups.name)}, {"system", utf8(ups.system)}, {"power_value", ups.power_value}};
    for (const check::MeasuredUps& measured : account.upses) {
      if (measured.name != ups.name) continue;
      if (!measured.error.empty()) {
        one["error"] = utf8(measured.error);
        continue;
      }
      one["device"] = utf8(measured.device);
      one["status"] = utf8(measured.status);
      if (measured.charge) one["charge"] = *measured.charge;
      if (measured.runtime) one["runtime_seconds"] = measured.runtime->count();
      if (measured.charge_low) one["charge_low"] = *measured.charge_low;
      if (measured.runtime_low) one["runtime_low_seconds"] = measured.runtime_low->count();
    }
    out.push_back(std::move(one));
  }
  return out;
}

Json events_of(const monitor::Settings& settings) {
  Json out = Json::object();
  for (std::size_t i = 0; i < notify_type_count; ++i) {
    const auto type = static_cast<NotifyType>(i);
    const monitor::Notify& how = settings.notify_of(type);
    const bool runs = how.exec && !how.ignore;
    Json lines = Json::array();
    for (const PlanLine& line : settings.plan) {
      if (!runs || !settings.plans() || line.type != type) continue;
      Json one{{"does", std::string(name_of(line.verb))},
               {"ups", utf8(line.ups)},
               {"argument", utf8(line.argument)}};
      if (line.verb == Verb::start_timer || line.verb == Verb::start_timer_shared)
        one["delay_seconds"] = line.delay.count();
      if (!line.otherwise.empty()) one["otherwise"] = utf8(line.otherwise);
      lines.push_back(std::move(one));
    }
    out[std::string(name_of(type))] = {{"journal", !how.ignore},
                                       {"wall", how.wall && !how.ignore},
                                       {"notify_command", runs},
                                       {"plan", std::move(lines)}};
  }
  return out;
}

Json shutdown_of(const monitor::Settings& settings) {
  Json out{{"command", utf8(settings.shutdown_command)},
           {"powerdown_flag", utf8(settings.powerdown_flag)},
           {"min_supplies", settings.min_supplies},
           {"deadtime_seconds", settings.deadtime.count()},
           {"off_seconds", settings.off_duration.count()},
           {"final_delay_seconds", settings.final_delay.count()},
           {"script_deadline_seconds", settings.script_deadline.count()},
           {"halt_reserve_seconds", settings.halt_reserve.count()}};
  const ShutdownThresholds& limits = settings.thresholds;
  if (limits.charge) out["charge"] = *limits.charge;
  if (limits.runtime) out["runtime_seconds"] = limits.runtime->count();
  if (limits.on_battery) out["on_battery_seconds"] = limits.on_battery->count();
  return out;
}

Json findings_of(const check::Findings& findings) {
  Json out = Json::array();
  for (const check::Finding& finding : findings) {
    Json one{{"severity", name_of(finding.severity)}, {"code", finding.code_name()}};
    if (!finding.path.empty()) one["file"] = utf8(finding.path);
    if (finding.at) {
      one["line"] = finding.at->line;
      one["column"] = finding.at->column;
    }
    one["found"] = utf8(finding.what);
    if (!finding.advice.empty()) one["advice"] = utf8(finding.advice);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

std::string account_json(const check::Account& account) {
  const watch::Configuration& configuration = account.sources.configuration;
  Json command_script = Json::array();
  for (const std::string& word : configuration.settings.command_script)
    command_script.push_back(utf8(word));
  Json checked = Json::array();
  for (const check::CheckedProgram& program : account.programs) {
    checked.push_back({{"directive", program.directive},
                       {"path", utf8(program.path)},
                       {"user", utf8(program.user)},
                       {"how", program.how == check::Checked::as_user ? "as_user" : "by_mode"}});
  }
  const Json out{{"confdir", utf8(account.sources.confdir)},
                 {"files", files_of(account.sources)},
                 {"starts", !configuration.danger},
                 {"upses", upses_of(account)},
                 {"notify_command", utf8(configuration.settings.notify_command)},
                 {"command_script", std::move(command_script)},
                 {"commands_run_as", utf8(account.user.name)},
                 {"checked", std::move(checked)},
                 {"events", events_of(configuration.settings)},
                 {"shutdown", shutdown_of(configuration.settings)},
                 {"findings", findings_of(account.findings)},
                 {"errors", count(account.findings, Severity::error)},
                 {"warnings", count(account.findings, Severity::warning)},
                 {"verdict", check::verdict_of(account.findings)}};
  return out.dump(2) + "\n";
}

}  // namespace upshid::sched
