"""Whole commands in texts of which nobody knows who reads them: in unread code, behind unknown programs."""

from __future__ import annotations

import re
import shlex

from shellguard.effects.packs.packs import Packs
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import SimpleCommand

_EVERYDAY = knowledge("generic").names("everyday_names")
_TABLE = knowledge("telling")
_SHOWS = _TABLE.pattern("shows")
_SAYS = _TABLE.pattern("says")
_TEXT = re.compile(
    r"\"((?:[^\"\\\n]|\\.){1,400})\"|'((?:[^'\\\n]|\\.){1,400})'|`([^`\n]{1,400})`|%sh\{([^{}\n]{1,400})\}"
)
_GAP = re.compile(r"[\s,\[\](){}.:&]{0,8}(?:args?|arguments)?[\s,\[\](){}.:&]{0,8}")
_BEFORE = 40
_MOST = 6
_LONGEST = 4_000
_COMMAND = re.compile(r"\s*(?:sudo\s+)?(?:/\S{0,40}/)?([a-z][\w.+-]*)\s+\S")


def commands_in(text: str, packs: Packs) -> list[str]:
    """The texts in a text that begin with a program of which a pack tells, and lists of such words.

    What is only shown (`print "…"`) is left out.
    """
    found: list[str] = []
    listed: list[str] = []
    end, shown = 0, False
    for match in _TEXT.finditer(text[:_LONGEST]):
        inside = next(group for group in match.groups() if group is not None)
        further = shown and text[end : match.start()].strip() == ","
        shown = further or _SHOWS.search(text[max(0, match.start() - _BEFORE) : match.start()]) is not None
        if not listed or not _GAP.fullmatch(text, end, match.start()):
            found.append(_joined(listed))
            listed = []
        if not shown:
            listed.append(inside)
            found.append(inside)
        end = match.end()
    found.append(_joined(listed))
    return [one for one in dict.fromkeys(found) if _is_command(one, packs)][:_MOST]


def commands_behind(command: SimpleCommand, packs: Packs) -> list[str]:
    """Such texts in the words of a program that nobody knows; not where an option says that they are said."""
    found: list[str] = []
    for before, word in zip(command.words, command.words[1:], strict=False):
        text = word.text
        if not word.known or " " not in text or len(text) > _LONGEST or _SAYS.fullmatch(before.text):
            continue
        name, equals, value = text.partition("=")
        if equals and name.startswith("-"):
            if _SAYS.fullmatch(name):
                continue
            text = value
        if _is_command(text, packs):
            found.append(text)
        elif "'" in text or '"' in text or "%sh{" in text:
            found.extend(commands_in(text, packs))
    return found[:_MOST]


def _joined(words: list[str]) -> str:
    return shlex.join(words) if len(words) > 1 and " " not in words[0] else ""


def _is_command(text: str, packs: Packs) -> bool:
    match = _COMMAND.match(text)
    return match is not None and match[1] not in _EVERYDAY and packs.knows(match[1])
