#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "check/command_cases.h"
#include "check/lint.h"

namespace upshid::check {

namespace {

class ScriptLint {
 public:
  ScriptLint(const Sources& sources, std::string_view text, const std::string& path,
             const User& user, Findings& findings)
      : sources_(sources),
        path_(path),
        user_(user),
        findings_(findings),
        script_(read_shell_script(text)),
        cases_(script_, 1 + sources.upssched.command_script_arguments.size()) {}

  void run() {
    if (!cases_.doubt().empty()) {
      doubt();
    } else {
      for (const Called& called : calls_of(sources_.upssched)) look_at(called);
      look_at_labels();
    }
    look_at_programs();
  }

 private:
  void add(Severity severity, const std::string& path, std::optional<conf::Position> at,
           std::string what, std::string advice) {
    findings_.push_back({severity, path, at, std::move(what), std::move(advice)});
  }

  void doubt() {
    std::string names;
    for (const Called& called : calls_of(sources_.upssched))
      names += (names.empty() ? "" : ", ") + called.command;
    if (names.empty()) return;
    const bool is_broken = !script_.error.empty();
    add(is_broken ? Severity::warning : Severity::notice, path_,
        is_broken ? std::optional(script_.error_at) : std::nullopt,
        fmt::format("cannot tell whether it handles {}: {}", names, cases_.doubt()),
        is_broken ? fmt::format("try: sh -n {}", path_) : "test each by hand: " + path_ + " NAME");
  }

  void look_at(const Called& called) {
    const Known known = cases_.find(called.command);
    const std::string name =
        fmt::format("{} {}", called.is_timer ? "timer" : "command", called.command);
    const std::string advice =
        fmt::format("add a case \"{})\" to {}, or check its spelling there", called.command, path_);
    const auto at_rule = [&](Severity severity, std::string what, std::string todo) {
      add(severity, sources_.upssched.path, called.rule->at, std::move(what), std::move(todo));
    };
    switch (known.how) {
      case Knows::by_name:
      case Knows::by_pattern:
        return;
      case Knows::tells:
        return at_rule(Severity::error,
                       fmt::format("{} does nothing: {} has no case for it, and \"*)\" in line {} "
                                   "only prints a message",
                                   name, path_, known.at.line),
                       advice);
      case Knows::nothing:
        return at_rule(Severity::error,
                       fmt::format("{} does nothing: {} has no case for it (line {})", name, path_,
                                   known.at.line),
                       advice);
      case Knows::other:
        return at_rule(Severity::warning,
                       fmt::format("{}: cannot tell whether it does what is intended: {} has no "
                                   "case for it, and \"*)\" in line {} applies",
                                   name, path_, known.at.line),
                       advice);
      case Knows::unproved:
        return at_rule(Severity::notice,
                       fmt::format("{}: cannot tell whether {} has a case for it: the label in "
                                   "line {} is only known at run time",
                                   name, path_, known.at.line),
                       "");
    }
  }

  void look_at_labels() {
    const auto calls = calls_of(sources_.upssched);
    for (const CaseLabel& label : cases_.labels()) {
      const bool is_called = std::any_of(calls.begin(), calls.end(), [&](const Called& called) {
        return called.command == label.name;
      });
      if (is_called) continue;
      add(Severity::notice, path_, label.at, fmt::format("no AT line uses \"{}\"", label.name), "");
    }
  }

  // Programs that are called by their whole path.
  void look_at_programs() {
    std::vector<std::string> told;
    for (const ShellWord& word : script_.commands) {
      if (!word.text.starts_with('/') || word.expands || word.globs) continue;
      if (std::find(told.begin(), told.end(), word.text) != told.end()) continue;
      told.push_back(word.text);
      const Access access = check_access(user_, word.text, false);
      if (!access.denied) continue;
      const std::string why =
          access.denied->error == ENOENT
              ? "does not exist"
              : fmt::format("cannot be run by {}: {}: {}", user_.name, access.denied->path,
                            std::generic_category().message(access.denied->error));
      add(Severity::warning, path_, word.at, fmt::format("{} {}", word.text, why),
          access.denied->error == ENOENT ? "install it, or correct its path here"
                                         : fmt::format("see: namei -l {}", word.text));
    }
  }

  const Sources& sources_;
  const std::string& path_;
  const User& user_;
  Findings& findings_;
  const ShellScript script_;
  const CommandCases cases_;
};

}  // namespace

std::vector<Called> calls_of(const conf::UpsschedConf& upssched) {
  std::vector<Called> out;
  const auto add = [&out](const std::string& command, const conf::PlanLine& rule, bool is_timer) {
    const bool is_known = std::any_of(
        out.begin(), out.end(), [&](const Called& called) { return called.command == command; });
    if (!is_known) out.push_back({command, &rule, is_timer});
  };
  for (const conf::PlanLine& rule : upssched.plan) {
    if (!rule.cancels_timer()) add(rule.argument, rule, rule.starts_timer());
    if (!rule.otherwise.empty()) add(rule.otherwise, rule, false);
  }
  return out;
}

void lint_script(const Sources& sources, std::string_view text, const std::string& path,
                 const User& user, Findings& findings) {
  ScriptLint(sources, text, path, user, findings).run();
}

}  // namespace upshid::check
