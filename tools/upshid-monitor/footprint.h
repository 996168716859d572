#ifndef UPSHID_MONITOR_FOOTPRINT_H
#define UPSHID_MONITOR_FOOTPRINT_H

namespace upshid::daemon {

// Gives back the memory that only the start needs: reading tables and files, and every report once.
// Code is dropped from this process alone; what runs again comes back from the page cache.
void release_start_memory();

}  // namespace upshid::daemon

#endif
