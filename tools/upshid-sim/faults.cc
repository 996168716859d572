#include "upshid-sim/faults.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace upshid::sim {

namespace {

struct Prefix {
  std::string_view text;
  Target::Request request;
};

constexpr std::array prefixes = std::to_array<Prefix>({
    {"feature:", Target::Request::feature},
    {"input:", Target::Request::input},
    {"set:", Target::Request::set},
    {"string:", Target::Request::string},
});

}  // namespace

std::optional<Target> target_named(std::string_view text) {
  Target target;
  for (const Prefix& prefix : prefixes) {
    if (!text.starts_with(prefix.text)) continue;
    target.request = prefix.request;
    text.remove_prefix(prefix.text.size());
    break;
  }
  const auto id = base::parse_integer(text);
  if (!id || *id < 0 || *id > 255) return std::nullopt;
  target.id = static_cast<std::uint8_t>(*id);
  return target;
}

std::string text_of(const Target& target) {
  switch (target.request) {
    case Target::Request::feature:
      break;
    case Target::Request::input:
      return fmt::format("input:0x{:02x}", target.id);
    case Target::Request::set:
      return fmt::format("set:0x{:02x}", target.id);
    case Target::Request::string:
      return fmt::format("string:{}", target.id);
  }
  return fmt::format("0x{:02x}", target.id);
}

std::string_view name_of(Fault::Kind kind) {
  switch (kind) {
    case Fault::Kind::stall:
      break;
    case Fault::Kind::short_report:
      return "short";
    case Fault::Kind::long_report:
      return "long";
    case Fault::Kind::timeout:
      return "timeout";
    case Fault::Kind::wrong_id:
      return "wrong-id";
    case Fault::Kind::gone:
      return "gone";
  }
  return "stall";
}

std::optional<Fault> FaultTable::strike(const Target& target) {
  const auto at = faults_.find(target);
  if (at == faults_.end()) return std::nullopt;
  const Fault fault = at->second;
  if (at->second.times && --*at->second.times == 0) faults_.erase(at);
  return fault;
}

std::vector<std::string> FaultTable::lines() const {
  std::vector<std::string> out;
  if (hangs()) out.emplace_back(hang_ == Hang::until_reset ? "hang until-reset" : "hang");
  for (const auto& [target, fault] : faults_) {
    std::string line = fmt::format("{} {}", name_of(fault.kind), text_of(target));
    const bool counts_bytes =
        fault.kind == Fault::Kind::short_report || fault.kind == Fault::Kind::long_report;
    if (counts_bytes) line += fmt::format(" {}", fault.bytes);
    if (fault.times) line += fmt::format(" {}", *fault.times);
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace upshid::sim
