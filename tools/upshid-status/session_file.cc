#include "upshid-status/session_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <upshid/ups.h>

#include <cerrno>

#include "base/io_error.h"
#include "base/write_all.h"

namespace upshid::status {

Result<SessionFile> SessionFile::create(const std::string& path) {
  SessionFile out;
  out.file_.reset(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!out.file_) return base::io_error(path, "cannot write the recording", errno);
  return out;
}

void SessionFile::write(std::string_view text) {
  std::string all;
  if (is_empty_) {
    all = fmt::format("# Recorded by upshid-status {}. Contains the serial number of the UPS.\n",
                      version());
  }
  is_empty_ = false;
  all += text;
  if (error_ == 0) error_ = base::write_all(file_.get(), all);
}

}  // namespace upshid::status
