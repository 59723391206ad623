"""No regular expression goes through a text in more ways than it has room for: one would hold up every shell."""

from __future__ import annotations

import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.pattern_attacks import texts_against

PROCESSOR_SECONDS = 150
"""All of them together take a tenth of it."""


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))


def test_every_expression_comes_to_an_end_on_every_text_it_nearly_matches() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.hostile.pattern_attacks"],
        cwd=Path(__file__).parents[2], preexec_fn=limited, capture_output=True, text=True, check=False,
    )  # fmt: skip
    *tried, last = done.stdout.splitlines()
    assert done.returncode == 0, f"{last}\n{done.stderr[-2000:]}"
    assert last.startswith("texts ")
    assert len(tried) > 1_500
    assert int(last.split()[1]) > 10 * len(tried)


class NeverEndsError(Exception):
    """Raised in the midst of a search."""


@pytest.fixture
def a_second_only() -> Iterator[None]:
    def end(_number: int, _frame: object) -> None:
        raise NeverEndsError

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, 1)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


@pytest.mark.usefixtures("a_second_only")
@pytest.mark.parametrize(
    "pattern", [r"(?:\w+[-_])+end", r"(?:usr/|\w+/)*sh", r"x(?:\s+-{1,2}[\w-]+)*=", r"(?:\\.|.)*'"]
)
def test_what_never_ends_is_found(pattern: str) -> None:
    with pytest.raises(NeverEndsError):
        for text in texts_against(pattern, 0):
            re.search(pattern, text)


@pytest.mark.usefixtures("a_second_only")
@pytest.mark.parametrize(
    "pattern", [r"\w[\w-]*[-_]end", r"(?:\w+/)*sh", r"x(?:\s+-[\w-]+)*=", r"(?:\\.|[^\\'])*'"]
)
def test_what_takes_one_way_ends(pattern: str) -> None:
    for text in texts_against(pattern, 0):
        re.search(pattern, text)
