#include "transport/recording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/line_reader.h"
#include "base/report_type.h"
#include "base/text.h"
#include "base/utf8.h"

namespace upshid::transport {

namespace {

using What = Exchange::What;

constexpr std::size_t max_report = 16384;  // HID_MAX_BUFFER_SIZE, include/linux/hid.h
constexpr std::size_t max_settings = 1000;
constexpr std::size_t max_exchanges = 500'000;
constexpr double max_seconds = 1e9;  // Seconds.
constexpr std::string_view first_line = "upshid recording 1";

std::optional<Code> code_named(std::string_view word) {
  for (unsigned i = 1; i <= static_cast<unsigned>(Code::cancelled); ++i) {
    if (word == name_of(static_cast<Code>(i))) return static_cast<Code>(i);
  }
  return std::nullopt;
}

// The keys of the head, and where they are stored.
struct TextLine {
  const char* key;
  std::string DeviceInfo::*member;
};
constexpr TextLine text_lines[] = {
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
constexpr NumberLine number_lines[] = {
    {"vendor-id", &DeviceInfo::vendor_id},
    {"product-id", &DeviceInfo::product_id},
    {"release", &DeviceInfo::bcd_device},
};

class Parser {
 public:
  explicit Parser(base::LineReader lines) : line_(lines) {}

  Result<Recording> parse() && {
    bool begun = false;
    while (line_.next()) {
      const bool is_first = base::trim(line_.line()) == first_line;
      if (!begun && !is_first) return line_.error_next(base::quoted_text(first_line));
      if (is_first) {
        if (begun) begin_again();
        begun = true;
        continue;
      }
      if (auto taken = take(); !taken) return taken.error();
      if (auto ended = line_.end(); !ended) return ended.error();
    }
    if (!begun) {
      return Error{Code::invalid_argument, fmt::format("{}:1:1", line_.file()),
                   fmt::format("found nothing, expected {}", base::quoted_text(first_line)), 0};
    }
    return std::move(out_);
  }

 private:
  // What follows was recorded after a replug of the same UPS.
  void begin_again() {
    seen_.clear();
    out_.settings.clear();
    in_head_ = true;
    if (!out_.exchanges.empty()) opened_ = out_.exchanges.back().at;
  }

  Result<void> take() {
    const std::string key(line_.peek());
    if (key[0] >= '0' && key[0] <= '9') return take_exchange();
    if (!in_head_) return line_.error_next("a time in seconds");
    if (line_.take("setting")) return take_setting();
    if (std::find(seen_.begin(), seen_.end(), key) != seen_.end())
      return line_.error_next("each of these lines once");
    seen_.push_back(key);
    for (const TextLine& row : text_lines) {
      if (line_.take(row.key)) return take_text(row.key, out_.device.*row.member);
    }
    for (const NumberLine& row : number_lines) {
      if (line_.take(row.key)) return take_number(row.key, out_.device.*row.member);
    }
    if (line_.take("name")) return take_text("name", out_.name);
    if (line_.take("interface")) return take_number("interface", out_.device.interface_number);
    return line_.error_next(
        "a time in seconds, or what is known of the UPS: name, setting, vendor-id, "
        "product-id, release, interface, manufacturer, product, serial, port, "
        "hidraw or usb");
  }

  Result<void> take_text(std::string_view what, std::string& into) {
    auto text = line_.next_text(fmt::format("{}, a text in quotes", what));
    if (!text) return text.error();
    into = base::printable(*text);
    return {};
  }

  template <class Number>
  Result<void> take_number(std::string_view what, Number& into,
                           std::int64_t max = std::numeric_limits<Number>::max()) {
    const auto number = line_.next_integer(0, max, what);
    if (!number) return number.error();
    into = static_cast<Number>(*number);
    return {};
  }

  Result<void> take_setting() {
    if (out_.settings.size() == max_settings)
      return line_.error_last(fmt::format("at most {} settings", max_settings));
    auto& [key, value] = out_.settings.emplace_back();
    if (auto taken = take_text("a setting's key", key); !taken) return taken;
    return take_text("a setting's value", value);
  }

  Result<void> take_exchange() {
    if (out_.exchanges.size() == max_exchanges)
      return line_.error_next(fmt::format("at most {} requests", max_exchanges));
    const auto at = base::parse_number(line_.peek());
    if (!at || *at > max_seconds) return line_.error_next("a time in seconds");
    Exchange exchange;
    exchange.at = opened_ + std::chrono::milliseconds(std::llround(*at * 1000));
    if (exchange.at > std::chrono::duration<double>(max_seconds))
      return line_.error_next("all in less than 30 years");
    in_head_ = false;
    line_.take(line_.peek());
    if (auto request = take_request(exchange); !request) return request;
    if (auto sign = take_exactly("="); !sign) return sign;
    if (auto answer = take_answer(exchange); !answer) return answer;
    out_.exchanges.push_back(std::move(exchange));
    return {};
  }

  Result<void> take_exactly(std::string_view word) {
    if (!line_.take(word)) return line_.error_next(base::quoted_text(word));
    return {};
  }

  Result<void> take_request(Exchange& exchange) {
    struct Row {
      std::string_view word;
      What what;
    };
    constexpr Row rows[] = {{"descriptor", What::descriptor},
                            {"interrupt", What::interrupt},
                            {"get", What::get},
                            {"set", What::set},
                            {"string", What::string}};
    const auto* row = std::ranges::find(rows, line_.peek(), &Row::word);
    if (row == std::end(rows)) return line_.error_next("descriptor, get, set, string or interrupt");
    line_.take(row->word);
    exchange.what = row->what;
    if (row->what == What::descriptor || row->what == What::interrupt) return {};
    if (row->what == What::string) return take_number("a string index", exchange.id);
    const auto type = base::report_type_named(line_.peek());
    if (!type) return line_.error_next("input, output or feature");
    exchange.type = *type;
    line_.take(line_.peek());
    if (auto id = take_number("a report ID", exchange.id); !id) return id;
    if (row->what == What::get) return take_number("a number of bytes", exchange.size, max_report);
    return take_bytes(exchange.sent);
  }

  // Up to '=' or the end of the line.
  Result<void> take_bytes(std::vector<std::uint8_t>& into) {
    while (!line_.at_end() && line_.peek() != "=") {
      const std::string_view word = line_.peek();
      const auto byte = word.size() == 2 ? base::parse_hex(word) : std::nullopt;
      if (!byte) return line_.error_next("a byte as two hexadecimal digits");
      if (into.size() == max_report)
        return line_.error_next(fmt::format("at most {} bytes", max_report));
      into.push_back(static_cast<std::uint8_t>(*byte));
      line_.take(word);
    }
    return {};
  }

  Result<void> take_answer(Exchange& exchange) {
    if (line_.take("error")) return take_error(exchange.error.emplace());
    if (exchange.what == What::set) return take_exactly("ok");
    if (exchange.what == What::string) return take_text("a string's answer", exchange.text);
    return take_bytes(exchange.bytes);
  }

  Result<void> take_error(Error& error) {
    const auto code = code_named(line_.peek());
    if (!code) return line_.error_next("the name of an error, such as stalled or timeout");
    error.code = *code;
    line_.take(line_.peek());
    constexpr std::int64_t max_errno = 4095;  // MAX_ERRNO, include/linux/err.h
    if (auto number = take_number("an errno", error.sys_errno, max_errno); !number) return number;
    if (auto where = take_text("the error's place", error.where); !where) return where;
    return take_text("the error's message", error.what);
  }

  base::LineReader line_;
  Recording out_;
  std::vector<std::string> seen_;
  bool in_head_ = true;
  std::chrono::milliseconds opened_{0};  // When the UPS was last opened, since the first opening.
};

std::string request_of(const Exchange& exchange) {
  switch (exchange.what) {
    case What::descriptor:
      return "descriptor";
    case What::get:
      return fmt::format("get {} 0x{:02x} {}", base::report_word(exchange.type), exchange.id,
                         exchange.size);
    case What::set:
      return fmt::format("set {} 0x{:02x}{}{}", base::report_word(exchange.type), exchange.id,
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
                       exchange.error->sys_errno, base::quoted_text(exchange.error->where),
                       base::quoted_text(exchange.error->what));
  }
  if (exchange.what == What::set) return "ok";
  if (exchange.what == What::string) return base::quoted_text(exchange.text);
  return base::hex_bytes(exchange.bytes);
}

}  // namespace

Result<Recording> parse_recording(std::string_view text, const std::string& file) {
  if (text.size() > max_recording) {
    return Error{Code::budget_exceeded, file,
                 fmt::format("{} bytes, expected at most {}", text.size(), max_recording), 0};
  }
  return Parser({text, file, Code::invalid_argument}).parse();
}

std::string recording_head(const Recording& recording) {
  std::string out = fmt::format("{}\n", first_line);
  const auto add = [&out](std::string_view key, std::string_view text) {
    if (!text.empty()) out += fmt::format("{} {}\n", key, base::quoted_text(text));
  };
  add("name", recording.name);
  for (const auto& [key, value] : recording.settings) {
    out += fmt::format("setting {} {}\n", base::quoted_text(key), base::quoted_text(value));
  }
  for (const NumberLine& line : number_lines) {
    out += fmt::format("{} 0x{:04x}\n", line.key, recording.device.*line.member);
  }
  out += fmt::format("interface {}\n", recording.device.interface_number);
  for (const TextLine& line : text_lines) add(line.key, recording.device.*line.member);
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
      return fmt::format("{} report 0x{:02x}", base::report_word(exchange.type), exchange.id);
    case What::set:
      return fmt::format("{} report 0x{:02x} set to {}", base::report_word(exchange.type),
                         exchange.id, base::hex_bytes(exchange.sent));
    case What::string:
      return fmt::format("string {}", exchange.id);
    case What::interrupt:
      break;
  }
  return "interrupt endpoint";
}

}  // namespace upshid::transport
