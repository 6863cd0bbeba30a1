#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes include/isorand/isorand.f90, the Fortran module: one specific procedure for each type and
rank, and one function for each row of src/dists.def.

Usage: tools/generate/fortran.py [DIRECTORY]     (default: the checkout)
A test compares the output with the committed file."""
import pathlib
import re
import sys

sys.dont_write_bytecode = True
import distributions  # noqa: E402

ROOT = distributions.ROOT
RANKS = range(0, 16)  # all that Fortran 2008 has
INTEGER_KINDS = ("int32", "int64")
# Name, declaration, the library's fill of words or uniforms, type of request: as is, and of words.
TYPES = (("f32", "real(real32)", "f32", "F32", "F32"), ("f64", "real(real64)", "f64", "F64", "F64"),
         ("i32", "integer(int32)", "u32", "I32", "U32"), ("i64", "integer(int64)", "u64", "I64", "U64"))
WORDS = "RAW"  # the distribution whose integers are unsigned ones


def numbers(enum):
    """{NAME: number} of an enum of the public header."""
    text = (ROOT / "include/isorand/isorand.h").read_text()
    body = re.search(rf"^enum {enum} {{\n(.*?)^}};", text, re.M | re.S)[1]
    return {name: int(number) for name, number in re.findall(r"\bISORAND_(\w+) = (-?\d+)", body)}


def constants(enum):
    return "\n".join(f"  integer, parameter, public :: ISORAND_{name} = {number}"
                     for name, number in numbers(enum).items())


def names_with_kinds(name):
    return f"{name}_int32, {name}_int64"


# ---- fills ----

def fill_of_rank(name, declaration, rank):
    colons = f"({', '.join(':' * rank)})" if rank else ""
    attributes = ", contiguous" if rank else ""
    if rank:
        body = f"    call fill_{name}(rng, x, size(x, kind=c_size_t), dist, stat)\n"
        local = ""
    else:
        body = f"    one(1) = x\n    call fill_{name}(rng, one, 1_c_size_t, dist, stat)\n    x = one(1)\n"
        local = f"    {declaration} :: one(1)\n"
    return f"""
  subroutine fill_{name}_{rank}(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    {declaration}, intent(inout){attributes} :: x{colons}
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
{local}{body}  end subroutine
"""


def fill(name, declaration, plain, kind, words):
    return f"""
  subroutine fill_{name}(rng, x, n, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(c_size_t), intent(in) :: n
    {declaration}, intent(inout), target :: x(*)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    type(isorand_distribution) :: request
    type(c_ptr) :: place
    if (present(dist)) then
      request = dist
      request%type = merge(TYPE_{words}, TYPE_{kind}, dist%dist == NUMBER_OF_WORDS)
      place = c_null_ptr
      if (n > 0) place = c_loc(x(1))
      call finish(c_fill(rng, request, place, n), stat)
    else
      call finish(c_fill_{plain}(rng, x, n), stat)
    end if
  end subroutine
"""


def shuffle(name, declaration):
    return f"""
  subroutine shuffle_{name}(rng, x, stat)
    type(isorand_rng), intent(inout) :: rng
    {declaration}, intent(inout), contiguous, target :: x(:)
    integer, intent(out), optional :: stat
    type(c_ptr) :: place
    place = c_null_ptr
    if (size(x) > 0) place = c_loc(x(1))
    call finish(c_shuffle(rng, place, size(x, kind=c_size_t), &
        storage_size(x, kind=c_size_t) / 8), stat)
  end subroutine
"""


# ---- distributions ----

def real(text):
    """A default of the registry as a real(real64)."""
    return text + (".0" if re.fullmatch(r"-?\d+", text) else "") + "_real64"


def function(call, kind):
    """The function that describes a distribution; of one with integers, that of one kind of them."""
    name = f"isorand_{call.name}" + (f"_{kind}" if kind else "")
    declared, values = [], []
    for (what, parameter), default in zip(call.params, call.defaults):
        if what == "REAL":
            declared.append(f"real(real64), intent(in), optional :: {parameter}")
            values.append(f"of_real({parameter}, {real(default)})")
        elif what == "FLAG":
            declared.append(f"logical, intent(in), optional :: {parameter}")
            values.append(f"of_logical({parameter})")
        else:
            declared.append(f"integer({kind}), intent(in) :: {parameter}")
            values.append(f"int({parameter}, int64)")
    arguments = ", ".join(parameter for _, parameter in call.params)
    text = re.split(r"(?<!np)[:.] ", call.comment[0] + " ")[0].rstrip(".")
    lines = [f"  ! {text}.", f"  pure function {name}({arguments}) result(d)"]
    lines += [f"    {line}" for line in declared]
    lines += ["    type(isorand_distribution) :: d", f"    d%dist = {call.number}"]
    lines += [f"    d%param({i + 1}) = {value}" for i, value in enumerate(values)]
    return "\n" + "\n".join(lines + ["  end function"]) + "\n"


def kinds_of(call):
    integers = any(what in ("INT", "BOUND") for what, _ in call.params)
    return INTEGER_KINDS if integers else ("",)


# ---- the module ----

def generic(name, specifics):
    lines, line = [], f"    module procedure {specifics[0]}"
    for specific in specifics[1:]:
        if len(line) + len(specific) > 95:
            lines.append(line)
            line = f"    module procedure {specific}"
        else:
            line += f", {specific}"
    return f"  interface {name}\n" + "\n".join([*lines, line]) + "\n  end interface\n"


def of_kinds(text):
    """A procedure for each kind of integers, KIND in the text."""
    return "".join(text.replace("KIND", kind) for kind in INTEGER_KINDS)


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    calls = sorted(distributions.rows(), key=lambda call: call.number)
    generics = [generic("isorand_fill", [f"fill_{name}_{rank}" for name, *_ in TYPES for rank in RANKS]),
                generic("isorand_shuffle", [f"shuffle_{name}" for name, *_ in TYPES])]
    generics += [generic(f"isorand_{call.name}",
                         [f"isorand_{call.name}_{kind}" for kind in INTEGER_KINDS])
                 for call in calls if kinds_of(call) == INTEGER_KINDS]
    types = numbers("isorand_type")
    made = {
        "ENGINES": constants("isorand_engine"),
        "ERRORS": constants("isorand_error"),
        "TYPES": "\n".join(f"  integer(c_int), parameter :: TYPE_{name} = {types[name]}"
                           for name in dict.fromkeys(x for row in TYPES for x in row[3:])),
        "NUMBER_OF_WORDS": next(str(c.number) for c in calls if c.identifier == WORDS),
        "PUBLIC": "\n".join(f"  public :: isorand_{call.name}" for call in calls),
        "GENERICS": "\n".join(generics),
        "FILLS": "".join(fill(*row) + "".join(fill_of_rank(*row[:2], rank) for rank in RANKS)
                         for row in TYPES).lstrip("\n"),
        "SHUFFLES": "".join(shuffle(*row[:2]) for row in TYPES).lstrip("\n"),
        "DISTRIBUTIONS": "".join(function(call, kind) for call in calls
                                 for kind in kinds_of(call)).lstrip("\n"),
    }
    text = (pathlib.Path(__file__).parent / "fortran.f90.in").read_text()
    text = re.sub(r"^@KINDS\n(.*?)^@END\n", lambda match: of_kinds(match[1]), text, flags=re.M | re.S)
    text = re.sub(r"@(\w+)@", lambda match: made[match[1]], text)
    path = root / "include/isorand/isorand.f90"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


if __name__ == "__main__":
    main()
