#include "upshid-status/watch_lines.h"

#include <fmt/format.h>

#include "base/text.h"
#include "upshid-status/watch_canvas.h"

namespace upshid::status {

namespace {

constexpr std::string_view absent = "(none)";

// Text of a device or an error must not begin a new line.
std::string line(const Moment& now, std::string_view text) {
  return fmt::format("{} {}\n", timestamp(now.local), printable(text));
}

std::string_view name_of_interest(const std::string& variable) {
  return variable.empty() ? std::string_view("ups.status") : std::string_view(variable);
}

std::string present_line(const Moment& now, const Snapshot& snapshot, const std::string& variable) {
  const Variable* found = snapshot.find(name_of_interest(variable));
  if (found == nullptr) {
    return line(now, fmt::format("{}: {}", name_of_interest(variable), absent));
  }
  return line(now, fmt::format("{}: {}", found->name, found->value));
}

}  // namespace

std::string first_lines(const Moment& now, const Snapshot& snapshot, const std::string& variable) {
  std::string out = present_line(now, snapshot, variable);
  for (const Problem& problem : problems_of(snapshot)) {
    out += line(now, "problem: " + problem.text);
  }
  return out;
}

std::string lines_of(const Moment& now, const News& news, const Snapshot& snapshot,
                     const std::string& variable) {
  std::string out;
  if (news.is_back) {
    out += line(now, "connection: back") + present_line(now, snapshot, variable);
  }
  for (const Change& change : news.changes) {
    if (!variable.empty() && base::compare_no_case(change.name, variable) != 0) continue;
    if (news.is_back && base::compare_no_case(change.name, name_of_interest(variable)) == 0)
      continue;
    out += line(now, fmt::format("{}: {} -> {}", change.name,
                                 change.before ? std::string_view(*change.before) : absent,
                                 change.after ? std::string_view(*change.after) : absent));
  }
  for (const std::string& problem : news.begun) out += line(now, "problem: " + problem);
  for (const std::string& problem : news.over) out += line(now, "problem over: " + problem);
  return out;
}

std::string loss_line(const Moment& now, const std::string& why) {
  return line(now, "connection: lost: " + why);
}

}  // namespace upshid::status
