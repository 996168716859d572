#ifndef UPSHID_SOCKET_DRIVER_PEER_H
#define UPSHID_SOCKET_DRIVER_PEER_H

// One who is connected to the socket of a driver: upsd, or upsdrvctl of NUT 2.8.1 and later. Bytes
// in, bytes and requests out; nothing here reads or writes. Peers are not trusted: a line that is
// too long, or output that nobody reads, ends the connection.

#include <string>
#include <string_view>
#include <vector>

#include "socket/driver_state.h"

namespace upshid::socket {

// What a peer asks to be done to the UPS.
struct DriverRequest {
  bool is_setting = false;  // SET; else INSTCMD.
  std::string name;
  std::optional<std::string> value;
  std::string tracking;  // The ID under which the peer waits for the outcome; empty: it does not.
};

// As NUT numbers them (drivers/upshandler.h).
enum class RequestOutcome : unsigned char { handled = 0, unknown = 1, invalid = 2, failed = 3 };

class DriverPeer {
 public:
  // A NUT word has 512 bytes, and a line of ours is four of them.
  static constexpr std::size_t max_line = 2048;
  // Some twenty dumps.
  static constexpr std::size_t max_output = std::size_t{256} << 10;

  // What it sent. `requests` are added to.
  void take(std::string_view bytes, const DriverState& state, std::vector<DriverRequest>& requests);
  // Lines for everyone, unless it asked not to get them.
  void tell(std::string_view lines);
  void answer(const DriverRequest& request, RequestOutcome outcome);

  const std::string& output() const { return output_; }
  void sent(std::size_t size) { output_.erase(0, size); }
  // It is to be disconnected: its input or output was too long, or it logged out and has its
  // answer.
  bool is_over() const { return is_dropped_ || (has_left_ && output_.empty()); }
  bool is_dropped() const { return is_dropped_; }

 private:
  void obey(std::string_view line, const DriverState& state, std::vector<DriverRequest>& requests);
  void add(std::string_view text);

  std::string input_;  // Of a line that has not ended.
  std::string output_;
  bool is_quiet_ = false;
  bool has_left_ = false;
  bool is_dropped_ = false;
};

}  // namespace upshid::socket

#endif
