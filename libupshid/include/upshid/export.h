#ifndef UPSHID_EXPORT_H
#define UPSHID_EXPORT_H

/// \file
/// Symbol visibility. Every header that declares a library function includes this one.

#include <upshid/language.h>

/// Exports a declaration; the library is compiled with hidden visibility.
#define UPSHID_EXPORT __attribute__((visibility("default")))
/// Hides a member of an exported class.
#define UPSHID_HIDDEN __attribute__((visibility("hidden")))

#endif
