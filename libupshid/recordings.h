#ifndef UPSHID_RECORDINGS_H
#define UPSHID_RECORDINGS_H

// Recording a session, and playing one back.

#include <upshid/ups.h>

#include <memory>

#include "find.h"
#include "transport/transport.h"

namespace upshid {

// Found::recording as a transport; `found` gets the recorded name and settings. Errors:
// not_found, permission, io (the file), invalid_argument (file:line:column), budget_exceeded.
Result<std::unique_ptr<transport::Transport>> open_recording(Found& found,
                                                             const OpenOptions& options);

// `transport`, recorded if the options request it.
std::unique_ptr<transport::Transport> recorded(std::unique_ptr<transport::Transport> transport,
                                               const Found& found, const OpenOptions& options);

}  // namespace upshid

#endif
