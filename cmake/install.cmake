# SPDX-License-Identifier: MIT
# Installation: header, libraries, the command with its manifest, helper, manual and completions,
# pkg-config file and CMake package.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS isorand_shared isorand_static EXPORT isorand
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY include/isorand TYPE INCLUDE)
if(TARGET isorand_fortran)
  # The compiler's own form of the module lies apart: it serves that compiler alone.
  set(modules ${CMAKE_INSTALL_LIBDIR}/isorand/fortran)
  install(TARGETS isorand_fortran EXPORT isorand INCLUDES DESTINATION ${modules})
  install(FILES ${PROJECT_BINARY_DIR}/fortran/isorand.mod DESTINATION ${modules})
endif()
foreach(program isorand isorand-bench isorand_mpi)
  if(TARGET ${program})
    install(TARGETS ${program})
  endif()
endforeach()
set(packaging ${PROJECT_SOURCE_DIR}/packaging)
install(FILES ${packaging}/man/isorand.3 DESTINATION ${CMAKE_INSTALL_MANDIR}/man3)
if(TARGET isorand)
  file(GLOB pages ${packaging}/man/isorand*.1)
  foreach(program isorand-bench isorand_mpi)
    if(NOT TARGET ${program})
      string(REPLACE _ - page ${program})
      list(REMOVE_ITEM pages ${packaging}/man/${page}.1)
    endif()
  endforeach()
  install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  set(completions ${packaging}/completions)
  install(FILES ${completions}/isorand.bash RENAME isorand
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${completions}/_isorand DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
  install(FILES ${completions}/isorand.fish
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
  install(PROGRAMS tools/plot/isorand-plot DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/isorand)
  install(FILES tests/vectors/manifest.txt DESTINATION ${CMAKE_INSTALL_DATADIR}/isorand)
endif()

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/isorand)
install(EXPORT isorand NAMESPACE isorand:: FILE isorand-targets.cmake DESTINATION ${package})
write_basic_package_version_file(isorand-config-version.cmake COMPATIBILITY SameMajorVersion)
install(FILES cmake/isorand-config.cmake cmake/adapters.cmake ${PROJECT_BINARY_DIR}/isorand-config-version.cmake
  DESTINATION ${package})

# pkg-config's file finds the prefix from where it lies, so that the tree can be moved.  Where the
# libraries go to a place of their own the prefix is written into it, and known at installation only.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
  set(pc_prefix "@CMAKE_INSTALL_PREFIX@")
else()
  file(RELATIVE_PATH up "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
  string(REGEX REPLACE "/$" "" up "${up}")
  set(pc_prefix "\${pcfiledir}/${up}")
endif()
foreach(dir INCLUDEDIR LIBDIR)
  set(pc_${dir} "\${prefix}")
  cmake_path(APPEND pc_${dir} "${CMAKE_INSTALL_${dir}}") # an absolute path replaces the prefix
endforeach()
configure_file(cmake/isorand.pc.in isorand.pc.in @ONLY)
install(CODE "configure_file(\"${PROJECT_BINARY_DIR}/isorand.pc.in\"
  \"${PROJECT_BINARY_DIR}/isorand.pc\" @ONLY)")
install(FILES ${PROJECT_BINARY_DIR}/isorand.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
