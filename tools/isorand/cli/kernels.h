/* SPDX-License-Identifier: MIT */
/* Which kernels a backend has, which the public interface does not tell. */
#ifndef KERNELS_H
#define KERNELS_H

/* Name of the backend whose kernel makes an engine's words in long fills by the active backend: its
 * own or its base's; "none" where each word is made by itself; NULL where no backend is active. */
const char *kernel_of_words(int engine);

#endif
