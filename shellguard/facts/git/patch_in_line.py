"""What a line writes down of changes before it throws them away: `git diff > w.patch && git checkout .`."""

from __future__ import annotations

import os

from shellguard.facts.files.places import is_temporary
from shellguard.facts.files.resolve import place_of
from shellguard.facts.git.attributes import attributes
from shellguard.facts.git.question import Question
from shellguard.facts.kept_before import commands_before, in_same_folder
from shellguard.facts.repository.run import count_commits
from shellguard.facts.saved_output import goes_again, put_into
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_WHOLE = frozenset(("--binary", "--no-color", "--no-ext-diff", "--full-index", "-p", "-u", "--patch", "HEAD"))
_INDEX, _ALL = frozenset(("--cached", "--staged")), frozenset(("-A", "--all"))
_NO_TEXT = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".pdf",
    ".zip",
    ".gz",
    ".docx",
    ".xlsx",
    ".odt",
    ".db",
    ".sqlite",
)
_SHOWN_OTHERWISE = ("-diff", "binary", "diff=")
_OTHERWISE = ("external", "relative")
"""Settings by which another program tells the changes, or those of this folder alone are told."""
_LOOKED_AT = 8_000
_OF_PATCHES = ("outputdirectory", "numbered", "attach", "thread", "suffix")
_HARMLESS = frozenset(
    ("git", "echo", "printf", "ls", "mkdir", "true", "cat", ":", "test", "[", "wc", "head", "sleep")
)
_BESIDE_PATCHES = [
    [one] for one in ("format-patch", "reset", "fetch", "log", "status", "diff", "show", "branch", "tag")
]


def diffed_first(
    question: Question, command: SimpleCommand | None, script: Script | None, shell: ShellState
) -> frozenset[str]:
    """Which changes stand in a patch that stays: `unstaged`, `staged`, `added`; see `is_told`.

    What the line adds before it is in the index by then: all changes, and the files that git did not know.
    """
    if command is None or script is None or question.words[:1] != ("git",) or question.repository.under_way:
        return frozenset()
    if shell.variables.get("GIT_EXTERNAL_DIFF") or any(
        question.repository.setting("diff", key) for key in _OTHERWISE
    ):
        return frozenset()
    before = list(in_same_folder(command, commands_before(command, script)))
    for place, earlier in enumerate(before):
        words = [word.text for word in earlier.words]
        added = any(_adds_all(one) for one in before[place + 1 :])  # the nearest stand first
        if (
            words[:2] != ["git", "diff"]
            or not (_WHOLE | _INDEX if added else _WHOLE).issuperset(words[2:])
            or goes_again(earlier, script.commands)
        ):
            continue
        if added and _INDEX.union(("HEAD",)).isdisjoint(words):
            continue  # all is in the index: it tells nothing
        if _stays(put_into(earlier), question):
            if added:
                return frozenset(("unstaged", "staged", "added"))
            return frozenset(("unstaged", "staged") if "HEAD" in words else ("unstaged",))
    return frozenset()


def _adds_all(command: SimpleCommand) -> bool:
    words = [word.text for word in command.words]
    return words[:2] == ["git", "add"] and len(words) == 3 and words[2] in _ALL


def _stays(name: str, question: Question) -> bool:
    """Whether a file of this name is none of git's, which would be set back with the others."""
    path = place_of(name, False, question.folder).path if name else ""
    path = os.path.realpath(path) if path else ""
    if not path or path.startswith("/dev/") or not os.path.isdir(path.rpartition("/")[0] or "/"):
        return False
    root = os.path.realpath(question.repository.root).rstrip("/")
    return path.removeprefix(f"{root}/") not in question.repository.index(question.deadline).entries


def commits_in_patches(
    question: Question, command: SimpleCommand | None, script: Script | None, shell: ShellState
) -> frozenset[str]:
    """`commits` where all that a branch is set back by stands in patches that stay; merges never do."""
    ref = question.option or next(iter(question.names), "")
    if command is None or script is None or not ref or "reset" not in question.effect.rule:
        return frozenset()
    if _put_elsewhere(question) or any(_may_take(one) for one in script.commands):
        return frozenset()
    for earlier in in_same_folder(command, commands_before(command, script)):
        words = [word.text for word in earlier.words]
        if words[:2] != ["git", "format-patch"] or earlier.redirections:
            continue
        into = words[3] if words[2:3] == ["-o"] and len(words) == 5 else "." if len(words) == 3 else ""
        path = place_of(into, False, question.folder).path if into else ""
        if not path or words[-1] != ref or is_temporary(path, shell) or path.startswith(("/dev/", "/proc/")):
            return frozenset()
        merges = ("--merges", "HEAD", "--not", ref, "--")
        if count_commits(question.repository, merges, question.deadline) == 0:
            return frozenset(("commits",))
    return frozenset()


def _put_elsewhere(question: Question) -> bool:
    """Whether the settings say where patches go, or which, or may say so where they can't be read."""
    return any(question.repository.setting("format", key) for key in _OF_PATCHES)


def _may_take(command: SimpleCommand) -> bool:
    """Whether a command of the line may take a patch away again: it is none that only shows or goes along."""
    words = [word.text for word in command.words]
    return not words or words[0] not in _HARMLESS or (words[0] == "git" and words[1:2] not in _BESIDE_PATCHES)


def is_told(question: Question, path: str) -> bool:
    """Whether a patch holds what is changed in a file: of one that is no text it only says so."""
    root = question.repository.root.rstrip("/")
    said = attributes(root, path, question.home)
    if path.endswith(_NO_TEXT) or any(sign in said for sign in _SHOWN_OTHERWISE):
        return False
    if not os.path.isfile(f"{root}/{path}"):
        return False  # a pipe would wait for its writer
    try:
        with open(f"{root}/{path}", "rb") as file:
            return b"\0" not in file.read(_LOOKED_AT)
    except OSError:
        return False
