#include <doctest/doctest.h>

#include <random>

#include "upshid-sched/rehearsal_labels.h"

namespace upshid::rehearsal {

namespace {

bool inside(double x, std::pair<double, double> span) {
  return x > span.first && x < span.second;
}

// No text on another, and no line through a text below it.
void check_apart(const std::vector<Label>& labels) {
  for (const Label& one : labels) {
    for (const Label& other : labels) {
      if (&one == &other) continue;
      const auto a = extent(one, 12);
      const auto b = extent(other, 12);
      if (one.row == other.row) {
        const bool apart = a.second <= b.first || b.second <= a.first;
        CHECK_MESSAGE(apart, one.text << " and " << other.text);
      } else if (one.row > other.row) {
        CHECK_MESSAGE(!inside(one.x, b), one.text << " through " << other.text);
      }
    }
  }
}

}  // namespace

TEST_CASE("labels that have room share a row") {
  std::vector<Label> labels{
      {100, "one", false, 0}, {300, "two", false, 0}, {790, "three", false, 0}};
  place_labels(labels, 100, 800, 12);
  CHECK(rows_of(labels) == 1);
  CHECK_FALSE(labels[0].reaches_left);
  CHECK(labels[2].reaches_left);
  check_apart(labels);
}

TEST_CASE("labels at one place stand above each other") {
  std::vector<Label> labels(5, {400, "the very same place", false, 0});
  place_labels(labels, 100, 800, 12);
  CHECK(rows_of(labels) == 5);
  check_apart(labels);
}

TEST_CASE("no labels, wherever they are, lie on each other or on each other's lines") {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> place(100, 800);
  std::uniform_int_distribution<std::size_t> length(1, 40);
  for (int round = 0; round < 200; ++round) {
    std::vector<Label> labels;
    for (int i = 0; i < 9; ++i)
      labels.push_back({place(random), std::string(length(random), 'x'), false, 0});
    const double end = place_labels(labels, 100, 800, 12);
    check_apart(labels);
    for (const Label& label : labels) {
      CHECK(extent(label, 12).first >= 100);
      CHECK(extent(label, 12).second <= end);
    }
  }
}

}  // namespace upshid::rehearsal
