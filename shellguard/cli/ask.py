"""`shellguard ask REQUEST`: plain language to a command, judged and not run."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import Any

from shellguard import exit_codes
from shellguard.cli.this_process import surroundings
from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable
from shellguard.wire import client

ASK_SECONDS = 60.0
LONGEST_INPUT = 1 << 20


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "ask",
        help="plain language to a command",
        description="Translates a request into a command, judges it and prints it; nothing is run. "
        "The phrasebook answers where it is sure, else the connected model.",
        epilog="example: shellguard ask delete log files older than 30 days",
    )
    parser.add_argument("request", nargs="*", help="the request; read from standard input if there is none")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--batch",
        action="store_true",
        help='read {"id", "request", "cwd"} objects from stdin, one a line, and answer each with an object',
    )
    parser.add_argument("--no-model", action="store_true", help="ask the phrasebook only")
    parser.add_argument("--explain", metavar="COMMAND", help="say what a command does")
    parser.add_argument(
        "--repair",
        metavar="COMMAND",
        help="propose what a failed command meant; its output may come on stdin",
    )
    parser.add_argument(
        "--status", type=int, default=1, help="exit status of the failed command (default: 1)"
    )
    parser.add_argument("--cwd", metavar="DIR", help="the folder that is meant; the current one by default")
    parser.add_argument("--record", action="store_true", help="keep it in the log")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the command.

    Raises:
        ShellguardError: no request, or nobody who could translate it.
    """
    from shellguard.cli.check import current_folder, folder_named

    cwd = folder_named(arguments.cwd) or current_folder()
    if arguments.batch:
        from shellguard.cli.ask_batch import answer_all

        if arguments.request:
            raise ShellguardError("--batch reads its requests from stdin", exit_code=exit_codes.USAGE)
        return answer_all(sys.stdin.buffer, sys.stdout, cwd, no_model=arguments.no_model)
    if arguments.explain is not None:
        arguments.explain = " ".join([arguments.explain, *arguments.request])  # typed without quotes
        if not arguments.explain.strip():
            raise ShellguardError(
                "there is no command", hint="shellguard ask --explain COMMAND", exit_code=exit_codes.USAGE
            )
        return _explain(arguments, cwd)
    payload = {
        **_request(arguments),
        **surroundings(cwd),
        "record": arguments.record,
        "no_model": arguments.no_model,
    }
    answer = _answer(payload)
    if arguments.json:
        print(json.dumps(answer))
        return exit_codes.DONE if answer["command"] else exit_codes.FAILED
    return _in_words(answer)


def _request(arguments: argparse.Namespace) -> dict[str, Any]:
    given = " ".join(arguments.request)
    piped = "" if sys.stdin.isatty() or (given and not arguments.repair) else _stdin()
    if arguments.repair is not None:
        return {
            "request": given or "mend the command that failed",
            "failed": arguments.repair,
            "status": arguments.status,
            "output": piped,
        }
    if not (given or piped):
        raise ShellguardError(
            "there is no request", hint="shellguard ask REQUEST", exit_code=exit_codes.USAGE
        )
    return {"request": given or piped}


def _stdin() -> str:
    return sys.stdin.buffer.read(LONGEST_INPUT).decode("utf-8", "replace").strip()


def _answer(payload: dict[str, Any]) -> dict[str, Any]:
    """The daemon's answer; without a daemon, one of this process."""
    if client.start_daemon():
        answer = client.request("ask", payload, timeout=ASK_SECONDS)
        if answer is not None:
            return answer
    from shellguard.cli.ask_batch import in_process

    return in_process(payload)


def _explain(arguments: argparse.Namespace, cwd: str) -> int:
    """In the model's words where one is connected, then as shellguard judges it."""
    said: dict[str, Any] = {}
    note = ""
    if not arguments.no_model:
        try:
            said = _answer({"explain": arguments.explain, **surroundings(cwd)})
        except ShellguardError as error:
            note = error.what
    from shellguard.cli.explain import explanation
    from shellguard.cli.in_process import Judge
    from shellguard.model.allowed import NO_MODEL
    from shellguard.verdict_json import verdict_object

    with Judge() as judge:
        verdict = judge.judge(arguments.explain, cwd, home=os.environ.get("HOME", ""))
    text = printable(str(said.get("explanation") or verdict.risk.reasoning))
    if arguments.json:
        told = {
            "command": arguments.explain,
            "explanation": text,
            "source": "model" if said else "static",
            "model": said.get("model"),
            "note": note or None,
            "verdict": verdict_object(verdict),
        }
        print(json.dumps(told))
        return exit_codes.DONE
    if said:
        print(f"> {text}\n  (from {printable(str(said.get('model')))}; what follows is certain)")
    elif note and note != NO_MODEL:
        print(f"(without a model's words: {printable(note)})")
    print("\n".join(explanation(verdict)))
    return exit_codes.DONE


def _in_words(answer: dict[str, Any]) -> int:
    if not answer["command"]:
        questions = "\n".join(f"  {printable(text)}" for text in answer["questions"])
        if questions:
            raise ShellguardError(f"that could mean several things:\n{questions}", hint="say it more exactly")
        raise ShellguardError(printable(str(answer["explanation"]), keep="\n"))
    verdict = answer["verdict"]
    print(printable(answer["command"], keep="\n"))
    print(f"  {printable(answer['explanation'])}")
    for text in answer["absent"]:
        print(f"  {printable(text)}")
    for text in answer["questions"]:
        print(f"  assumed: {printable(text)}")
    print(f"  risk {verdict['risk_level']} of 100 ({verdict['level']}): {verdict['decision']}")
    if answer["note"]:
        print(f"  {printable(answer['note'])}")
    for other in answer["alternatives"]:
        print(f"  or: {printable(other['command'], keep='')}")
    return exit_codes.DONE
