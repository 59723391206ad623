"""Names that git lists as changed and hands back to git: together they are all changes of the work tree."""

from __future__ import annotations

from dataclasses import replace

from shellguard.effects.context import Findings, is_input, plain_word
from shellguard.effects.effect import Effect, Target, TargetKind
from shellguard.parsing.script import Hole, NestedKind, SimpleCommand

_ALL = {"git.checkout-file": "git.checkout-all", "git.restore": "git.restore-all"}
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
