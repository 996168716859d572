// Output that could not be written is an error, never silence.

#include <doctest/doctest.h>

#include <filesystem>

#include "skip.h"
#include "tool/run.h"

using upshid::test::How;
using upshid::test::Ran;
using upshid::test::run;

namespace {

const std::string ups = "virtual:CP850PFCLCDa";

}  // namespace

TEST_CASE("a full disk is reported") {
  if (!std::filesystem::exists("/dev/full")) {
    return upshid::test::skip("no /dev/full here");
  }
  const Ran ran = run({ups}, {.out_path = "/dev/full"});
  CHECK(ran.err == "upshid-status: cannot write the output: No space left on device\n");
  CHECK(ran.status == 10);
}

TEST_CASE("a pipe that nobody reads is reported") {
  const Ran ran = run({ups}, {.out_is_read = false});
  CHECK(ran.err == "upshid-status: cannot write the output: Broken pipe\n");
  CHECK(ran.status == 10);
}

TEST_CASE("a closed standard output is reported") {
  const Ran ran = run({ups}, {.out_closed = true});
  CHECK(ran.err == "upshid-status: cannot write the output: Bad file descriptor\n");
  CHECK(ran.status == 10);
}
