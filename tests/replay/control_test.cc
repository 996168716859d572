// The commands and settings of every captured device, compared with those of real NUT: `upscmd -l`
// and `upsrw`. They are equal, or the difference stands in control_differences.txt with its reason.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/text.h"
#include "open.h"
#include "replay/capture.h"
#include "replay/differences.h"
#include "skip.h"

using namespace upshid;

namespace {

std::string slurp(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// FOLDER/N.cmd: after two lines of heading "name - description".
replay::Variables nut_commands(const std::string& folder, int set) {
  replay::Variables out;
  const std::string text = slurp(fmt::format("{}/{}.cmd", folder, set));
  for (const std::string_view line : base::split(text, '\n')) {
    const auto dash = line.find(" - ");
    if (dash != std::string_view::npos) out[std::string(line.substr(0, dash))] = "offered";
  }
  return out;
}

// FOLDER/N.rw: blocks of "[name]", description, lines of the form, and a blank line. The values are
// those that the other replay test compares.
replay::Variables nut_settings(const std::string& folder, int set) {
  replay::Variables out;
  const std::string text = slurp(fmt::format("{}/{}.rw", folder, set));
  std::string name;
  for (const std::string_view line : base::split(text, '\n')) {
    if (line.starts_with('[')) name = line.substr(1, line.find(']') - 1);
    if (line.starts_with("Type: ")) out[name] = line.substr(6);
    if (line.starts_with("Maximum length: ")) out[name] += fmt::format(" {}", line.substr(16));
    if (line.starts_with("Option: ")) {
      out[name] += fmt::format(" {}", line.substr(9, line.find('"', 9) - 9));
    }
  }
  return out;
}

replay::Variables our_commands(const Ups& ups) {
  replay::Variables out;
  for (const InstantCommand& command : ups.commands()) out[command.name] = "offered";
  return out;
}

replay::Variables our_settings(const Ups& ups) {
  replay::Variables out;
  for (const Setting& setting : ups.settings()) {
    std::string form =
        fmt::format("{}STRING {}", setting.is_enumeration ? "ENUM " : "", setting.max_length);
    if (setting.is_enumeration) form += fmt::format(" {}", fmt::join(setting.choices, " "));
    out[setting.name] = form;
  }
  return out;
}

// A line a command, and its writes: "shutdown.return: 16 02 00, after 125 ms 15 01 00".
std::string bytes_of_commands(Ups& ups) {
  std::string out;
  for (const InstantCommand& command : ups.commands()) {
    const auto plan = ups.plan_run(command.name);
    out += command.name + ":";
    if (!plan) {
      out += fmt::format(" {}\n", name_of(plan.error().code));
      continue;
    }
    for (const PlannedWrite& write : plan->writes) {
      if (&write != &plan->writes.front()) out += ",";
      if (write.wait.count() > 0) out += fmt::format(" after {} ms", write.wait.count());
      for (const std::uint8_t byte : write.bytes) out += fmt::format(" {:02x}", byte);
    }
    out += "\n";
  }
  return out;
}

// Opens the UPS of each folder and value set that is one; says that it skips where there is none.
template <class Use>
void each_capture(Use use) {
  const auto folders = replay::device_folders();
  if (folders.empty()) {
    return upshid::test::skip("no folder of captured devices beside this checkout");
  }
  for (const std::string& folder : folders) {
    for (int set = 0; set < 3; ++set) {
      replay::Capture capture = replay::load_capture(folder, set);
      auto ups = UpsOpener::open(replay::make_transport(capture), Found{}, nullptr);
      const std::string device = std::filesystem::path(folder).filename().string();
      CAPTURE(device);
      if (ups) use(folder, device, set, *ups, capture);
    }
  }
}

// Without those that control_differences.txt has as pending: all of their commands are looked at
// together.
template <class Use>
void each_settled_capture(Use use) {
  const replay::Differences differences(UPSHID_TEST_DATA "/control_differences.txt");
  each_capture([&](const std::string& folder, const std::string& device, int set, Ups& ups,
                   replay::Capture& capture) {
    if (!differences.is_pending(device)) use(folder, device, set, ups, capture);
  });
}

}  // namespace

TEST_CASE("every captured device offers what NUT offers for it, but for the listed differences") {
  if (replay::device_folders().empty()) {
    return upshid::test::skip("no folder of captured devices beside this checkout");
  }
  replay::Differences differences(UPSHID_TEST_DATA "/control_differences.txt");
  each_capture([&](const std::string& folder, const std::string& device, int set, Ups& ups,
                   replay::Capture&) {
    differences.compare(device, std::to_string(set), nut_commands(folder, set), our_commands(ups));
    // What can be chosen may depend on the present value.
    CHECK(ups.read());
    differences.compare(device, std::to_string(set), nut_settings(folder, set), our_settings(ups));
  });
  differences.check_all_used();
}

TEST_CASE("listing and planning ask a captured device for nothing but reports with other values") {
  each_settled_capture(
      [](const std::string&, const std::string&, int, Ups& ups, replay::Capture& capture) {
        for (const InstantCommand& command : ups.commands()) {
          CAPTURE(command.name);
          CHECK(capture.asked.empty());
          const auto plan = ups.plan_run(command.name);
          // A unit may declare that it cannot store what a command writes.
          CHECK((plan || plan.error().code == Code::unsupported));
          capture.asked.clear();
        }
        for (const Setting& setting : ups.settings()) {
          CAPTURE(setting.name);
          CHECK_FALSE(ups.plan_set(setting.name, "no such value"));
          CHECK(capture.asked.empty());
        }
      });
}

TEST_CASE("nothing but these bytes is sent to a captured device for a command") {
  each_settled_capture(
      [](const std::string&, const std::string& device, int set, Ups& ups, replay::Capture&) {
        if (set != 0) return;
        const std::string path = UPSHID_TEST_DATA "/commands/" + device + ".txt";
        const std::string found = bytes_of_commands(ups);
        // UPSHID_REWRITE_COMMANDS writes what was found, to be read before it is committed.
        if (std::getenv("UPSHID_REWRITE_COMMANDS") != nullptr) std::ofstream(path) << found;
        CHECK(found == slurp(path));
      });
}

TEST_CASE("the makers of all captured devices that have commands are known, but for these") {
  std::set<std::string> untested;
  each_capture([&](const std::string&, const std::string& device, int, Ups& ups, replay::Capture&) {
    for (const InstantCommand& command : ups.commands()) {
      if (!command.is_untested) continue;
      untested.insert(device);
      CHECK(ups.run(command.name).error().code == Code::untested);
    }
  });
  // NUT does not take 0665:5161 for a HID UPS.
  if (!replay::device_folders().empty())
    CHECK(untested == std::set<std::string>{"legrand-keor-dk-3k"});
}

TEST_CASE("no command's delay is sooner than was asked for, on any captured device") {
  each_settled_capture([](const std::string&, const std::string&, int, Ups& ups, replay::Capture&) {
    for (const InstantCommand& command : ups.commands()) {
      if (!command.takes_value) continue;
      for (const int seconds : {1, 20, 30, 59, 60, 61, 119, 300}) {
        const auto plan = ups.plan_run(command.name, fmt::format("{}", seconds));
        CAPTURE(command.name);
        CAPTURE(seconds);
        REQUIRE(plan);
        REQUIRE(plan->writes.size() == 1);
        const PlannedWrite& write = plan->writes[0];
        bool found = false;
        for (const hid::Field& field : ups.descriptor().fields) {
          if (field.type != hid::ReportType::feature || field.report_id != write.report_id)
            continue;
          if (field.is_padding()) continue;
          found = true;
          CHECK(hid::to_physical(field, write.logical) >= seconds);
          const auto payload = std::span(write.bytes).subspan(1);
          CHECK(hid::extract(field, payload).value() == write.logical);
        }
        CHECK(found);
      }
    }
  });
}

TEST_CASE("a value that a captured device has now can be set to itself, where it is in the range") {
  int sets = 0;
  each_capture(
      [&sets](const std::string&, const std::string&, int set, Ups& ups, replay::Capture& capture) {
        if (set != 0) return;
        const Snapshot snapshot = ups.read().value();
        for (const Setting& setting : ups.settings()) {
          const Variable* now = snapshot.find(setting.name);
          if (now == nullptr || !setting.in_device) continue;
          CAPTURE(setting.name);
          CAPTURE(now->value);
          const auto plan = ups.plan_set(setting.name, now->value);
          if (!plan) {
            CHECK(plan.error().code == Code::invalid_argument);
            continue;
          }
          ++sets;
          REQUIRE(plan->writes.size() == 1);
          const PlannedWrite& write = plan->writes[0];
          CHECK(write.bytes == capture.reports.at({hid::ReportType::feature, write.report_id}));
        }
      });
  if (!replay::device_folders().empty()) CHECK(sets > 50);
}
