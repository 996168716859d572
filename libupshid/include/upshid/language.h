#ifndef UPSHID_LANGUAGE_H
#define UPSHID_LANGUAGE_H

/// \file
/// The required language: C++20. Every public header includes this one.

// GCC up to 15 and clang default to C++17; without this check their first error would be
// unintelligible.
#if __cplusplus < 202002L
#error "upshid needs C++20. Compile with -std=c++20, or newer; with CMake, link upshid::upshid."
#endif

#endif
