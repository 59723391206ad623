"""A copy put beside its original under a longer name: nobody gets to see more, nothing new is run or read."""

from __future__ import annotations

import posixpath
import re
from itertools import islice

from shellguard.effects.context import Findings
from shellguard.effects.packs.places import path_of
from shellguard.effects.putting_programs import COPYING, MOVING
from shellguard.parsing.script import Word

_LOCKED = ".kdbx"
_OPEN = re.compile(
    r"/*(?:private/)?(?:tmp|var|dev|srv|proc|run/shm|Users/Shared)(?:/|$)|~[\w-]|.*/(?:public_html|htdocs|Public|www)(?:/|$)"
)
_DISKS = ("/media/", "/mnt/", "/run/media/", "/Volumes/")
_OF_OTHERS = r"/(?:root|etc)/|/(?:home|users)/(?!%s/)"
"""Parts of the disk of another machine, in which its users and the machine itself keep their keys."""
_HOLE = re.compile(r"[$`*?\[{]")
_ENDING = re.compile(r"[.~_-][\w.~-]*")
_PUT_ASIDE = re.compile(
    r"~|(?i:[.~_-]{1,2}(?:before|pre|from|my|the)?[._-]?(?:bac?k?-?(?:up)?s?|bkp?|old|orig(?:inal)?|org|sav(?:ed?)?|copy"
    r"|dist|prev(?:ious)?|initial|\d{4}-?\d\d-?\d\d(?:[._-]?\d{2,6})?)[._-]?\d{0,8}~?)"
)
"""What says that a copy is only kept: no service, job or module is looked for under such a name."""
_ALL_ARE_READ = re.compile(r"/(?:cron\.\w+|[\w.-]+\.d)/[^/]+")
_PASSED_OVER = (".", "~")
"""How what begins is no part of a name in folders of which all is read: cron runs `job-old` beside `job`."""
_WHOLE = re.compile(
    r"-[adinprRuvx]+|--(?:archive|backup|preserve\S*|recursive|verbose|interactive|no-clobber)"
)


def copied_beside(findings: Findings, word: Word) -> bool:
    """Whether a command only copies `word` to a name beside it, in the person's home.

    A store that its own password closes may go anywhere on this machine that is not open to everybody; a key
    from the own home, or from a disk that was put in, among the person's own keys.
    """
    if _locked_store(findings, word) or _among_own_keys(findings, word):
        return True
    source, _ = _pair(findings, word)
    home = findings.context.home
    return source.startswith("~/") or (bool(home) and source.startswith(f"{home}/"))


def is_copy_beside(findings: Findings, word: Word) -> bool:
    """Whether `word` is the longer name that a command gives a copy beside its original, wherever."""
    _, copy = _pair(findings, word)
    return bool(copy) and path_of(word).rstrip("/") == copy


def is_put_aside(findings: Findings, word: Word) -> bool:
    """Whether `word` is the name of a copy beside its original that tells by its end that it is only kept."""
    source, copy = _pair(findings, word)
    ending = copy[len(source) :]
    aside = _PUT_ASIDE.fullmatch(ending) is not None
    if _ALL_ARE_READ.search(source) and not ending.startswith(_PASSED_OVER):
        return False
    return bool(copy) and aside and path_of(word).rstrip("/") == copy


def is_moved_beside(findings: Findings, word: Word) -> bool:
    """Whether a command gives `word` a longer name in the same folder, or the end of a copy that is kept."""
    source, copy = _operands(findings, word, MOVING)
    stem = source.rpartition(".")[0]
    other_end = stem.rpartition("/")[2] != "" and _PUT_ASIDE.fullmatch(copy.removeprefix(stem)) is not None
    beside = copy.startswith(source) and _ENDING.fullmatch(copy[len(source) :]) is not None
    return bool(source) and path_of(word).rstrip("/") == source and (beside or other_end)


def _locked_store(findings: Findings, word: Word) -> bool:
    source, copy = _operands(findings, word)
    cwd, home = findings.context.cwd, findings.context.home
    if not source.endswith(_LOCKED) or path_of(word).rstrip("/") != source or not cwd:
        return False
    there = posixpath.normpath(posixpath.join(cwd, copy))
    if home and there.startswith(f"{home}/"):
        there = f"~{there[len(home) :]}"
    return not _OPEN.match(there)


def _among_own_keys(findings: Findings, word: Word) -> bool:
    """Whether what `word` names is copied into the own folder of keys, and was the person's own before."""
    context, words = findings.context, findings.command.words
    if findings.program not in COPYING or context.privileged or context.host or not context.home:
        return False
    if any(one.text[:1] == "-" and not _WHOLE.fullmatch(one.text) for one in words[1:]):
        return False
    own = f"{context.home}/"
    to = _from_root(words[-1], findings)
    source = _from_root(word, findings)
    if not source.startswith(own):
        name = re.escape(posixpath.basename(context.home).lower())
        if not source.startswith(_DISKS) or re.search(_OF_OTHERS % name, source.lower()):
            return False
    return f"{to}/".startswith(f"{own}.ssh/")


def _from_root(word: Word, findings: Findings) -> str:
    """Where a word leads from the root; "" where that is not known."""
    path, cwd = path_of(word), findings.context.cwd
    if "$" in path or "`" in path or not cwd:
        return ""
    if path == "~" or path.startswith("~/"):
        path = f"{findings.context.home}{path[1:]}"
    return "" if path.startswith("~") else posixpath.normpath(posixpath.join(cwd, path))


def _operands(findings: Findings, word: Word, programs: frozenset[str] = COPYING) -> tuple[str, str]:
    """What is copied and where to, of which `word` is one, where only that is said; empty for all else."""
    if findings.program not in programs:
        return "", ""
    words = (one for one in findings.command.words[1:] if not _WHOLE.fullmatch(one.text))
    given = list(islice(words, 3))
    if len(given) != 2 or word.text not in (given[0].text, given[1].text):
        return "", ""
    if any(_HOLE.search(one.text) for one in given):
        return "", ""
    source, copy = (path_of(one).rstrip("/") for one in given)
    return source, copy


def _pair(findings: Findings, word: Word, programs: frozenset[str] = COPYING) -> tuple[str, str]:
    """The paths of an original and of its copy beside it, of which `word` is one; empty for all else."""
    source, copy = _operands(findings, word, programs)
    longer = copy.startswith(source) and _ENDING.fullmatch(copy[len(source) :]) is not None
    return (source, copy) if longer else ("", "")
