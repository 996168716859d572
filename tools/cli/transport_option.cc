#include "cli/transport_option.h"

#include <fmt/format.h>

#include <optional>

#include "cli/option_table.h"

namespace upshid::cli {

namespace {

std::optional<TransportKind> transport_named(std::string_view name) {
  if (name == "auto") return TransportKind::automatic;
  if (name == "hidapi") return TransportKind::hidapi;
  if (name == "libusb") return TransportKind::libusb;
  if (name == "virtual") return TransportKind::virtual_device;
  if (name == "recording") return TransportKind::recording;
  return std::nullopt;
}

}  // namespace

Result<void> take_transport(std::string_view kind, OpenOptions& open, std::string& recording) {
  if (kind.starts_with("recording:")) {
    open.transport = TransportKind::recording;
    recording = kind;
    return {};
  }
  const auto named = transport_named(kind);
  if (!named) {
    return usage_error(fmt::format(
        "--transport {}: expected auto, hidapi, libusb, virtual or recording[:FILE]", kind));
  }
  open.transport = *named;
  return {};
}

}  // namespace upshid::cli
