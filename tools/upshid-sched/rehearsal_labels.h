#ifndef UPSHID_SCHED_REHEARSAL_LABELS_H
#define UPSHID_SCHED_REHEARSAL_LABELS_H

// Labels over a picture, each with a line down to its place. No label covers another or the line of
// another.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace upshid::rehearsal {

struct Label {
  double x = 0;  // The place of its line.
  std::string text;
  bool reaches_left = false;  // The text ends at x; otherwise it begins there.
  int row = 0;                // 0 is the lowest.
};

// As the widest usual font of this size draws it; characters are counted, not bytes.
double text_width(std::string_view text, double size);

// Sets the side and row of each, from `left` to `right` if there is room, otherwise to the end of
// the last one. The order stays.
double place_labels(std::vector<Label>& labels, double left, double right, double size);

// The number of rows.
int rows_of(const std::vector<Label>& labels);

// Its begin and end, with a margin.
std::pair<double, double> extent(const Label& label, double size);

}  // namespace upshid::rehearsal

#endif
