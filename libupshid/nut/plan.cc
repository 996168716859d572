#include "nut/plan.h"

#include <fmt/format.h>

#include <algorithm>

namespace upshid::nut {

namespace {

// Of several fields at one path the feature is the one to ask for: it answers GET_REPORT at any
// time, where some units only send inputs on their interrupt pipe. Within a type the first wins, as
// in NUT.
const std::size_t* choose(const hid::Descriptor& descriptor, std::span<const std::size_t> fields,
                          const std::function<bool(std::size_t)>& may_read) {
  const std::size_t* input = nullptr;
  for (const std::size_t& field : fields) {
    if (!may_read(field)) continue;
    const hid::ReportType type = descriptor.fields[field].type;
    if (type == hid::ReportType::feature) return &field;
    if (type == hid::ReportType::input && input == nullptr) input = &field;
  }
  return input;
}

std::string name_for_messages(const Row& row) {
  if (!row.condition) return std::string(row.name);
  return fmt::format("ups.status ({})", name_of(*row.condition));
}

PlannedReport& report_of(Plan& plan, const hid::Descriptor& descriptor, const hid::Field& field) {
  const auto at = std::ranges::find_if(plan.reports, [&field](const PlannedReport& r) {
    return r.type == field.type && r.id == field.report_id;
  });
  if (at != plan.reports.end()) return *at;
  PlannedReport& report = plan.reports.emplace_back();
  report.type = field.type;
  report.id = field.report_id;
  report.bytes = descriptor.report_bytes(field.type, field.report_id);
  return report;
}

template <class T>
void add_once(std::vector<T>& list, T value) {
  if (std::ranges::find(list, value) == list.end()) list.push_back(std::move(value));
}

}  // namespace

std::vector<std::string> missing_names(const Plan& plan, const PlannedReport& report,
                                       const std::function<bool(std::size_t)>& is_known) {
  std::vector<std::string> out;
  for (const Binding& binding : plan.bindings) {
    const bool is_here = std::ranges::find(report.fields, binding.field) != report.fields.end();
    if (binding.reads && is_here && !is_known(binding.field))
      add_once(out, name_for_messages(*binding.row));
  }
  return out;
}

Plan make_plan(const Dialect& dialect, const hid::Descriptor& descriptor,
               const power::UsagePaths& paths, const std::function<bool(std::size_t)>& may_read) {
  Plan plan;
  const auto is_online = [](const Binding& b) { return b.row->condition == Condition::online; };
  for (const Row& row : dialect.rows) {
    const std::size_t* field = choose(descriptor, paths.fields(row.path), may_read);
    if (field == nullptr) continue;
    const bool reads = row.how != How::fixed_text && row.how != How::setting;
    plan.bindings.push_back({&row, *field, reads});
  }
  const bool has_online = std::ranges::any_of(plan.bindings, is_online);
  for (const Binding& binding : plan.bindings) {
    if (!binding.reads) continue;
    PlannedReport& report = report_of(plan, descriptor, descriptor.fields[binding.field]);
    add_once(report.fields, binding.field);
    add_once(report.names, name_for_messages(*binding.row));
    report.refresh = std::min(report.refresh, refresh_of(*binding.row));
    const auto power_state = has_online ? Condition::online : Condition::discharging;
    if (binding.row->condition == power_state) add_once(report.power_state, binding.field);
  }
  // Present-status first: a device that dies in mid-read has then said what matters.
  // Not std::ranges: clang 14 cannot compile libstdc++ 12's.
  std::stable_partition(plan.reports.begin(), plan.reports.end(),
                        [](const PlannedReport& report) { return !report.power_state.empty(); });
  return plan;
}

}  // namespace upshid::nut
