#include "upshid-sched/rehearsal_labels.h"

#include <algorithm>

namespace upshid::rehearsal {

namespace {

constexpr double air = 5;

bool contains(std::pair<double, double> span, double x) {
  return x > span.first && x < span.second;
}

// Whether both can be where they are: neither box on the other, no line through a box below it.
bool can_be_together(const Label& a, const Label& b, double size) {
  const auto span_a = extent(a, size);
  const auto span_b = extent(b, size);
  if (a.row == b.row) return span_a.second <= span_b.first || span_b.second <= span_a.first;
  const bool a_is_above = a.row > b.row;
  return a_is_above ? !contains(span_b, a.x) : !contains(span_a, b.x);
}

}  // namespace

double text_width(std::string_view text, double size) {
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
  });
  return static_cast<double>(characters) * size * 0.6;
}

std::pair<double, double> extent(const Label& label, double size) {
  const double width = text_width(label.text, size) + 2 * air;
  return label.reaches_left ? std::pair(label.x - width, label.x)
                            : std::pair(label.x, label.x + width);
}

void place_labels(std::vector<Label>& labels, double left, double right, double size) {
  for (Label& label : labels) {
    label.reaches_left = false;
    const bool fits_right = extent(label, size).second <= right;
    label.reaches_left = !fits_right;
    if (extent(label, size).first < left) label.reaches_left = false;
  }
  std::vector<Label*> order;
  for (Label& label : labels) order.push_back(&label);
  // A line must not go through a text below it: texts that reach to the right are placed from the
  // right, others from the left.
  std::stable_sort(order.begin(), order.end(), [](const Label* a, const Label* b) {
    if (a->reaches_left != b->reaches_left) return b->reaches_left;
    return a->reaches_left ? a->x < b->x : a->x > b->x;
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    Label& label = *order[i];
    const auto clashes = [&] {
      return std::any_of(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(i),
                         [&](const Label* other) { return !can_be_together(label, *other, size); });
    };
    label.row = 0;
    // Above all others nothing but its line can be in the way, and that not with this order.
    while (clashes() && label.row < static_cast<int>(order.size())) ++label.row;
  }
}

int rows_of(const std::vector<Label>& labels) {
  int rows = 0;
  for (const Label& label : labels) rows = std::max(rows, label.row + 1);
  return rows;
}

}  // namespace upshid::rehearsal
