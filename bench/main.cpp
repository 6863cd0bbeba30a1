// SPDX-License-Identifier: MIT
// isorand-bench: measures this machine and writes one file, without Python, NumPy or root.
#include "bench_workers.h"
#include "results_file.h"
#include "verified.h"

#include <sched.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

const char *const usage =
    "usage: isorand-bench [--quick | --full | --filter REGEX] [--out FILE]\n"
    "Checks that all backends of isorand give equal bits here, measures them beside other\n"
    "generators, and writes FILE, of which tools/report makes a page.\n"
    "  --quick      64-bit words from 64 B to 64 MiB; other outputs, some distributions and "
    "threads\n"
    "               at one size; about a minute (the default)\n"
    "  --full       every size, every distribution on pcg64, single draws; about 15 minutes\n"
    "  --filter     the rows ENGINE/BACKEND/OUTPUT/SIZE that match, instead\n"
    "  --out        the file; isorand-bench.json without it\n"
    "  --list       print the rows' names, and measure nothing\n"
    "  --no-verify  check nothing: such a file is for tools/bench alone\n"
    "  --threads [T]  instead of all this, with Google Benchmark's options alone: fills by T "
    "workers\n"
    "               (auto: the usable CPUs; without T OMP_NUM_THREADS, or 1)\n"
    "  --benchmark_...  is for Google Benchmark\n"
    "The exit code is 1 where backends differ or the file cannot be written, 2 for wrong usage.\n";

// What is measured, how often, and for how long each time.
struct Mode {
    const char *name, *filter, *rounds, *seconds;
};
#define PLAIN "/(u64/|(u32|f32|f64)/16KiB$)"
#define SOME_DISTS                                                                                 \
    "((normal|exponential)-f(32|64)|integers-i64|integers\\(0,100\\)-u8|lognormal-f64|"            \
    "laplace-f64|standard_gamma\\(2.5\\)-f64|beta\\(2,3\\)-f64|poisson\\((10|100)\\)-i64|"         \
    "binomial\\(100,0.5\\)-i64)/16KiB$"
#define DRAWS "/(next|inlined)/"
const Mode quick = {"quick",
                    "^[^/]*/[a-z0-9_]*" PLAIN
                    "|^(pcg64|std|boost|random123-.*)/[a-z0-9_]*/" SOME_DISTS "|^pcg64" DRAWS
                    "|^memset/|/threads-.*/64MiB",
                    "5", "0.01"};
const Mode full = {"full",
                   "^(pcg64|memset|std|boost|dsfmt|random123-.*)/|/(u32|u64|f32|f64)/|/legacy-"
                   "|/threads-",
                   "7", "0.05"};

struct Options {
    Mode mode = quick;
    std::string out = "isorand-bench.json", command = "isorand-bench";
    std::vector<std::string> more; // for Google Benchmark
    bool list = false, check = true;
    unsigned threads = 0; // 0: the usual rows
};

[[noreturn]] void end(FILE *file, int code) {
    std::fputs(usage, file);
    std::exit(code);
}

unsigned usable_cpus() {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) ? 1 : static_cast<unsigned>(CPU_COUNT(&set));
}

// Ends the program where it is no number of threads.
unsigned threads_of(const char *text) {
    if (!std::strcmp(text, "auto"))
        return usable_cpus();
    char *rest;
    const unsigned long n = std::strtoul(text, &rest, 10);
    if (*rest || n < 1 || n > 1024) {
        std::fprintf(stderr, "isorand-bench: --threads takes a number, or auto\n");
        std::exit(2);
    }
    return static_cast<unsigned>(n);
}

Options parse(int argc, char **argv) {
    Options options;
    for (int i = 1; i < argc; i++) {
        const std::string word = argv[i];
        const auto value = [&] {
            if (i + 1 >= argc)
                end(stderr, 2);
            return argv[++i];
        };
        if (word == "--quick")
            options.mode = quick;
        else if (word == "--full")
            options.mode = full;
        else if (word == "--filter")
            options.mode = {"filter", value(), full.rounds, full.seconds};
        else if (word == "--out") {
            options.out = value();
            continue; // a path is nobody's business
        } else if (word == "--list")
            options.list = true;
        else if (word == "--threads") {
            const char *omp = std::getenv("OMP_NUM_THREADS");
            const bool given = i + 1 < argc && argv[i + 1][0] != '-';
            options.threads = threads_of(given ? argv[++i] : omp ? omp : "1");
        } else if (word == "--no-verify")
            options.check = false;
        else if (word.rfind("--benchmark_", 0) == 0)
            options.more.push_back(word);
        else if (word == "--help" || word == "-h")
            end(stdout, 0);
        else
            end(stderr, 2);
        options.command += " " + word;
        if (word == "--filter")
            options.command += std::string(" ") + argv[i];
    }
    return options;
}

bool is_writable(const std::string &path) {
    FILE *const file = std::fopen(path.c_str(), "a");
    if (!file)
        std::fprintf(stderr, "isorand-bench: %s: %s\n", path.c_str(), std::strerror(errno));
    return file && !std::fclose(file);
}

// Google Benchmark's options: ours, and then the user's.
void give_to_google(const Options &options) {
    std::vector<std::string> words = {"isorand-bench"};
    if (!options.threads) {
        words.push_back(std::string("--benchmark_filter=") + options.mode.filter);
        words.push_back(std::string("--benchmark_repetitions=") + options.mode.rounds);
        words.push_back(std::string("--benchmark_min_time=") + options.mode.seconds);
        // one short repetition of everything in turn: a slow moment of the machine hits all alike
        words.push_back("--benchmark_enable_random_interleaving=true");
        words.push_back(options.list ? "--benchmark_list_tests=true"
                                     : "--benchmark_out=" + options.out);
    }
    words.insert(words.end(), options.more.begin(), options.more.end());
    std::vector<char *> argv;
    for (std::string &word : words)
        argv.push_back(word.data());
    int argc = static_cast<int>(argv.size());
    argv.push_back(nullptr);
    benchmark::Initialize(&argc, argv.data());
    if (benchmark::ReportUnrecognizedArguments(argc, argv.data()))
        std::exit(2);
}

} // namespace

int main(int argc, char **argv) {
    const Options options = parse(argc, argv);
    give_to_google(options);
    if (options.threads) {
        benchmark::ClearRegisteredBenchmarks();
        add_thread_rows(options.threads);
    }
    if (options.list || options.threads)
        return benchmark::RunSpecifiedBenchmarks() == 0 ? 2 : 0;
    if (!is_writable(options.out))
        return 1;

    bool equal = true;
    if (options.check) {
        std::fprintf(stderr, "verifying...\n");
        const Verified verified = verify();
        equal = verified.equal;
        std::fprintf(stderr, "%s\n", verified.verdict.c_str());
        benchmark::AddCustomContext("verify", equal ? "equal" : "different");
        benchmark::AddCustomContext("verify_verdict", verified.verdict);
        benchmark::AddCustomContext("verify_digest", verified.digest);
    }
    benchmark::AddCustomContext("command", options.command);
    benchmark::AddCustomContext("mode", options.mode.name);

    std::fprintf(stderr, "measuring...\n");
    Table table;
    ResultsFile file;
    if (benchmark::RunSpecifiedBenchmarks(&table, &file) == 0) {
        std::fprintf(stderr, "isorand-bench: no row matches %s\n", options.mode.filter);
        return 2;
    }
    std::fprintf(stderr, "wrote %s\n", options.out.c_str());
    return equal ? 0 : 1;
}
