#include "upshid-sim/control_request.h"

#include <algorithm>

namespace upshid::sim {

namespace {

// bmRequestType: direction, type, recipient.
enum RequestType : std::uint8_t {
  to_device = 0x00,
  to_interface = 0x01,
  to_endpoint = 0x02,
  hid_to_interface = 0x21,
  from_device = 0x80,
  from_interface = 0x81,
  from_endpoint = 0x82,
  hid_from_interface = 0xa1,
};

enum StandardRequest : std::uint8_t {
  get_status = 0,
  clear_feature = 1,
  set_feature = 3,
  set_address = 5,
  get_descriptor = 6,
  get_configuration = 8,
  set_configuration = 9,
  get_interface = 10,
  set_interface = 11,
};

enum HidRequest : std::uint8_t {
  get_report = 1,
  get_idle = 2,
  get_protocol = 3,
  set_report = 9,
  set_idle = 10,
  set_protocol = 11,
};

constexpr std::size_t bytes_before_the_loss = 0x30;

Answer stall() {
  return {Answer::Kind::stall, {}};
}

Answer data_or_stall(std::optional<Bytes> data) {
  if (!data) return stall();
  return {Answer::Kind::data, std::move(*data)};
}

std::optional<hid::ReportType> report_type(std::uint8_t number) {
  if (number < 1 || number > 3) return std::nullopt;
  return static_cast<hid::ReportType>(number);
}

// Applies a fault of the target to the answer.
Answer spoil(Answer answer, const Target& target, FaultTable& faults) {
  const auto fault = faults.strike(target);
  if (!fault) return answer;
  switch (fault->kind) {
    case Fault::Kind::stall:
      return stall();
    case Fault::Kind::timeout:
      return {Answer::Kind::never, {}};
    case Fault::Kind::gone:
      return {Answer::Kind::gone, {}};
    case Fault::Kind::short_report:
      answer.data.resize(answer.data.size() - std::min(answer.data.size(), fault->bytes));
      break;
    case Fault::Kind::long_report:
      if (answer.kind == Answer::Kind::data) {
        answer.data.resize(answer.data.size() + fault->bytes);
      }
      break;
    case Fault::Kind::wrong_id:
      if (!answer.data.empty()) ++answer.data[0];
      break;
  }
  return answer;
}

class Conversation {
 public:
  Conversation(const Setup& setup, std::span<const std::uint8_t> out, Unit& unit,
               FaultTable& faults, FunctionState& state)
      : setup_(setup), out_(out), unit_(unit), faults_(faults), state_(state) {}

  Answer device_descriptors() {
    switch (setup_.value_high()) {
      case 1:
        return {Answer::Kind::data, device_descriptor(unit_.identity())};
      case 2:
        return data_or_stall(setup_.value_low() == 0
                                 ? std::optional(configuration_descriptor(
                                       unit_.identity(), unit_.report_descriptor().size()))
                                 : std::nullopt);
      case 3: {
        const std::uint8_t index = setup_.value_low();
        auto text = index == 0 ? std::optional(language_descriptor()) : unit_.string(index);
        return spoil(data_or_stall(std::move(text)), {Target::Request::string, index}, faults_);
      }
      default:
        return stall();
    }
  }

  Answer interface_descriptors() {
    const Bytes& report_descriptor = unit_.report_descriptor();
    switch (setup_.value_high()) {
      case 0x21:
        return {Answer::Kind::data, hid_descriptor(report_descriptor.size())};
      case 0x22:
        if (state_.corrupt_reads == 0) return {Answer::Kind::data, report_descriptor};
        --state_.corrupt_reads;
        return {Answer::Kind::data, corrupt(report_descriptor, setup_)};
      default:
        return stall();
    }
  }

  Answer hid_in() {
    const auto type = report_type(setup_.value_high());
    const std::uint8_t id = setup_.value_low();
    if (setup_.request == get_idle) return {Answer::Kind::data, {0}};
    if (setup_.request == get_protocol) return {Answer::Kind::data, {1}};
    if (setup_.request != get_report || !type) return stall();
    auto report = unit_.get_report(*type, id);
    Answer answer = report ? Answer{Answer::Kind::data, std::move(*report)} : stall();
    if (*type == hid::ReportType::output) return answer;
    const auto request =
        *type == hid::ReportType::feature ? Target::Request::feature : Target::Request::input;
    return spoil(std::move(answer), {request, id}, faults_);
  }

  Answer hid_out() {
    if (setup_.request == set_idle || setup_.request == set_protocol) return {};
    const auto type = report_type(setup_.value_high());
    if (setup_.request != set_report || !type) return stall();
    const std::uint8_t id = setup_.value_low();
    if (*type == hid::ReportType::feature) {
      // A refused report has no effect.
      Answer struck = spoil({}, {Target::Request::set, id}, faults_);
      if (struck.kind != Answer::Kind::data) return struck;
    }
    return unit_.set_report(*type, id, out_) ? Answer{} : stall();
  }

  Answer standard_in() {
    switch (setup_.request) {
      case get_descriptor:
        if (setup_.request_type == from_device) return device_descriptors();
        return setup_.request_type == from_interface ? interface_descriptors() : stall();
      case get_status:
        // Self-powered; 0 for interfaces and endpoints.
        return {Answer::Kind::data,
                {static_cast<std::uint8_t>(setup_.request_type == from_device ? 1 : 0), 0}};
      case get_configuration:
        return {Answer::Kind::data, {state_.configuration}};
      case get_interface:
        return {Answer::Kind::data, {0}};
      default:
        return stall();
    }
  }

  Answer standard_out() {
    switch (setup_.request) {
      case set_configuration:
        if (setup_.value > configuration_value) return stall();
        state_.configuration = setup_.value_low();
        faults_.note_reset();
        return {};
      case set_interface:
        return setup_.value == 0 ? Answer{} : stall();
      case clear_feature:
      case set_feature:
      case set_address:
        return {};
      default:
        return stall();
    }
  }

 private:
  const Setup& setup_;
  std::span<const std::uint8_t> out_;
  Unit& unit_;
  FaultTable& faults_;
  FunctionState& state_;
};

}  // namespace

Setup Setup::read(const std::array<std::uint8_t, 8>& bytes) {
  const auto word = [&](std::size_t at) {
    return static_cast<std::uint16_t>(bytes[at] | bytes[at + 1] << 8);
  };
  return {bytes[0], bytes[1], word(2), word(4), word(6)};
}

std::array<std::uint8_t, 8> Setup::write() const {
  const auto low = [](std::uint16_t word) { return static_cast<std::uint8_t>(word); };
  const auto high = [](std::uint16_t word) { return static_cast<std::uint8_t>(word >> 8); };
  return {request_type, request,     low(value),  high(value),
          low(index),   high(index), low(length), high(length)};
}

Bytes corrupt(const Bytes& descriptor, const Setup& setup) {
  const auto packet = setup.write();
  Bytes whole(packet.size() + descriptor.size());
  std::ranges::copy(descriptor, std::ranges::copy(packet, whole.begin()).out);
  const std::size_t lost = std::min(packet.size() + bytes_before_the_loss, descriptor.size());
  const std::span<const std::uint8_t> bytes(whole);
  Bytes out(descriptor.size());
  const auto after = std::ranges::copy(bytes.first(lost), out.begin()).out;
  std::ranges::copy(bytes.subspan(lost + packet.size()), after);
  return out;
}

Answer answer(const Setup& setup, std::span<const std::uint8_t> out, Unit& unit, FaultTable& faults,
              FunctionState& state) {
  Conversation conversation(setup, out, unit, faults, state);
  switch (setup.request_type) {
    case to_device:
    case to_interface:
    case to_endpoint:
      return conversation.standard_out();
    case from_device:
    case from_interface:
    case from_endpoint:
      return conversation.standard_in();
    case hid_to_interface:
      if (faults.hangs()) return {Answer::Kind::never, {}};
      return setup.index == 0 ? conversation.hid_out() : stall();
    case hid_from_interface:
      if (faults.hangs()) return {Answer::Kind::never, {}};
      return setup.index == 0 ? conversation.hid_in() : stall();
    default:
      return stall();
  }
}

}  // namespace upshid::sim
