#include "cli/upsc_json.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace upshid::cli {

namespace {

std::string lines_between(char open, const std::vector<std::string>& lines, char close) {
  return fmt::format("{}\n{}\n{}\n", open, fmt::join(lines, ",\n"), close);
}

}  // namespace

std::string upsc_json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        } else {
          out += c;
        }
    }
  }
  out += '"';
  return out;
}

std::string upsc_json_object(const std::vector<std::pair<std::string, std::string>>& members) {
  std::vector<std::string> lines;
  lines.reserve(members.size());
  for (const auto& [name, value] : members) {
    lines.push_back(fmt::format("  {}: {}", upsc_json_string(name), upsc_json_string(value)));
  }
  return lines_between('{', lines, '}');
}

std::string upsc_json_array(const std::vector<std::string>& elements) {
  std::vector<std::string> lines;
  lines.reserve(elements.size());
  for (const std::string& element : elements) lines.push_back("  " + upsc_json_string(element));
  return lines_between('[', lines, ']');
}

}  // namespace upshid::cli
