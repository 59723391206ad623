"""`shellguard vllm doctor`: why a server fails, and the change that mends it (`--fix`, after a yes)."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from typing import Any

from shellguard import exit_codes
from shellguard.cli.vllm import pointing, replacing, wishes
from shellguard.cli.vllm.choosing import (
    add_server,
    add_yes,
    agreed,
    api_of,
    in_turn,
    server_meant,
)
from shellguard.cli.vllm.serving import health_of
from shellguard.errors import ShellguardError
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable
from shellguard.vllm import keys, lifecycle
from shellguard.vllm.api import ApiError
from shellguard.vllm.autonomy import ACTS, acts_of, leave_for
from shellguard.vllm.diagnosis import Diagnosis, diagnose, proposal
from shellguard.vllm.engine import Engine
from shellguard.vllm.metrics import read
from shellguard.vllm.probe import machine
from shellguard.vllm.server_spec import Server

_TAIL = 2_000
_SHOWN = 3
_CACHE_FULL = 0.9
_MOST_PREEMPTIONS = 10
_LINES = 8
_LIVED_WITH = ("network.unauthorized", "load.preempted", "load.cache-nearly-full", "settings.tool-parser")
"""Causes that a server lives with: told where it is ready, too."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found of one server."""

    server: Server
    health: str
    why: str
    found: tuple[Diagnosis, ...]
    changes: dict[str, Any]
    last_lines: tuple[str, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server(parser)
    add_yes(parser)
    parser.add_argument("--fix", action="store_true", help="make the change that mends it, after a yes")
    parser.add_argument(
        "--lines",
        type=int,
        default=None,
        metavar="N",
        help=f"last lines of the log to show (default: {_LINES} where no cause is known, else none)",
    )
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Says what is wrong; 0 when the server answers well (or does so now), 1 when not.

    Raises:
        ShellguardError: there is no engine or no server; or the change did not help.
    """
    whole, engine, server = server_meant(arguments)
    report = look(engine, server, arguments.lines)
    print(json.dumps(_as_data(report)) if arguments.json else "\n".join(_in_words(report)))
    if not arguments.fix:
        well = report.health == "ready" and not report.found
        return exit_codes.DONE if well else exit_codes.FAILED
    return _fix(engine, report, whole, yes=arguments.yes)


def look(engine: Engine, server: Server, lines: int | None = None) -> Report:
    """Puts together what the engine, the log and the interface tell.

    Args:
        lines: how many of the log's last to keep; None for a few where no cause is known.
    """
    health, why = health_of(server, engine)
    log = engine.logs(server.name, _TAIL)
    found = diagnose(log, server)
    if health == "ready":
        found = tuple(one for one in found if one.id in _LIVED_WITH) + _of_the_figures(server)
        found = tuple({one.id: one for one in reversed(found)}.values())[::-1]
    changes: dict[str, Any] = {}
    for one in found:
        try:
            changes = proposal(one, wishes.profile_now(server)[0])
        except ShellguardError as error:
            why = why or error.what
        if changes:
            break
    shown = lines if lines is not None else 0 if found else _LINES
    last = tuple(printable(line)[:300] for line in log.splitlines()[-shown:]) if shown > 0 else ()
    return Report(server, health, why, found, changes, last)


def _of_the_figures(server: Server) -> tuple[Diagnosis, ...]:
    """What a server that answers tells of its load, and whether it takes our key."""
    api = api_of(server)
    try:
        api.models()
        figures = read(api.metrics())
    except ApiError as error:
        if error.status in (401, 403):
            remedy = "restart it: shellguard vllm restart"
            return (Diagnosis("network.unauthorized", "the server does not take our key", remedy),)
        return (Diagnosis("network.silent", error.what, error.hint),)
    except ShellguardError as error:
        return (Diagnosis("metrics.missing", error.what, error.hint),)
    found = []
    if figures.preemptions > _MOST_PREEMPTIONS:
        what = f"{figures.preemptions:.0f} requests were put off because the cache is too small"
        found.append(_from_load("load.preempted", what))
    if figures.kv_cache > _CACHE_FULL:
        found.append(_from_load("load.cache-nearly-full", f"the cache is {figures.kv_cache:.0%} full"))
    return tuple(found)


def _from_load(name: str, what: str) -> Diagnosis:
    return Diagnosis(name, what, "serve fewer requests at once", "", {"sequences": "half"}, "measured")


def _fix(engine: Engine, report: Report, whole: Settings, *, yes: bool) -> int:
    server = report.server
    profile, before = wishes.profile_now(server)
    if not report.changes:
        if report.health == "ready":
            return exit_codes.DONE if not report.found else exit_codes.FAILED
        if report.found:
            print("no setting mends this: see above", file=sys.stderr)
            return exit_codes.FAILED
    for act in acts_of(profile, report.changes):
        if leave_for(act) == "never":
            raise ShellguardError(f"the change is not made: {ACTS[act].why}")
    what = f"start {server.name} again with {wishes.in_words(report.changes)}"
    if not agreed(f"{what if report.changes else f'start {server.name} again'}?", yes=yes):
        return exit_codes.FAILED
    with in_turn():
        wish = wishes.with_changes(before, report.changes)
        ready = replacing.put_in_place(engine, server, wish, before, whole, yes=yes)
        if ready is None:
            return exit_codes.FAILED
        made, api, _ = ready
        pointed = pointing.wake(made, whole)
    failed = [proof for proof in lifecycle.proofs(api, profile.serves_as) if not proof.holds]
    print(f"{server.name} answers at {api.address}/v1" + (f"\n{pointed}" if pointed else ""))
    for proof in failed:
        print(f"but: {proof.what}: no {printable(proof.detail)}".rstrip())
    return exit_codes.FAILED if failed else exit_codes.DONE


def _in_words(report: Report) -> list[str]:
    server = report.server
    status = f", status {server.exit_code}" if server.exit_code is not None else ""
    lines = [f"{server.name}: {report.health} ({server.engine}: {server.condition}{status})"]
    if report.why and not report.found:
        lines.append(f"  {printable(report.why)}")
    for one in report.found[:_SHOWN]:
        lines += ["", f"  {one.what}", f"    what to do: {one.remedy}"]
        lines += [f"    seen in:    {printable(one.line)[:200]}"] if one.line else []
        lines += [f"    known from: {one.source}"] if one.source.startswith("http") else []
    if report.changes:
        lines += ["", f"  the change: {wishes.in_words(report.changes)}"]
        lines.append(f"  shellguard vllm doctor {server.name} --fix makes it")
    if report.health == "stopped" and not report.found:
        return [*lines, f"  it was stopped; shellguard vllm restart {server.name} starts it"]
    if not report.found:
        lines += [] if report.health == "ready" else ["", "  no cause that is known; its last lines:"]
    if report.health != "ready" and report.last_lines:
        lines += ["", *(f"  | {line}" for line in report.last_lines)]
    if report.health == "ready" and not report.found:
        lines.append("  nothing is wrong")
    if not machine().gpus and server.cards:
        lines.append(f"  {machine().gpu_problem}")
    if keys.age_days() >= keys.DAYS:
        lines.append(f"  the key is {keys.age_days()} days old: shellguard vllm key rotate")
    return lines


def _as_data(report: Report) -> dict[str, Any]:
    return {
        "server": report.server.name,
        "engine": report.server.engine,
        "condition": report.server.condition,
        "exit_code": report.server.exit_code,
        "health": report.health,
        "why": report.why,
        "causes": [_cause(one) for one in report.found],
        "changes": report.changes,
        "last_lines": list(report.last_lines),
    }


def _cause(one: Diagnosis) -> dict[str, Any]:
    names = ("id", "what", "remedy", "line", "source")
    return {name: getattr(one, name) for name in names}
