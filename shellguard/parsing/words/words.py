"""Words: quotes removed, expansions done as far as the values are known."""

from __future__ import annotations

import re
from contextlib import suppress

from shellguard.parsing.grammar.compound import Grammar
from shellguard.parsing.grammar.syntax import BrokenError, UnfinishedError
from shellguard.parsing.script import Hole, Piece, Span, Word
from shellguard.parsing.state.value import UNKNOWN, Value
from shellguard.parsing.words.arithmetic import changed_names, compute, integer_in
from shellguard.parsing.words.braces import braces
from shellguard.parsing.words.fields import Fields, with_globs
from shellguard.parsing.words.loose_words import AROUND, SUBSTITUTED
from shellguard.parsing.words.matching import matched
from shellguard.parsing.words.parameters import expand_parameter
from shellguard.parsing.words.quoting import unescape
from shellguard.parsing.words.simple_words import one_field, quoted_pieces, simple_pieces, value_at
from shellguard.parsing.words.substitutions import SubstitutionReader
from shellguard.parsing.words.tildes import tilde

_PLAIN = re.compile(r"""[^\\'"`$<>]+""")
_IN_DOUBLE = re.compile(r'[^"\\$`]+')
_ASSIGNED_TILDE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*=(?=~)")
_EACH = re.compile(r"(?:\$@|\$\{(?:@|[A-Za-z_]\w*\[@\])(?:[:#%/^,~@][^{}\"`$]*)?\})+")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!_-]")
_GLOBBED = re.compile(r"[\w./:@%+,=^-]*+[*?][\w./:@%+,=^*?-]*+", re.ASCII)  # a pattern and no more
_SUBSTITUTED = ("$(", '"$(')


class WordReader(SubstitutionReader):
    """Expands words of one text. What runs inside them is collected in `nested`."""

    __slots__ = ()

    def fields(self, start: int, end: int) -> list[Word]:
        """The fields that the word at text[start:end] becomes."""
        source = self.text[start:end]
        if not source.startswith(_SUBSTITUTED):
            pieces = simple_pieces(source, self.environment)
            if pieces is not None:
                return [Word(source, pieces, Span(start - self.origin, end - self.origin))]
        words = self._again(start, end, source)
        return self._remembered(start, end, source) if words is None else words

    def _again(self, start: int, end: int, source: str) -> list[Word] | None:
        """The fields of the word before, if this is the same once more."""
        before, environment = self.before, self.environment
        if before is None or before[0] != source:
            return None
        _, stamp, writes, words, nested = before
        if stamp != environment.stamp or writes != environment.context.writes:
            return None
        if nested:
            self.nested.extend(nested)
        environment.context.spend(len(words) // 2)
        span = Span(start - self.origin, end - self.origin)
        return [Word(source, word.pieces, span) for word in words]

    def _remembered(self, start: int, end: int, source: str) -> list[Word]:
        """The fields of a word, kept in case that the same word follows."""
        stamps = self.environment.stamp, self.environment.context.writes
        count = len(self.nested)
        words = self._expanded(start, end, source)
        self.before = (source, *stamps, words, self.nested[count:])
        return words

    def loose(self, match: re.Match[str]) -> list[Word]:
        """The fields of a word of a flat statement that takes more to say, matched by `loose_words.TOKEN`."""
        kind = match.lastindex or 0
        start, end = match.start(kind) - AROUND.get(kind, 0), match.end()
        source = self.text[start:end]
        if self.before is not None and self.before[0] == source:
            words = self._again(start, end, source)
            if words is not None:
                return words
        if kind in SUBSTITUTED:
            words = self.flat_substitution(match)
            if words is not None:
                environment = self.environment
                self.before = (source, environment.stamp, environment.context.writes, words, self.nested[-1:])
                return words
        try:
            return self._remembered(start, end, source)
        except BrokenError:
            return self._unread(start, end, source)

    def _expanded(self, start: int, end: int, source: str) -> list[Word]:
        """The fields of a word of more than one piece."""
        if source[:1] == '"':
            pieces = quoted_pieces(source, self.environment)
            if pieces is not None:
                return matched([Word(source, pieces, self.span(start, end))], self.environment)
        elif _GLOBBED.fullmatch(source):
            return matched(
                [Word(source, with_globs([Piece(source)]), self.span(start, end))], self.environment
            )
        if source.startswith(_SUBSTITUTED):
            piece = self.whole_substitution(start, end, source)
            if piece is not None:
                return [Word(source, (piece,), Span(start - self.origin, end - self.origin))]
        if "\\\n" in source and "'" not in source and "\\\\" not in source:
            joined = source.replace("\\\n", "")
            span = self.span(start, end)
            return [word for part in braces(joined) for word in self._apart(part, source, span)]
        if "{" in source and ("," in source or ".." in source):
            expanded = braces(source)
            if expanded != [source]:  # one word can come of it, too: {a..a}
                self.environment.context.spend(len(expanded))
                span = self.span(start, end)
                return [word for part in expanded for word in self._apart(part, source, span)]
        fields = Fields(self.environment.separators)
        self.scan(start, end, fields, tilde=True)
        return matched(fields.words(source, self.span(start, end)), self.environment)

    def _apart(self, part: str, source: str, span: Span) -> list[Word]:
        """The fields of a word that brace expansion (or taking out a continuation) made."""
        pieces = simple_pieces(part, self.environment)
        if pieces is not None:
            return [Word(source, pieces, span)]
        reader = self.elsewhere(part)
        fields = Fields(self.environment.separators)
        reader.scan(0, len(part), fields, tilde=True)
        return matched(fields.words(source, span), self.environment)

    def elsewhere(self, text: str) -> WordReader:
        """A reader of another text for the same command."""
        reader = WordReader(self.reading, Grammar(text, self.grammar.depth), self.environment)
        reader.nested = self.nested
        return reader

    def single(self, start: int, end: int, tilde: bool = True) -> Word:
        """The word at text[start:end] without splitting (an assigned value, a here-string, a case word)."""
        source, span = self.text[start:end], self.span(start, end)
        pieces = simple_pieces(source, self.environment) or one_field(source, self.environment)
        if pieces is not None:
            return Word(source, tuple(pieces), span)
        fields = Fields(splitting=False)
        self.scan(start, end, fields, tilde)
        words = fields.words(source, span)
        return words[0] if words else Word(source, (Piece("", Hole.NONE, True),), span)

    def document(self) -> Word:
        """The whole text as the body of a here-document, in which variables are expanded."""
        fields = Fields(splitting=False)
        self.double(0, len(self.text), fields, document=True)
        fields.present = True
        return fields.words("", None)[0]

    def scan(self, start: int, end: int, fields: Fields, tilde: bool = False) -> None:
        """Unquoted context."""
        text, place = self.text, start
        if tilde:
            head = _ASSIGNED_TILDE.match(text, start, end)
            if head:
                fields.literal(head.group(), False)
                place = self._tilde(head.end(), end, fields)
            elif text.startswith("~", start):
                place = self._tilde(start, end, fields)
        while place < end:
            match = _PLAIN.match(text, place, end)
            if match:
                fields.literal(match.group(), False)
                place = match.end()
                continue
            char = text[place]
            if char == "\\":
                if text[place + 1 : place + 2] != "\n":
                    fields.literal(text[place + 1 : min(place + 2, end)] or "\\", True)
                place += 2
            elif char == "'":
                close = text.find("'", place + 1, end)
                close = end if close < 0 else close
                fields.literal(text[place + 1 : close], True)
                place = close + 1
            elif char == '"':
                place = self._quoted(place, end, fields)
            elif char in "<>":
                place = self.process(place, fields)
            else:
                place = self._expansion(place, end, fields, False)

    def _quoted(self, place: int, end: int, fields: Fields) -> int:
        """`"…"`, or what stands of it; the place after it."""
        try:
            close = min(self.grammar.double_end(place), end)
        except UnfinishedError:
            close = end + 1
        each = _EACH.fullmatch(self.text, place + 1, close - 1) is not None
        self.double(place + 1, close - 1, fields, each=each)
        return close

    def double(
        self,
        start: int,
        end: int,
        fields: Fields,
        document: bool = False,
        argument: bool = False,
        each: bool = False,
    ) -> None:
        """Inside double quotes, in a here-document's body, or in the argument of a quoted `${x:-…}`.

        `each`: nothing stands there but what becomes as many fields as there are elements, and none of none.
        """
        text, place = self.text, start
        escaped = ("$", "`", "\\", "\\" if document else '"', "}" if argument else "$")
        if not each:
            fields.literal("", True)
        while place < end:
            match = _IN_DOUBLE.match(text, place, end)
            if match:
                fields.literal(match.group(), True)
                place = match.end()
                continue
            char = text[place]
            if char == "\\":
                following = text[place + 1 : place + 2]
                if following in escaped:
                    fields.literal(following, True)
                elif following != "\n":
                    fields.literal("\\" + following, True)
                place += 2
            elif char == '"':
                fields.literal("" if argument else '"', True)
                place += 1
            else:
                code = argument and text.startswith("$'", place)
                place = self._expansion(place, end, fields, not code)

    def _tilde(self, start: int, end: int, fields: Fields) -> int:
        found = tilde(self.text, start, end, self.environment)
        if found is None:
            return start
        fields.piece(found[0])
        return found[1]

    def _expansion(self, place: int, limit: int, fields: Fields, quoted: bool) -> int:
        """What begins with a dollar or a backtick; the place after it."""
        text = self.text
        if text[place] == "`":
            end = min(self.grammar.quoted_end(place), limit)
            self.backticked(place, end, fields, quoted)
            return end
        following = text[place + 1 : place + 2]
        if following == "(":
            end = self.grammar.arithmetic_end(place + 3) if text.startswith("((", place + 1) else 0
            if not end:
                return self.bracketed(place, fields, quoted)
            self._arithmetic(place, place + 3, end - 2, end, fields, quoted)
            return end
        if following == "{":
            end = self.grammar.dollar_end(place, quoted)
            if text[place + 2] in " \t\n|":
                self.environment.context.unsettle()  # it runs in this very shell
                script, output = self.reading.apart(
                    text[place + 3 : end - 1], self.environment, self.grammar.depth + 1
                )
                self.substituted(script, output, text[place:end], fields, quoted)
            else:
                expand_parameter(self, place, end, fields, quoted)
            return end
        if following == "[":
            end = self.grammar.dollar_end(place)
            self._arithmetic(place, place + 2, end - 1, end, fields, quoted)
            return end
        if following == "'" and not quoted:
            end = self.grammar.dollar_end(place)
            fields.literal(unescape(text[place + 2 : end - 1]), True)
            return end
        if following == '"' and not quoted:
            end = self.grammar.double_end(place + 1)
            self.double(place + 2, end - 1, fields)
            return end
        match = _NAME.match(text, place + 1, limit)
        if not match:
            fields.literal("$", quoted)
            return place + 1
        if not self.vanishes(match.group(), place, match.end()):
            self.variable(match.group(), text[place : match.end()], fields, quoted)
        return match.end()

    def vanishes(self, name: str, place: int, end: int) -> bool:
        """Whether `r$@m` at the prompt is `rm`: a shell that a person types into has no parameters."""
        near = self.text[place - 1 : place] + self.text[end : end + 1]
        return (
            (name in ("@", "*") or name.isdecimal()) and name != "0"
            and self.environment.at_prompt and any(char.isalnum() for char in near)
        )  # fmt: skip

    def _arithmetic(self, place: int, start: int, stop: int, end: int, fields: Fields, quoted: bool) -> None:
        """`$((…))`: computed where its names are known; what runs inside is found."""
        value = self.computed(start, stop)
        if value is not None:
            fields.value(str(value), quoted, "")
        else:
            fields.piece(Piece(self.text[place:end], Hole.ARITHMETIC, quoted))

    def computed(self, start: int, stop: int) -> int | None:
        """The value of the arithmetic at text[start:stop], None when not known; its assignments are noted."""
        inside = self.text[start:stop]
        text: str | None = inside
        if any(char in inside for char in "$`\\\"'"):
            fields = Fields(splitting=False)
            reader = self.elsewhere(inside.replace('"', ""))
            try:
                reader.double(0, len(reader.text), fields, document=True)
                text = "".join(word.value or "" for word in fields.words("", None) if word.known) or None
            except BrokenError:
                text = None
        value = None if text is None else compute(text, self._integer, self._count)
        if value is None:
            for name in changed_names(inside):
                self.environment.assign(name, UNKNOWN)
        return value

    def _integer(self, name: str) -> int | None:
        """A variable as a number: bash reads its value as arithmetic, which may run code."""
        text = self.value_of(name).text
        if text is None:
            return None
        if (number := integer_in(text)) is not None:
            return number
        self.evaluated(text)
        return None

    def _count(self, name: str, value: int) -> None:
        self.environment.assign(name, Value((str(value),)))

    def evaluated(self, text: str) -> None:
        """Find what runs when bash reads a known text once more: as arithmetic or a subscript."""
        self.elsewhere(text).inner_commands(0, len(text))

    def inner_commands(self, start: int, stop: int) -> None:
        """Find what would run inside a text that is not a word (arithmetic, a subscript)."""
        inside = self.text[start:stop]
        if "$" in inside or "`" in inside:
            stopped = self.environment.stopped
            with suppress(BrokenError):
                self.elsewhere(inside).double(0, len(inside), Fields(splitting=False), document=True)
            self.environment.stopped = stopped

    def variable(self, name: str, source: str, fields: Fields, quoted: bool) -> None:
        """`$name`."""
        if name in ("@", "*") and self.environment.positional is not None:
            self.spread(self.environment.positional, fields, quoted, name == "*" and quoted)
            return
        self.put(self.value_of(name), name, source, fields, quoted)

    def spread(self, words: tuple[Word, ...], fields: Fields, quoted: bool, joined: bool) -> None:
        """Each of the words as a field of its own, as `"$@"` does, or `joined` into one."""
        if not quoted and len(words) > 1 and fields.separators and all(word.known for word in words):
            fields.value(fields.separators[0].join(word.text for word in words), False, "@")
            return
        for index, word in enumerate(words):
            if index and joined:
                fields.literal(self.environment.separators[:1], True)
            elif index:
                fields.end()
            fields.present = fields.present or quoted
            for piece in word.pieces:
                if quoted or piece.hole:
                    fields.piece(piece)
                else:
                    fields.value(piece.text, False, piece.name)

    def value_of(self, name: str) -> Value:
        """The value of a variable or positional parameter."""
        if name == "0" and self.environment.zero is not None:
            return value_at("1", (self.environment.zero,))
        if name.isdecimal():
            return value_at(name, self.environment.positional)
        return self.environment.lookup(name)

    def put(self, value: Value, name: str, source: str, fields: Fields, quoted: bool) -> None:
        """Add a variable's value, or the hole that it leaves."""
        if (choices := value.choices) is None:
            for piece in value.pieces or (Piece(source, Hole.VARIABLE, quoted),):
                fields.held(piece, quoted, name)
        elif len(choices) > 1:
            fields.piece(Piece(source, Hole.VARIABLE, quoted, name, candidates=choices))
        else:
            fields.value(choices[0] if choices else "", quoted, name)

    def safe_fields(self, start: int, end: int) -> list[Word]:
        """As `fields`; a word that can't be read stays as one hole."""
        try:
            return self.fields(start, end)
        except BrokenError:
            return self._unread(start, end, self.text[start:end])

    def _unread(self, start: int, end: int, source: str) -> list[Word]:
        return [Word(source, (Piece(source, Hole.SUBSTITUTION),), self.span(start, end))]
