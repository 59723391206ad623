"""`shellguard check --batch`: a verdict for each line of stdin, in order, whatever stands there."""

from __future__ import annotations

import argparse
import json
import os
from typing import Any, BinaryIO, TextIO

from shellguard import exit_codes
from shellguard.cli.in_process import Judge
from shellguard.errors import ShellguardError

MAX_SHOWN = 80


def answer_all(source: BinaryIO, answers: TextIO, cwd: str, arguments: argparse.Namespace) -> int:
    """Answers each request with one line: a verdict, or `{id, error}` for what is no request.

    `cwd` is the folder of requests that name none; "" when it is not known. The requests may come from
    anywhere, so of this process's environment only HOME counts.
    """
    home = os.environ.get("HOME", "")
    with Judge(arguments.set, record=arguments.record) as judge:
        for number, raw in enumerate(source, 1):
            if raw.strip():
                answers.write(json.dumps(_answer(raw, number, judge, cwd, home)) + "\n")
                answers.flush()
    return exit_codes.DONE


def _answer(raw: bytes, number: int, judge: Judge, cwd: str, home: str) -> dict[str, Any]:
    identity = None
    try:
        request = object_in(raw.decode("utf-8", "surrogateescape"), number, "id and cmd")
        identity = request.get("id")
        line, folder = _text(request, "cmd"), _text(request, "cwd", cwd)
        if folder and not folder.startswith("/"):
            raise ValueError("cwd must be an absolute path")
        verdict = judge.verdict(line, folder, home=home)
    except (ValueError, RecursionError) as error:
        return {"id": identity, "error": str(error)[:MAX_SHOWN] or "the request can't be read"}
    except ShellguardError as error:
        return {"id": identity, "error": error.what}
    return {**verdict, "id": identity if identity is not None else verdict["id"]}


def object_in(text: str, number: int, names: str) -> dict[str, Any]:
    """The JSON object in one line of the input.

    Args:
        number: of the line, from 1: an object that can't be read has no id to be found again by.
        names: what the object must hold, for the error.

    Raises:
        ValueError: it is something else.
    """
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        what = f"line {number} is no JSON object: {error.msg} at character {error.colno}"
        raise ValueError(what) from error
    if not isinstance(found, dict):
        raise ValueError(f"line {number}: a request must be an object with {names}")
    return found


def _text(request: dict[str, Any], key: str, otherwise: str | None = None) -> str:
    value = request.get(key)
    if value is None and otherwise is not None:
        return otherwise
    if not isinstance(value, str):
        raise ValueError(f"{key} must be a text")
    return value
