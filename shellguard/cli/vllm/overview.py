"""`shellguard vllm` alone: what is there, and what to do next."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from shellguard import exit_codes
from shellguard.cli.terminal import prose, row_width
from shellguard.cli.vllm.choosing import settings
from shellguard.cli.vllm.serving import row_of
from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable
from shellguard.vllm.finding_engine import engine_named, find_engine, states
from shellguard.vllm.fitting import gigabytes
from shellguard.vllm.probe import Machine, machine
from shellguard.vllm.server_spec import EngineState, Server


def run(arguments: argparse.Namespace) -> int:
    """Says what could run a server, what it would run on, which servers there are, and the next step."""
    whole, here = settings(), machine()
    engines = states(whole.vllm)
    servers = tuple(
        server
        for state in engines
        if state.usable
        for server in engine_named(state.name, whole.vllm).servers()
    )
    if arguments.json:
        told = {"engines": [asdict(one) for one in engines], "machine": asdict(here)}
        print(json.dumps({**told, "servers": [row_of(one) for one in servers]}))
        return exit_codes.DONE
    width = row_width(sys.stdout)
    for line in (*_engines(engines), *_machine(here), *_servers(servers)):
        print("\n".join(prose(line, width, hanging=16)))
    try:
        find_engine(whole.vllm)
    except ShellguardError:
        wanted = f" (vllm.engine = {whole.vllm.engine})" if whole.vllm.engine != "auto" else ""
        print(f"next: make one of the engines work{wanted}, then: shellguard vllm up")
        print("      shellguard judges and answers without a model meanwhile")
        return exit_codes.DONE
    print("\n".join(prose(_next(servers, here), width, hanging=6)))
    return exit_codes.DONE


def _engines(engines: tuple[EngineState, ...]) -> list[str]:
    lines = []
    for one in engines:
        if one.usable:
            also = ", rootless" if one.rootless and one.name != "local" else ""
            lines.append(f"engine  {one.name.ljust(7)} {printable(one.version)}{also}".rstrip())
        else:
            lines.append(f"engine  {one.name.ljust(7)} no: {one.problem}")
            lines += [f"{'':16}{line}" for line in one.hint.splitlines()]
    return lines


def _machine(here: Machine) -> list[str]:
    lines = [
        f"card    {one.number}       {one.name}, {gigabytes(one.free)} of {gigabytes(one.total)} free, "
        f"driver {one.driver}"
        for one in here.gpus
    ]
    if not here.gpus:
        lines.append(f"card    none    {here.gpu_problem}")
    if here.memory and here.memory_free is not None:
        free = f"{gigabytes(here.memory_free)} of {gigabytes(here.memory)} free"
        lines.append(f"memory          {free}, {here.processors} processors")
    return lines


def _servers(servers: tuple[Server, ...]) -> list[str]:
    return [
        f"server  {one.name}: {one.condition}, {printable(one.model)}, port {one.port} ({one.engine})"
        for one in servers
    ]


def _next(servers: tuple[Server, ...], here: Machine) -> str:
    if any(one.running for one in servers):
        return "next: shellguard vllm status"
    if servers:
        return f"next: shellguard vllm restart {servers[0].name}, or shellguard vllm logs {servers[0].name}"
    where = "" if here.gpus else " (on the processor: parser-cpu)"
    return f"next: shellguard vllm up{where}; with --dry-run it only shows what it would do"
