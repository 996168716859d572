#include "base/checksum.h"

#include <fmt/format.h>

#include <array>

namespace upshid::base {

namespace {

constexpr std::array<std::uint32_t, 256> make_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
    std::uint32_t rest = byte;
    for (int bit = 0; bit < 8; ++bit) rest = (rest >> 1U) ^ ((rest & 1U) != 0 ? 0xedb88320U : 0U);
    table.at(byte) = rest;
  }
  return table;
}
constexpr std::array<std::uint32_t, 256> table = make_table();

std::string line_of(std::string_view text) {
  return fmt::format("crc32 {:08x}\n", crc32(text));
}

constexpr std::size_t line_size = 15;

}  // namespace

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t out = 0xffffffffU;
  for (const char c : bytes)
    out = (out >> 8U) ^ table[(out ^ static_cast<unsigned char>(c)) & 0xffU];
  return ~out;
}

std::string with_checksum(std::string text) {
  text += line_of(text);
  return text;
}

std::optional<std::string_view> without_checksum(std::string_view text) {
  if (text.size() < line_size) return std::nullopt;
  const std::string_view before = text.substr(0, text.size() - line_size);
  if (text.substr(before.size()) != line_of(before)) return std::nullopt;
  return before;
}

}  // namespace upshid::base
