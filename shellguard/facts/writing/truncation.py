"""What altering a file loses: what lies behind its new end, or no more than an edit changes."""

from __future__ import annotations

import re
from dataclasses import replace

from shellguard.effects.effect import Effect
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.rebuilt import is_precious
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import SimpleCommand

_TO_A_SIZE = "files.truncate-to"
_IN_PLACE = "files.edit-in-place"
_SIZE = re.compile(r"(?:-s|--size=?)?(\d+)([KMGT]?)(B?)")
_AT_A_LOSS = knowledge("generic").pattern("emptied_at_a_loss")
_TEXT = knowledge("generic").texts("edited_as_text")
_SETTINGS = knowledge("generic").pattern("edited_by_words")
_WORDS_FOR_WORDS = re.compile(
    r"s([/|#,!@:])"  # a sign, words without any of regular expressions but the dot, others
    r"(?!\1|\.)((?:(?!\1)[^\\.*\[\]^$+?(){}|&]|(?<!\.)\.){2,})\1(?:(?!\1)[^\\&])*\1[gI]{0,2}"
)
_PRINTS_LITTLE = re.compile(r"-[a-hj-zA-Z]*n|--quiet|--silent")
"""With it a line stays only where it is told to be printed; behind `-i` letters are the name of a copy."""
_UNITS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4}
_MANY = 10


def altered(facts: TargetFacts, effect: Effect, command: SimpleCommand | None) -> TargetFacts:
    """The facts about a file that is given a size, or edited where it lies; pure."""
    few = 0 < (facts.files or 0) < _MANY and len(effect.targets) < _MANY
    if effect.rule == _IN_PLACE and few and facts.kind != "folder":
        told = _SETTINGS.search(facts.path) is not None and _tells_what_stood(effect, command)
        return replace(edited(facts), personal=0) if told else edited(facts)
    if effect.rule == _IN_PLACE and facts.kind == "folder" and facts.counted_all and facts.irreplaceable == 0:
        return replace(facts, recovery=Recovery.TRACKED, reason="all in it is committed", protected="")
    if effect.rule == _TO_A_SIZE and command is not None and facts.exists:
        return _cut_or_grown(facts, command)
    return facts


def edited(facts: TargetFacts) -> TargetFacts:
    """The facts about a file that is edited: that was meant, and the rest of it stays.

    Of a few files only documents are too much to lose.
    """
    text = facts.path.endswith(_TEXT)
    own = is_precious(facts.path) or (not text and _AT_A_LOSS.search(facts.path) is not None)
    return replace(facts, personal=int(own), changed=0)


def _tells_what_stood(effect: Effect, command: SimpleCommand | None) -> bool:
    """Whether an edit puts words for words, so that the line itself tells what stood there."""
    if command is None or command.program != "sed":
        return False
    words = [word.value or "" for word in command.words[1:]]
    edits = [word for word in words if word[:1] != "-"]
    if any(_PRINTS_LITTLE.match(word) for word in words):
        return False
    files = {target.text for target in effect.targets}
    scripts = [word for word in edits if word not in files]
    return len(scripts) == 1 and _WORDS_FOR_WORDS.fullmatch(scripts[0]) is not None


def _cut_or_grown(facts: TargetFacts, command: SimpleCommand) -> TargetFacts:
    asked = (_SIZE.fullmatch(word.value or "") for word in command.words[1:])
    sizes = [int(one[1]) * (1000 if one[3] else 1024) ** _UNITS[one[2]] for one in asked if one is not None]
    if len(sizes) != 1 or facts.total_bytes is None or sizes[0] < facts.total_bytes:
        return facts
    return replace(facts, recovery=Recovery.NOTHING_LOST, reason="it only becomes longer")
