#include "upshid-sim/command.h"

#include <fmt/format.h>

#include <array>

#include "base/duration.h"
#include "base/text.h"
#include "upshid-sim/hex.h"

namespace upshid::sim {

namespace {

using Arguments = std::span<const std::string_view>;

// Reads the arguments of a verb.
class Words {
 public:
  Words(std::string_view verb, Arguments words) : verb_(verb), words_(words) {}

  bool at_end() const { return next_ == words_.size(); }
  std::string_view take() { return at_end() ? std::string_view{} : words_[next_++]; }

  Error expected(std::string_view what, std::string_view found) const {
    return {Code::invalid_argument, std::string(verb_),
            found.empty() ? fmt::format("expected {}", what)
                          : fmt::format("found \"{}\", expected {}", found, what),
            0};
  }

  Result<double> number(double max, std::string_view what) {
    const std::string_view word = take();
    const auto value = base::parse_number(word);
    // False for NaN.
    if (!value || !(*value >= 0 && *value <= max)) return expected(what, word);
    return *value;
  }

  Result<std::chrono::nanoseconds> duration(std::string_view what) {
    const std::string_view word = take();
    const auto value = base::parse_duration(word);
    if (!value) return expected(what, word);
    return *value;
  }

  Result<unsigned> count(unsigned max, std::string_view what) {
    const std::string_view word = take();
    const auto value = base::parse_integer(word);
    if (!value || *value < 1 || *value > max) return expected(what, word);
    return static_cast<unsigned>(*value);
  }

  // The remaining words as bytes.
  Result<std::vector<std::uint8_t>> bytes() {
    std::vector<std::uint8_t> out;
    if (at_end()) return expected("bytes in hexadecimal, such as 0b12", {});
    while (!at_end()) {
      const std::string_view word = take();
      const auto some = parse_hex_bytes(word);
      if (!some) return expected("bytes in hexadecimal, such as 0b12", word);
      out.insert(out.end(), some->begin(), some->end());
    }
    if (out.size() > 4096) return expected("at most 4096 bytes", {});
    return out;
  }

  Result<Command> end(Command command) {
    if (!at_end()) return expected("nothing more", words_[next_]);
    return command;
  }

 private:
  std::string_view verb_;
  Arguments words_;
  std::size_t next_ = 0;
};

Result<Command> mains(Words& words) {
  const std::string_view word = words.take();
  if (word == "on" || word == "off") return words.end(verb::Mains{word == "on", std::nullopt});
  const auto volts = base::parse_number(word);
  if (!volts || !(*volts >= 0 && *volts <= 1000)) {
    return words.expected("on, off or volts from 0 to 1000", word);
  }
  return words.end(verb::Mains{true, *volts});
}

Result<Command> charge(Words& words) {
  const auto percent = words.number(100, "percent from 0 to 100");
  if (!percent) return percent.error();
  return words.end(verb::Charge{*percent});
}

Result<Command> load(Words& words) {
  const auto percent = words.number(200, "percent from 0 to 200");
  if (!percent) return percent.error();
  return words.end(verb::Load{*percent});
}

template <class Verb>
Result<Command> bare(Words& words) {
  return words.end(Verb{});
}

Result<Command> drop(Words& words) {
  const auto away = words.duration("a time such as 200ms");
  if (!away) return away.error();
  return words.end(verb::Drop{*away});
}

constexpr bool counts_bytes(Fault::Kind kind) {
  return kind == Fault::Kind::short_report || kind == Fault::Kind::long_report;
}

template <Fault::Kind Kind>
Result<Command> fault(Words& words) {
  verb::AddFault out;
  const std::string_view word = words.take();
  const auto target = target_named(word);
  if (!target) {
    return words.expected("a report such as 0x0b, input:0x0b, set:0x0b or string:5", word);
  }
  out.target = *target;
  out.fault.kind = Kind;
  if (counts_bytes(Kind) && !words.at_end()) {
    const auto bytes = words.count(4096, "a number of bytes from 1 to 4096");
    if (!bytes) return bytes.error();
    out.fault.bytes = *bytes;
  }
  if (!words.at_end()) {
    const auto times = words.count(1000000, "a number of times from 1 to 1000000");
    if (!times) return times.error();
    out.fault.times = *times;
  }
  return words.end(out);
}

Result<Command> latency(Words& words) {
  const auto time = words.duration("a duration such as 4ms");
  if (!time) return time.error();
  return words.end(verb::Latency{*time});
}

Result<Command> cycle(Words& words) {
  const auto period = words.duration("a duration such as 1s, or 0 for none");
  if (!period) return period.error();
  if (period->count() != 0 && *period < std::chrono::milliseconds(1)) {
    return words.expected("at least 1ms, or 0 for none", base::duration_word(*period));
  }
  return words.end(verb::Cycle{*period});
}

template <bool Quiet>
Result<Command> silence(Words& words) {
  return words.end(verb::Silent{Quiet});
}

Result<Command> corrupt_descriptor(Words& words) {
  if (words.at_end()) return words.end(verb::CorruptDescriptor{});
  const auto reads = words.count(1000, "a number of reads from 1 to 1000");
  if (!reads) return reads.error();
  return words.end(verb::CorruptDescriptor{*reads});
}

Result<Command> hang(Words& words) {
  if (words.at_end()) return words.end(verb::Hang{});
  const std::string_view word = words.take();
  if (word != "until-reset") return words.expected("until-reset or nothing", word);
  return words.end(verb::Hang{true});
}

Result<Command> set(Words& words) {
  verb::Set out;
  const std::string_view type = words.take();
  if (type != "feature" && type != "input") return words.expected("feature or input", type);
  out.type = type == "input" ? hid::ReportType::input : hid::ReportType::feature;
  const std::string_view id = words.take();
  const auto number = base::parse_integer(id);
  if (!number || *number < 0 || *number > 255) {
    return words.expected("a report ID such as 0x0b", id);
  }
  out.id = static_cast<std::uint8_t>(*number);
  Words rest = words;
  if (rest.take() == "live") {
    words.take();
    return words.end(out);
  }
  auto bytes = words.bytes();
  if (!bytes) return bytes.error();
  out.report = std::move(*bytes);
  return words.end(std::move(out));
}

Result<Command> send(Words& words) {
  auto bytes = words.bytes();
  if (!bytes) return bytes.error();
  return words.end(verb::Send{std::move(*bytes)});
}

struct Row {
  std::string_view name;
  std::string_view arguments;
  std::string_view help;
  Result<Command> (*parse)(Words&);
};

constexpr std::array rows = std::to_array<Row>({
    {"mains", "on|off|VOLTS", "line power returns, fails, or has this voltage", mains},
    {"charge", "PERCENT", "charge of the battery", charge},
    {"load", "PERCENT", "the load; above 100 is an overload", load},
    {"unplug", "", "unplug the USB cable", bare<verb::Unplug>},
    {"plug", "", "plug it in again", bare<verb::Plug>},
    {"drop", "DURATION", "unplug the cable for this time, such as 200ms", drop},
    {"stall", "REPORT [TIMES]", "refuse this report", fault<Fault::Kind::stall>},
    {"short", "REPORT [BYTES [TIMES]]", "answer this report too short by this many bytes (1)",
     fault<Fault::Kind::short_report>},
    {"long", "REPORT [BYTES [TIMES]]", "answer this report too long by this many bytes (1)",
     fault<Fault::Kind::long_report>},
    {"timeout", "REPORT [TIMES]", "never answer this report", fault<Fault::Kind::timeout>},
    {"wrong-id", "REPORT [TIMES]", "answer this report with the ID of another report",
     fault<Fault::Kind::wrong_id>},
    {"gone", "REPORT [TIMES]", "leave the bus when this report is requested",
     fault<Fault::Kind::gone>},
    {"latency", "DURATION", "duration of every control transfer", latency},
    {"cycle", "DURATION", "interval of interrupt reports; 0: only changes", cycle},
    {"silent", "", "send no interrupt reports", silence<true>},
    {"talk", "", "resume interrupt reports", silence<false>},
    {"corrupt-descriptor", "[READS]",
     "when plugged in next, corrupt the first read of the report descriptor, as in NUT issue 3557",
     corrupt_descriptor},
    {"hang", "[until-reset]", "answer no report and send none, until cleared or the port is reset",
     hang},
    {"clear", "", "clear all faults", bare<verb::Clear>},
    {"set", "feature|input ID HEX...|live", "answer this report with these bytes; live: normally",
     set},
    {"send", "HEX...", "send this interrupt report", send},
    {"status", "", "print the state, one `name: value` per line", bare<verb::Status>},
    {"quit", "", "unplug it and exit", bare<verb::Quit>},
});

std::string line_of(const Row& row) {
  std::string left = std::string(row.name);
  if (!row.arguments.empty()) left += fmt::format(" {}", row.arguments);
  return fmt::format("  {:<34} {}\n", left, row.help);
}

}  // namespace

Result<Command> parse_command(std::span<const std::string_view> words) {
  if (words.empty()) {
    return Error{Code::invalid_argument, {}, "expected a verb such as `mains off`", 0};
  }
  for (const Row& row : rows) {
    if (row.name != words[0]) continue;
    Words rest(row.name, words.subspan(1));
    return row.parse(rest);
  }
  std::string names;
  for (const Row& row : rows) names += fmt::format("{}{}", names.empty() ? "" : ", ", row.name);
  return Error{Code::invalid_argument,
               {},
               fmt::format("unknown verb \"{}\"; expected one of {}", words[0], names),
               0};
}

std::string verb_help() {
  std::string out;
  for (const Row& row : rows) out += line_of(row);
  return out;
}

std::string verb_help(std::string_view name) {
  for (const Row& row : rows) {
    if (row.name == name) return line_of(row);
  }
  return {};
}

}  // namespace upshid::sim
