// Whole screens, compared as text.

#include <doctest/doctest.h>

#include "unit/watch/watched.h"

using upshid::status::ScreenSize;
using upshid::status::Tone;
using upshid::tests::expected;
using upshid::tests::seconds;
using upshid::tests::Watched;

namespace {

// Two minutes on line power, then an outage at a high load.
Watched in_an_outage() {
  Watched watched("CP850PFCLCDa");
  watched.wait(seconds(120));
  watched.world.unit.set_load(60);
  watched.world.unit.set_mains(0);
  watched.wait(seconds(133));
  return watched;
}

// How each cell is to stand out: a letter a tone, capitals where bold, '#' where reversed.
std::string tones(const upshid::status::Canvas& canvas) {
  std::string out;
  for (int row = 0; row < canvas.size().rows; ++row) {
    std::string line;
    std::size_t end = 0;
    for (int column = 0; column < canvas.size().columns; ++column) {
      const auto& cell = canvas.at(row, column);
      char letter = ".dgnax"[static_cast<std::size_t>(cell.style.tone)];
      if (cell.style.bold) letter = letter == '.' ? '!' : static_cast<char>(letter - 'a' + 'A');
      if (cell.style.reverse) letter = '#';
      line += cell.glyph == U' ' && !cell.style.reverse ? ' ' : letter;
      if (line.back() != ' ') end = line.size();
    }
    out += line.substr(0, end) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("an outage on 80x24") {
  const Watched watched = in_an_outage();
  CHECK(watched.screen().text() == expected("outage-80x24.txt"));
}

TEST_CASE("an outage on 80x24: what stands out") {
  const Watched watched = in_an_outage();
  CHECK(tones(watched.screen()) == expected("outage-80x24.tones.txt"));
}

TEST_CASE("an outage on 120x40 shows the other variables too") {
  const Watched watched = in_an_outage();
  CHECK(watched.screen({120, 40}).text() == expected("outage-120x40.txt"));
}

TEST_CASE("an outage in ASCII") {
  const Watched watched = in_an_outage();
  CHECK(watched.screen({}, {.blocks = false, .colours = false}).text() ==
        expected("outage-ascii.txt"));
}

TEST_CASE("a small terminal loses blank rows before it loses values") {
  const Watched watched = in_an_outage();
  CHECK(watched.screen({60, 15}).text() == expected("outage-60x15.txt"));
}

TEST_CASE("what has just changed is reversed, and calm again after five seconds") {
  Watched watched("CP850PFCLCDa");
  watched.wait(seconds(60));
  CHECK_FALSE(watched.screen().at(2, 1).style.reverse);
  watched.world.unit.set_mains(0);
  watched.wait(seconds(1));
  CHECK(watched.screen().at(2, 1).style.reverse);
  CHECK(watched.screen().at(2, 1).glyph == U'O');
  CHECK(watched.screen().at(2, 1).style.tone == Tone::notice);
  watched.wait(seconds(6));
  CHECK_FALSE(watched.screen().at(2, 1).style.reverse);
  CHECK(watched.screen().at(2, 1).glyph == U'O');
}

TEST_CASE("a UPS that went away is said to be gone, and its values are not shown as if known") {
  Watched watched("CP850PFCLCDa");
  watched.wait(seconds(40));
  watched.model.lose(watched.now(),
                     "0764:0601 CPS CP850PFCLCDa, port 1-1.2, /dev/hidraw0, "
                     "feature report 0x0b: the device is disconnected (errno 19)");
  watched.world.wait(seconds(7));
  watched.model.go_on(watched.world.now);
  CHECK(watched.screen().text() == expected("gone-80x24.txt"));
}

TEST_CASE("a report that fails is said in plain words, and its values are not made up") {
  Watched watched("CP850PFCLCDa");
  watched.wait(seconds(20));
  watched.world.silent = true;
  watched.world.faults[0x08] = {upshid::Code::stalled, "feature report 0x08",
                                "the device refused the request", 0};
  watched.wait(seconds(60));
  CHECK(watched.screen().text() == expected("failure-80x24.txt"));
}

TEST_CASE("nothing is drawn outside of a screen of any size") {
  const Watched watched = in_an_outage();
  for (const int columns : {1, 2, 10, 22, 23, 24, 40, 79, 300}) {
    for (const int rows : {1, 2, 5, 10, 20, 21, 23, 25, 28, 100}) {
      CAPTURE(columns);
      CAPTURE(rows);
      const auto canvas = watched.screen({columns, rows});
      CHECK(std::ranges::count(canvas.text(), '\n') == rows);
    }
  }
}
