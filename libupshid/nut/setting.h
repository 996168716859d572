#ifndef UPSHID_NUT_SETTING_H
#define UPSHID_NUT_SETTING_H

// A variable's value as the bits of its field: write() of format.h, backwards.

#include <upshid/command.h>
#include <upshid/hid.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "nut/table.h"

namespace upshid::nut {

// The words or numbers that may be set; empty where a range says it.
std::vector<std::string> choices_of(const Table& table, const Row& row);

// The declared range in the variable's own unit; nothing where numbers do not stand for amounts.
std::optional<std::pair<double, double>> range_of(const Row& row, const hid::Field& field);

// Errors: invalid_argument (what was found, and what the device declares), unsupported (a form that
// is only read).
Result<std::int64_t> encode_setting(const Table& table, const Row& row, const hid::Field& field,
                                    std::string_view value);

// The field's bits as NUT writes them; as a bare number where NUT has no word.
std::string decode_setting(const Table& table, const Row& row, const hid::Field& field,
                           std::int64_t logical);

}  // namespace upshid::nut

#endif
