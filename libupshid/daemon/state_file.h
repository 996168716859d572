#ifndef UPSHID_DAEMON_STATE_FILE_H
#define UPSHID_DAEMON_STATE_FILE_H

// The state directory, with the saved state. It is locked by one monitor at a time.

#include <upshid/result.h>

#include <optional>
#include <string>

#include "base/unique_fd.h"

namespace upshid::daemon {

class StateFile {
 public:
  // Creates the directory if it is missing, and locks it. Errors: permission, io; ambiguous:
  // another monitor has locked it.
  static Result<StateFile> open(const std::string& folder);

  const std::string& folder() const { return folder_; }

  // The state saved since boot; nullopt if there is none. Errors: io, permission, budget_exceeded,
  // malformed_config.
  Result<std::optional<std::string>> load() const;
  // Atomic. Errors: io, permission.
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
