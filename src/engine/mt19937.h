/* SPDX-License-Identifier: MIT */
/* Constants of MT19937 (M. Matsumoto and T. Nishimura, "Mersenne Twister", 1998, table II). */
#define IR_MT_N        624
#define IR_MT_M        397
#define IR_MT_MATRIX   0x9908b0dfu
#define IR_MT_UPPER    0x80000000u
#define IR_MT_LOWER    0x7fffffffu
#define IR_MT_TEMPER_B 0x9d2c5680u
#define IR_MT_TEMPER_C 0xefc60000u
