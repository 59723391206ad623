"""`shellguard vllm compare`: the same requests and lines to each model, and who does best; nothing is run."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from shellguard import exit_codes
from shellguard.cli.model_asking import Example
from shellguard.cli.model_calibration import of_packs
from shellguard.cli.usage import whole_number
from shellguard.cli.vllm import bringing_up, pointing
from shellguard.cli.vllm.choosing import add_yes, agreed, engine_in_force, in_turn, settings
from shellguard.cli.vllm.progress import ProgressLine
from shellguard.effects.packs.packs import packaged as packaged_packs
from shellguard.errors import ShellguardError
from shellguard.model.calibration import area_under_curve, expected_error
from shellguard.model.client import ModelClient
from shellguard.model.doubt import Question
from shellguard.model.judge import ask
from shellguard.model.translate import Asked, Place, translate
from shellguard.private_files import write_whole
from shellguard.settings.model import ModelSettings, Settings
from shellguard.terminal_text import printable
from shellguard.vllm import keys, lifecycle, state
from shellguard.vllm.comparing import Judged, Proposed, Request, packaged, read_requests, scored
from shellguard.vllm.comparison_report import Compared, Comparison, check_name, in_words, page
from shellguard.vllm.engine import Engine
from shellguard.vllm.planning import Wish, plan
from shellguard.vllm.probe import free_port, machine
from shellguard.vllm.profile import DEFAULT, DEFAULT_ON_CPU, profile_names
from shellguard.vllm.server_spec import Server

_NAME = "shellguard-compared"
_PATIENCE = 60.0
_AT_ONCE = 4
_MOST = 10_000
_PLACE = Place(system="Linux", programs=("find", "grep", "tar", "git", "curl", "apt", "systemctl"))


@dataclass(frozen=True, slots=True)
class Answers:
    """What one model answered to everything."""

    proposed: tuple[Proposed, ...]
    judged: tuple[Judged, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "models",
        nargs="+",
        metavar="MODEL",
        help="a server that runs, a profile, or a model of the hub or a folder",
    )
    parser.add_argument(
        "--set", dest="requests", default="", metavar="FILE", help="requests of your own (TOML)"
    )
    parser.add_argument(
        "--lines", type=whole_number(1), default=100, metavar="N", help="labelled lines (default: 100)"
    )
    parser.add_argument(
        "--at-once", type=whole_number(1, 1_000), default=_AT_ONCE, metavar="N", help="default: %(default)s"
    )
    parser.add_argument(
        "--report", default="", metavar="FILE", help="write what was found there, too: FILE.md or FILE.html"
    )
    parser.add_argument("--promote", action="store_true", help="make shellguard ask the best, after a yes")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object")
    add_yes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Asks each model and tells who does best.

    Raises:
        ShellguardError: no engine, or a model that can't be had; the others' figures are told before.
    """
    if not 0 <= arguments.lines <= _MOST or not 1 <= arguments.at_once <= 256:
        raise ShellguardError("--lines is 0 or more, --at-once 1 to 256", exit_code=exit_codes.USAGE)
    requests = read_requests(Path(arguments.requests)) if arguments.requests else packaged()
    if arguments.report:
        check_name(Path(arguments.report))
    lines = of_packs(packaged_packs(), arguments.lines)
    whole = settings()
    engine = engine_in_force(whole)
    models: list[Compared] = []
    failed: dict[str, str] = {}
    for name in dict.fromkeys(arguments.models):
        try:
            models.append(_one(engine, name, requests, lines, arguments, whole))
        except ShellguardError as error:
            failed[name] = str(error)
    found = Comparison(tuple(models), failed, tuple(requests), len(lines), time.time())
    _tell(found, arguments)
    if arguments.promote and found.best is not None:
        _promote(engine, found.best.model, arguments.yes)
    return exit_codes.DONE if models and not failed else exit_codes.FAILED


def _tell(found: Comparison, arguments: argparse.Namespace) -> None:
    if arguments.json:
        told = [asdict(one.score) | {"total": one.score.total} for one in found.ranked]
        best = found.best.model if found.best else None
        print(json.dumps({"scores": told, "failed": dict(found.failed), "best": best}))
    else:
        print("\n".join(in_words(found)))
    if arguments.report:
        file = Path(arguments.report)
        write_whole(file, page(found, file))
        print(f"the report is in {printable(str(file))}", file=sys.stderr)


def _one(
    engine: Engine,
    name: str,
    requests: Sequence[Request],
    lines: Sequence[Example],
    arguments: argparse.Namespace,
    whole: Settings,
) -> Compared:
    """One model's figures; a server that does not run is started for it and taken away again."""
    there = _running(engine, name)
    if there is not None:
        return _asked(name, there.port, there.served_name, requests, lines, arguments, whole)
    with in_turn():
        wish = _wish(name)
        made = plan(wish, engine, whole.vllm, machine())
        bringing_up.show_faults(made)
        if not bringing_up.ask_first(made, yes=arguments.yes):
            raise ShellguardError("it was not started")
        bringing_up.fetch_image(engine, made)
        try:
            bringing_up.bring_up(engine, made, wish, whole)
            return _asked(name, made.spec.port, made.spec.served_name, requests, lines, arguments, whole)
        finally:
            with suppress(ShellguardError):
                lifecycle.end(engine, _NAME)
                engine.remove(_NAME)
                state.forget(_NAME)


def _running(engine: Engine, name: str) -> Server | None:
    named = [one for one in engine.servers() if one.running and name in (one.name, one.profile, one.model)]
    return named[0] if named else None


def _wish(name: str) -> Wish:
    found = machine()
    if name in profile_names():
        wish = Wish(name)
    else:
        wish = Wish(DEFAULT if found.gpus else DEFAULT_ON_CPU, model=name)
    return replace(wish, name=_NAME, port=free_port(18_000))


def _asked(
    name: str,
    port: int,
    served: str,
    requests: Sequence[Request],
    lines: Sequence[Example],
    arguments: argparse.Namespace,
    whole: Settings,
) -> Compared:
    its_own = whole.model.model_copy(
        update={
            "base_url": pointing.address_of(port),
            "base_urls": (),
            "api_key_file": str(keys.key_file()),
            "api_key_command": "",
            "name": served,
            "timeout": max(_PATIENCE, whole.model.timeout),
        }
    )
    with ProgressLine() as shown:
        shown.step(f"asking {printable(name)} {len(requests)} requests and {len(lines)} lines", 0.0)
        found = asyncio.run(_answers(its_own, requests, lines, arguments.at_once))
    if all(one.error for one in found.proposed) and found.proposed:
        raise ShellguardError(f"it answers no request: {found.proposed[0].error}")
    told = [(one.danger, one.dangerous) for one in found.judged if one.danger is not None]
    apart, off = area_under_curve(told), expected_error(told)
    score = scored(name, requests, found.proposed, found.judged, tells_apart=apart, calibration=off)
    return Compared(score, found.proposed)


async def _answers(
    own: ModelSettings, requests: Sequence[Request], lines: Sequence[Example], at_once: int
) -> Answers:
    client = ModelClient()
    places = asyncio.Semaphore(at_once)

    async def propose(request: Request) -> Proposed:
        async with places:
            began = time.monotonic()
            try:
                found, _ = await translate(client, own, Asked(request.text), _PLACE, lambda _: ())
            except ShellguardError as error:
                return Proposed(error=printable(error.what))
            return Proposed(found.command, found.said_risk, time.monotonic() - began)

    async def judge(line: Example) -> Judged:
        async with places:
            began = time.monotonic()
            try:
                opinion = await ask(client, own, Question(line.line))
            except ShellguardError:
                return Judged(None, line.dangerous)
            return Judged(opinion.danger, line.dangerous, time.monotonic() - began)

    try:
        proposed = await asyncio.gather(*(propose(one) for one in requests))
        judged = await asyncio.gather(*(judge(one) for one in lines))
    finally:
        await client.close()
    return Answers(tuple(proposed), tuple(judged))


def _promote(engine: Engine, name: str, yes: bool) -> None:
    server = _running(engine, name)
    if server is None:
        print(f"start it for good: shellguard vllm switch {printable(name)}", file=sys.stderr)
        return
    if not agreed(f"Ask {printable(name)} from now on?", yes=yes):
        return
    pointing.point(server.port, server.served_name)
    print(f"shellguard asks {printable(name)} from now on", file=sys.stderr)
