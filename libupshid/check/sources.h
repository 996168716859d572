#ifndef UPSHID_CHECK_SOURCES_H
#define UPSHID_CHECK_SOURCES_H

// All that a configuration says, with the places where it says it.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "check/finding.h"
#include "conf/lexer.h"
#include "conf/nut_conf.h"
#include "conf/ups_conf.h"
#include "conf/upshid_conf.h"
#include "conf/upsmon_conf.h"
#include "conf/upssched_conf.h"
#include "watch/configuration.h"

namespace upshid::check {

struct Sources {
  std::string confdir;
  bool has_ups_conf = false;
  conf::UpsConf ups;
  conf::UpsmonConf upsmon;
  conf::UpsschedConf upssched;
  conf::UpshidConf upshid;
  conf::NutConf nut;
  // What upsmon.conf and upshid.conf consist of, for their places.
  conf::Lexed upsmon_words;
  conf::Lexed upssched_words;
  conf::Lexed upshid_words;
  watch::Configuration configuration;

  // Where a line begins with these words; the last counts. Letter case is ignored but in the
  // first.
  std::optional<conf::Position> in_upsmon(std::initializer_list<std::string_view> words) const;
  std::optional<conf::Position> in_upssched(std::initializer_list<std::string_view> words) const;
  std::optional<conf::Position> in_upshid(std::initializer_list<std::string_view> words) const;
};

// As upshid-monitor reads it when it is started so.
Sources read_sources(const watch::Request& request);

// What the readers of the files, and the monitor, say of it.
void find_in_files(const Sources& sources, Findings& findings);

}  // namespace upshid::check

#endif
