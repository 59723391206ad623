"""A simple command in its line, and how to write the line anew with that command changed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import NestedKind, Script, SimpleCommand, Word

_QUOTED = (NestedKind.SHELL, NestedKind.REMOTE, NestedKind.CONTAINER)
_IN_PLACE = (NestedKind.WRAPPER, NestedKind.CONTAINER)
_RAISING = knowledge("families").names("as_root")
_HANDING = frozenset(("xargs", "parallel", "find", "fd"))
_MOST_SITES = 32
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Site:
    """One command whose words stand in `text` at their spans.

    Attributes:
        words: one for each word as written; what expansion made of it counts once.
        rewritten: makes the whole line of a new version of `text`.
        begin: where the command begins, wrappers such as sudo included; its pipeline's begin in `pipeline`.
        raised: "sudo " (or the like) when the command runs with other rights.
    """

    text: str
    command: SimpleCommand
    words: tuple[Word, ...]
    rewritten: Callable[[str], str] = field(hash=False)
    begin: int = 0
    end: int = 0
    pipeline: tuple[SimpleCommand, ...] = ()
    raised: str = ""
    fed: bool = False

    def source(self, index: int) -> str:
        """The word as written."""
        return self.words[index].source

    def in_front(self) -> str:
        """What runs the command (`sudo -u postgres `, `docker exec db `); "" where that hands it words."""
        first = self.words[0].span
        assert first is not None
        outer = (one.span.start for one in self.pipeline if one.span and first.start < one.span.end)
        front = self.text[next(outer, first.start) : first.start]
        return "" if _HANDING.intersection(front.split()) else front

    def edited(self, changes: Mapping[int, str | None], before: str = "") -> str:
        """The line with words replaced (None: taken out), and `before` put in front of the command."""
        text = self.text
        for index in sorted(changes, reverse=True):
            span, new = self.words[index].span, changes[index]
            assert span is not None
            start = span.start
            if new is None:
                while start > 0 and text[start - 1] in " \t":
                    start -= 1
            text = text[:start] + (new or "") + text[span.end :]
        return self.rewritten(text[: self.begin] + before + text[self.begin :])

    def replaced(self, new: str, *, whole: bool = False) -> str:
        """The line with the command's words (`whole`: with wrappers, pipeline, redirections) replaced."""
        first, last = self.words[0].span, self.words[-1].span
        assert first is not None
        assert last is not None
        start, end = (self.begin, self.end) if whole else (first.start, last.end)
        return self.rewritten(self.text[:start] + new + self.text[end:])


def sites(script: Script) -> tuple[Site, ...]:
    """Every command that can be changed in place, in the order in which they stand."""
    found: list[Site] = []
    for site in _sites(script, lambda text: text, 0):
        found.append(site)
        if len(found) == _MOST_SITES:
            break
    return tuple(found)


def _sites(script: Script, rewritten: Callable[[str], str], depth: int) -> Iterator[Site]:
    for command in script.commands:
        pipeline = tuple(one for one in script.commands if one.pipeline == command.pipeline)
        yield from _of_command(script.text, command, pipeline, rewritten, depth)


def _of_command(
    text: str,
    command: SimpleCommand,
    pipeline: tuple[SimpleCommand, ...],
    rewritten: Callable[[str], str],
    depth: int,
) -> Iterator[Site]:
    spans = [one.span for one in pipeline if one.span]
    begin, end = (spans[0].start, spans[-1].end) if spans else (0, len(text))
    pending: list[tuple[SimpleCommand, str]] = [(command, "")]
    while pending:
        inner, raised = pending.pop(0)
        words = _written(inner, text)
        if words:
            yield Site(text, inner, words, rewritten, begin, end, pipeline, raised, len(words) < _own(inner))
        for nested in inner.nested:
            if nested.kind in _IN_PLACE and _stand_here(nested.script, text):
                via = f"{nested.via} " if nested.via in _RAISING else ""
                pending += [(one, raised or via) for one in nested.script.commands]
            elif nested.kind in _QUOTED and depth < _DEEPEST:
                again = _requoted(inner, nested.script, text, rewritten)
                if again is not None:
                    yield from _sites(nested.script, again, depth + 1)


def _stand_here(script: Script, text: str) -> bool:
    return any(_written(command, text) for command in script.commands)


def _own(command: SimpleCommand) -> int:
    return len({(word.span.start, word.span.end) if word.span else word.text for word in command.words})


def _written(command: SimpleCommand, text: str) -> tuple[Word, ...]:
    """The command's words as they stand in `text`, each once; none when the program does not stand there."""
    words: list[Word] = []
    last = -1
    for number, word in enumerate(command.words):
        span = word.span
        stands = span is not None and text[span.start : span.end] == word.source
        if not stands or span is None:
            if number == 0:
                return ()
            continue
        if span.start > last:
            words.append(word)
            last = span.start
        elif span.start < last:
            break  # words that were handed in by another command (find's folders)
    return tuple(words)


def _requoted(
    command: SimpleCommand, inner: Script, text: str, rewritten: Callable[[str], str]
) -> Callable[[str], str] | None:
    """How a script that stands quoted in one word of `command` is written back, or None when none does."""
    for word in command.words:
        span = word.span
        if span is not None and word.text == inner.text and text[span.start : span.end] == word.source:
            quote = _quoting(word)
            if quote is None:
                return None
            before, after = text[: span.start], text[span.end :]
            return lambda new, b=before, a=after, q=quote: rewritten(b + q(new) + a)  # type: ignore[misc]
    return None


def _quoting(word: Word) -> Callable[[str], str] | None:
    """How a new text is quoted so that the shell that reads the line fills in what it filled in before."""
    if any(piece.unset for piece in word.pieces):
        return None  # nobody can see any more where that variable stood
    if not any(piece.hole for piece in word.pieces):
        return shlex.quote
    if word.source[:1] != '"' or re.search(r"\\[$`\\]", word.source):
        return None
    return _in_double_quotes


def _in_double_quotes(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'
