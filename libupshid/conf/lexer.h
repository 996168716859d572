#ifndef UPSHID_CONF_LEXER_H
#define UPSHID_CONF_LEXER_H

// The lexer of all of NUT's configuration files (reference: NUT's common/parseconf.c). Words are
// separated by white space; '"' opens a quoted word; '\' takes the next character as it is, and
// before a newline joins the lines; '#' outside quotes starts a comment; '=' outside quotes is a
// word of its own.
//
// For an erroneous file the words are the same as NUT's, so that it means the same to both; in
// addition, a diagnostic names the place of each error, where NUT is silent or names a later line.

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

// A complaint without its file.
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

// NUT's limits; the rest is dropped (PCONF_DEFAULT_ARG_LIMIT,
// PCONF_DEFAULT_WORDLEN_LIMIT).
inline constexpr std::size_t max_words = 32;
inline constexpr std::size_t max_word_length = 512;

// Lexes a whole file. Never fails: errors are diagnostics.
Lexed lex(std::string_view text);

}  // namespace upshid::conf

#endif
