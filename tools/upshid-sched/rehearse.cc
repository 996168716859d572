#include "upshid-sched/rehearse.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/unique_fd.h"
#include "base/write_all.h"
#include "check/deeds.h"
#include "rehearse/halt.h"
#include "rehearse/plan.h"
#include "rehearse/verdict.h"
#include "rehearse/words.h"
#include "upshid-sched/rehearsal_report.h"
#include "upshid-sched/rehearse_given.h"
#include "upshid-sched/rehearse_options.h"
#include "upshid-sched/rehearse_script.h"

namespace upshid::sched {

namespace {

using cli::ExitStatus;
using rehearsal::Report;

// Names that --script-time may have.
std::vector<std::string> command_names(const monitor::Settings& settings) {
  std::vector<std::string> names;
  const auto add = [&names](const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name);
  };
  if (settings.plans()) {
    for (const PlanLine& line : settings.plan) {
      add(line.cancels_timer() ? line.otherwise : line.argument);
    }
  } else if (!settings.notify_command.empty()) {
    add("NOTIFYCMD");
  }
  if (!settings.shutdown_command.empty()) add("SHUTDOWNCMD");
  return names;
}

Result<void> check_script_times(const RehearseOptions& options, const monitor::Settings& settings) {
  const auto names = command_names(settings);
  for (const auto& [name, time] : options.script_times) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    return Error{Code::invalid_argument,
                 {},
                 fmt::format("--script-time {}: there is no such command, expected {}", name,
                             names.empty() ? "none, as there are no commands"
                                           : fmt::format("one of {}", fmt::join(names, ", "))),
                 0};
  }
  return {};
}

Report report_on(const Given& given, rehearsal::Scenario scenario) {
  Report report;
  report.scenario = scenario.name;
  report.title = scenario.title;
  report.begins = scenario.begins;
  report.given = given.lines;
  report.premises = given.premises;
  if (scenario.charge) {
    report.premises.runtime = report.premises.runtime * *scenario.charge / report.premises.charge;
    report.premises.charge = *scenario.charge;
  }
  report.durations = given.durations;
  report.trial = rehearse(given.settings, report.premises, given.durations, scenario);
  report.headline = headline_of(report.trial.judgement);
  report.notes = notes_of(report.trial.judgement, given.settings);
  const rehearsal::Played& played = report.trial.slow;
  report.overlaps = rehearsal::overlaps(played);
  report.merged = rehearsal::merged(given.settings, given.places, report.premises, played);
  std::vector<std::string> unknown;
  for (const rehearsal::Command& command : played.commands) {
    const bool is_new = std::find(unknown.begin(), unknown.end(), command.name) == unknown.end();
    if (command.has_unknown_time && !command.is_shutdown && is_new) unknown.push_back(command.name);
  }
  if (!unknown.empty()) {
    report.given.emplace_back(
        "commands",
        fmt::format("how long {} {} is unknown: shown with {}, the longest wait "
                    "(SCRIPT_DEADLINE); set it with --script-time",
                    rehearsal::list_text(unknown), unknown.size() == 1 ? "takes" : "take",
                    rehearsal::duration_text(given.durations.unknown)));
  }
  report.never =
      rehearsal::never_runs(given.settings, given.places, report.premises, report.trial.slow);
  report.remarks = script_remarks(given.settings, given.confdir, played, given.durations);
  return report;
}

bool write_picture(const std::string& path, const std::string& svg,
                   const cli::Complainer& complainer) {
  const base::UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  const int error = fd ? base::write_all(fd.get(), svg) : errno;
  if (error == 0) return true;
  complainer.say(fmt::format("{}: cannot write the picture: {}", path,
                             std::generic_category().message(error)));
  return false;
}

Answer refuse_use(const Error& error, const cli::Complainer& complainer) {
  complainer.say(fmt::format("{}; see upshid-sched rehearse --help", error.what));
  return {{}, ExitStatus::usage};
}

}  // namespace

std::vector<char*> words_of_rehearse(int argc, char** argv) {
  std::vector<char*> words(argv, argv + argc);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--confdir" || word == "--statedir") {
      ++i;
    } else if (!word.starts_with('-')) {
      if (word != "rehearse") return {};
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
      return words;
    }
  }
  return {};
}

Answer rehearse(int argc, char** argv, const cli::Complainer& complainer) {
  const auto options = parse_rehearse_options(argc, argv);
  if (!options) return refuse_use(options.error(), complainer);
  if (options->request == cli::Request::help) return {rehearse_help_text()};
  if (options->request == cli::Request::version) return cli::version_answer(complainer);
  const bool is_all = options->scenario == "all";
  if (!is_all) {
    const auto known = rehearsal::scenario(options->scenario, {});
    if (!known) return refuse_use(known.error(), complainer);
  }
  Given given = gather(*options, complainer);
  if (given.status != ExitStatus::ok) return {{}, given.status};
  // A script that passes each event to our upssched has the plan apply, too.
  const auto wrapped = check::wrapped_plan(given.settings.notify_command);
  if (!given.settings.plans() && wrapped && wrapped->reach.whom == check::Reach::Whom::ours)
    given.settings.notify_command = wrapped->reach.path;
  rehearsal::Branches branches(given.settings, given.confdir);
  given.durations.branch_of = [&branches](const rehearsal::Command& command) -> const auto& {
    return branches.of(command);
  };
  if (const auto checked = check_script_times(*options, given.settings); !checked)
    return refuse_use(checked.error(), complainer);

  std::vector<Report> reports;
  for (const std::string_view name : rehearsal::scenario_names()) {
    if (is_all || name == options->scenario)
      reports.push_back(report_on(given, *rehearsal::scenario(name, given.settings)));
  }
  Answer answer;
  answer.output = options->json ? json_of(reports, is_all)
                  : is_all      ? summary_of(reports)
                                : text_of(reports.front());
  const bool is_safe = std::all_of(reports.begin(), reports.end(), [](const Report& report) {
    return report.trial.judgement.level == rehearsal::Level::safe;
  });
  if (!is_safe) answer.status = ExitStatus::not_safe;
  if (!options->svg.empty() && !write_picture(options->svg, svg_of(reports.front()), complainer))
    answer.status = ExitStatus::output;
  return answer;
}

}  // namespace upshid::sched
