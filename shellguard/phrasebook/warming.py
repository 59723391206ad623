"""Prepares what translating needs piece by piece, so that no request and no other work waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from shellguard.phrasebook.columns.json_reading import compiled, every_json_saying
from shellguard.phrasebook.columns.table_reading import every_table_saying
from shellguard.phrasebook.language.index import READING
from shellguard.phrasebook.language.running import every_running_saying
from shellguard.phrasebook.matching.clauses import clauses
from shellguard.phrasebook.matching.heeding import every_heeding, heeding_pattern
from shellguard.phrasebook.selection.selection_rules import every_saying, pattern


def warm_slowly() -> Iterator[Callable[[], object]]:
    """The steps that compile what requests are searched for, a few milliseconds of work each."""
    with READING:
        clauses()
        sayings = every_saying()
    for saying in sayings:
        yield saying.compiled
    for say in every_table_saying():
        yield partial(pattern, say)
    for say in every_json_saying():
        yield partial(compiled, say)
    yield from every_running_saying()
    for say in every_heeding():
        yield partial(heeding_pattern, say)
