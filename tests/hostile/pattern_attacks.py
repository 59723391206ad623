"""Tries every regular expression of the package with texts that it nearly matches in many ways.

    python -m tests.hostile.pattern_attacks

Prints each expression before it is tried. One that goes through a text in exponentially many ways never ends:
who starts this sets a limit of the processor's time, and finds it on the last line.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _constants as kinds
from re import _parser as parser
from typing import Any

import shellguard

TIMES = 36
"""So often a piece is repeated: two ways through each make seventy thousand million."""
MOST_TEXTS = 80
MANY = 8
SOME = " a0-/.\"'$=\n\\x_A:,;&|<>(){}[]#%~*?!@+^`\t"
ENDS = ("\0", "\n!")
MARKS = re.compile(r"\\[swbSdW]|\(\?|\^")
REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
Expressions = dict[tuple[str, int], str]


def everything() -> Expressions:
    """Every expression with its flags, and where it is from: compiled by a module, or a text of a table."""
    found: Expressions = {}
    compiled: Callable[[Any, Any], Any] = re._compile

    def noting(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_globals["__name__"].split(".")[0] in ("re", "functools"):
            frame = frame.f_back
        if isinstance(pattern, str) and frame.f_globals["__name__"].startswith("shellguard"):
            found.setdefault((pattern, int(flags)), frame.f_globals["__name__"])
        return compiled(pattern, flags)

    re._compile = noting
    for module in pkgutil.walk_packages(shellguard.__path__, "shellguard."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    _read_the_knowledge()
    re._compile = compiled
    for file in Path(shellguard.__path__[0]).rglob("*.toml"):
        for text in texts_in(tomllib.loads(file.read_text())):
            if MARKS.search(text) and readable(text):
                found.setdefault((text, 0), file.name)
    return found


def _read_the_knowledge() -> None:
    from shellguard.effects.packs.packs import packaged
    from shellguard.effects.packs.places import places_of
    from shellguard.effects.wording.signs import all_signs

    all_signs()
    places_of("/")
    for program in packaged().programs:
        packaged().of(program)


def texts_in(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict):
        for name, value in table.items():
            if "example" not in name:
                yield from texts_in(value)
    elif isinstance(table, list):
        for value in table:
            yield from texts_in(value)


def readable(text: str) -> bool:
    try:
        re.compile(text)
    except (re.error, OverflowError):
        return False
    return True


def texts_against(pattern: str, flags: int) -> Iterator[str]:
    """The beginning of what matches, then what a part of it may repeat, many times, then what does not fit."""
    seen: set[tuple[str, str]] = set()
    for lead, piece in pieces(parser.parse(pattern, flags), ""):
        if piece and (lead, piece) not in seen:
            seen.add((lead, piece))
            for end in ENDS:
                yield f"{lead}{piece * TIMES}{end}"
        if len(seen) == MOST_TEXTS:
            return


def pieces(items: Any, before: str) -> Iterator[tuple[str, str]]:
    for at, (kind, given) in enumerate(items):
        for least in (0, 1):
            lead = before + text_of(items[:at], 0, least)
            if kind in REPEATS:
                _, most, body = given
                if most is kinds.MAXREPEAT or most > MANY:
                    for which in range(3):
                        yield from ((lead, text_of(body, which, inner)) for inner in (0, 1, 2))
                yield from pieces(body, lead)
            elif kind is kinds.BRANCH:
                for choice in given[1]:
                    yield from pieces(choice, lead)
            elif kind is kinds.ATOMIC_GROUP:
                yield from pieces(given, lead)
            elif kind in (kinds.SUBPATTERN, kinds.ASSERT, kinds.ASSERT_NOT):
                yield from pieces(given[-1], lead)


def text_of(items: Any, which: int, least: int) -> str:
    """A text that the items match: of choices the one numbered `which`, what may be left out `least` times."""
    return "".join(_text(kind, given, which, least) for kind, given in items)


def _text(kind: Any, given: Any, which: int, least: int) -> str:
    if kind is kinds.LITERAL:
        return chr(given)
    if kind in (kinds.ANY, kinds.NOT_LITERAL, kinds.IN):
        return _character(kind, given, which)
    if kind in REPEATS:
        fewest, most, body = given
        return text_of(body, which, least) * (fewest if most == fewest else max(fewest, least))
    if kind is kinds.BRANCH:
        return text_of(given[1][which % len(given[1])], which, least)
    if kind is kinds.SUBPATTERN:
        return text_of(given[-1], which, least)
    if kind is kinds.ATOMIC_GROUP:
        return text_of(given, which, least)
    return ""


def _character(kind: Any, given: Any, which: int) -> str:
    if kind is kinds.ANY:
        fitting = SOME
    elif kind is kinds.NOT_LITERAL:
        fitting = SOME.replace(chr(given), "")
    else:
        fitting = "".join(one for one in SOME if _is_in(one, given)) or "".join(
            chr(value if what is kinds.LITERAL else value[0])
            for what, value in given
            if what in (kinds.LITERAL, kinds.RANGE)
        )
    return fitting[which % len(fitting)] if fitting else "z"


def _is_in(character: str, given: Any) -> bool:
    found = False
    for what, value in given:
        if what is kinds.LITERAL:
            found |= value == ord(character)
        elif what is kinds.RANGE:
            found |= value[0] <= ord(character) <= value[1]
        elif what is kinds.CATEGORY:
            found |= _is_of(character, str(value))
    return found != (given[0][0] is kinds.NEGATE)


def _is_of(character: str, category: str) -> bool:
    if "DIGIT" in category:
        fits = character.isdigit()
    elif "SPACE" in category:
        fits = character.isspace()
    else:
        fits = character.isalnum() or character == "_"
    return fits != ("NOT" in category)


def main() -> None:
    number = 0
    for (pattern, flags), where in everything().items():
        print(where, ascii(pattern), flush=True)
        compiled = re.compile(pattern, flags)
        for text in texts_against(pattern, flags & ~re.DEBUG):
            compiled.search(text)
            number += 1
    print("texts", number)


if __name__ == "__main__":
    main()
