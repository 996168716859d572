#include "check/lint_calls.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "conf/this_host.h"

namespace upshid::check {

namespace {

// "ups@host": does it ask a server on another machine?
bool is_for_other_host(const ProgramCall& call) {
  const conf::OwnNames own = conf::own_names();
  return std::any_of(call.argv.begin() + 1, call.argv.end(), [&own](const Value& word) {
    return word.is_known && word.text.find('@') != std::string::npos &&
           conf::name_on_this_host(word.text, own).empty();
  });
}

struct Instead {
  const char* effect;
  const char* advice;
};

Instead instead_of(NutUse use) {
  switch (use) {
    case NutUse::fsd:
      return {"shuts nothing down", "write: upshid-sched fsd --really"};
    case NutUse::upsmon:
      return {"has no effect", "upshid-monitor takes no orders from it: see upshid-sched(8)"};
    case NutUse::upsc:
      return {"prints nothing: no upsd runs here", "write: upshid-status UPS VARIABLE"};
    case NutUse::upscmd:
      return {"commands nothing: no upsd runs here", "write: upshid-cmd UPS COMMAND"};
    case NutUse::upsrw:
      return {"sets nothing: no upsd runs here", "write: upshid-rw -s VARIABLE=VALUE UPS"};
    case NutUse::upslog:
      return {"logs nothing: no upsd runs here", "write: upshid-status UPS VARIABLE >> FILE"};
    case NutUse::shutdown_ups:
      return {
          "does not cut the power: no driver of NUT runs here",
          "remove it: with POWERDOWNFLAG, upshid-poweroff cuts the power at the end of the halt"};
    case NutUse::upsdrvctl:
      return {"has no effect: upshid-monitor needs no driver of NUT", "remove it"};
    case NutUse::upssched:
      return {"starts no timer of upshid-monitor", "write: upshid-sched start NAME SECONDS"};
    case NutUse::upsd:
      return {"has no effect: upshid-monitor needs no upsd", "remove it"};
  }
  return {};
}

std::string why(const Reach& reach) {
  if (reach.whom == Reach::Whom::nobody) return fmt::format("there is no {}", reach.path);
  return fmt::format("{} is NUT's, whose daemons do not run beside upshid-monitor", reach.path);
}

}  // namespace

void CallLint::add(ProgramCall call, const std::string& reason) {
  if (call.place.path.empty()) call.place = origin_;
  auto seen = std::find_if(seen_.begin(), seen_.end(), [&call](const Seen& one) {
    return one.call.place == call.place && one.call.argv == call.argv;
  });
  if (seen == seen_.end()) seen = seen_.insert(seen_.end(), {std::move(call), {}});
  if (!reason.empty() && (seen->reasons.empty() || seen->reasons.back() != reason))
    seen->reasons.push_back(reason);
}

void CallLint::add(const Reading& reading, const std::string& reason) {
  for (const ProgramCall& call : reading.calls) {
    if (nut_use_of(call) && !call.is_remote) add(call, reason);
  }
}

void CallLint::add_text(const std::string& path, std::string_view text, const std::string& reason) {
  const auto at = fsd_in(text);
  if (!at) return;
  ProgramCall call;
  call.place = {path, *at};
  for (const char* word : {"upsmon", "-c", "fsd"}) call.argv.push_back({word});
  add(std::move(call), reason);
}

void CallLint::report(Findings& findings) const {
  for (const Seen& seen : seen_) {
    const auto use = nut_use_of(seen.call);
    const Reach reach = reach_of(seen.call);
    if (!use) continue;
    // Another machine's upsd answers, if the program is there.
    const bool is_elsewhere = is_for_other_host(seen.call);
    if (reach.whom == Reach::Whom::nut && is_elsewhere) continue;
    const Instead instead =
        is_elsewhere ? Instead{"fails", "install it, or correct its path here"} : instead_of(*use);
    constexpr std::size_t max_reasons = 3;
    std::vector<std::string> reasons = seen.reasons;
    if (reasons.size() > max_reasons + 1) {
      reasons.resize(max_reasons);
      reasons.push_back(fmt::format("{} others", seen.reasons.size() - max_reasons));
    }
    const std::string for_what =
        reasons.empty() ? "" : fmt::format(" for {}", fmt::join(reasons, ", "));
    if (reach.whom == Reach::Whom::ours) {
      findings.push_back({FindingCode::calls_us, Severity::notice, seen.call.place.path,
                          seen.call.place.at,
                          fmt::format("{}{} reaches upshid: {} is a link to {}", seen.call.text(),
                                      for_what, reach.path, reach.target),
                          ""});
      continue;
    }
    findings.push_back(
        {FindingCode::calls_nut, *use == NutUse::fsd ? Severity::error : Severity::warning,
         seen.call.place.path, seen.call.place.at,
         fmt::format("{}{} {}; {}", seen.call.text(), for_what, instead.effect, why(reach)),
         instead.advice});
  }
}

}  // namespace upshid::check
