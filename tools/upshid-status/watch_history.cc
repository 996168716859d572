#include "upshid-status/watch_history.h"

#include <algorithm>

namespace upshid::status {

namespace {

constexpr std::chrono::seconds max_silence{10};

// Two neighbours merged: the last charge and runtime, but the highest load, the lowest voltage
// and the worst state, so that a short sag is still seen a day later.
Sample together(const Sample& earlier, const Sample& later) {
  const auto pick = [&](Quantity q, auto&& choose) -> std::optional<double> {
    if (!earlier[q]) return later[q];
    if (!later[q]) return earlier[q];
    return choose(*earlier[q], *later[q]);
  };
  const auto last = [](double, double b) { return b; };
  Sample out;
  out[Quantity::charge] = pick(Quantity::charge, last);
  out[Quantity::runtime] = pick(Quantity::runtime, last);
  out[Quantity::load] = pick(Quantity::load, [](double a, double b) { return std::max(a, b); });
  out[Quantity::voltage] =
      pick(Quantity::voltage, [](double a, double b) { return std::min(a, b); });
  out.power = std::max(earlier.power, later.power);
  return out;
}

}  // namespace

void History::add(Instant now, const Sample& sample) {
  const std::int64_t at = index(now);
  if (buckets_.empty()) first_ = at;
  const auto last = first_ + static_cast<std::int64_t>(buckets_.size()) - 1;
  if (at > last) {
    const bool slept = !buckets_.empty() && now - latest_at_ > max_silence;
    const std::int64_t missing = at - last - 1;
    if (missing >= static_cast<std::int64_t>(max_buckets)) {
      buckets_.clear();
      first_ = at;
    } else {
      buckets_.insert(buckets_.end(), static_cast<std::size_t>(missing),
                      slept ? Sample{} : latest_);
    }
    buckets_.push_back(sample);
  } else if (at >= first_) {
    Sample& bucket = buckets_.back();
    bucket = together(bucket, sample);
  }
  latest_ = sample;
  latest_at_ = now;
  while (buckets_.size() > max_buckets) halve();
}

void History::halve() {
  std::vector<Sample> halved;
  halved.reserve(buckets_.size() / 2 + 1);
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    const bool is_second = (first_ + static_cast<std::int64_t>(i)) % 2 != 0;
    if (is_second && i > 0) {
      halved.back() = together(halved.back(), buckets_[i]);
    } else {
      halved.push_back(buckets_[i]);
    }
  }
  first_ /= 2;
  step_ *= 2;
  buckets_ = std::move(halved);
}

History::Columns History::columns(Instant now, std::size_t count) const {
  Columns out;
  out.samples.resize(count);
  out.each = step_;
  if (buckets_.empty() || count == 0) return out;
  const std::int64_t newest = index(now);
  std::int64_t buckets_each = 1;
  const auto oldest_shown = [&] {
    return (newest / buckets_each - static_cast<std::int64_t>(count) + 1) * buckets_each;
  };
  while (oldest_shown() > first_) buckets_each *= 2;
  out.each = step_ * buckets_each;
  const std::int64_t left = oldest_shown();
  std::vector<bool> filled(count, false);
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    const std::int64_t column = (first_ + static_cast<std::int64_t>(i) - left) / buckets_each;
    if (column < 0 || column >= static_cast<std::int64_t>(count)) continue;
    const auto at = static_cast<std::size_t>(column);
    out.samples[at] = filled[at] ? together(out.samples[at], buckets_[i]) : buckets_[i];
    filled[at] = true;
  }
  return out;
}

}  // namespace upshid::status
