"""Which places a path lies in, and what it means to do something to them (`knowledge/paths.toml`)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from shellguard.effects.effect import EffectKind
from shellguard.effects.packs.pack_model import VERBS, Examples, Expression, Place, Reaction
from shellguard.errors import ShellguardError
from shellguard.knowledge import loading
from shellguard.parsing.script import Word

_HOME_VARIABLE = re.compile(r"^\$(HOME\b|\{HOME\})")
_HOMES = re.compile(r"^(/home/[^/$*?]+|/Users/[^/$*?]+|/root|/var/root|~[a-z_][a-z0-9_-]*)(?=/|$)")
_MOUNTED = re.compile(
    r"^/(?:mnt|host|hostfs|media|rootfs|chroot|proc/1/root)(?:/[^/]+)?(/(?:etc|root|home|var|usr|boot)/.+)"
)
# A card or a disk that something else starts from: what is added there does nothing to this machine.
_ANOTHER_START = re.compile(r"/(?:mnt|media)(?:/[^/]+){0,2}/boot/")
_OF_THE_START = frozenset(("boot", "system"))
_ADDING = frozenset(("write", "put", "append", "link"))
_BEGINNINGS = ("/", "~", "")
_WILD = ("*", "?", "[")
_MOST_KEPT = 1_024
_LONGEST_KEPT = 256  # characters
P = ParamSpec("P")
T = TypeVar("T")
_FALLBACK = {"put": "write", "link": "append", "delete-tree": "delete", "permit-tree": "permit"}


_Matching = tuple[str, re.Pattern[str], Expression | None]


@dataclass(frozen=True, slots=True)
class _Index:
    """`matching`: the places with patterns, by what the paths begin with that may lie in them."""

    places: dict[str, Place]
    literal: dict[str, tuple[str, ...]]
    matching: dict[str, tuple[_Matching, ...]]


_SIGNS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_SIGN = re.compile(r"\*\*/|\*\*|\*|\[[^\]]+\]|.", re.DOTALL)


def _expression(patterns: list[str]) -> Expression | None:
    """`*` inside one folder, `**` across folders, `[a-z]` as in the shell, `?` one character."""
    spelt = [[_spelt(sign) for sign in _SIGN.findall(pattern)] for pattern in patterns]
    return Expression(f"(?:{_joined(spelt)})$", re.DOTALL) if spelt else None


def _spelt(sign: str) -> str:
    return sign if len(sign) > 2 and sign[0] == "[" else _SIGNS.get(sign) or re.escape(sign)


def _joined(patterns: list[list[str]]) -> str:
    """One pattern for all; what several begin with is tried once, up to their first certain character."""
    behind: dict[str, list[list[str]]] = {}
    for one in patterns:
        behind.setdefault(one[0] if one else "", []).append(one[1:])
    found = []
    for first, rests in behind.items():
        known = first not in _SIGNS.values() or len(rests) == 1
        inside = "|".join(map("".join, rests)) if known else _joined(rests)
        found.append(f"{first}(?:{inside})" if len(rests) > 1 else first + inside)
    return "|".join(found)


def _each(pattern: str) -> list[str]:
    """`/{bin,usr/bin}/{ls,cat}`: every path that the braces stand for; they do not nest."""
    before, brace, rest = pattern.partition("{")
    if not brace:
        return [pattern]
    inside, _, after = rest.partition("}")
    return [before + one + end for one in inside.split(",") for end in _each(after)]


def _reaction(name: str, verb: str, table: dict[str, Any]) -> Reaction:
    try:
        return Reaction(
            rule=table["rule"],
            kind=EffectKind(table["kind"]),
            base=table["base"],
            message=table["message"],
            floor=table.get("floor", 0),
        )
    except (KeyError, ValueError) as error:
        raise ShellguardError(
            f"a reaction is not complete: {error}", where=f"paths: {name}.{verb}"
        ) from error


def _exceptions(tables: Mapping[str, Any], table: Mapping[str, Any]) -> list[str]:
    """What a place does not cover: its own patterns, those that it shares, all that lies in other places."""
    shared = tables[table["except_as"]]["except"] if "except_as" in table else []
    covered = [path for other in table.get("outside", ()) for path in tables[other]["paths"]]
    return [*table.get("except", ()), *shared, *covered]


@cache
def _index() -> _Index:
    places: dict[str, Place] = {}
    literal: dict[str, list[str]] = {}
    matching: dict[str, list[_Matching]] = {begin: [] for begin in _BEGINNINGS}
    tables = loading.load("paths")["place"]
    for name, table in tables.items():
        places[name] = Place(
            name=name,
            what=table["what"],
            reactions={verb: _reaction(name, verb, table[verb]) for verb in VERBS if verb in table},
            lowers=dict(table.get("lowers", {})),
            examples=Examples(tuple(table.get("examples_ask", ())), tuple(table.get("examples_run", ()))),
            by_name=table.get("by_name", False),
            at_first=table.get("at_first", False),
        )
        if table.get("exact"):
            for path in (one for pattern in table["paths"] for one in _each(pattern)):
                literal.setdefault(path, []).append(name)
        else:
            expression = _expression(table["paths"])
            assert expression is not None
            entry = (name, expression.compiled(), _expression(_exceptions(tables, table)))
            for begin in {begin for path in table["paths"] for begin in _begun_with(path)}:
                matching[begin].append(entry)
    names_of = {path: tuple(names) for path, names in literal.items()}
    return _Index(places, names_of, {begin: tuple(entries) for begin, entries in matching.items()})


def _begun_with(text: str) -> tuple[str, ...]:
    """What a path may begin with that a pattern fits: the root, a home folder, or anything else."""
    first = text[:1]
    if first in _WILD:
        return _BEGINNINGS
    return (first,) if first in _BEGINNINGS else ("",)


def all_places() -> dict[str, Place]:
    """Every place by its name."""
    return _index().places


TILDE_ITSELF = ("'~", '"~', "\\~")  # a name like others, not the home folder


def path_of(word: Word) -> str:
    """The path as it can be compared: `$HOME` is `~`, no `//` and no `/./`; holes as written."""
    text = word.text
    if text[:1] == "~" and word.source[:2] in TILDE_ITSELF:
        return f"./{text}"  # in quotes it is a name like others
    if "$HOME" in text or "${HOME}" in text:
        text = _HOME_VARIABLE.sub("~", text)
    return _normal(text)


def _normal(text: str) -> str:
    if not text or "/" not in text:
        return text
    flat = posixpath.normpath(text)
    if flat[:1] == "~" and text[0] != "~":
        return f"./{flat}"
    return flat[1:] if flat.startswith("//") else flat


def _forms(path: str, cwd: str, home: str) -> tuple[str, ...]:
    """The path as written, from the root, and from the home folder, as far as these can be told."""
    forms = [path]
    whole = path
    if cwd and path and path[0] not in "/~$":
        whole = _normal(f"{cwd}/{path}")
        forms.append(whole)
    mounted = _MOUNTED.match(whole)
    if mounted:
        forms.append(mounted.group(1))
    if home and home != "/" and (whole == home or whole.startswith(home + "/")):
        forms.append("~" + whole[len(home) :])
    else:
        match = _HOMES.match(whole)
        if match:
            forms.append("~" + whole[match.end() :])
    return tuple(forms)


def _remembered(of_path: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
    """Keeps the answers for short paths: a long one may be a whole text that a program is given."""
    kept = cast("Callable[Concatenate[str, P], T]", lru_cache(maxsize=_MOST_KEPT)(of_path))

    @wraps(of_path)
    def answer(path: str, /, *more: P.args, **named: P.kwargs) -> T:
        return kept(path, *more, **named) if len(path) <= _LONGEST_KEPT else of_path(path, *more, **named)

    return answer


@_remembered
def places_of(path: str, cwd: str = "", home: str = "") -> tuple[str, ...]:
    """Names of the places that a path (as `path_of` gives it) lies in, in the order of the table."""
    index = _index()
    found: dict[str, None] = {}
    for form in _forms(path, cwd, home):
        found.update(dict.fromkeys(index.literal.get(form, ())))
        if form in ("/", "~", "", "."):
            continue
        for name, regex, exception in index.matching[form[0] if form[0] in _BEGINNINGS else ""]:
            if name not in found and regex.match(form) and not (exception and exception.match(form)):
                found[name] = None
    return tuple(found)


@_remembered
def reactions(path: str, verb: str, cwd: str = "", home: str = "") -> tuple[Reaction, ...]:
    """What doing `verb` to a path means beyond the program's own effect; the gravest first."""
    found = []
    left_out = _OF_THE_START if verb in _ADDING and _ANOTHER_START.match(path) else ()
    for name in places_of(path, cwd, home):
        if name in left_out:
            continue
        table = _index().places[name].reactions
        reaction = table.get(verb) or table.get(_FALLBACK.get(verb, ""))
        if reaction is not None:
            found.append(reaction)
    return tuple(sorted(found, key=lambda reaction: -reaction.base))


@_remembered
def lowered(
    path: str, verb: str, cwd: str = "", home: str = "", *, named: bool = False, first: bool = False
) -> int | None:
    """The most that a program's own effect starts with at this path, or None where nothing lowers it.

    *named*: a person names it to rm; *first*: the line's first command does it (see `Place`).
    """
    if reactions(path, verb, cwd, home):
        return None
    found = []
    for name in places_of(path, cwd, home):
        place = _index().places[name]
        value = place.lowers.get({"put": "write", "link": "append"}.get(verb, verb))
        if value is not None and (named or not place.by_name) and (first or not place.at_first):
            found.append(value)
    return min(found, default=None)
