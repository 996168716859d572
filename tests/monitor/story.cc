#include "monitor/story.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/file.h"
#include "base/text.h"
#include "conf/ups_conf.h"
#include "monitor/configure.h"

namespace upshid::story {

namespace {

// "--- with seed": the files of stories/seed.
void add_files(Story& story, const std::string& path, const std::string& folder) {
  const std::string prefix = path.substr(0, path.rfind('/') + 1) + folder + "/";
  for (const char* const name : {"upsmon.conf", "upssched.conf"}) {
    const auto text = base::read_file(prefix + name);
    REQUIRE_MESSAGE(text, story.name << ": " << folder << "/" << name);
    story.files[name] = *text;
  }
}

void read_step(Story& story, std::string_view line) {
  const auto space = line.find(' ');
  const auto time = base::parse_number(line.substr(0, space));
  REQUIRE_MESSAGE((time && space != std::string_view::npos), story.name << ": " << line);
  const std::string_view text = base::trim(line.substr(space));
  const Instant at(std::chrono::milliseconds(std::llround(*time * 1000)));
  story.told.push_back(fmt::format("{} {}", seconds_text(at), text));
  if (!text.starts_with("> ")) story.steps.push_back({at, std::string(text)});
}

}  // namespace

std::string seconds_text(Instant time) {
  return fmt::format("{:g}", std::chrono::duration<double>(time.time_since_epoch()).count());
}

Story read_story(const std::string& path) {
  const auto text = base::read_file(path);
  REQUIRE_MESSAGE(text, path);
  Story story;
  story.name = path.substr(path.rfind('/') + 1);
  std::string section;
  for (const std::string_view line : base::split(*text, '\n')) {
    if (line.starts_with("--- ")) section = line.substr(4);
    if (section != "story" || line.starts_with("--- ")) story.head += std::string(line) + "\n";
    if (section.starts_with("with ")) add_files(story, path, section.substr(5));
    if (line.starts_with("--- ")) continue;
    if (section == "story") {
      if (!base::trim(line).empty()) read_step(story, line);
    } else if (!section.empty()) {
      story.files[section] += std::string(line) + "\n";
    }
  }
  REQUIRE_MESSAGE(!story.steps.empty(), path);
  return story;
}

monitor::Settings settings_of(const Story& story, std::string_view prefix) {
  const auto text = [&](const std::string& name) -> std::optional<std::string> {
    for (const std::string& key : {std::string(prefix) + name, name}) {
      const auto found = story.files.find(key);
      if (found != story.files.end()) return found->second;
    }
    return std::nullopt;
  };
  std::vector<std::string> names;
  const std::string all_names = text("ups").value_or("cyberpower");
  for (const std::string_view name : base::words(all_names)) names.emplace_back(name);
  conf::OwnNames own;
  const std::string host = text("host").value_or("");
  for (const std::string_view word : base::words(host)) {
    own.names.emplace_back(word);
    own.addresses.emplace_back(word);
  }
  auto upsmon = conf::parse_upsmon_conf(text("upsmon.conf").value_or(""), "upsmon.conf", own);
  upsmon.found = text("upsmon.conf").has_value();
  const auto upssched =
      conf::parse_upssched_conf(text("upssched.conf").value_or(""), "upssched.conf", own);
  const auto upshid = conf::parse_upshid_conf(text("upshid.conf").value_or(""), "upshid.conf");
  for (const conf::Complaints* complaints : std::initializer_list<const conf::Complaints*>{
           &upsmon.complaints, &upssched.complaints, &upshid.complaints}) {
    for (const conf::Complaint& complaint : *complaints)
      CHECK_MESSAGE(complaint.severity != Severity::error, story.name << ": " << complaint.text());
  }
  return monitor::configure(names, upsmon, upssched, upshid).settings;
}

nut::Settings unit_settings_of(const Story& story) {
  nut::Settings out;
  const auto found = story.files.find("ups.conf");
  if (found == story.files.end()) return out;
  const conf::UpsConf conf = conf::parse_ups_conf(found->second, "ups.conf");
  REQUIRE_MESSAGE((conf.complaints.empty() && conf.sections.size() == 1), story.name);
  const conf::UpsSettings& settings = conf.sections.front().settings;
  out.low_delay = settings.lbrb_log_delay.value_or(std::chrono::seconds(0));
  out.low_delay_without_calibrating = settings.lbrb_log_delay_without_calibrating;
  return out;
}

std::string difference(const std::vector<std::string>& expected,
                       const std::vector<std::string>& found) {
  if (expected == found) return {};
  // Longest common subsequence: stories are short.
  const std::size_t rows = expected.size();
  const std::size_t columns = found.size();
  std::vector<std::vector<std::size_t>> common(rows + 1, std::vector<std::size_t>(columns + 1));
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      common[i][j] = expected[i] == found[j] ? common[i + 1][j + 1] + 1
                                             : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::string out;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && expected[i] == found[j]) {
      out += "  " + expected[i++] + "\n";
      ++j;
    } else if (j == columns || (i < rows && common[i + 1][j] >= common[i][j + 1])) {
      out += "- " + expected[i++] + "\n";
    } else {
      out += "+ " + found[j++] + "\n";
    }
  }
  return out;
}

}  // namespace upshid::story
