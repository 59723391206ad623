"""What may have been meant by a command that failed: names nearly there, and what the program said."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Callable, Iterable, Iterator

from shellguard.recognising.misspelling import distance

NOT_EXECUTABLE = 126
_MOST = 3
_LONGEST = 400
_ADVICE = re.compile(
    r"^(?:\s{2,}|\t|\$ |hint:\s+|run:?\s+|try:?\s+)['\"`]?(?P<command>[a-z][\w.-]*(?:\s\S+)+?)['\"`]?\s*$",
    re.I,
)
_SIMILAR = re.compile(
    r"(?:most similar commands? (?:is|are)|did you mean(?: this| one of these)?)\s{0,3}[?:]?\s{1,9}"
    r"['\"`]?(?P<name>[a-z][\w-]*)",
    re.I,
)
_REFUSED = re.compile(r"permission denied|operation not permitted|must be root|are you root|superuser", re.I)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_MAKES = {"mkdir": "-p"}

Listing = Callable[[str], Iterable[str]]


def repairs(line: str, status: int, output: str, listing: Listing) -> tuple[str, ...]:
    """Up to three commands that may have been meant, the likeliest first; nothing of them has been judged.

    Args:
        output: what the failed command printed, where the person handed it over; it is only data.
        listing: the names in a folder, as the line names it ("" for the current one).
    """
    words = _words(line)
    if not words or len(line) > _LONGEST or status == 0:
        return ()
    found = dict.fromkeys(
        (
            *_advised(words[0], output),
            *_similar(line, words, output),
            *_nearby(line, words, listing),
            *_by_status(line, words, status, output),
        )
    )
    found.pop(line, None)
    return tuple(found)[:_MOST]


def _advised(program: str, output: str) -> Iterator[str]:
    """Lines in which the program itself says what to type."""
    for text in output[-20_000:].splitlines():
        advice = _ADVICE.match(text)
        if advice and not _CONTROL.search(text.strip()):
            command = advice["command"]
            if command.split()[0] == program and "<" not in command and len(command) <= _LONGEST:
                yield command


def _similar(line: str, words: list[str], output: str) -> Iterator[str]:
    """The line with the subcommand that the program says is nearest to the one that it does not know."""
    said = _SIMILAR.search(output[-20_000:])
    if said is None or len(words) < 2 or words[1].startswith("-") or words[1] not in output:
        return
    if distance(words[1].lower(), said["name"].lower(), 3) <= 3:
        yield re.sub(rf"(?<!\S){re.escape(words[1])}(?!\S)", said["name"], line, count=1)


def _nearby(line: str, words: list[str], listing: Listing) -> Iterator[str]:
    """The line with an operand that is not there changed to a name that is nearly the same."""
    changed = line
    for word in words[1:]:
        if word.startswith("-") or not re.fullmatch(r"[\w./~+-]+", word) or len(word) < 3:
            continue
        folder, name = posixpath.split(word.rstrip("/"))
        names = set(listing(folder))
        if not name or name in names:
            continue
        limit = 1 if len(name) < 6 else 2
        near = sorted((distance(name.lower(), one.lower(), limit), one) for one in names)
        if near and near[0][0] <= limit and (len(near) == 1 or near[1][0] > near[0][0]):
            better = shlex.quote(posixpath.join(folder, near[0][1]))
            changed = re.sub(rf"(?<!\S){re.escape(word)}(?!\S)", lambda _: better, changed, count=1)  # noqa: B023
    if changed != line:
        yield changed


def _by_status(line: str, words: list[str], status: int, output: str) -> Iterator[str]:
    program = words[0]
    if status == NOT_EXECUTABLE and program.startswith(("./", "/", "~/")):
        yield f"chmod +x {program} && {line}"
    if program in _MAKES and _MAKES[program] not in words and any("/" in word for word in words[1:]):
        yield line.replace(program, f"{program} {_MAKES[program]}", 1)
    if output and _REFUSED.search(output) and program != "sudo":
        yield f"sudo {line}"


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:
        return []
