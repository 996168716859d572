#ifndef UPSHID_QUIRKS_RULES_H
#define UPSHID_QUIRKS_RULES_H

// The quirks that apply: shipped ones, then those of the distribution, then the user's.

#include <string>
#include <string_view>
#include <vector>

#include "quirks/row.h"

namespace upshid::quirks {

struct Rules {
  std::vector<Row> rows;
  Complaints complaints;  // one for each refused file

  // Rows with the name of an earlier one replace it, at its place; others are appended.
  void add(std::vector<Row> more);
};

// The rows in the library. A test keeps them free of errors.
Rules shipped_rules();

// The shipped rows, then every *.quirks file of each directory in turn, by file name. A file
// with an error is refused whole, with a complaint; a directory need not exist.
Rules load_rules(const std::vector<std::string>& folders);

// The directories on an installed system.
std::vector<std::string> default_folders();

}  // namespace upshid::quirks

#endif
