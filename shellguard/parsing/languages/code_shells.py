"""Commands that code of any language gives to a shell, by the strings that stand in it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.languages.code_actions import functions
from shellguard.parsing.languages.code_pieces import Token
from shellguard.parsing.script import Call
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.languages.findings import Findings

_ESCAPED = re.compile(
    r"\\(?:x\{?([0-9A-Fa-f]{1,6})\}?|u\{?([0-9A-Fa-f]{1,6})\}?|([0-9]{1,3})|(.))", re.DOTALL
)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "e": "\x1b", "f": "\f", "v": "\v", "a": "\a", "b": "\b"}
SHELL = re.compile(r"(?:\S*/)?(?:ba|da|z|k|a|mk)?sh\Z")
_TEXT_OPTION = re.compile(r"-[a-z]*c\Z")
_STARTED = re.compile(r"\s*&?\s*(?:/\S*/)?(?:(?:ba|da|z|k)?sh|sudo|wsl)(?:\.exe)?\s")
_PIPED = re.compile(r"\|\s{0,3}[\w./~]")
_TO_SHELL = re.compile(r"(?m)^[ \t]*(?:\w+[ \t]*=[ \t]*)?(?:!{1,2}|%{1,2}(?:sx|system|bash|sh)[ \t\n])(.+)$")
_WHOLE = frozenset(("os", "io", "_G", "_ENV"))
_PIPES = frozenset(("-|", "|-"))
_FED = re.compile(r"\s*\|?\s*(?:/\S*/)?(?:ba|da|z|k|a)?sh(?:\s+-[si]+)?\s*\|?\s*\Z")
_PROGRAM = re.compile(r"[A-Za-z_./~][\w./+~-]*\Z")
_COMMAND = re.compile(r"\s*(?:sudo\s+)?[A-Za-z_./~][\w./+~-]*\s+\S")


def native_commands(language: str, code: str, tokens: list[Token], findings: Findings) -> None:
    """Add to the findings what is run as `"sh", "-c", "text"`, however the language starts a program."""
    strings = [inside(text, language) for kind, text in tokens if kind == "string"]
    for shell, option, text in zip(strings, strings[1:], strings[2:], strict=False):
        if SHELL.match(shell) and _TEXT_OPTION.match(option):
            words = tuple(literal_word(word) for word in (shell, option, text))
            findings.calls.append(Call("execute", words, False, shell))
            findings.commands.append(words)
    if language == "perl":
        _piped(strings, findings)
        _opened(code, strings, findings)
    elif language == "ruby" and ("open" in code or "IO." in code):
        findings.shell.extend(literal_word(text[1:]) for text in strings if _PIPED.match(text))
    elif language == "powershell" and _STARTED.match(code):
        findings.shell.append(literal_word(code.lstrip("& \n")))
    elif language == "javascript":
        for (_, name), (kind, text) in pairwise(tokens):
            if kind == "string" and text[0] == "`" and name.rpartition(".")[2] == "$":  # a shell's text
                findings.shell.append(literal_word(inside(text, language)))


def shell_lines(code: str) -> tuple[list[str], str]:
    """The lines that IPython gives to a shell (`!ls`, `x = !ls`, `%sx ls`), and the code without them."""
    lines = [line for line in _TO_SHELL.findall(code) if line.strip()]
    return lines, _TO_SHELL.sub("pass", code) if lines else code


def loose_commands(language: str, code: str, tokens: list[Token], findings: Findings) -> None:
    """Commands in texts that nothing takes where they stand, where code runs what it is handed.

    It names a function that runs commands without giving it a known one (`{run = os.execute}`, `"system"`),
    or starts a shell that reads (`popen("sh", "w")`): any text in it may be what is run.
    """
    if language == "lua" and any(kind == "name" and text in _WHOLE for kind, text in tokens):
        findings.calls.append(Call("execute", (), False, "os"))  # as in `for name, f in pairs(os)`
    texts = [(place, inside(text, language)) for place, (kind, text) in enumerate(tokens) if kind == "string"]
    if not texts or not _runs_handed(language, code, texts, findings):
        return
    taken = {word.text for call in findings.calls for word in call.arguments[:1] if call.action == "execute"}
    listed: list[str] = []
    last = -2
    for place, text in texts:
        if place == last + 2 and tokens[last + 1][1] == ",":
            listed.append(text)
        else:
            _listed(listed, findings)
            listed = [text]
        last = place
        if text not in taken and _COMMAND.match(text):
            findings.shell.append(literal_word(text))
    _listed(listed, findings)


def fed_commands(texts: list[str], findings: Findings) -> None:
    """What may be written to a shell that the code starts to read: `os.popen("sh", "w")`."""
    started = [*findings.shell, *(words[0] for words in findings.commands if len(words) == 1)]
    if any(word.known and _FED.match(word.text) for word in started):
        findings.shell.extend(literal_word(text) for text in texts if _COMMAND.match(text))


def _listed(texts: list[str], findings: Findings) -> None:
    if len(texts) > 1 and _PROGRAM.match(texts[0]):
        findings.commands.append(tuple(literal_word(text) for text in texts))


def _runs_handed(language: str, code: str, texts: list[tuple[int, str]], findings: Findings) -> bool:
    """Whether the code runs a command that does not stand where it runs it."""
    for call in findings.calls:
        if call.action == "execute" and (not call.arguments or call.arguments[0].value in (None, "")):
            return True
    if language == "powershell" and _STARTED.match(code):
        return True
    table = functions(language)
    return any(_FED.match(text) or table.get(text, ("",))[0] == "execute" for _, text in texts)


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
