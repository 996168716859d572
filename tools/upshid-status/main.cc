// upshid-status: prints what upsc prints, straight from the USB device.

#include <fmt/format.h>
#include <upshid/upshid.h>

#include <cstdlib>
#include <exception>
#include <system_error>

#include "base/boot_clock.h"
#include "cli/complain.h"
#include "cli/exit_status.h"
#include "cli/standard_streams.h"
#include "transport/libusb.h"
#include "upshid-status/actions.h"
#include "upshid-status/options.h"

namespace {

using upshid::cli::ExitStatus;
using upshid::status::Action;
using upshid::status::Answer;

constexpr const char* program = "upshid-status";

Answer refuse(const upshid::Error& error, const upshid::cli::Complainer& complainer) {
  if (error.where == "upsc") {
    complainer.upsc_error(error.what);
    return {{}, ExitStatus::upsc_error};
  }
  complainer.say(fmt::format("{}; try {} --help", error.what, program));
  return {{}, ExitStatus::usage};
}

Answer run(int argc, char** argv, const upshid::cli::Complainer& complainer) {
  auto options = upshid::status::parse_options(argc, argv);
  if (!options) return refuse(options.error(), complainer);
  if (options->action == Action::help) return {std::string(upshid::status::help_text())};
  if (options->action == Action::version) {
    return {fmt::format("{} {}\n", program, upshid::version())};
  }
  options->open.clock = upshid::base::boot_time_now;
  return upshid::status::perform(*options, complainer);
}

}  // namespace

int main(int argc, char** argv) {
  upshid::cli::prepare_standard_streams();
  upshid::transport::spare_libusb_the_discovery();
  const upshid::cli::Complainer complainer(program);
  try {
    const Answer answer = run(argc, argv, complainer);
    if (const int error = upshid::cli::write_output(answer.output)) {
      complainer.say(
          fmt::format("cannot write the output: {}", std::generic_category().message(error)));
      return static_cast<int>(ExitStatus::output);
    }
    return static_cast<int>(answer.status);
  } catch (const std::exception& failure) {
    // The library reports by value; this is memory running out.
    complainer.say(failure.what());
    return static_cast<int>(ExitStatus::io);
  }
}
