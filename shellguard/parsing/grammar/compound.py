"""The compound commands of bash's grammar."""

from __future__ import annotations

from shellguard.parsing.grammar.grammar import ListGrammar
from shellguard.parsing.grammar.syntax import (
    BrokenError,
    Compound,
    Listing,
    Pipeline,
    RawWord,
    UnfinishedError,
)
from shellguard.parsing.grammar.tokens import END
from shellguard.parsing.script import Connection

_THEN = frozenset(("then",))
_BRANCHES = frozenset(("elif", "else", "fi"))
_FI = frozenset(("fi",))
_DO = frozenset(("do",))
_DONE = frozenset(("done",))
_BRACE = frozenset(("}",))
_BRACKET = frozenset((")",))
_CASES = frozenset((";;", ";&", ";;&", "esac"))
_UNARY = frozenset(f"-{letter}" for letter in "abcdefghknoprstuvwxzGLNORS")
_BINARY = frozenset(
    ("==", "=", "!=", "=~", "<", ">", "-nt", "-ot", "-ef", "-eq", "-ne", "-lt", "-le", "-gt", "-ge")
)


class Grammar(ListGrammar):
    """The whole grammar."""

    def compound(self, node: Compound) -> None:
        opener = node.kind
        if opener == "(":
            self._brackets(node)
            return
        self.pos += len(opener)
        match opener:
            case "if":
                self._if(node)
            case "while" | "until":
                self._part(node, "condition", _DO)
                self._part(node, "loop", _DONE)
            case "for" | "select":
                self._for(node)
            case "case":
                self._case(node)
            case "{":
                node.kind = "group"
                self._part(node, "group", _BRACE)
            case "[[":
                node.kind = "test"
                self._test(node)
            case "function":
                self._function_word(node)
            case _:
                self._coprocess(node)

    def _part(self, node: Compound, frame: str, closers: frozenset[str], may_be_empty: bool = False) -> str:
        """Read commands up to one of `closers`, step over it and return it."""
        listing = Listing()
        node.parts.append((frame, listing))
        closer = self.listing(listing, closers)
        if not closer:
            raise UnfinishedError(f"{node.kind} is open", node.start)
        if not listing.pipelines and not may_be_empty:
            raise BrokenError(f"syntax error near {closer}", self.pos)
        self.pos += len(closer)
        return closer

    def _brackets(self, node: Compound) -> None:
        if self.text.startswith("((", self.pos):
            end = self.arithmetic_end(self.pos + 2)
            if end:
                node.kind = "arithmetic"
                node.words.append(RawWord(self.pos + 2, end - 2))
                self.pos = end
                return
        node.kind = "subshell"
        self.pos += 1
        self._part(node, "subshell", _BRACKET)

    def _if(self, node: Compound) -> None:
        closer = "elif"
        while closer == "elif":
            self._part(node, "condition", _THEN)
            closer = self._part(node, "branch", _BRANCHES)
        if closer == "else":
            self._part(node, "branch", _FI)

    def _word(self) -> RawWord:
        """The word that must stand here, on this line."""
        sign = self.look()
        end = self.pos if sign else self.word_end(self.pos)
        if end == self.pos:
            raise self.unexpected("\n" if sign == END else sign)
        word = RawWord(self.pos, end)
        self.pos = end
        return word

    def _text(self, word: RawWord) -> str:
        return self.text[word.start : word.end]

    def _for(self, node: Compound) -> None:
        self.look()
        if node.kind == "for" and self.text.startswith("((", self.pos):
            end = self.arithmetic_end(self.pos + 2)
            if not end:
                raise BrokenError("syntax error near ((", self.pos)
            node.words.append(RawWord(self.pos + 2, end - 2))
            self.pos = end
            if self.look() == ";":
                self.pos += 1
        else:
            node.name = self._text(self._word())
            sign = self.newlines()
            if sign == ";":
                self.pos += 1
            elif not sign and self.reserved() == "in":
                self.pos += 2
                self._loop_words(node)
        self._loop_body(node)

    def _loop_words(self, node: Compound) -> None:
        while True:
            sign = self.look()
            if sign == END:
                raise UnfinishedError(f"{node.kind} is open", node.start)
            if sign in (";", "\n"):
                self.pos += sign == ";"
                return
            if sign:
                raise self.unexpected(sign)
            node.words.append(self._word())

    def _loop_body(self, node: Compound) -> None:
        sign = self.newlines()
        word = "" if sign else self.reserved()
        if word == "do" or word == "{":
            self.pos += len(word)
            self._part(node, "loop", _DONE if word == "do" else _BRACE)
            return
        raise self.unexpected(sign)

    def _case(self, node: Compound) -> None:
        node.words.append(self._word())
        sign = self.newlines()
        if sign or self.reserved() != "in":
            raise self.unexpected(sign)
        self.pos += 2
        limits: list[int] = []
        apart, closer = True, ""
        while closer != "esac":
            sign = self.newlines()
            if sign == END:
                raise UnfinishedError("case is open", node.start)
            if not sign and self.reserved() == "esac":
                self.pos += 4
                break
            if sign == "(":
                self.pos += 1
            self._patterns(node)
            limits.append(len(node.words))
            closer = self._part(node, "case", _CASES, may_be_empty=True)
            apart = apart and closer in (";;", "esac")
        node.limits = limits if apart else []

    def _patterns(self, node: Compound) -> None:
        while True:
            node.words.append(self._word())
            sign = self.look()
            if sign not in ("|", ")"):
                raise self.unexpected("\n" if sign == END else sign)
            self.pos += 1
            if sign == ")":
                return

    def _function_word(self, node: Compound) -> None:
        node.name = self._text(self._word())
        if self.look() == "(":
            closing = self.after_blanks(self.pos + 1)
            if self.text.startswith(")", closing):
                self.pos = closing + 1
        self.function_body(node)

    def _coprocess(self, node: Compound) -> None:
        sign = self.look()
        if sign == END or (sign and sign != "("):
            raise self.unexpected("\n" if sign == END else sign)
        start = self.pos
        if not sign and not self.reserved() and self.word_end(start) > start:
            name = self._word()
            if self.look() == "(" or self.reserved() in ("{", "if", "while", "until", "for", "case", "[["):
                node.name = self._text(name)
            else:
                self.pos = start
        pipeline = Pipeline(joints=[""])
        node.parts.append(("coproc", Listing([(Connection.FIRST, pipeline)])))
        self.command(pipeline)

    def _test(self, node: Compound) -> None:
        self._test_or(node)
        if not self.text.startswith("]]", self.pos):
            raise self._test_error()
        self.pos += 2

    def _test_error(self) -> BrokenError:
        return self.unexpected(self.look())

    def _test_or(self, node: Compound) -> None:
        while True:
            self._test_term(node)
            if self.newlines() not in ("&&", "||"):
                return
            self.pos += 2

    def _test_term(self, node: Compound) -> None:
        sign = self.newlines()
        if sign == END:
            raise UnfinishedError("[[ is open", node.start)
        if sign == "(":
            self.enter(self.pos)
            try:
                self.pos += 1
                self._test_or(node)
                if self.look() != ")":
                    raise self._test_error()
                self.pos += 1
            finally:
                self.depth -= 1
            return
        first = self._word()
        shown = self._text(first)
        if shown == "]]":
            raise BrokenError("syntax error near ]]", first.start)
        node.words.append(first)
        if shown == "!":
            self._test_term(node)
        elif shown in _UNARY and not self._ends_term():
            node.words.append(self._word())
        elif not self._ends_term():
            self._test_binary(node)

    def _ends_term(self) -> bool:
        sign = self.look()
        if sign in (END, "\n"):
            raise self.unexpected("\n")
        return bool(sign) or self.text.startswith("]]", self.pos)

    def _test_binary(self, node: Compound) -> None:
        start = self.pos
        if self.text[start] in "<>":
            self.pos += 1
            operator = RawWord(start, start + 1)
        else:
            operator = self._word()
        if self._text(operator) not in _BINARY:
            raise BrokenError("a conditional operator is expected", start)
        node.words.append(operator)
        regex = self._text(operator) == "=~"
        if self.look() and not (regex and self.look() == "("):
            raise self.unexpected("\n" if self.look() == END else self.look())
        end = self.word_end(self.pos, regex=regex)
        if end == self.pos:
            raise self.unexpected("")
        node.words.append(RawWord(self.pos, end))
        self.pos = end
