#ifndef UPSHID_CONF_FILES_H
#define UPSHID_CONF_FILES_H

// The configuration of a machine: NUT's files and upshid.conf, each read once.

#include <upshid/complaint.h>
#include <upshid/result.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "conf/complaint.h"
#include "conf/nut_conf.h"
#include "conf/ups_conf.h"
#include "conf/upsd_conf.h"
#include "conf/upshid_conf.h"
#include "conf/upsmon_conf.h"
#include "conf/upssched_conf.h"

namespace upshid::conf {

// A file that cannot be read is empty, with its path and an error; one that does not exist has no
// error.
template <class Conf>
struct File : Conf {
  std::optional<Error> error;

  bool exists() const { return this->found || error; }
};

// What load_*_conf() gave, or that it failed.
template <class Conf>
File<Conf> file_of(Result<Conf> loaded, std::string path) {
  File<Conf> out;
  if (loaded) {
    static_cast<Conf&>(out) = *std::move(loaded);
  } else {
    out.path = std::move(path);
    out.error = loaded.error();
  }
  return out;
}

struct Files {
  std::string confdir;
  File<UpsConf> ups;
  File<UpsmonConf> upsmon;
  File<UpsschedConf> upssched;
  File<UpshidConf> upshid;
  File<NutConf> nut;
  File<UpsdConf> upsd;
  File<UpsdUsers> users;
};

// Empty `confdir`: the default directory.
Files load_files(std::string_view confdir);

// The complaints about the file; if it cannot be read, that, and what is missing: `content` ("its
// UPSes").
template <class Conf>
Complaints complaints_of(const File<Conf>& file, std::string_view content) {
  if (!file.error) return file.complaints;
  return {unreadable(file.path, *file.error, "continuing without " + std::string(content))};
}

// The place of the last line that begins with these words. Letter case is ignored except in the
// first.
std::optional<Position> place_of(const std::vector<Line>& lines,
                                 std::initializer_list<std::string_view> words);

}  // namespace upshid::conf

#endif
