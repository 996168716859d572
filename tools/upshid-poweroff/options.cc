#include "upshid-poweroff/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/confdir.h"
#include "cli/ups_spec.h"

namespace upshid::poweroff {

namespace {

constexpr auto table = std::to_array<cli::Option<Options>>({
    {{"dry-run", 0, "", "print what would be written to the UPS; write nothing"},
     cli::enable<&Options::dry_run>},
    {{"confdir", 0, "DIR",
      "read the files in DIR (default: /etc/upshid if it exists, otherwise /etc/nut)"},
     [](Options& options, std::string_view value) -> Result<void> {
       return cli::take_confdir(value, options.monitor.confdir);
     }},
    {{"console", 0, "FILE", "write messages to FILE instead of /dev/console"},
     cli::store<&Options::console>},
});

constexpr std::array words{
    cli::OptionText{"<verb>", 0, "", "poweroff or halt: act; reboot or kexec: do nothing"},
    cli::OptionText{"<ups>", 0, "", "as in upshid-monitor(8); default: those that it would watch"}};

// The arguments of systemd-shutdown(8).
constexpr std::array<std::string_view, 4> verbs{"poweroff", "halt", "reboot", "kexec"};

}  // namespace

Result<Options> parse_options(int argc, char** argv) {
  Options options;
  const auto line = cli::read_command_line(table, options, argc, argv);
  if (!line) return line.error();
  options.request = line->request;
  if (options.request != cli::Request::run) return options;
  if (line->words.empty())
    return cli::usage_error("missing verb: expected poweroff, halt, reboot or kexec");
  options.verb = line->words.front();
  if (std::ranges::find(verbs, options.verb) == verbs.end()) {
    return cli::usage_error(
        fmt::format("unknown verb \"{}\"; expected poweroff, halt, reboot or kexec", options.verb));
  }
  for (std::size_t i = 1; i < line->words.size(); ++i) {
    auto asked = cli::parse_ups_spec(line->words[i]);
    if (!asked) return asked.error();
    options.monitor.upses.push_back(*std::move(asked));
  }
  return options;
}

std::string help_text() {
  return fmt::format(R"(usage: upshid-poweroff [options] <verb> [<ups>[=<address>] ...]

Have each UPS that feeds this machine cut its power, so that it comes back with line
power. Last step of a shutdown by upshid-monitor; does nothing without POWERDOWNFLAG.
systemd runs it as a link in /usr/lib/systemd/system-shutdown.

{}{}
Exit status: 0 done, or nothing to do; 2 usage error; 4 permission denied; 6 the flag
cannot be read; 8 a UPS cannot cut its power so that it comes back, or is not known to;
9 a UPS did not answer; 13 not confirmed. See upshid-poweroff(8).
)",
                     cli::help_of_words(words), cli::help_of(cli::texts_of(table)));
}

}  // namespace upshid::poweroff
