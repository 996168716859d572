#include <fmt/format.h>

#include "base/text.h"
#include "hid/item_text.h"
#include "hid/parser.h"

namespace upshid::hid {

namespace {

// Columns: offset, bytes, text; two spaces or more between them and single spaces within the bytes,
// so that the bytes can be extracted from a pasted dump. Lines about errors begin with "!".
constexpr std::size_t bytes_width = 14;  // Five bytes, the longest short item.

struct Row {
  Item item;
  ItemContext context;
  std::size_t depth = 0;
  std::string note;  // The place of a main item's fields.
  std::vector<std::string> errors;
};

std::string item_line(std::size_t offset, std::span<const std::uint8_t> bytes, std::size_t depth,
                      std::string_view text) {
  return fmt::format("{:4}  {:<{}}  {:{}}{}\n", offset, base::hex_bytes(bytes), bytes_width, "",
                     2 * depth, text);
}

std::string error_line(std::string_view text) {
  return fmt::format("!     {}\n", text);
}

std::string place_in_report(const Descriptor& descriptor, std::size_t first_field) {
  const Field& first = descriptor.fields[first_field];
  const Field& last = descriptor.fields.back();
  std::string out = ": ";
  if (first.report_id != 0) out += fmt::format("report {:#04x}, ", first.report_id);
  const std::uint32_t end = last.bit_offset + last.bit_size * last.count;
  if (end - first.bit_offset == 1) return out + fmt::format("bit {}", first.bit_offset);
  return out + fmt::format("bits {}..{}", first.bit_offset, end - 1);
}

Row read_row(Parser& parser, const Item& item) {
  Row row;
  row.item = item;
  row.context = {parser.usage_page(), parser.logical_minimum(), parser.physical_minimum()};
  row.depth = parser.depth();
  const std::size_t fields_before = parser.descriptor().fields.size();
  const std::size_t warnings_before = parser.descriptor().warnings.size();
  const auto ok = parser.feed(item);
  const auto& warnings = parser.descriptor().warnings;
  for (std::size_t i = warnings_before; i < warnings.size(); ++i) {
    row.errors.push_back(warnings[i].text());
  }
  if (!ok) {
    row.errors.push_back(ok.error().text());
  } else if (parser.descriptor().fields.size() > fields_before) {
    row.note = place_in_report(parser.descriptor(), fields_before);
  }
  if (item.tag == Tag::end_collection) row.depth = parser.depth();
  return row;
}

bool is_short_usage(const Item& item) {
  return item.data.size <= 2 && (item.tag == Tag::usage || item.tag == Tag::usage_minimum ||
                                 item.tag == Tag::usage_maximum);
}

// Which page a usage is on, is known only from the next main item (Locals::resolve()).
void settle_usage_pages(std::vector<Row>& rows, std::uint16_t page) {
  bool is_settled = false;
  for (std::size_t i = rows.size(); i-- > 0;) {
    Row& row = rows[i];
    if (row.item.type() == ItemType::main) {
      page = row.context.usage_page;
      is_settled = false;
    }
    if (is_settled || !is_short_usage(row.item)) continue;
    is_settled = row.context.usage_page == page;
    row.context.usage_page = page;
  }
}

}  // namespace

std::string describe(std::span<const std::uint8_t> bytes, const UsageNamer& namer) {
  const Budget budget;
  Parser parser(budget);
  ItemReader reader(bytes);
  std::vector<Row> rows;
  std::string tail;
  while (!reader.at_end() && tail.empty()) {
    const auto item = reader.next();
    if (item) {
      rows.push_back(read_row(parser, *item));
    } else {
      tail =
          item_line(reader.offset(), bytes.subspan(reader.offset()), parser.depth(), "truncated") +
          error_line(item.error().text());
    }
  }
  settle_usage_pages(rows, parser.usage_page());

  std::string out;
  for (const Row& row : rows) {
    out += item_line(row.item.offset, row.item.bytes, row.depth,
                     text_of(row.item, row.context, namer) + row.note);
    for (const std::string& error : row.errors) out += error_line(error);
  }
  out += tail;
  // The remaining errors concern the whole; a truncated item was already reported.
  if (auto size = check_size(bytes.size(), budget); !size) out += error_line(size.error().text());
  const std::size_t warnings_before = parser.descriptor().warnings.size();
  parser.finish();
  if (tail.empty() && parser.descriptor().warnings.size() > warnings_before) {
    out += error_line(parser.descriptor().warnings.back().text());
  }
  return out;
}

}  // namespace upshid::hid
