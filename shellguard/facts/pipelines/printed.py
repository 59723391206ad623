"""What a pipeline prints that lists things and chooses among them: `git status -s | grep '^??' | cut -c4-`.

Only what is known to the last letter is told: one option that is not understood makes all of it unknown.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path

from shellguard.effects.context import find_roots
from shellguard.facts.contents import text_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.files.find_narrowing import found_files
from shellguard.facts.files.globbing import matches
from shellguard.facts.files.name_searches import Name
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.pipelines.expressions import chosen, grepped, replaced
from shellguard.facts.pipelines.json_values import asked
from shellguard.facts.pipelines.matching_files import files_holding
from shellguard.facts.pipelines.sayings import said_by
from shellguard.facts.repository.repository import repository_of
from shellguard.facts.repository.run import git
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.output.filters import FILTERS
from shellguard.parsing.script import Connection, Hole, SimpleCommand, Word

_MOST = 2_000
_LONGEST = 256 * 1024
_OTHER_ENDS = re.compile(r"[\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line to Python and to nobody else."""
_LONGEST_SEQ = 3
_WHOLE_NUMBER = re.compile(r"-?[1-9]\d{0,6}|0")
_PIPES = (Connection.PIPE, Connection.PIPE_BOTH)
_VALUED = re.compile(r"-\w*[fem]\Z|-\w*[rRHoc]\w*\Z|--(?:file|regexp|recursive|count|only)")
_SHOWN = re.compile(r"-[1trd]+")
_BY_TIME = ("-printf", "%T@ %p\\n")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?![\d.])")
_APART = re.compile(r"[^a-z0-9\n]")
_AWK, _GREP = knowledge("families").names("awk"), knowledge("families").names("grep")
_CUTTING = frozenset(("cut", "tr", "head", "tail", "tac", "cat"))
_FILTERING = _AWK | _CUTTING | _GREP | {"sed", "sort", "uniq", "jq"}
_UNORDERED = _AWK | {"head", "tail", "tac"}
_GIT = {
    "ls-files": r"-[oizmdc]+|--(?:others|ignored|exclude-standard|directory|modified|deleted|cached)"
    r"|--|[^-].*",
    "status": r"-s|-z|-su|-u\w*|--short|--porcelain(?:=v1)?|--untracked-files(?:=\w+)?|--ignored",
    "diff": r"--name-only|-z|--cached|--staged|--diff-filter=\w+|--relative|--|[^-].*",
    "branch": r"-v|-vv|-r|-l|--list|--merged|--no-merged|--format=.*|--format|%\([\w:]+\)|[\w/.-]+",
    "tag": r"-l|--list|--merged|--no-merged|[\w/.*-]+",
    "for-each-ref": r"--format=.*|--format|%\([\w:]+\)|--(?:no-)?merged(?:=[\w/.-]+)?|refs/[\w/-]+",
    "stash": r"list",
    "grep": r"-[liwEF]+|--name-only|[^-].*",
}
_LISTS = frozenset(("-v", "-vv", "-r", "-l", "--list", "--merged", "--no-merged", "--format"))


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where commands print what they list, with the shell's options for patterns and the time there is."""

    folder: str
    options: frozenset[str]
    deadline: Deadline


def printed(pipeline: tuple[SimpleCommand, ...], there: Whereabouts) -> str | None:
    """What the commands print, run there; None where that is not known."""
    if not pipeline or not there.folder:
        return None
    first, *rest = pipeline
    text, ordered = _begun(first, there)
    for command in rest:
        if text is None or command.connection not in _PIPES or command.redirections:
            return None
        if not ordered and (command.program in _UNORDERED):
            return None
        text = _through(command, text)
        ordered = ordered or command.program == "sort"
    return text if text is None or (len(text) <= _LONGEST and not _OTHER_ENDS.search(text)) else None


def _begun(command: SimpleCommand, there: Whereabouts) -> tuple[str | None, bool]:
    """What the first command prints, and whether the order of the lines is known, too."""
    folder, deadline = there.folder, there.deadline
    if any(one.operator not in ("2>", "2>>") and one.descriptor != 2 for one in command.redirections):
        return None, False
    program = command.program
    if program == "find":
        return _found(command, folder, deadline), False
    if program == "ls":
        by_time = any(word.text[:1] == "-" and "t" in word.text for word in command.words[1:])
        text = _shown(command.words[1:], there)
        return text, by_time or (text is not None and _in_any_order(text))
    if program == "cat":
        return _read(command.words[1:], folder), True
    if program == "seq":
        return _numbers([word.value or "" for word in command.words[1:]]), True
    if program in _GREP:
        words = [word.value for word in command.words[1:]]
        known = [word for word in words if word is not None]
        held = files_holding(program, known, folder, deadline) if known == words else None
        return (_of_file(command, folder), True) if held is None else (held, False)
    if program in _FILTERING:
        return _of_file(command, folder), True
    if program == "git":
        return _by_git(command, folder, deadline), True
    return said_by(program, [word.value for word in command.words[1:]]), True


def _in_any_order(text: str) -> bool:
    """Whether lines are sorted alike, be the signs in them passed over, as most languages do, or not."""
    lines = text.splitlines()
    return text == text.lower() and sorted(lines) == sorted(lines, key=lambda one: _APART.sub("", one))


def _numbers(words: list[str]) -> str | None:
    """What `seq` prints of whole numbers."""
    if not 0 < len(words) <= _LONGEST_SEQ or not all(map(_WHOLE_NUMBER.fullmatch, words)):
        return None
    first = int(words[0]) if len(words) > 1 else 1
    by = int(words[1]) if len(words) == _LONGEST_SEQ else 1
    numbers = range(first, int(words[-1]) + (1 if by > 0 else -1), by) if by else ()
    return "".join(f"{one}\n" for one in numbers) if 0 < len(numbers) <= _MOST else None


def _by_git(command: SimpleCommand, folder: str, deadline: Deadline) -> str | None:
    words = [word.value for word in command.words[1:]]
    known = [word for word in words if word is not None]
    if known[:1] == ["-C"] and len(known) > 2:
        folder, known = place_of(known[1], False, folder).path, known[2:]
    allowed = _GIT.get(known[0]) if known and folder and len(known) + 2 >= len(words) == len(words) else None
    if allowed is None or None in words:
        return None
    arguments = known[1:]
    if known[0] == "branch" and arguments and _LISTS.isdisjoint(one.partition("=")[0] for one in arguments):
        return None
    if known[0] == "diff" and "--name-only" not in arguments:
        return None
    if known[0] == "grep" and not any(re.fullmatch(r"-\w*l\w*|--name-only", one) for one in arguments):
        return None
    if not all(re.fullmatch(allowed, one) for one in arguments) or (known[0] == "stash") != (
        arguments == ["list"]
    ):
        return None
    return git(folder, tuple(known), deadline) if _runs_nothing(known, folder) else None


def _runs_nothing(words: list[str], folder: str) -> bool:
    """Whether git compares no contents by programs that the repository's own settings name."""
    modified = words[0] == "ls-files" and any("m" in word for word in words[1:] if word[1:2] != "-")
    if words[0] not in ("status", "diff") and not modified and "--modified" not in words:
        return True
    repository = repository_of(folder)
    if repository is None or repository.submodules:
        return False
    return not any(name.startswith(("filter", "include")) for name in repository.config.sections())


def _found(command: SimpleCommand, folder: str, deadline: Deadline) -> str | None:
    """The files that a `find` names; None where it names folders as well."""
    words = [word.text for word in command.words[1:]]
    by_time = next((n for n, pair in enumerate(pairwise(words), 1) if pair == _BY_TIME), 0)
    if by_time:
        command = replace(command, words=command.words[:by_time] + command.words[by_time + 2 :])
    roots = find_roots(command)
    if len(roots) != 1 or any("exec" in word for word in words):
        return None
    files = found_files(command, folder, deadline)
    if files is None or (("-type", "f") not in pairwise(words) and _finds_folders(command, folder, deadline)):
        return None
    root = roots[0].text.rstrip("/") or "/"
    above = place_of(root, False, folder).path
    if by_time:
        return "".join(f"{os.lstat(path).st_mtime:.9f} {root}{path[len(above) :]}\n" for path in files)
    ends = "\0" if "-print0" in words else "\n"
    return "".join(f"{root}{path[len(above) :]}{ends}" for path in files)


def _finds_folders(command: SimpleCommand, folder: str, deadline: Deadline) -> bool:
    """Whether a folder may be among what a `find` names, one whose name it does not rule out."""
    names = [Name(after.text) for word, after in pairwise(command.words) if word.text == "-name"]
    above = place_of(find_roots(command)[0].text, False, folder).path
    walk = Walk()
    folders = (entry.path for entry, status in entries(above, deadline, walk) if stat.S_ISDIR(status.st_mode))
    return any(all(name.fits(path) for name in names) for path in folders) or not (names and walk.complete)


def _shown(words: tuple[Word, ...], there: Whereabouts) -> str | None:
    """What `ls` prints: the names in one folder, or those of files that are named."""
    folder = there.folder
    letters, paths = "", list[str]()
    for word in words:
        if word.text.startswith("-"):
            if not (word.known and _SHOWN.fullmatch(word.text)):
                return None
            letters += word.text[1:]
            continue
        found = _paths(word, there)
        if found is None:
            return None
        paths += found
    named = any(not word.text.startswith("-") for word in words)
    try:
        seen = {path: os.stat(os.path.join(folder, path)) for path in paths}
        folders = [path for path in paths if os.path.isdir(os.path.join(folder, path))]
        if named and (not folders or "d" in letters):
            return _in_order(seen, letters)
        if len(paths) > 1:
            return None
        with os.scandir(os.path.join(folder, paths[0]) if paths else folder) as listing:
            shown = (one for one in listing if not one.name.startswith("."))
            within = {one.name: one.stat() for one in islice(shown, _MOST + 1)}
        return _in_order(within, letters) if len(within) <= _MOST else None
    except OSError:
        return None


def _in_order(seen: dict[str, os.stat_result], letters: str) -> str:
    names = sorted(seen, key=lambda name: (name.lower().lstrip("._"), name))
    if "t" in letters:
        names.sort(key=lambda name: -seen[name].st_mtime_ns)
    return "".join(f"{name}\n" for name in (reversed(names) if "r" in letters else names))


def _paths(word: Word, there: Whereabouts) -> list[str] | None:
    """What a word stands for; nothing that is not there."""
    if word.known:
        return [word.text] if os.path.lexists(os.path.join(there.folder, word.text)) else []
    if any(piece.hole not in (Hole.NONE, Hole.GLOB) for piece in word.pieces):
        return None
    found = matches(word.text, there.folder, there.options, there.deadline)
    return list(found) if found is not None and len(found) <= _MOST else None


def _of_file(command: SimpleCommand, folder: str) -> str | None:
    """What a filter prints of the one file that it is given as its last word."""
    *others, last = command.words
    said = [word for word in others[1:] if not word.text.startswith("-")]
    valued = command.program != "jq" and any(_VALUED.match(word.text) for word in others[1:])
    if not last.known or last.text.startswith("-") or len(said) > 1 or valued:
        return None
    text = text_in(last.text, folder)
    return None if text is None else _through(replace(command, words=tuple(others)), text)


def _read(words: tuple[Word, ...], folder: str) -> str | None:
    """The text of the one file that `cat` shows."""
    if len(words) != 1 or not words[0].known or words[0].text.startswith("-"):
        return None
    return text_in(words[0].text, folder)


def text_in(name: str, folder: str) -> str | None:
    """The text of a small file, "" of an empty one; None of what is no such file."""
    path = place_of(name, False, folder).path
    try:
        if not path or not os.path.isfile(path) or Path(path).stat().st_size > _LONGEST:
            return None
        return text_of(path, _LONGEST, "surrogateescape")
    except (OSError, ValueError):
        return None


def _through(command: SimpleCommand, text: str) -> str | None:
    """What a filter makes of a text."""
    words = [word.value for word in command.words[1:]]
    arguments = [word for word in words if word is not None]
    if len(arguments) < len(words):
        return None
    program = command.program
    if not text:
        return text if program in _FILTERING else None
    if program in _AWK:
        return chosen(arguments, text)
    if program in _GREP:
        return grepped(program, arguments, text)
    if program == "tr" and arguments == ["\\n", "\\0"]:
        return text.replace("\n", "\0")
    if program == "sed":
        return replaced(arguments, text)
    if program == "jq":
        return asked(arguments, text)
    if program in ("sort", "uniq"):
        return _arranged(program, arguments, text)
    filtering = FILTERS.get(program) if program in _CUTTING else None
    return _filtered(filtering, arguments, text) if filtering is not None else None


def _filtered(
    filtering: Callable[[list[str], str], str | None], arguments: list[str], text: str
) -> str | None:
    try:
        return filtering(arguments, text)
    except (ValueError, IndexError, OverflowError):
        return None


def _arranged(program: str, arguments: list[str], text: str) -> str | None:
    lines = text.splitlines(keepends=True)
    if program == "uniq":
        kept = [line for before, line in zip(["", *lines], lines, strict=False) if line != before]
        return "".join(kept) if not arguments else None
    if arguments in (["-n"], ["-rn"], ["-nr"]):
        numbers = [_NUMBER.match(line) for line in lines]
        told = [float(one[0]) for one in numbers if one is not None]
        if len(set(told)) < len(lines):
            return None  # what comes first of those that are equal hangs on the language
        ordered = sorted(zip(told, lines, strict=True), reverse=arguments != ["-n"])
        return "".join(line for _, line in ordered)
    if arguments not in ([], ["-u"]):
        return None
    return "".join(sorted(set(lines) if arguments else lines))
