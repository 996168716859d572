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

// The result of opening a UPS.
struct OpenUps {
  std::string name;
  std::string description;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::unique_ptr<transport::Transport> transport;
  bool poll_only = false;  // Its interrupt reports are ignored.
  std::vector<std::uint8_t> bytes;
  hid::Descriptor descriptor;
  std::optional<power::UsagePaths> paths;
  quirks::Rules rules;
  quirks::Applied applied;
  nut::Settings settings;
  nut::Plan plan;
  const nut::Table* table = nullptr;  // With the dialect of this UPS alone.
  // Its commands and settings are known to work. False: they are the HID standard's, and nobody has
  // said that this unit follows it.
  bool is_tested = true;
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
  // The last value of a planned field.
  std::optional<double> physical(std::size_t field) const {
    return fields_[field].known ? std::optional(fields_[field].physical) : std::nullopt;
  }
  void refresh(std::string_view variable);
  // Something was written to this feature report: dispatch() asks for it again.
  void expect_change(std::uint8_t report_id);
  // A value that no report holds has changed.
  void compose_again();

 private:
  // The polling of one planned report.
  struct ReportState {
    Instant due;
    unsigned failures = 0;  // in a row
    bool has_answered = false;
    std::optional<Error> error;
  };
  // One interrupt report: its fields, and the planned fields of the same meaning.
  struct InterruptReport {
    std::uint8_t id = 0;
    std::size_t bytes = 0;
    bool verify = false;                                      // A quirk: it may be wrong.
    std::vector<std::pair<std::size_t, std::size_t>> fields;  // input field, planned field
    std::vector<std::size_t> reports;  // planned ones, all of whose fields it has
  };
  // The last value of one field.
  struct FieldValue {
    bool known = false;
    std::int64_t logical = 0;
    double physical = 0;
    std::optional<std::string> trouble;  // why its bits could not be read
  };
  enum class Interrupt : std::uint8_t { none, old_values, new_values };
  // A device that floods its interrupt pipe must not prevent polling.
  static constexpr int max_interrupts = 64;

  std::vector<InterruptReport> interrupt_reports() const;
  Result<void> request_all();
  bool request(std::size_t report);
  bool take_part(std::size_t report, std::size_t bytes);
  void count_answer();
  std::span<const std::uint8_t> payload_of(std::span<const std::uint8_t> report,
                                           std::size_t bytes) const;
  bool is_present(std::size_t field, std::span<const std::uint8_t> payload) const;
  bool differs(std::size_t field, std::size_t from, std::span<const std::uint8_t> payload) const;
  bool store(std::size_t field, std::size_t from, std::span<const std::uint8_t> payload);
  void verify(const InterruptReport& interrupt, std::span<const std::uint8_t> payload);
  Result<std::size_t> next_interrupt();
  const InterruptReport* interrupt_report_of(std::size_t bytes) const;
  bool has_new(const InterruptReport& interrupt, std::size_t bytes) const;
  Result<Interrupt> read_interrupt(Instant now);
  void forget(const nut::PlannedReport& report);
  void fail(const nut::PlannedReport& report, const Error& error, SnapshotBuilder& out);
  bool renew(Instant now);
  void set_deadline(Instant now);
  void schedule(std::size_t report, Instant now);
  void schedule_told(std::size_t report, Instant now);
  Snapshot make_snapshot(SnapshotBuilder out, std::optional<Instant> now);
  bool refresh_test(Instant now);
  std::optional<std::string> string(std::uint8_t index, SnapshotBuilder& out);

  OpenUps& ups_;
  Pace pace_;
  std::vector<InterruptReport> interrupts_;
  std::vector<ReportState> reports_;  // by planned report
  std::vector<FieldValue> fields_;    // by field
  std::map<std::uint8_t, std::optional<std::string>> strings_;
  bool started_ = false;
  // Time-outs in a row of reports that were answered before.
  unsigned timeouts_ = 0;
  Instant deadline_{};
  nut::LowBatteryDelay low_delay_;
  bool composes_again_ = false;
  Snapshot snapshot_;
  // Kept so that reading again allocates nothing.
  std::vector<std::uint8_t> buffer_;
  std::vector<std::uint8_t> interrupt_buffer_;  // An interrupt report may have any length.
  std::optional<std::size_t> waiting_;          // Bytes of one that hear() left to dispatch().
  std::vector<std::optional<quirks::Value>> values_;
  std::vector<std::optional<nut::Reading>> readings_;
};

}  // namespace upshid

#endif
