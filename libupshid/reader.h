#ifndef UPSHID_READER_H
#define UPSHID_READER_H

// The straight path's second half: reports -> bits -> values -> quirks -> variables -> status.

#include <upshid/ups.h>

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "nut/controls.h"
#include "nut/evaluate.h"
#include "nut/plan.h"
#include "power/usage_path.h"
#include "quirks/apply.h"
#include "transport/transport.h"

namespace upshid {

// All that opening a UPS found out.
struct OpenUps {
  std::string name;
  std::string description;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::unique_ptr<transport::Transport> transport;
  bool poll_only = false;  // Its interrupt reports are not to be believed.
  std::vector<std::uint8_t> bytes;
  hid::Descriptor descriptor;
  std::optional<power::UsagePaths> paths;
  quirks::Rules rules;
  quirks::Applied applied;
  nut::Settings settings;
  nut::Plan plan;
  const nut::Dialect* dialect = nullptr;
  bool explain = false;
  std::atomic<std::uint32_t>* answers = nullptr;         // As in OpenOptions.
  std::function<void(std::chrono::milliseconds)> sleep;  // may be empty
};

class Reader {
 public:
  // `ups` must outlive the reader.
  explicit Reader(OpenUps& ups);

  // See Ups for all of these.
  Result<Snapshot> read();
  Result<bool> dispatch(Instant now);
  bool hear(Instant now);
  Instant next_deadline() const { return deadline_; }
  const Snapshot& snapshot() const { return snapshot_; }
  void set_pace(const Pace& pace) { pace_ = pace; }
  void refresh(std::string_view variable);
  // Something was written to this feature report: dispatch() asks for it again.
  void expect_change(std::uint8_t report_id);

 private:
  // What is known of one planned report.
  struct Asked {
    Instant due;
    unsigned failures = 0;  // in a row
    bool has_answered = false;
    std::optional<Error> error;
  };
  // What one interrupt report tells: its fields, and those of the plan that they stand for.
  struct Heard {
    std::uint8_t id = 0;
    std::size_t bytes = 0;
    bool verify = false;                                      // A quirk: it may be false.
    std::vector<std::pair<std::size_t, std::size_t>> fields;  // input field, planned field
    std::vector<std::size_t> reports;  // planned ones, all of whose fields it brings
  };
  // What one field said last.
  struct Told {
    bool known = false;
    std::int64_t logical = 0;
    double physical = 0;
    std::optional<std::string> trouble;  // why its bits could not be read
  };
  enum class Took : std::uint8_t { nothing, old_values, new_values };

  std::vector<Heard> heard_reports() const;
  Result<void> ask_all();
  bool ask(std::size_t report);
  void note_answer();
  std::span<const std::uint8_t> payload_of(std::span<const std::uint8_t> report,
                                           std::size_t bytes) const;
  bool has_come(std::size_t field, std::span<const std::uint8_t> payload) const;
  bool differs(std::size_t field, std::size_t from, std::span<const std::uint8_t> payload) const;
  bool take(std::size_t field, std::size_t from, std::span<const std::uint8_t> payload);
  void verify(const Heard& heard, std::span<const std::uint8_t> payload);
  Result<std::size_t> next_interrupt();
  const Heard* heard_from(std::size_t bytes) const;
  bool is_news(const Heard& heard, std::size_t bytes) const;
  Result<Took> take_interrupt(Instant now);
  void forget(const nut::PlannedReport& report);
  bool is_known(const nut::PlannedReport& report) const;
  bool renew(Instant now);
  void set_deadline(Instant now);
  void schedule(std::size_t report, Instant now);
  Snapshot make_snapshot(SnapshotBuilder out, std::optional<Instant> now);
  bool refresh_test(Instant now);
  std::optional<std::string> string(std::uint8_t index, SnapshotBuilder& out);

  OpenUps& ups_;
  Pace pace_;
  std::vector<Heard> heard_;
  std::vector<Asked> asked_;  // by planned report
  std::vector<Told> told_;    // by field
  std::map<std::uint8_t, std::optional<std::string>> strings_;
  bool started_ = false;
  // In a row, reports that were answered before and timed out.
  unsigned silences_ = 0;
  Instant deadline_{};
  nut::LowBatteryDelay low_delay_;
  Snapshot snapshot_;
  // Kept so that reading again allocates nothing.
  std::vector<std::uint8_t> buffer_;
  std::vector<std::uint8_t> heard_buffer_;  // An interrupt report may have any length.
  std::optional<std::size_t> waiting_;  // Of an interrupt report that hear() left to dispatch().
  std::vector<std::optional<quirks::Value>> values_;
  std::vector<std::optional<nut::Reading>> readings_;
};

}  // namespace upshid

#endif
