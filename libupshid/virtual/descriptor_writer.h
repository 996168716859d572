#ifndef UPSHID_VIRTUAL_DESCRIPTOR_WRITER_H
#define UPSHID_VIRTUAL_DESCRIPTOR_WRITER_H

// Profile -> report descriptor bytes (HID 1.11 §6.2.2). It does not share code with the parser
// in hid/, so that an error there cannot cancel itself out.

#include <cstdint>
#include <vector>

#include "virtual/profile.h"

namespace upshid::virtual_ups {

std::vector<std::uint8_t> write_descriptor(const Profile& profile);

}  // namespace upshid::virtual_ups

#endif
