"""Which port of this machine a client speaks to, by its words, variables and settings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.session.changed_targets import STATED, names_place
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import ShellState

_OWN = knowledge("families").texts("own_addresses")
_ADDRESS = re.compile(r"(?:[a-z][\w+]*://)?(?:[^@/\s]*@)?(\[?::1\]?|[\w.-]+)(?::(\d+))?(?:[/?].*)?")


def client_of(command: SimpleCommand) -> dict[str, Any] | None:
    """What is known of how a client is told where to go."""
    entries: list[dict[str, Any]] = load("session_made")["client"]
    return next((one for one in entries if command.program in one["program"]), None)


def client_variables(entry: dict[str, Any]) -> set[str]:
    """The variables of a shell that tell a client where to go."""
    told = {entry["host_variable"], entry["port_variable"], entry.get("address_variable", "")}
    return told.union(entry.get("unless", ())) - {""}


def port_of(command: SimpleCommand, shell: ShellState) -> str:
    """The port of this machine that a client speaks to; "" where that is another place, or not known."""
    entry = client_of(command)
    if entry is None or command.assignments or any(word.value is None for word in command.words):
        return ""
    if any(shell.variables.get(name) for name in entry.get("unless", ())) or _is_set(entry, shell):
        return ""
    words = list(_spread([word.value or "" for word in command.words[1:]], entry))
    if any(_is_apart(word, entry) for word in words):
        return ""
    uris = [*_values(words, entry.get("uris", ())), *_whole(words, entry)]
    if uris and any(_values(words, [*entry["hosts"], *entry["ports"]])):
        return ""  # which of both counts hangs on their order
    if "addresses" in entry or uris:
        return _by_address(entry, words, shell, uris)
    if names_place(command, entry.get("own", "")):
        return ""
    hosts, ports = list(_values(words, entry["hosts"])), list(_values(words, entry["ports"]))
    host = hosts[-1] if hosts else shell.variables.get(entry["host_variable"]) or entry.get("default", "")
    if host not in _OWN or host in entry.get("socket", ()):
        return ""
    port = ports[-1] if ports else shell.variables.get(entry["port_variable"]) or ""
    return port or str(entry["port"])


def _spread(words: list[str], entry: dict[str, Any]) -> Iterator[str]:
    """The words of a client; for one that holds names and their values the options that these stand for."""
    for word in words:
        if "pairs" not in entry or not re.fullmatch(entry["pairs"], word):
            yield word
            continue
        told = dict(pair.split("=", 1) for pair in word.split())
        for key, option in (("host", "hosts"), ("port", "ports")):
            yield from (entry[option][0], told[key]) if key in told else ()


def _whole(words: list[str], entry: dict[str, Any]) -> Iterator[str]:
    """The words, or values in words, that are an address of their own; with more in it than host and name
    another host may be meant, and nothing is concluded.
    """
    for word in words:
        name, equals, value = word.partition("=")
        text = value if equals and name in entry.get("uri_options", ()) else word
        if re.match(entry.get("uri", "(?!)"), text):
            text = re.sub(r"\?sslmode=\w+$", "", text)
            yield "?" if "?" in text else text


def _by_address(entry: dict[str, Any], words: list[str], shell: ShellState, uris: list[str]) -> str:
    """The port of the one address that options, operands or a variable give."""
    told = uris or list(_values(words, entry["addresses"]))
    if entry.get("by_operand"):
        verbs = entry.get("verbs", r"(?!)")
        told += [one for one in _operands(words, entry["valued"]) if not re.fullmatch(verbs, one)]
    told = told or [shell.variables.get(entry["address_variable"]) or entry.get("default", "")]
    found = [_ADDRESS.fullmatch(one) for one in told]
    ports = {one[2] or entry["port"] for one in found if one is not None and one[1].strip("[]") in _OWN}
    return str(ports.pop()) if len(ports) == len(found) == 1 else ""


def _is_apart(word: str, entry: dict[str, Any]) -> bool:
    """Whether a word is an option with which nothing is concluded, alone, in a bundle or with its value."""
    apart = entry.get("apart", ())
    if word.partition("=")[0] in apart or word[:1] != "-" or word.startswith("--"):
        return word.partition("=")[0] in apart
    keys = ("valued", "addresses", "hosts", "ports", "uris")
    valued = {option for key in keys for option in entry.get(key, ())}
    for sign in word[1:]:
        if f"-{sign}" in apart or f"-{sign}" in valued:
            return f"-{sign}" in apart
    return False


def speaks(effect: Effect, command: SimpleCommand) -> bool:
    """Whether it is by what answers at a port that the effect takes place."""
    entry = client_of(command)
    if entry is None:
        return False
    return effect.kind is EffectKind.DATABASE or bool(re.fullmatch(entry.get("rules", ""), effect.rule))


def _is_set(entry: dict[str, Any], shell: ShellState) -> bool:
    """Whether there are settings of the client that may say where it goes."""
    files = (
        f"{shell.home}{name[1:]}" if name.startswith("~") else f"{shell.cwd}/{name}"
        for name in entry.get("settings", ())
    )
    return any(map(os.path.lexists, files))


def _values(words: list[str], options: Sequence[str]) -> Iterator[str]:
    for word, after in pairwise([*words, ""]):
        name, equals, value = word.partition("=")
        if name in options and (equals or word == name):
            yield value if equals else after
        elif word[:2] in options and not word.startswith("--"):
            yield word[2:]


def _operands(words: list[str], valued: list[str]) -> Iterator[str]:
    for before, word in pairwise(["", *words]):
        if not word.startswith("-") and before not in valued and before not in STATED:
            yield word
