"""A look that hangs is given up, and not begun again while it hangs."""

from __future__ import annotations

from threading import Event

from shellguard.facts.in_time import InTime


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
