# 64-bit ARM, where char is unsigned: Debian's cross compiler and the libraries that tests/builds/sysroot downloads. The
# programs run under QEMU.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(triplet aarch64-linux-gnu)
set(sysroot ${CMAKE_CURRENT_LIST_DIR}/../../build/sysroot/arm64)
set(qemu qemu-aarch64-static)
include(${CMAKE_CURRENT_LIST_DIR}/cross.cmake)
