#include "conf/notify_type.h"

#include <array>

namespace upshid::conf {

namespace {

struct Row {
  NotifyFlag flag;
  std::string_view name;
};

constexpr std::array rows{
    Row{NotifyFlag::syslog, "SYSLOG"},
    Row{NotifyFlag::wall, "WALL"},
    Row{NotifyFlag::exec, "EXEC"},
    Row{NotifyFlag::ignore, "IGNORE"},
};

}  // namespace

std::string_view name_of(NotifyFlag flag) {
  for (const Row& row : rows) {
    if (row.flag == flag) return row.name;
  }
  return {};
}

std::optional<NotifyFlag> notify_flag(std::string_view name) {
  for (const Row& row : rows) {
    if (row.name == name) return row.flag;
  }
  return std::nullopt;
}

std::string text_of(NotifyFlags flags) {
  std::string text;
  for (const Row& row : rows) {
    if (!flags.has(row.flag)) continue;
    if (!text.empty()) text += '+';
    text += row.name;
  }
  return text;
}

}  // namespace upshid::conf
