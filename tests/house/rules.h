#ifndef UPSHID_TESTS_HOUSE_RULES_H
#define UPSHID_TESTS_HOUSE_RULES_H

#include <string>
#include <string_view>
#include <vector>

#include "house/tree.h"

namespace upshid::house {

// A room includes public headers, the system, and only rooms before it; libupshid/README.md has the
// map. A public header includes the standard library and public headers, nothing else. A tool
// includes no other tool.
Complaints check_includes(const File& file);
// Against the table of rooms that tools use in `map`, the text of libupshid/README.md.
Complaints check_tool_rooms(const File& file, std::string_view map);

// No file over 400 lines: one job a file.
Complaints check_length(const File& file);

// The markers of work left over only with a colon and a reason of three words at least.
Complaints check_markers(const File& file);

// Sentences are made for people; nothing of libupshid and the tools searches or compares them. The
// few places that may are listed with their reason; one that is gone must leave the list.
Complaints check_sentences(const File& file);
Complaints check_allowances(const std::vector<File>& files);

// UPSHID_<ROOM>_<FILE>_H below libupshid, UPSHID_<FILE>_H for public headers, UPSHID_..._<FILE>_H
// elsewhere.
Complaints check_guard(const File& file);

// The root holds what a visitor needs first, and no more.
Complaints check_top_level(const std::vector<std::string>& names);

// Every path of the project in README's fenced blocks exists; scripts are executable.
Complaints check_readme(const std::string& root, std::string_view readme);

// As clang-format would write it. `program` is asked file by file.
Complaints check_format(const std::string& program, const std::string& root,
                        const std::vector<File>& files);

// The clang-format of the version that .clang-format is written for, 14; empty where there is none.
std::string find_clang_format();

}  // namespace upshid::house

#endif
