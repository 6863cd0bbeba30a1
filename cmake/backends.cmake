# SPDX-License-Identifier: MIT
# One row a backend: isorand_backend(NAME [BASE name] [ARCH regex of processors] [FLAGS ...]).
# BASE is the backend of an earlier row whose kernels serve where this one has none.
# A backend whose base is not there, or whose processor or flags do not fit, is left out; src/backends.def knows it all the same
# and `isorand info` says that it is not in the build.
# Sets ISORAND_BACKENDS, the names of this build's backends, and ISORAND_BACKEND_FLAGS_NAME.
set(ISORAND_BACKENDS)
set(ISORAND_BACKEND_SOURCES)
include(CheckCCompilerFlag)

function(isorand_backend name)
  cmake_parse_arguments(arg "" "ARCH;BASE" "FLAGS" ${ARGN})
  string(TOUPPER ${name} upper)
  option(ISORAND_WITH_${upper} "Build the ${name} backend where the compiler can" ON)
  if(NOT ISORAND_WITH_${upper} OR NOT CMAKE_SYSTEM_PROCESSOR MATCHES "${arg_ARCH}")
    return()
  endif()
  if(arg_BASE AND NOT arg_BASE IN_LIST ISORAND_BACKENDS)
    return()
  endif()
  string(REPLACE ";" " " flags "${arg_FLAGS}")
  if(flags)
    check_c_compiler_flag("${flags}" ISORAND_FLAGS_${upper})
    if(NOT ISORAND_FLAGS_${upper})
      return()
    endif()
  endif()
  set(file src/simd/backend_${name}.c)
  set_source_files_properties(${file} PROPERTIES COMPILE_OPTIONS "${arg_FLAGS}")
  set(definition ISORAND_WITH_${upper}=1)
  add_compile_definitions(${definition})
  set(ISORAND_BACKENDS ${ISORAND_BACKENDS} ${name} PARENT_SCOPE)
  set(ISORAND_BACKEND_SOURCES ${ISORAND_BACKEND_SOURCES} ${file} PARENT_SCOPE)
  set(ISORAND_BACKEND_FLAGS_${name} ${arg_FLAGS} PARENT_SCOPE)
endfunction()

isorand_backend(scalar)
isorand_backend(avx2 BASE scalar ARCH "x86_64|AMD64" FLAGS -mavx2)
isorand_backend(avx2fma BASE avx2 ARCH "x86_64|AMD64" FLAGS -mavx2 -mfma -mbmi2)
isorand_backend(avx512 BASE scalar ARCH "x86_64|AMD64"
  FLAGS -mavx512f -mavx512dq -mavx512bw -mavx512vl)
isorand_backend(avx512ifma BASE avx512 ARCH "x86_64|AMD64"
  FLAGS -mavx512f -mavx512dq -mavx512bw -mavx512vl -mavx512ifma)
isorand_backend(neon BASE scalar ARCH "aarch64|arm64")
