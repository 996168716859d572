#ifndef UPSHID_TESTS_UNIT_SCHED_FOLDER_H
#define UPSHID_TESTS_UNIT_SCHED_FOLDER_H

// A configuration in a folder of its own, removed at the end.

#include <string>
#include <string_view>
#include <vector>

#include "check/finding.h"
#include "check/sources.h"

namespace upshid::check::test {

class Folder {
 public:
  Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder();

  const std::string& path() const { return path_; }
  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }
  // With the folders that it needs.
  void write(std::string_view name, std::string_view text, unsigned mode = 0644) const;
  // For one UPS, "cyberpower".
  Sources sources() const;
  // In order, a line each, and its advice after "-> ". The folder's own path is left out.
  std::string text(Findings findings) const;

 private:
  std::string path_;
};

}  // namespace upshid::check::test

#endif
