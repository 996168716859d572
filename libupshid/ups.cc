#include <fmt/format.h>
#include <upshid/ups.h>
#include <upshid/version.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "commander.h"
#include "find.h"
#include "open.h"
#include "power/usages.h"
#include "reader.h"
#include "recordings.h"
#include "transport/child.h"
#include "transport/hidapi.h"
#include "transport/libusb.h"
#include "virtual/virtual_transport.h"

// The first half of the path, from top to bottom: name -> device -> descriptor -> fields -> quirks
// -> plan. reader.cc is the second half.

namespace upshid {

struct Ups::State : OpenUps {
  std::optional<Reader> reader;
  std::optional<Commander> commander;

  // Made when it is needed: most UPSes are only read.
  Commander& commands() {
    if (!commander) commander.emplace(*this, *reader);
    return *commander;
  }

  Result<Outcome> noted(Result<Outcome> outcome);
};

namespace {

// Without hidraw, or without a driver of the interface, only libusb is left.
bool goes_over_libusb(TransportKind kind, const DeviceInfo& device) {
  if (kind == TransportKind::automatic) return device.hidraw_node.empty();
  return kind == TransportKind::libusb;
}

// Virtual UPSes and recordings have one transport each, real UPSes two.
Result<void> check_transport(const Found& found, TransportKind kind) {
  const bool is_virtual = !found.virtual_spec.empty();
  const bool is_recording = !found.recording.empty();
  const bool for_virtual = kind == TransportKind::virtual_device;
  const bool for_recording = kind == TransportKind::recording;
  if (kind == TransportKind::automatic) return {};
  if (is_virtual == for_virtual && is_recording == for_recording) return {};
  const char* what = "this UPS is not virtual; expected a name such as virtual:EC850LCD";
  if (for_recording) what = "this UPS is not a recording; expected a name such as recording:FILE";
  if (is_virtual) what = "a virtual UPS requires --transport virtual or auto";
  if (is_recording) what = "a recording requires --transport recording or auto";
  return Error{Code::unsupported, found.name, what, 0};
}

Result<std::unique_ptr<transport::Transport>> open_transport(Found& found,
                                                             const OpenOptions& options,
                                                             Complaints* complaints) {
  if (auto fits = check_transport(found, options.transport); !fits) return fits.error();
  if (!found.recording.empty()) return open_recording(found, options);
  if (!found.virtual_spec.empty()) {
    return virtual_ups::open_virtual(found.virtual_spec, options.clock);
  }
  if (goes_over_libusb(options.transport, found.device)) {
    return transport::open_libusb(found.device, options.cancel_fd, complaints, {},
                                  !found.settings.pollonly);
  }
  if (options.child_process) return transport::open_in_child(found.device, options.cancel_fd);
  return transport::open_hidapi(found.device, {}, options.cancel_fd);
}

// A bad read may have the right length and wrong bytes (NUT issue 3557), so two reads must agree.
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
      fmt::format("{} reads of the report descriptor all differed; expected two equal ones",
                  attempts),
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
    std::string what =
        "HID device without an application collection on usage page 0x84 (Power Device), so not a "
        "HID UPS; some UPSes speak a serial protocol over such a device";
    if (!descriptor->warnings.empty()) {
      what += "; report descriptor, " + descriptor->warnings.front().text();
    }
    return Error{Code::not_a_ups, device.line(), std::move(what), 0};
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
  if (!conf.ondelay && !applied.start_delays.empty()) {
    out.shown.emplace_back("ondelay", fmt::format("{}", applied.start_delays.back().seconds));
  }
  out.low_battery_percent = conf.lowbatt;
  out.ignore_low_battery = conf.ignorelb;
  out.online_discharge =
      conf.online_discharge.value_or(applied.online_discharge.value_or(OnlineDischarge::online));
  out.low_delay = conf.lbrb_log_delay.value_or(std::chrono::seconds(0));
  out.low_delay_without_calibrating = conf.lbrb_log_delay_without_calibrating;
  out.defaults = conf.defaults;
  out.overrides = conf.overrides;
  return out;
}

bool is_tested(const conf::UpsSettings& conf, const DeviceInfo& device) {
  return conf.commands_tested && base::compare_no_case(*conf.commands_tested, device.id()) == 0;
}

// For disable_fix_report_desc: keeps only the dialect, and what prevents a command from cutting the
// power too early.
void remove_corrections(quirks::Rules& rules) {
  for (quirks::Row& row : rules.rows) {
    std::erase_if(row.actions, [](const quirks::Action& action) {
      constexpr std::array kept{quirks::Verb::dialect,         quirks::Verb::granularity,
                                quirks::Verb::start_delay,     quirks::Verb::verify,
                                quirks::Verb::shutdown_return, quirks::Verb::no_port_reset,
                                quirks::Verb::no_command,      quirks::Verb::shutdown_clock};
      return std::ranges::find(kept, action.verb) == kept.end();
    });
  }
}

}  // namespace

std::string_view version() {
  return UPSHID_VERSION_STRING;
}

Result<Ups> Ups::open(std::string_view name, const OpenOptions& options, Complaints* complaints) {
  auto found = find_ups(name, options, complaints);
  if (!found) return found.error();
  auto transport = open_transport(*found, options, complaints);
  if (!transport) return transport.error();
  *transport = recorded(std::move(*transport), *found, options);
  return UpsOpener::open(std::move(*transport), std::move(*found), complaints, options.sleep,
                         options.explain, options.answers);
}

Result<Ups> UpsOpener::open(std::unique_ptr<transport::Transport> transport, Found found,
                            Complaints* complaints,
                            std::function<void(std::chrono::milliseconds)> sleep, bool explain,
                            std::atomic<std::uint32_t>* answers) {
  auto state = std::make_unique<Ups::State>();
  Ups::State& s = *state;
  s.name = found.name;
  s.description = found.settings.desc.value_or("");
  s.poll_only = found.settings.pollonly;
  s.parameters = std::move(found.parameters);
  s.transport = std::move(transport);
  s.sleep = std::move(sleep);
  s.explain = explain;
  s.answers = answers;

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
  std::erase_if(s.rules.rows, [&s](const quirks::Row& row) {
    return !quirks::matches(row.match, s.transport->device());
  });
  s.rules.rows.shrink_to_fit();
  if (found.settings.disable_fix_report_desc) remove_corrections(s.rules);
  s.applied = quirks::apply(s.rules, s.transport->device(), s.descriptor, *s.paths);
  s.settings = settings_of(found.settings, s.applied);
  s.is_tested = s.applied.is_dialect_named || is_tested(found.settings, s.transport->device());

  s.table = nut::table_of(s.applied.dialect);
  if (s.table == nullptr) {
    return Error{
        Code::malformed_config, "quirks",
        fmt::format("Dialect={}, expected a section of variables.table", s.applied.dialect), 0};
  }
  s.plan = nut::make_plan(s.table->dialects.front(), s.descriptor, *s.paths,
                          [&s](std::size_t field) { return !s.applied.never_read[field]; });
  s.reader.emplace(s);
  return Ups(std::move(state));
}

Ups::Ups(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ups::Ups(Ups&&) noexcept = default;
Ups& Ups::operator=(Ups&&) noexcept = default;
Ups::~Ups() = default;

Result<Snapshot> Ups::read() {
  return state_->reader->read();
}
int Ups::fd() const {
  return state_->poll_only ? -1 : state_->transport->interrupt_fd();
}
Instant Ups::next_deadline() const {
  return state_->reader->next_deadline();
}
bool Ups::hear(Instant now) {
  return state_->reader->hear(now);
}
Result<bool> Ups::dispatch(Instant now) {
  return state_->reader->dispatch(now);
}
const Snapshot& Ups::snapshot() const {
  return state_->reader->snapshot();
}
void Ups::set_pace(const Pace& pace) {
  state_->reader->set_pace(pace);
}
void Ups::refresh(std::string_view variable) {
  state_->reader->refresh(variable);
}

// The next dispatch() reads what was written.
Result<Outcome> Ups::State::noted(Result<Outcome> outcome) {
  if (outcome) {
    for (const PlannedWrite& write : outcome->plan.writes) reader->expect_change(write.report_id);
    if (outcome->plan.writes.empty()) reader->compose_again();
  }
  return outcome;
}

std::vector<InstantCommand> Ups::commands() const {
  return state_->commands().commands();
}
std::vector<Setting> Ups::settings() const {
  return state_->commands().settings();
}
Result<CommandPlan> Ups::plan_run(std::string_view command, std::optional<std::string_view> value) {
  return state_->commands().plan_run(command, value);
}
Result<CommandPlan> Ups::plan_set(std::string_view variable, std::string_view value) {
  return state_->commands().plan_set(variable, value);
}
Result<Outcome> Ups::run(std::string_view command, std::optional<std::string_view> value,
                         const WriteOptions& options) {
  return state_->noted(state_->commands().run(command, value, options));
}
Result<Outcome> Ups::set(std::string_view variable, std::string_view value,
                         const WriteOptions& options) {
  return state_->noted(state_->commands().set(variable, value, options));
}

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
const std::vector<AppliedQuirk>& Ups::quirks() const {
  return state_->applied.matched;
}

}  // namespace upshid
