#include "upshid-sim/runner.h"

#include <fmt/format.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

#include <cerrno>
#include <csignal>

#include "base/boot_clock.h"
#include "base/text.h"

namespace upshid::sim {

namespace {

using base::boot_time_now;

// The ticket of the initial plug.
constexpr Ticket first_plug = ~Ticket{0};

Result<base::UniqueFd> watch_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, number);
  if (::sigprocmask(SIG_BLOCK, &set, nullptr) != 0) {
    return Error{Code::io, "sigprocmask", "cannot block signals", errno};
  }
  base::UniqueFd fd(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
  if (!fd) return Error{Code::io, "signalfd", "cannot watch signals", errno};
  return fd;
}

class Loop {
 public:
  Loop(Run run, base::UniqueFd signals, base::UniqueFd timer,
       const std::function<void(const std::string&)>& plugged)
      : port_(std::move(run.port)),
        control_(std::move(run.control)),
        log_(std::move(run.log)),
        sink_([this](Instant when, std::string_view direction, std::string_view text) {
          log_.write(when, direction, text);
        }),
        simulation_(std::move(run.opened), *port_, sink_),
        player_(std::move(run.scenario), simulation_, sink_),
        signals_(std::move(signals)),
        timer_(std::move(timer)),
        plugged_(plugged) {
    if (run.latency) simulation_.set_latency(*run.latency);
    if (run.cycle) simulation_.set_cycle(*run.cycle, boot_time_now());
  }

  Result<void> run() {
    if (const auto refused = simulation_.perform(verb::Plug{}, first_plug, boot_time_now())) {
      return Error{Code::io, {}, refused->text, 0};
    }
    for (;;) {
      if (auto result = step(boot_time_now()); !result) return result;
      if (simulation_.quit()) return end();
      wait();
    }
  }

 private:
  Result<void> step(Instant now) {
    simulation_.advance(now);
    auto played = player_.advance(now);
    port_->send(simulation_.take_output());
    for (const auto& [ticket, reply] : simulation_.take_replies()) {
      if (ticket == first_plug) {
        if (reply.status != cli::ExitStatus::ok) return first_plug_failed();
        plugged_(reply.text);
      } else if (ticket == scenario_ticket) {
        if (played) played = player_.judge(reply);
      } else {
        control_.answer(ticket, reply);
      }
    }
    return played;
  }

  Result<void> first_plug_failed() { return *simulation_.plug_error(); }

  Result<void> end() {
    if (log_.error() == 0) return {};
    return Error{Code::io, "log", "cannot write the log; no more lines are written", log_.error()};
  }

  void wait() {
    set_timer();
    polled_.clear();
    polled_.push_back({signals_.get(), POLLIN, 0});
    polled_.push_back({timer_.get(), POLLIN, 0});
    port_->add_polled(polled_);
    const std::size_t controls = polled_.size();
    control_.add_polled(polled_);
    if (::poll(polled_.data(), polled_.size(), -1) < 0) return;
    const Instant now = boot_time_now();
    if (polled_[0].revents != 0) (void)simulation_.perform(verb::Quit{}, scenario_ticket, now);
    // Advances the unit first: a command takes effect now.
    simulation_.advance(now);
    for (std::size_t i = 2; i < polled_.size(); ++i) {
      if (polled_[i].revents == 0) continue;
      if (i < controls) {
        port_->handle(polled_[i], simulation_, now);
      } else {
        control_.handle(polled_[i],
                        [&](std::string_view line, Ticket ticket) { return obey(line, ticket); });
      }
    }
  }

  std::optional<Reply> obey(std::string_view line, Ticket ticket) {
    const Instant now = boot_time_now();
    sink_(now, "--", fmt::format("do {}", line));
    const auto command = parse_command(base::words(line));
    if (!command) return Reply{cli::ExitStatus::usage, command.error().text()};
    auto reply = simulation_.perform(*command, ticket, now);
    // The answer means that it is done, so its results are sent first.
    port_->send(simulation_.take_output());
    return reply;
  }

  // CLOCK_BOOTTIME, so that the unit's time advances during suspend.
  void set_timer() {
    auto next = simulation_.next_deadline(boot_time_now());
    const auto scenario = player_.next_deadline();
    if (scenario && (!next || *scenario < *next)) next = scenario;
    itimerspec when{};
    if (next) {
      // 0 would stop the timer.
      const auto ns = std::max<std::int64_t>(1, next->time_since_epoch().count());
      when.it_value.tv_sec = static_cast<time_t>(ns / 1000000000);
      when.it_value.tv_nsec = static_cast<long>(ns % 1000000000);
    }
    (void)::timerfd_settime(timer_.get(), TFD_TIMER_ABSTIME, &when, nullptr);
  }

  std::unique_ptr<HostPort> port_;
  ControlServer control_;
  TransferLog log_;
  Log sink_;
  Simulation simulation_;
  Player player_;
  base::UniqueFd signals_;
  base::UniqueFd timer_;
  const std::function<void(const std::string&)>& plugged_;
  std::vector<pollfd> polled_;
};

}  // namespace

Result<void> run(Run run, const std::function<void(const std::string&)>& plugged) {
  auto signals = watch_signals();
  if (!signals) return signals.error();
  base::UniqueFd timer(::timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK));
  if (!timer) return Error{Code::io, "timerfd", "cannot create a timer", errno};
  return Loop(std::move(run), std::move(*signals), std::move(timer), plugged).run();
}

}  // namespace upshid::sim
