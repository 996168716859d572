#include "tool/sched/program.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace upshid::test {

namespace {

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  out.reserve(strings.size() + 1);
  for (std::string& text : strings) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

}  // namespace

Ended run_sched(const Bench& bench, const std::vector<std::string>& words, const Call& call) {
  posix_spawn_file_actions_t actions;
  REQUIRE(::posix_spawn_file_actions_init(&actions) == 0);
  const std::string out = bench / "sched.out";
  const std::string err = bench / "sched.err";
  constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC;
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), flags, 0600);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), flags, 0600);
  std::vector<std::string> all{call.name};
  all.insert(all.end(), words.begin(), words.end());
  std::vector<std::string> variables{"LC_ALL=de_DE.UTF-8"};
  variables.insert(variables.end(), call.environment.begin(), call.environment.end());
  auto argv = pointers(all);
  auto envp = pointers(variables);
  pid_t child = -1;
  REQUIRE(::posix_spawn(&child, call.name.c_str(), &actions, nullptr, argv.data(), envp.data()) ==
          0);
  ::posix_spawn_file_actions_destroy(&actions);
  int state = 0;
  REQUIRE(::waitpid(child, &state, 0) == child);
  return {bench.read("sched.out"), bench.read("sched.err"),
          WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state)};
}

Ended ask_sched(const Bench& bench, std::vector<std::string> words) {
  words.emplace_back("--statedir");
  words.push_back(bench / "state");
  return run_sched(bench, words);
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

}  // namespace upshid::test
