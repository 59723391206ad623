"""What `shellguard ask` wants of the daemon: a translation, a repair, an explanation."""

from __future__ import annotations

from typing import Any

from shellguard.daemon.answer import Answer
from shellguard.daemon.notebook import Notebook
from shellguard.daemon.translator import Request, Translator
from shellguard.parsing.shell_state import ShellState
from shellguard.settings.model import Settings


async def answer(
    payload: dict[str, Any],
    shell: ShellState,
    settings: Settings,
    translator: Translator,
    notebook: Notebook | None = None,
) -> dict[str, Any]:
    """The answer as `ask --json` prints it.

    Raises:
        ShellguardError: an explanation that no model gives.
        KeyError, TypeError: the request has another form.
    """
    if payload.get("explain"):
        said, model = await translator.explain(str(payload["explain"]), shell, settings)
        return {"explanation": said, "model": model}
    request = Request(
        str(payload["request"]),
        failed=str(payload.get("failed") or ""),
        status=int(payload.get("status") or 0),
        output=str(payload.get("output") or ""),
    )
    found: Answer = await translator.answer(
        request,
        shell,
        settings,
        path=str(payload.get("path") or ""),
        name=str(payload.get("id") or ""),
        use_model=not payload.get("no_model"),
    )
    if payload.get("record") and notebook is not None:
        first = found.candidates[0] if found.candidates else None
        notebook.translated(
            found.id,
            found.request,
            found.command,
            "",
            how="ask",
            source=first.source if first else "fallback",
            risk=first.verdict.risk.score if first else 100,
        )
    return found.as_object()
