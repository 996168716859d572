#ifndef UPSHID_MONITOR_OPTIONS_H
#define UPSHID_MONITOR_OPTIONS_H

#include <upshid/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace upshid::daemon {

inline constexpr std::string_view default_statedir = "/run/upshid";
inline constexpr std::string_view default_keepdir = "/var/lib/upshid";

enum class Mode : unsigned char { watch, once, help, version };

// "NAME" or "NAME=ADDRESS" of the command line.
struct AskedUps {
  std::string name;
  std::string address;  // What Ups::open() takes; empty: the name is one.
};

struct Options {
  Mode mode = Mode::watch;
  std::string confdir;   // Empty: the usual one.
  std::string statedir;  // Empty: the usual one.
  bool foreground = false;
  bool dry_run = false;
  std::vector<AskedUps> upses;  // Empty: those of ups.conf, or what is plugged.

  std::string statedir_or_default() const {
    return statedir.empty() ? std::string(default_statedir) : statedir;
  }
  // What outlives the machine's next start; systemd's StateDirectory.
  std::string keepdir() const { return statedir.empty() ? std::string(default_keepdir) : statedir; }
};

// Errors: invalid_argument; `what` is a sentence.
Result<Options> parse_options(int argc, char** argv);

// "NAME" or "NAME=ADDRESS". Errors: invalid_argument; `what` is a sentence.
Result<AskedUps> parse_ups(std::string_view word);

std::string_view help_text();

}  // namespace upshid::daemon

#endif
