#include "cli/monitor_request.h"

#include <fmt/format.h>

#include <utility>

namespace upshid::cli {

Answer refuse(const Error& error, const Complainer& complainer) {
  if (error.code == Code::not_found) {
    complainer.say(
        fmt::format("no upshid-monitor runs (nobody listens at {}); start it: sudo systemctl start "
                    "upshid-monitor",
                    error.where));
  } else if (error.code == Code::permission) {
    complainer.say(fmt::format(
        "{}; root, RUN_AS_USER and members of its group may ask the monitor; see ls -l {}",
        error.text(), error.where));
  } else {
    complainer.say(error.text());
  }
  return {{}, exit_status_of(error)};
}

Answer refuse(const Refusal& refusal, const Complainer& complainer) {
  complainer.say(refusal.text);
  return {{}, exit_status_of(refusal.why)};
}

std::optional<std::vector<std::string>> request(const std::string& socket,
                                                const std::vector<std::string>& words,
                                                const Complainer& complainer, Answer& answer) {
  auto asked = ask_monitor(socket, words);
  if (asked && !asked->refusal) return std::move(asked->lines);
  answer = asked ? refuse(*asked->refusal, complainer) : refuse(asked.error(), complainer);
  return std::nullopt;
}

}  // namespace upshid::cli
