// SPDX-License-Identifier: MIT
// What a figure depends on besides the code: CPU, its clock policy, compiler and flags.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <fstream>
#include <string>

namespace {

std::string cpu_model() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.rfind("model name", 0) == 0 || line.rfind("CPU part", 0) == 0)
            return line.substr(line.find(':') + 2);
    return "unknown";
}

std::string governor() {
    std::ifstream file("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
    std::string word;
    return file >> word ? word : "unknown";
}

// The clock while this program starts, in GHz: a chain of additions of which each waits for the one
// before takes a cycle each on every CPU of today.  The best of several, as for every other row.
std::string clock_ghz() {
    const int rounds = 20, steps = 100'000, unrolled = 10;
    double best = 0;
    for (int r = 0; r < rounds; r++) {
        uint64_t x = 1;
        const std::clock_t start = std::clock();
        for (int i = 0; i < steps; i++)
            for (int k = 0; k < unrolled; k++) { // no compiler sees through the empty assembly
                x += x;
                __asm__ volatile("" : "+r"(x));
            }
        const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        if (seconds > 0)
            best = std::max(best, steps * unrolled / seconds * 1e-9);
    }
    return std::to_string(best);
}

[[maybe_unused]] const bool registered = [] {
    benchmark::AddCustomContext("cpu", cpu_model());
    benchmark::AddCustomContext("clock_ghz", clock_ghz());
    benchmark::AddCustomContext("governor", governor());
    benchmark::AddCustomContext("compiler", BENCH_COMPILER);
    benchmark::AddCustomContext("flags", BENCH_FLAGS);
#ifdef BENCH_ABSENT
    benchmark::AddCustomContext("absent", BENCH_ABSENT);
#endif
    return true;
}();

} // namespace
