// The verbs that are requests to the running monitor.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "check/monitor_answer.h"
#include "cli/monitor_request.h"
#include "upshid-sched/verbs.h"

namespace upshid::sched {

namespace {

using Json = nlohmann::ordered_json;

// The actions of the monitor, one on each line.
std::string text_of(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += cli::done_line(line).text + "\n";
  return out;
}

Json json_of(const check::RunningTimer& timer) {
  return {{"name", base::valid_utf8(timer.name)},
          {"left_seconds", timer.left.count()},
          {"ups", base::valid_utf8(timer.upses)},
          {"type", timer.types}};
}

Json json_of(const check::UpsStatus& ups) {
  Json out{{"name", ups.name},
           {"system", ups.system},
           {"power_value", ups.power_value},
           {"status", ups.status},
           {"since_seconds", ups.since.count()},
           {"power", ups.power},
           {"heard", ups.heard}};
  if (ups.charge) out["charge"] = *ups.charge;
  if (ups.runtime) out["runtime_seconds"] = ups.runtime->count();
  if (!ups.alarm.empty()) out["alarm"] = ups.alarm;
  out["device"] = ups.device;
  return out;
}

std::string table_of(const std::vector<check::RunningTimer>& timers) {
  std::vector<std::array<std::string, 4>> rows{{"TIMER", "LEFT", "UPS", "EVENT"}};
  for (const check::RunningTimer& timer : timers) {
    rows.push_back({timer.name, check::duration_text(timer.left),
                    timer.upses.empty() ? "-" : timer.upses,
                    timer.types.empty() ? "started by hand" : timer.types});
  }
  std::array<std::size_t, 3> widths{};
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string out;
  for (const auto& row : rows) {
    out += fmt::format("{:<{}}  {:<{}}  {:<{}}  {}\n", row[0], widths[0], row[1], widths[1], row[2],
                       widths[2], row[3]);
  }
  return out;
}

std::string shutdown_text(const std::string& phase) {
  if (phase == "none") return {};
  if (phase == "waiting-for-commands")
    return "This machine shuts down as soon as its commands have finished.\n";
  if (phase == "commanded") return "SHUTDOWNCMD was run: this machine is shutting down.\n";
  return "The shutdown commands were run; there is no SHUTDOWNCMD, so this machine stays up.\n";
}

std::string page_of(const check::UpsStatus& ups) {
  std::string out = fmt::format("\n{} ({})\n", ups.name, ups.system);
  const auto row = [&out](std::string_view name, const std::string& text) {
    if (!text.empty()) out += fmt::format("  {:<9}{}\n", name, text);
  };
  const std::string power = ups.power == "battery" ? "ON BATTERY"
                            : ups.power == "mains" ? "on line power"
                                                   : "unknown";
  if (ups.heard) {
    row("power", fmt::format("{}, ups.status {} for {}", power, ups.status,
                             check::duration_text(ups.since)));
  } else if (ups.power == "unknown") {
    row("power", "unknown: the UPS has not been read yet");
  } else {
    row("power", fmt::format("UNKNOWN: no communication with the UPS for {}; before, it was {}",
                             check::duration_text(ups.since), power));
  }
  std::string battery;
  if (ups.charge) battery = fmt::format("{} %", *ups.charge);
  if (ups.runtime) {
    battery += fmt::format("{}enough for {}", battery.empty() ? "" : ", ",
                           check::duration_text(*ups.runtime));
  }
  row("battery", battery);
  row("alarm", ups.alarm);
  if (ups.power_value == 0) row("feeds", "other machines, not this one (power value 0)");
  if (ups.power_value == 1) row("feeds", "this machine");
  if (ups.power_value > 1)
    row("feeds", fmt::format("{} power supplies of this machine", ups.power_value));
  row("device", ups.device);
  return out;
}

}  // namespace

Answer command(const Options& options, const cli::Complainer& complainer) {
  std::vector<std::string> words;
  switch (options.verb) {
    case Verb::start:
      words = {"start", options.words[0], options.words[1]};
      if (options.force) words.emplace_back("force");
      break;
    case Verb::cancel:
      words = {"cancel", options.words[0]};
      break;
    case Verb::reload:
      words = {"reload"};
      break;
    default:
      if (!options.really) {
        complainer.say(
            "fsd runs the commands of SHUTDOWN and then SHUTDOWNCMD: this machine goes down, and "
            "nothing can call it back; upshid-sched fsd --really does it, upshid-sched test "
            "--dry-run FSD shows the commands");
        return {{}, cli::ExitStatus::usage};
      }
      words = {"fsd"};
  }
  auto asked = cli::ask_monitor(options.socket(), words);
  if (!asked) return cli::refuse(asked.error(), complainer);
  if (!asked->refusal) return {text_of(asked->lines)};
  if (options.verb == Verb::start && asked->refusal->why == cli::Refused::unknown_timer)
    asked->refusal->text += "; to start it in any case, use --force";
  return cli::refuse(*asked->refusal, complainer);
}

Answer list(const Options& options, const cli::Complainer& complainer) {
  Answer failed;
  const auto lines = cli::request(options.socket(), {"list"}, complainer, failed);
  if (!lines) return failed;
  const auto timers = check::read_timers(*lines);
  if (!timers) return cli::refuse(timers.error(), complainer);
  if (options.json) {
    Json out = Json::array();
    for (const check::RunningTimer& timer : *timers) out.push_back(json_of(timer));
    return {out.dump(2) + "\n"};
  }
  return {timers->empty() ? "no timer runs\n" : table_of(*timers)};
}

Answer status(const Options& options, const cli::Complainer& complainer) {
  Answer failed;
  const auto lines = cli::request(options.socket(), {"status"}, complainer, failed);
  if (!lines) return failed;
  const auto status = check::read_status(*lines);
  if (!status) return cli::refuse(status.error(), complainer);
  const auto timer_lines = cli::request(options.socket(), {"list"}, complainer, failed);
  if (!timer_lines) return failed;
  const auto timers = check::read_timers(*timer_lines);
  if (!timers) return cli::refuse(timers.error(), complainer);
  if (options.json) {
    Json out{{"monitor",
              {{"pid", status->pid},
               {"version", status->version},
               {"dry_run", status->dry_run},
               {"shutdown", status->shutdown},
               {"commands", status->commands}}},
             {"upses", Json::array()},
             {"timers", Json::array()}};
    for (const check::UpsStatus& ups : status->upses) out["upses"].push_back(json_of(ups));
    for (const check::RunningTimer& timer : *timers) out["timers"].push_back(json_of(timer));
    return {out.dump(2) + "\n"};
  }
  std::string out =
      fmt::format("upshid-monitor {} runs (process {}){}.\n", status->version, status->pid,
                  status->dry_run ? ", a dry run: it decides and does nothing" : "");
  out += shutdown_text(status->shutdown);
  for (const check::UpsStatus& ups : status->upses) out += page_of(ups);
  if (status->commands > 0) out += fmt::format("\ncommands that run: {}\n", status->commands);
  if (!timers->empty()) out += "\n" + table_of(*timers);
  return {std::move(out)};
}

Answer follow_plan(const std::string& socket, std::string message,
                   const cli::Complainer& complainer) {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);  // NOLINT: nobody sets them.
    return cli::quotable(value == nullptr ? "" : value);
  };
  if (message.empty()) message = variable("NOTIFYMSG");
  Answer answer;
  (void)cli::request(
      socket,
      {"plan", variable("NOTIFYTYPE"), variable("UPSNAME"), cli::quotable(std::move(message))},
      complainer, answer);
  return answer;
}

}  // namespace upshid::sched
