#ifndef UPSHID_REHEARSE_WORDS_H
#define UPSHID_REHEARSE_WORDS_H

#include <string>
#include <string_view>
#include <vector>

#include "base/duration.h"
#include "rehearse/rehearsal.h"

namespace upshid::rehearsal {

using base::duration_text;

// Whole seconds, rounded down, for the time left.
std::string left_text(Time time);

// "a", "a and b", "a, b and c".
std::string list_text(const std::vector<std::string>& parts);

// Lines of at most `width` characters, broken between words; a longer word is not broken.
std::vector<std::string> wrap(const std::vector<std::string>& words, std::size_t width);
// The same, of a text's words.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

// The program and its arguments, quoted for a shell; and "NAME='a value'" for each variable.
std::string argv_text(const Command& command);
std::vector<std::string> environment_words(const Command& command);

}  // namespace upshid::rehearsal

#endif
