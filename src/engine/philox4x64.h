/* SPDX-License-Identifier: MIT */
/* Constants of Philox4x64 (Random123, philox.h): multipliers of words 0 and 2, Weyl key bumps. */
#define IR_PHILOX4X64_MULT0 UINT64_C(0xd2e7470ee14c6c93)
#define IR_PHILOX4X64_MULT1 UINT64_C(0xca5a826395121157)
#define IR_PHILOX4X64_WEYL0 UINT64_C(0x9e3779b97f4a7c15) /* the golden ratio */
#define IR_PHILOX4X64_WEYL1 UINT64_C(0xbb67ae8584caa73b) /* sqrt(3) - 1 */
