#include <fmt/format.h>
#include <grp.h>
#include <sys/stat.h>

#include <filesystem>
#include <system_error>

#include "check/sources.h"

namespace upshid::check {

namespace {

// The first directory of the path that may not be searched, or the file.
std::string stopping_part(const std::string& path) {
  namespace fs = std::filesystem;
  fs::path part;
  for (const fs::path& word : fs::path(path)) {
    std::error_code error;
    if (!fs::exists(fs::symlink_status(part / word, error)) && error) return part.string();
    part /= word;
  }
  return path;
}

// "group nut", or "root".
std::string who_may_read(const std::string& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) return "root";
  const bool may_group = (facts.st_mode & S_IRGRP) != 0 && facts.st_gid != 0;
  const group* found = may_group ? ::getgrgid(facts.st_gid) : nullptr;  // NOLINT: one thread.
  return found == nullptr ? "root" : fmt::format("root and group {}", found->gr_name);
}

}  // namespace

std::optional<std::string> why_unreadable(const Sources& sources) {
  for (const std::optional<Error>* error :
       {&sources.ups.error, &sources.upsmon.error, &sources.upssched.error, &sources.upshid.error,
        &sources.nut.error, &sources.upsd.error, &sources.users.error}) {
    if (!*error || (*error)->code != Code::permission) continue;
    const std::string part = stopping_part((*error)->where);
    return fmt::format("{}: permission denied; {} may read {}; run: sudo upshid-sched check",
                       (*error)->where, who_may_read(part), part == (*error)->where ? "it" : part);
  }
  return std::nullopt;
}

}  // namespace upshid::check
