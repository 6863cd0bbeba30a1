# SPDX-License-Identifier: MIT
# The part of the tool that describes streams and digests them: it needs no library but xxHash's
# header, so that cross builds can test it.
find_path(XXHASH_INCLUDE_DIR xxhash.h)
if(NOT XXHASH_INCLUDE_DIR)
  message(FATAL_ERROR "xxhash.h is missing (Debian: libxxhash-dev)")
endif()
# A copy: the directory may hold headers that are for another processor.
configure_file(${XXHASH_INCLUDE_DIR}/xxhash.h ${PROJECT_BINARY_DIR}/xxhash/xxhash.h COPYONLY)

set(room ${CMAKE_CURRENT_LIST_DIR})
add_library(isorand_streams STATIC
  ${room}/cli/message.c ${room}/cli/numbers.c
  ${room}/io/format.c ${room}/io/format_text.c ${room}/io/progress.c
  ${room}/verify/digest.c ${room}/verify/kind.c ${room}/verify/manifest.c
  ${room}/verify/manifest_plan.c ${room}/verify/manifest_read.c ${room}/verify/start.c)
isorand_compile_options(isorand_streams)
target_compile_definitions(isorand_streams PUBLIC _GNU_SOURCE)
target_include_directories(isorand_streams PUBLIC ${room})
target_include_directories(isorand_streams SYSTEM PRIVATE ${PROJECT_BINARY_DIR}/xxhash)
target_link_libraries(isorand_streams PUBLIC isorand_static)
