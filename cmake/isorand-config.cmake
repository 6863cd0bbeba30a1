# SPDX-License-Identifier: MIT
include(${CMAKE_CURRENT_LIST_DIR}/isorand-targets.cmake)

# isorand::isorand is the kind that the project's BUILD_SHARED_LIBS asks for.
if(NOT TARGET isorand::isorand)
  add_library(isorand::isorand INTERFACE IMPORTED)
  if(BUILD_SHARED_LIBS)
    set_property(TARGET isorand::isorand PROPERTY INTERFACE_LINK_LIBRARIES isorand::shared)
  else()
    set_property(TARGET isorand::isorand PROPERTY INTERFACE_LINK_LIBRARIES isorand::static)
  endif()
endif()
