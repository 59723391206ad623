"""Requests of several shells are read in threads of their own, the first ones at the same time."""

from __future__ import annotations

import subprocess
import sys

FIRST_ONES_AT_ONCE = """
import sys
from concurrent.futures import ThreadPoolExecutor

from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings
from shellguard.phrasebook.warming import warm_slowly

sys.setswitchinterval(1e-7)


def asked(request):
    return [one.command for one in translate(request, Surroundings())]


requests = ["find all files larger than 10 MB and sort them by size", "list log files and save the list to out.txt"]
with ThreadPoolExecutor(9) as threads:
    warmed = threads.submit(lambda: [step() for step in warm_slowly()])
    found = list(threads.map(asked, requests * 4))
    warmed.result()
assert found == [asked(request) for request in requests] * 4
assert all(found)
"""


def test_requests_that_are_read_at_once_are_answered_like_those_one_after_another() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_ONES_AT_ONCE], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
