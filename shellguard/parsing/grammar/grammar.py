"""Bash's grammar by recursive descent: text becomes lists of pipelines of commands, words still unread.

What was read before a fault stays in the tree: nodes join their parent before they are filled.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import Self

from shellguard.parsing.grammar import plain_statement
from shellguard.parsing.grammar.flat_grammar import JOINTS, FlatGrammar
from shellguard.parsing.grammar.scanning import WHOLE_WORD
from shellguard.parsing.grammar.syntax import (
    BrokenError,
    Compound,
    Listing,
    OpenTextError,
    Pipeline,
    RawWord,
    Simple,
    UnfinishedError,
)
from shellguard.parsing.grammar.tokens import END
from shellguard.parsing.script import Connection

_BAR = re.compile(r"[ \t]*(\|&?)[ \t]*(?=[\w./\"'$~])", re.ASCII)
_WORD = re.compile(rf"[ \t]*+{WHOLE_WORD}", re.DOTALL)
_TIME_OPTION = re.compile(r"[ \t]+(?:-p(?:[ \t]+--)?|--)(?=\s)")
_CLOSING = frozenset(("in", "then", "else", "elif", "fi", "do", "done", "esac", "}", "]]"))
_OPENING = frozenset(("if", "while", "until", "for", "select", "case", "function", "coproc", "{", "[["))
_BRACKET = frozenset((")",))
_FIRST = Connection.FIRST  # an attribute of an enumeration takes long to look up


class ListGrammar(FlatGrammar):
    """Lists, pipelines, simple commands and functions."""

    def whole(self, into: Listing) -> None:
        """Read the whole text. Raises BrokenError or UnfinishedError; `into` then holds what came before."""
        self.listing(into, frozenset())
        if self.waiting:
            raise OpenTextError("a here-document is open", self.waiting[0].start)

    def restart(self, place: int) -> None:
        """Go on at `place`, outside of everything."""
        self.pos, self.depth, self.waiting = place, 0, []

    def deeper(self) -> Self:
        """This grammar with what it has read, as that of what runs one level deeper."""
        twin = type(self)(self.text, self.depth + 1, self.extglob)
        twin.inside, twin.closed = self.inside, self.closed
        return twin

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

    def listing(self, into: Listing, closers: frozenset[str]) -> str:
        """Read pipelines up to one of `closers`, which is returned and not consumed; "" at the end."""
        into.joint = _FIRST
        while True:
            waiting = bool(self.waiting)
            pipeline = None if waiting else self.statements(into)
            if pipeline is None:
                place = self.pos
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
                if word or sign:
                    self.pipeline(pipeline, word)
                else:
                    tried = not waiting and not self.text[place : self.pos].strip(" \t\n")
                    self.simple(pipeline, tried)
            sign = self.look()
            if sign == END or sign in closers:
                return "" if sign == END else sign
            if not sign and self.reserved() in closers:
                return self.reserved()
            into.joint = self._joint(sign, pipeline)

    def _joint(self, sign: str, pipeline: Pipeline) -> Connection:
        """Step over what stands after a pipeline."""
        if sign not in JOINTS:
            raise self.unexpected(sign)
        pipeline.background = sign == "&"
        if sign != "\n":
            self.pos += len(sign)
        if sign in ("&&", "||"):
            self.need_command()
        return JOINTS[sign]

    def pipeline(self, node: Pipeline, word: str) -> None:
        """Read the pipeline at which a bracket or the reserved `word` stands."""
        while word in ("!", "time"):
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
            word = self.reserved()
        node.joints.append("")
        self.piped(node, word)

    def simple(self, node: Pipeline, tried: bool) -> None:
        """Read the pipeline that a simple command begins; `tried`: it is none of the flat ones."""
        node.joints.append("")
        if not tried:
            self.piped(node)
            return
        self.count()
        self._simple(node)
        while self.bar(node):
            self.command(node)

    def piped(self, node: Pipeline, word: str = "") -> None:
        """Read commands joined by bars; what stands before the first of them was read, up to `word`."""
        self.command(node, word)
        while self.bar(node):
            self.command(node)

    def bar(self, node: Pipeline) -> bool:
        """Step over the bar that stands here, if one does, and over a `!` behind it."""
        match = _BAR.match(self.text, self.pos)
        joint = match.group(1) if match else self.look()
        self.pos = match.end() if match else self.pos
        if not match:
            if joint not in ("|", "|&"):
                return False
            self.pos += len(joint)
            self.need_command()
        node.joints.append(joint)
        if self.reserved() == "!":  # behind a bar `time` is a program
            self.pos += 1
            self.look()
        return True

    def command(self, pipeline: Pipeline, word: str = "") -> None:
        """Read a command; `word` is the reserved word that stands here, if that was looked for."""
        self.count()
        place, sign = self.pos, ""
        if word not in _OPENING:
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
            while self.redirection(self.after_blanks(self.pos), node.redirections):
                pass
            node.closed = True
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
            run = _WORD.match(text, self.pos)
            if run is not None:
                place, end = run.span(1)
                if node.words or (text.find("=", place, end) < 0 and text.find("[", place, end) < 0):
                    node.words.append(RawWord(place, end))
                    self.pos = node.end = end
                    continue
            place = self.after_blanks(self.pos)
            if place >= self.size or text[place] in "\n;|)#":
                break
            if self.redirection(place, node.redirections):
                continue
            if text[place] == "&":
                break
            if text[place] == "(":
                if len(node.words) == 1 and not node.assignments and not node.redirections:
                    pipeline.commands[-1] = self.function(node, place)
                    return
                raise BrokenError("syntax error near (", place)
            self.pos = place
            if not node.words and self.assignment(place, node):
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

    def function(self, node: Simple, place: int) -> Compound:
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
        body = Compound(word or "(", self.pos)
        node.parts.append(("function", Listing([(Connection.FIRST, Pipeline([body], [""]))])))
        self.count()
        self.bounded(body)
