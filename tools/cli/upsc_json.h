#ifndef UPSHID_CLI_UPSC_JSON_H
#define UPSHID_CLI_UPSC_JSON_H

// The JSON of upsc -j of NUT 2.8.5, byte for byte: every value is a string, one per line. The bytes
// of a JSON library would differ, and some scripts compare lines.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace upshid::cli {

// The text in quotes: \" \\ \b \f \n \r \t and \u00xx; other bytes as they are.
std::string upsc_json_string(std::string_view text);

// "{\n  "a": "b",\n  ...\n}\n"; empty is "{\n\n}\n".
std::string upsc_json_object(const std::vector<std::pair<std::string, std::string>>& members);

// "[\n  "a",\n  "b"\n]\n"; empty is "[\n\n]\n".
std::string upsc_json_array(const std::vector<std::string>& elements);

}  // namespace upshid::cli

#endif
