#ifndef UPSHID_LANGUAGE_H
#define UPSHID_LANGUAGE_H

/// \file
/// The language that these headers are written in. Every public header includes this one.

// GCC up to 15, and clang, take C++17 unless told otherwise, and stop at the first thing that they
// do not know.
#if __cplusplus < 202002L
#error "upshid needs C++20. Compile with -std=c++20, or newer; with CMake, link upshid::upshid."
#endif

#endif
