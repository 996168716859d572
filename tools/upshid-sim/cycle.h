#ifndef UPSHID_SIM_CYCLE_H
#define UPSHID_SIM_CYCLE_H

#include <cstdint>
#include <span>
#include <vector>

namespace upshid::sim {

// Which of its input reports a unit sends again and again. CyberPower's units with the status in
// report 0x0b send charge, status and power (CP1500PFCRM2U: 08, 0b, 19, 1d; the configuration stays
// unsent, CP1500EPFCLCD); those of the other layout send all (SL950U: 13 of 13). Of other makers
// all is assumed.
std::vector<std::uint8_t> cycle_of(std::uint16_t vendor_id,
                                   std::span<const std::uint8_t> input_reports);

}  // namespace upshid::sim

#endif
