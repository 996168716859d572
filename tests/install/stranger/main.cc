#include <upshid/upshid.h>

#include <array>
#include <cstdio>

// Lists devices, parses a descriptor of one field, reads a virtual UPS: enough to need every
// library that upshid itself is linked with.
int main() {
  constexpr std::array<std::uint8_t, 23> bytes = {0x05, 0x84, 0x09, 0x04, 0xa1, 0x01, 0x85, 0x08,
                                                  0x05, 0x85, 0x09, 0x66, 0x15, 0x00, 0x25, 0x64,
                                                  0x75, 0x08, 0x95, 0x01, 0xb1, 0x02, 0xc0};
  const auto devices = upshid::list_devices();
  const auto descriptor = upshid::hid::parse(bytes);
  auto ups = upshid::Ups::open("virtual:CP850PFCLCDa");
  if (!devices || !descriptor || !ups) return 1;
  const auto snapshot = ups->read();
  if (!snapshot || !snapshot->find("ups.status")) return 1;
  std::printf("%zu UPSes plugged, %zu field in report %d, status %s\n", devices->size(),
              descriptor->fields.size(), descriptor->fields.at(0).report_id,
              snapshot->find("ups.status")->value.c_str());
}
