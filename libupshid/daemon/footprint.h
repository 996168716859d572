#ifndef UPSHID_DAEMON_FOOTPRINT_H
#define UPSHID_DAEMON_FOOTPRINT_H

// Giving back the memory that only the start of a program needs: reading tables and files, and
// every report once.

#include <cstddef>
#include <vector>

namespace upshid::daemon {

// The code and constants of this program and its libraries, which are pages of files.
class CodePages {
 public:
  CodePages();

  // Drops them from this process alone; what runs again comes back from the page cache. May be
  // called between fork() and exec().
  void drop() const;

 private:
  struct Segment {
    void* begin;
    std::size_t size;
  };

  std::vector<Segment> segments_;
};

// The code, and what the heap has free.
void release_start_memory();

}  // namespace upshid::daemon

#endif
