"""What a line puts into a commit or a stash before it takes it: `git add . && git commit && rm -rf old`."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import folder_of, has_pattern, place_of
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.git.attributes import attributes
from shellguard.facts.kept_before import commands_before, in_same_folder
from shellguard.facts.repository.repository import Repository
from shellguard.facts.target_in_line import TargetInLine
from shellguard.parsing.script import Script, SimpleCommand

_COMMITS_ALL = re.compile(r"-[bd-lnopqrsu-z]*a[a-zA-Z]*|--all")
_ELSEWHERE = frozenset(("checkout", "switch", "merge", "pull", "rebase", "cherry-pick"))
_FILTERED = re.compile(r"\bfilter=(?!lfs\b)")
_MESSAGE = re.compile(r"-[a-zA-Z]*[mFcCt]|--(?:message|file|author|date|reuse-message|template|fixup|squash)")
_ALL, _KNOWN_ONLY = frozenset(("-A", "--all", "--no-ignore-removal")), frozenset(("-u", "--update"))
_PLAIN = frozenset(
    (
        *("-f", "--force", "-v", "--verbose", "--", "-q", "--quiet", "-s", "--signoff", "--no-verify", "-n"),
        *("-S", "--gpg-sign", "--allow-empty", "--amend"),
    )
)
_LOOKS = frozenset(("status", "log", "diff", "show", "tag", "push", "fetch", "branch", "gc", "config"))
_MOVING = frozenset(("-f", "-v", "--", "-fv", "-vf"))
_FROM_INDEX = frozenset(("git.restore", "git.restore-all"))
_ALL_HERE = frozenset((".", "./", ":/", "*"))
_LISTED = 2_000
_ROOT, _ANYWHERE = "/", "/1/2/3/4/5/6/7/8"
_MAGIC = (":!", ":^", ":(")


@dataclass(frozen=True, slots=True)
class Put:
    """A path below which all goes into a commit, a stash or elsewhere.

    `unknown_too`: what git did not know goes there, too; `ignored_too`: even what it is told to ignore.
    """

    path: str
    unknown_too: bool = False
    ignored_too: bool = False


def commits_before(command: SimpleCommand | None, script: Script | None) -> bool:
    """Whether the line commits all changes in front of the command, which does not run if that fails."""
    return any(one.path == _ROOT for one in put_first(command, script, _ANYWHERE, _ROOT, commits_only=True))


def put_first(
    command: SimpleCommand | None,
    script: Script | None,
    folder: str,
    root: str,
    *,
    index: bool = False,
    commits_only: bool = False,
) -> tuple[Put, ...]:
    """The paths that commands before, which must have worked, put into commits and stashes that stay.

    `folder` is where they run, `root` that of the work tree. `index`: what stands in git's index stays.
    `commits_only`: of what a commit itself takes, added or not.
    """
    if command is None or script is None or not folder or len(script.commands) < 2:
        return ()
    found: list[Put] = []
    committed = index
    for earlier in in_same_folder(command, commands_before(command, script)):
        words = [word.value or "" for word in earlier.words]
        found += _moved_out(words[1:], folder, root) if words[:1] == ["mv"] else []
        if earlier.program != "git" and any(word.rpartition("/")[2] == "git" for word in words):
            break  # through another program: it may take away again what was put there
        if earlier.program != "git" or len(words) < 2 or words[1] in _LOOKS:
            continue
        if words[1] == "commit":
            own = _of_commit(words[2:], folder, root)
            if own is None:
                break
            committed = all(one.path == root for one in own)  # of what is named else nothing but that
            found += own
        elif words[1] == "add" and committed and not commits_only:
            found += _added(words[2:], folder, root)
        elif words[1:3] == ["stash", "push"] and not commits_only:
            found += _stashed(words[3:], folder)
        elif words[1] not in ("add", "mv") and not (commits_only and words[1] in _ELSEWHERE):
            break  # it may take away again what was put there
    return tuple(found)


def from_index(effect: Effect, command: SimpleCommand | None) -> bool:
    """Whether files are set back to how they stand in the index, which stays."""
    words = [word.text for word in command.words] if command is not None else []
    if "checkout" not in words:
        return effect.rule in _FROM_INDEX
    named = [
        word for word in words[words.index("checkout") + 1 :] if word == "--" or not word.startswith("-")
    ]
    return named[:1] == ["--"] or (bool(named) and _ALL_HERE.issuperset(named))


def _of_commit(words: list[str], folder: str, root: str) -> list[Put] | None:
    """What a `git commit` itself takes: all that is changed, or the paths that it names; None: not known."""
    named: list[str] = []
    value = only_paths = False
    for word in words:
        if value:
            value = False
        elif word.startswith(_MAGIC):
            return None
        elif only_paths:
            named += _place(word, folder)
        elif _MESSAGE.fullmatch(word):
            value = True
            if _COMMITS_ALL.fullmatch(word) and not word.startswith("--"):
                named.append(root)
        elif _COMMITS_ALL.fullmatch(word):
            named.append(root)
        elif not word.startswith("-"):
            named += _place(word, folder)
        elif word == "--":
            only_paths = True
        elif word not in _PLAIN and not word.startswith(("--message=", "--author=", "--date=", "--no-")):
            return None
    return [Put(path) for path in named]


def _added(words: list[str], folder: str, root: str) -> list[Put]:
    options = {word for word in words if word.startswith("-")}
    if not options <= _ALL | _KNOWN_ONLY | _PLAIN or "-n" in options or _excepts(words):
        return []
    paths = [path for word in words if not word.startswith("-") for path in _place(word, folder)]
    whole = [root] if not paths and options & (_ALL | _KNOWN_ONLY) else []
    return [Put(path, not options & _KNOWN_ONLY) for path in paths + whole]


def _stashed(words: list[str], folder: str) -> list[Put]:
    """What a stash of named paths takes."""
    options = {word for word in words if word.startswith("-")}
    if not options <= {"-u", "--include-untracked", "-q", "--quiet", "--"} or _excepts(words):
        return []
    unknown = not options.isdisjoint(("-u", "--include-untracked"))
    return [Put(path, unknown) for word in words if not word.startswith("-") for path in _place(word, folder)]


def _moved_out(words: list[str], folder: str, root: str) -> list[Put]:
    """What is moved out of the work tree, into a folder that is there."""
    if not all(word in _MOVING or not word.startswith("-") for word in words):
        return []
    paths = [path for word in words if not word.startswith("-") for path in _place(word, folder)]
    into = paths[-1] if len(paths) > 1 else ""
    if not os.path.isdir(into) or contains(os.path.realpath(root), os.path.realpath(into)):
        return []
    return [Put(path, unknown_too=True, ignored_too=True) for path in paths[:-1]]


def _excepts(words: list[str]) -> bool:
    """Whether what is named may be less than it seems: `. ':!photos'`."""
    return any(word.startswith(_MAGIC) for word in words)


def _place(word: str, folder: str) -> Iterator[str]:
    if word and not word.startswith(":") and not has_pattern(word):
        yield place_of(word, False, folder).path


def is_put(path: str, put: tuple[Put, ...], *, unknown: bool = False, ignored: bool = False) -> bool:
    """Whether a path is, or lies below, what was put away; `unknown`: git did not know it before."""
    return any(
        contains(one.path, path) and (one.unknown_too or not unknown) and (one.ignored_too or not ignored)
        for one in put
    )


def committed_first(one: TargetInLine) -> TargetFacts | None:
    """The facts about what goes once the line itself has committed all of it; None where it has not."""
    effect, script, command = one.effect, one.script, one.command
    if effect.kind is not EffectKind.DELETE or effect.host or script is None or "commit" not in script.text:
        return None
    base = folder_of(effect, one.shell)
    path = place_of(one.target.text, False, base).path if one.target.word.known and base else ""
    surveyor = Surveyor(one.deadline, one.shell.home)
    repository = surveyor.repository(path.rpartition("/")[0] or "/") if path else None
    if repository is None or not path.startswith(f"{repository.root.rstrip('/')}/") or os.path.islink(path):
        return None
    put = put_first(command, script, base, repository.root)
    if not put or not all(_goes_in(file, put, repository, surveyor, one) for file in _files(path, one)):
        return None
    found = one.look(one.target)
    if found is None or found.recovery is not Recovery.LOST:
        return found
    reason = "the line itself commits it first"
    return replace(found, recovery=Recovery.TRACKED, reason=reason, personal=0, changed=0, irreplaceable=0)


def _files(path: str, one: TargetInLine) -> Iterator[str]:
    """All files there; the empty name where not all can be told."""
    try:
        if not stat.S_ISDIR(os.lstat(path).st_mode):
            yield path
            return
    except OSError:
        return
    walk = Walk()
    for number, (entry, status) in enumerate(entries(path, one.deadline, walk)):
        if number > _LISTED:
            yield ""
        if not stat.S_ISDIR(status.st_mode):
            yield entry.path
    if not walk.complete or walk.unreadable:
        yield ""


def _goes_in(
    file: str, put: tuple[Put, ...], repository: Repository, surveyor: Surveyor, one: TargetInLine
) -> bool:
    """Whether a file goes into the commit: of a repository within only its commit does."""
    around = surveyor.repository(file.rpartition("/")[0]) if file and "/.git/" not in f"{file}/" else None
    if around is None or around.root != repository.root:
        return False
    inner = file.removeprefix(f"{repository.root.rstrip('/')}/")
    known = repository.index(one.deadline).entries.get(inner)
    if _FILTERED.search(attributes(repository.root, inner, one.shell.home)):
        return False  # git keeps what a filter leaves of it
    if known is not None:
        return is_put(file, put) and not known.unwatched
    return is_put(file, put, unknown=True) and not surveyor.ignored(repository).file(inner)
