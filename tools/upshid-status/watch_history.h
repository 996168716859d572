#ifndef UPSHID_STATUS_WATCH_HISTORY_H
#define UPSHID_STATUS_WATCH_HISTORY_H

// What the graphs of --watch are drawn from: bounded, however long the UPS is watched. When it is
// full, neighbours are put together, so that the past gets coarser and stays whole.

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

  // What holds from `now` on. Call it at least once a second while it holds: a longer silence is
  // a machine that slept, and stays empty.
  void add(Instant now, const Sample& sample);

  struct Columns {
    std::vector<Sample> samples;  // The newest last. Before the beginning they are empty.
    std::chrono::nanoseconds each{first_step};
  };
  // All that is known, in so many columns.
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
