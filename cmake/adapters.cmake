# SPDX-License-Identifier: MIT
# The targets of the headers that need more than the library: isorand/threads.h, isorand/openmp.h,
# isorand/mpi.h.  In a build and, by isorand-config.cmake, for those who use an installed package.

# isorand_adapters(LIBRARY NAME...): isorand::NAME over it, for each of threads, openmp and mpi that is
# named and possible.
function(isorand_adapters library)
  set(THREADS_PREFER_PTHREAD_FLAG ON)
  foreach(name ${ARGN})
    set(needed "")
    if(name STREQUAL threads)
      find_package(Threads QUIET)
      set(needed Threads::Threads)
    elseif(name STREQUAL openmp)
      find_package(OpenMP QUIET COMPONENTS C)
      set(needed OpenMP::OpenMP_C)
    elseif(name STREQUAL mpi)
      find_package(MPI 3 QUIET COMPONENTS C)
      set(needed MPI::MPI_C)
    endif()
    if(needed AND TARGET ${needed} AND NOT TARGET isorand::${name})
      add_library(isorand::${name} INTERFACE IMPORTED GLOBAL)
      set_property(TARGET isorand::${name} PROPERTY INTERFACE_LINK_LIBRARIES ${library} ${needed})
    endif()
  endforeach()
endfunction()
