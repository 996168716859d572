#ifndef UPSHID_MONITOR_REQUESTS_H
#define UPSHID_MONITOR_REQUESTS_H

// What can be requested of a running monitor over its control socket.

#include <upshid/event.h>
#include <upshid/result.h>
#include <upshid/units.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/monitor_client.h"
#include "daemon/engine.h"
#include "watch/configuration.h"
#include "watch/watches.h"

namespace upshid::daemon {

class Requests {
 public:
  struct Hooks {
    std::function<Result<void>()> reload;
    std::function<void()> stop;
  };
  Requests(Engine& engine, const std::optional<watch::Watches>& watches,
           const watch::Configuration& configuration, Hooks hooks, Log& log)
      : engine_(engine),
        watches_(watches),
        configuration_(configuration),
        hooks_(std::move(hooks)),
        log_(log) {}

  // One line to the whole answer, OK or REFUSED at its end.
  std::string answer(Instant now, std::string_view line);

 private:
  using Lines = std::vector<std::string>;
  using Words = std::vector<std::string>;
  using Outcome = std::variant<Lines, cli::Refusal>;

  Outcome perform(Instant now, const Words& words);
  // Where the clients have started enough.
  std::optional<cli::Refusal> overload() const;
  void log_refusal(Instant now, const cli::Refusal& refusal);
  Lines status(Instant now) const;
  Lines list(Instant now) const;
  Outcome start(Instant now, const Words& words);
  Outcome cancel(Instant now, const Words& words);
  Outcome event(Instant now, const Words& words);
  Outcome plan(Instant now, const Words& words);
  std::variant<Event, cli::Refusal> named_event(const std::string& type_word,
                                                const std::string& ups_word) const;

  Engine& engine_;
  const std::optional<watch::Watches>& watches_;
  const watch::Configuration& configuration_;
  Hooks hooks_;
  Log& log_;
  std::optional<Instant> refusal_logged_at_;
};

}  // namespace upshid::daemon

#endif
