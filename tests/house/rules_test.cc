#include "house/rules.h"

#include <doctest/doctest.h>

#include <string>

#include "skip.h"

// A check that cannot fail is worth nothing: each is fed what it has to refuse.

namespace {

using namespace upshid::house;

Complaints includes(const std::string& path, const std::string& text) {
  return check_includes({path, text});
}

TEST_CASE("a room that includes a later room is named with the line") {
  CHECK(includes("libupshid/hid/a.cc", "// x\n#include \"nut/table.h\"\n") ==
        Complaints{"libupshid/hid/a.cc:2: includes nut/table.h; hid may not include it"});
  CHECK(includes("libupshid/nut/a.cc", "#include \"hid/item.h\"\n#include \"nut/table.h\"\n")
            .empty());
}

TEST_CASE("hid and transport do not know each other") {
  CHECK(includes("libupshid/hid/a.cc", "#include \"transport/transport.h\"\n").size() == 1);
  CHECK(includes("libupshid/transport/a.cc", "#include \"hid/item.h\"\n").size() == 1);
}

TEST_CASE("monitor does not know transport") {
  CHECK(includes("libupshid/monitor/a.cc", "#  include \"transport/transport.h\"\n").size() == 1);
  CHECK(includes("libupshid/monitor/a.cc", "#include \"nut/table.h\"\n").empty());
}

TEST_CASE("virtual knows the transport interface, power and base, and no more") {
  CHECK(includes("libupshid/virtual/a.cc",
                 "#include \"base/text.h\"\n#include \"power/usages.h\"\n"
                 "#include \"transport/transport.h\"\n#include \"virtual/profile.h\"\n")
            .empty());
  CHECK(includes("libupshid/virtual/a.cc", "#include \"transport/hidapi.h\"\n").size() == 1);
  CHECK(includes("libupshid/virtual/a.cc", "#include \"hid/item.h\"\n").size() == 1);
}

TEST_CASE("the room rule sees through angle brackets and past the library's own headers") {
  CHECK(includes("libupshid/hid/a.cc", "#include <nut/table.h>\n") ==
        Complaints{
            "libupshid/hid/a.cc:1: includes nut/table.h; a room's header is included with quotes"});
  CHECK(includes("libupshid/hid/a.cc", "#include \"open.h\"\n").size() == 1);
  CHECK(includes("libupshid/hid/a.cc", "#include \"upshid/hid.h\"\n").size() == 1);
  CHECK(includes("libupshid/cellar/a.cc", "") ==
        Complaints{"libupshid/cellar/a.cc:1: cellar is not a room of libupshid"});
}

TEST_CASE("check and rehearse do not see daemon, and watch does not see transport") {
  CHECK(includes("libupshid/check/a.cc", "#include \"daemon/keeper.h\"\n").size() == 1);
  CHECK(includes("libupshid/rehearse/a.cc", "#include \"daemon/keeper.h\"\n").size() == 1);
  CHECK(includes("libupshid/watch/a.cc", "#include \"transport/transport.h\"\n").size() == 1);
}

TEST_CASE("a tool includes no other tool") {
  CHECK(
      includes("tools/upshid-sched/a.cc", "#include \"upshid-monitor/daemon.h\"\n") ==
      Complaints{"tools/upshid-sched/a.cc:1: includes upshid-monitor/daemon.h; a tool includes no "
                 "other tool"});
  CHECK(includes("tools/cli/a.cc", "#include \"upshid-sim/vhci.h\"\n").size() == 1);
  CHECK(includes(
            "tools/upshid-sched/a.cc",
            "#include \"cli/host.h\"\n#include \"upshid-sched/verbs.h\"\n#include <upshid/ups.h>\n")
            .empty());
}

TEST_CASE("a tool includes a room that the map opens to it, and no other") {
  const std::string map =
      "## What the tools use\n| base | all | text |\n| watch | `upshid-sched`, `upshid-sim` | x |\n"
      "## How it is built\n| daemon | all | no row of that table |\n";
  const auto check = [&](const std::string& path, const std::string& room) {
    return check_tool_rooms({path, "#include \"" + room + "/a.h\"\n"}, map).size();
  };
  CHECK(check("tools/upshid-sim/a.cc", "base") == 0);
  CHECK(check("tools/upshid-sim/a.cc", "watch") == 0);
  CHECK(check("tools/upshid-cmd/a.cc", "watch") == 1);
  CHECK(check("tools/upshid-sched/a.cc", "daemon") == 1);
  CHECK(check("libupshid/check/a.cc", "daemon") == 0);
}

TEST_CASE("a public header includes the standard library and public headers only") {
  const std::string path = "libupshid/include/upshid/x.h";
  CHECK(includes(path, "#include <string_view>\n#include <upshid/result.h>\n").empty());
  CHECK(includes(path, "#include <unistd.h>\n") ==
        Complaints{path +
                   ":1: includes unistd.h; a public header includes only the standard library and "
                   "<upshid/...>"});
  CHECK(includes(path, "#include <fmt/core.h>\n").size() == 1);
  CHECK(includes(path, "#include \"base/text.h\"\n").size() == 1);
}

TEST_CASE("a file of 401 lines is refused and one of 400 is not") {
  CHECK(check_length({"a.cc", std::string(400, '\n')}).empty());
  CHECK(check_length({"a.cc", std::string(401, '\n')}) ==
        Complaints{"a.cc: 401 lines; a file has at most 400"});
}

TEST_CASE("a marker needs a reason") {
  const std::string marker = std::string("TO") + "DO";
  CHECK(check_markers({"a.cc", "x\n// " + marker + "\n"}) ==
        Complaints{"a.cc:2: " + marker + " without a reason"});
  CHECK(check_markers({"a.cc", "// " + marker + "(me): later\n"}).size() == 1);
  CHECK(check_markers({"a.cc", "// " + marker + ": until libusb 1.0.27 is everywhere\n"}).empty());
  CHECK(check_markers({"a.cc", "int " + marker + "S = 0;\n"}).empty());
}

TEST_CASE("a header guard that names another file is refused") {
  const std::string good = "#ifndef UPSHID_HID_ITEM_TEXT_H\n#define UPSHID_HID_ITEM_TEXT_H\n";
  CHECK(check_guard({"libupshid/hid/item_text.h", good}).empty());
  CHECK(check_guard({"libupshid/hid/item.h", good}) ==
        Complaints{"libupshid/hid/item.h:1: the header guard is not named after the file"});
  CHECK(check_guard(
            {"libupshid/include/upshid/hid.h", "#ifndef UPSHID_HID_H\n#define UPSHID_HID_H\n"})
            .empty());
}

TEST_CASE("a stray file at the top level is named") {
  const TempTree tree;
  tree.write("README.md", "");
  tree.write("notes.txt", "");
  tree.write("build-x/object", "");
  CHECK(check_top_level(top_level(tree.root())) ==
        Complaints{"notes.txt: does not belong at the top level"});
}

TEST_CASE("a README command that is missing or cannot be run is named with its line") {
  const TempTree tree;
  tree.write("tools/good", "", true);
  tree.write("tools/plain", "");
  const std::string readme =
      "tools/not-in-a-block\n```\n./tools/good\ntools/plain\ncat tools/plain\ntools/gone\n```\n";
  CHECK(check_readme(tree.root(), readme) ==
        Complaints{"README.md:4: tools/plain is not executable",
                   "README.md:6: tools/gone does not exist"});
}

TEST_CASE("a file that is formatted otherwise is named") {
  const auto program = find_clang_format();
  if (program.empty()) {
    return upshid::test::skip("needs clang-format 14, which tests/run installs");
  }
  const TempTree tree;
  tree.write(".clang-format", "BasedOnStyle: Google\n");
  tree.write("tools/bad.cc", "int  main( ){return 0;}\n");
  tree.write("tools/good.cc", "int main() { return 0; }\n");
  CHECK(check_format(program, tree.root(), source_files(tree.root())) ==
        Complaints{"tools/bad.cc: clang-format would write it otherwise"});
}

TEST_CASE("code that reads a sentence is named with its line") {
  const auto complaints = [](const std::string& line) {
    return check_sentences({"libupshid/monitor/a.cc", "// x\n" + line + "\n"}).size();
  };
  for (const char* line : {
           "if (line.starts_with(\"no MONITOR line\")) return;",
           "return text == \"not heard\";",
           "if (error.what.find(word) != npos) return;",
           "if (error->where == \"upsc\") return;",
           "ok = text_of(action).starts_with(begin);",
           "ok = monitor::describe(f(action)).find('x') == 0;",
           "ok = done.error().text().ends_with(\"x\");",
       })
    CHECK_MESSAGE(complaints(line) == 1, line);
  for (const char* line : {
           "if (line.starts_with(\"MONITOR\")) return;",
           "if (entry.what == What::killed) return;",
           "out += text == other ? \"a b\" : \"\";",
           "// line.starts_with(\"two words\")",
           "const auto at = words.find(name);",
       })
    CHECK_MESSAGE(complaints(line) == 0, line);
  CHECK(check_sentences({"tests/unit/a.cc", "CHECK(x == \"two words\");\n"}).empty());
}

TEST_CASE("a place that no longer reads a sentence leaves the list") {
  CHECK_FALSE(check_allowances({}).empty());
}

}  // namespace
