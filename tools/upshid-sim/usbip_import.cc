#include "upshid-sim/usbip_import.h"

#include <fmt/format.h>

#include <algorithm>

#include "upshid-sim/big_endian.h"

namespace upshid::sim::usbip {

namespace {

constexpr std::uint16_t protocol_version = 0x0111;

enum Code16 : std::uint16_t {
  request_import = 0x8003,
  request_list = 0x8005,
  reply_import = 0x0003,
  reply_list = 0x0005,
};

constexpr std::size_t request_header_size = 8;
constexpr std::size_t bus_id_size = 32;
constexpr std::size_t path_size = 256;

void append_head(Bytes& out, Code16 code, std::uint32_t status) {
  append_be16(out, protocol_version);
  append_be16(out, code);
  append_be32(out, status);
}

void append_text(Bytes& out, std::string_view text, std::size_t size) {
  out.insert(out.end(), text.begin(), text.end());
  out.resize(out.size() + size - text.size());
}

void append_device(Bytes& out, const Identity& identity) {
  append_text(out, "/sys/devices/upshid-sim/1-1", path_size);
  append_text(out, bus_id, bus_id_size);
  append_be32(out, 1);  // bus
  append_be32(out, 1);  // device
  append_be32(out, static_cast<std::uint32_t>(identity.speed));
  append_be16(out, identity.vendor_id);
  append_be16(out, identity.product_id);
  append_be16(out, identity.bcd_device);
  // Class, subclass and protocol are the interface's; then the configuration in use, how many
  // configurations and how many interfaces there are.
  out.insert(out.end(), {0, 0, 0, configuration_value, 1, 1});
}

}  // namespace

Result<std::optional<Request>> read_request(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < request_header_size) return std::optional<Request>{};
  const std::uint16_t version = read_be16(bytes, 0);
  const std::uint16_t code = read_be16(bytes, 2);
  if (version != protocol_version) {
    return Error{Code::io, "USB/IP",
                 fmt::format("version 0x{:04x}, expected 0x{:04x}", version, protocol_version), 0};
  }
  if (code == request_list) {
    return std::optional(Request{Request::Kind::list, {}, request_header_size});
  }
  if (code != request_import) {
    return Error{Code::io, "USB/IP",
                 fmt::format("request 0x{:04x}, expected 0x8003 (import) or 0x8005 (list)", code),
                 0};
  }
  if (bytes.size() < request_header_size + bus_id_size) return std::optional<Request>{};
  const auto field = bytes.subspan(request_header_size, bus_id_size);
  const auto end = std::find(field.begin(), field.end(), 0);
  return std::optional(Request{Request::Kind::import, std::string(field.begin(), end),
                               request_header_size + bus_id_size});
}

Bytes list_reply(const Identity* identity) {
  Bytes out;
  append_head(out, reply_list, 0);
  append_be32(out, identity == nullptr ? 0 : 1);
  if (identity == nullptr) return out;
  append_device(out, *identity);
  // Its interface: class HID, no boot protocol, and a byte of padding.
  out.insert(out.end(), {3, 0, 0, 0});
  return out;
}

Bytes import_reply(ImportStatus status, const Identity& identity) {
  Bytes out;
  append_head(out, reply_import, static_cast<std::uint32_t>(status));
  if (status == ImportStatus::ok) append_device(out, identity);
  return out;
}

}  // namespace upshid::sim::usbip
