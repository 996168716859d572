#ifndef UPSHID_SCHED_REHEARSAL_LABELS_H
#define UPSHID_SCHED_REHEARSAL_LABELS_H

// Labels over a picture, each with a line down to its place, so that no label lies on another nor
// on another's line.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace upshid::rehearsal {

struct Label {
  double x = 0;  // Where its line is.
  std::string text;
  bool reaches_left = false;  // The text ends at x, else it begins there.
  int row = 0;                // 0 is the lowest.
};

// As the widest usual font of this size draws it; characters are counted, not bytes.
double text_width(std::string_view text, double size);

// Gives each its side and row, from `left` to `right` where there is room; where the last one ends
// otherwise. The order stays.
double place_labels(std::vector<Label>& labels, double left, double right, double size);

// Rows that they take.
int rows_of(const std::vector<Label>& labels);

// From and to, with some air around.
std::pair<double, double> extent(const Label& label, double size);

}  // namespace upshid::rehearsal

#endif
