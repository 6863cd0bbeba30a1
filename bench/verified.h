/* SPDX-License-Identifier: MIT */
/* Whether what is measured is right: `isorand verify`, in the same program. */
#ifndef BENCH_VERIFIED_H
#define BENCH_VERIFIED_H

#include <string>

struct Verified {
    bool equal;
    std::string verdict, digest; /* the last line of `isorand verify`; "sha256:..." of a manifest */
};

/* Takes some seconds.  Starts processes: no thread may be running. */
Verified verify();

#endif
