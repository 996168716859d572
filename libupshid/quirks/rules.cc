#include "quirks/rules.h"

#include <algorithm>
#include <filesystem>

#include "base/file.h"

namespace upshid::quirks {

extern const std::string_view shipped_quirks;

void Rules::add(std::vector<Row> more) {
  for (Row& row : more) {
    const auto same = std::ranges::find(rows, row.name, &Row::name);
    if (same != rows.end()) {
      *same = std::move(row);
    } else {
      rows.push_back(std::move(row));
    }
  }
}

Rules shipped_rules() {
  Rules rules;
  rules.add(parse_quirks(shipped_quirks, "shipped.quirks").value());
  return rules;
}

Rules load_rules(const std::vector<std::string>& folders) {
  Rules rules = shipped_rules();
  for (const std::string& folder : folders) {
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
      if (entry.path().extension() == ".quirks") files.push_back(entry.path().string());
    }
    std::ranges::sort(files);
    for (const std::string& file : files) {
      const auto text = base::read_file(file);
      auto rows = text ? parse_quirks(*text, file) : Result<std::vector<Row>>(text.error());
      if (rows) {
        rules.add(std::move(*rows));
      } else {
        rules.complaints.push_back(rows.error().text() + "; the whole file is left out");
      }
    }
  }
  return rules;
}

std::vector<std::string> default_folders() {
  return {"/usr/share/upshid/quirks", "/etc/upshid/quirks"};
}

}  // namespace upshid::quirks
