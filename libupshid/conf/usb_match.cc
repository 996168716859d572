#include "conf/usb_match.h"

#include <fmt/format.h>
#include <regex.h>

#include <array>
#include <optional>
#include <string_view>

#include "base/text.h"

namespace upshid::conf {

namespace {

// Owns a compiled expression. std::regex is no substitute: it recurses on its input.
class Regex {
 public:
  explicit Regex(const std::string& pattern)
      : error_(::regcomp(&regex_, pattern.c_str(), REG_EXTENDED | REG_ICASE)) {}
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;
  ~Regex() {
    if (error_ == 0) ::regfree(&regex_);
  }

  bool ok() const { return error_ == 0; }

  std::string reason() const {
    std::array<char, 128> text{};
    ::regerror(error_, &regex_, text.data(), text.size());
    return text.data();
  }

  bool matches_whole(const std::string& text) const {
    regmatch_t match{};
    return ::regexec(&regex_, text.c_str(), 1, &match, 0) == 0 && match.rm_so == 0 &&
           static_cast<std::size_t>(match.rm_eo) == text.size();
  }

 private:
  regex_t regex_{};
  int error_;
};

bool fits(const std::optional<std::string>& pattern, std::string_view text) {
  if (!pattern) return true;
  const Regex regex(*pattern);
  return regex.ok() && regex.matches_whole(std::string(base::trim(text)));
}

std::string last_port(std::string_view bus_path) {
  const std::size_t at = bus_path.find_last_of(".-");
  if (at == std::string_view::npos) return {};
  const auto port = base::parse_integer(bus_path.substr(at + 1));
  return port ? fmt::format("{:03}", *port) : std::string();
}

}  // namespace

bool is_usb_id(std::string_view text) {
  return text.size() == 9 && text[4] == ':' && base::parse_hex(text.substr(0, 4)) &&
         base::parse_hex(text.substr(5));
}

Result<void> check_pattern(const std::string& pattern) {
  const Regex regex(pattern);
  if (regex.ok()) return {};
  return Error{Code::malformed_config, {}, regex.reason(), 0};
}

bool matches(const UsbPatterns& patterns, const DeviceInfo& device) {
  return fits(patterns.vendorid, fmt::format("{:04x}", device.vendor_id)) &&
         fits(patterns.productid, fmt::format("{:04x}", device.product_id)) &&
         fits(patterns.vendor, device.manufacturer) && fits(patterns.product, device.product) &&
         fits(patterns.serial, device.serial) &&
         fits(patterns.bus, fmt::format("{:03}", device.bus_number)) &&
         fits(patterns.busport, last_port(device.bus_path)) &&
         fits(patterns.device, fmt::format("{:03}", device.device_number));
}

std::string describe(const UsbPatterns& patterns) {
  std::string out;
  const auto add = [&out](std::string_view key, const std::optional<std::string>& pattern) {
    if (pattern) out += fmt::format("{}{}={}", out.empty() ? "" : ", ", key, *pattern);
  };
  add("vendorid", patterns.vendorid);
  add("productid", patterns.productid);
  add("vendor", patterns.vendor);
  add("product", patterns.product);
  add("serial", patterns.serial);
  add("bus", patterns.bus);
  add("busport", patterns.busport);
  add("device", patterns.device);
  return out.empty() ? "any" : out;
}

}  // namespace upshid::conf
