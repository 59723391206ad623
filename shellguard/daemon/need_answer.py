"""Reads what a shell answered to `need`: values in the frame, and functions and types in a private file."""

from __future__ import annotations

from dataclasses import dataclass, field

from shellguard.wire.frames import decode_field

MAX_VALUE = 200_000


@dataclass(slots=True)
class NamedValues:
    """Answers by kind; None means "there is no such thing", an absent name was not answered.

    Attributes:
        listed: all aliases, functions, builtins and keywords, where they were asked for.
    """

    variables: dict[str, str | None] = field(default_factory=dict)
    aliases: dict[str, str | None] = field(default_factory=dict)
    functions: dict[str, str | None] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()


def read_answer(fields: tuple[str, ...], file: bytes) -> NamedValues:
    """Puts both parts together. What has another form than the hook writes is left out."""
    found = NamedValues()
    for text in fields:
        _take_inline(found, text)
    for section in file.decode("utf-8", "surrogateescape").split("\x1f")[1:]:
        head, _, body = section.partition("\n")
        body = body[:MAX_VALUE]
        if head.startswith("v:"):
            _take_inline(found, decode_field(head))
        elif head.startswith("f:"):
            found.functions[head[2:]] = body or None
        elif head == "l:names":
            found.listed = frozenset(body.split())
        elif head.startswith("t:"):
            found.types[head[2:]] = body.strip()
    return found


def _take_inline(found: NamedValues, text: str) -> None:
    kind, _, rest = text.partition(":")
    name, has_value, value = rest.partition("=")
    value = value[:MAX_VALUE]
    if not name:
        return
    match kind:
        case "v":
            found.variables[name] = value if has_value else None
        case "a":
            found.aliases[name] = value if has_value else None
        case "f":
            found.functions[name] = value or None
        case "t":
            found.types[name] = value
