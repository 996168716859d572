#ifndef UPSHID_SOCKET_DRIVER_SOCKET_H
#define UPSHID_SOCKET_DRIVER_SOCKET_H

// The socket of one UPS in NUT's state path, where upsd looks for a driver.

#include <sys/types.h>
#include <upshid/result.h>

#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/unique_fd.h"
#include "daemon/poll_set.h"
#include "socket/driver_peer.h"

namespace upshid::socket {

class DriverSocket {
 public:
  // A request, and who waits for its outcome.
  struct Asked {
    std::uint64_t peer = 0;
    DriverRequest request;
  };

  // Those who may connect: root and `group`. Errors: ambiguous if another process serves there,
  // permission, io, invalid_argument.
  static Result<DriverSocket> listen(const std::string& path, std::optional<gid_t> group);
  DriverSocket(DriverSocket&&) = default;
  DriverSocket& operator=(DriverSocket&&) = default;
  ~DriverSocket();

  const DriverState& state() const { return state_; }
  // Tells everyone what is new.
  void publish(DriverState state);
  void answer(const Asked& asked, RequestOutcome outcome);

  void want(daemon::PollSet& set) const;
  std::vector<Asked> serve(const daemon::PollSet& set);
  // Whether the path still leads here: NUT's own driver would have put its socket there.
  bool is_reachable() const;
  std::size_t peers() const { return peers_.size(); }
  // Peers that were disconnected for what they sent or did not read.
  unsigned dropped() const { return dropped_; }

 private:
  struct Peer {
    std::uint64_t id;
    base::UniqueFd fd;
    DriverPeer talk;
    bool is_gone = false;
  };

  explicit DriverSocket(std::string path) : path_(std::move(path)) {}
  void accept();
  void receive(Peer& peer, std::vector<Asked>& out);
  static void send(Peer& peer);
  void clear_away();

  std::string path_;
  base::UniqueFd listener_;
  std::pair<dev_t, ino_t> file_{};
  DriverState state_;
  std::list<Peer> peers_;  // Who was silent for longest is first.
  std::uint64_t next_id_ = 1;
  unsigned dropped_ = 0;
};

}  // namespace upshid::socket

#endif
