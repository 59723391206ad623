"""What a line writes down of changes before it throws them away: `git diff > w.patch && git checkout .`."""

from __future__ import annotations

import os

from shellguard.facts.files.resolve import place_of
from shellguard.facts.git.attributes import attributes
from shellguard.facts.git.question import Question
from shellguard.facts.kept_before import commands_before, in_same_folder
from shellguard.facts.saved_output import goes_again, put_into
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_WHOLE = frozenset(("--binary", "--no-color", "--no-ext-diff", "--full-index", "-p", "-u", "--patch", "HEAD"))
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


def diffed_first(
    question: Question, command: SimpleCommand | None, script: Script | None, shell: ShellState
) -> frozenset[str]:
    """Which changes stand in a patch that stays: `unstaged`, `staged`; see `is_told`."""
    if command is None or script is None or question.words[:1] != ("git",) or question.repository.under_way:
        return frozenset()
    if shell.variables.get("GIT_EXTERNAL_DIFF") or any(
        question.repository.setting("diff", key) for key in _OTHERWISE
    ):
        return frozenset()
    for earlier in in_same_folder(command, commands_before(command, script)):
        words = [word.text for word in earlier.words]
        if (
            words[:2] != ["git", "diff"]
            or not _WHOLE.issuperset(words[2:])
            or goes_again(earlier, script.commands)
        ):
            continue
        if _stays(put_into(earlier), question):
            return frozenset(("unstaged", "staged") if "HEAD" in words else ("unstaged",))
    return frozenset()


def _stays(name: str, question: Question) -> bool:
    """Whether a file of this name is none of git's, which would be set back with the others."""
    path = place_of(name, False, question.folder).path if name else ""
    path = os.path.realpath(path) if path else ""
    if not path or path.startswith("/dev/") or not os.path.isdir(path.rpartition("/")[0] or "/"):
        return False
    root = os.path.realpath(question.repository.root).rstrip("/")
    return path.removeprefix(f"{root}/") not in question.repository.index(question.deadline).entries


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
