#include "upshid-status/watch_model.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.h"

namespace upshid::status {

namespace {

std::optional<std::string> text_of(const Snapshot& snapshot, std::string_view name) {
  const Variable* variable = snapshot.find(name);
  if (variable == nullptr) return std::nullopt;
  return variable->value;
}

std::vector<Change> changes_between(const Snapshot& before, const Snapshot& after) {
  std::vector<Change> out;
  for (const Variable& now : after.variables()) {
    const auto was = text_of(before, now.name);
    if (was != now.value) out.push_back({now.name, was, now.value});
  }
  for (const Variable& was : before.variables()) {
    if (after.find(was.name) == nullptr) out.push_back({was.name, was.value, std::nullopt});
  }
  std::ranges::sort(out, [](const Change& a, const Change& b) {
    const bool a_is_status = a.name == "ups.status";
    const bool b_is_status = b.name == "ups.status";
    if (a_is_status != b_is_status) return a_is_status;
    return base::compare_no_case(a.name, b.name) < 0;
  });
  return out;
}

Direction direction_of(const Change& change) {
  if (!change.before || !change.after) return Direction::other;
  const auto before = base::parse_number(*change.before);
  const auto after = base::parse_number(*change.after);
  if (!before || !after) return Direction::other;
  return *after > *before ? Direction::up : Direction::down;
}

Sample sample_of(const Snapshot& snapshot) {
  Sample out;
  out[Quantity::charge] = snapshot.number("battery.charge");
  out[Quantity::runtime] = snapshot.number("battery.runtime");
  out[Quantity::load] = snapshot.number("ups.load");
  out[Quantity::voltage] = snapshot.number("input.voltage");
  out.power = power_of(snapshot);
  return out;
}

// "On line power, charging (ups.status OL CHRG)".
std::string described(const Snapshot& snapshot) {
  const auto status = text_of(snapshot, "ups.status");
  std::string out(headline_of(power_of(snapshot)));
  const std::string further = further_words(snapshot.status());
  if (!further.empty()) out += ", " + further;
  return out + fmt::format(" (ups.status {})", status.value_or("unknown"));
}

bool is_worth_an_event(std::string_view name) {
  return name == "ups.status" || name == "ups.alarm" || name == "ups.test.result";
}

}  // namespace

std::vector<Problem> problems_of(const Snapshot& snapshot) {
  std::vector<Problem> out;
  const std::vector<ReportFailure>& failures = snapshot.failures();
  for (std::size_t i = 0; i < failures.size();) {
    const std::string reason = failures[i].error.text();
    const bool is_cancelled = failures[i].error.code == Code::cancelled;
    std::vector<std::string> missing;
    for (; i < failures.size() && (failures[i].error.text() == reason ||
                                   (is_cancelled && failures[i].error.code == Code::cancelled));
         ++i) {
      missing.insert(missing.end(), failures[i].variables.begin(), failures[i].variables.end());
    }
    // A report that failed once keeps its values for a while; only absent ones are missing.
    std::erase_if(missing, [&snapshot](const std::string& name) {
      return name.find('.') != std::string::npos && snapshot.find(name) != nullptr;
    });
    Problem problem{reason, reason};
    if (!missing.empty()) {
      problem.text += fmt::format("; missing without it: {}", fmt::join(missing, ", "));
    }
    out.push_back(std::move(problem));
  }
  return out;
}

News WatchModel::tell(const Moment& now, const Snapshot& snapshot) {
  News news;
  news.is_back = is_lost();
  news.changes = changes_between(snapshot_, snapshot);
  const Power power = power_of(snapshot);
  if (!started_ || news.is_back || !is_same_source(power, power_)) {
    since_ = now.boot;
    saw_it_begin_ = started_ && !news.is_back;
  }
  power_ = power;
  why_lost_.reset();
  snapshot_ = snapshot;
  sample_ = sample_of(snapshot);
  max_runtime_ = std::max(max_runtime_, sample_[Quantity::runtime].value_or(0));
  history_.add(now.boot, sample_);
  if (started_ && !news.is_back) {
    for (const Change& change : news.changes) {
      marks_[change.name] = {now.boot, direction_of(change)};
    }
    note_events(now, news.changes);
  } else {
    add_event(now, news.is_back ? "Reconnected: " + described(snapshot) : described(snapshot));
  }
  note_problems(now, snapshot, news);
  started_ = true;
  return news;
}

void WatchModel::note_problems(const Moment& now, const Snapshot& snapshot, News& news) {
  std::vector<Problem> problems = problems_of(snapshot);
  // A problem is the same even if more is missing: changes of variables show that.
  const auto has = [](const std::vector<Problem>& list, const std::string& reason) {
    return std::ranges::find(list, reason, &Problem::reason) != list.end();
  };
  for (const Problem& problem : problems) {
    if (has(problems_, problem.reason)) continue;
    news.begun.push_back(problem.text);
    add_event(now, "Cannot read: " + problem.text);
  }
  for (const Problem& problem : problems_) {
    if (!has(problems, problem.reason)) news.over.push_back(problem.reason);
  }
  if (problems.empty() && !problems_.empty()) add_event(now, "Everything can be read again");
  problems_ = std::move(problems);
}

void WatchModel::note_events(const Moment& now, const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    if (!is_worth_an_event(change.name)) continue;
    const std::string before = change.before.value_or("(none)");
    const std::string after = change.after.value_or("(none)");
    if (change.name != "ups.status") {
      add_event(now, fmt::format("{}: {} -> {}", change.name, before, after));
      continue;
    }
    std::string text(headline_of(power_));
    const std::string further = further_words(snapshot_.status());
    if (!further.empty()) text += ", " + further;
    add_event(now, fmt::format("{} (ups.status {} -> {})", text, before, after));
  }
}

bool WatchModel::lose(const Moment& now, const std::string& why) {
  const bool is_new = !is_lost();
  why_lost_ = why;
  if (!is_new) return false;
  power_ = Power::unknown;
  since_ = now.boot;
  saw_it_begin_ = true;
  started_ = true;
  sample_ = Sample{};
  marks_.clear();
  problems_.clear();
  history_.add(now.boot, sample_);
  add_event(now, "NOT CONNECTED: " + why);
  return true;
}

void WatchModel::go_on(Instant now) {
  if (started_) history_.add(now, sample_);
}

std::optional<Direction> WatchModel::changed(std::string_view name, Instant now) const {
  const auto mark = marks_.find(name);
  if (mark == marks_.end() || now - mark->second.at >= highlight) return std::nullopt;
  return mark->second.direction;
}

void WatchModel::add_event(const Moment& now, std::string text) {
  events_.push_back({now.local, power_, std::move(text)});
  if (events_.size() > max_events) events_.pop_front();
}

}  // namespace upshid::status
