"""`shellguard log review`: the record on the whole screen, read only as far as somebody looks."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shellguard.audit.filters import Filters
from shellguard.audit.marks import marks_of
from shellguard.audit.record import LineContext
from shellguard.audit.recorder import Recorder
from shellguard.cli import main
from shellguard.cli.log import shelf as shelf_module
from shellguard.cli.log.review_rules import keep, rule_for
from shellguard.cli.log.review_state import Mode, Review, Rule
from shellguard.cli.log.review_view import screen
from shellguard.cli.log.shelf import Shelf
from shellguard.errors import ShellguardError
from shellguard.policy.decision import Action
from shellguard.terminal_text import columns
from tests.audit.audit_lines import HERE, SetClock, verdict
from tests.waiting import wait_until

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in ("STATE", "CONFIG", "RUNTIME"):
        monkeypatch.setenv(f"SHELLGUARD_{name}_DIR", str(tmp_path / name.lower()))
    monkeypatch.setenv("SHELLGUARD_SYSTEM_CONFIG", str(tmp_path / "none.toml"))
    (tmp_path / "state").mkdir()
    yield tmp_path / "state" / "audit"
    if (tmp_path / "state" / "tmux").exists():  # a failed test left its terminal open
        command = ["tmux", "-S", str(tmp_path / "state" / "tmux"), "kill-server"]
        subprocess.run(command, check=False, capture_output=True, timeout=30)


def fill(folder: Path, lines: int) -> None:
    clock = SetClock()
    with Recorder(folder, clock=clock, key=b"k" * 32) as pen:
        for number in range(lines):
            pen.decided(verdict(f"id{number}", f"echo number {number}"), HERE)
            clock.now += number % 2  # two lines within one millisecond
        pen.decided(
            verdict("asked", "git push --force origin topic", Action.CONFIRM, 75, rule="git.force"), HERE
        )
        pen.answered("asked", "run", 900)
        pen.decided(verdict("odd", "echo \x1b[2J\u202e\n" + "wide 宽" * 60), LineContext(cwd="/宽" * 60))


def reviewing(folder: Path, filters: Filters | None = None) -> Review:
    review = Review(Shelf(folder, lambda: None), filters or Filters())
    review.look()
    wait_until(lambda: review.shelf.complete or len(review.shelf.entries) >= 200, "entries")
    return review


def ids(review: Review) -> list[str]:
    return [str(entry.record.get("id")) for entry in review.shelf.entries]


def drawn(review: Review, width: int = 80, height: int = 24) -> list[str]:
    return ["".join(text for _, text in line) for line in screen(review, width, height)]


def test_it_needs_a_terminal(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "review"]) == 1
    assert "needs a terminal" in capsys.readouterr().err


def test_nothing_recorded_draws_an_empty_list(folders: Path) -> None:
    review = reviewing(folders)
    assert "nothing" in drawn(review)[1]
    review.move(1)
    review.move(-1)
    assert review.entry is None


def test_only_what_is_looked_at_is_read(folders: Path) -> None:
    fill(folders, 1500)
    review = reviewing(folders)
    time.sleep(0.1)
    assert len(review.shelf.entries) < 600
    assert not review.shelf.complete
    review.move(900)
    wait_until(lambda: len(review.shelf.entries) > 900, "what was scrolled to")
    assert not review.shelf.complete


def test_pages_hold_every_entry_once(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "PAGE", 50)
    fill(folders, 120)
    review = Review(Shelf(folders, lambda: None), Filters())
    review.look()
    seen: list[str] = []
    while True:
        wait_until(lambda: review.shelf.complete or len(review.shelf.entries) == 50, "a page")
        seen += ids(review)
        review.cursor = len(review.shelf.entries) - 1
        page = review.shelf.page
        review.move(1)
        if review.shelf.page == page:
            break
    assert sorted(seen) == sorted({f"id{n}" for n in range(120)} | {"asked", "odd"})
    review.cursor = 0
    review.move(-1)
    wait_until(lambda: len(review.shelf.entries) == 50, "the page before")
    drawn(review)
    assert review.shelf.page == 1
    assert review.cursor == 49


def test_a_later_wish_ends_the_reading_for_an_earlier_one(folders: Path) -> None:
    fill(folders, 3000)
    before = threading.active_count()
    review = reviewing(folders)
    for text in ("n", "number", "number 7", "force"):
        review.text = text
        review.look()
    wait_until(lambda: review.shelf.complete, "the last search")
    assert ids(review) == ["asked"]
    review.shelf.close()
    wait_until(lambda: threading.active_count() == before, "the end of its thread")


def test_keys_choose_what_is_shown(folders: Path) -> None:
    fill(folders, 20)
    review = reviewing(folders)
    review.choose("c")
    wait_until(lambda: review.shelf.complete, "what was asked")
    assert ids(review) == ["asked"]
    review.choose("a")
    wait_until(lambda: review.shelf.complete, "everything")
    assert len(ids(review)) == 22
    review.cursor = 0
    review.same_folder()
    wait_until(lambda: review.shelf.complete, "the folder")
    assert ids(review) == ["odd"]


def test_filters_of_the_command_line_stay_in_force(folders: Path) -> None:
    fill(folders, 20)
    review = reviewing(folders, Filters(text="number 1"))
    assert len(ids(review)) == 11
    review.choose("c")
    wait_until(lambda: review.shelf.complete, "what was asked")
    assert ids(review) == []


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (200, 60), (20, 5)])
@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("details", [False, True])
def test_the_screen_is_filled_and_nothing_sticks_out(
    folders: Path, size: tuple[int, int], mode: Mode, details: bool
) -> None:
    fill(folders, 30)
    review = reviewing(folders)
    review.mode, review.details = mode, details
    review.rule = Rule(("git push " * 20,), {"f": "in this folder"}) if mode is Mode.RULE else None
    for _ in range(3):
        lines = drawn(review, *size)
        assert len(lines) == size[1]
        assert max(map(columns, lines)) <= size[0]
        assert all(line.isprintable() for line in lines)
        review.move(1)


def test_the_chosen_line_is_marked_without_colour(folders: Path) -> None:
    fill(folders, 3)
    review = reviewing(folders)
    review.move(1)
    review.marks["asked"] = "should-ask"
    (row,) = (line for line in drawn(review) if line.startswith(">"))
    assert row.startswith(">! ")
    assert "git push --force" in row


def test_rules_are_made_from_lines_that_allow_it(folders: Path) -> None:
    fill(folders, 1)
    with Recorder(folders) as pen:
        pen.decided(verdict("never", "rm -rf /", Action.DENY, 100), HERE)
        pen.decided(verdict("secret", "curl -H 'Authorization: Bearer abcdefabcdef12345' x.org"), HERE)
    review = reviewing(folders)
    found = {str(entry.record["id"]): entry for entry in review.shelf.entries}
    for name in ("never", "secret"):
        with pytest.raises(ShellguardError):
            rule_for(found[name])
    rule = rule_for(found["asked"])
    assert rule.patterns == ("git push --force origin topic",)
    assert set(rule.scopes) == {"f", "a"}
    assert "folders.toml" in keep(rule, "f", found["asked"])
    rule = rule_for(found["id0"])
    assert set(rule.scopes) == {"c", "d"}
    assert "config.toml" in keep(rule, "c", found["id0"])
    assert "always_confirm" in (folders.parents[1] / "config" / "config.toml").read_text()


class Screen:
    """The browser in a terminal of 80 columns and 24 lines."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self._tmux = ["tmux", "-S", str(folder.parent / "tmux"), "-f", "/dev/null"]
        self._ended = folder.parent / "ended"
        command = f"{shlex.quote(sys.executable)} -P -m shellguard log review; echo $? >{self._ended}"
        given = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **environment}
        size = ["-x", "80", "-y", "24"]
        subprocess.run([*self._tmux, "new-session", "-d", *size, command], env=given, check=True, timeout=30)

    def seen(self, *more: str) -> str:
        done = subprocess.run(
            [*self._tmux, "capture-pane", "-p", *more], capture_output=True, text=True, timeout=30
        )
        return done.stdout

    def press(self, keys: str, awaited: str) -> None:
        if keys:
            subprocess.run([*self._tmux, "send-keys", *keys.split(" ")], check=True, timeout=30)
        wait_until(lambda: awaited in self.seen(), f"{awaited!r} after {keys!r}")

    def leave(self, key: str = "q") -> str:
        subprocess.run([*self._tmux, "send-keys", key], check=True, timeout=30)
        wait_until(lambda: self._ended.exists() and bool(self._ended.read_text()), "the end")
        return self._ended.read_text().strip()


def test_a_person_finds_marks_and_leaves(folders: Path) -> None:
    fill(folders, 400)
    seen = Screen(folders, NO_COLOR="1")
    seen.press("", "> Nov".replace(" ", "  "))
    seen.press("/ f o r c", '"forc"')
    seen.press("Enter", "1 of 1\n")
    seen.press("Enter", "what it would do")
    seen.press("s", "marked as should have asked")
    seen.press("r", "not ask in this folder")
    seen.press("f", "added to")
    assert not re.search(r"\x1b\[[0-9;]*[39][0-7][;m]", seen.seen("-e")), "colour in spite of NO_COLOR"
    assert seen.leave() == "0"
    assert marks_of(folders) == {"asked": "should-ask"}
    assert "git push --force origin topic" in (folders.parents[1] / "config" / "folders.toml").read_text()


def test_the_review_has_colours_and_is_left_with_ctrl_c(folders: Path) -> None:
    fill(folders, 3)
    seen = Screen(folders, NO_COLOR="", FORCE_COLOR="")
    seen.press("", "1 of 5")
    assert re.search(r"\x1b\[[0-9;]*[39][0-7][;m]", seen.seen("-e"))
    seen.press("?", "search as you type")
    assert seen.leave("C-c") == "0"
