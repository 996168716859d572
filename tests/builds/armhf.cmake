# For 32-bit ARM, a Raspberry Pi's older Debian: as arm64.cmake.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR armv7l)
set(triplet arm-linux-gnueabihf)
set(sysroot ${CMAKE_CURRENT_LIST_DIR}/../../build/sysroot/armhf)
set(qemu qemu-arm-static)
include(${CMAKE_CURRENT_LIST_DIR}/cross.cmake)
