#include "upshid-status/options.h"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "cli/confdir.h"
#include "cli/host.h"
#include "cli/transport_option.h"
#include "conf/this_host.h"

namespace upshid::status {

namespace {

using cli::usage_error;

std::string_view spelling(Action action) {
  switch (action) {
    case Action::list_names:
      return "-l";
    case Action::list_descriptions:
      return "-L";
    case Action::list_clients:
      return "-c";
    case Action::explain:
      return "--explain";
    case Action::descriptor:
      return "--descriptor";
    case Action::watch:
      return "--watch";
    case Action::prometheus:
      return "--prometheus";
    case Action::check_quirks:
      return "--check-quirks";
    case Action::read:
      break;
  }
  return {};
}

// Only one option may select an action; of -l and -L, -L applies, as with upsc.
Result<void> choose(Options& options, Action action) {
  const bool lists =
      options.action == Action::list_names || options.action == Action::list_descriptions;
  if (lists && action == Action::list_names) return {};
  const bool from_l_to_L =
      options.action == Action::list_names && action == Action::list_descriptions;
  if (options.action != Action::read && options.action != action && !from_l_to_L) {
    return usage_error(
        fmt::format("{} and {} cannot be combined", spelling(options.action), spelling(action)));
  }
  options.action = action;
  return {};
}

Result<void> choose(Options& options, Format format) {
  if (options.format != Format::text && options.format != format) {
    return usage_error("-j and --json cannot be combined");
  }
  options.format = format;
  return {};
}

template <Action action>
Result<void> choose(Options& options, std::string_view) {
  return choose(options, action);
}

template <Format format>
Result<void> choose(Options& options, std::string_view) {
  return choose(options, format);
}

Result<void> take_explain(Options& options, std::string_view variable) {
  if (!variable.empty()) options.variable = variable;
  return choose(options, Action::explain);
}

Result<void> take_quirks_file(Options& options, std::string_view file) {
  options.quirks_file = file;
  return choose(options, Action::check_quirks);
}

Result<void> take_transport(Options& options, std::string_view kind) {
  return cli::take_transport(kind, options.open, options.recording);
}

Result<void> take_confdir(Options& options, std::string_view folder) {
  return cli::take_confdir(folder, options.open.confdir);
}

constexpr auto table = std::to_array<cli::Option<Options>>({
    {{"", 'l', "", "list the UPSes, one per line"}, choose<Action::list_names>},
    {{"", 'L', "", "list the UPSes with their descriptions"}, choose<Action::list_descriptions>},
    {{"", 'c', "", "list the clients of <ups> (always none)"}, choose<Action::list_clients>},
    {{"", 'j', "", "print JSON as upsc -j does"}, choose<Format::upsc_json>},
    {{"json", 0, "", "print JSON with numbers, units, device, warnings and failures"},
     choose<Format::typed_json>},
    {{"watch", 0, "",
      "show <ups> live; without a terminal or with <variable>, print one line for each change"},
     choose<Action::watch>},
    {{"prometheus", 0, "", "print metrics of <ups>, or of every UPS, for Prometheus"},
     choose<Action::prometheus>},
    {{"explain", 0, "[=VAR]", "print where each value, or that of VAR, comes from"}, take_explain},
    {{"descriptor", 0, "", "print the HID report descriptor"}, choose<Action::descriptor>},
    {{"check-quirks", 0, "FILE",
      "print what is wrong with FILE of quirks, and what it would change"},
     take_quirks_file},
    {{"transport", 0, "KIND", "auto, hidapi, libusb, virtual or recording[:FILE]"}, take_transport},
    {{"record", 0, "FILE",
      "write the session to FILE for a bug report (contains the serial number); recording:FILE "
      "plays it back"},
     cli::store<&Options::record>},
    {{"timeout", 0, "SECONDS",
      "how long to wait for the UPS, or for all, and print what was read (default: 10); not for "
      "--watch"},
     cli::store_time_limit<&Options::time_limit>},
    {{"confdir", 0, "DIR",
      "read ups.conf in DIR (default: /etc/upshid if it exists, otherwise /etc/nut)"},
     take_confdir},
    {{"", 'W', "SECONDS", "accepted for compatibility with upsc; no effect"}, cli::ignore},
});

constexpr std::array word_texts{
    cli::OptionText{"<ups>", 0, "",
                    "a section of ups.conf, \"ups\" or nothing (the only UPS), 0764:0501, "
                    "serial:TEXT, usb:1-1.2, /dev/hidraw0, virtual:PROFILE or recording:FILE; "
                    "@localhost may follow"},
    cli::OptionText{"<variable>", 0, "", "print the value of this variable only"}};

// Further arguments are ignored, as by upsc.
void take_words(Options& options, const std::vector<std::string>& words) {
  if (options.action == Action::list_names || options.action == Action::list_descriptions) {
    if (words.empty()) return;
    options.argument = words[0];
    auto host = conf::parse_host(words[0]);
    if (host) {
      options.host = std::move(host->host);
    } else {
      options.refusal = "invalid hostname.\nRequired format: [hostname[:port]]";
    }
    return;
  }
  if (words.empty()) return;
  options.argument = words[0];
  auto named = cli::parse_ups_at_host(words[0]);
  if (!named) {
    options.refusal = "invalid UPS definition.\nRequired format: upsname[@hostname[:port]]";
    return;
  }
  options.ups = std::move(named->ups);
  options.host = std::move(named->host);
  if (words.size() > 1) options.variable = words[1];
}

// --watch and --prometheus have their own output formats.
Result<void> check_form(const Options& options) {
  const bool watches = options.action == Action::watch;
  if (!watches && options.action != Action::prometheus) return {};
  if (watches && options.format == Format::upsc_json)
    return usage_error(
        "--watch and -j cannot be combined; --json prints an object for each change");
  if (!watches && options.format != Format::text)
    return usage_error("--prometheus and -j or --json cannot be combined");
  if (watches) return {};
  if (!options.variable.empty()) {
    return usage_error(fmt::format("--prometheus takes no variable: unexpected argument \"{}\"",
                                   options.variable));
  }
  if (!options.record.empty()) {
    return usage_error(
        "--record and --prometheus, which may read several UPSes, cannot be combined");
  }
  return {};
}

bool reads_a_ups(Action action) {
  return action != Action::list_names && action != Action::list_descriptions &&
         action != Action::list_clients;
}

}  // namespace

Result<Options> parse_options(int argc, char** argv) {
  Options options;
  const auto line = cli::read_command_line(table, options, argc, argv);
  if (!line) return line.error();
  options.request = line->request;
  if (options.request != cli::Request::run) return options;
  take_words(options, line->words);
  if (!options.refusal.empty()) return options;
  const auto checked = check_form(options);
  if (!checked) return checked.error();
  if (!options.recording.empty()) options.ups = options.recording;
  if (!options.record.empty() && !reads_a_ups(options.action)) {
    return usage_error("--record and -l, -L or -c, which read no UPS, cannot be combined");
  }
  return options;
}

std::string help_text() {
  return fmt::format(R"(usage: upshid-status [options] [<ups> [<variable>]]
       upshid-status [options] -l | -L [<hostname>[:port]]
       upshid-status [options] -c <ups>
       upshid-status [options] --watch [<ups> [<variable>]]
       upshid-status [options] --prometheus [<ups>]

Print what upsc prints, directly from the USB device.

{}{}
Exit status: 0 done; 1 what upsc calls an error (unknown UPS, data stale, no such
variable); 2 usage error; 3 no UPS found; 4 permission denied; 5 several UPSes and
none named; 6 ups.conf cannot be read; 7 not a HID UPS; 8 other host or unsupported;
9 disconnected, no answer or input/output error; 10 output cannot be written; 16 read,
but the UPS does not report whether line power is present.
See upshid-status(8).
)",
                     cli::help_of_words(word_texts), cli::help_of(cli::texts_of(table)));
}

}  // namespace upshid::status
