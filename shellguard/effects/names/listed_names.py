"""Names that `ls` lists and `grep` chooses among, as the pattern that a shell would write for them."""

from __future__ import annotations

import re

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Hole, Piece, SimpleCommand, Word

_SHOWS_MORE = re.compile(r"-\w*[aARd]|--(?:all|almost-all|recursive|directory)")
_PLAIN = re.compile(r"(\^?)((?:[\w -]|\\?\.)+)(\$?)")
_ALIKE = frozenset(("-E", "-F", "-G", "-e", "--"))
_GREP = knowledge("families").names("grep")
_LEAVES_NAMES = frozenset(("head", "tail", "sort", "uniq", "tac"))


def listed(upstream: tuple[SimpleCommand, ...]) -> tuple[Word, ...]:
    """What `ls [FOLDER] | grep PLAIN` names, as `FOLDER/*PLAIN*`; nothing where that can't be told."""
    first, *rest = upstream
    options = [word.text for word in first.words[1:] if word.text.startswith("-")]
    folders = [word for word in first.words[1:] if not word.text.startswith("-")]
    if any(map(_SHOWS_MORE.match, options)) or len(folders) > 1 or not all(one.known for one in folders):
        return ()
    patterns = [_pattern(one) for one in rest if one.program not in _LEAVES_NAMES]
    if len(patterns) != 1 or patterns[0] is None:
        return ()
    above = (folders[0].text.rstrip("/") if folders else ".") + "/"
    return (Word(above + patterns[0], (Piece(above), Piece(patterns[0], Hole.GLOB))),)


def _pattern(command: SimpleCommand) -> str | None:
    """The shell's pattern for what a `grep` lets through, None where it has none."""
    words = [word.value for word in command.words[1:]]
    asked = [word for word in words if word not in _ALIKE]
    if command.program not in _GREP or len(asked) != 1 or asked[0] is None:
        return None
    found = _PLAIN.fullmatch(asked[0])
    if found is None or asked[0].startswith("-"):
        return None
    text = re.sub(r"\\?\.", lambda dot: "." if len(dot[0]) > 1 else "?", found[2])
    return f"{'' if found[1] else '*'}{text}{'' if found[3] else '*'}"
