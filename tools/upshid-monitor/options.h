#ifndef UPSHID_MONITOR_OPTIONS_H
#define UPSHID_MONITOR_OPTIONS_H

#include <upshid/result.h>

#include <string>
#include <string_view>
#include <vector>

#include "cli/option_table.h"
#include "watch/configuration.h"

namespace upshid::daemon {

inline constexpr std::string_view default_statedir = "/run/upshid";
inline constexpr std::string_view default_keepdir = "/var/lib/upshid";

struct Options {
  cli::Request request = cli::Request::run;
  bool once = false;
  std::string confdir;   // Empty: the usual one.
  std::string statedir;  // Empty: the usual one.
  bool foreground = false;
  bool dry_run = false;
  std::vector<watch::UpsSpec> upses;  // Empty: those of ups.conf, or what is plugged.

  watch::Request watch_request() const { return {confdir, upses}; }
  std::string statedir_or_default() const {
    return statedir.empty() ? std::string(default_statedir) : statedir;
  }
  // What outlives the machine's next start; systemd's StateDirectory.
  std::string keepdir() const { return statedir.empty() ? std::string(default_keepdir) : statedir; }
};

// Errors: invalid_argument; `what` is a sentence.
Result<Options> parse_options(int argc, char** argv);

std::string help_text();

}  // namespace upshid::daemon

#endif
