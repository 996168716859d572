#include "tool/sim/program.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace upshid::test {

namespace {

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  out.reserve(strings.size() + 1);
  for (std::string& text : strings) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

std::string rest_of(int fd) {
  std::string out;
  std::array<char, 4096> buffer{};
  for (ssize_t n = 0; (n = ::read(fd, buffer.data(), buffer.size())) > 0;) {
    out.append(buffer.data(), static_cast<std::size_t>(n));
  }
  return out;
}

}  // namespace

Scratch::Scratch()
    : path_((std::filesystem::temp_directory_path() / "upshid-sim-XXXXXX").string()) {
  REQUIRE(::mkdtemp(path_.data()) != nullptr);
}

Scratch::~Scratch() {
  std::filesystem::remove_all(path_);
}

std::string Scratch::read(const std::string& name) const {
  std::ostringstream out;
  out << std::ifstream(path_ + "/" + name, std::ios::binary).rdbuf();
  return out.str();
}

void Scratch::write(const std::string& name, const std::string& text) const {
  std::ofstream(path_ + "/" + name, std::ios::binary) << text;
}

Program::Program(const std::vector<std::string>& arguments, const Scratch& runtime) {
  std::array<int, 2> out{-1, -1};
  std::array<int, 2> err{-1, -1};
  REQUIRE(::pipe2(out.data(), O_CLOEXEC) == 0);
  REQUIRE(::pipe2(err.data(), O_CLOEXEC) == 0);
  posix_spawn_file_actions_t actions;
  REQUIRE(::posix_spawn_file_actions_init(&actions) == 0);
  ::posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  std::vector<std::string> words{"upshid-sim"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment{"PATH=/usr/bin:/bin", "LC_ALL=de_DE.UTF-8",
                                       "XDG_RUNTIME_DIR=" + runtime.path()};
  auto argv = pointers(words);
  auto envp = pointers(environment);
  REQUIRE(::posix_spawn(&child_, UPSHID_SIM, &actions, nullptr, argv.data(), envp.data()) == 0);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(out[1]);
  ::close(err[1]);
  out_ = out[0];
  err_ = err[0];
}

Program::~Program() {
  if (child_ > 0) {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }
  ::close(out_);
  ::close(err_);
}

std::string Program::line() {
  std::string out;
  for (char c = 0; ::read(out_, &c, 1) == 1;) {
    if (c == '\n') return out;
    out += c;
  }
  return out;
}

void Program::signal(int number) const {
  REQUIRE(::kill(child_, number) == 0);
}

Ended Program::end() {
  Ended ended;
  ended.out = rest_of(out_);
  ended.err = rest_of(err_);
  int state = 0;
  REQUIRE(::waitpid(child_, &state, 0) == child_);
  child_ = -1;
  ended.status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
  return ended;
}

Ended run_sim(const std::vector<std::string>& arguments, const Scratch& runtime) {
  return Program(arguments, runtime).end();
}

}  // namespace upshid::test
