# 32-bit ARM, as on a Raspberry Pi with an older Debian; see arm64.cmake.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR armv7l)
set(triplet arm-linux-gnueabihf)
set(sysroot ${CMAKE_CURRENT_LIST_DIR}/../../build/sysroot/armhf)
set(qemu qemu-arm-static)
include(${CMAKE_CURRENT_LIST_DIR}/cross.cmake)
