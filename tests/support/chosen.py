# SPDX-License-Identifier: MIT
"""States of real engines whose next words are chosen ones, solved for on paper: nothing in the
library or in NumPy is altered.

    mt19937      624 words of 32 bits, by undoing the tempering
    sfc64x32     two rows of 32 words of 64 bits
    philox4x64   four words: each round is a bijection of the counter
    philox4x32   four words of 32 bits
    sfc64        three words
    pcg64, pcg64dxsm  two words

Each function takes such words, 'lead', how many other words come before them, and a random.Random
for what is left open, and gives the dictionary of NumPy's bit_generator.state, or the fields of
isorand's own engines."""
import numpy as np

M32, M64, M128 = 2**32 - 1, 2**64 - 1, 2**128 - 1


def rotate64(x, left):
    return (x << left | x >> (64 - left)) & M64 if left % 64 else x


def unxorshift(y, right, bits=64):
    """The x with x ^ x >> right = y."""
    x = y
    for _ in range(bits // right):
        x = y ^ x >> right
    return x


# ---- MT19937 ----

def untempered(y):
    x = y ^ y >> 18
    y = x ^ x << 15 & 0xEFC60000
    x = y
    for _ in range(4):
        x = y ^ x << 7 & 0x9D2C5680
    return unxorshift(x & M32, 11, 32)


def mt19937(words, lead, draw):
    key = [draw.getrandbits(32) for _ in range(624)]
    key[lead:lead + len(words)] = map(untempered, words)
    assert len(key) == 624
    return {"bit_generator": "MT19937",
            "state": {"key": np.array(key, np.uint32), "pos": 0}}


# ---- SFC64 ----

def sfc64(words, lead, draw):
    first, second, third = (*words, *(draw.getrandbits(64) for _ in range(3)))[:3]
    c = draw.getrandbits(64)
    # The words are a + b + w, (b ^ b >> 11) + 9 c + w + 1, and
    # (9 c ^ 9 c >> 11) + 9 (rotl(c, 24) + first) + w + 2.
    nine = 9 * c & M64
    w = third - (nine ^ nine >> 11) - 9 * (rotate64(c, 24) + first) - 2 & M64
    b = unxorshift(second - nine - w - 1 & M64, 11)
    a = first - b - w & M64
    for _ in range(lead): # backwards
        w = w - 1 & M64
        before_c = b * pow(9, -1, 2**64) & M64
        word = c - rotate64(before_c, 24) & M64
        before_b = unxorshift(a, 11)
        a, b, c = word - before_b - w & M64, before_b, before_c
    return {"bit_generator": "SFC64", "has_uint32": 0, "uinteger": 0,
            "state": {"state": np.array([a, b, c, w], np.uint64)}}


def sfc64x32(words, lead, draw):
    """Fields of isorand's struct; 'lead' is a whole number of rows, and counts no words: the stream
    begins with the chosen ones, in row lead / 32 of a block."""
    words = [*words, *(draw.getrandbits(64) for _ in range(64 - len(words)))]
    counter = 1 + 16 + lead // 32
    lanes = []
    for first, second in zip(words[:32], words[32:]):
        c = draw.getrandbits(64)
        b = unxorshift(second - 9 * c - counter - 1 & M64, 11)
        lanes.append((first - b - counter & M64, b, c))
    a, b, c = zip(*lanes)
    return {"key": [draw.getrandbits(64) for _ in range(2)], "block": [draw.getrandbits(58)],
            "pos": [lead], "a": a, "b": b, "c": c}


# ---- PCG64 ----

MULT, CHEAP = 0x2360ED051FC65DA44385DF649FCCF645, 0xDA942042E4DD58B5


def lcg(states, mult, lead, steps_first):
    """An increment that leads from the first state to the second, and the state from which the
    first gives the word behind 'lead' others."""
    inc = states[1] - mult * states[0] & M128
    state, inverse = states[0], pow(mult, -1, 2**128)
    for _ in range(lead + steps_first):
        state = (state - inc) * inverse & M128
    return {"has_uint32": 0, "uinteger": 0, "state": {"state": state, "inc": inc}}


def odd_step(states_of, words, mult, draw):
    """States that give the words, with an odd increment between them."""
    words = (*words, draw.getrandbits(64))[:2]
    while True:
        states = [states_of(word) for word in words]
        if (states[1] - mult * states[0]) % 2:
            return states


def pcg64(words, lead, draw):
    def state_of(word): # rotr(high ^ low, high >> 58) is the word
        high = draw.getrandbits(64)
        return high << 64 | high ^ rotate64(word, high >> 58)
    states = odd_step(state_of, words, MULT, draw)
    return {"bit_generator": "PCG64", **lcg(states, MULT, lead, 1)}


def pcg64dxsm(words, lead, draw):
    def state_of(word): # its low half is left open
        low = draw.getrandbits(64)
        high = word * pow(low | 1, -1, 2**64) & M64
        high = unxorshift(high, 48) * pow(CHEAP, -1, 2**64) & M64
        return unxorshift(high, 32) << 64 | low
    states = odd_step(state_of, words, CHEAP, draw)
    return {"bit_generator": "PCG64DXSM", **lcg(states, CHEAP, lead, 0)}


# ---- Philox ----

def philox_counter(words, key, bits, mults, weyls):
    """The counter of the block of these four words."""
    mask, (m0, m1) = 2**bits - 1, mults
    inverse = [pow(m, -1, 2**bits) for m in mults]
    x = list(words)
    for i in reversed(range(10)):
        k0, k1 = (k + i * weyl & mask for k, weyl in zip(key, weyls))
        c0, c2 = x[3] * inverse[0] & mask, x[1] * inverse[1] & mask
        x = [c0, x[0] ^ (m1 * c2 >> bits) ^ k0, c2, x[2] ^ (m0 * c0 >> bits) ^ k1]
    return sum(word << bits * i for i, word in enumerate(x))


def philox(words, lead, draw, bits, mults, weyls):
    """(key, counter before the block with which the stream begins)."""
    assert lead % 4 == 0
    words = (*words, *(draw.getrandbits(bits) for _ in range(4)))[:4]
    key = [draw.getrandbits(bits) for _ in range(2)]
    counter = philox_counter(words, key, bits, mults, weyls) - 1 - lead // 4
    return key, [counter >> bits * i & 2**bits - 1 for i in range(4)]


def philox4x64(words, lead, draw):
    key, counter = philox(words, lead, draw, 64, (0xD2E7470EE14C6C93, 0xCA5A826395121157),
                          (0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B))
    return {"bit_generator": "Philox", "has_uint32": 0, "uinteger": 0, "buffer_pos": 4,
            "buffer": np.zeros(4, np.uint64),
            "state": {"counter": np.array(counter, np.uint64), "key": np.array(key, np.uint64)}}


def philox4x32(words, lead, draw):
    key, counter = philox(words, lead, draw, 32, (0xD2511F53, 0xCD9E8D57),
                          (0x9E3779B9, 0xBB67AE85))
    return {"key": key, "counter": counter}


# How many words of how many bits each gives.
ROOM = {"mt19937": (624, 32), "sfc64x32": (64, 64), "philox4x64": (4, 64), "philox4x32": (4, 32),
        "sfc64": (3, 64), "pcg64": (2, 64), "pcg64dxsm": (2, 64)}
