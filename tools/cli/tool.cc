#include "cli/tool.h"

#include <fmt/format.h>
#include <upshid/upshid.h>

#include <algorithm>
#include <array>
#include <exception>
#include <system_error>

#include "cli/standard_streams.h"
#include "transport/libusb.h"

namespace upshid::cli {

namespace {

constexpr std::array<std::string_view, 7> nut_names{"upsc",        "upscmd", "upsrw",    "upssched",
                                                    "upsschedctl", "upsmon", "upsdrvctl"};

int guarded(const Complainer& complainer, int argc, char** argv,
            Answer (*run)(int argc, char** argv, const Complainer& complainer)) {
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

}  // namespace

std::string_view nut_name(char* const* argv) {
  if (*argv == nullptr) return {};
  const std::string_view path = *argv;
  const auto* const found = std::ranges::find(nut_names, path.substr(path.rfind('/') + 1));
  return found == nut_names.end() ? std::string_view() : *found;
}

int run_tool(const char* program, int argc, char** argv,
             Answer (*run)(int argc, char** argv, const Complainer& complainer)) {
  prepare_standard_streams();
  transport::skip_libusb_discovery();
  const std::string_view called = nut_name(argv);
  const Complainer complainer(called.empty() ? program : std::string(called));
  const int status = guarded(complainer, argc, argv, run);
  if (called.empty()) return status;
  // NUT's programs have no status for it.
  return status == static_cast<int>(ExitStatus::line_unknown) ? 0 : std::min(status, 1);
}

Answer refuse_usage(const Error& error, const Complainer& complainer) {
  complainer.say(fmt::format("{}; see {} --help", error.what, complainer.program()));
  return {{}, ExitStatus::usage};
}

Answer version_answer(const Complainer& complainer) {
  const bool is_ours = complainer.program().starts_with("upshid-");
  return {fmt::format("{}{} {}\n", complainer.program(), is_ours ? "" : " of upshid", version())};
}

}  // namespace upshid::cli
