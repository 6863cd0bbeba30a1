// SPDX-License-Identifier: MIT
// Plain C entry points to the authors' own code, for gen_vectors.py: Random123's Philox (Debian
// librandom123-dev) and O'Neill's PCG32 (Debian libpcg-cpp-dev).
#include <Random123/philox.h>
#include <pcg_random.hpp>

#include <cstdint>
#include <cstring>
#include <sstream>

extern "C" {

void oracle_philox4x32(unsigned rounds, const uint32_t *counter, const uint32_t *key,
                       uint32_t *out) {
    philox4x32_ctr_t c;
    philox4x32_key_t k;
    std::memcpy(c.v, counter, sizeof c.v);
    std::memcpy(k.v, key, sizeof k.v);
    c = philox4x32_R(rounds, c, k);
    std::memcpy(out, c.v, sizeof c.v);
}

void oracle_philox4x64(unsigned rounds, const uint64_t *counter, const uint64_t *key,
                       uint64_t *out) {
    philox4x64_ctr_t c;
    philox4x64_key_t k;
    std::memcpy(c.v, counter, sizeof c.v);
    std::memcpy(k.v, key, sizeof k.v);
    c = philox4x64_R(rounds, c, k);
    std::memcpy(out, c.v, sizeof c.v);
}

void *oracle_pcg32_new(uint64_t initstate, uint64_t initseq) {
    return new pcg32(initstate, initseq);
}
uint32_t oracle_pcg32_next(void *g) {
    return (*static_cast<pcg32 *>(g))();
}
void oracle_pcg32_advance(void *g, uint64_t delta) {
    static_cast<pcg32 *>(g)->advance(delta);
}
// The state as the library prints it: multiplier, increment, state.
void oracle_pcg32_state(void *g, uint64_t *state, uint64_t *inc) {
    std::stringstream s;
    uint64_t multiplier;
    s << *static_cast<pcg32 *>(g);
    s >> multiplier >> *inc >> *state;
}
}
