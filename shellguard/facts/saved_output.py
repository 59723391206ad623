"""What a line writes down into a file, and whether that stays. Pure: nothing is looked at."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from fnmatch import fnmatchcase

from shellguard.effects.putting_programs import MOVING, PUTTING
from shellguard.parsing.script import OUTPUT_OVER, WRITING, SimpleCommand

_OUTPUTS = WRITING | {">&", "<>"}
_TO_LAST = PUTTING | {"dd"}
_UNKNOWN_TOO = re.compile(r"-[a-z]*[ua][a-z]*|--include-untracked|--all")
_REMOVING = MOVING | {"rm", "unlink", "shred", "srm", "wipe", "truncate"}


def put_into(command: SimpleCommand) -> str:
    """The file that what a command prints goes into, as it is named; "" for none."""
    put = [one for one in command.redirections if one.operator in _OUTPUTS and one.descriptor in (None, 1)]
    name = put[0].target if len(put) == 1 and put[0].operator in OUTPUT_OVER else None
    return name.text if name is not None and name.known else ""


def goes_again(putting: SimpleCommand, commands: Sequence[SimpleCommand]) -> bool:
    """Whether another command of the line removes what one has written down, or writes over it."""
    name = posixpath.normpath(put_into(putting))
    for one in commands:
        if one.span is None or putting.span is None or one.span.start < putting.span.end:
            continue
        words = [word.text for word in one.words[1:]]
        within = not name.startswith(("/", "..", "~"))
        if (one.program == "git" and within and _takes_new(words)) or (
            posixpath.normpath(put_into(one)) == name != "."
        ):
            return True
        named = words[-1:] if one.program in _TO_LAST and one.program not in _REMOVING else words
        if one.program in (*_REMOVING, *_TO_LAST, "tee") and any(
            _covers(word, name) for word in named if word
        ):
            return True
        if one.program in ("find", "fd") and any(
            word.startswith(("-delete", "-exec", "-x")) for word in words
        ):
            return True
    return False


def _takes_new(words: list[str]) -> bool:
    """Whether git takes files that it does not know: it cleans them, puts them aside or into its index."""
    stashes = "stash" in words[:3] and any(map(_UNKNOWN_TOO.fullmatch, words))
    return "clean" in words[:3] or "add" in words[:3] or stashes


def _covers(word: str, name: str) -> bool:
    """Whether a word may name a file or a folder above it, by whatever way it leads there."""
    word = posixpath.normpath(word.removeprefix("of="))
    last = word.rpartition("/")[2]
    inner = name.split("/")
    return name == word or any(fnmatchcase(part, last) for part in inner if part not in ("..", "."))
