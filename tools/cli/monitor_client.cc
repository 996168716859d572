#include "cli/monitor_client.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <optional>
#include <utility>

#include "base/io_error.h"
#include "base/text.h"
#include "base/unique_fd.h"
#include "base/unix_socket.h"
#include "conf/lexer.h"

namespace upshid::cli {

namespace {

// The monitor answers at once, unless it waits for a UPS (5 s in the kernel).
constexpr std::chrono::seconds patience{15};
constexpr std::size_t max_answer = std::size_t{1} << 20;

Error cannot(const std::string& path, const char* what, int error) {
  if (error == EAGAIN) return {Code::timeout, path, "the monitor does not answer", 0};
  return base::io_error(path, what, error);
}

Result<base::UniqueFd> connect(const std::string& path) {
  const auto address = base::unix_address(path);
  if (!address) return address.error();
  base::UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!fd) return cannot(path, "cannot create a socket", errno);
  timeval limit{};
  limit.tv_sec = static_cast<decltype(limit.tv_sec)>(patience.count());
  for (const int option : {SO_RCVTIMEO, SO_SNDTIMEO}) {
    (void)::setsockopt(fd.get(), SOL_SOCKET, option, &limit, sizeof(limit));
  }
  // NOLINTNEXTLINE: the sockets interface casts.
  const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
  if (::connect(fd.get(), generic, sizeof(*address)) == 0) return fd;
  const int error = errno;
  if (error == ENOENT || error == ECONNREFUSED || error == ENOTDIR) {
    return Error{Code::not_found, path, "upshid-monitor is not running", error};
  }
  return cannot(path, "cannot connect", error);
}

Result<void> send_all(int fd, std::string_view text, const std::string& path) {
  while (!text.empty()) {
    const ssize_t n = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    // A monitor may refuse, answer and close before it has read everything; the answer has the
    // reason.
    if (n < 0 && errno == EPIPE) return {};
    if (n < 0) return cannot(path, "cannot send the request", errno);
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

Result<std::string> receive_all(int fd, const std::string& path) {
  std::string text;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t n = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == ECONNRESET && !text.empty()) return text;
    if (n < 0) return cannot(path, "cannot read the answer", errno);
    if (n == 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(n));
    if (text.size() > max_answer) {
      return Error{Code::budget_exceeded, path,
                   fmt::format("the answer is longer than {} bytes", max_answer), 0};
    }
  }
}

struct RefusedRow {
  Refused why;
  std::string_view word;
  ExitStatus status;
};
constexpr std::array refused_rows{
    RefusedRow{Refused::usage, "usage", ExitStatus::usage},
    RefusedRow{Refused::needs_really, "needs-really", ExitStatus::usage},
    RefusedRow{Refused::unknown_ups, "unknown-ups", ExitStatus::upsc_error},
    RefusedRow{Refused::unknown_timer, "unknown-timer", ExitStatus::upsc_error},
    RefusedRow{Refused::configuration, "configuration", ExitStatus::configuration},
    RefusedRow{Refused::applied, "applied", ExitStatus::ok},
    RefusedRow{Refused::permission, "permission", ExitStatus::permission},
    RefusedRow{Refused::busy, "busy", ExitStatus::io},
    RefusedRow{Refused::too_many, "too-many", ExitStatus::upsc_error},
    RefusedRow{Refused::other, "other", ExitStatus::io},
};

const RefusedRow& row_of(Refused why) {
  return *std::ranges::find(refused_rows, why, &RefusedRow::why);
}

constexpr std::string_view refused_begin = "REFUSED ";

// "REFUSED unknown-timer text".
std::optional<Refusal> refusal_of(std::string_view line) {
  if (!line.starts_with(refused_begin)) return std::nullopt;
  DoneLine parts = done_line(line.substr(refused_begin.size()));
  const auto row = std::ranges::find(refused_rows, parts.word, &RefusedRow::word);
  return Refusal{row == refused_rows.end() ? Refused::other : row->why, std::move(parts.text)};
}

bool is_printable(char c) {
  return c >= ' ' && static_cast<unsigned char>(c) <= 0x7e;
}

bool is_readable(std::string_view word) {
  return word.size() <= conf::max_word_length && std::ranges::all_of(word, is_printable);
}

}  // namespace

std::string monitor_socket(const std::string& statedir) {
  if (!statedir.empty()) return statedir + "/monitor.sock";
  const char* given = std::getenv(statedir_variable);  // NOLINT: nobody sets it.
  const bool is_given = given != nullptr && *given == '/';
  return is_given ? std::string(given) + "/monitor.sock" : std::string(default_monitor_socket);
}

std::string quotable(std::string word) {
  std::ranges::replace_if(word, std::not_fn(is_printable), '?');
  word.resize(std::min(word.size(), conf::max_word_length));
  return word;
}

std::string_view word_of(Refused why) {
  return row_of(why).word;
}

ExitStatus exit_status_of(Refused why) {
  return row_of(why).status;
}

std::string line_of(const Refusal& refusal) {
  return fmt::format("{}{} {}", refused_begin, word_of(refusal.why), refusal.text);
}

DoneLine done_line(std::string_view line) {
  const std::size_t space = std::min(line.find(' '), line.size());
  const std::size_t text = std::min(space + 1, line.size());
  return {std::string(line.substr(0, space)), std::string(line.substr(text))};
}

Result<std::string> quoted_line(const std::vector<std::string>& words) {
  if (words.size() > conf::max_words) {
    return Error{Code::invalid_argument,
                 {},
                 fmt::format("{} words, expected at most {}", words.size(), conf::max_words),
                 0};
  }
  std::string out;
  for (const std::string& word : words) {
    if (!is_readable(word)) {
      return Error{Code::invalid_argument,
                   {},
                   fmt::format("the word \"{}\" has control characters, bytes beyond ASCII, or "
                               "more than {} bytes",
                               word, conf::max_word_length),
                   0};
    }
    if (!out.empty()) out += ' ';
    const bool is_plain = !word.empty() && word.find_first_of(" \"\\#=") == std::string::npos;
    if (is_plain) {
      out += word;
      continue;
    }
    out += '"';
    for (const char c : word) {
      if (c == '"' || c == '\\' || c == '#') out += '\\';
      out += c;
    }
    out += '"';
  }
  if (out.size() >= max_monitor_request) {
    return Error{
        Code::invalid_argument,
        {},
        fmt::format("request of {} bytes; expected fewer than {}", out.size(), max_monitor_request),
        0};
  }
  return out;
}

Result<MonitorAnswer> ask_monitor(const std::string& path, const std::vector<std::string>& words) {
  const auto line = quoted_line(words);
  if (!line) return line.error();
  const auto fd = connect(path);
  if (!fd) return fd.error();
  if (auto sent = send_all(fd->get(), *line + "\n", path); !sent) return sent.error();
  const auto text = receive_all(fd->get(), path);
  if (!text) return text.error();
  std::vector<std::string> lines;
  for (const std::string_view one : base::split(*text, '\n')) lines.emplace_back(one);
  // A truncated answer is an error.
  if (lines.size() < 2 || !lines.back().empty()) {
    return Error{Code::io, path, "the answer is incomplete", 0};
  }
  lines.pop_back();
  const std::string last = std::move(lines.back());
  lines.pop_back();
  if (last == "OK") return MonitorAnswer{std::move(lines), {}};
  if (auto refusal = refusal_of(last)) return MonitorAnswer{{}, std::move(refusal)};
  return Error{Code::io, path,
               fmt::format("the answer ends with \"{}\", expected OK or REFUSED", last), 0};
}

}  // namespace upshid::cli
