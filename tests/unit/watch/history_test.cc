#include <doctest/doctest.h>

#include <algorithm>

#include "upshid-status/watch_history.h"

using std::chrono::hours;
using std::chrono::seconds;
using upshid::Instant;
using upshid::status::History;
using upshid::status::Power;
using upshid::status::Quantity;
using upshid::status::Sample;

namespace {

Sample sample(double charge, Power power = Power::line, double voltage = 230) {
  Sample out;
  out[Quantity::charge] = charge;
  out[Quantity::voltage] = voltage;
  out.power = power;
  return out;
}

// The charges of the columns, -1 where there is none.
std::vector<double> charges(const History::Columns& columns) {
  std::vector<double> out;
  for (const Sample& column : columns.samples) {
    out.push_back(column[Quantity::charge].value_or(-1));
  }
  return out;
}

}  // namespace

TEST_CASE("the newest column is the last, two seconds each at first") {
  History history;
  Instant now(seconds(100));
  for (int i = 0; i < 6; ++i, now += seconds(1)) history.add(now, sample(90 - i));
  const auto columns = history.columns(now - seconds(1), 5);
  CHECK(columns.each == seconds(2));
  CHECK(charges(columns) == std::vector<double>{-1, -1, 89, 87, 85});
}

TEST_CASE("columns get coarser so that all that was seen stays in view") {
  History history;
  Instant now(seconds(0));
  for (int i = 0; i < 20; ++i, now += seconds(1)) history.add(now, sample(i));
  const auto columns = history.columns(now - seconds(1), 5);
  CHECK(columns.each == seconds(4));
  CHECK(charges(columns) == std::vector<double>{3, 7, 11, 15, 19});
}

TEST_CASE("without news the last values hold on, but not over a machine's sleep") {
  History history;
  history.add(Instant(seconds(0)), sample(50));
  history.add(Instant(seconds(8)), sample(40));
  CHECK(charges(history.columns(Instant(seconds(9)), 5)) ==
        std::vector<double>{50, 50, 50, 50, 40});
  history.add(Instant(seconds(30)), sample(30));
  CHECK(charges(history.columns(Instant(seconds(30)), 16)) ==
        std::vector<double>{50, 50, 50, 50, 40, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 30});
}

TEST_CASE("a sag of a second is still seen a day later") {
  History history;
  Instant now(hours(1));
  const Instant sag = now + hours(3);
  for (; now < Instant(hours(25)); now += seconds(2)) {
    history.add(now, now == sag ? sample(99, Power::battery, 0) : sample(100));
  }
  const auto columns = history.columns(now - seconds(2), 60);
  CHECK(columns.samples.size() == 60);
  CHECK(columns.each * 60 >= hours(24));
  CHECK(columns.each * 30 < hours(24));
  CHECK(std::ranges::count(columns.samples, Power::battery, &Sample::power) == 1);
  const auto worst = std::ranges::find(columns.samples, Power::battery, &Sample::power);
  CHECK((*worst)[Quantity::voltage] == 0);
  CHECK((*worst)[Quantity::charge] == 100);
}

TEST_CASE("a sleep of years costs neither time nor memory") {
  History history;
  history.add(Instant(seconds(10)), sample(50));
  history.add(Instant(hours(100'000)), sample(40));
  const auto columns = history.columns(Instant(hours(100'000)), 4);
  CHECK(charges(columns) == std::vector<double>{-1, -1, -1, 40});
}

TEST_CASE("before the first reading there is nothing to draw") {
  const History history;
  CHECK(charges(history.columns(Instant(seconds(5)), 3)) == std::vector<double>{-1, -1, -1});
  CHECK(history.columns(Instant(seconds(5)), 0).samples.empty());
}
