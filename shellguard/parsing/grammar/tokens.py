"""What the grammar is made of: signs, reserved words, assignments, redirections and here-documents."""

from __future__ import annotations

import re

from shellguard.parsing.grammar.documents import read_body
from shellguard.parsing.grammar.scanning import MAX_DEPTH, WHOLE_WORD, Scanner
from shellguard.parsing.grammar.syntax import (
    BrokenError,
    RawAssignment,
    RawRedirection,
    RawWord,
    Simple,
    TooDeepError,
    UnfinishedError,
)

END = "end"
MAX_COMMANDS = 6000  # no line of 10 kB has as many
_ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(\+?)=")
_SUBSCRIPT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\[")
_ASSIGNS = re.compile(r"(\+?)=")
_DESCRIPTOR = re.compile(r"(?:(\d+)|\{[A-Za-z_]\w*\})(?=[<>])")
_SIGNS = r"&>>|&>|<<<|<<-|<<|<&|<>|>>|>&|>\||<(?!\()|>(?!\()"
_REDIRECTION = re.compile(_SIGNS)
_WHOLE_REDIRECTION = re.compile(rf"(?:(\d{{1,6}})(?=[<>]))?((?>{_SIGNS}))[ \t]*+{WHOLE_WORD}", re.DOTALL)
# blanks and a comment, and the sign behind them
_CONTROL = re.compile(
    r"(?>(?:[ \t\r\f\v]|\\\n)*)(?>(?:#[^\n]*+)?)(?>(&&|\|\||;;&|;;|;&|\|&|[|;()\n]|&(?!>))?)"
)
_RESERVED = re.compile(
    r"(?:if|then|else|elif|fi|do|done|while|until|for|select|case|esac|function|coproc|time|in|\[\[|\]\]|[{}!])"
    r"(?=[\s;&|()<>]|\Z)"
)


class TokenReader(Scanner):
    """Reads what stands at `pos`, and counts how much and how deep it has read."""

    def __init__(self, text: str, depth: int = 0, extglob: bool = False) -> None:
        super().__init__(text, depth)
        self.extglob = extglob
        self.commands = 0
        self.waiting: list[RawRedirection] = []
        self._looked: tuple[int, str] = (-1, "")  # where `look` led to last, and what it said

    def enter(self, place: int) -> None:
        """Count one level of nesting; the caller takes it back."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooDeepError("too many brackets inside each other", place)

    def look(self) -> str:
        """The control operator at the next token, "" before a word, END at the end; moves to the token."""
        place, sign = self._looked
        if place == self.pos:
            return sign
        match = _CONTROL.match(self.text, self.pos)
        if match is None:  # it matches anywhere
            raise self.unexpected("")
        sign = match[1]
        self.pos = place = match.end() - len(sign or "")
        if sign is None:
            sign = END if place >= self.size else ""
        self._looked = place, sign
        return sign

    def newlines(self) -> str:
        """Skip newlines; what `look` says after them."""
        while (sign := self.look()) == "\n":
            self.pos += 1
            self.bodies()
        return sign

    def reserved(self) -> str:
        """The reserved word at the place where we stand, or ""."""
        match = _RESERVED.match(self.text, self.pos)
        return match.group() if match else ""

    def unexpected(self, sign: str) -> BrokenError:
        if sign == END:
            return UnfinishedError("the line ends too early", self.pos)
        shown = {"\n": "newline", "": self.text[self.pos : self.pos + 12]}.get(sign, sign)
        return BrokenError(f"syntax error near {shown}", self.pos)

    def need_command(self) -> None:
        sign = self.newlines()
        if sign == END or (sign and sign != "("):
            raise self.unexpected(sign)

    def count(self) -> None:
        """Count a command: a line may have only so many."""
        self.commands += 1
        if self.commands > MAX_COMMANDS:
            raise TooDeepError("more commands than are read", self.pos)

    def assignment(self, place: int, node: Simple) -> bool:
        text = self.text
        match = _ASSIGNMENT.match(text, place)
        if match:
            name, append = match.group(1), bool(match.group(2))
        else:
            match = _SUBSCRIPT.match(text, place)
            if not match:
                return False
            bracket = self.subscript_end(match.end())
            match = _ASSIGNS.match(text, bracket)
            if not match:
                return False
            name, append = text[place:bracket], bool(match.group(1))
        start = match.end()
        elements = None
        if start < self.size and text[start] == "(":
            spans, end = self.array_words(start + 1)
            elements = [RawWord(*span) for span in spans]
        else:
            end = self.word_end(start)
        node.assignments.append(RawAssignment(name, append, RawWord(start, end), elements))
        self.pos = node.end = end
        return True

    def redirection(self, place: int, into: list[RawRedirection]) -> bool:
        """Read the redirection at `place`, if one stands there."""
        text = self.text
        if place >= self.size or text[place] not in "<>&{0123456789":
            return False
        match = _WHOLE_REDIRECTION.match(text, place)
        if match is not None:
            begin, end = match.span(3)
            number = int(match[1]) if match[1] else None
            into.append(RawRedirection(match[2], place, end, number, RawWord(begin, end)))
            return self._stepped(into[-1], begin, end)
        start = place
        match = _DESCRIPTOR.match(text, place)
        descriptor = None
        if match:
            descriptor = int(match.group(1)[:6]) if match.group(1) else None
            place = match.end()
        match = _REDIRECTION.match(text, place)
        if not match:
            return False
        begin = self.after_blanks(match.end())
        node = RawRedirection(match.group(), start, begin, descriptor)
        into.append(node)
        self.pos = begin
        end = self.word_end(begin)
        if end == begin:
            sign = self.look()
            raise self.unexpected("\n" if sign == END else sign)
        node.target, node.end = RawWord(begin, end), end
        return self._stepped(node, begin, end)

    def _stepped(self, node: RawRedirection, begin: int, end: int) -> bool:
        """Step over a redirection of which the target was read; the body of a here-document is waited for."""
        self.pos = end
        if node.operator in ("<<", "<<-"):
            node.literal = any(char in self.text[begin:end] for char in "'\"\\")
            self.waiting.append(node)
        return True

    def bodies(self) -> None:
        """Read the here-documents that wait, from the line that begins here."""
        waiting, self.waiting = self.waiting, []
        for node in waiting:
            place, self.pos = self.pos, self.size
            self.pos = read_body(self.text, place, node)
