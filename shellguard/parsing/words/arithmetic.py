"""`$(( ))`, `(( ))` and `let`: computed where every name in them is known, 64 bits wide as in bash."""

from __future__ import annotations

import re
from collections.abc import Callable

from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import Value

_TOKEN = re.compile(
    r"\s*(?:(?P<number>0[xX][0-9A-Fa-f]+|\d+#[0-9A-Za-z@_]+|\d+)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<sign>\*\*|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||\+\+|--|[-+*/%&|^]=|[-+*/%&|^!~<>=?:(),]))"
)
_INTEGER = re.compile(r"-?\d+", re.ASCII)
_CHANGING = re.compile(
    r"(?:\+\+|--)\s*(?P<after>[A-Za-z_]\w*)|(?P<before>[A-Za-z_]\w*)\s*(?:\+\+|--|(?:[-+*/%&|^]|<<|>>)?=(?!=))"
)
_BINARY = {
    "||": 1, "&&": 2, "|": 3, "^": 4, "&": 5, "==": 6, "!=": 6, "<": 7, ">": 7, "<=": 7, ">=": 7,
    "<<": 8, ">>": 8, "+": 9, "-": 9, "*": 10, "/": 10, "%": 10, "**": 11,
}  # fmt: skip
_ASSIGNING = frozenset(("=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="))
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_"
MAX_LENGTH = 512
_MAX_DEPTH = 30


class UnknownError(Exception):
    """The value is not known, or the text is no arithmetic."""


def changed_names(text: str) -> list[str]:
    """Names that the text assigns to."""
    return [match["after"] or match["before"] for match in _CHANGING.finditer(text)]


def compute(text: str, lookup: Callable[[str], int | None], assign: Callable[[str, int], None]) -> int | None:
    """The value of the text; None when it is not known or no arithmetic. Assignments go to `assign`."""
    if len(text) > MAX_LENGTH:
        return None
    if not text.strip():
        return 0
    try:
        return _Sum(text, lookup, assign).whole()
    except (UnknownError, ArithmeticError, ValueError, OverflowError):
        return None


def integer_in(held: str) -> int | None:
    """The number that the value of a variable is, `010` being eight; None for all else."""
    held = held.strip() or "0"
    try:
        if _INTEGER.fullmatch(held):
            return -_number(held[1:]) if held[0] == "-" else _number(held)
    except ValueError:  # a digit that octal numbers don't have
        return None
    return None


def compute_in(environment: Environment, text: str) -> int | None:
    """As `compute`, with the variables of a shell."""

    def integer(name: str) -> int | None:
        held = environment.lookup(name).text
        return None if held is None else integer_in(held)

    return compute(text, integer, lambda name, value: environment.assign(name, Value((str(value),))))


def _wrapped(value: int) -> int:
    return (value + 2**63) % 2**64 - 2**63


def _number(text: str) -> int:
    if "#" in text:
        base, digits = text.split("#", 1)
        size = int(base)
        total = 0
        for digit in digits.lower() if size <= 36 else digits:
            value = _DIGITS.index(digit)
            if value >= size:
                raise UnknownError
            total = total * size + value
        return _wrapped(total)
    if text[:2] in ("0x", "0X"):
        return _wrapped(int(text, 16))
    return _wrapped(int(text, 8) if text[0] == "0" and len(text) > 1 else int(text))


def _applied(sign: str, left: int, right: int) -> int:
    if sign in ("/", "%"):
        quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
        return _wrapped(quotient if sign == "/" else left - right * quotient)
    if sign == "**":
        if right < 0:
            raise UnknownError
        return _wrapped(pow(left, right, 2**64))
    if sign in ("<<", ">>"):
        return _wrapped(left << (right & 63) if sign == "<<" else left >> (right & 63))
    return _wrapped(
        {
            "+": left + right, "-": left - right, "*": left * right, "&": left & right, "|": left | right,
            "^": left ^ right, "==": left == right, "!=": left != right, "<": left < right, ">": left > right,
            "<=": left <= right, ">=": left >= right, "&&": bool(left and right), "||": bool(left or right),
        }[sign]
    )  # fmt: skip


class _Sum:
    """One walk over the tokens, by precedence."""

    def __init__(
        self, text: str, lookup: Callable[[str], int | None], assign: Callable[[str, int], None]
    ) -> None:
        self.lookup = lookup
        self.assign = assign
        self.place = 0
        self.depth = 0
        self.tokens: list[tuple[str, str]] = []
        place, text = 0, text.rstrip()
        while place < len(text):
            match = _TOKEN.match(text, place)
            if match is None:
                raise UnknownError
            self.tokens.append((match.lastgroup or "", match[match.lastgroup or 0]))
            place = match.end()

    def whole(self) -> int:
        value = self._listed()
        if self.place < len(self.tokens):
            raise UnknownError
        return value

    def _sign(self) -> str:
        kind, text = self.tokens[self.place] if self.place < len(self.tokens) else ("", "")
        return text if kind == "sign" else ""

    def _listed(self) -> int:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise UnknownError
        value = self._chosen()
        while self._sign() == ",":
            self.place += 1
            value = self._chosen()
        self.depth -= 1
        return value

    def _chosen(self) -> int:
        value = self._binary(1)
        if self._sign() != "?":
            return value
        self.place += 1
        first = self._listed()
        if self._sign() != ":":
            raise UnknownError
        self.place += 1
        second = self._chosen()
        return first if value else second

    def _binary(self, lowest: int) -> int:
        left = self._unary()
        while (rank := _BINARY.get(sign := self._sign(), 0)) >= lowest:
            self.place += 1
            right = self._binary(rank if sign == "**" else rank + 1)
            left = _applied(sign, left, right)
        return left

    def _unary(self) -> int:
        sign = self._sign()
        if sign in ("+", "-", "!", "~"):
            self.place += 1
            value = self._unary()
            return _wrapped({"+": value, "-": -value, "!": int(not value), "~": ~value}[sign])
        if sign in ("++", "--"):
            self.place += 1
            return self._assigned(self._name(), sign[0] + "=", 1)
        if sign == "(":
            self.place += 1
            value = self._listed()
            if self._sign() != ")":
                raise UnknownError
            self.place += 1
            return value
        return self._operand()

    def _name(self) -> str:
        if self.place >= len(self.tokens) or self.tokens[self.place][0] != "name":
            raise UnknownError
        self.place += 1
        return self.tokens[self.place - 1][1]

    def _operand(self) -> int:
        if self.place >= len(self.tokens):
            raise UnknownError
        kind, text = self.tokens[self.place]
        if kind == "number":
            self.place += 1
            return _number(text)
        name = self._name()
        sign = self._sign()
        if sign in _ASSIGNING:
            self.place += 1
            return self._assigned(name, sign, self._chosen())
        value = self._value(name)
        if sign in ("++", "--"):
            self.place += 1
            self._assigned(name, sign[0] + "=", 1)
        return value

    def _value(self, name: str) -> int:
        value = self.lookup(name)
        if value is None:
            raise UnknownError
        return value

    def _assigned(self, name: str, sign: str, value: int) -> int:
        if sign != "=":
            value = _applied(sign[:-1], self._value(name), value)
        self.assign(name, value)
        return value
