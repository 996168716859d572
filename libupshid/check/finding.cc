#include "check/finding.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace upshid::check {

std::string Finding::text() const {
  std::string out = path;
  if (at) out += fmt::format(":{}:{}", at->line, at->column);
  if (!out.empty()) out += ": ";
  return out + fmt::format("{}: {}", name_of(severity), what);
}

void put_in_order(Findings& findings) {
  const auto place = [](const Finding& finding) {
    const conf::Position at = finding.at.value_or(conf::Position{0, 0});
    // Of one place the worst first.
    return std::make_tuple(finding.path.empty(), std::string_view(finding.path), at.line, at.column,
                           -static_cast<int>(finding.severity));
  };
  const auto before = [&](const Finding& a, const Finding& b) { return place(a) < place(b); };
  std::stable_sort(findings.begin(), findings.end(), before);
  const auto is_same = [](const Finding& a, const Finding& b) {
    return a.path == b.path && a.at == b.at && a.severity == b.severity && a.what == b.what;
  };
  findings.erase(std::unique(findings.begin(), findings.end(), is_same), findings.end());
}

std::size_t count(const Findings& findings, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [severity](const Finding& one) { return one.severity == severity; }));
}

}  // namespace upshid::check
