"""Names that a list hands on: all changes of a work tree, or what is left of a folder's names."""

from __future__ import annotations

from dataclasses import replace

from shellguard.effects.context import Findings, is_input, plain_word
from shellguard.effects.effect import Effect, Target, TargetKind
from shellguard.parsing.script import Hole, NestedKind, SimpleCommand

_ALL = {"git.checkout-file": "git.checkout-all", "git.restore": "git.restore-all"}
_HERE_ALL = frozenset(
    ("files.remove-all-files-here", "files.remove-everything-here", "files.remove-matching")
)
_EVERYTHING_HERE = _HERE_ALL - {"files.remove-matching"}
WHAT_IT_FINDS = "removes all that it finds in the folder"
_LISTED = "removes what a list of this folder names"
_BASE = 58
_MESSAGE = "writes over all changed files with another state of them"
_HERE = Target(TargetKind.PATH, plain_word("."))


def takes_changes_back(findings: Findings) -> None:
    """`git diff --name-only | xargs git checkout --`, `git restore $(git ls-files -m)`."""
    command = findings.command
    if findings.program != "git" or not any(effect.rule in _ALL for effect in findings.effects):
        return
    substituted = (
        one
        for nested in command.nested
        if nested.kind is NestedKind.SUBSTITUTION
        for one in nested.script.commands
    )
    handed = any(map(is_input, command.words)) and any(map(_lists_changes, findings.context.upstream))
    held = any(piece.hole is Hole.SUBSTITUTION for word in command.words for piece in word.pieces)
    if handed or (held and any(map(_lists_changes, substituted))):
        findings.effects[:] = [_of_all(effect) for effect in findings.effects]


def _lists_changes(command: SimpleCommand) -> bool:
    words = [word.text for word in command.words[1:]]
    if command.program != "git" or not words:
        return False
    if words[0] == "ls-files":
        return "-m" in words or "--modified" in words
    return words[0] == "status" or (
        words[0] == "diff" and ("--name-only" in words or "--name-status" in words)
    )


def _of_all(effect: Effect) -> Effect:
    rule = _ALL.get(effect.rule)
    return replace(effect, rule=rule, base=_BASE, message=_MESSAGE, targets=(_HERE,)) if rule else effect


def says_what_is_listed(findings: Findings) -> None:
    """`ls -t | tail -n +6 | xargs rm` takes what the list names, `find . -exec rm {} +` what it finds."""
    if len(findings.context.upstream) > 1 and findings.context.upstream[0].program == "ls":
        findings.effects[:] = [_as_listed(effect) for effect in findings.effects]
    elif feeders := {word.text for word in findings.context.feeders}:
        findings.effects[:] = [as_found(effect, feeders) for effect in findings.effects]


def as_found(effect: Effect, roots: set[str]) -> Effect:
    """The effect on a whole folder, said of what a search in it finds."""
    whole = effect.rule in _EVERYTHING_HERE and all(target.text in roots for target in effect.targets)
    return replace(effect, message=WHAT_IT_FINDS) if whole else effect


def _as_listed(effect: Effect) -> Effect:
    if effect.rule in _HERE_ALL and all(is_input(target.word) for target in effect.targets):
        return replace(effect, message=_LISTED)
    return effect
