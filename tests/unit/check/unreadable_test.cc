#include <doctest/doctest.h>
#include <unistd.h>

#include "check/sources.h"
#include "unit/check/folder.h"

using namespace upshid;
using namespace upshid::check;
using upshid::check::test::Folder;

TEST_CASE("files that may be read are no reason to refuse") {
  const Folder folder;
  CHECK_FALSE(why_unreadable(folder.sources()));
  Sources other = folder.sources();
  other.upsmon.error = Error{Code::io, folder / "upsmon.conf", "cannot read the file", 5};
  CHECK_FALSE(why_unreadable(other));
}

TEST_CASE("of a file that this user may not read it is said who may") {
  const Folder folder;
  folder.write("upsd.users", "[nas]\nupsmon secondary\n", 0600);
  Sources sources = folder.sources();
  const std::string path = folder / "upsd.users";
  sources.users.error = Error{Code::permission, path, "cannot read the file", 13};
  CHECK(why_unreadable(sources) ==
        path + ": permission denied; root may read it; run: sudo upshid-sched check");
  constexpr gid_t daemon = 1;
  if (::chown(path.c_str(), static_cast<uid_t>(-1), daemon) != 0) return;  // Only root may.
  folder.write("upsd.users", "", 0640);
  CHECK(why_unreadable(sources) ==
        path +
            ": permission denied; root and group daemon may read it; run: sudo upshid-sched check");
}
