#include "transport/recording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "transport/recording_words.h"

namespace upshid::transport {

namespace {

using What = Exchange::What;

constexpr std::size_t kReportLimit = 16384;  // HID_MAX_BUFFER_SIZE, include/linux/hid.h
constexpr std::size_t kSettingLimit = 1000;
constexpr std::size_t kExchangeLimit = 500'000;
constexpr double kLongestSession = 1e9;  // Seconds.
constexpr std::string_view kFirstLine = "upshid recording 1";

std::string_view word_of(hid::ReportType type) {
  switch (type) {
    case hid::ReportType::input:
      return "input";
    case hid::ReportType::output:
      return "output";
    case hid::ReportType::feature:
      break;
  }
  return "feature";
}

std::optional<hid::ReportType> type_named(std::string_view word) {
  for (const auto type :
       {hid::ReportType::input, hid::ReportType::output, hid::ReportType::feature}) {
    if (word == word_of(type)) return type;
  }
  return std::nullopt;
}

std::optional<Code> code_named(std::string_view word) {
  for (unsigned i = 1; i <= static_cast<unsigned>(Code::cancelled); ++i) {
    if (word == name_of(static_cast<Code>(i))) return static_cast<Code>(i);
  }
  return std::nullopt;
}

// What the head may say, and where it is kept.
struct TextLine {
  const char* key;
  std::string DeviceInfo::*member;
};
constexpr TextLine kTexts[] = {
    {"manufacturer", &DeviceInfo::manufacturer},
    {"product", &DeviceInfo::product},
    {"serial", &DeviceInfo::serial},
    {"port", &DeviceInfo::bus_path},
    {"hidraw", &DeviceInfo::hidraw_node},
    {"usb", &DeviceInfo::usb_node},
};
struct NumberLine {
  const char* key;
  std::uint16_t DeviceInfo::*member;
};
constexpr NumberLine kNumbers[] = {
    {"vendor-id", &DeviceInfo::vendor_id},
    {"product-id", &DeviceInfo::product_id},
    {"release", &DeviceInfo::bcd_device},
};

class Parser {
 public:
  explicit Parser(const std::string& file) : file_(file) {}

  Result<Recording> parse(std::string_view text) {
    if (text.size() > kRecordingLimit) {
      return Error{Code::budget_exceeded, file_,
                   fmt::format("{} bytes, expected at most {}", text.size(), kRecordingLimit), 0};
    }
    std::size_t number = 0;
    bool begun = false;
    for (std::string_view line : base::split(text, '\n')) {
      // Mail brings files back with both ends of line.
      if (line.ends_with('\r')) line.remove_suffix(1);
      RecordingWords words(line, file_, ++number);
      if (words.at_end()) continue;
      if (!begun) {
        if (line != kFirstLine) return words.error(quoted_text(kFirstLine));
        begun = true;
        continue;
      }
      if (line == kFirstLine) {
        begin_again();
        continue;
      }
      if (auto taken = take(words); !taken) return taken.error();
      if (auto ended = words.end(); !ended) return ended.error();
    }
    if (!begun) {
      return Error{Code::invalid_argument, fmt::format("{}:1:1", file_),
                   fmt::format("found nothing, expected {}", quoted_text(kFirstLine)), 0};
    }
    return std::move(out_);
  }

 private:
  // What is asked of the same UPS after a replug.
  void begin_again() {
    seen_.clear();
    out_.settings.clear();
    in_head_ = true;
    if (!out_.exchanges.empty()) opened_ = out_.exchanges.back().at;
  }

  Result<void> take(RecordingWords& words) {
    const std::string key(words.peek());
    if (key[0] >= '0' && key[0] <= '9') return take_exchange(words);
    if (!in_head_) return words.error("a time in seconds");
    if (key == "setting") return take_setting(words);
    if (std::find(seen_.begin(), seen_.end(), key) != seen_.end()) {
      return words.error("each of these lines once");
    }
    for (const TextLine& line : kTexts) {
      if (key == line.key) return take_text(words, out_.device.*line.member);
    }
    for (const NumberLine& line : kNumbers) {
      if (key != line.key) continue;
      const auto value = take_number(words, 0xffff);
      if (!value) return value.error();
      out_.device.*line.member = static_cast<std::uint16_t>(*value);
      return {};
    }
    if (key == "name") return take_text(words, out_.name);
    if (key == "interface") {
      const auto value = take_number(words, 0xff);
      if (!value) return value.error();
      out_.device.interface_number = static_cast<std::uint8_t>(*value);
      return {};
    }
    return words.error(
        "a time in seconds, or what is known of the UPS: name, setting, vendor-id, "
        "product-id, release, interface, manufacturer, product, serial, port, "
        "hidraw or usb");
  }

  Result<void> take_text(RecordingWords& words, std::string& into) {
    seen_.emplace_back(words.word());
    auto text = words.text(seen_.back());
    if (!text) return text.error();
    into = std::move(*text);
    return {};
  }

  Result<std::uint64_t> take_number(RecordingWords& words, std::uint64_t most) {
    seen_.emplace_back(words.word());
    return words.number(most, seen_.back());
  }

  Result<void> take_setting(RecordingWords& words) {
    words.word();
    if (out_.settings.size() == kSettingLimit) {
      return words.error(fmt::format("at most {} settings", kSettingLimit));
    }
    auto key = words.text("a setting's key");
    if (!key) return key.error();
    auto value = words.text("a setting's value");
    if (!value) return value.error();
    out_.settings.emplace_back(std::move(*key), std::move(*value));
    return {};
  }

  Result<void> take_exchange(RecordingWords& words) {
    if (out_.exchanges.size() == kExchangeLimit) {
      return words.error(fmt::format("at most {} requests", kExchangeLimit));
    }
    const auto at = base::parse_number(words.peek());
    if (!at || *at > kLongestSession) return words.error("a time in seconds");
    Exchange exchange;
    exchange.at = opened_ + std::chrono::milliseconds(std::llround(*at * 1000));
    if (exchange.at > std::chrono::duration<double>(kLongestSession)) {
      return words.error("all in less than 30 years");
    }
    in_head_ = false;
    words.word();
    if (auto asked = take_request(words, exchange); !asked) return asked;
    if (auto sign = words.exactly("="); !sign) return sign;
    if (auto answered = take_answer(words, exchange); !answered) return answered;
    out_.exchanges.push_back(std::move(exchange));
    return {};
  }

  static Result<void> take_request(RecordingWords& words, Exchange& exchange) {
    const std::string_view what = words.peek();
    if (what == "descriptor" || what == "interrupt") {
      exchange.what = what == "descriptor" ? What::descriptor : What::interrupt;
      words.word();
      return {};
    }
    const bool is_string = what == "string";
    if (!is_string && what != "get" && what != "set") {
      return words.error("descriptor, get, set, string or interrupt");
    }
    exchange.what = is_string ? What::string : what == "get" ? What::get : What::set;
    words.word();
    if (!is_string) {
      const auto type = type_named(words.peek());
      if (!type) return words.error("input, output or feature");
      exchange.type = *type;
      words.word();
    }
    const auto id = words.number(0xff, is_string ? "a string's index" : "a report's id");
    if (!id) return id.error();
    exchange.id = static_cast<std::uint8_t>(*id);
    if (exchange.what == What::get) {
      const auto asked = words.number(kReportLimit, "the bytes asked for");
      if (!asked) return asked.error();
      exchange.asked = static_cast<std::size_t>(*asked);
    }
    if (exchange.what == What::set) {
      auto sent = words.bytes("=", kReportLimit);
      if (!sent) return sent.error();
      exchange.sent = std::move(*sent);
    }
    return {};
  }

  static Result<void> take_answer(RecordingWords& words, Exchange& exchange) {
    if (words.peek() == "error") return take_error(words, exchange);
    if (exchange.what == What::set) return words.exactly("ok");
    if (exchange.what == What::string) {
      auto text = words.text("a string's answer");
      if (!text) return text.error();
      exchange.text = std::move(*text);
      return {};
    }
    auto bytes = words.bytes({}, kReportLimit);
    if (!bytes) return bytes.error();
    exchange.bytes = std::move(*bytes);
    return {};
  }

  static Result<void> take_error(RecordingWords& words, Exchange& exchange) {
    words.word();
    const auto code = code_named(words.peek());
    if (!code) return words.error("the name of an error, such as stalled or timeout");
    words.word();
    const auto sys_errno = words.number(4095, "an errno");  // MAX_ERRNO, include/linux/err.h
    if (!sys_errno) return sys_errno.error();
    auto where = words.text("the error's place");
    if (!where) return where.error();
    auto what = words.text("the error's words");
    if (!what) return what.error();
    exchange.error =
        Error{*code, std::move(*where), std::move(*what), static_cast<int>(*sys_errno)};
    return {};
  }

  const std::string& file_;
  Recording out_;
  std::vector<std::string> seen_;
  bool in_head_ = true;
  std::chrono::milliseconds opened_{0};  // When the UPS was opened last, from the first time on.
};

std::string request_of(const Exchange& exchange) {
  switch (exchange.what) {
    case What::descriptor:
      return "descriptor";
    case What::get:
      return fmt::format("get {} 0x{:02x} {}", word_of(exchange.type), exchange.id, exchange.asked);
    case What::set:
      return fmt::format("set {} 0x{:02x}{}{}", word_of(exchange.type), exchange.id,
                         exchange.sent.empty() ? "" : " ", base::hex_bytes(exchange.sent));
    case What::string:
      return fmt::format("string {}", exchange.id);
    case What::interrupt:
      break;
  }
  return "interrupt";
}

std::string answer_of(const Exchange& exchange) {
  if (exchange.error) {
    return fmt::format("error {} {} {} {}", name_of(exchange.error->code),
                       exchange.error->sys_errno, quoted_text(exchange.error->where),
                       quoted_text(exchange.error->what));
  }
  if (exchange.what == What::set) return "ok";
  if (exchange.what == What::string) return quoted_text(exchange.text);
  return base::hex_bytes(exchange.bytes);
}

}  // namespace

Result<Recording> parse_recording(std::string_view text, const std::string& file) {
  return Parser(file).parse(text);
}

std::string recording_head(const Recording& recording) {
  std::string out = fmt::format("{}\n", kFirstLine);
  const auto add = [&out](std::string_view key, std::string_view text) {
    if (!text.empty()) out += fmt::format("{} {}\n", key, quoted_text(text));
  };
  add("name", recording.name);
  for (const auto& [key, value] : recording.settings) {
    out += fmt::format("setting {} {}\n", quoted_text(key), quoted_text(value));
  }
  for (const NumberLine& line : kNumbers) {
    out += fmt::format("{} 0x{:04x}\n", line.key, recording.device.*line.member);
  }
  out += fmt::format("interface {}\n", recording.device.interface_number);
  for (const TextLine& line : kTexts) add(line.key, recording.device.*line.member);
  return out;
}

std::string recording_line(const Exchange& exchange) {
  const std::string answer = answer_of(exchange);
  const std::int64_t at = std::max<std::int64_t>(exchange.at.count(), 0);
  return fmt::format("{}.{:03} {} ={}{}\n", at / 1000, at % 1000, request_of(exchange),
                     answer.empty() ? "" : " ", answer);
}

std::string described(const Exchange& exchange) {
  switch (exchange.what) {
    case What::descriptor:
      return "report descriptor";
    case What::get:
      return fmt::format("{} report 0x{:02x}", word_of(exchange.type), exchange.id);
    case What::set:
      return fmt::format("{} report 0x{:02x} set to {}", word_of(exchange.type), exchange.id,
                         base::hex_bytes(exchange.sent));
    case What::string:
      return fmt::format("string {}", exchange.id);
    case What::interrupt:
      break;
  }
  return "interrupt endpoint";
}

}  // namespace upshid::transport
