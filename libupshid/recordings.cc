#include "recordings.h"

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "conf/ups_conf.h"
#include "transport/recorder.h"
#include "transport/replay.h"

namespace upshid {

Result<std::unique_ptr<transport::Transport>> open_recording(Found& found,
                                                             const OpenOptions& options) {
  const auto text = base::read_file(found.recording, transport::max_recording);
  if (!text) return text.error();
  auto recording = transport::parse_recording(*text, found.recording);
  if (!recording) return recording.error();
  const bool has_section = !found.parameters.empty();
  if (!recording->name.empty() && !has_section) found.name = recording->name;
  auto parameters = recording->settings;
  for (auto& [key, value] : found.parameters) {
    const auto is_same = [&key = key](const auto& recorded) {
      return base::compare_no_case(recorded.first, key) == 0;
    };
    if (std::ranges::none_of(recording->settings, is_same)) parameters.emplace_back(key, value);
  }
  found.parameters = std::move(parameters);
  std::vector<conf::Entry> entries;
  for (const auto& [key, value] : found.parameters) {
    const bool is_flag = value == "enabled";  // As find_ups() writes a flag.
    entries.push_back({key, is_flag ? "" : value, is_flag, {}, {}});
  }
  // Errors in ups.conf were reported during the recording.
  Complaints reported_already;
  found.settings = conf::read_settings(entries, {}, found.recording, reported_already);
  return std::unique_ptr<transport::Transport>(
      std::make_unique<transport::Replay>(*recording, found.recording, options.clock));
}

std::unique_ptr<transport::Transport> recorded(std::unique_ptr<transport::Transport> transport,
                                               const Found& found, const OpenOptions& options) {
  if (!options.record) return transport;
  transport::Recording head;
  head.name = found.name;
  head.settings = found.parameters;
  return transport::make_recorder(std::move(transport), std::move(head), options.record,
                                  options.clock);
}

}  // namespace upshid
