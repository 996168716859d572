#ifndef UPSHID_NUT_EFFECTS_H
#define UPSHID_NUT_EFFECTS_H

// The effects of commands as text.

#include <optional>
#include <string>
#include <string_view>

namespace upshid::nut {

// Whether the load may lose its power by this command.
bool cuts_power(std::string_view command);

// Without subject: "cuts the power of the load in 60 s". `seconds` are those of a delay.
std::string effect_of(std::string_view command, std::optional<double> seconds);

// Of a shutdown: "cuts the power of the load in 60 s; switches on when line power returns, but not
// before 120 s". `without_mains`: the device does not wait for line power.
std::string shutdown_effect(double shutdown, double start, bool without_mains);

}  // namespace upshid::nut

#endif
