#include <doctest/doctest.h>

#include "upshid-status/watch_canvas.h"

using upshid::status::Canvas;
using upshid::status::printable;
using upshid::status::Tone;

TEST_CASE("the first frame clears the screen and writes the rows that have something") {
  Canvas canvas({10, 3}, {});
  canvas.put(1, 2, "ab", {Tone::alarm, true});
  CHECK(canvas.frame(nullptr) == "\x1b[0m\x1b[H\x1b[2J\x1b[2;1H  \x1b[0;1;31mab\x1b[0m\x1b[K");
}

TEST_CASE("a later frame writes only the rows that differ") {
  Canvas before({10, 3}, {});
  before.put(0, 0, "same");
  before.put(1, 0, "long text");
  Canvas after({10, 3}, {});
  after.put(0, 0, "same");
  after.put(1, 0, "short");
  CHECK(after.frame(&before) == "\x1b[2;1Hshort\x1b[K");
  CHECK(after.frame(&after) == "");
}

TEST_CASE("a frame of another size begins anew") {
  const Canvas before({10, 3}, {});
  Canvas after({4, 1}, {});
  after.put(0, 0, "full");
  CHECK(after.frame(&before) == "\x1b[0m\x1b[H\x1b[2J\x1b[1;1Hfull");
}

TEST_CASE("without colours bold, dim and reverse stay") {
  Canvas canvas({3, 1}, {.blocks = true, .colours = false});
  canvas.set(0, 0, U'a', {Tone::alarm, true});
  canvas.set(0, 1, U'b', {Tone::dim});
  canvas.set(0, 2, U'c', {Tone::good, false, true});
  CHECK(canvas.frame(nullptr) ==
        "\x1b[0m\x1b[H\x1b[2J\x1b[1;1H\x1b[0;1ma\x1b[0;2mb\x1b[0;7mc\x1b[0m");
}

TEST_CASE("the everyday's colour is a quiet one") {
  Canvas canvas({2, 1}, {});
  canvas.set(0, 0, U'a', {Tone::accent});
  canvas.set(0, 1, U'b', {Tone::notice});
  CHECK(canvas.frame(nullptr) == "\x1b[0m\x1b[H\x1b[2J\x1b[1;1H\x1b[0;2;36ma\x1b[0;33mb\x1b[0m");
}

TEST_CASE("text of a device cannot command the terminal") {
  Canvas canvas({20, 1}, {});
  canvas.put(0, 0,
             "\x1b[2J\x07\xc2\x9b"
             "31m\xff\x7f");
  CHECK(canvas.text() == "?[2J??31m??\n");
  CHECK(printable("a\nb\x1b[1m\xff\xc2\x9b") == "a?b?[1m??");
  CHECK(printable("B\xc3\xbcro") == "B\xc3\xbcro");
}

TEST_CASE("letters beyond ASCII are one cell each, and '?' where only ASCII can be shown") {
  Canvas canvas({10, 1}, {});
  CHECK(canvas.put(0, 0, "B\xc3\xbcro") == 4);
  CHECK(canvas.text() == "B\xc3\xbcro\n");
  Canvas plain({10, 1}, {.blocks = false, .colours = true});
  plain.put(0, 0, "B\xc3\xbcro");
  CHECK(plain.text() == "B?ro\n");
}

TEST_CASE("characters that may be two cells wide or none are not shown") {
  Canvas canvas({10, 1}, {});
  canvas.put(0, 0,
             "\xe7\x94\xb5"
             "a\xcc\x81\xe2\x80\x8b");
  CHECK(canvas.text() == "?a??\n");
}

TEST_CASE("what is too long ends in an ellipsis") {
  Canvas canvas({10, 2}, {});
  CHECK(canvas.put(0, 0, "abcdef", {}, 4) == 4);
  canvas.put(1, 0, "abcd", {}, 4);
  CHECK(canvas.text() == "abc…\nabcd\n");
  Canvas plain({10, 1}, {.blocks = false, .colours = true});
  plain.put(0, 0, "abcdef", {}, 4);
  CHECK(plain.text() == "abc~\n");
}

TEST_CASE("what lies outside is left out") {
  Canvas canvas({3, 1}, {});
  canvas.put(0, -1, "abcdef");
  canvas.put(-1, 0, "x");
  canvas.put(1, 0, "x");
  CHECK(canvas.text() == "bcd\n");
}
