#include "nut/control_rows.h"

#include <algorithm>

#include "base/text.h"

namespace upshid::nut {

bool same_name(std::string_view a, std::string_view b) {
  return base::compare_no_case(a, b) == 0;
}

ControlRows::ControlRows(const Controlled& device)
    : device_(device), rows_(device.commands->dialect(device.dialect->name)) {}

std::optional<std::size_t> ControlRows::field_of(std::string_view path) const {
  for (const std::size_t index : device_.paths->fields(path)) {
    const hid::Field& field = device_.descriptor->fields[index];
    const bool holds_a_number = !field.is_padding() && !field.is_array() && field.count == 1 &&
                                field.bit_size >= 1 && field.bit_size <= 32;
    if (field.type == hid::ReportType::feature && holds_a_number && device_.may_write(index)) {
      return index;
    }
  }
  return std::nullopt;
}

const CommandRow* ControlRows::row_of(std::string_view command) const {
  for (const CommandRow& row : device_.own) {
    if (same_name(row.name, command) && field_of(row.path)) return &row;
  }
  return table_row(command, true);
}

const Sequence* ControlRows::sequence_of(std::string_view command) const {
  for (const Sequence& sequence : device_.commands->sequences) {
    if (same_name(sequence.name, command)) return &sequence;
  }
  return nullptr;
}

bool ControlRows::offers(std::string_view command) const {
  if (row_of(command) != nullptr) return true;
  const Sequence* sequence = sequence_of(command);
  if (sequence == nullptr) return false;
  const auto is_there = [this](const Sequence::Step& step) {
    return step.optional || offers(step.name);
  };
  return sequence->is_choice
             ? std::any_of(sequence->steps.begin(), sequence->steps.end(), is_there)
             : std::all_of(sequence->steps.begin(), sequence->steps.end(), is_there);
}

bool ControlRows::is_untested(const CommandRow& row) const {
  const auto is_it = [&row](const CommandRow& own) { return &own == &row; };
  return !device_.is_tested && std::ranges::none_of(device_.own, is_it);
}

bool ControlRows::is_untested(std::string_view command) const {
  if (const CommandRow* row = row_of(command)) return is_untested(*row);
  const Sequence& sequence = *sequence_of(command);
  const auto is_one = [this](const Sequence::Step& step) {
    // An optional step is a variable.
    if (step.optional) return setting_of(step.name) != nullptr && !device_.is_tested;
    return offers(step.name) && is_untested(step.name);
  };
  if (!sequence.is_choice) return std::ranges::any_of(sequence.steps, is_one);
  const auto chosen = std::ranges::find_if(
      sequence.steps, [this](const Sequence::Step& step) { return offers(step.name); });
  return is_one(*chosen);
}

// The first row of the tables whose field quirks leave to commands, or do not.
const CommandRow* ControlRows::table_row(std::string_view command, bool is_allowed) const {
  if (rows_ == nullptr) return nullptr;
  for (const CommandRow& row : rows_->rows) {
    const auto field = same_name(row.name, command) ? field_of(row.path) : std::nullopt;
    if (field && device_.may_command(*field) == is_allowed) return &row;
  }
  return nullptr;
}

bool ControlRows::is_withheld(std::string_view command) const {
  if (table_row(command, false) != nullptr) return true;
  const Sequence* sequence = sequence_of(command);
  const auto is_one = [this](const Sequence::Step& step) { return is_withheld(step.name); };
  return sequence != nullptr && std::ranges::any_of(sequence->steps, is_one);
}

const Row* ControlRows::setting_of(std::string_view variable) const {
  for (const Row& row : device_.dialect->rows) {
    if (row.condition || !same_name(row.name, variable) || !field_of(row.path)) continue;
    return row.max_length ? &row : nullptr;
  }
  return nullptr;
}

}  // namespace upshid::nut
