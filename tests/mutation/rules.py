# SPDX-License-Identifier: MIT
"""The rules by which mutants are made.  A rule is a generator over the tokens of a source: each
mutant it yields is (index of the first token, offset, end, new text, what changed)."""
import hashlib
import math
import re
import struct

from c_text import KEYWORDS, TYPES, spaced

RULES = {}


def rule(function):
    """A rule by the name of its function; its comment says what it changes."""
    RULES[function.__name__.strip("_")] = function
    return function


def change(index, token, text):
    return index, token.start, token.end, text, f"{token.text} -> {text}"


def free(source):
    return ((index, token) for index, token in enumerate(source.tokens) if not token.fixed)


# ---- constants ----

INTEGER = re.compile(r"(0[xX][\da-fA-F]+|0|[1-9]\d*)([uUlL]*)\Z")
FLOAT = re.compile(r"(\d*\.\d*(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|0[xX][\da-fA-F.]+[pP][+-]?\d+)"
                   r"([fF]?)\Z")


def integers(source):
    for index, token in free(source):
        found = INTEGER.match(token.text) if token.kind == "number" else None
        if found:
            yield index, token, int(found[1], 0), found[2], found[1][:2].lower() == "0x"


def written(value, suffix, hexadecimal):
    return (f"0x{value:x}" if hexadecimal else str(value)) + suffix


@rule
def one_more(source):
    """An integer is one more."""
    for index, token, value, suffix, hexadecimal in integers(source):
        yield change(index, token, written(value + 1, suffix, hexadecimal))


@rule
def one_less(source):
    """An integer is one less."""
    for index, token, value, suffix, hexadecimal in integers(source):
        if value > 0:
            yield change(index, token, written(value - 1, suffix, hexadecimal))


@rule
def one_bit(source):
    """One bit of an integer from 256 on is another."""
    for index, token, value, suffix, hexadecimal in integers(source):
        if value >= 256:
            place = f"{source.path}:{source.line_text(token.line)}:{token.text}".encode()
            bit = int.from_bytes(hashlib.sha256(place).digest()[:4], "big") % value.bit_length()
            yield change(index, token, written(value ^ 1 << bit, suffix, hexadecimal))


def next_float(value, up, single):
    if not single:
        return math.nextafter(value, math.inf if up else 0)
    bits = struct.unpack("<i", struct.pack("<f", value))[0]
    return struct.unpack("<f", struct.pack("<i", bits + (1 if up else -1)))[0]


@rule
def one_ulp(source):
    """A floating constant is its neighbour, away from zero or towards it."""
    for index, token in free(source):
        found = FLOAT.match(token.text) if token.kind == "number" else None
        if not found:
            continue
        digits, suffix = found.groups()
        value = float.fromhex(digits) if digits[:2].lower() == "0x" else float(digits)
        if suffix:
            value = struct.unpack("<f", struct.pack("<f", value))[0]
        if 0 < value < math.inf:
            for up in (True, False):
                neighbour = next_float(value, up, suffix).hex().replace("p+", "p")
                yield change(index, token, neighbour + suffix)


# ---- operators ----

def operators(source, others):
    for index, token in free(source):
        if token.kind == "mark" and token.text in others and spaced(source, token):
            for other in others[token.text]:
                yield change(index, token, other)


@rule
def boundary(source):
    """A comparison takes in its bound, or no longer does."""
    return operators(source, {"<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"]})


@rule
def equality(source):
    """== for != and the other way round."""
    return operators(source, {"==": ["!="], "!=": ["=="]})


@rule
def sign(source):
    """+ for -, * for /, and the other way round; a minus sign goes."""
    yield from operators(source, {"+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["/"],
                                  "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="]})
    for index, token in free(source):
        if (token.text == "-" and not spaced(source, token) and token.kind == "mark"
                and index + 1 < len(source.tokens)):
            yield index, token.start, token.end, "", f"-{source.tokens[index + 1].text} without -"


@rule
def step(source):
    """++ for -- and the other way round."""
    for index, token in free(source):
        if token.text in ("++", "--"):
            yield change(index, token, {"++": "--", "--": "++"}[token.text])


@rule
def shift(source):
    """A shift to the other side."""
    return operators(source, {"<<": [">>"], ">>": ["<<"], "<<=": [">>="], ">>=": ["<<="]})


@rule
def bits(source):
    """& for |, | for ^, ^ for |."""
    return operators(source, {"&": ["|"], "|": ["&", "^"], "^": ["|"],
                              "&=": ["|="], "|=": ["&="], "^=": ["|="]})


@rule
def logic(source):
    """&& for || and the other way round; a ! goes."""
    yield from operators(source, {"&&": ["||"], "||": ["&&"]})
    for index, token in free(source):
        if token.text == "!" and index + 1 < len(source.tokens):
            yield index, token.start, token.end, "", f"!{source.tokens[index + 1].text} without !"


COUNTERPARTS = [("add", "sub"), ("sub", "add"), ("shl", "shr"), ("shr", "shl"), ("slli", "srli"),
                ("srli", "slli"), ("and", "or"), ("or", "and"), ("xor", "or"), ("min", "max"),
                ("max", "min"), ("lo", "hi"), ("hi", "lo"), ("lt", "le"), ("le", "lt"), ("gt", "ge"),
                ("ge", "gt"), ("floor", "ceil"), ("ceil", "floor"), ("low", "high"),
                ("unpacklo", "unpackhi"), ("unpackhi", "unpacklo"), ("vaddq", "vsubq"),
                ("vsubq", "vaddq"), ("vandq", "vorrq"), ("vorrq", "vandq"), ("veorq", "vorrq"),
                ("vshlq", "vshrq"), ("vshrq", "vshlq"), ("vzip1q", "vzip2q"), ("vzip2q", "vzip1q"),
                ("vcltq", "vcleq"), ("vcgtq", "vcgeq"), ("vcgeq", "vcgtq")]
WORD = re.compile(r"(?:v\d+_|_mm\d*_|v[a-z]+\dq_|v[a-z]+q_|ir_\w*128|ir_get|ir_put)\w*\Z")


@rule
def word(source, known=lambda name: True):
    """A word of the vectors' vocabulary, or an intrinsic, for its counterpart: add for sub."""
    for index, token in free(source):
        if not (token.kind == "name" and WORD.match(token.text)
                and source.tokens[index + 1:index + 2]
                and source.tokens[index + 1].text == "("):
            continue
        parts = re.split(r"(_|(?<=[a-z])(?=\d))", token.text)
        for old, new in COUNTERPARTS:
            if old in parts:
                at = parts.index(old)
                other = "".join(parts[:at] + [new] + parts[at + 1:])
                if (token.text.startswith(("_mm", "v")) and "q_" in token.text) or \
                        token.text.startswith("_mm") or known(other):
                    yield change(index, token, other)


# ---- conditions and statements ----

@rule
def negate(source):
    """A condition of if or while is negated."""
    for index, token in free(source):
        if token.text in ("if", "while") and source.tokens[index + 1].text == "(":
            opening = source.tokens[index + 1]
            if opening.mate:
                closing = source.tokens[opening.mate]
                inner = source.text[opening.end:closing.start]
                if inner == "0":  # do { } while (0), which would not end
                    continue
                yield (index, opening.start, closing.end, f"(!({inner}))",
                       f"{token.text} (...) -> {token.text} (!(...))")


def statements(source):
    """(index of the first token, index of the semicolon, whether it is all that an if or a loop
    has) of the simple statements."""
    tokens = source.tokens
    for index, token in enumerate(tokens):
        if not token.function or index == 0 or token.text in "{}();":
            continue
        before = tokens[index - 1]
        alone = before.text == "else" or (
            before.text == ")" and before.mate
            and tokens[before.mate - 1].text in ("if", "for", "while"))
        if not (alone or before.text in (";", "{", "}") or before.directive != token.directive):
            continue
        end = index
        while end < len(tokens) and tokens[end].text not in (";", "{", "}"):
            if tokens[end].text in ("(", "[") and tokens[end].mate:
                end = tokens[end].mate
            elif tokens[end].text in (")", "]"):
                end = len(tokens)
            end += 1
        if end < len(tokens) and tokens[end].text == ";":
            yield index, end, alone


ASSIGNMENTS = {"=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "++", "--"}


@rule
def drop(source):
    """A statement is dropped: a call, an assignment, a jump, or a return behind an if."""
    for index, end, alone in statements(source):
        tokens = source.tokens[index:end]
        first, second = tokens[0], tokens[1] if len(tokens) > 1 else None
        if any(token.fixed and token.kind != "string" for token in tokens[:1]):
            continue
        if first.text == "return":
            dropped = alone
        elif first.text in ("break", "continue", "goto"):
            dropped = True
        elif first.text in KEYWORDS or TYPES.match(first.text):
            dropped = False
        elif second and (second.kind == "name"  # a declaration, also of a pointer
                         or (first.kind == "name" and second.text == "*")):
            dropped = False
        else:
            dropped = (second is not None and second.text == "(" and first.kind == "name"
                       or any(token.text in ASSIGNMENTS for token in tokens))
        if dropped:
            last = source.tokens[end]
            text = source.text[first.start:last.start]
            # The lines stay as many, and so do their ends: a macro's go on.
            kept = "".join(re.findall(r"\\?\n", text))
            short = " ".join(text.replace("\\\n", " ").split())
            yield index, first.start, last.start, kept, f"without: {short};"


def arguments(source, opening):
    """[(start, end)] of what commas part between the brackets."""
    closing, parts = source.tokens[opening].mate, []
    index = start = opening + 1
    while index <= closing:
        token = source.tokens[index]
        if index == closing or token.text == ",":
            if index > start:
                parts.append((start, index))
            start = index + 1
        elif token.text in "([{" and token.mate:
            index = token.mate
        index += 1
    return parts


def text_of(source, part):
    return source.text[source.tokens[part[0]].start:source.tokens[part[1] - 1].end]


COMMUTES = re.compile(r"(?:^|_)(?:add|mul|mullo|mulhi|xor|xor3|and|or|eq|min|max|mul_wide|adds)"
                      r"(?:_|$|\d)|^ir_(?:mul|add)|^v(?:add|mul|and|orr|eor)q")


@rule
def swap(source):
    """Two neighbouring arguments of a call, or the operands of -, change places."""
    for index, token in free(source):
        after = source.tokens[index + 1:index + 2]
        if not (token.kind == "name" and token.function and after and after[0].text == "("
                and after[0].mate and token.text not in KEYWORDS and not TYPES.match(token.text)):
            continue
        parts = arguments(source, index + 1)
        if any(TYPES.match(source.tokens[start].text) or
               (end - start > 1 and source.tokens[start + 1].kind == "name") for start, end in parts):
            continue  # parameters
        for left, right in zip(parts, parts[1:]):
            one, other = text_of(source, left), text_of(source, right)
            if one == other or (len(parts) <= 3 and COMMUTES.search(token.text)):
                continue
            start, end = source.tokens[left[0]].start, source.tokens[right[1] - 1].end
            between = source.text[source.tokens[left[1] - 1].end:source.tokens[right[0]].start]
            yield (index, start, end, other + between + one,
                   f"{token.text}: {' '.join(one.split())} and {' '.join(other.split())} swapped")
    yield from swapped_operands(source)


GOES_ON = (".", "->", "[", "(")  # an operand does
BEFORE = ("(", "=", ",", "return", "[", "?", ":", "{", "<", ">", "&&", "||")
BEHIND = (")", ";", ",", "]", "?", ":", "}", "<", ">", "==", "&&", "||")


def operand(source, index, step_):
    """The index of the last token of the operand that begins beside 'index', names and brackets."""
    tokens, at, last = source.tokens, index + step_, None
    while 0 <= at < len(tokens):
        token = tokens[at]
        if token.text in ("(", "[", ")", "]"):
            if token.mate is None or (token.mate - at) * step_ < 0:
                break
            at = last = token.mate
            if step_ > 0 and not (at + 1 < len(tokens) and tokens[at + 1].text in GOES_ON):
                break
            if step_ < 0 and not (tokens[at - 1].kind == "name" and tokens[at - 1].text not in KEYWORDS
                                  or tokens[at - 1].text in ("]", ")")):
                break
        elif token.kind in ("name", "number") and token.text not in KEYWORDS:
            last = at
            if step_ > 0 and not (at + 1 < len(tokens) and tokens[at + 1].text in GOES_ON):
                break
            if step_ < 0 and tokens[at - 1].text not in (".", "->"):
                break
        elif token.text not in (".", "->"):
            break
        at += step_
    return last


def swapped_operands(source):
    for index, token in free(source):
        if token.text in ("-", "/", "%", "<<", ">>") and spaced(source, token):
            left, right = operand(source, index, -1), operand(source, index, 1)
            # a - b alone: with * or another sign before it the operands are others
            if left is None or right is None:
                continue
            before = source.tokens[left - 1].text if left else "("
            after = source.tokens[right + 1].text if right + 1 < len(source.tokens) else ")"
            if before not in BEFORE or after not in BEHIND:
                continue
            one, other = text_of(source, (left, index)), text_of(source, (index + 1, right + 1))
            if one != other:
                yield (left, source.tokens[left].start, source.tokens[right].end,
                       f"{other} {token.text} {one}",
                       f"{' '.join(one.split())} {token.text} {' '.join(other.split())} swapped")


@rule
def choice(source):
    """The two values of ?: change places."""
    tokens = source.tokens
    for index, token in free(source):
        if token.text != "?":
            continue
        at, nested, colon, end = index + 1, 0, None, None
        while at < len(tokens):
            here = tokens[at]
            if here.text in "([{" and here.mate:
                at = here.mate
            elif here.text in ")]};," or here.directive != token.directive:
                end = at
                break
            elif here.text == "?":
                nested += colon is None
            elif here.text == ":":
                if colon is None and nested == 0:
                    colon = at
                elif colon is None:
                    nested -= 1
            at += 1
        if colon is None or end is None or end <= colon + 1:
            continue
        one, other = text_of(source, (index + 1, colon)), text_of(source, (colon + 1, end))
        if one != other:
            yield (index, tokens[index + 1].start, tokens[end - 1].end, f"{other} : ({one})",
                   f"? {' '.join(one.split())} : {' '.join(other.split())} swapped")


ERROR = re.compile(r"ISORAND_E[A-Z]+\Z|IR_E[A-Z]+\Z")


@rule
def error(source):
    """An error, or another constant ISORAND_E..., is 0, or another error."""
    for index, token in free(source):
        if ERROR.match(token.text):
            yield change(index, token, "0")
            yield change(index, token,
                         "ISORAND_EINVAL" if token.text != "ISORAND_EINVAL" else "ISORAND_ENOTSUP")
