"""Files that `rename` gives other names, all by one pattern: which of these names are taken."""

from __future__ import annotations

import re
from collections.abc import Callable

from shellguard.facts.fact import TargetFacts
from shellguard.facts.files.globbing import matches
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import has_pattern
from shellguard.facts.loops.renames import NOTHING, taken_names
from shellguard.facts.writing.derived_output_names import own_lost
from shellguard.parsing.script import Word

RULE = "files.rename-onto"
_PERL = re.compile(
    r"s(?P<by>[/|#,!:@])(?P<old>(?:(?!(?P=by)).)*)(?P=by)(?P<new>(?:(?!(?P=by)).)*)(?P=by)(?P<how>[gi]*)"
)
_GROUP = re.compile(r"\$(\d)")
_NOT_PYTHON = re.compile(r"\\[QEGKzZRhHXNpPluLU]|\(\?[^:=!<i]|\[\[:|[*+?}]\+")
"""What a pattern says in Perl and not in Python, or says otherwise."""
_LETTERS = re.compile(r"(?:y|tr)/(?P<old>[\w -]+)/(?P<new>[\w -]+)/")
_RANGE = re.compile(r"([A-Za-z0-9])-([A-Za-z0-9])")
_EVERY, _LATEST = frozenset(("-a", "--all")), frozenset(("-l", "--last"))
_MOST = 2_000


def renamed_by_pattern(deed: Deed) -> TargetFacts | None:
    """What is lost under the new names; None where these can't be told."""
    operands = [word for word in deed.command.words[1:] if word.text == "-" or not word.text.startswith("-")]
    values = [word.value for word in operands[:2]]
    if len(operands) < 2 or values[0] is None:
        return None
    perl = _PERL.fullmatch(values[0])
    if perl is not None:
        change, files = _by_perl(perl), operands[1:]
    elif letters := _LETTERS.fullmatch(values[0]):
        change, files = _by_letters(letters), operands[1:]
    elif len(operands) > 2 and values[1] is not None:
        options = {word.text for word in deed.command.words[1:]}
        change, files = _by_text(values[0], values[1], options), operands[2:]
    else:
        return None
    names = _names(files, deed)
    if change is None or names is None:
        return None
    pairs = [(name, change(name)) for name in names]
    lost = taken_names([pair for pair in pairs if pair[0] != pair[1]], deed.folder)
    return own_lost(lost, deed.effect.rule, deed.folder, deed.surveyor, nothing=NOTHING)


def _by_perl(said: re.Match[str]) -> Callable[[str], str] | None:
    """What `s/old/new/` makes of a name."""
    if _NOT_PYTHON.search(said["old"]) or "$" in _GROUP.sub("", said["new"]) or "\\" in said["new"]:
        return None
    try:
        pattern = re.compile(said["old"], re.IGNORECASE if "i" in said["how"] else 0)
    except re.error:
        return None
    new, count = _GROUP.sub(r"\\g<\1>", said["new"]), 0 if "g" in said["how"] else 1
    if any(int(group) > pattern.groups for group in _GROUP.findall(said["new"])):
        return None
    return lambda name: pattern.sub(new, name, count=count)


def _by_letters(said: re.Match[str]) -> Callable[[str], str] | None:
    """What `y/A-Z/a-z/` makes of a name; only ranges of letters of one length, or letters one by one."""
    old, new = _letters(said["old"]), _letters(said["new"])
    if len(old) != len(new) or len(set(old)) < len(old):
        return None
    table = str.maketrans(old, new)
    return lambda name: name.translate(table)


def _letters(said: str) -> str:
    return _RANGE.sub(lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), said)


def _by_text(old: str, new: str, options: set[str]) -> Callable[[str], str]:
    """What `rename OLD NEW` makes of the last part of a path: of the first, the last or all that fit."""

    def change(name: str) -> str:
        above, slash, last = name.rpartition("/")
        if not _EVERY.isdisjoint(options):
            return f"{above}{slash}{last.replace(old, new)}"
        if not _LATEST.isdisjoint(options):
            return f"{above}{slash}{new.join(last.rsplit(old, 1))}"
        return f"{above}{slash}{last.replace(old, new, 1)}"

    return change


def _names(files: list[Word], deed: Deed) -> list[str] | None:
    found: list[str] = []
    for word in files:
        if not has_pattern(word.text):
            if word.value is None:
                return None
            found.append(word.value)
            continue
        fitting = matches(word.text, deed.folder, deed.shell.pattern_options, deed.deadline)
        if fitting is None:
            return None
        found.extend(fitting)
    return found if len(found) <= _MOST else None
