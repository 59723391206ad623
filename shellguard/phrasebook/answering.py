"""Lays the likeliest phrases over one reading of a request and fills in their commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from shellguard.phrasebook.language.quoting import UnfitError, path_word
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.matching.caution import (
    is_loose,
    is_only_asked,
    is_replacement,
    is_vague,
    leaves_one_open,
    leaves_out_program,
    loses,
    most_certain,
    points_nowhere,
    searches_nothing,
    takes_all_for_one,
)
from shellguard.phrasebook.matching.choosing import Prospects, best_phrases
from shellguard.phrasebook.matching.directions import directed, into_folder
from shellguard.phrasebook.matching.matching import Match, match
from shellguard.phrasebook.phrases.book import book
from shellguard.phrasebook.phrases.families import WEAK_WEIGHT, Family
from shellguard.phrasebook.phrases.request import Request
from shellguard.phrasebook.phrases.slots import signed
from shellguard.phrasebook.selection.selection import Selection
from shellguard.phrasebook.translation import Surroundings, Translation
from shellguard.phrasebook.writing import listing
from shellguard.phrasebook.writing.describing import with_files_named
from shellguard.phrasebook.writing.rendering import is_file, is_folder, render
from shellguard.phrasebook.writing.sparing import spared

_NO_CASE = re.compile(r" -iname | -\w*i")
_ON_TREES = re.compile(r"^(?:sudo )?(?:chmod|chown|chgrp) (?!-R)")
_DEEP = re.compile(r"(?:^|[ |;(])(?:find|du|tree)\s|\s-\w*[rR]|\s--recursive|\*\*/")
_SUDO = re.compile(r"(?:(?<=^)|(?<=[ (]))sudo (?=[a-z])")
_READS_GZ = re.compile(
    r"(?P<program>wc|head|tail|cat|grep|sort|cut|awk|nl|tac|rev)(?P<options>(?: -\w+(?: \d+)?| '[^']*')*)"
    r"(?: -e)?(?: [\w.-]+)? (?P<file>[\w./-]+\.gz)(?P<rest>(?: \|.*)?)"
)
_GUESSED, _OPEN = 0.72, 0.5
_TRIED = 400
"""Phrases laid over a request: many say as much of a common wish, and of those the first come first."""
_BY_NAME = "whether that is meant by its name"
_EMPTIES = "truncate -s 0"
_BY_SHAPE = {
    "@list": listing.listed,
    "@delete": listing.deleted,
    "@ranked": listing.by_size,
    "@count": listing.counted,
}


def answers(
    tokens: tuple[Token, ...],
    chosen: Selection | None,
    around: Surroundings,
    least: float,
    prospects: Prospects,
) -> Iterator[tuple[float, Translation]]:
    """The commands of the phrases that account for the tokens, each with how much of a phrase was said.

    Args:
        chosen: the files that the tokens speak of, with a token of kind A in their place; None for none.
        least: a confidence below which an answer is of no use.
        prospects: what other readings of the same request have shown.
    """
    whole, words = book(), vocabulary()
    page = whole.others if chosen is None else whole.about_files
    request = Request(tokens, words, whole)
    likely = best_phrases(request, page, whole.weight, _TRIED, prospects)
    if not likely:
        return
    lines = _Lines(tokens, chosen, around)
    for at in likely:
        found = match(page[at], request, words, least)
        if found is None or found.confidence < least:
            continue
        line = lines.of(whole.families[found.phrase.family], found)
        if line is not None and not (found.missing > WEAK_WEIGHT and loses(line.command)):
            yield found.said, line.answer(found.confidence)


@dataclass(frozen=True, slots=True)
class _Line:
    """A command line and how sure it may be at most, whatever phrase led to it."""

    command: str
    guessed: float
    ceiling: float
    family: Family
    what: str
    questions: tuple[str, ...]

    def answer(self, confidence: float) -> Translation:
        """The line as the answer of a phrase that accounts so far for the request."""
        sure = round(min(confidence * self.guessed, self.ceiling), 2)
        return Translation(self.command, sure, self.what, self.family.id, self.questions)


_READS_FILES = re.compile(r"(?:\w+sum|cat|wc|head|tail|gzip|xz|bzip2|zstd)\b")
_COMPRESSES = re.compile(r"(?:gzip|xz|bzip2|zstd)\b")
_INTERPRETERS = {"sh": "bash", "bash": "bash", "py": "python3", "js": "node", "pl": "perl", "rb": "ruby"}
_STARTS_SCRIPT = re.compile(
    r"(?P<how>nohup |nice -n \d+ |timeout \d+ |time )?(?(how)(?:sh -c )?|sh -c )"
    r"(?P<script>(?!\.?/)[\w./-]+\.(?P<ending>sh|bash|py|js|pl|rb))(?= |$)"
)
_GREP_ON_ONE = re.compile(
    r"grep (?!(?:-\w+ )*-\w*[rR])(?:-\w+ )*(?:'[^']*'|[\w.-]+) (?P<path>[\w./~-]+)(?= \| wc -l$|$)"
)


class _Lines:
    """The lines for one reading of a request: several phrases of a family often lead to the same."""

    def __init__(self, tokens: tuple[Token, ...], chosen: Selection | None, around: Surroundings) -> None:
        self._tokens = tokens
        self._chosen = chosen
        self._around = around
        self._known: dict[tuple[object, ...], _Line | None] = {}

    @cached_property
    def _typed(self) -> str:
        """The words as they were typed: singular or plural, noun or verb."""
        return " ".join([token.text + "%" * (token.word == "%") for token in self._tokens]).lower()

    def of(self, family: Family, found: Match) -> _Line | None:
        """The line of a family with these values; None where it can't be said so."""
        slots = found.phrase.slots
        which = (family.id, slots, *(id(found.values.get(slot.name)) for slot in slots))
        if which not in self._known:
            self._known[which] = self._made(family, found)
        return self._known[which]

    def _made(self, family: Family, found: Match) -> _Line | None:
        wanted = family.data.get("typed")
        if wanted is not None and not re.search(wanted, self._typed):
            return None
        chosen, around = self._chosen, self._around
        types = {slot.name: slot.type for slot in found.phrase.slots}
        try:
            line = _line(family, found.values, types, chosen and chosen.copy(), around)
        except UnfitError:
            return None
        line = _by_tabs(_below_folder(_run_as_script(_of_compressed(directed(line, around.entries)))))
        if "sudo" not in around.programs:
            line = _SUDO.sub("", line)
        line = into_folder(_with_new_folder(line, found.values), around.entries)
        ceiling = most_certain(line, found.values, types, chosen, around.entries)
        if self._is_open(line, found.values):
            ceiling = min(ceiling, _OPEN)
        guessed = _GUESSED if chosen and "guessed" in chosen.said else 1.0
        by_name = [_BY_NAME] if ceiling < 1 and not chosen else []
        what = with_files_named(str(family.data["what"]), chosen)
        return _Line(line, guessed, ceiling, family, what, (*_questions(family, chosen, line), *by_name))

    def _is_open(self, line: str, values: dict[str, Token]) -> bool:
        """Whether the request leaves open whether just this is wanted."""
        return (
            is_vague(self._tokens, line, self._chosen)
            or is_only_asked(self._tokens, line)
            or points_nowhere(self._tokens)
            or leaves_out_program(self._tokens, line)
            or (not values.keys() - {"files"} and leaves_one_open(self._tokens, line))
            or (not values and not self._chosen and searches_nothing(self._tokens, line))
            or (not values and not self._chosen and takes_all_for_one(self._typed, line))
            or (is_replacement(line) and is_loose(values, self._typed))
        )


def _of_compressed(line: str) -> str:
    """The same of what is packed in the one file that a program reads: `wc -l a.gz` counts no lines of it."""
    found = _READS_GZ.fullmatch(line) if ".gz" in line else None
    if found is None or found["file"].endswith(".tar.gz"):
        return line
    if found["program"] == "grep":
        return "z" + line
    if found["program"] == "cat" and not found["options"]:
        return f"zcat {found['file']}"
    return f"zcat {found['file']} | {found['program']}{found['options']}{found['rest']}"


def _run_as_script(line: str) -> str:
    """The same with a script behind its interpreter: `sh -c deploy.sh` looks for a program of that name."""
    found = _STARTS_SCRIPT.match(line)
    if found is None:
        return line
    started = f"{found['how'] or ''}{_INTERPRETERS[found['ending']]} {found['script']}"
    return started + line[found.end() :]


def _below_folder(line: str) -> str:
    """The same of all that is below what can only be a folder: grep(1) reads no folder as a file."""
    found = _GREP_ON_ONE.match(line)
    return f"grep -r {line[5:]}" if found and is_folder(found["path"]) else line


def _by_tabs(line: str) -> str:
    """The same with tabs between the columns, where the file's name says that they stand there."""
    if not line.endswith(".tsv") or not line.startswith("awk '"):
        return line
    return "awk -F'\\t' -v OFS='\\t' " + line.removeprefix("awk ")


def _with_new_folder(line: str, values: dict[str, Token]) -> str:
    """The line behind one that makes the folder into which it puts something, where it is said to be new."""
    new = next((token for token in values.values() if token.kind == "P" and token.word == "new"), None)
    if new is None or line.startswith("mkdir "):
        return line
    return f"mkdir -p {path_word(new.text)} && {line}"


def _line(
    family: Family,
    values: dict[str, Token],
    types: dict[str, str],
    chosen: Selection | None,
    around: Surroundings,
) -> str:
    if chosen is None:
        return render(family, signed(values, types), types, chosen, around)
    if family.data.get("single", chosen.single) is not chosen.single:
        raise UnfitError("another kind of files")
    if chosen.single and family.data.get("run") == "@count" and all(map(is_file, chosen.paths)):
        raise UnfitError("one file is not counted")
    if chosen.single and chosen.limit and all(map(is_file, chosen.paths)):
        raise UnfitError("so many of one file")
    if chosen.single and chosen.prune:
        raise UnfitError("would take what is to be left out")
    if "named" in family.data and not _are_named(chosen, str(family.data["named"])):
        raise UnfitError("files of another kind")
    if family.data.get("head", chosen.head) != chosen.head:
        raise UnfitError("files and not folders, or the other way round")
    listed = _listed(family, chosen)
    if listed is not None:
        return spared(listed(chosen, around), chosen)
    if chosen.single and family.data.get("each") == _EMPTIES and not all(map(is_file, chosen.paths)):
        raise UnfitError("a folder can't be shortened")
    _refuse_folders(family, chosen)
    if chosen.single and family.data.get("contents") and all(map(is_folder, chosen.paths)):
        chosen.single, chosen.head = False, "f"
    return spared(_as_said(render(family, signed(values, types), types, chosen, around), chosen), chosen)


def _refuse_folders(family: Family, chosen: Selection) -> None:
    """Raises where a program that reads or compresses files was to do it with folders."""
    each = str(family.data.get("each", ""))
    if chosen.head == "d" and not chosen.single and _READS_FILES.match(each):
        raise UnfitError("a folder can't be read as a file")
    if chosen.single and _COMPRESSES.match(each) and any(map(is_folder, chosen.paths)):
        raise UnfitError("a folder can't be compressed as a file")


def _listed(family: Family, chosen: Selection) -> Callable[[Selection, Surroundings], str] | None:
    """What makes a family's line where it has a shape of its own; else None."""
    listed = _BY_SHAPE.get(str(family.data.get("run")))
    if "one" in chosen.said and listed not in (listing.listed, listing.counted):
        raise UnfitError("one of them, and not said which")
    return listed


def _are_named(chosen: Selection, wanted: str) -> bool:
    """Whether all files of a selection are called as a family's program takes them."""
    names = chosen.paths if chosen.single else chosen.globs
    return bool(names) and all(re.search(wanted, name) for name in names)


def _as_said(line: str, chosen: Selection) -> str:
    """The line with what a request says of how the files are to be taken or shown."""
    if "bytes" in chosen.said:
        line = line.replace(" du -ch ", " du -cb ", 1)
    if chosen.single and chosen.said & {"recursive", "tree"}:
        line = _ON_TREES.sub(r"\g<0>-R ", line)
    if chosen.globs and all(glob.endswith(".gz") for glob in chosen.globs):
        line = line.replace(" -exec grep ", " -exec zgrep ")
    if chosen.single and chosen.head == "d" and line.startswith("rm -i "):
        line = line.replace("rm -i ", "rm -ri ", 1)
    if "names" in chosen.said:
        line = re.sub(r"^grep (-i )?-rn ", r"grep \1-rl ", line).replace(" -H -e ", " -l -e ")
    if "nocase" in chosen.said and not _NO_CASE.search(line):
        raise UnfitError("small and capital letters")
    return line


def _questions(family: Family, chosen: Selection | None, line: str) -> tuple[str, ...]:
    """What was assumed because the request did not say it."""
    asked = [str(family.data["assumes"])] if "assumes" in family.data else []
    if chosen is not None and "vague" in chosen.said:
        asked.append("how large; these are the largest ones")
    if chosen is not None and not chosen.single and chosen.paths in ([], ["."]):
        if not chosen.paths:
            asked.append("in the current folder")
        said = " -maxdepth 1 " in line or chosen.maxdepth or "recursive" in chosen.said or chosen.is_plain
        if not said and _DEEP.search(line):
            asked.append("subfolders too")
    return tuple(asked)
