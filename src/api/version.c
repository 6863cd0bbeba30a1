/* SPDX-License-Identifier: MIT */
/* Version and error texts: the public calls. */
#include <isorand/isorand.h>

#define TEXT_(x) #x
#define TEXT(x)  TEXT_(x)

const char *isorand_version(void) {
    return TEXT(ISORAND_VERSION_MAJOR) "." TEXT(ISORAND_VERSION_MINOR) "." TEXT(
        ISORAND_VERSION_PATCH);
}

const char *isorand_strerror(int error) {
    switch (error) {
    case ISORAND_OK:
        return "no error";
    case ISORAND_EINVAL:
        return "an argument is missing, malformed or not among the accepted values";
    case ISORAND_ERANGE:
        return "a number or a size is too large";
    case ISORAND_ESTATE:
        return "the generator has not been seeded";
    case ISORAND_EFORMAT:
        return "the saved state is truncated, damaged or of another version";
    case ISORAND_EBACKEND:
        return "the backend is unknown or cannot run on this CPU";
    case ISORAND_ENOTSUP:
        return "the engine or distribution does not offer this operation or type";
    case ISORAND_EOS:
        return "the operating system gave no entropy";
    case ISORAND_ESPACE:
        return "the buffer is too small";
    default:
        return "unknown error code";
    }
}
