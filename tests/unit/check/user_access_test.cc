#include "check/user_access.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "unit/check/folder.h"

using namespace upshid::check;
using upshid::check::test::Folder;

namespace {

// Who owns none of the files, whoever runs the tests.
const User stranger{"stranger", 65533, 65533, {65533}, true};

std::string text_of(const Folder& folder, const Access& access) {
  if (!access.denied) return "may";
  const std::string& path = access.denied->path;
  return (access.denied->to_read ? "may not read " : "may not run ") +
         (path.starts_with(folder.path()) ? path.substr(folder.path().size()) : path) + ": " +
         std::to_string(access.denied->error);
}

}  // namespace

TEST_CASE("a script that others may run and read may be run, whoever asks") {
  const Folder folder;
  folder.write("a/script", "#!/bin/sh\n", 0755);
  CHECK(text_of(folder, check_access(stranger, folder / "a/script", true)) == "may");
  CHECK(text_of(folder, check_access(stranger, folder / "a/../a//script", true)) == "may");
}

TEST_CASE("the part of the way that stops a user is named: a folder, the file, its reading") {
  const Folder folder;
  folder.write("a/script", "#!/bin/sh\n", 0644);
  const auto access = [&] { return check_access(stranger, folder / "a/script", true); };
  const std::string denied = ": " + std::to_string(EACCES);
  CHECK(text_of(folder, access()) == "may not run /a/script" + denied);
  folder.write("a/script", "#!/bin/sh\n", 0711);
  CHECK(text_of(folder, access()) == "may not read /a/script" + denied);
  CHECK(text_of(folder, check_access(stranger, folder / "a/script", false)) == "may");
  folder.write("a/script", "#!/bin/sh\n", 0755);
  std::filesystem::permissions(folder / "a", std::filesystem::perms::owner_all);
  CHECK(text_of(folder, access()) == "may not run /a" + denied);
  CHECK(text_of(folder, check_access(stranger, folder / "b/script", true)) ==
        "may not run /b: " + std::to_string(ENOENT));
}

TEST_CASE("owner and group of a user decide, and the first class that fits alone") {
  const Folder folder;
  folder.write("script", "#!/bin/sh\n", 0750);
  const User in_group{"member", 65533, 65533, {65533, ::getegid()}, true};
  CHECK(text_of(folder, check_access(in_group, folder / "script", true)) == "may");
  folder.write("script", "#!/bin/sh\n", 0705);
  CHECK(
      text_of(folder, check_access(in_group, folder / "script", true)).starts_with("may not run"));
}

TEST_CASE("root asks as the user; anybody else goes by the modes, and says so") {
  const Folder folder;
  folder.write("script", "#!/bin/sh\n", 0755);
  const Checked expected = ::geteuid() == 0 ? Checked::as_user : Checked::by_mode;
  CHECK(check_access(stranger, folder / "script", true).checked == expected);
}

TEST_CASE("even root may not run what nobody may") {
  const Folder folder;
  folder.write("script", "#!/bin/sh\n", 0644);
  CHECK(text_of(folder, check_access(root_user(), folder / "script", true)) ==
        "may not run /script: " + std::to_string(EACCES));
}

TEST_CASE("what others than root may change is found along the whole way") {
  CHECK(changeable_part("/bin/sh").empty());
  const Folder folder;
  folder.write("a/script", "#!/bin/sh\n", 0755);
  // Without root the folder is the user's own; TMPDIR may be somebody's too.
  const std::string above = changeable_part(folder.path());
  if (::geteuid() != 0) CHECK_FALSE(above.empty());
  const auto first = [&](const std::string& own) { return above.empty() ? own : above; };
  CHECK(changeable_part(folder / "a/script") == first(""));
  folder.write("a/script", "#!/bin/sh\n", 0757);
  CHECK(changeable_part(folder / "a/script") == first(folder / "a/script"));
  std::filesystem::permissions(folder / "a", std::filesystem::perms::all);
  CHECK(changeable_part(folder / "a/script") == first(folder / "a"));
}

TEST_CASE("a user that this machine does not know becomes nobody") {
  const User unknown = user_of_commands("no-such-user-here");
  CHECK_FALSE(unknown.is_known);
  CHECK(unknown.name == "nobody");
  CHECK(unknown.uid == 65534);
  const User root = user_of_commands("root");
  CHECK(root.is_known);
  CHECK(root.uid == 0);
}
