"""Bash's grammar by recursive descent: text becomes lists of pipelines of commands, words still unread.

What was read before a fault stays in the tree: nodes join their parent before they are filled.
"""

from __future__ import annotations

import re
from abc import abstractmethod

from shellguard.parsing import plain_statement
from shellguard.parsing.documents import read_body
from shellguard.parsing.scanning import MAX_DEPTH, Scanner
from shellguard.parsing.script import Connection
from shellguard.parsing.syntax import (
    BrokenError,
    Compound,
    Listing,
    Pipeline,
    RawAssignment,
    RawRedirection,
    RawWord,
    Simple,
    Statement,
    TooDeepError,
    UnfinishedError,
)

END = "end"
MANY_TIMES = 16  # what stands there so often in a row is read once
MAX_COMMANDS = 6000  # no line of 10 kB has as many
_ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(\+?)=")
_SUBSCRIPT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\[")
_ASSIGNS = re.compile(r"(\+?)=")
_DESCRIPTOR = re.compile(r"(?:(\d+)|\{[A-Za-z_]\w*\})(?=[<>])")
_REDIRECTION = re.compile(r"&>>|&>|<<<|<<-|<<|<&|<>|>>|>&|>\||<(?!\()|>(?!\()")
_CONTROL = re.compile(r"&&|\|\||;;&|;;|;&|\|&|[|;()\n]|&(?!>)")
_RESERVED = re.compile(
    r"(?:if|then|else|elif|fi|do|done|while|until|for|select|case|esac|function|coproc|time|in|\[\[|\]\]|[{}!])"
    r"(?=[\s;&|()<>]|\Z)"
)
_BAR = re.compile(r"[ \t]*(\|&?)[ \t]*(?=[\w./\"'$~])", re.ASCII)
_TIME_OPTION = re.compile(r"[ \t]+(?:-p(?:[ \t]+--)?|--)(?=\s)")
_JOINTS = {
    ";": Connection.SEQUENCE,
    "\n": Connection.SEQUENCE,
    "&": Connection.BACKGROUND,
    "&&": Connection.AND,
    "||": Connection.OR,
}
_CLOSING = frozenset(("in", "then", "else", "elif", "fi", "do", "done", "esac", "}", "]]"))
_OPENING = frozenset(("if", "while", "until", "for", "select", "case", "function", "coproc", "{", "[["))
_BRACKET = frozenset((")",))


class ListGrammar(Scanner):
    """Lists, pipelines, simple commands, redirections and here-documents."""

    def __init__(self, text: str, depth: int = 0, extglob: bool = False) -> None:
        super().__init__(text, depth)
        self.extglob = extglob
        self.commands = 0
        self.waiting: list[RawRedirection] = []

    def whole(self, into: Listing) -> None:
        """Read the whole text. Raises BrokenError or UnfinishedError; `into` then holds what came before."""
        self.listing(into, frozenset())
        if self.waiting:
            raise UnfinishedError("a here-document is open", self.waiting[0].start)

    def restart(self, place: int) -> None:
        """Go on at `place`, outside of everything."""
        self.pos, self.depth, self.waiting = place, 0, []

    def read_inside(self, start: int) -> tuple[int, Listing]:
        """The commands from `start` to their closing bracket, and the place after it."""
        saved, waiting, inside = self.pos, self.waiting, Listing()
        self.pos, self.waiting = start, []
        try:
            self.enter(start)
            if not self.listing(inside, _BRACKET):
                raise UnfinishedError("a substitution is open", start)
            self.closed.add(start)
            return self.pos + 1, inside
        except BrokenError:
            self.inside[start] = (self.size, inside)
            raise
        finally:
            self.depth -= 1
            self.waiting = waiting + self.waiting
            self.pos = saved

    def enter(self, place: int) -> None:
        """Count one level of nesting; the caller takes it back."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooDeepError("too many brackets inside each other", place)

    def look(self) -> str:
        """The control operator at the next token, "" before a word, END at the end; moves to the token."""
        text = self.text
        place = self.after_blanks(self.pos)
        if place < self.size and text[place] == "#":
            newline = text.find("\n", place)
            place = self.size if newline < 0 else newline
        self.pos = place
        if place >= self.size:
            return END
        if text[place] in "&|;()\n":
            match = _CONTROL.match(text, place)
            return match.group() if match else ""
        return ""

    def newlines(self) -> str:
        """Skip newlines; what `look` says after them."""
        while (sign := self.look()) == "\n":
            self.pos += 1
            self._bodies()
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

    def listing(self, into: Listing, closers: frozenset[str]) -> str:
        """Read pipelines up to one of `closers`, which is returned and not consumed; "" at the end."""
        into.joint = Connection.FIRST
        while True:
            pipeline = None if self.waiting else self._statement(into)
            if pipeline is None:
                sign = self.newlines()
                if sign == END or sign in closers:
                    return "" if sign == END else sign
                if sign and sign != "(":
                    raise self.unexpected(sign)
                word = "" if sign else self.reserved()
                if word in closers:
                    return word
                if word in _CLOSING:
                    raise BrokenError(f"syntax error near {word}", self.pos)
                pipeline = Pipeline()
                into.pipelines.append((into.joint, pipeline))
                self.pipeline(pipeline)
            sign = self.look()
            if sign == END or sign in closers:
                return "" if sign == END else sign
            if not sign and self.reserved() in closers:
                return self.reserved()
            into.joint = self._joint(sign, pipeline)

    def _statement(self, into: Listing) -> Pipeline | None:
        """Read flat statements, one after another; a pipeline that began with the last of them, else None."""
        text = self.text
        pipelines = into.pipelines
        while True:
            place = self.pos
            found = plain_statement.statement(text, place)
            if found is None:
                return None
            self.count()
            sign, self.pos = found.sign, found.behind
            if sign:
                pipelines.append((into.joint, found))
                into.joint = _JOINTS[sign]
                if text.startswith(text[place : self.pos], self.pos):
                    self._repeated(into, found, place)
            elif text.startswith("|", self.pos):
                pipeline = Pipeline([found], [""])
                pipelines.append((into.joint, pipeline))
                if self._bar(pipeline):
                    self._commands(pipeline)
                return pipeline
            else:
                pipelines.append((into.joint, found))

    def _repeated(self, into: Listing, statement: Statement, start: int) -> None:
        """Step over the text from `start` to where we stand again, while more of it follows."""
        text, end = self.text, self.pos
        once = text[start:end]
        place, size = end, len(once)
        while text.startswith(once, place) and text.startswith(once, place + size):
            place += size
        times = (place - end) // size
        if times >= MANY_TIMES:
            into.pipelines.append((into.joint, statement.repeated(times)))
            self.pos = place

    def _joint(self, sign: str, pipeline: Pipeline) -> Connection:
        """Step over what stands after a pipeline."""
        if sign not in _JOINTS:
            raise self.unexpected(sign)
        pipeline.background = sign == "&"
        if sign != "\n":
            self.pos += len(sign)
        if sign in ("&&", "||"):
            self.need_command()
        return _JOINTS[sign]

    def pipeline(self, node: Pipeline) -> None:
        while (word := self.reserved()) in ("!", "time"):
            if word == "!" and self.text.startswith("!(", self.pos) and self.extglob:
                break
            self.pos += len(word)
            node.negated = node.negated or word == "!"
            if word == "time":
                node.timed = True
                match = _TIME_OPTION.match(self.text, self.pos)
                self.pos = match.end() if match else self.pos
            sign = self.look()
            if sign and sign != "(":
                return
        node.joints.append("")
        self._commands(node)

    def _commands(self, node: Pipeline) -> None:
        """Read commands joined by bars; what stands before the first of them was read."""
        self.command(node)
        while self._bar(node):
            self.command(node)

    def _bar(self, node: Pipeline) -> bool:
        """Step over the bar that stands here, if one does, and over `!` and `time` behind it."""
        match = _BAR.match(self.text, self.pos)
        joint = match.group(1) if match else self.look()
        self.pos = match.end() if match else self.pos
        if not match:
            if joint not in ("|", "|&"):
                return False
            self.pos += len(joint)
            self.need_command()
        node.joints.append(joint)
        word = self.reserved()
        if word in ("!", "time"):
            self.pos += len(word)
            self.look()
        return True

    def count(self) -> None:
        """Count a command: a line may have only so many."""
        self.commands += 1
        if self.commands > MAX_COMMANDS:
            raise TooDeepError("more commands than are read", self.pos)

    def command(self, pipeline: Pipeline) -> None:
        self.count()
        place, sign = self.pos, ""
        found = plain_statement.command(self.text, place)
        if found is None:
            sign = self.look()
            if not sign and self.pos > place:
                found = plain_statement.command(self.text, self.pos)
        if found is not None:
            pipeline.commands.append(found)
            self.pos = found.behind
            return
        word = "" if sign else self.reserved()
        if sign == "(" or word in _OPENING:
            node = Compound(word or "(", self.pos)
            pipeline.commands.append(node)
            self.bounded(node)
            return
        if sign or word in _CLOSING:
            raise self.unexpected(sign)
        self._simple(pipeline)

    def bounded(self, node: Compound) -> None:
        """Read a compound command and its redirections, one level deeper."""
        self.enter(node.start)
        try:
            self.compound(node)
            while self._redirection(self.after_blanks(self.pos), node.redirections):
                pass
        finally:
            self.depth -= 1
            node.end = self.pos

    @abstractmethod
    def compound(self, node: Compound) -> None:
        """Read the compound command that begins here; `node.kind` holds its first token."""

    def _simple(self, pipeline: Pipeline) -> None:
        text, node = self.text, Simple(self.pos)
        pipeline.commands.append(node)
        while True:
            place = self.after_blanks(self.pos)
            if place >= self.size or text[place] in "\n;|)#":
                break
            if self._redirection(place, node.redirections):
                continue
            if text[place] == "&":
                break
            if text[place] == "(":
                if len(node.words) == 1 and not node.assignments and not node.redirections:
                    pipeline.commands[-1] = self._function(node, place)
                    return
                raise BrokenError("syntax error near (", place)
            self.pos = place
            if not node.words and self._assignment(place, node):
                continue
            end = self.size  # of a word that never ends the beginning is read
            try:
                end = self.same_end(node.words, place) or self.word_end(place)
            finally:
                node.words.append(RawWord(place, end))
                self.pos = node.end = end
        node.end = self.pos
        if not (node.words or node.assignments or node.redirections):
            raise self.unexpected(self.look())

    def _assignment(self, place: int, node: Simple) -> bool:
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

    def _function(self, node: Simple, place: int) -> Compound:
        """`name ()` was read up to the bracket at `place`."""
        word = node.words[0]
        closing = self.after_blanks(place + 1)
        if closing >= self.size or self.text[closing] != ")":
            raise BrokenError("syntax error near (", closing)
        self.pos = closing + 1
        function = Compound("function", node.start, name=self.text[word.start : word.end])
        self.function_body(function)
        function.end = self.pos
        return function

    def function_body(self, node: Compound) -> None:
        """The compound command that is a function's body, perhaps on a later line."""
        sign = self.newlines()
        word = "" if sign else self.reserved()
        if sign != "(" and (word not in _OPENING or word in ("function", "coproc")):
            raise self.unexpected(sign)
        pipeline = Pipeline()
        node.parts.append(("function", Listing([(Connection.FIRST, pipeline)])))
        pipeline.joints.append("")
        self.command(pipeline)

    def _redirection(self, place: int, into: list[RawRedirection]) -> bool:
        """Read the redirection at `place`, if one stands there."""
        text = self.text
        if place >= self.size or text[place] not in "<>&{0123456789":
            return False
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
        node.target, node.end, self.pos = RawWord(begin, end), end, end
        if node.operator in ("<<", "<<-"):
            node.literal = any(char in text[begin:end] for char in "'\"\\")
            self.waiting.append(node)
        return True

    def _bodies(self) -> None:
        """Read the here-documents that wait, from the line that begins here."""
        waiting, self.waiting = self.waiting, []
        for node in waiting:
            place, self.pos = self.pos, self.size
            self.pos = read_body(self.text, place, node)
