"""What the hook is told for the time when nobody judges: the person's own patterns, as text patterns of bash.

The hook can't parse a line. It holds each rule's text patterns against the line with its quotes taken out; a
rule speaks of a line when all of them do. That is never narrower than the pattern itself where the line names
things as they are, and often wider: for that time a question too many is the lesser evil.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shellguard.policy.pattern_words import Element, ElementKind
from shellguard.policy.patterns import Pattern, compile_pattern

FIELD = "\x1f"
_TAKEN_OUT = frozenset("'\"\\")
_BEFORE, _AFTER = "*[![:alnum:]_.-]", "[![:alnum:]_-]*"
_SHORT_OPTION = re.compile(r"-[A-Za-z0-9]+\Z")
_SHORTEST_ABBREVIATION = 4


def away_rules(mode: str, deny: Iterable[str], confirm: Iterable[str]) -> str:
    """The hook's file: `mode`, then a line for each pattern: deny or confirm, itself, its text patterns."""
    lines = [mode]
    for action, patterns in (("deny", deny), ("confirm", confirm)):
        for text in patterns:
            globs = tuple(dict.fromkeys(_globs(compile_pattern(text))))
            shown = "".join(character if character.isprintable() else "?" for character in text)
            lines.append(FIELD.join((action, shown, *globs)))
    return "\n".join(lines) + "\n"


def _globs(pattern: Pattern) -> Iterator[str]:
    if pattern.program is not None:
        yield f"{_BEFORE}{_glob(pattern.program)}{_AFTER}"
    for element in pattern.operands:
        if element.kind not in (ElementKind.REST, ElementKind.ONE):
            yield f"*{_glob(element)}*"
    for element in pattern.options:
        yield from _option_globs(element)
    for operator, element in pattern.redirections:
        yield "*<*" if operator == "<" else "*>*"
        yield f"*{_glob(element)}*"


def _option_globs(element: Element) -> Iterator[str]:
    """Bundled and abbreviated options are found, too."""
    literal = element.literal
    if literal is not None and _SHORT_OPTION.match(literal):
        for letter in literal[1:]:
            yield f"*[[:space:]]-*([A-Za-z0-9]){letter}*"
    elif literal is not None:
        yield f"*{_escaped(literal[:_SHORTEST_ABBREVIATION])}*"
    else:
        yield f"*{_glob(element)}*"


def _glob(element: Element) -> str:
    """A word as a text pattern; the stars are where the expression has them."""
    if element.literal is not None:
        return _escaped(element.literal)
    pieces = element.expression.pattern.split(".*")
    return "*".join(_escaped(re.sub(r"\\(.)", r"\1", piece, flags=re.DOTALL)) for piece in pieces)


def _escaped(text: str) -> str:
    kept = (character for character in text if character not in _TAKEN_OUT)
    return "".join(
        "*" if character.isspace() or not character.isprintable()
        else character if character.isalnum() else f"\\{character}"
        for character in kept
    )  # fmt: skip
