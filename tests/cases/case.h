#ifndef UPSHID_TESTS_CASES_CASE_H
#define UPSHID_TESTS_CASES_CASE_H

// A configuration in a folder of its own, and what upshid-sched makes of it.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tool/run.h"

namespace upshid::test {

struct Checked {
  int status = -1;
  // "severity file:line code" and "severity file:line found", a line each, without the folder.
  std::string findings;

  bool has(std::string_view text) const { return findings.find(text) != std::string::npos; }
};

struct Rehearsed {
  int status = -1;
  nlohmann::json json;

  std::string level() const { return json["verdict"]["level"]; }
  // Names of the commands that run, with a blank after each.
  std::string commands() const;
  std::string remarks() const;
};

// For tests of a configuration with no finding at all: files that root does not own are one. Says
// so.
bool skips_without_root();

class Case {
 public:
  // One UPS, "shed"; upssched as NOTIFYCMD with EXEC for ONBATT, ONLINE, LOWBATT and NOCOMM.
  Case();

  const std::string& path() const { return folder_.path(); }
  // "@/" in the text stands for the folder.
  void write(const std::string& name, std::string text, unsigned mode = 0644) const;
  // CMDSCRIPT, and the plan of a timer "dusk" and a command "silent".
  void script(const std::string& text) const;
  // The argument for the UPS; one that is simulated and full unless a test says otherwise.
  std::string ups = "shed=virtual:CP850PFCLCDa";
  Checked check() const;
  Rehearsed rehearse(const std::string& scenario, std::vector<std::string> more = {}) const;

 private:
  Confdir folder_;
};

}  // namespace upshid::test

#endif
