"""Statements in which nothing stands inside anything else, read by whole expressions one after another.

Most of what people type is that, and of a very long line nearly all.
"""

from __future__ import annotations

from abc import abstractmethod

from shellguard.parsing.grammar import plain_statement
from shellguard.parsing.grammar.scanning import MAX_DEPTH
from shellguard.parsing.grammar.syntax import (
    Assigned,
    Compound,
    Defined,
    Listing,
    Pipeline,
    RawWord,
    Redirected,
    Simple,
    Statement,
)
from shellguard.parsing.grammar.tokens import MAX_COMMANDS, TokenReader
from shellguard.parsing.script import Connection

MANY_TIMES = 16  # what stands there so often in a row is read once
JOINTS = {
    ";": Connection.SEQUENCE,
    "\n": Connection.SEQUENCE,
    "&": Connection.BACKGROUND,
    "&&": Connection.AND,
    "||": Connection.OR,
}


class FlatGrammar(TokenReader):
    """Simple commands of words alone, plain assignments, and functions of these."""

    @abstractmethod
    def bar(self, node: Pipeline) -> bool:
        """Step over the bar that stands here, if one does."""

    @abstractmethod
    def piped(self, node: Pipeline) -> None:
        """Read commands joined by bars."""

    @abstractmethod
    def function(self, node: Simple, place: int) -> Compound:
        """Read the function of which the name was read, up to the bracket at `place`."""

    def statements(self, into: Listing) -> Pipeline | None:
        """Read flat statements, one after another; a pipeline that began with the last of them, else None."""
        text, pipelines = self.text, into.pipelines
        while True:
            found = self._plain_statements(into)
            place = self.pos
            if found is None:
                head = plain_statement.head(text, place)
                if head:
                    if head == "compound":
                        return None
                    if self._assignments(into) if head == "=" else self._flat_definition(into):
                        continue
                    return self._definition(into) if head == "(" else None
                loose = plain_statement.loose_statement(text, place)
                if loose is None:
                    return None
                if isinstance(loose, Redirected):
                    self.count()
                    self.pos = loose.behind
                    if not loose.statement.sign:
                        return self._last(into, loose)
                    pipelines.append((into.joint, loose))
                    into.joint = JOINTS[loose.statement.sign]
                    continue
                found = loose
            self.count()
            self.pos = found.behind
            if not found.sign:
                return self._last(into, found)
            pipelines.append((into.joint, found))
            into.joint = JOINTS[found.sign]
            if text.startswith(text[place : self.pos], self.pos):
                self._repeated(into, found, place)

    def _last(self, into: Listing, statement: Statement | Redirected) -> Pipeline | None:
        """Add the last statement, and the pipeline that begins with it, if a bar or && stands behind it."""
        if not self.text.startswith(plain_statement.JOINED, self.pos):
            into.pipelines.append((into.joint, statement))
            return None
        pipeline = Pipeline([statement], [""])
        into.pipelines.append((into.joint, pipeline))
        if self.bar(pipeline):
            self.piped(pipeline)
        return pipeline

    def _plain_statements(self, into: Listing) -> Statement | None:
        """Read plain statements that a sign ends; the one that stands behind them and has none, if any."""
        text, pipelines = self.text, into.pipelines
        place, joint, count = self.pos, into.joint, self.commands
        found = None
        while (match := plain_statement.PLAIN.match(text, place)) is not None:
            (_, behind), (start, _), (middle, end), (ending, _) = match.regs
            sign = text[ending:behind]
            found = Statement(text, start, middle, end, True, sign, behind, 1)
            if not sign or count >= MAX_COMMANDS:
                break
            count += 1
            pipelines.append((joint, found))
            joint = JOINTS[sign]
            if text.startswith(text[place:behind], behind):
                self.pos, into.joint = behind, joint
                self._repeated(into, found, place)
                behind = self.pos
            place = behind
            found = None
        self.pos, into.joint, self.commands = place, joint, count
        return found

    def _assignments(self, into: Listing) -> bool:
        """Read the plain assignments that stand here, each alone; False if none does."""
        text, pipelines, begin = self.text, into.pipelines, self.pos
        place, joint, sign = begin, into.joint, ";"
        while sign and (match := plain_statement.ASSIGNMENT.match(text, place)) is not None:
            (_, behind), (start, stop), (plus, name), (middle, end), (ending, _) = match.regs
            if text.startswith(plain_statement.JOINED, behind):
                break
            sign = text[ending:behind]
            place = self.pos = behind
            self.count()
            pipelines.append(
                (joint, Assigned(text[start:stop], plus != name, start, middle, end, sign == "&"))
            )
            joint = JOINTS.get(sign, joint)
        into.joint = joint
        return place > begin

    def _flat_definition(self, into: Listing) -> bool:
        """Read `name() { …; }` of flat statements with nothing behind it, if that stands here."""
        found = plain_statement.flat_definition(self.text, self.pos)
        if found is None or self.depth >= MAX_DEPTH:
            return False
        start, end, opening, closing, sign, behind = found
        before, count, inner = self.pos, self.commands, Listing()
        self.pos, self.commands = opening + 1, count + 2
        if self.text.count(";", opening, closing) + self.commands < MAX_COMMANDS:
            self.statements(inner)
        if self.after_blanks(self.pos) != closing:
            self.pos, self.commands = before, count
            return False
        plain = all(isinstance(raw, Statement) and raw.plain for _, raw in inner.pipelines)
        node = Defined(self.text[start:end], start, opening, closing + 1, inner, plain)
        into.pipelines.append((into.joint, node))
        into.joint, self.pos = JOINTS.get(self.text[sign:behind], into.joint), behind
        return True

    def _definition(self, into: Listing) -> Pipeline | None:
        """Read `name() { …; }`, if that stands here."""
        found = plain_statement.definition(self.text, self.pos)
        if found is None:
            return None
        start, end, bracket = found
        node = Simple(start, end, [], [RawWord(start, end)])
        pipeline = Pipeline([node], [""])
        into.pipelines.append((into.joint, pipeline))
        self.count()
        pipeline.commands[0] = self.function(node, bracket)
        if self.bar(pipeline):
            self.piped(pipeline)
        return pipeline

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
