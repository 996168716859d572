#ifndef UPSHID_STATUS_WATCH_SCREEN_H
#define UPSHID_STATUS_WATCH_SCREEN_H

#include <string>

#include "upshid-status/watch_canvas.h"
#include "upshid-status/watch_model.h"

namespace upshid::status {

// The name of the UPS, and the key to quit.
struct Caption {
  std::string name;                  // Of the UPS.
  std::string quit_hint = "q quit";  // "Ctrl-C quit" if no key can be read.
};

// The whole screen, as a function of the state, the size and the time.
Canvas draw_screen(const WatchModel& model, const Caption& caption, ScreenSize size,
                   const Look& look, const Moment& now);

}  // namespace upshid::status

#endif
