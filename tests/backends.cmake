# SPDX-License-Identifier: MIT
# Tests of CPU detection, dispatch and the backends.
isorand_test(cpu)
isorand_test(dispatch)

# The backends under test: the library's and, where SIMDe is at hand, the vec headers through it.
# SIMDe compiles slowly and its speed does not matter: -O1.
find_path(SIMDE_INCLUDE_DIR simde/simde-common.h)
file(STRINGS simde/simde_backends.def rows REGEX "^SIMDE_BACKEND\\(")
list(TRANSFORM rows REPLACE "^SIMDE_BACKEND\\(([^,]*),.*" "simde/backend_\\1.c"
  OUTPUT_VARIABLE simde_sources)
if(NOT SIMDE_INCLUDE_DIR OR CMAKE_CROSSCOMPILING OR CMAKE_C_BYTE_ORDER STREQUAL BIG_ENDIAN)
  set(simde_sources)
endif()
add_library(test_subjects STATIC support/subjects.c ${simde_sources})
isorand_compile_options(test_subjects)
target_link_libraries(test_subjects PUBLIC test_support)
target_compile_definitions(test_subjects PRIVATE TEST_WITH_SIMDE=$<BOOL:${simde_sources}>)
set_source_files_properties(${simde_sources} PROPERTIES
  INCLUDE_DIRECTORIES "${CMAKE_CURRENT_SOURCE_DIR}/simde/include;${CMAKE_CURRENT_SOURCE_DIR}/simde"
  COMPILE_OPTIONS "-Wno-psabi;$<$<NOT:$<CONFIG:Debug>>:-O1>")

isorand_test(kernels)
target_link_libraries(test_kernels PRIVATE test_subjects)

# ISORAND_BACKEND in the environment: one entry a row of the registry, and names that must fail
# closed.  A backend that this CPU cannot run is refused, checked to be, and reported as skipped.
file(STRINGS ${PROJECT_SOURCE_DIR}/src/backends.def rows REGEX "^ISORAND_BACKEND\\(")
list(TRANSFORM rows REPLACE "^ISORAND_BACKEND\\(([^,]*),.*" "\\1" OUTPUT_VARIABLE backend_names)
foreach(name ${backend_names} auto bogus)
  add_test(NAME dispatch-${name} COMMAND test_dispatch environment)
  set_tests_properties(dispatch-${name} PROPERTIES ENVIRONMENT ISORAND_BACKEND=${name}
    SKIP_REGULAR_EXPRESSION "# skipped: ")
endforeach()
