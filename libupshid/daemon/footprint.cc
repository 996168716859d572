#include "daemon/footprint.h"

#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string_view>

namespace upshid::daemon {

CodePages::CodePages() {
  const auto add = [](dl_phdr_info* object, std::size_t /*size*/, void* out) {
    // The kernel's own pages are of no file.
    if (std::string_view(object->dlpi_name).starts_with("linux-vdso")) return 0;
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    for (std::size_t i = 0; i < object->dlpi_phnum; ++i) {
      const auto& segment = object->dlpi_phdr[i];
      if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) != 0) continue;
      const std::uintptr_t begin = object->dlpi_addr + segment.p_vaddr;
      const std::uintptr_t first = begin & ~(page - 1);
      static_cast<std::vector<Segment>*>(out)->push_back(
          // NOLINTNEXTLINE(performance-no-int-to-ptr): the loader gives addresses as numbers
          {reinterpret_cast<void*>(first), begin - first + segment.p_memsz});
    }
    return 0;
  };
  ::dl_iterate_phdr(add, &segments_);
}

// Segments that are not writable are pages of the file, which the kernel maps again when they are
// touched (madvise(2)).
void CodePages::drop() const {
  for (const Segment& segment : segments_) {
    (void)::madvise(segment.begin, segment.size, MADV_DONTNEED);
  }
}

void release_start_memory() {
  ::malloc_trim(0);
  CodePages().drop();
}

}  // namespace upshid::daemon
