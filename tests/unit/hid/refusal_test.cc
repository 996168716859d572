#include <doctest/doctest.h>
#include <fmt/format.h>

#include "unit/hid/bytes.h"

using namespace upshid;
using namespace upshid::hid;
using namespace upshid::hid::test;

namespace {

// A small UPS with every kind of item: 52 bytes.
constexpr std::string_view sample =
    "05 84 09 04 a1 01 09 24 a1 00 85 08 05 85 09 66 15 00 25 64 75 08 95 01 b1 02 "
    "a4 09 68 27 ff ff 00 00 75 10 66 01 10 55 0f 81 02 b4 fe 01 f0 00 75 08 c0 c0";

}  // namespace

TEST_CASE("an error names the byte and the item, and what was expected") {
  CHECK(refusal("") == "byte 0: the descriptor is empty");
  CHECK(refusal("05 84 09 04 75 08 95 01 b1 02") ==
        "byte 8 (Feature): outside any application collection");
  CHECK(refusal("85 00") == "byte 0 (Report ID): the report ID is 0, expected one from 1 to 255");
  CHECK(refusal("86 00 01") ==
        "byte 0 (Report ID): the report ID is 256, expected one from 1 to 255");
}

TEST_CASE("an item that is odd but harmless costs itself and a warning") {
  CHECK(warning("05") ==
        "byte 0 (Usage Page): the item has 2 bytes, but the descriptor ends after 1");
  CHECK(warning("fe 02") ==
        "byte 0 (long item): the item has 3 bytes, but the descriptor ends after 2");
  CHECK(warning("fe 02 f0 01") ==
        "byte 0 (long item): the item has 5 bytes, but the descriptor ends after 4");
  CHECK(warning("05 84 09 04 a1 01") ==
        "byte 4 (Collection): no End Collection closes it before the descriptor ends");
  CHECK(warning("05 84 c0") == "byte 2 (End Collection): no collection is open");
  CHECK(warning("b4") == "byte 0 (Pop): no Push goes with it");
  CHECK(warning("07 00 00 01 00") ==
        "byte 0 (Usage Page): the page is 0x10000, expected at most 0xffff");
  CHECK(warning("56 e8 03") ==
        "byte 0 (Unit Exponent): the exponent is 1000, expected one from -128 to 127; taken as "
        "-24");
  CHECK(warning("05 84 09 04 a2 00 01 c0") ==
        "byte 4 (Collection): the type is 0x100, expected at most 0xff");
}

TEST_CASE("what HID 1.11 does not define is left out, with a warning by its number") {
  CHECK(warning("00") == "byte 0 (reserved main item 0x0): HID 1.11 defines no such item");
  CHECK(warning("05 84 d1 00") == "byte 2 (reserved main item 0xd): HID 1.11 defines no such item");
  CHECK(warning("c4") == "byte 0 (reserved global item 0xc): HID 1.11 defines no such item");
  CHECK(warning("69 01") == "byte 0 (reserved local item 0x6): HID 1.11 defines no such item");
  CHECK(warning("0c") == "byte 0 (reserved item type, tag 0x0): HID 1.11 defines no such item");
  // Not a long item, whose prefix is 0xfe and no other.
  CHECK(warning("fc") == "byte 0 (reserved item type, tag 0xf): HID 1.11 defines no such item");
}

TEST_CASE("a usage range or a delimited set that is not whole names nothing") {
  const auto before_feature = [](std::string_view locals) {
    const std::string bytes = "05 84 09 04 a1 01 75 08 95 01 " + std::string(locals) + " b1 02 c0";
    const Descriptor d = parsed(bytes);
    REQUIRE(d.fields.size() == 1);
    return fmt::format("{:#06x} {}", d.fields[0].usage.id, warning(bytes));
  };
  CHECK(before_feature("19 62") == "0x0000 byte 10 (Usage Minimum): no Usage Maximum follows");
  CHECK(before_feature("29 60") == "0x0000 byte 10 (Usage Maximum): no Usage Minimum goes with it");
  CHECK(before_feature("19 62 29 60") ==
        "0x0000 byte 12 (Usage Maximum): the usage range ends at 0x0060, below its begin 0x0062");
  CHECK(before_feature("1b 60 00 84 00 2b 62 00 85 00") ==
        "0x0000 byte 15 (Usage Maximum): the usage range begins on page 0x0084 and ends on page "
        "0x0085");
  // A short end is on the page in force, here not the one that the long end brings.
  CHECK(before_feature("1b 60 00 85 00 29 62") ==
        "0x0000 byte 15 (Usage Maximum): the usage range begins on page 0x0085 and ends on page "
        "0x0084");
  CHECK(before_feature("19 60 19 61 29 62") ==
        "0x0061 byte 10 (Usage Minimum): replaced by the one at byte 12");
  CHECK(before_feature("a9 00 09 60") ==
        "0x0060 byte 10 (Delimiter): closes a delimited set, but none is open");
  CHECK(before_feature("a9 01 09 60 a9 01 09 61 a9 00") ==
        "0x0060 byte 14 (Delimiter): a delimited set inside the one opened at byte 10");
  CHECK(before_feature("a9 01 09 60") ==
        "0x0060 byte 10 (Delimiter): the delimited set is still open at the next main item");
}

TEST_CASE("a field without a report ID is left out where reports have IDs") {
  const std::string late = "05 84 09 04 a1 01 75 08 95 01 09 60 b1 02 85 01 09 61 b1 02 c0";
  CHECK(warning(late) ==
        "byte 14 (Report ID): report IDs begin here, but the item at byte 12 has none; left out");
  const Descriptor d = parsed(late);
  REQUIRE(d.fields.size() == 1);
  CHECK(d.fields[0].usage.id == 0x61);
  CHECK(d.fields[0].bit_offset == 0);
  CHECK(d.reports.size() == 1);

  const std::string popped = "05 84 09 04 a1 01 75 08 95 01 a4 85 01 09 60 b1 02 b4 09 61 b1 02 c0";
  CHECK(warning(popped) ==
        "byte 20 (Feature): no report ID is in force, but IDs are used since byte 11; left out");
  CHECK(parsed(popped).fields.size() == 1);
}

TEST_CASE("a field inside a collection, but in no application collection, is refused") {
  CHECK(refusal("05 84 09 24 a1 00 75 08 95 01 09 60 b1 02 c0") ==
        "byte 12 (Feature): outside any application collection");
}

TEST_CASE(
    "a descriptor cut off anywhere keeps the fields before the cut, and is never read past its "
    "end") {
  const auto bytes = bytes_of(sample);
  REQUIRE(parse(bytes));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    // A copy of exactly this length, so that a sanitizer sees the first byte too many.
    const std::vector<std::uint8_t> cut(bytes.begin(),
                                        bytes.begin() + static_cast<std::ptrdiff_t>(length));
    const auto result = parse(cut);
    CAPTURE(length);
    if (length == 0) {
      CHECK_FALSE(result);
    } else {
      REQUIRE(result);
      CHECK(result->fields.size() == (length >= 26 ? 1U : 0U) + (length >= 43 ? 1U : 0U));
    }
  }
}

TEST_CASE("any one byte changed gives a descriptor or an error, within the budgets") {
  const auto bytes = bytes_of(sample);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (int value = 0; value < 256; ++value) {
      auto changed = bytes;
      changed[at] = static_cast<std::uint8_t>(value);
      const auto result = parse(changed);
      if (!result) CHECK_FALSE(result.error().where.empty());
    }
  }
}

TEST_CASE("budgets stop descriptors that ask for too much") {
  const std::string open = "05 84 09 04 a1 01 ";
  Budget budget;
  budget.bytes = 4;
  CHECK(refusal("05 84 09 04 a1 01", budget) ==
        "byte 4: the descriptor has 6 bytes, expected at most 4");
  budget = {};
  budget.depth = 2;
  CHECK(refusal(open + "a1 00 a1 00 c0 c0 c0", budget) ==
        "byte 8 (Collection): collections nested more than 2 deep");
  budget = {};
  budget.collections = 2;
  CHECK(refusal(open + "a1 00 c0 a1 00 c0 c0", budget) ==
        "byte 9 (Collection): more than 2 collections");
  budget = {};
  budget.global_stack = 1;
  CHECK(refusal("a4 a4", budget) == "byte 1 (Push): more than 1 pushed states");
  budget = {};
  budget.fields = 2;
  CHECK(refusal(open + "75 01 95 03 09 60 09 61 09 62 b1 02 c0", budget) ==
        "byte 16 (Feature): more than 2 fields");
  budget = {};
  budget.report_bits = 16;
  CHECK(refusal(open + "75 08 95 03 09 60 b1 02 c0", budget) ==
        "byte 12 (Feature): the report grows beyond 16 bits");
  budget = {};
  budget.usages_per_item = 2;
  CHECK(refusal(open + "75 01 95 03 09 60 09 61 09 62 b1 02 c0", budget) ==
        "byte 14 (Usage): more than 2 usages before one main item");
}

TEST_CASE("sizes that would overflow are over budget, not small") {
  // 2^32 - 1 elements of 2^32 - 1 bits.
  CHECK(parse(bytes_of("05 84 09 04 a1 01 77 ff ff ff ff 97 ff ff ff ff 09 60 b1 02 c0"))
            .error()
            .code == Code::budget_exceeded);
}

TEST_CASE("a usage range over the whole page costs no memory for an array") {
  const auto result =
      parse(bytes_of("05 84 09 04 a1 01 75 08 95 01 15 00 25 01 19 00 2a ff ff 81 00 c0"));
  REQUIRE(result);
  CHECK(result->fields.at(0).choices.size() == 1);
}
