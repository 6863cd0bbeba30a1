// SPDX-License-Identifier: MIT
// isorand_bench: Google Benchmark's options, and --threads [T] (or auto, the usable CPUs): instead
// of the other rows those of fills by T workers.  Without T, OMP_NUM_THREADS says it, or it is 1.
#include "bench_workers.h"

#include <benchmark/benchmark.h>

#include <sched.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

unsigned usable_cpus() {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) ? 1 : static_cast<unsigned>(CPU_COUNT(&set));
}

// 0 where it is no number of threads.
unsigned threads_of(const char *text) {
    if (!std::strcmp(text, "auto"))
        return usable_cpus();
    char *end;
    const unsigned long n = std::strtoul(text, &end, 10);
    return *end || n > 1024 ? 0 : static_cast<unsigned>(n);
}

} // namespace

int main(int argc, char **argv) {
    const char *text = nullptr;
    int kept = 1;
    for (int i = 1; i < argc; i++) {
        if (std::strcmp(argv[i], "--threads") != 0) {
            argv[kept++] = argv[i];
            continue;
        }
        const char *omp = std::getenv("OMP_NUM_THREADS");
        const bool given = i + 1 < argc && argv[i + 1][0] != '-';
        text = given ? argv[++i] : omp ? omp : "1";
    }
    argc = kept;
    if (text) {
        const unsigned threads = threads_of(text);
        if (!threads) {
            std::fprintf(stderr, "isorand_bench: --threads takes a number, or auto\n");
            return 2;
        }
        benchmark::ClearRegisteredBenchmarks();
        add_thread_rows(threads);
    }
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
