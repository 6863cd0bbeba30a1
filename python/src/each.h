/* SPDX-License-Identifier: MIT */
/* Arrays as parameters, broadcast as NumPy does it. */
#ifndef ISORAND_PYTHON_EACH_H
#define ISORAND_PYTHON_EACH_H

#include "core.h"

enum { CORE_NDIM_MAX = 64 };

typedef struct core_each {
    core_view views[ISORAND_PARAMS_MAX];
    int looked[ISORAND_PARAMS_MAX]; /* views that are open */
    void *copies[ISORAND_PARAMS_MAX];
    isorand_param_array arrays[ISORAND_PARAMS_MAX];
    int nd; /* broadcast shape of the parameters */
    Py_ssize_t shape[CORE_NDIM_MAX];
} core_each;

/* Opens parameter 'i' as an array of 8-byte elements of the kind; 0 where NumPy should do it. */
int core_each_open(core_each *e, int i, PyObject *value, char kind);
/* Merges a parameter's shape into the broadcast one; 0 where they do not fit. */
int core_each_merge(core_each *e, const struct core_interface *is);
/* The elements of parameter 'i' for each element of the output, to whose shape it broadcasts: by
 * one stride, or as a copy.  0: it does not; -1: no memory. */
int core_each_spread(core_each *e, int i, const core_view *out);
void core_each_end(core_each *e);

#endif
