"""Files that git lists and another program takes: `git ls-files --others | xargs rm`."""

from __future__ import annotations

import re
from collections.abc import Callable

from shellguard.effects.context import plain_word
from shellguard.effects.effect import Effect, Target, TargetKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import folder_of
from shellguard.facts.git.handed_refs import feeding_pipeline
from shellguard.facts.repository.run import git
from shellguard.facts.summary import together
from shellguard.parsing.script import Hole, Script
from shellguard.parsing.shell_state import ShellState

_MOST = 2_000
_FLAGS = re.compile(r"-[oizmdc]+|--(?:others|ignored|exclude-standard|directory|modified|deleted|cached)")


def handed_files(
    effect: Effect,
    target: Target,
    script: Script | None,
    shell: ShellState,
    look: Callable[[Target], TargetFacts | None],
    deadline: Deadline,
) -> TargetFacts | None:
    """The facts about what is handed over, each file looked at by `look`; None where no git lists it."""
    if script is None or not any(piece.hole is Hole.INPUT for piece in target.word.pieces):
        return None
    pipeline = feeding_pipeline(effect, script)
    words = [word.text for word in pipeline[0].words] if len(pipeline) == 1 else []
    folder = folder_of(effect, shell)
    if words[:2] != ["git", "ls-files"] or not all(map(_FLAGS.fullmatch, words[2:])) or not folder:
        return None
    answer = git(folder, (*words[1:], *(() if "-z" in words else ("-z",))), deadline)
    if answer is None:
        return None
    names = [name for name in answer.split("\0") if name]
    if not names:
        return TargetFacts(exists=False, recovery=Recovery.NOTHING_LOST, reason="no file is handed to it")
    seen = [look(Target(TargetKind.PATH, plain_word(name))) for name in names[:_MOST]]
    return together([facts for facts in seen if facts is not None])
