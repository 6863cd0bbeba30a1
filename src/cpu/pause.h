/* SPDX-License-Identifier: MIT */
/* A moment's rest in a loop that waits for another thread. */
#ifndef IR_PAUSE_H
#define IR_PAUSE_H

static inline void ir_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
    __asm__ volatile("pause" : : : "memory");
#elif defined(__aarch64__)
    __asm__ volatile("yield" : : : "memory");
#endif
}

#endif
