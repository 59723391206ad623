"""Where words, quotes and expansions end, exactly as bash sees it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable

from shellguard.parsing.grammar.plain_statement import statement
from shellguard.parsing.grammar.syntax import (
    BrokenError,
    Listing,
    OpenTextError,
    RawWord,
    TooDeepError,
    UnfinishedError,
)
from shellguard.parsing.script import Connection

MAX_DEPTH = 40

_IN_DOUBLE = r"""(?>(?:[^"\\$`]++|\\.|\$\$|\$(?![({\[$]))*)"""
# quotes and variables in which nothing else begins belong to it
_RUN_TEXT = rf"""(?>(?:[^\s\\'"`$|&;()<>]++|'[^']*+'|"{_IN_DOUBLE}"|\\.|\$\$|\$(?![({{\['"$]))+)"""
WHOLE_WORD = rf"(?!#|\\\n)({_RUN_TEXT})(?=[ \t\n;|&)]|\Z)"  # one that holds nothing that has to be read
_RUN = re.compile(_RUN_TEXT, re.DOTALL)
_BLANK = re.compile(r"(?:[ \t\r\f\v]|\\\n)*")
_MAY_BE_BLANK = " \t\r\f\v\\"
_DOUBLE = re.compile(_IN_DOUBLE, re.DOTALL)
_ANSI = re.compile(r"(?:[^'\\]|\\.)*", re.DOTALL)
_BACKTICK = re.compile(r"(?:[^`\\]|\\.)*", re.DOTALL)
_PARAMETER = re.compile(r"[^}\\'\"`$<>]+")
_ARITHMETIC = re.compile(r"""[^()\\'"`$]+""")
_BRACKET = re.compile(r"""[^\[\]\\'"`$]+""")
_EXTGLOB = re.compile(r"""[^()\\'"`$]+""")
_ARRAY_HEAD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\[[^\]]*\])?\+?=\Z")


class Scanner(ABC):
    """Finds the ends of things in `text`; `pos` is where the grammar stands.

    `inside` remembers what was parsed inside `$( )`, `<( )` and `>( )`, by the place after the bracket;
    `closed` holds those places of which the closing bracket was found.
    """

    def __init__(self, text: str, depth: int = 0) -> None:
        self.text = text
        self.size = len(text)
        self.pos = 0
        self.depth = depth
        self.inside: dict[int, tuple[int, Listing]] = {}
        self.closed: set[int] = set()

    @abstractmethod
    def read_inside(self, start: int) -> tuple[int, Listing]:
        """The commands from `start` to their closing bracket, and the place after it."""

    def closed_at(self, start: int, end: int) -> bool:
        """Whether the commands that begin at `start` were read, and their bracket closes before `end`."""
        known = self.inside.get(start)
        return known is not None and known[0] == end and start in self.closed

    def after_blanks(self, place: int) -> int:
        """The first place that is no blank and no continuation."""
        text = self.text
        if place < self.size and text[place] not in _MAY_BE_BLANK:
            return place
        match = _BLANK.match(text, place)
        return match.end() if match else place

    def word_end(self, start: int, regex: bool = False) -> int:
        """Where the word that begins at `start` ends; equal to `start` if none begins there.

        `regex` reads the right side of =~, where brackets and bars belong to the word.
        """
        text, size, place = self.text, self.size, start
        while True:
            run = _RUN.match(text, place)
            if run:
                place = run.end()
            if place >= size:
                return size
            step = self._special(start, place, regex)
            if step == place:
                return place
            place = step

    def same_end(self, words: list[RawWord], place: int) -> int:
        """Where the word at `place` ends if it is the last of `words` once more, else 0."""
        text = self.text
        if not words or text[place] not in '$`"':
            return 0
        before = text[words[-1].start : words[-1].end]
        end = place + len(before)
        same = text.startswith(before, place) and text.startswith((" ", ";"), end)
        return end if same and "\n" not in before else 0

    def _special(self, start: int, place: int, regex: bool) -> int:
        """The place after a special character that belongs to the word; `place` if it ends the word."""
        text = self.text
        char = text[place]
        if char == "\\":
            if place + 1 >= self.size:
                raise UnfinishedError("the line ends in a backslash", place)
            return place + 2
        if char in "'\"`$":
            return self.quoted_end(place)
        following = text[place + 1] if place + 1 < self.size else ""
        if char in "<>" and following == "(":
            return self.listing_end(place + 2)
        if char == "(":
            if regex or (place > start and text[place - 1] in "?*+@!"):
                return self.balanced_end(place + 1, _EXTGLOB, "(", ")", "pattern")
            if place > start and text[place - 1] == "=" and _ARRAY_HEAD.match(text[start:place]):
                return self.array_end(place + 1)
        if regex and char == "|" and following != "|":
            return place + 1
        if char.isspace() and char not in " \t\n\r\f\v":
            return place + 1
        return place

    def quoted_end(self, place: int, in_double: bool = False) -> int:
        """The end of the quote or expansion that begins at `place` with one of ' " ` $."""
        text = self.text
        char = text[place]
        if char == "'":
            end = text.find("'", place + 1)
            if end < 0:
                raise OpenTextError("a single quote is open", place)
            return end + 1
        if char == '"':
            return self.double_end(place)
        if char == "`":
            match = _BACKTICK.match(text, place + 1)
            end = match.end() if match else place + 1
            if end >= self.size:
                raise UnfinishedError("a backtick is open", place)
            return end + 1
        return self.dollar_end(place, in_double)

    def double_end(self, start: int) -> int:
        text, size, place = self.text, self.size, start + 1
        while True:
            match = _DOUBLE.match(text, place)
            if match:
                place = match.end()
            if place >= size:
                raise UnfinishedError("a double quote is open", start)
            char = text[place]
            if char == '"':
                return place + 1
            if char == "\\":
                place += 2
            else:
                place = self.quoted_end(place, True)

    def dollar_end(self, place: int, in_double: bool = False) -> int:
        """The end of what begins with the dollar at `place`."""
        text = self.text
        following = text[place + 1] if place + 1 < self.size else ""
        if following == "(":
            if text.startswith("((", place + 1):
                end = self.arithmetic_end(place + 3)
                if end:
                    return end
            return self.listing_end(place + 2)
        if following == "{":
            if place + 2 < self.size and text[place + 2] in " \t\n|":
                return self._deeper(place + 2, self._function_substitution_end)
            return self._deeper(place, lambda start: self.parameter_end(start, in_double))
        if following == "[":
            return self.balanced_end(place + 2, _BRACKET, "[", "]", "arithmetic")
        if following == "$":  # the shell's pid; what follows it is text
            return place + 2
        if in_double:
            return place + 1
        if following == "'":
            match = _ANSI.match(text, place + 2)
            end = match.end() if match else place + 2
            if end >= self.size:
                raise OpenTextError("a quote is open", place)
            return end + 1
        if following == '"':
            return self.double_end(place + 1)
        return place + 1

    def _deeper(self, place: int, scan: Callable[[int], int]) -> int:
        if self.depth >= MAX_DEPTH:
            raise TooDeepError("too many brackets inside each other", place)
        self.depth += 1
        try:
            return scan(place)
        finally:
            self.depth -= 1

    def listing_end(self, start: int) -> int:
        """The place after the closing bracket of the commands that begin at `start`."""
        known = self.inside.get(start)
        if known is None:
            found = statement(self.text, start) if self.depth < MAX_DEPTH else None
            if found is not None and self.text.startswith(")", found.behind):
                known = found.behind + 1, Listing([(Connection.FIRST, found)])
                self.closed.add(start)
            else:
                known = self.read_inside(start)
            self.inside[start] = known
        return known[0]

    def _function_substitution_end(self, start: int) -> int:
        end = self.text.find("}", start)
        if end < 0:
            raise UnfinishedError("a substitution is open", start)
        return end + 1

    def parameter_end(self, start: int, in_double: bool) -> int:
        """The end of `${…}`."""
        text, size, place = self.text, self.size, start + 2
        while True:
            match = _PARAMETER.match(text, place)
            if match:
                place = match.end()
            if place >= size:
                raise UnfinishedError("a parameter expansion is open", start)
            char = text[place]
            if char == "}":
                return place + 1
            if char == "\\":
                place += 2
            elif char in "<>":
                place = self.listing_end(place + 2) if text.startswith("(", place + 1) else place + 1
            else:
                place = self.quoted_end(place, in_double)

    def arithmetic_end(self, start: int) -> int:
        """The place after `))` when what begins at `start` is arithmetic, else 0."""
        end = self.balanced_end(start, _ARITHMETIC, "(", ")", "arithmetic")
        if end < self.size and self.text[end] == ")":
            return end + 1
        if end >= self.size:
            raise UnfinishedError("arithmetic is open", start)
        return 0

    def subscript_end(self, start: int) -> int:
        """The place after the bracket of `name[…]`."""
        return self.balanced_end(start, _BRACKET, "[", "]", "a subscript")

    def array_end(self, start: int) -> int:
        """The place after the bracket of `name=( … )`."""
        return self.array_words(start)[1]

    def array_words(self, start: int) -> tuple[list[tuple[int, int]], int]:
        """The words of an array and the place after its bracket."""
        text, place = self.text, start
        words: list[tuple[int, int]] = []
        while True:
            place = self.after_blanks(place)
            if place >= self.size:
                raise UnfinishedError("an array is open", start)
            char = text[place]
            if char == ")":
                return words, place + 1
            if char == "\n":
                place += 1
            elif char == "#":
                newline = text.find("\n", place)
                place = self.size if newline < 0 else newline
            else:
                end = self.word_end(place)
                if end == place:
                    raise BrokenError(f"unexpected {char} in an array", place)
                words.append((place, end))
                place = end

    def balanced_end(self, start: int, run: re.Pattern[str], opening: str, closing: str, what: str) -> int:
        """The place after the bracket that closes the one before `start`."""
        text, size, place, depth = self.text, self.size, start, 1
        while True:
            match = run.match(text, place)
            if match:
                place = match.end()
            if place >= size:
                raise UnfinishedError(f"a bracket of {what} is open", start)
            char = text[place]
            if char == closing:
                depth -= 1
                place += 1
                if depth == 0:
                    return place
            elif char == opening:
                depth += 1
                place += 1
            elif char == "\\":
                place += 2
            else:
                place = self.quoted_end(place)
