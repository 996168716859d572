# Installs BUILD into PREFIX and checks that all files are there: LIBDIR, TOOLS, SHARED.
file(REMOVE_RECURSE ${PREFIX})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${PREFIX}
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

set(expected
  include/upshid/upshid.h
  include/upshid/ups.h
  ${LIBDIR}/cmake/upshid/upshidConfig.cmake
  ${LIBDIR}/cmake/upshid/upshidConfigVersion.cmake
  ${LIBDIR}/cmake/upshid/upshidTargets.cmake
  ${LIBDIR}/pkgconfig/upshid.pc)
if(SHARED)
  list(APPEND expected ${LIBDIR}/libupshid.so ${LIBDIR}/libupshid.so.0.1)
else()
  list(APPEND expected ${LIBDIR}/libupshid.a)
endif()
if(TOOLS)
  list(APPEND expected bin/upshid-status share/man/man8/upshid-status.8
    bin/upshid-cmd share/man/man8/upshid-cmd.8 bin/upshid-rw share/man/man8/upshid-rw.8
    share/man/man7/upshid.7
    lib/udev/rules.d/62-upshid.rules)
endif()
if(MONITOR)
  list(APPEND expected bin/upshid-poweroff share/man/man8/upshid-poweroff.8)
  file(READ_SYMLINK ${PREFIX}/lib/systemd/system-shutdown/upshid at_the_end)
  if(NOT at_the_end STREQUAL "${PREFIX}/bin/upshid-poweroff")
    message(SEND_ERROR "systemd runs another program at the end of a halt: ${at_the_end}")
  endif()
  list(APPEND expected bin/upshid-monitor share/man/man5/upshid.conf.5
    lib/systemd/system/upshid-monitor.service lib/sysusers.d/upshid.conf)
  # systemd does not use the user's PATH.
  file(STRINGS ${PREFIX}/lib/systemd/system/upshid-monitor.service start REGEX "^ExecStart=")
  if(NOT start STREQUAL "ExecStart=${PREFIX}/bin/upshid-monitor")
    message(SEND_ERROR "the unit starts another program than the installed one: ${start}")
  endif()
endif()
foreach(path IN LISTS expected)
  if(NOT EXISTS ${PREFIX}/${path})
    message(SEND_ERROR "not installed: ${path}")
  endif()
endforeach()

# No headers of rooms, and no tests.
file(GLOB_RECURSE headers RELATIVE ${PREFIX} ${PREFIX}/include/*)
foreach(path IN LISTS headers)
  if(NOT path MATCHES "^include/upshid/[a-z_]+\\.h$")
    message(SEND_ERROR "installed, but not a public header: ${path}")
  endif()
endforeach()
file(GLOB programs RELATIVE ${PREFIX}/bin ${PREFIX}/bin/*)
foreach(name IN LISTS programs)
  if(NOT name MATCHES "^upshid-")
    message(SEND_ERROR "installed, but not one of the tools: bin/${name}")
  endif()
endforeach()
