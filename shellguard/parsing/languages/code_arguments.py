"""The arguments of code, put in where the code names them: `sys.argv[1]`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import takewhile

from shellguard.parsing.script import Word

_LONGEST = 4_000
# of each language: one argument with its number, all of them, and the number of the first
_NAMED = {
    "python": (re.compile(r"\bsys\.argv\[(\d{1,2})\]"), re.compile(r"\bsys\.argv\[1:\]"), 1),
    "javascript": (
        re.compile(r"\bprocess\.argv\[(\d{1,2})\]"), re.compile(r"\bprocess\.argv\.slice\(1\)"), 1
    ),
    "ruby": (re.compile(r"\bARGV\[(\d{1,2})\]"), re.compile(r"\bARGV\b(?!\s*[\[.])"), 0),
    "perl": (re.compile(r"\$ARGV\[(\d{1,2})\]"), None, 0),
    "php": (re.compile(r"\$argv\[(\d{1,2})\]"), None, 1),
}  # fmt: skip

_MOVED = re.compile(
    r"(?i)\b(?:shift|pop|splice|remove|insert|del|delete_at|clear|reverse)\b|\bargv(?:\[[^\]\n]{0,20}\])?\s{0,9}(?:\|\||//|[-+*.|&%/]){0,1}=(?!=)"
)
"""What may give the arguments other places, or other values."""
_BEHIND_FILE = re.compile(r"\bprocess\.argv\.slice\(2\)")


def with_arguments(language: str, text: str, words: Sequence[Word], *, of_file: bool = False) -> str:
    """The code with its known arguments as texts of the language; `of_file`: it stands in a file.

    Behind one that is not known nobody knows which place the others have.
    """
    if language not in _NAMED or not words or len(text) > _LONGEST:
        return text
    one, every, first = _NAMED[language]
    if of_file and _MOVED.search(text):
        return text
    if of_file and language == "javascript":
        every, first = _BEHIND_FILE, first + 1
    known = list(takewhile(lambda word: word.known, words))
    literals = [_literal(language, word.text) for word in known] + [""] * (len(words) > len(known))

    def put_in(match: re.Match[str]) -> str:
        place = int(match[1]) - first
        return (literals[place] if 0 <= place < len(literals) else "") or match[0]

    if every is not None and all(literals):
        text = every.sub(lambda _: f"[{', '.join(literals)}]", text)
    return one.sub(put_in, text)


def _literal(language: str, text: str) -> str:
    """A text of the language; in those that expand what stands in double quotes, between single ones."""
    if language == "python":
        return repr(text)
    if language == "javascript":
        return json.dumps(text)
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
