"""Somebody else on the same machine, and what a project brings along: neither gets at the guard."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.run import git
from shellguard.wire.frames import Frame, encode
from tests.shells.conftest import World, make_world
from tests.shells.terminal import Terminal
from tests.waiting import wait_until

OTHER = 54321
"""A user who is not the one that is guarded; nobody needs to have this number."""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")


@pytest.fixture
def open_world() -> Iterator[World]:
    """A world in a folder that everybody may enter and write to, as /tmp is."""
    folder = Path(tempfile.mkdtemp(prefix="sg-", dir="/tmp"))
    folder.chmod(0o1777)
    world = make_world(folder)
    yield world
    for shell in world.shells:
        shell.close()
    world.shellguard("daemon", "stop", check=False)
    shutil.rmtree(folder, ignore_errors=True)


def as_another(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs Python as somebody else."""
    return subprocess.run(
        [python(), "-I", "-S", "-c", code, *arguments],
        user=OTHER, group=OTHER, extra_groups=[], cwd="/", env={}, text=True, capture_output=True,
        timeout=30, check=False,
    )  # fmt: skip


_REACH = """
import os, socket, sys
folder = sys.argv[1]
for name in ("control", "daemon.pid", "daemon.lock", "away-rules", *sys.argv[2:]):
    for mode in (os.O_RDONLY, os.O_RDWR, os.O_WRONLY):
        try:
            os.open(f"{folder}/{name}", mode | os.O_NONBLOCK)
        except PermissionError:
            continue
        print("opened", name, mode)
for act in (os.listdir, lambda f: os.mkdir(f + "/x"), lambda f: os.rename(f, f + ".away"), os.rmdir):
    try:
        act(folder)
        print("did", act)
    except PermissionError:
        continue
    except OSError as error:
        print("came as far as", error)
try:
    socket.socket(socket.AF_UNIX).connect(folder + "/daemon.sock")
    print("connected")
except PermissionError:
    print("kept out")
"""


@cache
def python() -> str:
    """A Python that another user can run; the one that runs this may stand in a private folder."""
    for one in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        try:
            if (
                subprocess.run([one, "-I", "-c", ""], user=OTHER, cwd="/", env={}, check=False).returncode
                == 0
            ):
                return one
        except OSError:
            continue
    pytest.skip("another user can run no Python here")


@as_root
def test_another_user_reaches_neither_socket_nor_pipes_nor_folder(open_world: World) -> None:
    open_world.start_daemon()
    shell = open_world.shell()
    pipes = [path.name for path in open_world.runtime.glob(f"{shell.pid}-*")]
    assert pipes
    tried = as_another(_REACH, str(open_world.runtime), *pipes)
    assert (tried.stdout, tried.returncode) == ("kept out\n", 0), tried.stderr


@as_root
def test_another_user_who_gets_as_far_as_the_socket_is_cut_off(open_world: World) -> None:
    open_world.start_daemon()
    open_world.runtime.chmod(0o755)
    (open_world.runtime / "daemon.sock").chmod(0o666)
    asking = encode(Frame("1", "check", (json.dumps({"line": "ls", "cwd": "/"}),)))
    code = (
        "import socket, sys\n"
        "one = socket.socket(socket.AF_UNIX)\n"
        "one.connect(sys.argv[1])\n"
        "try:\n    one.sendall(bytes.fromhex(sys.argv[2]))\n    print(one.recv(100))\n"
        "except OSError:\n    print(b'')\n"
    )
    tried = as_another(code, str(open_world.runtime / "daemon.sock"), asking.hex())
    assert tried.stdout == "b''\n", tried.stderr


@as_root
def test_a_folder_that_another_user_made_first_is_given_nothing(open_world: World) -> None:
    """It holds all that a daemon's folder holds, with a pid that lives and rules that forbid nothing."""
    runtime = open_world.runtime
    runtime.mkdir()
    for name in ("control", "pause"):
        os.mkfifo(runtime / name)
        (runtime / name).chmod(0o666)
    (runtime / "daemon.pid").write_text(f"{os.getpid()}\n")
    (runtime / "away-rules").write_text("allow *\n")
    runtime.chmod(0o777)
    for path in (runtime, *runtime.iterdir()):
        os.chown(path, OTHER, OTHER)
    heard = os.open(runtime / "control", os.O_RDWR | os.O_NONBLOCK)
    shell = open_world.shell(met=False)
    (open_world.work / "precious").touch()
    shell.say("rm -r precious")
    assert shell.asking
    shell.answer("n")
    assert (open_world.work / "precious").exists()
    with pytest.raises(BlockingIOError):
        os.read(heard, 4096)
    os.close(heard)
    assert "belongs to user" in open_world.shellguard("daemon", "start", check=False).stderr
    assert not list(runtime.glob("*.text"))


@as_root
def test_a_client_asks_no_daemon_of_another_user(open_world: World) -> None:
    open_world.runtime.mkdir(mode=0o777)
    open_world.runtime.chmod(0o777)
    address = str(open_world.runtime / "daemon.sock")
    code = (
        "import os, socket, sys\n"
        "one = socket.socket(socket.AF_UNIX)\none.bind(sys.argv[1])\nos.chmod(sys.argv[1], 0o666)\none.listen()\n"
        "print('ready', flush=True)\nother, _ = one.accept()\nprint(other.recv(100))\n"
    )
    with subprocess.Popen(
        [python(), "-I", "-S", "-c", code, address],
        user=OTHER, group=OTHER, extra_groups=[], cwd="/", env={}, text=True, stdout=subprocess.PIPE,
    ) as false:  # fmt: skip
        assert false.stdout is not None
        assert false.stdout.readline() == "ready\n"
        assert open_world.shellguard("check", "touch FORBIDDEN", check=False).returncode == 4
        assert false.stdout.readline() == "b''\n"


def test_nothing_that_is_written_is_readable_for_others(open_world: World) -> None:
    before = os.umask(0)
    try:
        open_world.start_daemon()
        shell = open_world.shell("umask 0")
        shell.say("true " + "long " * 1000)
        open_world.shellguard("config", "set", "policy.allow_up_to", "40")
    finally:
        os.umask(before)
    state = open_world.folder / "state"
    written = [open_world.runtime, state, *state.rglob("*")]
    # What the hook leaves there has the umask of the person's shell; nobody else can enter the folder.
    written += [path for path in open_world.runtime.iterdir() if not path.name.startswith("said-")]
    written.append(open_world.folder / "config" / "config.toml")
    assert [path for path in written if stat.S_IMODE(path.lstat().st_mode) & 0o077] == []
    assert len(written) > 8


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """A folder with code under every name that a daemon might start or import, and the mark that it would leave."""
    mark, folder = tmp_path / "OWNED", tmp_path / "trap"
    folder.mkdir()
    leaving = f"open({str(mark)!r}, 'a').write(__name__)\n"
    for name in ("sitecustomize", "usercustomize", "asyncio", "json", "startup", "tree_sitter"):
        (folder / f"{name}.py").write_text(leaving)
    (folder / "shellguard").mkdir()
    (folder / "shellguard" / "__init__.py").write_text(leaving)
    (folder / "shellguard" / "__main__.py").write_text(leaving)
    yield folder, mark


PYTHON = (
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "PYTHONHOME",
    "PYTHONINSPECT",
    "LD_PRELOAD",
    "LD_LIBRARY_PATH",
    "BASH_ENV",
)


def meet(world: World, shell: Terminal) -> None:
    """Waits for a daemon that the shell has started by itself."""

    def met() -> bool:
        shell.say("true")
        return any(world.runtime.glob(f"{shell.pid}-*.rsp"))

    wait_until(met, f"a daemon; seen: {shell.seen}", patience=30)


def test_the_environment_of_a_project_puts_no_code_into_the_daemon(
    own_world: World, trap: tuple[Path, Path]
) -> None:
    folder, mark = trap
    setting = (
        f"export PYTHONPATH={folder} PYTHONSTARTUP={folder}/startup.py BASH_ENV={folder}/env ENV={folder}/env "
        f"LD_PRELOAD={folder}/none.so LD_LIBRARY_PATH={folder} IFS="
    )
    (folder / "env").write_text(f"echo env >> {mark}\n")
    shell = own_world.shell(before=f"{setting} 2>/dev/null", met=False)
    meet(own_world, shell)
    environ = Path(f"/proc/{own_world.daemon_pid}/environ").read_bytes().split(b"\0")
    assert [one for one in environ if one.split(b"=")[0].decode() in PYTHON] == []
    shell.say("touch FORBIDDEN")
    assert not (own_world.work / "FORBIDDEN").exists()
    assert not mark.exists()


def test_programs_of_this_name_in_the_folder_and_in_PATH_are_not_started(
    own_world: World, trap: tuple[Path, Path]
) -> None:
    folder, mark = trap
    for name in ("shellguard", "python", "python3", "env"):
        (folder / name if name != "shellguard" else folder / "sg").write_text(
            f"#!/bin/sh\necho x >> {mark}\n"
        )
        (folder / name if name != "shellguard" else folder / "sg").chmod(0o755)
    shutil.rmtree(folder / "shellguard")
    (folder / "sg").rename(folder / "shellguard")
    shell = own_world.shell(before=f"cd {folder}; PATH=.:{folder}:$PATH", met=False)
    meet(own_world, shell)
    shell.say("touch FORBIDDEN")
    assert not (folder / "FORBIDDEN").exists()
    assert not mark.exists()
    assert Path(f"/proc/{own_world.daemon_pid}/cwd").readlink() == Path("/")


def test_a_repository_whose_settings_name_programs_starts_none(own_world: World) -> None:
    """Its monitor, hooks, filters and external differ would leave a mark."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    repository, mark = own_world.work / "repository", own_world.folder / "OWNED"
    (repository / "src").mkdir(parents=True)
    run = ["git", "-C", str(repository), "-c", "user.name=me", "-c", "user.email=me@example.org"]
    (repository / "src" / "a").write_text("a\n")
    (repository / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n")
    subprocess.run([*run, "init", "-q"], check=True)
    subprocess.run([*run, "add", "."], check=True)
    subprocess.run([*run, "commit", "-q", "-m", "first"], check=True)
    program = own_world.folder / "program"
    program.write_text(f"#!/bin/sh\necho x >> {mark}\ncat\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "filter.evil.clean",
                "filter.evil.smudge", "filter.evil.process", "diff.evil.command", "diff.evil.textconv",
                "diff.external"):  # fmt: skip
        subprocess.run([*run, "config", key, str(program)], check=True)
    (repository / "src" / "a").write_text("b\n")
    own_world.start_daemon()
    for line in (
        "rm -r src",
        "git clean -fd",
        "git checkout .",
        "git stash drop",
        "git push --force",
        "ls src",
    ):
        own_world.shellguard("check", "--cwd", str(repository), line, check=False)
    assert not mark.exists()


def test_a_git_that_is_run_to_look_starts_no_monitor_of_the_repository(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    repository, mark, program = tmp_path / "repository", tmp_path / "OWNED", tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho x >> {mark}\n")
    program.chmod(0o755)
    run = ["git", "-C", str(repository), "-c", "user.name=me", "-c", "user.email=me@example.org"]
    subprocess.run(["git", "init", "-q", str(repository)], check=True)
    (repository / "a").write_text("a\n")
    subprocess.run([*run, "add", "."], check=True)
    subprocess.run([*run, "commit", "-q", "-m", "first"], check=True)
    subprocess.run([*run, "config", "core.fsmonitor", str(program)], check=True)
    assert git(str(repository), ("status", "--porcelain"), Deadline(10_000)) == ""
    assert not mark.exists()
    subprocess.run([*run, "status", "--porcelain"], check=True, capture_output=True)
    assert mark.exists(), "it would have been started"


def _as_fifo(file: Path) -> None:
    os.mkfifo(file)


def _as_endless(file: Path) -> None:
    file.symlink_to("/dev/zero")


def _as_folder(file: Path) -> None:
    file.mkdir()


def _as_itself(file: Path) -> None:
    file.symlink_to(file)


def _as_big(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(20_000_000_000)


def _as_steering(file: Path) -> None:
    file.write_text(
        'mode = "off"\n"\\u001b[2J\\u202e" = "\\u001b]0;x\\u0007"\n[policy]\nalways_allow = ["touch *"]\n'
    )


def _as_nested(file: Path) -> None:
    file.write_text("a = " + "[" * 100_000)


@pytest.mark.parametrize(
    "bring", [_as_fifo, _as_endless, _as_folder, _as_itself, _as_big, _as_steering, _as_nested],
    ids=lambda bring: bring.__name__.removeprefix("_as_"),
)  # fmt: skip
def test_whatever_a_project_brings_as_its_settings_judging_goes_on(open_world: World, bring: object) -> None:
    assert callable(bring)
    bring(open_world.work / ".shellguard.toml")
    open_world.start_daemon()
    for line, code in (("ls", 0), ("touch FORBIDDEN", 4)):
        done = open_world.shellguard("check", line, check=False)
        assert done.returncode == code, done.stderr
        assert "\x1b" not in done.stdout + done.stderr
    shell = open_world.shell()
    shell.say("touch FORBIDDEN")
    assert not (open_world.work / "FORBIDDEN").exists()
    assert "owned" not in shell.seen


NAMES = ("-rf", "--help", "a\nb", "\x1b[2Jx", "$(touch OWNED)", "`touch OWNED`", "a;touch OWNED", "'", '"', "\u202ex",
         "x" * 250)  # fmt: skip


def test_file_names_are_data_wherever_they_are_shown(open_world: World) -> None:
    for name in NAMES:
        (open_world.work / name).write_text("kept")
    open_world.start_daemon()
    for line in ("rm -r -- *", "rm ./-*", "mv * ../away", "chmod 0 *"):
        done = open_world.shellguard("explain", line, check=False)
        assert done.returncode == 0, done.stderr
        shown = (done.stdout + done.stderr).replace("\n", "")
        assert [one for one in shown if not one.isprintable()] == []
    shell = open_world.shell()
    shell.say("rm -r -- *")
    assert shell.asking
    assert "\x1b[2Jx" not in shell.seen
    shell.answer("n")
    assert sorted(path.name for path in open_world.work.iterdir()) == sorted(NAMES)
