#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>

#include "check/deeds.h"
#include "check/lint.h"
#include "conf/command_line.h"

namespace upshid::check {

namespace {

using conf::PlanLine;
using conf::Verb;

class PlanLint {
 public:
  PlanLint(const Sources& sources, Findings& findings)
      : sources_(sources), settings_(sources.configuration.settings), findings_(findings) {
    if (!settings_.plans()) wrapped_ = wrapped_plan(settings_.notify_command);
  }

  void run() {
    look_at_notify_command();
    for (std::size_t i = 0; i < notify_type_count; ++i) look_at_type(static_cast<NotifyType>(i));
    for (const PlanLine& rule : rules()) {
      look_at_ups(rule);
      look_at_cancel(rule);
    }
    look_at_starts();
    look_at_lowbatt();
    recommend_nocomm();
  }

 private:
  const std::vector<PlanLine>& rules() const { return sources_.upssched.plan; }

  void at_rule(Finding::Code code, Severity severity, const PlanLine& rule, std::string what,
               std::string advice) {
    findings_.push_back(
        {code, severity, sources_.upssched.path, rule.at, std::move(what), std::move(advice)});
  }
  void in_upsmon(Finding::Code code, Severity severity, std::optional<conf::Position> at,
                 std::string what, std::string advice) {
    findings_.push_back(
        {code, severity, sources_.upsmon.path, at, std::move(what), std::move(advice)});
  }

  bool has_rule(NotifyType type) const {
    return std::any_of(rules().begin(), rules().end(),
                       [type](const PlanLine& rule) { return rule.type == type; });
  }

  bool some_type_execs() const {
    return std::any_of(settings_.notify.begin(), settings_.notify.end(),
                       [](const monitor::Notify& how) { return how.exec && !how.ignore; });
  }

  void look_at_notify_command() {
    const auto at = sources_.in_upsmon({"NOTIFYCMD"});
    if (rules().empty()) {
      if (settings_.plans() && some_type_execs()) {
        in_upsmon(FindingCode::no_plan, Severity::warning, at,
                  fmt::format("NOTIFYCMD is upssched, but {} has no AT line; nothing runs",
                              sources_.upssched.path),
                  "add AT lines there, such as: AT SHUTDOWN * EXECUTE shutdown");
      }
      return;
    }
    if (settings_.notify_command.empty()) {
      in_upsmon(FindingCode::plan_not_used, Severity::error, {},
                fmt::format("no NOTIFYCMD; none of the {} AT lines in {} applies", rules().size(),
                            sources_.upssched.path),
                "add: NOTIFYCMD /sbin/upssched");
    } else if (wrapped_) {
      look_at_wrapper(at);
    } else if (!settings_.plans() && is_unread_wrapper()) {
      in_upsmon(FindingCode::plan_doubtful, Severity::warning, at,
                fmt::format("cannot tell whether NOTIFYCMD {} calls upssched; if it does not, none "
                            "of the {} AT lines in {} applies",
                            settings_.notify_command, rules().size(), sources_.upssched.path),
                "write: NOTIFYCMD /sbin/upssched (upshid-monitor does its work; the program need "
                "not exist)");
    } else if (!settings_.plans()) {
      in_upsmon(FindingCode::plan_not_used, Severity::error, at,
                fmt::format("NOTIFYCMD is not upssched; none of the {} AT lines in {} applies",
                            rules().size(), sources_.upssched.path),
                "write: NOTIFYCMD /sbin/upssched (upshid-monitor does its work; the program need "
                "not exist)");
    }
  }

  // A script in another language, or one that cannot be followed to its end.
  bool is_unread_wrapper() const {
    const Reading reading = read_command({settings_.notify_command}, {{unknown_value(true)}});
    if (!reading.doubt) return false;
    if (reading.doubt->kind == Doubt::Kind::unread && !conf::find_program(reading.doubt->detail))
      return false;
    constexpr std::array kinds{Doubt::Kind::foreign, Doubt::Kind::unread, Doubt::Kind::syntax,
                               Doubt::Kind::program};
    return std::find(kinds.begin(), kinds.end(), reading.doubt->kind) != kinds.end();
  }

  // A script that calls upssched.
  void look_at_wrapper(std::optional<conf::Position> at) {
    const Reach& reach = wrapped_->reach;
    const std::string calls =
        fmt::format("NOTIFYCMD {}: line {} calls {}", wrapped_->call.place.path,
                    wrapped_->call.place.at.line, reach.path);
    const std::string advice = fmt::format(
        "write: NOTIFYCMD /sbin/upssched, and do in {} what the script does beside",
        settings_.command_script.empty() ? "CMDSCRIPT" : settings_.command_script.front());
    switch (reach.whom) {
      case Reach::Whom::nobody:
        return in_upsmon(FindingCode::plan_not_used, Severity::error, at,
                         fmt::format("{}, which does not exist; none of the {} AT lines in {} "
                                     "applies",
                                     calls, rules().size(), sources_.upssched.path),
                         advice);
      case Reach::Whom::nut:
        return in_upsmon(FindingCode::plan_by_nut, Severity::warning, at,
                         fmt::format("{}, NUT's own program, which carries out the {} AT lines in "
                                     "{} beside upshid-monitor: that does not know its timers, and "
                                     "halts this machine without waiting for its commands",
                                     calls, rules().size(), sources_.upssched.path),
                         advice);
      case Reach::Whom::ours:
        return in_upsmon(FindingCode::plan_by_link, Severity::notice, at,
                         fmt::format("{}, a link to {}, which has upshid-monitor apply the AT "
                                     "lines in {}",
                                     calls, reach.target, sources_.upssched.path),
                         "");
    }
  }

  void look_at_type(NotifyType type) {
    const monitor::Notify& how = settings_.notify_of(type);
    const std::string_view name = name_of(type);
    const auto at = sources_.in_upsmon({"NOTIFYFLAG", name});
    const bool runs = how.exec && !how.ignore;
    if (has_rule(type) && !runs && settings_.plans()) {
      const PlanLine& rule = *std::find_if(
          rules().begin(), rules().end(), [type](const PlanLine& one) { return one.type == type; });
      const std::string why = how.ignore ? "has IGNORE" : at ? "has no EXEC" : "is not set";
      at_rule(FindingCode::event_without_exec, Severity::error, rule,
              fmt::format("AT {} never applies: NOTIFYFLAG {} {} in {}", name, name, why,
                          sources_.upsmon.path),
              fmt::format("write there: NOTIFYFLAG {} SYSLOG+WALL+EXEC", name));
    }
    if (!runs) return;
    if (settings_.notify_command.empty()) {
      in_upsmon(FindingCode::exec_without_command, Severity::warning, at,
                fmt::format("NOTIFYFLAG {} has EXEC, but there is no NOTIFYCMD", name),
                rules().empty() ? "name a program: NOTIFYCMD /path" : "");
    } else if (settings_.plans() && !rules().empty() && !has_rule(type)) {
      in_upsmon(FindingCode::exec_without_line, Severity::notice, at,
                fmt::format("NOTIFYFLAG {} has EXEC, but {} has no AT {} line; nothing runs", name,
                            sources_.upssched.path, name),
                fmt::format("add an AT {} line there, or remove EXEC here", name));
    }
  }

  static bool is_of_the_machine(NotifyType type) {
    constexpr std::array types{NotifyType::shutdown, NotifyType::noparent,
                               NotifyType::suspend_starting, NotifyType::suspend_finished,
                               NotifyType::shutdown_hostsync};
    return std::find(types.begin(), types.end(), type) != types.end();
  }

  void look_at_ups(const PlanLine& rule) {
    if (rule.ups == "*") return;
    const auto at_ups = [&](Finding::Code code, std::string what, std::string advice) {
      findings_.push_back({code, Severity::error, sources_.upssched.path, rule.ups_at,
                           std::move(what), std::move(advice)});
    };
    if (is_of_the_machine(rule.type)) {
      at_ups(FindingCode::event_of_machine,
             fmt::format("AT {} {} never applies: {} concerns this machine, not a UPS",
                         name_of(rule.type), rule.ups, name_of(rule.type)),
             fmt::format("write: AT {} * ...", name_of(rule.type)));
      return;
    }
    std::string known;
    for (const monitor::WatchedUps& ups : settings_.upses) {
      if (monitor::names_ups(rule, ups)) return;
      known += fmt::format("{}{}", known.empty() ? "" : ", ", ups.name);
    }
    at_ups(
        ComplaintCode::unknown_ups,
        fmt::format("AT {} {} never applies: no such UPS is watched", name_of(rule.type), rule.ups),
        fmt::format("write * or {}", known.empty() ? "a UPS of ups.conf" : known));
  }

  bool some_rule(bool (PlanLine::*does)() const, const std::string& timer) const {
    return std::any_of(rules().begin(), rules().end(), [&](const PlanLine& rule) {
      return (rule.*does)() && rule.argument == timer;
    });
  }

  void look_at_cancel(const PlanLine& rule) {
    if (rule.cancels_timer() && some_rule(&PlanLine::starts_timer, rule.otherwise)) {
      at_rule(FindingCode::cancel_runs_timer, Severity::error, rule,
              fmt::format("timer {} is not cancelled here: CANCEL-TIMER takes one timer, and runs "
                          "the command {} at once if timer {} is not running",
                          rule.otherwise, rule.otherwise, rule.argument),
              fmt::format("end the line after {}, and add: AT {} {} {} {}", rule.argument,
                          name_of(rule.type), rule.ups, name_of(rule.verb), rule.otherwise));
    }
    if (!rule.cancels_timer() || some_rule(&PlanLine::starts_timer, rule.argument)) return;
    at_rule(FindingCode::timer_never_started, Severity::warning, rule,
            fmt::format("timer {} is cancelled here, but no line starts it", rule.argument),
            "check the spelling in START-TIMER");
  }

  void look_at_starts() {
    std::set<std::string> reported;
    for (const PlanLine& rule : rules()) {
      if (!rule.starts_timer() || some_rule(&PlanLine::cancels_timer, rule.argument)) continue;
      if (!reported.insert(rule.argument).second) continue;
      at_rule(FindingCode::timer_never_cancelled,
              settings_.fire_without_looking ? Severity::warning : Severity::notice, rule,
              settings_.fire_without_looking
                  ? fmt::format(
                        "timer {} is never cancelled; its command runs even if {} is over by then",
                        rule.argument, name_of(rule.type))
                  : fmt::format("timer {} is never cancelled; here nothing runs if {} is over by "
                                "then, but NUT would run its command",
                                rule.argument, name_of(rule.type)),
              rule.type == NotifyType::onbatt
                  ? fmt::format("add: AT ONLINE {} CANCEL-TIMER {}", rule.ups, rule.argument)
                  : "");
    }
  }

  void look_at_lowbatt() {
    const auto rule = std::find_if(rules().begin(), rules().end(), [](const PlanLine& one) {
      return one.type == NotifyType::lowbatt && (one.verb == Verb::execute || one.starts_timer());
    });
    if (rule == rules().end()) return;
    if (settings_.act_on_lowbatt_on_line) {
      at_rule(FindingCode::lowbatt_line, Severity::warning, *rule,
              fmt::format("AT LOWBATT applies on line power too, because {} has LOWBATT_ON_LINE "
                          "yes: after an outage, while the battery is still low, machines that "
                          "have just started are shut down again",
                          sources_.upshid.path),
              "remove that line; AT SHUTDOWN is enough");
      return;
    }
    at_rule(FindingCode::lowbatt_line, Severity::notice, *rule,
            "AT LOWBATT applies on battery only; NUT applies it on line power too, and after an "
            "outage shuts down again machines that have just started (NUT issue 3261)",
            has_rule(NotifyType::shutdown) ? "AT SHUTDOWN is enough: it follows at once"
                                           : "use AT SHUTDOWN instead: it follows at once");
  }

  void recommend_nocomm() {
    if (rules().empty() || !settings_.plans()) return;
    if (has_rule(NotifyType::nocomm) || has_rule(NotifyType::commbad)) return;
    findings_.push_back({FindingCode::no_nocomm_line, Severity::notice, sources_.upssched.path,
                         std::nullopt,
                         "no AT NOCOMM line; an unplugged USB cable or a dead UPS is only logged",
                         "add: AT NOCOMM * EXECUTE lost, with NOTIFYFLAG NOCOMM SYSLOG+WALL+EXEC "
                         "and a case \"lost)\" that notifies you"});
  }

  const Sources& sources_;
  const monitor::Settings& settings_;
  Findings& findings_;
  std::optional<WrappedPlan> wrapped_;
};

}  // namespace

void lint_plan(const Sources& sources, Findings& findings) {
  PlanLint(sources, findings).run();
}

}  // namespace upshid::check
