#include "upshid-sim/do_client.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "base/text.h"
#include "base/write_all.h"
#include "upshid-sim/command.h"
#include "upshid-sim/control_path.h"
#include "upshid-sim/control_socket.h"

namespace upshid::sim {

namespace {

struct Running {
  std::string path;
  base::UniqueFd fd;
};

// The running simulations with this name; all if it is "".
Result<Running> find_running(const std::string& name) {
  const auto folders = control_folders();
  std::vector<Running> found;
  std::optional<Error> denied;
  for (const std::string& folder : folders) {
    for (const std::string& path : sockets_in(folder)) {
      if (!name.empty() && path != control_path(folder, name)) continue;
      auto fd = connect_control(path);
      if (fd) {
        found.push_back({path, std::move(*fd)});
      } else if (fd.error().code == Code::permission) {
        denied = fd.error();
      }
    }
  }
  if (found.size() == 1) return std::move(found.front());
  if (found.empty() && denied) return *denied;
  if (found.empty()) {
    return Error{Code::not_found,
                 {},
                 fmt::format("no upshid-sim{} is running (no socket in {})",
                             name.empty() ? "" : fmt::format(" called {}", name),
                             fmt::join(folders, " or ")),
                 0};
  }
  std::string names;
  for (const Running& one : found) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", name_of_socket(one.path));
  }
  return Error{
      Code::ambiguous, {}, fmt::format("several are running; name one with --to: {}", names), 0};
}

Result<std::string> read_to_end(int fd, const std::string& path) {
  std::string out;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t n = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (n == 0) return out;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Error{Code::io, path, "the answer is incomplete", errno};
    out.append(buffer.data(), static_cast<std::size_t>(n));
  }
}

}  // namespace

Result<Reply> tell(const Options& options) {
  // An unknown verb is an error even if no simulation is running.
  const std::vector<std::string_view> words(options.words.begin(), options.words.end());
  if (const auto command = parse_command(words); !command) return command.error();
  Running running;
  if (!options.control.empty()) {
    auto fd = connect_control(options.control);
    if (!fd) return fd.error();
    running = {options.control, std::move(*fd)};
  } else {
    auto found = find_running(options.name);
    if (!found) return found.error();
    running = std::move(*found);
  }
  const std::string line = fmt::format("{}\n", fmt::join(options.words, " "));
  if (const int error = base::write_all(running.fd.get(), line)) {
    return Error{Code::io, running.path, "cannot send the command", error};
  }
  const auto answer = read_to_end(running.fd.get(), running.path);
  if (!answer) return answer.error();
  const std::size_t end = answer->find('\n');
  const auto status = base::parse_integer(std::string_view(*answer).substr(0, end));
  if (end == std::string::npos || !status || *status < 0 || *status > 255) {
    return Error{Code::io, running.path, "it exited without an answer", 0};
  }
  return Reply{static_cast<cli::ExitStatus>(*status), answer->substr(end + 1)};
}

}  // namespace upshid::sim
