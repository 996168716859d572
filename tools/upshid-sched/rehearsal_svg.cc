#include "upshid-sched/rehearsal_report.h"
namespace upshid::rehearsal {
std::string svg_of(const Report& report) {
  return report.title;
}
}  // namespace upshid::rehearsal
