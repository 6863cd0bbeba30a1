/* SPDX-License-Identifier: MIT */
/* Rows of the library itself, one for each engine, backend and size, from its registries. */
#ifndef BENCH_ISORAND_ROWS_H
#define BENCH_ISORAND_ROWS_H

#include <isorand/isorand.h>

#include "rows.h"

/* Calls use(number, name) for every engine. */
template <class Use> void for_each_engine(Use use) {
    const isorand_engine_info *info;
    for (int i = 0; (info = isorand_engine_at(i)) != nullptr; i++)
        use(info->number, info->name);
}

/* Rows of fill(&rng, T *out, n), an error code, on every backend and at every size, where
 * seed(&rng) has started 'rng'.  What cannot run is skipped with the library's reason. */
template <class T, class Seed, class Fill>
void add_rows(const char *engine, const std::string &output, const Sizes &sizes, Seed seed,
              Fill fill) {
    const isorand_backend_info *backend;
    for (int b = 0; (backend = isorand_backend_at(b)) != nullptr; b++)
        for (const std::size_t nbytes : sizes) {
            const std::string name = row_name(engine, backend->name, output, nbytes);
            benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State &state) {
                isorand_rng rng;
                if (isorand_backend_select(backend->name)) {
                    char reason[120];
                    isorand_backend_status(b, reason, sizeof reason);
                    state.SkipWithError(reason);
                    return;
                }
                int error = seed(&rng);
                measure<T>(state, nbytes,
                           [&](T *out, std::size_t n) { error |= fill(&rng, out, n); });
                if (error)
                    state.SkipWithError(isorand_strerror(error));
            });
        }
}

#endif
