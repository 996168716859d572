#ifndef UPSHID_TESTS_UNIT_WATCH_WATCHED_H
#define UPSHID_TESTS_UNIT_WATCH_WATCHED_H

// A virtual UPS in turned time, watched as upshid-status --watch does: asked when it is due, and
// once a second the clock ticks.

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "unit/reader/turned_ups.h"
#include "upshid-status/watch_screen.h"

namespace upshid::tests {

class Watched {
 public:
  explicit Watched(std::string_view profile) : world(profile), ups(watch(world)) {
    Pace pace;
    pace.live = seconds(5);
    ups.set_pace(pace);
    look();
  }

  // 03:00:00 of a winter's day at the start, in Berlin.
  status::Moment now() const {
    const auto time = std::chrono::duration_cast<seconds>(world.now.time_since_epoch()).count();
    std::tm local{};
    local.tm_year = 126;
    local.tm_mon = 10;
    local.tm_mday = 24;
    local.tm_hour = static_cast<int>(3 + time / 3600);
    local.tm_min = static_cast<int>(time / 60 % 60);
    local.tm_sec = static_cast<int>(time % 60);
    local.tm_gmtoff = 3600;
    return {world.now, local};
  }

  // What the readings of this moment bring.
  std::vector<status::News> look() {
    std::vector<status::News> news;
    // dispatch() returns early after what cannot wait; the rest is due at once.
    do {
      if (ups.dispatch(world.now).value()) news.push_back(model.tell(now(), ups.snapshot()));
    } while (ups.next_deadline() <= world.now);
    model.go_on(world.now);
    return news;
  }

  void wait(seconds time) {
    for (seconds waited{0}; waited < time; waited += seconds(1)) {
      world.wait(seconds(1));
      look();
    }
  }

  status::Canvas screen(status::ScreenSize size = {}, const status::Look& look = {}) const {
    return status::draw_screen(model, {"cellar", "q quit"}, size, look, now());
  }

  World world;
  Ups ups;
  status::WatchModel model;
};

// A file beside the tests.
inline std::string expected(const std::string& name) {
  std::ifstream file(std::string(UPSHID_TEST_DATA) + "/expected/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace upshid::tests

#endif
