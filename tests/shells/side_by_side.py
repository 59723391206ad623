"""The same keys in a bare and in a guarded bash: what each of them left behind."""

from __future__ import annotations

import re
from pathlib import Path

from tests.shells.conftest import World
from tests.shells.terminal import PROMPT, Terminal
from tests.waiting import wait_until

_DONE = "builtin echo --end-- >>$O"


def left_behind(
    world: World, steps: list[str], *, guarded: bool, before: str = "", **environment: str
) -> tuple[str, str]:
    """Types the steps, each a line without its Enter, or keys if it ends in a control character.

    The lines write what they find to the file `$O`. Gives back that file and the text on the screen, both with
    the shell's own pid replaced, so that two shells can be compared.
    """
    kind = "guarded" if guarded else "bare"
    folder = world.folder / kind
    folder.mkdir()
    (folder / "here").mkdir()
    output = folder / "output"
    shell = world.shell(
        before=f"unset HISTFILE; O={output}; cd {folder}/here\n{before}",
        guarded=guarded,
        environment=environment,
    )
    for step in steps:
        keys = step if step and step[-1] < " " else step + "\r"
        shell.type(keys)
        shell.settle()
        if shell.asking:
            shell.answer("y")
    if shell.alive:
        shell.say(_DONE)
        wait_until(
            lambda: output.exists() and "--end--" in output.read_text(errors="replace"), "the last line"
        )
    return _same_names(output, shell, kind), _same_names(shell.seen, shell, kind)


def both(world: World, steps: list[str], *, before: str = "", **environment: str) -> tuple[str, str]:
    """What the lines wrote in a bare and in a guarded bash."""
    bare, _ = left_behind(world, steps, guarded=False, before=before, **environment)
    guarded, _ = left_behind(world, steps, guarded=True, before=before, **environment)
    return bare, guarded


def _same_names(found: Path | str, shell: Terminal, kind: str) -> str:
    if isinstance(found, Path):
        found = found.read_bytes().decode("utf-8", "backslashreplace") if found.exists() else ""
    text = re.sub(rf"\b{shell.pid}\b", "PID", found.replace(f"/{kind}/", "/FOLDER/"))
    return re.sub(rf"^{re.escape(PROMPT)}$", "", text, flags=re.MULTILINE)
