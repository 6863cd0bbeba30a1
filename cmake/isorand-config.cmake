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

# Components threads, openmp and mpi: isorand::threads, isorand::openmp, isorand::mpi.
if(isorand_FIND_COMPONENTS)
  include(${CMAKE_CURRENT_LIST_DIR}/adapters.cmake)
  isorand_adapters(isorand::isorand ${isorand_FIND_COMPONENTS})
  foreach(component IN LISTS isorand_FIND_COMPONENTS)
    if(TARGET isorand::${component})
      set(isorand_${component}_FOUND TRUE)
    elseif(isorand_FIND_REQUIRED_${component})
      set(isorand_FOUND FALSE)
      set(isorand_NOT_FOUND_MESSAGE "isorand::${component} needs what this system lacks")
    endif()
  endforeach()
endif()
