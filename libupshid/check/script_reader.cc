#include "check/script_reader.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace upshid::check {

namespace {

using Kind = ShellNode::Kind;

constexpr int max_steps = 50'000;
constexpr int max_nesting = 200;
constexpr int max_rounds = 100;

bool has_signs(std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (std::string_view("*?[").find(pattern[i]) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

bool fits_all(std::string_view pattern) {
  return !pattern.empty() && pattern.find_first_not_of("*?") == std::string_view::npos &&
         pattern.find('*') != std::string_view::npos;
}

}  // namespace

ScriptReader::ScriptReader(const Invocation& how) : drafts_(how.drafts) {
  state_.arguments = how.arguments;
  if (how.notify_type) state_.variables["NOTIFYTYPE"] = {*how.notify_type, true, false};
  state_.exported.insert("NOTIFYTYPE");
  substitute_ = [this](const ShellNode& commands) { return output_of(commands); };
}

Reading ScriptReader::run(const ShellScript& line) && {
  if (line.error.empty()) {
    follow(line.body);
  } else {
    hide(Doubt::Kind::syntax);
    doubt(Doubt::Kind::syntax, line.error);
  }
  return std::move(out_);
}

void ScriptReader::record(ProgramCall call) {
  constexpr std::size_t max_calls = 1000;
  if (out_.calls.size() >= max_calls) {
    hide(Doubt::Kind::too_long);
    return doubt(Doubt::Kind::too_long);
  }
  // A loop is followed more than once.
  for (ProgramCall& known : out_.calls) {
    if (known.place != call.place || known.argv != call.argv) continue;
    known.was_read |= call.was_read;
    known.is_conditional &= call.is_conditional;
    return;
  }
  out_.calls.push_back(std::move(call));
}

void ScriptReader::hide(Doubt::Kind kind, const std::string& detail) {
  if (!out_.hidden) out_.hidden = Doubt{kind, place_, detail, true};
}

void ScriptReader::note_bash(Place place) {
  if (is_plain_shell_ && !out_.bashism) out_.bashism = std::move(place);
}

void ScriptReader::leave_if_failed(const ShellNode& node, const Status& status) {
  const bool can_stop =
      node.kind == Kind::simple || node.kind == Kind::pipeline || node.kind == Kind::subshell;
  if (!stops_at_failure_ || tested_ > 0 || !can_stop || flow_ != Flow::on) return;
  if (!status.is_ok) may_have_left_ = Flow::exits;
  if (status.is_ok != false) return;
  flow_ = Flow::exits;
  if (!out_.stop) out_.stop = Stop{{place_.path, node.at}, false};
}

void ScriptReader::doubt(Doubt::Kind kind, std::string detail) {
  if (!out_.doubt) out_.doubt = Doubt{kind, place_, std::move(detail), !out_.miss};
}

bool ScriptReader::may_go_on() {
  if (++steps_ <= max_steps && nesting_ <= max_nesting) return true;
  hide(Doubt::Kind::too_long);
  doubt(Doubt::Kind::too_long);
  return false;
}

ScriptReader::Status ScriptReader::follow(const ShellNode& node) {
  if (!may_go_on()) return {std::nullopt, true};
  ++nesting_;
  if (node.kind != Kind::list) place_.at = node.at;
  const Value input = input_;
  if (node.input) input_ = {*node.input, true, false};
  const Status status = statement(node);
  input_ = input;
  --nesting_;
  return status;
}

ScriptReader::Status ScriptReader::statement(const ShellNode& node) {
  const auto child = [this, &node](std::size_t i) {
    return i < node.children.size() ? follow(node.children[i]) : Status{};
  };
  const auto tested = [this, &child] {
    ++tested_;
    const Status status = child(0);
    --tested_;
    return status;
  };
  if (node.kind != Kind::simple) {
    for (const ShellWord& target : node.redirections) state_.text_of(target, substitute_);
  }
  switch (node.kind) {
    case Kind::simple:
      return simple(node);
    case Kind::list:
      return list(node);
    case Kind::both:
    case Kind::either: {
      const Place place = place_;
      const Status left = tested();
      if (flow_ != Flow::on) return left;
      const auto right = [&child] { return child(1); };
      const auto stay = [&left, &node] { return Status{node.kind == Kind::either, left.is_named}; };
      return node.kind == Kind::both ? decide(left, place, right, stay)
                                     : decide(left, place, stay, right);
    }
    case Kind::negation: {
      Status status = tested();
      if (status.is_ok) status.is_ok = !*status.is_ok;
      return status;
    }
    case Kind::pipeline:
      return pipeline(node);
    case Kind::subshell:
      return apart([&child] { return child(0); });
    case Kind::when: {
      const Place place = place_;
      const Status condition = tested();
      if (flow_ != Flow::on) return condition;
      return decide(
          condition, place, [&child] { return child(1); }, [&child] { return child(2); });
    }
    case Kind::loop:
      return loop(node);
    case Kind::each:
      return each(node);
    case Kind::choice:
      return choice(node);
    case Kind::function:
      if (!node.children.empty())
        functions_[node.words.front().raw] = {&node.children.front(), place_.path};
      return {};
    case Kind::test:
      return test(node);
  }
  return {};
}

ScriptReader::Status ScriptReader::list(const ShellNode& node) {
  Status status;
  for (const ShellNode& child : node.children) {
    status = follow(child);
    leave_if_failed(child, status);
    if (flow_ != Flow::on) break;
  }
  return status;
}

// In a shell of its own: what it changes is gone afterwards.
ScriptReader::Status ScriptReader::apart(const std::function<Status()>& what) {
  const ShellState before = state_;
  const auto functions = functions_;
  const Flow may_have_left = may_have_left_;
  const Status status = what();
  state_ = before;
  functions_ = functions;
  flow_ = Flow::on;
  may_have_left_ = may_have_left;
  return status;
}

ScriptReader::Status ScriptReader::pipeline(const ShellNode& node) {
  Value* const outer = output_;
  const Value input = input_;
  Status status;
  for (const ShellNode& child : node.children) {
    Value printed;
    const bool is_last = &child == &node.children.back();
    output_ = is_last ? outer : &printed;
    const bool was_ok = status.is_ok == true;
    status = apart([this, &child] { return follow(child); });
    if (has_pipefail_ && !was_ok && status.is_ok == true) status.is_ok.reset();
    input_ = printed;
  }
  output_ = outer;
  input_ = input;
  return status;
}

Value ScriptReader::output_of(const ShellNode& commands) {
  Value printed;
  Value* const outer = std::exchange(output_, &printed);
  const Place place = place_;
  substituted_ = apart([&] { return follow(commands); });
  place_ = place;
  output_ = outer;
  return printed;
}

ScriptReader::Status ScriptReader::decide(const Status& condition, const Place& place,
                                          const std::function<Status()>& yes,
                                          const std::function<Status()>& no) {
  if (condition.is_ok) return *condition.is_ok ? yes() : no();
  const ShellState before = state_;
  const auto slept = slept_;
  const std::size_t calls = out_.calls.size();
  const bool has_miss = out_.miss.has_value();
  ++uncertain_;
  const Status first = yes();
  const Flow first_flow = std::exchange(flow_, Flow::on);
  ShellState after = std::exchange(state_, before);
  const auto first_slept = std::exchange(slept_, slept);
  const Status second = no();
  --uncertain_;
  const bool acts =
      std::any_of(out_.calls.begin() + static_cast<std::ptrdiff_t>(calls), out_.calls.end(),
                  [](const ProgramCall& call) { return !call.was_read && !only_writes(call); });
  const bool depends = acts || first_flow != Flow::on || flow_ != Flow::on || !(after == state_);
  if (condition.is_named && depends) {
    const Place here = std::exchange(place_, place);
    if (!out_.doubt) out_.doubt = Doubt{Doubt::Kind::condition, place_, {}, !has_miss};
    place_ = here;
  }
  slept_ = std::min(slept_, first_slept);
  if (first_flow == Flow::on && flow_ == Flow::on) {
    state_.merge(after);
  } else if (first_flow == Flow::on) {
    state_ = std::move(after);
    may_have_left_ = std::max(may_have_left_, flow_);
    flow_ = Flow::on;
  } else if (flow_ != Flow::on) {
    flow_ = std::min(flow_, first_flow);
  } else {
    may_have_left_ = std::max(may_have_left_, first_flow);
  }
  Status out{std::nullopt, condition.is_named || first.is_named || second.is_named};
  if (first.is_ok == second.is_ok) out.is_ok = first.is_ok;
  return out;
}

void ScriptReader::body(const ShellNode& node) {
  follow(node);
  if (flow_ == Flow::continues || flow_ == Flow::breaks) flow_ = Flow::on;
}

// A loop's body, once or more often or not at all.
void ScriptReader::perhaps(const ShellNode& node) {
  const auto once = [this, &node] {
    body(node);
    return Status{};
  };
  const auto not_once = [] { return Status{}; };
  // The second time with what the first one has changed.
  for (int i = 0; i < 2 && flow_ == Flow::on; ++i)
    decide({std::nullopt, false}, place_, once, not_once);
  if (may_have_left_ <= Flow::breaks) may_have_left_ = Flow::on;
  has_waited_ = true;
}

ScriptReader::Status ScriptReader::loop(const ShellNode& node) {
  if (node.children.size() < 2) return {};
  for (int round = 0; round < max_rounds && flow_ == Flow::on; ++round) {
    ++tested_;
    const Status condition = follow(node.children[0]);
    --tested_;
    if (condition.is_ok && *condition.is_ok == node.is_until) return {};
    const ShellState before = state_;
    if (!condition.is_ok) {
      perhaps(node.children[1]);
      return {};
    }
    follow(node.children[1]);
    if (flow_ == Flow::continues) flow_ = Flow::on;
    if (flow_ == Flow::breaks) {
      flow_ = Flow::on;
      return {};
    }
    if (before == state_) break;
  }
  has_waited_ = true;
  return {};
}

ScriptReader::Status ScriptReader::each(const ShellNode& node) {
  Words values;
  for (std::size_t i = 1; i < node.words.size(); ++i) {
    Words more = state_.fields_of(node.words[i], substitute_);
    values.insert(values.end(), more.begin(), more.end());
  }
  if (node.children.empty()) return {};
  const bool is_known =
      values.size() <= max_rounds &&
      std::all_of(values.begin(), values.end(), [](const Value& value) { return value.is_known; });
  Value& variable = state_.variables[node.words.front().raw];
  if (!is_known) {
    variable = unknown_value(true);
    perhaps(node.children[0]);
    return {};
  }
  for (const Value& value : values) {
    state_.variables[node.words.front().raw] = value;
    follow(node.children[0]);
    if (flow_ == Flow::continues) flow_ = Flow::on;
    if (flow_ == Flow::on) continue;
    if (flow_ == Flow::breaks) flow_ = Flow::on;
    break;
  }
  if (may_have_left_ <= Flow::breaks) may_have_left_ = Flow::on;
  return {};
}

bool ScriptReader::fits(std::string_view pattern, std::string_view text) const {
  if (!ignores_case_) return matches_pattern(pattern, text);
  std::string small_pattern(pattern);
  std::string small_text(text);
  for (std::string* one : {&small_pattern, &small_text})
    std::transform(one->begin(), one->end(), one->begin(), base::to_lower);
  return matches_pattern(small_pattern, small_text);
}

std::optional<bool> ScriptReader::takes(const ShellBranch& branch, const Value& subject) {
  bool is_all = false;
  bool is_open = false;
  std::optional<NameMatch> match;
  Place place = place_;
  for (const ShellWord& label : branch.labels) {
    place.at = label.at;
    const Value pattern = state_.pattern_of(label.parts, substitute_);
    if (!pattern.is_known) {
      is_open = true;
      if (subject.is_named) {
        const Place here = std::exchange(place_, place);
        doubt(Doubt::Kind::label);
        place_ = here;
      }
      continue;
    }
    const bool has_pattern = has_signs(pattern.text);
    if (subject.is_named && !has_pattern && label.literal())
      out_.labels.push_back({*label.literal(), place});
    if (!subject.is_known || !fits(pattern.text, subject.text)) continue;
    if (fits_all(pattern.text)) {
      is_all = true;
      if (subject.is_named && !out_.miss && !match) out_.miss = NameMiss{place, true};
    } else if (!match) {
      match = NameMatch{place, has_pattern};
    }
  }
  if (match && subject.is_named && !out_.match) out_.match = match;
  if (match || is_all) return true;
  if (is_open || !subject.is_known) return std::nullopt;
  return false;
}

ScriptReader::Status ScriptReader::choice(const ShellNode& node) {
  const Place place = place_;
  const Value subject = state_.text_of(node.words.front(), substitute_);
  place_ = place;
  if (!subject.is_known && subject.is_named) doubt(Doubt::Kind::subject);
  Status status;
  bool falls = false;
  bool is_taken = false;
  bool may_be_taken = false;
  const bool had_match = out_.match.has_value();
  for (const ShellBranch& branch : node.branches) {
    place_ = place;
    const std::optional<bool> takes_it = falls ? std::optional(true) : takes(branch, subject);
    if (takes_it == false) continue;
    falls = false;
    if (!takes_it) {
      may_be_taken = true;
      decide(
          {std::nullopt, false}, place, [&] { return follow(branch.body); },
          [] { return Status{}; });
      continue;
    }
    is_taken = true;
    status = follow(branch.body);
    if (flow_ != Flow::on || branch.end == ShellBranch::End::stop) return status;
    falls = branch.end == ShellBranch::End::falls;
  }
  if (may_be_taken || !subject.is_known) return {std::nullopt, subject.is_named};
  if (is_taken) return status;
  if (subject.is_named && !had_match && !out_.miss) out_.miss = NameMiss{place, false};
  return {};
}

ScriptReader::Status ScriptReader::test(const ShellNode& node) {
  std::vector<Value> values;
  for (const ShellWord& word : node.words) values.push_back(state_.text_of(word, substitute_));
  if (values.size() == 1) return unary("-n", values[0]);
  if (values.size() == 2) return unary(values[0].text, values[1]);
  if (values.size() != 3) return {std::nullopt, false};
  std::string op = node.words[1].raw;
  const bool is_pattern = op == "=" || op == "==" || op == "!=";
  if (is_pattern) values[2] = state_.pattern_of(node.words[2].parts, substitute_);
  return compare(values[0], op, values[2], is_pattern);
}

}  // namespace upshid::check
