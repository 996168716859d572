#include "monitor/status_events.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "monitor/selftest.h"

namespace upshid::monitor {

namespace {

// A word that begins one event when it comes and another when it goes. LB and FSD begin one only.
struct FlagWord {
  std::string_view word;
  Flag flag;
  NotifyType begun;
  std::optional<NotifyType> ended;
};

constexpr std::array<FlagWord, flag_count> flag_words = {{
    {"CAL", Flag::cal, NotifyType::cal, NotifyType::notcal},
    {"OFF", Flag::off, NotifyType::off, NotifyType::notoff},
    {"BYPASS", Flag::bypass, NotifyType::bypass, NotifyType::notbypass},
    {"ECO", Flag::eco, NotifyType::eco, NotifyType::noteco},
    {"ALARM", Flag::alarm, NotifyType::alarm, NotifyType::notalarm},
    {"OVER", Flag::over, NotifyType::over, NotifyType::notover},
    {"TRIM", Flag::trim, NotifyType::trim, NotifyType::nottrim},
    {"BOOST", Flag::boost, NotifyType::boost, NotifyType::notboost},
    {"LB", Flag::low, NotifyType::lowbatt, std::nullopt},
    {"FSD", Flag::fsd, NotifyType::fsd, std::nullopt},
}};

bool is_known_without_event(std::string_view word) {
  return word == "HB" || word == "CHRG" || word == "DISCHRG";
}

using Words = std::vector<std::string_view>;

bool has(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Reader {
 public:
  Reader(UpsState& ups, const Reading& reading, Instant now)
      : ups_(ups), reading_(reading), now_(now) {}

  std::vector<Event> run() {
    const Words words = base::words(reading_.status);
    for (const FlagWord& row : flag_words) {
      if (!has(words, row.word)) end(row);
    }
    if (!has(words, "RB")) ups_.replace = false;
    std::vector<Event> tested = take_test(ups_, reading_, now_);
    // A unit that says both has lost its mains as far as anybody can know.
    const bool both = has(words, "OB");
    ups_.test_holds =
        both && !has(words, "LB") && !has(words, "FSD") && explains_battery(ups_, now_);
    for (const std::string_view word : words) {
      if (word == "OB" && !ups_.test_holds) {
        set_line(Line::battery, NotifyType::onbatt);
      } else if (word == "OB") {
        set_line(Line::mains, NotifyType::online);
      } else if (word == "OL") {
        if (!both) set_line(Line::mains, NotifyType::online);
      } else if (word == "RB") {
        ups_.replace = true;
      } else {
        begin(word);
      }
    }
    finish_other();
    // Read after all words: "LB OB" says the same as "OB LB".
    if (ups_.flags.has(Flag::low) && (low_begins_ || (ups_.on_battery() && !ups_.low_acted))) {
      // Told once more when mains go while the battery is still low. NUT is silent then, and a
      // command that was rightly held back on mains would never run.
      events_.push_back({NotifyType::lowbatt, {}, {}});
    }
    ups_.low_acted = ups_.flags.has(Flag::low) && ups_.on_battery();
    std::move(tested.begin(), tested.end(), std::back_inserter(events_));
    return std::move(events_);
  }

 private:
  void end(const FlagWord& row) {
    if (!ups_.flags.has(row.flag)) return;
    ups_.flags.set(row.flag, false);
    if (row.flag == Flag::alarm) ups_.alarm.clear();
    if (row.ended) events_.push_back({*row.ended, {}, {}});
  }

  void set_line(Line line, NotifyType type) {
    const Line before = ups_.line;
    ups_.line = line;
    // The first "OL" after a start is nothing new; the first "OB" is.
    if (line == before || (line == Line::mains && before == Line::unknown)) return;
    events_.push_back({type, {}, {}});
  }

  void begin(std::string_view word) {
    const auto* const row =
        std::find_if(flag_words.begin(), flag_words.end(),
                     [word](const FlagWord& candidate) { return candidate.word == word; });
    if (row == flag_words.end()) {
      if (!is_known_without_event(word)) add_other(word);
      return;
    }
    const bool begins = !ups_.flags.has(row->flag);
    ups_.flags.set(row->flag, true);
    if (row->flag == Flag::low) {
      low_begins_ = low_begins_ || begins;
    } else if (row->flag == Flag::alarm) {
      // Told again when the alarms change.
      if (begins || ups_.alarm != reading_.alarm)
        events_.push_back({row->begun, {}, reading_.alarm});
      ups_.alarm = reading_.alarm;
    } else if (begins) {
      events_.push_back({row->begun, {}, {}});
    }
  }

  void add_other(std::string_view word) {
    if (!other_.empty()) other_ += ' ';
    other_ += word;
  }

  void finish_other() {
    if (other_ == ups_.other_words) return;
    ups_.other_words = other_;
    if (other_.empty()) {
      events_.push_back({NotifyType::notother, {}, {}});
    } else {
      events_.push_back({NotifyType::other, {}, other_});
    }
  }

  UpsState& ups_;
  const Reading& reading_;
  Instant now_;
  std::vector<Event> events_;
  std::string other_;
  bool low_begins_ = false;
};

void keep_since(std::optional<Instant>& since, bool holds, Instant now) {
  if (!holds) {
    since.reset();
  } else if (!since) {
    since = now;
  }
}

}  // namespace

std::vector<Event> status_events(UpsState& ups, const Reading& reading, Instant now) {
  const Line before = ups.line;
  std::vector<Event> events = Reader(ups, reading, now).run();
  std::optional<std::chrono::seconds> runtime = reading.runtime;
  if (runtime) runtime = std::clamp(*runtime, std::chrono::seconds(0), longest_time);
  if (ups.line != before || ups.charge != reading.charge || ups.runtime != runtime)
    ups.measured_at = now;
  ups.charge = reading.charge;
  ups.runtime = runtime;
  keep_since(ups.battery_since, ups.on_battery(), now);
  // A calibration drains the battery on purpose.
  keep_since(ups.oblb_since,
             ups.on_battery() && ups.flags.has(Flag::low) && !ups.flags.has(Flag::cal), now);
  keep_since(ups.off_since, ups.flags.has(Flag::off), now);
  return events;
}

}  // namespace upshid::monitor
