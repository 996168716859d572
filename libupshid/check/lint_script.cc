#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <system_error>

#include "base/file.h"
#include "check/deeds.h"
#include "check/lint.h"
#include "check/lint_calls.h"
#include "check/script_reading.h"

namespace upshid::check {

namespace {

class ScriptLint {
 public:
  ScriptLint(const Sources& sources, const std::string& path, const User& user, Findings& findings)
      : sources_(sources),
        path_(path),
        user_(user),
        findings_(findings),
        called_(calls_of(sources.upssched)),
        calls_({sources.upssched.path,
                sources.in_upssched({"CMDSCRIPT"}).value_or(conf::Position{})}) {}

  void run() {
    const auto& command = sources_.configuration.settings.command_script;
    for (const Called& called : called_) {
      const Reading reading =
          read_command(command, called.command, called.notify_type(), sources_.confdir);
      if (reading.match) matches_.push_back(reading.match->place);
      look_at(called, reading);
      look_at_return(called, reading);
      calls_.add(reading, fmt::format("{} (line {} of {})", name_of(called), called.rule->at.line,
                                      file_of(sources_.upssched.path)));
      for (const NamedLabel& label : reading.labels) {
        if (std::none_of(labels_.begin(), labels_.end(), [&label](const NamedLabel& one) {
              return one.place == label.place && one.name == label.name;
            }))
          labels_.push_back(label);
      }
      for (const ProgramCall& call : reading.calls) look_at_program(call);
      for (const NamedLabel& file : reading.missing) look_at_path(file.name, file.place, false);
    }
    report_doubts();
    look_at_labels();
    calls_.report(findings_);
  }

 private:
  void add(Finding::Code code, Severity severity, const std::string& path,
           std::optional<conf::Position> at, std::string what, std::string advice) {
    findings_.push_back({code, severity, path, at, std::move(what), std::move(advice)});
  }

  static std::string name_of(const Called& called) {
    return fmt::format("{} {}", called.is_timer ? "timer" : "command", called.command);
  }
  static std::string file_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

  // "line 4", with its file if that is another one.
  std::string line_of(const Place& place) const {
    if (place.path == path_) return fmt::format("line {}", place.at.line);
    return fmt::format("line {} of {}", place.at.line, place.path);
  }

  void look_at(const Called& called, const Reading& reading) {
    if (reading.match) return;
    const std::string advice =
        fmt::format("add a case \"{})\" to {}, or check its spelling there", called.command, path_);
    const auto at_rule = [&](Finding::Code code, Severity severity, std::string what) {
      add(code, severity, sources_.upssched.path, called.rule->at, std::move(what), advice);
    };
    const std::string name = name_of(called);
    const std::string& path = reading.miss ? reading.miss->place.path : path_;
    if (reading.acts()) {
      if (reading.doubt && (reading.doubt->is_before_miss || !reading.miss->is_case)) {
        doubts_.push_back({&called, *reading.doubt});
        return;
      }
      if (!reading.miss) return;
      at_rule(FindingCode::name_without_case, Severity::warning,
              reading.miss->has_default
                  ? fmt::format("{}: cannot tell whether it does what is intended: {} has no case "
                                "for it, and \"*)\" in line {} applies",
                                name, path, reading.miss->place.at.line)
                  : fmt::format("{}: {} has no case for it (line {}); it runs only what it runs "
                                "for every name",
                                name, path, reading.miss->place.at.line));
    } else if (reading.doubt) {
      doubts_.push_back({&called, *reading.doubt});
    } else if (reading.miss) {
      at_rule(
          FindingCode::name_does_nothing, Severity::error,
          reading.miss->has_default
              ? fmt::format("{} does nothing: {} has no case for it, and \"*)\" in line {} only "
                            "prints a message",
                            name, path, reading.miss->place.at.line)
              : fmt::format("{} does nothing: {} has no case for it (line {})", name, path,
                            reading.miss->place.at.line));
    } else if (std::none_of(reading.calls.begin(), reading.calls.end(),
                            [](const ProgramCall& call) { return !call.was_read; })) {
      const auto& stop = reading.stop;
      at_rule(FindingCode::name_does_nothing, Severity::error,
              !stop ? fmt::format("{} does nothing: {} runs nothing for it", name, path_)
                    : fmt::format("{} does nothing: {} stops in {}, where {}", name, path_,
                                  line_of(stop->place),
                                  stop->is_unset ? "a variable is not set (set -u)"
                                                 : "a command fails (set -e)"));
    }
  }

  // A command that halts this machine when line power returns.
  void look_at_return(const Called& called, const Reading& reading) {
    const auto halt = halt_of(reading);
    if (!halt || halt->is_other_machine || halt->is_reboot) return;
    for (const conf::PlanLine& rule : sources_.upssched.plan) {
      if (rule.type != NotifyType::online || rule.starts_timer()) continue;
      if ((rule.cancels_timer() ? rule.otherwise : rule.argument) != called.command) continue;
      add(FindingCode::halts_on_return, halt->is_conditional ? Severity::warning : Severity::error,
          sources_.upssched.path, rule.at,
          fmt::format("{} {} this machine when line power returns: \"{}\" in {}", called.command,
                      halt->is_conditional ? "may halt" : "halts", halt->command,
                      line_of(halt->place)),
          rule.cancels_timer() ? fmt::format("remove {} from this line", called.command) : "");
    }
  }

  std::string text_of(const Doubt& doubt) const {
    const std::string line = line_of(doubt.place);
    switch (doubt.kind) {
      case Doubt::Kind::syntax:
        return fmt::format("cannot be parsed beyond {}: {}", line, doubt.detail);
      case Doubt::Kind::subject:
        return fmt::format("what the case in {} looks at is only known at run time", line);
      case Doubt::Kind::label:
        return fmt::format("the label in {} is only known at run time", line);
      case Doubt::Kind::condition:
        return fmt::format("the condition in {} is only known at run time", line);
      case Doubt::Kind::program:
        return fmt::format("what {} runs is only known at run time", line);
      case Doubt::Kind::unread:
        return fmt::format("{} uses {}, which cannot be read here", line, doubt.detail);
      case Doubt::Kind::foreign:
        if (doubt.detail == path_) return "not a shell script";
        return fmt::format("{} calls {}, which is not a shell script", line, doubt.detail);
      case Doubt::Kind::kernel:
        return fmt::format("{} writes to /proc/sysrq-trigger", line);
      case Doubt::Kind::too_long:
        return fmt::format("not followed beyond {}", line);
    }
    return {};
  }

  // One finding for all names with the same doubt.
  void report_doubts() {
    while (!doubts_.empty()) {
      const Doubt doubt = doubts_.front().second;
      std::vector<std::string> names;
      std::erase_if(doubts_, [&](const auto& one) {
        const Doubt& other = one.second;
        if (other.kind != doubt.kind || other.place != doubt.place || other.detail != doubt.detail)
          return false;
        names.push_back(one.first->command);
        return true;
      });
      report_doubt(doubt, fmt::format("{}", fmt::join(names, ", ")));
    }
  }

  void report_doubt(const Doubt& doubt, const std::string& names) {
    const bool is_syntax = doubt.kind == Doubt::Kind::syntax;
    const bool is_foreign = doubt.kind == Doubt::Kind::foreign;
    const bool is_in_line = doubt.place.path.empty();
    const std::string& path = is_foreign ? doubt.detail : is_in_line ? path_ : doubt.place.path;
    std::string advice = fmt::format("test each by hand: {} NAME", path_);
    if (const auto text = base::read_file(path, max_script_size)) {
      const auto interpreter = interpreter_of(*text);
      if (is_syntax)
        advice = fmt::format("try: {} -n {}", interpreter ? interpreter->program : "sh", path);
      if (is_syntax || is_foreign) calls_.add_text(path, *text, {});
    }
    add(FindingCode::name_doubtful, is_syntax ? Severity::warning : Severity::notice, path,
        is_in_line || is_foreign ? std::nullopt : std::optional(doubt.place.at),
        fmt::format("cannot tell whether it handles {}: {}", names, text_of(doubt)), advice);
  }

  void look_at_labels() {
    for (const NamedLabel& label : labels_) {
      const bool is_called = std::any_of(called_.begin(), called_.end(), [&](const Called& called) {
        return called.command == label.name;
      });
      // A case may be on another form of the name.
      const bool fits = std::find(matches_.begin(), matches_.end(), label.place) != matches_.end();
      if (is_called || fits || label.name.starts_with('-')) continue;
      add(FindingCode::case_not_used, Severity::notice, label.place.path, label.place.at,
          fmt::format("no AT line uses \"{}\"", label.name), "");
    }
  }

  // Programs that are called by their whole path.
  void look_at_program(const ProgramCall& call) {
    const std::string& path = call.argv.front().text;
    if (path.starts_with('/') && call.is_literal && !call.place.path.empty() && !call.is_remote &&
        !nut_use_of(call) && path.find_first_of("*?[") == std::string::npos)
      look_at_path(path, call.place, true);
  }

  void look_at_path(const std::string& path, const Place& place, bool is_program) {
    if (std::find(reported_.begin(), reported_.end(), path) != reported_.end()) return;
    reported_.push_back(path);
    const Access access = check_access(user_, path, !is_program);
    if (!access.denied) return;
    const bool is_missing = access.denied->error == ENOENT;
    add(is_missing ? FindingCode::program_missing : FindingCode::program_denied, Severity::warning,
        place.path, place.at,
        fmt::format(
            "{} {}", path,
            is_missing ? "does not exist"
                       : fmt::format("cannot be run by {}: {}: {}", user_.name, access.denied->path,
                                     std::generic_category().message(access.denied->error))),
        is_missing ? "install it, or correct its path here"
                   : fmt::format("see: namei -l {}", path));
  }

  const Sources& sources_;
  const std::string& path_;
  const User& user_;
  Findings& findings_;
  const std::vector<Called> called_;
  CallLint calls_;
  std::vector<std::pair<const Called*, Doubt>> doubts_;
  std::vector<NamedLabel> labels_;
  std::vector<Place> matches_;
  std::vector<std::string> reported_;
};

}  // namespace

std::optional<std::string> Called::notify_type() const {
  if (types.size() != 1) return std::nullopt;
  return std::string(name_of(types.front()));
}

std::vector<Called> calls_of(const conf::UpsschedConf& upssched) {
  std::vector<Called> out;
  const auto add = [&out](const std::string& command, const conf::PlanLine& rule, bool is_timer) {
    auto called = std::find_if(out.begin(), out.end(),
                               [&command](const Called& one) { return one.command == command; });
    if (called == out.end()) called = out.insert(out.end(), {command, &rule, is_timer});
    auto& types = called->types;
    if (std::find(types.begin(), types.end(), rule.type) == types.end()) types.push_back(rule.type);
  };
  for (const conf::PlanLine& rule : upssched.plan) {
    if (!rule.cancels_timer()) add(rule.argument, rule, rule.starts_timer());
    if (!rule.otherwise.empty()) add(rule.otherwise, rule, false);
  }
  return out;
}

void lint_script(const Sources& sources, const std::string& path, const User& user,
                 Findings& findings) {
  ScriptLint(sources, path, user, findings).run();
}

}  // namespace upshid::check
