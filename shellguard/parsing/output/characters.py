"""What `tr` and `cut` make of a text that is piped into them; None where that is not computed here."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from functools import lru_cache

_LONG = {"--complement": "c", "--delete": "d", "--squeeze-repeats": "s", "--truncate-set1": "t"}
_SETS = {"": (2,), "d": (1,), "s": (1, 2), "ds": (2,)}  # how many there are, by what is done
_OPTIONS = re.compile(r"-[cCdst]+\Z")
_BYTES = [chr(number) for number in range(256)]
_ASCII = _BYTES[:128]
_CLASSES = {
    "alnum": [one for one in _ASCII if one.isalnum()],
    "alpha": [one for one in _ASCII if one.isalpha()],
    "blank": ["\t", " "],
    "cntrl": [*_ASCII[:32], "\x7f"],
    "digit": list(string.digits),
    "graph": _ASCII[33:127],
    "lower": list(string.ascii_lowercase),
    "print": _ASCII[32:127],
    "punct": [one for one in _ASCII if one in string.punctuation],
    "space": ["\t", "\n", "\v", "\f", "\r", " "],
    "upper": list(string.ascii_uppercase),
    "xdigit": [one for one in _ASCII if one in string.hexdigits],
}
_CASES = ("[:lower:]", "[:upper:]")
_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_MEMBER = re.compile(
    r"\[:(?P<kind>[a-z]+):\]|\[=(?P<same>.)=\]|\[(?P<filling>\\[0-7]{1,3}|\\.|[^\\])\*(?P<times>\d*)\]"
    r"|(?P<low>\\[0-7]{1,3}|\\.|[^\\])-(?P<high>\\[0-7]{1,3}|\\.|[^\\])|(?P<one>\\[0-7]{1,3}|\\.|.)",
    re.DOTALL,
)
_VALUED = re.compile(
    r"(?:-(?P<short>[cbfd])|--(?P<long>characters|bytes|fields|delimiter|output-delimiter))(?P<rest>.*)",
    re.DOTALL,
)
_SHORT = {"characters": "c", "bytes": "b", "fields": "f", "delimiter": "d", "output-delimiter": "o"}
_RANGE = re.compile(r"(\d+)?(-)?(\d+)?\Z")
_MOST = 1_000_000


def tr(arguments: list[str], text: str) -> str | None:
    """`tr`, which goes by bytes."""
    change = _translator(tuple(arguments))
    return (
        None
        if change is None
        else change(_as_bytes(text)).encode("latin-1").decode("utf-8", "surrogateescape")
    )


@lru_cache(maxsize=64)
def _translator(arguments: tuple[str, ...]) -> Callable[[str], str] | None:
    """What `tr` with these arguments does; kept, for the same one stands in the body of a function."""
    flags = ""
    while arguments and (arguments[0] in _LONG or _OPTIONS.match(arguments[0])):
        flags += _LONG.get(arguments[0]) or arguments[0][1:].replace("C", "c")
        arguments = arguments[1:]
    arguments = arguments[1:] if arguments[:1] == ("--",) else arguments
    if not 1 <= len(arguments) <= 2 or any(word[:1] == "-" and len(word) > 1 for word in arguments):
        return None
    first = _members(_as_bytes(arguments[0]), 0, "c" in flags)
    second = _members(_as_bytes(arguments[1]), len(first or ()), False) if len(arguments) == 2 else ()
    if first is None or second is None:
        return None
    if len(arguments) not in _SETS["d" * ("d" in flags) + "s" * ("s" in flags)]:
        return None
    if _is_refused(arguments, flags):
        return None
    table: dict[int, str | None] = {}
    if "d" in flags:
        table = dict.fromkeys(map(ord, first))
    elif len(arguments) == 2:
        if not second:
            return None
        length = min(len(first), len(second)) if "t" in flags else len(first)
        pairs = zip(first[:length], (*second, *second[-1:] * len(first)), strict=False)
        table = {ord(old): new for old, new in pairs}
    squeezed = "".join(second or first) if "s" in flags else ""
    if not squeezed:
        return lambda text: text.translate(table)
    doubled = re.compile(rf"([{re.escape(squeezed)}])\1+")
    return lambda text: doubled.sub(r"\1", text.translate(table))


def _is_refused(sets: tuple[str, ...], flags: str) -> bool:
    """Whether tr may refuse the sets: with classes of letters, only those that are whole sets are read."""
    translating, complement = "d" not in flags, "c" in flags
    filled = [sum(bool(match["filling"]) for match in _MEMBER.finditer(one)) for one in sets]
    if filled[0] or filled[-1] > translating or (complement and "t" in flags):
        return True
    if not translating or len(sets) == 1 or sets[1].find("[:") < 0 > sets[1].find("[="):
        return complement and len(sets) == 2 and "[:" in sets[0] and len(set(sets[1])) > 1
    return complement or sets[0] not in _CASES or sets[1] not in _CASES


def _as_bytes(text: str) -> str:
    """A character for each byte."""
    return text.encode("utf-8", "surrogateescape").decode("latin-1")


@lru_cache(maxsize=64)
def _members(text: str, wanted: int, complement: bool) -> tuple[str, ...] | None:
    """The characters of a set, in their order; `wanted` is how many `[x*]` fills up to."""
    found: list[str] = []
    filling: tuple[int, str] | None = None
    for match in _MEMBER.finditer(text):
        if match["kind"]:
            if match["kind"] not in _CLASSES:
                return None
            found += _CLASSES[match["kind"]]
        elif match["filling"]:
            times = int(match["times"] or "0", 8 if match["times"][:1] == "0" else 10)
            if not times:
                filling = len(found), _one(match["filling"])
            found += [_one(match["filling"])] * min(times, 256)
        elif match["low"]:
            low, high = ord(_one(match["low"])), ord(_one(match["high"]))
            if low > high:
                return None
            found += _BYTES[low : high + 1]
        else:
            found.append(match["same"] or _one(match["one"]))
    if filling is not None:
        place, char = filling
        found[place:place] = [char] * (wanted - len(found))
    if complement:
        left = set(found)
        return tuple(one for one in _BYTES if one not in left)
    return tuple(found)


def _one(source: str) -> str:
    """The character that a source stands for."""
    if len(source) == 1:
        return source
    if source[1].isdecimal():
        return chr(int(source[1:], 8) & 0xFF)
    return _ESCAPES.get(source[1], source[1])


def cut(arguments: list[str], text: str) -> str | None:
    """`cut -c LIST`, `-b LIST` and `-f LIST` with its options."""
    given: dict[str, str] = {}
    words = iter(arguments)
    for word in words:
        match = _VALUED.match(word)
        if match is None:
            if word not in ("-s", "--only-delimited", "--complement", "-n"):
                return None
            given[word.lstrip("-")[:4]] = ""
            continue
        rest = match["rest"] if match["short"] else match["rest"].removeprefix("=")
        value = rest if match["rest"] else next(words, None)
        if value is None:
            return None
        given[match["short"] or _SHORT[match["long"]]] = value
    kinds = [one for one in "cbf" if one in given]
    if len(kinds) != 1 or (kinds != ["f"] and ({"o", "d", "s", "only"} & set(given) or not text.isascii())):
        return None
    mark = given.get("d", "\t")
    if len(mark) > 1 or mark == "\n" or not mark.isascii():
        return None
    ranges = [_range(part) for part in re.split(r"[, ]", given[kinds[0]])]
    known = [one for one in ranges if one is not None]
    if len(known) != len(ranges):
        return None
    return "".join(f"{line}\n" for line in _lines_cut(text, kinds[0], known, given))


def _range(part: str) -> tuple[int, int] | None:
    match = _RANGE.match(part)
    if match is None or not (match[1] or match[3]):
        return None
    low = int(match[1] or 1)
    high = int(match[3]) if match[3] else (_MOST if match[2] else low)
    return (low, high) if 0 < low <= high else None


def _lines_cut(text: str, kind: str, ranges: list[tuple[int, int]], given: dict[str, str]) -> list[str]:
    mark = given.get("d") or "\t"
    only = "s" in given or "only" in given
    out = []
    for line in text.removesuffix("\n").split("\n") if text else ():
        if kind == "f" and mark not in line:
            out += [] if only else [line]
            continue
        parts = line.split(mark) if kind == "f" else list(line)
        kept = [
            part
            for number, part in enumerate(parts, 1)
            if any(low <= number <= high for low, high in ranges) != ("comp" in given)
        ]
        out.append((given.get("o", mark) if kind == "f" else "").join(kept))
    return out
