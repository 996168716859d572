#include "transport/fault.h"

#include <fmt/format.h>

#include <cerrno>
#include <utility>

#include "base/report_type.h"

namespace upshid::transport {

Code code_of_errno(int error) {
  switch (error) {
    case EPIPE:
      return Code::stalled;
    case ETIMEDOUT:
      return Code::timeout;
    case ENODEV:
    case ENXIO:
    case ESHUTDOWN:
      return Code::disconnected;
    case EOVERFLOW:
      return Code::long_report;
    case EACCES:
    case EPERM:
      return Code::permission;
    case ENOENT:
      return Code::not_found;
    case ECANCELED:
      return Code::cancelled;
    default:
      return Code::io;
  }
}

namespace {

const char* words_of(Code code) {
  switch (code) {
    case Code::stalled:
      return "the device refused the request (USB STALL)";
    case Code::timeout:
      return "the device did not answer in time";
    case Code::disconnected:
      return "the device is disconnected";
    case Code::long_report:
      return "the device sent more bytes than requested";
    case Code::permission:
      return "refused by the operating system";
    case Code::not_found:
      return "no such file";
    case Code::cancelled:
      return "interrupted before the device answered";
    default:
      return "the transfer failed";
  }
}

}  // namespace

Error transfer_error(std::string where, int error) {
  const Code code = code_of_errno(error);
  return {code, std::move(where), words_of(code), error};
}

std::string report_place(const std::string& node, hid::ReportType type, std::uint8_t id) {
  return fmt::format("{}, {} report 0x{:02x}", node, base::report_word(type), id);
}

std::string node_place(const DeviceInfo& device, const std::string& node) {
  return fmt::format("{:04x}:{:04x} {}", device.vendor_id, device.product_id, node);
}

}  // namespace upshid::transport
