"""What a request says beside its main point, and how that changes the command: sorted, cut, written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.quoting import UnfitError, path_word, text_word
from shellguard.phrasebook.language.remainder import Remainder
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.matching.caution import alters, loses
from shellguard.phrasebook.selection.selection_rules import Marked, Saying, marks, narrow, saying

_WRITES = re.compile(r"(?:^|\s)>>?\s*[^&\s]")
_COUNTS = re.compile(r"^(wc -[lwcm]) ([^|;&<> ]+)$")
_LARGEST_FOLDERS = re.compile(r"du -a?h (?:--max-depth=1 )?\S+ \| sort -rh")
"""Its first line is the folder itself, with all in it."""
_MAKES_FOLDER = re.compile(r"mkdir -p (?:'[^']*'|[^\s'])+ && ")
_ONE_NUMBER = re.compile(r"(?:^wc|\| wc) -\w+(?: < \S+)?$|^grep -c|--count\b")
_QUOTED = re.compile(r"'[^']*'")
_VALUE = re.compile(r"\{(\w)\}")
_SHORTEST_WRITTEN = 4
_COUNTED = 0.85
_INTO = 0.9
_SHOW = Token("w", "show", "show")
_NAME = re.compile(r"[A-Za-z_]\w*")


def _variable(text: str) -> str:
    name = text.strip("${}")
    if not _NAME.fullmatch(name):
        raise UnfitError("no variable's name")
    return name


_FORMS = {"v": text_word, "f": path_word, "m": _variable}


@dataclass(frozen=True, slots=True)
class Clause:
    """One kind of addition; see phrasing/clauses.toml for the fields."""

    sayings: tuple[Saying, ...]
    mark: int
    pipe: str
    redirect: str
    before: str
    behind: str
    frame: str
    flag: dict[str, str]
    instead: str
    swap: tuple[str, ...]
    once: re.Pattern[str] | None
    fine: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Addition:
    """A clause found in a request, with its values filled in."""

    clause: Clause
    values: dict[str, str]
    sure: float = 1.0

    def to(self, line: str) -> str | None:
        """The line with the addition; None when it does not go with this command."""
        clause = self.clause
        if clause.pipe and (alters(line) or loses(line)):
            return None  # what it prints is cut, not what it does
        if clause.fine is not None and clause.fine.search(line):
            return line
        if clause.once is not None and clause.once.search(line):
            return None
        if clause.swap:
            return line.replace(clause.swap[0], clause.swap[1]) if clause.swap[0] in line else None
        if clause.flag:
            flags = {program: self._filled(option) for program, option in clause.flag.items()}
            return _with_flag(_without(line, clause.instead) if clause.instead else line, flags)
        if clause.before:
            repeats = clause.before.startswith("watch")
            return (
                self._filled(clause.before) + line
                if _is_single(line) and not (repeats and _is_silent(line))
                else None
            )
        if clause.frame:
            fits = not _writes(line) and not _is_silent(line)
            bare = _COUNTS.sub(r"\1 < \2", line)
            return self._filled(clause.frame).replace("{line}", bare) if fits else None
        if clause.behind:
            return line + self._filled(clause.behind) if not _writes(line) else None
        if _writes(line) or _is_silent(line):
            return None
        if clause.redirect:
            return f"{line} {self._filled(clause.redirect)}"
        return self._piped(line) if _prints_lines(line) else None

    def _piped(self, line: str) -> str:
        pipe = self._filled(self.clause.pipe)
        if pipe.startswith("wc -l"):
            line = _without_header(line)
        if pipe.startswith("head") and _LARGEST_FOLDERS.fullmatch(line):
            return f"{line} | sed 1d | {pipe}"
        return f"{line} | {pipe}"

    def _filled(self, form: str) -> str:
        return _VALUE.sub(lambda slot: self.values.get(slot[1], ""), form)


def additions(tokens: Sequence[Token]) -> Iterator[tuple[Addition, tuple[Token, ...]]]:
    """Each addition that a request may hold, with the tokens that are left without it."""
    yield from _kept(tokens)
    yield from _written(tokens)
    yield from _repeated(tokens)
    text, packaged = Remainder(tokens), _marked_clauses()
    narrow(text)
    for clause in packaged.among(text.possible):
        for say in clause.sayings:
            found = say.search(text) if say.mark & text.possible else None
            if found is None:
                continue
            try:
                values = _values(found, text)
            except UnfitError:
                continue
            taken = set(text.indices(*found.span()))
            left = tuple(token for at, token in enumerate(tokens) if at not in taken)
            if left:
                yield Addition(clause, values), left
            break
    yield from _counted(tokens)


def _written(tokens: Sequence[Token]) -> Iterator[tuple[Addition, tuple[Token, ...]]]:
    """`write … to FILE` and `append … to FILE` around all else."""
    if len(tokens) < _SHORTEST_WRITTEN or tokens[0].word not in ("write", "append", "put", "store"):
        return
    end = len(tokens) - 1
    if tokens[end].kind not in "SFP" or tokens[end - 1].word not in (
        "to",
        "into",
        "in",
        "as",
        "file",
        "call",
    ):
        return
    start = end - 1
    while start > 1 and tokens[start].word in ("to", "into", "in", "as", "file", "call", "the", "a", "name"):
        start -= 1
    clause = next(
        one
        for one in clauses()
        if one.redirect.startswith(">>") == (tokens[0].word == "append") and one.redirect
    )
    rest = tokens[1 : start + 1]
    if rest and rest[0].word in ("output", "result") and len(rest) > 1:
        rest = rest[1:]
    try:
        yield Addition(clause, {"f": path_word(tokens[end].text)}), (_SHOW, *rest)
    except UnfitError:
        return


def _kept(tokens: Sequence[Token]) -> Iterator[tuple[Addition, tuple[Token, ...]]]:
    """`save … in the variable NAME` around all else; what is shown and goes `into FILE`."""
    if len(tokens) < _SHORTEST_WRITTEN:
        return
    first, last, end = tokens[0].word, tokens[-1], len(tokens) - 1
    if first in ("write", "put", "assign", "change") and "variable" in {token.word for token in tokens[-3:]}:
        name = last if last.word != "variable" else tokens[-2]
        start = end
        while start > 1 and tokens[start].word not in ("to", "in", "into", "as"):
            start -= 1
        clause = next(one for one in clauses() if one.frame)
        try:
            values = {"m": _variable(name.text)}
        except UnfitError:
            return
        if start > 1:
            yield Addition(clause, values), (_SHOW, *tokens[1:start])
    elif first in ("show", "find", "count", "calculate", "sort") and last.kind in "FSP":
        if tokens[end - 1].word not in ("to", "into"):
            return
        clause = next(one for one in clauses() if one.redirect.startswith("> "))
        with suppress(UnfitError):
            yield Addition(clause, {"f": path_word(last.text)}, _INTO), tuple(tokens[: end - 1])


def _repeated(tokens: Sequence[Token]) -> Iterator[tuple[Addition, tuple[Token, ...]]]:
    """`watch … every N seconds` around all else."""
    if len(tokens) < _SHORTEST_WRITTEN or tokens[0].word not in ("watch", "monitor", "run", "repeat", "show"):
        return
    every, number, unit = tokens[-3:]
    if every.word != "every" or number.kind != "N" or unit.word != "second":
        return
    clause = next(one for one in clauses() if one.before.startswith("watch -n {n}"))
    yield Addition(clause, {"n": number.text}), (_SHOW, *tokens[1:-3])


def _counted(tokens: Sequence[Token]) -> Iterator[tuple[Addition, tuple[Token, ...]]]:
    """`how many …` around what could be shown as lines."""
    if len(tokens) < _SHORTEST_WRITTEN or tokens[0].word != "count":
        return
    clause = next(one for one in clauses() if one.pipe == "wc -l")
    yield Addition(clause, {}, _COUNTED), (_SHOW, *tokens[1:])


def _values(found: re.Match[str], rest: Remainder) -> dict[str, str]:
    values = {}
    for name in found.re.groupindex:
        if text := rest.value(found, name):
            values[name] = _FORMS[name](text) if name in _FORMS else text
    return values


@cache
def clauses() -> tuple[Clause, ...]:
    """The packaged clauses, in their order."""
    return tuple(
        Clause(
            sayings := tuple(saying(say) for say in one["say"]),
            marks(sayings),
            one.get("pipe", ""),
            one.get("redirect", ""),
            one.get("before", ""),
            one.get("behind", ""),
            one.get("frame", ""),
            one.get("flag", {}),
            one.get("instead", ""),
            tuple(one.get("swap", ())),
            re.compile(one["once"]) if "once" in one else None,
            re.compile(one["fine"]) if "fine" in one else None,
        )
        for one in load("phrasing/clauses")["clause"]
    )


@cache
def _marked_clauses() -> Marked[Clause]:
    return Marked((clause.mark, clause) for clause in clauses())


@cache
def _silent() -> frozenset[str]:
    return frozenset(load("phrasing/clauses")["silent"].split())


def _is_silent(line: str) -> bool:
    return (
        line.split(" ", 1)[0] in _silent()
        or " -delete" in line
        or line.startswith(("curl -LO ", "wget "))
        or " sed -i" in f" {line}"
    )


def _prints_lines(line: str) -> bool:
    """Whether a line is of a program that does nothing but print lines, more than one number of them."""
    starts = _printing().match(line)
    return starts is not None and not _ONE_NUMBER.search(line)


@cache
def _printing() -> re.Pattern[str]:
    programs = "|".join(map(re.escape, load("phrasing/clauses")["printing"].split(",")))
    return re.compile(rf"(?:sudo )?(?:{programs})(?= |$)")


def _without_header(line: str) -> str:
    """The line so that it prints no heads of columns, which would be counted too."""
    headed: dict[str, str] = load("phrasing/clauses")["headed"]
    return next((line + option for start, option in headed.items() if line.startswith(start)), line)


def _writes(line: str) -> bool:
    """Whether a line sends its output to a file; a sign in quotes is none."""
    return _WRITES.search(_QUOTED.sub("''", line)) is not None


def _is_single(line: str) -> bool:
    return not re.search(r"[|;&<>]", line)


def _without(line: str, letter: str) -> str:
    """The line without that letter among the bundled options of the first program that has it."""
    return re.sub(
        rf"(\b(?:grep|du|df|free)(?: -\w+)*?) -(\w*){letter}(\w*)(?= |$)",
        lambda found: found[1] + (f" -{found[2]}{found[3]}" if found[2] + found[3] else ""),
        line,
        count=1,
    )


def _with_flag(line: str, flags: dict[str, str]) -> str | None:
    """The line with an option behind the program that has it: the first word, or what find(1) runs."""
    made = _MAKES_FOLDER.match(line)
    if made:
        rest = _with_flag(line[made.end() :], flags)
        return None if rest is None else made[0] + rest
    for program, option in flags.items():
        for start in (f"{program} ", f"-exec {program} "):
            at = 0 if line.startswith(start) else line.find(" " + start) + 1 if start[0] == "-" else -1
            if at > 0 or line.startswith(start):
                end = at + len(start)
                return f"{line[:end]}{option} {line[end:]}"
        if line == program:
            return f"{line} {option}"
    return None
