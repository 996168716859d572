#ifndef UPSHID_STATUS_SESSION_FILE_H
#define UPSHID_STATUS_SESSION_FILE_H

#include <upshid/result.h>

#include <string>
#include <string_view>

#include "base/unique_fd.h"

namespace upshid::status {

// The file of --record.
class SessionFile {
 public:
  // Creates or truncates the file. Errors: permission, io; `where` is the path.
  static Result<SessionFile> create(const std::string& path);

  // After a failure nothing more is written; see error().
  void write(std::string_view text);
  // The errno of the first write that failed; 0 if none did.
  int error() const { return error_; }
  bool is_empty() const { return is_empty_; }

 private:
  base::UniqueFd file_;
  int error_ = 0;
  bool is_empty_ = true;
};

}  // namespace upshid::status

#endif
