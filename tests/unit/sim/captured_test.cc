#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "skip.h"
#include "unit/sim/bench.h"

namespace upshid::tests {

namespace {

namespace fs = std::filesystem;

// A captured device of our own making.
class Folder {
 public:
  Folder() : path_((fs::temp_directory_path() / "upshid-capture-XXXXXX").string()) {
    REQUIRE(::mkdtemp(path_.data()) != nullptr);
    write("descriptor.hex", "05 84 09 04\na1 01 c0\n");
    write("0.json", good);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ + "/" + name) << text;
  }
  const std::string& path() const { return path_; }
  std::string refusal() const {
    const auto unit = sim::open_unit(path_, Instant{});
    REQUIRE_FALSE(unit);
    const std::string text = unit.error().text();
    REQUIRE(text.starts_with(path_));
    return text.substr(path_.size());
  }

  static constexpr const char* good = R"({"vid": 1892, "pid": 1281, "bcd": 256, "speed": "low",
    "interval": 20, "strings": {"1": "X", "3": "hex:0403ff00"}, "istr": [3, 1, 0],
    "latency_ms": {"control": 2.5},
    "reports": {"feature": {"0x0b": "0b 11"}, "input": {"0x0b": "0b 11", "0x08": "08 64"}}})";

 private:
  std::string path_;
};

}  // namespace

TEST_CASE("A captured unit answers what was captured") {
  const Folder folder;
  folder.write("1.json", R"({"reports": {"feature": {"0x0b": "0b 13"}}})");
  Bench bench(folder.path());
  const sim::Identity& identity = bench.simulation.identity();
  CHECK(identity.vendor_id == 1892);
  CHECK(identity.bcd_device == 256);
  CHECK(identity.speed == sim::Speed::low);
  CHECK(identity.interval == 20);
  CHECK(identity.manufacturer_index == 3);
  CHECK(identity.serial_index == 0);
  CHECK(bench.feature(0x0b, 2).empty());  // it takes 2.5 ms
  bench.run_for(milliseconds(3));
  CHECK(bench.answer() == "0b 11");
  bench.tell("latency 0");
  CHECK(bench.feature(0x0c, 2) == "stall");
  bench.control({0x81, 6, 0x2200, 0, 255});
  CHECK(bench.answer() == "05 84 09 04 a1 01 c0");
  bench.control({0x80, 6, 0x0303, 0, 255});
  CHECK(bench.answer() == "04 03 ff 00");  // as malformed as it was
  Bench other(folder.path() + "/1");
  CHECK(other.feature(0x0b, 2) == "0b 13");
}

TEST_CASE("A captured unit keeps what is set, and says why it has no line power") {
  const Folder folder;
  Bench bench(folder.path() + "/");
  bench.tell("latency 0");
  CHECK(bench.set_feature({0x0b, 0x12}) == "2 bytes");
  CHECK(bench.feature(0x0b, 2) == "0b 12");
  CHECK(bench.set_feature({0x0c, 0x12}) == "stall");
  CHECK(bench.tell("set feature 0x0b live") == "ok");
  CHECK(bench.feature(0x0b, 2) == "0b 11");
  CHECK(bench.tell("mains off") ==
        "8 a captured unit has no mains: it gives its captured answers; to change one, use set; to "
        "send a report, use send");
  CHECK(bench.tell("charge 5").starts_with("8 a captured unit has no battery:"));
  CHECK(bench.tell("load 5").starts_with("8 a captured unit has no load:"));
  bench.tell("cycle 1s");
  bench.listen();
  bench.run_for(seconds(1));
  CHECK(bench.answer() == "08 64");
}

TEST_CASE("What is wrong in a folder is said with the file") {
  const Folder folder;
  const auto with = [&](const std::string& json) {
    folder.write("0.json", json);
    return folder.refusal();
  };
  CHECK(with("{") == "/0.json: expected a JSON object");
  CHECK(with(R"({"vid": 65536})") == "/0.json: \"vid\": expected a number from 0 to 65535");
  CHECK(with(R"({"speed": "high"})") == "/0.json: \"speed\": expected \"low\" or \"full\"");
  CHECK(with(R"({"istr": [1, 2, 256]})") ==
        "/0.json: \"istr\": expected three string indexes from 0 to 255");
  CHECK(with(R"({"strings": {"0": "x"}})") ==
        "/0.json: \"strings\": expected texts by indexes from 1 to 255");
  CHECK(with(R"({"reports": {"feature": {"0x0b": "0b1"}}})") ==
        "/0.json: \"reports\": expected reports by ID, as hexadecimal bytes");
  CHECK(with(R"({"latency_ms": {"control": -1}})") ==
        "/0.json: \"latency_ms\": expected milliseconds from 0 to 60000 as \"control\"");
  CHECK(with(R"({"descriptor": "../x"})") ==
        "/0.json: \"descriptor\": expected the name of a file in the same directory");
  folder.write("0.json", Folder::good);
  folder.write("descriptor.hex", "05 8");
  CHECK(folder.refusal() == "/descriptor.hex: expected 1 to 65535 bytes in hexadecimal");
  fs::remove(folder.path() + "/descriptor.hex");
  CHECK(folder.refusal() ==
        "/descriptor.hex: cannot open the file (No such file or directory, errno 2)");
}

TEST_CASE("A profile that does not exist is answered with those that do") {
  CHECK(sim::open_unit("CP9000", Instant{}).error().text() ==
        "virtual:CP9000: no such profile; expected one of Back-UPS-RS-1000G, "
        "CP850PFCLCDa, EC850LCD, PR1500LCDRT2U, ST-Series, UT1500E");
}

TEST_CASE("Every captured device enumerates and gives each of its reports as captured") {
  if (!fs::is_directory(UPSHID_SHARED_DEVICES)) {
    return upshid::test::skip("needs the captured devices in " UPSHID_SHARED_DEVICES);
  }
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(UPSHID_SHARED_DEVICES)) {
    if (!entry.is_directory()) continue;
    for (const char* set : {"/0", "/1", "/2"}) {
      Bench bench(entry.path().string() + set);
      const std::size_t size = bench.simulation.identity().name.size();
      CHECK(size > 0);
      bench.control({0x80, 6, 0x0200, 0, 255});
      CHECK(bench.answer().size() == 34 * 3 - 1);
      bench.control({0x81, 6, 0x2200, 0, 4096});
      CHECK_FALSE(bench.answer().empty());
      ++count;
    }
  }
  CHECK(count >= 3 * 20);
}

TEST_CASE("A device without report ids answers without them") {
  const std::string folder = UPSHID_SHARED_DEVICES "/prolink-1250va-megatec";
  if (!fs::is_directory(folder)) {
    return upshid::test::skip("needs " + folder);
  }
  Bench bench(folder);
  bench.get_report(1, 0, 8);
  CHECK(bench.answer() == "7f 7f 7f 7f 7f 7f 7f 7f");
}

}  // namespace upshid::tests
