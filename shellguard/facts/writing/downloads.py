"""Which files a downloader writes, as its words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from shellguard.facts.files.resolve import place_of
from shellguard.parsing.script import OUTPUT_OVER, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_OUTPUTS = {
    "curl": ("-o", "--output"),
    "wget": ("-O", "--output-document"),
    "aria2c": ("-o", "--out"),
    "axel": ("-o", "--output"),
    "http": ("-o", "--output"),
    "https": ("-o", "--output"),
    "xh": ("-o", "--output"),
}
_BY_NAME = {"curl": ("-O", "--remote-name", "--remote-name-all"), "wget": (), "aria2c": ()}
_NAMED_BESIDE = re.compile(r"-[sSfLJkgqviRN46#]*O[sSfLJkgqviRN46#]*")
"""curl's letter for it among others that take no value."""
_NO_VALUE = re.compile(
    r"-[sSfLOJkgqvicRN46#]+|--(?:location|silent|fail|show-error|remote-name|quiet|continue|no-\S+)"
)
_SHORT = re.compile(r"[A-Za-z0-9][\w-]*(?:\.[\w-]+)+(?::\d+)?/\S+")


def _fits(word: str, options: tuple[str, ...]) -> bool:
    """Whether a word is one of these options, or ends a bundle with the short one (`-sLO`)."""
    bundled = word[:1] == "-" and word[1:2] not in ("", "-") and word[-1:].isalpha()
    return word in options or (bundled and f"-{word[-1]}" in options)


def _addresses(words: list[str]) -> Iterator[str]:
    """The words that are addresses; those without a scheme where no option takes them."""
    for before, word in pairwise(["", *words]):
        free = before[:1] != "-" or _NO_VALUE.fullmatch(before) is not None
        if "://" in word or (free and _SHORT.fullmatch(word)):
            yield word


def downloaded_paths(command: SimpleCommand, shell: ShellState) -> Iterator[str]:
    """Files that a downloader was told to write, or names after the address."""
    program = command.program
    if program not in _OUTPUTS:
        return
    words = [word.value or (word.text if word.is_glob else "") for word in command.words[1:]]
    named = [words[i + 1] for i, word in enumerate(words[:-1]) if _fits(word, _OUTPUTS[program])]
    named += [w.partition("=")[2] for w in words if w.startswith(tuple(f"{o}=" for o in _OUTPUTS[program]))]
    by_name = program in ("wget", "aria2c") or any(_fits(word, _BY_NAME.get(program, ())) for word in words)
    by_name = by_name or (program == "curl" and any(map(_NAMED_BESIDE.fullmatch, words)))
    if not named and by_name:
        named = [word.split("?", 1)[0].rstrip("/").rpartition("/")[2] for word in _addresses(words)]
    redirected = [
        r.target.value or "" for r in command.redirections if r.target and r.operator in OUTPUT_OVER
    ]
    for name in named + redirected:
        path = place_of(name, False, shell.cwd).path if name and name != "-" else ""
        if path:
            yield path


def added_to(command: SimpleCommand, shell: ShellState) -> Iterator[str]:
    """Files that what a downloader fetches is written behind: what stood there before stays."""
    if command.program not in _OUTPUTS:
        return
    for one in command.redirections:
        name = (one.target.value or "") if one.target and one.operator in (">>", "&>>") else ""
        path = place_of(name, False, shell.cwd).path if name else ""
        if path:
            yield path
