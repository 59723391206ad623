"""What programs make of a text that is piped into them: decoders, cutters, and what passes it on."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import zlib
from collections.abc import Callable

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.languages.awk_code import awk_filter
from shellguard.parsing.output.characters import cut, tr
from shellguard.parsing.output.substituted import sed

MAX_TEXT = 65_536
_OF_BASIC = re.compile(r"\\([(){}|+?])|([(){}|+?])")


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


def _rev(arguments: list[str], text: str) -> str | None:
    return None if arguments else "\n".join(line[::-1] for line in text.split("\n"))


def _tac(arguments: list[str], text: str) -> str | None:
    return None if arguments else "".join(reversed(_lines(text)))


def _lines(text: str) -> list[str]:
    """The lines with their ends, as programs count them: other signs than `\\n` end none."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _head(arguments: list[str], text: str) -> str | None:
    match = re.fullmatch(r"-(?:n ?)?(\d+)|-c ?(\d+)|-n ?-(\d+)", " ".join(arguments))
    if arguments and not match:
        return None
    if match and match.group(2):
        return text[: int(match.group(2))] if text.isascii() else None
    lines = _lines(text)
    if match and match.group(3):
        return "".join(lines[: max(len(lines) - int(match.group(3)), 0)])
    return "".join(lines[: int(match.group(1)) if match else 10])


def _tail(arguments: list[str], text: str) -> str | None:
    match = re.fullmatch(r"-(?:n ?)?(\+?)(\d+)", " ".join(arguments))
    if arguments and not match:
        return None
    lines, number = _lines(text), int(match.group(2)) if match else 10
    if match and match.group(1):
        return "".join(lines[max(number - 1, 0) :])
    return "".join(lines[-number:] if number else [])


def _same(arguments: list[str], text: str) -> str | None:
    return text if all(word in ("-", "--", "-u") for word in arguments) else None


def _unpacked(arguments: list[str], text: str) -> str | None:
    if any(not word.startswith("-") for word in arguments):
        return None
    inflating = zlib.decompressobj(47)
    data = inflating.decompress(_bytes(text), MAX_TEXT)
    return _text(data) if inflating.eof else None


def _gzip(arguments: list[str], text: str) -> str | None:
    return _unpacked([], text) if any("d" in word for word in arguments) else None


def expr(arguments: list[str]) -> str | None:
    """What `expr substr TEXT FROM LENGTH` and `expr TEXT : PATTERN` print."""
    if len(arguments) == 4 and arguments[0] == "substr" and all(one.isdecimal() for one in arguments[2:]):
        start = int(arguments[2]) - 1
        return arguments[1][start : start + int(arguments[3])] + "\n" if start >= 0 else "\n"
    if arguments[:1] == ["match"] and len(arguments) == 3:
        arguments = [arguments[1], ":", arguments[2]]
    if len(arguments) != 3 or arguments[1] != ":" or "\\(" not in arguments[2]:
        return None
    pattern = arguments[2]
    if len(pattern) > 100 or "\\)*" in pattern or "\\)\\{" in pattern or "[[:" in pattern:
        return None  # of these some take too long
    found = re.match(_OF_BASIC.sub(lambda sign: sign[1] or "\\" + sign[2], pattern), arguments[0][:2000])
    return (found[1] if found else "") + "\n"


def _rot13(_: list[str], text: str) -> str:
    return codecs.encode(text, "rot13")


FILTERS: dict[str, Callable[[list[str], str], str | None]] = {
    "cat": _same,
    "tee": lambda _, text: text,
    **dict.fromkeys(knowledge("families").texts("awk"), awk_filter),
    "base64": _base64,
    "base32": _base32,
    "openssl": _openssl,
    "xxd": _xxd,
    "rev": _rev,
    "tac": _tac,
    "tr": tr,
    "cut": cut,
    "sed": sed,
    "head": _head,
    "tail": _tail,
    "gunzip": _unpacked,
    "zcat": _unpacked,
    "gzip": _gzip,
    "rot13": _rot13,
}
