# SPDX-License-Identifier: MIT
include(CheckCCompilerFlag)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
  check_c_compiler_flag(-mno-outline-atomics ISORAND_HAVE_NO_OUTLINE_ATOMICS)
endif()

# isorand_compile_options(TARGET): language, warnings and the floating-point rules of the project.
function(isorand_compile_options target)
  set_target_properties(${target} PROPERTIES C_STANDARD 11 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF
    # File by file, whatever the surrounding project or the distribution asks for: each backend's
    # file has flags of its own, and what rounds has to stay behind a call (src/cpu/fpenv.h).
    UNITY_BUILD OFF INTERPROCEDURAL_OPTIMIZATION OFF)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wundef -Wvla -Wconversion
    $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes -Wmissing-prototypes>
    $<$<BOOL:${ISORAND_WERROR}>:-Werror>
    -fno-lto
    # Bits must not depend on which multiply-adds a compiler chooses to fuse.
    -ffp-contract=off
    # A square root is an instruction, not a call of libm for the sake of errno.
    -fno-math-errno
    # Float arithmetic in float, where ISO C has GCC do it in double (s390x).
    $<$<C_COMPILER_ID:GNU>:-fexcess-precision=fast>
    # On aarch64, atomics by calls of libgcc would bring its constructor into the library.
    $<$<BOOL:${ISORAND_HAVE_NO_OUTLINE_ATOMICS}>:-mno-outline-atomics>)
  if(ISORAND_NO_INT128)
    target_compile_definitions(${target} PRIVATE ISORAND_NO_INT128)
  endif()
  if(ISORAND_SANITIZE)
    set(flags -fsanitize=${ISORAND_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_compile_options(${target} PRIVATE ${flags})
    target_link_options(${target} PUBLIC ${flags})
  endif()
endfunction()
