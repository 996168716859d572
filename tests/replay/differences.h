#ifndef UPSHID_TESTS_REPLAY_DIFFERENCES_H
#define UPSHID_TESTS_REPLAY_DIFFERENCES_H

// Deliberate differences from NUT, as a file: DEVICE SET VARIABLE | NUT's | upshid's | reason.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace replay {

using Variables = std::map<std::string, std::string>;

// Lines "name: value", as upsc prints them.
Variables variables_of(const std::string& text);

class Differences {
 public:
  // REQUIREs the file to be readable and each row to be whole, with a reason.
  explicit Differences(const std::string& path);

  // CHECKs that the two are equal but for rows of the file. "driver." variables are ignored: they
  // describe the program.
  void compare(const std::string& device, const std::string& set, const Variables& nut,
               const Variables& ours);

  // Whether a row has the variable "*": the variables of this device are not settled yet.
  bool is_pending(const std::string& device) const;

  // CHECKs that each row was needed, so that the list stays true.
  void check_all_used() const;

 private:
  // "-": absent; each may be "*".
  struct Row {
    std::string device, set, variable, nut, ours;
    std::size_t line = 0;
    bool used = false;
  };

  std::string path_;
  std::vector<Row> rows_;
};

}  // namespace replay

#endif
