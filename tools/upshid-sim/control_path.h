#ifndef UPSHID_SIM_CONTROL_PATH_H
#define UPSHID_SIM_CONTROL_PATH_H

// Where the control sockets are: /run/upshid-sim for root, $XDG_RUNTIME_DIR/upshid-sim for others.

#include <string>
#include <string_view>
#include <vector>

namespace upshid::sim {

// The directory of the sockets of this user's simulations.
std::string control_folder();
// The directories that `do` searches.
std::vector<std::string> control_folders();
// DIRECTORY/NAME.sock; characters not allowed in a file name become '_'.
std::string control_path(const std::string& folder, std::string_view name);
// The sockets in a directory, sorted; including stale ones.
std::vector<std::string> sockets_in(const std::string& folder);
// The NAME of DIRECTORY/NAME.sock.
std::string name_of_socket(std::string_view path);

}  // namespace upshid::sim

#endif
