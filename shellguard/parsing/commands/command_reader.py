"""What stands in a simple command beside its plain words: assignments, declarations, redirections."""

from __future__ import annotations

import re
from itertools import pairwise

from shellguard.parsing.builtins import DECLARING
from shellguard.parsing.commands.temporary_assignments import is_void
from shellguard.parsing.grammar.syntax import BrokenError, RawAssignment, RawRedirection, Simple, Statement
from shellguard.parsing.script import Assignment, Hole, Piece, Redirection, Word
from shellguard.parsing.state.stopping import emptied
from shellguard.parsing.state.value import UNKNOWN, UNSET, Value
from shellguard.parsing.words.arithmetic import changed_names
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.loose_words import loose_words
from shellguard.parsing.words.quoting import quote
from shellguard.parsing.words.values import array_of, grown, longer, value_of, with_key, with_place
from shellguard.parsing.words.words import WordReader

_NAME_TESTS = frozenset(("-v", "-R"))
_FIRST_PICKED = 10
_ARITHMETIC_TESTS = frozenset(("-eq", "-ne", "-lt", "-le", "-gt", "-ge"))
_NAME = re.compile(r"[A-Za-z_]\w*")
_EXPANDED = re.compile(r"[$`\\]")  # nothing else means anything in a here-document
_REFERENCE = re.compile(r"-[A-Za-z]*n")
_DESCRIPTOR = re.compile(r"\d*-?")  # to close it, or to move it
NAMING = frozenset(("BASH_ALIASES", "BASH_CMDS"))  # arrays whose keys are names of commands


class CommandReader(WordReader):
    """Reads the parts of one command and remembers in the environment what they assign."""

    __slots__ = ()

    def words(self, raw: Simple) -> tuple[Word, ...]:
        """The fields of a command; after a declaring word assignments are fields that are not cut."""
        words: list[Word] = []
        declaring = points = False
        seen = 1
        for index, item in enumerate(raw.words):
            if index == 1 and words and words[0].text in DECLARING:
                declaring = not is_void(words[0].text, self.environment)
            word = None
            if declaring:
                points = points or any(_REFERENCE.match(word.text) for word in words[seen:])
                seen = len(words)
                word = self.declared(item.start, item.end, points)
            if word is not None:
                words.append(word)
            else:
                words.extend(self.safe_fields(item.start, item.end))
        return tuple(words)

    def loosely(self, raw: Statement) -> list[Word]:
        """The fields of a statement behind its first word."""
        found = loose_words(raw.text, raw.middle, raw.end, self.environment, self.origin, self.loose)
        return found or []

    def declaring(self, spans: list[tuple[int, int]]) -> list[Word]:
        """As `words`, of those that stand behind a declaring word."""
        words: list[Word] = []
        points = False
        for start, end in spans:
            word = self.declared(start, end, points)
            if word is None:
                more = self.safe_fields(start, end)
                words.extend(more)
                points = points or any(_REFERENCE.match(one.text) for one in more)
            else:
                words.append(word)
        return words

    def compared(self, words: list[Word]) -> None:
        """Sides of `[[ a -eq b ]]` are arithmetic, `-v` takes a name: a subscript is expanded once more."""
        for operator, after in pairwise(words):
            if (
                operator.text in _NAME_TESTS
                and after.known
                and any(sign in after.text for sign in ("$(", "`"))
            ):
                self.evaluated(after.text)
        for before, operator, after in zip(words, words[1:], words[2:], strict=False):
            if operator.text in _ARITHMETIC_TESTS and not operator.pieces[0].quoted:
                for word in (before, after):
                    if word.known and any(sign in word.text for sign in ("$(", "`")):
                        self.evaluated(word.text)
                    elif word.known and not word.text.isdecimal():
                        self.elsewhere(word.text).computed(0, len(word.text))

    def changed(self, text: str, loop: bool) -> None:
        """What `(( ))` changes; the counter of a loop has no one value."""
        if loop:
            self.elsewhere(text).inner_commands(0, len(text))
            self._held_code(text)
            for name in changed_names(text):
                self.environment.assign(name, UNKNOWN)
        else:
            self.elsewhere(text).computed(0, len(text))

    def _held_code(self, text: str) -> None:
        """Find what runs when bash takes the variables that arithmetic names for arithmetic, too."""
        for name in set(_NAME.findall(text)):
            value = self.environment.variables.get(name, UNKNOWN).text or ""
            if "$(" in value or "`" in value:
                self.evaluated(value)

    def declared(self, start: int, end: int, points: bool = False) -> Word | None:
        """`NAME=value` after `export` and its kin: not split, and remembered.

        `points`: the name stands for the variable of which the value is the name (`declare -n`).
        """
        text = self.text
        equals = text.find("=", start, end)
        name = text[start:equals].rstrip("+") if equals > 0 else ""
        if not name.isidentifier():
            return None
        if text.startswith("(", equals + 1):
            spans, _ = self.grammar.array_words(equals + 2)
            elements = [word for span in spans for word in self._element(*span)]
            self.environment.assign(name, array_of(elements))
            return Word(text[start:end], (Piece(text[start:end], Hole.NONE, True),), self.span(start, end))
        value = self.single(equals + 1, end)
        if points and value.text.isidentifier():
            self.environment.point(name, value.text)
        else:
            self.environment.assign(name, value_of(value, name))
        head = Piece(text[start : equals + 1])
        return Word(text[start:end], (head, *value.pieces), self.span(start, end))

    def assigned(self, raw: RawAssignment, temporary: bool) -> Assignment:
        """An assignment; `temporary` is one that stands before a command and holds for that alone."""
        name = raw.name.split("[", 1)[0]
        start, end = raw.value.start, raw.value.end
        if name != raw.name:
            place = start - len(raw.name) - 1 - raw.append
            self.inner_commands(place + len(name) + 1, place + len(raw.name) - 1)
        if raw.elements is not None:
            words = [word for item in raw.elements for word in self._element(item.start, item.end)]
            source = self.text[start:end]
            value = Word(source, (Piece(source, Hole.NONE, True),), self.span(start, end))
            added = array_of(words)
            known = grown(name, self.environment.lookup(name) if raw.append else Value(()), added)
            for key in added.keys:
                self._held_code(key)
            if name in NAMING:
                for key, text in zip(added.keys, added.elements or (), strict=False):
                    self._named(name, key.strip("'\""), text)
        else:
            value = self.single_or_hole(start, end)
            known = emptied(self.environment, value_of(value, name))
        if name != raw.name:
            return self._placed(raw, name, known, value)
        if self.environment.cased.get(name) == "i" and raw.elements is None:
            known = self._number(name, known, raw.append)
        elif raw.append and not raw.elements:
            known = longer(name, self.environment.lookup(name), known)
        if not temporary:
            self.environment.assign(name, known)
        return Assignment(raw.name, value, raw.append)

    def _number(self, name: str, value: Value, append: bool) -> Value:
        """What a variable holds of which every value is arithmetic, once it gets this one."""
        text = value.text
        if not text:
            return UNKNOWN if text is None else Value(("0",))
        more = self.elsewhere(text).computed(0, len(text))
        before = self._integer(name) if append else 0
        return UNKNOWN if more is None or before is None else Value((str(before + more),))

    def _named(self, table: str, name: str, text: str | None) -> None:
        """`BASH_ALIASES[name]=text` and `BASH_CMDS[name]=path`."""
        if text and table == "BASH_ALIASES":
            self.environment.rename(name, text)
        elif text:
            self.environment.define(name, f'{quote(text)} "$@"')

    def _placed(self, raw: RawAssignment, name: str, known: Value, value: Word) -> Assignment:
        """`name[INDEX]=value`: one element of an array, or of one that begins here."""
        before = self.environment.lookup(name)
        index = raw.name[len(name) + 1 : -1]
        if name in NAMING:
            self._named(name, index.strip("'\""), known.text)
        if self.environment.cased.get(name) == "A" or not all(key.isdecimal() for key in before.keys):
            self.environment.assign(name, with_key(before, index.strip("'\""), known, raw.append))
            return Assignment(raw.name, value, raw.append)
        place = self.elsewhere(index).computed(0, len(index))
        if before is UNKNOWN and name not in self.environment.variables:
            before = UNSET
        whole = UNKNOWN if place is None else with_place(before, place, known, raw.append)
        self.environment.assign(name, whole)
        return Assignment(raw.name, value, raw.append)

    def _element(self, start: int, end: int) -> list[Word]:
        """The words of one place in an array; `[key]=value` is one word and no pattern."""
        if self.text[start] == "[" and "]=" in self.text[start:end]:
            return [self.single_or_hole(start, end)]
        return self.safe_fields(start, end)

    def single_or_hole(self, start: int, end: int) -> Word:
        """As `single`; a word that can't be read stays as one hole."""
        try:
            return self.single(start, end)
        except BrokenError:
            source = self.text[start:end]
            return Word(source, (Piece(source, Hole.SUBSTITUTION, True),), self.span(start, end))

    def redirected(self, raw: RawRedirection) -> Redirection:
        """A redirection with its target, and the text of a here-document or here-string."""
        body = target = None
        if raw.target is not None and raw.operator in ("<<", "<<-"):
            target = literal_word(self.text[raw.target.start : raw.target.end])
            if raw.body is not None:
                body = self._document(raw.body, raw.literal)
        elif raw.target is not None and raw.operator == "<<<":
            target = self.single_or_hole(raw.target.start, raw.target.end)
            body = Word(target.source, (*target.pieces, Piece("\n", Hole.NONE, True)))
        elif raw.target is not None:
            fields = self.safe_fields(raw.target.start, raw.target.end)
            target = fields[0] if fields else self.single_or_hole(raw.target.start, raw.target.end)
        number = raw.descriptor
        if self.text.startswith("{", raw.start):
            number = self._numbered(self.text[raw.start + 1 : self.text.index("}", raw.start)], raw.operator)
        operator = "&>" if raw.operator == ">&" and number in (None, 1) and _is_file(target) else raw.operator
        return Redirection(operator, target, number, body, self.span(raw.start, raw.end))

    def _document(self, body: str, literal: bool) -> Word:
        """The text of a here-document."""
        if literal or _EXPANDED.search(body) is None:
            return Word("", (Piece(body, Hole.NONE, True),))
        try:
            return self.elsewhere(body).document()
        except BrokenError:
            return Word("", (Piece(body, Hole.SUBSTITUTION, True),))

    def _numbered(self, name: str, operator: str) -> int | None:
        """The descriptor of `{name}<`: bash picks one above 9 and puts its number into the variable."""
        if operator.endswith("&"):
            text = self.environment.lookup(name).text or ""
            return int(text) if text.isdecimal() and len(text) < 6 else None
        number = _FIRST_PICKED + len(self.environment.opened)
        self.environment.assign(name, Value((str(number),)))
        return number


def _is_file(target: Word | None) -> bool:
    """Whether what stands behind `>&` surely names a file."""
    if target is None or not target.known:
        return target is not None and any(not piece.hole and "/" in piece.text for piece in target.pieces)
    return not _DESCRIPTOR.fullmatch(target.text)
