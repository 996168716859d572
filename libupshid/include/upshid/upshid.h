#ifndef UPSHID_UPSHID_H
#define UPSHID_UPSHID_H

/// \file
/// All of libupshid: find, read and command USB UPSes without a daemon.

#include <upshid/action.h>
#include <upshid/command.h>
#include <upshid/complaint.h>
#include <upshid/config.h>
#include <upshid/device.h>
#include <upshid/error.h>
#include <upshid/event.h>
#include <upshid/hid.h>
#include <upshid/language.h>
#include <upshid/monitor.h>
#include <upshid/plan.h>
#include <upshid/poll_timeout.h>
#include <upshid/quirk.h>
#include <upshid/result.h>
#include <upshid/severity.h>
#include <upshid/status.h>
#include <upshid/timer.h>
#include <upshid/units.h>
#include <upshid/ups.h>
#include <upshid/variable.h>
#include <upshid/version.h>
#include <upshid/watcher.h>

#endif
