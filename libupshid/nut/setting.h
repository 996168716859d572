#ifndef UPSHID_NUT_SETTING_H
#define UPSHID_NUT_SETTING_H

// A variable's value as the bits of its field: the reverse of format.h.

#include <upshid/command.h>
#include <upshid/hid.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "nut/table.h"

namespace upshid::nut {

// The accepted words or numbers; empty if there is a range instead. If the row has groups of them:
// those of the group of the `present` value, or of all if that is not known.
std::vector<std::string> choices_of(const Table& table, const Row& row,
                                    std::optional<double> present);

// The declared range in the variable's unit; nullopt if the values are not amounts.
std::optional<std::pair<double, double>> range_of(const Row& row, const hid::Field& field);

// Errors: invalid_argument (with what the device declares), unsupported (a form of value that
// cannot be written).
Result<std::int64_t> encode_setting(const Table& table, const Row& row, const hid::Field& field,
                                    std::optional<double> present, std::string_view value);

// The field's bits as NUT writes them; a bare number if NUT has no word.
std::string decode_setting(const Table& table, const Row& row, const hid::Field& field,
                           std::int64_t logical);

}  // namespace upshid::nut

#endif
