/* SPDX-License-Identifier: MIT */
/* NumPy versions written on the command line and in manifests. */
#include "cli/numpy_level.h"

#include "cli/message.h"

#include <isorand/isorand.h>
#include <stddef.h>

const char *numpy_level(const char *version) {
    isorand_rng rng; /* the library knows versions by their effect on one */
    isorand_seed(&rng, ISORAND_PCG64, 0);
    return isorand_set_numpy(&rng, version) ? NULL : isorand_get_numpy(&rng);
}

int numpy_option(const char *option, const char *version, const char **level) {
    const isorand_numpy_info *info;
    *level = numpy_level(version);
    if (*level)
        return 0;
    refuse_start(version, "%s", option);
    for (int i = 0; (info = isorand_numpy_at(i)) != NULL; i++)
        refuse_item("", info->name);
    return refuse_end();
}
