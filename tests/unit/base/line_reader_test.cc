#include "base/line_reader.h"

#include <doctest/doctest.h>

#include <string>

using namespace upshid;
using base::LineReader;

namespace {

// The error's text, or "" for success.
template <class T>
std::string text_of(const Result<T>& result) {
  return result ? "" : result.error().text();
}

}  // namespace

TEST_CASE("lines without words are passed over, and lines keep their numbers") {
  LineReader lines("\n# a comment\n  one two # three\n\t\n#\nlast", "f");
  REQUIRE(lines.next());
  CHECK(lines.number() == 3);
  CHECK(lines.words() == std::vector<std::string_view>{"one", "two"});
  CHECK(lines.words_from(1) == "two");
  CHECK(lines.words_from(2).empty());
  REQUIRE(lines.next());
  CHECK(lines.number() == 6);
  CHECK(lines.line() == "last");
  CHECK_FALSE(lines.next());
}

TEST_CASE("a '#' in quotes begins no comment") {
  LineReader line("name \"UPS #1\" # the first", "f");
  REQUIRE(line.next());
  CHECK(line.take("name"));
  CHECK(line.next_text("a name").value() == "UPS #1");
  CHECK(line.at_end());
}

TEST_CASE("where only whole lines are comments, '#' elsewhere is text") {
  LineReader line("  # no words\nSource=http://x/#y", "f", Code::malformed_config,
                  LineReader::Comments::whole_lines);
  REQUIRE(line.next());
  CHECK(line.number() == 2);
  CHECK(line.line() == "Source=http://x/#y");
}

TEST_CASE("a walk along a line takes word after word") {
  LineReader line("load 0x10 2.5 \"a\\x22b\" rest\r\n", "f");
  REQUIRE(line.next());
  CHECK_FALSE(line.take("other"));
  CHECK(line.next_word("a key").value() == "load");
  CHECK(line.last_word() == "load");
  CHECK(line.next_integer(0, 16, "a number").value() == 16);
  CHECK(line.next_number(0, 3, "a number").value() == 2.5);
  CHECK(line.next_text("a text").value() == "a\"b");
  CHECK(line.peek() == "rest");
  CHECK(text_of(line.end()) == "f:1:24: found \"rest\", expected the end of the line");
  CHECK(line.take("rest"));
  CHECK(line.at_end());
  CHECK(text_of(line.end()).empty());
}

TEST_CASE("an error has file, line and column, what was found and what was expected") {
  LineReader line("\nsize 300 \"open", "f", Code::invalid_argument);
  REQUIRE(line.next());
  const auto text = line.next_text("a text in quotes");
  CHECK(text_of(text) == "f:2:1: found \"size\", expected a text in quotes");
  CHECK(text.error().code == Code::invalid_argument);
  REQUIRE(line.take("size"));
  CHECK(line.error_last("weight").text() == "f:2:1: found \"size\", expected weight");
  CHECK(text_of(line.next_integer(1, 255, "a size")) ==
        "f:2:6: found \"300\", expected a size, a number from 1 to 255");
  REQUIRE(line.take("300"));
  CHECK(text_of(line.next_word("a word")) == "f:2:10: found \"open\", expected a word");
  CHECK(text_of(line.next_text("a text")) ==
        "f:2:10: unterminated quote, expected '\"' on this line");
}

TEST_CASE("at the end of a line an error points behind it, not at its comment") {
  LineReader line("one # two", "f");
  REQUIRE(line.next());
  REQUIRE(line.take("one"));
  CHECK(text_of(line.next_word("a second word")) ==
        "f:1:5: found the end of the line, expected a second word");
}

TEST_CASE("any byte passes through quotes") {
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  const std::string text = base::quoted_text(all);
  CHECK(text.find('\n') == std::string::npos);
  LineReader line(text, "f");
  REQUIRE(line.next());
  CHECK(line.next_text("a text").value() == all);
}
