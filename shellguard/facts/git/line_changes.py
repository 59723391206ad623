"""What a line does to a repository before another command of git, which takes more then than is there now."""

from __future__ import annotations

import re

from shellguard.parsing.script import Script, SimpleCommand

_UNKNOWN_TOO = frozenset(("-u", "-a", "--include-untracked", "--all", "-au", "-ua"))
_IGNORED_TOO = frozenset(("-a", "--all", "-au", "-ua"))
_STASHES = frozenset(("push", "save"))
_ADDS_ONLY = frozenset(
    (
        "commit",
        "add",
        "status",
        "log",
        "diff",
        "show",
        "tag",
        "stash",
        "checkout",
        "switch",
        "rm",
        "mv",
        "merge",
    )
)
_COMMIT = re.compile(r"HEAD[~^@]|@[~^{]|[0-9a-f]{7,64}$|\w+/[\w/.-]+$|ORIG_HEAD$")
_OF_INDEX = frozenset(("-S", "--staged", "-SW", "-WS"))
_TAKES_OVER = frozenset(("push", "merge", "rebase", "cherry-pick", "tag", "branch", "format-patch", "bundle"))
_LONGEST_LINE = 4_096
_RULES = (".gitignore", "info/exclude", "excludesfile")


def before(command: SimpleCommand | None, script: Script | None) -> tuple[SimpleCommand, ...]:
    """The commands of the line in front of one, those around it first where it stands in another."""
    if script is None or command is None:
        return ()
    commands = script.commands
    if command in commands:
        return commands[: commands.index(command)]
    for inner, around in script.walk() if len(script.text) < _LONGEST_LINE else ():
        if inner is command and around:
            outer = (n for n, one in enumerate(commands) if any(nested is around[0] for nested in one.nested))
            beside = around[-1].script.commands
            own = beside[: beside.index(command)] if command in beside else ()
            return (*commands[: next(outer, 0)], *own)
    return ()


def _words_before(command: SimpleCommand | None, script: Script | None) -> list[list[str]]:
    return [[word.text for word in one.words] for one in before(command, script)]


def stashes_before(command: SimpleCommand | None, script: Script | None) -> bool:
    """Whether the line itself puts the changes into a stash in front of the command."""
    return any(
        one[:2] == ["git", "stash"] and (len(one) == 2 or one[2] in _STASHES or one[2].startswith("-"))
        for one in _words_before(command, script)
    )


def with_unknown(command: SimpleCommand | None, script: Script | None) -> bool:
    """Whether a stash of the line takes files that git does not know."""
    return any(_UNKNOWN_TOO.intersection(one) for one in _words_before(command, script) if "stash" in one[:2])


def with_ignored(command: SimpleCommand | None, script: Script | None) -> bool:
    """Whether a stash of the line takes even files that git is told to ignore."""
    return any(_IGNORED_TOO.intersection(one) for one in _words_before(command, script) if "stash" in one[:2])


def untracks_before(command: SimpleCommand | None, script: Script | None) -> bool:
    """Whether the line makes git forget files that stay, which a cleaning then takes for unknown ones."""
    return any(one[:2] == ["git", "rm"] and "--cached" in one for one in _words_before(command, script))


def adds_before(command: SimpleCommand | None, script: Script | None) -> bool:
    """Whether the line makes git know files, which setting all back then removes."""
    return any(one[:2] == ["git", "add"] for one in _words_before(command, script))


def committed_on(command: SimpleCommand | None, script: Script | None, branch: str) -> frozenset[str]:
    """The branches on which the line commits before a command, and which nothing else takes over then."""
    found: set[str] = set()
    for one in _words_before(command, script):
        named = [word for word in one[2:] if not word.startswith("-")]
        if one[:1] != ["git"] or len(one) < 2:
            continue
        if one[1] in ("checkout", "switch"):
            branch = named[0] if named else ""
        elif one[1] in ("commit", "am"):
            found.add(branch)
        elif one[1] in _TAKES_OVER:
            found.clear()
    return frozenset(found)


def taken_back(command: SimpleCommand | None, script: Script | None) -> str:
    """The commit to which the line sets the branch before, files left as they are; "" for none.

    What the commits behind held is then a change like others.
    """
    for one in _words_before(command, script):
        named = [word for word in one[2:] if not word.startswith("-")]
        if one[:2] == ["git", "reset"] and len(named) == 1 and not {"--hard", "--"}.intersection(one):
            return named[0] if _COMMIT.match(named[0]) else ""
    return ""


def unstaged_before(command: SimpleCommand | None, script: Script | None) -> tuple[str, ...]:
    """The paths, as they are named, that the line takes out of the index first; `.` where it names none."""
    found: list[str] = []
    for one in _words_before(command, script):
        named = [word for word in one[2:] if not word.startswith("-") and word not in ("HEAD", "@")]
        resets = one[:2] == ["git", "reset"] and "--hard" not in one and "--soft" not in one
        if resets or (one[:2] == ["git", "restore"] and not _OF_INDEX.isdisjoint(one)):
            found += named or ["."]
    return tuple(found)


def other_rules(command: SimpleCommand | None, script: Script | None) -> bool:
    """Whether the line changes what git is told to ignore, or tells the command itself otherwise."""
    earlier = before(command, script)
    texts = [word.text for one in earlier for word in one.words[1:]]
    texts += [one.target.text for each in earlier for one in each.redirections if one.target is not None]
    texts += [word.text for word in command.words[1:]] if command is not None else []
    return any(rule in text.lower() for text in texts for rule in _RULES)


def moves_before(command: SimpleCommand | None, script: Script | None) -> bool:
    """Whether the line may set branches to other commits first, here or as they were fetched.

    A commit only adds to them, unless it takes the place of the one before.
    """
    for one in _words_before(command, script):
        if one[:1] != ["git"]:
            continue
        name = next((word for word in one[1:] if not word.startswith("-")), "")
        if name not in _ADDS_ONLY or (name == "commit" and "--amend" in one):
            return True
    return False
