// SPDX-License-Identifier: MIT
// isorand for C++17 and later: engines that <random> and std::shuffle take, NumPy's streams.
//
//     isorand::pcg64 rng(42);                              // np.random.default_rng(42)
//     double x = rng.f64(), z = rng.normal_f64();          // one value, inlined
//     std::vector<double> out(1000);
//     rng.fill(isorand_fill_normal_f64, out, 5.0, 2.0);    // rng.normal(5, 2, 1000)
//     std::shuffle(out.begin(), out.end(), rng);           // the library's shuffle, not NumPy's
//     rng.shuffle(out);                                    // rng.shuffle(out)
//
// An engine is a value: an isorand_rng that is on one engine, trivially copyable, nothing to free;
// a copy is a copy of the stream.  Draws and fills are those of isorand.h, bit for bit, and its
// rules on threads and floating-point environments hold; isorand/inline.h says more of draws.
//
// Errors are exceptions, isorand::error with the code of the C interface; then nothing was written
// and no state has changed.  Draws have no errors and throw nothing.
#ifndef ISORAND_ISORAND_HPP
#define ISORAND_ISORAND_HPP

#include <isorand/inline.h>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace isorand {

class error : public std::runtime_error {
  public:
    explicit error(int code) : std::runtime_error(isorand_strerror(code)), code_(code) {}
    int code() const noexcept { return code_; } // enum isorand_error

  private:
    int code_;
};

inline void check(int code) {
    if (code != 0)
        throw error(code);
}

// numpy.random.SeedSequence.
class seed_sequence {
  public:
    explicit seed_sequence(std::uint64_t seed) { check(isorand_seedseq_from_u64(&ss_, seed)); }
    // Decimal or 0x hexadecimal of any length, or a list with commas.
    explicit seed_sequence(const std::string &text) {
        check(isorand_seedseq_from_string(&ss_, text.c_str()));
    }
    explicit seed_sequence(const isorand_seedseq &ss) : ss_(ss) {}

    // The next 'n' children, and the one of spawn key (..., index).
    std::vector<seed_sequence> spawn(std::size_t n) {
        std::vector<isorand_seedseq> children(n);
        check(isorand_seedseq_spawn(&ss_, children.data(), n));
        return std::vector<seed_sequence>(children.begin(), children.end());
    }
    seed_sequence child(std::uint64_t index) const {
        seed_sequence made(*this);
        check(isorand_seedseq_child(&ss_, index, &made.ss_));
        return made;
    }

    isorand_seedseq *c() noexcept { return &ss_; }
    const isorand_seedseq *c() const noexcept { return &ss_; }

  private:
    isorand_seedseq ss_;
};

namespace detail {

template <int Engine> struct word;
#define ENGINE(ID, name, bits, high_first)                                                         \
    template <> struct word<ISORAND_##ID> { using type = std::uint##bits##_t; };
IR_INLINE_ENGINES(ENGINE)
#undef ENGINE

// How many elements of T, those of a fill, the memory of 'out' has.
template <class T, class Out> std::size_t count(const Out &out) {
    if constexpr (std::is_void_v<T>)
        return std::size(out) * sizeof(*std::data(out));
    else
        return std::size(out);
}

} // namespace detail

// A stream of the engine, an enum isorand_engine; the names are below.
template <int Engine> class engine {
  public:
    // ---- what a UniformRandomBitGenerator is: native words ----
    using result_type = typename detail::word<Engine>::type;
    static constexpr result_type(min)() { return 0; }
    static constexpr result_type(max)() { return (std::numeric_limits<result_type>::max)(); }
    result_type operator()() noexcept {
        return static_cast<result_type>(ir_inline_raw(&rng_, Engine, isorand_next_raw));
    }
    void discard(unsigned long long nwords) { check(isorand_skip(&rng_, nwords)); }

    // ---- starts and moves ----
    explicit engine(std::uint64_t seed) { check(isorand_seed(&rng_, Engine, seed)); }
    explicit engine(const seed_sequence &ss) { check(isorand_init(&rng_, Engine, ss.c())); }
    // Goes on with a stream of the C interface; ISORAND_EINVAL where it is on another engine.
    explicit engine(const isorand_rng &rng) : rng_(rng) {
        if (rng.engine != static_cast<std::uint32_t>(Engine))
            throw error(rng.engine ? ISORAND_EINVAL : ISORAND_ESTATE);
    }
    void advance(std::uint64_t delta) { check(isorand_advance(&rng_, delta)); }
    engine jumped(std::uint64_t k = 1) const {
        engine made(*this);
        check(isorand_jumped(&rng_, k, &made.rng_));
        return made;
    }
    void set_numpy(const char *version) { check(isorand_set_numpy(&rng_, version)); }

    // ---- one value, without a call (isorand/inline.h) ----
    std::uint32_t u32() noexcept { return ir_inline_u32(&rng_, Engine, isorand_next_raw); }
    std::uint64_t u64() noexcept { return ir_inline_u64(&rng_, Engine, isorand_next_raw); }
    float f32() noexcept { return ir_inline_f32(&rng_, Engine, isorand_next_raw); }
    double f64() noexcept { return ir_inline_f64(&rng_, Engine, isorand_next_raw); }
    // Uniform on [0, max].
    std::uint64_t bounded(std::uint64_t max) noexcept {
        return ir_inline_bounded(&rng_, Engine, isorand_next_raw, max);
    }
    float normal_f32() noexcept {
        return ir_inline_normal_f32(&rng_, Engine, isorand_next_raw, isorand_ziggurats.normal_f32,
                                    isorand_settle_normal_f32);
    }
    double normal_f64() noexcept {
        return ir_inline_normal(&rng_, Engine, isorand_next_raw, isorand_ziggurats.normal_f64,
                                isorand_settle_normal_f64);
    }
    float exponential_f32() noexcept {
        return ir_inline_exponential_f32(&rng_, Engine, isorand_next_raw,
                                         isorand_ziggurats.exponential_f32,
                                         isorand_settle_exponential_f32);
    }
    double exponential_f64() noexcept {
        return ir_inline_exponential(&rng_, Engine, isorand_next_raw,
                                     isorand_ziggurats.exponential_f64,
                                     isorand_settle_exponential_f64);
    }

    // ---- many values ----
    // Any fill of the C interface, isorand_fill_NAME_TYPE, into a vector, array, span or whatever
    // std::data and std::size take, or into 'n' elements from a pointer on; then its parameters.
    template <class T, class... Parameters, class Out>
    void fill(int (*call)(isorand_rng *, T *, std::size_t, Parameters...), Out &&out,
              std::common_type_t<Parameters>... parameters) {
        check(call(&rng_, std::data(out), detail::count<T>(out), parameters...));
    }
    template <class T, class... Parameters>
    void fill(int (*call)(isorand_rng *, T *, std::size_t, Parameters...),
              std::common_type_t<T *> out, std::size_t n,
              std::common_type_t<Parameters>... parameters) {
        check(call(&rng_, out, n, parameters...));
    }
    // As a request says; ISORAND_EINVAL where its type is not that of the elements.
    template <class Out> void fill(const isorand_request &request, Out &&out) {
        using element = std::remove_reference_t<decltype(*std::data(out))>;
        const isorand_type_info *const type = isorand_type_get(request.type);
        if (!type || type->bytes != sizeof(element) ||
            (type->kind == 'f') != std::is_floating_point_v<element>)
            throw error(ISORAND_EINVAL);
        check(isorand_fill(&rng_, &request, std::data(out), std::size(out)));
    }
    // NumPy's shuffle.
    template <class Out> void shuffle(Out &&out) {
        using element = std::remove_reference_t<decltype(*std::data(out))>;
        static_assert(std::is_trivially_copyable_v<element>, "elements are swapped as bytes");
        check(isorand_shuffle(&rng_, std::data(out), std::size(out), sizeof(element)));
    }

    // For all other calls.  The stream must stay on its engine.
    isorand_rng *c() noexcept { return &rng_; }
    const isorand_rng *c() const noexcept { return &rng_; }

  private:
    isorand_rng rng_;
};

// isorand::pcg64 and so on, by the names of the command line.
#define ENGINE(ID, name, bits, high_first) using name = engine<ISORAND_##ID>;
IR_INLINE_ENGINES(ENGINE)
#undef ENGINE

} // namespace isorand

#endif
