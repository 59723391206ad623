"""The folder in which a program runs another: `env -C sub rm x`, `su - anna -c 'rm x'`."""

from __future__ import annotations

import posixpath
from itertools import pairwise

from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Nested, NestedKind, Piece, SimpleCommand, Word

_OPTIONS: dict[str, tuple[str, ...]] = {
    program: tuple(options) for program, options in load("generic")["running_folder"].items()
}
_LOGINS: dict[str, tuple[str, ...]] = {
    program: tuple(options) for program, options in load("generic")["login_folder"].items()
}
_RUNS = knowledge("families", "find").names("runs")
_MOVES = knowledge("generic").pattern("code_moves")


def running_folder(nested: Nested, command: SimpleCommand, cwd: str | None, home: str) -> str | None:
    """The folder of what stands in *nested*; "" when not known, None where it is led elsewhere."""
    if nested.code is not None:
        return None if _MOVES.search(nested.code.text) else cwd
    program = command.program
    if program == "find" and _where_found(nested, command):
        return None
    if nested.kind is NestedKind.FILE or (program not in _OPTIONS and program not in _LOGINS):
        return cwd  # what a file names says itself where it goes
    own = _own_words(nested, command)
    if any(word.text in _LOGINS.get(program, ()) for word in own):
        return None
    given = _given(own, _OPTIONS.get(program, ()))
    return cwd if given is None else _entered(given, cwd, home)


def run_by_find(nested: Nested, command: SimpleCommand) -> tuple[Word, ...]:
    """The words of what a `find` runs for each thing found, and its option first; () where not known."""
    inner = nested.script.commands[0].words[:1] if nested.script.commands else ()
    words = command.words
    for place, (word, after) in enumerate(pairwise(words)):
        if word.text in _RUNS and inner and after.text == inner[0].text:
            end = next((n for n in range(place, len(words)) if words[n].text in (";", "+")), len(words))
            return words[place:end]
    return ()


def _where_found(nested: Nested, command: SimpleCommand) -> bool:
    """Whether a `find` runs it where it finds each thing, and hands nothing over."""
    words = run_by_find(nested, command)
    return bool(words) and words[0].text.endswith("dir") and not any("{}" in word.text for word in words)


def _own_words(nested: Nested, command: SimpleCommand) -> tuple[Word, ...]:
    """The words in front of the command that is run."""
    inner = nested.script.commands[0].words[:1] if nested.script.commands else ()
    words = command.words[1:]
    end = next((n for n, word in enumerate(words) if inner and word.text == inner[0].text), len(words))
    return words[:end]


def _given(words: tuple[Word, ...], options: tuple[str, ...]) -> Word | None:
    """The value of the last of these options: `-C sub`, `-Csub`, `--chdir=sub`."""
    found = None
    for word, after in pairwise((*words, *words[-1:])):
        if word.text in options:
            found = after
            continue
        for option in options:
            start = f"{option}=" if option.startswith("--") else option
            if word.text.startswith(start):
                text = word.text[len(start) :]
                found = Word(text, (Piece(text),) if word.known else word.pieces)
    return found


def _entered(folder: Word, cwd: str | None, home: str) -> str | None:
    text = folder.text
    if text == "~" or text.startswith("~/"):
        text = home + text[1:] if home else text
    elif not folder.known:
        return None
    if text.startswith(("/", "~")):
        return posixpath.normpath(text)
    return posixpath.normpath(f"{cwd}/{text}") if cwd else cwd
