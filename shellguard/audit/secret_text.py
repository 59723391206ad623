"""Finding secrets in text by its form: named values, headers, addresses with passwords, known formats."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shellguard.audit.secret_names import Name, is_glued_option, looks_like_chance, what_name_says
from shellguard.knowledge.secret_formats import any_hint, formats

MARK = "‹redacted:"
_TELLING = (
    "pass", "pwd", "secret", "token", "key", "auth", "cred", "cookie", "jwt", "bearer", "psk", "otp", "sig",
    "session", "pw", "appid", "sid", "hmac", "identified",
)  # fmt: skip
_TELLS = re.compile("|".join(_TELLING)).search
_NAMED = re.compile(
    r"""(?<![\w.$\\-])(?<!\$\{)(?<!‹redacted:)(?P<name>-{0,2}[A-Za-z_][\w.\[\]-]{0,63})(?:
        (?P<quote>\\?["'])?\s{0,2}(?P<sep>:=|\+=|=>|=(?!=)|:(?!//|:))[ \t]{0,2}
        | (?P<gap>[ \t]+(?:\\\n[ \t]*)?)(?=[^\s-]))""",
    re.VERBOSE,
)
_DEFAULT = re.compile(r"\$\{(?P<name>\w+):?[-=+](?P<value>[^}]+)\}")
_SAID = re.compile(
    r"""\b(?:login\s+\S+\s+password\s+(?P<word>[^\s'"]+)
        | (?:identified\s+(?:with\s+\w+\s+)?by|password)\s+(?P<quote>\\?['"])(?P<value>[^'"\n]+))""",
    re.IGNORECASE | re.VERBOSE,
)
# As people say it: only what looks like no word of theirs, as little else tells it from one.
_IN_PROSE = re.compile(
    r"""\b(?:password|passphrase|passcode|passwd|secret|token|api[ _-]?key)\b
        (?:\s+\w+){0,3}?\s+(?:to|is|as|be)\s+
        (?:(?P<quote>["'])(?P<value>[^"'\n]{4,})(?P=quote)
        |(?P<word>(?=[^\s'"]*[\d!#$%^&*+=?@])(?=[^\s'"]*[A-Za-z])(?:[^\s'"]{8,}|[^\s'"]*[!#$%^&*+=?@][^\s'"]+)))""",
    re.IGNORECASE | re.VERBOSE,
)
_SCHEME = re.compile(r"(?:basic|bearer|token|digest|apikey|negotiate|aws4-hmac-sha256)[ \t]+", re.IGNORECASE)
_BEARER = re.compile(r"\b[Bb]earer[ \t]+(?P<value>[\w.~+/-]{12,}=*)")
_USERINFO = re.compile(r"[A-Za-z][\w+.-]{0,30}://(?P<user>[^\s/:@'\"?#]*):(?P<value>[^\s/'\"]+)@")
_LONE_USER = re.compile(r"[A-Za-z][\w+.-]{0,30}://(?P<value>[^\s/:@'\"?#]{20,})@")
_QUOTES = re.compile(r"\\.|['\"]|\n", re.DOTALL)
_NO_SECRET = re.compile(
    r"(?:true|false|yes|no|on|off|none|null|nil|\d{1,2}|\*+|\.+|x+|\{\{.*|%\(?\w*\)?s?|-|\[\]|\{\}|\?|\$[?!#$@*-])$",
    re.IGNORECASE | re.DOTALL,
)
_VARIABLE = re.compile(r"\$(?:\w+|\{[^}]*\}?|\(.*)$|`.*|[<>]\(.*", re.DOTALL)
_PATH = re.compile(r"(?:~|\.{1,2})?/[\w./@+-]*$|[\w-]+\.(?:txt|json|ya?ml|pem|key|crt|env|toml|jar|gpg|pub)$")
_MORE_FIELDS = re.compile(r"[&;,\s]+[\w.\[\]-]+\s?[=:]")


@dataclass(frozen=True, slots=True, order=True)
class Secret:
    """A piece of a text that must go: `[start, end)`, what kind it is, and its value."""

    start: int
    end: int
    kind: str
    value: str


def may_hold_secret(text: str) -> bool:
    """A cheap look that never says no where `secrets_in` would find something."""
    return (
        _TELLS(text.lower()) is not None
        or ("://" in text and "@" in text)
        or any_hint().search(text) is not None
    )


def secrets_in(text: str, *, as_line: bool = False) -> list[Secret]:
    """The secrets that a text shows by its form; they may overlap.

    *as_line*: in a shell's line `password: word` are two words that have nothing to do with each other.
    """
    if not may_hold_secret(text):
        return []
    found = _of_known_format(text)
    if "://" in text and "@" in text:
        found += _in_addresses(text)
    if _TELLS(text.lower()):
        found += _named(text, as_line)
        found += _said(text)
    return found


def _said(text: str) -> list[Secret]:
    """Values that words announce: `login me password …`, `IDENTIFIED BY '…'`, `Bearer …`, `${TOKEN:-…}`."""
    found = [
        Secret(match.start("value"), match.end("value"), match["name"].lower(), match["value"])
        for match in _DEFAULT.finditer(text)
        if what_name_says(match["name"]) is Name.STRONG and not _VARIABLE.fullmatch(match["value"])
    ]
    for match in _BEARER.finditer(text):
        found.append(Secret(match.start("value"), match.end("value"), "bearer", match["value"]))
    for match in (*_SAID.finditer(text), *_IN_PROSE.finditer(text)):
        group = "word" if match["word"] else "value"
        if not _VARIABLE.fullmatch(match[group]) and not _PATH.match(match[group]):
            found.append(Secret(match.start(group), match.end(group), "password", match[group]))
    return found


def _of_known_format(text: str) -> list[Secret]:
    if any_hint().search(text) is None:
        return []
    return [
        Secret(match.start(), match.end(), row.id, match[0])
        for row in formats()
        if any(hint in text for hint in row.hints)
        for match in row.pattern.finditer(text)
    ]


def _in_addresses(text: str) -> list[Secret]:
    found = [
        Secret(match.start("value"), match.end("value"), "address", match["value"])
        for match in _USERINFO.finditer(text)
        if not _VARIABLE.match(match["value"])
    ]
    found += [
        Secret(match.start("value"), match.end("value"), "address", match["value"])
        for match in _LONE_USER.finditer(text)
        if looks_like_chance(match["value"])
    ]
    return [secret for secret in found if MARK not in secret.value]


def _named(text: str, as_line: bool) -> list[Secret]:
    found = []
    quotes = _OpenQuotes(text)
    for match in _NAMED.finditer(text):
        name = match["name"]
        says = what_name_says(name)
        if says is Name.NOTHING or (
            match["gap"] is not None and (name[0] != "-" or says is Name.WEAK or is_glued_option(name))
        ):
            continue
        quote = quotes.at(match.start())
        apart = match["sep"] == ":" and not quote and text[match.end() - 1].isspace()
        if as_line and apart and "\n" not in text[: match.start()]:
            continue
        header = name.lower().endswith(("authorization", "cookie")) and match["sep"] == ":"
        start, end = _value_at(text, match.end(), quote, match.start(), header)
        value = text[start:end]
        if _is_secret(value, name, says, single_quoted=text[start - 1 : start] == "'"):
            kind = "entropy" if says is Name.WEAK else re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
            found.append(Secret(start, end, kind[:24], value.strip("'\"")))
    return found


def _is_secret(value: str, name: str, says: Name, *, single_quoted: bool) -> bool:
    bare = value.strip("'\" \t\\")
    if not bare or bare.startswith(MARK) or _NO_SECRET.match(bare):
        return False
    if _VARIABLE.fullmatch(bare) and (not single_quoted or re.match(r"\$[A-Z_{(]", bare)):
        return False
    if says is Name.WEAK:
        return looks_like_chance(bare)
    low = name.lower()
    if "pass" in low or "pw" in low:
        return True
    if low.endswith("cookie"):
        return "=" in bare
    if low.strip("-") == "secret" and re.match(r"(?:id|type|src|source)=", bare):
        return False  # docker build --secret id=NAME
    return not _PATH.match(bare) or looks_like_chance(bare)


class _OpenQuotes:
    """Which quote is open at growing offsets of a text, as the shell would see it."""

    def __init__(self, text: str) -> None:
        self._marks = _QUOTES.finditer(text)
        self._next = next(self._marks, None)
        self._open = ""

    def at(self, offset: int) -> str:
        while self._next is not None and self._next.start() < offset:
            mark = self._next[0]
            if mark in "'\"":
                if not self._open:
                    self._open = mark
                elif self._open == mark:
                    self._open = ""
            self._next = next(self._marks, None)
        return self._open


def _value_at(text: str, start: int, quote: str, name_start: int, header: bool) -> tuple[int, int]:
    """Where the value that begins at *start* lies, its quotes left out where it is one quoted run."""
    if text.startswith(MARK, start):
        return start, start
    scheme = _SCHEME.match(text, start)
    if scheme:
        start = scheme.end()
        header = header or bool(quote)
    if header:
        return start, _end_of_quoted(text, start, quote)
    opening = text[start : start + 1]
    if text.startswith(('\\"', "\\'"), start):
        close = text.find(text[start : start + 2], start + 2)
        return start + 2, len(text) if close < 0 else close
    if opening in ("'", '"') and opening != quote:
        close = _end_of_quoted(text, start + 1, opening)
        following = text[close + 1 : close + 2]
        if not following or following in " \t\n;|&<>(),}]'\"" or quote:
            return start + 1, close
        return start, _end_of_word(text, start)
    if opening in ("'", '"'):  # closes what is open, unless that was a stray apostrophe
        if "\n" not in text[:start]:
            return start, start
        return start + 1, _end_of_quoted(text, start + 1, opening)
    if not quote:
        return start, _end_of_word(text, start)
    end = _end_of_quoted(text, start, quote)
    if text[name_start - 1 : name_start] == quote:  # the whole quoted word is NAME=VALUE
        more = _MORE_FIELDS.search(text, start, end)
        return start, more.start() if more else end
    stop = re.compile(r"[\s&;,}\"']").search(text, start, end)
    return start, stop.start() if stop else end


def _end_of_quoted(text: str, start: int, quote: str) -> int:
    pattern = {'"': r'(?:\\.|[^"\\])*', "'": r"[^']*", "": r"[^\n]*"}[quote]
    matched = re.compile(pattern, re.DOTALL).match(text, start)
    return matched.end() if matched else start


_WORD = re.compile(
    r"""(?:"(?:\\.|[^"\\])*(?:"|\Z)|\$?'(?:\\.|[^'\\])*(?:'|\Z)|\\.|\$\([^)]*\)|[^\s;|&<>()"'\\])+""",
    re.DOTALL,
)


def _end_of_word(text: str, start: int) -> int:
    matched = _WORD.match(text, start)
    return matched.end() if matched else start
