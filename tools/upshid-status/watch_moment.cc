#include "upshid-status/watch_moment.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

namespace upshid::status {

std::string clock_time(const std::tm& local) {
  return fmt::format("{:02}:{:02}:{:02}", local.tm_hour, local.tm_min, local.tm_sec);
}

std::string date_and_time(const std::tm& local) {
  return fmt::format("{:04}-{:02}-{:02} {}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday,
                     clock_time(local));
}

std::string timestamp(const std::tm& local) {
  const long minutes = std::labs(local.tm_gmtoff) / 60;
  return fmt::format("{:04}-{:02}-{:02}T{}{}{:02}:{:02}", local.tm_year + 1900, local.tm_mon + 1,
                     local.tm_mday, clock_time(local), local.tm_gmtoff < 0 ? '-' : '+',
                     minutes / 60, minutes % 60);
}

std::string in_words(std::chrono::nanoseconds duration) {
  struct Part {
    std::int64_t seconds;
    const char* symbol;
  };
  constexpr std::array parts{Part{86'400, "d"}, Part{3'600, "h"}, Part{60, "min"}, Part{1, "s"}};
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
  if (seconds <= 0) return "0 s";
  std::size_t first = 0;
  while (parts[first].seconds > seconds) ++first;
  const std::int64_t rest = seconds % parts[first].seconds;
  std::string out = fmt::format("{} {}", seconds / parts[first].seconds, parts[first].symbol);
  if (first + 1 == parts.size() || rest < parts[first + 1].seconds) return out;
  return out + fmt::format(" {} {}", rest / parts[first + 1].seconds, parts[first + 1].symbol);
}

}  // namespace upshid::status
