#include <doctest/doctest.h>
#include <upshid/result.h>

using namespace upshid;

namespace {

Result<int> half(int n) {
  if (n % 2 != 0)
    return Error{Code::invalid_argument, "half()", "an odd number, expected an even one", 0};
  return n / 2;
}

}  // namespace

TEST_CASE("a result holds the value or the error, and value() throws the error's text") {
  CHECK(half(4).value() == 2);
  const auto bad = half(3);
  REQUIRE_FALSE(bad);
  CHECK(bad.error().text() == "half(): an odd number, expected an even one");
  CHECK_THROWS_WITH_AS(static_cast<void>(bad.value()),
                       "half(): an odd number, expected an even one", BadResult);
  CHECK(bad.value_or(7) == 7);
}

TEST_CASE("an error's text ends with its errno in words") {
  CHECK(Error{Code::stalled, "report 0x0b", "no answer", 32}.text() ==
        "report 0x0b: no answer (Broken pipe, errno 32)");
}
