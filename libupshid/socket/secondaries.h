#ifndef UPSHID_SOCKET_SECONDARIES_H
#define UPSHID_SOCKET_SECONDARIES_H

// Whose upsmon is connected to upsd: LIST CLIENT of NUT's network protocol (RFC 9271,
// section 4.2.8), for which nobody has to log in and which works while the UPS is stale. It is
// asked while this machine waits for the others to shut down, and never waited for.

#include <upshid/units.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/unique_fd.h"
#include "conf/upsd_conf.h"
#include "daemon/poll_set.h"

namespace upshid::socket {

// Answers to the requests LIST CLIENT of several UPSes: bytes in, addresses out.
class ClientLists {
 public:
  explicit ClientLists(std::size_t lists) : left_(lists) {}

  // False if this is no answer to it.
  bool take(std::string_view bytes);
  bool is_complete() const { return left_ == 0; }
  const std::set<std::string>& addresses() const { return addresses_; }

 private:
  bool take_line(std::string_view line);

  std::string input_;
  std::set<std::string> addresses_;
  std::size_t left_;
};

class Secondaries {
 public:
  Secondaries(const conf::Listen& upsd, std::vector<std::string> upses);

  // Asks, as long as it is called.
  void want(daemon::PollSet& set) const;
  void attend(Instant now, const daemon::PollSet& set);
  // Forgets all.
  void stop();

  // None: not known yet. Empty: none is there, or there is no upsd that could have told one.
  const std::optional<std::set<std::string>>& addresses() const { return addresses_; }

 private:
  void ask(Instant now);
  void send(Instant now);
  void receive(Instant now);
  void give_up(Instant now);
  void end(Instant now);

  conf::Listen upsd_;
  std::vector<std::string> upses_;
  base::UniqueFd fd_;
  bool is_sent_ = false;
  std::optional<ClientLists> lists_;
  Instant ask_at_{};
  Instant gives_up_at_{};
  std::optional<std::set<std::string>> addresses_;
};

}  // namespace upshid::socket

#endif
