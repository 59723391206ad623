"""Branches and tags that one git lists and another takes: `git branch | grep -v x | xargs git branch -D`."""

from __future__ import annotations

import re

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.git.git_command import GitCommand
from shellguard.facts.pipelines.names import names_for
from shellguard.facts.repository.repository import Repository
from shellguard.parsing.script import Connection, Hole, NestedKind, Script, SimpleCommand

_LISTS = {"branch": "refs/heads/", "tag": "refs/tags/"}
_PIPES = (Connection.PIPE, Connection.PIPE_BOTH)
_GREP = frozenset(("grep", "egrep"))
_ON_SERVER = frozenset(("-r", "-a", "--remotes", "--all"))
_SIMPLE = re.compile(r"(?:[\w /|^$.-]|\\[|*b.]){1,200}")  # without repetition: matched in linear time


def handed_refs(git: GitCommand, repository: Repository) -> tuple[str, ...] | None:
    """The names that are handed over, at most: filters not understood leave all; None for no list."""
    effect, command, script = git.effect, git.command, git.script
    if script is None or command is None or effect.kind is not EffectKind.HISTORY:
        return None
    if len(effect.targets) == 1:
        names = names_for(effect, effect.targets[0].word, command, script, git.shell, git.deadline)
        if names is not None:
            there = {name.partition("/")[2].partition("/")[2] for name in repository.refs}
            return tuple(sorted(there.intersection(names)))
    holes = {piece.hole for target in effect.targets for piece in target.word.pieces}
    if Hole.INPUT in holes:
        pipeline = feeding_pipeline(effect, script)
    elif Hole.SUBSTITUTION in holes and len(effect.targets) == 1:
        inner = [one.script for one in command.nested if one.kind is NestedKind.SUBSTITUTION]
        pipeline = inner[0].commands if len(inner) == 1 else ()
    else:
        return None
    if pipeline and [word.text for word in pipeline[0].words[:3]] == ["git", "worktree", "list"]:
        return tuple(repository.further_trees)  # at most: of what stands between nothing is known
    start = _listed(pipeline[0]) if pipeline else ""
    if not start:
        return None
    names = [name.removeprefix(start) for name in repository.refs if name.startswith(start)]
    names = [name for name in names if start != _LISTS["branch"] or name != repository.branch]
    for filtering in pipeline[1:]:
        names = _filtered(names, filtering)
    return tuple(sorted(names))


def feeding_pipeline(effect: Effect, script: Script) -> tuple[SimpleCommand, ...]:
    """The pipeline in front of the `xargs` that runs the command of the effect."""
    for command in script.commands:
        if command.program == "xargs" and any(word.span == effect.span for word in command.words[1:]):
            whole = [one for one in script.commands if one.pipeline == command.pipeline]
            return tuple(whole[: whole.index(command)])
    return ()


def _listed(command: SimpleCommand) -> str:
    """Which refs a `git branch`, `git tag` or `git for-each-ref` lists, by how their names begin."""
    words = [word.text for word in command.words]
    if words[:1] != ["git"] or len(words) < 2 or not _ON_SERVER.isdisjoint(words):
        return ""
    if words[1] == "for-each-ref":
        named = {word.rstrip("/") for word in words}
        return next((start for start in _LISTS.values() if start.rstrip("/") in named), "")
    return _LISTS.get(words[1], "")


def _filtered(names: list[str], command: SimpleCommand) -> list[str]:
    """What a `grep` lets through of lines that have a name each; of other filters nothing is known."""
    words = [word.value for word in command.words[1:]]
    options = [word for word in words if word is not None and word.startswith("-")]
    patterns = [word for word in words if word is not None and not word.startswith("-")]
    known = command.program in _GREP and None not in words and len(patterns) == 1
    if not known or command.connection not in _PIPES or not _SIMPLE.fullmatch(patterns[0]):
        return names
    letters = "".join(option.lstrip("-") for option in options)
    if not set(letters) <= set("vEwFi"):
        return names
    text = patterns[0] if "E" in letters or command.program == "egrep" else patterns[0].replace("\\|", "|")
    text = re.escape(text) if "F" in letters else text
    flags = re.IGNORECASE if "i" in letters else 0
    try:
        pattern = re.compile(rf"\b(?:{text})\b" if "w" in letters else text, flags)
    except re.error:
        return names
    return [name for name in names if bool(pattern.search(f"  {name}")) is not ("v" in letters)]
