#ifndef UPSHID_SIM_USBIP_IMPORT_H
#define UPSHID_SIM_USBIP_IMPORT_H

// The start of USB/IP over TCP (Linux, tools/usb/usbip/src/usbip_network.h, version 1.1.1): a
// client lists the devices, or imports one; after an import the connection belongs to that device.

#include <upshid/result.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "upshid-sim/descriptors.h"

namespace upshid::sim::usbip {

// The name of the only device: bus 1, port 1.
inline constexpr std::string_view bus_id = "1-1";

struct Request {
  enum class Kind : std::uint8_t { list, import };
  Kind kind = Kind::list;
  std::string bus_id;     // of an import
  std::size_t bytes = 0;  // the length of the request
};

// nullopt: incomplete so far. Errors: io for an invalid request.
Result<std::optional<Request>> read_request(std::span<const std::uint8_t> bytes);

// `identity`: nullptr if no unit is plugged in.
Bytes list_reply(const Identity* identity);

enum class ImportStatus : std::uint32_t { ok = 0, busy = 2, no_device = 4 };
Bytes import_reply(ImportStatus status, const Identity& identity);

}  // namespace upshid::sim::usbip

#endif
