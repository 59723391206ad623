"""awk programs gone through once: what they put together and hand to a shell, write, or print.

Every action is taken as if it ran, in the order in which it stands, for each of the first records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from shellguard.parsing.script import Hole, Piece, Word
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.printing import printf
from shellguard.parsing.words.quoting import unescape

MAX_CODE = 8192
MAX_RECORDS = 8
MAX_STEPS = 2000
MAX_DEPTH = 40
MAX_PIECES = 256
MAX_CHOICES = 8  # commands that one value may be
MAX_TEXT = 16_384
"""A value that is put together from more than that is not known: `a = a a` doubles each time."""
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)|"(?P<string>(?:[^"\\]|\\.)*)"|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)
    |(?P<sign>\|&|&&|\|\||==|!=|<=|>=|\+=|>>|~|[-+*/%^<>!=|&;:?,(){}\[\]$@\n])|(?P<blank>[ \t\r]+|\\\n)""",
    re.VERBOSE | re.DOTALL,
)
_ENDS = frozenset(
    [")", ";", "}", "|", "|&", ">", ">>", ",", "]", "{", "&&", "||", "?", ":", "<", "==", "!=", "=", "+="]
) | {"\n"}
_WORDS = frozenset(
    ["print", "printf", "system", "getline", "if", "while", "for", "in", "close", "BEGIN", "END"]
)
_COMPARING = frozenset(("<", "<=", "==", "!=", ">", ">=", "~", "&&", "||"))
_OTHERWISE = frozenset(
    [
        "if",
        "while",
        "for",
        "next",
        "exit",
        "getline",
        "close",
        "delete",
        "FS",
        "OFS",
        "RS",
        "ORS",
        "do",
        "function",
    ]
)
_CHANGING = frozenset(("sub", "gsub"))
_FORMATTED = re.compile(r"%%|%[^A-Za-z%]*([A-Za-z])")

Token = tuple[str, str]


@dataclass(slots=True)
class AwkRun:
    """What a program does.

    Attributes:
        commands: texts that a shell is given, by how (`system`, `|`).
        files: texts that are written, by (sign, file).
        printed: what goes to the standard output; None when not all of it is known.
    """

    commands: list[tuple[str, Word]] = field(default_factory=list)
    files: list[tuple[str, Word]] = field(default_factory=list)
    printed: str | None = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a program is given.

    Attributes:
        variables: what `-v` sets; what stands in `ENVIRON[name]` under "ENVIRON name".
        records: the lines that it reads; None when they are not known.
    """

    variables: Mapping[str, Word] = field(default_factory=dict)
    records: tuple[str, ...] | None = None


NOTHING_GIVEN = Given()


def run_awk(code: str, given: Given) -> AwkRun:
    """Go through a program."""
    found = AwkRun()
    tokens = _tokens(code[:MAX_CODE])
    if len(code) > MAX_CODE:
        found.printed = None
    pass_over = _Pass(tokens, dict(given.variables), found)
    records: Sequence[str | None] = (None,) if given.records is None else given.records[:MAX_RECORDS]
    for record in records or ("",):
        pass_over.once(record)
    if given.records is None or len(given.records) > MAX_RECORDS or not _one_action(tokens):
        found.printed = None
    found.commands = list({(how, word.text): (how, word) for how, word in found.commands}.values())
    found.files = list({(sign, word.text): (sign, word) for sign, word in found.files}.values())
    return found


def _tokens(code: str) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or ""
        if kind not in ("comment", "blank"):
            found.append((kind, match[kind]))
    return found


def _one_action(tokens: list[Token]) -> bool:
    """Whether the program is one action for every record, without conditions and loops."""
    texts = [text for kind, text in tokens if kind != "string"]
    return texts[:1] == ["{"] and texts[-1] == "}" and texts.count("{") == 1 and not _OTHERWISE & set(texts)


class _Pass:
    """One walk over the tokens after another, with variables that stay."""

    def __init__(self, tokens: list[Token], variables: dict[str, Word], found: AwkRun) -> None:
        self.tokens = tokens
        self.variables = variables
        self.found = found
        self.place = 0
        self.steps = 0
        self.depth = 0
        self.printing = False  # what stands here is printed: > is no comparison
        self.record: str | None = None

    def once(self, record: str | None) -> None:
        """Go through the program for one record."""
        self.record, self.place = record, 0
        while self.place < len(self.tokens) and self.steps < MAX_STEPS:
            self.steps += 1
            kind, text = self.tokens[self.place]
            following = self._text(self.place + 1)
            if kind == "name" and text in ("print", "printf"):
                self._print(text)
            elif kind == "name" and text in ("function", "func"):
                self._function()
            elif (kind == "name" and text == "system") or text == "@":
                self._system(text == "@")
            elif kind == "name" and following == "=" and text not in _WORDS:
                self.place += 2
                self.variables[text] = self._piped(self._value())
            elif kind == "string" or (kind == "name" and text not in _WORDS) or text == "$":
                self._piped(self._value())
                if text in _CHANGING or self._text(self.place) in ("=", "+="):  # the record is another now
                    self.record, self.found.printed = None, None
            else:
                self.place += 1

    def _text(self, place: int) -> str:
        return self.tokens[place][1] if place < len(self.tokens) and self.tokens[place][0] != "string" else ""

    def _piped(self, value: Word) -> Word:
        """A value with `| getline` behind it is a command."""
        if self._text(self.place) in ("|", "|&") and self._text(self.place + 1) == "getline":
            self._runs("|", value)
            self.place += 2
            self._forget(self.place)
        return value

    def _forget(self, place: int) -> None:
        """The variable that stands there holds what nobody knows."""
        kind, name = self.tokens[place] if place < len(self.tokens) else ("", "")
        if kind == "name" and name not in _WORDS:
            self.variables[name] = _unknown(name)

    def _function(self) -> None:
        """`function name(a, b)`: it may be called with anything."""
        while self.place < len(self.tokens) and self._text(self.place) not in (")", "{"):
            self._forget(self.place)
            self.place += 1

    def _system(self, indirect: bool) -> None:
        """`system(value)`, or `@name(value)` where name holds it."""
        if indirect:
            name = self.variables.get(self._text(self.place + 1))
            self.place += 2
            if name is not None and name.text != "system":
                return
        else:
            self.place += 1
        if self._text(self.place) == "(":
            self.place += 1
            self._runs("system", self._value())

    def _runs(self, how: str, value: Word) -> None:
        """A shell is given the value, or each of those that it may be."""
        self.found.commands.extend((how, word) for word in _choices(value))

    def _print(self, how: str) -> None:
        """`print a, b`, `printf form, a`, and what stands behind: `| command`, `> file`."""
        self.place += 1
        bracket = self._text(self.place) == "("
        self.place += bracket
        self.printing = not bracket
        values = [self._value()]
        while self._text(self.place) == ",":
            self.place += 1
            values.append(self._value())
        self.printing = False
        if bracket and self._text(self.place) == ")":
            self.place += 1
        if values == [_EMPTY] and how == "print":
            values = [self._field("0")]
        text = _line(how, values)
        sign = self._text(self.place)
        if sign in ("|", "|&", ">", ">>"):
            self.place += 1
            target = self._value()
            if sign in (">", ">>"):
                self.found.files.append((sign, target))
            else:
                self._into(text, target)
        elif self.found.printed is not None:
            known = text.value is not None and sign in ("", ";", "}", "\n")
            fits = len(self.found.printed) + len(text.text) <= MAX_TEXT
            self.found.printed = self.found.printed + text.text if known and fits else None

    def _into(self, text: Word, target: Word) -> None:
        """A text that a command reads: a shell runs it."""
        self._runs("|", target)
        if re.match(r"(?:\S*/)?(?:env )?(?:ba|da|z|k)?sh\b", target.text):
            self._runs("|", text)

    def _value(self) -> Word:
        """The value of what stands here up to the end of an expression: strings beside each other join."""
        if self.depth >= MAX_DEPTH:
            self.place += 1
            return _unknown("")
        self.depth += 1
        word = self._joined()
        while (sign := self._text(self.place)) in _COMPARING and not (self.printing and sign == ">"):
            self.place += 1
            self.steps += 1
            self._joined()
            word = _unknown("")
        if self._text(self.place) == "?":
            self.place += 1
            yes = self._value()
            self.place += self._text(self.place) == ":"
            word = _either(yes, self._value())
        self.depth -= 1
        return word

    def _joined(self) -> Word:
        pieces: list[Piece] = []
        source: list[str] = []
        while self.place < len(self.tokens):
            kind, text = self.tokens[self.place]
            if kind != "string" and (text in _ENDS or text in ("print", "printf", "system", "getline", "in")):
                break
            self.place += 1
            self.steps += 1
            word = self._primary(kind, text)
            if len(pieces) <= MAX_PIECES:
                pieces.extend(word.pieces)
            source.append(text)
        if len(pieces) > MAX_PIECES or sum(len(piece.text) for piece in pieces) > MAX_TEXT:
            return _unknown(" ".join(source))
        return Word(" ".join(source), tuple(pieces)) if pieces else _EMPTY

    def _primary(self, kind: str, text: str) -> Word:
        if kind == "string":
            return literal_word(unescape(text), text)
        if kind == "number":
            return literal_word(text)
        if text == "$":
            name = self._text(self.place)
            self.place += 1
            return self._field(name)
        if text == "(":
            printing, self.printing = self.printing, False
            value = self._value()
            self.place += self._text(self.place) == ")"
            self.printing = printing
            return value
        if kind == "name":
            return self._named(text)
        return _unknown(text)

    def _named(self, name: str) -> Word:
        following = self._text(self.place)
        if name == "ENVIRON" and following == "[":
            self.place += 1
            key = self._value()
            self.place += self._text(self.place) == "]"
            return self.variables.get(f"ENVIRON {key.text}", _unknown(f"${key.text}", key.text))
        if following in ("(", "["):
            self.place += 1
            values = [self._value()]
            while self._text(self.place) == ",":
                self.place += 1
                values.append(self._value())
            if name in _CHANGING and len(values) == 3:
                self._forget(self.place - 1)
            self.place += self._text(self.place) in (")", "]")
            return _line("printf", values) if name == "sprintf" else _unknown(name)
        return self.variables.get(name, _unknown(name) if name in _SET else _EMPTY)

    def _field(self, number: str) -> Word:
        if self.record is None or not (number.isdecimal() or number == "NF"):
            return _unknown(f"${number}")
        parts = self.record.split()
        if number == "0":
            return literal_word(self.record)
        index = len(parts) if number == "NF" else int(number[:4])
        return literal_word(parts[index - 1]) if index <= len(parts) else _EMPTY


_EMPTY = Word("", (Piece("", Hole.NONE, True),))
_SET = frozenset(
    ("NR", "NF", "FNR", "FILENAME", "ARGC", "ARGV", "RSTART", "RLENGTH", "SUBSEP", "FS", "OFS", "length")
)


def _unknown(text: str, name: str = "") -> Word:
    return Word(text, (Piece(text, Hole.INPUT, False, name),))


def _choices(value: Word) -> list[Word]:
    """What a value may be, word by word, if that is known; else the value."""
    if value.known or not all(piece.candidates or not piece.hole for piece in value.pieces):
        return [value]
    parts = [piece.candidates or (piece.text,) for piece in value.pieces]
    return [literal_word("".join(one)) for one in islice(product(*parts), MAX_CHOICES)]


def _either(yes: Word, no: Word) -> Word:
    """The value of `condition ? yes : no`."""
    texts = [word.text for value in (yes, no) for word in _choices(value) if word.known]
    source = f"{yes.source} : {no.source}"
    return Word(source, (Piece(source, Hole.INPUT, False, "", False, tuple(dict.fromkeys(texts))),))


def _line(how: str, values: list[Word]) -> Word:
    """What a print statement puts out."""
    if how == "printf":
        text = _formatted([value.text for value in values]) if all(value.known for value in values) else None
        return _unknown(values[0].text) if text is None else literal_word(text)
    pieces: list[Piece] = []
    for index, value in enumerate(values):
        pieces.extend((Piece(" "), *value.pieces) if index else value.pieces)
    return Word("", (*pieces, Piece("\n")))


def _formatted(texts: list[str]) -> str | None:
    if sum(map(len, texts)) > MAX_TEXT:
        return None
    kinds = [match[1] for match in _FORMATTED.finditer(texts[0]) if match[1]]
    for index, kind in enumerate(kinds[: len(texts) - 1], 1):
        if kind == "c" and texts[index].isdecimal():  # a number there is a character's
            texts[index] = chr(int(texts[index][:5]) % 0x110000)
    try:
        return printf(texts)
    except (ValueError, IndexError, OverflowError):
        return None


def awk_filter(arguments: list[str], text: str) -> str | None:
    """What `awk PROGRAM` prints for a text, for programs of one action and nothing else."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        return None
    return run_awk(arguments[0], Given({}, tuple(text.splitlines()))).printed
