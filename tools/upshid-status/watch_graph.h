#ifndef UPSHID_STATUS_WATCH_GRAPH_H
#define UPSHID_STATUS_WATCH_GRAPH_H

#include "upshid-status/watch_canvas.h"
#include "upshid-status/watch_history.h"

namespace upshid::status {

// The lowest and the highest value of a bar or graph.
struct Scale {
  double low = 0;
  double high = 100;
};

// Of canvas cells; `row` is the uppermost.
struct Place {
  int row = 0;
  int column = 0;
  int width = 0;
  int height = 1;
};

// The tone for a source of power.
Tone tone_of(Power power);

// One column per sample, from the bottom. A known value always has a mark.
void draw_graph(Canvas& canvas, const Place& place, const std::vector<Sample>& samples, Quantity of,
                const Scale& scale);

// One row, filled from the left.
void draw_bar(Canvas& canvas, const Place& place, double value, const Scale& scale, Tone tone);

// One row: a thin line on line power, a broad one on battery, visible without colours.
void draw_power(Canvas& canvas, const Place& place, const std::vector<Sample>& samples);

// One row: "-2 min      -1 min      now", each label ending below its time.
void draw_time_axis(Canvas& canvas, const Place& place, std::chrono::nanoseconds each);

}  // namespace upshid::status

#endif
