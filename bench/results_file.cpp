// SPDX-License-Identifier: MIT
#include "results_file.h"

#include <algorithm>
#include <cstdio>
#include <sstream>
#include <string>
#include <thread>

bool ResultsFile::ReportContext(const Context &context) {
    std::ostream &file = GetOutputStream();
    std::ostringstream text;
    SetOutputStream(&text);
    const bool go_on = JSONReporter::ReportContext(context);
    SetOutputStream(&file);
    std::istringstream lines(text.str());
    for (std::string line; std::getline(lines, line);) {
        const std::size_t key = line.find_first_not_of(' ');
        const auto is = [&](const char *name) { return line.compare(key, 6, name, 6) == 0; };
        if (key != std::string::npos && is("\"num_c") && context.cpu_info.num_cpus < 1) // no /sys
            line = "    \"num_cpus\": " +
                   std::to_string(std::max(1U, std::thread::hardware_concurrency())) + ",";
        if (key == std::string::npos || (!is("\"host_") && !is("\"execu")))
            file << line << '\n';
    }
    return go_on;
}

static bool are_aggregates(const std::vector<benchmark::BenchmarkReporter::Run> &rounds) {
    return rounds.empty() || rounds[0].run_type == benchmark::BenchmarkReporter::Run::RT_Aggregate;
}

void ResultsFile::ReportRuns(const std::vector<Run> &rounds) {
    if (!are_aggregates(rounds))
        rows_.push_back(rounds);
}

void ResultsFile::Finalize() {
    std::sort(rows_.begin(), rows_.end(), [](const auto &a, const auto &b) {
        return a.front().family_index < b.front().family_index;
    });
    for (const std::vector<Run> &rounds : rows_)
        JSONReporter::ReportRuns(rounds);
    JSONReporter::Finalize();
}

bool Table::ReportContext(const Context &) {
    std::printf("%-48s%10s%10s  GB/s\n", "row", "best", "median");
    return true;
}

void Table::ReportRuns(const std::vector<Run> &rounds) {
    std::vector<double> rates;
    if (are_aggregates(rounds))
        return;
    for (const Run &round : rounds) {
        const auto rate = round.counters.find("bytes_per_second");
        if (!round.error_occurred && rate != round.counters.end())
            rates.push_back(rate->second * 1e-9);
    }
    if (rates.empty()) // skipped: the file has the reason
        return;
    std::sort(rates.begin(), rates.end());
    const std::size_t half = rates.size() / 2;
    const double median = rates.size() % 2 ? rates[half] : (rates[half - 1] + rates[half]) / 2;
    std::printf("%-48s%10.2f%10.2f\n", rounds[0].run_name.function_name.c_str(), rates.back(),
                median);
    std::fflush(stdout);
}
