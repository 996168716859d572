#include "upshid-sim/usbip.h"

#include <fmt/format.h>

#include <algorithm>

#include "upshid-sim/big_endian.h"

namespace upshid::sim::usbip {

namespace {

enum CommandCode : std::uint32_t {
  cmd_submit = 1,
  cmd_unlink = 2,
  ret_submit = 3,
  ret_unlink = 4,
};

// Offsets in the header.
constexpr std::size_t at_seqnum = 4;
constexpr std::size_t at_direction = 12;
constexpr std::size_t at_endpoint = 16;
constexpr std::size_t at_victim = 20;
constexpr std::size_t at_length = 24;
constexpr std::size_t at_packets = 32;
constexpr std::size_t at_setup = 40;

// Not isochronous: 0, or -1 as in the protocol's documentation.
constexpr std::uint32_t no_packets = 0xffffffff;

Error malformed(std::string what) {
  return {Code::io, "USB/IP", std::move(what), 0};
}

Result<Submit> read_submit(std::span<const std::uint8_t> header) {
  Submit out;
  out.seqnum = read_be32(header, at_seqnum);
  const std::uint32_t direction = read_be32(header, at_direction);
  if (direction > 1) return malformed(fmt::format("direction {}; expected 0 or 1", direction));
  out.in = direction == 1;
  out.endpoint = read_be32(header, at_endpoint);
  const std::uint32_t length = read_be32(header, at_length);
  if (length > static_cast<std::uint32_t>(out.in ? INT32_MAX : max_out_bytes)) {
    return malformed(fmt::format("a transfer of {} bytes, expected at most {}", length,
                                 out.in ? INT32_MAX : max_out_bytes));
  }
  out.length = static_cast<std::int32_t>(length);
  const std::uint32_t packets = read_be32(header, at_packets);
  if (packets != 0 && packets != no_packets) {
    return malformed(fmt::format(
        "{} isochronous packets, expected none: the device has no such endpoint", packets));
  }
  std::copy_n(header.begin() + at_setup, out.setup.size(), out.setup.begin());
  return out;
}

void append_basic(Bytes& out, CommandCode code, std::uint32_t seqnum, Status status) {
  append_be32(out, code);
  append_be32(out, seqnum);
  // Device, direction and endpoint are 0 in answers.
  for (int i = 0; i < 3; ++i) append_be32(out, 0);
  append_be32(out, static_cast<std::uint32_t>(status));
}

}  // namespace

void CommandReader::feed(std::span<const std::uint8_t> bytes) {
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

Result<std::optional<Command>> CommandReader::next() {
  if (buffer_.size() < header_size) return std::optional<Command>{};
  const auto header = std::span(buffer_).first(header_size);
  std::size_t used = header_size;
  std::optional<Command> command;
  const std::uint32_t code = read_be32(header, 0);
  if (code == cmd_submit) {
    auto submit = read_submit(header);
    if (!submit) return submit.error();
    if (!submit->in) {
      const auto length = static_cast<std::size_t>(submit->length);
      if (buffer_.size() < header_size + length) return std::optional<Command>{};
      const auto data = std::span(buffer_).subspan(header_size, length);
      submit->data.assign(data.begin(), data.end());
      used += length;
    }
    command = std::move(*submit);
  } else if (code == cmd_unlink) {
    command = Unlink{read_be32(header, at_seqnum), read_be32(header, at_victim)};
  } else {
    return malformed(fmt::format("command {}, expected 1 (submit) or 2 (unlink)", code));
  }
  buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(used));
  return command;
}

Bytes submit_reply(std::uint32_t seqnum, Status status, std::span<const std::uint8_t> data,
                   std::size_t actual_length) {
  Bytes out;
  append_basic(out, ret_submit, seqnum, status);
  append_be32(out, static_cast<std::uint32_t>(actual_length));
  // Start frame, number of packets, error count: of isochronous transfers.
  for (int i = 0; i < 3; ++i) append_be32(out, 0);
  out.resize(header_size);
  out.insert(out.end(), data.begin(), data.end());
  return out;
}

Bytes unlink_reply(std::uint32_t seqnum, Status status) {
  Bytes out;
  append_basic(out, ret_unlink, seqnum, status);
  out.resize(header_size);
  return out;
}

}  // namespace upshid::sim::usbip
