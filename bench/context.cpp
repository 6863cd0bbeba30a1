// SPDX-License-Identifier: MIT
// What a figure depends on besides the code: CPU, its clock policy, compiler and flags.
#include <benchmark/benchmark.h>

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

[[maybe_unused]] const bool registered = [] {
    benchmark::AddCustomContext("cpu", cpu_model());
    benchmark::AddCustomContext("governor", governor());
    benchmark::AddCustomContext("compiler", BENCH_COMPILER);
    benchmark::AddCustomContext("flags", BENCH_FLAGS);
#ifdef BENCH_ABSENT
    benchmark::AddCustomContext("absent", BENCH_ABSENT);
#endif
    return true;
}();

} // namespace
