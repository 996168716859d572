#include "upshid-sched/rehearsal_labels.h"

#include <algorithm>

namespace upshid::rehearsal {

namespace {

constexpr double air = 5;

bool contains(std::pair<double, double> span, double x) {
  return x > span.first && x < span.second;
}

// Does the line of the one at x cross the text of the other, if that is below?
bool is_crossed(const Label& text, const Label& line, double size) {
  return contains(extent(text, size), line.x);
}

bool overlap(const Label& a, const Label& b, double size) {
  const auto span_a = extent(a, size);
  const auto span_b = extent(b, size);
  return span_a.second > span_b.first && span_b.second > span_a.first;
}

// Texts reach to the right if there is room. If one reaches to the left and another to the right
// and each covers the line of the other, both have to reach to the left. False: there is no room.
bool choose_sides(std::vector<Label>& labels, double left, double right, double size) {
  for (Label& label : labels) {
    label.reaches_left = false;
    label.reaches_left = extent(label, size).second > right;
  }
  bool has_changed = true;
  while (has_changed) {
    has_changed = false;
    for (Label& label : labels) {
      const bool is_caught =
          !label.reaches_left && std::any_of(labels.begin(), labels.end(), [&](const Label& other) {
            return other.reaches_left && overlap(label, other, size) &&
                   (is_crossed(other, label, size) || other.x == label.x) &&
                   (is_crossed(label, other, size) || other.x == label.x);
          });
      if (!is_caught) continue;
      label.reaches_left = true;
      has_changed = true;
    }
  }
  return std::none_of(labels.begin(), labels.end(), [&](const Label& label) {
    return label.reaches_left && extent(label, size).first < left;
  });
}

// From the lowest up: one that is not crossed by the line of any without a row.
void choose_rows(std::vector<Label>& labels, double size) {
  std::vector<Label*> waiting;
  for (Label& label : labels) waiting.push_back(&label);
  std::vector<const Label*> placed;
  while (!waiting.empty()) {
    const auto free = std::find_if(waiting.begin(), waiting.end(), [&](const Label* label) {
      return std::none_of(waiting.begin(), waiting.end(), [&](const Label* other) {
        return other != label && is_crossed(*label, *other, size);
      });
    });
    Label& label = free == waiting.end() ? *waiting.front() : **free;
    waiting.erase(std::find(waiting.begin(), waiting.end(), &label));
    const auto is_taken = [&] {
      return std::any_of(placed.begin(), placed.end(), [&](const Label* other) {
        return (other->row >= label.row && is_crossed(label, *other, size)) ||
               (other->row == label.row && overlap(label, *other, size));
      });
    };
    label.row = 0;
    while (is_taken()) ++label.row;
    placed.push_back(&label);
  }
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

double place_labels(std::vector<Label>& labels, double left, double right, double size) {
  if (!choose_sides(labels, left, right, size)) {
    // All to the right always works.
    for (Label& label : labels) label.reaches_left = false;
  }
  choose_rows(labels, size);
  double end = right;
  for (const Label& label : labels) end = std::max(end, extent(label, size).second);
  return end;
}

int rows_of(const std::vector<Label>& labels) {
  int rows = 0;
  for (const Label& label : labels) rows = std::max(rows, label.row + 1);
  return rows;
}

}  // namespace upshid::rehearsal
