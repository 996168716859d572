#include "conf/ups_conf.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "conf/load.h"

namespace upshid::conf {

namespace {

// Puts lines into sections, as NUT's common/upsconf.c does; what NUT skips silently is a complaint
// here.
class Reader {
 public:
  Reader(std::string_view text, std::string path) : lexed_(lex(text)) {
    conf_.path = std::move(path);
    conf_.found = true;
    for (const Diagnostic& diagnostic : lexed_.diagnostics)
      conf_.complaints.push_back(complaint_at(conf_.path, diagnostic));
  }

  UpsConf run() && {
    for (const Line& line : lexed_.lines) read_line(line);
    check_globals(conf_.globals, conf_.path, conf_.complaints);
    for (UpsSection& section : conf_.sections) finish(section);
    return std::move(conf_);
  }

 private:
  enum class Into : unsigned char { globals, section, nowhere };

  void warn(ComplaintCode code, Position at, std::string what) {
    conf_.complaints.push_back(
        complaint_at(conf_.path, {code, Severity::warning, at, std::move(what)}));
  }

  void read_line(const Line& line) {
    const Word& first = line.front();
    if (first.text.starts_with('[')) {
      read_header(line);
    } else if (line.size() == 1) {
      add({first.text, {}, true, first.at, first.at});
    } else if (line[1].text != "=" || line[1].quoted) {
      warn(ComplaintCode::syntax, line[1].at,
           fmt::format("unexpected \"{}\" after \"{}\": expected '='; the line is ignored",
                       line[1].text, first.text));
    } else if (line.size() == 2) {
      warn(ComplaintCode::missing_value, line[1].at,
           fmt::format("\"{} =\" has no value; the line is ignored", first.text));
    } else {
      if (line.size() > 3) {
        warn(ComplaintCode::extra_words, line[3].at,
             fmt::format("unexpected \"{}\" after the value \"{}\" (quote values with spaces); "
                         "ignored",
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
      warn(ComplaintCode::syntax, line.front().at,
           fmt::format("\"{}\": expected the name of a section without spaces, such as [name]; its "
                       "lines are ignored",
                       text));
      into_ = Into::nowhere;
      return;
    }
    if (line.size() > 1) {
      warn(ComplaintCode::extra_words, line[1].at,
           fmt::format("unexpected \"{}\" after {}; ignored", line[1].text, text));
    }
    open_section(text.substr(1, text.size() - 2), line.front().at);
  }

  void open_section(std::string_view name, Position at) {
    into_ = Into::section;
    for (current_ = 0; current_ < conf_.sections.size(); ++current_) {
      if (conf_.sections[current_].name == name) return;
    }
    if (const UpsSection* other = conf_.find(name)) {
      warn(ComplaintCode::ambiguous_name, at,
           fmt::format("section [{}] differs from [{}] at {}:{} only in case; NUT refuses one of "
                       "them",
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
      warn(ComplaintCode::repeated, entry.at,
           fmt::format("\"{}\" repeated in [{}], first at {}:{}; this one applies", entry.key,
                       section.name, earlier->at.line, earlier->at.column));
    }
    section.entries.push_back(std::move(entry));
  }

  void finish(UpsSection& section) {
    section.settings = read_settings(section.entries, conf_.globals, conf_.path, conf_.complaints);
    if (!section.settings.driver) {
      warn(ComplaintCode::missing_setting, section.at,
           fmt::format("section [{}] has no driver; expected \"driver = usbhid-ups\" (NUT ignores "
                       "such a section)",
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
  return load<UpsConf>(confdir + "/ups.conf", parse_ups_conf);
}

std::string confdir_or_default(std::string_view requested) {
  if (!requested.empty()) return std::string(requested);
  return is_directory("/etc/upshid") ? "/etc/upshid" : "/etc/nut";
}

}  // namespace upshid::conf
