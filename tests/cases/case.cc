#include "cases/case.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "skip.h"

namespace upshid::test {

namespace {

void replace(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
}

}  // namespace

bool skips_without_root() {
  if (::geteuid() == 0) return false;
  skip("only files of root are without a finding");
  return true;
}

std::string Rehearsed::commands() const {
  std::string out;
  for (const auto& command : json["commands"]) out += command["name"].get<std::string>() + " ";
  return out;
}

std::string Rehearsed::remarks() const {
  std::string out;
  for (const auto& remark : json["remarks"]) out += remark.get<std::string>() + "\n";
  return out;
}

Case::Case() : folder_("[shed]\ndriver = usbhid-ups\nport = auto\n") {
  REQUIRE(::chmod(path().c_str(), 0755) == 0);
  write("upsmon.conf",
        "RUN_AS_USER root\nMONITOR shed@localhost 1 watcher pass primary\n"
        "SHUTDOWNCMD \"/sbin/shutdown -h +0\"\nPOWERDOWNFLAG /etc/killpower\n"
        "NOTIFYCMD /sbin/upssched\nNOTIFYFLAG ONBATT SYSLOG+EXEC\nNOTIFYFLAG ONLINE SYSLOG+EXEC\n"
        "NOTIFYFLAG LOWBATT SYSLOG+EXEC\nNOTIFYFLAG NOCOMM SYSLOG+EXEC\n");
}

void Case::write(const std::string& name, std::string text, unsigned mode) const {
  replace(text, "@/", path() + "/");
  const std::string file = path() + "/" + name;
  std::filesystem::create_directories(std::filesystem::path(file).parent_path());
  std::ofstream(file, std::ios::binary) << text;
  REQUIRE(::chmod(file.c_str(), mode) == 0);
}

void Case::script(const std::string& text) const {
  write("on-event", text, 0755);
  write("upssched.conf",
        "CMDSCRIPT @/on-event\nAT ONBATT * START-TIMER dusk 90\nAT ONLINE * CANCEL-TIMER dusk\n"
        "AT NOCOMM * EXECUTE silent\n");
}

Checked Case::check() const {
  const Ran ran = run({"check", "--json", "--confdir", path(), ups});
  Checked out{ran.status, {}};
  const auto json = nlohmann::json::parse(ran.out);
  for (const auto& finding : json["findings"]) {
    for (const char* key : {"code", "found"}) {
      out.findings += fmt::format("{} {}:{} {}\n", finding["severity"].get<std::string>(),
                                  finding.value("file", ""), finding.value("line", 0),
                                  finding[key].get<std::string>());
    }
  }
  replace(out.findings, path() + "/", "");
  return out;
}

Rehearsed Case::rehearse(const std::string& scenario, std::vector<std::string> more) const {
  std::vector<std::string> words{"rehearse",   "--json", "--confdir", path(),
                                 "--scenario", scenario, ups};
  words.insert(words.end(), more.begin(), more.end());
  const Ran ran = run(words);
  return {ran.status, nlohmann::json::parse(ran.out)};
}

}  // namespace upshid::test
