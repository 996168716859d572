#include "cli/control_options.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "cli/confdir.h"
#include "cli/host.h"
#include "cli/transport_option.h"

namespace upshid::cli {

namespace {

using Options = ControlOptions;

Result<void> take_transport(Options& options, std::string_view kind) {
  return cli::take_transport(kind, options.open, options.recording);
}

Result<void> take_confdir(Options& options, std::string_view folder) {
  return cli::take_confdir(folder, options.open.confdir);
}

Result<void> take_setting(Options& options, std::string_view setting) {
  const std::size_t equals = setting.find('=');
  options.is_setting = true;
  options.name = setting.substr(0, equals);
  options.value.reset();
  if (equals != std::string_view::npos) options.value = setting.substr(equals + 1);
  return {};
}

using Row = Option<Options>;

constexpr Row dry_run{{"dry-run", 0, "", "print the reports and bytes; write nothing"},
                      enable<&Options::dry_run>};
constexpr Row force{
    {"force", 0, "", "write also what is not known to work on this UPS, marked in the list"},
    enable<&Options::force>};
constexpr Row tracked{{"", 'w', "", "print SUCCESS instead of OK"}, enable<&Options::tracked>};
// There is no server.
constexpr Row user{{"", 'u', "NAME", "accepted for compatibility; no effect"}, ignore};
constexpr Row password{{"", 'p', "PASSWORD", "accepted for compatibility; no effect"}, ignore};
constexpr Row timeout{{"", 't', "SECONDS", "accepted for compatibility; no effect"}, ignore};
constexpr Row time_limit{
    {"timeout", 0, "SECONDS", "how long to wait for the UPS, in all (default: 10)"},
    store_time_limit<&Options::time_limit>};
constexpr Row transport{
    {"transport", 0, "KIND", "auto, hidapi, libusb, virtual or recording[:FILE]"}, take_transport};
constexpr Row confdir{
    {"confdir", 0, "DIR",
     "read ups.conf in DIR (default: /etc/upshid if it exists, otherwise /etc/nut)"},
    take_confdir};

constexpr std::array command_table{
    Row{{"", 'l', "", "list the commands of <ups>"}, enable<&Options::list>},
    dry_run,
    Row{{"yes", 0, "",
         "allow a command that may cut the power of the load; required if standard input is a "
         "terminal"},
        enable<&Options::yes>},
    force,
    Row{{"wait", 0, "",
         "after test.battery.start.*, wait for the end of the test and print its result"},
        enable<&Options::wait>},
    time_limit,
    tracked,
    user,
    password,
    timeout,
    transport,
    confdir};

constexpr std::array setting_table{
    Row{{"", 'l', "", "list the variables; the default"}, enable<&Options::list>},
    Row{{"", 's', "VAR[=VALUE]", "set VAR; without VALUE, prompt for it"}, take_setting},
    Row{{"ranges", 0, "", "with the list, print the range or words that the UPS accepts"},
        enable<&Options::ranges>},
    dry_run,
    force,
    time_limit,
    tracked,
    user,
    password,
    timeout,
    transport,
    confdir};

constexpr OptionText ups_word{
    "<ups>", 0, "",
    "a section of ups.conf, \"ups\" (the only UPS), 0764:0501, serial:TEXT, usb:1-1.2, "
    "/dev/hidraw0 or virtual:PROFILE; @localhost may follow"};
constexpr std::array setting_words{ups_word};
constexpr std::array command_words{
    ups_word, OptionText{"<command>", 0, "", "one of those that -l lists"},
    OptionText{"<value>", 0, "", "seconds, for the commands that take some"}};

// A negative value is not an option; it is the last argument.
template <std::size_t size>
Result<std::vector<std::string>> read(const std::array<Row, size>& table, Options& options,
                                      int argc, char** argv) {
  std::vector<char*> arguments;
  std::vector<char*> negatives;
  for (int i = 0; i < argc; ++i) {
    const std::string_view word = argv[i];
    const bool is_negative =
        i > 0 && word.size() > 1 && word[0] == '-' && base::parse_number(word).has_value();
    (is_negative ? negatives : arguments).push_back(argv[i]);
  }
  arguments.push_back(nullptr);
  auto line =
      read_command_line(table, options, static_cast<int>(arguments.size()) - 1, arguments.data());
  if (!line) return line.error();
  options.request = line->request;
  line->words.insert(line->words.end(), negatives.begin(), negatives.end());
  return std::move(line->words);
}

void take_ups(Options& options, const std::string& word) {
  options.word = word;
  auto named = parse_ups_at_host(word);
  if (named) {
    options.ups = std::move(named->ups);
    options.host = std::move(named->host);
  } else {
    options.refusal = "invalid UPS definition.  Required format: upsname[@hostname[:port]]";
  }
}

void check_name(Options& options, const char* kind) {
  const bool is_old = options.name.find('.') == std::string::npos;
  if (is_old && options.refusal.empty())
    options.refusal = fmt::format("old {} names are not supported", kind);
}

Result<void> check_count(const std::vector<std::string>& words, std::size_t max) {
  if (words.size() <= max) return {};
  return usage_error(fmt::format("unexpected argument \"{}\"", words[max]));
}

}  // namespace

Result<Options> parse_command_options(int argc, char** argv) {
  Options options;
  const auto words = read(command_table, options, argc, argv);
  if (!words) return words.error();
  if (options.request != Request::run) return options;
  // With several words the UPS must not be missing: otherwise the command would be read as the UPS,
  // and the value as the command.
  if (!options.list && words->size() < 2)
    return usage_error("missing argument: expected a UPS and a command");
  if (auto checked = check_count(*words, options.list ? 1 : 3); !checked) return checked.error();
  if (!words->empty()) take_ups(options, words->front());
  if (!options.recording.empty()) options.ups = options.recording;
  if (options.list) return options;
  options.name = (*words)[1];
  if (words->size() == 3) options.value = (*words)[2];
  check_name(options, "command");
  if (options.wait && options.refusal.empty() && !options.name.starts_with("test.battery.start")) {
    return usage_error(fmt::format("--wait requires a battery test, not {}", options.name));
  }
  return options;
}

Result<Options> parse_setting_options(int argc, char** argv) {
  Options options;
  const auto words = read(setting_table, options, argc, argv);
  if (!words) return words.error();
  if (options.request != Request::run) return options;
  if (auto checked = check_count(*words, 1); !checked) return checked.error();
  if (!words->empty()) take_ups(options, words->front());
  if (!options.recording.empty()) options.ups = options.recording;
  options.list = !options.is_setting;
  if (options.list) return options;
  if (words->empty() && options.recording.empty())
    return usage_error("missing argument: expected a UPS");
  check_name(options, "variable");
  return options;
}

std::string command_help() {
  return fmt::format(R"(usage: upshid-cmd [options] -l [<ups>]
       upshid-cmd [options] <ups> <command> [<value>]

Send an instant command to a UPS, as upscmd does, directly over USB.

{}{}
Exit status: 0 done; 1 what upscmd calls an error (unknown UPS, a bad name); 2 usage
error; 3 no UPS found; 4 permission denied; 5 several UPSes and none named; 6 ups.conf
cannot be read; 7 not a HID UPS; 8 this UPS has no such command, or other host;
9 no answer, or the write failed; 10 output cannot be written; 12 refused, nothing was written;
13 written, and not confirmed; 14 --wait: the test did not pass. See upshid-cmd(8).
)",
                     help_of_words(command_words), help_of(texts_of(command_table)));
}

std::string setting_help() {
  return fmt::format(R"(usage: upshid-rw [options] [-l] [<ups>]
       upshid-rw [options] -s <variable>[=<value>] <ups>

List or set the writable variables of a UPS, as upsrw does, directly over USB.

{}{}
Exit status: 0 done; 1 what upsrw calls an error (unknown UPS, a bad name); 2 usage
error; 3 no UPS found; 4 permission denied; 5 several UPSes and none named; 6 ups.conf
cannot be read; 7 not a HID UPS; 8 the variable is not writable on this UPS, or other
host; 9 no answer, or the write failed; 10 output cannot be written; 12 refused, nothing was written;
13 written, and the UPS keeps or shows something else. See upshid-rw(8).
)",
                     help_of_words(setting_words), help_of(texts_of(setting_table)));
}

}  // namespace upshid::cli
