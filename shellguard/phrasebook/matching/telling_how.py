"""What a request says beside its point of how or where it is done: `with ffmpeg`, `in this repo`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.translation import Surroundings

_BEFORE_TOOL = {"with", "using", "use", "via", "through", "by"}
_INSIDE_TOOL = {"in", "during", "within"}
_LEAST_LEFT = 2
_IN_BRACKETS = re.compile(
    r"(?P<request>.*\S)\s*\((?:with|using|via) (?P<tool>[A-Za-z][\w.+-]*(?: [\w.+-]+){0,3})\)[.!?\s]*",
    re.DOTALL,
)
_HERE = re.compile(
    r" (?:in|inside|from|of|for|under) (?:(?:this|the|my|our) )?(?:current )?(?:work )?"
    r"(?:dir|project|repository|codebase)(?= |$)(?! \S*(?:call|name)\b)| here(?= |$)"
)

_ON_SYSTEM = (
    r"(?: (?:in|on|under|using|with)(?: (?:the|a|an|my))? (?P<system>{names})"
    r"(?: (?:terminal|shell|machine|system|server|cli))?"
    r"| (?:in|on|from|using|via|through|with|by)(?: the| a| my)?(?: (?P<other>{names}))?"
    r" (?:terminal|shell|command line|cli|console|(?:shell|terminal|bash|command line) commands?))$"
)
_FOR_SYSTEM = r"^ (?:(?:in|on|under) )?(?P<system>{names})(?= (?:{deeds}) )"
_INSIDE_ANOTHER = {"container", "image", "vm", "chroot", "ssh", "open", "start", "run", "switch", "checkout"}


def without_system(tokens: tuple[Token, ...], around: Surroundings) -> tuple[Token, ...]:
    """The tokens without the system that a command is for (`… in linux`); () where that is another one.

    What stands in the folder under such a name is meant by it, and so is what runs inside of something.
    """
    if not _INSIDE_ANOTHER.isdisjoint(token.word for token in tokens):
        return tokens
    starts, text = {}, ""
    for at, token in enumerate(tokens):
        starts[len(text)] = at
        text += " " + (token.text.lower().strip(",:") if token.kind == "w" else "_")
    starts[len(text)] = len(tokens)
    at_end, at_start = _on_system()
    found = at_end.search(text) or at_start.search(text)
    if found is None:
        return tokens
    name = found["system"] or found.groupdict().get("other") or ""
    first, last = starts[found.start()], starts[found.end()]
    left = (*tokens[:first], *tokens[last:])
    if name in around.entries or len(left) < _LEAST_LEFT:
        return tokens
    return left if _is_here(name, around) else ()


def _is_here(name: str, around: Surroundings) -> bool:
    """Whether a system is the one where a request was typed, as far as that is known."""
    table: dict[str, str] = load("phrasing/vocabulary")["systems"]
    needed = table.get(name, "")
    if needed in ("", around.system):
        return True
    return around.system == "linux" and needed != "macos" and around.package_manager in ("", needed)


@cache
def _on_system() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary()
    names = "|".join(map(re.escape, load("phrasing/vocabulary")["systems"]))
    deeds = "|".join(sorted(map(re.escape, words.actions | words.weak)))
    at_end = _ON_SYSTEM.replace("{names}", names)
    at_start = _FOR_SYSTEM.replace("{names}", names).replace("{deeds}", deeds)
    return re.compile(at_end), re.compile(at_start)


def without_tool(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], str]:
    """The tokens without the program that is to be used, and a pattern that its command line matches.

    Both empty where none is named: `with ffmpeg` at any place, or `rsync: …` at the start.
    """
    at, shown = tool_asked(tokens)
    if shown and at + _LEAST_LEFT == len(tokens) and _is_deed(tokens[-1]):
        return tokens[: at - 1], rf"{shown}.*\b{re.escape(tokens[-1].text)}\b"
    if shown:
        return (*tokens[: at - 1], *tokens[at + 1 :]), shown
    if len(tokens) > _LEAST_LEFT and tokens[1].word in vocabulary().actions | vocabulary().weak:
        shown = _tools().get(tokens[0].text.lower(), "")
    return (tokens[1:], shown) if shown else ((), "")


def _is_deed(token: Token) -> bool:
    """Whether a word is what is done, as behind a program that it is a command of: `with git switch`."""
    return token.kind == "w" and token.known and token.word in vocabulary().actions


def tool_asked(tokens: Sequence[Token]) -> tuple[int, str]:
    """Where a program to be used is named, and a pattern that its command line matches; "" for none."""
    for at, token in enumerate(tokens):
        shown = _tools().get(token.text.lower(), "") if token.kind == "w" and at > _LEAST_LEFT else ""
        before = tokens[at - 1].text.lower()
        if shown and (before in _BEFORE_TOOL or (before in _INSIDE_TOOL and _ends(tokens, at))):
            return at, shown
    return 0, ""


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a program ends a request, or only what is done with it stands behind: `in a ripgrep search`."""
    return [token.word for token in tokens[at + 1 :]] in ([], ["search"], ["run"], ["session"], ["script"])


def parted_from_tool(request: str) -> tuple[str, re.Pattern[str] | None]:
    """A request without what stands in brackets at its end, `(with git log)`, and what its command must show.

    All words there are a program and its subcommand, and none of them is a value.
    """
    found = _IN_BRACKETS.fullmatch(request)
    if found is None:
        return request, None
    tool, *rest = found["tool"].split()
    program = (
        _tools().get(tool.lower()) or rf"(?:^|[|;&(] ?|sudo |-exec |xargs (?:-\S+ )*){re.escape(tool)}\b"
    )
    further = "".join(rf"(?=.*\b{re.escape(word)}\b)" for word in rest)
    return found["request"], re.compile(rf"^{further}(?=.*(?:{program}))", re.IGNORECASE)


def without_here(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens without words for the current folder, where every command works; () where there are none."""
    words = [token.word if token.kind == "w" else f"{token.kind}{at}" for at, token in enumerate(tokens)]
    starts, text = {}, ""
    for at, word in enumerate(words):
        starts[len(text)] = at
        text += f" {word}"
    found = _HERE.search(text)
    if found is None or not found.start():
        return ()
    gone = {at for start, at in starts.items() if found.start() <= start < found.end()}
    left = tuple(token for at, token in enumerate(tokens) if at not in gone)
    return left if len(left) >= _LEAST_LEFT else ()


@cache
def _tools() -> dict[str, str]:
    """What a command line shows that uses a program, by the names that it is called."""
    table: dict[str, str] = load("phrasing/vocabulary")["used"]
    return {name: shown.replace("<name>", name) for names, shown in table.items() for name in names.split()}
