#include "upshid-sim/transfer_log.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>

#include "base/write_all.h"

namespace upshid::sim {

std::string log_line(Instant when, std::string_view direction, std::string_view text) {
  const auto us =
      std::chrono::duration_cast<std::chrono::microseconds>(when.time_since_epoch()).count();
  return fmt::format("{}.{:06} {:<3} {}\n", us / 1000000, us % 1000000, direction, text);
}

Result<TransferLog> TransferLog::open(const std::string& path) {
  TransferLog out;
  out.file_.reset(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  if (!out.file_) {
    const int error = errno;
    return Error{error == EACCES || error == EPERM ? Code::permission : Code::io, path,
                 "cannot open the log", error};
  }
  return out;
}

void TransferLog::write(Instant when, std::string_view direction, std::string_view text) {
  if (!file_ || error_ != 0) return;
  error_ = base::write_all(file_.get(), log_line(when, direction, text));
}

}  // namespace upshid::sim
