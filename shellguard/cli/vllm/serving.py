"""One server as rows and objects: what the engine knows, what its interface answers."""

from __future__ import annotations

import time
from typing import Any

from shellguard.cli.vllm.choosing import api_of
from shellguard.terminal_text import printable
from shellguard.vllm import state
from shellguard.vllm.api import ApiError
from shellguard.vllm.engine import Engine
from shellguard.vllm.server_spec import Server
from shellguard.vllm.starting import Progress, after, cause


def row_of(server: Server) -> dict[str, Any]:
    """What the engine alone knows, as plain data."""
    return {
        "name": server.name,
        "engine": server.engine,
        "condition": server.condition,
        "profile": server.profile,
        "model": server.model,
        "served_name": server.served_name,
        "port": server.port,
        "image": server.image,
        "exit_code": server.exit_code,
        "restarts": server.restarts,
        "started_at": server.started_at,
    }


def health_of(server: Server, engine: Engine) -> tuple[str, str]:
    """Ready, starting, stopped or failed, and what a person should know about it."""
    if not server.running:
        if failed := state.recall(server.name).get("failed"):
            return "failed", printable(str(failed), keep="\n")
        if server.condition == "exited" and server.exit_code in (0, 143, 137):
            return "stopped", ""
        why = printable(server.error) or cause(engine.logs(server.name, 400))
        return ("failed" if server.exit_code else "stopped"), why or f"status {server.exit_code}"
    if api_of(server, timeout=3.0).health():
        return "ready", ""
    progress = Progress()
    for line in engine.logs(server.name, 4000).splitlines():
        progress = after(progress, line)
    if progress.phase == "serves":
        return "silent", "its log says that it serves, but it does not answer"
    return "starting", progress.words


def since(moment: float) -> str:
    """How long ago, in words."""
    if not moment:
        return "never"
    seconds = max(0.0, time.time() - moment)
    for size, name in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} seconds"


def answers_as(server: Server) -> dict[str, Any]:
    """What its interface says of itself; "problem" where it refuses."""
    api = api_of(server)
    try:
        models = [{"name": one.name, "root": one.root, "context": one.context} for one in api.models()]
        return {"version": api.version(), "models": models}
    except ApiError as error:
        return {"problem": str(error)}
