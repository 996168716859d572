#include "upshid-sim/control_path.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace upshid::sim {

namespace {

namespace fs = std::filesystem;

constexpr const char* system_folder = "/run/upshid-sim";
constexpr std::string_view suffix = ".sock";

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

// "" if the session has no such directory.
std::string user_folder() {
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");  // NOLINT: there is one thread.
  return runtime != nullptr && *runtime == '/' ? std::string(runtime) + "/upshid-sim" : "";
}

}  // namespace

std::string control_folder() {
  const std::string user = user_folder();
  return ::geteuid() == 0 || user.empty() ? system_folder : user;
}

std::vector<std::string> control_folders() {
  std::vector<std::string> out{system_folder};
  if (const std::string user = user_folder(); !user.empty()) out.push_back(user);
  return out;
}

std::string control_path(const std::string& folder, std::string_view name) {
  std::string plain(name);
  std::ranges::replace_if(
      plain, [](char c) { return !is_plain(c); }, '_');
  return folder + "/" + plain + std::string(suffix);
}

std::vector<std::string> sockets_in(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::string path = at->path().string();
    if (path.ends_with(suffix)) out.push_back(path);
  }
  std::ranges::sort(out);
  return out;
}

std::string name_of_socket(std::string_view path) {
  path = path.substr(path.rfind('/') + 1);
  if (path.ends_with(suffix)) path.remove_suffix(suffix.size());
  return std::string(path);
}

}  // namespace upshid::sim
