#include "virtual/profile.h"

#include <fmt/format.h>

#include "base/line_reader.h"
#include "base/text.h"
#include "virtual/field_line.h"

namespace upshid::virtual_ups {

namespace {

class Parser {
 public:
  Result<Profile> parse(base::LineReader line) {
    while (line.next()) {
      if (auto result = parse_line(line); !result) return result.error();
    }
    const auto missing = [&line](std::string_view expected) {
      return base::error_in_line(line.file(), line.number() + 1,
                                 fmt::format("found the end of the file, expected {}", expected));
    };
    if (profile_.name.empty()) return missing("a line `profile NAME`");
    if (profile_.vendor_id == 0) return missing("a line `usb VENDOR:PRODUCT ...`");
    if (depth_ != 0) return missing("'}' for every collection that was opened");
    if (profile_.body.empty()) return missing("an application collection");
    return std::move(profile_);
  }

 private:
  Result<void> parse_line(base::LineReader& line) {
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

  static Result<void> word(base::LineReader& line, std::string& to, std::string_view expected) {
    auto text = line.next_word(expected);
    if (!text) return text.error();
    to = *text;
    return line.end();
  }

  Result<void> modelled_on(base::LineReader& line) {
    auto text = line.next_text("a quoted text: which capture, from where");
    if (!text) return text.error();
    profile_.modelled_on = std::move(*text);
    return line.end();
  }

  // usb 0764:0601 release 2.00 speed full interval 10
  Result<void> usb(base::LineReader& line) {
    const auto ids = line.next_word("VENDOR:PRODUCT in hexadecimal, such as 0764:0501");
    if (!ids) return ids.error();
    const auto halves = base::split(*ids, ':');
    const auto vendor = base::parse_hex(halves.front());
    const auto product = base::parse_hex(halves.back());
    if (halves.size() != 2 || !vendor || !product || *vendor == 0 || *vendor > 0xffff ||
        *product > 0xffff) {
      return line.error_last("VENDOR:PRODUCT in hexadecimal, such as 0764:0501");
    }
    profile_.vendor_id = static_cast<std::uint16_t>(*vendor);
    profile_.product_id = static_cast<std::uint16_t>(*product);
    if (!line.take("release")) return line.error_next("release");
    const auto release = line.next_word("a release such as 2.00");
    if (!release) return release.error();
    const auto digits = base::split(*release, '.');
    const auto major = base::parse_hex(digits.front());
    const auto minor = base::parse_hex(digits.back());
    if (digits.size() != 2 || !major || !minor || *major > 0xff || *minor > 0xff) {
      return line.error_last("a release such as 2.00");
    }
    profile_.bcd_device = static_cast<std::uint16_t>(*major << 8 | *minor);
    if (!line.take("speed")) return line.error_next("speed");
    if (!line.take("low") && !line.take("full")) return line.error_next("low or full");
    profile_.speed = line.last_word();
    if (!line.take("interval")) return line.error_next("interval");
    const auto interval = line.next_integer(1, 255, "milliseconds");
    if (!interval) return interval.error();
    profile_.interval = static_cast<unsigned>(*interval);
    return line.end();
  }

  Result<void> string(base::LineReader& line) {
    const auto index = line.next_integer(1, 255, "a string index");
    if (!index) return index.error();
    auto text = line.next_text("a quoted text");
    if (!text) return text.error();
    profile_.strings[static_cast<std::uint8_t>(*index)] = std::move(*text);
    return line.end();
  }

  Result<void> sends(base::LineReader& line) {
    do {
      const auto id = line.next_integer(1, 255, "a report ID");
      if (!id) return id.error();
      profile_.sends.push_back(static_cast<std::uint8_t>(*id));
    } while (!line.at_end());
    return {};
  }

  Result<void> string_indexes(base::LineReader& line) {
    struct Row {
      std::string_view name;
      std::uint8_t* index;
    };
    for (const Row& row :
         {Row{"manufacturer", &profile_.manufacturer_index},
          Row{"product", &profile_.product_index}, Row{"serial", &profile_.serial_index}}) {
      if (!line.take(row.name)) return line.error_next(row.name);
      const auto index = line.next_integer(0, 255, "a string index");
      if (!index) return index.error();
      *row.index = static_cast<std::uint8_t>(*index);
    }
    return line.end();
  }

  Result<void> flags(base::LineReader& line) {
    const auto name = line.next_word("a name for the flags");
    if (!name) return name.error();
    if (!line.take("=")) return line.error_next("=");
    std::uint16_t set = 0;
    do {
      const auto flag =
          line.next_word("a flag, such as constant, variable, no_preferred or volatile");
      if (!flag) return flag.error();
      const auto known = flags_.find(*flag);
      if (known == flags_.end()) {
        return line.error_last("a flag, such as constant, variable, no_preferred or volatile");
      }
      set = static_cast<std::uint16_t>(set | known->second);
    } while (!line.at_end());
    flags_.insert_or_assign(std::string(*name), set);
    return {};
  }

  Result<void> rating(base::LineReader& line, const RatingRow& row) {
    line.take(row.name);
    const auto number = line.next_number(row.min, row.max, row.name);
    if (!number) return number.error();
    profile_.ratings.*row.member = *number;
    if (!row.unit.empty() && !line.take(row.unit)) {
      return line.error_next(fmt::format("the unit {}", row.unit));
    }
    return line.end();
  }

  Result<void> open(base::LineReader& line, CollectionType type) {
    if (depth_ == 0 && type != CollectionType::application) {
      return line.error_last(
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

  Result<void> close(base::LineReader& line) {
    if (depth_ == 0) return line.error_last("no '}', because no collection is open");
    --depth_;
    Step step;
    step.kind = Step::Kind::close;
    profile_.body.push_back(std::move(step));
    return line.end();
  }

  Result<void> report(base::LineReader& line) {
    // Report id 0 is reserved (HID 1.11 §6.2.2.7).
    const auto id = line.next_integer(1, 255, "a report ID");
    if (!id) return id.error();
    report_given_ = true;
    Step step;
    step.kind = Step::Kind::report;
    step.report_id = static_cast<std::uint8_t>(*id);
    profile_.body.push_back(std::move(step));
    return line.end();
  }

  Result<void> field(base::LineReader& line) {
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
  return Parser().parse({text, file});
}

}  // namespace upshid::virtual_ups
