#ifndef UPSHID_CLI_TOOL_H
#define UPSHID_CLI_TOOL_H

// What every tool's main() does around the tool's own work.

#include <upshid/result.h>

#include <string>
#include <string_view>

#include "cli/complain.h"
#include "cli/exit_status.h"
#include "cli/option_table.h"

namespace upshid::cli {

// What goes to standard output, and the exit status.
struct Answer {
  std::string output;
  ExitStatus status = ExitStatus::ok;
};

// The program of NUT that the tool is called as, by a link with its name; empty: none.
std::string_view nut_name(char* const* argv);

// Prepares the process, prints what `run` answers, and makes an exit status of it, of an exception
// and of output that cannot be written. Called as a program of NUT, exits with 0 or 1 as that does.
int run_tool(const char* program, int argc, char** argv,
             Answer (*run)(int argc, char** argv, const Complainer& complainer));

// Of a command line that cannot be used.
Answer refuse_usage(const Error& error, const Complainer& complainer);
Answer version_answer(const Complainer& complainer);

// `options` has a Request called `request`.
template <class Options, class Help, class Perform>
Answer act_on(Result<Options> options, const Complainer& complainer, Help help, Perform perform) {
  if (!options) return refuse_usage(options.error(), complainer);
  if (options->request == Request::help) return {help()};
  if (options->request == Request::version) return version_answer(complainer);
  return perform(*std::move(options));
}

}  // namespace upshid::cli

#endif
