"""Programs that run a command for operands that they find or read: find, xargs."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.nested import option_files, wrapping
from shellguard.parsing.output.flow import Flow, program_found
from shellguard.parsing.output.listed import only_named, under
from shellguard.parsing.script import Hole, Nested, NestedKind, Piece, Script, SimpleCommand, Word
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote, unescape

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_EXEC = knowledge("families", "find").names("runs")
_EACH = re.compile(r"(?:^|\s)(?:-[0rtpx]*n[ =]?|--max-args[ =])(\d{1,6})?")
_BY_LINES = re.compile(r"(?:^|\s)(?:-[0rtpx]*(?:L ?|l)1?|--max-lines(?:[ =]1)?)(?:\s|\Z)")
_MOST_RUNS = 8
_FURTHER = (Word("…", (Piece("…", Hole.SUBSTITUTION),)),)  # operands of runs that are not gone through
_WHOLE = ("", "\0", "\n", "\\n", "\\0")  # with others the end of the last line is part of the last operand
_XARGS_VALUES = frozenset(("-I", "-n", "-P", "-L", "-s", "-a", "-d", "-E", "--max-args", "--max-procs",
                           "--max-chars", "--arg-file", "--delimiter", "--process-slot-var"))  # fmt: skip
_BUNDLED = re.compile(r"(-[0oprtx]+)([adEILnPsil].*)", re.DOTALL)
_DELIMITED = re.compile(r"(?:-d|--delimiter=)(.+)", re.DOTALL)
_ATTACHED = re.compile(r"(?:-a|--arg-file=)(?=.)", re.DOTALL)
_MAX_OPERANDS = 64
MOST_RUNS = 8
_PIPING = frozenset(("--pipe", "--spreadstdin", "--pipepart", "--pipe-part"))
_CUTTING = frozenset(("--colsep", "-C"))
_SAYING_ONLY = frozenset(("--dry-run", "--dryrun"))
_PARALLEL_MARK = re.compile(r":::[:+]?\+?\Z")
_PARALLEL_PLACE = re.compile(r"\{(?:\d*[./]{0,2}|#|%)\}")


def find(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The commands of -exec and its kin, `{}` replaced by something below each starting point."""
    words = command.words
    starts = _starts(words)
    found = []
    place = 1
    while place < len(words):
        if words[place].text not in _EXEC:
            place += 1
            continue
        end = place + 1
        while (
            end < len(words)
            and words[end].text != ";"
            and not (words[end].text == "+" and words[end - 1].text == "{}")
        ):
            end += 1
        inner = words[place + 1 : end]
        if inner:
            if inner[0].text == "{}":  # what is found runs, and may be the script that finds it
                nester.environment.context.recursed = True
                program = program_found(Script("", (SimpleCommand(words[:place]),)))
                starts = (literal_word(program),) if program else starts
            replaced = tuple(new for word in inner for new in _replaced(word, "{}", starts))
            found.append(nester.wrap(replaced, NestedKind.WRAPPER, "find", stdin))
        place = end + 1
    return found


def _starts(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words for what find finds: something below each of its starting points, or these themselves."""
    starts = []
    for word in words[1:]:
        if word.text in ("-H", "-L", "-P") or word.text.startswith(("-O", "-D")):
            continue
        if word.text.startswith(("-", "(", "!", ")")):
            break
        starts.append(word)
    named = only_named(words)
    starts = starts or [Word(".", (Piece("."),))]
    return tuple(word if named else under(word) for word in starts)


def _replaced(word: Word, mark: str, operands: tuple[Word, ...]) -> list[Word]:
    """The word with `mark` replaced by each operand."""
    if mark not in word.text:
        return [word]
    if word.text == mark:
        return list(operands)
    out = []
    for operand in operands:
        pieces: list[Piece] = []
        for piece in word.pieces:
            parts = piece.text.split(mark) if not piece.hole else [piece.text]
            for index, part in enumerate(parts):
                if index:
                    pieces.extend(operand.pieces)
                if part:
                    pieces.append(Piece(part, piece.hole, piece.quoted, piece.name))
        out.append(Word(word.source, tuple(pieces), word.span))
    return out


def xargs(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The command with the operands that the pipe carries."""
    words, place, mark, separator = _unbundled(command.words), 1, "", ""
    while place < len(words) and words[place].text.startswith("-") and len(words[place].text) > 1:
        text = words[place].text
        following = words[place + 1].text if place + 1 < len(words) else ""
        if text in ("-0", "--null") or (text[1] != "-" and "0" in text and text[1] not in "nPLsI"):
            separator = "\0"
        if text in ("-d", "--delimiter"):
            separator = following
        elif delimiter := _DELIMITED.match(text):
            separator = delimiter[1]
        if text == "-I":
            mark = following
        elif text in ("-i", "--replace"):
            mark = "{}"
        elif text.startswith(("-I", "-i", "--replace=")):
            mark = text.removeprefix("--replace=") if text[1] == "-" else text[2:]
        place += 2 if text in _XARGS_VALUES else 1
    files = (*_argument_files(words[:place]), *_attached_files(words[:place]))
    stdin = _of_file(nester, files[-1]) if files else stdin
    if stdin.text is None and stdin.file is not None:
        stdin = _of_file(nester, stdin.file)
    inner = words[place:] or (Word("echo", (Piece("echo"),)),)
    if separator not in _WHOLE:
        nester.environment.context.unsettle()
    operands = _operands(stdin, separator or ("\n" if mark else ""), quotes=not separator)
    if mark:
        replaced = tuple(new for word in inner for new in _replaced(word, mark, operands))
        if any(mark in word.text for word in inner) and len(operands) > 1 and len(inner) > 1:
            return [
                nester.wrap(
                    tuple(new for word in inner for new in _replaced(word, mark, (operand,))),
                    NestedKind.WRAPPER, "xargs", Flow(),
                )
                for operand in (*operands[:_MOST_RUNS], *(_FURTHER if operands[_MOST_RUNS:] else ()))
            ]  # fmt: skip
        return [nester.wrap(replaced, NestedKind.WRAPPER, "xargs", Flow())]
    runs = _batches(words[:place], stdin, operands, separator)
    runs = [*runs[:_MOST_RUNS], *([_FURTHER] if runs[_MOST_RUNS:] else ())]
    return [nester.wrap((*inner, *one), NestedKind.WRAPPER, "xargs", Flow()) for one in runs]


def _unbundled(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of an `xargs`, with those of its options apart that stand in one word (`-ra list`)."""
    found, place = [*words[:1]], 1
    while place < len(words) and len(text := words[place].text) > 1 and text.startswith("-"):
        bundled = _BUNDLED.fullmatch(text) if words[place].known else None
        found += [literal_word(bundled[1]), literal_word(f"-{bundled[2]}")] if bundled else [words[place]]
        place += 1
        if found[-1].text in _XARGS_VALUES:
            found += words[place : place + 1]
            place += 1
    return (*found, *words[place:])


def xargs_options(words: tuple[Word, ...]) -> tuple[str, ...]:
    """The options of `xargs` itself, their values not among them."""
    found: list[str] = []
    words, place = _unbundled(words), 1
    while place < len(words) and len(text := words[place].text) > 1 and text.startswith("-"):
        found.append(text)
        place += 2 if text in _XARGS_VALUES else 1
    return tuple(found)


def _batches(
    options: tuple[Word, ...], stdin: Flow, operands: tuple[Word, ...], separator: str
) -> list[tuple[Word, ...]]:
    """The operands that each run is given."""
    if stdin.text is not None and _BY_LINES.search(" ".join(word.text for word in options)):
        lines = (_operands(Flow(line), separator, quotes=not separator) for line in stdin.text.splitlines())
        return [line for line in lines if line] or [()]
    each = _each(options) or len(operands) or 1
    return [operands[at : at + each] for at in range(0, len(operands) or 1, each)]


def _each(options: tuple[Word, ...]) -> int:
    """How many operands each run is given; 0 for all."""
    given = " ".join(word.text for word in options)
    found = _EACH.search(given)
    return int(found[1] or 1) if found else 0


def _operands(stdin: Flow, separator: str, quotes: bool = False) -> tuple[Word, ...]:
    """The operands that a text holds; `quotes`: it is read as xargs reads it, where quotes keep blanks."""
    if stdin.text is not None and quotes and any(char in stdin.text for char in "'\"\\"):
        try:
            lines = stdin.text.splitlines() if separator else [stdin.text]
            fields = [shlex.split(line) for line in lines]
        except ValueError:
            return (Word("", (Piece("{}", Hole.INPUT),)),)
        parts = [" ".join(one) for one in fields] if separator else [part for one in fields for part in one]
        return tuple(Word(part, (Piece(part),)) for part in parts[:_MAX_OPERANDS] if part)
    if stdin.text is not None:
        separator = {"\\n": "\n", "\\0": "\0"}.get(separator, separator)
        parts = stdin.text.split(separator) if separator else stdin.text.split()
        parts = [part.rstrip("\n") if separator else part.strip("'\"") for part in parts]
        return tuple(Word(part, (Piece(part),)) for part in parts[:_MAX_OPERANDS] if part)
    return stdin.words[:_MAX_OPERANDS] or (Word("", (Piece("{}", Hole.INPUT),)),)


def _only_says(words: tuple[Word, ...]) -> bool:
    """Whether `parallel` is told to print what it would run; an option's value may look so."""
    valued = {text for wrapper in wrapping.table()["parallel"] for text in wrapper.values}
    return any(one.text in _SAYING_ONLY and before.text not in valued for before, one in pairwise(words))


def parallel(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """GNU parallel's command with the operands after `:::`, in a file, or carried by the pipe.

    Without a command the operands are commands themselves.
    """
    words = command.words
    wrapped = wrapping.unwrap("parallel", words)
    inner = wrapped.words if wrapped else ()
    if _only_says(words[: len(words) - len(inner)]):
        return []
    if inner and any(word.text in _PIPING for word in words[: -len(inner)]):
        return [nester.wrap(inner, NestedKind.WRAPPER, "parallel", stdin)]
    mark = next((index for index, word in enumerate(words) if _PARALLEL_MARK.match(word.text)), 0)
    if not mark and (alone := _behind_dashes(inner)):  # moreutils': one run for each
        return _by_shell(nester, [(*alone[0], one) for one in alone[1][:MOST_RUNS]])
    if not mark:
        files = _argument_files(words)
        if not (stdin.piped or files):
            return _by_shell(nester, [inner]) if inner else []
        stdin = _of_file(nester, files[0]) if files else stdin
        if not inner:
            return nester.from_stdin(NestedKind.WRAPPER, "parallel", stdin)
        operands = _operands(stdin, "\n")
    elif words[mark].text.startswith("::::"):
        operands = _operands(_of_file(nester, words[mark + 1]), "\n") if mark + 1 < len(words) else ()
    else:
        operands = tuple(word for word in words[mark + 1 :] if not _PARALLEL_MARK.match(word.text))
    cut = next((after.text for word, after in pairwise(words) if word.text in _CUTTING), "")
    if cut and inner:
        return _by_shell(nester, [_in_columns(inner, operand, cut) for operand in operands[:MOST_RUNS]])
    if not inner:
        return _by_shell(nester, [(operand,) for operand in operands[:MOST_RUNS]])
    if not any(_PARALLEL_PLACE.search(word.text) for word in inner):
        inner = (*inner, Word("{}", (Piece("{}"),)))
    runs = []
    for operand in operands[:MOST_RUNS]:
        given = operand if _PARALLEL_PLACE.fullmatch(inner[0].text) else _as_one_word(operand)
        runs.append(tuple(new for word in inner for new in _replaced(_numbered(word), "{}", (given,))))
    return _by_shell(nester, runs)


def _in_columns(inner: tuple[Word, ...], operand: Word, cut: str) -> tuple[Word, ...]:
    """The command of `parallel --colsep , COMMAND {2} {1}` for one line."""
    fields = operand.text.split(unescape(cut))
    for number, field in enumerate(fields, start=1):
        mark, given = f"{{{number}}}", (_as_one_word(literal_word(field)),)
        inner = tuple(new for word in inner for new in _replaced(word, mark, given))
    return inner


def _behind_dashes(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """The command and the operands of `parallel COMMAND -- a b`."""
    place = next((index for index, word in enumerate(words) if word.text == "--"), 0)
    if not place:
        return None
    return words[:place], tuple(_as_one_word(word) for word in words[place + 1 :])


def _as_one_word(operand: Word) -> Word:
    """The operand as parallel puts it into its command: quoted, so that the shell takes it for one word."""
    return literal_word(quote(operand.text)) if operand.known else operand


def _by_shell(nester: ScriptFinder, runs: list[tuple[Word, ...]]) -> list[Nested]:
    """Each run's words as one text that a shell reads."""
    texts = dict.fromkeys(" ".join(word.text for word in run) for run in runs)
    return [nester.shell_text(text, NestedKind.WRAPPER, "parallel") for text in texts]


def _argument_files(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(after for word, after in pairwise(words) if word.text in ("-a", "--arg-file"))


def _attached_files(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The same written in one word: `-aFILE`, `--arg-file=FILE`."""
    return tuple(
        wrapping.behind(word, len(found[0])) for word in words if (found := _ATTACHED.match(word.text))
    )


def _of_file(nester: ScriptFinder, file: Word) -> Flow:
    """What comes from a file that is read for operands."""
    return Flow(nester.file(file), (), True, "", file)


def _numbered(word: Word) -> Word:
    """The word with parallel's `{1}`, `{.}` and their kin as `{}`."""
    pieces = tuple(
        replace(piece, text=_PARALLEL_PLACE.sub("{}", piece.text)) if not piece.hole else piece
        for piece in word.pieces
    )
    return Word(word.source, pieces, word.span)


SPECIAL = {"parallel": parallel, "rush": parallel,
           "find": find, "xargs": xargs,
           **option_files.SPECIAL}  # fmt: skip
