/* SPDX-License-Identifier: MIT */
/* NumPy levels: whose values an rng gives.  Part of its state; enum values are the first versions,
 * so they compare as versions do. */
#ifndef IR_NUMPY_LEVEL_H
#define IR_NUMPY_LEVEL_H

#include <stdint.h>

enum ir_numpy_level {
#define ISORAND_NUMPY_LEVEL(ID, name, first, changes) IR_NUMPY_##ID = first,
#include "numpy_levels.def"
#undef ISORAND_NUMPY_LEVEL
    IR_NUMPY_NEWEST = IR_NUMPY_2_5,
    IR_NUMPY_END = 20600 /* versions from here on are not known yet */
};

/* The level of a version such as "1.26.4", "2.0", "2.5.0rc1"; 0 where it has none. */
uint32_t ir_numpy_level(const char *version);

/* Whether the number is one of the enum. */
int ir_numpy_is_level(uint32_t level);

#endif
