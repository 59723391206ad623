"""The branch that a line goes to before another command of git: `git checkout main && git reset --hard x`."""

from __future__ import annotations

from dataclasses import replace

from shellguard.facts.repository.repository import Repository
from shellguard.parsing.script import Connection, Script, SimpleCommand

_GOING = frozenset(("checkout", "switch"))
_BEGINNING = frozenset(("-b", "-c", "--create", "--orphan"))
_STILL = frozenset(("-q", "--quiet", "-f", "--force", "--progress", "--no-progress", "--"))


def gone_to(
    repository: Repository, command: SimpleCommand | None, script: Script | None
) -> tuple[Repository, ...]:
    """The repository as the command may find it: on another branch, or on this one where going may fail."""
    if command is None or script is None or command not in script.commands:
        return (repository,)
    place = script.commands.index(command)
    sure = True
    for at in range(place, 0, -1):
        sure = sure and script.commands[at].connection is Connection.AND
        words = [word.value or "" for word in script.commands[at - 1].words]
        if words[:1] == ["git"] and words[1:2] and words[1] in _GOING:
            there = _on(repository, words[2:])
            return (repository,) if there is None else (there,) if sure else (there, repository)
    return (repository,)


def _on(repository: Repository, words: list[str]) -> Repository | None:
    """The same repository with what these words check out; None where they only bring files back."""
    names = [word for word in words if word not in _STILL]
    begins = names[:1] != [] and names[0] in _BEGINNING
    if "--" in words or len(names) != 1 + begins or (not begins and names[0].startswith("-")):
        return None
    there = replace(repository)
    if begins:
        vars(there)["head"] = repository.head_commit
    elif f"refs/heads/{names[0]}" in repository.refs:
        vars(there)["head"] = f"ref: refs/heads/{names[0]}"
    else:
        return None
    return there
