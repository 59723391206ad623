"""Other ways to read the same tokens: `a.txt in docs` as one path, several bare words as one text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import vocabulary

_SURE_OF_PATH, _SURE_OF_TEXT = 0.98, 0.9
_TWO_WORDS = 3
_LEAST_BEFORE = 2
_SCRIPT = re.compile(r"[\w-]+\.(?:sh|py)")
_INSIDE = {"in", "from", "inside", "under", "within", "of"}
_ELSEWHERE = {"find", "search", "create", "touch", "download", "compress", "extract", "copy", "move", "link"}
_NEVER_JOINED = {"to", "into", "as", "with", "by", "call", "name"}
_TEXT_BEFORE = {
    "in",
    "to",
    "into",
    "from",
    "inside",
    "within",
    "at",
    "under",
    "with",
    "by",
    "end",
    "top",
    "on",
}
_NO_NAMES = {
    "current",
    "same",
    "this",
    "parent",
    "working",
    "present",
    "given",
    "specified",
    "each",
    "every",
    "editor",
    "browser",
    "terminal",
    "pager",
    "viewer",
    "background",
}
_BY = {"with", "by", "to", "for"}
_OCCURRENCES = {
    "the",
    "every",
    "each",
    "all",
    "any",
    "occurrence",
    "occurrences",
    "of",
    "word",
    "string",
    "text",
}
_ARTICLES = {"the", "a", "an", "my", "our"}
_IN_NO_COMMAND = _ARTICLES | {"this", "these", "all", "only", "and", "or", "then", "in", "with", "what", "it"}
_TOLD_WHY = {"commit", "amend", "stash", "git"}
"""What is done with a message of its own, which ends the request."""


_LASTING = {"stays", "permanently", "permanent", "forever", "good", "sessions", "shells"}
"""Words of how long something is to hold, which are no part of a command."""


def rewritten(tokens: tuple[Token, ...]) -> Iterator[tuple[tuple[Token, ...], float]]:
    """Each other reading with how sure it is, against the tokens as they stand."""
    if joined := _file_in_folder(tokens):
        yield joined, _SURE_OF_PATH
    if command := _command(tokens):
        yield command, _SURE_OF_PATH
    if program := _program(tokens):
        yield program, _SURE_OF_PATH
    if texts := _message(tokens) or _replaced(tokens) or _texts(tokens):
        yield texts, _SURE_OF_TEXT


def plainer(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`print the system hostname` without words that only say more of the noun behind them; () for none."""
    said, told = _words("qualifying"), _words("told_by_current") | _words("named_things")
    gone = [
        one.kind == "w"
        and one.text.lower() in said
        and other.kind == "w"
        and other.known
        and not (one.text.lower() == "current" and other.word in told)
        for one, other in pairwise(tokens)
    ]
    left = tuple(token for token, out in zip(tokens, (*gone, False), strict=True) if not out)
    return left if any(gone) and len(left) >= _LEAST_BEFORE else ()


def _file_in_folder(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`rename a.txt in docs to b.txt` with docs/a.txt (and, as it stays there, docs/b.txt); () for none."""
    if not tokens or tokens[0].word in ("find", "search"):
        return ()
    for at in range(1, len(tokens) - 2):
        file, inside = tokens[at], tokens[at + 1]
        if file.kind != "F" or "/" in file.text or inside.word not in _INSIDE:
            continue
        packed = tokens[0].word == "extract" and re.search(r"(?<!\.tar)\.(?:gz|bz2|xz)$", file.text)
        if inside.word != "from" and tokens[0].word in _ELSEWHERE and not packed:
            continue
        if tokens[at - 1].word in _NEVER_JOINED:
            continue
        end = at + 2
        while end < len(tokens) and tokens[end].word in _ARTICLES:
            end += 1
        if end < len(tokens) and tokens[end].word == "dir":
            end += 1
        if end == len(tokens) or not _is_folder(tokens, end) or _names_more_places(tokens, end):
            continue
        place = tokens[end].text.rstrip("/")
        if end + 1 < len(tokens) and tokens[end + 1].word == "dir":
            end += 1
        rest = tuple(
            _moved(token, place) if tokens[0].word in ("rename", "duplicate") else token
            for token in tokens[end + 1 :]
        )
        return (*tokens[:at], Token("P", "", f"{place}/{file.text}"), *rest)
    return ()


def _names_more_places(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether another folder stands behind one: `the files named a.txt in src and docs`."""
    joint = [token.word for token in tokens[at + 1 : at + 2]]
    return joint in (["and"], ["or"]) and any(token.kind == "P" for token in tokens[at + 2 : at + 4])


def _command(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`run wc -l on …` with what is to be run as one text; () for none."""
    if not tokens or tokens[0].text.lower() not in ("run", "execute"):
        return ()
    end = next((at for at, token in enumerate(tokens) if token.word in ("on", "for", "every")), 0)
    if end < _TWO_WORDS or any(token.kind == "S" for token in tokens[:end]):
        return ()
    if not _IN_NO_COMMAND.isdisjoint(token.text.lower() for token in tokens[1:end]):
        return ()
    return (tokens[0], Token("S", "", " ".join(token.text for token in tokens[1:end])), *tokens[end:])


def with_output(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`write the output of ls -l to a.txt` with the command as one text; else as they stand."""
    if repeated := _repeated(tokens) or _aliased(tokens):
        return repeated
    if not tokens or tokens[0].word not in ("write", "put", "save", "store") or tokens[-1].kind not in "FP":
        return tokens
    start = next((at for at, token in enumerate(tokens) if token.text.lower() == "output"), len(tokens))
    texts = [token.text for token in tokens[start + 1 : -1]]
    while texts and texts[0].lower() in ("of", "the", "command"):
        texts.pop(0)
    while texts and texts[-1].lower() in ("the", "file", "a", "to", "into", "in"):
        texts.pop()
    if not texts or texts[0] not in _words("runnable"):
        return tokens
    return (tokens[0], tokens[start], Token("S", "", " ".join(texts)), Token("w", "to", "to"), tokens[-1])


def _repeated(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`run ls -l every 5 seconds` with the command as one text; () for none."""
    end = next((at for at, token in enumerate(tokens) if token.word == "every"), 0)
    runs = tokens[0].text.lower() in ("run", "execute", "repeat") if tokens else False
    if end < _LEAST_BEFORE or not runs or tokens[-1].word != "second":
        return ()
    texts = [_runnable(token.text) for token in tokens[1:end] if token.text.lower() != "again"]
    if not texts or texts[0].lower() in ("the", "command"):
        return ()
    known = texts[0] in _words("runnable") or _SCRIPT.fullmatch(tokens[1].text)
    return (tokens[0], Token("S", "", " ".join(texts)), *tokens[end:]) if known else ()


def _runnable(text: str) -> str:
    """A script as it is started: by its interpreter, or from the folder where it is."""
    if not _SCRIPT.fullmatch(text):
        return text
    return f"python3 {text}" if text.endswith(".py") else f"./{text}"


def _aliased(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`alias ll to ls -la` with the command as one text; () for none."""
    start = next((at for at, token in enumerate(tokens[:_TWO_WORDS]) if token.text.lower() == "alias"), -1)
    if start < 0 or (start and tokens[0].word != "create"):
        return ()
    joint = next((at for at, token in enumerate(tokens) if token.word in ("to", "for", "as")), -1)
    if joint <= start + 1 or joint + 1 == len(tokens):
        return ()
    said = [token.text for token in tokens[joint + 1 :]]
    if not _LASTING.isdisjoint(text.lower() for text in said):
        return ()
    return (*tokens[: joint + 1], Token("S", "", " ".join(said)))


def _program(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`which python am I using` as `which program python`; () for none."""
    if not tokens or tokens[0].text.lower() != "which":
        return ()
    telling = [token for token in tokens[1:] if token.kind != "w" or token.word not in vocabulary().noise]
    if len(telling) != 1 or telling[0].text.lower() not in _words("programs"):
        return ()
    return (tokens[0], Token("w", "program", "program"), telling[0])


def _moved(token: Token, place: str) -> Token:
    return Token("P", "", f"{place}/{token.text}") if token.kind == "F" and "/" not in token.text else token


def _is_folder(tokens: tuple[Token, ...], at: int) -> bool:
    token = tokens[at]
    if token.text.lower() in _NO_NAMES:
        return False
    if token.kind == "P":
        return "." not in token.text.rsplit("/", 1)[-1] and token.text not in ("/", "~", ".", "..")
    named = at + 1 < len(tokens) and tokens[at + 1].word == "dir"
    return token.kind == "w" and " " not in token.text and (named or not token.known)


def _message(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`commit all with message fix the login` with all that follows as its text; () for none."""
    if not tokens or tokens[0].word not in _TOLD_WHY:
        return ()
    at = next((at for at, token in enumerate(tokens) if token.word == "message"), len(tokens))
    pushed = [end for end in range(at, len(tokens) - 1) if _pushes(tokens, end)]
    end = pushed[0] if pushed else len(tokens)
    if end - at < _TWO_WORDS or any(token.kind not in "wNF" for token in tokens[at:end]):
        return ()
    begin = at + 2 if tokens[0].word == "amend" and tokens[at + 1].word in ("to", "into") else at + 1
    said = " ".join(token.text for token in tokens[begin:end])
    return (*tokens[: at + 1], Token("S", "", said), *tokens[end:])


def _pushes(tokens: tuple[Token, ...], at: int) -> bool:
    return tokens[at].word in ("and", "then") and tokens[at + 1].word == "push"


def _replaced(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`replace http with https in …` with both words as texts, though they are known; () for none."""
    at = replaced_at(tokens)
    if not at or at + 2 >= len(tokens) or tokens[at + 2].word not in _INSIDE:
        return ()
    one, other = (Token("S", "", tokens[place].text) for place in (at - 1, at + 1))
    return (tokens[0], one, tokens[at], other, *tokens[at + 2 :])


def replaced_at(tokens: Sequence[Token]) -> int:
    """Where the `with` stands between two words of which one is to become the other; 0 for none."""
    at = next((at for at, token in enumerate(tokens) if token.word in _BY), 0)
    if at < _TWO_WORDS - 1 or at + 1 >= len(tokens):
        return 0
    if tokens[0].word != "replace" and tokens[0].text.lower() != "change":
        return 0
    what, become = tokens[at - 1], tokens[at + 1]
    before = {token.text.lower() for token in tokens[1 : at - 1]}
    if not before <= _OCCURRENCES or {what.kind, become.kind} - set("wFS"):
        return 0
    if {what.text.lower(), become.text.lower()} & _no_texts() or (
        not before and what.word in _words("plain")
    ):
        return 0
    return at


@cache
def _no_texts() -> frozenset[str]:
    """Words that stand for signs, or for what no text is: `replace tabs with spaces`."""
    return frozenset(load("phrasing/vocabulary")["signs"]) | _words("no_text") | {"lowercase", "uppercase"}


def _texts(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Runs of bare words after `containing`, `search for`, `replace` … as one quoted text; () for none."""
    found: list[Token] = []
    at, joined = 0, False
    if not tokens:
        return ()
    replaces = any(
        token.word in ("replace", "swap", "exchange") or token.text.lower() == "change" for token in tokens
    )
    while at < len(tokens):
        token = tokens[at]
        found.append(token)
        at += 1
        if token.word not in _words("text_after") or (token.word in ("with", "by") and not replaces):
            continue
        while at < len(tokens) and tokens[at].word in _ARTICLES:
            at += 1
        end = at
        while (
            end < len(tokens)
            and tokens[end].kind in "wN"
            and tokens[end].word not in _TEXT_BEFORE | _words("no_text")
        ):
            if tokens[end].word in _words("text_after"):
                break
            end += 1
        closed = end == len(tokens) or tokens[end].word in _TEXT_BEFORE
        if end - at > 1 and closed:
            found.append(Token("S", "", " ".join(one.text for one in tokens[at:end]), known=False))
            at, joined = end, True
    return tuple(found) if joined else ()


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load("phrasing/vocabulary")["words"][kind].split())
