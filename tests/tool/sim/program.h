#ifndef UPSHID_TESTS_TOOL_SIM_PROGRAM_H
#define UPSHID_TESTS_TOOL_SIM_PROGRAM_H

// The upshid-sim of this build: run to its end, or left running while a test talks to it.

#include <sys/types.h>

#include <string>
#include <vector>

namespace upshid::test {

struct Ended {
  std::string out;
  std::string err;
  int status = -1;  // the exit status; 128 + n for a signal n
};

// A folder that is removed at the end.
class Scratch {
 public:
  Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch();
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }
  std::string read(const std::string& name) const;
  void write(const std::string& name, const std::string& text) const;

 private:
  std::string path_;
};

class Program {
 public:
  // `runtime` becomes XDG_RUNTIME_DIR.
  Program(const std::vector<std::string>& arguments, const Scratch& runtime);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  // Waits for the next line of its output; "" where it ended without one.
  std::string line();
  void signal(int number) const;
  Ended end();

 private:
  pid_t child_ = -1;
  int out_ = -1;
  int err_ = -1;
};

Ended run_sim(const std::vector<std::string>& arguments, const Scratch& runtime);

}  // namespace upshid::test

#endif
