#ifndef UPSHID_CONFIG_STATE_H
#define UPSHID_CONFIG_STATE_H

#include <upshid/config.h>

#include <string>
#include <vector>

#include "watch/configuration.h"

namespace upshid {

struct Config::State {
  std::string confdir;
  watch::Configuration configuration;
  Complaints complaints;
  std::vector<ConfiguredUps> upses;
};

}  // namespace upshid

#endif
