#ifndef UPSHID_STATUS_WATCH_VIEW_H
#define UPSHID_STATUS_WATCH_VIEW_H

#include <upshid/ups.h>

#include <memory>
#include <string>

#include "upshid-status/watch_model.h"

namespace upshid::status {

// The output of --watch. Each call returns 0 or the errno of standard output.
class WatchView {
 public:
  WatchView() = default;
  WatchView(const WatchView&) = delete;
  WatchView& operator=(const WatchView&) = delete;
  virtual ~WatchView() = default;

  virtual int begin() = 0;
  virtual int tell(const Moment& now, const WatchModel& model, const News& news) = 0;
  virtual int lose(const Moment& now, const WatchModel& model) = 0;
  // Time has passed; also after each of the above.
  virtual int show(const Moment& now, const WatchModel& model) = 0;
  // When show() is due without a change.
  virtual Instant next_show(const Moment& now) const = 0;
  // A descriptor to poll besides the UPS; -1: none.
  virtual int key_fd() const = 0;
  virtual int signal_fd() const = 0;
  enum class Wish : unsigned char { none, end };
  virtual Wish take_keys() = 0;
  virtual int take_signals() = 0;

  virtual Pace pace() const = 0;
};

// A screen if standard output is a terminal and no variable is named, otherwise lines; JSON is
// always lines.
std::unique_ptr<WatchView> make_view(const std::string& ups_name, const std::string& variable,
                                     bool is_json);

}  // namespace upshid::status

#endif
