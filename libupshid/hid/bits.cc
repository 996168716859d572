#include "hid/bits.h"

#include <fmt/format.h>

namespace upshid::hid {

namespace {

Error at_field(Code code, const Field& field, std::string what) {
  return {code,
          fmt::format("{} report {:#04x}, bit {}", name_of(field.type), field.report_id,
                      field.bit_offset),
          std::move(what), 0};
}

// Where an element's bits begin, if its size is supported and they are all in the payload.
Result<std::uint64_t> locate(const Field& field, std::size_t payload_bytes, std::uint32_t element) {
  if (field.bit_size == 0 || field.bit_size > 32) return no_such_size(field);
  if (element >= field.count) {
    return at_field(Code::invalid_argument, field,
                    fmt::format("element {} of a field that has {}", element, field.count));
  }
  const std::uint64_t begin = field.bit_offset + std::uint64_t{element} * field.bit_size;
  const std::uint64_t needed = (begin + field.bit_size + 7) / 8;
  if (payload_bytes < needed) {
    return at_field(
        Code::short_report, field,
        fmt::format("the payload has {} bytes, expected at least {}", payload_bytes, needed));
  }
  return begin;
}

}  // namespace

LogicalLimits logical_limits(const Field& field) {
  const std::int64_t values = std::int64_t{1} << field.bit_size;
  if (field.is_signed()) return {-values / 2, values / 2 - 1};
  return {0, values - 1};
}

Error no_such_size(const Field& field) {
  return at_field(Code::unsupported, field,
                  fmt::format("the field has {} bits, expected 1 to 32", field.bit_size));
}

Error does_not_fit(const Field& field, std::string_view value) {
  const LogicalLimits limits = logical_limits(field);
  return at_field(
      Code::invalid_argument, field,
      fmt::format("the value {} does not fit {} {} bits, expected {} to {}", value, field.bit_size,
                  field.is_signed() ? "signed" : "unsigned", limits.min, limits.max));
}

Result<std::int64_t> extract(const Field& field, std::span<const std::uint8_t> payload,
                             std::uint32_t element) {
  const auto begin = locate(field, payload.size(), element);
  if (!begin) return begin.error();
  const auto first = static_cast<std::size_t>(*begin / 8);
  const auto last = static_cast<std::size_t>((*begin + field.bit_size - 1) / 8);
  // 32 bits at any offset lie in five bytes at most.
  std::uint64_t bits = 0;
  for (std::size_t i = first; i <= last; ++i)
    bits |= std::uint64_t{payload[i]} << (8 * (i - first));
  bits = bits >> (*begin % 8) & ((std::uint64_t{1} << field.bit_size) - 1);
  auto value = static_cast<std::int64_t>(bits);
  if (field.is_signed() && value > logical_limits(field).max)
    value -= std::int64_t{1} << field.bit_size;
  return value;
}

Result<void> insert(const Field& field, std::span<std::uint8_t> payload, std::int64_t logical,
                    std::uint32_t element) {
  const auto begin = locate(field, payload.size(), element);
  if (!begin) return begin.error();
  const LogicalLimits limits = logical_limits(field);
  if (logical < limits.min || logical > limits.max) {
    return does_not_fit(field, fmt::format("{}", logical));
  }
  const auto first = static_cast<std::size_t>(*begin / 8);
  const auto last = static_cast<std::size_t>((*begin + field.bit_size - 1) / 8);
  const std::uint64_t mask = ((std::uint64_t{1} << field.bit_size) - 1) << (*begin % 8);
  const std::uint64_t bits = static_cast<std::uint64_t>(logical) << (*begin % 8) & mask;
  for (std::size_t i = first; i <= last; ++i) {
    const auto shift = 8 * (i - first);
    const auto keep = static_cast<std::uint8_t>(~(mask >> shift));
    payload[i] =
        static_cast<std::uint8_t>((payload[i] & keep) | static_cast<std::uint8_t>(bits >> shift));
  }
  return {};
}

}  // namespace upshid::hid
