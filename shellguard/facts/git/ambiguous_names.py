"""Branches of whose name a tag is, too: where git is told the name alone, it takes the tag."""

from __future__ import annotations

from shellguard.effects.effect import Effect
from shellguard.facts.files.resolve import folder_of
from shellguard.facts.repository.repository import repository_of
from shellguard.parsing.shell_state import ShellState


def named_twice(effect: Effect, shell: ShellState) -> bool:
    """Whether a branch that goes has its name with a tag in common."""
    if not effect.rule.startswith("git.branch-delete"):
        return False
    folder = folder_of(effect, shell)
    repository = repository_of(folder) if folder else None
    if repository is None:
        return False
    return any(f"refs/tags/{target.text}" in repository.refs for target in effect.targets)
