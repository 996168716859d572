#ifndef UPSHID_CLI_COMPLAIN_H
#define UPSHID_CLI_COMPLAIN_H

#include <string>
#include <string_view>

namespace upshid::cli {

// Messages for people, on standard error. Lines that upsc prints as well are unchanged, for
// scripts; all others begin with the name of the program.
class Complainer {
 public:
  explicit Complainer(std::string program) : program_(std::move(program)) {}

  // "Error: Unknown UPS".
  void upsc_error(std::string_view headline) const;
  // "program: text", for each line of the text.
  void say(std::string_view text) const;
  const std::string& program() const { return program_; }

 private:
  std::string program_;
};

}  // namespace upshid::cli

#endif
