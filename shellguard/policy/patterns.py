"""Patterns over parsed commands, for `always_allow`, `always_confirm` and `always_deny`.

    git push --force *      the program, then words; a lone `*` stands for any further words (or none)
    touch *secret*          `*` inside a word stands for any characters, `/` too
    rm -rf build            options count in any order and bundled: -fr, -r -f
    cat ?                   a lone `?` stands for exactly one word
    > */etc/*               a redirection that writes there; `>>` one that appends, `<` one that reads
    echo "two words" \\*     quotes keep blanks together, and take from `*` (as a backslash does) its meaning

A pattern is held against what the program would receive, so quoting in the line does not matter. In
`always_confirm` and `always_deny` a word with a `*` inside may be any of the operands, and further options
do not matter: such a pattern is not got round by `-v`. In `always_allow` nothing is left over: what the
pattern does not name is not allowed by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import WRITING, Redirection, SimpleCommand, Word
from shellguard.policy.pattern_words import REST, Element, ElementKind, PatternError, Token, tokens_of

MAX_VARIANTS = 64
_WRITES = WRITING | {">&", "<>"}
_APPENDS = frozenset({">>", "&>>"})
_READS = frozenset({"<", "<>"})
_HARMLESS_SINKS = frozenset({"/dev/null", "/dev/stdout", "/dev/stderr", "/dev/tty"})
_SYSTEM_FOLDERS = knowledge("families").names("system_folders")
_SHORT_OPTIONS = re.compile(r"-[A-Za-z0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, ready to be held against commands.

    Attributes:
        program: None when the pattern is only about redirections.
        exact: it has neither `*` nor `?`.
    """

    text: str
    program: Element | None
    operands: tuple[Element, ...]
    options: tuple[Element, ...]
    redirections: tuple[tuple[str, Element], ...]
    exact: bool

    @property
    def open_ended(self) -> bool:
        """Whether any further words may follow."""
        return any(element.kind is ElementKind.REST for element in self.operands)

    def restricts(self, command: SimpleCommand) -> bool:
        """Whether an `always_confirm` or `always_deny` of this pattern speaks of the command."""
        for operator, element in self.redirections:
            if not any(_redirects(operator, element, one) for one in command.redirections):
                return False
        if self.program is None:
            return True
        return any(self._restricts_words(words) for words in _variants(command.words))

    def permits(self, command: SimpleCommand) -> bool:
        """Whether an `always_allow` of this pattern covers all of the command, its redirections too."""
        if self.program is None or not command.words or command.assignments:
            return False
        for redirection in command.redirections:
            named = any(_redirects(operator, element, redirection) for operator, element in self.redirections)
            if not named and _matters(redirection):
                return False
        variants = _variants(command.words)
        return len(variants) <= MAX_VARIANTS and all(self._permits_words(words) for words in variants)

    def _restricts_words(self, words: Sequence[str]) -> bool:
        if not words or self.program is None or not _names(self.program, words[0], anywhere=True):
            return False
        options, operands = _split(words[1:])
        if not all(_has_option(wanted, options, loosely=True) for wanted in self.options):
            return False
        pattern: list[Element] = []
        for element in self.operands:
            pattern.extend(_anywhere(element, options))
        return _matches(pattern, operands, skip_values=True)

    def _permits_words(self, words: Sequence[str]) -> bool:
        if not words or self.program is None or not _names(self.program, words[0], anywhere=False):
            return False
        options, operands = _split(words[1:])
        if not all(_has_option(wanted, options, loosely=False) for wanted in self.options):
            return False
        if not self.open_ended and not _only_these(self.options, options):
            return False
        return _matches(self.operands, operands, skip_values=False)


@dataclass(frozen=True, slots=True)
class _Operand:
    text: str
    after_option: bool  # it may be that option's value


@lru_cache(maxsize=4096)
def compile_pattern(text: str) -> Pattern:
    """Reads a pattern.

    Raises:
        PatternError: it is empty, a quote is not closed, or a redirection names no word.
    """
    words, redirections = _apart(text)
    if not words and not redirections:
        raise PatternError("a pattern must have at least one word")
    program: Element | None = None
    operands: list[Element] = []
    options: list[Element] = []
    for token in words:
        if program is None:
            program = token.element
            if program.kind in (ElementKind.REST, ElementKind.ONE):
                program = Element(ElementKind.WORD, re.compile(r".*", re.DOTALL))
                operands.extend((REST,) if token.element.kind is ElementKind.REST else ())
        elif token.element.kind is ElementKind.OPTION:
            options.append(token.element)
        else:
            operands.append(token.element)
    elements = [*operands, *options, *(one for _, one in redirections), *([program] if program else [])]
    exact = all(element.literal is not None for element in elements)
    return Pattern(text, program, tuple(operands), tuple(options), tuple(redirections), exact)


def _apart(text: str) -> tuple[list[Token], list[tuple[str, Element]]]:
    """The words of a pattern, and its redirections: each operator with its own word or the next."""
    words: list[Token] = []
    redirections: list[tuple[str, Element]] = []
    tokens = iter(tokens_of(text))
    for token in tokens:
        if token.redirection is None:
            words.append(token)
            continue
        operator, target = token.redirection
        followed = target if target.source else next(tokens, None)
        if followed is None:
            raise PatternError(f"in the pattern {text!r} no word follows {operator}")
        redirections.append((operator, followed.element))
    return words, redirections


def _names(program: Element, word: str, *, anywhere: bool) -> bool:
    """Whether a word names the program; a folder before it counts where the pattern does not name one."""
    if program.expression.fullmatch(word):
        return True
    folder, slash, name = word.rpartition("/")
    if not slash or (program.literal is not None and "/" in program.literal):
        return False
    return bool(program.expression.fullmatch(name)) and (anywhere or folder in _SYSTEM_FOLDERS)


def _split(words: Sequence[str]) -> tuple[list[str], list[_Operand]]:
    """Options and operands, as most programs tell them apart."""
    options: list[str] = []
    operands: list[_Operand] = []
    after_option = False
    only_operands = False
    for word in words:
        if only_operands or not word.startswith("-") or word == "-":
            operands.append(_Operand(word, after_option))
            after_option = False
        elif word == "--":
            only_operands, after_option = True, False
        else:
            options.append(word)
            after_option = True
    return options, operands


def _has_option(wanted: Element, options: Sequence[str], *, loosely: bool) -> bool:
    if any(wanted.expression.fullmatch(option) for option in options):
        return True
    literal = wanted.literal
    if literal is None:
        return False
    if _SHORT_OPTIONS.match(literal):
        bundled = {letter for option in options if _SHORT_OPTIONS.match(option) for letter in option[1:]}
        letters = literal[1:]
        return len(set(letters)) == len(letters) and set(letters) <= bundled
    return loosely and any(_abbreviates(option, literal) for option in options)


def _abbreviates(option: str, literal: str) -> bool:
    """Whether `--recurs` or `--recursive=x` stands for `--recursive`; not `--force` for `--force-with-x`."""
    name = option.split("=", 1)[0]
    if not literal.startswith(name) or not name.startswith("--") or len(name) < 4:
        return False
    return "-" not in literal[len(name) :]


def _anywhere(element: Element, options: Sequence[str]) -> tuple[Element, ...]:
    """Lets a word with a star inside stand anywhere, also in an option that holds its value (`-o/etc/x`)."""
    if element.kind is not ElementKind.WORD or element.literal is not None:
        return (element,)
    if any(element.expression.fullmatch(option) for option in options):
        return (REST,)
    return (REST, element, REST)


def _only_these(wanted: Sequence[Element], options: Sequence[str]) -> bool:
    """Whether the pattern's options account for every option of the command."""
    letters = {
        letter
        for one in wanted
        if one.literal is not None and _SHORT_OPTIONS.match(one.literal)
        for letter in one.literal[1:]
    }
    for option in options:
        named = any(one.expression.fullmatch(option) for one in wanted)
        bundled = _SHORT_OPTIONS.match(option) is not None and set(option[1:]) <= letters
        if not named and not bundled:
            return False
    return True


def _matches(pattern: Sequence[Element], operands: Sequence[_Operand], *, skip_values: bool) -> bool:
    """Holds elements against operands, one by one, by keeping the set of places the pattern may stand at.

    skip_values: an operand straight after an option may be its value, which the pattern need not name.
    """
    places = _past_rests({0}, pattern)
    for operand in operands:
        after: set[int] = set()
        for place in places:
            if skip_values and operand.after_option:
                after.add(place)
            if place == len(pattern):
                continue
            element = pattern[place]
            if element.kind is ElementKind.REST:
                after.add(place)
            elif element.kind is ElementKind.ONE or element.expression.fullmatch(operand.text):
                after.add(place + 1)
        places = _past_rests(after, pattern)
        if not places:
            return False
    return len(pattern) in places


def _past_rests(places: set[int], pattern: Sequence[Element]) -> set[int]:
    found = set(places)
    for place in places:
        while place < len(pattern) and pattern[place].kind is ElementKind.REST:
            place += 1
            found.add(place)
    return found


def _variants(words: Sequence[Word]) -> list[tuple[str, ...]]:
    """The command as it may come out where a word has several possible values (a loop's); one more than
    MAX_VARIANTS says that there are further ones."""
    choices = [_values(word) for word in words]
    return list(islice(product(*choices), MAX_VARIANTS + 1))


def _values(word: Word) -> tuple[str, ...]:
    if not any(piece.candidates for piece in word.pieces):
        return (word.text,)
    parts = [piece.candidates if piece.hole and piece.candidates else (piece.text,) for piece in word.pieces]
    return tuple("".join(chosen) for chosen in islice(product(*parts), MAX_VARIANTS + 1))


def _redirects(operator: str, element: Element, redirection: Redirection) -> bool:
    kinds = _READS if operator == "<" else _APPENDS if operator.endswith(">>") else _WRITES
    if redirection.operator not in kinds or redirection.target is None:
        return False
    if element.kind is not ElementKind.WORD:
        return True
    return any(element.expression.fullmatch(value) for value in _values(redirection.target))


def _matters(redirection: Redirection) -> bool:
    """Whether a redirection writes somewhere; another descriptor and /dev/null are nowhere."""
    if redirection.operator not in _WRITES or redirection.target is None:
        return False
    target = redirection.target.text
    if redirection.operator == ">&" and (target.isdecimal() or target == "-"):
        return False
    return target not in _HARMLESS_SINKS
