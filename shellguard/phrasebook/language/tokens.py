"""Cuts a request into tokens: known words in plain form, and literals (paths, sizes, quotes) by kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from shellguard.phrasebook.language.compounds import names_something
from shellguard.phrasebook.language.pieces import pieces_of
from shellguard.phrasebook.language.sizes import size_text
from shellguard.phrasebook.language.vocabulary import Vocabulary

LONGEST_REQUEST = 1_000
MOST_TOKENS = 80
_MOST_PIECES = 2_000

_SIZE = re.compile(r"(?P<n>\d+(?:\.\d+)?)(?P<unit>b|bytes?|[kmgt](?:i?b)?|c)", re.IGNORECASE)
_UNIT = re.compile(
    r"(?:(?P<u>[kmgt])(?:i?b)?|(?P<w>kilo|mega|giga|tera|kibi|mebi|gibi|meg|gig)(?:bytes?|s)?|(?P<b>b|bytes?))",
    re.IGNORECASE,
)
_URL = re.compile(r"[a-z][a-z+]*://\S+|(?:localhost|127\.0\.0\.1):\d+(?:/\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z]+://")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
_LOGIN = re.compile(r"[\w.-]+@[\w.-]+")
_MODE = re.compile(r"[ugoa]*[+=-][rwxXst]+|[r-][w-][xs-][r-][w-][xs-][r-][w-][xt-]")
_VARIABLE = re.compile(r"\$\{?\w+\}?")
_FILE = re.compile(r"[\w+@%=-][\w+@%=.,-]*\.[A-Za-z0-9_][\w-]*")
_VERSION = re.compile(r"v\d+(?:\.\d+)+(?:[-.]?(?:rc|alpha|beta|pre)[-.]?\d*)?")
_EXTENSION = re.compile(r"\.[A-Za-z][\w]*(?:\.[A-Za-z0-9]+)?")
_PLURAL_CODE = len("404s")
_NUMBER = re.compile(r"\d+")
_SIZES = re.compile(r"(\d+[kmgt]i?b?)-(\d+[kmgt]i?b?)", re.IGNORECASE)
_CAMEL = re.compile(r"[a-z]+[A-Z][A-Za-z]*")
_PATH = re.compile(r"[a-z][\w.-]*(?:/[a-z][\w.-]*)+")
_BEFORE_PATH = {"in", "into", "from", "under", "inside", "within", "dir", "subdir", "below"}
_BEFORE_NAME = {"branch", "called", "named"}
_DECIMAL = re.compile(r"\d+\.\d+")
_PERCENT = re.compile(r"\d+%")
_RANGE = re.compile(r"(\d{1,6})-(\d{1,6})")
_LIST = re.compile(r"\d{1,6}(?:,\d{1,6})+")
_COMPARED = re.compile(r"([<>]=?|[=!]=)([\w.]+)")
_EDGES = {"start", "begin", "end", "starting", "beginning", "ending", "letter", "character", "replace"}
_SAYS_HOW = re.compile(r"[a-z]{3,}ly")
_PLAIN = re.compile(r"[a-z]+", re.IGNORECASE)
_REMOTES = {"origin", "upstream"}
_JOINTS = {"->": "to", "=>": "to", "→": "to", "&": "and"}
_ENDING = {"n't": "not", "'s": "", "'re": "are", "'d": "", "'ll": "", "'ve": "have", "'m": ""}


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a request.

    Attributes:
        kind: "w" word, "S" quoted, "P" path, "F" file or host name with a dot, "G" glob, "X" extension,
            "Z" size, "N" number, "D" date, "I" address, "U" URL, "L" login@host, "V" variable, "M" mode.
        word: the plain form of a word, "" for a literal.
        text: as it was typed, without quotes; for a number its digits, for a size `123k`.
        doubt: whether the word was only nearly one that is known.
        known: whether the vocabulary has the word.
    """

    kind: str
    word: str
    text: str
    doubt: bool = False
    known: bool = True

    @property
    def says_how(self) -> bool:
        """Whether a word says how something is done, as far as its ending tells: `slowly`."""
        return _SAYS_HOW.fullmatch(self.text) is not None

    def __hash__(self) -> int:
        return hash((self.kind, self.text))


def tokens_of(request: str, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """The tokens of a request, politeness and punctuation taken off, phrases of several words made one."""
    found: list[Token] = []
    pieces = pieces_of(request[:LONGEST_REQUEST])
    for at, (quoted, piece) in enumerate(pieces):
        if quoted:
            found.append(Token("S", "", piece))
        elif "-" in piece and _is_name(pieces, at, found, vocabulary):
            found.append(Token("w", piece.lower(), piece, known=False))
        elif (
            found
            and (found[-1].word in _BEFORE_PATH or found[-1].text in _BEFORE_NAME)
            and _PATH.fullmatch(piece)
        ):
            found.append(Token("P", "", piece))
        else:
            found.extend(_of_piece(piece, vocabulary))
        if len(found) >= MOST_TOKENS:
            break
    return tuple(_joined(found, vocabulary))


def _is_name(pieces: list[tuple[bool, str]], at: int, before: list[Token], vocabulary: Vocabulary) -> bool:
    """Whether the piece with a hyphen that stands at a place is a name: `the branch fix-login`."""
    after = pieces[at + 1][1] if at + 1 < len(pieces) else ""
    return names_something(pieces[at][1], [token.word for token in before], after, vocabulary)


@lru_cache(maxsize=_MOST_PIECES)
def _of_piece(piece: str, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """The tokens of what stands between blanks; the same pieces come again and again."""
    return tuple(_read(piece, vocabulary))


def _read(piece: str, vocabulary: Vocabulary) -> list[Token]:
    lower = piece.lower()
    if joining := _JOINTS.get(piece):
        return [Token("w", joining, joining)]
    ranged = _RANGE.fullmatch(piece)
    if ranged:
        return [Token("N", "", ranged[1]), Token("w", "to", "to"), Token("N", "", ranged[2])]
    sizes = _SIZES.fullmatch(piece)
    if sizes:
        return [*_of_piece(sizes[1], vocabulary), Token("w", "to", "to"), *_of_piece(sizes[2], vocabulary)]
    if _LIST.fullmatch(piece):
        return [Token("N", "", number) for number in piece.split(",")]
    compared = _COMPARED.fullmatch(piece)
    if compared:
        return [Token("w", compared[1], compared[1]), *_of_piece(compared[2], vocabulary)]
    literal = _literal(piece, lower, vocabulary)
    if literal is not None:
        return [literal]
    for ending, means in _ENDING.items():
        if lower.endswith((ending, ending.replace("'", "’"))):
            stem = piece[: -len(ending)]
            rest = [Token("w", means, means)] if means else []
            return [*(_of_piece(stem, vocabulary) if stem else ()), *rest]
    for mark in "/-":
        parts = lower.split(mark)
        if (
            len(parts) > 1
            and parts[0] not in _REMOTES
            and all(_PLAIN.fullmatch(part) and vocabulary.has(part) for part in parts)
        ):
            found = [_word(part, vocabulary) for part in parts]
            joint = [Token("w", "or", "or")] if mark == "/" else []
            return [token for one in found for token in (*joint, one)][len(joint) :]
    if "/" in piece and lower not in vocabulary.same:
        return [Token("P", "", piece)]
    return [_word(piece, vocabulary)]


def _number(piece: str, lower: str, vocabulary: Vocabulary) -> Token | None:
    size = _SIZE.fullmatch(piece)
    if size:
        return Token("Z", "", size_text(float(size["n"]), size["unit"]))
    if _NUMBER.fullmatch(piece):
        return Token("N", "", piece)
    if _PERCENT.fullmatch(piece):
        return Token("N", "%", piece[:-1])
    if lower in vocabulary.numbers:
        return Token("N", lower, str(vocabulary.numbers[lower]))
    if lower[:-2].isdecimal() and lower[-2:] in ("st", "nd", "rd", "th"):
        return Token("N", "nth", lower[:-2])
    if lower[-1] == "s" and lower[:-1].isdecimal() and len(lower) == _PLURAL_CODE:
        return Token("N", "", lower[:-1])
    if lower[0] == ":" and lower[1:].isdecimal():
        return Token("N", "", lower[1:])
    return None


def _literal(piece: str, lower: str, vocabulary: Vocabulary) -> Token | None:
    if "." in lower and lower in vocabulary.same:
        return None
    number = _number(piece, lower, vocabulary)
    if number is not None:
        return number
    for kind, pattern in (
        ("U", _URL), ("I", _ADDRESS), ("D", _DATE), ("L", _LOGIN), ("M", _MODE), ("V", _VARIABLE),
        ("X", _EXTENSION),
    ):  # fmt: skip
        if pattern.fullmatch(piece) and not (kind == "M" and piece.startswith("-") and len(piece) < 9):
            return Token("P" if piece in vocabulary.dotted else kind, "", piece)
    if any(mark in piece.rstrip("?") for mark in "*?["):
        return Token("G", "", piece)
    if _SCHEME.fullmatch(piece):
        return Token("S", "", piece)
    if piece in (".", "..", "~", "/") or piece.startswith(("/", "~/", "./", "../", "$HOME")):
        return Token("P", "", piece)
    if _VERSION.fullmatch(lower):
        return Token("w", lower, piece, known=False)
    if lower in vocabulary.code_names:
        return Token("S", "", piece)
    if _FILE.fullmatch(piece):
        return Token("F", "", piece)
    if piece.removesuffix("s") in vocabulary.files:
        return Token("F", "", piece.removesuffix("s"))
    return None


def _word(piece: str, vocabulary: Vocabulary) -> Token:
    if _CAMEL.fullmatch(piece):
        return Token("w", piece.lower(), piece, known=False)
    word, known, doubt = vocabulary.plain(piece.lower())
    if len(piece) > 2 and piece.isupper():
        known = False
    return Token("w", word, piece, doubt=doubt, known=known)


def _joined(tokens: list[Token], vocabulary: Vocabulary) -> list[Token]:
    """Sizes of two words, and phrases that mean one word."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        measures = (token.kind == "N" and token.word != "nth") or _DECIMAL.fullmatch(token.text)
        if measures and following is not None and following.kind == "w":
            unit = _UNIT.fullmatch(following.text)
            if unit and (len(following.text) > 1 or following.text in "KMGkmgb"):
                letter = unit["u"] or (unit["w"] or "")[:1]
                found.append(Token("Z", "", size_text(float(token.text), letter)))
                at += 2
                continue
        if token.text.lower() in ("a", "one") and following is not None and len(following.text) > 2:
            unit = _UNIT.fullmatch(following.text)
            if unit and (unit["w"] or following.text.isupper()):
                found.append(Token("Z", "", size_text(1, unit["u"] or (unit["w"] or "")[:1])))
                at += 2
                continue
        if _is_letter(tokens, at):
            found.append(Token("S", "", token.text))
            at += 1
            continue
        length, means = _longest_phrase(tokens, at, vocabulary)
        if length:
            text = " ".join(one.text for one in tokens[at : at + length])
            found.extend(_meant(word, text) for word in means)
            at += length
            continue
        found.append(token)
        at += 1
    return found


def _meant(word: str, text: str) -> Token:
    """What stands in place of a phrase: a number, a variable, a path or a word."""
    if word.isdecimal():
        return Token("N", "", word)
    if word.startswith("~/"):
        return Token("P", "", word)
    return Token("V", "", word) if word.startswith("$") else Token("w", word, text)


def _is_letter(tokens: list[Token], at: int) -> bool:
    """Whether `a` stands where a text is meant: `words that start with a in b.txt`."""
    if tokens[at].text not in ("a", "A") or at < 1:
        return False
    if _is_listed(tokens, at):
        return True
    after = tokens[at + 1].word if at + 1 < len(tokens) else "in"
    replaced = tokens[at - 1].word == "replace" or tokens[at - 2].word == "occurrence"
    if replaced and after in ("with", "by"):
        return True
    replaces = any(token.word == "replace" for token in tokens[:at])
    if replaces and tokens[at - 1].word in ("with", "by") and after in ("in", "of", "from", "inside"):
        return True
    if at == 1:
        return False
    before = tokens[at - 1].word
    starts = before in ("with", "letter", "character") and tokens[at - 2].word in _EDGES
    return (starts or before in ("letter", "character")) and after in (
        "in",
        "of",
        "from",
        "and",
        "or",
        "by",
        "with",
        "here",
        "but",
        "except",
        "directly",
        "older",
        "newer",
        "bigger",
        "smaller",
        "that",
        "under",
        "below",
    )


def _is_listed(tokens: list[Token], at: int) -> bool:
    """Whether `a` is the first of several letters: `the folders a, b and c`."""
    following = [token.text.lower() for token in tokens[at + 1 : at + 4]]
    if following[:1] == ["b"] or following[:2] in (["and", "b"], ["to", "b"]):
        return True
    return following[2:] == ["b"] and tokens[at - 1].word == tokens[at + 2].word


def _longest_phrase(tokens: list[Token], at: int, vocabulary: Vocabulary) -> tuple[int, tuple[str, ...]]:
    first = tokens[at]
    phrases = vocabulary.phrases.get(first.word if first.doubt else first.text.lower())
    if phrases is None or first.kind not in "wN":
        return 0, ()
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    found = list(phrases.get("", ()))
    if after is not None:
        found += phrases.get(after.text.lower(), ())
        if after.word and after.word != after.text.lower():
            found += phrases.get(after.word, ())
    found.sort()
    for _, words, means in found:
        if at + len(words) <= len(tokens) and all(map(_is_said, tokens[at + 1 : at + len(words)], words[1:])):
            return len(words), means
    return 0, ()


def _is_said(token: Token, word: str) -> bool:
    if token.kind not in "wN":
        return False
    text = token.text.lower()
    return word == text or (word == token.word and not text.endswith("named"))
