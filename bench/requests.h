/* SPDX-License-Identifier: MIT */
/* Every distribution and type of the registry with its default parameters. */
#ifndef BENCH_REQUESTS_H
#define BENCH_REQUESTS_H

#include <isorand/isorand.h>

#include <cstddef>
#include <functional>
#include <string>

/* Calls use("NAME-TYPE", request, bytes of an element) for each that takes them. */
void for_each_request(
    const std::function<void(const std::string &, const isorand_request &, std::size_t)> &use);

#endif
