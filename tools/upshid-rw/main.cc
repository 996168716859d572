// upshid-rw: lists and sets the writable variables of a UPS, as upsrw does, directly over USB.

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>
#include <upshid/upshid.h>

#include <algorithm>
#include <string>

#include "base/text.h"
#include "base/write_all.h"
#include "cli/control.h"

namespace {

using upshid::Setting;
using upshid::cli::Answer;
using upshid::cli::Complainer;
using upshid::cli::Control;
using upshid::cli::ControlOptions;
using upshid::cli::ExitStatus;

std::string number(double value) {
  return upshid::base::fixed(value,
                             value == static_cast<double>(static_cast<long long>(value)) ? 0 : 1);
}

std::string block(const Setting& setting, const std::string& value, bool ranges) {
  std::string out =
      fmt::format("[{}]\n{}{}\nType: {}STRING\nMaximum length: {}\n", setting.name,
                  setting.description, upshid::cli::untested_mark(setting.is_untested),
                  setting.is_enumeration ? "ENUM " : "", setting.max_length);
  if (setting.is_enumeration) {
    for (const std::string& choice : setting.choices) {
      out += fmt::format("Option: \"{}\"{}\n", choice, choice == value ? " SELECTED" : "");
    }
  } else {
    out += fmt::format("Value: {}\n", value);
  }
  if (ranges && !setting.is_enumeration && !setting.choices.empty()) {
    out += fmt::format("Range: {}\n", fmt::join(setting.choices, ", "));
  }
  if (ranges && setting.range) {
    out += fmt::format("Range: {} to {}{}{}\n", number(setting.range->first),
                       number(setting.range->second), setting.unit == upshid::Unit::none ? "" : " ",
                       symbol(setting.unit));
  }
  return out + "\n";
}

Answer list(upshid::Ups& ups, const ControlOptions& options, const Control& control) {
  const auto snapshot = ups.read();
  if (control.signals().came()) return {};
  if (!snapshot) {
    return control.fail(upshid::cli::exit_status_of(snapshot.error()),
                        upshid::cli::headline_of(snapshot.error()), snapshot.error().text());
  }
  std::string out;
  ExitStatus status = ExitStatus::ok;
  if (control.is_out_of_time()) status = control.fail(ExitStatus::io, "Data stale", {}).status;
  for (const Setting& setting : ups.settings()) {
    const upshid::Variable* variable = snapshot->find(setting.name);
    if (variable == nullptr) {
      control.say(fmt::format("{} is writable, but cannot be read now", setting.name));
      continue;
    }
    out += block(setting, variable->value, options.ranges);
  }
  return {out, status};
}

// No report has these, and they are lost when this program exits.
Answer refuse_default(const Setting& setting, const ControlOptions& options,
                      const Control& control) {
  const char* key = setting.name == "ups.delay.shutdown" ? "offdelay" : "ondelay";
  return control.fail(
      ExitStatus::unsupported, "ERR VAR-NOT-SUPPORTED",
      fmt::format(
          "{} is not stored in the UPS; to set it, write {} = {} in its section of ups.conf",
          setting.name, key, *options.value));
}

Answer set(upshid::Ups& ups, const ControlOptions& options, const Control& control) {
  const auto plan = ups.plan_set(options.name, *options.value);
  if (control.signals().came()) return {};
  if (!plan) return control.fail(plan.error(), "SET");
  for (const Setting& setting : ups.settings()) {
    if (setting.name == plan->name && !setting.in_device) {
      return refuse_default(setting, options, control);
    }
  }
  if (options.dry_run) return {upshid::cli::dry_run_text(*plan, options.force), ExitStatus::ok};
  const auto outcome = ups.set(options.name, *options.value, {.force = options.force});
  if (outcome) return control.tell(*outcome);
  return control.signals().came() ? Answer{} : control.fail(outcome.error(), "SET");
}

// Prompts as upsrw does. nullopt if the input ends without a line.
std::optional<std::string> prompt_for_value(const std::string& name) {
  (void)upshid::base::write_all(STDOUT_FILENO, fmt::format("Enter new value for {}: ", name));
  std::string line;
  for (char c = 0; ::read(STDIN_FILENO, &c, 1) == 1;) {
    if (c == '\n') return line;
    line += c;
  }
  if (line.empty()) return std::nullopt;
  return line;
}

Answer perform(const ControlOptions& given, const Complainer& complainer) {
  ControlOptions options = given;
  if (!options.list && !options.value) {
    options.value = prompt_for_value(options.name);
    if (!options.value) {
      complainer.say(fmt::format("no value given for {}; nothing was written", options.name));
      return {{}, ExitStatus::refused};
    }
  }
  Control control(options, complainer, "upsrw");
  auto ups = control.open();
  if (!ups) return control.failure();
  if (options.list) return list(*ups, options, control);
  return set(*ups, options, control);
}

Answer run(int argc, char** argv, const Complainer& complainer) {
  // As NUT's.
  if (argc == 1 && !upshid::cli::nut_name(argv).empty()) return {upshid::cli::setting_help()};
  return upshid::cli::run_control(upshid::cli::parse_setting_options(argc, argv),
                                  upshid::cli::setting_help, complainer, perform);
}

}  // namespace

int main(int argc, char** argv) {
  return upshid::cli::run_tool("upshid-rw", argc, argv, run);
}
