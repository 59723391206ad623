"""Containers with several options: `run nginx in docker on port 8080, named web, and remove it after`."""

from __future__ import annotations

import re
from functools import cache

from shellguard.knowledge.loading import load

_LONGEST, _LEAST_OPTIONS = 300, 2
_RUNS_ALONE = ("--rm", "-d", "-it")


def contained(request: str) -> str:
    """The line that runs a container as a request says, where it has several options; "" where it has not."""
    said = " ".join(request.split()).rstrip(".!?")
    if len(said) > _LONGEST or _pattern("about").search(said) is None:
        return ""
    opening = _pattern("opening").match(said)
    if opening is None or opening["image"].lower() in _never():
        return ""
    image = opening["image"]
    options = _options(said[opening.end() :], image)
    if len(options) < _LEAST_OPTIONS or len(set(options)) < len(options):
        return ""
    if not any(one in _RUNS_ALONE for one in options):
        options.insert(0, "-d")
    first = sorted(
        options, key=lambda one: _RUNS_ALONE.index(one) if one in _RUNS_ALONE else len(_RUNS_ALONE)
    )
    shell = " sh" if "-it" in options else ""
    tool = "podman" if "podman" in said.lower() else "docker"
    return f"{tool} run {' '.join(first)} {image}{shell}"


def _options(said: str, image: str) -> list[str]:
    """The options that a text says, one after the other; none where anything else is said."""
    found: list[str] = []
    at = 0
    while True:
        at = _gap(said, at)
        if at == len(said):
            return found
        for pattern, run in _table():
            option = pattern.match(said, at)
            if option is not None and (option.end() == len(said) or said[option.end()] in " ,"):
                written = _written(run, option, image)
                if not written:
                    return []
                found.append(written)
                at = option.end()
                break
        else:
            return []


def _gap(said: str, at: int) -> int:
    """Where the next option begins: behind what only joins it to the last."""
    between = _pattern("between").match(said, at)
    at = between.end() if between else at
    return at + 1 if said[at : at + 1] == " " else at


def _written(run: str, option: re.Match[str], image: str) -> str:
    """An option as it is written; "" where something that it needs is not known."""
    values = {name.rstrip("2"): text for name, text in option.groupdict().items() if text}
    plain = image.rsplit("/", 1)[-1].partition(":")[0]
    if "{inside}" in run:
        values["inside"] = load("phrasing/containing")["ports"].get(plain, values["port"])
    if "{secret}" in run:
        secret = load("phrasing/containing")["passwords"].get(plain, "")
        if not secret:
            return ""
        values["secret"] = secret
    if (source := values.get("source", "")).startswith("./"):
        values["source"] = f'"$PWD"{source[1:].rstrip("/") or ""}'
    return run.format(**values)


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = load("phrasing/containing")["options"]
    return tuple(
        (re.compile(one["say"], 0 if "{variable}" in one["run"] else re.IGNORECASE), one["run"])
        for one in table
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load("phrasing/containing")[name], re.IGNORECASE)


@cache
def _never() -> frozenset[str]:
    return frozenset(load("phrasing/containing")["never"].split())
