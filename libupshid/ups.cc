#include <fmt/format.h>
#include <upshid/ups.h>

#include <algorithm>
#include <map>

#include "find.h"
#include "nut/evaluate.h"
#include "open.h"
#include "power/usages.h"
#include "quirks/apply.h"
#include "transport/hidapi.h"
#include "virtual/virtual_transport.h"

// The straight path, top to bottom: name -> device -> descriptor -> fields -> quirks -> plan; then,
// for each reading: reports -> bits -> values -> quirks -> variables -> status.

namespace upshid {

struct Ups::State {
  std::string name;
  std::string description;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::unique_ptr<transport::Transport> transport;
  std::vector<std::uint8_t> bytes;
  hid::Descriptor descriptor;
  std::optional<power::UsagePaths> paths;
  quirks::Rules rules;
  quirks::Applied applied;
  nut::Settings settings;
  nut::Plan plan;
  std::map<std::uint8_t, std::optional<std::string>> strings;
  // Buffers of a reading, kept so that reading again allocates nothing.
  std::vector<std::uint8_t> buffer;
  std::vector<std::optional<quirks::Value>> values;
  std::vector<std::int64_t> logicals;
  std::vector<double> raw_physicals;
  std::vector<std::optional<nut::Reading>> readings;
};

namespace {

Result<std::unique_ptr<transport::Transport>> open_transport(const Found& found,
                                                             const OpenOptions& options) {
  const bool is_virtual = !found.virtual_spec.empty();
  const TransportKind kind = options.transport;
  if (kind == TransportKind::recording || kind == TransportKind::libusb) {
    return Error{Code::unsupported, "--transport",
                 "this version has no such road yet, expected auto, hidapi or virtual", 0};
  }
  if (is_virtual != (kind == TransportKind::virtual_device) && kind != TransportKind::automatic) {
    return Error{Code::unsupported, found.name,
                 is_virtual ? "a virtual UPS is reached by --transport virtual or auto only"
                            : "a plugged UPS is not virtual, expected a name like virtual:EC850LCD",
                 0};
  }
  if (is_virtual) return virtual_ups::open_virtual(found.virtual_spec, options.clock);
  return transport::open_hidapi(found.device);
}

// A bad read of a good device has the right length and the wrong bytes (NUT issue 3557), so one
// read is not believed.
Result<std::vector<std::uint8_t>> settled_descriptor(transport::Transport& transport) {
  constexpr int attempts = 5;
  auto last = transport.report_descriptor();
  for (int i = 1; i < attempts; ++i) {
    auto next = transport.report_descriptor();
    if (last && next && *last == *next) return next;
    if (!next && next.error().code == Code::disconnected) return next;
    last = std::move(next);
  }
  if (!last) return last;
  return Error{
      Code::malformed_descriptor, transport.device().line(),
      fmt::format("{} reads of the report descriptor all differed, expected two alike", attempts),
      0};
}

Result<hid::Descriptor> power_descriptor(const DeviceInfo& device,
                                         std::span<const std::uint8_t> bytes) {
  auto descriptor = hid::parse(bytes);
  if (!descriptor) {
    Error error = descriptor.error();
    error.where = fmt::format("{}: report descriptor, {}", device.line(), error.where);
    return error;
  }
  if (!descriptor->has_application_on_page(power::power_device_page)) {
    return Error{
        Code::not_a_ups, device.line(),
        "a HID device without an application collection on usage page 0x84 (Power Device), so no "
        "HID UPS; some UPSes speak a serial protocol over such a device",
        0};
  }
  return descriptor;
}

nut::Settings settings_of(const conf::UpsSettings& conf, const quirks::Applied& applied) {
  nut::Settings out;
  const auto show = [&out](const char* key, const auto& delay) {
    if (delay) out.shown.emplace_back(key, fmt::format("{}", delay->count()));
  };
  show("offdelay", conf.offdelay);
  show("ondelay", conf.ondelay);
  out.low_battery_percent = conf.lowbatt;
  out.ignore_low_battery = conf.ignorelb;
  out.online_discharge =
      conf.online_discharge.value_or(applied.online_discharge.value_or(OnlineDischarge::online));
  out.defaults = conf.defaults;
  out.overrides = conf.overrides;
  return out;
}

// disable_fix_report_desc: only what says which dialect the device speaks stays.
void keep_dialects_only(quirks::Rules& rules) {
  for (quirks::Row& row : rules.rows) {
    std::erase_if(row.actions, [](const quirks::Action& action) {
      return action.verb != quirks::Verb::dialect;
    });
  }
}

}  // namespace

std::string_view version() {
  return UPSHID_VERSION;
}

Result<Ups> Ups::open(std::string_view name, const OpenOptions& options, Complaints* complaints) {
  auto found = find_ups(name, options, complaints);
  if (!found) return found.error();
  auto transport = open_transport(*found, options);
  if (!transport) return transport.error();
  return UpsOpener::open(std::move(*transport), std::move(*found), complaints);
}

Result<Ups> UpsOpener::open(std::unique_ptr<transport::Transport> transport, Found found,
                            Complaints* complaints) {
  auto state = std::make_unique<Ups::State>();
  Ups::State& s = *state;
  s.name = found.name;
  s.description = found.settings.desc.value_or("");
  s.parameters = std::move(found.parameters);
  s.transport = std::move(transport);

  auto bytes = settled_descriptor(*s.transport);
  if (!bytes) return bytes.error();
  s.bytes = std::move(*bytes);
  auto descriptor = power_descriptor(s.transport->device(), s.bytes);
  if (!descriptor) return descriptor.error();
  s.descriptor = std::move(*descriptor);
  s.paths.emplace(s.descriptor);

  s.rules = quirks::load_rules(quirks::default_folders());
  if (complaints != nullptr) {
    complaints->insert(complaints->end(), s.rules.complaints.begin(), s.rules.complaints.end());
  }
  if (found.settings.disable_fix_report_desc) keep_dialects_only(s.rules);
  s.applied = quirks::apply(s.rules, s.transport->device(), s.descriptor, *s.paths);
  s.settings = settings_of(found.settings, s.applied);

  const nut::Dialect* dialect = nut::table().dialect(s.applied.dialect);
  if (dialect == nullptr) {
    return Error{
        Code::malformed_config, "quirks",
        fmt::format("Dialect={}, expected a section of variables.table", s.applied.dialect), 0};
  }
  s.plan = nut::make_plan(*dialect, s.descriptor, *s.paths,
                          [&s](std::size_t field) { return !s.applied.never_read[field]; });
  return Ups(std::move(state));
}

namespace {

// One report into `buffer`: all of it, and the one that was asked for.
Result<void> get_whole_report(transport::Transport& transport, const nut::PlannedReport& report,
                              bool with_id, std::vector<std::uint8_t>& buffer) {
  buffer.assign(report.bytes, 0);
  const auto got = transport.get_report(report.type, report.id, buffer);
  if (!got) return got.error();
  const std::string where =
      fmt::format("{} report 0x{:02x}",
                  report.type == hid::ReportType::feature ? "feature" : "input", report.id);
  if (*got != report.bytes) {
    return Error{*got < report.bytes ? Code::short_report : Code::long_report, where,
                 fmt::format("{} bytes came, expected {}", *got, report.bytes), 0};
  }
  if (with_id && buffer[0] != report.id) {
    return Error{Code::io, where, fmt::format("answered as report 0x{:02x}", buffer[0]), 0};
  }
  return {};
}

}  // namespace

Result<Snapshot> Ups::read() {
  State& s = *state_;
  SnapshotBuilder out;
  const std::size_t fields = s.descriptor.fields.size();
  s.values.assign(fields, std::nullopt);
  s.logicals.assign(fields, 0);
  s.raw_physicals.assign(fields, 0);
  s.readings.assign(fields, std::nullopt);

  std::optional<Error> gone;
  bool power_state_asked = false;
  bool power_state_read = false;
  bool anything_read = false;
  for (const nut::PlannedReport& report : s.plan.reports) {
    // A device that went away is not asked again: each request could cost a time-out.
    Result<void> got =
        gone ? Result<void>(*gone)
             : get_whole_report(*s.transport, report, s.descriptor.uses_report_ids, s.buffer);
    power_state_asked |= report.has_power_state;
    if (!got) {
      if (got.error().code == Code::disconnected) gone = got.error();
      out.fail({report.type, report.id, got.error(), report.names});
      continue;
    }
    anything_read = true;
    power_state_read |= report.has_power_state;
    const auto payload = std::span(s.buffer).subspan(s.descriptor.uses_report_ids ? 1 : 0);
    for (const std::size_t i : report.fields) {
      const hid::Field& field = s.descriptor.fields[i];
      const auto logical = hid::extract(field, payload);
      if (!logical) {
        out.warn(fmt::format("{}: {}", s.paths->path(i), logical.error().text()));
        continue;
      }
      s.logicals[i] = *logical;
      s.raw_physicals[i] = hid::to_physical(field, *logical);
      s.values[i] = quirks::Value{s.raw_physicals[i], s.applied.notes[i]};
    }
  }
  if (gone && !anything_read) return *gone;

  quirks::correct(s.applied, s.values);
  for (std::size_t i = 0; i < fields; ++i) {
    if (!s.values[i]) continue;
    s.readings[i] = nut::Reading{s.logicals[i], s.values[i]->physical, s.raw_physicals[i],
                                 std::move(s.values[i]->notes)};
  }

  const auto string = [&](std::uint8_t index) -> std::optional<std::string> {
    if (index == 0) return "";  // USB 2.0 §9.6.7: there is no such string
    const auto known = s.strings.find(index);
    if (known != s.strings.end()) return known->second;
    auto text = s.transport->string(index);
    if (!text && text.error().code == Code::not_found) text = std::string();
    if (!text) out.warn(fmt::format("USB string {}: {}", index, text.error().text()));
    auto value = text ? std::optional(std::move(*text)) : std::nullopt;
    return s.strings.emplace(index, std::move(value)).first->second;
  };
  out.put_text("driver.name", "upshid");
  out.put_text("driver.version", std::string(version()));
  for (const auto& [key, value] : s.parameters) {
    if (key.find('.') == std::string::npos && key != "driver" && key != "desc") {
      out.put_text("driver.parameter." + key, value);
    }
  }
  nut::evaluate({&nut::table(), &s.plan, &s.descriptor, &*s.paths, &s.transport->device(),
                 &s.settings, &s.readings, string},
                out);
  out.set_stale(power_state_asked && !power_state_read);
  if (!power_state_asked) out.warn("no report of this device says whether mains is present");
  return std::move(out).finish();
}

Ups::Ups(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ups::Ups(Ups&&) noexcept = default;
Ups& Ups::operator=(Ups&&) noexcept = default;
Ups::~Ups() = default;

const std::string& Ups::name() const {
  return state_->name;
}
const std::string& Ups::description() const {
  return state_->description;
}
const DeviceInfo& Ups::device() const {
  return state_->transport->device();
}
const hid::Descriptor& Ups::descriptor() const {
  return state_->descriptor;
}
std::span<const std::uint8_t> Ups::descriptor_bytes() const {
  return state_->bytes;
}
const std::vector<std::string>& Ups::quirks() const {
  return state_->applied.matched;
}

}  // namespace upshid
