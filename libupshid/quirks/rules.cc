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
  rules.add(parse_quirks(shipped_quirks, "shipped.quirks").rows);
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
      if (!text) {
        Error reason = text.error();
        reason.where.clear();
        rules.complaints.push_back({file, 0, 0, ComplaintCode::unreadable, Severity::error,
                                    reason.text() + "; the whole file is ignored"});
        continue;
      }
      auto parsed = parse_quirks(*text, file);
      if (parsed.error) {
        parsed.error->what += "; the whole file is ignored";
        rules.complaints.push_back(*std::move(parsed.error));
      } else {
        rules.add(std::move(parsed.rows));
      }
    }
  }
  return rules;
}

std::vector<std::string> default_folders() {
  return {"/usr/share/upshid/quirks", "/etc/upshid/quirks"};
}

}  // namespace upshid::quirks
