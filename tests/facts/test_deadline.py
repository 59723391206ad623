"""How long looking may take, by hand-set clocks."""

from __future__ import annotations

from dataclasses import dataclass

from shellguard.facts.deadline import Deadline


@dataclass
class Clocks:
    """Seconds that have passed, and those in which the thread has worked."""

    passed: float = 100.0
    worked: float = 7.0

    def deadline(self, budget_ms: float) -> Deadline:
        return Deadline(budget_ms, clock=lambda: self.passed, working=lambda: self.worked)


def test_work_uses_it_up() -> None:
    clocks = Clocks()
    deadline = clocks.deadline(20)
    clocks.passed += 0.019
    clocks.worked += 0.019
    assert not deadline.expired
    clocks.passed += 0.002
    clocks.worked += 0.002
    assert deadline.expired
    assert deadline.remaining_ms == 0


def test_waiting_for_a_busy_machine_does_not_at_once() -> None:
    clocks = Clocks()
    deadline = clocks.deadline(20)
    clocks.passed += 0.05
    clocks.worked += 0.001
    assert not deadline.expired
    assert 0 < deadline.remaining_ms <= 20


def test_waiting_does_in_the_end() -> None:
    clocks = Clocks()
    deadline = clocks.deadline(20)
    clocks.passed += 0.061
    assert deadline.expired


def test_no_time_is_none() -> None:
    assert Clocks().deadline(0).expired


def test_another_process_is_waited_for_until_it_has_worked_enough() -> None:
    clocks = Clocks()
    deadline = clocks.deadline(20)
    clocks.passed += 0.03
    assert 0 < deadline.remaining_beside(0.005) <= 15
    assert deadline.remaining_beside(0.02) == 0


def test_another_process_is_not_waited_for_without_end() -> None:
    clocks = Clocks()
    deadline = clocks.deadline(20)
    clocks.passed += 0.061
    assert deadline.remaining_beside(0.001) == 0
