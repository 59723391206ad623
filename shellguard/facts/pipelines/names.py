"""The names that a word stands for where another command lists them: by xargs, by `read` or by `$( )`."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from itertools import pairwise

from shellguard.effects.context import plain_word
from shellguard.effects.effect import Effect, EffectKind, Target, TargetKind
from shellguard.effects.execution.read_variables import redirected_loop
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.feeders import feeders_of
from shellguard.facts.files.find_narrowing import feeding, found_things
from shellguard.facts.files.globbing import matches
from shellguard.facts.files.resolve import folder_of
from shellguard.facts.pipelines.filled_variables import assigned_by, elements, reader_of
from shellguard.facts.pipelines.printed import Whereabouts, printed, text_in
from shellguard.facts.summary import together
from shellguard.facts.target_in_line import TargetInLine
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Hole, NestedKind, Piece, Script, SimpleCommand, Word
from shellguard.parsing.shell_state import ShellState
from shellguard.parsing.words import patterns

_MOST = 2_000
_SINGLE = frozenset(("-0", "--null", "-r", "--no-run-if-empty", "-t", "--verbose", "-p"))
_VALUED = frozenset(("-n", "-P", "-L", "-s", "--max-args", "--max-procs", "--max-lines"))
_ALL_QUOTED = re.compile(r"\A[\"']([^\"']*)[\"']\Z")
_EXPANDED = re.compile(r"[$`\"'\\*?\[~]")
_FROM_FILE = ("-a", "--arg-file")
_ATTACHED = re.compile(r"-(?:[nPLs]\d+|0r|r0|-max-\w+=\d+|-arg-file=.+|a.+)")
_LOOKED_AT = frozenset((EffectKind.DELETE, EffectKind.OVERWRITE, EffectKind.MOVE, EffectKind.PERMIT))
_DELIMITER = re.compile(r"-d|--delimiter=")
_DELIMITERS = {"\n": "\n", "\\n": "\n", "\\0": "\0"}
"""As they are written; `-d \\n` without quotes is the letter n."""
_PATTERN = re.compile(r"[*?\[]")
_BY_NULLS = (["-r", "-d", ""], ["-rd", ""], ["-d", ""], ["-d", "", "-r"])
_WHOLE_LINES = re.compile(r"""\bIFS=(?:''|"")?[ \t]+(?=read\b)""")
_ALONE = re.compile(r"""("?)\$(?:(\w+)|\{(\w+)\})\1""")
_TRIM = re.compile(r"\$\{\w+(##?|%%?)([\w*./-]+)\}")


def handed_to(one: TargetInLine) -> TargetFacts | None:
    """The facts about what a word stands for, each name looked at; None where no list tells."""
    effect, target, command, script = one.effect, one.target, one.command, one.script
    if script is None or command is None or target.kind is not TargetKind.PATH:
        return None
    if effect.host or effect.inside or effect.kind not in _LOOKED_AT:
        return None
    if "IFS" in script.text and "IFS" in _WHOLE_LINES.sub("", script.text):
        return None
    names = names_for(effect, target.word, command, script, one.shell, one.deadline)
    find = feeding(effect, script) if names is None and effect.recursive else None
    if find is not None and undisturbed(script, find):
        names = found_things(find, folder_of(effect, one.shell), one.deadline)
    if names is None:
        return None
    names = [name for name in dict.fromkeys(names) if name]
    texts = [other.text for other in effect.targets]
    if len(names) == len(texts) == len({*texts}):  # each is a target of its own, whichever is which
        names = [names[texts.index(target.text)]]
    elif len(texts) == len({*texts}) and names and {*names} <= {*texts} and target.text != names[0]:
        reason = "told of with the others" if target.text in names else "not among those that are handed on"
        return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)
    if not names:
        return TargetFacts(exists=False, recovery=Recovery.NOTHING_LOST, reason="no file is handed to it")
    seen = [one.look(Target(TargetKind.PATH, plain_word(name))) for name in names[:_MOST]]
    whole = together([facts for facts in seen if facts is not None])
    return whole if len(names) <= _MOST else replace(whole, counted_all=False)


def names_for(
    effect: Effect,
    word: Word,
    command: SimpleCommand,
    script: Script,
    shell: ShellState,
    deadline: Deadline,
) -> list[str] | None:
    """All that the word stands for, in turn; None where that is not known."""
    there = Whereabouts(folder_of(effect, shell), shell.pattern_options, deadline)
    holes = [piece for piece in word.pieces if piece.hole not in (Hole.NONE, Hole.GLOB)]
    globs = any(piece.hole is Hole.GLOB for piece in word.pieces)
    fed = feeders_of(script).reading(effect)
    if globs and fed is not None:
        return None
    if fed is not None:
        said = word.span is None or any(one.span == word.span for one in fed.words)  # or `ls -d` lists it
        own = said and not holes and any(one is word for one in command.words)
        return None if own else _by_xargs(fed, word, script, there)
    if len(holes) != 1 or holes[0].candidates:
        return None
    hole = holes[0]
    alone = _ALONE.fullmatch(word.source) if hole.hole is Hole.INPUT else None
    alone = alone if _is_read(command, script) else None
    if "loop" in command.frames and (alone is not None or hole.hole is Hole.VARIABLE):
        name = (alone[2] or alone[3]) if alone is not None else hole.name
        lines = _read_in_loop(name, command, script, there)
        lines = _trimmed(hole, lines) if alone is None and lines is not None else lines
    elif hole.hole in (Hole.SUBSTITUTION, Hole.INPUT):
        lines = _substituted(hole, command, script, there)
    else:
        lines = _taken_in(hole, word, command, script, there)
    if globs:
        return _fitting(word, hole, lines, there)
    if lines is None or (hole.hole is Hole.INPUT and len(word.pieces) > 1):
        return lines
    if hole.hole is Hole.VARIABLE and not hole.quoted:
        return _parted(word, lines)
    return [_with(word, hole, line) for line in lines]


def _trimmed(hole: Piece, lines: list[str]) -> list[str] | None:
    """The lines as `$name`, `${name##*/}` or `${name%.c}` gives them; None where they change otherwise."""
    if _ALONE.fullmatch(hole.text):
        return lines
    told = _TRIM.fullmatch(hole.text)
    found = [patterns.trim(line, told[2], told[1]) for line in lines] if told is not None else [None]
    return None if None in found else [one for one in found if one is not None]


def _parted(word: Word, lines: list[str]) -> list[str] | None:
    """The words that lines become where no quotes keep them whole; None where more is done to them."""
    if any(map(_PATTERN.search, lines)):
        return None
    if len(word.pieces) > 1:
        hole = next(piece for piece in word.pieces if piece.hole is not Hole.NONE)
        whole = all(len(line.split()) == 1 for line in lines)
        return [_with(word, hole, line) for line in lines] if whole else None
    return [part for line in lines for part in line.split()]


def _fitting(word: Word, hole: Piece, lines: list[str] | None, there: Whereabouts) -> list[str] | None:
    """What fits the pattern that the word becomes with the one thing that a command says."""
    if lines is None or len(lines) != 1 or hole.hole is not Hole.SUBSTITUTION or _PATTERN.search(lines[0]):
        return None
    found = matches(_with(word, hole, lines[0]), there.folder, there.options, there.deadline)
    return None if found is None else list(found)


def _with(word: Word, hole: Piece, name: str) -> str:
    return "".join(name if piece is hole else piece.text for piece in word.pieces)


def _by_xargs(xargs: SimpleCommand, word: Word, script: Script, there: Whereabouts) -> list[str] | None:
    text = _fed(xargs, script, there)
    names = split_by_xargs(xargs, text) if text is not None else None
    if names is None or text is None:
        return None
    if _is_fed_by_find(xargs, script) and names in (text.splitlines(), text.split("\0")[:-1]):
        return None  # what `find` looks for itself tells more than the names
    mark = _mark_of(xargs)
    if mark and (put := _put_into(xargs, word, mark)) != mark:
        return [put.replace(mark, name) for name in names] if put else None
    hole = next((piece for piece in word.pieces if piece.hole is Hole.INPUT), None)
    return (
        names
        if hole is None or word.text.startswith(("./", "/"))
        else [_with(word, hole, one) for one in names]
    )


def _mark_of(xargs: SimpleCommand) -> str:
    """What `xargs` puts names in the place of: `{}` after `-I{}`; "" where it puts them behind all."""
    for word, after in pairwise((*xargs.words[1:], plain_word(""))):
        if word.text == "-I":
            return after.value or ""
        if word.text.startswith("-I"):
            return word.text[2:] if word.known else ""
    return ""


def _put_into(xargs: SimpleCommand, word: Word, mark: str) -> str:
    """The word as written into which `xargs` puts each name; "" where that is not plain, or not known.

    Where a word of what lists the names stands for them, the one that takes them is looked for.
    """
    behind = [one.source for at, one in enumerate(xargs.words[1:]) if xargs.words[at].text != "-I"]
    taking = [source for source in behind if mark in source and source != f"-I{mark}"]
    chosen = word.source if mark in word.source else taking[0] if len(taking) == 1 else ""
    said = _ALL_QUOTED.sub(r"\1", chosen)
    return "" if _EXPANDED.search(said.replace(mark, "")) else said


def _fed(command: SimpleCommand, script: Script, there: Whereabouts) -> str | None:
    """What comes to the input of a command: from the pipeline before it, or from a file."""
    listed = _listed_in(command) if command.program == "xargs" else None
    if listed is not None:
        return text_in(listed, there.folder) if listed and undisturbed(script, command) else None
    given = [
        one for one in command.redirections if one.operator in ("<", "<<<") and one.descriptor in (None, 0)
    ]
    if given:
        target = given[-1].target
        known = given[-1].operator == "<" and target is not None and target.known
        known = known and undisturbed(script, command)
        return text_in(target.text, there.folder) if known and target is not None else None
    whole = [one for one in script.commands if one.pipeline == command.pipeline]
    if command not in whole or not undisturbed(script, whole[0]):
        return None
    return printed(tuple(whole[: whole.index(command)]), there)


def _listed_in(xargs: SimpleCommand) -> str | None:
    """The file from which `xargs` reads instead of its input, "" where it is not known; None for none."""
    for word, after in pairwise((*xargs.words[1:], plain_word(""))):
        if word.text in _FROM_FILE:
            return after.value or ""
        if word.text.startswith("--arg-file="):
            return word.text.partition("=")[2] if word.known else ""
        if word.text.startswith("-a"):
            return word.text[2:] if word.known else ""
        if not word.text.startswith("-") and not word.text.isdecimal():
            return None
    return None


def _is_fed_by_find(command: SimpleCommand, script: Script) -> bool:
    """Whether a `find` hands on what it finds, and nothing between them chooses."""
    pipeline = [one for one in script.commands if one.pipeline == command.pipeline]
    return pipeline[:1] != [command] and pipeline[0].program == "find" and pipeline[1:2] == [command]


def undisturbed(script: Script, command: SimpleCommand) -> bool:
    """Whether nothing that the line does before a command may change what the command would list."""
    if command not in script.commands:
        return True
    before = script.commands[: script.commands.index(command)]
    still = {*load("making")["beside"], "cd", "pushd", "set", "shopt", ""} - {"mkdir"}
    within = (inner for one in before for nested in one.nested for inner, _ in nested.script.walk())
    return all(
        one.program in still and not one.redirections and not one.definition for one in (*before, *within)
    )


def split_by_xargs(xargs: SimpleCommand, text: str) -> list[str] | None:
    """The arguments that `xargs` makes of its input; None where its options say more than is known here."""
    words = [word.text for word in xargs.words[1:]]
    apart, lines, index = "", False, 0
    while index < len(words) and words[index].startswith("-"):
        word = words[index]
        if word in ("-0", "--null") or word in ("-0r", "-r0"):
            apart = "\0"
        elif word.startswith(("-I", "-i")):
            lines = True
            index += word == "-I"
        elif word.startswith("-d") or word.partition("=")[0] == "--delimiter":
            alone = word in ("-d", "--delimiter")
            value = "".join(words[index + 1 : index + 2]) if alone else _DELIMITER.sub("", word, count=1)
            if value not in _DELIMITERS:
                return None
            apart = _DELIMITERS[value]
            index += alone
        elif word in _VALUED or word in _FROM_FILE:
            index += 1
        elif word not in _SINGLE and not _ATTACHED.fullmatch(word):
            return None
        index += 1
    if apart:
        return [one for one in text.split(apart) if one]
    try:
        if lines:
            whole = [line.lstrip() for line in text.splitlines() if line.strip()]
            return whole if not any(sign in text for sign in "'\"\\") else None
        return shlex.split(text) if "\\" not in text else None
    except ValueError:
        return None


def _is_read(command: SimpleCommand, script: Script) -> bool:
    """Whether a `read` stands before a command of the line, which may give its loop the names."""
    before = script.commands[: script.commands.index(command)] if command in script.commands else ()
    return any(one.program == "read" for one in before)


def _read_in_loop(name: str, command: SimpleCommand, script: Script, there: Whereabouts) -> list[str] | None:
    """What `while read NAME` sets in turn, or the words of `for NAME in $( )`."""
    if command not in script.commands:
        return None
    place = script.commands.index(command)
    reading = next((one for one in reversed(script.commands[:place]) if one.program == "read"), None)
    if reading is None or reading.frames[-1:] != ("condition",):
        return None
    words = [word.value for word in reading.words[1:]]
    by_nulls = words[:-1] in _BY_NULLS
    if words[-1:] != [name] or not (by_nulls or words[:-1] in ([], ["-r"])):
        return None
    loop = redirected_loop(script.commands, place)
    if loop is None:
        text = _fed(reading, script, there)
    elif undisturbed(script, reading) and not reading.redirections:
        text = _let_in(loop, there)
    else:
        text = None
    if text is not None and "\\" in text and not any(word in ("-r", "-rd") for word in words):
        return None
    if text is None or by_nulls != ("\0" in text or not text):
        return None if text or text is None else []
    if by_nulls:
        return text.split("\0")
    whole = any(one.name == "IFS" and not one.value.text for one in reading.assignments)
    return text.splitlines() if whole else [line.strip() for line in text.splitlines()]


def _taken_in(
    hole: Piece, word: Word, command: SimpleCommand, script: Script, there: Whereabouts
) -> list[str] | None:
    """What `mapfile NAME`, `read NAME` or `NAME=$( )` took from one file, or from what commands print."""
    if len(word.pieces) > 1 and "[" in hole.text:
        return None  # but the first and the last of them stand alone
    reading = reader_of(hole, command, script)
    if reading is not None:
        text = _let_in(reading, there) if undisturbed(script, reading) else None
        return elements(reading, hole, text) if text is not None else None
    assigning = assigned_by(hole, command, script)
    if assigning is None or not undisturbed(script, assigning):
        return None
    text = printed(assigning.nested[0].script.commands, there)
    return None if text is None or "\0" in text else [text.rstrip("\n")]


def _let_in(loop: SimpleCommand, there: Whereabouts) -> str | None:
    """What a loop reads that is redirected from one file, or from what commands print."""
    given = [one for one in loop.redirections if one.operator == "<" and one.descriptor in (None, 0)]
    inner = [one.script for one in loop.nested if one.kind is NestedKind.PROCESS]
    if len(given) != 1 or len(loop.redirections) != 1 or len(inner) > 1:
        return None
    if inner:
        return printed(inner[0].commands, there)
    target = given[0].target
    return text_in(target.text, there.folder) if target is not None and target.known else None


def _substituted(hole: Piece, command: SimpleCommand, script: Script, there: Whereabouts) -> list[str] | None:
    """The words that `$( )` becomes, in an operand or behind the `in` of a loop."""
    holder = command
    if hole.name and command in script.commands:
        before = script.commands[: script.commands.index(command)]
        holder = next((one for one in reversed(before) if not one.words and one.nested), command)
    inner = [one.script for one in holder.nested if one.kind is NestedKind.SUBSTITUTION]
    if len(inner) != 1 or (holder in script.commands and not undisturbed(script, holder)):
        return None
    text = printed(inner[0].commands, there)
    if text is None or "\0" in text:
        return None
    if hole.quoted and not hole.name:
        return [text.rstrip("\n")]
    words = text.split()
    return None if any(map(_PATTERN.search, words)) else words
