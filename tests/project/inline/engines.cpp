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
#include <ranges>
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

// What every distribution of <random> makes of an engine.
template <class Rng> std::vector<double> distributed(Rng rng) {
    std::vector<double> values;
    const auto draw = [&](auto distribution) {
        for (int i = 0; i < 50; i++)
            values.push_back(static_cast<double>(distribution(rng)));
    };
    draw(std::uniform_int_distribution<int>(1, 6));
    draw(std::uniform_int_distribution<std::uint64_t>());
    draw(std::uniform_real_distribution<double>(-1, 3));
    draw(std::uniform_real_distribution<float>());
    draw(std::bernoulli_distribution(0.3));
    draw(std::binomial_distribution<int>(100, 0.4));
    draw(std::geometric_distribution<int>(0.2));
    draw(std::negative_binomial_distribution<int>(5, 0.5));
    draw(std::poisson_distribution<int>(40));
    draw(std::exponential_distribution<double>(2));
    draw(std::gamma_distribution<double>(2.5, 2));
    draw(std::weibull_distribution<double>(1.5, 2));
    draw(std::extreme_value_distribution<double>(0, 1));
    draw(std::normal_distribution<double>(5, 2));
    draw(std::lognormal_distribution<double>(0, 0.5));
    draw(std::chi_squared_distribution<double>(3));
    draw(std::cauchy_distribution<double>(0, 1));
    draw(std::fisher_f_distribution<double>(3, 4));
    draw(std::student_t_distribution<double>(5));
    draw(std::discrete_distribution<int>({1, 2, 3, 4}));
    const std::array<double, 3> ends{0, 1, 4}, weights{1, 2, 0.5};
    draw(std::piecewise_constant_distribution<double>(ends.begin(), ends.end(), weights.begin()));
    draw(std::piecewise_linear_distribution<double>(ends.begin(), ends.end(), weights.begin()));
    values.push_back(std::generate_canonical<double, 53>(rng));
    std::independent_bits_engine<Rng, 24, std::uint32_t> bits(rng);
    values.push_back(bits());

    std::vector<double> order(200), some;
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), rng);
    std::sample(order.begin(), order.end(), std::back_inserter(some), 20, rng);
#if __cplusplus >= 202002L
    std::ranges::shuffle(order, rng);
    std::ranges::shuffle(std::span(order).subspan(50, 100), rng);
    std::ranges::sample(order, std::back_inserter(some), 20, rng);
#if !defined(__clang__) || __clang_major__ >= 16 // before, it refuses libstdc++'s views
    std::ranges::shuffle(order | std::views::drop(120), rng);
#endif
#endif
    values.insert(values.end(), order.begin(), order.end());
    values.insert(values.end(), some.begin(), some.end());
    values.push_back(static_cast<double>(rng()));
    return values;
}

// The standard library has one of the engines too: there all must be equal.
void beside_the_standard_engine() {
    isorand_rng rng;
    isorand::check(isorand_seed_legacy(&rng, 5489));
    isorand::mt19937 ours(rng);
    std::mt19937 theirs;
    const std::vector<double> values = distributed(ours);
    expect(values.size() > 1300 && values == distributed(theirs), "distributions of <random>");
    ours.discard(9999);
    expect(ours() == 4123659995, "the 10000th value, which the C++ standard states");
    theirs.discard(10000);
    bool equal = true;
    for (int i = 0; i < 2000; i++)
        equal = equal && ours() == theirs();
    expect(equal, "std::mt19937");
}

// <random> takes every engine: ranges are kept, whatever the size of a word.
template <int Engine> void ranges() {
    isorand::engine<Engine> rng(3);
    const std::vector<double> values = distributed(rng);
    bool kept = true;
    for (int i = 0; i < 50; i++)
        kept = kept && values[static_cast<std::size_t>(i)] >= 1 &&
               values[static_cast<std::size_t>(i)] <= 6 &&
               values[static_cast<std::size_t>(i) + 100] >= -1 &&
               values[static_cast<std::size_t>(i) + 100] <= 3;
    expect(kept && values == distributed(rng), "distributions", isorand_engine_get(Engine)->name);
}

} // namespace

int main() {
#define ENGINE(ID, name, bits, high_first)                                                         \
    values<ISORAND_##ID>();                                                                        \
    ranges<ISORAND_##ID>();
    IR_INLINE_ENGINES(ENGINE)
#undef ENGINE
    fills();
    streams();
    standard();
    beside_the_standard_engine();
    std::printf("1..1\n%s 1 - engines\n", failures ? "not ok" : "ok");
    return failures != 0;
}
