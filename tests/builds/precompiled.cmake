# UPSHID_PRECOMPILED: the headers that most sources include are compiled once for the library and the programs, and once
# for the tests, which are not optimised.

# upshid_targets(VARIABLE DIRECTORY): all targets of a directory and its subdirectories.
function(upshid_targets variable folder)
  get_property(found DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  get_property(below DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(subfolder IN LISTS below)
    upshid_targets(more ${subfolder})
    list(APPEND found ${more})
  endforeach()
  set(${variable} ${found} PARENT_SCOPE)
endfunction()

# GCC accepts a precompiled header only from a target with the same options.
function(upshid_compiled_alike target)
  target_compile_options(${target} PRIVATE -fPIC)
  target_compile_definitions(${target} PRIVATE $<TARGET_PROPERTY:fmt::fmt,INTERFACE_COMPILE_DEFINITIONS>)
endfunction()

# Except these, which are fmt and doctest themselves.
set(apart upshid_runtime_fmt upshid_test_main)

upshid_targets(targets ${PROJECT_SOURCE_DIR})
set(headers <algorithm> <array> <chrono> <cstdint> <filesystem> <fstream> <functional> <map> <memory> <optional>
  <ranges> <set> <span> <sstream> <string> <string_view> <utility> <variant> <vector> <fmt/format.h>)
set(precompiled upshid_precompiled)
if(UPSHID_TESTS)
  list(APPEND precompiled upshid_precompiled_tests)
endif()
file(WRITE ${PROJECT_BINARY_DIR}/precompiled.cc "")
foreach(library IN LISTS precompiled)
  add_library(${library} OBJECT ${PROJECT_BINARY_DIR}/precompiled.cc)
  target_link_libraries(${library} PRIVATE upshid_flags fmt::fmt)
  target_precompile_headers(${library} PRIVATE ${headers})
  upshid_compiled_alike(${library})
endforeach()
if(UPSHID_TESTS)
  target_compile_options(upshid_precompiled_tests PRIVATE -O0)
  target_precompile_headers(upshid_precompiled_tests PRIVATE <doctest/doctest.h>)
endif()

foreach(target IN LISTS targets)
  get_target_property(type ${target} TYPE)
  if(target IN_LIST apart OR NOT type MATCHES "^(EXECUTABLE|(OBJECT|SHARED|STATIC)_LIBRARY)$")
    continue()
  endif()
  upshid_compiled_alike(${target})
  get_target_property(links ${target} LINK_LIBRARIES)
  if(upshid_test_main IN_LIST links)
    target_precompile_headers(${target} REUSE_FROM upshid_precompiled_tests)
  else()
    target_precompile_headers(${target} REUSE_FROM upshid_precompiled)
  endif()
endforeach()
