#include "conf/upssched_conf.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/text.h"
#include "conf/directives.h"
#include "conf/load.h"

namespace upshid::conf {

namespace {

constexpr std::array<std::pair<Verb, std::string_view>, 5> verbs{{
    {Verb::start_timer, "START-TIMER"},
    {Verb::start_timer_shared, "START-TIMER-SHARED"},
    {Verb::cancel_timer, "CANCEL-TIMER"},
    {Verb::cancel_timer_matched, "CANCEL-TIMER-MATCHED"},
    {Verb::execute, "EXECUTE"},
}};

std::optional<Verb> verb_of(std::string_view name) {
  for (const auto& [verb, its_name] : verbs) {
    if (its_name == name) return verb;
  }
  return std::nullopt;
}

class Reader;

struct Row {
  Directive directive;
  void (Reader::*read)(const Line&);
};

class Reader {
 public:
  Reader(std::string_view text, std::string path, const OwnNames& own)
      : in_(text, path, conf_.complaints), path_(std::move(path)), own_(own) {}

  UpsschedConf run() &&;

  void read_script(const Line& line) {
    in_.once("CMDSCRIPT", line.front().at);
    conf_.command_script = line[1].text;
    conf_.command_script_arguments.clear();
    for (std::size_t i = 2; i < line.size(); ++i)
      conf_.command_script_arguments.push_back(line[i].text);
    if (!line[1].text.empty()) return;
    in_.error(ComplaintCode::missing_value, line[1].at,
              "CMDSCRIPT \"\": expected the path of a program; treated as not set");
    conf_.command_script.reset();
  }
  void read_pipe(const Line& line) { read_path(line, conf_.pipe_file); }
  void read_lock(const Line& line) { read_path(line, conf_.lock_file); }
  void read_debug(const Line& line) {
    in_.note(ComplaintCode::no_effect, line.front().at,
             "DEBUG_MIN has no effect: use the options of upshid-monitor");
  }
  void read_at(const Line& line);

 private:
  void read_path(const Line& line, std::optional<std::string>& into) {
    in_.once(line.front().text, line.front().at);
    in_.note(ComplaintCode::no_effect, line.front().at,
             fmt::format("{} has no effect: the monitor keeps the timers", line.front().text));
    into = line[1].text;
  }
  bool read_type(PlanLine& out, const Word& word);
  bool read_arguments(PlanLine& out, const Line& line);
  bool read_delay(PlanLine& out, const Line& line);
  void see_order(Position at);
  void check_order();

  UpsschedConf conf_;
  Directives in_;
  std::string path_;
  const OwnNames& own_;
  std::optional<Position> first_at_;
  bool before_script_ = false;  // Was the first AT line before CMDSCRIPT, and so on?
  bool before_pipe_ = false;
  bool before_lock_ = false;
};

constexpr std::array rows{
    // NUT takes arguments for the script since 2.8.6, and drops them before.
    Row{{"CMDSCRIPT path [argument...]", 1, max_words}, &Reader::read_script},
    Row{{"PIPEFN file"}, &Reader::read_pipe},
    Row{{"LOCKFN file"}, &Reader::read_lock},
    Row{{"DEBUG_MIN level"}, &Reader::read_debug},
    Row{{"AT type ups command argument [argument]", 4, 5}, &Reader::read_at},
};

UpsschedConf Reader::run() && {
  conf_.found = true;
  for (const Line& line : in_.lines()) {
    if (const Row* row = in_.match(line, std::span<const Row>(rows))) (this->*(row->read))(line);
  }
  check_order();
  conf_.lines = in_.finish();
  conf_.path = std::move(path_);
  return std::move(conf_);
}

void Reader::read_at(const Line& line) {
  see_order(line.front().at);
  PlanLine out;
  out.at = line.front().at;
  out.ups = line[2].text;
  out.local_ups = name_on_this_host(out.ups, own_);
  out.ups_at = line[2].at;
  if (!read_type(out, line[1])) return;
  const auto verb = verb_of(line[3].text);
  if (!verb) {
    in_.error(ComplaintCode::unknown_name, line[3].at,
              fmt::format("unknown AT command \"{}\"; expected START-TIMER, START-TIMER-SHARED, "
                          "CANCEL-TIMER, CANCEL-TIMER-MATCHED or EXECUTE; the line is ignored",
                          line[3].text));
    return;
  }
  out.verb = *verb;
  if (read_arguments(out, line)) conf_.plan.push_back(std::move(out));
}

bool Reader::read_type(PlanLine& out, const Word& word) {
  const auto type = notify_type(word.text);
  if (type) {
    out.type = *type;
  } else if (base::compare_no_case(word.text, "SUSPEND_TIMEJUMP_UNEXPECTED") == 0) {
    in_.note(ComplaintCode::no_effect, word.at,
             "SUSPEND_TIMEJUMP_UNEXPECTED has no effect: upshid's clock does not jump");
  } else {
    in_.error(ComplaintCode::unknown_name, word.at,
              fmt::format("unknown notify type \"{}\"; expected one such as ONBATT; the line is "
                          "ignored (in NUT it never applies)",
                          word.text));
  }
  return type.has_value();
}

bool Reader::read_arguments(PlanLine& out, const Line& line) {
  out.argument = line[4].text;
  if (out.argument.empty()) {
    in_.error(ComplaintCode::missing_value, line[4].at,
              fmt::format("{} \"\": expected the name of a {}; the line is ignored", line[3].text,
                          out.verb == Verb::execute ? "command" : "timer"));
    return false;
  }
  if (out.starts_timer()) return read_delay(out, line);
  if (line.size() < 6) return true;
  if (out.verb == Verb::execute) {
    in_.warning(ComplaintCode::extra_words, line[5].at,
                fmt::format("unexpected \"{}\" after EXECUTE {} (quote commands with spaces); "
                            "ignored, as in NUT",
                            line[5].text, out.argument));
  } else if (!line[5].text.empty()) {
    out.otherwise = line[5].text;
  }
  return true;
}

bool Reader::read_delay(PlanLine& out, const Line& line) {
  if (line.size() < 6) {
    in_.error(ComplaintCode::missing_value, line[3].at,
              fmt::format("{0} {1} has no time; expected \"{0} {1} seconds\"; the line is ignored "
                          "(NUT 2.8.5 reads it as 0)",
                          line[3].text, out.argument));
    return false;
  }
  const auto seconds = in_.number(line[3].text, line[5], seconds_from_0);
  if (!seconds) return false;
  out.delay = std::chrono::seconds(*seconds);
  return true;
}

void Reader::see_order(Position at) {
  if (first_at_) return;
  first_at_ = at;
  before_script_ = !conf_.command_script;
  before_pipe_ = !conf_.pipe_file;
  before_lock_ = !conf_.lock_file;
}

void Reader::check_order() {
  if (!first_at_) return;
  if (!conf_.command_script) {
    in_.error(ComplaintCode::missing_setting, *first_at_,
              "AT without CMDSCRIPT in this file; its command or timer has nothing to run");
    before_script_ = false;  // Covered by that.
  }
  std::string later;
  for (const auto& [before, name] :
       {std::pair(before_script_, "CMDSCRIPT"), std::pair(before_pipe_, "PIPEFN"),
        std::pair(before_lock_, "LOCKFN")}) {
    if (before) later += (later.empty() ? "" : " and ") + std::string(name);
  }
  if (later.empty()) return;
  in_.note(ComplaintCode::wrong_for_nut, *first_at_,
           fmt::format("AT without {} before it; it works here, but NUT's upssched exits at this "
                       "line",
                       later));
}

}  // namespace

UpsschedConf parse_upssched_conf(std::string_view text, std::string path, const OwnNames& own) {
  return Reader(text, std::move(path), own).run();
}

Result<UpsschedConf> load_upssched_conf(const std::string& confdir, const OwnNames& own) {
  return load<UpsschedConf>(confdir + "/upssched.conf",
                            [&own](std::string_view text, std::string path) {
                              return parse_upssched_conf(text, std::move(path), own);
                            });
}

}  // namespace upshid::conf

std::string_view upshid::name_of(PlanVerb verb) {
  for (const auto& [known, name] : conf::verbs) {
    if (known == verb) return name;
  }
  return {};
}
