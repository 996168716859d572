#include "cli/monitor_client.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "base/unique_fd.h"
#include "base/unix_socket.h"
#include "cli/exit_status.h"
#include "conf/lexer.h"

namespace upshid::cli {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> read_back(const std::string& line) {
  std::vector<std::string> words;
  for (const conf::Line& read : conf::lex(line + "\n").lines) {
    for (const conf::Word& word : read) words.push_back(word.text);
  }
  return words;
}

// A monitor with given answers.
class Answering {
 public:
  explicit Answering(std::string answer) {
    std::string folder = (fs::temp_directory_path() / "upshid-cli-XXXXXX").string();
    REQUIRE(::mkdtemp(folder.data()) != nullptr);
    path_ = folder + "/monitor.sock";
    const auto address = upshid::base::unix_address(path_);
    REQUIRE(address);
    base::UniqueFd listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    // NOLINTNEXTLINE: the sockets interface casts.
    const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
    REQUIRE(::bind(listener.get(), generic, sizeof(*address)) == 0);
    REQUIRE(::listen(listener.get(), 1) == 0);
    thread_ = std::thread([this, listener = std::move(listener), text = std::move(answer)] {
      const base::UniqueFd client(::accept(listener.get(), nullptr, nullptr));
      std::array<char, 512> buffer{};
      const ssize_t n = ::read(client.get(), buffer.data(), buffer.size());
      if (n > 0) request_.assign(buffer.data(), static_cast<std::size_t>(n));
      static_cast<void>(!::write(client.get(), text.data(), text.size()));
    });
  }
  ~Answering() {
    join();
    fs::remove_all(fs::path(path_).parent_path());
  }
  const std::string& path() const { return path_; }
  const std::string& request() {
    join();
    return request_;
  }

 private:
  void join() {
    if (thread_.joinable()) thread_.join();
  }

  std::string path_;
  std::string request_;
  std::thread thread_;
};

TEST_CASE("a request is read back by NUT's lexer as the words that were asked for") {
  const std::vector<std::string> words{"start",       "a b", "",    "\"q\"",
                                       "back\\slash", "#no", "k=v", "x"};
  const auto line = quoted_line(words);
  REQUIRE(line);
  CHECK(*line == R"(start "a b" "" "\"q\"" "back\\slash" "\#no" "k=v" x)");
  CHECK(read_back(*line) == words);
}

TEST_CASE("words that NUT's lexer would change are refused") {
  const auto newline = quoted_line({"start", "a\nfsd"});
  REQUIRE_FALSE(newline);
  CHECK(newline.error().code == Code::invalid_argument);
  CHECK(newline.error().text() ==
        "the word \"a\nfsd\" has control characters, bytes beyond ASCII, or more than 512 bytes");
  CHECK_FALSE(quoted_line({"\xc3\xa4"}));
  CHECK_FALSE(quoted_line({std::string(513, 'a')}));
  CHECK_FALSE(quoted_line(std::vector<std::string>(33, "a")));
  CHECK_FALSE(quoted_line(std::vector<std::string>(32, std::string(500, 'a'))));
}

TEST_CASE("an answer's lines come back without its last") {
  Answering monitor("timer onbatt 12 cyberpower@localhost ONBATT\nOK\n");
  const auto answer = ask_monitor(monitor.path(), {"list"});
  REQUIRE(answer);
  CHECK_FALSE(answer->refusal);
  CHECK(answer->lines == std::vector<std::string>{"timer onbatt 12 cyberpower@localhost ONBATT"});
  CHECK(monitor.request() == "list\n");
}

TEST_CASE("what the monitor refuses has a word, a text and an exit status") {
  struct Row {
    std::string word;
    Refused why;
    int status;
  };
  for (const Row& row : {Row{"usage", Refused::usage, 2},
                         {"needs-really", Refused::needs_really, 2},
                         {"unknown-ups", Refused::unknown_ups, 1},
                         {"unknown-timer", Refused::unknown_timer, 1},
                         {"configuration", Refused::configuration, 6},
                         {"permission", Refused::permission, 4},
                         {"other", Refused::other, 9}}) {
    Answering monitor("a line\nREFUSED " + row.word + " no such timer\n");
    const auto answer = ask_monitor(monitor.path(), {"cancel", "x"});
    REQUIRE(answer);
    REQUIRE(answer->refusal);
    CHECK(answer->refusal->text == "no such timer");
    CHECK(word_of(answer->refusal->why) == row.word);
    CHECK(static_cast<int>(exit_status_of(row.why)) == row.status);
    CHECK(answer->refusal->why == row.why);
    CHECK(line_of(*answer->refusal) == "REFUSED " + row.word + " no such timer");
  }
}

TEST_CASE("a refusal of a newer monitor is still one") {
  Answering monitor("REFUSED too-early wait\n");
  const auto answer = ask_monitor(monitor.path(), {"list"});
  REQUIRE(answer);
  REQUIRE(answer->refusal);
  CHECK(answer->refusal->why == Refused::other);
  CHECK(answer->refusal->text == "wait");
}

TEST_CASE("a line on what was done has a word before its text") {
  CHECK(done_line("timer-started log: timer x").word == "timer-started");
  CHECK(done_line("timer-started log: timer x").text == "log: timer x");
  CHECK(done_line("exit").word == "exit");
  CHECK(done_line("exit").text == "");
}

TEST_CASE("an answer that is cut off is none") {
  for (const char* text : {"", "timer onbatt 12", "timer onbatt 12\n", "OK"}) {
    Answering monitor(text);
    const auto answer = ask_monitor(monitor.path(), {"list"});
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::io);
  }
}

TEST_CASE("where no monitor listens is reported with the path") {
  const auto answer = ask_monitor("/nonexistent/monitor.sock", {"list"});
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == Code::not_found);
  CHECK(answer.error().text() ==
        "/nonexistent/monitor.sock: upshid-monitor is not running (No such file or directory, "
        "errno 2)");
  CHECK_FALSE(ask_monitor(std::string(200, 'x'), {"list"}));
}

}  // namespace

}  // namespace upshid::cli
