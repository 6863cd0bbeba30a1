/* SPDX-License-Identifier: MIT */
/* Seeds from the operating system, with a getrandom(2) that is slow, interrupted or broken.  The
 * linker sends the library's calls here (--wrap=getrandom). */
#include "support/harness.h"

#include <errno.h>
#include <isorand/isorand.h>
#include <string.h>
#include <sys/types.h>

ssize_t __real_getrandom(void *out, size_t n, unsigned flags);
ssize_t __wrap_getrandom(void *out, size_t n, unsigned flags);

enum behaviour {
    REAL,
    SHORT_READS,
    INTERRUPTED,
    BROKEN,
    NOTHING,
    BROKEN_LATER,
    ZEROS,
    ZEROS_BUT_FIRST
};
static enum behaviour behaviour;
static int calls;

ssize_t __wrap_getrandom(void *out, size_t n, unsigned flags) {
    calls++;
    switch (behaviour) {
    case REAL:
        return __real_getrandom(out, n, flags);
    case NOTHING:
        return 0;
    case BROKEN:
        errno = ENOSYS;
        return -1;
    case INTERRUPTED:
        if (calls % 2) {
            errno = EINTR;
            return -1;
        }
        break;
    case BROKEN_LATER:
        if (calls == 3) {
            errno = EFAULT;
            return -1;
        }
        break;
    case ZEROS:
    case ZEROS_BUT_FIRST: /* at first four bytes, then all that are wanted */
        n = behaviour == ZEROS_BUT_FIRST && calls == 1 ? 4 : n;
        memset(out, behaviour == ZEROS_BUT_FIRST && calls == 1 ? 0x5a : 0, n);
        return (ssize_t)n;
    case SHORT_READS:
        break;
    }
    /* at most three bytes at a time: 1, 2, 3, ... in all */
    static unsigned char next;
    if (calls == 1 || (behaviour == INTERRUPTED && calls == 2))
        next = 1;
    n = n < 3 ? n : 3;
    for (size_t i = 0; i < n; i++)
        ((unsigned char *)out)[i] = next++;
    return (ssize_t)n;
}

static void start(enum behaviour b) {
    behaviour = b;
    calls = 0;
}

/* However the bytes come in, it is the same entropy, and that entropy seeds. */
static void assembled(const struct test_arg *arg) {
    static const uint32_t want[4] = {0x04030201, 0x08070605, 0x0c0b0a09, 0x100f0e0d};
    isorand_seedseq ss, again;
    uint32_t entropy[4];
    start((enum behaviour)arg->value);
    CHECK(!isorand_seedseq_from_os(&ss, entropy), "from_os");
    CHECK_BYTES(entropy, want, sizeof want, "the entropy");
    CHECK(!isorand_seedseq_init(&again, entropy, 4, NULL, 0), "init");
    CHECK_BYTES(&ss, &again, sizeof ss, "the SeedSequence");
    CHECK(calls >= 6, "%d calls for 16 bytes, three at a time", calls);
}

/* Words of 0 are entropy as others are; the number that they make, which has fewer, is the same
 * SeedSequence, and so are the children. */
static void zero_words(const struct test_arg *arg) {
    isorand_seedseq ss, again, number, child, other;
    uint32_t entropy[4] = {1, 2, 3, 4};
    const uint32_t first = arg->value == ZEROS ? 0 : 0x5a5a5a5a, want[4] = {first, 0, 0, 0};
    start((enum behaviour)arg->value);
    CHECK(!isorand_seedseq_from_os(&ss, entropy), "from_os");
    CHECK_BYTES(entropy, want, sizeof want, "the entropy");
    CHECK(!isorand_seedseq_init(&again, want, 4, NULL, 0), "init");
    CHECK_BYTES(&ss, &again, sizeof ss, "the SeedSequence");
    CHECK(!isorand_seedseq_from_u64(&number, first), "of the number");
    CHECK_BYTES(&ss, &number, sizeof ss, "the SeedSequence of the number");
    CHECK(!isorand_seedseq_child(&ss, 7, &child), "child");
    CHECK(!isorand_seedseq_child(&number, 7, &other), "child of the number");
    CHECK_BYTES(&child, &other, sizeof child, "children");
}

static void refused(const struct test_arg *arg) {
    isorand_seedseq ss, kept;
    uint32_t entropy[4] = {1, 2, 3, 4};
    const uint32_t before[4] = {1, 2, 3, 4};
    isorand_seedseq_from_u64(&ss, 9);
    kept = ss;
    start((enum behaviour)arg->value);
    CHECK(isorand_seedseq_from_os(&ss, entropy) == ISORAND_EOS, "from_os");
    CHECK_BYTES(&ss, &kept, sizeof ss, "the SeedSequence after a failure");
    CHECK_BYTES(entropy, before, sizeof before, "the entropy after a failure");
}

static void real(const struct test_arg *arg) {
    (void)arg;
    isorand_seedseq a, b;
    uint32_t first[4], second[4];
    start(REAL);
    CHECK(!isorand_seedseq_from_os(&a, first) && !isorand_seedseq_from_os(&b, second), "from_os");
    CHECK(memcmp(first, second, sizeof first) && memcmp(&a, &b, sizeof a), "128 bits twice");
    CHECK(isorand_seedseq_from_os(NULL, first) == ISORAND_EINVAL, "NULL");
    CHECK(isorand_seedseq_from_os(&a, NULL) == ISORAND_EINVAL, "NULL entropy");
}

int main(int argc, char **argv) {
    test_add(real, (struct test_arg){0}, "entropy/os");
    test_add(assembled, (struct test_arg){.value = SHORT_READS}, "entropy/short-reads");
    test_add(assembled, (struct test_arg){.value = INTERRUPTED}, "entropy/interrupted");
    test_add(zero_words, (struct test_arg){.value = ZEROS}, "entropy/zeros");
    test_add(zero_words, (struct test_arg){.value = ZEROS_BUT_FIRST}, "entropy/zeros-but-first");
    test_add(refused, (struct test_arg){.value = BROKEN}, "entropy/no-getrandom");
    test_add(refused, (struct test_arg){.value = NOTHING}, "entropy/nothing");
    test_add(refused, (struct test_arg){.value = BROKEN_LATER}, "entropy/broken-later");
    return test_run("entropy", argc, argv);
}
