#include "tool/monitor/bench.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace upshid::test {

namespace {

namespace fs = std::filesystem;

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  out.reserve(strings.size() + 1);
  for (std::string& text : strings) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

}  // namespace

Bench::Bench() : path_((fs::temp_directory_path() / "upshid-monitor-XXXXXX").string()) {
  REQUIRE(::mkdtemp(path_.data()) != nullptr);
  // Commands may run as another user.
  REQUIRE(::chmod(path_.c_str(), 0755) == 0);
  fs::create_directory(*this / "conf");
  script("cmd", "echo \"$1 $UPSNAME $NOTIFYTYPE $NOTIFYMSG\" >> " + *this / "ran" + "\n");
}

Bench::~Bench() {
  fs::remove_all(path_);
}

std::string Bench::operator/(std::string_view name) const {
  return path_ + "/" + std::string(name);
}

std::string Bench::read(std::string_view name) const {
  std::ostringstream out;
  out << std::ifstream(*this / name, std::ios::binary).rdbuf();
  return out.str();
}

void Bench::write(std::string_view name, std::string_view text) const {
  std::ofstream(*this / name, std::ios::binary) << text;
}

void Bench::script(std::string_view name, std::string_view text) const {
  write(name, "#!/bin/sh\n" + std::string(text));
  REQUIRE(::chmod((*this / name).c_str(), 0755) == 0);
}

void Bench::configure(std::string_view upsmon, std::string_view upssched) const {
  std::string text =
      "MONITOR test@localhost 1 user password primary\n"
      "NOTIFYCMD /sbin/upssched\nRUN_AS_USER root\nFINALDELAY 0\nSHUTDOWNEXIT no\n"
      "SHUTDOWNCMD \"echo down >> " +
      *this / "ran" + "\"\n";
  for (const char* type : {"ONBATT", "ONLINE", "LOWBATT", "SHUTDOWN", "COMMBAD"}) {
    text += std::string("NOTIFYFLAG ") + type + " EXEC\n";
  }
  // Tests notify no logged-in users.
  text += "NOTIFYFLAG FSD SYSLOG\n";
  write("conf/upsmon.conf", text + std::string(upsmon));
  write("conf/upssched.conf", "CMDSCRIPT " + *this / "cmd" + "\n" + std::string(upssched));
}

int Bench::count(std::string_view begin) const {
  int out = 0;
  std::istringstream lines(read("ran"));
  for (std::string line; std::getline(lines, line);) out += line.starts_with(begin) ? 1 : 0;
  return out;
}

std::vector<std::string> Bench::folders() const {
  return {"--confdir", *this / "conf", "--statedir", *this / "state"};
}

Result<std::vector<std::string>> Bench::ask(const std::vector<std::string>& words) const {
  const auto answer = answer_to(words);
  if (!answer) return answer.error();
  if (answer->refusal) return Error{Code::invalid_argument, {}, answer->refusal->text, 0};
  return answer->lines;
}

Result<cli::MonitorAnswer> Bench::answer_to(const std::vector<std::string>& words) const {
  // It listens a moment after it was started.
  auto answer = ask_at_once(words);
  static_cast<void>(wait_for([&] {
    if (answer || answer.error().code != Code::not_found) return true;
    answer = ask_at_once(words);
    return false;
  }));
  return answer;
}

Result<cli::MonitorAnswer> Bench::ask_at_once(const std::vector<std::string>& words) const {
  return cli::ask_monitor(socket(), words);
}

Monitor::Monitor(const Bench& bench, const std::vector<std::string>& upses,
                 const std::vector<std::string>& options,
                 const std::vector<std::pair<std::string, std::string>>& environment)
    : bench_(bench) {
  posix_spawn_file_actions_t actions;
  REQUIRE(::posix_spawn_file_actions_init(&actions) == 0);
  const std::string out = bench / "out";
  const std::string err = bench / "err";
  constexpr int flags = O_WRONLY | O_CREAT | O_APPEND;
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), flags, 0600);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), flags, 0600);
  std::vector<std::string> words{"upshid-monitor"};
  for (const std::string& word : bench.folders()) words.push_back(word);
  words.insert(words.end(), options.begin(), options.end());
  words.insert(words.end(), upses.begin(), upses.end());
  // Without PATH: there is no program wall then that could disturb anybody.
  std::vector<std::string> variables{"LC_ALL=de_DE.UTF-8", "PATH=/nonexistent"};
  for (const auto& [name, value] : environment) {
    variables.push_back(name);
    variables.back().append("=").append(value);
  }
  auto argv = pointers(words);
  auto envp = pointers(variables);
  REQUIRE(::posix_spawn(&pid_, UPSHID_MONITOR, &actions, nullptr, argv.data(), envp.data()) == 0);
  ::posix_spawn_file_actions_destroy(&actions);
}

Monitor::~Monitor() {
  if (pid_ > 0) kill();
}

void Monitor::signal(int number) const {
  REQUIRE(::kill(pid_, number) == 0);
}

Ended Monitor::end() {
  int state = 0;
  const bool has_ended = wait_for([&] { return ::waitpid(pid_, &state, WNOHANG) == pid_; });
  REQUIRE_MESSAGE(has_ended, bench_.read("err"));
  pid_ = -1;
  Ended ended{bench_.read("out"), bench_.read("err"), 0};
  ended.status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
  return ended;
}

Ended Monitor::stop() {
  signal(SIGTERM);
  return end();
}

void Monitor::kill() {
  (void)::kill(pid_, SIGKILL);
  (void)::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

bool wait_for_text(const Bench& bench, std::string_view file, std::string_view text) {
  return wait_for([&] { return bench.read(file).find(text) != std::string::npos; });
}

void pause(int milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

}  // namespace upshid::test
