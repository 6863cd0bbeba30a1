# SPDX-License-Identifier: MIT
"""Seeds of any length as text against Python's integers."""
import ctypes
import random
import sys

import pytest

import isorand_ctypes as base


def words(text, capacity):
    """isorand_seed_words: the answer, and the words."""
    out = (ctypes.c_uint32 * max(1, capacity))()
    n = ctypes.c_size_t()
    base.call("seed_words", ctypes.c_char_p(text.encode()), out, ctypes.c_size_t(capacity),
              ctypes.byref(n))
    return list(out[:n.value])


# Around the 19 decimal and 8 hexadecimal digits of a step, and long ones.
LENGTHS = [*range(1, 60), 100, 379, 380, 381, 1000, 5003]


@pytest.mark.parametrize("form", ["{}", "0x{:x}", "0X000000000{:X}", "{:0>40}"])
def test_seed_text(library, form):
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    source = random.Random(5)
    for length in LENGTHS:
        for number in (10**length, 10**length - 1, 2**(4 * length), 2**(4 * length) - 1,
                       source.randrange(10**length), source.getrandbits(32 * length)):
            wanted = base.words_of(number)
            assert words(form.format(number), len(wanted)) == wanted
            with pytest.raises(base.Error) as error:
                words(form.format(number), len(wanted) - 1)
            assert error.value.code == base.ESPACE, "one word short"


def test_lists(library):
    assert words(f"0,{10**30},0x0,0xffffffffff,", 20) == [
        0, *base.words_of(10**30), 0, 0xffffffff, 0xff]
