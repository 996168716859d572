#include "upshid-status/explain.h"

#include <fmt/format.h>

#include <string_view>

#include "base/report_type.h"

namespace upshid::status {

namespace {

std::string bits(const Origin& origin) {
  if (origin.bit_size <= 1) return fmt::format("bit {}", origin.bit_offset);
  return fmt::format("bits {} to {}", origin.bit_offset, origin.bit_offset + origin.bit_size - 1);
}

std::string source(const Origin& origin) {
  return fmt::format("{} ({} report 0x{:02x}, {})", origin.path, base::report_word(origin.type),
                     origin.report_id, bits(origin));
}

void add_origin(std::string& out, const Origin& origin) {
  out += fmt::format("  from {}\n  raw {}, physical {:.6g}\n", source(origin), origin.logical,
                     origin.physical);
  for (const AppliedQuirk& quirk : origin.quirks)
    out += fmt::format("  quirk {}: {}\n", quirk.row, quirk.change());
}

void add_conditions(std::string& out, const Snapshot& snapshot) {
  for (const auto& [condition, origin] : snapshot.condition_origins()) {
    out += fmt::format("  {} is {}: {}, raw {}\n", name_of(condition),
                       snapshot.conditions().is_set(condition) ? "set" : "clear", source(origin),
                       origin.logical);
    for (const AppliedQuirk& quirk : origin.quirks)
      out += fmt::format("    quirk {}: {}\n", quirk.row, quirk.change());
  }
}

bool is_composed_of_conditions(std::string_view name) {
  return name == "ups.status" || name == "ups.alarm";
}

}  // namespace

std::string explain(const Ups& ups, const Snapshot& snapshot,
                    const std::vector<const Variable*>& variables) {
  std::string out = fmt::format("device {}\n", ups.device().line());
  for (const Error& warning : ups.descriptor().warnings) {
    out += fmt::format("report descriptor, {}\n", warning.text());
  }
  for (const AppliedQuirk& quirk : ups.quirks()) out += fmt::format("quirk {}\n", quirk.text());
  if (ups.quirks().empty()) out += "no quirk matches this device\n";
  for (const Variable* variable : variables) {
    out += fmt::format("\n{}: {}\n", variable->name, variable->value);
    if (variable->origin) {
      add_origin(out, *variable->origin);
    } else if (is_composed_of_conditions(variable->name)) {
      add_conditions(out, snapshot);
    } else {
      out += "  from no report: the USB descriptors, ups.conf or this program\n";
    }
  }
  return out;
}

}  // namespace upshid::status
