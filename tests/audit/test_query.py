"""Filters find what they should and nothing else, without reading everything into memory."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from shellguard.audit.filters import Filters
from shellguard.audit.query import entries, find
from shellguard.audit.record import LineContext, timestamp
from shellguard.audit.statistics import count
from shellguard.policy.decision import Action
from tests.audit.audit_lines import NOON, SetClock, recorder, verdict


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("record")
    clock = SetClock()
    with recorder(place, clock) as pen:
        pen.event("daemon-started", version="1")
        for name, line, action, rule, cwd, status in (
            ("l1", "ls -la", Action.ALLOW, "", "/home/me", 0),
            ("l2", "git push --force", Action.CONFIRM, "git.push-force", "/home/me/src", 0),
            ("l3", "rm -rf /", Action.DENY, "files.remove-root", "/", None),
            ("l4", "echo Größe", Action.ALLOW, "", "/home/me/src-old", 1),
            ("l5", "git reset --hard", Action.CONFIRM, "git.reset-hard", "/home/me/src/deep", 130),
        ):
            score = {Action.ALLOW: 5, Action.CONFIRM: 75, Action.DENY: 100}[action]
            context = LineContext(session="s" + name[-1], cwd=cwd)
            pen.decided(verdict(name, line, action, score, rule=rule), context)
            if action is Action.CONFIRM:
                pen.answered(name, "run" if name == "l2" else "no", 1000)
            if status is not None:
                pen.finished(name, status, 3)
            clock.now += 43_200
        pen.event("edited", id="l5", line="git reset --soft")
        pen.event("hook-off", session="s1", why="asked for")
    return place / "audit"


LINES = ["l5", "l4", "l3", "l2", "l1"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"decisions": ("deny",), "levels": ("safe",)}, []),
        ({"text": "no such text"}, []),
        ({"rules": ("disk.*",)}, []),
        ({"sessions": ("s",)}, []),
        ({"cwd": "/home/me/sr"}, []),
        ({"statuses": ("2",)}, []),
        ({"until": timestamp(NOON)}, []),
        ({"decisions": ("deny",)}, ["l3"]),
        ({"decisions": ("confirm", "deny")}, ["l5", "l3", "l2"]),
        ({"levels": ("high",)}, ["l5", "l2"]),
        ({"rules": ("git.*",)}, ["l5", "l2"]),
        ({"rules": ("*root",)}, ["l3"]),
        ({"cwd": "/home/me/src"}, ["l5", "l2"]),
        ({"cwd": "/home/me/src/"}, ["l5", "l2"]),
        ({"sessions": ("s4",)}, ["l4"]),
        ({"answers": ("no",)}, ["l5"]),
        ({"sources": ("static",)}, LINES),
        ({"statuses": ("failed",)}, ["l5", "l4"]),
        ({"statuses": ("0",)}, ["l2", "l1"]),
        ({"text": "git"}, ["l5", "l2"]),
        ({"text": "GIT"}, []),
        ({"text": "größe"}, ["l4"]),
        ({"text": "reset-hard"}, ["l5"]),
        ({"pattern": re.compile(r"^rm\b.*/$")}, ["l3"]),
        ({"since": timestamp(NOON + 86_400), "until": timestamp(NOON + 2 * 86_400)}, ["l4", "l3"]),
        ({"since": timestamp(NOON + 86_401), "decisions": ("confirm",)}, ["l5"]),
    ],
)
def test_filters_choose_what_they_name(folder: Path, filters: dict[str, Any], found: list[str]) -> None:
    chosen = entries(folder, Filters(**filters))
    assert [entry.record["id"] for entry in chosen if entry.is_line] == found


def test_the_newest_comes_first_and_events_stand_between(folder: Path) -> None:
    shown = [entry.record.get("id", entry.record["kind"]) for entry in entries(folder)]
    assert shown == ["hook-off", *LINES, "daemon-started"]


def test_kinds_show_events_only(folder: Path) -> None:
    assert [entry.record["kind"] for entry in entries(folder, Filters(kinds=("hook-off",)))] == ["hook-off"]


def test_a_line_gathers_what_came_of_it(folder: Path) -> None:
    (entry,) = find(folder, "l5")
    assert (entry.answered, entry.status) == ("no", 130)
    assert [record["kind"] for record in entry.more] == ["edited"]
    assert "salt" not in entry.as_json()


def test_entries_are_found_by_id_by_its_beginning_and_by_number(folder: Path) -> None:
    assert len(find(folder, "l")) == 5
    assert find(folder, "x") == find(folder, "") == []
    number = find(folder, "l2")[0].record["n"]
    assert find(folder, f"#{number}")[0].record["id"] == "l2"
    assert find(folder, f"#{number + 1}")[0].record["id"] == "l2"


MANY = [
    Filters(decisions=("deny",)),
    Filters(levels=("high",), statuses=("failed",)),
    Filters(answers=("no",)),
    Filters(answers=("run",), sessions=("s7",)),
    Filters(statuses=("130",)),
    Filters(statuses=("failed",)),
    Filters(sessions=("s7",)),
    Filters(text="rare"),
    Filters(text="Rare"),
    Filters(text="44"),
    Filters(rules=("git.*", "files.remove")),
    Filters(rules=("*force",)),
    Filters(cwd="/home/me/p7"),
    Filters(kinds=("hook-off",)),
    Filters(kinds=("edited",)),
    Filters(since=timestamp(NOON + 100_000), decisions=("confirm",)),
    Filters(id_start="id77"),
]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("many")
    clock = SetClock()
    late: list[str] = []
    with recorder(place, clock) as pen:
        for number in range(6000):
            clock.now += 40
            name = f"id{number}"
            action = (
                Action.DENY if number % 997 == 3 else Action.CONFIRM if number % 251 == 0 else Action.ALLOW
            )
            line = f"echo {number}" + (" Rare" if number % 777 == 5 else " rare" if number % 888 == 6 else "")
            rule = "" if action is Action.ALLOW else ("git.force" if number % 2 else "files.remove")
            context = LineContext(session=f"s{number // 100}", cwd=f"/home/me/p{number % 90}")
            pen.decided(verdict(name, line, action, 75 if rule else 5, rule=rule), context)
            if action is Action.CONFIRM:
                pen.answered(name, "no" if number % 3 else "run", 900)
                pen.event("edited", id=name, line="ls")
                pen.finished(name, number % 2, 5)
            if number % 400 == 9:
                late.append(name)
            elif action is Action.ALLOW:
                pen.finished(name, 130 if number % 300 == 8 else 0, 2)
            if number % 1500 == 7:
                pen.event("hook-off", session=f"s{number // 100}")
        for name in late:
            pen.finished(name, 1, 100_000)
    return place / "audit"


@pytest.mark.parametrize("filters", MANY, ids=range(len(MANY)))
def test_looking_finds_what_reading_everything_finds(many: Path, filters: Filters) -> None:
    found = [entry.as_json() for entry in entries(many, filters)]
    assert found
    if filters.kinds:
        assert {entry["kind"] for entry in found} == set(filters.kinds)
        return
    everything = [
        entry.as_json()
        for entry in entries(many)
        if filters.within(entry.record["at"]) and filters.matches(entry.record, entry.answered, entry.status)
    ]
    assert found == [entry for entry in everything if entry["kind"] == "decided" or not filters.about_lines]


def test_damaged_lines_are_passed_over(tmp_path: Path) -> None:
    with recorder(tmp_path) as pen:
        pen.decided(verdict("a", "ls"), LineContext())
    (segment,) = (tmp_path / "audit").glob("*.jsonl")
    with segment.open("ab") as file:
        file.write(b'\n{}\nnull\n[1]\n{"kind":"decided"\n\xff\xfe\n"kind":"decided","id":"\n')
    assert [entry.record["id"] for entry in entries(tmp_path / "audit") if entry.is_line] == ["a"]


def test_lines_questions_and_approvals_are_counted(folder: Path) -> None:
    found = count(entries(folder))
    assert (found.lines, found.decisions["confirm"], found.failed, found.approved) == (5, 2, 2, 1)
    assert found.questions_in_1000 == 400
    assert found.rules["git.push-force"].approved == 1
    assert not found.rules["git.push-force"].always_approved
