# SPDX-License-Identifier: MIT
# Installation: header, libraries, pkg-config file and CMake package.
include(CMakePackageConfigHelpers)

install(TARGETS isorand_shared isorand_static EXPORT isorand)
install(DIRECTORY include/isorand TYPE INCLUDE)
install(EXPORT isorand NAMESPACE isorand:: FILE isorand-targets.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/isorand)

configure_package_config_file(cmake/isorand-config.cmake.in isorand-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/isorand)
write_basic_package_version_file(isorand-config-version.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/isorand-config.cmake
  ${PROJECT_BINARY_DIR}/isorand-config-version.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/isorand)

configure_file(cmake/isorand.pc.in isorand.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/isorand.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
