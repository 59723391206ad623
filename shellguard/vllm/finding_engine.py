"""Which engine runs the servers: the one that is set, else the first that works."""

from __future__ import annotations

from textwrap import indent

from shellguard.errors import ShellguardError
from shellguard.settings.model import VllmSettings
from shellguard.vllm.container import ContainerEngine
from shellguard.vllm.dialects import DOCKER, PODMAN
from shellguard.vllm.engine import Engine
from shellguard.vllm.local import LocalEngine
from shellguard.vllm.server_spec import EngineState


def engine_named(name: str, settings: VllmSettings) -> Engine:
    """docker, podman or local; not asked whether it works."""
    if name == "local":
        return LocalEngine(settings.venv)
    return ContainerEngine(DOCKER if name == "docker" else PODMAN)


def states(settings: VllmSettings) -> tuple[EngineState, ...]:
    """All three, in the order in which they are tried."""
    return tuple(engine_named(name, settings).ready() for name in _order(settings))


def find_engine(settings: VllmSettings) -> Engine:
    """The engine that is set, or the first of docker, podman, local that works.

    Raises:
        ShellguardError: none works; each is named with what is missing.
    """
    names = (settings.engine,) if settings.engine != "auto" else _order(settings)
    seen = []
    for name in names:
        engine = engine_named(name, settings)
        state = engine.ready()
        if state.usable:
            return engine
        seen.append(state)
    if len(seen) == 1:
        raise ShellguardError(
            seen[0].problem, where=f"vllm.engine = {seen[0].name}", hint=_below(seen[0].hint)
        )
    said = "\n".join(f"{state.problem}\n{indent(state.hint, '  ')}" for state in seen)
    raise ShellguardError("nothing here can run a model server; one of these is enough", hint=_below(said))


def _below(lines: str) -> str:
    """Lines as they stand below an error, which indents the first itself."""
    return indent(lines, "  ").lstrip()


def _order(settings: VllmSettings) -> tuple[str, ...]:
    """A virtual environment that somebody has named comes first."""
    return ("local", "docker", "podman") if settings.venv else ("docker", "podman", "local")
