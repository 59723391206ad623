"""Says in words which files a command is about: `the 10 largest files in src` and not only `the files`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shellguard.phrasebook.selection.selection import Selection

_THE_FILES = re.compile(r"\bthe files(?: found)?(?![\w'])")
_KINDS = {"f": "files", "d": "folders", "a": "files and folders", "l": "links"}
_MOST_NAMES = 3
_BEST = {
    ("size", True): "largest",
    ("size", False): "smallest",
    ("time", True): "newest",
    ("time", False): "oldest",
}
_TIMES = {"m": "changed", "a": "read", "c": "changed or made"}
_AGE = re.compile(r"-(?P<letter>[mac])(?P<unit>time|min)")
_UNITS = {"time": "day", "min": "minute"}
_DAYS = {"-1": "today", "1": "yesterday"}
_HIDDEN = ["!", "-path", "'*/.*'"]
_SIMPLE = {"-user": "of {}", "-group": "of the group {}", "-perm": "with the permissions {}"}


def with_files_named(what: str, chosen: Selection | None) -> str:
    """What a command does, with which files these are in the place of `the files`, where that can be said."""
    if chosen is None or not _THE_FILES.search(what):
        return what
    which = _named(chosen) if chosen.single else _described(chosen, ordered="first" in what)
    return _THE_FILES.sub(lambda _: which, what, count=1) if which else what


def _named(chosen: Selection) -> str:
    if not 0 < len(chosen.paths) <= _MOST_NAMES or chosen.is_ranked:
        return ""
    return _joined(chosen.paths, "and")


def _described(chosen: Selection, *, ordered: bool) -> str:
    """The files as a noun with all that narrows them; "" where a part of that has no words here."""
    tests = list(chosen.tests)
    kind = _KINDS.get(chosen.head or "a")
    if kind is None or chosen.mindepth > 1 or chosen.last:
        return ""
    adjective = "empty " if _taken(tests, ["-empty"]) else ""
    adjective += "hidden " if _taken(tests, ["-name", "'.*'"]) else ""
    adjective += "broken " if _taken(tests, ["-xtype", "l"]) else ""
    _taken(tests, _HIDDEN)
    told = list(_told(tests))
    if None in told:
        return ""
    parts = [f"called {_joined(chosen.globs, 'or')}"] if chosen.globs else []
    parts += [one for one in told if one]
    parts += [_of_content(chosen)] if chosen.content else []
    place = f"in {_joined(chosen.paths, 'and')}" if chosen.paths not in ([], ["."]) else ""
    parts += [place] if place else []
    parts += [f"outside of {_joined(chosen.prune, 'and')}"] if chosen.prune else []
    parts += [f"up to {chosen.maxdepth} levels deep"] if chosen.maxdepth > 1 else []
    best = _BEST.get((chosen.order, chosen.descending), "")
    if chosen.limit and not best:
        return ""
    number = (f"{chosen.limit} " if chosen.limit > 1 else "") + f"{best} " if chosen.limit else ""
    if number and "rest" in chosen.said:
        parts, number = [*parts, f"but not the {number.strip()}"], ""
    noun = kind.removesuffix("s") if chosen.limit == 1 and number and kind != _KINDS["a"] else kind
    said = f"the {number}{adjective}{noun} {', '.join(parts)}".strip()
    return said + (f", the {best} first" if best and not chosen.limit and not ordered else "")


def _told(tests: list[str]) -> Iterator[str | None]:
    """Each test in words, None for one that has none."""
    of_days = _taken(tests, ["-daystart"])
    while tests:
        if len(tests) == 1 or tests[0] in ("!", "'('"):
            yield None
            return
        test, value, tests[:2] = tests[0], tests[1], []
        age = _AGE.fullmatch(test)
        if age:
            yield _aged(_TIMES[age["letter"]], value, _UNITS[age["unit"]], of_days=of_days)
        elif test == "-size" and value[:1] in "+-" and value[-1:].isalpha():
            yield f"{'larger' if value[0] == '+' else 'smaller'} than {value[1:].replace('c', ' bytes')}"
        else:
            yield _SIMPLE[test].format(value) if test in _SIMPLE else None


def _aged(how: str, value: str, unit: str, *, of_days: bool) -> str | None:
    if of_days:
        return f"{how} {_DAYS[value]}" if value in _DAYS else None
    number = value.lstrip("+-")
    if not number.isdecimal() or value[0] not in "+-":
        return None
    if value[0] == "+":
        return f"{how} more than {number} {unit}{'s' * (number != '1')} ago"
    return f"{how} in the last {unit if number == '1' else f'{number} {unit}s'}"


def _of_content(chosen: Selection) -> str:
    texts = f"'{chosen.content}'"
    if chosen.also:
        joint = "or" if "either" in chosen.said else "but not" if "lone" in chosen.said else "and"
        texts += f" {joint} '{chosen.also}'"
    return f"without {texts} in them" if "lacking" in chosen.said else f"with {texts} in them"


def _taken(tests: list[str], some: list[str]) -> bool:
    """Whether these tests stand there one after the other, which are then taken out."""
    for at in range(len(tests) - len(some) + 1):
        if tests[at : at + len(some)] == some:
            del tests[at : at + len(some)]
            return True
    return False


def _joined(names: list[str], joint: str) -> str:
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"
