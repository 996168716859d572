#ifndef UPSHID_CONF_LEXER_H
#define UPSHID_CONF_LEXER_H

// The lexer that all of NUT's configuration files share (NUT's common/parseconf.c is the reference
// for what it does). Words are separated by white space; '"' opens a quoted word; '\' takes the
// next character as it is, and before a newline joins the lines; '#' outside quotes starts a
// comment; '=' outside quotes is a word of its own.
//
// Where a file is wrong, the words are those that NUT gets, so that a file means the same to both;
// but here each such place is also a diagnostic that points at the cause, where NUT is silent or
// names the line at which it noticed.

#include <upshid/complaint.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::conf {

using upshid::Position;

struct Word {
  std::string text;
  Position at;
  bool quoted = false;
};

// The words of one logical line; never empty.
using Line = std::vector<Word>;

// A complaint that does not know its file yet.
struct Diagnostic {
  ComplaintCode code = ComplaintCode::syntax;
  Severity severity = Severity::error;
  Position at;
  std::string what;
};

struct Lexed {
  std::vector<Line> lines;
  std::vector<Diagnostic> diagnostics;  // In file order.
};

// NUT's limits: what is beyond them is dropped (PCONF_DEFAULT_ARG_LIMIT,
// PCONF_DEFAULT_WORDLEN_LIMIT).
inline constexpr std::size_t max_words = 32;
inline constexpr std::size_t max_word_length = 512;

// Lexes a whole file. Never fails: the worst file has no lines and some diagnostics.
Lexed lex(std::string_view text);

}  // namespace upshid::conf

#endif
