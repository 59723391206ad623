"""Whether a line that no shell is about to run is a command, a sentence or misspelt, as far as PATH tells."""

from __future__ import annotations

import os
from collections.abc import Iterable

from shellguard.effects.packs.packs import programs
from shellguard.facts.machine.executables import Listing, listed
from shellguard.facts.request_context import operands_exist, own_subcommands
from shellguard.recognising.recognise import Kind, first_word, recognise, shell_words

_SHELL_WORDS = shell_words()


class LineKinds:
    """Lists the folders of PATH once; aliases and functions are nobody's here."""

    def __init__(self) -> None:
        self._listing: Listing | None = None

    def kind(self, line: str, folder: str = "") -> str:
        """The `kind` of a verdict: command, sentence or misspelt."""
        first = first_word(line)
        if self._listing is None:
            self._listing = listed(os.environ.get("PATH", ""))
        names = self._listing.names
        otherwise = "program" if first in programs() else ""
        said = "file" if first in names or first in _SHELL_WORDS else otherwise

        def own(program: str) -> Iterable[str]:
            return own_subcommands(program, folder, names)

        kind = recognise(line, said, lambda: names | _SHELL_WORDS, own).kind
        if kind is Kind.SENTENCE and said and operands_exist(line, folder):
            kind = Kind.COMMAND
        return kind.value
