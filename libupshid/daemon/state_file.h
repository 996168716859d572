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
  explicit StateFile(std::string folder);

  const std::string& folder() const { return folder_; }

  // Creates the directory if it is missing, and locks it. Errors: permission, io; ambiguous:
  // another monitor has locked it.
  Result<void> lock();
  // How often it was: a directory that was removed and made again has lost its other files.
  unsigned times_locked() const { return times_locked_; }

  // The state saved since boot; nullopt if there is none. Errors: io, permission, budget_exceeded,
  // malformed_config.
  Result<std::optional<std::string>> load() const;
  // Atomic. Locks the directory first where that is not done, or was undone by its removal. Errors:
  // those of lock().
  Result<void> save(std::string_view text);

 private:
  bool is_locked() const;

  std::string folder_;
  std::string boot_id_;
  base::UniqueFd lock_;
  unsigned times_locked_ = 0;
};

}  // namespace upshid::daemon

#endif
