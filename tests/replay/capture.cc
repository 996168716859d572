#include "replay/capture.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

using namespace upshid;

namespace replay {

namespace {

std::string slurp(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<std::uint8_t> bytes_of(const std::string& hex) {
  std::istringstream in(hex);
  std::vector<std::uint8_t> out;
  for (std::string byte; in >> byte;) {
    out.push_back(static_cast<std::uint8_t>(std::stoul(byte, nullptr, 16)));
  }
  return out;
}

class CaptureTransport : public transport::Transport {
 public:
  explicit CaptureTransport(Capture& capture) : capture_(capture) {}

  const DeviceInfo& device() const override { return capture_.device; }

  Result<std::vector<std::uint8_t>> report_descriptor() override {
    if (capture_.descriptor_reads.empty()) return capture_.descriptor;
    auto bytes = capture_.descriptor_reads.front();
    capture_.descriptor_reads.erase(capture_.descriptor_reads.begin());
    return bytes;
  }

  Result<std::size_t> get_report(hid::ReportType type, std::uint8_t id,
                                 std::span<std::uint8_t> buffer) override {
    ++capture_.asked[{type, id}];
    const auto fault = capture_.faults.find({type, id});
    if (fault != capture_.faults.end()) return fault->second;
    const auto report = capture_.reports.find({type, id});
    if (report == capture_.reports.end()) {
      return Error{Code::stalled, "capture", "no such report in the capture", 32};
    }
    if (report->second.size() > buffer.size()) {
      return Error{Code::long_report, "capture", "more bytes than asked for", 75};
    }
    std::ranges::copy(report->second, buffer.begin());
    return report->second.size();
  }

  Result<void> set_report(hid::ReportType, std::uint8_t, std::span<const std::uint8_t>) override {
    return Error{Code::unsupported, "capture", "a capture cannot be written", 0};
  }

  Result<std::size_t> read_interrupt(std::span<std::uint8_t>, std::chrono::milliseconds) override {
    return Error{Code::timeout, "capture", "a capture sends nothing by itself", 0};
  }

  int interrupt_fd() const override { return -1; }

  Result<std::string> string(std::uint8_t index) override {
    ++capture_.strings_asked[index];
    const auto text = capture_.strings.find(index);
    if (text == capture_.strings.end()) {
      return Error{Code::not_found, "capture", "no such string", 32};
    }
    return text->second;
  }

 private:
  Capture& capture_;
};

}  // namespace

std::vector<std::string> device_folders() {
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(UPSHID_SHARED_DEVICES, error)) {
    if (entry.is_directory()) out.push_back(entry.path().string());
  }
  std::ranges::sort(out);
  return out;
}

namespace {

void set_report(Capture& capture, const std::string& type, std::uint8_t id,
                const std::string& hex) {
  const auto kind = type == "feature" ? hid::ReportType::feature : hid::ReportType::input;
  capture.reports[{kind, id}] = bytes_of(hex);
}

Capture capture_of(const nlohmann::json& json, const std::string& folder) {
  Capture out;
  out.descriptor = bytes_of(slurp(folder + "/descriptor.hex"));
  for (const auto& [index, text] : json.at("strings").items()) {
    out.strings[static_cast<unsigned>(std::stoul(index))] = text.get<std::string>();
  }
  const auto string_at = [&](std::size_t i) {
    const auto at = out.strings.find(json.at("istr").at(i).get<unsigned>());
    return at == out.strings.end() ? std::string() : at->second;
  };
  out.device.vendor_id = json.at("vid").get<std::uint16_t>();
  out.device.product_id = json.at("pid").get<std::uint16_t>();
  out.device.bcd_device = json.at("bcd").get<std::uint16_t>();
  out.device.manufacturer = string_at(0);
  out.device.product = string_at(1);
  out.device.serial = string_at(2);
  out.device.report_descriptor = out.descriptor;
  for (const char* type : {"feature", "input"}) {
    if (!json.at("reports").contains(type)) continue;
    for (const auto& [id, hex] : json.at("reports").at(type).items())
      set_report(out, type, static_cast<std::uint8_t>(std::stoul(id, nullptr, 16)), hex);
  }
  return out;
}

}  // namespace

Capture load_capture(const std::string& folder, int set) {
  return capture_of(nlohmann::json::parse(slurp(folder + "/" + std::to_string(set) + ".json")),
                    folder);
}

std::vector<DeviceState> load_states() {
  std::vector<DeviceState> out;
  std::error_code error;
  for (const auto& entry :
       std::filesystem::directory_iterator(UPSHID_SHARED_DEVICES "/../states", error)) {
    if (entry.path().extension() != ".json") continue;
    const auto json = nlohmann::json::parse(slurp(entry.path().string()));
    const std::string device = entry.path().stem().string();
    for (const auto& [name, state] : json.at("states").items()) {
      if (state.at("set").is_null()) continue;
      Capture capture = capture_of(json.at("base"), UPSHID_SHARED_DEVICES "/" + device);
      for (const auto& report : state.at("set").at(1))
        set_report(capture, report.at(0), report.at(1), report.at(2));
      out.push_back(
          {device, name, std::move(capture), state.at("nut_status"), state.at("nut_alarm")});
    }
  }
  std::ranges::sort(out, {},
                    [](const DeviceState& one) { return std::pair(one.device, one.name); });
  return out;
}

Variables load_nut(const std::string& folder, int set) {
  return variables_of(slurp(folder + "/" + std::to_string(set) + ".nut"));
}

std::unique_ptr<transport::Transport> make_transport(Capture& capture) {
  return std::make_unique<CaptureTransport>(capture);
}

}  // namespace replay
