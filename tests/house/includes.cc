#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/text.h"
#include "house/rules.h"

namespace upshid::house {
namespace {

constexpr std::array<std::string_view, 14> rooms = {
    "base",    "transport", "hid",    "power", "quirks",   "nut",    "conf",
    "monitor", "watch",     "daemon", "check", "rehearse", "socket", "virtual"};

std::optional<std::size_t> room_number(std::string_view name) {
  const auto found = std::find(rooms.begin(), rooms.end(), name);
  if (found == rooms.end()) return std::nullopt;
  return static_cast<std::size_t>(found - rooms.begin());
}

std::string_view first_part(std::string_view path) {
  return path.substr(0, path.find('/'));
}

// Whether a file of `room` may include `included`, another room's header.
bool may_include(std::string_view room, std::string_view included) {
  const std::string_view other = first_part(included);
  const auto mine = room_number(room);
  const auto theirs = room_number(other);
  if (!mine || !theirs) return false;
  if (room == other) return true;
  if (*theirs > *mine) return false;
  if (room == "hid" || room == "monitor" || room == "watch") return other != "transport";
  if (room == "socket") return other != "transport" && other != "check" && other != "rehearse";
  if (room == "check" || room == "rehearse") return other != "transport" && other != "daemon";
  if (room == "virtual") {
    return other == "base" || other == "power" || included == "transport/transport.h";
  }
  return true;
}

struct Include {
  std::string_view target;
  bool quoted = false;
};

std::optional<Include> parse_include(std::string_view line) {
  line = base::trim(line);
  if (!line.starts_with('#')) return std::nullopt;
  line = base::trim(line.substr(1));
  if (!line.starts_with("include")) return std::nullopt;
  line = base::trim(line.substr(7));
  if (line.empty() || (line.front() != '"' && line.front() != '<')) return std::nullopt;
  const bool quoted = line.front() == '"';
  const auto end = line.find(quoted ? '"' : '>', 1);
  if (end == std::string_view::npos) return std::nullopt;
  return Include{line.substr(1, end - 1), quoted};
}

// Empty when the include is allowed.
std::string objection_in_public_header(const Include& include) {
  const bool standard = !include.quoted && include.target.find_first_of("/.") == std::string::npos;
  if (standard || (!include.quoted && include.target.starts_with("upshid/"))) return {};
  return "a public header includes only the standard library and <upshid/...>";
}

std::string objection_in_room(std::string_view room, const Include& include) {
  if (!include.quoted) {
    if (room_number(first_part(include.target)) && include.target.find('/') != std::string::npos) {
      return "a room's header is included with quotes";
    }
    return {};
  }
  if (include.target.starts_with("upshid/")) return "a public header is included with <>";
  if (may_include(room, include.target)) return {};
  return std::string(room) + " may not include it";
}

// What a second tool needs as well is the library's, or cli's.
std::string objection_in_tool(std::string_view tool, const Include& include) {
  const std::string_view other = first_part(include.target);
  const bool is_of_tool = include.quoted && (other == "cli" || other.starts_with("upshid-"));
  if (!is_of_tool || other == tool || other == "cli") return {};
  return "a tool includes no other tool";
}

// The row of the table "What the tools use" that begins with this room; empty: there is none.
std::string_view row_of(std::string_view map, std::string_view room) {
  constexpr std::string_view heading = "## What the tools use";
  const auto begin = map.find(heading);
  if (begin == std::string_view::npos) return {};
  map = map.substr(begin + heading.size());
  for (const auto line : base::split(map.substr(0, map.find("\n## ")), '\n')) {
    if (line.starts_with("| " + std::string(room) + " |")) return line;
  }
  return {};
}

bool is_open_to(std::string_view row, std::string_view tool) {
  const auto cells = base::split(row, '|');
  if (cells.size() < 3) return false;
  const std::string_view users = base::trim(cells[2]);
  return users == "all" || users.find('`' + std::string(tool) + '`') != std::string_view::npos;
}

}  // namespace

Complaints check_tool_rooms(const File& file, std::string_view map) {
  Complaints complaints;
  const auto parts = base::split(file.path, '/');
  if (parts.size() < 3 || parts[0] != "tools") return complaints;
  std::size_t number = 0;
  for (const auto line : base::split(file.text, '\n')) {
    ++number;
    const auto include = parse_include(line);
    if (!include || !include->quoted || !room_number(first_part(include->target))) continue;
    const std::string room(first_part(include->target));
    if (is_open_to(row_of(map, room), parts[1])) continue;
    complaints.push_back(file.path + ":" + std::to_string(number) + ": includes " +
                         std::string(include->target) + "; libupshid/README.md does not open " +
                         room + " to " + std::string(parts[1]));
  }
  return complaints;
}

Complaints check_includes(const File& file) {
  Complaints complaints;
  const auto parts = base::split(file.path, '/');
  const bool is_tool = parts[0] == "tools";
  if (parts.size() < 3 || (parts[0] != "libupshid" && !is_tool)) return complaints;
  const bool is_public = parts[1] == "include";
  if (!is_tool && !is_public && !room_number(parts[1])) {
    return {file.path + ":1: " + std::string(parts[1]) + " is not a room of libupshid"};
  }
  std::size_t number = 0;
  for (const auto line : base::split(file.text, '\n')) {
    ++number;
    const auto include = parse_include(line);
    if (!include) continue;
    const auto objection = is_tool     ? objection_in_tool(parts[1], *include)
                           : is_public ? objection_in_public_header(*include)
                                       : objection_in_room(parts[1], *include);
    if (objection.empty()) continue;
    complaints.push_back(file.path + ":" + std::to_string(number) + ": includes " +
                         std::string(include->target) + "; " + objection);
  }
  return complaints;
}

}  // namespace upshid::house
