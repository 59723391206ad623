"""What a further request names anew takes the place of what the earlier one named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shellguard.recognising.revising import answered, revised

OLD = "delete log files older than 30 days in /var/log"


@pytest.mark.parametrize(
    "change",
    [
        "",
        "not recursively",
        "without the hidden ones",
        "sorted by size",
        "only larger ones",
        "larger than 10MB",
    ],
)
def test_what_only_adds_is_not_put_in_place_of_anything(change: str) -> None:
    assert revised(OLD, change) == ()


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        ("older than 10 days", "delete log files older than 10 days in /var/log"),
        ("no, newer than 2 weeks", "delete log files newer than 2 weeks in /var/log"),
        ("in /tmp", "delete log files older than 30 days in /tmp"),
        ("but in my home", "delete log files older than 30 days in my home"),
        ("only the PDFs", "delete pdf files older than 30 days in /var/log"),
        ("only the pdf files", "delete pdf files older than 30 days in /var/log"),
        ("just *.tmp", "delete *.tmp files older than 30 days in /var/log"),
    ],
)
def test_what_is_named_anew_takes_the_place(change: str, whole: str) -> None:
    assert revised(OLD, change) == (whole,)


def test_a_size_takes_the_place_of_a_size() -> None:
    assert revised("find files larger than 1GB", "smaller than 5 MB") == ("find files smaller than 5 MB",)


def test_a_kind_is_put_before_files_that_had_none() -> None:
    assert revised("find big files in my home", "only the PDFs") == ("find big pdf files in my home",)


@pytest.mark.parametrize("earlier", ["", "delete", "delete log files", "the old stuff", "what is it"])
def test_what_names_its_object_is_no_vague_deed(earlier: str) -> None:
    assert answered(earlier, "firefox") == ()


@pytest.mark.parametrize(
    ("earlier", "answer", "whole"),
    [
        ("kill it", "firefox", "kill firefox"),
        ("delete the old stuff", "log files older than 3 days", "delete log files older than 3 days"),
        ("please get rid of that", "all of docs", "please get rid of all of docs"),
        ("clean up everything", "the files in build", "clean up the files in build"),
    ],
)
def test_an_answer_takes_the_place_of_what_only_points(earlier: str, answer: str, whole: str) -> None:
    assert answered(earlier, answer) == (whole,)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_texts_are_read(earlier: str, change: str) -> None:
    assert all(isinstance(text, str) for text in answered(earlier, change))
    assert all(isinstance(text, str) for text in revised(earlier, change))
