#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "base/file.h"
#include "base/text.h"
#include "check/lint.h"
#include "check/shell_script.h"
#include "conf/command_line.h"

namespace upshid::check {

namespace {

bool is_shell(std::string_view program) {
  constexpr std::array shells{"sh", "dash", "bash", "ash", "ksh", "busybox", "mksh", "zsh"};
  return std::find(shells.begin(), shells.end(), program) != shells.end();
}

// One program that is to run.
class ProgramLint {
 public:
  ProgramLint(const Sources& sources, const User& user, Findings& findings)
      : sources_(sources), user_(user), findings_(findings) {}

  std::vector<CheckedProgram> run() && {
    command_script();
    notify_command();
    shutdown_command();
    return std::move(checked_);
  }

 private:
  void add(Severity severity, std::string what, std::string advice) {
    findings_.push_back({severity, conf_, at_, std::move(what), std::move(advice)});
  }

  void command_script() {
    conf_ = sources_.upssched.path;
    at_ = sources_.in_upssched({"CMDSCRIPT"});
    const auto calls = calls_of(sources_.upssched);
    const auto& command = sources_.configuration.settings.command_script;
    if (command.empty()) {
      if (calls.empty()) return;
      at_ = calls.front().rule->at;
      return add(Severity::error,
                 fmt::format("no CMDSCRIPT; {} does nothing", calls.front().command),
                 "name the script before the AT lines: CMDSCRIPT /etc/nut/upssched-cmd");
    }
    std::vector<std::string> words = command;
    words.emplace_back("NAME");
    const auto text = program("CMDSCRIPT", words, user_);
    if (!text) return;
    const auto interpreter = interpreter_of(*text);
    if (interpreter && is_shell(interpreter->program)) {
      lint_script(sources_, *text, path_, user_, findings_);
    } else if (!calls.empty()) {
      std::string names;
      for (const Called& called : calls) names += (names.empty() ? "" : ", ") + called.command;
      findings_.push_back(
          {Severity::notice,
           path_,
           {},
           fmt::format("cannot tell whether it handles {}: not a shell script", names),
           "test each by hand: " + path_ + " NAME"});
    }
  }

  void notify_command() {
    const monitor::Settings& settings = sources_.configuration.settings;
    if (settings.notify_command.empty() || settings.plans()) return;
    conf_ = sources_.upsmon.path;
    at_ = sources_.in_upsmon({"NOTIFYCMD"});
    program("NOTIFYCMD", {settings.notify_command, "message"}, user_);
  }

  void shutdown_command() {
    const monitor::Settings& settings = sources_.configuration.settings;
    if (settings.shutdown_command.empty()) return;
    conf_ = sources_.upsmon.path;
    at_ = sources_.in_upsmon({"SHUTDOWNCMD"});
    program("SHUTDOWNCMD", {settings.shutdown_command}, root_user());
  }

  // Its text, where it can be read; `path_` is set then.
  std::optional<std::string> program(const char* directive, const std::vector<std::string>& words,
                                     const User& user) {
    const auto argv = conf::executable(words);
    if (argv.empty()) return std::nullopt;
    if (argv.size() > 1 && argv[0] == "/bin/sh" && argv[1] == "-c") {
      add(Severity::notice,
          fmt::format("{}: cannot tell whether it can run: a shell interprets it", directive), "");
      return std::nullopt;
    }
    path_ = argv.front();
    struct stat facts {};
    const int error = ::stat(path_.c_str(), &facts) == 0 ? 0 : errno;
    if (error == ENOENT || error == ENOTDIR) return missing(directive);
    if (error == 0 && !S_ISREG(facts.st_mode)) {
      add(Severity::error, fmt::format("{}: {} is not a regular file", directive, path_), "");
      return std::nullopt;
    }
    const auto text = base::read_file(path_, longest_script);
    const bool is_script = text && text->starts_with("#!");
    const Access access = check_access(user, path_, is_script);
    checked_.push_back({directive, path_, user.name, access.checked});
    if (access.denied) denied(directive, user, *access.denied);
    look_at_rights(directive, user);
    if (!text) {
      // A program is larger than a script.
      if (text.error().code == Code::permission)
        add(Severity::notice,
            fmt::format("{}: cannot read {}: {}", directive, path_, text.error().what),
            "run upshid-sched check as root");
      return std::nullopt;
    }
    if (!look_at_first_line(directive, *text, user)) return std::nullopt;
    return *text;
  }

  // A folder that is yet to be copied into place may have it.
  std::optional<std::string> missing(const char* directive) {
    const std::string draft = sources_.confdir + path_.substr(path_.rfind('/'));
    auto text = base::read_file(draft, longest_script);
    add(Severity::error, fmt::format("{}: {} does not exist", directive, path_),
        text ? fmt::format("sudo install -m 755 {} {}", draft, path_)
             : "correct the path, or write the script");
    if (!text) return std::nullopt;
    path_ = draft;
    return *std::move(text);
  }

  void denied(const char* directive, const User& user, const Denied& denied) {
    const bool is_file = denied.path == path_;
    std::string advice = fmt::format("see: namei -l {}", path_);
    if (is_file && denied.error == EACCES)
      advice = denied.to_read ? fmt::format("sudo chmod a+r {}", path_)
                              : fmt::format("sudo chmod 755 {}", path_);
    add(Severity::error,
        fmt::format("{}: {} may not {} {}{}: {}", directive, user.name,
                    denied.to_read ? "read" : "run", path_,
                    is_file ? "" : fmt::format(" because of {}", denied.path),
                    std::generic_category().message(denied.error)),
        advice);
  }

  void look_at_rights(const char* directive, const User& user) {
    if (user.uid != 0) return;
    const std::string part = changeable_part(path_);
    if (part.empty()) return;
    add(Severity::warning,
        fmt::format("{} runs as root, but users other than root may change {}", directive, part),
        fmt::format("sudo chown root:root {} && sudo chmod go-w {}", part, part));
  }

  // False where it cannot be told what reads it.
  bool look_at_first_line(const char* directive, std::string_view text, const User& user) {
    if (text.starts_with("\x7f"
                         "ELF"))
      return true;
    const auto in_script = [&](std::string what, std::string advice) {
      findings_.push_back(
          {Severity::error, path_, conf::Position{1, 1}, std::move(what), std::move(advice)});
    };
    const auto interpreter = interpreter_of(text);
    if (!interpreter) {
      in_script(fmt::format("{} cannot be run: its first line names no interpreter", directive),
                "set the first line to: #!/bin/sh");
      return false;
    }
    if (text.substr(0, text.find('\n')).ends_with('\r')) {
      in_script("lines end with carriage returns (Windows), so the interpreter's name has one too",
                fmt::format("sed -i 's/\\r$//' {}", path_));
      return true;
    }
    const Access access = check_access(user, interpreter->path, false);
    if (access.denied) {
      in_script(fmt::format("{} cannot run it: {}: {}", interpreter->path, access.denied->path,
                            std::generic_category().message(access.denied->error)),
                "correct the first line, or install it");
    }
    const bool by_env = interpreter->path.ends_with("/env");
    if (by_env && !access.denied && !conf::find_program(interpreter->program)) {
      in_script(fmt::format("{} is not in PATH", interpreter->program),
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

std::optional<Interpreter> interpreter_of(std::string_view script) {
  if (!script.starts_with("#!")) return std::nullopt;
  const auto words = base::words(script.substr(2, script.find('\n') - 2));
  if (words.empty()) return std::nullopt;
  Interpreter out{std::string(words.front()), {}};
  std::string_view program = words.front();
  if (program.ends_with("/env") && words.size() > 1)
    program = words[words[1] == "-S" && words.size() > 2 ? 2 : 1];
  out.program = program.substr(program.rfind('/') + 1);
  return out;
}

std::vector<CheckedProgram> lint_programs(const Sources& sources, const User& user,
                                          Findings& findings) {
  return ProgramLint(sources, user, findings).run();
}

}  // namespace upshid::check
