"""What a line of awk, perl or Python prints, where its constants alone say so: nothing is executed."""

from __future__ import annotations

import base64
import re
from abc import ABC, abstractmethod
from collections.abc import Callable

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.languages.python_code import python_printed
from shellguard.parsing.words.quoting import unescape

MAX_CODE = 8_192
_MAX_DEPTH = 20
_TOKEN = re.compile(
    r"""\s*(?:(?P<double>"(?:[^"\\]|\\.)*")|(?P<single>'[^']*'|q\{[^}]*\}|q\([^)]*\))|(?P<number>0x[0-9A-Fa-f]+|\d+)"""
    r"""|(?P<name>[A-Za-z_]\w*)|(?P<sign>\.\.|[{}()\[\],;.]|//))""",
    re.DOTALL,
)
_BEGIN = re.compile(r"\s*BEGIN\s*\{(?P<body>.*?);?\s*\}\s*\Z", re.DOTALL)
_FORMATTED = re.compile(r"%(?:%|0?\d{0,2}([csdixXo]))")
_TEXT_OPTIONS = re.compile(r"-[A-Za-z]*[eE]\Z")
_PYTHON_TEXT = re.compile(r"-[A-Za-z]*c\Z")


class _UnreadError(Exception):
    """The code does more than print constants."""


def _tokens(code: str) -> list[tuple[str, str]]:
    found, place, code = [], 0, code.rstrip()
    while place < len(code):
        match = _TOKEN.match(code, place)
        if match is None:
            raise _UnreadError
        found.append((match.lastgroup or "", match[match.lastgroup or 0]))
        place = match.end()
    return found


class _Printing(ABC):
    """One walk over code that only prints."""

    def __init__(self, code: str) -> None:
        self.tokens = _tokens(code)
        self.place = 0
        self.depth = 0

    def _next(self) -> tuple[str, str]:
        return self.tokens[self.place] if self.place < len(self.tokens) else ("", "")

    def _take(self, text: str) -> bool:
        found = self._next()[1] == text
        self.place += found
        return found

    def _need(self, text: str) -> None:
        if not self._take(text):
            raise _UnreadError

    def statements(self) -> str:
        out = []
        while self._next()[0]:
            if self._take(";"):
                continue
            if self._take("use") or self._take("no"):
                while self._next()[0] and self._next()[1] != ";":
                    self.place += 1
                continue
            out.append(self._printed())
            if self._next()[0]:
                self._need(";")
        return "".join(out)

    @abstractmethod
    def _printed(self) -> str:
        """What the statement at this place prints."""

    def _string(self, kind: str, text: str) -> str:
        inside = text[2:-1] if text[0] == "q" else text[1:-1]
        if kind == "single":
            return inside
        if re.search(r"(?<!\\)[$@]", inside) and isinstance(self, _Perl):
            raise _UnreadError
        return unescape(inside)

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise _UnreadError


class _Awk(_Printing):
    """`BEGIN{printf "%c%c", 114, 109}`."""

    def _printed(self) -> str:
        kind = self._next()[1]
        self.place += 1
        if kind not in ("print", "printf"):
            raise _UnreadError
        values = self._values()
        if kind == "printf":
            return _formatted(values)
        return " ".join(values) + "\n"

    def _values(self) -> list[str]:
        opened = self._take("(")
        values = [self._joined()]
        while self._take(","):
            values.append(self._joined())
        if opened:
            self._need(")")
        return values

    def _joined(self) -> str:
        """Terms that stand side by side are joined."""
        self._deeper()
        parts = [self._term()]
        while self._next()[0] in ("double", "number", "name"):
            parts.append(self._term())
        self.depth -= 1
        return "".join(parts)

    def _term(self) -> str:
        kind, text = self._next()
        self.place += 1
        if kind == "double":
            return self._string(kind, text)
        if kind == "number":
            return text
        if text == "(":
            value = self._joined()
            self._need(")")
            return value
        if text in ("sprintf", "tolower", "toupper", "substr"):
            return self._function(text)
        raise _UnreadError

    def _function(self, name: str) -> str:
        values = self._values()
        if name == "sprintf":
            return _formatted(values)
        if name == "substr":
            start = int(values[1]) - 1
            return values[0][start : start + int(values[2]) if len(values) > 2 else None]
        return values[0].lower() if name == "tolower" else values[0].upper()


class _Perl(_Printing):
    """`print pack("H*","726d")`, `print reverse split //, "mr"`, `print map {chr} (114, 109)`."""

    def _printed(self) -> str:
        if self._next()[1] not in ("print", "say"):
            raise _UnreadError
        end = "\n" if self._next()[1] == "say" else ""
        self.place += 1
        self._take("STDOUT")
        return "".join(self._listed()) + end

    def _listed(self) -> list[str]:
        self._deeper()
        values = self._term()
        while self._next()[1] in (",", "."):
            joins = self._next()[1] == "."
            self.place += 1
            more = self._term()
            values = (
                [*values[:-1], values[-1] + more[0], *more[1:]]
                if joins and values and more
                else values + more
            )
        self.depth -= 1
        return values

    def _term(self) -> list[str]:
        kind, text = self._next()
        self.place += 1
        if kind in ("double", "single"):
            return [self._string(kind, text)]
        if kind == "number":
            return [str(int(text, 0))]
        if text == "(":
            values = self._listed()
            self._need(")")
            return values
        if kind == "name":
            return self._function(text)
        raise _UnreadError

    def _function(self, name: str) -> list[str]:
        if name == "scalar":
            scalar = self._next()[1] == "reverse"
            values = self._term()
            return ["".join(values)[::-1]] if scalar else values
        if name == "map":
            return self._mapped()
        if name == "chr":
            return [chr(int(self._term()[0]))]
        if name in ("lc", "uc"):
            return [self._term()[0].lower() if name == "lc" else self._term()[0].upper()]
        if name == "split":
            self._need("//")
            self._need(",")
            return list("".join(self._listed()))
        if name not in _PERL:
            raise _UnreadError
        if self._take("("):
            values = self._listed() if self._next()[1] != ")" else []
            self._need(")")
        else:
            values = self._listed()
        return _PERL[name](values)

    def _mapped(self) -> list[str]:
        """`map {chr} …`, `map(chr, …)`, `map {chr $_}` is written without its `$_` here."""
        opened = self._take("(")
        braced = self._take("{")
        self._need("chr")
        if braced:
            self._need("}")
        self._take(",")
        values = self._listed()
        if opened:
            self._need(")")
        return [chr(int(value)) for value in values]


def _packed(values: list[str]) -> list[str]:
    form, rest = values[0].replace(" ", ""), values[1:]
    if form.startswith(("H", "h")):
        return [bytes.fromhex(rest[0]).decode("utf-8", "replace")]
    if re.fullmatch(r"[CcUW](?:\*|\d+)|[CcUW]+", form):
        return ["".join(chr(int(value)) for value in rest)]
    raise _UnreadError


def _from_base64(values: list[str]) -> list[str]:
    return [base64.b64decode(values[0] + "=" * (-len(values[0]) % 4)).decode("utf-8", "replace")]


_PERL: dict[str, Callable[[list[str]], list[str]]] = {
    "pack": _packed,
    "reverse": lambda values: values[::-1],
    "join": lambda values: [values[0].join(values[1:])],
    "decode_base64": _from_base64,
}


def _formatted(values: list[str]) -> str:
    """awk's printf: `%c` of a number is the character of that number."""
    rest = values[1:]

    def one(match: re.Match[str]) -> str:
        if not match[1]:
            return "%"
        value = rest.pop(0) if rest else ""
        if match[1] == "c":
            return chr(int(value)) if value.isdecimal() else value[:1]
        return value if match[1] == "s" else format(int(value), {"i": "d"}.get(match[1], match[1]))

    return _FORMATTED.sub(one, values[0])


def _read(reader: type[_Printing], code: str) -> str | None:
    if len(code) > MAX_CODE:
        return None
    try:
        return reader(code).statements()
    except (_UnreadError, ValueError, IndexError, OverflowError):
        return None


def awk_output(arguments: list[str]) -> str | None:
    """What awk prints whose only rule is a BEGIN of constants."""
    match = _BEGIN.match(arguments[0]) if len(arguments) == 1 else None
    return _read(_Awk, match["body"]) if match else None


def perl_output(arguments: list[str]) -> str | None:
    """What `perl -e CODE` prints."""
    place = next((index for index, word in enumerate(arguments) if _TEXT_OPTIONS.match(word)), -1)
    if place < 0 or place != len(arguments) - 2:
        return None
    code = re.sub(r"\bmap\s*\{\s*chr\s*\(?\s*\$_\s*\)?\s*\}", "map {chr}", arguments[-1])
    if "l" in arguments[place]:
        code = re.sub(r"\bprint\b", "say", code)
    return _read(_Perl, code)


def python_output(arguments: list[str]) -> str | None:
    """What `python -c CODE` prints."""
    place = next((index for index, word in enumerate(arguments) if _PYTHON_TEXT.match(word)), -1)
    if place < 0 or place + 1 >= len(arguments) or len(arguments[place + 1]) > MAX_CODE:
        return None
    return python_printed(arguments[place + 1])


OUTPUTS: dict[str, Callable[[list[str]], str | None]] = {
    **dict.fromkeys(knowledge("families").texts("awk"), awk_output),
    "perl": perl_output,
    **dict.fromkeys(("python", "pypy"), python_output),
}
