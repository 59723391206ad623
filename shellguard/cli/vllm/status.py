"""`shellguard vllm status`: what runs, whether it answers, and what it was like when it was started."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from shellguard import exit_codes
from shellguard.cli.vllm import pointing
from shellguard.cli.vllm.choosing import add_server, chosen_server, engine_in_force, settings
from shellguard.cli.vllm.serving import answers_as, health_of, row_of, since
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable
from shellguard.vllm import keys, state
from shellguard.vllm.engine import Engine
from shellguard.vllm.server_spec import Server


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server(parser)
    parser.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object a line"
    )


def run(arguments: argparse.Namespace) -> int:
    """Says how each server is; 1 when none (or not the named one) is ready."""
    whole = settings()
    engine = engine_in_force(whole)
    servers = (chosen_server(engine, arguments.server),) if arguments.server else engine.servers()
    if not servers:
        chosen_server(engine, "")
    ready = False
    for server in servers:
        told = _told(server, engine, whole)
        ready = ready or told["health"] == "ready"
        print(json.dumps(told) if arguments.json else "\n".join(_lines(told)))
    if not arguments.json and keys.age_days() >= keys.DAYS:
        print(f"the key is {keys.age_days()} days old: shellguard vllm key rotate")
    return exit_codes.DONE if ready else exit_codes.FAILED


def _told(server: Server, engine: Engine, whole: Settings) -> dict[str, Any]:
    health, why = health_of(server, engine)
    baseline = state.baseline(server.name)
    return {
        **row_of(server),
        "health": health,
        "why": why,
        "url": pointing.address_of(server.port),
        "asked_by_shellguard": whole.model.base_url == pointing.address_of(server.port),
        "baseline": asdict(baseline) if baseline else None,
        **(answers_as(server) if health == "ready" else {}),
    }


def _lines(told: dict[str, Any]) -> list[str]:
    why = f": {printable(told['why'])}" if told["why"] else ""
    lines = [f"{told['name']}  {told['health']}{why}"]
    version = f" (vLLM {printable(told['version'])})" if told.get("version") else ""
    lines.append(f"  model    {printable(told['model'])} as {printable(told['served_name'])}{version}")
    asked = "  shellguard asks it" if told["asked_by_shellguard"] else ""
    lines.append(f"  address  {told['url']}{asked}")
    running = (
        f" for {since(told['started_at'])}" if told["exit_code"] is None else f", status {told['exit_code']}"
    )
    restarts = f", started again {told['restarts']} times" if told["restarts"] else ""
    lines.append(f"  engine   {told['engine']}, {told['condition']}{running}{restarts}")
    if told["baseline"]:
        one = told["baseline"]
        lines.append(
            f"  at start first token {one['first_token'] * 1000:.0f} ms, "
            f"{one['tokens_a_second']:.0f} tokens a second, ready after {one['ready_after']:.0f} s"
        )
    if told.get("problem"):
        lines.append(f"  {printable(told['problem'])}")
    return lines
