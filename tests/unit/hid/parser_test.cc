#include <doctest/doctest.h>
#include <fmt/format.h>

#include "unit/hid/bytes.h"

using namespace upshid::hid;
using namespace upshid::hid::test;

namespace {

// An application collection UPS around what is given.
std::string in_ups(std::string_view inside) {
  return "05 84 09 04 a1 01 " + std::string(inside) + " c0";
}

// Report size 8, count 1, logical 0..255.
constexpr std::string_view byte_field = "75 08 95 01 15 00 26 ff 00 ";

}  // namespace

TEST_CASE("a variable item gives one field a usage, one after the other in its report") {
  const Descriptor d = parsed(in_ups("15 00 25 01 75 01 95 03 09 60 09 61 09 62 b1 02"));
  REQUIRE(d.fields.size() == 3);
  for (std::uint32_t i = 0; i < 3; ++i) {
    CHECK(d.fields[i].usage == Usage{0x84, static_cast<std::uint16_t>(0x60 + i)});
    CHECK(d.fields[i].bit_offset == i);
    CHECK(d.fields[i].bit_size == 1);
    CHECK(d.fields[i].count == 1);
    CHECK_FALSE(d.fields[i].is_array());
  }
  REQUIRE(d.reports.size() == 1);
  CHECK(d.reports[0].bit_size == 3);
  CHECK_FALSE(d.uses_report_ids);
  CHECK(d.report_bytes(ReportType::feature, 0) == 1);
}

TEST_CASE("the last usage stands for all further elements, in one field with their count") {
  const Descriptor d = parsed(in_ups("15 00 25 01 75 08 95 3e 09 60 09 61 b1 02"));
  REQUIRE(d.fields.size() == 2);
  CHECK(d.fields[0].count == 1);
  CHECK(d.fields[1].count == 61);
  CHECK(d.fields[1].bit_offset == 8);
  CHECK(d.reports[0].bit_size == 62 * 8);
}

TEST_CASE("usages beyond the report count are ignored, as Linux does") {
  const Descriptor d = parsed(in_ups("15 00 25 01 75 08 95 01 09 60 09 61 b1 02"));
  REQUIRE(d.fields.size() == 1);
  CHECK(d.fields[0].usage == Usage{0x84, 0x60});
}

TEST_CASE("a usage range is its usages in order") {
  const Descriptor d = parsed(in_ups("15 00 25 01 75 01 95 04 19 60 29 63 b1 02"));
  REQUIRE(d.fields.size() == 4);
  CHECK(d.fields[3].usage == Usage{0x84, 0x63});
}

TEST_CASE("a size or count of 0 adds nothing and moves nothing") {
  const Descriptor d = parsed(
      in_ups("15 00 25 01 75 08 95 00 09 60 b1 02 95 01 75 00 09 61 b1 02 75 08 09 62 b1 02"));
  REQUIRE(d.fields.size() == 1);
  CHECK(d.fields[0].usage == Usage{0x84, 0x62});
  CHECK(d.fields[0].bit_offset == 0);
}

TEST_CASE("the ends of a usage range may come in either order") {
  const Descriptor d = parsed(in_ups("15 00 25 01 75 01 95 02 29 61 19 60 b1 02"));
  REQUIRE(d.fields.size() == 2);
  CHECK(d.fields[0].usage == Usage{0x84, 0x60});
}

TEST_CASE("a usage of 32 bits brings its own page, whatever page is in force") {
  const Descriptor d = parsed(in_ups(std::string(byte_field) + "0b 66 00 85 00 b1 02"));
  CHECK(d.fields.at(0).usage == Usage{0x85, 0x66});
}

TEST_CASE("a usage is on the page in force, and on the next one if no usage follows the change") {
  const auto usages = [](std::string_view items) {
    const Descriptor d = parsed(in_ups("75 01 95 03 " + std::string(items) + " b1 02"));
    std::string out;
    for (const Field& field : d.fields) {
      out += fmt::format("{:02x}:{:02x} ", field.usage.page, field.usage.id);
    }
    return out;
  };
  // As hid_concatenate_last_usage_page() of Linux does.
  CHECK(usages("09 66 05 85") == "85:66 ");
  CHECK(usages("09 61 05 85 09 44") == "84:61 85:44 ");
  CHECK(usages("09 61 05 85 09 44 05 84") == "84:61 84:44 ");
  CHECK(usages("19 61 29 62 05 85 09 44") == "84:61 84:62 85:44 ");
  CHECK(usages("09 61 0b 44 00 85 00 05 86") == "86:61 85:44 ");
  CHECK(usages("09 61 a4 05 85 09 44 b4") == "84:61 84:44 ");
}

TEST_CASE("a collection's usage keeps its page as a field's does") {
  CHECK(parsed("05 84 09 04 05 85 09 02 a1 01 c0").collections.at(0).usage == Usage{0x84, 0x04});
  CHECK(parsed("05 85 09 04 05 84 a1 01 c0").collections.at(0).usage == Usage{0x84, 0x04});
}

TEST_CASE("an array is one field with the usages it selects from") {
  const Descriptor d = parsed(in_ups("15 00 25 02 75 08 95 05 19 60 29 62 81 00"));
  REQUIRE(d.fields.size() == 1);
  CHECK(d.fields[0].is_array());
  CHECK(d.fields[0].count == 5);
  REQUIRE(d.fields[0].choices.size() == 1);
  CHECK(d.fields[0].choices[0].first == Usage{0x84, 0x60});
  CHECK(d.fields[0].choices[0].last == Usage{0x84, 0x62});
}

TEST_CASE(
    "each report id and type has offsets of its own, however far apart its fields are declared") {
  const Descriptor d = parsed(in_ups(std::string(byte_field) +
                                     "85 01 09 60 b1 02 85 02 09 61 b1 02 85 01 09 62 b1 02 "
                                     "09 63 81 02 09 64 91 02"));
  REQUIRE(d.fields.size() == 5);
  CHECK(d.uses_report_ids);
  CHECK(d.fields[2].report_id == 1);
  CHECK(d.fields[2].bit_offset == 8);
  CHECK(d.fields[3].type == ReportType::input);
  CHECK(d.fields[3].bit_offset == 0);
  CHECK(d.fields[4].type == ReportType::output);
  CHECK(d.report_bytes(ReportType::feature, 1) == 3);
  CHECK(d.report_bytes(ReportType::feature, 2) == 2);
  CHECK(d.report_bytes(ReportType::output, 2) == 0);
}

TEST_CASE("an item without a usage is padding, and moves what follows it") {
  const Descriptor d =
      parsed(in_ups("15 00 25 01 75 01 95 01 09 60 b1 02 75 07 b1 01 75 08 09 61 b1 02"));
  REQUIRE(d.fields.size() == 3);
  CHECK(d.fields[1].is_padding());
  CHECK(d.fields[2].bit_offset == 8);
}

TEST_CASE("Push keeps the globals and Pop brings them back") {
  const Descriptor d =
      parsed(in_ups(std::string(byte_field) +
                    "a4 75 10 26 e8 03 67 21 d1 f0 00 55 07 09 60 b1 02 b4 09 61 b1 02"));
  CHECK(d.fields.at(0).bit_size == 16);
  CHECK(d.fields.at(0).unit == 0x00f0d121);
  CHECK(d.fields.at(1).bit_size == 8);
  CHECK(d.fields.at(1).logical_max == 255);
  CHECK(d.fields.at(1).unit == 0);
  CHECK(d.fields.at(1).unit_exponent == 0);
}

TEST_CASE("locals end with their main item, globals stay in force") {
  const Descriptor d = parsed(in_ups(std::string(byte_field) + "67 21 d1 f0 00 09 60 b1 02 b1 02"));
  CHECK(d.fields.at(1).is_padding());
  CHECK(d.fields.at(1).unit == 0x00f0d121);
}

TEST_CASE("the sign of the logical minimum decides how the maximum is read") {
  const auto range = [](std::string_view items) {
    const Descriptor d = parsed(in_ups("75 10 95 01 " + std::string(items) + " 09 60 b1 02"));
    return std::pair{d.fields.at(0).logical_min, d.fields.at(0).logical_max};
  };
  CHECK(range("15 00 25 ff") == std::pair<std::int64_t, std::int64_t>{0, 255});
  CHECK(range("15 80 25 ff") == std::pair<std::int64_t, std::int64_t>{-128, -1});
  CHECK(range("15 ff 26 ff 7f") == std::pair<std::int64_t, std::int64_t>{-1, 32767});
  CHECK(range("15 00 27 ff ff ff ff") == std::pair<std::int64_t, std::int64_t>{0, 4294967295});
  // The minimum in force when the maximum comes decides (hid_parser_global() of Linux).
  CHECK(range("25 ff 15 80") == std::pair<std::int64_t, std::int64_t>{-128, 255});
  CHECK(range("15 ff 26 ff ff 15 00") == std::pair<std::int64_t, std::int64_t>{0, -1});
  CHECK(range("14 24") == std::pair<std::int64_t, std::int64_t>{0, 0});
}

TEST_CASE("the sign of the physical minimum decides how its maximum is read") {
  const auto range = [](std::string_view items) {
    const Descriptor d =
        parsed(in_ups(std::string(byte_field) + std::string(items) + " 09 60 b1 02"));
    return std::pair{d.fields.at(0).physical_min, d.fields.at(0).physical_max};
  };
  CHECK(range("35 00 45 ff") == std::pair<std::int64_t, std::int64_t>{0, 255});
  CHECK(range("35 c4 47 c4 ff 1d 00") == std::pair<std::int64_t, std::int64_t>{-60, 1966020});
  CHECK(range("35 80 45 ff") == std::pair<std::int64_t, std::int64_t>{-128, -1});
}

TEST_CASE(
    "a unit exponent that fits a nibble is a signed nibble, any other the number it looks like") {
  const auto exponent = [](std::string_view item) {
    const Descriptor d =
        parsed(in_ups(std::string(byte_field) + std::string(item) + " 09 60 b1 02"));
    return int{d.fields.at(0).unit_exponent};
  };
  CHECK(exponent("55 07") == 7);
  CHECK(exponent("55 08") == -8);
  CHECK(exponent("55 0f") == -1);
  CHECK(exponent("55 ff") == -1);
  CHECK(exponent("55 f9") == -7);
  CHECK(exponent("54") == 0);
}

TEST_CASE("of several delimited sets the usages of the first count") {
  const Descriptor d =
      parsed(in_ups("75 08 95 03 a9 01 09 60 09 61 a9 00 09 62 a9 01 09 63 a9 00 09 64 b1 02"));
  REQUIRE(d.fields.size() == 3);
  CHECK(d.fields[0].usage == Usage{0x84, 0x60});
  CHECK(d.fields[1].usage == Usage{0x84, 0x61});
  CHECK(d.fields[2].usage == Usage{0x84, 0x62});
}

TEST_CASE("a long item is passed over") {
  const Descriptor d = parsed(in_ups(std::string(byte_field) + "fe 03 f0 01 02 03 09 60 b1 02"));
  CHECK(d.fields.size() == 1);
}

TEST_CASE("collections keep their usage, type, parent and place") {
  const Descriptor d = parsed(in_ups("09 24 a1 00 09 1e a1 84 c0 c0"));
  REQUIRE(d.collections.size() == 3);
  CHECK(d.collections[0].parent == -1);
  CHECK(d.collections[0].offset == 4);
  CHECK(d.collections[2].usage == Usage{0x84, 0x1e});
  CHECK(d.collections[2].type == 0x84);
  CHECK(d.collections[2].parent == 1);
  CHECK(d.has_application({0x84, 0x04}));
  CHECK(d.has_application_on_page(0x84));
  CHECK_FALSE(d.has_application_on_page(0x85));
  CHECK_FALSE(d.has_application({0x84, 0x24}));
}
