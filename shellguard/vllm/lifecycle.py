"""Starting, waiting, ending, and proving that a server works; what each took."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from shellguard.errors import ShellguardError
from shellguard.vllm.api import Api, ApiError
from shellguard.vllm.engine import Engine
from shellguard.vllm.server_spec import Server, ServerSpec
from shellguard.vllm.starting import Progress, after, cause
from shellguard.vllm.state import Baseline

_POLL_SECONDS = 0.25
_INSPECT_SECONDS = 1.0
STOP_SECONDS = 20.0
_KILLED = 137
_QUELL_SECONDS = 8.0
_QUIET_LOOKS = 4
_LOOK_SECONDS = 0.4
_QUESTION = ({"role": "user", "content": "Count from one to twenty in words."},)
_ANSWER_TOKENS = 48

Tell = Callable[[Progress, float], None]


class StartError(ShellguardError):
    """A server did not come up.

    Attributes:
        ended: how, without the line of the log that may say why.
        log: the end of what it wrote, raw.
        server: as the engine saw it last; None when it is gone.
        goes_on: it still starts; only the patience has ended.
    """

    def __init__(
        self, ended: str, why: str, log: str, server: Server | None, hint: str, *, goes_on: bool = False
    ) -> None:
        what = f"{ended}: {why}" if why else ended
        super().__init__(what, where=server.name if server else "", hint=hint)
        self.ended = ended
        self.log = log
        self.server = server
        self.goes_on = goes_on


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that a server has to do before it counts as done."""

    what: str
    holds: bool
    detail: str = ""


def launch(engine: Engine, spec: ServerSpec) -> None:
    """Starts a server in the place of one that has ended.

    Raises:
        ShellguardError: one of the name still runs, or the engine refuses.
    """
    found = engine.inspect(spec.name)
    if found is not None and found.condition in ("running", "restarting", "paused"):
        raise ShellguardError("a server of this name runs already", where=spec.name)
    if found is not None:
        engine.remove(spec.name)
    for mount in spec.mounts:
        if not mount.read_only:
            _make_folder(mount.host)
    engine.run(spec)


def wait_until_ready(engine: Engine, name: str, api: Api, seconds: float, tell: Tell) -> float:
    """Waits for health and tells how far the start is; seconds that it took.

    Raises:
        StartError: it ended, or is not ready in time; it is still there then, with its log.
    """
    began = time.monotonic()
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    follower = engine.follow(name)
    threading.Thread(target=_read, args=(follower, lines), daemon=True).start()
    progress, inspected = Progress(), 0.0
    while True:
        while not lines.empty():
            progress = after(progress, lines.get())
        tell(progress, time.monotonic() - began)
        if time.monotonic() - inspected > _INSPECT_SECONDS:
            inspected = time.monotonic()
            found = engine.inspect(name)
            if found is None or not found.running or found.restarts:
                raise _ended(engine, name, found)
        if api.health():
            return time.monotonic() - began
        if time.monotonic() - began > seconds:
            raise _late(engine, name, seconds, progress)
        time.sleep(_POLL_SECONDS)


def end(engine: Engine, name: str, seconds: float = STOP_SECONDS) -> str:
    """Ends a server: asks, asks again (a start-up ignores the first), then kills. How it ended, in a word.

    Raises:
        ShellguardError: it still runs.
    """
    for attempt, patience in enumerate((seconds, seconds / 2)):
        engine.stop(name, patience)
        found = engine.inspect(name)
        if found is None or not found.running:
            by_force = found is not None and found.exit_code == _KILLED
            return "killed" if by_force else "stopped" if attempt == 0 else "stopped when asked again"
    engine.kill(name)
    found = engine.inspect(name)
    if found is not None and found.running:
        raise ShellguardError("the server does not end, not even by force", where=name)
    return "killed"


def measure(api: Api, spec: ServerSpec, ready_after: float, *, pooling: bool) -> Baseline:
    """Speed of one request at a time, the second after a first that warms up.

    Raises:
        ApiError: it does not answer.
    """
    first_token, speed = 0.0, 0.0
    for _ in range(2):
        began = time.monotonic()
        if pooling:
            api.post("/v1/embeddings", {"model": spec.served_name, "input": "one text"})
            first_token = time.monotonic() - began
            continue
        answer = api.stream(spec.served_name, _QUESTION, max_tokens=_ANSWER_TOKENS, timeout=300.0)
        first_token = answer.first_token
        after_first = answer.seconds - answer.first_token
        speed = (answer.tokens - 1) / after_first if answer.tokens > 1 and after_first > 0 else 0.0
    return Baseline(spec.model, spec.image, first_token, speed, ready_after, time.time())


def proofs(api: Api, served_name: str) -> Iterator[Proof]:
    """What has to hold before a server counts as done; never raises."""
    yield Proof("answers /health", api.health())
    try:
        names = [model.name for model in api.models()]
        yield Proof(f"serves {served_name}", served_name in names, ", ".join(names))
        yield Proof("refuses a wrong key", api.guarded())
        yield Proof("publishes metrics", "vllm:" in api.metrics())
    except ApiError as error:
        yield Proof("answers with our key", False, error.what)


def _make_folder(name: str) -> None:
    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ShellguardError(f"the folder can't be made: {error.strerror}", where=name) from error


def _read(follower: Iterator[str], lines: queue.SimpleQueue[str]) -> None:
    with suppress(ShellguardError):
        for line in follower:
            lines.put(line)


def _ended(engine: Engine, name: str, found: Server | None) -> StartError:
    log = engine.logs(name, 400) if found is not None else ""
    if found is not None and engine.name != "local":
        with suppress(ShellguardError):
            _quell(engine, name)
    why = cause(log) or (found.error if found is not None else "")
    if found is not None and found.out_of_memory:
        why = "the system killed it for want of memory"
    how = f" (status {found.exit_code})" if found is not None and found.exit_code is not None else ""
    ended = f"the server ended while it started{how}"
    hint = "`shellguard vllm doctor` says more, `shellguard vllm logs` shows all"
    return StartError(ended, why, log, found, hint)


def _quell(engine: Engine, name: str) -> None:
    """Ends a server that its engine starts again for ever; between two lives it seems to have ended."""
    quiet, deadline = 0, time.monotonic() + _QUELL_SECONDS
    while quiet < _QUIET_LOOKS and time.monotonic() < deadline:
        found = engine.inspect(name)
        if found is None:
            return
        if found.condition in ("running", "restarting"):
            engine.stop(name, 1.0)
            quiet = 0
        else:
            quiet += 1
        time.sleep(_LOOK_SECONDS)
    if quiet < _QUIET_LOOKS:
        engine.remove(name)


def _late(engine: Engine, name: str, seconds: float, progress: Progress) -> StartError:
    what = f"the server is not ready after {seconds / 60:.0f} minutes; it was {progress.words}"
    hint = "it goes on: look with `shellguard vllm status`, or set vllm.start_minutes"
    return StartError(what, "", engine.logs(name, 400), engine.inspect(name), hint, goes_on=True)
