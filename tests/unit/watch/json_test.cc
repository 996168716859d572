#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "unit/watch/watched.h"
#include "upshid-status/typed_json.h"

using namespace upshid;
using namespace upshid::status;
using upshid::tests::seconds;
using upshid::tests::Watched;
using Json = nlohmann::json;

namespace {

Json line(const Watched& watched, const std::string& variable, const News* news) {
  const std::string text =
      json_line_of_state(watched.now(), "home", watched.model.snapshot(), variable, news);
  REQUIRE(std::ranges::count(text, '\n') == 1);
  REQUIRE(text.back() == '\n');
  return Json::parse(text);
}

}  // namespace

TEST_CASE("JSON begins with the whole state, with time and name") {
  const Watched watched("CP850PFCLCDa");
  const Json state = line(watched, "", nullptr);
  CHECK(state["schema"] == 1);
  CHECK(state["time"] == "2026-11-24T03:00:00+01:00");
  CHECK(state["name"] == "home");
  CHECK(state["event"] == "state");
  CHECK(state["status"] == Json{"OL"});
  CHECK(state["changed"].empty());
  CHECK(state["variables"]["battery.charge"]["value"] == 100);
  CHECK(state["variables"]["ups.status"]["text"] == "OL");
}

TEST_CASE("a change is the whole state again, and names what changed") {
  Watched watched("CP850PFCLCDa");
  watched.world.unit.set_mains(0);
  watched.world.wait(seconds(1));
  const auto news = watched.look();
  REQUIRE_FALSE(news.empty());
  const Json change = line(watched, "", &news.front());
  CHECK(change["status"] == Json{"OB", "DISCHRG"});
  CHECK(change["changed"][0] == "ups.status");
  CHECK(change["variables"]["battery.voltage"]["unit"] == "V");
  CHECK(line(watched, "UPS.Status", &news.front())["variables"].size() == 1);
  CHECK(json_line_of_state(watched.now(), "home", watched.model.snapshot(), "battery.voltage",
                           &news.front())
            .empty());
}

TEST_CASE("a UPS that is lost says why, and no text of a device ends a line") {
  const Watched watched("CP850PFCLCDa");
  const std::string text = json_line_of_loss(watched.now(), "a\nb", "gone\n\xff");
  CHECK(std::ranges::count(text, '\n') == 1);
  const Json lost = Json::parse(text);
  CHECK(lost["event"] == "lost");
  CHECK(lost["name"] == "a\nb");
}
