# SPDX-License-Identifier: MIT
# Tests of CPU detection, dispatch and the backends.
isorand_test(cpu)
isorand_test(dispatch)

# ISORAND_BACKEND in the environment: one entry a row of the registry, and names that must fail
# closed.  A backend that this CPU cannot run is refused, checked to be, and reported as skipped.
file(STRINGS ${PROJECT_SOURCE_DIR}/src/backends.def rows REGEX "^ISORAND_BACKEND\\(")
list(TRANSFORM rows REPLACE "^ISORAND_BACKEND\\(([^,]*),.*" "\\1" OUTPUT_VARIABLE backend_names)
foreach(name ${backend_names} auto bogus)
  add_test(NAME dispatch-${name} COMMAND test_dispatch environment)
  set_tests_properties(dispatch-${name} PROPERTIES ENVIRONMENT ISORAND_BACKEND=${name}
    SKIP_REGULAR_EXPRESSION "# skipped: ")
endforeach()
