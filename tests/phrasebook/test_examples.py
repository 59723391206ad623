"""Every packaged family answers its own examples, and knows when a request is none of its."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from shellguard.parsing.reading import read
from shellguard.phrasebook.phrases.book import book
from shellguard.phrasebook.phrases.examples import nearest
from shellguard.phrasebook.translate import THRESHOLD, translate
from shellguard.phrasebook.translation import Surroundings

AROUND = Surroundings(folder="/home/ann/project", home="/home/ann", package_manager="apt")

# what the phrasebook must not claim to understand
FOREIGN = [
    "",
    "   ",
    "hello there",
    "lorem ipsum dolor sit amet",
    "what is the meaning of life",
    "write me a poem about the sea",
    "why is the sky blue",
    "book a flight to Lisbon for tomorrow",
    "refactor the parser so that it is faster",
    "explain monads to me like I am five",
    "deploy the new release to the customers in Spain",
    "delete my account on that website",
    "ask alice whether the meeting was moved",
    "order a pizza with extra cheese",
    "translate this sentence into French",
]  # fmt: skip

# half understood would be dangerous: a filter or a turn that no family explains
HALF_UNDERSTOOD = [
    "delete all files except the ones I like",
    "delete the logs that nobody needs any more",
    "remove every folder whose owner has left the company",
    "kill all processes that are not important",
    "delete the branches that the customer rejected",
    "delete the files listed in list.txt",
    "delete every folder that is older than 5 days and not in use",
    "remove all users except root",
    "delete old files",
    "delete unused files",
    "remove all docker images and containers",
    "delete all the logs but keep the newest",
]


def examples() -> Iterator[tuple[str, str, str]]:
    for family in book().families.values():
        for line in family.written.get("examples", "").splitlines():
            request, _, command = line.partition(" => ")
            if request.strip():
                yield family.id, request.strip(), command.strip()


def test_there_are_at_least_five_hundred_families() -> None:
    assert len(book().families) >= 500


@pytest.mark.parametrize("family, request_text, command", list(examples()))
def test_an_example_gives_its_command(family: str, request_text: str, command: str) -> None:
    answers = translate(request_text, AROUND)
    assert [answer.command for answer in answers[:1]] == [command]
    assert answers[0].confidence >= 0.7
    assert answers[0].explanation


COUNTED = {
    "files_making.create-files",
    "files_making.create-dirs",
    "files_making.create-files-numbered",
    "files_making.create-dirs-numbered",
    "files_renaming.number-files-named",
    "files.change-extension-one",
    "system.arch",
    "text_columns.most-in-column",
}
"""Here a value only says again what the others say, as how many are named behind it."""


def dropped_values() -> Iterator[tuple[str, str]]:
    """Values that a saying takes, that its command has nowhere and that no pattern holds to one meaning."""
    for family in book().families.values():
        table = family.written
        line = " ".join(str(table.get(key, "")) for key in ("run", "by", "macos", "each", "plain", "one"))
        for say in table["say"].strip().splitlines() if family.id not in COUNTED else ():
            for kind, name in re.findall(r"\{(\w+)(?::(\w+))?\}", say):
                value = name or kind
                if (
                    kind != "files"
                    and not re.search(rf"\{{{value}\b", line)
                    and value not in table.get("needs", {})
                ):
                    yield family.id, say


def test_no_value_that_a_saying_takes_is_dropped() -> None:
    assert list(dropped_values()) == []


def sayings_without_slots() -> Iterator[tuple[str, str]]:
    for family in book().families.values():
        if "files" in family.written["say"] and "{files}" in family.written["say"]:
            continue
        for say in family.written["say"].splitlines():
            if say.strip() and not set(say) & set("{[("):
                yield family.id, say.strip()


def test_a_saying_without_slots_leads_to_its_family_or_to_one_that_does_the_same() -> None:
    lost = []
    sayings = list(sayings_without_slots())
    for family, say in sayings:
        answers = translate(say, AROUND)
        if family not in {answer.family for answer in answers}:
            lost.append((family, say, [answer.family for answer in answers]))
    assert len(lost) <= len(sayings) // 50, lost


@pytest.mark.parametrize("request_text", FOREIGN)
def test_what_no_family_speaks_of_gets_no_command(request_text: str) -> None:
    assert not any(answer.command for answer in translate(request_text, AROUND))


@pytest.mark.parametrize("request_text", HALF_UNDERSTOOD)
def test_a_request_with_an_unexplained_condition_is_never_answered_confidently(request_text: str) -> None:
    assert all(answer.confidence < 0.8 for answer in translate(request_text, AROUND))


def test_every_command_of_an_example_is_one_line_that_parses() -> None:
    for family, _, command in examples():
        assert "\n" not in command, family
        assert not read(command).problems, (family, command)


def test_every_family_says_what_it_does_and_how() -> None:
    for family in book().families.values():
        assert {"say", "what"} <= set(family.written), family.id
        assert {"run", "each", "plain", "by"} & set(family.data), family.id
        assert "\n" not in family.data["what"], family.id


def test_every_saying_gives_the_values_that_the_command_of_its_family_takes() -> None:
    whole = book()
    lacking = set()
    for page in (whole.about_files, whole.others):
        for phrase in (page[at] for at in range(len(page))):
            data = whole.families[phrase.family].data
            commands = [data[key] for key in ("run", "each", "plain", "macos") if key in data]
            lines = [line for one in commands for line in ([one] if isinstance(one, str) else one)]
            taken = {name for line in lines for name in re.findall(r"\{([a-z]{3,})(?::\w+)?\}", line)}
            lacking |= {(phrase.family, name) for name in taken - {slot.name for slot in phrase.slots}}
    assert {name for _, name in lacking} <= {"files", "file", "find", "folder", "end", "upstream"}, lacking


def test_answers_stand_in_order_of_confidence_above_the_threshold() -> None:
    for _, request_text, _ in examples():
        confidences = [answer.confidence for answer in translate(request_text, AROUND)]
        assert confidences == sorted(confidences, reverse=True)
        assert all(THRESHOLD <= confidence <= 1 for confidence in confidences)


def test_the_nearest_examples_resemble_the_request() -> None:
    found = nearest("what is listening on port 8000", 3)
    assert len(found) == 3
    assert "port" in found[0].request
    assert nearest("zzzz qqqq", 3) == ()
