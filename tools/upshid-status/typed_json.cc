#include "upshid-status/typed_json.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/report_type.h"
#include "base/text.h"

namespace upshid::status {

namespace {

using Json = nlohmann::ordered_json;

constexpr int schema = 1;

// Strings of devices may have any encoding; invalid UTF-8 becomes U+FFFD instead of an exception.
std::string dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// 100, not 100.0; with as many decimals as the text, because only these are significant.
Json number_of(const Variable& variable) {
  constexpr double exact_integers = 9007199254740992.0;  // 2^53
  const double number = base::parse_number(variable.value).value_or(*variable.number);
  if (!std::isfinite(number)) return nullptr;
  if (std::trunc(number) == number && std::fabs(number) <= exact_integers) {
    return static_cast<std::int64_t>(number);
  }
  return number;
}

Json typed(const Variable& variable) {
  Json out;
  // A quantity without a number is one that the device says it does not know.
  const bool is_unknown = !variable.number && variable.unit != Unit::none;
  out["value"] = variable.number ? number_of(variable)
                 : is_unknown    ? Json(nullptr)
                                 : Json(variable.value);
  if (variable.unit != Unit::none) out["unit"] = symbol(variable.unit);
  out["text"] = variable.value;
  return out;
}

Json typed(const DeviceInfo& device) {
  Json out;
  out["vendor_id"] = fmt::format("{:04x}", device.vendor_id);
  out["product_id"] = fmt::format("{:04x}", device.product_id);
  out["release"] = fmt::format("{:x}.{:02x}", device.bcd_device >> 8, device.bcd_device & 0xff);
  out["manufacturer"] = device.manufacturer;
  out["product"] = device.product;
  out["serial"] = device.serial;
  out["port"] = device.bus_path;
  out["bus"] = device.bus_number;
  out["device"] = device.device_number;
  out["interface"] = device.interface_number;
  out["hidraw"] = device.hidraw_node;
  return out;
}

Json typed(const ReportFailure& failure) {
  Json out;
  out["report_type"] = base::report_word(failure.type);
  out["report_id"] = failure.report_id;
  out["code"] = name_of(failure.error.code);
  out["message"] = failure.error.text();
  out["missing"] = failure.variables;
  return out;
}

Json failures_of(const Snapshot& snapshot) {
  Json out = Json::array();
  for (const ReportFailure& failure : snapshot.failures()) out.push_back(typed(failure));
  return out;
}

Json conditions_of(const Conditions& conditions) {
  Json out = Json::object();
  for (std::size_t i = 0; i < condition_count; ++i) {
    const auto condition = static_cast<Condition>(i);
    if (!conditions.is_known(condition)) continue;
    out[std::string(name_of(condition))] = conditions.is_set(condition);
  }
  return out;
}

Json texts_of(const Complaints& complaints) {
  Json out = Json::array();
  for (const Complaint& complaint : complaints) out.push_back(complaint.text());
  return out;
}

}  // namespace

std::string json_of(const Ups& ups, const Snapshot& snapshot, const Complaints& complaints) {
  Json out;
  out["schema"] = schema;
  out["name"] = ups.name();
  out["description"] = ups.description();
  out["device"] = typed(ups.device());
  out["status"] = snapshot.status().words();
  out["conditions"] = conditions_of(snapshot.conditions());
  Json variables = Json::object();
  for (const Variable& variable : snapshot.variables()) variables[variable.name] = typed(variable);
  out["variables"] = std::move(variables);
  Json quirks = Json::array();
  for (const AppliedQuirk& quirk : ups.quirks()) quirks.push_back(quirk.text());
  out["quirks"] = std::move(quirks);
  out["failures"] = failures_of(snapshot);
  out["warnings"] = snapshot.warnings();
  out["complaints"] = texts_of(complaints);
  return dump(out);
}

std::string json_of(const Variable& variable) {
  Json out;
  out["schema"] = schema;
  out["name"] = variable.name;
  out.update(typed(variable));
  return dump(out);
}

std::string json_of(const std::vector<NamedUps>& names, const Complaints& complaints) {
  Json upses = Json::array();
  for (const NamedUps& ups : names) {
    upses.push_back({{"name", ups.name}, {"description", ups.description}});
  }
  return dump(
      {{"schema", schema}, {"upses", std::move(upses)}, {"complaints", texts_of(complaints)}});
}

std::string json_of_no_clients() {
  return dump({{"schema", schema}, {"clients", Json::array()}});
}

namespace {

Json begun_line(const Moment& now, const std::string& ups, const char* event) {
  Json out;
  out["schema"] = schema;
  out["time"] = timestamp(now.local);
  out["name"] = ups;
  out["event"] = event;
  return out;
}

std::string line_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

bool concerns(const std::string& variable, std::string_view name) {
  return variable.empty() || base::compare_no_case(variable, name) == 0;
}

}  // namespace

std::string json_line_of_state(const Moment& now, const std::string& ups, const Snapshot& snapshot,
                               const std::string& variable, const News* news) {
  Json out = begun_line(now, ups, "state");
  out["status"] = snapshot.status().words();
  Json variables = Json::object();
  for (const Variable& one : snapshot.variables()) {
    if (concerns(variable, one.name)) variables[one.name] = typed(one);
  }
  Json changed = Json::array();
  if (news != nullptr) {
    for (const Change& change : news->changes) {
      if (concerns(variable, change.name)) changed.push_back(change.name);
    }
  }
  const bool says_nothing = news != nullptr && changed.empty() && news->begun.empty() &&
                            news->over.empty() && !news->is_back;
  if (says_nothing) return {};
  out["changed"] = std::move(changed);
  out["variables"] = std::move(variables);
  out["failures"] = failures_of(snapshot);
  return line_of(out);
}

std::string json_line_of_loss(const Moment& now, const std::string& ups, const std::string& why) {
  Json out = begun_line(now, ups, "lost");
  out["message"] = why;
  return line_of(out);
}

std::string json_of_error(cli::ExitStatus status, std::string_view code, std::string_view message,
                          const Snapshot* snapshot, const Complaints& complaints) {
  Json out;
  out["schema"] = schema;
  out["error"] = {{"exit_status", static_cast<int>(status)}, {"code", code}, {"message", message}};
  if (snapshot != nullptr) {
    out["failures"] = failures_of(*snapshot);
    out["warnings"] = snapshot->warnings();
  }
  out["complaints"] = texts_of(complaints);
  return dump(out);
}

}  // namespace upshid::status
