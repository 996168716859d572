#include "socket/driver_peer.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "conf/lexer.h"

namespace upshid::socket {

namespace {

using Words = std::vector<std::string>;

// None if a word is broken. What NUT's lexer drops, it drops too.
Words words_of(std::string_view line) {
  Words out;
  const conf::Lexed lexed = conf::lex(line);
  if (!lexed.diagnostics.empty()) return out;
  for (const conf::Line& one : lexed.lines) {
    for (const conf::Word& word : one) out.push_back(word.text);
  }
  return out;
}

// A UUID of upsd. It comes back in a line, so that it must be a word without quotes.
bool is_tracking(std::string_view id) {
  constexpr std::size_t longest = 64;
  return !id.empty() && id.size() <= longest && std::ranges::all_of(id, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

// "INSTCMD name [value] [TRACKING id]", "SET name value [TRACKING id]"
std::optional<DriverRequest> request_of(Words words) {
  DriverRequest out;
  out.is_setting = words.front() == "SET";
  if (words.size() >= 4 && words[words.size() - 2] == "TRACKING") {
    if (!is_tracking(words.back())) return std::nullopt;
    out.tracking = words.back();
    words.resize(words.size() - 2);
  }
  if (words.size() < 2 || words.size() > 3) return std::nullopt;
  out.name = words[1];
  if (words.size() == 3) out.value = words[2];
  if (out.is_setting && !out.value) return std::nullopt;
  return out;
}

}  // namespace

void DriverPeer::take(std::string_view bytes, const DriverState& state,
                      std::vector<DriverRequest>& requests) {
  while (!bytes.empty() && !has_left_ && !is_dropped_) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    if (input_.size() + end > max_line) {
      is_dropped_ = true;
      return;
    }
    input_ += bytes.substr(0, end);
    if (end == bytes.size()) return;
    bytes.remove_prefix(end + 1);
    obey(std::exchange(input_, {}), state, requests);
  }
}

void DriverPeer::obey(std::string_view line, const DriverState& state,
                      std::vector<DriverRequest>& requests) {
  const Words words = words_of(line);
  if (words.empty()) return;
  const std::string& verb = words.front();
  if (verb == "DUMPALL") {
    add(dump_of(state));
  } else if (verb == "PING") {
    add("PONG\n");
  } else if (verb == "INSTCMD" || verb == "SET") {
    if (auto request = request_of(words)) requests.push_back(*std::move(request));
  } else if (verb == "DUMPSTATUS") {
    add(dump_of(state, "ups.status"));
  } else if (verb == "DUMPVALUE" && words.size() == 2) {
    add(dump_of(state, words[1]));
  } else if (verb == "GETPID") {
    add(fmt::format("PID {}\n", ::getpid()));
  } else if (verb == "NOBROADCAST") {
    is_quiet_ = true;
  } else if (verb == "BROADCAST") {
    is_quiet_ = words.size() > 1 && words[1] == "0";
  } else if (verb == "LOGOUT") {
    add("OK Goodbye\n");
    has_left_ = true;
  }
  // As NUT's drivers do, nothing is said to what is unknown: a newer peer may try it.
}

void DriverPeer::tell(std::string_view lines) {
  if (!is_quiet_) add(lines);
}

void DriverPeer::answer(const DriverRequest& request, RequestOutcome outcome) {
  if (request.tracking.empty()) return;
  add(fmt::format("TRACKING {} {}\n", request.tracking, static_cast<int>(outcome)));
}

void DriverPeer::add(std::string_view text) {
  if (is_dropped_) return;
  output_ += text;
  is_dropped_ = output_.size() > max_output;
}

}  // namespace upshid::socket
