#ifndef UPSHID_STATUS_WATCH_SCREEN_H
#define UPSHID_STATUS_WATCH_SCREEN_H

#include <string>

#include "upshid-status/watch_canvas.h"
#include "upshid-status/watch_model.h"

namespace upshid::status {

// Who is watched, and how one leaves.
struct Caption {
  std::string name;                     // As the UPS is called here.
  std::string usual_ending = "q ends";  // Where no key can be read, "Ctrl-C ends".
};

// The whole screen: a function of what is known, the size and the time.
Canvas draw_screen(const WatchModel& model, const Caption& caption, ScreenSize size,
                   const Look& look, const Moment& now);

}  // namespace upshid::status

#endif
