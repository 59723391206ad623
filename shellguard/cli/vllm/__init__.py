"""`shellguard vllm`: the companion of the model's server. One file a subcommand; this one only wires them."""

from __future__ import annotations

import argparse
import importlib
from types import ModuleType

from shellguard.cli.usage import add_action

NAME = "vllm"
COMMANDS = {
    "up": "start a server and wait until it answers",
    "status": "what runs, and whether it answers",
    "stop": "stop a server; up or restart brings it back",
    "restart": "stop a server and start it again",
    "logs": "what a server wrote",
    "ps": "all servers that were started here",
    "models": "profiles, and what the running servers serve",
    "switch": "another model or profile in the place of the one that runs",
    "upgrade": "the same server with another version of vLLM",
    "rm": "take a server away, with its log; asks",
    "key": "the key that the server asks for: show, rotate",
    "doctor": "why a server fails, and the change that mends it",
    "metrics": "the figures that a server publishes",
    "top": "what a server does now, on the whole screen",
    "bench": "how fast a server is under load, and whether it was faster before",
    "tune": "try what the figures point at, and keep the best after a yes",
    "compare": "the same requests to several models, and who does best",
    "export": "a server as files for other tools",
}
"""Each is a module of this package with `add_arguments(parser)` and `run(arguments)`."""

_EXAMPLES = {
    "up": "dev --set context=8192",
    "switch": "dev-small",
    "rm": "shellguard-dev",
    "key": "rotate",
    "logs": "--follow",
    "doctor": "--fix",
    "top": "--once",
    "bench": "--at-once 1,8,32",
    "tune": "--dry-run",
    "compare": "parser dev --report compared.html",
    "export": "kubernetes parser --out deploy",
}

_EPILOG = """\
first steps:
  shellguard vllm             what is there, and what to do next
  shellguard vllm up          start the small, fast server that shellguard asks
  shellguard vllm up --dry-run   only show what would run
  shellguard vllm doctor      why it does not come up, and what mends it

profiles, settings and what is kept private: docs/vllm.md in shellguard's sources
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers `vllm` and what stands below it."""
    parser = subparsers.add_parser(
        NAME,
        help="run, watch and tune a model server of your own",
        description="Runs vLLM in a container or an environment of its own, and looks after it.",
        epilog=_EPILOG,
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run, vllm_command="overview")
    below = parser.add_subparsers(metavar="COMMAND")
    for name, meaning in COMMANDS.items():
        command = add_action(below, name, meaning, _EXAMPLES.get(name, ""))
        command.set_defaults(vllm_command=name)
        _module(name).add_arguments(command)


def run(arguments: argparse.Namespace) -> int:
    """Runs the subcommand that was chosen; without one, says what is there and what to do next."""
    code: int = _module(arguments.vllm_command).run(arguments)
    return code


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"shellguard.cli.vllm.{name}")
