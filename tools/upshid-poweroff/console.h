#ifndef UPSHID_POWEROFF_CONSOLE_H
#define UPSHID_POWEROFF_CONSOLE_H

#include <string>
#include <string_view>

namespace upshid::poweroff {

// Messages at a time when no journal runs any more: to the machine's console, to the kernel's log
// (which a serial console or pstore may keep), and to standard error.
class Console {
 public:
  explicit Console(std::string path) : path_(std::move(path)) {}

  void say(std::string_view text) const;

 private:
  std::string path_;
};

}  // namespace upshid::poweroff

#endif
