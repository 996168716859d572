#ifndef UPSHID_EXPORT_H
#define UPSHID_EXPORT_H

/// \file
/// What the shared library exports. Every header with a function of the library includes this one.

#include <upshid/language.h>

/// The library is compiled with hidden visibility; what stands behind this is seen from outside.
#define UPSHID_EXPORT __attribute__((visibility("default")))
/// The inside of a class that is seen.
#define UPSHID_HIDDEN __attribute__((visibility("hidden")))

#endif
