#ifndef UPSHID_TESTS_TOOL_RUN_H
#define UPSHID_TESTS_TOOL_RUN_H

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace upshid::test {

struct Ran {
  std::string out;
  std::string err;
  int status = -1;  // The exit status; 128 + n for a signal n.
};

struct How {
  std::vector<std::pair<std::string, std::string>> environment = {};  // Besides PATH and LC_ALL.
  std::string out_path = {};  // Standard output goes there and is not captured.
  bool out_closed = false;    // Standard output is no open descriptor.
  bool out_is_read = true;    // False: a pipe whose reading end is closed.
  std::string program = {};   // A path; else the upshid-status of this build.
  std::string input = {};     // What standard input has.
};

// Runs a program of this build. Its output is all that it has: no shell, no terminal; and,
// unless told otherwise, a German locale: neither a comma nor a word of another language may show.
Ran run(const std::vector<std::string>& arguments, const How& how = {});

// A folder with this ups.conf, removed at the end.
class Confdir {
 public:
  explicit Confdir(const std::string& ups_conf);
  Confdir(const Confdir&) = delete;
  Confdir& operator=(const Confdir&) = delete;
  ~Confdir();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// A file beside the tests, "@VERSION@" replaced by the version under test.
std::string expected(const std::string& name);

// The lines of a text, their newlines taken off.
std::vector<std::string> lines_of(std::string_view text);

// Adds NAME= with a value where the environment has none: of two entries of one name, programs take
// either.
void add_unless_given(std::vector<std::string>& environment, const std::string& name,
                      const std::string& value);

// Whether a HID UPS is plugged into the machine that runs the tests. Then what depends on none
// being there cannot be tested.
bool a_ups_is_plugged();

// What "no UPS found" adds where the tests run in a chroot without sysfs; else nothing.
std::string unseen();

}  // namespace upshid::test

#endif
