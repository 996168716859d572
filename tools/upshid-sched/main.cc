// upshid-sched: tests what is to happen when power fails, and asks the monitor what does.

#include <fmt/format.h>
#include <upshid/upshid.h>

#include <exception>
#include <system_error>

#include "cli/complain.h"
#include "cli/exit_status.h"
#include "cli/standard_streams.h"
#include "transport/libusb.h"
#include "upshid-sched/options.h"
#include "upshid-sched/rehearse.h"
#include "upshid-sched/verbs.h"

namespace {

using namespace upshid;
using cli::ExitStatus;
using sched::Answer;
using sched::Verb;

constexpr const char* program = "upshid-sched";

Answer run(int argc, char** argv, const cli::Complainer& complainer) {
  if (auto words = sched::words_of_rehearse(argc, argv); !words.empty())
    return sched::rehearse(static_cast<int>(words.size()), words.data(), complainer);
  const auto options = sched::parse_options(argc, argv, sched::is_called_by_nut());
  if (!options) {
    complainer.say(fmt::format("{}; try {} --help", options.error().what, program));
    return {{}, ExitStatus::usage};
  }
  switch (options->verb) {
    case Verb::test:
      return sched::test_event(*options, complainer);
    case Verb::check:
      return sched::check(*options, complainer);
    case Verb::start:
    case Verb::cancel:
    case Verb::reload:
    case Verb::fsd:
      return sched::command(*options, complainer);
    case Verb::list:
      return sched::list(*options, complainer);
    case Verb::status:
      return sched::status(*options, complainer);
    case Verb::called_by_nut:
      return sched::called_by_nut(complainer);
    case Verb::version:
      return {fmt::format("{} {}\n", program, version())};
    case Verb::help:
      break;
  }
  return {std::string(sched::help_text())};
}

}  // namespace

int main(int argc, char** argv) {
  cli::prepare_standard_streams();
  transport::spare_libusb_the_discovery();
  const cli::Complainer complainer(program);
  try {
    const Answer answer = run(argc, argv, complainer);
    if (const int error = cli::write_output(answer.output)) {
      complainer.say(
          fmt::format("cannot write the output: {}", std::generic_category().message(error)));
      return static_cast<int>(ExitStatus::output);
    }
    return static_cast<int>(answer.status);
  } catch (const std::exception& failure) {
    // Failures are values; this is memory running out.
    complainer.say(failure.what());
    return static_cast<int>(ExitStatus::io);
  }
}
