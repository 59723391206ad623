"""A file over which is put what was made of it: no more is lost than an edit of it loses."""

from __future__ import annotations

import re

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.target_in_line import TargetInLine
from shellguard.facts.writing.truncation import edited
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import OUTPUT_OVER, Connection, Script, SimpleCommand

_MOVED, _SORTED = "files.move-over", "files.sort-over"
_SORT = "sort"


def from_itself(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts about what `sort f > new && mv new f` and `sort -o f f` write over; pure."""
    effect, command, script = one.effect, one.command, one.script
    if facts.recovery is not Recovery.LOST or facts.kind != "file" or command is None or script is None:
        return facts
    targets = {target.text for target in effect.targets}
    if effect.rule == _SORTED:
        named = [word.text for word in command.words[1:]]
        itself = any(named.count(text) > 1 and not _in_its_order(text) for text in targets)
        return edited(facts) if itself else facts
    if effect.rule != _MOVED or command not in script.commands:
        return facts
    operands = [word.text for word in command.words[1:] if not word.text.startswith("-")]
    place = script.commands.index(command)
    if (
        len(operands) != 2
        or operands[1] not in targets
        or not place
        or command.connection is not Connection.AND
    ):
        return facts
    return edited(facts) if _made_of(script.commands[place - 1], script, *operands) else facts


def _in_its_order(name: str) -> bool:
    """Whether the lines of such a file say something one after another: a program, a text with headings."""
    return name.lower().endswith(knowledge("generic").texts("lines_in_order"))


def _made_of(maker: SimpleCommand, script: Script, new: str, old: str) -> bool:
    """Whether a command alone reads the old file, and writes all that it makes of it to the new one."""
    asked = load("generic")["rewrites_what_it_reads"].get(maker.program)
    alone = sum(one.pipeline == maker.pipeline for one in script.commands) == 1 and not maker.frames
    onto = [
        one.target.text
        for one in maker.redirections
        if one.operator in OUTPUT_OVER and one.target is not None
    ]
    words = [word.text for word in maker.words[1:]]
    if asked is None or not alone or onto != [new] or old not in words or new == old:
        return False
    if any(word in asked["not"] for word in words):
        return False
    if "unlike" in asked and any(re.search(asked["unlike"], word) for word in words):
        return False
    if "edit" in asked and not any(re.fullmatch(asked["edit"], word) for word in words):
        return False
    if maker.program == _SORT and _in_its_order(old):
        return False
    return not asked["only"] or any(word in asked["only"] for word in words)
