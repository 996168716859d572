# Installs links with the names of NUT's programs, where NUT has them. What is there already and is not such a link
# stays: it is NUT's own program, or somebody's script. UPSHID_BINDIR and UPSHID_SBINDIR are set.
set(links
  ${UPSHID_BINDIR}/upsc=upshid-status
  ${UPSHID_BINDIR}/upscmd=upshid-cmd
  ${UPSHID_BINDIR}/upsrw=upshid-rw
  ${UPSHID_SBINDIR}/upssched=upshid-sched
  ${UPSHID_SBINDIR}/upsschedctl=upshid-sched
  ${UPSHID_SBINDIR}/upsmon=upshid-monitor
  ${UPSHID_SBINDIR}/upsdrvctl=upshid-poweroff)
cmake_path(ABSOLUTE_PATH UPSHID_BINDIR BASE_DIRECTORY "${CMAKE_INSTALL_PREFIX}" OUTPUT_VARIABLE bindir)
foreach(link IN LISTS links)
  string(REGEX MATCH "^(.*)=(.*)$" link "${link}")
  set(path ${CMAKE_MATCH_1})
  set(program ${CMAKE_MATCH_2})
  cmake_path(ABSOLUTE_PATH path BASE_DIRECTORY "${CMAKE_INSTALL_PREFIX}")
  set(here "$ENV{DESTDIR}${path}")
  set(is_ours FALSE)
  if(IS_SYMLINK "${here}")
    file(READ_SYMLINK "${here}" target)
    if(target MATCHES "(^|/)${program}$")
      set(is_ours TRUE)
    endif()
  endif()
  if((EXISTS "${here}" OR IS_SYMLINK "${here}") AND NOT is_ours)
    message(NOTICE "Not installed: ${here} is there already and is not upshid's. If it is NUT's, remove NUT first.")
    continue()
  endif()
  cmake_path(GET path PARENT_PATH folder)
  file(RELATIVE_PATH target "${folder}" "${bindir}/${program}")
  file(MAKE_DIRECTORY "$ENV{DESTDIR}${folder}")
  file(CREATE_LINK "${target}" "${here}" SYMBOLIC)
  list(APPEND CMAKE_INSTALL_MANIFEST_FILES "${path}")
  message(STATUS "Installing: ${here} -> ${target}")
endforeach()
