#include "recordings.h"

#include "base/file.h"
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
  if (!recording->name.empty()) found.name = recording->name;
  found.parameters = recording->settings;
  std::vector<conf::Entry> entries;
  for (const auto& [key, value] : recording->settings) {
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
