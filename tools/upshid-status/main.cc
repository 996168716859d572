// upshid-status: prints what upsc prints, directly from the USB device.

#include "base/boot_clock.h"
#include "cli/tool.h"
#include "upshid-status/actions.h"
#include "upshid-status/options.h"

namespace {

using namespace upshid;

cli::Answer run(int argc, char** argv, const cli::Complainer& complainer) {
  return cli::act_on(status::parse_options(argc, argv), complainer, status::help_text,
                     [&](status::Options options) -> cli::Answer {
                       if (!options.refusal.empty()) {
                         complainer.upsc_error(options.refusal);
                         return {{}, cli::ExitStatus::upsc_error};
                       }
                       options.open.clock = base::boot_time_now;
                       return status::perform(options, complainer);
                     });
}

}  // namespace

int main(int argc, char** argv) {
  return cli::run_tool("upshid-status", argc, argv, run);
}
