# SPDX-License-Identifier: MIT
# The part of the tool that describes streams and digests them: it needs no library but xxHash's
# header, so that cross builds can test it.
find_path(XXHASH_INCLUDE_DIR xxhash.h)
if(NOT XXHASH_INCLUDE_DIR)
  message(FATAL_ERROR "xxhash.h is missing (Debian: libxxhash-dev)")
endif()
# A copy: the directory may hold headers that are for another processor.
configure_file(${XXHASH_INCLUDE_DIR}/xxhash.h ${PROJECT_BINARY_DIR}/xxhash/xxhash.h COPYONLY)

add_library(isorand_streams STATIC
  tools/args.c tools/digest.c tools/format.c tools/format_text.c tools/manifest.c
  tools/manifest_plan.c tools/manifest_read.c tools/message.c tools/output.c tools/progress.c
  tools/stream.c)
isorand_compile_options(isorand_streams)
target_compile_definitions(isorand_streams PUBLIC _GNU_SOURCE)
target_include_directories(isorand_streams PUBLIC tools)
target_include_directories(isorand_streams SYSTEM PRIVATE ${PROJECT_BINARY_DIR}/xxhash)
target_link_libraries(isorand_streams PUBLIC isorand_static)
