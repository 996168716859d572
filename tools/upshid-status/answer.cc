#include "upshid-status/answer.h"

#include <fmt/format.h>

#include "cli/upsc_json.h"
#include "upshid-status/typed_json.h"

namespace upshid::status {

namespace {

// upsc prints the opening brace before it requests the list of variables, so an error follows it;
// its other errors are one line.
std::string upsc_json_error(const Options& options, const std::string& headline) {
  const bool lists_variables = options.action == Action::read && options.variable.empty();
  if (lists_variables && !options.ups.empty()) return cli::upsc_json_object({{"error", headline}});
  return fmt::format("{{\"error\": {}}}\n", cli::upsc_json_string(headline));
}

}  // namespace

Answer Failer::fail(const Failure& failure) const {
  complainer_.upsc_error(failure.headline);
  if (!failure.detail.empty()) complainer_.say(failure.detail);
  Answer answer;
  answer.status = failure.status;
  switch (options_.format) {
    case Format::text:
      break;
    case Format::upsc_json:
      answer.output = upsc_json_error(options_, failure.headline);
      break;
    case Format::typed_json:
      answer.output = json_of_error(failure.status, failure.code,
                                    failure.detail.empty() ? failure.headline : failure.detail,
                                    failure.snapshot, complaints_);
      break;
  }
  return answer;
}

Answer Failer::fail(const Error& error) const {
  return fail({cli::exit_status_of(error), std::string(cli::headline_of(error)),
               name_of(error.code), error.text(), nullptr});
}

}  // namespace upshid::status
