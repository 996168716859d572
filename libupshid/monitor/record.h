#ifndef UPSHID_MONITOR_RECORD_H
#define UPSHID_MONITOR_RECORD_H

// Lines of "kind key=value key=value". In a value, spaces, '%', '=' and what is not printable ASCII
// are written %XX, so that a value is always one word.

#include <upshid/result.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::monitor {

class RecordWriter {
 public:
  explicit RecordWriter(std::string& out, std::string_view kind) : out_(out) { out_ += kind; }
  ~RecordWriter() { out_ += '\n'; }
  RecordWriter(const RecordWriter&) = delete;
  RecordWriter& operator=(const RecordWriter&) = delete;

  RecordWriter& text(std::string_view key, std::string_view value);
  RecordWriter& number(std::string_view key, std::int64_t value);
  // Written only where there is one.
  RecordWriter& number(std::string_view key, std::optional<std::int64_t> value);

 private:
  std::string& out_;
};

// One line, taken apart. The readers below note the first thing that is wrong, and go on with
// something harmless; finish() returns it. A key that was not read is an error as well.
class Record {
 public:
  static Result<Record> parse(std::string_view line, std::string where);

  const std::string& kind() const { return kind_; }

  std::string text(std::string_view key);
  std::int64_t number(std::string_view key, std::int64_t min, std::int64_t max);
  std::optional<std::int64_t> maybe_number(std::string_view key, std::int64_t min,
                                           std::int64_t max);
  // The place of a word in a list.
  std::size_t word(std::string_view key, const std::vector<std::string_view>& words);

  Result<void> finish();

 private:
  std::optional<std::string> take(std::string_view key);
  void fail(std::string what);

  std::string kind_;
  std::string where_;
  std::map<std::string, std::string, std::less<>> fields_;
  std::optional<Error> error_;
};

}  // namespace upshid::monitor

#endif
