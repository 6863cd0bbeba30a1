/* SPDX-License-Identifier: MIT */
/* How much is made at a time where words or values are worked on again: half of the smallest L1
 * data cache in use, 32 KiB. */
#ifndef IR_PIECE_H
#define IR_PIECE_H

enum { IR_PIECE_BYTES = 16384 };

#endif
