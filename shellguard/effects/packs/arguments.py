"""The words after a program, sorted by its pack into options, their values, subcommands and operands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from shellguard.effects.packs.pack_model import Node, Patterns
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Word

_KEY = re.compile(r"[A-Za-z_][\w-]*=")


@dataclass(slots=True)
class Arguments:
    """What was given to a program.

    Attributes:
        path: the pack's nodes from the program down to the subcommand that was named.
        options: by name, with their values (an option without a value has none).
        operands: the words that are neither, without the subcommands.
        words: everything after the program.
        lead: how many words stand before the first that is neither an option nor an option's value.
        doubtful: whether that one may be the value of an option in front of it that no pack tells of.
        kept: what was worked out of the words for one rule, and is the same for the next.
    """

    path: list[Node]
    words: tuple[Word, ...]
    options: dict[str, list[Word]] = field(default_factory=dict)
    operands: list[Word] = field(default_factory=list)
    lead: int = 0
    doubtful: bool = False
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """The words joined by blanks."""
        return " ".join(word.text for word in self.words)

    def lines(self) -> Iterator[str]:
        """The same, and again from the first word that is no option, or from the next if that is doubtful."""
        yield self.line
        if self.lead:
            texts = [word.text for word in self.words[self.lead :]]
            yield " ".join(texts)
            if self.doubtful:
                yield " ".join(texts[1:])

    def has(self, names: Patterns | frozenset[str]) -> bool:
        return any(self.matches(given, names) for given in self.options)

    def excuses(self, names: Patterns | frozenset[str]) -> bool:
        """As `has`, but for options that are given only to be taken back: `--dry-run=false`."""
        return any(self.matches(given, names) and not self._denied(given) for given in self.options)

    def _denied(self, given: str) -> bool:
        values = self.options[given]
        return bool(values) and values[-1].text.lower() in _DENYING

    @staticmethod
    def matches(given: str, names: Patterns | frozenset[str]) -> bool:
        """Whether an option as given is one of the names; long ones may be shortened (`--recurs`)."""
        if given in names:
            return True
        if not given.startswith("--") or len(given) < 5 or given in _COMPLETE:
            return False
        exact = names.exact if isinstance(names, Patterns) else names
        return any(name.startswith(given) for name in exact)

    def values(self, name: str) -> list[Word]:
        return self.options.get(name, [])

    def selected(self, selector: str) -> list[Word]:
        """The words that a selector of the README names, but for `here:`."""
        if selector.startswith("value:"):
            return self.values(selector.removeprefix("value:"))
        operands = self.operands
        return {
            "operands": operands,
            "first": operands[:1],
            "second": operands[1:2],
            "last": operands[-1:],
            "rest": operands[1:],
            "init": operands[:-1],
        }.get(selector, [])


_WORDS = knowledge("generic")

_DENYING = frozenset(("none", "false", "no", "off", "0", "f"))

# Long options that are whole words although a longer one begins with them.
_COMPLETE = _WORDS.names("complete_options")

# Options that take no value in whatever program.
_FLAGS = knowledge("flags").names("plain")

_FURTHEST = 16  # words in front of a subcommand


def _sliced(word: Word, start: int) -> Word:
    """The word without its first `start` characters; holes keep standing."""
    pieces = []
    left = start
    for piece in word.pieces:
        if left >= len(piece.text) and left > 0:
            left -= len(piece.text)
            continue
        if left:
            piece = type(piece)(
                piece.text[left:], piece.hole, piece.quoted, piece.name, piece.unset, piece.candidates
            )
            left = 0
        pieces.append(piece)
    return Word(word.source, tuple(pieces), word.span)


class _Sorter:
    def __init__(self, node: Node, words: tuple[Word, ...]) -> None:
        self.node = node
        self.result = Arguments([node], words)
        self.value = node.value | node.executes | node.into
        self.open = bool(node.subs or node.wild_subs)  # a subcommand may still come

    def sort(self) -> Arguments:
        words = self.result.words
        index, only_operands, leading = 0, False, True
        while index < len(words):
            word = words[index]
            text = word.text
            if only_operands or len(text) < 2 or text[0] != "-":
                if leading:
                    self.result.lead = index
                    self.result.doubtful = index > 0 and self.may_be_value(index)
                    if self.result.doubtful and self.open and self.sub_follows(index):
                        self.result.options[words[index - 1].text].append(word)
                        index += 1
                        continue
                    leading = False
                self.operand(word, text)
            elif text == "--":
                only_operands = True
            else:
                index += self.option(word, text, words[index + 1] if index + 1 < len(words) else None)
            index += 1
        for option in self.result.options.keys() & self.node.into:
            self.result.operands += self.result.options[option][-1:]
        return self.result

    def may_be_value(self, index: int) -> bool:
        """Whether the word stands behind an option that no pack tells of."""
        before = self.result.words[index - 1].text
        given = before in self.result.options and index + 1 < len(self.result.words)
        return given and before not in _FLAGS and not before.startswith("--no-")

    def sub_follows(self, index: int) -> bool:
        """Whether not this word but the next one, or one behind further options, is a subcommand."""
        here, *further = (word.text for word in self.result.words[index : index + _FURTHEST])
        if self.node.sub(here) is not None:
            return False
        by_option = False
        for text in further:
            if text[:1] != "-" and self.node.sub(text) is not None:
                return True
            if text == "--" or (text[:1] != "-" and not by_option):
                return False
            by_option = text[:1] == "-"
        return False

    def operand(self, word: Word, text: str) -> None:
        if self.open:
            sub = self.node.sub(text)
            if sub is not None:
                self.node = sub
                self.result.path.append(sub)
                self.value = self.value | sub.value | sub.executes
                self.open = bool(sub.subs or sub.wild_subs)
                return
            self.open = False
        if self.node.keys:
            key = _KEY.match(text)
            if key:
                self.result.options.setdefault(key.group(), []).append(_sliced(word, key.end()))
                return
        self.result.operands.append(word)

    def option(self, word: Word, text: str, following: Word | None) -> int:
        """Files an option; 1 when it took the next word."""
        options = self.result.options
        if text.startswith("--") or self.result.path[0].long:
            name, equals, _ = text.partition("=")
            values = options.setdefault(name, [])
            if equals:
                values.append(_sliced(word, len(name) + 1))
                return 0
            if name in self.value and following is not None:
                values.append(following)
                return 1
            return 0
        if len(text) > 2 and text[1:].isdecimal():  # a signal, a count
            options.setdefault(text, [])
            return 0
        for place, letter in enumerate(text[1:], 1):
            name = "-" + letter
            values = options.setdefault(name, [])
            if name in self.value:
                if place + 1 < len(text):
                    values.append(_sliced(word, place + 1))
                    return 0
                if following is not None:
                    values.append(following)
                    return 1
        if len(text) > 2:
            options.setdefault(text, [])
        return 0


def sort_words(node: Node, words: tuple[Word, ...]) -> Arguments:
    """Sorts the words after the program's name."""
    return _Sorter(node, words).sort()
