"""How far a word of a request may be trusted to be the value that a phrase takes it for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import Vocabulary, vocabulary
from shellguard.phrasebook.phrases.candidates import OF_SEVERAL, is_named
from shellguard.phrasebook.phrases.slots import kinds_of_noun, nouns
from shellguard.phrasebook.selection.selection_rules import selection_rules

_NO_FIRST = {"path", "file", "dir", "string", "pattern"}
_FIRST_WORD = 0.6
_NAMING = {"call", "name", "word", "string"}
_WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_DESCRIBED = {"line", "word", "file", "dir", "column", "character", "row", "entry"}
_DEED_AS_VALUE = 0.5
_ODD_EXTENSION = 0.65
_KNOWN_WORD_VALUE, _KNOWN_WORD_NAME, _KNOWN_WORD_TEXT = 0.6, 0.72, 0.8
_PLURAL = 0.5
_USUAL_FOLDER = 0.9
_FILE_AS_TEXT = 0.8
_PART_AS_TEXT = 0.6
_CAPITALS_AS_FILE = 0.6
_PARTS_OF_TEXT = {"occurrence", "digit", "digits", "vowel", "vowels", "punctuation", "duplicate", "recursive",
                  "last", "first", "newest", "oldest", "largest", "smallest", "most", "least"}  # fmt: skip
_BY_SOMEBODY = 0.5
_BEFORE_TEXT = {"contain", "for", "with", "word", "string", "replace", "by", "to", "find", "search", "change",
                "all", "occurrence", "of", "line", "append", "insert", "delete", "add"}  # fmt: skip
_BARE_WORD = {"file": 0.5, "path": 0.9, "image": 0.9, "container": 0.9}
_PROPER = {"service", "package", "name", "container", "image", "branch", "user", "host", "ext"}
_TEXTS = {"string", "pattern", "ext"}
_CALLED_SO = {"table", "database", "session", "function", "bucket", "network", "volume", "setting", "option"}
_PLACED = {"path", "file", "dir"}
_PREPOSITIONS = {"to", "into", "onto", "as", "from", "of", "in", "on", "by", "with"}
_JOINTS = {"and", "or", "to", "into", "as", "with"}
_ARTICLES = {"the", "my", "our"}
_INDEFINITE = {"a", "an", "another", "some"}
_DETERMINERS = {
    "the",
    "my",
    "our",
    "your",
    "this",
    "that",
    "these",
    "those",
    "current",
    "given",
    "specified",
    *_INDEFINITE,
}
_QUALIFYING = {
    "current",
    "currently",
    "active",
    "given",
    "specified",
    "existing",
    "main",
    "default",
    "selected",
    "whole",
}
_TO_NOUN = 3
_VAGUE = {"tree", "a", "an", "another", "any", "some", "all", "every", "each", "only"}
_MONTHS = {"january", "february", "march", "april", "june", "july", "august", "september", "october",
           "november", "december"}  # fmt: skip
_CLOSING = {"to", "into", "onto", "from", "in", "with", "and", "or", "as", "of", "for", "on", "at", "by",
            "using", "be", "then", "executable", "writable", "readable", "recursive"}  # fmt: skip


def trust(tokens: Sequence[Token], at: int, used: Mapping[int, str], words: Vocabulary) -> float:
    """Below 1 for a bare word that may not be meant as the value that it was taken for."""
    token, kind = tokens[at], used[at]
    if kind in ("string", "pattern") and token.word in _PARTS_OF_TEXT and not is_named(tokens, at):
        return _PART_AS_TEXT
    if kind in ("string", "pattern") and token.kind in "FP":
        return 1.0 if at and tokens[at - 1].word in _BEFORE_TEXT else _FILE_AS_TEXT
    if token.kind == "S" and at == 0 and kind in _PROPER:
        return _FIRST_WORD
    if kind in _TEXTS and token.kind != "S" and token.text.count("(") != token.text.count(")"):
        return _PART_AS_TEXT
    return _trust_in_word(tokens, at, used, words) if token.kind == "w" else 1.0


def _trust_in_word(tokens: Sequence[Token], at: int, used: Mapping[int, str], words: Vocabulary) -> float:
    token, kind = tokens[at], used[at]
    if at == 0 and token.known and token.word in words.actions:
        return _DEED_AS_VALUE
    derived = token.known and token.text.lower().endswith("ed") and token.text.lower() != token.word
    if (derived or token.text.lower() in _never_names()) and not _is_called(tokens, at):
        return _DEED_AS_VALUE
    is_deed = (token.says_how or _is_deed(tokens, at, kind, words)) and not is_named(tokens, at)
    if is_deed or _is_one_more_noun(tokens, at, kind):
        return _DEED_AS_VALUE
    said_more = _says_more(tokens, at, kind, words) or _is_common_noun(tokens, at, kind, words)
    if (said_more or _is_when_or_where(tokens, at, kind)) and not _is_called(tokens, at):
        return _DEED_AS_VALUE
    if at == 0 and _is_no_name(token, kind, words):
        return _FIRST_WORD
    if (
        token.doubt
        and token.word in words.common
        and token.text.lower() not in _MONTHS
        and not is_named(tokens, at)
    ):
        return _DEED_AS_VALUE
    if kind == "ext" and not is_named(tokens, at) and token.word not in _extensions():
        return _ODD_EXTENSION
    if kind in ("file", "path") and at and tokens[at - 1].text.lower() == "by":
        return _BY_SOMEBODY
    if kind in ("file", "path") and token.text.isupper() and len(token.text) > 1:
        named = is_named(tokens, at) or (
            at and tokens[at - 1].text.lower() in ("file", "folder", "directory")
        )
        return 1.0 if named else _CAPITALS_AS_FILE
    if kind == "key" or is_named(tokens, at) or token.text[0].isupper() or token.text in _WEEKDAYS:
        return 1.0
    if token.known and not (kind in _PROPER and _as_name(token, kind) in words.proper):
        return _trust_in_known(tokens, at, used, words)
    return _BARE_WORD.get(kind, 1.0)


def _is_when_or_where(tokens: Sequence[Token], at: int, kind: str) -> bool:
    """Whether a preposition and an article stand before a word, which is then no text: `in the past`."""
    before = [token.text.lower() for token in tokens[max(0, at - 2) : at]]
    if kind != "string" or len(before) <= 1:
        return False
    return before[0] in ("in", "on", "at", "during") and before[1] in _ARTICLES


def _is_no_name(token: Token, kind: str, words: Vocabulary) -> bool:
    """Whether the first word of a request is what is done, not what it is done to: `Render the log`."""
    if kind in _NO_FIRST and not token.text.isupper():
        return True
    return token.text.istitle() and token.text.lower() not in words.proper | words.programs


def _trust_in_known(tokens: Sequence[Token], at: int, used: Mapping[int, str], words: Vocabulary) -> float:
    token, kind = tokens[at], used[at]
    plural = kind not in _PLACED | _TEXTS - {"dir"} and token.text.lower() == token.word + "s"
    if plural and not (at and tokens[at - 1].text.lower() == "table"):
        return _PLURAL
    if kind in ("string", "pattern") and (_describes(tokens, at) or _is_noun(token)):
        return 1.0 if is_named(tokens, at) else _PART_AS_TEXT
    if kind in _PLACED and token.text.lower() in _folders() and _stands_as_name(tokens, at, used, words):
        return _USUAL_FOLDER
    if kind in _PLACED and not _is_behind_noun(tokens, at, kind):
        return _KNOWN_WORD_VALUE
    behind = kind == "path" and at and tokens[at - 1].word in _PREPOSITIONS and not _is_noun(token)
    if kind in ("string", "pattern") or behind:
        return _KNOWN_WORD_TEXT
    if kind == "service" and not _is_behind_noun(tokens, at, kind):
        return _KNOWN_WORD_VALUE
    return _KNOWN_WORD_NAME if _stands_as_name(tokens, at, used, words) else _KNOWN_WORD_VALUE


def _stands_as_name(tokens: Sequence[Token], at: int, used: Mapping[int, str], words: Vocabulary) -> bool:
    """Whether a known word stands where only a name can: behind its noun or a deed, beside another name."""
    token, kind = tokens[at], used[at]
    if kind not in _PLACED | _TEXTS and token.text.lower() in words.proper | words.programs:
        return True
    before = at - 1
    while before >= 0 and tokens[before].text.lower() in _ARTICLES:
        before -= 1
    if before < 0 or {tokens[before].text.lower(), token.text.lower()} & _VAGUE or _is_noun(token):
        return False
    last, after = tokens[before], tokens[at + 1] if at + 1 < len(tokens) else None
    names = last.word in nouns(kind) | _CALLED_SO and not last.text.lower().endswith("s")
    if names or (last.word in _JOINTS and used.get(before - 1) == kind):
        return True
    if after is not None and after.kind == "w" and after.word not in _CLOSING:
        return False
    return last.word in words.actions or (kind in _PLACED and last.word in _PREPOSITIONS)


def _is_behind_noun(tokens: Sequence[Token], at: int, kind: str) -> bool:
    """Whether a noun of its kind stands before a word, or before one that is joined to it."""
    before = [token.word for token in tokens[max(0, at - _TO_NOUN) : at]]
    return not nouns(kind).isdisjoint(before[-1:]) or (
        not _JOINTS.isdisjoint(before[-1:]) and not nouns(kind).isdisjoint(before[:-1])
    )


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word says which lines or files are meant, or is such a noun, and no text: `shared lines`."""
    if tokens[at].word in _DESCRIBED:
        return True
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return after in _DESCRIBED and not (at and tokens[at - 1].word in _BEFORE_TEXT)


def _is_noun(token: Token) -> bool:
    """Whether a word only says what a value is: `file`, `branch`."""
    plain = token.text.lower() in (token.word, token.word + "s")
    return plain and token.word != "new" and bool(kinds_of_noun(token.word))


def _as_name(token: Token, kind: str) -> str:
    """A word as a name is written; `jpgs` are files with that extension."""
    lower = token.text.lower()
    return lower.removesuffix("s") if kind == "ext" else lower


def _says_more(tokens: Sequence[Token], at: int, kind: str, words: Vocabulary) -> bool:
    """Whether a known word turns the meaning, or tells which one: `all stopped containers`, `a branch`."""
    if _is_any(tokens, at, kind):
        return True
    after = tokens[at + 1].text.lower() if at + 1 < len(tokens) else ""
    return (tokens[at].known and tokens[at].word in words.against) or after in OF_SEVERAL


def _is_deed(tokens: Sequence[Token], at: int, kind: str, words: Vocabulary) -> bool:
    """Whether a known word for what is done stands where no noun makes it a name: `git switch`."""
    token, last = tokens[at], tokens[at - 1].word if at else ""
    if kind not in _PROPER | _PLACED or not token.known or token.text != token.word:
        return False
    return token.word in words.actions and (last == "git" or last not in nouns(kind))


def _is_one_more_noun(tokens: Sequence[Token], at: int, kind: str) -> bool:
    """Whether a known noun or a verb stands behind a noun, and no name: `a package file`."""
    token = tokens[at]
    if kind not in (_PROPER | _PLACED) - {"name", "ext"} or not token.known or _is_called(tokens, at):
        return False
    if _is_noun(token) and token.word in nouns(kind) | nouns("file"):
        return True
    plural = token.text.endswith("s") and token.text != token.word and kind in _PROPER
    return plural and at > 0 and tokens[at - 1].word in nouns(kind) and token.text not in vocabulary().proper


def is_plain_word(token: Token) -> bool:
    """Whether a token is a word of small letters only, as few names are that nothing else tells to be one."""
    return token.kind == "w" and token.text.islower() and token.text.isalpha()


def _is_common_noun(tokens: Sequence[Token], at: int, kind: str, words: Vocabulary) -> bool:
    """Whether an article before a word tells that it is no name: `enable the plugin`, `a sudo user`."""
    token = tokens[at]
    if kind == "key" or not is_plain_word(token) or token.text in _signs():
        return False
    article = _article_before(tokens, at)
    if token.known and tokens[at - 1].word in nouns(kind) and _article_before(tokens, at - 1) in _INDEFINITE:
        return tokens[0].word not in ("create", "add")  # `a branch base` is a part of one
    if not article or (kind == "name" and token.text.endswith("s")):
        return False
    if kind in {*_TEXTS, "name"} and article not in _INDEFINITE and article == tokens[at - 1].text.lower():
        return False
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if article not in _INDEFINITE and after in nouns(kind):
        return False
    if kind == "user" and article in _INDEFINITE and after == "user":
        return True
    return token.text in _folders() or token.text not in words.proper | words.programs


def _article_before(tokens: Sequence[Token], at: int) -> str:
    """The article that stands before a word and those that only say more of it; "" for none."""
    before = at - 1
    while before >= 0 and tokens[before].text.lower() in _QUALIFYING:
        before -= 1
    lower = tokens[before].text.lower() if before >= 0 else ""
    return lower if lower in _DETERMINERS else ""


def _is_any(tokens: Sequence[Token], at: int, kind: str) -> bool:
    """Whether a known word is one of many things, and not the name of one: `for a pattern`, `of a user`."""
    if not (at and tokens[at].known and tokens[at - 1].text.lower() in _INDEFINITE):
        return False
    return (kind not in _TEXTS or tokens[at].word in nouns(kind)) and not is_named(tokens, at)


def _is_called(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is said to be a name or a text."""
    before = tokens[at - 1] if at else None
    if before is None or (at > 1 and tokens[at - 2].text.lower() in _INDEFINITE):
        return False
    return before.word in _NAMING and before.text.lower() != before.word + "s"


@cache
def _folders() -> frozenset[str]:
    return frozenset(load("phrasing/vocabulary")["words"]["folders"].split())


@cache
def _never_names() -> frozenset[str]:
    return frozenset(load("phrasing/vocabulary")["words"]["never_names"].split())


@cache
def _signs() -> frozenset[str]:
    return frozenset(load("phrasing/vocabulary")["signs"])


@cache
def _extensions() -> frozenset[str]:
    return frozenset(selection_rules().types) | vocabulary().proper
