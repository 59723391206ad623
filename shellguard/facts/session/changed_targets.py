"""What of a line leads elsewhere than the lines before it: to another server, name or engine. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from shellguard.effects.effect import Effect, EffectKind
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import OUTPUT_OVER, NestedKind, Script, SimpleCommand

_AS_ROOT = knowledge("families").names("as_root")
STATED = ("-c", "--command", "-e", "--execute", "--eval")
_IN_CONTAINER = frozenset(
    (
        EffectKind.DELETE,
        EffectKind.OVERWRITE,
        EffectKind.MOVE,
        EffectKind.PERMIT,
        EffectKind.PACKAGE,
        EffectKind.KILL,
        EffectKind.SERVICE,
        EffectKind.ACCOUNT,
        EffectKind.PERSIST,
    )
)


def behind_sudo(command: SimpleCommand) -> tuple[SimpleCommand, str]:
    """The command that `sudo` runs, and as whom; the command itself, and "", for any other."""
    if command.program not in _AS_ROOT:
        return command, ""
    inner = [one.script.commands for one in command.nested if one.kind is NestedKind.WRAPPER]
    if len(inner) != 1 or len(inner[0]) != 1:
        return command, ""
    for word, after in pairwise(command.words):
        if word.text in ("-u", "--user"):
            return inner[0][0], after.text
        if word.text.startswith("--user="):
            return inner[0][0], word.text.partition("=")[2]
    return inner[0][0], "root"


def steers(script: Script) -> bool:
    """Whether a command of a line changes what those behind it work on: a variable, a folder, settings."""
    return any(_steering(command) for command in script.commands if len(script.commands) > 1)


def _steering(command: SimpleCommand) -> bool:
    if not command.words:
        return bool(command.assignments)
    if command.program in _known()["programs"]:
        return True
    said = " ".join(word.text for word in command.words)
    return re.match(_known()["words"], said) is not None


def moves_names(command: SimpleCommand) -> frozenset[str]:
    """Whose things may have another name afterwards, or other things in them."""
    told = [entry for entry in _known()["moving"] if command.program in entry["programs"]]
    said = " ".join(word.text for word in command.words[1:]) if told else ""
    return frozenset(name for entry in told if re.search(entry["words"], said) for name in entry["by"])


def states_unread(command: SimpleCommand) -> frozenset[str]:
    """Whose tables may have other names after statements that do not stand in the words."""
    data = load("session_made")["statements"]
    if command.program not in data["programs"]:
        return frozenset()
    words = [word.text for word in command.words[1:]]
    stated = not {word.partition("=")[0] for word in words}.isdisjoint(data["options"])
    by_file = any(re.match(data["by_file"], word) for word in words)
    handed = any(one.operator.startswith("<") for one in command.redirections)
    looks = not set(words).isdisjoint(data["looking"])
    return (
        frozenset()
        if looks or (stated and not by_file and not handed)
        else frozenset((data["programs"][command.program],))
    )


def changed_by_statement(command: SimpleCommand, known: Sequence[object]) -> set[str]:
    """Whose things a statement takes away or changes of which no more is known."""
    data = load("session_made")["statements"]
    if known or command.program not in data["programs"]:
        return set()
    losing = any(re.search(_known()["losing"], word.text) for word in command.words[1:])
    return {data["programs"][command.program]} if losing else set()


def overwritten(command: SimpleCommand) -> set[str]:
    """The last parts of the names of files that have other contents when a command has run."""
    into = [one.target.text for one in command.redirections if one.operator in OUTPUT_OVER and one.target]
    words = [word.text for word in command.words[1:] if command.program in _known()["overwriting"]]
    return {name.rpartition("/")[2] for name in (*into, *words)}


def stays_inside(effect: Effect, inner: SimpleCommand, around: SimpleCommand) -> bool:
    """Whether what is done in a container can't reach out of it, as far as words tell."""
    given = {word.text.partition("=")[0] for word in around.words[2:]}
    if given & {"-e", "--env", "--env-file", "--privileged"}:
        return False
    if effect.kind in _IN_CONTAINER:
        return inner.program not in _known()["speaking"]
    if effect.kind is not EffectKind.DATABASE or inner.program not in _clients():
        return False
    words = [word.text for word in inner.words[1:]]
    hosts = _told(words, _known()["hosts"])
    own = all(re.fullmatch(_known()["own"], host) for host in hosts)
    return own and not inner.assignments and not names_place(inner, _known()["own_address"])


def names_place(command: SimpleCommand, own: str = "") -> bool:
    """Whether a word that is no statement may say by itself where the database is (`db.example.com/shop`).

    `own`: what a word looks like that says that it is where the command runs.
    """
    words = [word.text for before, word in pairwise(command.words) if before.text not in STATED]
    return any(sign in word for word in words for sign in ("/", ":", "=", "@") if not re.fullmatch(own, word))


def _told(words: Sequence[str], options: Iterable[str]) -> list[str]:
    """The values of options, as a word behind, behind `=`, or in the same word."""
    found = []
    for word, after in pairwise([*words, ""]):
        name, equals, value = word.partition("=")
        if name in options:
            found.append(value if equals else after)
        elif word[:2] in options and not word.startswith("--"):
            found.append(word[2:])
    return found


def leads_out(options: dict[str, list[str]]) -> bool:
    """Whether a container is started so that what is done in it may be done to something else."""
    data = _known()
    told = [value.partition("=") for name in ("-e", "--env") for value in options.get(name, ())]
    named = any(re.search(data["variables"], name) for name, _, _ in told)
    nets = [value for name in ("--network", "--net") for value in options.get(name, ())]
    shared = any(value == "host" or value.startswith("container:") for value in nets)
    return named or shared or not set(data["out"]).isdisjoint(options)


def keeps_data(image: str) -> bool:
    """Whether an image is by its name a store itself, and no way to one."""
    return re.fullmatch(_known()["stores"], image) is not None


@cache
def _clients() -> frozenset[str]:
    clients = {program for one in load("session_made")["client"] for program in one["program"]}
    return frozenset(clients.union(_known()["inside"]) - {"curl"})


def _known() -> dict[str, Any]:
    found: dict[str, Any] = load("session_made")["elsewhere"]
    return found
