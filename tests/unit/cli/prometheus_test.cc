#include "cli/prometheus.h"

#include <doctest/doctest.h>

#include <limits>

#include "nut/snapshot_builder.h"

using upshid::cli::MeasuredUps;
using upshid::cli::prometheus_text;

namespace {

upshid::Snapshot snapshot(std::vector<upshid::Variable> variables) {
  upshid::SnapshotBuilder out;
  for (auto& variable : variables) {
    if (variable.name == "ups.status") out.set_status(upshid::Status::parse(variable.value));
    out.put(std::move(variable));
  }
  return std::move(out).finish();
}

upshid::Variable number(const char* name, const char* text, double value,
                        upshid::Unit unit = upshid::Unit::none) {
  return {name, text, value, unit, {}};
}

bool has(const std::string& text, std::string_view line) {
  return text.find(line) != std::string::npos;
}

}  // namespace

TEST_CASE("a UPS that cannot be read is down and has no other metric") {
  CHECK(prometheus_text({{"rack", "", {}}}) ==
        "# HELP upshid_up Whether this UPS could be read: 1 yes, 0 no\n"
        "# TYPE upshid_up gauge\n"
        "upshid_up{ups=\"rack\"} 0\n");
}

TEST_CASE("several UPSes share each metric's help and type") {
  const auto first = snapshot({number("ups.load", "20", 20, upshid::Unit::percent)});
  const auto second = snapshot({number("ups.load", "7.5", 7.5, upshid::Unit::percent)});
  CHECK(has(prometheus_text({{"a", "", first}, {"b", "", second}}),
            "# HELP network_ups_tools_ups_load Load, relative to the nominal power, in percent "
            "(ups.load)\n"
            "# TYPE network_ups_tools_ups_load gauge\n"
            "network_ups_tools_ups_load{ups=\"a\"} 20\n"
            "network_ups_tools_ups_load{ups=\"b\"} 7.5\n"));
}

TEST_CASE("each known flag of ups.status is a sample, and each unknown one that is set") {
  const auto text =
      prometheus_text({{"a", "", snapshot({{"ups.status", "OB LB NEW NEW", {}, {}, {}}})}});
  CHECK(has(text, "network_ups_tools_ups_status{ups=\"a\",flag=\"OL\"} 0\n"));
  CHECK(has(text, "network_ups_tools_ups_status{ups=\"a\",flag=\"OB\"} 1\n"));
  CHECK(has(text, "network_ups_tools_ups_status{ups=\"a\",flag=\"LB\"} 1\n"));
  CHECK(has(text, "network_ups_tools_ups_status{ups=\"a\",flag=\"FSD\"} 0\n"));
  CHECK(
      has(text, "flag=\"SD\"} 0\nnetwork_ups_tools_ups_status{ups=\"a\",flag=\"NEW\"} 1\n# HELP"));
}

TEST_CASE("what is no finite number is left out, and so are identifiers made of digits") {
  const auto text = prometheus_text(
      {{"a", "",
        snapshot({number("input.voltage", "nan", std::numeric_limits<double>::quiet_NaN()),
                  number("input.current", "inf", std::numeric_limits<double>::infinity()),
                  {"ups.vendorid", "0764", {}, {}, {}},
                  {"ups.beeper.status", "disabled", {}, {}, {}}})}});
  CHECK_FALSE(has(text, "input_voltage"));
  CHECK_FALSE(has(text, "input_current"));
  CHECK_FALSE(has(text, "vendorid"));
  CHECK(has(text, "network_ups_tools_ups_beeper_status{ups=\"a\"} 0\n"));
}

TEST_CASE("names have letters, digits and underscores only") {
  CHECK(has(prometheus_text({{"a", "", snapshot({number("input.L1-N.voltage", "230", 230)})}}),
            "# HELP network_ups_tools_input_L1_N_voltage Value of the variable "
            "(input.L1-N.voltage)\n"));
}

TEST_CASE("labels are escaped, and UTF-8 whatever the device says") {
  const auto text = prometheus_text(
      {{"a\\b\"c\nd", "In the cellar", snapshot({{"device.serial", "\xff\xc3\xbc", {}, {}, {}}})}});
  CHECK(has(text, "upshid_up{ups=\"a\\\\b\\\"c\\nd\"} 1\n"));
  CHECK(has(text, ",serial=\"\xef\xbf\xbd\xc3\xbc\",type=\"\",description=\"In the cellar\","));
}
