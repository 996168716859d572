#ifndef UPSHID_CLI_MONITOR_REQUEST_H
#define UPSHID_CLI_MONITOR_REQUEST_H

// A request to the running monitor, and for people what became of it.

#include <optional>
#include <string>
#include <vector>

#include "cli/monitor_client.h"
#include "cli/tool.h"

namespace upshid::cli {

// Reports that the monitor cannot be reached, or what it refused.
Answer refuse(const Error& error, const Complainer& complainer);
Answer refuse(const Refusal& refusal, const Complainer& complainer);

// Sends a request. Nothing: it failed, as reported and noted in `answer`.
std::optional<std::vector<std::string>> request(const std::string& socket,
                                                const std::vector<std::string>& words,
                                                const Complainer& complainer, Answer& answer);

}  // namespace upshid::cli

#endif
