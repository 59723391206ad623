"""`shellguard vllm metrics`: the figures that a server publishes, with percentiles."""

from __future__ import annotations

import argparse
import json
from typing import Any

from shellguard import exit_codes
from shellguard.cli.vllm.choosing import add_server, api_of, chosen_server, engine_in_force, settings
from shellguard.terminal_text import printable
from shellguard.vllm.metrics import Histogram, Metrics, read

_SHARES = (0.5, 0.95, 0.99)
_PLAIN = (
    "model",
    "running",
    "waiting",
    "kv_cache",
    "preemptions",
    "prompt_tokens",
    "generated_tokens",
    "requests",
    "prefix_share",
    "memory",
)
_TIMES = ("first_token", "between_tokens", "whole")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server(parser)
    parser.add_argument("--raw", action="store_true", help="as the server writes them, for Prometheus")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Prints the figures since the server's start.

    Raises:
        ShellguardError: no server, no answer, or no figures.
    """
    server = chosen_server(engine_in_force(settings()), arguments.server)
    text = api_of(server).metrics()
    if arguments.raw:
        print(printable(text, keep="\n"), end="")
        return exit_codes.DONE
    found = read(text)
    print(json.dumps(as_data(found)) if arguments.json else "\n".join(_in_words(server.name, found)))
    return exit_codes.DONE


def as_data(found: Metrics) -> dict[str, Any]:
    """A reading as plain data; times in seconds."""
    return {
        **{name: getattr(found, name) for name in _PLAIN},
        "finished": dict(found.finished),
        **{name: _spread(getattr(found, name)) for name in _TIMES},
    }


def _spread(one: Histogram) -> dict[str, float | None]:
    shares = {f"p{share * 100:.0f}": one.percentile(share) for share in _SHARES}
    return {"count": one.count, "mean": one.mean, **shares}


def _in_words(name: str, found: Metrics) -> list[str]:
    repeated = "unknown" if found.prefix_share is None else f"{found.prefix_share:.0%}"
    ends = ", ".join(f"{printable(how)} {count:,.0f}" for how, count in found.finished.items() if count)
    lines = [
        f"{name}: {printable(found.model)}",
        f"  running    {found.running:.0f}, waiting {found.waiting:.0f}",
        f"  cache      {found.kv_cache:.0%} used" + (" (over 90%)" if found.kv_cache > 0.9 else ""),
        f"  put off    {found.preemptions:,.0f} requests for want of cache",
        f"  finished   {found.requests:,.0f} requests" + (f" ({ends})" if ends else ""),
        f"  tokens     {found.prompt_tokens:,.0f} read, {found.generated_tokens:,.0f} written",
        f"  repeated   {repeated} of the prompts' tokens were in the cache",
        f"  memory     {found.memory / 1e9:.1f} GB" if found.memory else "  memory     unknown",
        "",
        f"  {'milliseconds':<18}" + "".join(f"{f'{share:.0%}':>10}" for share in _SHARES),
    ]
    for key, title in zip(_TIMES, ("first token", "each further token", "whole request"), strict=True):
        spread: Histogram = getattr(found, key)
        values = [spread.percentile(share) for share in _SHARES]
        lines.append(
            f"  {title:<18}"
            + "".join(f"{value * 1000:>10,.1f}" if value is not None else f"{'-':>10}" for value in values)
        )
    return lines
