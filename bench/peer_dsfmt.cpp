// SPDX-License-Identifier: MIT
// dSFMT-19937 as packaged; its array call needs 382 doubles or more.
#include "peers.h"

#define DSFMT_MEXP 19937
#ifdef __SSE2__
#define HAVE_SSE2 1 // the state is then aligned as the library expects
#endif
#include <dSFMT.h>

namespace {

[[maybe_unused]] const bool registered = [] {
    static dsfmt_t rng; // one for all rows
    dsfmt_init_gen_rand(&rng, 42);
    add_peer<double>("dsfmt", "19937", "f64", fill_sizes, [](double *out, std::size_t n) {
        if (n >= static_cast<std::size_t>(dsfmt_get_min_array_size()))
            dsfmt_fill_array_close_open(&rng, out, static_cast<ptrdiff_t>(n));
        else
            for (std::size_t i = 0; i < n; i++)
                out[i] = dsfmt_genrand_close_open(&rng);
    });
    add_peer_next<double>("dsfmt", "19937", "f64", {},
                          [] { return dsfmt_genrand_close_open(&rng); });
    return true;
}();

} // namespace
