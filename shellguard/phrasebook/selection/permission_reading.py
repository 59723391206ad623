"""Reads who may do what with files and puts it into one token: `give the group write permission` is `g+w`."""

from __future__ import annotations

from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.tokens import Token

_ADDING, _TAKING, _ONLY = "adding", "taking", "only"
_ASKING = frozenset({"file", "files", "folders", "find", "show", "list", "which", "what", "search", "count"})
_BESIDE = frozenset({"permission", "can", "right", "bit", "access", "so", "that", "able", "to"})


def with_permission(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with those that speak of permissions as a mode to change to; () when there are none."""
    table = _table()
    if not tokens or tokens[0].text.lower() in _ASKING:
        return ()
    if not any(token.word in table or token.text.lower() in table for token in tokens):
        return ()
    roles = [
        ("who", "a") if _is_everybody(tokens, at) else _role(token, table) for at, token in enumerate(tokens)
    ]
    who = dict.fromkeys(letter for kind, letter in roles if kind == "who")
    what = "".join(dict.fromkeys(letter for kind, letter in roles if kind == "what"))
    how = [
        letter
        for at, (kind, letter) in enumerate(roles)
        if kind == "how" and not (letter == _ONLY and _says_of_what(tokens, at))
    ]
    if not what and {"permission", "all"} <= {token.word for token in tokens} and _TAKING in how:
        what = "rwx"
    if not what or not how or any(token.kind == "M" for token in tokens):
        return ()
    if not who and "permission" not in {token.word for token in tokens}:
        return ()
    if _ONLY in how and "a" in who and len(who) > 1:
        return ()
    mode = _not_for_others(tokens, roles, what, how) or _mode("".join(who), what, how)
    left = [
        token
        for token, (kind, _) in zip(tokens, roles, strict=True)
        if not kind and token.word not in _BESIDE
    ]
    head = [Token("w", "change", "change"), Token("w", "permission", "permission")]
    return (*head, *left, Token("w", "to", "to"), Token("M", "", mode))


def _not_for_others(
    tokens: tuple[Token, ...], roles: list[tuple[str, str]], what: str, how: list[str]
) -> str:
    """The mode where one is given what another is denied: `readable for the group but not for others`."""
    if how.count(_TAKING) != 1 or _ONLY in how:
        return ""
    denied = next((at for at, token in enumerate(tokens) if token.word == "not"), 0)
    if not denied or tokens[denied - 1].text.lower() not in ("but", "and"):
        return ""
    gets, lacks = (
        "".join(dict.fromkeys(letter for kind, letter in part if kind == "who"))
        for part in (roles[:denied], roles[denied:])
    )
    return f"{gets}+{what},{lacks}-{what}" if gets and lacks else ""


def _mode(who: str, what: str, how: list[str]) -> str:
    if _ONLY in how and who in ("u", "g", "ug"):
        others = "".join(letter for letter in "ugo" if letter not in who)
        if what in ("x", "w"):  # who may not read, too, has no use of it
            return f"{who}+{what},{others}-{what}"
        return f"{who}={what},{others}="
    if "a" in who:
        who = "a"
        if _ONLY in how:
            return f"a={what}"
    return f"{who}{'-' if _TAKING in how else '+'}{what}"


def _says_of_what(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether an `only` says which things are meant, not who has the right: `folders only`."""
    beside = [*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2]]
    return any(token.word in ("file", "dir", "subdir", "script") for token in beside)


def _is_everybody(tokens: tuple[Token, ...], at: int) -> bool:
    """`all users` are not the owner alone."""
    return at > 0 and tokens[at].word == "user" and tokens[at - 1].word in ("all", "any", "every")


def _role(token: Token, table: dict[str, tuple[str, str]]) -> tuple[str, str]:
    if token.kind != "w":
        return "", ""
    return table.get(token.word) or table.get(token.text.lower()) or ("", "")


@cache
def _table() -> dict[str, tuple[str, str]]:
    """What a word says of rights: who has them, what may be done or how they change, and its letter."""
    found: dict[str, tuple[str, str]] = {}
    for kind, listed in load("phrasing/vocabulary")["rights"].items():
        for letter, words in listed.items():
            for word in words.split():
                found.setdefault(word, (kind, letter))
    return found
