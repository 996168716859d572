#ifndef UPSHID_CHECK_SOURCES_H
#define UPSHID_CHECK_SOURCES_H

// A configuration, with the places of its settings.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "check/finding.h"
#include "conf/files.h"
#include "conf/upsd_conf.h"
#include "watch/configuration.h"

namespace upshid::check {

struct Sources : conf::Files {
  watch::Configuration configuration;

  // Where a line begins with these words; see conf::place_of().
  std::optional<conf::Position> in_upsmon(std::initializer_list<std::string_view> words) const;
  std::optional<conf::Position> in_upssched(std::initializer_list<std::string_view> words) const;
  std::optional<conf::Position> in_upshid(std::initializer_list<std::string_view> words) const;
};

// As upshid-monitor reads it with these options.
Sources read_sources(const watch::Request& request);

// Which file this user may not read, and who may. Without it, findings would be wrong.
std::optional<std::string> why_unreadable(const Sources& sources);

// Adds the errors of the files, one by one and together.
void find_in_files(const Sources& sources, Findings& findings);

}  // namespace upshid::check

#endif
