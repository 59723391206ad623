"""What a line pushes or bundles before it removes the repository: `git push --all && cd .. && rm -r x`."""

from __future__ import annotations

import os
from dataclasses import replace

from shellguard.effects.effect import EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import contains, is_temporary, passing_place
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.kept_before import commands_before
from shellguard.facts.removed_along import TakenToo
from shellguard.facts.repository.only_here import cloned_from, only_here, stays_elsewhere
from shellguard.facts.repository.repository import Repository, repository_at, repository_of
from shellguard.facts.repository.staged import staged_files
from shellguard.facts.target_in_line import TargetInLine
from shellguard.parsing.builtins import CHANGING_FOLDER
from shellguard.parsing.script import SimpleCommand

_QUIET = frozenset(("-q", "--quiet", "-v", "--verbose", "--progress", "-u", "--set-upstream", "--no-verify"))
_BRANCHES, _TAGS = frozenset(("--all", "--branches")), "--tags"
_NOT_BUNDLED = ("lfs/objects", "shallow", "modules")
"""Parts of a repository whose contents a bundle of all its names lacks."""


def sent_first(one: TargetInLine) -> TargetFacts | None:
    """The facts about a whole repository whose commits are elsewhere, or sent there; None for others."""
    effect, script = one.effect, one.script
    if effect.kind is not EffectKind.DELETE or effect.host or script is None:
        return None
    path = place_of(one.target.text, False, one.folder).path if one.target.word.known and one.folder else ""
    if not path or os.path.islink(path) or (repository := repository_at(path)) is None:
        return None
    alone = len(script.commands) == 1 and not script.commands[0].nested
    sent = frozenset(cloned_from(repository)) if alone else _sent(repository, one)
    if not sent or staged_files(repository, one.deadline) or only_here(repository, one.deadline, sent):
        return None
    survey = Surveyor(one.deadline, one.shell.home).folder(path)
    left = survey.changed + survey.untracked + survey.unsure + len(survey.copies)
    found = one.look(one.target) if survey.complete and not left and len(survey.repositories) == 1 else None
    if found is None:
        return None
    reason = "a git repository, clean, whose commits the line itself sends elsewhere first"
    reason = "a git repository, and the one that it was cloned from has its commits" if alone else reason
    return replace(found, recovery=Recovery.TRACKED, reason=reason, personal=0, changed=0, irreplaceable=0)


def _sent(repository: Repository, one: TargetInLine) -> frozenset[str]:
    """The commits that commands before, which must have worked, send out of the repository."""
    if one.script is None or one.command is None or any(n.startswith("GIT_") for n in one.shell.variables):
        return frozenset()
    all_of_it = one.script.commands
    moves = next((n for n, each in enumerate(all_of_it) if each.program in CHANGING_FOLDER), len(all_of_it))
    before, found = commands_before(one.command, one.script), set[str]()
    for earlier in all_of_it[:moves]:
        words = [word.value or "" for word in earlier.words]
        plain = earlier.program == "git" and not (earlier.assignments or earlier.redirections)
        if not plain or "" in words or not any(each is earlier for each in before):
            continue
        folder = one.shell.cwd
        if words[1:2] == ["-C"] and len(words) > 3:
            folder, words = place_of(words[2], False, folder).path, [words[0], *words[3:]]
        meant = repository_of(folder)
        if meant is None or os.path.realpath(meant.root) != os.path.realpath(repository.root):
            continue
        if words[1:2] == ["push"]:
            found |= _pushed(repository, words[2:])
        elif words[1:3] == ["bundle", "create"]:
            found |= _bundled(repository, words[3:], one, earlier)
    return frozenset(found)


def _pushed(repository: Repository, words: list[str]) -> set[str]:
    """The commits that a push of all branches sends to where they stay."""
    options = {word for word in words if word.startswith("-")}
    named = [word for word in words if not word.startswith("-")]
    known = options <= _QUIET | _BRANCHES | {_TAGS} and options & _BRANCHES and len(named) < 2
    if not known or not stays_elsewhere(repository, "".join(named)):
        return set()
    groups = ("refs/heads/", "refs/tags/") if _TAGS in options else ("refs/heads/",)
    return {commit for name, commit in repository.refs.items() if name.startswith(groups)}


def _bundled(repository: Repository, words: list[str], one: TargetInLine, earlier: SimpleCommand) -> set[str]:
    """The commits of all names, where they are put into a file that stays."""
    known = [word for word in words if word not in _QUIET]
    if known[1:] != ["--all"] or known[0].startswith("-") or repository.setting("extensions", "partialclone"):
        return set()
    file = place_of(known[0], False, one.shell.cwd).path
    stays = not (contains(os.path.realpath(repository.root), os.path.realpath(file)) or os.path.islink(file))
    passes = is_temporary(file, one.shell) or passing_place(file, one.shell) or file.startswith("/dev/")
    if not stays or passes or TakenToo.of(one.effects, one.shell).takes_file(file, earlier.span):
        return set()
    if any(os.path.lexists(f"{repository.common}/{part}") for part in _NOT_BUNDLED):
        return set()
    return {*repository.refs.values(), *repository.other_refs.values(), repository.head_commit}
