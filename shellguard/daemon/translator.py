"""Requests in plain language: redacted, sent to the model, and what comes back judged like any line."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from shellguard.audit.redaction import Redaction
from shellguard.daemon.line_judge import LineJudge
from shellguard.errors import ShellguardError
from shellguard.model.client import ModelClient
from shellguard.model.translate import Place, translate
from shellguard.parsing.shell_state import ShellState
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict
from shellguard.verdict_json import verdict_object

_MARKED = re.compile(r"\s*\?\s+(?P<request>\S.*)", re.DOTALL)


def marked_request(line: str) -> str:
    """The request of a line that is marked as plain language (`? what uses port 3000`), "" for any other."""
    found = _MARKED.fullmatch(line)
    return found["request"].strip() if found else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request; without a command, `problem` says why and what to do."""

    id: str
    request: str
    command: str = ""
    explanation: str = ""
    model: str = ""
    verdict: Verdict | None = None
    problem: ShellguardError | None = None

    def as_object(self) -> dict[str, Any]:
        """The answer of `ask --json`; not understood by anybody means risk 100 and no command."""
        if self.verdict is None:
            verdict = unparsed(self.request, str(self.problem or ""))
        else:
            verdict = verdict_object(self.verdict)
        return {
            "id": self.id,
            "command": self.command or None,
            "confidence": self.verdict.risk.confidence if self.verdict else 0.0,
            "source": "model" if self.command else "fallback",
            "model": self.model or None,
            "explanation": self.explanation or str(self.problem or ""),
            "verdict": verdict,
        }


def unparsed(request: str, reason: str) -> dict[str, Any]:
    """The specification's object for a request that nobody understood."""
    return {
        "command": "UNPARSED",
        "args": [request],
        "flags": [],
        "risk_level": 100,
        "level": "critical",
        "decision": "deny",
        "reasoning": reason or "the request was not understood",
        "safe_alternative": {"command": None, "why": "rephrase or write the command itself", "risk_level": 0},
        "source": "fallback",
    }


class Translator:
    """Never raises: what went wrong is part of the answer."""

    def __init__(self, judge: LineJudge) -> None:
        self._judge = judge
        self._client = ModelClient()
        self._key = secrets.token_bytes(32)

    async def answer(self, request: str, shell: ShellState, settings: Settings, *, name: str = "") -> Answer:
        """Translates and judges a request."""
        identity = name or secrets.token_hex(6)
        place = Place(folder=PurePath(shell.cwd).name if shell.cwd else "")
        asked = Redaction(self._key).text(request)
        try:
            found, model = await translate(self._client, settings.model, asked, place)
        except ShellguardError as error:
            return Answer(identity, request, problem=error)
        verdict, _ = await self._judge.judge(found.command, shell, settings, identity=identity)
        return Answer(identity, request, found.command, found.reasoning, model, verdict)

    async def close(self) -> None:
        await self._client.close()
