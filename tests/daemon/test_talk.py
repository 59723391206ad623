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
    assert asked.continues("the files in build that end in .o")
    assert asked.continues("the screen")
