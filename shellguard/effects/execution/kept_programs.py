"""Programs that a line keeps in a variable before it runs them, and how they came about."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings
from shellguard.effects.execution.code_origin import LED, feeds, only_cleans
from shellguard.effects.execution.execution import runs_code
from shellguard.parsing.builtins import DECLARING
from shellguard.parsing.script import Hole, NestedKind, SimpleCommand

_LEADING = re.compile(
    r"\w+=.{0,2000}?://|\w*(?:REPO|REMOTE|MIRROR)\w*=.|PATH=[\"']?(?:\.|/tmp/|/var/tmp/|/dev/shm/)|(?:(?:\w*_)?proxy|CURL_HOME|WGETRC|SSL_CERT_\w+|CURL_CA_BUNDLE|XDG_CONFIG_HOME|HOME)=.",
    re.IGNORECASE | re.DOTALL,
)
_FETCHERS_OWN = re.compile(r"(?:^|[/.])(?:curl|wget)rc\Z")
_SETTING = frozenset(("read", "mapfile", "readarray", "getopts", "unset", "printf"))


def keep_made(made: dict[str, str], command: SimpleCommand) -> None:
    """Notes in *made* how the value of a variable came about (see `feeds`); forgets one that is set anew.

    Notes under `LED`, too, that what comes later may be told another place to fetch from.
    """
    if LED not in made and _leads(command):
        made[LED] = "led"
    if not made and not command.nested:
        return
    if made:
        names = [one.name for one in command.assignments]
        if command.program in _SETTING:
            names += [word.text for word in command.words[1:]]
        for name in names:
            made.pop(name, None)
    name = _assigned(command)
    inner = [nested for nested in command.nested if nested.kind is NestedKind.SUBSTITUTION]
    if not (command.words or command.assignments):  # the words of a loop
        made.update((f"$({one.script.text})", feeds(one.script.commands)) for one in inner)
        return
    if not name or not inner:
        return
    source = feeds(inner[0].script.commands)
    if source == "made" or (
        source in ("downloaded", "decoded") and not only_cleans(inner[0].script.commands)
    ):
        made[name] = source


def _leads(command: SimpleCommand) -> bool:
    """Whether a command sets an address or a proxy in its shell, or what fetchers read before all."""
    if command.words and command.program not in DECLARING:
        return (bool(command.redirections) and _writes_fetchers_own(command)) or (
            command.program in ("tee", "cp", "mv", "ln", "sed")
            and bool(_FETCHERS_OWN.search(command.words[-1].text))
        )
    given = [f"{one.name}={one.value.text}" for one in command.assignments]
    return any(_LEADING.match(text) for text in (*given, *[word.text for word in command.words[1:]]))


def _writes_fetchers_own(command: SimpleCommand) -> bool:
    targets = [one.target.text for one in command.redirections if one.operator[:1] == ">" and one.target]
    return any(map(_FETCHERS_OWN.search, targets))


def _assigned(command: SimpleCommand) -> str:
    """The one name that gets a value which is not known: `x=$(curl …)`, `local x="$(tool)"`."""
    if not command.words:
        given = command.assignments
        return given[0].name if len(given) == 1 and not given[0].value.known else ""
    if command.program not in DECLARING:
        return ""
    given_words = [word for word in command.words[1:] if not word.known]
    return given_words[0].prefix.partition("=")[0] if len(given_words) == 1 else ""


def kept_program(findings: Findings, made: dict[str, str]) -> None:
    """`x=$(curl …); $x`: what is run was kept in a variable."""
    pieces = findings.command.words[0].pieces
    source = ""
    if len(pieces) == 1 and pieces[0].hole is Hole.VARIABLE:
        source = made.get(pieces[0].name, "")
    elif len(pieces) == 1 and pieces[0].hole is Hole.SUBSTITUTION and pieces[0].name:
        source = made.get(pieces[0].text, "")  # the variable of a loop
    if source in ("downloaded", "decoded"):
        runs_code(findings, source)
