#include "virtual/profile.h"

#include <fmt/format.h>

#include "base/text.h"
#include "virtual/field_line.h"
#include "virtual/profile_words.h"

namespace upshid::virtual_ups {

namespace {

class Parser {
 public:
  explicit Parser(std::string_view file) : file_(file) {}

  Result<Profile> parse(std::string_view text) {
    std::size_t number = 0;
    for (const std::string_view line_text : base::split(text, '\n')) {
      auto line = Line::read(line_text, file_, ++number);
      if (!line) return line.error();
      if (line->empty()) continue;
      if (auto result = parse_line(*line); !result) return result.error();
    }
    if (profile_.name.empty()) return missing(number, "a line `profile NAME`");
    if (profile_.vendor_id == 0) return missing(number, "a line `usb VENDOR:PRODUCT ...`");
    if (depth_ != 0) return missing(number, "'}' for every collection that was opened");
    if (profile_.body.empty()) return missing(number, "an application collection");
    return std::move(profile_);
  }

 private:
  Error missing(std::size_t number, std::string_view expected) const {
    return {Code::malformed_config, fmt::format("{}:{}:1", file_, number),
            fmt::format("found the end of the file, expected {}", expected), 0};
  }

  Result<void> parse_line(Line& line) {
    if (is_field_line(line.peek())) return field(line);
    if (line.take("report")) return report(line);
    if (line.take("}")) return close(line);
    if (line.take("application")) return open(line, CollectionType::application);
    if (line.take("physical")) return open(line, CollectionType::physical);
    if (line.take("logical")) return open(line, CollectionType::logical);
    if (line.take("profile")) return word(line, profile_.name, "the profile's name");
    if (line.take("modelled-on")) return modelled_on(line);
    if (line.take("usb")) return usb(line);
    if (line.take("string")) return string(line);
    if (line.take("sends")) return sends(line);
    if (line.take("string-indexes")) return string_indexes(line);
    if (line.take("flags")) return flags(line);
    if (const RatingRow* row = rating_named(line.peek())) return rating(line, *row);
    return line.error_next(
        "profile, modelled-on, usb, string, sends, string-indexes, flags, a rating, application, "
        "physical, logical, report, a field, or '}'");
  }

  static Result<void> word(Line& line, std::string& to, std::string_view expected) {
    auto text = line.next_word(expected);
    if (!text) return text.error();
    to = std::move(*text);
    return line.end();
  }

  Result<void> modelled_on(Line& line) {
    auto text = line.next_quoted("a quoted text: which capture, from where");
    if (!text) return text.error();
    profile_.modelled_on = std::move(*text);
    return line.end();
  }

  // usb 0764:0601 release 2.00 speed full interval 10
  Result<void> usb(Line& line) {
    const auto ids = line.next_word("VENDOR:PRODUCT in hexadecimal, like 0764:0501");
    if (!ids) return ids.error();
    const auto halves = base::split(*ids, ':');
    const auto vendor = base::parse_hex(halves.front());
    const auto product = base::parse_hex(halves.back());
    if (halves.size() != 2 || !vendor || !product || *vendor == 0 || *vendor > 0xffff ||
        *product > 0xffff) {
      return line.error_here("VENDOR:PRODUCT in hexadecimal, like 0764:0501");
    }
    profile_.vendor_id = static_cast<std::uint16_t>(*vendor);
    profile_.product_id = static_cast<std::uint16_t>(*product);
    if (!line.take("release")) return line.error_next("release");
    const auto release = line.next_word("a release like 2.00");
    if (!release) return release.error();
    const auto digits = base::split(*release, '.');
    const auto major = base::parse_hex(digits.front());
    const auto minor = base::parse_hex(digits.back());
    if (digits.size() != 2 || !major || !minor || *major > 0xff || *minor > 0xff) {
      return line.error_here("a release like 2.00");
    }
    profile_.bcd_device = static_cast<std::uint16_t>(*major << 8 | *minor);
    if (!line.take("speed")) return line.error_next("speed");
    if (!line.take("low") && !line.take("full")) return line.error_next("low or full");
    profile_.speed = line.taken();
    if (!line.take("interval")) return line.error_next("interval");
    const auto interval = line.next_integer(1, 255, "milliseconds from 1 to 255");
    if (!interval) return interval.error();
    profile_.interval = static_cast<unsigned>(*interval);
    return line.end();
  }

  Result<void> string(Line& line) {
    const auto index = line.next_integer(1, 255, "a string index from 1 to 255");
    if (!index) return index.error();
    auto text = line.next_quoted("a quoted text");
    if (!text) return text.error();
    profile_.strings[static_cast<std::uint8_t>(*index)] = std::move(*text);
    return line.end();
  }

  Result<void> sends(Line& line) {
    do {
      const auto id = line.next_integer(1, 255, "a report id from 1 to 255");
      if (!id) return id.error();
      profile_.sends.push_back(static_cast<std::uint8_t>(*id));
    } while (!line.at_end());
    return {};
  }

  Result<void> string_indexes(Line& line) {
    struct Row {
      std::string_view name;
      std::uint8_t* index;
    };
    for (const Row& row :
         {Row{"manufacturer", &profile_.manufacturer_index},
          Row{"product", &profile_.product_index}, Row{"serial", &profile_.serial_index}}) {
      if (!line.take(row.name)) return line.error_next(row.name);
      const auto index = line.next_integer(0, 255, "a string index, 0 for none");
      if (!index) return index.error();
      *row.index = static_cast<std::uint8_t>(*index);
    }
    return line.end();
  }

  Result<void> flags(Line& line) {
    const auto name = line.next_word("a name for the flags");
    if (!name) return name.error();
    if (!line.take("=")) return line.error_next("=");
    std::uint16_t set = 0;
    do {
      const auto flag = line.next_word("a flag, like constant, variable, no_preferred, volatile");
      if (!flag) return flag.error();
      const auto known = flags_.find(*flag);
      if (known == flags_.end()) {
        return line.error_here("a flag, like constant, variable, no_preferred, volatile");
      }
      set = static_cast<std::uint16_t>(set | known->second);
    } while (!line.at_end());
    flags_[*name] = set;
    return {};
  }

  Result<void> rating(Line& line, const RatingRow& row) {
    line.take(row.name);
    const auto number =
        line.next_number(row.min, row.max, fmt::format("a number from {} to {}", row.min, row.max));
    if (!number) return number.error();
    profile_.ratings.*row.member = *number;
    if (!row.unit.empty() && !line.take(row.unit)) {
      return line.error_next(fmt::format("the unit {}", row.unit));
    }
    return line.end();
  }

  Result<void> open(Line& line, CollectionType type) {
    if (depth_ == 0 && type != CollectionType::application) {
      return line.error_here(
          "application: the outermost collection must be one (HID 1.11 §6.2.2.6)");
    }
    const auto usage = next_usage(line);
    if (!usage) return usage.error();
    if (!line.take("{")) return line.error_next("{");
    ++depth_;
    Step step;
    step.kind = Step::Kind::open;
    step.collection = type;
    step.usage = *usage;
    profile_.body.push_back(std::move(step));
    return line.end();
  }

  Result<void> close(Line& line) {
    if (depth_ == 0) return line.error_here("no '}': no collection is open");
    --depth_;
    Step step;
    step.kind = Step::Kind::close;
    profile_.body.push_back(std::move(step));
    return line.end();
  }

  Result<void> report(Line& line) {
    // Report id 0 is reserved (HID 1.11 §6.2.2.7).
    const auto id = line.next_integer(1, 255, "a report id from 1 to 255");
    if (!id) return id.error();
    report_given_ = true;
    Step step;
    step.kind = Step::Kind::report;
    step.report_id = static_cast<std::uint8_t>(*id);
    profile_.body.push_back(std::move(step));
    return line.end();
  }

  Result<void> field(Line& line) {
    if (depth_ == 0 || !report_given_) {
      return line.error_next("an open collection and a line `report ID` before any field");
    }
    auto parsed = parse_field_line(line, flags_, profile_);
    if (!parsed) return parsed.error();
    Step step;
    step.field = std::move(*parsed);
    profile_.body.push_back(std::move(step));
    return {};
  }

  std::string_view file_;
  Profile profile_;
  FlagSets flags_ = hid_flags();
  std::size_t depth_ = 0;
  bool report_given_ = false;
};

}  // namespace

std::string Profile::string_at(std::uint8_t index) const {
  const auto at = strings.find(index);
  return at == strings.end() ? std::string{} : at->second;
}

Result<Profile> parse_profile(std::string_view text, std::string_view file) {
  return Parser(file).parse(text);
}

}  // namespace upshid::virtual_ups
