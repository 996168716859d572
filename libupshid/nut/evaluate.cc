#include "nut/evaluate.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "nut/condition.h"
#include "nut/format.h"

namespace upshid::nut {

namespace {

// NUT removes white space at the end of USB strings.
std::string right_trimmed(std::string_view text) {
  while (!text.empty() && base::is_space(text.back())) text.remove_suffix(1);
  return std::string(text);
}

class Evaluator {
 public:
  Evaluator(const Evaluation& in, SnapshotBuilder& out) : in_(in), out_(out) {}

  void run() {
    identity();
    for (const Binding& binding : in_.plan->bindings) {
      const Row& row = *binding.row;
      if (!binding.reads) {
        existing_path(binding);
      } else if (const auto& reading = (*in_.readings)[binding.field]) {
        row.condition ? condition(binding, *reading) : variable(binding, *reading);
      }
    }
    configured();
    status();
    mirrors();
  }

 private:
  void identity() {
    const DeviceInfo& device = *in_.device;
    const auto text = [this](const char* name, const std::string& value) {
      const std::string trimmed = right_trimmed(value);
      if (!trimmed.empty()) out_.put_text(name, trimmed);
    };
    text("ups.mfr", device.manufacturer);
    product_ = right_trimmed(device.product);
    take_versions();
    text("ups.serial", device.serial);
    out_.put_text("ups.vendorid", fmt::format("{:04x}", device.vendor_id));
    out_.put_text("ups.productid", fmt::format("{:04x}", device.product_id));
    out_.put_text("device.type", "ups");
  }

  // APC has versions behind the name: "Smart-UPS 1000 FW:600.3.I USB FW:1.5".
  void take_versions() {
    constexpr std::string_view mark = " FW:";
    constexpr std::string_view aux_mark = " USB FW:";
    const auto firmware = product_.find(mark);
    if (firmware == std::string::npos) return;
    const auto aux = product_.find(aux_mark, firmware);
    if (aux != std::string::npos) {
      out_.put_text("ups.firmware.aux", product_.substr(aux + aux_mark.size()));
      product_.resize(aux);
    }
    out_.put_text("ups.firmware", product_.substr(firmware + mark.size()));
    product_.resize(firmware);
  }

  std::optional<Origin> origin_of(const Binding& binding, const Reading& reading) const {
    if (!in_.explain) return std::nullopt;
    const hid::Field& field = in_.descriptor->fields[binding.field];
    return Origin{field.type,
                  field.report_id,
                  field.bit_offset,
                  field.bit_size,
                  in_.paths->path(binding.field),
                  reading.logical,
                  reading.raw_physical,
                  reading.quirks};
  }

  void existing_path(const Binding& binding) {
    const Row& row = *binding.row;
    std::string text(row.how == How::fixed_text ? row.argument : row.fallback);
    if (row.how == How::fixed_text) std::ranges::replace(text, '_', ' ');
    for (const auto& [key, value] : in_.settings->shown) {
      if (row.how == How::setting && key == row.argument) text = value;
    }
    const auto number = row.how == How::setting ? base::parse_number(text) : std::nullopt;
    out_.add({std::string(row.name), std::move(text), number, row.unit, std::nullopt});
  }

  void variable(const Binding& binding, const Reading& reading) {
    const Row& row = *binding.row;
    if (out_.find(row.name) != nullptr) return;
    std::optional<Written> written;
    switch (row.how) {
      case How::string:
        written = string(reading.logical);
        break;
      case How::model_string:
        written = string(reading.logical);
        if (written && written->text.empty()) return;
        if (written) written->text = fmt::format("{} {}", product_, written->text);
        break;
      case How::estimate:
        written = estimate(row, reading.physical);
        break;
      case How::model:
        written = Written{fmt::format("{} {:.0f}", product_, reading.physical), std::nullopt};
        break;
      default:
        written = write(*in_.table, row, reading.physical, reading.logical);
    }
    if (!written) return;
    const hid::Field& field = in_.descriptor->fields[binding.field];
    if (is_idle_timer(row, field, reading.logical)) {
      written = Written{"-1", -1};
    } else if (is_unknown(row, field, reading.logical)) {
      written->number.reset();
    }
    out_.add({std::string(row.name), std::move(written->text), written->number, row.unit,
              origin_of(binding, reading)});
  }

  std::optional<Written> estimate(const Row& row, double load_percent) const {
    const Variable* full = out_.find(row.argument);
    if (full == nullptr || !full->number) return std::nullopt;
    const double value = std::round(*full->number * load_percent / 100 * row.scale);
    return Written{fmt::format("{:.0f}", value), value};
  }

  // A field of several bits may hold anything; a USB string index is a byte.
  std::optional<Written> string(std::int64_t index) const {
    if (index < 0 || index > 0xff) return Written{};
    auto text = in_.string(static_cast<std::uint8_t>(index));
    if (!text) return std::nullopt;
    return Written{right_trimmed(*text), std::nullopt};
  }

  void condition(const Binding& binding, const Reading& reading) {
    const Row& row = *binding.row;
    const std::int64_t value = reading.logical;
    std::optional<bool> is;
    switch (row.how) {
      case How::nonzero:
        is = value != 0;
        break;
      case How::set_on:
        if (std::ranges::find(row.numbers, value) != row.numbers.end()) is = true;
        if (value == 0) is = false;
        break;
      case How::bits:
        is = (value & row.numbers[0]) == row.numbers[1];
        break;
      default:
        if (value == 0 || value == 1) is = (value == 1) == (row.how == How::bit);
    }
    // Of a number that has many meanings, most are about something else.
    if (!is && row.how == How::set_on) return;
    if (!is) {
      out_.warn(fmt::format("{} is {}, expected 0 or 1; treated as unknown",
                            in_.paths->path(binding.field), value));
      return;
    }
    out_.set_condition(*row.condition, *is, origin_of(binding, reading));
  }

  void configured() {
    out_.take_low_battery_limits();
    if (in_.settings->low_battery_percent && out_.find("battery.charge.low") != nullptr) {
      const int percent = *in_.settings->low_battery_percent;
      out_.put({"battery.charge.low", fmt::format("{}", percent), percent, Unit::percent, {}});
    }
    for (const auto& [name, value] : in_.settings->defaults) {
      out_.add({name, value, base::parse_number(value), Unit::none, {}});
    }
    for (const auto& [name, value] : in_.settings->overrides) {
      out_.put({name, value, base::parse_number(value), Unit::none, {}});
    }
    if (!in_.settings->ignore_low_battery) return;
    out_.take_low_battery_limits();
    recompute_low_battery();
  }

  // ignorelb: the device's flag is ignored; the variables decide.
  void recompute_low_battery() {
    for (const Condition c :
         {Condition::low_battery, Condition::time_limit_expired, Condition::shutdown_imminent}) {
      out_.forget_condition(c);
    }
    const auto below = [this](const char* name, const char* limit) {
      const Variable* value = out_.find(name);
      const Variable* bound = out_.find(limit);
      return value != nullptr && bound != nullptr && value->number && bound->number &&
             *value->number < *bound->number;
    };
    out_.conditions().set(Condition::low_battery,
                          below("battery.charge", "battery.charge.low") ||
                              below("battery.runtime", "battery.runtime.low"));
  }

  void status() {
    Conditions& is = out_.conditions();
    if (in_.low_delay != nullptr) in_.low_delay->apply(is, in_.now);
    // A unit without a "fully charged" bit: NUT 2.8.5 reports CHRG while the charge is 1 to 99 %.
    const Variable* charge = out_.find("battery.charge");
    const bool full = charge != nullptr && charge->number && *charge->number >= 100;
    if (is.is_set(Condition::charging) && !is.is_known(Condition::fully_charged) && full) {
      is.set(Condition::fully_charged, true);
    }
    const auto reason = [this](const char* text) { out_.put_text("input.transfer.reason", text); };
    if (is.is_set(Condition::voltage_out_of_range)) {
      reason("input voltage out of range");
    } else if (is.is_set(Condition::frequency_out_of_range)) {
      reason("input frequency out of range");
    }
    const auto texts = alarms(is);
    if (!texts.empty()) out_.put_text("ups.alarm", fmt::format("{}", fmt::join(texts, " ")));
    if (const Variable* given = out_.find("ups.status"); given != nullptr) {
      // override.ups.status applies as it is.
      out_.set_status(Status::parse(given->value));
    } else {
      Status composed = status_of(is, in_.settings->online_discharge);
      out_.put_text("ups.status", composed.text());
      out_.set_status(std::move(composed));
    }
    const Variable* test = out_.find("ups.test.result");
    if (test != nullptr) out_.set_battery_test(battery_test_named(test->value));
  }

  void mirrors() {
    if (out_.find("ups.model") == nullptr && !product_.empty())
      out_.put_text("ups.model", product_);
    for (const char* part : {"mfr", "model", "serial"}) {
      const Variable* ups = out_.find(fmt::format("ups.{}", part));
      if (ups != nullptr) {
        const std::string value = ups->value;
        out_.add({fmt::format("device.{}", part), value, std::nullopt, Unit::none, std::nullopt});
      }
    }
  }

  const Evaluation& in_;
  SnapshotBuilder& out_;
  std::string product_;
};

}  // namespace

void evaluate(const Evaluation& in, SnapshotBuilder& out) {
  Evaluator(in, out).run();
}

}  // namespace upshid::nut
