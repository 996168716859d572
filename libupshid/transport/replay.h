#ifndef UPSHID_TRANSPORT_REPLAY_H
#define UPSHID_TRANSPORT_REPLAY_H

// A recording as a transport.

#include <upshid/units.h>

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "transport/recording.h"
#include "transport/transport.h"

namespace upshid::transport {

// Answers by request (kind, report type, ID; for a `set` also its bytes), so that the order may
// differ from the recording: the first request gets the first recorded answer to it, and so on; the
// last answer is repeated. Each interrupt report is received once, when `clock` has reached its
// time; without a clock, at once.
//
// A request that was not recorded fails as unsupported.
class Replay final : public Transport {
 public:
  // `file` is its name in errors.
  Replay(const Recording& recording, std::string file, std::function<Instant()> clock);

  const DeviceInfo& device() const override { return device_; }
  Result<std::vector<std::uint8_t>> report_descriptor() override;
  Result<std::size_t> get_report(hid::ReportType type, std::uint8_t id,
                                 std::span<std::uint8_t> buffer) override;
  Result<void> set_report(hid::ReportType type, std::uint8_t id,
                          std::span<const std::uint8_t> report) override;
  Result<std::size_t> read_interrupt(std::span<std::uint8_t> buffer,
                                     std::chrono::milliseconds timeout) override;
  int interrupt_fd() const override { return -1; }
  Result<std::string> string(std::uint8_t index) override;

  // How often each request was made, by its description; also those that were not recorded.
  const std::map<std::string, unsigned>& requests() const { return requests_; }
  unsigned unanswered() const { return unanswered_; }

 private:
  using Key = std::tuple<Exchange::What, hid::ReportType, std::uint8_t, std::vector<std::uint8_t>>;
  struct Answers {
    std::vector<Exchange> in_order;
    std::size_t next = 0;
  };

  static Key key_of(const Exchange& exchange);
  // The next answer, or nullptr; counts the request.
  const Exchange* answer(const Exchange& request);
  Error not_recorded(const Exchange& request) const;
  static Result<std::size_t> copy(const Exchange& exchange, std::span<std::uint8_t> buffer,
                                  const std::string& place);

  std::string file_;
  std::function<Instant()> clock_;
  Instant start_{};
  DeviceInfo device_;
  std::map<Key, Answers> answers_;
  std::map<std::string, unsigned> requests_;
  unsigned unanswered_ = 0;
};

}  // namespace upshid::transport

#endif
