#include <fmt/format.h>

#include <algorithm>

#include "rehearse/describe.h"
#include "rehearse/words.h"
#include "upshid-sched/rehearsal_report.h"

namespace upshid::rehearsal {

namespace {

constexpr std::size_t width = 100;

class Writer {
 public:
  explicit Writer(const Report& report) : report_(report) {}

  std::string run() && {
    out_ = fmt::format("Rehearsal: {}\n\n", report_.title);
    for (const auto& [name, text] : report_.given) paragraph(fmt::format("{:<10}", name), text);
    if (!report_.given.empty()) out_ += '\n';
    write_timeline();
    out_ += '\n';
    write_verdict();
    return std::move(out_);
  }

 private:
  void paragraph(const std::string& first, std::string_view text) {
    bool is_first = true;
    for (const std::string& line : wrap(text, width - first.size())) {
      out_ += (is_first ? first : std::string(first.size(), ' ')) + line + '\n';
      is_first = false;
    }
  }

  void write_timeline() {
    std::size_t time_width = report_.begins.size() + 5;
    std::size_t left_width = 11;
    for (const Entry& entry : report_.trial.slow.entries) {
      time_width = std::max(time_width, duration_text(entry.at).size());
      left_width = std::max(left_width, left_text(entry.left).size());
    }
    const std::string title = fmt::format("{:>{}}", "from " + report_.begins, time_width);
    out_ += fmt::format("{}  charge  {:>{}}  what happens\n", title, "time left", left_width);
    const Entry* before = nullptr;
    for (const Entry& entry : report_.trial.slow.entries) {
      std::string first(time_width + left_width + 12, ' ');
      if (before == nullptr || before->at != entry.at) {
        first = fmt::format("{:>{}}  {:>4} %  {:>{}}  ", duration_text(entry.at), time_width,
                            entry.charge, left_text(entry.left), left_width);
      }
      before = &entry;
      write_entry(entry, first);
    }
  }

  void write_entry(const Entry& entry, const std::string& first) {
    const std::string blank(first.size(), ' ');
    const std::string text = text_of(entry, report_.trial.slow, report_.premises);
    if (entry.what != What::runs) {
      paragraph(first, text);
      return;
    }
    const Command& command = report_.trial.slow.commands[*entry.command];
    std::string line = "runs " + text;
    if (command.is_shutdown) line += " (SHUTDOWNCMD)";
    paragraph(first, line);
    for (const std::string& more :
         wrap(environment_words(command), width - std::min(width, blank.size() + 2)))
      out_ += blank + "  " + more + '\n';
  }

  void write_verdict() {
    paragraph("", report_.headline);
    for (const std::string& note : report_.notes) paragraph("  ", note);
    write_list("Runs at the same time:", report_.overlaps);
    write_list("Requested twice:", report_.merged);
    write_list("Never runs in this scenario:", report_.never);
    write_list("Remarks:", report_.remarks);
  }

  void write_list(std::string_view title, const std::vector<std::string>& items) {
    if (items.empty()) return;
    out_ += fmt::format("{}\n", title);
    for (const std::string& item : items) paragraph("  - ", item);
  }

  const Report& report_;
  std::string out_;
};

}  // namespace

std::string text_of(const Report& report) {
  return Writer(report).run();
}

std::string summary_of(const std::vector<Report>& reports) {
  std::string out;
  for (const Report& report : reports) {
    const std::string first = fmt::format("{:<15}", report.scenario);
    bool is_first = true;
    for (const std::string& line : wrap(report.headline, width - first.size())) {
      out += (is_first ? first : std::string(first.size(), ' ')) + line + '\n';
      is_first = false;
    }
  }
  return out;
}

}  // namespace upshid::rehearsal
