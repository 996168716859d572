#include "monitor/state_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "base/text.h"
#include "monitor/record.h"

namespace upshid::monitor {

namespace {

constexpr std::string_view first_line = "upshid-monitor-state 2";
constexpr std::size_t max_text = std::size_t{16} << 20;
// A century: longer than any timer, and far from any overflow, at 292 years, when times are added.
constexpr std::int64_t max_time = std::int64_t{100} * 366 * 86400 * 1000;
constexpr std::int64_t max_number = std::numeric_limits<std::int64_t>::max();

const std::vector<std::string_view> line_words = {"unknown", "mains", "battery"};
const std::vector<std::string_view> kind_words = {"plan", "notify", "shutdown"};
const std::vector<std::string_view> stage_words = {"queued", "asked", "running"};
const std::vector<std::string_view> phase_words = {"none", "barrier", "commanded", "told"};

template <class Enum>
std::string_view word_of(const std::vector<std::string_view>& words, Enum value) {
  return words.at(static_cast<std::size_t>(value));
}

std::optional<std::int64_t> count(const std::optional<Instant>& time) {
  if (!time) return std::nullopt;
  return in_milliseconds(*time);
}

void write_ups(std::string& out, const std::string& name, const UpsState& ups) {
  RecordWriter record(out, "ups");
  record.text("name", name)
      .text("line", word_of(line_words, ups.line))
      .text("status", ups.status.text())
      .text("alarm", ups.alarm)
      .number("low_acted", std::int64_t{ups.low_acted})
      .number("measured", in_milliseconds(ups.measured_at))
      .number("commbad", std::int64_t{ups.commbad_notified})
      .number("lost", count(ups.lost_at))
      .number("nocomm", count(ups.nocomm_at))
      .number("line_unknown", count(ups.line_unknown_since))
      .number("battery", count(ups.battery_since))
      .number("held", count(ups.onbatt_held))
      .number("oblb", count(ups.oblb_since))
      .number("off", count(ups.off_since))
      .number("over", count(ups.over_since))
      .number("test", count(ups.test_since))
      .number("test_holds", std::int64_t{ups.test_holds})
      .number("replbatt", count(ups.replbatt_notified));
  if (ups.line_unknown_notified) record.number("line_unknown_told", std::int64_t{1});
  if (ups.charge) record.number("charge", std::int64_t{*ups.charge});
  if (ups.runtime) record.number("runtime", std::int64_t{ups.runtime->count()});
}

void write_origins(std::string& out, const std::vector<TimerOrigin>& origins) {
  for (const TimerOrigin& origin : origins) {
    RecordWriter(out, "origin")
        .text("type", origin.type ? name_of(*origin.type) : std::string_view())
        .text("ups", origin.ups)
        .text("message", origin.message);
  }
}

void write_script(std::string& out, const Script& script) {
  RecordWriter(out, "script")
      .number("id", static_cast<std::int64_t>(script.id))
      .text("kind", word_of(kind_words, script.kind))
      .text("stage", word_of(stage_words, script.stage))
      .text("argument", script.argument)
      .text("ups", script.ups)
      .text("types", script.types)
      .text("message", script.message)
      .number("once", std::int64_t{script.once})
      .number("pid", script.pid);
  write_origins(out, script.origins);
}

class Parser {
 public:
  Result<SavedState> run(std::string_view text) && {
    if (text.size() > max_text) {
      return Error{Code::budget_exceeded, "state",
                   fmt::format("{} bytes, expected at most {}", text.size(), max_text)};
    }
    const auto lines = base::split(text, '\n');
    if (lines.front() != first_line) return fault(1, fmt::format("expected \"{}\"", first_line));
    for (std::size_t i = 1; i < lines.size(); ++i) {
      if (lines[i] == "end") return finish(lines, i);
      auto record = Record::parse(lines[i], where(i + 1));
      if (!record) return record.error();
      if (!read(*record))
        return fault(i + 1, fmt::format("\"{}\", expected no such record here", record->kind()));
      if (const auto read_well = record->finish(); !read_well) return read_well.error();
    }
    return fault(lines.size(), "the text ends here, expected \"end\"");
  }

 private:
  static std::string where(std::size_t line) { return fmt::format("state:{}", line); }
  static Error fault(std::size_t line, std::string what) {
    return {Code::malformed_config, where(line), std::move(what)};
  }

  Result<SavedState> finish(const std::vector<std::string_view>& lines, std::size_t end) {
    if (end + 2 != lines.size() || !lines.back().empty())
      return fault(end + 2, "more text, expected nothing after \"end\"");
    if (!saw_shutdown_) return fault(end + 1, "no record of the shutdown, expected one");
    for (const Timer& timer : saved_.state.timers) {
      if (timer.origins.empty())
        return fault(end + 1, fmt::format("timer {} without origin, expected one", timer.name));
    }
    for (const Script& script : saved_.state.scripts) {
      const auto same = std::count_if(saved_.state.scripts.begin(), saved_.state.scripts.end(),
                                      [&](const Script& other) { return other.id == script.id; });
      if (same != 1 || script.id >= saved_.state.next_id)
        return fault(end + 1, fmt::format("script {}, expected a number of its own below {}",
                                          script.id, saved_.state.next_id));
      if (script.kind == ScriptKind::plan && script.origins.empty())
        return fault(end + 1, fmt::format("script {} without origin, expected one", script.id));
    }
    return std::move(saved_);
  }

  bool read(Record& record) {
    if (record.kind() == "monitor") {
      read_monitor(record);
    } else if (record.kind() == "ups") {
      return read_ups(record);
    } else if (record.kind() == "timer") {
      read_timer(record);
    } else if (record.kind() == "script") {
      read_script(record);
    } else if (record.kind() == "origin" && origins_ != nullptr) {
      read_origin(record);
      return true;
    } else if (record.kind() == "done") {
      std::string argument = record.text("argument");
      saved_.state.done.emplace(std::move(argument), record.text("ups"));
      origins_ = nullptr;
    } else if (record.kind() == "shutdown" && !saw_shutdown_) {
      read_shutdown(record);
    } else {
      return false;
    }
    return true;
  }

  static Instant time(Record& record, std::string_view key) {
    return Instant(std::chrono::milliseconds(record.number(key, 0, max_time)));
  }
  static std::optional<Instant> maybe_time(Record& record, std::string_view key) {
    const auto value = record.maybe_number(key, 0, max_time);
    if (!value) return std::nullopt;
    return Instant(std::chrono::milliseconds(*value));
  }
  static bool flag(Record& record, std::string_view key) { return record.number(key, 0, 1) != 0; }

  void read_monitor(Record& record) {
    saved_.saved_at = time(record, "saved");
    saved_.state.next_id = static_cast<std::uint64_t>(record.number("next", 1, max_number));
    saved_.state.hold_until = time(record, "hold");
    origins_ = nullptr;
  }

  bool read_ups(Record& record) {
    UpsState ups;
    const std::string name = record.text("name");
    ups.line = static_cast<Line>(record.word("line", line_words));
    ups.status = Status::parse(record.text("status"));
    ups.alarm = record.text("alarm");
    ups.low_acted = flag(record, "low_acted");
    ups.measured_at = time(record, "measured");
    ups.commbad_notified = flag(record, "commbad");
    ups.lost_at = maybe_time(record, "lost");
    ups.commbad_notified = ups.commbad_notified && ups.lost_at;
    ups.nocomm_at = maybe_time(record, "nocomm");
    ups.line_unknown_since = maybe_time(record, "line_unknown");
    ups.line_unknown_notified = record.maybe_number("line_unknown_told", 0, 1).value_or(0) != 0 &&
                                ups.line_unknown_since.has_value();
    ups.battery_since = maybe_time(record, "battery");
    ups.onbatt_held = maybe_time(record, "held");
    ups.oblb_since = maybe_time(record, "oblb");
    ups.off_since = maybe_time(record, "off");
    ups.over_since = maybe_time(record, "over");
    ups.test_since = maybe_time(record, "test");
    ups.test_holds = flag(record, "test_holds") && ups.test_since;
    ups.replbatt_notified = maybe_time(record, "replbatt");
    if (const auto charge = record.maybe_number("charge", std::numeric_limits<int>::min(),
                                                std::numeric_limits<int>::max()))
      ups.charge = static_cast<int>(*charge);
    if (const auto runtime = record.maybe_number("runtime", 0, max_duration.count()))
      ups.runtime = std::chrono::seconds(*runtime);
    origins_ = nullptr;
    return saved_.state.upses.emplace(name, std::move(ups)).second;
  }

  void read_timer(Record& record) {
    Timer timer;
    timer.name = record.text("name");
    timer.due = time(record, "due");
    timer.shared = flag(record, "shared");
    saved_.state.timers.push_back(std::move(timer));
    origins_ = &saved_.state.timers.back().origins;
  }

  void read_script(Record& record) {
    Script script;
    script.id = static_cast<std::uint64_t>(record.number("id", 1, max_number));
    script.kind = static_cast<ScriptKind>(record.word("kind", kind_words));
    script.stage = static_cast<ScriptStage>(record.word("stage", stage_words));
    script.argument = record.text("argument");
    script.ups = record.text("ups");
    script.types = record.text("types");
    script.message = record.text("message");
    script.once = flag(record, "once");
    script.pid = record.number("pid", 0, max_number);
    saved_.state.scripts.push_back(std::move(script));
    origins_ = &saved_.state.scripts.back().origins;
  }

  void read_origin(Record& record) {
    TimerOrigin origin;
    std::vector<std::string_view> types;
    for (std::size_t i = 0; i < notify_type_count; ++i)
      types.push_back(name_of(static_cast<NotifyType>(i)));
    types.emplace_back();  // By hand.
    const std::size_t type = record.word("type", types);
    if (type < notify_type_count) origin.type = static_cast<NotifyType>(type);
    origin.ups = record.text("ups");
    origin.message = record.text("message");
    origins_->push_back(std::move(origin));
  }

  void read_shutdown(Record& record) {
    Shutdown& shutdown = saved_.state.shutdown;
    shutdown.phase = static_cast<Phase>(record.word("phase", phase_words));
    shutdown.decided_at = time(record, "decided");
    shutdown.commanded_at = time(record, "commanded");
    shutdown.retry_at = maybe_time(record, "retry");
    shutdown.done_at = maybe_time(record, "done");
    shutdown.exited = flag(record, "exited");
    shutdown.forced = record.maybe_number("forced", 0, 1).value_or(0) != 0;
    shutdown.has_secondaries = record.maybe_number("secondaries", 0, 1).value_or(0) != 0;
    saw_shutdown_ = true;
    origins_ = nullptr;
  }

  SavedState saved_;
  std::vector<TimerOrigin>* origins_ = nullptr;  // Of the timer or script read last.
  bool saw_shutdown_ = false;
};

}  // namespace

std::string state_text(const SavedState& saved) {
  const State& state = saved.state;
  std::string out = fmt::format("{}\n", first_line);
  RecordWriter(out, "monitor")
      .number("saved", in_milliseconds(saved.saved_at))
      .number("next", static_cast<std::int64_t>(state.next_id))
      .number("hold", in_milliseconds(state.hold_until));
  for (const auto& [name, ups] : state.upses) write_ups(out, name, ups);
  for (const Timer& timer : state.timers) {
    RecordWriter(out, "timer")
        .text("name", timer.name)
        .number("due", in_milliseconds(timer.due))
        .number("shared", std::int64_t{timer.shared});
    write_origins(out, timer.origins);
  }
  for (const Script& script : state.scripts) write_script(out, script);
  for (const auto& [argument, ups] : state.done)
    RecordWriter(out, "done").text("argument", argument).text("ups", ups);
  RecordWriter(out, "shutdown")
      .text("phase", word_of(phase_words, state.shutdown.phase))
      .number("decided", in_milliseconds(state.shutdown.decided_at))
      .number("commanded", in_milliseconds(state.shutdown.commanded_at))
      .number("exited", std::int64_t{state.shutdown.exited})
      .number("forced", std::int64_t{state.shutdown.forced})
      .number("secondaries", std::int64_t{state.shutdown.has_secondaries})
      .number("retry", count(state.shutdown.retry_at))
      .number("done", count(state.shutdown.done_at));
  return out + "end\n";
}

Result<SavedState> parse_state(std::string_view text) {
  return Parser().run(text);
}

}  // namespace upshid::monitor
