#ifndef UPSHID_COMMANDER_H
#define UPSHID_COMMANDER_H

// The reverse path: command or value -> bits -> report -> SET_REPORT -> read back.

#include <upshid/command.h>

#include <optional>
#include <string_view>
#include <vector>

#include "reader.h"

namespace upshid {

class Commander {
 public:
  // Both must outlive the commander.
  Commander(OpenUps& ups, const Reader& reader);

  // See Ups for all of these.
  std::vector<InstantCommand> commands() const { return nut::list_commands(device_); }
  std::vector<Setting> settings() const { return nut::list_settings(device_); }
  Result<CommandPlan> plan_run(std::string_view command, std::optional<std::string_view> value);
  Result<CommandPlan> plan_set(std::string_view variable, std::string_view value);
  Result<Outcome> run(std::string_view command, std::optional<std::string_view> value,
                      const WriteOptions& options);
  Result<Outcome> set(std::string_view variable, std::string_view value,
                      const WriteOptions& options);

 private:
  Result<CommandPlan> with_bytes(const nut::ControlPlan& plan);
  Result<Outcome> execute(const nut::ControlPlan& plan, const WriteOptions& options);
  Result<std::vector<std::uint8_t>> report_with(const nut::ControlStep& step);
  Result<std::int64_t> ask(const hid::Field& field);
  void keep_default(const std::string& key, const std::string& text);
  void read_back(const nut::ControlStep& step, Outcome& out);
  std::string text_of(const nut::ControlStep& step, std::int64_t logical) const;

  OpenUps& ups_;
  nut::Controlled device_;
  std::vector<std::uint8_t> buffer_;
};

}  // namespace upshid

#endif
