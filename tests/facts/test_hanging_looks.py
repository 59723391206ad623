"""A look that hangs is given up, and not begun again while it hangs."""

from __future__ import annotations

from threading import Event, Thread
from time import sleep

from shellguard.facts.hanging_looks import InTime


def test_what_is_seen_at_once_is_given() -> None:
    assert InTime().look("/a", lambda: ("x",), (), 30) == ("x",)


def test_what_can_not_be_read_is_not_seen() -> None:
    def refused() -> tuple[str, ...]:
        raise PermissionError("no")

    assert InTime().look("/a", refused, ("none",), 30) == ("none",)


def test_a_look_that_hangs_is_given_up_and_not_begun_twice() -> None:
    looks, go, begun = InTime(), Event(), []

    def hangs() -> str:
        begun.append(1)
        go.wait(30)
        return "late"

    assert looks.look("/gone", hangs, "", 0.01) == ""
    assert looks.look("/gone", hangs, "", 0.01) == ""
    assert looks.look("/here", lambda: "seen", "", 30) == "seen"
    go.set()
    assert len(begun) == 1


def test_a_place_at_which_another_look_is_under_way_is_looked_at_too() -> None:
    looks, begun, go, seen = InTime(), Event(), Event(), []

    def slow() -> str:
        begun.set()
        go.wait(30)
        return "slow"

    other = Thread(target=lambda: seen.append(looks.look("/net", slow, "", 30)))
    other.start()
    begun.wait(30)
    assert looks.look("/net", lambda: "seen", "", 30) == "seen"
    go.set()
    other.join(30)
    assert seen == ["slow"]


def test_a_place_whose_look_came_back_late_is_looked_at_again() -> None:
    looks, go = InTime(), Event()
    assert looks.look("/net", lambda: str(go.wait(30)), "", 0.01) == ""
    go.set()
    while looks.look("/net", lambda: "seen", "", 30) != "seen":
        sleep(0.001)


def test_no_more_than_a_few_looks_hang_at_a_time() -> None:
    looks, go, begun = InTime(), Event(), []

    def hangs() -> str:
        begun.append(1)
        go.wait(30)
        return ""

    for number in range(40):
        looks.look(f"/net/{number}", hangs, "", 0.01)
    go.set()
    assert len(begun) <= 8
