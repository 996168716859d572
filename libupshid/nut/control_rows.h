#ifndef UPSHID_NUT_CONTROL_ROWS_H
#define UPSHID_NUT_CONTROL_ROWS_H

// Which rows of the tables a device's commands and settings are.

#include <cstddef>
#include <optional>
#include <string_view>

#include "nut/controls.h"

namespace upshid::nut {

// Names are compared without regard to letter case.
bool same_name(std::string_view a, std::string_view b);

class ControlRows {
 public:
  // `device` must outlive it.
  explicit ControlRows(const Controlled& device);

  // The Feature that a row's path names here, if it may be written.
  std::optional<std::size_t> field_of(std::string_view path) const;
  // nullptr if this UPS has no such command of its own.
  const CommandRow* row_of(std::string_view command) const;
  // nullptr if no command of this name consists of others.
  const Sequence* sequence_of(std::string_view command) const;
  bool offers(std::string_view command) const;
  // Is a row that it writes not known to work here? Of a command that is offered.
  bool is_untested(std::string_view command) const;
  bool is_untested(const CommandRow& row) const;
  // Would it be offered, but for a quirk?
  bool is_withheld(std::string_view command) const;
  // The row that a variable is set by: the first whose path is a Feature here, if that can be set.
  const Row* setting_of(std::string_view variable) const;

 protected:
  const Controlled& device_;
  const CommandDialect* rows_ = nullptr;  // nullptr: the dialect has no commands.

 private:
  const CommandRow* table_row(std::string_view command, bool is_allowed) const;
};

}  // namespace upshid::nut

#endif
