#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes the stubs python/isorand/*.pyi: the methods of methods.def with their types, from the
signatures that the package shows at run time.

    PYTHONPATH=build/python/python tools/generate/python_stubs.py python/isorand
"""
import inspect
import re
import sys
from pathlib import Path

import isorand
from isorand import _bit_generators, _core

DISTRIBUTIONS = isorand.distributions()

HEAD = '''# SPDX-License-Identifier: MIT
# Written by tools/generate/python_stubs.py.
# As in NumPy's stubs the overloads for one value and for arrays overlap; and more is taken than there.
# mypy: disable-error-code="misc, override"
import contextlib
from collections.abc import Sequence
from typing import Any, Literal, TypeVar, overload

import numpy as np
from numpy._typing import ArrayLike, DTypeLike, _ArrayLikeFloat_co, _ArrayLikeInt_co, _ShapeLike
from numpy.random import BitGenerator as BitGenerator, SeedSequence as SeedSequence
from numpy.typing import NDArray

__version__: str

_Bits = TypeVar("_Bits", bound="_BitGenerator")
_Seed = None | _ArrayLikeInt_co | SeedSequence
_T = TypeVar("_T")

class _BitGenerator(BitGenerator):
    @property
    def seed_seq(self) -> Any: ...
    @property
    def numpy_level(self) -> str: ...
    @numpy_level.setter
    def numpy_level(self, version: str | None) -> None: ...
    @property
    def state(self) -> dict[str, Any]: ...
    @state.setter
    def state(self, value: Any) -> None: ...
    def spawn(self: _Bits, n_children: int) -> list[_Bits]: ...
'''

# Methods that are no rows of methods.def.
GENERATOR = '''    def __init__(self, bit_generator: BitGenerator, *, numpy: str | None = ...) -> None: ...
    @property
    def numpy_level(self) -> str: ...
    @numpy_level.setter
    def numpy_level(self, version: str | None) -> None: ...
    def __copy__(self) -> Generator: ...
    def spawn(self, n_children: int) -> list[Generator]: ...
    def fill(self, out: _T, dist: str = ..., *, threads: int | None = ..., **parameters: float) -> _T: ...
    @overload
    def integers(self, low: int, high: int | None = ..., size: None = ..., dtype: DTypeLike = ..., endpoint: bool = ..., *, out: None = ..., threads: int | None = ...) -> int: ...
    @overload
    def integers(self, low: _ArrayLikeInt_co, high: _ArrayLikeInt_co | None, size: _ShapeLike, *, endpoint: bool = ..., out: NDArray[Any] | None = ..., threads: int | None = ...) -> NDArray[np.int64]: ...
    @overload
    def integers(self, low: _ArrayLikeInt_co, high: _ArrayLikeInt_co | None = ..., size: _ShapeLike | None = ..., dtype: DTypeLike = ..., endpoint: bool = ..., *, out: NDArray[Any] | None = ..., threads: int | None = ...) -> NDArray[Any]: ...
'''

RANDOMSTATE = '''    def __init__(self, seed: None | _ArrayLikeInt_co | BitGenerator = ..., *, numpy: str | None = ...) -> None: ...
    @property
    def numpy_level(self) -> str: ...
    @numpy_level.setter
    def numpy_level(self, version: str | None) -> None: ...
    def __copy__(self) -> RandomState: ...
    @overload
    def random(self, size: None = ..., *, out: None = ..., threads: int | None = ...) -> float: ...
    @overload
    def random(self, size: _ShapeLike | None = ..., *, out: NDArray[Any] | None = ..., threads: int | None = ...) -> NDArray[np.float64]: ...
    @overload
    def randint(self, low: int, high: int | None = ..., size: None = ..., dtype: DTypeLike = ..., *, out: None = ..., threads: int | None = ...) -> int: ...
    @overload
    def randint(self, low: _ArrayLikeInt_co, high: _ArrayLikeInt_co | None = ..., size: _ShapeLike | None = ..., dtype: DTypeLike = ..., *, out: NDArray[Any] | None = ..., threads: int | None = ...) -> NDArray[Any]: ...
'''

TAIL = '''
def default_rng(seed: None | _ArrayLikeInt_co | SeedSequence | BitGenerator | np.random.Generator = ..., *, numpy: str | None = ...) -> Generator: ...
def from_numpy(thing: Any) -> Any: ...
def to_numpy(thing: Any) -> Any: ...
def backend() -> str: ...
def set_backend(name: str | None = ...) -> None: ...
def backends() -> dict[str, str]: ...
def engines() -> list[dict[str, Any]]: ...
def distributions() -> dict[str, dict[str, Any]]: ...
def levels() -> dict[str, str]: ...
def shadow() -> contextlib.AbstractContextManager[None]: ...
def verify(n: int = ..., seed: Any = ...) -> int: ...
def seed(seed: None | _ArrayLikeInt_co = ...) -> None: ...
def get_bit_generator() -> BitGenerator: ...
def set_bit_generator(bitgen: BitGenerator) -> None: ...

_rand: RandomState
'''


def parameters(signature, types, defaults=True):
    """A parameter list; 'types' maps names to types, and to None those that stay out."""
    parts, star = ["self"], False
    for name, parameter in signature.parameters.items():
        if name == "self" or types.get(name, "") is None:
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not star:
            parts.append("*")
            star = True
        kind, must = types[name] if isinstance(types[name], tuple) else (types[name], False)
        optional = parameter.default is not parameter.empty and not must
        parts.append(f"{name}: {kind}" + (" = ..." if optional else ""))
    return ", ".join(parts)


def methods(cls):
    """The methods of a class that are rows of methods.def, with overloads."""
    family = cls.__name__
    lines = []
    for name, method in vars(getattr(_core, family)).items():
        text = getattr(method, "__doc__", None)
        if name.startswith("_") or not text or name in ("integers", "randint", "fill", "random"
                                                        ) and (family, name) != ("Generator",
                                                                                 "random"):
            continue
        if name in ("bytes", "shuffle", "permutation", "dirichlet", "multinomial"):
            continue
        signature = inspect.signature(method)
        dist = {"random": "uniform", "random_sample": "uniform", "standard_normal": "normal",
                "standard_exponential": "exponential"}.get(name, name)
        row = DISTRIBUTIONS.get(f"legacy_{dist}" if family == "RandomState" else dist,
                                DISTRIBUTIONS[dist])
        whole = row["types"] == ["int64"]
        kinds = iter(kind for _, kind, _ in row["parameters"])
        plain = [key for key in signature.parameters
                 if key not in ("self", "size", "dtype", "method", "out", "threads")]
        given = {key: next(kinds) for key in plain}
        scalars = {key: "int" if kind == "i" else "float" for key, kind in given.items()}
        arrays = {key: "_ArrayLikeInt_co" if kind == "i" else "_ArrayLikeFloat_co"
                  for key, kind in given.items()}
        others = {"method": 'Literal["zig", "inv"]', "threads": "int | None"}
        one, many = ("int", "np.int64") if whole else ("float", "np.float64")
        forms = [
            ({**scalars, **others, "size": "None", "dtype": "DTypeLike", "out": "None"}, one),
            ({**arrays, **others, "size": "_ShapeLike | None", "dtype": None if "dtype" in
              signature.parameters and signature.parameters["dtype"].kind.name == "KEYWORD_ONLY"
              else "type[np.float64]", "out": f"NDArray[{many}] | None"}, f"NDArray[{many}]"),
        ]
        if "dtype" in signature.parameters:
            forms.append(({**arrays, **others, "size": "_ShapeLike | None", "dtype": "DTypeLike",
                           "out": "NDArray[Any] | None"}, "NDArray[Any]"))
        for types, returns in forms:
            lines.append(f"    @overload\n    def {name}({parameters(signature, types)}) "
                         f"-> {returns}: ...\n")
    return "".join(lines)


def bit_generators():
    text = ""
    for name, cls in _bit_generators.ENGINES.items():
        more = ("counter: None | _ArrayLikeInt_co = ..., key: None | _ArrayLikeInt_co = ..., "
                if "Philox" in name else "")
        text += (f"\nclass {name}(_BitGenerator):\n"
                 f"    def __init__(self, seed: _Seed = ..., {more}*, numpy: str | None = ...) -> "
                 "None: ...\n")
        if hasattr(cls(0), "jumped"):
            text += f"    def jumped(self, jumps: int = ...) -> {name}: ...\n"
        if hasattr(cls(0), "advance"):
            text += f"    def advance(self, delta: int) -> {name}: ...\n"
    return text


def functions():
    """The functions of the global stream: attributes of one RandomState."""
    return "".join(f"{name} = _rand.{isorand._ALIASES.get(name, name)}\n"
                   for name in (*isorand._GLOBAL, *isorand._ALIASES))


DASK = '''# SPDX-License-Identifier: MIT
# Written by tools/generate/python_stubs.py.
from typing import Any

from numpy._typing import DTypeLike

_Shape = int | tuple[int, ...]

def draw(dist: str, *params: float, shape: _Shape, chunks: Any = ..., seed: Any = ..., dtype: DTypeLike = ..., numpy: str | None = ..., name: str | None = ...) -> Any: ...
def integers(low: int, high: int | None = ..., *, shape: _Shape, chunks: Any = ..., seed: Any = ..., dtype: DTypeLike = ..., endpoint: bool = ..., numpy: str | None = ...) -> Any: ...
'''


def dask():
    from isorand import dask as module
    return DASK + "".join(
        f"def {name}(*params: float, shape: _Shape, chunks: Any = ..., seed: Any = ..., dtype: "
        "DTypeLike = ..., numpy: str | None = ...) -> Any: ...\n" for name in module._METHODS)


def package():
    text = (HEAD + bit_generators() + "\nclass Generator(np.random.Generator):\n" + GENERATOR
            + methods(isorand.Generator) + "\nclass RandomState(np.random.RandomState):\n"
            + RANDOMSTATE + methods(isorand.RandomState) + TAIL + functions())
    # Only what is used is imported.
    for name in ("ArrayLike", "Sequence"):
        if len(re.findall(rf"\b{name}\b", text)) < 2:
            text = re.sub(rf"\b{name}, ", "", text)
            text = text.replace(f"from collections.abc import {name}\n", "")
    return text


def main():
    folder = Path(sys.argv[1])
    (folder / "__init__.pyi").write_text(package(), encoding="utf-8")
    (folder / "dask.pyi").write_text(dask(), encoding="utf-8")


if __name__ == "__main__":
    main()
