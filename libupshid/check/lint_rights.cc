#include <fmt/format.h>

#include <set>

#include "check/lint.h"
#include "check/user_access.h"

namespace upshid::check {

void lint_rights(const Sources& sources, Findings& findings) {
  std::set<std::string> reported;
  for (const std::string& path :
       {sources.upsmon.path, sources.upssched.path, sources.upshid.path, sources.ups.path}) {
    const std::string part = changeable_part(path, true);
    if (part.empty() || !reported.insert(part).second) continue;
    findings.push_back({FindingCode::config_unsafe,
                        Severity::error,
                        path,
                        {},
                        fmt::format("users other than root may change {}; upshid-monitor runs "
                                    "commands of its configuration as root",
                                    part),
                        fmt::format("sudo chown root {} && sudo chmod go-w {}", part, part)});
  }
}

}  // namespace upshid::check
