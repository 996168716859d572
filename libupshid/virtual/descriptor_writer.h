#ifndef UPSHID_VIRTUAL_DESCRIPTOR_WRITER_H
#define UPSHID_VIRTUAL_DESCRIPTOR_WRITER_H

// Profile -> report descriptor bytes (HID 1.11 §6.2.2). Written from the specification alone,
// without the parser in hid/, so that a misreading there cannot cancel out here.

#include <cstdint>
#include <vector>

#include "virtual/profile.h"

namespace upshid::virtual_ups {

std::vector<std::uint8_t> write_descriptor(const Profile& profile);

}  // namespace upshid::virtual_ups

#endif
