#ifndef UPSHID_DAEMON_STATE_FILE_H
#define UPSHID_DAEMON_STATE_FILE_H

// The folder of the state, and the monitor's memory in it. One monitor at a time has the folder.

#include <upshid/result.h>

#include <optional>
#include <string>

#include "base/unique_fd.h"

namespace upshid::daemon {

class StateFile {
 public:
  // Makes the folder where it is missing, and locks it. Errors: permission, io; ambiguous: another
  // monitor has it.
  static Result<StateFile> open(const std::string& folder);

  const std::string& folder() const { return folder_; }

  // What was saved since this machine was started; nothing where nothing was. Errors: io,
  // permission, budget_exceeded, malformed_config.
  Result<std::optional<std::string>> load() const;
  // Whole or not at all, whenever we are killed. Errors: io, permission.
  Result<void> save(std::string_view text) const;

 private:
  StateFile(std::string folder, base::UniqueFd lock, std::string boot_id)
      : folder_(std::move(folder)), lock_(std::move(lock)), boot_id_(std::move(boot_id)) {}

  std::string folder_;
  base::UniqueFd lock_;
  std::string boot_id_;
};

}  // namespace upshid::daemon

#endif
