// Prints the status of one UPS: read_status [NAME], e.g. read_status virtual:CP850PFCLCDa.
// Without a name, it is the only UPS that is plugged in.

#include <upshid/upshid.h>

#include <cstdio>

int main(int argc, char** argv) {
  auto ups = upshid::Ups::open(argc > 1 ? argv[1] : "");
  if (!ups) {
    std::fprintf(stderr, "%s\n", ups.error().text().c_str());
    return 1;
  }
  const auto snapshot = ups->read();
  if (!snapshot) {
    std::fprintf(stderr, "%s\n", snapshot.error().text().c_str());
    return 1;
  }
  // A variable that this UPS lacks is a null pointer, not a zero.
  const upshid::Variable* status = snapshot->find("ups.status");
  const upshid::Variable* charge = snapshot->find("battery.charge");
  std::printf("%s: %s", ups->name().c_str(), status ? status->value.c_str() : "status unknown");
  if (charge) std::printf(", battery %s %%", charge->value.c_str());
  std::printf("\n");
  return snapshot->stale() ? 1 : 0;
}
