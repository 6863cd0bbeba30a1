/* SPDX-License-Identifier: MIT */
/* Rows of other libraries: one lambda each that fills an array in the way its library advises. */
#ifndef BENCH_PEERS_H
#define BENCH_PEERS_H

#include <cstdint>

#include "rows.h"

/* Rows of fill(T *out, n), a callable that carries the generator. */
template <class T, class Fill>
void add_peer(const char *library, const char *engine, const char *output, const Sizes &sizes,
              Fill fill) {
    for (const std::size_t nbytes : sizes) {
        const std::string name = row_name(library, engine, output, nbytes);
        benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State &state) mutable {
            measure<T>(state, nbytes, fill);
        });
    }
}

/* The same for a callable that makes one value, and a row of single draws. */
template <class T, class Next>
void add_peer_next(const char *library, const char *engine, const char *output, const Sizes &sizes,
                   Next next) {
    benchmark::RegisterBenchmark(
        row_name(library, engine, output, sizeof(T)).c_str(),
        [=](benchmark::State &state) mutable { measure_next<T>(state, [&] { return next(); }); });
    add_peer<T>(library, engine, output, sizes, [=](T *out, std::size_t n) mutable {
        for (std::size_t i = 0; i < n; i++)
            out[i] = static_cast<T>(next());
    });
}

#endif
