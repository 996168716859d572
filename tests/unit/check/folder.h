#ifndef UPSHID_TESTS_UNIT_SCHED_FOLDER_H
#define UPSHID_TESTS_UNIT_SCHED_FOLDER_H

// A configuration in a folder of its own, removed at the end.

#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "check/finding.h"
#include "check/sources.h"

namespace upshid::check::test {

// Findings as text: a line each, and its advice after "-> ". Where a build has keys for text, only
// the places and severities are compared.
class Report {
 public:
  explicit Report(std::string text) : text_(std::move(text)) {}
  bool operator==(std::string_view expected) const;
  bool starts_with(std::string_view expected) const;
  bool contains(std::string_view expected) const;
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};
std::ostream& operator<<(std::ostream& out, const Report& report);

// "plan_not_used no_nocomm_line"
std::string codes_of(const Findings& findings);

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
  // In order. The folder's own path is left out.
  Report report(Findings findings) const;

 private:
  std::string path_;
};

}  // namespace upshid::check::test

#endif
