#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <array>
#include <cerrno>

#include "base/io_error.h"
#include "base/unique_fd.h"

namespace upshid::base {

namespace {

Error file_error(const std::string& path, const char* doing, int error) {
  Error out = io_error(path, fmt::format("cannot {} the file", doing), error);
  if (error == ENOENT || error == ENOTDIR) out.code = Code::not_found;
  return out;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return file_error(path, "open", errno);
  std::string content;
  std::array<char, 4096> chunk{};
  for (;;) {
    const ssize_t n = ::read(fd.get(), chunk.data(), chunk.size());
    if (n < 0) {
      if (errno == EINTR) continue;
      return file_error(path, "read", errno);
    }
    if (n == 0) return content;
    content.append(chunk.data(), static_cast<std::size_t>(n));
    if (content.size() > limit) {
      return Error{Code::budget_exceeded, path,
                   fmt::format("the file is larger than {} bytes", limit), 0};
    }
  }
}

}  // namespace upshid::base
