// What of fmt is no template, compiled here as fmt's headers can: a tool that has it does not load
// libfmt. Without inlining, so that each function is one; the linker drops those that no tool
// calls.

#define FMT_HEADER_ONLY 1
// No tool writes numbers as a locale has it, and std::locale is a third of a program.
#define FMT_STATIC_THOUSANDS_SEPARATOR ','
#include <fmt/format.h>

namespace upshid::cli {

using Format = std::string (*)(fmt::string_view, fmt::format_args);
extern const Format format_inside;
const Format format_inside = &fmt::vformat;

}  // namespace upshid::cli
