"""Commands that code of any language gives to a shell, by the strings that stand in it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.languages.code_pieces import Token
from shellguard.parsing.script import Call
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.languages.findings import Findings

_ESCAPED = re.compile(
    r"\\(?:x\{?([0-9A-Fa-f]{1,6})\}?|u\{?([0-9A-Fa-f]{1,6})\}?|([0-9]{1,3})|(.))", re.DOTALL
)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "e": "\x1b", "f": "\f", "v": "\v", "a": "\a", "b": "\b"}
_SHELL = re.compile(r"(?:\S*/)?(?:ba|da|z|k|a|mk)?sh\Z")
_TEXT_OPTION = re.compile(r"-[a-z]*c\Z")
_STARTED = re.compile(r"\s*&?\s*(?:/\S*/)?(?:(?:ba|da|z|k)?sh|sudo|wsl)(?:\.exe)?\s")
_PIPES = frozenset(("-|", "|-"))


def native_commands(language: str, code: str, tokens: list[Token], findings: Findings) -> None:
    """Add to the findings what is run as `"sh", "-c", "text"`, however the language starts a program."""
    strings = [inside(text, language) for kind, text in tokens if kind == "string"]
    for shell, option, text in zip(strings, strings[1:], strings[2:], strict=False):
        if _SHELL.match(shell) and _TEXT_OPTION.match(option):
            words = tuple(literal_word(word) for word in (shell, option, text))
            findings.calls.append(Call("execute", words, False, shell))
            findings.commands.append(words)
    if language == "perl":
        _piped(strings, findings)
        _opened(code, strings, findings)
    elif language == "powershell" and _STARTED.match(code):
        findings.shell.append(literal_word(code.lstrip("& \n")))
    elif language == "javascript":
        for (_, name), (kind, text) in pairwise(tokens):
            if kind == "string" and text[0] == "`" and name.rpartition(".")[2] == "$":  # a shell's text
                findings.shell.append(literal_word(inside(text, language)))


def _opened(code: str, strings: list[str], findings: Findings) -> None:
    """perl's `open(P, "program words |")`, whatever stands in the words."""
    if "open" not in code:
        return
    for text in strings:
        if text[-1:] == "|" and text not in _PIPES and len(text) > 1 and not text.startswith("|"):
            findings.shell.append(literal_word(text[:-1]))


def _piped(strings: list[str], findings: Findings) -> None:
    """perl's `open(P, "-|", "program", "word")`."""
    place = next((index for index, text in enumerate(strings) if text in _PIPES), None)
    words = tuple(literal_word(text) for text in strings[place + 1 :]) if place is not None else ()
    if len(words) == 1:
        findings.shell.append(words[0])
    elif words:
        findings.commands.append(words)


def inside(text: str, language: str = "") -> str:
    """A string constant without its quotes, its escapes read."""
    for opening in ("qx", "%x", "qq", "%q", "%Q", "q") if text[:1] in ("q", "%") else ():
        if text.startswith(opening) and len(text) > len(opening) + 1:
            return text[len(opening) + 1 : -1]
    base = 10 if language == "lua" else 8

    def one(match: re.Match[str]) -> str:
        byte, code, number, char = match.groups()
        if number:
            digits = number if base == 10 or not set(number) & set("89") else ""
            return chr(int(digits, base)) if digits else number
        value = int(byte or code, 16) if byte or code else -1
        return chr(value) if 0 <= value < 0x110000 else _SIMPLE.get(char or "", char or "")

    return _ESCAPED.sub(one, text[1:-1]) if "\\" in text else text[1:-1]
