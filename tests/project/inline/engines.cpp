// SPDX-License-Identifier: MIT
// isorand/isorand.hpp beside the C interface: the same values; what <random> asks of an engine;
// errors.  C++17 and later.
#include <isorand/isorand.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <numeric>
#include <random>
#if __cplusplus >= 202002L
#include <span>
#endif

namespace {

int failures = 0;

void expect(bool truth, const char *what, const char *engine = "") {
    if (!truth) {
        failures++;
        std::printf("# %s %s\n", engine, what);
    }
}

// The code that a call throws, or 0.
template <class Call> int code(Call call) {
    try {
        call();
    } catch (const isorand::error &e) {
        expect(std::strcmp(e.what(), isorand_strerror(e.code())) == 0, "the text of an error");
        return e.code();
    }
    return 0;
}

template <int Engine> bool same(const isorand::engine<Engine> &a, const isorand_rng &b) {
    return std::memcmp(a.c(), &b, sizeof b) == 0;
}

template <int Engine> void values() {
    using rng_type = isorand::engine<Engine>;
    using word = typename rng_type::result_type;
    static_assert(std::is_trivially_copyable_v<rng_type>);
    static_assert((rng_type::min)() == 0 && (rng_type::max)() == static_cast<word>(-1));
#if __cplusplus >= 202002L
    static_assert(std::uniform_random_bit_generator<rng_type>);
#endif
    const isorand_engine_info *const info = isorand_engine_get(Engine);
    rng_type rng(42);
    isorand_rng c;
    isorand::check(isorand_seed(&c, Engine, 42));
    expect(sizeof(word) == info->word_bytes, "size of a word", info->name);
    bool equal = true;
    for (int i = 0; i < 2000; i++) {
        const auto max = static_cast<std::uint64_t>(-1) >> (i % 64);
        equal = equal && rng() == isorand_next_raw(&c) && rng.u32() == isorand_next_u32(&c) &&
                rng.u64() == isorand_next_u64(&c) &&
                rng.bounded(max) == isorand_next_bounded(&c, ISORAND_GENERATOR, max);
        const double x[] = {rng.f64(), rng.normal_f64(), rng.exponential_f64(),
                            rng.f32(), rng.normal_f32(), rng.exponential_f32()};
        const double y[] = {
            isorand_next_f64(&c), isorand_next_normal_f64(&c), isorand_next_exponential_f64(&c),
            isorand_next_f32(&c), isorand_next_normal_f32(&c), isorand_next_exponential_f32(&c)};
        equal = equal && std::memcmp(x, y, sizeof x) == 0;
    }
    expect(equal && same(rng, c), "single draws", info->name);

    rng.discard(1001);
    isorand::check(isorand_skip(&c, 1001));
    expect(same(rng, c), "discard", info->name);
    if (info->can_jump) {
        isorand_rng moved;
        isorand::check(isorand_jumped(&c, 3, &moved));
        expect(same(rng.jumped(3), moved), "jumped", info->name);
    } else {
        expect(code([&] { rng.jumped(); }) == ISORAND_ENOTSUP, "jumped", info->name);
    }
    if (!info->can_advance)
        expect(code([&] { rng.advance(1); }) == ISORAND_ENOTSUP, "advance", info->name);

    std::vector<double> one(100), two(100);
    rng.fill(isorand_fill_gamma_f64, one, 2.5, 2);
    isorand::check(isorand_fill_gamma_f64(&c, two.data(), 100, 2.5, 2));
    expect(one == two && same(rng, c), "fill of a vector", info->name);
}

void fills() {
    isorand::pcg64 rng(7);
    isorand_rng c = *rng.c();
    std::array<double, 50> one{}, two{};
    rng.fill(isorand_fill_f64, one);
    isorand::check(isorand_fill_f64(&c, two.data(), two.size()));
    expect(one == two, "array");
    double plain[50];
    rng.fill(isorand_fill_normal_f64, plain, 5, 2);
    rng.fill(isorand_fill_normal_f64, one.data(), one.size(), 5, 2);
    isorand::check(isorand_fill_normal_f64(&c, two.data(), 50, 5, 2));
    expect(std::equal(two.begin(), two.end(), plain), "C array");
    isorand::check(isorand_fill_normal_f64(&c, two.data(), 50, 5, 2));
    expect(one == two, "pointer and size");
#if __cplusplus >= 202002L
    rng.fill(isorand_fill_exponential_f64, std::span(one).subspan(10, 20), 3);
    isorand::check(isorand_fill_exponential_f64(&c, two.data() + 10, 20, 3));
    expect(one == two, "span");
#endif
    std::array<std::uint16_t, 31> words{}, same_words{};
    rng.fill(isorand_fill_bytes, words);
    isorand::check(isorand_fill_bytes(&c, same_words.data(), 62));
    expect(words == same_words, "bytes");
    std::array<std::int64_t, 20> order{}, same_order{};
    rng.fill(isorand_permutation_i64, order);
    isorand::check(isorand_permutation_i64(&c, same_order.data(), 20));
    expect(order == same_order, "permutation");
    rng.shuffle(order);
    isorand::check(isorand_shuffle(&c, same_order.data(), 20, 8));
    expect(order == same_order, "shuffle");

    isorand_request request;
    isorand::check(isorand_request_init(&request, ISORAND_POISSON, ISORAND_I64));
    rng.fill(request, order);
    isorand::check(isorand_fill(&c, &request, same_order.data(), 20));
    expect(order == same_order && same(rng, c), "request");
    expect(code([&] { rng.fill(request, one); }) == ISORAND_EINVAL, "request of another type");
    expect(code([&] { rng.fill(isorand_fill_gamma_f64, one, -1, 1); }) == ISORAND_EINVAL,
           "parameters that are refused");
    expect(same(rng, c), "the state after errors");
}

void streams() {
    isorand::seed_sequence ss("12345"), same_ss(12345);
    isorand_seedseq c;
    isorand_rng rng;
    isorand::check(isorand_seedseq_from_u64(&c, 12345));
    expect(std::memcmp(ss.c(), &c, sizeof c) == 0 && std::memcmp(same_ss.c(), &c, sizeof c) == 0,
           "seed_sequence");
    const auto children = ss.spawn(4);
    isorand_seedseq child;
    isorand::check(isorand_seedseq_child(&c, 3, &child));
    isorand::check(isorand_init(&rng, ISORAND_PHILOX4X64, &child));
    expect(same(isorand::philox4x64(children[3]), rng), "spawn");
    expect(same(isorand::philox4x64(same_ss.child(3)), rng), "child");
    expect(same(isorand::philox4x64(rng), rng), "from an isorand_rng");
    expect(code([&] { isorand::pcg64 wrong(rng); }) == ISORAND_EINVAL, "another engine");
    const isorand_rng unseeded{};
    expect(code([&] { isorand::pcg64 wrong(unseeded); }) == ISORAND_ESTATE, "not seeded");
    expect(code([] { isorand::seed_sequence wrong("x"); }) == ISORAND_EINVAL, "no number");
    isorand::pcg64 level(1);
    expect(code([&] { level.set_numpy("0.1"); }) == ISORAND_EINVAL, "no version of NumPy");
    level.set_numpy("1.26");
    expect(std::strcmp(isorand_get_numpy(level.c()), "1.26") == 0, "set_numpy");
}

// The standard library takes the engines.
void standard() {
    std::vector<int> v(100);
    std::iota(v.begin(), v.end(), 0);
    isorand::sfc64 rng(1);
    const isorand::sfc64 before = rng;
    std::shuffle(v.begin(), v.end(), rng);
    expect(!std::is_sorted(v.begin(), v.end()), "std::shuffle");
    std::sort(v.begin(), v.end());
    expect(v[0] == 0 && v[99] == 99, "std::shuffle loses elements");
    std::uniform_int_distribution<int> die(1, 6);
    std::normal_distribution<double> normal;
    isorand::pcg32 small(1);
    for (int i = 0; i < 100; i++) {
        const int x = die(small);
        expect(x >= 1 && x <= 6, "std::uniform_int_distribution");
        expect(normal(rng) < 50, "std::normal_distribution");
    }
    isorand::sfc64 copy = before;
    isorand::sfc64 again = copy;
    expect(copy() == again(), "a copy is a copy of the stream");
}

} // namespace

int main() {
#define ENGINE(ID, name, bits, high_first) values<ISORAND_##ID>();
    IR_INLINE_ENGINES(ENGINE)
#undef ENGINE
    fills();
    streams();
    standard();
    std::printf("1..1\n%s 1 - engines\n", failures ? "not ok" : "ok");
    return failures != 0;
}
