#include <upshid/config.h>

#include <algorithm>
#include <utility>

#include "config_state.h"

namespace upshid {

namespace {

std::optional<Error> unreadable_file(const conf::Files& files) {
  for (const std::optional<Error>* error :
       {&files.ups.error, &files.upsmon.error, &files.upssched.error, &files.upshid.error}) {
    if (!*error) continue;
    Error out = **error;
    out.code = Code::unreadable_config;
    return out;
  }
  return std::nullopt;
}

void append(Complaints& to, const Complaints& more) {
  to.insert(to.end(), more.begin(), more.end());
}

std::vector<ConfiguredUps> upses_of(const watch::Configuration& configuration,
                                    const conf::UpsConf& ups_conf) {
  std::vector<ConfiguredUps> out;
  for (const WatchTarget& target : configuration.targets) {
    ConfiguredUps ups;
    ups.target = target;
    if (const conf::UpsSection* section = ups_conf.find(target.name))
      ups.description = section->settings.desc.value_or("");
    if (const monitor::WatchedUps* watched = configuration.settings.find(target.name)) {
      ups.system = watched->system;
      ups.power_value = watched->power_value;
    }
    out.push_back(std::move(ups));
  }
  return out;
}

}  // namespace

Config::Config(std::shared_ptr<const State> state) : state_(std::move(state)) {}

Result<Config> Config::load(std::string_view confdir) {
  const conf::Files files = conf::load_files(confdir);
  if (auto error = unreadable_file(files)) return *std::move(error);
  auto state = std::make_shared<State>();
  state->confdir = files.confdir;
  state->configuration = watch::configuration_of({}, files);
  const watch::Configuration& configuration = state->configuration;
  append(state->complaints, configuration.of_files);
  append(state->complaints, conf::complaints_of(files.nut, "its settings"));
  append(state->complaints, configuration.of_whole);
  if (configuration.danger) state->complaints.push_back(*configuration.danger);
  state->upses = upses_of(configuration, files.ups);
  return Config(std::move(state));
}

const std::string& Config::confdir() const {
  return state_->confdir;
}

const Complaints& Config::complaints() const {
  return state_->complaints;
}

std::optional<Complaint> Config::danger() const {
  return state_->configuration.danger;
}

const std::vector<ConfiguredUps>& Config::upses() const {
  return state_->upses;
}

std::vector<WatchTarget> Config::targets() const {
  std::vector<WatchTarget> out;
  for (const ConfiguredUps& ups : state_->upses) out.push_back(ups.target);
  return out;
}

int Config::min_supplies() const {
  return state_->configuration.settings.min_supplies;
}

const std::string& Config::shutdown_command() const {
  return state_->configuration.settings.shutdown_command;
}

const std::string& Config::powerdown_flag() const {
  return state_->configuration.settings.powerdown_flag;
}

ShutdownThresholds Config::thresholds() const {
  return state_->configuration.settings.thresholds;
}

const std::string& Config::notify_command() const {
  return state_->configuration.settings.notify_command;
}

bool Config::has_plan() const {
  return state_->configuration.settings.plans();
}

const std::vector<PlanLine>& Config::plan() const {
  return state_->configuration.settings.plan;
}

const std::vector<std::string>& Config::command_script() const {
  return state_->configuration.settings.command_script;
}

const std::optional<std::string>& Config::run_as_user() const {
  return state_->configuration.run_as_user;
}

}  // namespace upshid
