"""Whether a loop's body reads in its next turn what it changed in this one by a command of its own.

What plain assignments leave for the next turn is `carried`; what `read`, `printf -v`, `eval`, `shift` and
functions leave is only known once they were read, so that their loops are gone through again.
"""

from __future__ import annotations

import re

from shellguard.parsing.commands.counted_loops import is_counted
from shellguard.parsing.commands.loop_carried import assigned_in
from shellguard.parsing.grammar.syntax import Compound
from shellguard.parsing.script import Hole, Piece, Word
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import Value

_MOST = 8
_PARAMETERS = re.compile(r"\$\{?[@*1-9]")
_WHILE_ANY = re.compile(
    r"while\s+(?:\(\(\s*\$#\s*(?:>\s*0\s*)?\)\)|\[\[?\s+[\"']?\$#[\"']?\s+(?:-gt|-ne)\s+0\s+\]\]?)\s*[;\n]"
)
_LEFT_EARLY = re.compile(r"\b(?:break|continue|return|exit)\b")
_NOT_CARRIED = frozenset(("PWD", "OLDPWD", "DIRSTACK", "IFS", "PATH"))


class Turns:
    """What a loop that stands in `source` found, and what its turns left."""

    def __init__(self, raw: Compound, source: str, environment: Environment) -> None:
        self._raw, self._source, self._environment = raw, source, environment
        self._left = _MOST
        self._any_of = False  # nobody knows how many parameters are left
        self._note()

    def _note(self) -> None:
        environment = self._environment
        self._stamp, self._variables = environment.stamp, environment.variables
        self._positional, self._functions = environment.positional, environment.functions
        environment.owned = (None, None)  # these tables are compared with what is there later

    def another(self) -> bool:
        """Whether the next turn reads otherwise than the last."""
        environment, more = self._environment, False
        self._left -= 1
        if self._left and environment.stamp != self._stamp:
            more = self._parameters() or self._changed() or self._defined()
        if more:
            self._note()
        return more

    def took_all(self) -> bool:
        """Whether the turns took one parameter after the other away, up to the last."""
        now, before = self._environment.positional, self._positional
        if not _WHILE_ANY.match(self._source) or _LEFT_EARLY.search(self._source):
            return False
        return now == () and bool(before) and not self._any_of and self._left > 0

    def _parameters(self) -> bool:
        now, before = self._environment.positional, self._positional
        if not before or now == before or self._any_of or not _PARAMETERS.search(self._source):
            return False
        if now is None:  # a branch took some of them away: each may be any
            self._any_of = True
            texts = tuple(dict.fromkeys(word.text for word in before if word.known))
            self._environment.positional = tuple(
                Word(f"${place}", (Piece(f"${place}", Hole.VARIABLE, True, str(place), False, texts),))
                for place in range(1, len(before) + 1)
            )
            self._environment.touch()
        return bool(self._environment.positional)

    def _changed(self) -> bool:
        before, now = self._variables, self._environment.variables
        names = [name for name, value in before.items() if now is not before and now.get(name) is not value]
        if not names:
            return False
        plain = {item.name.split("[", 1)[0] for item in assigned_in(self._raw)} | _NOT_CARRIED
        return any(
            name != self._raw.name
            and name not in plain
            and _other(before[name], now.get(name))
            and not is_counted(name, before[name], self._source)
            and re.search(rf"\$\{{?[!#]?{re.escape(name)}\b", self._source) is not None
            for name in names
        )

    def _defined(self) -> bool:
        before, now = self._functions, self._environment.functions
        return now is not before and any(now.get(name) != text for name, text in before.items())


def _other(before: Value, now: Value | None) -> bool:
    """Whether a known value became another; counters are of no interest."""
    if now is None or before == now or before.choices is None:
        return False
    return not ((before.text or "0").isdecimal() and (now.text or "").isdecimal())
