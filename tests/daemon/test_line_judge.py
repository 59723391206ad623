"""What one shell's line waits for holds up no line of another shell."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from shellguard.daemon import line_judge, lookers
from shellguard.daemon.line_judge import LineJudge
from shellguard.facts.budget import Budget
from shellguard.facts.session.memory import SessionMemory
from shellguard.facts.session.path_folders import PathFolders
from shellguard.parsing.reading import read
from shellguard.parsing.script import Needs
from shellguard.parsing.shell_state import ShellState, Supplied
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict


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


def hanging(work: Callable[..., object], times: int, gate: threading.Event) -> Callable[..., object]:
    """The same, but that it hangs so many times until the gate opens."""
    left = iter(range(times))

    def hangs(*given: object, **named: object) -> object:
        if next(left, None) is not None:
            gate.wait(60)
        return work(*given, **named)

    return hangs


def waiting_little(monkeypatch: pytest.MonkeyPatch, budget: Budget) -> None:
    """What hangs is soon given up; both looks have this budget."""
    monkeypatch.setattr(lookers, "LOOK_SECONDS", 0.02)
    for name in ("USUAL", "BEFORE_A_QUESTION"):
        monkeypatch.setattr(line_judge, name, budget)


def judged(
    line: str, shell: ShellState, gate: threading.Event, memory: SessionMemory | None = None
) -> Verdict:
    async def run() -> Verdict:
        judge = LineJudge()
        verdict, _ = await judge.judge(
            line, shell, Settings(), identity="1", memory=memory or SessionMemory()
        )
        gate.set()
        judge.close()
        return verdict

    return asyncio.run(run())


@pytest.mark.parametrize(("held", "action"), [("what was there", Action.CONFIRM), ("", Action.ALLOW)])
def test_a_look_that_hangs_is_begun_once_more(
    held: str, action: Action, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gate = threading.Event()
    monkeypatch.setattr(lookers, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(line_judge, "USUAL", Budget(supply=2000.0, look=1.0))
    monkeypatch.setattr(line_judge, "BEFORE_A_QUESTION", Budget(supply=2000.0, look=2000.0))
    monkeypatch.setattr(line_judge, "look", hanging(line_judge.look, 1, gate))
    (tmp_path / "notes.md").write_text(held * 40)
    shell = ShellState(cwd=str(tmp_path), home="/home/u")
    assert judged("sort a > notes.md", shell, gate).decision.action is action


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("cp a b", Action.ALLOW),
        ("touch notes.md", Action.ALLOW),
        ("ln -fs /bin/sh /bin/ln", Action.CONFIRM),
        ("rm notes.md", Action.CONFIRM),
        ("rm Downloads/*.txt", Action.CONFIRM),
    ],
)
def test_where_looking_hangs_a_place_is_known_by_its_name(
    line: str, action: Action, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gate = threading.Event()
    waiting_little(monkeypatch, Budget(supply=2000.0, look=1.0))
    monkeypatch.setattr(line_judge, "look", hanging(line_judge.look, 2, gate))
    shell = ShellState(cwd=str(tmp_path), home="/home/u")
    assert judged(line, shell, gate).decision.action is action


@pytest.mark.parametrize(("line", "action"), [("ls", Action.ALLOW), ("sh job.sh", Action.CONFIRM)])
def test_a_script_whose_disk_hangs_is_asked_about(
    line: str, action: Action, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gate = threading.Event()
    waiting_little(monkeypatch, Budget(supply=1.0, look=2000.0))
    monkeypatch.setattr(line_judge, "supply", hanging(line_judge.supply, 9, gate))
    (tmp_path / "job.sh").write_text("echo done\n")
    shell = ShellState(cwd=str(tmp_path), home="/home/u")
    assert judged(line, shell, gate).decision.action is action


def test_programs_of_a_folder_of_path_are_known_from_before_where_it_hangs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lookers, "LOOK_SECONDS", 0.02)
    tool = tmp_path / "tools" / "tidy"
    tool.parent.mkdir()
    tool.write_text("#!/bin/sh\nrm -rf ~\n")
    tool.chmod(0o755)
    folders, memory = HangingFolders(), SessionMemory()
    shell = ShellState(cwd=str(tmp_path), home="/home/u")
    folders.note(read(f"PATH={tool.parent}:$PATH", shell))
    PathFolders.programs(folders, shell.cwd)
    memory.folders = folders
    assert judged("tidy", shell, folders.gate, memory).decision.action is Action.CONFIRM


def test_where_a_folder_hangs_files_of_another_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gate = threading.Event()
    waiting_little(monkeypatch, Budget(supply=1.0, look=2000.0))
    there, gone = tmp_path / "there", tmp_path / "gone"
    for folder in (there, gone):
        folder.mkdir()
        (folder / "job.sh").write_text("echo done\n")
    usual = line_judge.supply

    def supply(needs: Needs, shell: ShellState, *, budget_ms: float) -> Supplied:
        if shell.cwd == str(gone):
            gate.wait(60)
        return usual(needs, shell, budget_ms=2000.0)

    monkeypatch.setattr(line_judge, "supply", supply)

    async def run() -> list[Action]:
        judge, memory, found = LineJudge(), SessionMemory(), []
        for folder in (gone, gone, gone, there, gone):
            shell = ShellState(cwd=str(folder), home="/home/u")
            verdict, _ = await judge.judge("sh job.sh", shell, Settings(), identity="1", memory=memory)
            found.append(verdict.decision.action)
        gate.set()
        judge.close()
        return found

    asked = [Action.CONFIRM] * 3
    assert asyncio.run(run()) == [*asked, Action.ALLOW, Action.CONFIRM]
