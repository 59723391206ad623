"""`find … -delete`: what goes depends on what it looks for."""

from __future__ import annotations

from dataclasses import replace

from shellguard.effects.context import Findings, found_by, takes_everything
from shellguard.effects.effect import EffectKind
from shellguard.effects.pack_model import Rule
from shellguard.effects.touching import base_at, touch

_RULE = Rule(
    rule="files.find-delete",
    kind=EffectKind.DELETE,
    base=58,
    message="removes every file that it finds",
)

_EMPTY_ONLY = frozenset(("-empty", "-delete"))


def deletes(findings: Findings) -> None:
    """Adds the effect of `-delete`: like `rm -r` where nothing narrows it, else removing the files found."""
    words = findings.command.words
    place = next((index for index, word in enumerate(words) if word.text == "-delete"), 0)
    if not place:
        return
    command = replace(findings.command, words=words[: place + 1])  # what follows narrows nothing any more
    targets = found_by(command)
    if {word.text for word in command.words} >= _EMPTY_ONLY:
        findings.add(_RULE.kind, "files.find-delete-empty", 30, "removes empty files and folders", targets)
        return
    everything = takes_everything(command)
    verb = "delete-tree" if everything else "delete"
    touch(findings, verb, targets, _RULE.rule)
    base = 70 if everything else base_at(_RULE, verb, targets, findings, recursive=False)
    findings.add(
        _RULE.kind,
        _RULE.rule,
        base,
        _RULE.message,
        targets,
        recursive=True,
        force=True,
        certain=all(word.known for word in targets),
    )
