"""Rights that files have on any machine, which a change only gives back to them."""

from __future__ import annotations

from dataclasses import replace

from shellguard.effects.touching.usual_rights import usual_places
from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import ShellState

_PRIVATE, _KEY = "PRIVATE KEY-----", 64 << 10


def as_usual(facts: TargetFacts, command: SimpleCommand, shell: ShellState) -> TargetFacts:
    """The facts about what gets the rights that its place has on any machine; the same where it does not."""
    if _put_back(facts, command, shell):
        reason = "these are the rights that it has on any machine"
        return replace(facts, protected="", recovery=Recovery.NOTHING_LOST, reason=reason)
    if _closes_folder(facts, command, shell):
        reason = "it is a folder, which nobody could enter then"
        return replace(facts, recovery=Recovery.LOST, reason=reason, personal=1)
    return facts


def _put_back(facts: TargetFacts, command: SimpleCommand, shell: ShellState) -> bool:
    """Whether a `chmod` sets the rights that its target has anyway.

    A link changes what it leads to. A key that is to be given away may hold what is not.
    """
    if not facts.path:
        return False
    folder = {"file": False, "folder": True}.get(facts.kind)
    paths = (facts.path, facts.resolves_to) if facts.resolves_to else (facts.path,)
    places = [usual_places(command, path, "", shell.home, folder) for path in paths]
    if not frozenset.intersection(*places):
        return False
    return facts.kind != "file" or not holds_private_key(facts.path)


def _closes_folder(facts: TargetFacts, command: SimpleCommand, shell: ShellState) -> bool:
    """Whether a folder gets the rights that the files in it should have."""
    return facts.kind == "folder" and bool(usual_places(command, facts.path, "", shell.home, folder=False))


def holds_private_key(path: str) -> bool:
    """Whether there is a private key in a file."""
    return _PRIVATE in text_of(path, _KEY)
