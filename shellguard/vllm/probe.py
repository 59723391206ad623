"""What this machine has: cards, memory, disk, free ports. Reads only; what can't be told is None."""

from __future__ import annotations

import os
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable
from shellguard.vllm.command import run

_GPU_FIELDS = "index,name,memory.total,memory.free,driver_version,compute_cap"
_MIB = 1024 * 1024
_FIELDS = 6


@dataclass(frozen=True, slots=True)
class Gpu:
    """One card; bytes. `generation` is the compute capability, such as 8.9; 0 when it is not known."""

    number: int
    name: str
    total: int
    free: int
    driver: str
    generation: float = 0.0


@dataclass(frozen=True, slots=True)
class Machine:
    """What a server could use.

    Attributes:
        gpus: the cards; empty where there are none or the driver does not answer.
        gpu_problem: why there are none, with what to do; "" where there are some.
        memory, memory_free: of the machine, in bytes; None when the system does not say.
        processors: that this process may use.
    """

    gpus: tuple[Gpu, ...] = ()
    gpu_problem: str = ""
    memory: int | None = None
    memory_free: int | None = None
    processors: int = 1


def machine() -> Machine:
    """This one, now."""
    gpus, problem = _gpus()
    memory = _memory()
    try:
        processors = len(os.sched_getaffinity(0))
    except AttributeError:
        processors = os.cpu_count() or 1
    return Machine(gpus, problem, memory.get("MemTotal"), memory.get("MemAvailable"), processors)


def free_disk(folder: Path) -> int | None:
    """Bytes that may be written below a folder, which need not be there yet."""
    for place in (folder, *folder.parents):
        if place.is_dir():
            return shutil.disk_usage(place).free
    return None


def port_is_free(port: int) -> bool:
    """Whether a server could listen on 127.0.0.1 there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(first: int) -> int:
    """The first free port from *first* on.

    Raises:
        ShellguardError: a hundred in a row are taken.
    """
    for port in range(first, min(first + 100, 65_536)):
        if port_is_free(port):
            return port
    raise ShellguardError(f"no port from {first} on is free")


def cache_folder(named: str = "") -> Path:
    """Where models lie: the folder that is set, else where the hub's own programs keep them."""
    if named:
        return Path(named).expanduser()
    if home := os.environ.get("HF_HOME"):
        return Path(home).expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "huggingface"


def _gpus() -> tuple[tuple[Gpu, ...], str]:
    program = shutil.which("nvidia-smi")
    if not program:
        return (), "no NVIDIA card here, or no driver (nvidia-smi is not found)"
    try:
        ended = run([program, f"--query-gpu={_GPU_FIELDS}", "--format=csv,noheader,nounits"], seconds=20)
    except ShellguardError as error:
        return (), error.what
    if ended.status != 0:
        return (), f"the card's driver does not answer: {ended.complaint}"
    found = tuple(gpu for line in ended.output.splitlines() if (gpu := _gpu(line)) is not None)
    return found, "" if found else "nvidia-smi names no card"


def _gpu(line: str) -> Gpu | None:
    fields = [field.strip() for field in line.split(",")]
    if len(fields) < _FIELDS or not fields[0].isdecimal():
        return None
    try:
        total, free = int(float(fields[2]) * _MIB), int(float(fields[3]) * _MIB)
    except ValueError:
        return None  # a card that is split up names no memory of its own
    try:
        generation = float(fields[5])
    except ValueError:
        generation = 0.0
    return Gpu(int(fields[0]), printable(fields[1])[:60], total, free, printable(fields[4])[:20], generation)


def _memory() -> dict[str, int]:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return {}
    found = {}
    for line in lines:
        name, _, rest = line.partition(":")
        number = rest.split()[:1]
        if name in ("MemTotal", "MemAvailable") and number and number[0].isdecimal():
            found[name] = int(number[0]) * 1024
    return found
