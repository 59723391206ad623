"""The arguments of code that stands on the command line, put in where the code names them: `sys.argv[1]`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

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


def with_arguments(language: str, text: str, words: Sequence[Word]) -> str:
    """The code with its known arguments as texts of the language."""
    if language not in _NAMED or not words or len(text) > _LONGEST:
        return text
    one, every, first = _NAMED[language]
    literals = [_literal(language, word.text) if word.known else "" for word in words]

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
