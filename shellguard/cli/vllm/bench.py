"""`shellguard vllm bench`: how fast a server is under load, and whether it was faster the last time."""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict

from shellguard import exit_codes
from shellguard.cli.usage import whole_number
from shellguard.cli.vllm.choosing import add_server, api_of, chosen_server, engine_in_force, settings
from shellguard.cli.vllm.progress import ProgressLine
from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable
from shellguard.vllm.api import Api
from shellguard.vllm.benchmark import (
    SHARES,
    STEPS,
    Change,
    Result,
    Step,
    Workload,
    compared,
    keep,
    last,
    long_answers,
    run_step,
    verdicts,
)
from shellguard.vllm.server_spec import Server

_MOST_AT_ONCE = 512
_BAR = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server(parser)
    parser.add_argument(
        "--at-once",
        default=",".join(str(step) for step in STEPS),
        metavar="N,N,...",
        help="requests at once, a step each (default: %(default)s)",
    )
    parser.add_argument(
        "--requests", type=whole_number(0), default=0, metavar="N", help="a step (default: 4 each at once)"
    )
    parser.add_argument(
        "--tokens", type=whole_number(1), default=200, metavar="N", help="of an answer (default: 200)"
    )
    parser.add_argument("--verdicts", action="store_true", help="one label an answer, as the guard asks")
    parser.add_argument("--no-keep", action="store_true", help="do not keep the result for the next time")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Measures, tells, keeps; 1 when no request of a step was answered.

    Raises:
        ShellguardError: no server, or it is not ready.
    """
    steps = at_once_of(arguments.at_once)
    server = chosen_server(engine_in_force(settings()), arguments.server)
    work = verdicts() if arguments.verdicts else long_answers(max(1, arguments.tokens))
    result = measure(server, work, steps, arguments.requests)
    before = last(server.name, work.name)
    changes = compared(before, result) if before else ()
    if not arguments.no_keep:
        keep(result)
    if arguments.json:
        print(json.dumps({**asdict(result), "changes": [asdict(one) for one in changes]}))
    else:
        print("\n".join((*table(result), "", *plot(result), *_changes(changes, before))))
    return exit_codes.DONE if all(step.answered for step in result.steps) else exit_codes.FAILED


def at_once_of(text: str) -> tuple[int, ...]:
    """Steps from `1,4,16`.

    Raises:
        ShellguardError: no numbers, or too large ones.
    """
    try:
        steps = tuple(int(part) for part in text.split(","))
    except ValueError:
        steps = ()
    if not steps or not all(1 <= step <= _MOST_AT_ONCE for step in steps):
        raise ShellguardError(
            "steps are numbers with commas",
            where=printable(text)[:40],
            hint=f"1 to {_MOST_AT_ONCE}, as in 1,4,16",
        )
    return steps


def measure(server: Server, work: Workload, steps: tuple[int, ...], requests: int = 0) -> Result:
    """One benchmark; the first request warms up and does not count.

    Raises:
        ShellguardError: the server is not ready, or answers not even one request.
    """
    api = ready_api(server)
    api.chat(server.served_name, work.messages(0), max_tokens=1, timeout=300.0)
    found: list[Step] = []
    first = 1
    with ProgressLine() as shown:
        began = time.monotonic()
        for at_once in steps:
            count = requests or max(8, 4 * at_once)
            shown.step(f"{count} requests, {at_once} at once", time.monotonic() - began)
            found.append(run_step(api, server.served_name, work, at_once, count, first=first))
            first += count
    return Result(server.name, server.model, work.name, tuple(found), time.time())


def ready_api(server: Server) -> Api:
    """The interface of a server that answers.

    Raises:
        ShellguardError: it does not.
    """
    api = api_of(server)
    if not api.health():
        raise ShellguardError(
            "the server does not answer", where=server.name, hint="shellguard vllm doctor says why"
        )
    return api


def table(result: Result) -> list[str]:
    """The figures, a step a line: 79 columns; times in milliseconds."""
    shares = "/".join(f"{share * 100:.0f}" for share in SHARES)
    unit = "verdicts" if result.workload == "verdicts" else "requests"
    lines = [
        f"{result.server}: {printable(result.model)}, {result.workload}",
        f"{'at once':>7} {'answered':>9} {unit + '/s':>11} {'tokens/s':>9}"
        f" {'first ms ' + shares:>19} {'whole ms ' + shares:>19}",
    ]
    for step in result.steps:
        answered = str(step.answered) + (f"+{step.failed}!" if step.failed else "")
        lines.append(
            f"{step.at_once:>7} {answered:>9} {step.requests_a_second:>11.1f} {step.tokens_a_second:>9.0f}"
            f" {_times(step.first_token):>19} {_times(step.whole):>19}"
        )
        if step.error:
            lines.append(f"         not answered: {printable(step.error)[:120]}")
    return lines


def plot(result: Result) -> list[str]:
    """Tokens a second by step, as bars."""
    most = max((step.tokens_a_second for step in result.steps), default=0.0)
    return [
        f"{step.at_once:>7} |{'#' * round(_BAR * step.tokens_a_second / most) if most else ''}"
        f" {step.tokens_a_second:.0f} tokens/s"
        for step in result.steps
    ]


def _times(values: tuple[float, ...]) -> str:
    return "/".join(f"{value * 1000:.0f}" for value in values)


def _changes(changes: tuple[Change, ...], before: Result | None) -> list[str]:
    if before is None:
        return ["", "the first of its kind: the next is compared with it"]
    if not changes:
        return ["", "the last one had other steps"]
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(before.at))
    model = f" ({printable(before.model)})"
    words = {True: "better", False: "worse", None: "alike"}
    return [
        "",
        f"against {when}{model}:",
        *(f"  {one.name}: {one.share:+.0%} ({words[one.better]})" for one in changes),
    ]
