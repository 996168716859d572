#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check/lint.h"
#include "skip.h"
#include "unit/check/folder.h"

using namespace upshid::check;
using namespace upshid::check::test;

namespace {

Report lint(const Folder& folder) {
  Findings findings;
  lint_rights(folder.sources(), findings);
  return folder.report(findings);
}

std::string found(const std::string& name, const std::string& part) {
  return name + ": error: users other than root may change " + part +
         "; upshid-monitor runs commands of its configuration as root\n-> sudo chown root " + part +
         " && sudo chmod go-w " + part + "\n";
}

}  // namespace

TEST_CASE("what only root, or the author of a draft, may change is well") {
  const Folder folder;
  folder.write("upsmon.conf", "");
  folder.write("upssched.conf", "", 0640);
  CHECK(lint(folder) == "");
}

TEST_CASE("a file of the configuration that others may write to is an error") {
  for (const char* name : {"upsmon.conf", "upssched.conf", "upshid.conf", "ups.conf"}) {
    const Folder folder;
    folder.write(name, "", 0666);
    CHECK(lint(folder) == found(name, name));
  }
}

TEST_CASE("a folder that others may write to is an error, once, even without a file") {
  const Folder folder;
  REQUIRE(::chmod(folder.path().c_str(), 0777) == 0);
  Findings findings;
  lint_rights(folder.sources(), findings);
  CHECK(codes_of(findings) == "config_unsafe");
  CHECK(
      folder.report(findings).starts_with("upsmon.conf: error: users other than root may change "));
}

TEST_CASE("a file that belongs to another user is an error") {
  if (::geteuid() != 0) return upshid::test::skip("only root can give a file to somebody else");
  const Folder folder;
  folder.write("upssched.conf", "");
  REQUIRE(::chown((folder / "upssched.conf").c_str(), 12345, 0) == 0);
  CHECK(lint(folder) == found("upssched.conf", "upssched.conf"));
}
