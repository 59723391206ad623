"""Whether a proposed command can be right, without running it: it parses, its programs and options exist, and
the paths and quantities of the request stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator

from shellguard.parsing.reading import read
from shellguard.parsing.script import Script, SimpleCommand

_PLACEHOLDER = re.compile(
    r"<[a-z][a-z _-]*>|(?<![\w/])(?:path/to/|your[_-]|YOUR_|my_file|/path/to)|\[(?:file|name|path)s?\]"
)
_PATH = re.compile(
    r"(?<![\w.])(?:~|\.{1,2})?/[\w.+~-]+(?:/[\w.+*~-]*)*|(?<!\w)\*\.\w+|(?<!\w)[\w-]+\.[a-z][a-z0-9]{1,4}(?![\w.])"
)
_NUMBER = re.compile(r"(?<![\w./:-])(\d+)\s?([a-z]+)?(?![\w/])", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]{1,80})\"|(?<!\w)'([^']{1,80})'(?!\w)")
_SCALES = {
    "week": (7, 168, 10080), "day": (1, 24, 1440, 86400), "hour": (1, 60, 3600), "minute": (1, 60),
    "month": (1, 30, 31, 4), "year": (1, 365, 366, 12, 52),
    "g": (1, 1024, 1000, 1048576, 1073741824, 1000000000, 2097152),
    "m": (1, 1024, 1000, 1048576, 1000000, 2048), "k": (1, 1024, 1000, 2), "t": (1, 1024, 1000),
}  # fmt: skip


def problems(
    command: str,
    request: str,
    exists: Container[str],
    options: Callable[[str], frozenset[str] | None] = lambda _program: None,
    named: Callable[[str], frozenset[str]] = lambda _program: frozenset(),
) -> Iterator[str]:
    """What is wrong with a command that was proposed for a request, one clause each.

    Args:
        exists: the names of commands that there are.
        options: the long and short options of a program where all of them are known.
        named: options of a program that are known to be right, asked first; there may be others.
    """
    script = read(command)
    if script.problems:
        yield f"bash can't read it ({script.problems[0].kind.value})"
        return
    if not script.commands:
        yield "it runs nothing"
    found = _PLACEHOLDER.search(command)
    if found and found.group().lower() not in request.lower():
        yield f"it holds the placeholder {found.group()}"
    yield from _unknown(script, exists, options, named)
    yield from _missing(command, request)


def _unknown(
    script: Script,
    exists: Container[str],
    options: Callable[[str], frozenset[str] | None],
    named: Callable[[str], frozenset[str]],
) -> Iterator[str]:
    defined = {command.definition for command, _ in script.walk()}
    for command, around in script.walk():
        if not command.words or not command.words[0].known or any(nested.host for nested in around):
            continue
        name = command.words[0].text
        if "/" in name or name in defined:
            continue
        if name not in exists:
            yield f"there is no program {name} here"
            continue
        wanted = [option for option in _long_options(command) if option not in named(name)]
        known = options(name) if wanted else None
        if known is not None:
            yield from (f"{name} has no option {option}" for option in wanted if not _among(option, known))


def _long_options(command: SimpleCommand) -> Iterator[str]:
    """The long options that stand in a command, without their values."""
    for word in command.words[1:]:
        if word.text == "--":
            return
        option = word.text.partition("=")[0]
        if word.known and re.fullmatch(r"--[a-z][a-z-]+", option):
            yield option


def _among(option: str, known: frozenset[str]) -> bool:
    """Long options may be shortened."""
    return option in known or any(one.startswith(option) for one in known)


def _missing(command: str, request: str) -> Iterator[str]:
    flat = command.replace("\\", "").replace('"', "").replace("'", "")
    bare = request
    for quoted in _QUOTED.finditer(request):
        text = quoted[1] or quoted[2]
        bare = bare.replace(quoted.group(), " ")
        if text.replace("\\", "") not in flat and not text.isdecimal():
            yield f'"{text}" of the request is not in it'
    for path in _PATH.findall(bare):
        wanted = path.rstrip(".,/")
        home = wanted.replace("~", "$HOME", 1) if wanted.startswith("~") else wanted
        if wanted and wanted not in flat and home not in flat and wanted.rsplit("/", 1)[-1] not in flat:
            yield f"{wanted} of the request is not in it"
    numbers = {int(number) for number in re.findall(r"\d+", command) if len(number) < 19}
    for number, unit in _NUMBER.findall(_PATH.sub(" ", bare)):
        if len(number) < 10 and not _stands_for(int(number), unit.lower(), numbers):
            yield f"the {number} of the request is not in it"


def _stands_for(number: int, unit: str, numbers: set[int]) -> bool:
    """Whether a quantity stands in the command, in its own unit or another; one less or more for bounds."""
    if number <= 1:
        return True
    name = unit.rstrip("s") if len(unit) > 2 else unit[:1]
    scales = _SCALES.get(name, _SCALES.get(name[:1], (1,)) if name[1:] in ("", "b", "ib") else (1,))
    wanted = {number * scale for scale in (1, *scales)}
    return any(value + slack in numbers for value in wanted for slack in (0, -1, 1))
