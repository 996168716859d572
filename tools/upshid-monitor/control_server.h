#ifndef UPSHID_MONITOR_CONTROL_SERVER_H
#define UPSHID_MONITOR_CONTROL_SERVER_H

// The monitor's side of the control socket; see cli/monitor_client.h for what is spoken there.
// Clients are not trusted: only root, who runs the monitor, the user of its commands, and one group
// may ask; a request and the time for it are limited, and so is the number of clients: one too many
// has the oldest of the user with most of them refused, so that nobody locks out the others.

#include <sys/socket.h>
#include <sys/types.h>
#include <upshid/result.h>
#include <upshid/units.h>

#include <functional>
#include <list>
#include <optional>
#include <string>
#include <string_view>

#include "base/unique_fd.h"
#include "daemon/poll_set.h"

namespace upshid::daemon {

class ControlServer {
 public:
  // Whoever listened there before is gone: the folder is locked. Errors: permission, io,
  // invalid_argument.
  static Result<ControlServer> listen(const std::string& path);
  ControlServer(ControlServer&&) = default;
  ControlServer& operator=(ControlServer&&) = delete;
  ~ControlServer();

  // The user of the commands, besides the others.
  void allow(std::optional<uid_t> user);

  void want(PollSet& set) const;
  // A line to its answer.
  using Answer = std::function<std::string(std::string_view line)>;
  void serve(Instant now, const PollSet& set, const Answer& answer);

 private:
  struct Client {
    base::UniqueFd fd;
    uid_t user;
    Instant ends_at;
    std::string request;
    std::string answer;  // What is left to be sent.
    bool is_answered = false;
  };

  ControlServer(base::UniqueFd listener, std::string path, std::optional<gid_t> group)
      : listener_(std::move(listener)), path_(std::move(path)), group_(group) {}
  bool accept(Instant now);
  void make_room();
  bool may_ask(const ucred& peer, int fd) const;
  static bool attend(Client& client, const Answer& answer);

  base::UniqueFd listener_;
  std::string path_;
  std::optional<gid_t> group_;
  std::optional<uid_t> user_;
  std::list<Client> clients_;
};

}  // namespace upshid::daemon

#endif
