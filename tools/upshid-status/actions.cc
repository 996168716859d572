#include "upshid-status/actions.h"

#include <fmt/format.h>

#include <cerrno>
#include <optional>
#include <utility>
#include <vector>

#include "check/lint_quirks.h"
#include "cli/end_signals.h"
#include "cli/host.h"
#include "cli/open_failure.h"
#include "cli/prometheus.h"
#include "cli/standard_streams.h"
#include "cli/time_limit.h"
#include "cli/upsc_json.h"
#include "power/usages.h"
#include "upshid-status/explain.h"
#include "upshid-status/session_file.h"
#include "upshid-status/typed_json.h"
#include "upshid-status/watch.h"
#include "upshid-status/watch_model.h"

namespace upshid::status {

namespace {

using cli::ExitStatus;

class Performer {
 public:
  Performer(const Options& options, const cli::Complainer& complainer)
      : options_(options), complainer_(complainer), failer_(options, complainer, complaints_) {}

  // First the line of upsc, for scripts; then the details.
  Answer perform() {
    Answer answer = act();
    say_notes();
    return answer;
  }

 private:
  void say_notes() {
    for (const std::string& note : notes_) complainer_.say(note);
    notes_.clear();
  }

  Answer act() {
    if (!options_.host.empty() && !cli::is_this_machine(options_.host)) return refuse_host();
    switch (options_.action) {
      case Action::list_names:
      case Action::list_descriptions:
        return list();
      case Action::list_clients:
        return list_clients();
      case Action::prometheus:
        return print_metrics();
      case Action::check_quirks:
        return check_quirks();
      case Action::read:
      case Action::explain:
      case Action::descriptor:
      case Action::watch:
        break;
    }
    const bool is_old_style =
        !options_.variable.empty() && options_.variable.find('.') == std::string::npos;
    if (is_old_style) {
      return failer_.fail({ExitStatus::upsc_error, "old-style variable names are not supported",
                           name_of(Code::invalid_argument),
                           fmt::format("\"{}\" has no dot; expected a name such as ups.status",
                                       options_.variable)});
    }
    return open_and_read();
  }

  static std::string_view option_of(Action action) {
    switch (action) {
      case Action::list_names:
        return "-l ";
      case Action::list_descriptions:
        return "-L ";
      case Action::list_clients:
        return "-c ";
      default:
        return "";
    }
  }

  Answer check_quirks() {
    const check::QuirksFile file = check::lint_quirks(options_.quirks_file);
    complaints_ = file.complaints;
    note_complaints();
    std::string out;
    for (const check::QuirkSection& section : file.sections) {
      const char* what = section.disables ? "disables the shipped one" : "replaces the shipped one";
      out += fmt::format("[{}] {}\n", section.name, section.replaces ? what : "is new");
    }
    return {out, has_error(file.complaints) ? ExitStatus::configuration : ExitStatus::ok};
  }

  Answer refuse_host() const {
    return failer_.fail(
        {ExitStatus::unsupported, "Not supported", name_of(Code::unsupported),
         fmt::format(
             "{} is another host; upshid reads only the UPSes of this machine. Use: upsc {}{}",
             options_.host, option_of(options_.action), options_.argument)});
  }

  void note_complaints() {
    for (const Complaint& complaint : complaints_) notes_.push_back(complaint.text());
  }

  Answer list() {
    const auto names = list_names(options_.open, &complaints_);
    note_complaints();
    if (!names) return failer_.fail(names.error());
    if (names->empty()) notes_.emplace_back("no UPS found: none in ups.conf and none plugged in");
    if (options_.format == Format::typed_json) return {json_of(*names, complaints_)};
    const bool described = options_.action == Action::list_descriptions;
    std::vector<std::string> lines;
    std::vector<std::pair<std::string, std::string>> pairs;
    std::string text;
    for (const NamedUps& ups : *names) {
      const std::string& description =
          ups.description.empty() ? "Description unavailable" : ups.description;
      lines.push_back(ups.name);
      pairs.emplace_back(ups.name, description);
      text += described ? fmt::format("{}: {}\n", ups.name, description) : ups.name + "\n";
    }
    if (options_.format == Format::text) return {text};
    return {described ? cli::upsc_json_object(pairs) : cli::upsc_json_array(lines)};
  }

  Answer list_clients() {
    const bool needs_section = !options_.ups.empty() && !cli::names_a_device(options_.ups);
    if (needs_section && !cli::is_listed(options_.ups, options_.open)) return unknown_ups("");
    notes_.emplace_back("no clients: there is no server");
    switch (options_.format) {
      case Format::text:
        return {};
      case Format::upsc_json:
        return {cli::upsc_json_array({})};
      case Format::typed_json:
        break;
    }
    return {json_of_no_clients()};
  }

  Answer unknown_ups(const std::string& detail) const {
    return failer_.fail({ExitStatus::upsc_error, "Unknown UPS", name_of(Code::not_found), detail});
  }

  Answer fail_to_open(const Error& error, const std::string& ups) const {
    const cli::OpenFailure failure = cli::open_failure(error, ups, options_.open);
    return failer_.fail({failure.status, failure.headline, name_of(error.code), error.text()});
  }

  Answer open_and_read() {
    const cli::EndSignals signals;
    const cli::TimeLimit limit(options_.time_limit, signals);
    OpenOptions open = options_.open;
    const bool is_limited = options_.action != Action::watch;
    open.cancel_fd = is_limited ? limit.fd() : signals.fd();
    open.child_process = is_limited;
    open.explain = options_.action == Action::explain;
    std::optional<SessionFile> session;
    if (!options_.record.empty()) {
      auto created = SessionFile::create(options_.record);
      if (!created) return fail_to_record(created.error());
      session = *std::move(created);
      open.record = [&session](std::string_view text) { session->write(text); };
    }
    Answer answer = open_and_read(open, signals);
    if (is_limited) note_lateness(limit, answer);
    if (!session || session->is_empty() || signals.came()) return answer;
    if (session->error() != 0) {
      return fail_to_record(
          {Code::io, options_.record, "cannot write the recording", session->error()});
    }
    notes_.push_back(
        fmt::format("recorded in {}, with the serial number of the UPS", options_.record));
    return answer;
  }

  // What was read until then is printed.
  void note_lateness(const cli::TimeLimit& limit, Answer& answer) {
    if (!limit.is_over()) return;
    if (notes_.empty() || notes_.back() != limit.text()) notes_.push_back(limit.text());
    answer.status = ExitStatus::io;
  }

  Answer fail_to_record(const Error& error) const {
    return failer_.fail({ExitStatus::output, "Recording cannot be written", name_of(error.code),
                         error.text(), nullptr});
  }

  Answer open_and_read(const OpenOptions& open, const cli::EndSignals& signals) {
    auto ups = Ups::open(options_.ups, open, &complaints_);
    if (signals.came()) return {};
    note_complaints();
    if (!ups) return fail_to_open(ups.error(), options_.ups);
    if (options_.action == Action::watch) return watch_it(*std::move(ups), open, signals);
    if (options_.action == Action::descriptor) {
      return {hid::describe(ups->descriptor_bytes(), power::name_of)};
    }
    const auto snapshot = ups->read();
    if (signals.came()) return {};
    if (!snapshot) return failer_.fail(snapshot.error());
    note_warnings(*snapshot);
    if (snapshot->stale()) return data_stale(*snapshot);
    Answer answer = show(*ups, *snapshot);
    const bool shows_status = options_.variable.empty() || options_.variable == "ups.status";
    if (answer.status == ExitStatus::ok && shows_status) answer.status = line_status(*snapshot);
    return answer;
  }

  // Who watches for OB must not take a UPS for one that has line power.
  static ExitStatus line_status(const Snapshot& snapshot) {
    const bool is_known = snapshot.on_line_power() || snapshot.on_battery();
    return is_known ? ExitStatus::ok : ExitStatus::line_unknown;
  }

  Answer watch_it(Ups ups, const OpenOptions& open, const cli::EndSignals& signals) {
    say_notes();
    const int error =
        cli::is_output_closed() ? EBADF : watch(std::move(ups), options_, open, signals);
    if (error == 0) return {};
    complainer_.say(
        fmt::format("cannot write the output: {}", std::generic_category().message(error)));
    return {{}, ExitStatus::output};
  }

  // If a UPS cannot be read, only its metrics are missing; the exit status is that of the first.
  Answer print_metrics() {
    std::vector<NamedUps> names{{options_.ups, ""}};
    if (options_.ups.empty()) {
      auto listed = list_names(options_.open, &complaints_);
      note_complaints();
      if (!listed) return failer_.fail(listed.error());
      names = *std::move(listed);
    }
    if (names.empty()) {
      return failer_.fail({ExitStatus::no_ups, "No UPS found", name_of(Code::not_found),
                           "no UPS found: none in ups.conf and none plugged in"});
    }
    const cli::EndSignals signals;
    cli::TimeLimit limit(options_.time_limit, signals);
    OpenOptions open = options_.open;
    open.cancel_fd = limit.fd();
    open.child_process = true;
    Answer answer;
    std::vector<cli::MeasuredUps> measured;
    std::vector<std::optional<Ups>> opened;
    const auto note = [&](Answer failed) {
      note_lateness(limit, failed);
      if (answer.status == ExitStatus::ok) answer.status = failed.status;
    };
    // All are opened before one is read, because the kernel opens no hidraw node while it waits for
    // another; and one that hangs leaves time for the others.
    for (std::size_t i = 0; i < names.size(); ++i) {
      limit.share(names.size() - i);
      measured.push_back({names[i].name, names[i].description, {}});
      opened.emplace_back();
      note(open_one(measured[i], opened[i], open));
      if (signals.came()) return {};
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
      limit.share(names.size() - i);
      if (opened[i]) note(measure(measured[i], *opened[i]));
      if (signals.came()) return {};
    }
    answer.output = cli::prometheus_text(measured);
    return answer;
  }

  Answer open_one(cli::MeasuredUps& out, std::optional<Ups>& into, const OpenOptions& open) {
    auto ups = Ups::open(out.name, open, options_.ups.empty() ? nullptr : &complaints_);
    if (!options_.ups.empty()) note_complaints();
    if (!ups) return fail_to_open(ups.error(), out.name);
    out.name = ups->name();
    out.description = ups->description();
    into = *std::move(ups);
    return {};
  }

  Answer measure(cli::MeasuredUps& out, Ups& ups) {
    auto snapshot = ups.read();
    if (!snapshot) return failer_.fail(snapshot.error());
    note_warnings(*snapshot);
    if (snapshot->stale()) return data_stale(*snapshot);
    out.snapshot = *std::move(snapshot);
    return {{}, line_status(out.snapshot.value())};
  }

  Answer data_stale(const Snapshot& snapshot) const {
    return failer_.fail(
        {ExitStatus::upsc_error, "Data stale", name_of(Code::stale),
         "cannot read the present status, so it is unknown whether line power is present",
         &snapshot});
  }

  void note_warnings(const Snapshot& snapshot) {
    notes_.insert(notes_.end(), snapshot.warnings().begin(), snapshot.warnings().end());
    for (Problem& problem : problems_of(snapshot)) notes_.push_back(std::move(problem.text));
  }

  Answer show(const Ups& ups, const Snapshot& snapshot) const {
    if (options_.variable.empty()) return show_all(ups, snapshot);
    const Variable* variable = snapshot.find(options_.variable);
    if (variable == nullptr) {
      return failer_.fail({ExitStatus::upsc_error, "Variable not supported by UPS",
                           name_of(Code::not_found),
                           fmt::format("{} has no {}", ups.name(), options_.variable)});
    }
    if (options_.action == Action::explain) return {explain(ups, snapshot, {variable})};
    switch (options_.format) {
      case Format::text:
        return {variable->value + "\n"};
      case Format::upsc_json:
        return {cli::upsc_json_string(variable->value) + "\n"};
      case Format::typed_json:
        break;
    }
    return {json_of(*variable)};
  }

  Answer show_all(const Ups& ups, const Snapshot& snapshot) const {
    if (options_.action == Action::explain) {
      std::vector<const Variable*> all;
      for (const Variable& variable : snapshot.variables()) all.push_back(&variable);
      return {explain(ups, snapshot, all)};
    }
    if (options_.format == Format::typed_json) return {json_of(ups, snapshot, complaints_)};
    std::string text;
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const Variable& variable : snapshot.variables()) {
      text += fmt::format("{}: {}\n", variable.name, variable.value);
      pairs.emplace_back(variable.name, variable.value);
    }
    return {options_.format == Format::text ? text : cli::upsc_json_object(pairs)};
  }

  const Options& options_;
  const cli::Complainer& complainer_;
  Complaints complaints_;
  std::vector<std::string> notes_;
  Failer failer_;
};

}  // namespace

Answer perform(const Options& options, const cli::Complainer& complainer) {
  return Performer(options, complainer).perform();
}

}  // namespace upshid::status
