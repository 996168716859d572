#include "upshid-status/watch_graph.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "upshid-status/watch_moment.h"

namespace upshid::status {

namespace {

// Cells from empty to full, in equal steps.
constexpr std::u32string_view blocks = U" ▁▂▃▄▅▆▇█";
constexpr std::u32string_view ascii = U" .:|";

double share(double value, const Scale& scale) {
  if (!(scale.high > scale.low) || !std::isfinite(value)) return 0;
  return std::clamp((value - scale.low) / (scale.high - scale.low), 0.0, 1.0);
}

}  // namespace

Tone tone_of(Power power) {
  switch (power) {
    case Power::line:
      return Tone::accent;
    case Power::battery:
      return Tone::notice;
    case Power::low:
      return Tone::alarm;
    case Power::unknown:
      break;
  }
  return Tone::plain;
}

void draw_graph(Canvas& canvas, const Place& place, const std::vector<Sample>& samples, Quantity of,
                const Scale& scale) {
  const std::u32string_view steps = canvas.look().blocks ? blocks : ascii;
  const int full = static_cast<int>(steps.size()) - 1;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::optional<double>& value = samples[i][of];
    if (!value) continue;
    const long filled = std::max(1L, std::lround(share(*value, scale) * full * place.height));
    for (int row = 0; row < place.height; ++row) {
      const long here =
          std::clamp(filled - static_cast<long>(row) * full, 0L, static_cast<long>(full));
      if (here == 0) break;
      canvas.set(place.row + place.height - 1 - row, place.column + static_cast<int>(i),
                 steps[static_cast<std::size_t>(here)], {tone_of(samples[i].power)});
    }
  }
}

void draw_bar(Canvas& canvas, const Place& place, double value, const Scale& scale, Tone tone) {
  const long filled = std::lround(share(value, scale) * place.width);
  for (int i = 0; i < place.width; ++i) {
    const bool is_filled = i < filled;
    if (canvas.look().blocks) {
      canvas.set(place.row, place.column + i, is_filled ? U'█' : U'░',
                 {is_filled ? tone : Tone::dim});
    } else {
      canvas.set(place.row, place.column + i, is_filled ? U'#' : U'-',
                 {is_filled ? tone : Tone::dim});
    }
  }
}

void draw_power(Canvas& canvas, const Place& place, const std::vector<Sample>& samples) {
  const bool blocky = canvas.look().blocks;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    char32_t glyph = U' ';
    if (samples[i].power == Power::line) glyph = blocky ? U'─' : U'-';
    if (samples[i].power == Power::battery) glyph = blocky ? U'▄' : U'b';
    if (samples[i].power == Power::low) glyph = blocky ? U'█' : U'L';
    canvas.set(place.row, place.column + static_cast<int>(i), glyph, {tone_of(samples[i].power)});
  }
}

void draw_time_axis(Canvas& canvas, const Place& place, std::chrono::nanoseconds each) {
  using std::chrono::seconds;
  constexpr std::array round_times{
      seconds(10),    seconds(20),     seconds(30),     seconds(60),     seconds(120),
      seconds(300),   seconds(600),    seconds(900),    seconds(1'800),  seconds(3'600),
      seconds(7'200), seconds(10'800), seconds(21'600), seconds(43'200), seconds(86'400)};
  const int min_distance = std::max(12, place.width / 7);
  seconds step = round_times.back();
  for (const seconds time : round_times) {
    if (time < each * min_distance) continue;
    step = time;
    break;
  }
  while (step < each * min_distance) step *= 2;
  const int end = place.column + place.width;
  canvas.put_right(place.row, end, "now", {Tone::dim});
  for (seconds ago = step;; ago += step) {
    const int column = end - static_cast<int>(ago / each);
    const std::string label = "-" + in_words(ago);
    if (column - width_of(label) < place.column) break;
    canvas.put_right(place.row, column, label, {Tone::dim});
  }
}

}  // namespace upshid::status
