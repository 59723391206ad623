"""How far a command heeds every word and every literal of its request: what one ignores makes it unsure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import zip_longest

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.index import index
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.matching.rewriting import replaced_at
from shellguard.phrasebook.matching.telling_how import tool_asked

_IGNORED = 0.5
_LITERAL, _NUMBER = "_", "#"
_KEPT = "SFPGUI"
_PLACES = {".", "..", "~", "$home"}
_ONWARD = {"from", "to", "into", "by", "with", "in"}
_UNITS = {
    "week",
    "day",
    "hour",
    "minute",
    "second",
    "month",
    "year",
    "%",
    "other",
    "more",
    "less",
    "space",
    "byte",
    "megabyte",
    "kilobyte",
    "gigabyte",
}
_COUNTRIES = {"US", "IT"}
_MONTHS = (
    *("january", "february", "march", "april", "june", "july", "august", "september"),
    *("october", "november", "december"),
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
)
_RANGE = re.compile(r"\{\w+\.\.\w+\}")
_EITHER = re.compile(r"(?<! )\||-[eo] .*-[eo] |-o\b|\bor\b|\{.*,|\[|-E|&&|;|,|\)")
_ELSEWHERE = re.compile(r"(?:[\w.-]+@)?[\w.-]+:(?!//)\S*")
_EXTENSION = re.compile(r"\.(?:json|csv)$")
_LINKS_OR_COPIES = re.compile(r"(?:ln|cp)\b[^;&|]*$")
_BECOMES = {"with", "by", "to", "into"}
_TOWARDS = {"to", "into", "onto"}
_CARRYING = {"copy", "move", "put", "sync"}
_WORD = re.compile(r"\w+")
_ROW = re.compile(r"\?{3,}")
_QUOTING = re.compile(r"[\\'\"]")


@dataclass(frozen=True, slots=True)
class _Heed:
    """A way of saying something, and what commands show that heed it.

    Attributes:
        pieces: lists of pieces of text of which a request that says it has one each.
    """

    said: str
    pieces: tuple[tuple[str, ...], ...]
    shown: str

    def is_in(self, request: str) -> bool:
        """Whether a request says it: it is only searched for where all that it can't do without is there."""
        return (
            all(any(piece in request for piece in either) for either in self.pieces)
            and heeding_pattern(self.said).search(request) is not None
        )


class Heeding:
    """What one request asks to be heeded, worked out with its first command; `of` weighs each by it."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._known: dict[str, float] = {}

    @cached_property
    def _shown(self) -> list[re.Pattern[str]]:
        """What commands must show."""
        told = self._tokens[_names_tool(self._tokens) :]
        said = " ".join(map(_masked, told))
        found = [heeding_pattern(heed.shown) for heed in _heeds() if heed.is_in(said)]
        _, used = tool_asked(self._tokens)
        return [*found, heeding_pattern(used)] if used else found

    @cached_property
    def _either(self) -> list[tuple[str, str]]:
        """Pairs of which one is enough: a command that has both must not ask for both."""
        return list(_alternatives(self._tokens))

    @cached_property
    def _sources(self) -> list[str]:
        """Places from which something is to come, so that nothing may go there."""
        carried = bool(self._tokens) and self._tokens[0].word in _CARRYING
        return [
            _bare(after.text)
            for token, after in zip(self._tokens, self._tokens[1:], strict=False)
            if token.word == "from"
            and (_ELSEWHERE.fullmatch(after.text) or (carried and (after.kind in "PF" or _is_no_word(after))))
        ]

    @cached_property
    def _carried(self) -> list[tuple[str, str]]:
        """What is copied or moved, and where to: `copy a.txt to /srv` never takes /srv."""
        if not self._tokens or self._tokens[0].word not in ("copy", "move"):
            return []
        at = next((at for at, token in enumerate(self._tokens) if token.word in _TOWARDS), 0)
        if at and "both" in {token.word for token in self._tokens[at:]}:
            return []
        goals = [token for token in self._tokens[at + 1 :] if token.kind in "PF"][:1] if at else []
        taken = [token for token in self._tokens[:at] if token.kind in "PF"][:1]
        return [(_bare(one.text), _bare(other.text)) for one in taken for other in goals]

    @cached_property
    def _called(self) -> list[str]:
        """What something is to be called, which a line that links or copies names last."""
        pairs = zip(self._tokens, self._tokens[1:], strict=False)
        named = [two for one, two in pairs if one.text.lower() in ("called", "named")]
        return [_bare(one.text) for one in named if one.kind in "PFS"]

    @cached_property
    def _continued(self) -> list[str]:
        """Files at whose end something is to be added: `to the end of a.txt`."""
        return [
            _bare(after.text)
            for end, of, after in zip(self._tokens, self._tokens[1:], self._tokens[2:], strict=False)
            if end.word == "end" and of.word == "of" and after.kind in "PFX"
        ]

    @cached_property
    def _directions(self) -> list[re.Pattern[str]]:
        """Signs of which one is to become the other, in that order: `semicolons with commas`."""
        signs: dict[str, str] = load("phrasing/vocabulary")["signs"]
        found = [
            re.compile(f"{_sign(signs[one.text.lower()])}.*{_sign(signs[other.text.lower()])}")
            for one, middle, other in zip(self._tokens, self._tokens[1:], self._tokens[2:], strict=False)
            if middle.word in _BECOMES and one.text.lower() in signs and other.text.lower() in signs
        ]
        return [*found, *self._replaced]

    @property
    def _replaced(self) -> Iterator[re.Pattern[str]]:
        """Which text is to become which: `replace apples with pears`."""
        at = replaced_at(self._tokens)
        one, other = (self._tokens[at - 1].text, self._tokens[at + 1].text) if at else ("", "")
        if _WORD.fullmatch(one) and _WORD.fullmatch(other):
            yield re.compile(rf"{one}\b.*\b{other}", re.IGNORECASE)

    @cached_property
    def _names(self) -> list[tuple[str, ...]]:
        """The forms of each literal of which commands must have one."""
        return [*_names(self._tokens), *_places_in(self._tokens)]

    def of(self, command: str) -> float:
        """1 for a command that shows all that was said, less for one that ignores a part of it."""
        known = self._known.get(command)
        if known is None:
            known = self._known[command] = 1.0 if self._is_heeded(command) else _IGNORED
        return known

    def _is_heeded(self, command: str) -> bool:
        if not all(shown.search(command) for shown in self._shown):
            return False
        if "expand " not in command and not all(turned.search(command) for turned in self._directions):
            return False
        if _RANGE.search(command):
            return True
        bare = _bare(command) + _lengths(command)
        if any(bare.rfind(goal) < bare.find(taken) for taken, goal in self._carried):
            return False
        if _LINKS_OR_COPIES.match(bare) and not all(bare.endswith(name) for name in self._called):
            return False
        if ">> " in bare and not all(bare.endswith(">> " + name) for name in self._continued):
            return False
        if any(bare.endswith(" " + source) for source in self._sources):
            return False
        if any(one in bare and other in bare for one, other in self._either) and not _EITHER.search(command):
            return False
        return all(any(form in bare for form in forms) for forms in self._names)


def _lengths(command: str) -> str:
    """How long names must be that are written as a row of question marks, as it may have been said."""
    return "".join(f" {len(row)}" for row in _ROW.findall(command))


def _sign(sign: str) -> str:
    """A pattern for a sign as a command may have it."""
    return {"\t": r"(?:\t|\\t)", " ": "(?: |blank|space)"}.get(sign, re.escape(sign))


def _names_tool(tokens: Sequence[Token]) -> int:
    """1 where a request begins with the program that it is about (`git show what …`), else 0."""
    tools = load("phrasing/vocabulary")["words"]["tools"].split()
    return int(len(tokens) > 1 and tokens[0].text.lower() in tools and tokens[1].kind == "w")


def _masked(token: Token) -> str:
    """A token as sayings see it: a literal gives no more than what kind of file it names."""
    if token.kind == "w":
        return token.text.lower()
    if token.kind == "N":
        return _NUMBER
    return _LITERAL + ("".join(_EXTENSION.findall(token.text.lower())) if token.kind in "FP" else "")


def _names(tokens: Sequence[Token]) -> Iterator[tuple[str, ...]]:
    """What must be found again of each literal, in any of the forms in which a command may have it."""
    for token, after in zip_longest(tokens, tokens[1:]):
        if token.kind in _KEPT:
            bare = _bare(token.text).strip("*").rstrip("/").removeprefix("./")
            yield (bare if bare not in _PLACES else "", *_reading_it(bare), *_below_home(bare))
        elif token.kind == "w" and _is_no_word(token):
            bare = _bare(token.text)
            yield (bare, bare.removesuffix("s"))
        elif token.kind == "N" and token.word in ("", "nth") and (after is None or after.word not in _UNITS):
            number = int(token.text)
            if number > 1:
                yield tuple(str(one) for one in (number, number - 1, number + 1))


def _places_in(tokens: Sequence[Token]) -> Iterator[tuple[str, ...]]:
    """What folders are called by custom, where files are said to be in one: `in img from jpeg to jpg`."""
    table = load("phrasing/vocabulary")["words"]
    named = set(f"{table['folders']} {table['short_folders']}".split())
    for noun, inside, place, after in zip_longest(tokens, tokens[1:], tokens[2:], tokens[3:]):
        if inside is None or place is None or inside.word not in ("in", "under") or place.kind != "w":
            continue
        ends = after is None or after.word in vocabulary().linking | _ONWARD
        if noun.word in ("file", "dir", "image") and place.text.lower() in named and ends:
            yield place.text.lower(), f"~/{place.text[0].upper()}", place.word


def _below_home(name: str) -> Iterator[str]:
    """A path below the home folder as it stands between quotes, where the shell leaves a `~` alone."""
    if name.startswith("~/"):
        yield "$home" + name[1:]


def _reading_it(name: str) -> Iterator[str]:
    """The programs that read a file of this name by themselves, as a line that runs them has them."""
    readers: dict[str, str] = load("phrasing/vocabulary")["read_by"]
    return (f"{program} " for program in readers.get(name, "").split())


def _alternatives(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """The values with an `or` between them."""
    for one, middle, other in zip(tokens, tokens[1:], tokens[2:], strict=False):
        places = one.kind == other.kind == "P"
        if middle.text.lower() == "or" and not places and _is_value(one) and _is_value(other):
            yield _bare(one.text), _bare(other.text)


def _is_value(token: Token) -> bool:
    """Whether a token is a literal, a word in capitals, or one that means nothing here."""
    return token.kind != "w" or (token.text.isupper() and len(token.text) > 1) or _is_no_word(token)


def _is_no_word(token: Token) -> bool:
    """Whether a word means nothing here, so that it can only be a name or a text that the request gives."""
    if token.known and not token.text.isupper():
        return False
    lower = token.text.lower()
    if token.text in _COUNTRIES:
        return True
    return not (token.doubt or " " in lower or lower in _MONTHS or vocabulary().has(lower))


def _bare(text: str) -> str:
    """A text as it can be found in a command, whatever quotes it and in small and capital letters."""
    return _QUOTING.sub("", text).lower()


@cache
def _heeds() -> tuple[_Heed, ...]:
    pieces = index()["pieces"]
    return tuple(
        _Heed(one["said"], tuple(map(tuple, pieces.get(one["said"], ()))), one["shown"])
        for one in load("phrasing/heeding")["heed"]
    )


@cache
def heeding_pattern(say: str) -> re.Pattern[str]:
    """A pattern, compiled once."""
    return re.compile(say)


def every_heeding() -> Iterator[str]:
    """What requests and commands are searched for, as patterns that are still to be compiled."""
    return (one[side] for one in load("phrasing/heeding")["heed"] for side in ("said", "shown"))
