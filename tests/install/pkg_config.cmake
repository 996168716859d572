# Builds the stranger with the flags of pkg-config for the upshid in PREFIX, and runs it.
# LIBDIR, CXX, FLAGS, OUT.
file(MAKE_DIRECTORY ${OUT})
set(ENV{PKG_CONFIG_PATH} ${PREFIX}/${LIBDIR}/pkgconfig:$ENV{PKG_CONFIG_PATH})
execute_process(COMMAND pkg-config --cflags --libs upshid
  OUTPUT_VARIABLE said OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(said UNIX_COMMAND "${said}")
separate_arguments(FLAGS UNIX_COMMAND "${FLAGS}")

# Without the option that the package requires, the first error names it.
execute_process(COMMAND ${CXX} -std=c++17 ${FLAGS} -fsyntax-only ${CMAKE_CURRENT_LIST_DIR}/stranger/main.cc ${said}
  RESULT_VARIABLE status ERROR_VARIABLE errors OUTPUT_QUIET)
string(FIND "${errors}" "error: " first)
string(SUBSTRING "${errors}" ${first} 200 errors)
if(status EQUAL 0 OR NOT errors MATCHES "^error: (#error )?\"?upshid needs C\\+\\+20[.] Compile with -std=c\\+\\+20")
  message(SEND_ERROR "compiled as C++17, a stranger is told first: ${errors}")
endif()

execute_process(COMMAND ${CXX} -std=c++20 ${FLAGS} ${CMAKE_CURRENT_LIST_DIR}/stranger/main.cc
    -o ${OUT}/stranger ${said}
  COMMAND_ERROR_IS_FATAL ANY)
set(ENV{LD_LIBRARY_PATH} ${PREFIX}/${LIBDIR})
execute_process(COMMAND ${OUT}/stranger COMMAND_ERROR_IS_FATAL ANY)
