#ifndef UPSHID_VERSION_H
#define UPSHID_VERSION_H

/// \file
/// The version of these headers; version() returns that of the library.

#include <upshid/language.h>

#define UPSHID_VERSION_MAJOR 0
#define UPSHID_VERSION_MINOR 1
#define UPSHID_VERSION_PATCH 0
#define UPSHID_VERSION_STRING "0.1.0"

/// For comparisons: `#if UPSHID_VERSION_NUMBER >= 100` means 0.1.0 or later.
#define UPSHID_VERSION_NUMBER \
  (UPSHID_VERSION_MAJOR * 10000 + UPSHID_VERSION_MINOR * 100 + UPSHID_VERSION_PATCH)

#endif
