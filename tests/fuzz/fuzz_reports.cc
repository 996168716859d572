// The bytes are a device and what it says: a descriptor, then a script of answers, faults,
// interrupt reports and passing time. Whatever comes, a Ups that watches it stays consistent.

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>

#include "fuzz/require.h"
#include "open.h"
#include "virtual/spec.h"
#include "virtual/virtual_ups.h"

using namespace upshid;

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr int max_steps = 48;

class Input {
 public:
  explicit Input(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  bool is_empty() const { return bytes_.empty(); }
  std::uint8_t byte() {
    if (bytes_.empty()) return 0;
    const std::uint8_t out = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return out;
  }
  // As many as the first byte says, times `unit`, or as there are.
  Bytes counted(std::size_t unit = 1) {
    const std::size_t count = std::min(byte() * unit, bytes_.size());
    const auto part = bytes_.first(count);
    bytes_ = bytes_.subspan(count);
    return {part.begin(), part.end()};
  }

 private:
  std::span<const std::uint8_t> bytes_;
};

Error error_of(std::uint8_t number) {
  constexpr Code codes[] = {Code::stalled, Code::timeout, Code::io, Code::disconnected};
  return {codes[number % std::size(codes)], "device", "as the script says", 0};
}

// What the device is at the moment.
struct World {
  DeviceInfo info;
  Bytes descriptor;
  std::optional<virtual_ups::VirtualUps> unit;  // answers what the script leaves open
  std::map<std::uint8_t, Result<Bytes>> answers;
  std::deque<Result<Bytes>> interrupts;
};

Result<std::size_t> copied(const Bytes& from, std::span<std::uint8_t> to) {
  if (from.size() > to.size()) return Error{Code::long_report, "device", "more than asked for", 0};
  std::ranges::copy(from, to.begin());
  return from.size();
}

class ScriptedTransport : public transport::Transport {
 public:
  explicit ScriptedTransport(World& world) : world_(world) {}

  const DeviceInfo& device() const override { return world_.info; }
  Result<Bytes> report_descriptor() override { return world_.descriptor; }
  Result<std::size_t> get_report(hid::ReportType type, std::uint8_t id,
                                 std::span<std::uint8_t> buffer) override {
    const auto scripted = world_.answers.find(id);
    Result<Bytes> answer = Bytes(buffer.size(), 0);
    if (scripted != world_.answers.end()) {
      answer = scripted->second;
    } else if (world_.unit) {
      answer = world_.unit->get_report(type, id);
    }
    if (!answer) return answer.error();
    return copied(*answer, buffer);
  }
  Result<void> set_report(hid::ReportType, std::uint8_t, std::span<const std::uint8_t>) override {
    return {};
  }
  Result<std::size_t> read_interrupt(std::span<std::uint8_t> buffer,
                                     std::chrono::milliseconds) override {
    if (world_.interrupts.empty()) return Error{Code::timeout, "device", "none came", 0};
    const Result<Bytes> next = world_.interrupts.front();
    world_.interrupts.pop_front();
    if (!next) return next.error();
    return copied(*next, buffer);
  }
  int interrupt_fd() const override { return 99; }  // not polled here
  Result<std::string> string(std::uint8_t index) override {
    if (world_.unit) return world_.unit->string(index);
    return Error{Code::not_found, "device", "no strings", 0};
  }

 private:
  World& world_;
};

// Parsing a profile takes longer than most inputs.
std::vector<virtual_ups::VirtualUps> shipped_units() {
  std::vector<virtual_ups::VirtualUps> out;
  for (const std::string& name : virtual_ups::profile_names())
    out.emplace_back(virtual_ups::shipped_profile(name).value(), Instant{});
  return out;
}

World world_of(Input& input) {
  static const std::vector<virtual_ups::VirtualUps> units = shipped_units();
  World world;
  const std::uint8_t which = input.byte();
  if (which < units.size()) {
    world.unit = units[which];
    world.info.vendor_id = world.unit->profile().vendor_id;
    world.info.product_id = world.unit->profile().product_id;
    world.info.product = world.unit->string(world.unit->profile().product_index).value_or("");
    world.descriptor = world.unit->report_descriptor();
  } else {
    world.info.vendor_id = static_cast<std::uint16_t>(input.byte() | input.byte() << 8);
    world.info.product_id = static_cast<std::uint16_t>(input.byte() | input.byte() << 8);
    world.descriptor = input.counted(16);
  }
  return world;
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) return true;
  }
  return false;
}

void check_variable(const Variable& variable) {
  require(!variable.name.empty());
  // A line of upsc is "name: value": no value may make two of it, or speak to the terminal.
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != '\x7f'; };
  require(std::ranges::all_of(variable.value, is_plain));
  if (!variable.origin) return;
  const Origin& origin = *variable.origin;
  require(origin.bit_size <= 64);
  if (origin.bit_size == 0 || origin.bit_size == 64) return;
  // Signed or not, it is no larger than its bits.
  require(origin.logical < (std::int64_t{1} << origin.bit_size));
  require(origin.logical >= -(std::int64_t{1} << (origin.bit_size - 1)));
}

void check(const Snapshot& snapshot) {
  const auto lower = [](const std::string& text) {
    std::string out = text;
    std::ranges::transform(out, out.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
  };
  const auto& all = snapshot.variables();
  for (std::size_t i = 0; i < all.size(); ++i) {
    check_variable(all[i]);
    require(i == 0 || lower(all[i - 1].name) < lower(all[i].name));
    require(snapshot.find(all[i].name) == &all[i]);
  }
  const Variable* status = snapshot.find("ups.status");
  if (status != nullptr) require(Status::parse(status->value) == snapshot.status());
  if (status == nullptr || !has_word(status->value, "OB")) return;
  // On battery only by evidence, and never by silence.
  require(!snapshot.stale());
  const Conditions& now = snapshot.conditions();
  require(now.is_known(Condition::online) || now.is_set(Condition::discharging));
  require(!snapshot.condition_origins().empty());
}

void step(Input& input, World& world, Ups& ups, Instant& now) {
  const std::uint8_t what = input.byte();
  switch (what % 9) {
    case 0: {
      const std::uint8_t id = input.byte();
      world.answers.insert_or_assign(id, input.counted());
      break;
    }
    case 1: {
      const std::uint8_t id = input.byte();
      world.answers.insert_or_assign(id, error_of(input.byte()));
      break;
    }
    case 2:
      world.answers.erase(input.byte());
      break;
    case 3:
      world.interrupts.emplace_back(input.counted());
      break;
    case 4:
      world.interrupts.emplace_back(error_of(input.byte()));
      break;
    case 5:
      if (world.unit) world.unit->set_mains(input.byte() % 2 == 0);
      break;
    case 6:
      if (world.unit) world.unit->set_charge(input.byte());
      break;
    case 7: {
      const auto snapshot = ups.read();
      if (snapshot) check(*snapshot);
      require(snapshot || snapshot.error().code == Code::disconnected);
      break;
    }
    default: {
      now += std::chrono::milliseconds(100) * input.byte();
      if (world.unit) world.unit->advance(now);
      const auto news = ups.dispatch(now);
      // Due again at once only after what must not wait.
      require(!news || ups.next_deadline() > now || *news);
      if (news) check(ups.snapshot());
      break;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input({data, size});
  World world = world_of(input);
  auto ups =
      UpsOpener::open(std::make_unique<ScriptedTransport>(world), Found{}, nullptr, {}, true);
  if (!ups) return 0;
  Instant now{};
  // What a longer script finds, two shorter ones find sooner.
  for (int i = 0; i < max_steps && !input.is_empty(); ++i) step(input, world, *ups, now);
  return 0;
}
