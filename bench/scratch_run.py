"""Runs a judged line in a folder made for it, without network or rights, and says what it did.

Only lines that are allowed by the judge, whose every program is in a short list of programs that read or
that write where they are told, and whose every word stays inside the folder, are run at all.
"""

from __future__ import annotations

import contextlib
import os
import re
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shellguard.effects.derive import effects_of
from shellguard.facts.fact import NO_FACTS
from shellguard.parsing.reading import read
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.risk.weigh import weigh

ALLOW_UP_TO = 50
SECONDS = 5
NOBODY = 65_534
PROGRAMS = frozenset(
    {
        "basename",
        "cat",
        "cmp",
        "comm",
        "cut",
        "diff",
        "dirname",
        "du",
        "echo",
        "file",
        "find",
        "fold",
        "grep",
        "head",
        "ls",
        "md5sum",
        "mkdir",
        "nl",
        "od",
        "paste",
        "printf",
        "readlink",
        "rev",
        "seq",
        "sha256sum",
        "sort",
        "stat",
        "tac",
        "tail",
        "touch",
        "tr",
        "tree",
        "uniq",
        "wc",
        "xargs",
    }
)
_FIND_ACTIONS = {"-ok", "-okdir", "-fprint", "-fprintf", "-fls", "-execdir", "-fprint0"}
# nothing that names, computes or leads to another place
_OUTWARD = re.compile(r"(^|[=:])[/~]|\.\.|[$`<>&\\]|/dev|--files0-from=/|--output|--compress-program|^-[oT]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a line printed, its lines sorted where order is not asked for, and the folder afterwards."""

    printed: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


def may_run(line: str) -> bool:
    """Whether a line is harmless enough to be tried out in a folder of its own."""
    script = read(line)
    if script.problems or weigh(script, effects_of(script), NO_FACTS, NOTHING_KNOWN).score > ALLOW_UP_TO:
        return False
    commands = [command for command, _ in script.walk()]
    return bool(commands) and all(map(_is_confined, commands))


def _is_confined(command: SimpleCommand) -> bool:
    words = [word.text for word in command.words]
    if not words or words[0] not in PROGRAMS or command.assignments or command.redirections:
        return False
    if any(_OUTWARD.search(word) for word in words[1:]) or set(words) & _FIND_ACTIONS:
        return False
    carried = [words[at + 1] for at, word in enumerate(words[:-1]) if word in ("-exec",)]
    if words[0] == "xargs":
        carried += [word for word in words[1:] if not word.startswith("-")][:1]
    return all(name in PROGRAMS - {"xargs", "find"} for name in carried)


def can_run() -> bool:
    """Whether this machine lets a process go without network and rights."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return False
    tried = subprocess.run(["unshare", "-n", "true"], check=False, capture_output=True)
    return tried.returncode == 0


def outcome(line: str, *, ordered: bool = False) -> Outcome | None:
    """What a line does in a fresh folder; None when it fails or takes too long."""
    with _folder() as place:
        try:
            done = subprocess.run(
                ["unshare", "-n", "--", "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups",
                 "--no-new-privs", "--", "bash", "--noprofile", "--norc", "-c", line],
                cwd=place, env={"PATH": "/usr/bin:/bin", "HOME": str(place), "LC_ALL": "C", "TZ": "UTC"},
                capture_output=True, timeout=SECONDS, check=False, preexec_fn=_limits,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return None
        if done.returncode > 1:
            return None
        lines = [re.sub(r"^\./", "", text) for text in done.stdout.decode(errors="replace").splitlines()]
        return Outcome(tuple(lines if ordered else sorted(lines)), _state(place))


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
    resource.setrlimit(resource.RLIMIT_NPROC, (64, 64))


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="sg-translate-"))
    try:
        place.chmod(0o755)
        for name, text, age in _FILES:
            file = place / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            moment = 1_700_000_000 if age < 0 else _now() - age * 86_400
            os.utime(file, (moment, moment))
        (place / "empty_dir").mkdir()
        for entry in (place, *place.rglob("*")):
            os.chown(entry, NOBODY, NOBODY)
        yield place
    finally:
        shutil.rmtree(place)


def _now() -> int:
    import time

    return int(time.time()) - 100


def _state(place: Path) -> tuple[tuple[str, str], ...]:
    return tuple(
        sorted(
            (str(entry.relative_to(place)), entry.read_text(errors="replace") if entry.is_file() else "")
            for entry in place.rglob("*")
        )
    )


_FILES: tuple[tuple[str, str, float], ...] = (
    ("file.txt", "alpha beta gamma\nfoo bar\nbeta\n\nfoo bar\n10 20 30\n", 0.1),
    ("file1.txt", "a\nb\nc\n", 2),
    ("file2.txt", "b\nc\nd\n", 3),
    ("notes.txt", "a b c\nTODO x\n", 8),
    (".hidden", "secret\n", 1),
    ("main.c", "int main(void) {\n  return 0;\n}\n", 12),
    ("big.log", "line of a log\n" * 40_000, 40),
    ("old.log", "old\n", 60),
    ("empty.txt", "", 5),
    ("src/app.py", "import os\nprint('foo')\n", 0.5),
    ("src/lib/tool.py", "def f():\n    pass\n", 20),
    ("src/lib/Makefile", "all:\n\ttrue\n", 35),
    ("docs/index.html", "<html>foo</html>\n", 1.5),
    ("docs/style.css", "body {}\n", 7),
    ("docs/script.js", "var foo = 1;\n", 0.02),
    ("images/a.jpg", "x" * 3000, 10),
    ("images/b.png", "y" * 20, 100),
    ("data/table.csv", "id,name\n1,ann\n2,bob\n", 4),
    ("mydir/test", "test\n", 6),
)
