#include "cli/tool.h"

#include <fmt/format.h>
#include <upshid/upshid.h>

#include <exception>
#include <system_error>

#include "cli/standard_streams.h"
#include "transport/libusb.h"

namespace upshid::cli {

int run_tool(const char* program, int argc, char** argv,
             Answer (*run)(int argc, char** argv, const Complainer& complainer)) {
  prepare_standard_streams();
  transport::skip_libusb_discovery();
  const Complainer complainer(program);
  try {
    const Answer answer = run(argc, argv, complainer);
    const int error = answer.output.empty() ? 0 : write_output(answer.output);
    if (error == 0) return static_cast<int>(answer.status);
    complainer.say(
        fmt::format("cannot write the output: {}", std::generic_category().message(error)));
    return static_cast<int>(ExitStatus::output);
  } catch (const std::exception& failure) {
    // The library reports by value; this is memory running out.
    complainer.say(failure.what());
    return static_cast<int>(ExitStatus::io);
  }
}

Answer refuse_usage(const Error& error, const Complainer& complainer) {
  complainer.say(fmt::format("{}; see {} --help", error.what, complainer.program()));
  return {{}, ExitStatus::usage};
}

Answer version_answer(const Complainer& complainer) {
  return {fmt::format("{} {}\n", complainer.program(), version())};
}

}  // namespace upshid::cli
