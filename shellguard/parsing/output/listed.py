"""Names of files that a program lists, as words for what lies below its operands; what filters make of it."""

from __future__ import annotations

import re
from itertools import pairwise

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.output.listed_numbers import narrowed
from shellguard.parsing.script import Connection, Hole, Piece, Script, SimpleCommand, Word
from shellguard.parsing.words.patterns import GLOB

LISTING = frozenset(("find", "fd", "ls", "locate"))
_LEAVING_OUT = frozenset(
    ("grep", "egrep", "fgrep", "sort", "head", "tail", "uniq", "cat", "tee", "tac", "shuf", "fzf", "pv", "rg")
)
_CHANGING = knowledge("families").names("awk") | {"sed", "cut", "tr"}
PASSING = _LEAVING_OUT | _CHANGING
_ITSELF = re.compile(r"-[A-Za-z0-9]*d[A-Za-z0-9]*\Z|--directory\Z")
_RUNS = knowledge("families", "find").names("runs")
_BARE = re.compile(r"%[-+ #0]*\d*(?:\.\d+)?[fP]")
_BELOW_HERE = re.compile(r"find \./? -.* -printf (?:\./)?%P(?:\\0|\\n|\n)?(?: -.*)?", re.DOTALL)
_FOLDERS = re.compile(r"%[-+ #0]*\d*(?:\.\d+)?[hH]")
_TELLING = frozenset(("ls", "grep", "stat", "du", "wc", "md5sum", "sha256sum", "file", "test", "[", "egrep"))
"""What prints the names that it is given, with more or without."""
_FD_RUNS = re.compile(r"-[A-Za-z0-9]*[xX]|--exec(?:-batch)?|--format(?:=.*)?")
_FD_VALUES = frozenset(
    (
        *(
            "-e",
            "-t",
            "-E",
            "-d",
            "-S",
            "-c",
            "-j",
            "-o",
            "--extension",
            "--type",
            "--exclude",
            "--max-depth",
        ),
        *("--min-depth", "--exact-depth", "--size", "--owner", "--color", "--threads", "--changed-within"),
        *("--changed-before", "--max-results", "--newer", "--older", "--ignore-file"),
    )
)
_HERE = Word(".", (Piece("."),))
# of sed: lines that are left out or shown, signs at the end of a name, `./` in front of it, quotes around it
_SED_ONLY = re.compile(r"(?:[\d$,~+!\s]|/(?:\\.|[^/\\]){1,200}/I?)*[dpq]")
_SED_END = re.compile(
    r"s(?P<mark>[/|#,:@])(?:[\w%~ -]|\\\.|\[[\w. -]{1,40}\])*\$(?P=mark)(?P<new>[\w.%~ -]*)(?P=mark)"
)
_SED_HERE = re.compile(r"s(?P<mark>[/|#,:@])\^\\?\.(?:/|\\/)(?P=mark){2}")
_SED_QUOTES = re.compile(
    r"s/(?:\.\*|\^|\$|\^\.\*\$|\^\\\(\.\*\\\)\$)/(?:[\"'](?:&|\\1)?[\"']?)/g?|s/ /\\\\ /g|s/\[ \]/\\\\&/g"
)
_SED_FRONT = re.compile(r"s(?P<mark>[/|#,:@])\^(?P=mark)(?P<new>(?:(?!(?P=mark))[\w./@%+~-])+)(?P=mark)")
_TR_SIGNS = re.compile(r"(?:\\[nrt0]|\\000|[ \"'])*")
_AWK_MAKES = re.compile(
    r"\b(?:g?sub|gensub|split|substr|sprintf|printf|tolower|toupper|FS|OFS|RS)\b"
    r"|\bprint\b[^;}|\"]{0,200}(?:\"[^\"]{0,200}\"[^;}|\"]{0,200}){0,20}?\"\s*[^\s\"\\][^\"]*\""
)
_FILE = re.compile(r"[^/]*[^./][^/]*\.\w{1,5}\Z")


def listed(command: SimpleCommand) -> tuple[Word, ...]:
    """The words that a listing program prints: things below its operands; none where that is not known."""
    if makes_names(command):
        return ()
    if command.program == "ls":
        return _by_ls(command.words)
    if command.program == "find":
        return _by_find(command.words)
    return () if command.program == "locate" else _by_fd(command.words)


def makes_names(command: SimpleCommand) -> bool:
    """Whether a `find` prints other names than those below its folders: `-printf %f`, `-exec basename {}`."""
    if command.program != "find":
        return False
    texts = [word.text for word in command.words]
    if any(map(_BARE.search, _forms(command.words))) and not _BELOW_HERE.fullmatch(" ".join(texts)):
        return True
    return any(word in _RUNS and program not in _TELLING for word, program in pairwise(texts))


def _forms(words: tuple[Word, ...]) -> list[str]:
    return [after.text for word, after in pairwise(words) if word.text == "-printf"]


def _by_ls(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """What `ls` prints: of the one folder that it is given the bare names, which mean those where one is."""
    operands = [word for word in words[1:] if not word.text.startswith("-")]
    if only_named(words):
        return tuple(operands) or (_HERE,)
    below = tuple(map(under, operands)) or (under(_HERE),)
    if len(operands) != 1 or not operands[0].known:
        return below
    text = operands[0].text
    return below if GLOB.search(text) or _FILE.search(text) else (under(_HERE), *below)


def _by_find(words: tuple[Word, ...]) -> tuple[Word, ...]:
    starts: list[Word] = []
    for word in words[1:]:
        if word.text.startswith(("-", "(", "!")):
            if starts:
                break
            continue
        starts.append(word)
    starts = starts or [_HERE]
    if only_named(words):
        return tuple(starts)
    above = starts if any(_FOLDERS.search(form) for form in _forms(words)) else []
    return (*above, *map(under, starts))


def _by_fd(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """`fd PATTERN ROOT…`."""
    if any(_FD_RUNS.fullmatch(word.text) for word in words[1:]):
        return ()
    operands = [
        word
        for before, word in pairwise(words)
        if not word.text.startswith("-") and before.text not in _FD_VALUES
    ]
    return tuple(map(under, operands[1:])) or (under(_HERE),)


def only_named(words: tuple[Word, ...]) -> bool:
    """Whether `find` or `ls` says no more than what its operands name: `-maxdepth 0`, `ls -d`."""
    if words[0].text == "ls":
        return any(_ITSELF.match(word.text) for word in words[1:])
    return any(one.text == "-maxdepth" and after.text == "0" for one, after in pairwise(words))


def listed_by(script: Script) -> tuple[Word, ...]:
    """Words for what a script prints that lists files and perhaps filters the list; empty if it does not."""
    words: tuple[Word, ...] = ()
    if not script.commands or script.commands[0].program not in LISTING:
        return words
    for index, command in enumerate(script.commands):
        if index == 0 and command.program in LISTING and not command.redirections:
            words = listed(command)
        elif command.connection is not Connection.PIPE or command.program not in PASSING:
            return ()
        else:
            words = passed_on(command, words)
    return words


def under(folder: Word) -> Word:
    """A word for something below `folder`."""
    slash = () if folder.text.endswith("/") else (Piece("/"),)
    return Word(folder.source, (*folder.pieces, *slash, Piece("*", Hole.INPUT)), folder.span)


def passed_on(command: SimpleCommand, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words that a filter passes on; none where it may make other names of them."""
    if not words:
        return ()
    if (numbers := narrowed(words, command)) is not None:
        return numbers
    program, texts = command.program, [word.text for word in command.words[1:]]
    if program == "sed":
        return _by_sed(texts, words)
    if program == "cut":
        return words if _keeps_fields(texts, words) else ()
    if program == "tr":
        return words if all(text[:1] == "-" or _TR_SIGNS.fullmatch(text) for text in texts) else ()
    if program in _CHANGING:
        return words if _keeps_records(texts) else ()
    if program == "xargs":
        run = next((text for text in texts if text[:1] not in "-0123456789"), "")
        return words if run in _TELLING and not _option(texts, "h") else ()
    if program not in _LEAVING_OUT:
        return ()
    cuts = (
        _option(texts, "o")
        if program.endswith(("grep", "rg"))
        else program in ("head", "tail") and _option(texts, "c")
    )
    return () if cuts else words


def _option(texts: list[str], letter: str) -> bool:
    """Whether a short option stands among the words, perhaps bundled."""
    return any(text[0] == "-" and text[1:2] != "-" and letter in text for text in texts if text)


def _by_sed(texts: list[str], words: tuple[Word, ...]) -> tuple[Word, ...]:
    scripts = [text for text in texts if text not in ("-n", "-e", "-E", "-r", "-z", "-ne", "-nE")]
    for step in (step.strip() for script in scripts for step in script.split(";")):
        front = _SED_FRONT.fullmatch(step)
        end = _SED_END.fullmatch(step)
        if front is not None:
            words = tuple(Word(word.source, (Piece(front["new"]), *word.pieces), word.span) for word in words)
        elif (end is not None and ".." in end["new"]) or (
            end is None and not any(form.fullmatch(step) for form in (_SED_ONLY, _SED_HERE, _SED_QUOTES))
        ):
            return ()
    return words


def _keeps_fields(texts: list[str], words: tuple[Word, ...]) -> bool:
    """Whether `cut` takes whole names out of lines, or `./` off their beginning."""
    given = " ".join(texts)
    if re.search(r"-d ?['\"]?[/.]|--delimiter=['\"]?[/.]|--output-delimiter", given):
        return False
    if re.search(r"(?:^| )(?:-f|--fields)", given):
        return True
    taken = re.search(r"(?:^| )-[cb] ?3-\Z", given) is not None
    return taken and all(word.text.startswith("./") for word in words)


def _keeps_records(texts: list[str]) -> bool:
    """Whether an awk program chooses lines and fields, and puts nothing together."""
    for text, after in pairwise((*texts, "")):
        separator = (text[2:] or after) if text[:2] == "-F" else "" if text[:2] != "-v" else "/"
        if text.startswith("--") or "/" in separator or "." in separator:
            return False
    return not any(_AWK_MAKES.search(text) for text in texts)
