# SPDX-License-Identifier: MIT
# Tests of CPU detection, dispatch and the backends.
isorand_test(cpu)
isorand_test(dispatch)
# The choice on CPUs of published CPUID dumps; see tools/dispatch.
add_executable(decide c/decide.c)
isorand_compile_options(decide)
target_include_directories(decide PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(decide PRIVATE isorand_static)

# The backends under test: the library's and, where SIMDe is at hand, the vec headers through it.
find_path(SIMDE_INCLUDE_DIR simde/simde-common.h)
set(simde_backends)
if(SIMDE_INCLUDE_DIR AND NOT CMAKE_CROSSCOMPILING AND NOT CMAKE_C_BYTE_ORDER STREQUAL BIG_ENDIAN)
  file(STRINGS simde/simde_backends.def rows REGEX "^SIMDE_BACKEND\\(")
  list(TRANSFORM rows REPLACE "^SIMDE_BACKEND\\(([^,]*)_simde,.*" "\\1"
    OUTPUT_VARIABLE simde_backends)
endif()

# isorand_backend_objects(TARGET FILE [FLAGS...]): FILE, which includes a vec header, as objects.
function(isorand_backend_objects target file)
  add_library(${target} OBJECT ${file})
  isorand_compile_options(${target})
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}
    ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
  target_compile_options(${target} PRIVATE ${ARGN})
endfunction()

# SIMDe: its headers stand in for the compiler's.  They compile slowly, with sanitizers very slowly,
# and warn of what does not matter here (psabi, loops not vectorised); the native build warns of
# the rest.  Their own C multiplies signed numbers (-fwrapv).
set(simde_optimize -O1)
if(ISORAND_SANITIZE OR CMAKE_BUILD_TYPE STREQUAL Debug)
  set(simde_optimize -O0)
endif()
function(isorand_simde_objects target file)
  isorand_backend_objects(${target} ${file} -w -fwrapv ${simde_optimize})
  target_include_directories(${target} BEFORE PRIVATE simde simde/include)
endfunction()

if(simde_backends)
  target_link_libraries(test_support PUBLIC m) # clang makes calls of SIMDe's rounding
endif()
target_compile_definitions(test_support PRIVATE TEST_WITH_SIMDE=$<BOOL:${simde_backends}>)
foreach(name ${simde_backends})
  isorand_simde_objects(simde_${name} simde/backend_${name}_simde.c)
  target_sources(test_support PRIVATE $<TARGET_OBJECTS:simde_${name}>)
endforeach()

foreach(name bounded fpenv fuzz intervals kernels registers words zeros ziggurat)
  isorand_test(${name})
endforeach()
# No case of zeros uses an emulated backend.  The memory sanitizer's build has the scalar one alone.
if(NOT ISORAND_SANITIZE MATCHES memory)
  set_tests_properties(zeros PROPERTIES ENVIRONMENT ISORAND_REQUIRE_BACKENDS=native)
endif()
set_tests_properties(fpenv fuzz kernels PROPERTIES TIMEOUT 900) # sanitized, on a busy machine

# The vocabulary: one program a vec header.
function(isorand_vec_test backend objects file)
  target_compile_definitions(${objects} PRIVATE BACKEND_FILE="${file}")
  add_executable(test_vec_${backend} c/test_vec.c $<TARGET_OBJECTS:${objects}>)
  isorand_compile_options(test_vec_${backend})
  target_compile_definitions(test_vec_${backend} PRIVATE VEC_BACKEND="${backend}")
  target_link_libraries(test_vec_${backend} PRIVATE test_support)
  add_test(NAME vec-${backend} COMMAND test_vec_${backend})
  set_property(GLOBAL APPEND PROPERTY isorand_programs vec_${backend})
endfunction()
# Each word by itself says the same without optimisation, which takes a minute with sanitizers.
set(vec_optimize)
if(ISORAND_SANITIZE)
  set(vec_optimize -O0 -Wno-sign-conversion) # without, gcc's intrinsics are macros, and convert
endif()
foreach(name ${ISORAND_BACKENDS})
  isorand_backend_objects(vec_ops_${name} c/vec_ops.c ${ISORAND_BACKEND_FLAGS_${name}}
    ${vec_optimize})
  isorand_vec_test(${name} vec_ops_${name} simd/backend_${name}.c)
endforeach()
foreach(name ${simde_backends})
  isorand_simde_objects(vec_ops_${name}_simde c/vec_ops.c)
  isorand_vec_test(${name}-simde vec_ops_${name}_simde simde/backend_${name}_simde.c)
endforeach()

# Altered kernels (KERN_ALTERED in src/simd/kern.h), compiled once for all: a program has the number
# of the one that is wrong.
set(ISORAND_TEST_MUTANTS 1 CACHE STRING "Which altered constants to build and catch: none, 1, or 1 and some of 2;3;4")
if(ISORAND_TEST_MUTANTS)
  set(altered_objects)
  foreach(name ${ISORAND_BACKENDS})
    isorand_backend_objects(altered_${name} ${PROJECT_SOURCE_DIR}/src/simd/backend_${name}.c
      ${ISORAND_BACKEND_FLAGS_${name}} -DISORAND_ALTERED -O1)
    list(APPEND altered_objects $<TARGET_OBJECTS:altered_${name}>)
  endforeach()
endif()
# isorand_altered(TARGET FILE NUMBER): a program with these kernels.
function(isorand_altered target file number)
  add_executable(${target} ${file} ${CMAKE_CURRENT_SOURCE_DIR}/c/altered.c ${altered_objects})
  isorand_compile_options(${target})
  target_compile_definitions(${target} PRIVATE ALTERED=${number})
endfunction()

# One constant altered: the proof must fail, and in values of the kind named, through an engine whose
# words are right but for the first mutant.
set(mutant_engines mt19937 sfc64 sfc64 sfc64)
set(mutant_kinds raw-u8 normal-f64 exponential-f64 integers-u64)
foreach(mutant ${ISORAND_TEST_MUTANTS})
  isorand_altered(test_mutant_${mutant} c/test_kernels.c ${mutant})
  target_link_libraries(test_mutant_${mutant} PRIVATE test_support)
  math(EXPR index "${mutant} - 1")
  list(GET mutant_engines ${index} engine)
  list(GET mutant_kinds ${index} kind)
  add_test(NAME mutant-${mutant} COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/c/test_mutant.sh ${kind}
    ${CMAKE_CROSSCOMPILING_EMULATOR} $<TARGET_FILE:test_mutant_${mutant}> ${engine}/lengths
    COMMAND_EXPAND_LISTS)
endforeach()

# The same, none of them wrong, at -O1, where gcc clears no upper parts of registers by itself:
# vec_end() must.
if(ISORAND_TEST_MUTANTS AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64" AND NOT ISORAND_SANITIZE)
  isorand_altered(test_registers_o1 c/test_registers.c 0)
  target_link_libraries(test_registers_o1 PRIVATE test_support)
  add_test(NAME registers-o1 COMMAND test_registers_o1)
endif()

# ISORAND_BACKEND in the environment: one entry a row of the registry, and names that must fail
# closed.  A backend that this CPU cannot run is refused, checked to be, and reported as skipped.
file(STRINGS ${PROJECT_SOURCE_DIR}/src/backends.def rows REGEX "^ISORAND_BACKEND\\(")
list(TRANSFORM rows REPLACE "^ISORAND_BACKEND\\(([^,]*),.*" "\\1" OUTPUT_VARIABLE backend_names)
foreach(name ${backend_names} auto bogus)
  add_test(NAME dispatch-${name} COMMAND test_dispatch environment)
  set_tests_properties(dispatch-${name} PROPERTIES ENVIRONMENT ISORAND_BACKEND=${name}
    SKIP_REGULAR_EXPRESSION "# skipped: ")
endforeach()

# What the compiler made of it: instructions, symbols, sections.  GNU binutils' listings are read,
# where CMake may have chosen LLVM's to go with clang.
set(objdump ${CMAKE_OBJDUMP})
set(nm ${CMAKE_NM})
if(NOT CMAKE_CROSSCOMPILING)
  find_program(ISORAND_OBJDUMP objdump)
  find_program(ISORAND_NM nm)
  set(objdump ${ISORAND_OBJDUMP})
  set(nm ${ISORAND_NM})
endif()
# A build for one's own CPU has no baseline to hold to.
if(NOT ISORAND_SANITIZE AND NOT CMAKE_C_FLAGS MATCHES ISORAND_ALLOW_NATIVE_DISPATCH)
  add_test(NAME isa COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/project/check_isa.sh ${objdump} ${nm}
    $<TARGET_FILE:isorand_static> ${CMAKE_C_COMPILER})
endif()

# What it made of the frames: with those of the callers they fit the stack that the header promises.
if(CMAKE_C_COMPILER_ID STREQUAL GNU AND NOT ISORAND_SANITIZE AND NOT CMAKE_BUILD_TYPE STREQUAL Debug)
  target_compile_options(isorand_objects PRIVATE -fstack-usage)
  add_test(NAME stack-frames COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/project/check_stack.sh
    ${PROJECT_BINARY_DIR}/CMakeFiles/isorand_objects.dir 32768)
endif()

# What the linker made of it: the shared library, and a static program with all of the static one,
# beside such files of nothing.
if(NOT ISORAND_SANITIZE)
  set(readelf ${CMAKE_READELF})
  if(NOT CMAKE_CROSSCOMPILING)
    find_program(ISORAND_READELF readelf)
    set(readelf ${ISORAND_READELF})
  endif()
  add_library(nothing_shared MODULE project/nothing.c)
  set(pairs $<TARGET_FILE:isorand_shared> $<TARGET_FILE:nothing_shared>)
  include(CheckCSourceCompiles)
  set(CMAKE_REQUIRED_LINK_OPTIONS -static)
  check_c_source_compiles("int main(void) { return 0; }" ISORAND_STATIC_LIBC)
  unset(CMAKE_REQUIRED_LINK_OPTIONS)
  if(ISORAND_STATIC_LIBC)
    add_executable(nothing_static project/nothing.c)
    add_executable(everything_static project/nothing.c)
    target_link_options(nothing_static PRIVATE -static)
    target_link_options(everything_static PRIVATE -static)
    target_link_libraries(everything_static PRIVATE
      -Wl,--whole-archive isorand_static -Wl,--no-whole-archive)
    list(APPEND pairs $<TARGET_FILE:everything_static> $<TARGET_FILE:nothing_static>)
  endif()
  add_test(NAME startup
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/project/check_startup.sh ${readelf} ${pairs})
endif()
