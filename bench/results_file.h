/* SPDX-License-Identifier: MIT */
/* Google Benchmark's JSON without the machine's name, the user's folders and aggregates. */
#ifndef BENCH_RESULTS_FILE_H
#define BENCH_RESULTS_FILE_H

#include <benchmark/benchmark.h>

#include <vector>

class ResultsFile : public benchmark::JSONReporter {
  public:
    bool ReportContext(const Context &context) override;
    void ReportRuns(const std::vector<Run> &rounds) override;
    void Finalize() override; /* writes the rows, in the order in which the program lists them */

  private:
    std::vector<std::vector<Run>> rows_;
};

/* One line on the terminal for each row: best and median over its rounds. */
class Table : public benchmark::BenchmarkReporter {
  public:
    bool ReportContext(const Context &context) override;
    void ReportRuns(const std::vector<Run> &rounds) override;
};

#endif
