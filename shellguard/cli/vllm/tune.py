"""`shellguard vllm tune`: tries what the figures point at, measures, keeps the best after a yes."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass

from shellguard import exit_codes
from shellguard.cli.usage import whole_number
from shellguard.cli.vllm import replacing, wishes
from shellguard.cli.vllm.bench import ready_api
from shellguard.cli.vllm.choosing import (
    add_server,
    add_yes,
    agreed,
    in_turn,
    server_meant,
)
from shellguard.errors import ShellguardError
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable
from shellguard.vllm import tune
from shellguard.vllm.benchmark import Step, Watch, Workload, long_answers, run_step, verdicts
from shellguard.vllm.engine import Engine
from shellguard.vllm.metrics import Metrics, read
from shellguard.vllm.planning import Wish, profile_of
from shellguard.vllm.server_spec import Server
from shellguard.vllm.tune import Reading, Trial

_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Round:
    """One setting and what it brought."""

    wish: Wish
    reading: Reading
    trial: Trial | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server(parser)
    add_yes(parser)
    parser.add_argument(
        "--at-once",
        type=whole_number(1, 1_000),
        default=_AT_ONCE,
        metavar="N",
        help="requests at once (default: %(default)s)",
    )
    parser.add_argument(
        "--requests", type=whole_number(0), default=0, metavar="N", help="a round (default: 4 each at once)"
    )
    parser.add_argument(
        "--rounds", type=whole_number(1), default=tune.MOST_ROUNDS, metavar="N", help="changes to try"
    )
    parser.add_argument(
        "--tokens", type=whole_number(1), default=200, metavar="N", help="of an answer (default: 200)"
    )
    parser.add_argument("--verdicts", action="store_true", help="one label an answer, as the guard asks")
    parser.add_argument(
        "--dry-run", action="store_true", help="measure, and only say what would be tried first"
    )


def run(arguments: argparse.Namespace) -> int:
    """Tunes one server; it ends as the best that was found, or as it was.

    Raises:
        ShellguardError: no server, it is not ready, or it does not come back.
    """
    whole, engine, server = server_meant(arguments)
    work = verdicts() if arguments.verdicts else long_answers(max(1, arguments.tokens))
    _, wish = wishes.profile_now(server)
    first = Round(wish, _read(server, work, arguments))
    print(_said(first))
    if arguments.dry_run:
        trial = tune.next_change(profile_of(wish), first.reading, ())
        print(_would(trial) if trial else "nothing to try: the figures point at no setting")
        return exit_codes.DONE
    with in_turn():
        try:
            return _tune(engine, server, first, work, arguments, whole)
        except KeyboardInterrupt:
            now = _now(engine, server)
            if not now.running or wishes.remembered(server.name, server.profile) != wish:
                replacing.bring_back(engine, now, wish, whole, interrupted=True)
            raise


def _tune(
    engine: Engine,
    server: Server,
    first: Round,
    work: Workload,
    arguments: argparse.Namespace,
    whole: Settings,
) -> int:
    best, running, tried = first, first, list[Trial]()
    question = f"{server.name} is started anew for each change, and does not answer meanwhile. Go on?"
    while len(tried) < arguments.rounds:
        trial = tune.next_change(profile_of(best.wish), best.reading, tried)
        if trial is None:
            break
        print(_would(trial))
        if not tried and not agreed(question, yes=arguments.yes):
            return exit_codes.FAILED
        tried.append(trial)
        wish = wishes.with_changes(best.wish, dict(trial.changes))
        try:
            ready = replacing.put_in_place(
                engine, _now(engine, server), wish, best.wish, whole, yes=arguments.yes
            )
        except ShellguardError as error:
            print(f"  it can't work so: {printable(error.what)}", file=sys.stderr)
            running = best
            continue
        if ready is None:
            continue
        running = Round(wish, _read(_now(engine, server), work, arguments), trial)
        better = tune.is_better(best.reading.step, running.reading.step)
        print(f"{_said(running)}: {'better' if better else 'no gain'}")
        best = running if better else best
    return _settle(engine, server, first, best, running, arguments, whole)


def _settle(
    engine: Engine,
    server: Server,
    first: Round,
    best: Round,
    running: Round,
    arguments: argparse.Namespace,
    whole: Settings,
) -> int:
    """Leaves the server as the best, where the person says yes; else as it was."""
    chosen = first
    if best is not first:
        share = tune.gain(first.reading.step, best.reading.step)
        changes = wishes.in_words(best.wish.changes or {})
        print(f"the best: {changes}: {share:+.0%} tokens a second")
        if agreed("Keep it?", yes=arguments.yes):
            chosen = best
    else:
        print("it is as fast as it gets by these settings")
    if running is not chosen:
        replacing.start_in_place(engine, _now(engine, server), chosen.wish, running.wish, whole)
    print(f"{server.name} serves " + ("with the change" if chosen is not first else "as before"))
    if chosen is not first:
        print("to keep it in a profile of your own, write these values there")
    return exit_codes.DONE


def _read(server: Server, work: Workload, arguments: argparse.Namespace) -> Reading:
    api = ready_api(server)
    api.chat(server.served_name, work.messages(0), max_tokens=1, timeout=300.0)
    seen: list[Metrics] = [_figures(api.metrics())]
    at_once = max(1, arguments.at_once)
    with Watch(lambda: seen.append(_figures(api.metrics()))):
        step: Step = run_step(
            api, server.served_name, work, at_once, arguments.requests or 4 * at_once, first=1
        )
    seen.append(_figures(api.metrics()))
    return Reading(
        step,
        max(one.kv_cache for one in seen),
        max(0.0, seen[-1].preemptions - seen[0].preemptions),
        max(one.waiting for one in seen),
    )


def _figures(text: str) -> Metrics:
    try:
        return read(text)
    except ShellguardError:
        return Metrics()  # started with --disable-log-stats: then only the speed counts


def _now(engine: Engine, server: Server) -> Server:
    return engine.inspect(server.name) or server


def _would(trial: Trial) -> str:
    return f"try {wishes.in_words(dict(trial.changes))}: {trial.why}"


def _said(one: Round) -> str:
    step = one.reading.step
    name = wishes.in_words(dict(one.trial.changes)) if one.trial else "as it is"
    return (
        f"{name}: {step.tokens_a_second:.0f} tokens/s, {step.requests_a_second:.1f} requests/s, first token "
        f"{step.first_token[1] * 1000:.0f} ms (95 of 100), cache {one.reading.cache:.0%}, "
        f"{one.reading.preemptions:.0f} put off, {one.reading.waiting:.0f} waited"
    )
