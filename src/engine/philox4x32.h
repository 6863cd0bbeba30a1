/* SPDX-License-Identifier: MIT */
/* Constants of Philox4x32 (Random123, philox.h): multipliers of words 0 and 2, Weyl key bumps. */
#define IR_PHILOX4X32_MULT0 0xd2511f53u
#define IR_PHILOX4X32_MULT1 0xcd9e8d57u
#define IR_PHILOX4X32_WEYL0 0x9e3779b9u /* the golden ratio */
#define IR_PHILOX4X32_WEYL1 0xbb67ae85u /* sqrt(3) - 1 */
