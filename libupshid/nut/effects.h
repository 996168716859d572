#ifndef UPSHID_NUT_EFFECTS_H
#define UPSHID_NUT_EFFECTS_H

// What commands do, in words.

#include <optional>
#include <string>
#include <string_view>

namespace upshid::nut {

// Whether the load may lose its power by this row of commands.table.
bool cuts_power(std::string_view command);

// Without subject: "cuts the power of the load in 60 s". `seconds` are those of a delay.
std::string effect_of(std::string_view command, std::optional<double> seconds);

// Of a shutdown that says how it ends: "cuts the power of the load in 60 s; switches on when mains
// returns, not before 120 s". `without_mains`: the device does not wait for them.
std::string shutdown_effect(double shutdown, double start, bool without_mains);

}  // namespace upshid::nut

#endif
