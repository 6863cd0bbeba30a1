# SPDX-License-Identifier: MIT
"""A C source as tokens: what a mutant may change, and where.

Left out are comments, strings, preprocessor lines but the bodies of #define, static assertions,
attributes, and sizes of arrays in declarations, where one more is the same and one less is not C."""
import re

TOKEN = re.compile(r"""
    (?P<comment>/\*.*?\*/|//[^\n]*)
  | (?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
  | (?P<number>\.?\d(?:[eEpP][+-]|[\w.])*)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<newline>\n)
  | (?P<space>(?:[ \t\r\f\v]|\\\n)+)
  | (?P<mark>\#\#|<<=|>>=|\.\.\.|->|\+\+|--|<<|>>|[-+*/%&|^<>=!]=|&&|\|\||.)
""", re.X | re.S)
OPEN, CLOSE = {"(": ")", "[": "]", "{": "}"}, {")": "(", "]": "[", "}": "{"}
KEYWORDS = set("if else for while do switch case default return break continue goto sizeof".split())
TYPES = re.compile(r"(?:const|volatile|restrict|unsigned|signed|char|short|int|long|float|double|"
                   r"void|bool|struct|union|enum|static|extern|inline|register|_Bool|_Atomic|__m\d+\w*|"
                   r"\w+_t|v\d+|v128_affine|ir_u128|IR_\w*INLINE)\Z")
SKIPPED_CALLS = {"_Static_assert", "__attribute__", "_Alignas", "_Alignof", "sizeof", "defined",
                 "__builtin_expect", "_Pragma", "alignas", "offsetof"}


class Token:
    """What the compiler sees: text at [start, end) of the file, in line 'line' (from 1 on)."""

    __slots__ = ("kind", "text", "start", "end", "line", "mate", "function", "fixed", "directive")

    def __init__(self, kind, text, start, line, directive):
        self.kind, self.text, self.line = kind, text, line
        self.start, self.end = start, start + len(text)
        self.mate = None        # the index of the bracket that it opens or closes
        self.function = ""      # the function or macro that it stands in
        self.fixed = False      # not to be changed
        self.directive = directive  # number of the #define that it belongs to; 0: none

    def __repr__(self):
        return f"{self.line}:{self.text}"


class Source:
    def __init__(self, path, text):
        self.path, self.text = path, text
        self.lines = text.split("\n")
        self.tokens = list(self._tokens())
        self._match_brackets()
        self._name_functions()
        self._fix_what_is_no_code()

    def _tokens(self):
        line, directive, skipping, number = 1, "", False, 0
        begins = True  # nothing but space so far in this line
        for match in TOKEN.finditer(self.text):
            kind, text = match.lastgroup, match.group()
            if kind == "newline":
                directive, skipping, begins = "", False, True
            elif kind == "mark" and text == "#" and begins:
                directive, begins = "#", False
                number += 1
            elif kind not in ("space", "comment"):
                begins = False
                if directive == "#":  # its name
                    directive = text
                    skipping = text != "define"
                    name = None
                elif directive == "define" and name is None:
                    name = text
                    # a parameter list is no code
                    parameters = re.compile(r"\([^()]*\)").match(self.text, match.end())
                    until = parameters.end() if parameters else match.end()
                elif directive == "define":
                    if match.start() >= until:
                        yield self._token(kind, text, match.start(), line, number, name)
                elif not skipping:
                    yield self._token(kind, text, match.start(), line, 0, "")
            line += text.count("\n")

    @staticmethod
    def _token(kind, text, start, line, directive, function):
        token = Token(kind, text, start, line, directive)
        token.function = function
        token.fixed = kind == "string"
        return token

    def _match_brackets(self):
        opened = []
        for index, token in enumerate(self.tokens):
            if token.text in OPEN:
                opened.append(index)
            elif token.text in CLOSE:
                # Macros may open what others close: those brackets have no mate.
                while opened and self.tokens[opened[-1]].directive != token.directive:
                    opened.pop()
                if opened and OPEN[self.tokens[opened[-1]].text] == token.text:
                    token.mate = opened.pop()
                    self.tokens[token.mate].mate = index

    def _name_functions(self):
        index = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.text == "{" and token.mate is not None and not token.directive:
                before = self.tokens[index - 1] if index else token
                if before.text == ")" and before.mate:
                    named = before.mate - 1
                    while self.tokens[named].text == ")" and self.tokens[named].mate:
                        named = self.tokens[named].mate - 1  # NAME(ir_)(parameters)
                    name = self.tokens[named].text
                    for inner in self.tokens[index:token.mate]:
                        inner.function = name
                index = token.mate
            index += 1

    def _fix_what_is_no_code(self):
        for index, token in enumerate(self.tokens):
            following = self.tokens[index + 1:index + 2]
            if (token.text in SKIPPED_CALLS and following and following[0].text == "("
                    and following[0].mate):
                self._fix(index, following[0].mate)
            if token.text == "[" and token.mate and self._declares_array(index):
                self._fix(index, token.mate)

    def _fix(self, first, last):
        for token in self.tokens[first:last + 1]:
            token.fixed = True

    def _declares_array(self, index):
        """Whether the bracket holds the size of an array in a declaration."""
        while index and self.tokens[index - 1].text == "]":  # a[2][3]
            index = self.tokens[index - 1].mate
            if index is None:
                return False
        if index < 2 or self.tokens[index - 1].kind != "name":
            return False
        before, name = self.tokens[index - 2], self.tokens[index - 1]
        if before.text == "*":
            return self.text[before.end] not in " \n"
        if before.text == ",":  # double u[PIECE], v[PIECE]; or an argument
            start = index
            while start and self.tokens[start].text not in ";{}(":
                start -= 1
            return self.tokens[start].text != "(" and bool(TYPES.match(self.tokens[start + 1].text))
        return before.kind == "name" and before.text not in KEYWORDS and name.text not in KEYWORDS

    def line_text(self, line):
        """The text of a line without surrounding and repeated spaces."""
        return " ".join(self.lines[line - 1].split()).rstrip("\\").rstrip()

    def code_lines(self):
        """{line: weight} of the lines with more than brackets: of a table's row a twentieth."""
        rows = {}
        for token in self.tokens:
            rows.setdefault(token.line, []).append(token)
        weights = {}
        for line, row in rows.items():
            if all(token.text in "{}();," or token.text == "else" for token in row):
                continue
            table = sum(token.kind == "number" for token in row) >= 2 and all(
                token.kind == "number" or token.text in "{},-(" or token.text == ")"
                or token.text.startswith("UINT") for token in row)
            weights[line] = 0.05 if table else 1
        return weights


def spaced(source, token):
    """Whether it is a binary operator: clang-format puts spaces around these alone."""
    return (source.text[token.start - 1] in " \n" and token.end < len(source.text)
            and source.text[token.end] in " \n\\")
