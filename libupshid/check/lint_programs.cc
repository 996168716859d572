#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "base/file.h"
#include "base/text.h"
#include "check/lint.h"
#include "check/lint_calls.h"
#include "check/script_reading.h"
#include "conf/command_line.h"

namespace upshid::check {

namespace {

// One program that is to run.
class ProgramLint {
 public:
  ProgramLint(const Sources& sources, const User& user, Findings& findings)
      : sources_(sources), user_(user), findings_(findings) {}

  std::vector<CheckedProgram> run() && {
    user_of_commands();
    command_script();
    notify_command();
    shutdown_command();
    return std::move(checked_);
  }

 private:
  void add(Finding::Code code, Severity severity, std::string what, std::string advice) {
    findings_.push_back({code, severity, conf_, at_, std::move(what), std::move(advice)});
  }

  void user_of_commands() {
    if (user_.is_known) return;
    conf_ = sources_.upsmon.path;
    at_ = sources_.in_upsmon({"RUN_AS_USER"});
    const std::string& name = *sources_.upsmon.run_as_user;
    add(FindingCode::unknown_user, Severity::error,
        fmt::format("RUN_AS_USER {}: no such user; commands run as nobody and may lack permissions",
                    name),
        "name an existing user, or run: sudo useradd --system " + name);
  }

  void command_script() {
    conf_ = sources_.upssched.path;
    at_ = sources_.in_upssched({"CMDSCRIPT"});
    const auto calls = calls_of(sources_.upssched);
    const auto& command = sources_.configuration.settings.command_script;
    if (command.empty()) {
      if (calls.empty()) return;
      at_ = calls.front().rule->at;
      return add(FindingCode::no_command_script, Severity::error,
                 fmt::format("no CMDSCRIPT; {} does nothing", calls.front().command),
                 "name the script before the AT lines: CMDSCRIPT /etc/nut/upssched-cmd");
    }
    const Reading line = read_command(command, "NAME", {}, sources_.confdir);
    if (!program("CMDSCRIPT", command, line, user_)) return;
    lint_script(sources_, path_, user_, findings_);
  }

  void notify_command() {
    const monitor::Settings& settings = sources_.configuration.settings;
    if (settings.notify_command.empty() || settings.plans()) return;
    conf_ = sources_.upsmon.path;
    at_ = sources_.in_upsmon({"NOTIFYCMD"});
    const Reading line = read_command({settings.notify_command}, {{unknown_value(false)}});
    program("NOTIFYCMD", {settings.notify_command}, line, user_);
    report_calls(line, "NOTIFYCMD");
  }

  void shutdown_command() {
    const monitor::Settings& settings = sources_.configuration.settings;
    if (settings.shutdown_command.empty()) return;
    conf_ = sources_.upsmon.path;
    at_ = sources_.in_upsmon({"SHUTDOWNCMD"});
    const Reading line = read_command({settings.shutdown_command}, {});
    const ShutdownCommand command = shutdown_command_of(line);
    const char* const advice = "to shut it down, write: SHUTDOWNCMD \"/sbin/shutdown -h +0\"";
    if (!command.halts) {
      add(FindingCode::does_not_halt, Severity::warning,
          fmt::format(
              "SHUTDOWNCMD {} does not halt this machine; when the battery is low, commands "
              "run, but it stays up until the power is gone",
              settings.shutdown_command),
          advice);
    } else if (command.unproved) {
      const Place& place = command.unproved->place;
      findings_.push_back({FindingCode::may_not_halt, Severity::warning,
                           place.path.empty() ? conf_ : place.path,
                           place.path.empty() ? at_ : std::optional(place.at),
                           fmt::format("cannot tell whether SHUTDOWNCMD {} halts this machine: {}",
                                       settings.shutdown_command, text_of(*command.unproved)),
                           advice});
    }
    program("SHUTDOWNCMD", {settings.shutdown_command}, line, root_user());
    report_calls(line, "SHUTDOWNCMD");
  }

  void report_calls(Reading line, const char* directive) {
    // A NOTIFYCMD that calls upssched is checked with the plan.
    std::erase_if(line.calls,
                  [](const ProgramCall& call) { return nut_use_of(call) == NutUse::upssched; });
    CallLint calls({conf_, at_.value_or(conf::Position{})});
    calls.add(line, directive);
    if (line.doubt && line.doubt->kind == Doubt::Kind::foreign) {
      if (const auto text = base::read_file(line.doubt->detail, max_script_size))
        calls.add_text(line.doubt->detail, *text, directive);
    }
    calls.report(findings_);
  }

  // Can it run? True if `path_` is a script to be read.
  bool program(const char* directive, std::vector<std::string> words, const Reading& line,
               User user) {
    words.emplace_back("NAME");
    if (line.carriage_return && line.carriage_return->at.line > 1)
      findings_.push_back({FindingCode::carriage_return, Severity::error,
                           line.carriage_return->path, line.carriage_return->at,
                           "this line ends with a carriage return (Windows), which the shell takes "
                           "for a part of its last word",
                           fmt::format("sed -i 's/\\r$//' {}", line.carriage_return->path)});
    if (line.bashism)
      findings_.push_back({FindingCode::bad_first_line, Severity::warning, line.bashism->path,
                           line.bashism->at,
                           "only bash knows this, but the first line names another shell, which "
                           "stops or goes wrong here",
                           "set the first line to: #!/bin/bash"});
    const auto argv = conf::executable(words);
    if (argv.empty()) return false;
    const ProgramCall* const call = line.program();
    const bool is_shell_line = argv.size() > 1 && argv[0] == "/bin/sh" && argv[1] == "-c";
    if (is_shell_line) {
      const auto first = base::words(words.front());
      struct stat facts {};
      const std::string program = call == nullptr ? "" : call->argv.front().text;
      if (program.starts_with('/') && ::stat(program.c_str(), &facts) != 0) {
        path_ = program;
        return missing(directive);
      }
      if (call != nullptr && !first.empty() && program != first.front() &&
          is_starter(first.front()) && !conf::find_program(std::string(first.front()))) {
        add(FindingCode::program_missing, Severity::warning,
            fmt::format("{}: there is no {}", directive, first.front()),
            "install it, or leave it out");
      } else {
        add(FindingCode::program_unchecked, Severity::notice,
            fmt::format("{}: cannot tell whether it can run: a shell interprets it", directive),
            "");
      }
      look_at_rights(directive, line, user);
      return call != nullptr && call->was_read && take_script(call->argv.front().text);
    }
    path_ = argv.front();
    const bool is_started = call != nullptr && call->argv.front().is_known &&
                            call->argv.front().text.find('/') != std::string::npos &&
                            call->argv.front().text != path_;
    if (is_started) {
      if (path_.ends_with("/sudo")) user = root_user();
      path_ = call->argv.front().text;
    }
    struct stat facts {};
    const int error = ::stat(path_.c_str(), &facts) == 0 ? 0 : errno;
    if (error == ENOENT || error == ENOTDIR) return missing(directive);
    if (error == 0 && !S_ISREG(facts.st_mode)) {
      add(FindingCode::program_missing, Severity::error,
          fmt::format("{}: {} is not a regular file", directive, path_), "");
      return false;
    }
    const bool is_by_shell = is_started && !call->shell.empty();
    const auto text = base::read_file(path_, max_script_size);
    const bool is_script = text && (is_by_shell || text->starts_with("#!"));
    const Access access = check_access(user, path_, is_script);
    checked_.push_back({directive, path_, user.name, access.checked});
    if (access.denied && (!is_by_shell || access.denied->to_read))
      denied(directive, user, *access.denied);
    look_at_rights(directive, path_, user);
    look_at_rights(directive, line, user);
    if (!text) {
      // One that is too large is not a script.
      if (text.error().code == Code::permission)
        add(FindingCode::program_unchecked, Severity::notice,
            fmt::format("{}: cannot read {}: {}", directive, path_, text.error().what),
            "run upshid-sched check as root");
      return false;
    }
    if (!is_by_shell && !look_at_first_line(directive, *text, user)) return false;
    return true;
  }

  bool take_script(const std::string& path) {
    path_ = path;
    return true;
  }

  // The configuration's folder may have a draft of it.
  bool missing(const char* directive) {
    const std::string draft = sources_.confdir + path_.substr(path_.rfind('/'));
    const auto text = base::read_file(draft, max_script_size);
    add(FindingCode::program_missing, Severity::error,
        fmt::format("{}: {} does not exist", directive, path_),
        text ? fmt::format("sudo install -m 755 {} {}", draft, path_)
             : "correct the path, or write the script");
    if (text) path_ = draft;
    return text.has_value();
  }

  void denied(const char* directive, const User& user, const Denied& denied) {
    const bool is_file = denied.path == path_;
    std::string advice = fmt::format("see: namei -l {}", path_);
    if (is_file && denied.error == EACCES)
      advice = denied.to_read ? fmt::format("sudo chmod a+r {}", path_)
                              : fmt::format("sudo chmod 755 {}", path_);
    add(FindingCode::program_denied, Severity::error,
        fmt::format("{}: {} may not {} {}{}: {}", directive, user.name,
                    denied.to_read ? "read" : "run", path_,
                    is_file ? "" : fmt::format(" because of {}", denied.path),
                    std::generic_category().message(denied.error)),
        advice);
  }

  // What a line or script of root's calls by its path runs as root, too.
  void look_at_rights(const char* directive, const Reading& line, const User& user) {
    for (const ProgramCall& call : line.calls) {
      if (!call.is_remote && !call.argv.empty() && call.argv.front().is_known &&
          call.argv.front().text.starts_with('/'))
        look_at_rights(directive, call.argv.front().text, user);
    }
  }

  void look_at_rights(const char* directive, const std::string& path, const User& user) {
    if (user.uid != 0) return;
    const std::string part = changeable_part(path);
    if (part.empty()) return;
    add(FindingCode::program_unsafe, Severity::error,
        fmt::format("{} runs as root, but users other than root may change {}", directive, part),
        fmt::format("sudo chown root:root {} && sudo chmod go-w {}", part, part));
  }

  // False if it has no interpreter.
  bool look_at_first_line(const char* directive, std::string_view text, const User& user) {
    if (text.starts_with("\x7f"
                         "ELF"))
      return true;
    const auto in_script = [&](Finding::Code code, std::string what, std::string advice) {
      findings_.push_back(
          {code, Severity::error, path_, conf::Position{1, 1}, std::move(what), std::move(advice)});
    };
    const auto interpreter = interpreter_of(text);
    if (!interpreter) {
      in_script(FindingCode::bad_first_line,
                fmt::format("{} cannot be run: its first line names no interpreter", directive),
                "set the first line to: #!/bin/sh");
      return false;
    }
    if (text.substr(0, text.find('\n')).ends_with('\r')) {
      in_script(FindingCode::carriage_return,
                "lines end with carriage returns (Windows), so the interpreter's name has one too",
                fmt::format("sed -i 's/\\r$//' {}", path_));
      return true;
    }
    const Access access = check_access(user, interpreter->path, false);
    if (access.denied) {
      in_script(FindingCode::program_denied,
                fmt::format("{} cannot run it: {}: {}", interpreter->path, access.denied->path,
                            std::generic_category().message(access.denied->error)),
                "correct the first line, or install it");
    }
    const bool by_env = interpreter->path.ends_with("/env");
    if (by_env && !access.denied && !conf::find_program(interpreter->program)) {
      in_script(FindingCode::program_missing,
                fmt::format("{} is not in PATH", interpreter->program),
                "correct the first line, or install it");
    }
    return true;
  }

  const Sources& sources_;
  const User& user_;
  Findings& findings_;
  std::vector<CheckedProgram> checked_;
  std::string conf_;
  std::optional<conf::Position> at_;
  std::string path_;
};

}  // namespace

std::vector<CheckedProgram> lint_programs(const Sources& sources, const User& user,
                                          Findings& findings) {
  return ProgramLint(sources, user, findings).run();
}

}  // namespace upshid::check
