# SPDX-License-Identifier: MIT
# The targets of the headers that need more than the library: isorand/threads.h, isorand/openmp.h.
# In a build and, by isorand-config.cmake, for those who use an installed package.

# isorand_adapters(LIBRARY): isorand::threads and isorand::openmp over it, those that are possible.
function(isorand_adapters library)
  set(THREADS_PREFER_PTHREAD_FLAG ON)
  find_package(Threads QUIET)
  find_package(OpenMP QUIET COMPONENTS C)
  foreach(pair threads/Threads::Threads openmp/OpenMP::OpenMP_C)
    string(REGEX MATCH "([a-z]+)/(.*)" _ ${pair})
    if(TARGET ${CMAKE_MATCH_2} AND NOT TARGET isorand::${CMAKE_MATCH_1})
      add_library(isorand::${CMAKE_MATCH_1} INTERFACE IMPORTED GLOBAL)
      set_property(TARGET isorand::${CMAKE_MATCH_1} PROPERTY
        INTERFACE_LINK_LIBRARIES ${library} ${CMAKE_MATCH_2})
    endif()
  endforeach()
endfunction()
