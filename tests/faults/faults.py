"""Each fault: how it comes about, how it ends, and what the person is to see of it."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from shellguard.wire.frames import Frame, encode_reply
from tests.shells.conftest import World
from tests.shells.terminal import Terminal, runs
from tests.waiting import wait_until

ASKED = "asked"
RUNS = "runs"
AWAY = "the daemon does not answer; it is being started"


@dataclass
class Place:
    """A guarded shell with its daemon, and the place where a fault happens."""

    world: World
    shell: Terminal
    pid: int
    kept: list[Path] = field(default_factory=list)

    @property
    def runtime(self) -> Path:
        return self.world.runtime

    def pipe(self, kind: str) -> Path:
        return next(self.runtime.glob(f"{self.shell.pid}-*.{kind}"))


Breaking = Callable[[Place], AbstractContextManager[None]]


@dataclass(frozen=True)
class Fault:
    """A row of docs/faults.md, which is made from these.

    Attributes:
        what: the fault, in the words of the page.
        breaking: makes it happen, and ends it.
        sees: what stands on the screen because of it; "" for nothing at all.
        ordinary: what becomes of an ordinary line meanwhile.
        recorded: whether lines are recorded meanwhile.
    """

    what: str
    breaking: Breaking
    sees: str = ""
    ordinary: str = RUNS
    recorded: bool = True


@contextmanager
def killed(place: Place) -> Iterator[None]:
    os.kill(place.pid, signal.SIGKILL)
    wait_until(lambda: not runs(place.pid), "the daemon's end")
    yield


@contextmanager
def stopped(place: Place) -> Iterator[None]:
    os.kill(place.pid, signal.SIGSTOP)
    yield
    os.kill(place.pid, signal.SIGCONT)


@contextmanager
def pipe_removed(place: Place) -> Iterator[None]:
    place.pipe("req").unlink()
    yield


@contextmanager
def pipe_is_file(place: Place) -> Iterator[None]:
    pipe = place.pipe("rsp")
    pipe.unlink()
    answers = (encode_reply(Frame(str(number), "allow", ("", "", ""))) for number in range(1, 500))
    pipe.write_bytes(b"".join(answers))
    yield


@contextmanager
def pipe_is_link(place: Place) -> Iterator[None]:
    victim = place.world.folder / "victim"
    victim.write_text("precious")
    pipe = place.pipe("req")
    pipe.unlink()
    pipe.symlink_to(victim)
    yield
    assert victim.read_text() == "precious"


@contextmanager
def another_pipe(place: Place) -> Iterator[None]:
    pipe = place.pipe("rsp")
    pipe.unlink()
    os.mkfifo(pipe)
    yield


@contextmanager
def folder_gone(place: Place) -> Iterator[None]:
    shutil.rmtree(place.runtime, ignore_errors=True)  # as it leaves, the daemon removes what is its own, too
    yield
    wait_until(lambda: not runs(place.pid), "the daemon's end")


@contextmanager
def folder_of_another(place: Place) -> Iterator[None]:
    os.kill(place.pid, signal.SIGKILL)
    wait_until(lambda: not runs(place.pid), "the daemon's end")
    os.chown(place.runtime, 12345, 12345)
    yield
    os.chown(place.runtime, os.geteuid(), os.getegid())


@contextmanager
def folder_is_link(place: Place) -> Iterator[None]:
    os.kill(place.pid, signal.SIGKILL)
    wait_until(lambda: not runs(place.pid), "the daemon's end")
    elsewhere = place.world.folder / "elsewhere"
    place.runtime.rename(elsewhere)
    place.runtime.symlink_to(elsewhere)
    yield
    place.runtime.unlink()
    elsewhere.rename(place.runtime)


@contextmanager
def no_room(place: Place) -> Iterator[None]:
    with _limited(place, resource.RLIMIT_FSIZE, 1):
        yield


@contextmanager
def disk_full(place: Place) -> Iterator[None]:
    """A small file system of its own under the record, filled to the last byte."""
    state = place.world.folder / "state"
    with _on_small_disk(place, state):
        _fill(state / "filler")
        for number in range(12):  # what is left of the record's last page
            place.shell.say(f"true {number} {'x' * 400}")
        yield
        (state / "filler").unlink()


@contextmanager
def _on_small_disk(place: Place, folder: Path) -> Iterator[None]:
    kept = place.world.folder / "kept"
    place.world.shellguard("daemon", "stop")
    shutil.copytree(folder, kept)
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k,mode=0700", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here (it takes root, in a container a capability)")
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        place.world.start_daemon()
        yield
        place.world.shellguard("daemon", "stop")
        shutil.rmtree(kept)
        shutil.copytree(folder, kept)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    place.world.start_daemon()


def _fill(file: Path) -> None:
    with file.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
        for size in (4096, 1):
            with contextlib.suppress(OSError):
                while stream.write(b"x" * size):
                    pass


@contextmanager
def record_gone(place: Place) -> Iterator[None]:
    """As with a read-only home: root may write anywhere, so something else stands in the folder's place."""
    state = place.world.folder / "state"
    away = place.world.folder / "away"
    state.rename(away)
    state.write_text("no folder")
    with _limited(place, resource.RLIMIT_FSIZE, 0):
        yield
    state.unlink()
    away.rename(state)


@contextmanager
def no_descriptors(place: Place) -> Iterator[None]:
    with _limited(place, resource.RLIMIT_NOFILE, len(list(Path(f"/proc/{place.pid}/fd").iterdir()))):
        yield


@contextmanager
def no_memory(place: Place) -> Iterator[None]:
    size = int(Path(f"/proc/{place.pid}/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    with _limited(place, resource.RLIMIT_AS, size):
        yield


@contextmanager
def clock_back(place: Place) -> Iterator[None]:
    place.shell.say("unset EPOCHREALTIME; EPOCHREALTIME=1000000000.000000")
    yield


@contextmanager
def settings_broken(place: Place) -> Iterator[None]:
    config = place.world.folder / "config" / "config.toml"
    good = config.read_text()
    config.write_text("[policy\nallow_up_to = 'all'")
    yield
    config.write_text(good)


@contextmanager
def settings_a_folder(place: Place) -> Iterator[None]:
    config = place.world.folder / "config" / "config.toml"
    good = config.read_text()
    config.unlink()
    config.mkdir()
    yield
    config.rmdir()
    config.write_text(good)


@contextmanager
def pack_broken(place: Place) -> Iterator[None]:
    packs = place.world.folder / "config" / "packs"
    packs.mkdir()
    (packs / "mine.toml").write_text("[touch\neffect = 1")
    yield
    shutil.rmtree(packs)


@contextmanager
def replaced(place: Place) -> Iterator[None]:
    place.world.shellguard("daemon", "stop")
    place.world.start_daemon()
    yield


@contextmanager
def older_hook(place: Place) -> Iterator[None]:
    place.shell.say("__sg_version=0.0.1 __sg_session=")
    if place.shell.asking:
        place.shell.answer("y")
    yield


@contextmanager
def _limited(place: Place, what: int, most: int) -> Iterator[None]:
    before = resource.prlimit(place.pid, what)
    resource.prlimit(place.pid, what, (most, before[1]))
    yield
    if runs(place.pid):
        resource.prlimit(place.pid, what, before)


@contextmanager
def runtime_nearly_full(place: Place) -> Iterator[None]:
    """Room for the beginning of a long line is left, and none for its end."""
    place.world.shellguard("daemon", "stop")
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,noexec,mode=0700", "tmpfs", str(place.runtime)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here (it takes root, in a container a capability)")
    try:
        place.world.start_daemon()
        place.shell.say("true met")
        filler = place.runtime / "filler"
        _fill(filler)
        os.truncate(filler, filler.stat().st_size // 4096 * 4096 - 8192)
        place.shell.type(f"true {'x' * 14_000}; touch FORBIDDEN\r")
        place.shell.wait_for("could not be read; nothing ran")
        place.shell.settle(0.2, 1.0)
        assert not (place.world.work / "FORBIDDEN").exists()
        yield
        place.world.shellguard("daemon", "stop")
    finally:
        subprocess.run(["umount", "-l", str(place.runtime)], check=True)
    place.world.start_daemon()


@contextmanager
def few_files(place: Place) -> Iterator[None]:
    with _limited_shell(place, 6):
        yield


@contextmanager
def fewer_files(place: Place) -> Iterator[None]:
    """None is left for a substitution, at whose failing bash closes the shell's own input."""
    with _limited_shell(place, 5):
        place.shell.say("trap")  # after which the hook looks at the shell's traps
        yield


@contextmanager
def no_files(place: Place) -> Iterator[None]:
    with _limited_shell(place, 4):
        yield


@contextmanager
def _limited_shell(place: Place, files: int) -> Iterator[None]:
    before = resource.prlimit(place.shell.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(place.shell.pid, resource.RLIMIT_NOFILE, (files, before[1]))
    yield
    resource.prlimit(place.shell.pid, resource.RLIMIT_NOFILE, before)


@contextmanager
def no_writing(place: Place) -> Iterator[None]:
    """What the hook hands over of a function would end the shell by a signal."""
    place.shell.say("own() { true; }")
    before = resource.prlimit(place.shell.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(place.shell.pid, resource.RLIMIT_FSIZE, (0, before[1]))
    place.shell.say("own && true")
    yield
    resource.prlimit(place.shell.pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def no_home(place: Place) -> Iterator[None]:
    place.shell.say("kept=$HOME; unset HOME")
    place.world.shellguard("daemon", "stop")
    place.world.start_daemon()
    yield
    place.shell.say("HOME=$kept")


@contextmanager
def no_proc(place: Place) -> Iterator[None]:
    """The daemon in a world of mounts in which something empty lies over /proc."""
    place.world.shellguard("daemon", "stop")
    start = [sys.executable, "-P", "-m", "shellguard", "daemon", "start"]
    inside = ["unshare", "--mount", "sh", "-c", 'mount -t tmpfs none /proc && exec "$@"', "sh", *start]
    ended = subprocess.run(inside, env=place.world.environment, capture_output=True, check=False)
    if ended.returncode:
        pytest.skip("no world of mounts may be made here (it takes root, in a container a capability)")
    yield
    place.world.shellguard("daemon", "stop")
    place.world.start_daemon()


FAULTS = (
    Fault("the daemon is killed (`kill -9`)", killed, AWAY, recorded=False),
    Fault("the daemon hangs (`SIGSTOP`)", stopped, AWAY, recorded=False),
    Fault("the daemon is stopped and started again (an upgrade)", replaced),
    Fault("a shell still has the hook of an older version", older_hook),
    Fault("the request pipe is removed", pipe_removed),
    Fault("a file stands in the place of the reply pipe, with an `allow` for each line in it", pipe_is_file),
    Fault("a link to a file of the person's stands in the place of the request pipe", pipe_is_link),
    Fault("another pipe stands in the place of the reply pipe", another_pipe, AWAY),
    Fault("the runtime folder is removed", folder_gone, AWAY, recorded=False),
    Fault("the runtime folder belongs to somebody else", folder_of_another, AWAY, recorded=False),
    Fault("the runtime folder is a link", folder_is_link, AWAY, recorded=False),
    Fault("the disk is full", no_room, "this is not recorded", recorded=False),
    Fault("the file system is full to the last byte (a small one, mounted)", disk_full, "this is not recorded",
          recorded=False),
    Fault("the record's folder can't be written any more", record_gone, "this is not recorded",
          recorded=False),
    Fault("the daemon has no file descriptor left", no_descriptors),
    Fault("the daemon gets no more memory", no_memory),
    Fault("the clock jumps back by years", clock_back),
    Fault("the runtime folder's file system is all but full, and a long line is typed", runtime_nearly_full),
    Fault("the shell may open hardly any more files (`ulimit -n 6`)", few_files, AWAY, recorded=False),
    Fault("the shell may open none but for one (`ulimit -n 5`)", fewer_files, AWAY, recorded=False),
    Fault("the shell may open no more files at all (`ulimit -n 4`)", no_files,
          "no file can be opened here any more", recorded=False),
    Fault("the shell may write nothing into files (`ulimit -f 0`)", no_writing),
    Fault("the shell has no HOME, and meets another daemon", no_home),
    Fault("the daemon sees no /proc", no_proc),
    Fault("the settings file is broken while it runs", settings_broken, "config.toml"),
    Fault("a folder stands in the place of the settings file", settings_a_folder, "config.toml"),
    Fault("a pack of one's own is broken", pack_broken, "mine.toml"),
)  # fmt: skip
