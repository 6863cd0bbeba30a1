/* SPDX-License-Identifier: MIT */
/* NumPy versions written on the command line and in manifests. */
#ifndef NUMPY_LEVEL_H
#define NUMPY_LEVEL_H

/* The name of the level to which a version of NumPy belongs, "1.24" for "1.24.4"; NULL where there
 * is none.  A version of NULL is the newest. */
const char *numpy_level(const char *version);

/* The same for an option, in *level.  0 or an exit code after a message. */
int numpy_option(const char *option, const char *version, const char **level);

#endif
