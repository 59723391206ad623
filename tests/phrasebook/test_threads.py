"""Requests of several shells are read in threads of their own, yet one at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait

from shellguard.phrasebook.language.index import READING
from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

REQUEST = "show the ten largest folders here"


def test_a_request_waits_until_another_is_read() -> None:
    """What is packaged is made ready as it is first asked for, which two threads at once broke now and then."""
    translate(REQUEST, Surroundings())
    with ThreadPoolExecutor(1) as threads:
        with READING:
            answer = threads.submit(translate, REQUEST, Surroundings())
            assert wait([answer], timeout=0.3).not_done
        assert answer.result(timeout=60)
