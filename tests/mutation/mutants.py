# SPDX-License-Identifier: MIT
"""Mutants: all that the rules make of a source, and a fair sample of many sources."""
import fnmatch
import functools
import hashlib
import pathlib
import re

import rules
from c_text import Source

# What the library is made of: its own sources, and the public texts that it uses as programs do.
SOURCES = ("src/**/*.c", "src/**/*.h", "src/*.def", "include/isorand/inline/*.h")


class Mutant:
    """One change of one file.  Its key stays the same while other lines change."""

    def __init__(self, source, rule, index, start, end, text, change):
        token = source.tokens[index]
        self.file, self.rule, self.change = source.path, rule, change
        self.start, self.end, self.text = start, end, text
        self.original = source.text
        self.line, self.function = token.line, token.function
        self.code = source.line_text(token.line)
        self.site = (start, end)
        self.nth = 0  # of those that are otherwise the same

    @property
    def key(self):
        return (self.file, self.function, self.code, self.rule, self.change, self.nth)

    @property
    def id(self):
        return hashlib.sha256("\0".join(map(str, self.key)).encode()).hexdigest()[:12]

    def applied(self):
        """The text of its file with the change."""
        return self.original[:self.start] + self.text + self.original[self.end:]

    def fields(self):
        return {"id": self.id, "file": self.file, "line": self.line, "function": self.function,
                "code": self.code, "rule": self.rule, "change": self.change}


def of_source(source, known):
    """All mutants of a source."""
    found, count = [], {}
    for name, function in rules.RULES.items():
        made = function(source, known) if name == "word" else function(source)
        for index, start, end, text, change in made:
            mutant = Mutant(source, name, index, start, end, text, change)
            mutant.nth = count[mutant.key] = count.get(mutant.key, -1) + 1
            found.append(mutant)
    return found


def fraction(*parts):
    """A number in (0, 1) that depends on the parts alone."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).digest()
    return (int.from_bytes(digest[:8], "big") + 1) / (2**64 + 2)


def ordered(source, found, seed):
    """The mutants in the order in which a sample takes them: weighted, so that rules with many
    places do not crowd out those with few and a table counts little, and one of each place."""
    weights, per_rule = source.code_lines(), {}
    for mutant in found:
        per_rule[mutant.rule] = per_rule.get(mutant.rule, 0) + 1

    def rank(mutant):
        weight = weights.get(mutant.line, 0.05) / per_rule[mutant.rule] ** 0.5
        return fraction(seed, *mutant.key) ** (1 / weight)

    seen, chosen = set(), []
    for mutant in sorted(found, key=rank, reverse=True):
        if mutant.site not in seen:
            seen.add(mutant.site)
            chosen.append(mutant)
    return chosen


def quotas(weights, count, seed):
    """How many of 'count' each file gets: proportional to its lines of code, and where that is less
    than one, by lot."""
    total, so_far, place, result = sum(weights.values()), 0.0, fraction(seed, "place"), {}
    for name in sorted(weights):
        so_far += weights[name] / total * count
        result[name] = 0
        while place <= so_far:
            result[name] += 1
            place += 1
    return result


class Sample:
    """'count' mutants of the files in 'root' that fit one of 'globs', in files by lines of code."""

    def __init__(self, root, count, seed, globs=()):
        self.root, self.seed = pathlib.Path(root), seed
        paths = sorted({str(path.relative_to(root)) for pattern in SOURCES
                        for path in self.root.glob(pattern)})
        texts = {path: (self.root / path).read_text(encoding="ascii") for path in paths}
        self.names = set(re.findall(r"\b(?:v\d+_|ir_)\w+", "".join(texts.values())))
        wanted = [path for path in paths
                  if not globs or any(fnmatch.fnmatch(path, glob) for glob in globs)]
        self.sources = {path: Source(path, texts[path]) for path in wanted}
        self.all = {}
        for path in wanted:
            self.all[path] = of_source(self.sources[path], self.names.__contains__)
        weights = {path: sum(source.code_lines().values())
                   for path, source in self.sources.items() if self.all[path]}
        self.quotas = quotas(weights, count, seed) if weights else {}

    @functools.lru_cache(maxsize=None)
    def candidates(self, path):
        """The file's mutants in order: as many of them as its quota says are wanted, and the
        others stand in for those that are no mutants after all."""
        return ordered(self.sources[path], self.all[path], self.seed)
