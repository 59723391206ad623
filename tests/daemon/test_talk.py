"""What is typed after a proposal: a change of the request before it, or a request of its own."""

from __future__ import annotations

import pytest

from shellguard.daemon.talk import Talk

TALK = Talk("count lines in report.csv", (), "t1")


@pytest.mark.parametrize(
    "request_text",
    [
        "clear everything",
        "list files",
        "show processes",
        "delete logs",
        "what changed",
        "find big files in my home",
    ],
)
def test_what_says_what_to_do_is_a_request_of_its_own(request_text: str) -> None:
    assert not TALK.continues(request_text)


@pytest.mark.parametrize(
    "request_text",
    [
        "only the PDFs",
        "not recursively",
        "older than 10 days",
        "in docs",
        "python files",
        "case insensitive",
        "PDFs",
    ],
)
def test_what_only_narrows_changes_the_request_before_it(request_text: str) -> None:
    assert TALK.continues(request_text)


def test_a_new_request_is_no_answer_to_a_question() -> None:
    asked = Talk("clear everything", (), "t2", asking=True)
    assert not asked.continues("list files")
    assert not asked.continues("git who contributed most")
    assert asked.continues("the files in build that end in .o")
    assert asked.continues("the screen")
    assert asked.continues("log files older than 3 days")
    assert not Talk("clear everything", (), "t2").continues("log files older than 3 days")


@pytest.mark.parametrize(
    "line", ["kill it", "kill it?", "kill it ?", "kill everything ? firefox", "ls ? firefox"]
)
def test_without_an_answer_behind_it_a_line_is_not_one(line: str) -> None:
    assert Talk("kill it", (), "t3", asking=True).revision(line) == ""


def test_an_answer_is_typed_behind_the_request_that_was_asked_about() -> None:
    asked = Talk("kill it", (), "t3", asking=True)
    assert asked.revision("kill it ? firefox") == "firefox"
    assert asked.said == (("kill it", ""),)
