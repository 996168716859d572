#ifndef UPSHID_STATUS_WATCH_HISTORY_H
#define UPSHID_STATUS_WATCH_HISTORY_H

// The samples for the graphs of --watch, of limited size: when it is full, neighbouring samples are
// merged, so that the past becomes coarser but stays complete.

#include <upshid/units.h>

#include <array>
#include <chrono>
#include <optional>
#include <vector>

#include "upshid-status/watch_words.h"

namespace upshid::status {

enum class Quantity : std::uint8_t { charge, runtime, load, voltage };
inline constexpr std::size_t quantity_count = 4;

struct Sample {
  std::array<std::optional<double>, quantity_count> values;
  Power power = Power::unknown;

  std::optional<double>& operator[](Quantity q) { return values[static_cast<std::size_t>(q)]; }
  const std::optional<double>& operator[](Quantity q) const {
    return values[static_cast<std::size_t>(q)];
  }
};

class History {
 public:
  static constexpr std::size_t max_buckets = 2048;
  static constexpr std::chrono::seconds first_step{2};

  // The values from `now` on. To be called at least once a second: a longer gap is a suspend, and
  // stays empty.
  void add(Instant now, const Sample& sample);

  struct Columns {
    std::vector<Sample> samples;  // The newest last; empty before the beginning.
    std::chrono::nanoseconds each{first_step};
  };
  // The whole history in this number of columns.
  Columns columns(Instant now, std::size_t count) const;

 private:
  std::int64_t index(Instant at) const { return at.time_since_epoch() / step_; }
  void halve();

  std::chrono::nanoseconds step_{first_step};
  std::int64_t first_ = 0;
  std::vector<Sample> buckets_;
  Sample latest_;
  Instant latest_at_{};
};

}  // namespace upshid::status

#endif
