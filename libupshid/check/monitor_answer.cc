#include "check/monitor_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "conf/lexer.h"

namespace upshid::check {

namespace {

using std::chrono::seconds;

// The words of one line; empty if it cannot be read.
std::vector<std::string> words_of(const std::string& line) {
  const conf::Lexed lexed = conf::lex(line);
  if (!lexed.diagnostics.empty() || lexed.lines.size() != 1) return {};
  std::vector<std::string> out;
  for (const conf::Word& word : lexed.lines.front()) out.push_back(word.text);
  return out;
}

Error not_understood(const std::string& line) {
  return {Code::malformed_config,
          {},
          fmt::format("invalid answer \"{}\" from the monitor; check that it has the same version "
                      "as upshid-sched",
                      line),
          0};
}

// Values by their keys, from the word `first` on.
class Fields {
 public:
  Fields(std::vector<std::string> words, std::size_t first) : words_(std::move(words)) {
    is_whole_ = words_.size() >= first && (words_.size() - first) % 2 == 0;
    first_ = is_whole_ ? first : words_.size();
  }

  std::string text(std::string_view key) const {
    for (std::size_t i = first_; i + 1 < words_.size(); i += 2) {
      if (words_[i] == key) return words_[i + 1];
    }
    return {};
  }
  std::optional<std::int64_t> maybe_number(std::string_view key) {
    const std::string word = text(key);
    if (word.empty()) return std::nullopt;
    const auto value = base::parse_integer(word);
    // Adding it to a time must not overflow.
    constexpr std::int64_t max = std::int64_t{1} << 40;
    is_whole_ &= value && *value >= 0 && *value <= max;
    return is_whole_ ? value : std::nullopt;
  }
  std::int64_t number(std::string_view key) {
    const auto value = maybe_number(key);
    is_whole_ &= value.has_value();
    return value.value_or(0);
  }
  bool is_whole() const { return is_whole_; }

 private:
  std::vector<std::string> words_;
  std::size_t first_ = 0;
  bool is_whole_ = false;
};

}  // namespace

Result<std::vector<RunningTimer>> read_timers(const std::vector<std::string>& lines) {
  std::vector<RunningTimer> out;
  for (const std::string& line : lines) {
    auto words = words_of(line);
    if (words.size() < 5 || words[0] != "timer") return not_understood(line);
    const auto left = base::parse_integer(words[2]);
    if (!left || *left < 0) return not_understood(line);
    out.push_back({std::move(words[1]), seconds(*left), std::move(words[3]), std::move(words[4])});
  }
  return out;
}

Result<MonitorStatus> read_status(const std::vector<std::string>& lines) {
  MonitorStatus out;
  for (const std::string& line : lines) {
    auto words = words_of(line);
    const std::string kind = words.empty() ? "" : words.front();
    const std::string name = words.size() > 1 ? words[1] : "";
    Fields fields(std::move(words), 2);
    if (kind == "monitor") {
      const auto pid = base::parse_integer(name);
      out.pid = pid.value_or(0);
      out.version = fields.text("version");
      out.dry_run = fields.text("dry-run") == "yes";
      out.shutdown = fields.text("shutdown");
      out.commands = fields.number("commands");
      out.confdir = fields.text("confdir");
      out.configuration = fields.text("configuration");
      if (!pid || !fields.is_whole()) return not_understood(line);
    } else if (kind == "ups") {
      UpsStatus ups;
      ups.name = name;
      ups.system = fields.text("system");
      ups.power_value = fields.number("power-value");
      ups.status = fields.text("status");
      ups.since = seconds(fields.number("since"));
      ups.power = fields.text("power");
      ups.heard = fields.text("heard") == "yes";
      ups.charge = fields.maybe_number("charge");
      if (const auto runtime = fields.maybe_number("runtime")) ups.runtime = seconds(*runtime);
      ups.alarm = fields.text("alarm");
      ups.device = fields.text("device");
      if (!fields.is_whole()) return not_understood(line);
      out.upses.push_back(std::move(ups));
    } else {
      return not_understood(line);
    }
  }
  return out;
}

}  // namespace upshid::check
