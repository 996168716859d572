#include "daemon/keeper.h"

#include <unistd.h>

#include <array>
#include <climits>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "daemon/keeper_process.h"
#include "daemon/process.h"

namespace upshid::daemon {

namespace {

std::vector<char*> pointers(const std::vector<std::string>& strings) {
  std::vector<char*> out;
  out.reserve(strings.size() + 1);
  // NOLINTNEXTLINE: execve() takes what it does not write to as char*.
  for (const std::string& text : strings) out.push_back(const_cast<char*>(text.c_str()));
  out.push_back(nullptr);
  return out;
}

std::optional<std::string> read_link(const std::string& path) {
  std::array<char, 64> text{};
  const ssize_t n = ::readlink(path.c_str(), text.data(), text.size());
  if (n <= 0 || static_cast<std::size_t>(n) == text.size()) return std::nullopt;
  return std::string(text.data(), static_cast<std::size_t>(n));
}

}  // namespace

pid_t start_keeper(const Kept& kept) {
  const std::vector<std::string> shell = shell_line(kept);
  const auto argv = pointers(kept.argv);
  const auto shell_argv = pointers(shell);
  const auto environment = pointers(kept.environment);
  const Prepared prepared{
      argv.data(),           shell_argv.data(),        environment.data(), kept.claim_path.c_str(),
      kept.end_path.c_str(), kept.output_path.c_str(), kept.user};
  const pid_t pid = ::fork();
  if (pid != 0) return pid;
  enter(prepared);
  if (!claim(prepared.claim_path)) ::_exit(EXIT_SUCCESS);
  const pid_t child = ::fork();
  if (child == 0) run_command(prepared);
  wait_and_record(prepared, child);
}

std::vector<std::string> shell_line(const Kept& kept) {
  std::vector<std::string> out{"/bin/sh"};
  out.insert(out.end(), kept.argv.begin(), kept.argv.end());
  return out;
}

std::optional<Claim> read_claim(const std::string& path) {
  const auto text = read_link(path);
  if (!text) return std::nullopt;
  const auto parts = base::split(*text, ':');
  if (parts.size() != 2) return std::nullopt;
  const auto pid = base::parse_integer(parts[0]);
  const auto at = base::parse_integer(parts[1]);
  if (!pid || !at || *pid <= 1 || *pid > INT_MAX) return std::nullopt;
  return Claim{static_cast<pid_t>(*pid), std::chrono::milliseconds(*at)};
}

bool lives(const Claim& claim) {
  const auto start = start_of(claim.pid);
  // The claim is later than the start, which the kernel rounds to ticks of up to 10 ms.
  return start && *start <= claim.at + std::chrono::milliseconds(10);
}

std::optional<int> read_end(const std::string& path) {
  const auto text = read_link(path);
  if (!text) return std::nullopt;
  const auto status = base::parse_integer(*text);
  if (!status || *status < -255 || *status > 255) return std::nullopt;
  return static_cast<int>(*status);
}

}  // namespace upshid::daemon
