"""What a line lets git put in place before it runs it: `git checkout v2 && ./x.sh` runs what stands in v2."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.nested.git_aliases import keep, kept
from shellguard.parsing.script import SimpleCommand

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

IN_COMMIT = "\0"
"""Between a commit and a path in the name of a file that is asked for as it stands in that commit."""
WHATEVER = ":"
"""Before a commit from which a file is taken whatever it holds here; alone it means the index."""
_GOING = frozenset(("checkout", "switch"))
_FORCE = frozenset(("-f", "--force", "--discard-changes"))
_STILL = _FORCE | {"-q", "--quiet", "--progress", "--detach", "-d", "--no-guess"}
_RESTORING = frozenset(("-q", "--quiet", "--progress", "-W", "--worktree", "-S", "--staged", "--"))
_SOURCE = ("-s", "--source")
_THERE = "what is checked out"


def goes_to(nester: ScriptFinder, command: SimpleCommand) -> None:
    """Remember what a git command of the line puts in place: the scripts behind it are those."""
    texts = [word.text for word in command.words[1:]]
    operands = [text for text in texts if text[:1] != "-"]
    options = {text for text in texts if text[:1] == "-"}
    verb = texts[0] if texts else ""
    if verb in _GOING and len(operands) == 2 and options <= _STILL:
        keep(nester, _THERE, f"{WHATEVER if options & _FORCE else ''}{operands[1]}")
    elif verb == "reset" and len(operands) <= 2 and "--hard" in options:
        keep(nester, _THERE, WHATEVER + (operands[1] if len(operands) > 1 else "HEAD"))
    elif verb == "checkout" and "--" in texts and options <= _STILL | {"--"}:
        before, behind = texts[1 : texts.index("--")], texts[texts.index("--") + 1 :]
        commit = next((text for text in before if text[:1] != "-"), "")
        _taken(nester, WHATEVER + commit, behind)
    elif verb == "restore":
        _restores(nester, texts[1:])


def _restores(nester: ScriptFinder, texts: list[str]) -> None:
    """`restore -s COMMIT FILE`; not where only the index is filled again."""
    apart = next((after for one, after in pairwise(texts) if one in _SOURCE), "")
    joined = next((one.partition("=")[2] for one in texts if one.startswith("--source=")), apart)
    options = {one for one in texts if one[:1] == "-"} - {*_SOURCE, f"--source={joined}"}
    into_index = options & {"-S", "--staged"} and not options & {"-W", "--worktree"}
    if options <= _RESTORING and not into_index:
        _taken(nester, WHATEVER + joined, [one for one in texts if one[:1] != "-" and one != apart])


def _taken(nester: ScriptFinder, commit: str, paths: list[str]) -> None:
    """Remember files that are taken from a commit, or all of them where a folder is named."""
    for path in paths:
        located = nester.environment.located(path)
        whole = path.endswith(("/", ".")) or any(sign in path for sign in "*?[:")
        keep(nester, _THERE if whole or not located else f"{_THERE}: {_plain(located)}", commit)


def as_checked_out(nester: ScriptFinder, path: str) -> str | None:
    """The text of a file in what the line has checked out; None without that, or where it is not in it."""
    commit = kept(nester, f"{_THERE}: {_plain(path)}") or kept(nester, _THERE)
    if not commit:
        return None
    context = nester.environment.context
    name = f"{commit}{IN_COMMIT}{path}"
    if name not in context.supplied.files:
        context.files.add(name)
    return context.supplied.files.get(name)


def _plain(path: str) -> str:
    return path.removeprefix("./")
