#ifndef UPSHID_CONF_NOTIFY_TYPE_H
#define UPSHID_CONF_NOTIFY_TYPE_H

// NUT's notify types (<upshid/event.h>), and what NOTIFYFLAG says is to be done with one.

#include <upshid/event.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace upshid::conf {

using upshid::NotifyType;

// Values are bits of a NotifyFlags.
enum class NotifyFlag : std::uint8_t {
  syslog = 1,  // To the journal.
  wall = 2,    // To all who are logged in.
  exec = 4,    // NOTIFYCMD.
  ignore = 8,  // Drops the notification, whatever else is set.
};

class NotifyFlags {
 public:
  constexpr NotifyFlags() = default;  // None: nothing is done, as with IGNORE.
  constexpr NotifyFlags(std::initializer_list<NotifyFlag> flags) {
    for (const NotifyFlag flag : flags) set(flag);
  }

  constexpr void set(NotifyFlag flag) {
    bits_ = static_cast<std::uint8_t>(bits_ | static_cast<std::uint8_t>(flag));
  }
  // As written; see does() for what follows.
  constexpr bool has(NotifyFlag flag) const {
    return (bits_ & static_cast<std::uint8_t>(flag)) != 0;
  }
  // Set, and not undone by IGNORE.
  constexpr bool does(NotifyFlag flag) const {
    return has(flag) && (flag == NotifyFlag::ignore || !has(NotifyFlag::ignore));
  }
  friend constexpr bool operator==(const NotifyFlags&, const NotifyFlags&) = default;

 private:
  std::uint8_t bits_ = 0;
};

// NUT's for every type.
inline constexpr NotifyFlags default_notify_flags{NotifyFlag::syslog, NotifyFlag::wall};

// "SYSLOG".
std::string_view name_of(NotifyFlag flag);

// By name, in capitals as NUT wants it.
std::optional<NotifyFlag> notify_flag(std::string_view name);

// "SYSLOG+EXEC"; "" for none.
std::string text_of(NotifyFlags flags);

}  // namespace upshid::conf

#endif
