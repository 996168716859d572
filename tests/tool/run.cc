#include "tool/run.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <upshid/upshid.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace upshid::test {

namespace {

std::string make_temporary_folder() {
  std::string path = (std::filesystem::temp_directory_path() / "upshid-tool-XXXXXX").string();
  REQUIRE(::mkdtemp(path.data()) != nullptr);
  return path;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file.good());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  out.reserve(strings.size() + 1);
  for (std::string& text : strings) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

}  // namespace

Ran run(const std::vector<std::string>& arguments, const How& how) {
  const std::string folder = make_temporary_folder();
  const std::string out_path = how.out_path.empty() ? folder + "/out" : how.out_path;
  const std::string err_path = folder + "/err";

  const std::string in_path = folder + "/in";
  std::ofstream(in_path, std::ios::binary) << how.input;

  posix_spawn_file_actions_t actions;
  REQUIRE(::posix_spawn_file_actions_init(&actions) == 0);
  std::array<int, 2> pipe_ends{-1, -1};
  if (how.out_closed) {
    ::posix_spawn_file_actions_addclose(&actions, STDOUT_FILENO);
  } else if (!how.out_is_read) {
    REQUIRE(::pipe(pipe_ends.data()) == 0);
    ::close(pipe_ends[0]);
    ::posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  } else {
    ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out_path.c_str(),
                                       O_WRONLY | O_CREAT | O_TRUNC, 0600);
  }
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, in_path.c_str(), O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err_path.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);

  const std::string program = how.program.empty() ? UPSHID_STATUS : how.program;
  std::vector<std::string> words{std::filesystem::path(program).filename().string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment{"PATH=/usr/bin:/bin"};
  for (const auto& [name, value] : how.environment) {
    environment.emplace_back(name).append("=").append(value);
  }
  add_unless_given(environment, "LC_ALL=", "de_DE.UTF-8");
  auto argv = pointers(words);
  auto envp = pointers(environment);
  pid_t child = -1;
  REQUIRE(::posix_spawn(&child, program.c_str(), &actions, nullptr, argv.data(), envp.data()) == 0);
  ::posix_spawn_file_actions_destroy(&actions);
  if (pipe_ends[1] >= 0) ::close(pipe_ends[1]);

  int state = 0;
  REQUIRE(::waitpid(child, &state, 0) == child);
  Ran ran;
  ran.status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
  if (how.out_path.empty() && !how.out_closed && how.out_is_read) ran.out = content_of(out_path);
  ran.err = content_of(err_path);
  std::filesystem::remove_all(folder);
  return ran;
}

Confdir::Confdir(const std::string& ups_conf) : path_(make_temporary_folder()) {
  std::ofstream(path_ + "/ups.conf", std::ios::binary) << ups_conf;
}

Confdir::~Confdir() {
  std::filesystem::remove_all(path_);
}

std::string expected(const std::string& name) {
  std::string text = content_of(std::string(UPSHID_TEST_DATA) + "/expected/" + name);
  const std::string placeholder = "@VERSION@";
  const std::size_t at = text.find(placeholder);
  if (at != std::string::npos) text.replace(at, placeholder.size(), version());
  return text;
}

void add_unless_given(std::vector<std::string>& environment, const std::string& name,
                      const std::string& value) {
  const bool is_given = std::ranges::any_of(
      environment, [&](const std::string& entry) { return entry.starts_with(name); });
  if (!is_given) environment.push_back(name + value);
}

bool a_ups_is_plugged() {
  const auto devices = list_devices();
  return devices && !devices->empty();
}

std::string unseen() {
  if (std::filesystem::exists("/sys/bus")) return "";
  return "; sysfs is not mounted on /sys, so no device can be seen";
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

}  // namespace upshid::test
