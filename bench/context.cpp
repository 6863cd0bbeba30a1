// SPDX-License-Identifier: MIT
// What a figure depends on besides the code: CPU, its clock policy, compiler and flags.  Google
// Benchmark adds caches, the number of CPUs, load and date; README.md describes the fields.
#include <benchmark/benchmark.h>

#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <fstream>
#include <string>

#if defined __x86_64__ || defined __i386__
#include <cpuid.h>
#endif

namespace {

// The value of a line "KEY : VALUE" of /proc/cpuinfo; "" where there is none.
std::string cpuinfo(const std::string &key) {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.rfind(key, 0) == 0 && line.find_first_of(" \t:", key.size()) == key.size()) {
            const std::size_t value = line.find(':');
            return value + 2 < line.size() ? line.substr(value + 2) : "";
        }
    return "";
}

std::string cpu_model() {
    for (const char *key : {"model name", "cpu model", "Model"})
        if (const std::string model = cpuinfo(key); !model.empty())
            return model;
#if defined __x86_64__ || defined __i386__
    std::array<unsigned, 4> part_of_name;
    std::array<char, 3 * sizeof part_of_name + 1> name{}; // 16 characters from each of three leaves
    for (unsigned i = 0; i < 3; i++) {
        auto &[a, b, c, d] = part_of_name;
        if (__get_cpuid(0x80000002 + i, &a, &b, &c, &d))
            std::memcpy(&name[i * sizeof part_of_name], part_of_name.data(), sizeof part_of_name);
    }
    const std::string brand = name.data(); // some CPUs pad it
    const std::size_t first = brand.find_first_not_of(' ');
    if (first != std::string::npos)
        return brand.substr(first, brand.find_last_not_of(' ') + 1 - first);
#endif
    const std::string part = cpuinfo("CPU part");
    return part.empty() ? "unknown"
                        : "Arm implementer " + cpuinfo("CPU implementer") + " part " + part;
}

std::string first_word(const char *path) {
    std::ifstream file(path);
    std::string word;
    return file >> word ? word : "unknown";
}

// What the CPU says of a hypervisor: its name, "none", or "unknown".
std::string hypervisor() {
#if defined __x86_64__ || defined __i386__
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & 1U << 31))
        return "none";
    __cpuid(0x40000000, a, b, c, d);
    const std::array<unsigned, 3> text = {b, c, d};
    std::array<char, sizeof text + 1> name{};
    std::memcpy(name.data(), text.data(), sizeof text);
    return name[0] ? name.data() : "unknown";
#else
    return first_word("/sys/hypervisor/type");
#endif
}

// The emulator that runs this program, or "no".  QEMU's user mode shows a program its own name as
// /proc/self/exe, but not by the longer way through its thread.
std::string emulator() {
    std::array<char, 4096> path{};
    if (readlink("/proc/thread-self/exe", path.data(), path.size() - 1) > 0) {
        const char *slash = std::strrchr(path.data(), '/');
        if (slash && !std::strncmp(slash, "/qemu-", 6))
            return slash + 1;
    }
    const std::string hyper = hypervisor();
    if (hyper.rfind("TCG", 0) == 0 || cpu_model().find("QEMU TCG") != std::string::npos)
        return "qemu";
    return "no";
}

std::string kernel() {
    utsname names;
    if (uname(&names))
        return "unknown";
    return std::string(names.sysname) + " " + names.release + " " + names.machine;
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
    const std::string microcode = cpuinfo("microcode");
    benchmark::AddCustomContext("microcode", microcode.empty() ? "unknown" : microcode);
    benchmark::AddCustomContext("clock_ghz", clock_ghz());
    benchmark::AddCustomContext(
        "governor", first_word("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"));
    benchmark::AddCustomContext("hypervisor", hypervisor());
    benchmark::AddCustomContext("emulator", emulator());
    benchmark::AddCustomContext("kernel", kernel());
    benchmark::AddCustomContext("compiler", BENCH_COMPILER);
    benchmark::AddCustomContext("flags", BENCH_FLAGS);
#ifdef BENCH_PEERS
    benchmark::AddCustomContext("peers", BENCH_PEERS);
#endif
#ifdef BENCH_ABSENT
    benchmark::AddCustomContext("absent", BENCH_ABSENT);
#endif
    return true;
}();

} // namespace
