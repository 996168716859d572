#ifndef UPSHID_TESTS_UNIT_NUT_SHIPPED_TABLE_H
#define UPSHID_TESTS_UNIT_NUT_SHIPPED_TABLE_H

// All of the shipped table.

#include "nut/table.h"

namespace upshid::nut {

inline const Table& shipped_table() {
  static const Table whole = parse_table(variables_table, "variables.table").value();
  return whole;
}

}  // namespace upshid::nut

#endif
