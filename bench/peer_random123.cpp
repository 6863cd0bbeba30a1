// SPDX-License-Identifier: MIT
// Random123: loops over counters, which gcc and clang vectorise to very different effect; so the
// rows carry the compiler in their names.
#include "peers.h"

#include <Random123/ars.h>
#include <Random123/boxmuller.hpp>
#include <Random123/conventional/Engine.hpp>
#include <Random123/philox.h>
#include <Random123/threefry.h>
#include <Random123/uniform.hpp>

#include <cstring>

namespace {

#ifdef __clang__
const char *const library = "random123-clang";
#else
const char *const library = "random123-gcc";
#endif

// Blocks of successive counters, each turned by 'map' into an array of T.
template <class T, class Rng, class Map>
void add(const char *engine, const char *output, const Sizes &sizes, Rng rng, Map map) {
    using Values = decltype(map(typename Rng::ctr_type()));
    constexpr std::size_t step = sizeof(Values) / sizeof(T);
    static_assert(64 % sizeof(Values) == 0, "the smallest size is whole blocks");
    uint32_t first = 0;
    add_peer<T>(library, engine, output, sizes, [=](T *out, std::size_t n) mutable {
        for (std::size_t i = 0; i < n / step; i++) {
            const typename Rng::ctr_type counter = {{static_cast<uint32_t>(first + i), 0, 0, 0}};
            const Values values = map(rng(counter, {{}}));
            std::memcpy(out + i * step, &values, sizeof values);
        }
        first += static_cast<uint32_t>(n / step);
    });
}

[[maybe_unused]] const bool registered = [] {
    const r123::Philox4x32 philox32;
    const r123::Philox4x64 philox64;
    const auto same = [](auto block) { return block; };
    add<uint32_t>("philox4x32", "u32", fill_sizes, philox32, same);
    add<uint64_t>("philox4x64", "u64", fill_sizes, philox64, same);
    add_peer_next<uint32_t>(library, "philox4x32", "u32", {}, r123::Engine<r123::Philox4x32>(42));
    add_peer_next<uint64_t>(library, "philox4x64", "u64", {}, r123::Engine<r123::Philox4x64>(42));
    add<uint64_t>("threefry4x64", "u64", fill_sizes, r123::Threefry4x64(), same);
#if R123_USE_AES_NI
    add<uint32_t>("ars4x32-7", "u32", fill_sizes, r123::ARS4x32_R<7>(), same);
#endif
    add<float>("philox4x32", "f32", fill_sizes, philox32,
               [](auto block) { return r123::u01all<float>(block); });
    add<double>("philox4x64", "f64", fill_sizes, philox64,
                [](auto block) { return r123::u01all<double>(block); });
    add<float>("philox4x32", "normal-f32", dist_sizes, philox32, [](auto block) {
        return std::array{r123::boxmuller(block[0], block[1]), r123::boxmuller(block[2], block[3])};
    });
    add<double>("philox4x64", "normal-f64", dist_sizes, philox64, [](auto block) {
        return std::array{r123::boxmuller(block[0], block[1]), r123::boxmuller(block[2], block[3])};
    });
    return true;
}();

} // namespace
