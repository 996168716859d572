// Commands while the machine has nothing left: descriptors, processes.

#include "daemon/commands.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "base/boot_clock.h"
#include "skip.h"

namespace fs = std::filesystem;
using namespace upshid;
using namespace upshid::daemon;

namespace {

class Folder {
 public:
  Folder() : path((fs::temp_directory_path() / "upshid-commands-XXXXXX").string()) {
    REQUIRE(::mkdtemp(path.data()) != nullptr);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }

  std::string read(const std::string& name) const {
    std::ifstream file(path + "/" + name);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  monitor::RunCommand command(std::uint64_t id, const std::string& line, bool is_shutdown) const {
    monitor::RunCommand run;
    run.id = id;
    run.argv = {"cd " + path + "; " + line};
    run.is_shutdown = is_shutdown;
    return run;
  }

  std::string path;
};

// Waits until so many have exited.
std::vector<Commands::Ended> wait_for(Commands& commands, std::size_t count) {
  std::vector<Commands::Ended> out;
  for (int i = 0; i < 1000 && out.size() < count; ++i) {
    PollSet set;
    Instant now = base::boot_time_now();
    commands.want(set, now);
    set.wake_at(now + std::chrono::milliseconds(20));
    (void)set.wait(now);
    for (const auto& ended : commands.take(set, base::boot_time_now())) out.push_back(ended);
  }
  return out;
}

// In a process of its own, which may use up what it likes.
template <class Test>
bool holds_in_child(Test test) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(test() ? 0 : 1);
  int state = 0;
  (void)::waitpid(child, &state, 0);
  return WIFEXITED(state) && WEXITSTATUS(state) == 0;
}

bool runs_to_its_end(Commands& commands, const Folder& folder) {
  commands.start(folder.command(1, "echo down > ran", true));
  const auto ended = wait_for(commands, 1);
  return ended.size() == 1 && ended[0].status == 0;
}

}  // namespace

TEST_CASE("SHUTDOWNCMD runs though no descriptor is left") {
  const Folder folder;
  // A sanitizer that meets a type for the first time opens a pipe; here it has no descriptor for
  // it.
  CHECK(Error{Code::io, "a", "b", EMFILE}.text() != "");
  CHECK(holds_in_child([&] {
    Log log(false, "/nonexistent");
    Commands commands(folder.path, log);
    const rlimit few{64, 64};
    if (::setrlimit(RLIMIT_NOFILE, &few) != 0) return false;
    while (::open("/dev/null", O_RDONLY) >= 0) continue;
    return runs_to_its_end(commands, folder);
  }));
  CHECK(folder.read("ran") == "down\n");
}

TEST_CASE("SHUTDOWNCMD runs though no process can be started") {
  const Folder folder;
  REQUIRE(::chmod(folder.path.c_str(), 0777) == 0);
  CHECK(holds_in_child([&] {
    // The limit does not apply to root.
    if (::geteuid() == 0 && ::setuid(54321) != 0) return false;
    Log log(false, "/nonexistent");
    Commands commands(folder.path, log);
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_NPROC, &none) != 0 || ::fork() >= 0) return false;
    return runs_to_its_end(commands, folder);
  }));
  CHECK(folder.read("ran") == "down\n");
}

TEST_CASE("SHUTDOWNCMD runs as often as it is asked for") {
  const Folder folder;
  Log log(false, "/nonexistent");
  Commands commands(folder.path, log);
  for (std::uint64_t id = 1; id <= 3; ++id) {
    commands.start(folder.command(id, "echo again >> ran; exit 7", true));
    const auto ended = wait_for(commands, 1);
    REQUIRE(ended.size() == 1);
    CHECK(ended[0].status == 7);
  }
  CHECK(folder.read("ran") == "again\nagain\nagain\n");
}

TEST_CASE("with too many commands running another one waits, and SHUTDOWNCMD does not") {
  const Folder folder;
  Log log(false, "/nonexistent");
  Commands commands(folder.path, log, 2);
  for (std::uint64_t id = 1; id <= 3; ++id) {
    commands.start(
        folder.command(id, "while ! test -e go; do sleep 0.02; done; echo done >> ran", false));
    CHECK(commands.waits(id) == (id == 3));
  }
  commands.start(folder.command(4, "touch go", true));
  CHECK_FALSE(commands.waits(4));
  CHECK(wait_for(commands, 4).size() == 4);
  CHECK_FALSE(commands.waits(3));
  CHECK(folder.read("ran") == "done\ndone\ndone\n");
}

TEST_CASE("a command of another user may open its standard error") {
  if (::geteuid() != 0) return test::skip("only root can run commands as somebody else");
  const Folder folder;
  REQUIRE(::chmod(folder.path.c_str(), 0777) == 0);
  Log log(false, "/nonexistent");
  Commands commands(folder.path, log);
  commands.set_user(base::User{"stranger", 54321, 54321, {54321}, true, "/"});
  commands.start(folder.command(1, "echo out > /dev/stdout && echo well > /dev/stderr", false));
  const auto ended = wait_for(commands, 1);
  REQUIRE(ended.size() == 1);
  CHECK(ended[0].status == 0);
}
