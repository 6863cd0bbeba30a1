# SPDX-License-Identifier: MIT
"""Words at which NumPy changes its mind: of two words that it takes differently (another integer,
another number of words taken, the larger leap) the half between them is tried, and so on down to two
neighbours.  So thresholds are met whose probability is 2^-53 a draw.  NumPy draws over an array of
words (word_source.py); no code of isorand takes part."""
import numpy as np

import numpy_dists
from word_source import WordSource

LONGEST = 3 # words of 64 bits that are chosen for a value
TOP = 2**53 - 1
SPECIAL = [0, 1, 2**52 - 1, 2**52, 2**52 + 1, TOP - 1, TOP]
# Where U = 0 and V = 1/2 NumPy computes with 0/0 as an integer, and does not come back.
NOT_ZERO = ("hypergeometric", "legacy_hypergeometric")


# ---- words ----

def word_of(m, high_first, junk):
    """The 64 bits of which the uniform double m 2^-53 is made; the others come from 'junk'."""
    if high_first:
        return (m >> 26) << 37 | (junk & 31) << 32 | (m & 0x3FFFFFF) << 6 | junk >> 5 & 63
    return m << 11 | junk & 0x7FF


def native_words(words, bits, high_first):
    """Words of 64 bits as native ones."""
    if bits == 64:
        return words
    halves = [(word >> 32, word & 0xFFFFFFFF) for word in words]
    return [half for pair in halves for half in (pair if high_first else pair[::-1])]


def native_words32(words, bits):
    """Words of next_uint32 as native ones."""
    if bits == 32:
        return words
    return [low | high << 32 for low, high in zip(words[::2], [*words[1::2], 0])]


class Judge:
    """NumPy over chosen words."""

    def __init__(self, path, bits, high_first):
        self.bits, self.high_first = bits, high_first
        self.source = WordSource(path, bits, high_first)
        self.generator = np.random.Generator(self.source)

    def draw(self, dist, type_row, params, words):
        """(value, native words that it took) over words of 64 bits."""
        self.source.begin(native_words(words, self.bits, self.high_first))
        draws = np.random.RandomState(self.source) if dist.startswith("legacy_") else self.generator
        value = numpy_dists.call(draws, dist, type_row, params, 1)[0]
        return value, self.source.taken


# ---- where NumPy changes its mind ----

def kind_of(drawn):
    """What two draws must have in common to be taken for the same way through."""
    value, taken = drawn
    if value.dtype.kind != "f":
        return taken, value
    return taken, bool(np.isnan(value)), bool(np.isinf(value)), bool(np.signbit(value))


def leap(one, other):
    with np.errstate(all="ignore"):
        return abs(float(one[0]) - float(other[0]))


def threshold(draw_at, low, high):
    """Two neighbours between low and high with the most between them."""
    at_low, at_high = draw_at(low), draw_at(high)
    while high - low > 1:
        middle = (low + high) // 2
        at_middle = draw_at(middle)
        if kind_of(at_low) != kind_of(at_middle):
            lower = True
        elif kind_of(at_middle) != kind_of(at_high):
            lower = False
        else:
            lower = leap(at_low, at_middle) >= leap(at_middle, at_high)
        if lower:
            high, at_high = middle, at_middle
        else:
            low, at_low = middle, at_middle
    return low


def around(low, most=TOP):
    return [m for m in (low - 1, low, low + 1, low + 2) if 0 <= m <= most]


def events_of(judge, dist, type_row, params, draw, searches):
    """Lists of words of 64 bits, each with what NumPy makes of it."""
    high_first = judge.high_first
    special = SPECIAL[dist in NOT_ZERO:]

    def any_m():
        return draw.choice(special) if draw.randrange(4) == 0 else draw.getrandbits(53)

    lists = [[m, draw.getrandbits(53), draw.getrandbits(53)] for m in special]
    lists += [[draw.getrandbits(53), m, draw.getrandbits(53)] for m in special]
    lists += [[draw.choice(special) for _ in range(LONGEST)] for _ in range(searches)]
    near = [abs(p) % 1 for p in params if isinstance(p, (int, float)) and 0 < abs(p) % 1 < 1]
    if dist.endswith("triangular"):
        near.append((params[1] / 2 - params[0] / 2) / (params[2] / 2 - params[0] / 2))
    for u in near:
        for m in around(min(TOP - 1, int(u * 2**53))):
            lists.append([m, draw.getrandbits(53), draw.getrandbits(53)])
    for i in range(searches * LONGEST):
        place = i % LONGEST
        ms, junk = [any_m() for _ in range(LONGEST)], draw.getrandbits(11)

        def words_at(m):
            return [word_of(x, high_first, junk) for x in ms[:place] + [m] + ms[place + 1:]]

        low, high = sorted((any_m(), any_m()))
        if low < high:
            found = threshold(
                lambda m: judge.draw(dist, type_row, params, words_at(m)), low, high)
            lists += [ms[:place] + [m] + ms[place + 1:] for m in around(found) if m >= special[0]]
    for ms in lists:
        words = [word_of(m, high_first, draw.getrandbits(11)) for m in ms]
        yield words, judge.draw(dist, type_row, params, words)
