"""Of a file of code that another takes in, what runs: all but the functions that nothing names."""

from __future__ import annotations

import re

MAX_CHUNKS = 400
_WORD = re.compile(r"[A-Za-z_]\w*")
_BODY = r"(?:async\s*)?(?:function\b|\([^()]{0,200}\)\s*=>|\w+\s*=>)"
_NO_NAMES = r"(?!(?:if|for|while|switch|catch|function|return)\b)"
_HEADS = {
    "javascript": re.compile(
        rf"""\bfunction\s*\*?\s*(?P<a>\w+)\s*\(
        |\b(?:const|let|var)\s+(?P<b>\w+)\s*=\s*{_BODY}
        |\bexports\.(?P<c>\w+)\s*=\s*{_BODY}
        |(?<=[,{{\n])[ \t]*(?P<d>\w+)\s*:\s*{_BODY}
        |(?<=[,{{\n])[ \t]*(?:(?:static|async|get|set)\s+)*{_NO_NAMES}
            (?P<e>\w+)\s*\([^()]{{0,200}}\)\s*(?=\{{)""",
        re.VERBOSE,
    ),
    "php": re.compile(r"\bfunction\s+&?(?P<a>\w+)\s*\("),
    "perl": re.compile(r"\bsub\s+(?P<a>\w+)\s*(?:\([^)\n]*\)\s*)?(?=\{)"),
    "r": re.compile(r"(?P<a>[\w.]+)\s*(?:<-|=)\s*function\s*\("),
    "tcl": re.compile(r"(?m)^[ \t]*proc\s+(?:\w+::)*(?P<a>\w+)\s+(?:\{[^{}]*\}|\w+)\s*(?=\{)"),
}
_INDENTED = {
    "ruby": re.compile(r"^(?P<indent>[ \t]*)def\s+(?:self\.)?(?P<a>\w+)"),
    "lua": re.compile(
        r"^(?P<indent>[ \t]*)(?:(?:local\s+)?function\s+(?:\w+[.:])*(?P<a>\w+)"
        r"|(?:\w+\.)*(?P<b>\w+)\s*=\s*function\b)"
    ),
}
_ALWAYS = frozenset(("constructor", "initialize", "__construct", "import", "new", "BEGIN", "END"))
_LISTS = re.compile(
    r"""(?:\bmodule\.)?\bexports\s*=\s*\{[\w\s,:'"]*\}|\bexport\s*\{[^{}]*\}|@EXPORT(?:_OK)?\s*=\s*qw\s*[(\[/][^)\]/]*"""
    r"""|\bexports\.\w+\s*=\s*\w+\s*;|\breturn\s*\{[\w\s,=]*\}\s*\Z|\bimport\s[^;"'()]{0,400}?\bfrom\b"""
    r"""|\b(?:const|let|var)\s*\{[^{}]{0,400}\}\s*=\s*(?=require\()"""
)


def words_of(text: str) -> set[str]:
    """What is named in code, where it is not only taken in or given out."""
    return set(_WORD.findall(_LISTS.sub(" ", text)))


class Pieces:
    """A file in pieces: its functions by name, and what runs when it is taken in."""

    def __init__(self, language: str, text: str) -> None:
        self.text = text
        self.functions = _functions(language, text)
        self.taken: set[int] = set()
        kept, place = [], 0
        for _, start, end in self.functions:
            kept.append(text[place:start])
            place = end
        self.top = "".join([*kept, text[place:]])

    def reach(self, words: set[str]) -> set[str]:
        """Take the functions that are named; the words that stand in these."""
        found: set[str] = set()
        for index, (name, start, end) in enumerate(self.functions):
            if index not in self.taken and (name in words or name in _ALWAYS):
                self.taken.add(index)
                found |= words_of(self.text[start:end])
        return found

    @property
    def running(self) -> str:
        """What runs: the top and the functions that were taken."""
        parts = [
            self.text[start:end]
            for index, (_, start, end) in enumerate(self.functions)
            if index in self.taken
        ]
        return "\n".join([self.top, *parts])


def _functions(language: str, text: str) -> list[tuple[str, int, int]]:
    """Names of functions, and from where to where they stand; none within another."""
    if language in _INDENTED:
        return _by_indent(_INDENTED[language], text)
    found: list[tuple[str, int, int]] = []
    head, last = _HEADS.get(language), 0
    for match in head.finditer(text) if head else ():
        if match.start() < last or len(found) >= MAX_CHUNKS:
            continue
        last = _end(text, match.end())
        found.append((next(name for name in match.groups() if name), match.start(), last))
    return found


def _by_indent(head: re.Pattern[str], text: str) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    place, opened = 0, ("", "", 0)
    for line in text.splitlines(keepends=True):
        match = head.match(line) if not opened[0] else None
        if match:
            name = match["a"] or match["b"]
            if re.search(r"\bend\s*[,;)]*\s*$", line) and len(found) < MAX_CHUNKS:
                found.append((name, place, place + len(line)))
            else:
                opened = (name, match["indent"], place)
        elif opened[0] and re.match(rf"{opened[1]}end\b", line):
            found.append((opened[0], opened[2], place + len(line)))
            opened = ("", "", 0)
        place += len(line)
    return found


def _end(text: str, start: int) -> int:
    """Where a function ends whose head ends at `start`: behind its braces, or with its line."""
    brackets = 0
    for place in range(start, len(text)):
        char = text[place]
        if char == "{" and brackets <= 0:
            return _closed(text, place)
        brackets += (char == "(") - (char == ")")
        before = text[place - 1] if place else ""
        if char in ";\n" and brackets <= 0 and text[start:place].strip() and before not in ")>,":
            return place
    return len(text)


def _closed(text: str, start: int) -> int:
    depth, quote, place = 0, "", start
    while place < len(text):
        char = text[place]
        if quote:
            place += char == "\\"
            quote = "" if char == quote or (char == "\n" and quote != "`") else quote
        elif char in "\"'`":
            quote = char
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if not depth:
                return place + 1
        place += 1
    return len(text)
