#ifndef UPSHID_SIM_CONTROL_PATH_H
#define UPSHID_SIM_CONTROL_PATH_H

// Where the control sockets are: /run/upshid-sim for root, $XDG_RUNTIME_DIR/upshid-sim for others.

#include <string>
#include <string_view>
#include <vector>

namespace upshid::sim {

// The folder that this user's simulations put their sockets in.
std::string control_folder();
// Those that `do` looks in.
std::vector<std::string> control_folders();
// FOLDER/NAME.sock; what would not do in a file's name becomes '_'.
std::string control_path(const std::string& folder, std::string_view name);
// Sockets there are in a folder, sorted; running or not.
std::vector<std::string> sockets_in(const std::string& folder);
// The NAME of FOLDER/NAME.sock.
std::string name_of_socket(std::string_view path);

}  // namespace upshid::sim

#endif
