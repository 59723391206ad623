"""However age and size are said, and turned round, the test has the right sign."""

from __future__ import annotations

import re

import pytest

from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

AROUND = Surroundings(folder="/home/ann/project", home="/home/ann", entries=frozenset({"attic"}))

OLDER = [
    *("older than 30 days", "more than 30 days old", "at least 30 days old", "not accessed in 30 days"),
    *("unmodified for 30 days", "not modified in the last 30 days", "that have not changed for 30 days"),
    *("no less than 30 days old", "not newer than 30 days", "untouched for 30 days", "30 days old or older"),
    *("with age above 30 days", "beyond 30 days old", "except those newer than 30 days"),
    *("but keep the ones from the last 30 days", "unless they are newer than 30 days"),
]
NEWER = [
    *("newer than 30 days", "less than 30 days old", "at most 30 days old", "modified in the last 30 days"),
    *("not older than 30 days", "that aren't older than 30 days", "no more than 30 days old"),
    *(
        "of the past 30 days",
        "up to 30 days old",
        "30 days old or less",
        "unless they are older than 30 days",
    ),
]
LARGER = [
    *("bigger than 10M", "at least 10M", "not smaller than 10M", "10M or larger", "of 10M and up"),
    *("except those smaller than 10M", "unless they are smaller than 10M"),
]
SMALLER = [
    *("smaller than 10M", "at most 10M", "not bigger than 10M", "10M or smaller", "up to 10M"),
    *("except those larger than 10M", "but keep those larger than 10M"),
]
TESTS = re.compile(r"(! )?-(?:[amc]time|size) ([+-])\d")
SAID = [
    *((said, "+") for said in [*OLDER, *LARGER]),
    *((said, "-") for said in [*NEWER, *SMALLER]),
]


@pytest.mark.parametrize(
    "request_text", ["delete pdf files {}", "find files {}", "move log files {} to attic"]
)
@pytest.mark.parametrize(("said", "sign"), SAID)
def test_the_sign_of_a_test_is_that_of_the_request(request_text: str, said: str, sign: str) -> None:
    command = translate(request_text.format(said), AROUND)[0].command
    turned, found = TESTS.findall(command)[0]
    assert found == (sign if not turned else "+-".replace(sign, ""))
