#include "check/account.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "check/monitor_answer.h"
#include "conf/this_host.h"

namespace upshid::check {

namespace {

using monitor::Verb;

// Names on the left, wrapped text beside them.
class Page {
 public:
  void title(std::string_view text) { out_ += fmt::format("\n{}\n", text); }

  void row(std::string_view name, std::string_view text) {
    std::string line = fmt::format("  {:<{}}", name, width);
    const std::string indent(line.size(), ' ');
    bool is_empty = true;
    for (const std::string_view word : base::words(text)) {
      if (!is_empty && line.size() + 1 + word.size() > columns) {
        out_ += line + "\n";
        line = indent;
        is_empty = true;
      }
      if (!is_empty) line += ' ';
      line += word;
      is_empty = false;
    }
    out_ += line + "\n";
  }

  std::string text() && { return std::move(out_); }

 private:
  static constexpr std::size_t width = 12;
  static constexpr std::size_t columns = 79;
  std::string out_;
};

class Writer {
 public:
  explicit Writer(const Account& account)
      : account_(account),
        sources_(account.sources),
        settings_(account.sources.configuration.settings) {}

  std::string run() && {
    files();
    upses();
    events();
    shutdown();
    others();
    return std::move(page_).text();
  }

 private:
  void files() {
    page_.title(
        fmt::format("What upshid-monitor does with the configuration in {}", sources_.confdir));
    std::string there;
    std::string missing;
    const auto add = [&](bool is_there, const char* name) {
      std::string& list = is_there ? there : missing;
      list += (list.empty() ? "" : ", ") + std::string(name);
    };
    add(sources_.ups.exists(), "ups.conf");
    add(sources_.upsmon.found, "upsmon.conf");
    add(sources_.upssched.found, "upssched.conf");
    add(sources_.upshid.found, "upshid.conf");
    if (!there.empty()) page_.row("read", there);
    if (!missing.empty()) page_.row("missing", missing + "; the defaults apply");
    if (sources_.configuration.danger)
      page_.row("ERROR", "the monitor does not start: " + sources_.configuration.danger->text());
  }

  void upses() {
    page_.title("UPSes");
    if (settings_.upses.empty()) page_.row("none", "");
    for (const monitor::WatchedUps& ups : settings_.upses) {
      std::string feeds = "only watched; feeds other machines (power value 0)";
      if (ups.power_value == 1) feeds = "feeds this machine";
      if (ups.power_value > 1)
        feeds = fmt::format("feeds {} power supplies of this machine", ups.power_value);
      const bool is_implicit = sources_.upsmon.monitors.empty();
      page_.row(ups.name, fmt::format("{}{}; UPSNAME is {}", feeds,
                                      is_implicit ? " (no MONITOR line)" : "", ups.system));
      for (const MeasuredUps& measured : account_.upses) {
        if (measured.name == ups.name) page_.row("", now_text(measured));
      }
    }
  }

  static std::string now_text(const MeasuredUps& ups) {
    if (!ups.error.empty()) return "now: cannot read: " + ups.error;
    std::string out = fmt::format("now: {}, {}", ups.device, ups.status);
    if (ups.charge) out += fmt::format(", charge {:.0f} %", *ups.charge);
    if (ups.runtime) out += ", runtime " + duration_text(*ups.runtime);
    if (ups.charge_low) out += fmt::format("; low battery below {:g} %", *ups.charge_low);
    if (ups.runtime_low) {
      out += fmt::format("{} {}", ups.charge_low ? " or" : "; low battery below",
                         duration_text(*ups.runtime_low));
    }
    return out;
  }

  std::string script(const std::string& argument) const {
    std::string out;
    for (const std::string& word : settings_.command_script) out += word + " ";
    return (out.empty() ? "(no CMDSCRIPT) " : out) + argument;
  }

  std::string line_text(const PlanLine& line) const {
    std::string out;
    switch (line.verb) {
      case Verb::start_timer:
      case Verb::start_timer_shared:
        out = fmt::format("after {}, unless cancelled: {}", duration_text(line.delay),
                          script(line.argument));
        break;
      case Verb::cancel_timer:
      case Verb::cancel_timer_matched:
        out = fmt::format("cancel timer {}", line.argument);
        if (!line.otherwise.empty())
          out += fmt::format("; if it is not running: {}", script(line.otherwise));
        break;
      case Verb::execute:
        out = "at once: " + script(line.argument);
        break;
    }
    if (line.ups != "*") out += fmt::format(" (only for {})", line.ups);
    return out;
  }

  // False if nothing runs for it.
  bool event(NotifyType type) {
    const monitor::Notify& how = settings_.notify_of(type);
    if (!how.exec || how.ignore) return false;
    if (!settings_.plans()) {
      if (settings_.notify_command.empty()) return false;
      page_.row(name_of(type), "at once: " + settings_.notify_command + " MESSAGE");
      return true;
    }
    bool is_first = true;
    for (const PlanLine& line : settings_.plan) {
      if (line.type != type) continue;
      const bool waits = type == NotifyType::lowbatt && !settings_.act_on_lowbatt_on_line;
      page_.row(is_first ? name_of(type) : "",
                (waits && is_first ? "on battery only; " : "") + line_text(line));
      is_first = false;
    }
    return !is_first;
  }

  void events() {
    page_.title("Events");
    bool is_something_run = false;
    for (std::size_t i = 0; i < notify_type_count; ++i)
      is_something_run |= event(static_cast<NotifyType>(i));
    if (!is_something_run) page_.row("any event", "no command is run");
    std::string quiet;
    std::string ignored;
    for (std::size_t i = 0; i < notify_type_count; ++i) {
      const auto type = static_cast<NotifyType>(i);
      const monitor::Notify& how = settings_.notify_of(type);
      const std::string name = fmt::format("{}{}", ignored.empty() ? "" : ", ", name_of(type));
      if (how.ignore) ignored += name;
      if (how.ignore || !how.wall)
        quiet += fmt::format("{}{}", quiet.empty() ? "" : ", ", name_of(type));
    }
    page_.row("each event", ignored.empty() ? "is logged" : "is logged, except " + ignored);
    page_.row("", "is sent to logged-in users" + (quiet.empty() ? "" : ", except " + quiet));
    const bool given = sources_.upsmon.run_as_user.has_value();
    page_.row("commands", fmt::format("run as {}{} ({})", account_.user.name,
                                      account_.user.uid == 0 ? " (root)" : "",
                                      !account_.user.is_known ? "RUN_AS_USER does not exist"
                                      : given                 ? "RUN_AS_USER"
                                                              : "RUN_AS_USER is not set"));
    for (const CheckedProgram& program : account_.programs) {
      page_.row(
          "checked",
          fmt::format("{}: {} may run {} ({})", program.directive, program.user, program.path,
                      program.how == Checked::as_user
                          ? "checked as that user, with every directory of the path"
                          : "by the modes of every directory of the path; ACLs were not checked"));
    }
  }

  bool runs_at_the_end() const {
    const auto runs = [this](NotifyType type) {
      const monitor::Notify& how = settings_.notify_of(type);
      if (!how.exec || how.ignore) return false;
      if (!settings_.plans()) return !settings_.notify_command.empty();
      return std::any_of(settings_.plan.begin(), settings_.plan.end(),
                         [type](const auto& line) { return line.type == type; });
    };
    return runs(NotifyType::fsd) || runs(NotifyType::shutdown);
  }

  void shutdown() {
    page_.title("Shutdown of this machine");
    int supplies = 0;
    for (const monitor::WatchedUps& ups : settings_.upses) supplies += ups.power_value;
    if (supplies == 0 || settings_.min_supplies < 1) {
      page_.row("never", "no UPS feeds this machine");
      return;
    }
    const bool has_spare = settings_.min_supplies < supplies;
    if (has_spare) {
      page_.row(
          "when",
          fmt::format("fewer than {} of its {} power supplies are left; a UPS counts as lost when",
                      settings_.min_supplies, supplies));
    }
    const bool has_duration = settings_.oblb_duration > std::chrono::seconds(0);
    page_.row("when", std::string(has_spare ? "it" : "a UPS") +
                          " is on battery and reports a low battery" +
                          (has_duration ? ", for " + duration_text(settings_.oblb_duration) : ""));
    const ShutdownThresholds& limits = settings_.thresholds;
    if (limits.charge)
      page_.row("or", fmt::format("its charge is {} % or less on battery", *limits.charge));
    if (limits.runtime)
      page_.row("or", "its runtime is " + duration_text(*limits.runtime) + " or less on battery");
    if (limits.on_battery)
      page_.row("or", "it has been on battery for " + duration_text(*limits.on_battery));
    page_.row("or", fmt::format("communication is lost on battery for {} (DEADTIME)",
                                duration_text(settings_.deadtime)));
    if (settings_.off_duration >= std::chrono::seconds(0))
      page_.row("or", fmt::format("it reports that it is off, for {} (OFFDURATION)",
                                  duration_text(settings_.off_duration)));
    const bool runs = runs_at_the_end();
    if (runs) page_.row("first", "run the commands for FSD and SHUTDOWN above");
    if (settings_.shutdown_command.empty()) {
      page_.row("then", "NOTHING: without SHUTDOWNCMD this machine stays up");
      return;
    }
    page_.row(
        "then",
        fmt::format("wait until they have finished: at least {} (FINALDELAY), at most {} "
                    "(SCRIPT_DEADLINE), and not into the last {} of runtime (HALT_RESERVE)",
                    duration_text(settings_.final_delay), duration_text(settings_.script_deadline),
                    duration_text(settings_.halt_reserve)));
    if (settings_.awaits_secondaries) {
      page_.row("", fmt::format("and for upsmon on other machines to leave upsd: at most {} "
                                "(HOSTSYNC)",
                                duration_text(settings_.host_sync)));
    }
    if (!settings_.powerdown_flag.empty())
      page_.row("then",
                fmt::format("write {} ({}), so that upshid-poweroff has the UPS cut the "
                            "power at the end of the halt",
                            settings_.powerdown_flag,
                            sources_.upsmon.powerdown_flag ? "POWERDOWNFLAG"
                                                           : "the default without upsmon.conf"));
    for (const MeasuredUps& ups : account_.upses) {
      const monitor::WatchedUps* watched = settings_.find(ups.name);
      const bool feeds_this = watched != nullptr && watched->power_value > 0;
      if (ups.cut == watch::PowerCut::commanded || !feeds_this || settings_.powerdown_flag.empty())
        continue;
      page_.row("", ups.cut == watch::PowerCut::untested
                        ? fmt::format("except {}: {} is not known to work on it", ups.name,
                                      ups.untested_cut)
                        : fmt::format("except {}: it has no command for that", ups.name));
    }
    page_.row("then", fmt::format("run {} as root ({})", settings_.shutdown_command,
                                  sources_.upsmon.found ? "SHUTDOWNCMD"
                                                        : "the default without upsmon.conf"));
  }

  // With what to write on each of them.
  void others() {
    const std::string& sockets = sources_.configuration.nut_sockets;
    if (sockets.empty()) return;
    page_.title("Other machines");
    page_.row("served",
              fmt::format("by NUT's upsd, whose driver upshid-monitor is, in {}", sockets));
    const auto names = conf::own_names().names;
    const std::string host = names.empty() ? "HOST" : names.front();
    bool has_user = false;
    for (const conf::UpsdUser& user : sources_.users.users) {
      if (!user.is_secondary) continue;
      has_user = true;
      for (const monitor::WatchedUps& ups : settings_.upses) {
        page_.row(user.name,
                  fmt::format("in its upsmon.conf: MONITOR {}@{} 1 {} PASSWORD secondary", ups.name,
                              host, user.name));
      }
    }
    if (!has_user) {
      page_.row("told",
                "none to shut down: upsd.users has no user with the line: upsmon secondary");
    }
  }

  const Account& account_;
  const Sources& sources_;
  const monitor::Settings& settings_;
  Page page_;
};

}  // namespace

std::string verdict_of(const Findings& findings) {
  const auto errors = count(findings, Severity::error);
  const auto warnings = count(findings, Severity::warning);
  const auto text_of = [](std::size_t n, std::string_view what) {
    return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
  };
  if (errors > 0)
    return fmt::format("NOT healthy: {}, {}", text_of(errors, "error"),
                       text_of(warnings, "warning"));
  if (warnings > 0) return fmt::format("no errors, {}", text_of(warnings, "warning"));
  return "healthy";
}

std::string account_text(const Account& account) {
  std::string out = Writer(account).run();
  out.erase(0, 1);
  if (!account.findings.empty()) out += "\nFindings\n";
  for (const Finding& finding : account.findings) {
    out += finding.text() + "\n";
    if (!finding.advice.empty()) out += "    " + finding.advice + "\n";
  }
  return out + "\nVerdict: " + verdict_of(account.findings) + "\n";
}

}  // namespace upshid::check
