#ifndef UPSHID_CONF_NOTIFY_TYPE_H
#define UPSHID_CONF_NOTIFY_TYPE_H

// The flags of NOTIFYFLAG for NUT's notify types (<upshid/event.h>).

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
  syslog = 1,  // Log it.
  wall = 2,    // Send it to logged-in users.
  exec = 4,    // Run NOTIFYCMD.
  ignore = 8,  // Drop it, whatever else is set.
};

class NotifyFlags {
 public:
  constexpr NotifyFlags() = default;  // None, which is the same as IGNORE.
  constexpr NotifyFlags(std::initializer_list<NotifyFlag> flags) {
    for (const NotifyFlag flag : flags) set(flag);
  }

  constexpr void set(NotifyFlag flag) {
    bits_ = static_cast<std::uint8_t>(bits_ | static_cast<std::uint8_t>(flag));
  }
  // As written; does() applies IGNORE.
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

// By name, in capitals only, as in NUT.
std::optional<NotifyFlag> notify_flag(std::string_view name);

// "SYSLOG+EXEC"; "" for none.
std::string text_of(NotifyFlags flags);

}  // namespace upshid::conf

#endif
