#ifndef UPSHID_TESTS_REPLAY_CAPTURE_H
#define UPSHID_TESTS_REPLAY_CAPTURE_H

// A captured device as a transport: real report descriptor, recorded answers by (type, id).

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "replay/differences.h"
#include "transport/transport.h"

namespace replay {

using ReportKey = std::pair<upshid::hid::ReportType, std::uint8_t>;

// The answers of the device, and the requests to it; outlives the transport.
struct Capture {
  upshid::DeviceInfo device;
  std::vector<std::uint8_t> descriptor;
  std::map<ReportKey, std::vector<std::uint8_t>> reports;
  std::map<unsigned, std::string> strings;

  std::map<ReportKey, upshid::Error> faults;  // answered instead of the report
  std::map<ReportKey, int> asked;             // GET_REPORTs
  std::map<unsigned, int> strings_asked;
  std::vector<std::vector<std::uint8_t>> descriptor_reads;  // answered first, one a read
};

// The folders of captured devices; empty where the checkout has none beside it.
std::vector<std::string> device_folders();

// FOLDER/descriptor.hex with value set N.
Capture load_capture(const std::string& folder, int set);

// A state that a captured device can be in, and what NUT says of it after a full update.
struct DeviceState {
  std::string device;
  std::string name;
  Capture capture;
  std::string nut_status;
  std::string nut_alarm;
};

// Empty where the checkout has none beside it.
std::vector<DeviceState> load_states();

// FOLDER/N.nut: what NUT's upsc prints, by variable.
Variables load_nut(const std::string& folder, int set);

std::unique_ptr<upshid::transport::Transport> make_transport(Capture& capture);

}  // namespace replay

#endif
