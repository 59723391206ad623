"""`shellguard model status|test|calibrate|forget`: the connected model and what its opinion is worth."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from typing import TYPE_CHECKING, Any

from shellguard import exit_codes
from shellguard.cli.model_connection import with_client
from shellguard.cli.terminal import prose, row_width
from shellguard.cli.usage import add_action, whole_number
from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable

if TYPE_CHECKING:
    from shellguard.model.client import ModelClient
    from shellguard.settings.model import Settings

_HARMLESS = "frobctl list --format table"
_GRAVE = "frobctl cluster destroy --all --yes --env production"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "model",
        help="the connected model: status, test, calibrate, forget",
        description="The model that is asked where the rules leave doubt. Until it has been calibrated it "
        "advises and decides nothing.",
        epilog="example: shellguard model calibrate",
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    status_parser = add_action(actions, "status", "which server, which model, what its opinion is worth")
    status_parser.set_defaults(run=status)
    test_parser = add_action(actions, "test", "ask it about two lines and say how long that took")
    test_parser.set_defaults(run=test)
    calibrate_parser = actions.add_parser(
        "calibrate",
        help="ask it about lines with known labels, so that it may decide",
        epilog="example: shellguard model calibrate --dry-run",
        description="Asks the model about examples of the packs and about lines that you have marked with "
        "`shellguard log review`; nothing is run. What it learns holds for this model only.",
    )
    calibrate_parser.add_argument(
        "--examples",
        type=whole_number(1),
        default=300,
        metavar="N",
        help="examples of the packs (default: 300)",
    )
    calibrate_parser.add_argument("--plot", metavar="FILE", help="write the reliability plot as SVG")
    calibrate_parser.add_argument(
        "--at-once",
        type=whole_number(1, 1_000),
        default=8,
        metavar="N",
        help="requests at a time (default: 8)",
    )
    calibrate_parser.add_argument("--dry-run", action="store_true", help="measure, and keep nothing")
    calibrate_parser.set_defaults(run=calibrate)
    forget_parser = add_action(actions, "forget", "drop calibrations and kept opinions", "--model NAME")
    forget_parser.add_argument(
        "--model", default="", metavar="NAME", help="only the calibration of this model"
    )
    forget_parser.set_defaults(run=forget)
    for one in (status_parser, test_parser, calibrate_parser, forget_parser):
        one.add_argument("--json", action="store_true", help="one JSON object")


def status(arguments: argparse.Namespace) -> int:
    """Asks every server how it is; ends with 0 also where there is none."""
    from shellguard.model.allowed import HOW_TO_CONNECT, addresses
    from shellguard.model.cache import OpinionCache
    from shellguard.model.calibration import Calibrations

    settings = _settings()
    wanted = settings.model
    servers = with_client(lambda client: _servers(client, settings)) if addresses(wanted) else []
    logging.getLogger("shellguard").addHandler(logging.NullHandler())  # what is wrong is printed
    calibrations = Calibrations()
    known = calibrations.all()
    now = {name: _worth_of(name) for name in known}
    kept = len(OpinionCache())
    found = {
        "servers": servers,
        "second_opinion": wanted.second_opinion,
        "asks_from": wanted.asks_from,
        "calibrated": now,
        "calibration_fault": calibrations.fault or None,
        "kept_opinions": kept,
    }
    if arguments.json:
        print(json.dumps(found))
        return exit_codes.DONE
    if not servers:
        print("\n".join(prose(f"No model is connected; {HOW_TO_CONNECT}", row_width(sys.stdout))))
    for one in servers:
        how = f"answers, model {one['model']}" if one["well"] else f"is away: {one['failed']}"
        print(printable(f"{one['address']} {how}"))
        if one["model"] and one["model"] not in known:
            print("  not calibrated, so it only advises: shellguard model calibrate")
    if calibrations.fault:
        print(f"No calibration counts: {printable(calibrations.fault)}\n  shellguard model calibrate")
    for name, worth in now.items():
        says = worth["says"] if worth["decides"] else f"only advises: {worth['says']}"
        print(printable(f"{name} {says}"))
    if not wanted.second_opinion:
        print("It is not asked for second opinions: shellguard config set model.second_opinion true")
    print(f"{_opinions(kept)} kept.")
    return exit_codes.DONE


def test(arguments: argparse.Namespace) -> int:
    """Asks about a harmless and a grave line.

    Raises:
        ShellguardError: nobody answers.
    """
    settings = _settings()
    found = with_client(lambda client: _tested(client, settings))
    if arguments.json:
        print(json.dumps(found))
        return exit_codes.DONE
    for one in found["answers"]:
        print(printable(f"{one['line']}\n  {one['says']}: danger {one['danger']:.2f}", keep="\n"))
        print(f"  {one['ms']} ms, read from {_FORMS[one['form']]}")
    print(f"First words after {found['first_words_ms']} ms.")
    if found["tells_apart"]:
        print(printable(f"{found['model']} tells the two apart."))
    else:
        print(printable(f"{found['model']} does not tell the two apart: it is of little use as a judge."))
    return exit_codes.DONE


_FORMS = {
    "logprobs": "the likelihoods of one token",
    "choice": "the likelihoods of one token held to the labels",
    "answer": "a written label (the server tells no likelihoods)",
}


def calibrate(arguments: argparse.Namespace) -> int:
    """Measures the model on labelled lines and keeps the outcome.

    Raises:
        ShellguardError: nobody answers, or there is nothing to learn from.
    """
    from shellguard.cli import model_calibration

    return model_calibration.run(arguments, _settings())


def forget(arguments: argparse.Namespace) -> int:
    """Drops what was learned and kept.

    Raises:
        ShellguardError: a file can't be changed.
    """
    from shellguard.model.cache import OpinionCache
    from shellguard.model.calibration import Calibrations

    gone = Calibrations().forget(arguments.model)
    opinions = 0 if arguments.model else OpinionCache().forget()
    if arguments.json:
        print(json.dumps({"calibrations": gone, "opinions": opinions}))
    else:
        names = printable(", ".join(gone)) or "none"
        print(f"Forgotten: calibrations: {names}; opinions: {opinions}.")
    return exit_codes.DONE


def _opinions(count: int) -> str:
    return "One opinion is" if count == 1 else f"{count or 'No'} opinions are"


def _settings() -> Settings:
    from shellguard.settings.reloading import Reloading

    loaded = Reloading({}, keep_good=False).current("")
    for error in loaded.errors:
        raise error
    return loaded.settings


def _worth_of(name: str) -> dict[str, Any]:
    from shellguard.model.calibration import Calibrations

    calibrations = Calibrations()
    one = calibrations.all()[name]
    older = calibrations.of(name) is None
    why_not = "its calibration is for an older version: shellguard model calibrate" if older else one.why_not
    return {
        "decides": not why_not,
        "says": why_not or "may ask about lines that the rules do not understand",
        "dangerous": one.dangerous,
        "harmless": one.harmless,
        "auc": one.auc,
        "error_before": one.error_before,
        "error_after": one.error_after,
        "at": one.at,
    }


async def _servers(client: ModelClient, settings: Settings) -> list[dict[str, Any]]:
    from shellguard.model.allowed import addresses

    await client.warm(settings.model)
    known = {one["address"]: one for one in client.states()}
    nothing = {"model": None, "well": False, "failed": "it can't be asked; see shellguard model test"}
    return [{**nothing, "address": one, **_seen(known.get(one))} for one in addresses(settings.model)]


def _seen(state: dict[str, Any] | None) -> dict[str, Any]:
    if state is None or not state["model"]:
        return {}
    return {"model": state["model"], "well": state["well"], "failed": state["failed"]}


async def _tested(client: ModelClient, settings: Settings) -> dict[str, Any]:
    from shellguard.model.doubt import Question
    from shellguard.model.judge import ask, say

    answers: list[dict[str, Any]] = []
    model = ""
    for line in (_HARMLESS, _GRAVE):
        begin = time.perf_counter()
        opinion = await ask(client, settings.model, Question(line))
        took = round((time.perf_counter() - begin) * 1000)
        model = opinion.model
        answers.append(
            {
                "line": line,
                "danger": round(opinion.danger, 4),
                "says": opinion.said,
                "form": opinion.form,
                "ms": took,
            }
        )
    begin = time.perf_counter()
    first: list[float] = []
    await say(client, settings.model, Question(_GRAVE), lambda _: first.append(time.perf_counter()))
    if not first:
        raise ShellguardError("the model says nothing when it is asked for words", where=model)
    return {
        "model": model,
        "answers": answers,
        "first_words_ms": round((first[0] - begin) * 1000),
        "tells_apart": answers[1]["danger"] > answers[0]["danger"] + 0.2,
    }
