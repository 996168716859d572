#include "upshid-sim/player.h"

#include <fmt/format.h>

namespace upshid::sim {

Player::Player(std::vector<ScenarioLine> lines, Simulation& simulation, Log log)
    : lines_(std::move(lines)), simulation_(simulation), log_(std::move(log)) {}

Result<void> Player::advance(Instant now) {
  const auto start = simulation_.first_plugged();
  while (start && !at_end() && *start + lines_[next_].at <= now && !simulation_.quit()) {
    const ScenarioLine& line = lines_[next_++];
    log_(now, "--", fmt::format("scenario {}: {}", line.where, line.text));
    const auto reply = simulation_.perform(line.command, scenario_ticket, now);
    if (!reply) continue;
    if (auto judged = judge(*reply); !judged) return judged;
  }
  return {};
}

Result<void> Player::judge(const Reply& reply) {
  if (reply.status == cli::ExitStatus::ok) return {};
  const std::string where = next_ == 0 ? std::string() : lines_[next_ - 1].where;
  next_ = lines_.size();
  return Error{Code::malformed_config, where, reply.text, 0};
}

std::optional<Instant> Player::next_deadline() const {
  const auto start = simulation_.first_plugged();
  if (at_end() || !start) return std::nullopt;
  return *start + lines_[next_].at;
}

}  // namespace upshid::sim
