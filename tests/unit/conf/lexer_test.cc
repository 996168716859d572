#include "conf/lexer.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "conf/complaint.h"

using namespace upshid::conf;

namespace {

using Words = std::vector<std::string>;

// Every line as its words joined by '|', which no test text contains.
Words shown(const Lexed& lexed) {
  Words out;
  for (const Line& line : lexed.lines) {
    std::string text;
    for (const Word& word : line)
      text += (text.empty() && &word == line.data() ? "" : "|") + word.text;
    out.push_back(text);
  }
  return out;
}

Words lines_of(std::string_view text) {
  return shown(lex(text));
}

Words complaints_of(std::string_view text) {
  Words out;
  for (const Diagnostic& d : lex(text).diagnostics) out.push_back(complaint_at("f", d).text());
  return out;
}

}  // namespace

TEST_CASE("words are split at white space and '=' is a word of its own") {
  CHECK(lines_of("a b\tc\r\n") == Words{"a|b|c"});
  CHECK(lines_of("a=b\nc = d\n=e") == Words{"a|=|b", "c|=|d", "=|e"});
  CHECK(lines_of("a==b") == Words{"a|=|=|b"});
  CHECK(lines_of("\n\n  \n").empty());
  CHECK(lines_of("").empty());
}

TEST_CASE("a backslash takes the next character as it is, in quotes too") {
  CHECK(lines_of(R"(a\ b c\=d \#e \\f \"g)") == Words{R"(a b|c=d|#e|\f|"g)"});
  CHECK(lines_of(R"("a \" b" "\#1")") == Words{R"(a " b|#1)"});
}

TEST_CASE("a backslash before the line's end joins lines") {
  CHECK(lines_of("ab\\\ncd e") == Words{"abcd|e"});
  CHECK(lines_of("\"ab\\\ncd\" e") == Words{"abcd|e"});
  CHECK(complaints_of("\"ab\\\ncd\" e").empty());
}

TEST_CASE("a backslash alone before the line's end makes an empty word, as in NUT") {
  const auto text = "driver = \\\n  usbhid-ups\n";
  CHECK(lines_of(text) == Words{"driver|=||usbhid-ups"});
  CHECK(complaints_of(text) ==
        Words{"f:1:10: empty word ('\\' before the end of the line); it counts as a word"});
}

TEST_CASE("a comment begins at '#' even when it is glued to a word") {
  CHECK(lines_of("# x\na#b c\nd # e") == Words{"a", "d"});
}

TEST_CASE("quotes hold spaces and '=', and a word may be empty") {
  CHECK(lines_of("desc = \"a = b\" \"\"") == Words{"desc|=|a = b|"});
  CHECK(lines_of("\"a\"b") == Words{"a|b"});
  CHECK(lines_of("a\"b c\"") == Words{"a\"b|c\""});
  const Lexed lexed = lex("\"=\" =");
  CHECK(lexed.lines.at(0).at(0).quoted);
  CHECK_FALSE(lexed.lines.at(0).at(1).quoted);
}

TEST_CASE("words know the line and column that they begin at") {
  const Lexed lexed = lex("\n  ab = \"c\"\n\td");
  REQUIRE(lexed.lines.size() == 2);
  CHECK(lexed.lines[0][0].at == Position{2, 3});
  CHECK(lexed.lines[0][1].at == Position{2, 6});
  CHECK(lexed.lines[0][2].at == Position{2, 8});
  CHECK(lexed.lines[1][0].at == Position{3, 2});
}

TEST_CASE("a quote open at the end of the file is accepted and told of") {
  const auto text = "desc = \"Cyber Power System, Inc. PR1500LCDRT2U UPS\n";
  CHECK(lines_of(text) == Words{"desc|=|Cyber Power System, Inc. PR1500LCDRT2U UPS"});
  CHECK(complaints_of(text) == Words{"f:1:8: unterminated quote: the text continues to the end of "
                                     "the file; expected '\"' on this line"});
  CHECK(complaints_of("a = \"b\nc\nd\n") ==
        Words{"f:1:5: unterminated quote: the text continues to the end of the file; expected "
              "'\"' on this line; lines 1 to 3 are part of the text"});
  CHECK(lines_of("desc = \"") == Words{"desc|="});
  CHECK(lines_of("desc = \"a\\") == Words{"desc|=|a"});
}

TEST_CASE("a quote open at the line's end swallows what follows up to the next quote") {
  const auto text = "[a]\ndesc = \"x\n[b]\ndriver = d\ndesc = \"y\"\n[c]\n";
  CHECK(lines_of(text) == Words{"[a]", "desc|=|x[b]driver = ddesc = |y\"", "[c]"});
  CHECK(
      complaints_of(text) ==
      Words{"f:2:8: unterminated quote: the text continues to line 5; expected '\"' on this line"});
}

TEST_CASE("'#' in quotes loses the line and makes a line of what follows it") {
  const auto text = "[a]\n  desc = \"x\n# driver = dummy-ups\nport = auto\n";
  CHECK(lines_of(text) == Words{"[a]", "driver|=|dummy-ups", "port|=|auto"});
  CHECK(complaints_of(text) ==
        Words{"f:2:10: unescaped '#' in quoted text at 3:1; expected '\"' or '\\#'; lines 2 to 3 "
              "are ignored, and the text after '#' is read as a line"});
  CHECK(complaints_of("desc = \"a # b\"\n") ==
        Words{"f:1:8: unescaped '#' in quoted text at 1:11; expected '\"' or '\\#'; this line is "
              "ignored, and the text after '#' is read as a line"});
}

TEST_CASE("bytes outside printable ASCII are left out, one complaint a word") {
  CHECK(lines_of("a\x01\x02z \"B\xc3\xbcro\"") == Words{"az|Bro"});
  CHECK(complaints_of("a\x01\x02z \"B\xc3\xbcro\"") ==
        Words{"f:1:1: byte 0x01 in a word; expected printable ASCII; ignored",
              "f:1:6: byte 0xc3 in a word; expected printable ASCII; ignored"});
  CHECK(lines_of("\xef\xbb\xbf[ups]\n") == Words{"[ups]"});
  CHECK(lines_of(std::string_view("a\0b", 3)) == Words{"ab"});
}

TEST_CASE("a word ends at 512 characters and a line at 32 words") {
  const std::string at_limit(512, 'x');
  CHECK(lines_of(at_limit + "yz") == Words{at_limit});
  CHECK(complaints_of(at_limit).empty());
  CHECK(complaints_of(at_limit + "yz") ==
        Words{"f:1:1: word longer than 512 characters; the rest is ignored"});
  CHECK(complaints_of(at_limit + "yz next").size() == 1);
  CHECK(complaints_of(at_limit + "yz\x01") ==
        Words{"f:1:1: byte 0x01 in a word; expected printable ASCII; ignored",
              "f:1:1: word longer than 512 characters; the rest is ignored"});

  std::string many;
  for (int i = 0; i < 34; ++i) many += "w ";
  CHECK(lex(many + "\n" + many).lines.at(1).size() == 32);
  CHECK(complaints_of(many + "\n" + many) ==
        Words{"f:1:65: more than 32 words in a line; the rest is ignored",
              "f:2:65: more than 32 words in a line; the rest is ignored"});
}

TEST_CASE("a single word without a newline at the file's end counts, other than in NUT") {
  CHECK(lines_of("a = b\npollonly") == Words{"a|=|b", "pollonly"});
}
