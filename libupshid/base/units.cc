#include <upshid/units.h>

namespace upshid {

std::string_view symbol(Unit unit) {
  switch (unit) {
    case Unit::none:
      return "";
    case Unit::volt:
      return "V";
    case Unit::ampere:
      return "A";
    case Unit::watt:
      return "W";
    case Unit::volt_ampere:
      return "VA";
    case Unit::hertz:
      return "Hz";
    case Unit::percent:
      return "%";
    case Unit::second:
      return "s";
    case Unit::celsius:
      return "C";
    case Unit::ampere_second:
      return "As";
  }
  return "";
}

}  // namespace upshid
