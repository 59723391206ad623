"""How far a start has come, told from the server's own log; and why it failed, in one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from shellguard.terminal_text import printable

Phase = Literal["begins", "configures", "downloads", "loads", "compiles", "captures", "warms", "serves"]
PHASES: dict[Phase, str] = {
    "begins": "starting the program",
    "configures": "reading the model's configuration",
    "downloads": "downloading the model",
    "loads": "loading the weights",
    "compiles": "compiling",
    "captures": "capturing graphs",
    "warms": "reserving memory and warming up",
    "serves": "answering",
}
_ORDER = tuple(PHASES)
_WORDS: tuple[tuple[str, Phase], ...] = (
    (r"non-default args|vLLM API server version", "configures"),
    (r"Resolved architecture|Initializing a V\d LLM engine", "configures"),
    (r"Time spent downloading weights|Fetching \d+ files|Downloading", "downloads"),
    (r"(?:model|pytorch_model)[\w.-]*\.(?:safetensors|bin):\s+\d+%", "downloads"),
    (r"Starting to load model|Loading (?:safetensors|pt) checkpoint shards", "loads"),
    (r"torch\.compile takes|Dynamo bytecode|Compiling a graph|Start compiling", "compiles"),
    (r"Capturing CUDA graphs?|Capturing cudagraphs", "captures"),
    (r"KV cache size|init engine|Available KV cache memory|Warming up", "warms"),
    (r"Starting vLLM (?:API )?server|Application startup complete|Uvicorn running", "serves"),
)
_SIGNS = tuple((re.compile(pattern), phase) for pattern, phase in _WORDS)
_PERCENT = re.compile(r"\b(\d{1,3})%")
_PREFIX = re.compile(
    r"^\s*(?:\([\w -]+ pid=\d+\)\s*)*(?:(?:INFO|WARNING|ERROR) [\d-]+ [\d:.]+ \[[^\]]*\]\s*)?"
)
_FAILED = re.compile(r"^[\w.]*(?:Error|Exception|Interrupt)\b.*|^.*\berror: .*|^shellguard: .*")
_EMPTY = ("RuntimeError: Engine core initialization failed", "EngineDeadError", "SystemExit")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a start is; *percent* of the phase, None where the log does not say; *line*: the last one."""

    phase: Phase = "begins"
    percent: int | None = None
    line: str = ""

    @property
    def words(self) -> str:
        part = f" {self.percent}%" if self.percent is not None else ""
        return PHASES[self.phase] + part


def after(progress: Progress, line: str) -> Progress:
    """The progress once this line of the log has been read; a phase is never left backwards."""
    text = harmless(line)
    found = progress.phase
    for pattern, phase in _SIGNS:
        if pattern.search(text) and _ORDER.index(phase) >= _ORDER.index(found):
            found = phase
    percent = progress.percent if found == progress.phase else None
    if found in ("downloads", "loads", "captures") and (seen := _PERCENT.findall(text)):
        percent = min(100, int(seen[-1]))
    return replace(progress, phase=found, percent=percent, line=text or progress.line)


def harmless(line: str) -> str:
    """One line of a server's log without what stands before its message, fit for a terminal."""
    last = line.rstrip("\r\n").rpartition("\r")[2]
    return printable(_PREFIX.sub("", last))[:_LONGEST].strip()


def cause(log: str) -> str:
    """The line of a log that says why the server ended; "" where none does."""
    found = ""
    for line in log.splitlines():
        text = harmless(line)
        if _FAILED.match(text) and not text.startswith(_EMPTY):
            found = text
    return found
