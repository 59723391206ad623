"""What a Python expression is worth, where its constants alone say so: nothing is executed."""

from __future__ import annotations

import ast
import base64
import binascii
import codecs
import posixpath
import re
import shlex
import zlib
from collections.abc import Callable, Iterable
from typing import Any

MAX_TEXT = 65_536
_MAX_DEPTH = 30
_MAX_ITEMS = 4_096
_MAX_STEPS = 20_000
_MAX_BITS = 4_096
_LONGEST_MARK = 16
_WIDE = re.compile(r"[{][^}]*[.:!\[]|%[^%a-zA-Z]*(?:\d{3}|\*)")  # what a format may blow up, or look into
_SAME = frozenset(("os.path.expanduser", "os.path.abspath", "Path", "pathlib.Path", "os.fspath"))
_HOMES = frozenset(("Path.home", "pathlib.Path.home"))
_ASKS = frozenset(("os.getenv", "os.environ.get"))
_JOINS = frozenset(("os.path.join", "Path", "pathlib.Path"))
_CODECS = frozenset(("rot13", "rot_13", "rot-13", "hex", "hex_codec", "base64", "base64_codec"))


class UnknownError(Exception):
    """The expression holds something that only running it would tell."""


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode()
    raise UnknownError


def _decode(value: object, coding: object = "utf-8", *_: object) -> object:
    if isinstance(value, str) and coding in ("rot13", "rot_13", "rot-13"):
        return codecs.encode(value, "rot13")
    if coding in _CODECS:
        return codecs.decode(_bytes(value), str(coding))
    return _bytes(value).decode("utf-8", "replace")


def _base64(value: object, *_: object) -> bytes:
    data = _bytes(value)
    return base64.b64decode(data + b"=" * (-len(data) % 4))


def _inflated(value: object, *_: object) -> bytes:
    return zlib.decompressobj(47).decompress(_bytes(value), MAX_TEXT)


def _items(value: object) -> list[Any]:
    if isinstance(value, str | bytes | list | range):
        return list(value[:_MAX_ITEMS])
    raise UnknownError


def _of_bytes(value: object, *_: object) -> bytes:
    return bytes(value) if isinstance(value, list) else _bytes(value)


def _ranged(*ends: Any) -> range:
    found = range(*ends)
    if len(found) > _MAX_ITEMS:
        raise UnknownError
    return found


_FUNCTIONS: dict[str, Callable[..., object]] = {
    "str": lambda value, *_: str(value, "utf-8") if isinstance(value, bytes) else str(value),
    "int": lambda value, base=10: int(value, base) if isinstance(value, str | bytes) else int(value),
    "chr": chr,
    "ord": ord,
    "bytes": _of_bytes,
    "bytearray": _of_bytes,
    "list": _items,
    "tuple": _items,
    "range": _ranged,
    "reversed": lambda value: _items(value)[::-1],
    "bytes.fromhex": lambda value: bytes.fromhex(value),
    "bytearray.fromhex": lambda value: bytes.fromhex(value),
    "binascii.unhexlify": lambda value: bytes.fromhex(_bytes(value).decode()),
    "binascii.a2b_base64": _base64,
    "base64.b64decode": _base64,
    "base64.standard_b64decode": _base64,
    "base64.urlsafe_b64decode": lambda value, *_: _base64(
        _bytes(value).translate(bytes.maketrans(b"-_", b"+/"))
    ),
    "base64.decodebytes": _base64,
    "base64.b32decode": lambda value, *_: base64.b32decode(_bytes(value)),
    "base64.b16decode": lambda value, *_: base64.b16decode(_bytes(value)),
    "base64.b85decode": lambda value, *_: base64.b85decode(_bytes(value)),
    "base64.a85decode": lambda value, *_: base64.a85decode(_bytes(value)),
    "codecs.decode": _decode,
    "codecs.encode": _decode,
    "shlex.split": lambda value, *_: shlex.split(value),
    "shlex.join": lambda value, *_: shlex.join(value),
    "shlex.quote": lambda value: shlex.quote(value),
    "zlib.decompress": _inflated,
    "gzip.decompress": _inflated,
}

_PLAIN_METHODS = frozenset(
    ("strip", "lstrip", "rstrip", "lower", "upper", "swapcase", "split", "removeprefix", "removesuffix")
)


def _method(value: Any, name: str, arguments: list[Any]) -> object:
    if not isinstance(value, str | bytes):
        raise UnknownError
    if name == "join" and len(arguments) == 1 and len(value) < _LONGEST_MARK:
        return value.join(_items(arguments[0]))
    if name == "decode":
        return _decode(value, *arguments)
    if name == "encode":
        return _bytes(value)
    if name == "replace" and len(arguments) == 2 and len(arguments[1]) < _LONGEST_MARK:
        return value.replace(*arguments)
    if name == "format" and isinstance(value, str) and not _WIDE.search(value):
        return value.format(*(str(one) for one in arguments))
    if name in _PLAIN_METHODS:
        return getattr(value, name)(*arguments)
    return _unknown()


def _unknown() -> object:
    raise UnknownError


def _product(left: Any, right: Any) -> object:
    """A number times a number, or a text or list so many times, if that stays small."""
    if isinstance(left, int) and isinstance(right, int):
        return left * right if left.bit_length() + right.bit_length() < _MAX_BITS else _unknown()
    value, count = (right, left) if isinstance(left, int) else (left, right)
    return value * count if isinstance(count, int) and len(value) * count < MAX_TEXT else _unknown()


class Evaluation:
    """Computes expressions; `constants` are the names that hold one known value."""

    def __init__(
        self, constants: dict[str, object], name_of: Callable[[ast.expr], str], steps: list[int] | None = None
    ) -> None:
        self.constants = constants
        self.name_of = name_of
        self.steps = steps or [_MAX_STEPS]  # shared with the evaluations within

    def forget(self, target: ast.expr) -> None:
        """Say that nobody knows what these names hold now."""
        for node in ast.walk(target):
            if isinstance(node, ast.Name):
                self.constants.pop(node.id, None)

    def add(self, node: ast.AugAssign) -> None:
        """`name += value`, and its kin."""
        target = node.target
        if isinstance(target, ast.Name):
            name = ast.copy_location(ast.Name(target.id, ast.Load()), target)
            found = self.value(ast.copy_location(ast.BinOp(name, node.op, node.value), node))
            self.forget(target)
            if found is not None:
                self.constants[target.id] = found

    def value(self, node: ast.expr) -> object | None:
        """The value (text, bytes, a number, a list), None when it is not known."""
        try:
            found: object = self._value(node, 0)
        except (UnknownError, ValueError, TypeError, IndexError, LookupError, OverflowError):
            return None
        except (binascii.Error, zlib.error, ArithmeticError, MemoryError, EOFError):
            return None
        return found

    def _value(self, node: ast.expr, depth: int) -> Any:
        self.steps[0] -= 1
        if depth > _MAX_DEPTH or self.steps[0] < 0:
            raise UnknownError
        handler = _NODES.get(type(node))
        if handler is None:
            raise UnknownError
        found = handler(self, node, depth + 1)
        if isinstance(found, str | bytes | list) and len(found) > MAX_TEXT:
            raise UnknownError
        return found

    def _constant(self, node: Any, _: int) -> object:
        value = node.value
        if isinstance(value, str | bytes | int) and not isinstance(value, bool):
            return value
        raise UnknownError

    def _named(self, node: Any, _: int) -> object:
        if node.id not in self.constants:
            raise UnknownError
        return self.constants[node.id]

    def _binary(self, node: Any, depth: int) -> object:
        left, right = self._value(node.left, depth), self._value(node.right, depth)
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Div) and isinstance(left, str) and isinstance(right, str):
            return posixpath.join(left, right)
        if isinstance(node.op, ast.Mod) and isinstance(left, str) and not _WIDE.search(left):
            return left % (tuple(right) if isinstance(right, list) else right)
        numbers = isinstance(left, int) and isinstance(right, int)
        if isinstance(node.op, ast.Mult):
            return _product(left, right)
        if numbers and isinstance(node.op, ast.Sub):
            return left - right
        if numbers and isinstance(node.op, ast.BitXor):
            return left ^ right
        if numbers and isinstance(node.op, ast.FloorDiv | ast.Div):
            return left // right
        return _unknown()

    def _negative(self, node: Any, depth: int) -> object:
        value = self._value(node.operand, depth)
        return -value if isinstance(node.op, ast.USub) else _unknown()

    def _formatted(self, node: Any, depth: int) -> object:
        return "".join(
            str(self._value(part.value, depth)) if isinstance(part, ast.FormattedValue) else str(part.value)
            for part in node.values
        )

    def _subscript(self, node: Any, depth: int) -> object:
        if self.name_of(node.value) == "os.environ":
            return _of_environment(self._value(node.slice, depth))
        value = self._value(node.value, depth)
        if isinstance(node.slice, ast.Slice):
            parts = (node.slice.lower, node.slice.upper, node.slice.step)
            return value[slice(*(None if part is None else self._value(part, depth) for part in parts))]
        return value[self._value(node.slice, depth)]

    def _several(self, node: Any, depth: int) -> object:
        return [self._value(item, depth) for item in node.elts[:_MAX_ITEMS]]

    def _comprehension(self, node: Any, depth: int) -> object:
        loop = node.generators[0]
        if len(node.generators) > 1 or loop.ifs or not isinstance(loop.target, ast.Name):
            raise UnknownError
        inner = Evaluation(dict(self.constants), self.name_of, self.steps)
        found = []
        for item in _items(self._value(loop.iter, depth)):
            inner.constants[loop.target.id] = item
            found.append(inner._value(node.elt, depth))
        return found

    def _call(self, node: Any, depth: int) -> object:
        if any(item.arg is None for item in node.keywords):
            raise UnknownError
        name = self.name_of(node.func)
        if name == "map" and len(node.args) == 2:
            return self._mapped(node, depth)
        if name in _HOMES:
            return "~"
        if name in _ASKS and node.args:
            return _of_environment(self._value(node.args[0], depth))
        if name in _JOINS and len(node.args) > 1:
            return posixpath.join(*map(_path, self._arguments(node, depth)))
        if isinstance(node.func, ast.Attribute) and name not in _FUNCTIONS:
            if name in _SAME and len(node.args) == 1:
                return self._value(node.args[0], depth)
            return _method(self._value(node.func.value, depth), node.func.attr, self._arguments(node, depth))
        if name in _SAME and len(node.args) == 1:
            return self._value(node.args[0], depth)
        return _FUNCTIONS.get(name, _none)(*self._arguments(node, depth))

    def _arguments(self, node: Any, depth: int) -> list[object]:
        return [self._value(item, depth) for item in node.args]

    def _mapped(self, node: Any, depth: int) -> Iterable[object]:
        """`map(chr, [ … ])`, `map(lambda x: … , [ … ])`."""
        function, items = node.args[0], _items(self._value(node.args[1], depth))
        if isinstance(function, ast.Lambda) and len(function.args.args) == 1:
            inner = Evaluation(dict(self.constants), self.name_of, self.steps)
            found = []
            for item in items:
                inner.constants[function.args.args[0].arg] = item
                found.append(inner._value(function.body, depth))
            return found
        known = _FUNCTIONS.get(self.name_of(function), _none)
        return [known(item) for item in items]


def _of_environment(name: object) -> str:
    """The one variable whose value may stand as `~`: whose home it is tells nothing more."""
    if name != "HOME":
        raise UnknownError
    return "~"


def _path(value: object) -> str:
    return value if isinstance(value, str) else str(_unknown())


def _none(*_: object) -> object:
    raise UnknownError


_NODES: dict[type, Callable[[Evaluation, Any, int], Any]] = {
    ast.Constant: Evaluation._constant,
    ast.Name: Evaluation._named,
    ast.BinOp: Evaluation._binary,
    ast.UnaryOp: Evaluation._negative,
    ast.JoinedStr: Evaluation._formatted,
    ast.Subscript: Evaluation._subscript,
    ast.List: Evaluation._several,
    ast.Tuple: Evaluation._several,
    ast.ListComp: Evaluation._comprehension,
    ast.GeneratorExp: Evaluation._comprehension,
    ast.Call: Evaluation._call,
}


def as_text(value: object) -> str | None:
    """A value as the text that a shell or a file name would get; None for what is no text."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value) if isinstance(value, str | int) else None
