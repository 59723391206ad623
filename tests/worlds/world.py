"""Worlds: real folders, repositories and settings, described in short lines and made below `tmp_path`."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.session.memory import SessionMemory
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState
from tests.worlds.engine import Engine
from tests.worlds.other_versions import mercurial, subversion

GIT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "ann",
    "GIT_AUTHOR_EMAIL": "ann@example.org",
    "GIT_COMMITTER_NAME": "ann",
    "GIT_COMMITTER_EMAIL": "ann@example.org",
}


CLOCKS_APART = 0.03
"""Seconds after which the file system's clock tells two things apart for certain."""


@dataclass
class World:
    """One world. `home` and `here` (the shell's folder) are absolute."""

    root: Path
    here: Path
    home: Path
    variables: dict[str, str | None] = field(default_factory=dict)
    aliases: dict[str, str | None] = field(default_factory=dict)
    functions: dict[str, str | None] = field(default_factory=dict)
    options: set[str] = field(default_factory=set)
    memory: SessionMemory = field(default_factory=SessionMemory)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    engines: list[Engine] = field(default_factory=list)

    @property
    def shell(self) -> ShellState:
        return ShellState(
            cwd=str(self.here),
            home=str(self.home),
            variables={"HOME": str(self.home), **self.variables},
            aliases=self.aliases,
            functions=self.functions,
            options=frozenset(self.options),
            uid=os.getuid() or 1000,
        )

    def make(self, steps: str) -> None:
        """Runs each line of `steps`: a verb of this class (`do_VERB`) and its words."""
        for line in steps.splitlines():
            words = shlex.split(line)
            if words:
                getattr(self, f"do_{words[0]}")(*words[1:])

    def place(self, name: str) -> Path:
        return self.home / name[2:] if name.startswith("~/") else self.here / name

    def do_file(self, *names: str) -> None:
        for name in names:
            self.place(name).parent.mkdir(parents=True, exist_ok=True)
            self.place(name).write_text(f"what {name} holds\n" * 20)

    def do_empty(self, *names: str) -> None:
        for name in names:
            self.place(name).parent.mkdir(parents=True, exist_ok=True)
            self.place(name).touch()

    def do_files(self, pattern: str, number: str) -> None:
        for index in range(int(number)):
            self.do_file(pattern.replace("#", str(index)))

    def do_folder(self, *names: str) -> None:
        for name in names:
            self.place(name).mkdir(parents=True, exist_ok=True)

    def do_text(self, name: str, text: str) -> None:
        self.place(name).parent.mkdir(parents=True, exist_ok=True)
        self.place(name).write_text(text.replace("\\n", "\n"))

    def do_script(self, name: str, text: str) -> None:
        """A text that may be started as a program."""
        self.do_text(name, text)
        self.place(name).chmod(0o755)

    def do_program(self, name: str) -> None:
        """Machine code, as a compiler makes it."""
        self.place(name).parent.mkdir(parents=True, exist_ok=True)
        self.place(name).write_bytes(b"\x7fELF\x02\x01\x01" + bytes(9000))
        self.place(name).chmod(0o755)

    def do_link(self, name: str, target: str) -> None:
        self.place(name).symlink_to(target.replace("{home}", str(self.home)))

    def do_edit(self, *names: str) -> None:
        for name in names:
            with self.place(name).open("a") as file:
                file.write("a day's work\n" * 30)

    def do_old(self, *names: str) -> None:
        for name in names:
            os.utime(self.place(name), (1_600_000_000, 1_600_000_000))

    def do_cd(self, name: str) -> None:
        self.here = Path(os.path.normpath(self.place(name)))

    def do_home(self) -> None:
        self.here = self.home

    def do_var(self, name: str, value: str) -> None:
        value = value.replace("{PORT}", self.variables.get("PORT") or "")
        self.variables[name] = value.replace("{here}", str(self.here)).replace("{home}", str(self.home))

    def do_unset(self, *names: str) -> None:
        self.variables.update(dict.fromkeys(names))

    def do_option(self, *names: str) -> None:
        """Options of the shell that are on."""
        self.options.update(names)

    def do_alias(self, name: str, text: str) -> None:
        self.aliases[name] = text

    def do_function(self, name: str, body: str) -> None:
        self.functions[name] = body

    def do_did(self, line: str) -> None:
        """An earlier line of the session: remembered as such, not run."""
        script = read(line, self.shell)
        self.memory.makings.look_before(script, self.shell)
        self.memory.remember(script, effects_of(script, self.shell), self.shell)

    def do_typed(self, line: str, status: str = "0") -> None:
        """An earlier line of the session that ended with this status: remembered as such, not run."""
        self.do_did(line)
        self.memory.makings.end(status == "0", time.time())

    def do_ran(self, line: str) -> None:
        """An earlier line of the session that was run, and ended a while before the next one."""
        time.sleep(CLOCKS_APART)
        self.do_did(line)
        environment = {**os.environ, **GIT, "HOME": str(self.home)}
        ended = subprocess.run(["bash", "-c", line], cwd=self.here, env=environment, capture_output=True)
        if b": command not found" in ended.stderr:
            pytest.skip(ended.stderr.decode().strip())
        at = time.time()
        time.sleep(CLOCKS_APART)
        self.memory.makings.end(ended.returncode == 0, at)

    def do_process(self, name: str, to: str = "", code: str = "", words: str = "") -> None:
        """A process of one's own with this name; its number is $PID, and stands in the file."""
        whole = (
            "import ctypes, os, socket, time\n"
            f"libc = ctypes.CDLL(None); libc.prctl(15, {name.encode()!r})\n"
            f"{code}\nos.getuid() or os.setuid(1000)\nlibc.prctl(4, 1)\nprint(flush=True); time.sleep(600)"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", whole, *words.split()], stdout=subprocess.PIPE, cwd=self.here
        )
        assert process.stdout is not None
        process.stdout.readline()
        self.processes.append(process)
        self.variables["PID"] = str(process.pid)
        if to:
            self.place(to).write_text(f"{process.pid}\n")

    def do_listens(self, name: str, words: str = "") -> None:
        """A process with this name, started with such words, that listens on a free port, $PORT."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        listen = f"s = socket.socket(); s.bind(('127.0.0.1', {port})); s.listen()"
        self.do_process(name, code=listen, words=words)
        self.variables["PORT"] = str(port)

    def do_ended(self) -> None:
        """All these processes have ended."""
        for engine in self.engines:
            engine.close()
        self.engines.clear()
        for process in self.processes:
            process.kill()
            process.communicate()
        self.processes.clear()

    def do_docker(self, *things: str) -> None:
        """An engine of docker that answers for these things; see `Engine`."""
        self.engines.append(Engine(things))
        self.variables["DOCKER_HOST"] = f"unix://{self.engines[-1].path}"

    def do_copy(self, name: str, to: str) -> None:
        self.place(to).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if self.place(name).is_dir() else shutil.copy2)(self.place(name), self.place(to))

    def do_names(self, name: str, to: str) -> None:
        """Gives a file, or all files of a folder, a second name each."""
        if self.place(name).is_dir():
            shutil.copytree(self.place(name), self.place(to), copy_function=os.link)
        else:
            os.link(self.place(name), self.place(to))

    def do_remove(self, *names: str) -> None:
        for name in names:
            place = self.place(name)
            shutil.rmtree(place) if place.is_dir() else place.unlink()

    def do_archive(self, name: str, *parts: str) -> None:
        """An archive of these files and folders."""
        command = ["-m", "zipfile", "-c", name] if name.endswith(".zip") else ["-m", "tarfile", "-c", name]
        subprocess.run([sys.executable, *command, *parts], cwd=self.here, check=True)

    def do_database(self, name: str, rows: str) -> None:
        """A database of SQLite with a table of so many rows."""
        with closing(sqlite3.connect(self.place(name))) as database:
            database.execute("create table notes(note)")
            database.executemany("insert into notes values(?)", [(f"note {n}",) for n in range(int(rows))])
            database.commit()

    def do_sql(self, name: str, text: str) -> None:
        with closing(sqlite3.connect(self.place(name))) as database:
            database.executescript(text)
            database.commit()

    def do_plan(self, name: str, mode: str, *changes: str) -> None:
        """A plan as terraform saves it: `normal` or `destroy`, and changes as NUMBER:ADDRESS (5 deletes)."""

        def field(number: int, value: bytes) -> bytes:
            return bytes((number << 3 | 2, len(value))) + value

        told = [one.partition(":") for one in changes]
        whole = b"".join(
            field(3, field(9, bytes((8, int(action)))) + field(13, address.encode()))
            for action, _, address in told
        )
        ending = b"\x88\x01\x01" if mode == "destroy" else b""
        with zipfile.ZipFile(self.place(name), "w") as file:
            file.writestr("tfplan", b"\x08\x03" + whole + ending)

    def do_swap(self, name: str, state: str) -> None:
        """What vim keeps beside a file that it has open; `changed` before that was written, or `saved`."""
        head = b"b0VIM 9.1\0" + bytes(997) + (b"\x55" if state == "changed" else b"\0")
        self.place(name).write_bytes(head + bytes(3088))

    def do_image(self, name: str) -> None:
        """The image of a disk with a file system in it."""
        superblock = bytes(1024 + 56) + b"\x53\xef"
        self.place(name).write_bytes(superblock + os.urandom(400_000))

    def do_hollow(self, name: str) -> None:
        """A large file into which nothing was ever written."""
        with self.place(name).open("wb") as file:
            file.truncate(8 << 20)

    def do_git(self, *arguments: str) -> None:
        environment = {**os.environ, **GIT, "HOME": str(self.home)}
        subprocess.run(["git", *arguments], cwd=self.here, env=environment, check=True, capture_output=True)

    def do_git_stops(self, *arguments: str) -> None:
        """A command of git that stops at a conflict."""
        with suppress(subprocess.CalledProcessError):
            self.do_git(*arguments)

    def do_repository(self, *names: str) -> None:
        """A repository with these files, committed."""
        self.do_git("init", "-q", "-b", "main")
        self.do_file(*(names or ("src/a.c", "src/b.c", "README")))
        self.do_commit()

    def do_mercurial(self, *names: str) -> None:
        """A repository of Mercurial with these files, committed and pushed."""
        self.do_file(*names)
        mercurial(self.here, names)

    def do_subversion(self, *names: str) -> None:
        """A work tree of Subversion with these files, as they stand on its server."""
        self.do_file(*names)
        subversion(self.here, names)

    def do_commit(self, message: str = "work") -> None:
        self.do_git("add", "-A")
        self.do_git("commit", "-q", "--allow-empty", "-m", message)

    def do_pushed(self, branch: str = "main") -> None:
        """The branch stands on the remote as it stands here."""
        self.do_git("config", "remote.origin.url", "https://git.example.org/demo.git")
        self.do_git("update-ref", f"refs/remotes/origin/{branch}", f"refs/heads/{branch}")
        self.do_git("config", f"branch.{branch}.remote", "origin")
        self.do_git("config", f"branch.{branch}.merge", f"refs/heads/{branch}")

    def do_others_pushed(self, branch: str = "main") -> None:
        """The remote's branch holds a commit that was not made here."""
        self.do_git("checkout", "-q", "--detach", branch)
        self.do_git("-c", "core.logAllRefUpdates=false", "commit", "-q", "--allow-empty", "-m", "by another")
        self.do_git("update-ref", f"refs/remotes/origin/{branch}", "HEAD")
        (self.here / ".git/logs/HEAD").write_text("")
        self.do_git("checkout", "-q", branch)

    def do_cluster(self, context: str, namespace: str = "") -> None:
        space = f"    namespace: {namespace}\n" if namespace else ""
        self.do_text(
            "~/.kube/config",
            f"apiVersion: v1\nkind: Config\ncurrent-context: {context}\ncontexts:\n- context:\n"
            f"    cluster: c\n{space}    user: u\n  name: {context}\n",
        )

    def do_kube(self, context: str, server: str, file: str = "~/.kube/config", *settings: str) -> None:
        """Settings of kubectl with one cluster, at that address; `settings`: further ones of it, and their values."""
        further = "".join(
            f"    {key}: {value}\n" for key, value in zip(settings[::2], settings[1::2], strict=True)
        )
        self.do_text(
            file,
            f"apiVersion: v1\nkind: Config\nclusters:\n- cluster:\n    server: {server}\n{further}  name: c\n"
            f"contexts:\n- context:\n    cluster: c\n    user: u\n  name: {context}\ncurrent-context: {context}\n",
        )

    def do_kube_at(self) -> None:
        """A cluster at the port of this machine that something listens at."""
        self.do_text(
            "~/.kube/config",
            f"clusters:\n- cluster:\n    server: https://127.0.0.1:{self.variables['PORT']}\n  name: c\n"
            "contexts:\n- context:\n    cluster: c\n  name: dev\ncurrent-context: dev\n",
        )
