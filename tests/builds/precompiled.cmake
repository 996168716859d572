# UPSHID_PRECOMPILED: the headers that most sources include are compiled once, for all targets.

# upshid_targets(VARIABLE FOLDER): what is compiled in a folder and those below it.
function(upshid_targets variable folder)
  get_property(found DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  get_property(below DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(subfolder IN LISTS below)
    upshid_targets(more ${subfolder})
    list(APPEND found ${more})
  endforeach()
  set(${variable} ${found} PARENT_SCOPE)
endfunction()

upshid_targets(targets ${PROJECT_SOURCE_DIR})
file(WRITE ${PROJECT_BINARY_DIR}/precompiled.cc "")
add_library(upshid_precompiled OBJECT ${PROJECT_BINARY_DIR}/precompiled.cc)
target_link_libraries(upshid_precompiled PRIVATE upshid_flags fmt::fmt)
target_precompile_headers(upshid_precompiled PRIVATE <algorithm> <array> <chrono> <cstdint> <filesystem> <fstream>
  <functional> <map> <memory> <optional> <ranges> <set> <span> <sstream> <string> <string_view> <utility> <variant>
  <vector> <fmt/format.h>)

# All that is compiled is compiled alike, or GCC does not take them.
list(REMOVE_ITEM targets upshid_runtime_fmt)
foreach(target IN ITEMS ${targets} upshid_precompiled)
  get_target_property(type ${target} TYPE)
  if(NOT type MATCHES "^(EXECUTABLE|(OBJECT|SHARED|STATIC)_LIBRARY)$")
    continue()
  endif()
  target_compile_options(${target} PRIVATE -fPIC)
  target_compile_definitions(${target} PRIVATE $<TARGET_PROPERTY:fmt::fmt,INTERFACE_COMPILE_DEFINITIONS>)
  if(NOT target STREQUAL upshid_precompiled)
    target_precompile_headers(${target} REUSE_FROM upshid_precompiled)
  endif()
endforeach()
