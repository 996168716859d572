# Run after a doctest executable is linked: asks it for its test cases and writes CTEST_FILE, which adds
# each as a test. doctest's own script splits names at ';' and drops trailing spaces of the prefix.
# EXECUTABLE, CTEST_FILE, PREFIX, LABEL, NEEDS (a fixture, may be empty).
execute_process(COMMAND ${EXECUTABLE} --list-test-cases --no-version
  OUTPUT_VARIABLE rest COMMAND_ERROR_IS_FATAL ANY)

set(script "")
set(count 0)
while(rest MATCHES "^([^\n]*)\n")
  set(name "${CMAKE_MATCH_1}")
  string(LENGTH "${CMAKE_MATCH_0}" length)
  string(SUBSTRING "${rest}" ${length} -1 rest)
  if(name MATCHES "^(=+$|\\[doctest\\] |$)")
    continue()
  endif()
  # doctest's filter separates patterns with commas.
  string(REPLACE "," "\\," filter "${name}")
  # A filter that finds no case makes doctest report success; here it is a failure.
  string(APPEND script
    "add_test([==[${PREFIX}: ${name}]==] [==[${EXECUTABLE}]==] [==[--test-case=${filter}]==])\n"
    "set_tests_properties([==[${PREFIX}: ${name}]==] PROPERTIES LABELS [==[${LABEL}]==] TIMEOUT 120\n"
    "  FIXTURES_REQUIRED \"${NEEDS}\"\n"
    "  FAIL_REGULAR_EXPRESSION [==[test cases: *0 [|]]==])\n")
  math(EXPR count "${count} + 1")
endwhile()
if(count EQUAL 0)
  message(FATAL_ERROR "${EXECUTABLE} lists no test case")
endif()
file(WRITE ${CTEST_FILE} "${script}")
