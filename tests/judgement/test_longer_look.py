"""Nobody is asked for what was merely not seen in the usual time; what would be lost is asked about all the same."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shellguard import judgement
from shellguard.daemon import line_judge
from shellguard.daemon.line_judge import LineJudge
from shellguard.facts.budget import Budget
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Facts, Recovery, TargetFacts
from shellguard.facts.session.memory import SessionMemory
from shellguard.judgement import judging
from shellguard.parsing.script import Needs
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict
from tests.worlds.world import World

NO_TIME = Budget(supply=0.001, look=0.001)
TIME_ENOUGH = Budget(supply=2000.0, look=2000.0)
Judging = Callable[[str, ShellState], Verdict]


def in_process(line: str, shell: ShellState) -> Verdict:
    return judgement.judge(line, shell=shell, settings=Settings())


def in_the_daemon(line: str, shell: ShellState) -> Verdict:
    async def judged() -> Verdict:
        judge = LineJudge()
        try:
            memory = SessionMemory()
            return (await judge.judge(line, shell, Settings(), identity="1", memory=memory))[0]
        finally:
            judge.close()

    return asyncio.run(judged())


@pytest.fixture(params=[in_process, in_the_daemon])
def judged(request: pytest.FixtureRequest) -> Iterator[Judging]:
    yield request.param


@pytest.fixture
def budgets(monkeypatch: pytest.MonkeyPatch) -> Callable[[Budget, Budget], None]:
    def are(usual: Budget, before_a_question: Budget) -> None:
        for place in (judging, line_judge):
            monkeypatch.setattr(place, "USUAL", usual)
            monkeypatch.setattr(place, "BEFORE_A_QUESTION", before_a_question)

    return are


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path, tmp_path / "home" / "project", tmp_path / "home")
    made.here.mkdir(parents=True)
    made.make("repository")
    return made


LINES = ("git reset --hard", "rm [sR]*/*.c", "rm -rf src")


@pytest.mark.parametrize("line", LINES)
def test_a_longer_look_that_finds_nothing_to_lose_spares_the_question(
    line: str, world: World, judged: Judging, budgets: Callable[[Budget, Budget], None]
) -> None:
    budgets(NO_TIME, TIME_ENOUGH)
    assert judged(line, world.shell).decision.action is Action.ALLOW


@pytest.mark.parametrize("line", LINES)
def test_what_is_lost_is_asked_about_after_the_longer_look(
    line: str, world: World, judged: Judging, budgets: Callable[[Budget, Budget], None]
) -> None:
    world.make("edit src/a.c")
    budgets(NO_TIME, TIME_ENOUGH)
    verdict = judged(line, world.shell)
    assert verdict.decision.action is Action.CONFIRM
    assert "in no commit" in verdict.risk.reasoning


@pytest.mark.parametrize("line", LINES)
def test_what_even_the_longer_look_does_not_tell_is_asked_about(
    line: str, world: World, judged: Judging, budgets: Callable[[Budget, Budget], None]
) -> None:
    budgets(NO_TIME, NO_TIME)
    assert judged(line, world.shell).decision.action is Action.CONFIRM


class _Asked(Deadline):
    """Ends when it was asked for so often, unless there is time enough."""

    _MOST = 30

    def __init__(self, budget_ms: float) -> None:
        super().__init__(1e9)
        self._left_asks = self._MOST if budget_ms < TIME_ENOUGH.look else 10**9

    @property
    def expired(self) -> bool:
        self._left_asks -= 1
        return self._left_asks < 0


def test_what_is_surely_lost_is_not_looked_at_longer(
    world: World,
    judged: Judging,
    budgets: Callable[[Budget, Budget], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world.make("files photos/p#.jpg 2000")
    monkeypatch.setattr("shellguard.facts.look.Deadline", _Asked)
    budgets(Budget(supply=2000.0, look=1000.0), TIME_ENOUGH)
    verdict = judged("rm -rf photos", world.shell)
    assert verdict.decision.action is Action.CONFIRM
    assert verdict.facts.ended_early


@pytest.mark.parametrize(
    ("line", "unseen", "longer"),
    [
        ("ls *", Needs(), False),
        ("ls *", Needs(globs=frozenset("*")), False),  # a word that is not known asks where that matters
        ("ls *", Needs(files=frozenset(("x.sh",))), True),
        ("for one in *; do echo $one; done", Needs(globs=frozenset("*")), False),
        ("rm -rf build/*", Needs(globs=frozenset(("build/*",))), True),
        ("rm -rf *", Needs(), False),
        ("rm -rf *", Needs(globs=frozenset("*")), True),
        ("rm -rf *", Needs(files=frozenset(("x.sh",))), True),
    ],
)
def test_a_pattern_alone_holds_up_no_line_that_runs(line: str, unseen: Needs, longer: bool) -> None:
    verdict = judgement.judge(line, shell=ShellState(), settings=Settings(), look=False)
    assert judgement.worth_a_longer_look(verdict, unseen) is longer


RUNNING = ("git checkout README", "cat src/a.c > README", "git restore README")


@pytest.mark.parametrize("line", RUNNING)
def test_a_line_that_runs_unseen_is_looked_at_longer(
    line: str, world: World, judged: Judging, budgets: Callable[[Budget, Budget], None]
) -> None:
    budgets(NO_TIME, TIME_ENOUGH)
    assert judged(line, world.shell).decision.action is Action.ALLOW
    world.make("edit README")
    assert judged(line, world.shell).decision.action is Action.CONFIRM


SCRIPTS = ("sh tidy.sh", "make tidy", "python3 tidy.py", "sh outer.sh")
HARMLESS = """
text tidy.sh 'echo done'
text Makefile 'tidy: ; echo done'
text tidy.py 'print(1)'
text outer.sh '. ./tidy.sh'
"""


@pytest.mark.parametrize("line", SCRIPTS)
def test_what_a_file_says_runs_once_a_longer_look_has_read_it(
    line: str, world: World, judged: Judging, budgets: Callable[[Budget, Budget], None]
) -> None:
    world.make(HARMLESS)
    budgets(NO_TIME, TIME_ENOUGH)
    assert judged(line, world.shell).decision.action is Action.ALLOW


@pytest.mark.parametrize("line", SCRIPTS)
def test_a_file_that_not_even_a_longer_look_has_read_is_asked_about(
    line: str, world: World, judged: Judging, budgets: Callable[[Budget, Budget], None]
) -> None:
    world.make(HARMLESS)
    budgets(NO_TIME, NO_TIME)
    verdict = judged(line, world.shell)
    assert verdict.decision.action is Action.CONFIRM
    assert verdict.risk.findings[0].id == "reading.unread-files"


@pytest.mark.parametrize(
    "line", ["sh missing.sh", "make -f none.mk", "ls", "cat README | sort", "cd src && ls"]
)
def test_a_file_that_is_not_there_is_not_asked_about(
    line: str, world: World, judged: Judging, budgets: Callable[[Budget, Budget], None]
) -> None:
    budgets(TIME_ENOUGH, NO_TIME)
    assert judged(line, world.shell).decision.action is Action.ALLOW


def test_more_files_than_are_read_for_one_line_are_not_asked_about(
    world: World, judged: Judging, budgets: Callable[[Budget, Budget], None]
) -> None:
    for number in range(30):
        world.make(f"text s{number}.sh 'sh s{number + 1}.sh'")
    budgets(TIME_ENOUGH, NO_TIME)
    assert judged("sh s0.sh", world.shell).decision.action is Action.ALLOW


def test_a_look_that_breaks_lets_nothing_run(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    assert in_process("cat src/a.c > README", world.shell).decision.action is Action.ALLOW
    monkeypatch.setattr(judging, "look_at", breaks)
    assert in_process("ls", world.shell).decision.action is Action.ALLOW
    assert in_process("cat src/a.c > README", world.shell).decision.action is Action.CONFIRM


def test_a_line_that_runs_is_looked_at_once(
    world: World, judged: Judging, budgets: Callable[[Budget, Budget], None]
) -> None:
    budgets(TIME_ENOUGH, NO_TIME)
    assert judged("git reset --hard", world.shell).decision.action is Action.ALLOW


def _seen(*found: TargetFacts) -> Verdict:
    """A verdict that lets a line run whose targets were found so."""
    verdict = judgement.judge("ls", shell=ShellState(), settings=Settings(), look=False)
    targets = {(0, number): one for number, one in enumerate(found)}
    return replace(verdict, facts=Facts(targets, looked=True, ended_early=True))


_MANY = TargetFacts("/p/node_modules", True, "folder", 900, counted_all=False, recovery=Recovery.REBUILT)
_ALL = TargetFacts("/p/a", True, "folder", 3, recovery=Recovery.TRACKED)
_UNSEEN = TargetFacts("/p/b", True, "folder", counted_all=False)


@pytest.mark.parametrize("before", [None, _seen(_UNSEEN), _seen(_MANY, _UNSEEN), _seen(_ALL), _seen()])
def test_what_is_not_known_to_come_back_is_looked_at_as_long_as_can_be(before: Verdict | None) -> None:
    assert judgement.looked_again(TIME_ENOUGH, before) == TIME_ENOUGH


@pytest.mark.parametrize("before", [_seen(_MANY), _seen(_ALL, _MANY)])
def test_what_comes_back_as_far_as_seen_is_looked_at_for_a_moment_more(before: Verdict) -> None:
    assert judgement.looked_again(TIME_ENOUGH, before).look < TIME_ENOUGH.look
    assert judgement.looked_again(NO_TIME, before) == NO_TIME


_OWN = TargetFacts("/p/notes.txt", True, "file", 1, recovery=Recovery.LOST)
_OWN_MANY = TargetFacts("/p/photos", True, "folder", 800, counted_all=False, recovery=Recovery.LOST)


@pytest.mark.parametrize(
    ("found", "longer"),
    [
        ((_OWN,), False),
        ((_OWN, _ALL), False),
        ((_OWN_MANY, _UNSEEN), False),
        ((_OWN, _UNSEEN), True),
        ((_OWN, _MANY), True),
        ((_UNSEEN,), True),
    ],
)
def test_a_file_that_is_lost_does_not_settle_what_the_rest_of_a_line_takes(
    found: tuple[TargetFacts, ...], longer: bool
) -> None:
    seen = _seen(*found)
    asked = replace(seen, decision=replace(seen.decision, action=Action.CONFIRM))
    assert judgement.worth_a_longer_look(asked, Needs()) is longer
