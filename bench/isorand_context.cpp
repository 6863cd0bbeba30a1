// SPDX-License-Identifier: MIT
// What the library says of itself here: version, engines, CPU features, and each backend.
#include <isorand/isorand.h>

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

std::string engines() {
    std::string names;
    const isorand_engine_info *info;
    for (int i = 0; (info = isorand_engine_at(i)) != nullptr; i++)
        names += (i ? " " : "") + std::string(info->name);
    return names;
}

std::string cpu_features() {
    std::string names;
    const char *name;
    int present;
    for (int i = 0; (name = isorand_cpu_feature(i, &present)) != nullptr; i++)
        if (present)
            names += (names.empty() ? "" : " ") + std::string(name);
    return names;
}

// "NAME: chosen, WHY; NAME: WHY NOT; ...", the most preferred first.
std::string backends() {
    const char *why = std::getenv("ISORAND_BACKEND") ? "chosen, named by ISORAND_BACKEND"
                                                     : "chosen, the first that can run here";
    std::string text;
    const isorand_backend_info *info;
    for (int i = 0; (info = isorand_backend_at(i)) != nullptr; i++) {
        char reason[120];
        const int status = isorand_backend_status(i, reason, sizeof reason);
        if (info->name == std::string(isorand_backend_name()))
            std::snprintf(reason, sizeof reason, "%s", why);
        else if (status == ISORAND_BACKEND_PREFERRED)
            std::snprintf(reason, sizeof reason, "can run");
        text += (i ? "; " : "") + std::string(info->name) + ": " + reason;
    }
    return text;
}

[[maybe_unused]] const bool registered = [] {
    benchmark::AddCustomContext("isorand_bench", "1"); // the version of the fields' meaning
    benchmark::AddCustomContext("isorand_version", isorand_version());
    benchmark::AddCustomContext("isorand_backend", isorand_backend_name());
    benchmark::AddCustomContext("isorand_backends", backends());
    benchmark::AddCustomContext("isorand_engines", engines());
    benchmark::AddCustomContext("cpu_features", cpu_features());
    return true;
}();

} // namespace
