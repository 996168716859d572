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
    lose(Doubt::Kind::syntax, line.error);
  }
  return std::move(out_);
}

void ScriptReader::record(ProgramCall call) {
  constexpr std::size_t max_calls = 1000;
  if (out_.calls.size() >= max_calls) {
    return lose(Doubt::Kind::too_long);
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

void ScriptReader::lose(Doubt::Kind kind, const std::string& detail) {
  hide(kind, detail);
  doubt(kind, detail);
}

void ScriptReader::note_bash(Place place) {
  if (script_.is_plain && !out_.bashism) out_.bashism = std::move(place);
}

void ScriptReader::leave_if_failed(const ShellNode& node, const Status& status) {
  const bool can_stop =
      node.kind == Kind::simple || node.kind == Kind::pipeline || node.kind == Kind::subshell;
  if (!script_.stops_at_failure || tested_ > 0 || !can_stop || flow_ != Flow::on) return;
  if (!status.is_ok) script_.may_have_left = Flow::exits;
  if (status.is_ok != false) return;
  flow_ = Flow::exits;
  if (!out_.stop) out_.stop = Stop{{place_.path, node.at}, false};
}

void ScriptReader::doubt(Doubt::Kind kind, std::string detail) {
  if (!out_.doubt) out_.doubt = Doubt{kind, place_, std::move(detail), !out_.miss};
}

bool ScriptReader::may_go_on() {
  if (++steps_ <= max_steps && nesting_ <= max_nesting) return true;
  lose(Doubt::Kind::too_long);
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
        script_.functions[node.words.front().raw] = {&node.children.front(), place_.path};
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
  const auto functions = script_.functions;
  const Flow may_have_left = script_.may_have_left;
  const Status status = what();
  state_ = before;
  script_.functions = functions;
  flow_ = Flow::on;
  script_.may_have_left = may_have_left;
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
    if (script_.has_pipefail && !was_ok && status.is_ok == true) status.is_ok.reset();
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
    script_.may_have_left = std::max(script_.may_have_left, flow_);
    flow_ = Flow::on;
  } else if (flow_ != Flow::on) {
    flow_ = std::min(flow_, first_flow);
  } else {
    script_.may_have_left = std::max(script_.may_have_left, first_flow);
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
  if (script_.may_have_left <= Flow::breaks) script_.may_have_left = Flow::on;
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
  if (script_.may_have_left <= Flow::breaks) script_.may_have_left = Flow::on;
  return {};
}

}  // namespace upshid::check
