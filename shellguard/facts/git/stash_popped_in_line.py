"""What a line takes out of a stash, which nothing else holds then: `git stash pop && git checkout .`."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace

from shellguard.effects.effect import EffectKind, TargetKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.equivalent_commits import stashed_files
from shellguard.facts.git.pathspec import is_below, pathspecs
from shellguard.facts.git.question import Question, named
from shellguard.facts.kept_before import commands_before, in_same_folder
from shellguard.facts.name_pattern import fits
from shellguard.facts.repository.repository import Repository
from shellguard.facts.target_in_line import TargetInLine
from shellguard.parsing.script import Connection, Script, SimpleCommand

_STASH = re.compile(r"(?:refs/)?stash@\{([0-9]{1,4})\}|([0-9]{1,4})")
_STASHING = frozenset(("push", "save", "-u", "--include-untracked", "-k", "--keep-index"))
_POPPING = frozenset(("pop", "branch"))
_DROPPING = frozenset(("drop", "clear"))
_TAKING = frozenset((EffectKind.DELETE, EffectKind.OVERWRITE, EffectKind.CONCEAL))


def popped(
    command: SimpleCommand | None, script: Script | None, repository: Repository, deadline: Deadline
) -> list[str] | None:
    """The files of stashes that the line takes out before a command; None where that can't be told.

    A stash that is only applied stays, unless the line drops it, too.
    """
    if script is None or "stash" not in script.text or command not in script.commands:
        return []
    at = script.commands.index(command)
    said = [words for one in script.commands if (words := _said(one)) is not None]
    drops = any(words and words[0] in _DROPPING for words in said)
    before = list(script.commands[:at])
    if command.connection is Connection.OR:
        before.pop()  # one that did not work has left its stash where it was
    found: list[str] = []
    for words in map(_said, before):
        if words is None:
            continue
        if not words or words[0] in _STASHING:
            return []  # these are its own changes, which are looked at themselves
        if words[0] not in _POPPING and not (words[0] == "apply" and drops):
            continue
        place = stash_place(words[2 if words[0] == "branch" else 1 :])
        if place is None or place >= repository.stashes:
            continue
        commits = repository.stash_commits[place : place + 1]
        files = stashed_files(repository, commits[0], deadline) if commits else None
        if files is None:
            return None
        found += files
    return found


def popped_out(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts about a file or folder that goes, with what the line takes out of a stash to there first."""
    effect, command, script = one.effect, one.command, one.script
    if effect.kind not in _TAKING or effect.host or script is None or "stash" not in script.text:
        return facts
    repository = one.surveyor.repository(facts.path.rpartition("/")[0] or "/") if facts.path else None
    if repository is None or not repository.stashes:
        return facts
    files = popped(command, script, repository, one.deadline)
    root = repository.root.rstrip("/")
    taken = [
        path
        for path in files or ()
        if is_below(f"{root}/{path}", facts.path) or fits(f"{root}/{path}", facts.path)
    ]
    return facts if files == [] or (files and not taken) else _with(facts, taken)


def with_popped(
    found: TargetFacts,
    question: Question,
    command: SimpleCommand | None,
    script: Script | None,
    *,
    unknown_only: bool,
) -> TargetFacts:
    """What a command of git throws away, with what the line takes out of a stash first.

    `unknown_only`: it takes no file that git knows.
    """
    files = popped(command, script, question.repository, question.deadline)
    if files == [] or found.recovery is Recovery.LOST:
        return found
    root, specs = question.repository.root.rstrip("/"), pathspecs(question)
    some = any(target.kind is TargetKind.PATH for target in question.effect.targets)
    known = question.repository.index(question.deadline).entries
    taken = [
        path
        for path in files or ()
        if not (some and specs.known)
        or specs.may_mean(f"{root}/{path}")
        or not os.path.lexists(f"{root}/{path}")
    ]
    if unknown_only:
        taken = [path for path in taken if path not in known]
    return found if files and not taken else _with(found, taken)


def applied_first(command: SimpleCommand | None, script: Script | None, *, only_one: bool) -> bool:
    """Whether the command before, which must have worked, brings back just the stash that is dropped.

    `only_one`: there is one stash, of which nothing is left once it was taken out.
    """
    if command is None or script is None or command not in script.commands:
        return False
    at = script.commands.index(command)
    must = commands_before(command, script)
    if not at or not must or list(in_same_folder(command, must))[:1] != [script.commands[at - 1]]:
        return False
    before, own = _said(script.commands[at - 1]), _said(command)
    if before and not {"-h", "--help"}.isdisjoint(before):
        return False
    if not before or not own:
        return False
    if before[0] in _POPPING and own[0] in _DROPPING:
        said = [words for one in script.commands if (words := _said(one)) is not None]
        adds = any(not words or words[0] in _STASHING for words in said)
        return only_one and not adds and stash_place(before[2 if before[0] == "branch" else 1 :]) == 0
    if before[0] == "apply" and own[0] == "clear":
        return only_one and stash_place(before[1:]) == 0 and len(script.commands) == 2  # and none is made
    if before[0] != "apply" or own[0] != "drop":
        return False
    return stash_place(before[1:]) is not None and stash_place(before[1:]) == stash_place(own[1:])


def _with(facts: TargetFacts, taken: list[str]) -> TargetFacts:
    if not taken:
        return replace(facts, recovery=Recovery.UNKNOWN, reason="not known what the stash holds")
    reason = f"{named(sorted(taken))}, which the line itself takes out of a stash first"
    return replace(
        facts,
        exists=True,
        files=max(facts.files or 0, len(taken)),
        recovery=Recovery.LOST,
        reason=reason,
        changed=max(facts.changed, len(taken)),
        personal=max(facts.personal, len(taken)),
        irreplaceable=max(facts.irreplaceable or 0, len(taken)),
    )


def _said(command: SimpleCommand) -> list[str] | None:
    """The words behind `git stash`; None for any other command."""
    words = [word.text for word in command.words]
    if command.program != "git" or "stash" not in words:
        return None
    return words[words.index("stash") + 1 :]


def stash_place(words: Sequence[str]) -> int | None:
    """Which stash the words behind `git stash drop` mean, 0 the latest; None where that is not known."""
    given = [word for word in words if not word.startswith("-")]
    if not given:
        return 0
    match = _STASH.fullmatch(given[0])
    return int(match[1] or match[2]) if match and len(given) == 1 else None
