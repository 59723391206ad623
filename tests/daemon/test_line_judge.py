"""What one shell's line waits for holds up no line of another shell."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping

import pytest

from shellguard.daemon import lookers
from shellguard.daemon.line_judge import LineJudge
from shellguard.facts.session.memory import SessionMemory
from shellguard.facts.session.path_folders import PathFolders
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings


class HangingFolders(PathFolders):
    """Folders of a file system that answers when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()

    def programs(self, cwd: str) -> Mapping[str, str]:
        self.gate.wait(60)
        return super().programs(cwd)


def test_a_folder_of_path_that_hangs_holds_up_no_other_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookers, "LOOK_SECONDS", 60.0)
    folders, hanging, other = HangingFolders(), SessionMemory(), SessionMemory()
    shell = ShellState(cwd="/tmp", home="/home/u")
    folders.note(read("PATH=/net/tools:$PATH", shell))
    hanging.folders = folders

    async def run() -> tuple[Action, Action, bool]:
        judge = LineJudge()
        assert judge.at_once("tidy", shell, Settings(), identity="1", memory=hanging) is None
        first = asyncio.ensure_future(judge.judge("tidy", shell, Settings(), identity="1", memory=hanging))
        await asyncio.sleep(0)
        second, _ = await judge.judge("tidy", shell, Settings(), identity="2", memory=other)
        waiting = not first.done()
        folders.gate.set()
        late, _ = await first
        judge.close()
        return second.decision.action, late.decision.action, waiting

    assert asyncio.run(run()) == (Action.ALLOW, Action.ALLOW, True)


@pytest.mark.parametrize(
    ("line", "action"),
    [("ls -la", Action.ALLOW), ("./other now", Action.ALLOW), ("bash fetched", Action.CONFIRM),
     ("./fetched now", Action.CONFIRM)],
)  # fmt: skip
def test_what_was_downloaded_is_known_by_its_name_where_looking_hangs(
    line: str, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookers, "LOOK_SECONDS", 0.02)
    folders, memory = HangingFolders(), SessionMemory()
    shell = ShellState(cwd="/tmp", home="/home/u")
    memory.remember(read("curl -fsS -o fetched https://example.org/x", shell), (), shell)
    folders.note(read("PATH=/net/tools:$PATH", shell))
    memory.folders = folders

    async def run() -> Action:
        judge = LineJudge()
        verdict, _ = await judge.judge(line, shell, Settings(), identity="1", memory=memory)
        folders.gate.set()
        judge.close()
        return verdict.decision.action

    assert asyncio.run(run()) is action
