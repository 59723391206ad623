"""What is remembered of lines judged before: for the same line alone, and bounded."""

from __future__ import annotations

from shellguard import understanding
from shellguard.effects.derive import effects_of
from shellguard.parsing.shell_state import ShellState, Supplied
from shellguard.understanding import MOST_WEIGHT, Remembered, in_full, understand

SHELL = ShellState(cwd="/srv", home="/home/me")


def test_same_line_in_another_folder_is_not_the_same() -> None:
    assert understand("rm -r x", SHELL) is not understand("rm -r x", ShellState(cwd="/", home="/home/me"))


def test_same_line_with_another_script_behind_it_is_not_the_same() -> None:
    first = understand("sh a.sh", SHELL, Supplied(files={"a.sh": "ls"}))
    other = understand("sh a.sh", SHELL, Supplied(files={"a.sh": "rm -r /srv/data"}))
    assert first.effects != other.effects


def test_same_line_is_understood_once() -> None:
    assert understand("rm -r once", SHELL) is understand("rm -r once", SHELL)


def test_long_scripts_that_lines_run_take_no_more_room_than_they_may() -> None:
    script = Supplied(files={"build.sh": "".join(f"cp a{n} b{n}; gcc -c b{n}\n" for n in range(150))})
    for number in range(60):
        understand(f"sh build.sh {number}", SHELL, script)
    assert 0 < understanding.remembered.weight <= MOST_WEIGHT


def test_what_was_asked_for_last_stays() -> None:
    lines = Remembered()
    small = understand("ls", SHELL)
    lines.keep("first", small, 0)
    lines.keep("second", small, 0)
    lines.get("first")
    lines.keep("long", small, MOST_WEIGHT * 1000 - 2000)
    assert (lines.get("first"), lines.get("second")) == (small, None)


def test_one_line_that_is_too_much_alone_is_remembered_until_the_next() -> None:
    lines = Remembered()
    understood = understand("ls", SHELL)
    lines.keep("large", understood, MOST_WEIGHT * 2000)
    assert lines.get("large") is understood
    lines.keep("small", understood, 0)
    assert (lines.get("large"), lines.get("small")) == (None, understood)


def test_what_is_still_to_be_supplied_is_awaited_before_effects_are_derived() -> None:
    on_the_way = understand("rm -r a; sh awaited.sh", SHELL, on_the_way=True)
    assert (on_the_way.whole, on_the_way.effects) == (False, ())
    assert on_the_way.needs.files


def test_what_lacks_nothing_is_whole_on_the_way() -> None:
    supplied = Supplied(files={"/srv/there.sh": "rm -r data"})
    assert understand("sh /srv/there.sh", SHELL, supplied, on_the_way=True).effects


def test_what_was_read_on_the_way_is_the_same_in_full() -> None:
    line = "rm -r a; sh missing.sh"
    on_the_way = understand(line, SHELL, on_the_way=True)
    whole = in_full(on_the_way, SHELL, Supplied())
    assert whole.script is on_the_way.script
    assert whole.effects == effects_of(on_the_way.script, SHELL)
    assert understand(line, SHELL) is whole
    assert understand(line, SHELL, on_the_way=True) is whole


def test_nobody_is_given_effects_of_a_line_that_was_only_read_on_the_way() -> None:
    line = "rm -r only-read; sh not-there.sh"
    assert not understand(line, SHELL, on_the_way=True).whole
    assert understand(line, SHELL).effects
