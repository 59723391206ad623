"""Commands that run others for what they find or read, by the words that stand for those others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from shellguard.effects.effect import Effect
from shellguard.parsing.script import NestedKind, Script, SimpleCommand, Span

_FEEDING = ("find", "xargs")


@dataclass(frozen=True, slots=True)
class Feeders:
    """Those of one script; each command found by the words of what it runs."""

    _running: dict[Span, SimpleCommand] = field(default_factory=dict)
    _reading: dict[Span, SimpleCommand] = field(default_factory=dict)

    def running(self, effect: Effect) -> SimpleCommand | None:
        """What runs the command of an effect, behind `sudo` and its like, too."""
        return self._running.get(effect.span) if effect.span is not None else None

    def reading(self, effect: Effect) -> SimpleCommand | None:
        """The `xargs` that runs the command of an effect, where it is a command of the script itself."""
        return self._reading.get(effect.span) if effect.span is not None else None


# of the script that was asked about last: a long line has many targets
_last: list[tuple[Script | None, Feeders]] = [(None, Feeders())]


def feeders_of(script: Script) -> Feeders:
    """The `find`s and `xargs`s of a script."""
    before, found = _last[0]  # at once: other threads ask, too
    if before is not script:
        found = _found(script)
        _last[0] = (script, found)
    return found


def _found(script: Script) -> Feeders:
    reading = [one for one in script.commands if one.program == "xargs"]
    return Feeders(_by_words(one for one in _in_place(script) if one.program in _FEEDING), _by_words(reading))


def _by_words(commands: Iterable[SimpleCommand]) -> dict[Span, SimpleCommand]:
    found: dict[Span, SimpleCommand] = {}
    for command in commands:
        for word in command.words[1:]:
            if word.span is not None:
                found.setdefault(word.span, command)
    return found


def _in_place(script: Script) -> Iterator[SimpleCommand]:
    """The commands that stand in the line itself, behind `sudo` and its like too."""
    for command in script.commands:
        yield command
        for nested in command.nested:
            if nested.kind is NestedKind.WRAPPER and command.program not in _FEEDING:
                yield from nested.script.commands
