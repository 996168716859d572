#include "monitor/status_events.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "monitor/selftest.h"

namespace upshid::monitor {

namespace {

class Reader {
 public:
  Reader(UpsState& ups, const Reading& reading, Instant now)
      : ups_(ups),
        reading_(reading),
        now_(now),
        before_(std::exchange(ups.status, reading.status)) {}

  std::vector<Event> run() {
    for (const WordEvents& row : word_events) {
      if (before_.has(row.word) && !has(row.word)) end(row);
    }
    std::vector<Event> tested = take_test(ups_, reading_, now_);
    ups_.test_holds = has(StatusWord::ob) && explains_battery(ups_, now_);
    for (std::size_t i = 0; i < status_word_count; ++i) {
      const auto word = static_cast<StatusWord>(i);
      if (has(word)) begin(word);
    }
    look_at_others();
    const bool is_low = has(StatusWord::lb);
    const bool low_begins = is_low && !before_.has(StatusWord::lb);
    if (is_low && (low_begins || (ups_.on_battery() && !ups_.low_acted))) {
      // Notified once more when line power fails while the battery is still low. NUT does not, and
      // a command that was held back on line power would never run.
      add(NotifyType::lowbatt);
    }
    ups_.low_acted = is_low && ups_.on_battery();
    std::move(tested.begin(), tested.end(), std::back_inserter(events_));
    return std::move(events_);
  }

 private:
  bool has(StatusWord word) const { return ups_.status.has(word); }

  void add(NotifyType type, std::string text = {}) {
    events_.push_back({type, {}, std::move(text)});
  }

  void end(const WordEvents& row) {
    if (row.word == StatusWord::alarm) ups_.alarm.clear();
    if (row.ended) add(*row.ended);
  }

  void set_line(Line line, NotifyType type) {
    const Line before = ups_.line;
    ups_.line = line;
    // The first OL after a start is no event; the first OB is.
    if (line == before || (line == Line::mains && before == Line::unknown)) return;
    add(type);
  }

  void begin(StatusWord word) {
    if (word == StatusWord::ob) {
      if (ups_.test_holds) {
        set_line(Line::mains, NotifyType::online);
      } else {
        set_line(Line::battery, NotifyType::onbatt);
      }
    } else if (word == StatusWord::ol) {
      // A unit that reports both may have lost line power.
      if (!has(StatusWord::ob)) set_line(Line::mains, NotifyType::online);
    } else if (word == StatusWord::alarm) {
      // Notified again when the alarms change.
      if (!before_.has(word) || ups_.alarm != reading_.alarm)
        add(NotifyType::alarm, reading_.alarm);
      ups_.alarm = reading_.alarm;
    } else if (word != StatusWord::lb && !before_.has(word)) {
      const auto* const row = std::ranges::find(word_events, word, &WordEvents::word);
      if (row != word_events.end()) add(row->begun);
    }
  }

  void look_at_others() {
    const auto& others = ups_.status.others();
    if (others == before_.others()) return;
    std::string text;
    for (const std::string& word : others) text += (text.empty() ? "" : " ") + word;
    add(others.empty() ? NotifyType::notother : NotifyType::other, std::move(text));
  }

  UpsState& ups_;
  const Reading& reading_;
  Instant now_;
  const Status before_;
  std::vector<Event> events_;
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
  if (runtime) runtime = std::clamp(*runtime, std::chrono::seconds(0), max_duration);
  if (ups.line != before || ups.charge != reading.charge || ups.runtime != runtime)
    ups.measured_at = now;
  ups.charge = reading.charge;
  ups.runtime = runtime;
  keep_since(ups.battery_since, ups.on_battery(), now);
  // A calibration drains the battery on purpose.
  keep_since(ups.oblb_since,
             ups.on_battery() && ups.status.has(StatusWord::lb) && !ups.status.has(StatusWord::cal),
             now);
  keep_since(ups.off_since, ups.status.has(StatusWord::off), now);
  keep_since(ups.over_since, ups.status.has(StatusWord::over), now);
  return events;
}

}  // namespace upshid::monitor
