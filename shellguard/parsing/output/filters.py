"""What programs make of a text that is piped into them: decoders, cutters, and what passes it on."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import zlib
from collections.abc import Callable
from functools import lru_cache

from shellguard.parsing.languages.awk_code import awk_filter
from shellguard.parsing.words.quoting import unescape

MAX_TEXT = 65_536
_SED = re.compile(
    r"s(?P<mark>[^\w\s\\])(?P<old>(?:\\.|(?!(?P=mark))[^\\\n])*)(?P=mark)(?P<new>(?:\\.|(?!(?P=mark))[^\\\n])*)(?P=mark)(?P<flags>[gIi\d]*)\Z"
)
_SED_END = re.compile(r"(?<=[/|,#:@gI]);(?=s\W)")
_PLAIN_EXPRESSION = re.compile(r"[A-Za-z0-9 _/.,:;@=\-]*(?:\\[./ ][A-Za-z0-9 _/,:;@=\-]*)*\Z")
_CUT = re.compile(
    r"(?:-d ?(?P<mark>.) )?-(?P<kind>[fcb]) ?(?P<low>\d*)(?P<dash>-?)(?P<high>\d*)"
    r"(?: -d ?(?P<late>.))?"
)
_TR_RANGE = re.compile(r"(.)-(.)", re.DOTALL)
_TR_CLASSES = {
    "[:upper:]": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "[:lower:]": "abcdefghijklmnopqrstuvwxyz",
    "[:digit:]": "0123456789",
    "[:space:]": " \t\n\r\f\v",
    "[:blank:]": " \t",
}


def _bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _base64(arguments: list[str], text: str) -> str | None:
    if any(re.fullmatch(r"-[a-zA-Z]*[dD][a-z]*|--decode", word) for word in arguments):
        clean = re.sub(r"[^A-Za-z0-9+/]", "", text)
        return _text(base64.b64decode(clean + "=" * (-len(clean) % 4)))
    return base64.b64encode(_bytes(text)).decode() + "\n"


def _base32(arguments: list[str], text: str) -> str | None:
    if not any(word in ("-d", "--decode", "-D") for word in arguments):
        return None
    clean = re.sub(r"[^A-Z2-7]", "", text)
    return _text(base64.b32decode(clean + "=" * (-len(clean) % 8)))


def _openssl(arguments: list[str], text: str) -> str | None:
    if "-d" in arguments and ("base64" in arguments or "-base64" in arguments or "-a" in arguments):
        return _base64(["-d"], text)
    return None


def _xxd(arguments: list[str], text: str) -> str | None:
    flags = "".join(word.lstrip("-") for word in arguments if word.startswith("-"))
    if "r" not in flags:
        return None
    clean = re.sub(r"\\x|0x|\s", "", text)
    try:
        return _text(binascii.unhexlify(clean[: len(clean) // 2 * 2]))
    except binascii.Error:
        return None


def _rev(_: list[str], text: str) -> str:
    return "".join(line[::-1] + "\n" for line in text.splitlines())


def _tac(_: list[str], text: str) -> str:
    return "".join(line + "\n" for line in reversed(text.splitlines()))


@lru_cache(maxsize=64)
def _tr_set(text: str) -> str:
    for name, members in _TR_CLASSES.items():
        text = text.replace(name, members)
    text = unescape(text)
    return _TR_RANGE.sub(
        lambda match: "".join(map(chr, range(ord(match[1]), min(ord(match[2]), ord(match[1]) + 300) + 1))),
        text,
    )


def _tr(arguments: list[str], text: str) -> str | None:
    flags = "".join(word[1:] for word in arguments if re.fullmatch(r"-[cCdst]+", word))
    sets = [_tr_set(word) for word in arguments if not re.fullmatch(r"-[cCdst]+", word)]
    if flags == "d" and len(sets) == 1:
        return "".join(char for char in text if char not in sets[0])
    if flags == "cd" and len(sets) == 1:
        return "".join(char for char in text if char in sets[0])
    if flags == "s" and len(sets) == 1:
        return re.sub(rf"([{re.escape(sets[0])}])\1+", r"\1", text)
    if not flags and len(sets) == 2 and sets[1]:
        return text.translate(_tr_table(*sets))
    return None


@lru_cache(maxsize=64)
def _tr_table(first: str, second: str) -> dict[int, str]:
    """What each character of the first set becomes; where one stands there twice, the last counts."""
    second = second.ljust(len(first), second[-1])
    return {ord(old): new for old, new in zip(first, second, strict=False)}


def _cut(arguments: list[str], text: str) -> str | None:
    joined = " ".join(arguments)
    match = _CUT.fullmatch(joined)
    if not match or not (match["low"] or match["high"]):
        return None
    low = int(match["low"] or 1)
    high = int(match["high"]) if match["high"] else (10**6 if match["dash"] else low)
    mark = match["mark"] or match["late"] or "\t"
    out = []
    for line in text.splitlines():
        if match["kind"] != "f":
            out.append(line[low - 1 : high])
        else:
            out.append(mark.join(line.split(mark)[low - 1 : high]) if mark in line else line)
    return "".join(line + "\n" for line in out)


def _sed(arguments: list[str], text: str) -> str | None:
    given = [word for word in arguments if word not in ("-e", "-E", "-r", "--")]
    expressions = [one for word in given for one in _SED_END.split(word)]
    for expression in expressions:
        match = _SED.match(expression)
        if match and match["old"] == "." and "\\" not in match["new"] and match["flags"] == "g":
            text = "".join(char if char == "\n" else match["new"].replace("&", char) for char in text)
            continue
        if not match or not _PLAIN_EXPRESSION.match(match["old"]):
            return None
        new = match["new"].replace("\\" + match["mark"], match["mark"])
        if re.search(r"[&\\]", new):
            return None
        old, count = re.sub(r"\\(.)", r"\1", match["old"]), -1 if "g" in match["flags"] else 1
        if "." in match["old"].replace("\\.", ""):
            return None
        text = "".join(line.replace(old, new, count) for line in text.splitlines(keepends=True))
    return text if expressions else None


def _head(arguments: list[str], text: str) -> str | None:
    match = re.fullmatch(r"-(?:n ?)?(\d+)|-c ?(\d+)|-n ?-(\d+)", " ".join(arguments))
    if arguments and not match:
        return None
    if match and match.group(2):
        return text[: int(match.group(2))]
    lines = text.splitlines(keepends=True)
    if match and match.group(3):
        return "".join(lines[: max(len(lines) - int(match.group(3)), 0)])
    return "".join(lines[: int(match.group(1)) if match else 10])


def _tail(arguments: list[str], text: str) -> str | None:
    match = re.fullmatch(r"-(?:n ?)?(\+?)(\d+)", " ".join(arguments))
    if arguments and not match:
        return None
    lines, number = text.splitlines(keepends=True), int(match.group(2)) if match else 10
    if match and match.group(1):
        return "".join(lines[max(number - 1, 0) :])
    return "".join(lines[-number:] if number else [])


def _same(arguments: list[str], text: str) -> str | None:
    return text if all(word.startswith("-") for word in arguments) else None


def _unpacked(arguments: list[str], text: str) -> str | None:
    if any(not word.startswith("-") for word in arguments):
        return None
    inflating = zlib.decompressobj(47)
    data = inflating.decompress(_bytes(text), MAX_TEXT)
    return _text(data) if inflating.eof else None


def _gzip(arguments: list[str], text: str) -> str | None:
    return _unpacked([], text) if any("d" in word for word in arguments) else None


def _rot13(_: list[str], text: str) -> str:
    return codecs.encode(text, "rot13")


FILTERS: dict[str, Callable[[list[str], str], str | None]] = {
    "cat": _same,
    "tee": lambda _, text: text,
    **dict.fromkeys(("awk", "gawk", "mawk", "nawk"), awk_filter),
    "base64": _base64,
    "gbase64": _base64,
    "base32": _base32,
    "openssl": _openssl,
    "xxd": _xxd,
    "rev": _rev,
    "tac": _tac,
    "tr": _tr,
    "cut": _cut,
    "sed": _sed,
    "head": _head,
    "tail": _tail,
    "gunzip": _unpacked,
    "zcat": _unpacked,
    "gzip": _gzip,
    "rot13": _rot13,
}
