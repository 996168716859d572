#include "conf/ups_conf.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "base/file.h"
#include "base/text.h"

namespace upshid::conf {

namespace {

// Puts lines into sections, as NUT's common/upsconf.c does; what NUT skips without a word is a
// complaint here.
class Reader {
 public:
  Reader(std::string_view text, std::string path) : lexed_(lex(text)) {
    conf_.path = std::move(path);
    for (const Diagnostic& diagnostic : lexed_.diagnostics)
      complain(diagnostic.at, diagnostic.what);
  }

  UpsConf run() && {
    for (const Line& line : lexed_.lines) read_line(line);
    check_globals(conf_.globals, conf_.path, conf_.complaints);
    for (UpsSection& section : conf_.sections) finish(section);
    return std::move(conf_);
  }

 private:
  enum class Into : unsigned char { globals, section, nowhere };

  void complain(Position at, std::string_view what) {
    conf_.complaints.push_back(complaint(conf_.path, at, what));
  }

  void read_line(const Line& line) {
    const Word& first = line.front();
    if (first.text.starts_with('[')) {
      read_header(line);
    } else if (line.size() == 1) {
      add({first.text, {}, true, first.at, first.at});
    } else if (line[1].text != "=" || line[1].quoted) {
      complain(line[1].at, fmt::format("\"{}\" after \"{}\", expected '='; the line is left out",
                                       line[1].text, first.text));
    } else if (line.size() == 2) {
      complain(
          line[1].at,
          fmt::format("no value after \"{} =\", expected one; the line is left out", first.text));
    } else {
      if (line.size() > 3) {
        complain(line[3].at,
                 fmt::format("\"{}\" after the value \"{}\", expected the end of the line "
                             "(a value with spaces needs quotes); it is left out",
                             line[3].text, line[2].text));
      }
      add({first.text, line[2].text, false, first.at, line[2].at});
    }
  }

  void read_header(const Line& line) {
    const std::string_view text = line.front().text;
    if (text.size() < 3 || !text.ends_with(']')) {
      // NUT gives the lines that follow to the section before. That may rename or redirect a good
      // UPS.
      complain(
          line.front().at,
          fmt::format("\"{}\", expected a section's name without spaces as in [name]; its lines "
                      "are left out",
                      text));
      into_ = Into::nowhere;
      return;
    }
    if (line.size() > 1) {
      complain(line[1].at,
               fmt::format("\"{}\" after {}, expected the end of the line; it is left out",
                           line[1].text, text));
    }
    open_section(text.substr(1, text.size() - 2), line.front().at);
  }

  void open_section(std::string_view name, Position at) {
    into_ = Into::section;
    for (current_ = 0; current_ < conf_.sections.size(); ++current_) {
      if (conf_.sections[current_].name == name) return;
    }
    if (const UpsSection* other = conf_.find(name)) {
      complain(at,
               fmt::format("section [{}] differs from [{}] at {}:{} in letter case only, expected "
                           "another name (NUT refuses one of them)",
                           name, other->name, other->at.line, other->at.column));
    }
    conf_.sections.push_back({std::string(name), at, {}, {}});
  }

  void add(Entry entry) {
    if (into_ == Into::nowhere) return;
    if (into_ == Into::globals) {
      conf_.globals.push_back(std::move(entry));
      return;
    }
    UpsSection& section = conf_.sections[current_];
    if (const Entry* earlier = section.find(entry.key)) {
      complain(entry.at,
               fmt::format("\"{}\" again in [{}], first at {}:{}; this one counts", entry.key,
                           section.name, earlier->at.line, earlier->at.column));
    }
    section.entries.push_back(std::move(entry));
  }

  void finish(UpsSection& section) {
    section.settings = read_settings(section.entries, conf_.globals, conf_.path, conf_.complaints);
    if (!section.settings.driver) {
      complain(section.at,
               fmt::format("section [{}] without a driver, expected \"driver = usbhid-ups\""
                           " (NUT leaves such a section out)",
                           section.name));
    }
  }

  Lexed lexed_;
  UpsConf conf_;
  Into into_ = Into::globals;
  std::size_t current_ = 0;
};

bool is_directory(const char* path) {
  struct stat info {};
  return ::stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

}  // namespace

const Entry* find_entry(const std::vector<Entry>& entries, std::string_view key) {
  const auto last = std::find_if(entries.rbegin(), entries.rend(), [key](const Entry& entry) {
    return base::compare_no_case(entry.key, key) == 0;
  });
  return last == entries.rend() ? nullptr : &*last;
}

const UpsSection* UpsConf::find(std::string_view name) const {
  const UpsSection* near = nullptr;
  for (const UpsSection& section : sections) {
    if (section.name == name) return &section;
    if (near == nullptr && base::compare_no_case(section.name, name) == 0) near = &section;
  }
  return near;
}

UpsConf parse_ups_conf(std::string_view text, std::string path) {
  return Reader(text, std::move(path)).run();
}

Result<UpsConf> load_ups_conf(const std::string& confdir) {
  std::string path = confdir + "/ups.conf";
  auto text = base::read_file(path);
  if (text) return parse_ups_conf(*text, std::move(path));
  if (text.error().code != Code::not_found) return text.error();
  UpsConf none;
  none.path = std::move(path);
  return none;
}

std::string confdir_or_default(std::string_view asked_for) {
  if (!asked_for.empty()) return std::string(asked_for);
  return is_directory("/etc/upshid") ? "/etc/upshid" : "/etc/nut";
}

}  // namespace upshid::conf
