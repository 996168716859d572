// The functions of fmt that are not templates, from its header-only form, so that the tools do not
// load libfmt. Not inlined; the linker drops unused ones.

#define FMT_HEADER_ONLY 1
// The tools format no numbers by locale, and std::locale would be a third of a program.
#define FMT_STATIC_THOUSANDS_SEPARATOR ','
#include <fmt/format.h>

namespace upshid::cli {

using Format = std::string (*)(fmt::string_view, fmt::format_args);
extern const Format format_inside;
const Format format_inside = &fmt::vformat;

}  // namespace upshid::cli
