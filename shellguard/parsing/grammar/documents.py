"""Bodies of here-documents."""

from __future__ import annotations

import re

from shellguard.parsing.grammar.syntax import OpenTextError, RawRedirection

_QUOTES = re.compile(r"\\(?:\n|(.))|['\"]|\$(?=['\"])", re.DOTALL)


def read_body(text: str, place: int, node: RawRedirection) -> int:
    """Read the body that begins at `place` into the node; the place after its last line.

    Raises OpenTextError where the text ends before the delimiter does; the node then holds what there is.
    """
    target = node.target
    assert target is not None
    delimiter = _QUOTES.sub(lambda match: match.group(1) or "", text[target.start : target.end])
    lines: list[str] = []
    size = len(text)
    while place < size:
        newline = text.find("\n", place)
        end = size if newline < 0 else newline
        line = text[place:end]
        if node.operator == "<<-":
            line = line.lstrip("\t")
        if line == delimiter:
            node.body = "".join(lines)
            return min(end, size) if newline < 0 else newline + 1
        lines.append(line + "\n")
        place = end + 1
    node.body = "".join(lines)
    raise OpenTextError("a here-document is open", node.start)
