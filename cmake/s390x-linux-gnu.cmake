# SPDX-License-Identifier: MIT
# Cross build for s390x, a big-endian machine; tests run under qemu (Debian: gcc-s390x-linux-gnu,
# libc6-dev-s390x-cross, qemu-user-static).
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR s390x)
include(${CMAKE_CURRENT_LIST_DIR}/cross.cmake)
