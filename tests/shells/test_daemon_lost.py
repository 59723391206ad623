"""A daemon that ends while it looks at a line has judged nothing: the person is asked, whatever the line says."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from shellguard.policy.away_rules import away_rules
from shellguard.wire.frames import Frame
from tests.shells.conftest import World, make_world
from tests.shells.fake_daemon import Answer, FakeDaemon, allow, nothing
from tests.shells.terminal import PROMPT, Terminal
from tests.waiting import wait_until

ANOTHER_KEY = "\x14"  # C-t, bound by hand: its line comes past the front door
ASKED = "Over it the daemon ended or fell silent"


class Mortal:
    """A shell, and a fake daemon whose process ends at the line that `dies_of` names."""

    def __init__(self, folder: Path, last_words: Answer, reaped: bool) -> None:
        self.world: World = make_world(folder)
        self._victim = os.fork()
        if self._victim == 0:
            signal.pause()
        self._reaped = reaped
        self._last_words = last_words
        self.daemon = FakeDaemon(self.world.runtime, self._answer, pid=self._victim)
        self.shell: Terminal = self.world.shell(
            before="bind '\"\\C-t\": accept-line'", after="__sg_command=(true)"
        )

    def _answer(self, frame: Frame) -> Iterable[Frame | bytes]:
        if "ordinary" not in frame.field(5):
            return allow(frame)
        os.kill(self._victim, signal.SIGKILL)
        if self._reaped:
            os.waitpid(self._victim, 0)
        return self._last_words(frame)

    def ran(self, name: str) -> bool:
        return (self.world.work / name).exists()

    def close(self) -> None:
        self.shell.close()
        self.daemon.close()
        if not self._reaped:
            os.waitpid(self._victim, 0)


LAST_WORDS: dict[str, Answer] = {
    "nothing": nothing,
    "half an answer": lambda frame: [f"1\x1f{frame.id}\x1fall".encode()],
    "a question of its own": lambda frame: [Frame(frame.id, "need", ("v:HOME",))],
    "wait": lambda frame: [Frame(frame.id, "wait", ("",))],
    "an answer to another": lambda _: [Frame("12345", "allow", ("", ""))],
}


@pytest.fixture(params=["reaped", "not reaped"])
def mortal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Mortal]:
    made = Mortal(tmp_path, nothing, request.param == "reaped")
    yield made
    made.close()


@pytest.mark.parametrize("key", ["\r", ANOTHER_KEY], ids=["the front door", "the gate"])
def test_an_ordinary_line_over_which_it_ended_is_asked_about(mortal: Mortal, key: str) -> None:
    mortal.shell.say("true")
    mortal.shell.say("touch ordinary", key=key)
    mortal.shell.wait_for(ASKED)
    mortal.shell.wait_for("Run it?")
    assert not mortal.ran("ordinary")
    mortal.shell.answer("n")
    assert not mortal.ran("ordinary")
    mortal.shell.say("touch later")
    wait_until(lambda: mortal.ran("later"), "an ordinary line while nobody judges")


@pytest.mark.parametrize("words", LAST_WORDS)
def test_whatever_it_said_before_it_ended_the_next_line_is_asked_about(tmp_path: Path, words: str) -> None:
    mortal = Mortal(tmp_path, LAST_WORDS[words], reaped=True)
    try:
        mortal.shell.say("true usual")
        mortal.shell.say("touch ordinary")
        mortal.shell.wait_for(ASKED)
        mortal.shell.wait_for("Run it?")
        mortal.shell.answer("\r")
        assert not mortal.ran("ordinary")
        assert mortal.shell.seen.endswith(PROMPT)
    finally:
        mortal.close()


def test_who_says_yes_has_it_run_once(mortal: Mortal) -> None:
    mortal.shell.say("echo once >> ordinary")
    mortal.shell.wait_for("Run it?")
    mortal.shell.settle()
    mortal.shell.answer("y")
    wait_until(lambda: mortal.ran("ordinary"), "the line")
    assert (mortal.world.work / "ordinary").read_text() == "once\n"


def test_who_wants_to_be_asked_nothing_is_asked_nothing(mortal: Mortal) -> None:
    (mortal.world.runtime / "away-rules").write_text(away_rules("observe", [], []))
    mortal.shell.say("touch ordinary")
    wait_until(lambda: mortal.ran("ordinary"), "the line")


def test_a_line_too_long_to_be_judged_in_time_is_asked_about(tmp_path: Path) -> None:
    world = make_world(tmp_path)
    daemon = FakeDaemon(world.runtime, nothing)
    shell = world.shell(after="__sg_command=(true)")
    shell.say(f"touch long-line #{'x' * 1000}")
    shell.wait_for("Run it?")
    shell.answer("n")
    shell.say("touch short-line")
    wait_until((world.work / "short-line").exists, "a short line")
    assert not (world.work / "long-line").exists()
    shell.close()
    daemon.close()
