#include <fmt/format.h>

#include <cerrno>
#include <map>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/text.h"
#include "upshid-sim/hex.h"
#include "upshid-sim/unit.h"

namespace upshid::sim {

namespace {

using nlohmann::json;
using Key = std::pair<hid::ReportType, std::uint8_t>;

// The content of the files of a directory.
struct Capture {
  Identity identity;
  Bytes descriptor;
  std::map<std::uint8_t, Bytes> strings;  // as descriptors
  std::map<Key, Bytes> reports;
  std::vector<std::uint8_t> inputs;  // No capture shows which of them are sent periodically.
  std::chrono::nanoseconds latency{};
};

constexpr std::size_t max_descriptor_bytes = 65535;
constexpr std::size_t max_report_bytes = 4096;

// Reads values of N.json; the error is the first invalid one.
class Reader {
 public:
  Reader(const json& root, std::string file) : root_(root), file_(std::move(file)) {}

  const std::optional<Error>& error() const { return error_; }

  std::int64_t number(const char* name, std::int64_t max, std::int64_t otherwise) {
    if (!root_.contains(name)) return otherwise;
    const json& value = root_[name];
    if (value.is_number_integer() && value.get<std::int64_t>() >= 0 &&
        value.get<std::int64_t>() <= max) {
      return value.get<std::int64_t>();
    }
    complain(name, fmt::format("a number from 0 to {}", max));
    return otherwise;
  }

  std::string text(const char* name, std::string otherwise) {
    if (!root_.contains(name)) return otherwise;
    if (root_[name].is_string()) return root_[name].get<std::string>();
    complain(name, "a text");
    return otherwise;
  }

  std::uint8_t string_index(std::size_t which) {
    const json none = json::array();
    const json& list = root_.contains("istr") ? root_["istr"] : none;
    if (!list.is_array() || which >= list.size()) return 0;
    if (list[which].is_number_unsigned() && list[which].get<std::uint64_t>() <= 255) {
      return list[which].get<std::uint8_t>();
    }
    complain("istr", "three string indexes from 0 to 255");
    return 0;
  }

  std::map<std::uint8_t, Bytes> strings() {
    std::map<std::uint8_t, Bytes> out;
    const json all = object("strings");
    for (const auto& [name, value] : all.items()) {
      const auto index = base::parse_integer(name);
      if (!index || *index < 1 || *index > 255 || !value.is_string()) {
        complain("strings", "texts by indexes from 1 to 255");
        return out;
      }
      const auto text = value.get<std::string>();
      // "hex:": the bytes of a malformed descriptor.
      auto raw = text.starts_with("hex:") ? parse_hex_bytes(text.substr(4)) : std::nullopt;
      out[static_cast<std::uint8_t>(*index)] = raw ? std::move(*raw) : string_descriptor(text);
    }
    return out;
  }

  void reports(const char* name, hid::ReportType type, Capture& out) {
    const json all = object("reports");
    if (!all.contains(name)) return;
    if (!all[name].is_object()) return complain("reports", "reports by ID, as hexadecimal bytes");
    for (const auto& [key, value] : all[name].items()) {
      const auto id = base::parse_integer(key);
      auto bytes = value.is_string() ? parse_hex_bytes(value.get<std::string>()) : std::nullopt;
      if (!id || *id < 0 || *id > 255 || !bytes || bytes->size() > max_report_bytes) {
        return complain("reports", "reports by ID, as hexadecimal bytes");
      }
      out.reports[{type, static_cast<std::uint8_t>(*id)}] = std::move(*bytes);
      if (type == hid::ReportType::input) out.inputs.push_back(static_cast<std::uint8_t>(*id));
    }
  }

  std::chrono::nanoseconds latency() {
    const json all = object("latency_ms");
    if (!all.contains("control")) return {};
    if (all["control"].is_number() && all["control"].get<double>() >= 0 &&
        all["control"].get<double>() <= 60000) {
      return std::chrono::microseconds(
          static_cast<std::int64_t>(all["control"].get<double>() * 1000));
    }
    complain("latency_ms", "milliseconds from 0 to 60000 as \"control\"");
    return {};
  }

  void complain(const char* name, std::string_view expected) {
    if (error_) return;
    error_ =
        Error{Code::malformed_config, file_, fmt::format("\"{}\": expected {}", name, expected), 0};
  }

 private:
  json object(const char* name) {
    if (!root_.contains(name)) return json::object();
    if (root_[name].is_object()) return root_[name];
    complain(name, "an object");
    return json::object();
  }

  const json& root_;
  std::string file_;
  std::optional<Error> error_;
};

Result<Bytes> read_descriptor(const std::string& path) {
  const auto text = base::read_file(path);
  if (!text) return text.error();
  auto bytes = parse_hex_bytes(*text);
  if (!bytes || bytes->empty() || bytes->size() > max_descriptor_bytes) {
    return Error{Code::malformed_config, path,
                 fmt::format("expected 1 to {} bytes in hexadecimal", max_descriptor_bytes), 0};
  }
  return std::move(*bytes);
}

Result<Capture> read_capture(const std::string& folder, unsigned set) {
  const std::string path = fmt::format("{}/{}.json", folder, set);
  const auto text = base::read_file(path);
  if (!text) return text.error();
  const json root = json::parse(*text, nullptr, false);
  if (!root.is_object()) {
    return Error{Code::malformed_config, path, "expected a JSON object", 0};
  }
  Reader reader(root, path);
  Capture out;
  out.identity.name = folder.substr(folder.rfind('/') + 1);
  out.identity.vendor_id = static_cast<std::uint16_t>(reader.number("vid", 0xffff, 0));
  out.identity.product_id = static_cast<std::uint16_t>(reader.number("pid", 0xffff, 0));
  out.identity.bcd_device = static_cast<std::uint16_t>(reader.number("bcd", 0xffff, 0));
  out.identity.interval = static_cast<std::uint8_t>(reader.number("interval", 255, 10));
  const auto speed = speed_named(reader.text("speed", "full"));
  if (!speed) reader.complain("speed", "\"low\" or \"full\"");
  out.identity.speed = speed.value_or(Speed::full);
  out.identity.manufacturer_index = reader.string_index(0);
  out.identity.product_index = reader.string_index(1);
  out.identity.serial_index = reader.string_index(2);
  out.strings = reader.strings();
  out.latency = reader.latency();
  reader.reports("feature", hid::ReportType::feature, out);
  reader.reports("input", hid::ReportType::input, out);
  const std::string file = reader.text("descriptor", "descriptor.hex");
  if (file.find('/') != std::string::npos) {
    reader.complain("descriptor", "the name of a file in the same directory");
  }
  if (reader.error()) return *reader.error();
  auto descriptor = read_descriptor(folder + "/" + file);
  if (!descriptor) return descriptor.error();
  out.descriptor = std::move(*descriptor);
  return out;
}

Error no_such_report() {
  return {Code::stalled, {}, "the device has no such report", EPIPE};
}

Error captured_only(std::string_view what) {
  return {Code::unsupported,
          {},
          fmt::format("a captured unit has no {0}: it gives its captured answers; to change one, "
                      "use set; to send a report, use send",
                      what),
          0};
}

class CapturedUnit final : public Unit {
 public:
  explicit CapturedUnit(Capture capture)
      : Unit(capture.identity), capture_(std::move(capture)), answers_(capture_.reports) {}

  const Bytes& report_descriptor() const override { return capture_.descriptor; }
  const std::vector<std::uint8_t>& cycle() const override { return capture_.inputs; }
  std::chrono::nanoseconds latency() const override { return capture_.latency; }

  std::optional<Bytes> string(std::uint8_t index) const override {
    const auto at = capture_.strings.find(index);
    if (at == capture_.strings.end()) return std::nullopt;
    return at->second;
  }

  void advance(Instant /*now*/) override {}
  bool at_rest() const override { return true; }
  bool alive() const override { return true; }

  Result<Bytes> get_report(hid::ReportType type, std::uint8_t id) const override {
    const auto at = answers_.find({type, id});
    if (at == answers_.end()) return no_such_report();
    return at->second;
  }

  // Stored, and read back.
  Result<void> set_report(hid::ReportType type, std::uint8_t id,
                          std::span<const std::uint8_t> report) override {
    // Output reports, which can only be sent, are not captured.
    if (type == hid::ReportType::output) return {};
    const auto at = answers_.find({type, id});
    if (at == answers_.end() || report.size() > max_report_bytes) return no_such_report();
    at->second.assign(report.begin(), report.end());
    return {};
  }

  std::optional<Bytes> next_interrupt() override { return std::nullopt; }

  Result<void> set_mains(bool /*present*/) override { return captured_only("mains"); }
  Result<void> set_mains_voltage(double /*volts*/) override { return captured_only("mains"); }
  Result<void> set_charge(double /*percent*/) override { return captured_only("battery"); }
  Result<void> set_load(double /*percent*/) override { return captured_only("load"); }

  void set_answer(hid::ReportType type, std::uint8_t id, std::optional<Bytes> report) override {
    const Key key{type, id};
    const auto captured = capture_.reports.find(key);
    if (report) {
      answers_[key] = std::move(*report);
    } else if (captured != capture_.reports.end()) {
      answers_[key] = captured->second;
    } else {
      answers_.erase(key);
    }
  }

  State state() const override { return {}; }

 private:
  Capture capture_;
  std::map<Key, Bytes> answers_;
};

}  // namespace

Result<std::unique_ptr<Unit>> open_captured(const std::string& folder, unsigned set) {
  auto capture = read_capture(folder, set);
  if (!capture) return capture.error();
  return std::unique_ptr<Unit>(std::make_unique<CapturedUnit>(std::move(*capture)));
}

}  // namespace upshid::sim
