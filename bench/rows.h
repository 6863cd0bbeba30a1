/* SPDX-License-Identifier: MIT */
/* What every row of the benchmarks is: a name, a buffer of some size, and a call that fills it. */
#ifndef BENCH_ROWS_H
#define BENCH_ROWS_H

#include <benchmark/benchmark.h>

#ifdef BENCH_COUNT
#include <valgrind/callgrind.h>
#endif

#include <array>
#include <cstddef>
#include <string>
#include <vector>

/* Buffers of plain fills: from one cache line past the last-level cache. */
using Sizes = std::vector<std::size_t>;
inline const Sizes fill_sizes = {64, 256, 512, 1 << 10, 16 << 10, 256 << 10, 4 << 20, 64 << 20};
/* Buffers of distributions: inside the L1 cache and inside the L2 cache. */
inline const Sizes dist_sizes = {16 << 10, 1 << 20};

/* "WHO/HOW/OUTPUT/SIZE".  Rows of equal OUTPUT and SIZE do the same work and are compared. */
inline std::string row_name(const std::string &who, const std::string &how,
                            const std::string &output, std::size_t nbytes) {
    const char *unit = "B";
    for (const char *larger : {"KiB", "MiB"})
        if (nbytes >= 1024) {
            nbytes /= 1024;
            unit = larger;
        }
    return who + "/" + how + "/" + output + "/" + std::to_string(nbytes) + unit;
}

/* A buffer that starts on a cache line and whose pages have all been touched. */
inline void *buffer(std::size_t nbytes) {
    struct alignas(64) Line {
        std::array<unsigned char, 64> bytes;
    };
    static std::vector<Line> lines;
    if (lines.size() < nbytes / sizeof(Line))
        lines.resize(nbytes / sizeof(Line));
    return lines.data();
}

/* Times next(), which makes one value of sizeof(T) bytes. */
template <class T, class Next> void measure_next(benchmark::State &state, Next &&next) {
    for (auto _ : state)
        benchmark::DoNotOptimize(next());
    state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(sizeof(T)));
}

/* Times fill(out, n), 'out' being nbytes = n * sizeof(T) bytes.  In isorand_count callgrind counts
 * the instructions of one more fill instead. */
template <class T, class Fill>
void measure(benchmark::State &state, std::size_t nbytes, Fill &&fill) {
    T *const out = static_cast<T *>(buffer(nbytes));
    const std::size_t n = nbytes / sizeof(T);
    benchmark::DoNotOptimize(out);
#ifdef BENCH_COUNT
    fill(out, n);
    CALLGRIND_ZERO_STATS;
    fill(out, n);
    CALLGRIND_DUMP_STATS;
#endif
    for (auto _ : state) {
        fill(out, n);
        benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(nbytes));
}

#endif
