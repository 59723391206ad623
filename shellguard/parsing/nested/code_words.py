"""Where among the words of an interpreter its code stands: texts, files, operands."""

from __future__ import annotations

import base64
import binascii
import re

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.languages.code_actions import Interpreter
from shellguard.parsing.script import Hole, Piece, Word

_STATEMENTS = frozenset(("timeit",))  # modules of Python whose operands are code
_RUNNERS = frozenset(  # and those that run the file which they are given
    (
        "cProfile",
        "profile",
        "trace",
        "coverage",
        "scalene",
        "kernprof",
        "memory_profiler",
        "viztracer",
        "pyinstrument",
    )
)
READING_MODULES = frozenset(
    ("code", "asyncio", "IPython", "bpython", "ptpython")
)  # and those that run what they read
_FILES = (".py", *knowledge("families").texts("stdin_files"))
_IMPORTS_CODE = re.compile(r"-[Mm][^;({]{0,80}[;({]")  # `-Mstrict;code`

# Options in one word, the last of which takes the rest of it for code: `perl -lane'print $F[0]'`.
_GLUED = {
    "perl": re.compile(r"-[acnpsStTuUwWXl0-7]+[eE](?=.)", re.DOTALL),
    "ruby": re.compile(r"-[alnpsSvwy0-7]+e(?=.)", re.DOTALL),
    "python": re.compile(r"-[bBdEiIOPqsSuvx]+c(?=.)", re.DOTALL),
}

_MODULE = re.compile(r"-[bBdEiIOPqsSuvx]*m([\w.]*)\Z")


class CodeWords:
    """One walk over an interpreter's words: texts of code, files of code, operands.

    `reads_on`: what stands there runs before what comes in, not in its place.
    """

    def __init__(self, interpreter: Interpreter, words: tuple[Word, ...]) -> None:
        before = sum(word.text.partition("=")[0] in interpreter.first for word in words)
        self._walk(interpreter, words)
        self.reads_on = 0 < before == len(self.texts) + len(self.files)

    def _walk(self, interpreter: Interpreter, words: tuple[Word, ...]) -> None:
        self.texts: list[Word] = []
        self.files: list[Word] = []
        self.operands: list[Word] = []
        self.module = False
        place = 1
        words = _module_apart(words) if interpreter.language == "python" else words
        if interpreter.subcommand:
            if len(words) < 2 or words[1].text not in interpreter.subcommand:
                self.module = True
                return
            place = 2
        while place < len(words):
            text = words[place].text
            if not text.startswith("-") or text == "-" or text == "--":
                if not interpreter.data or interpreter.operand or text == "--":
                    place += text == "--"
                    break
                is_code = text.endswith(interpreter.endings)
                (self.files if is_code else self.operands).append(words[place])
                place += 1
                continue
            code = _glued(interpreter.language, text)
            self.texts += [_behind(words[place], code)] if code else []
            place = place + 1 if code else self._option(interpreter, words, place)
            if self.module or (self.texts and interpreter.language == "python"):
                return
        rest = words[place:]
        if interpreter.operand and (interpreter.skip or not (self.texts or self.files)):
            rest = rest[interpreter.skip :]
            if rest and rest[0].text.endswith(interpreter.endings):
                self.files.append(rest[0])
            elif interpreter.joined and rest:
                self.texts.append(_joined(rest))
            elif rest and rest[0].text != "-":
                self.texts.extend(rest[: None if interpreter.skip else 1])
            return
        self.operands.extend(rest)

    def _option(self, interpreter: Interpreter, words: tuple[Word, ...], place: int) -> int:
        """Handle the option at `place`; the place after it and its value."""
        text = words[place].text
        following = words[place + 1] if place + 1 < len(words) else None
        name, equals, value = text.partition("=" if "=" in text else ":")  # nim: `--eval:code`
        bundled = f"-{text[-1]}" if len(text) > 2 and text[1] != "-" else ""
        if text in interpreter.encoded and following is not None:
            self.texts.append(_decoded(following))
        elif text in interpreter.text or (bundled in interpreter.text and text[:2] not in interpreter.values):
            if following is not None:
                rest = words[place + 1 :]
                self.texts.append(_joined(rest) if interpreter.joined else following)
                return len(words) if interpreter.joined else place + 2
        elif equals and name in interpreter.text:
            self.texts.append(_behind(words[place], value))
            return place + 1
        elif interpreter.language == "perl" and _IMPORTS_CODE.match(text):
            self.texts.append(_behind(words[place], f"use {text[2:]}"))
            return place + 1
        elif text[:2] in interpreter.text and text[1] != "-":
            self.texts.append(_behind(words[place], text[2:]))
            return place + 1
        elif text in interpreter.file and following is not None:
            self.files.append(following)
        elif text in interpreter.module:
            self.module = following is None or following.text not in READING_MODULES
            if following is not None and following.text in _STATEMENTS:
                self._statements(words[place + 2 :])
            elif following is not None and following.text in _RUNNERS:
                given = [
                    one
                    for one in words[place + 2 :]
                    if one.text.startswith("<(") or one.text.endswith(_FILES)
                ]
                self.files += given[:1]
        elif text not in interpreter.values:
            return place + 1
        return place + 2

    def _statements(self, words: tuple[Word, ...]) -> None:
        """The words of a module that takes statements: the values of `-s`, and its operands."""
        for before, word in zip((None, *words), words, strict=False):
            if before is not None and before.text in ("-n", "-r", "-u"):
                continue
            if not word.text.startswith("-"):
                self.texts.append(word)


def _module_apart(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words, with a module that stands in one word with options in a word of its own (`-Imjson.tool`)."""
    for place, word in enumerate(words[1:], 1):
        found = _MODULE.match(word.text)
        if found and word.text != "-m":
            named = (_behind(word, found[1]),) if found[1] else ()
            return (*words[:place], Word("-m", (Piece("-m"),), word.span), *named, *words[place + 1 :])
        if word.text[:1] != "-" or found:
            break
    return words


def _glued(language: str, text: str) -> str:
    """The code in the word of an option and others before it; "" for none."""
    found = _GLUED[language].match(text) if language in _GLUED else None
    return text[found.end() :] if found else ""


def _behind(word: Word, text: str) -> Word:
    """A word whose value is the end `text` of another word."""
    piece = Piece(text, Hole.NONE if word.known else Hole.VARIABLE, True)
    return Word(word.source, (piece,), word.span)


def _joined(words: tuple[Word, ...]) -> Word:
    """The words with blanks between them, as one."""
    if len(words) == 1:
        return words[0]
    pieces = [piece for word in words for piece in (Piece(" ", Hole.NONE, True), *word.pieces)]
    return Word(" ".join(word.source for word in words), tuple(pieces[1:]), words[0].span)


def _decoded(word: Word) -> Word:
    """PowerShell's encoded command."""
    try:
        text = base64.b64decode(word.text + "=" * (-len(word.text) % 4)).decode("utf-16-le")
    except (binascii.Error, ValueError):
        return Word(word.source, (Piece(word.text, Hole.VARIABLE, True),), word.span)
    return Word(word.source, (Piece(text, Hole.NONE, True),), word.span)
