"""A command that ignores a word or a name of its request is not sure of itself."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.language.tokens import tokens_of
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.matching.heeding import Heeding
from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

AROUND = Surroundings(folder="/home/ann/project", home="/home/ann", package_manager="apt")

HEEDED = [
    ("see who changed which line of web.conf", "git blame web.conf"),
    ("list all containers", "docker ps -a"),
    ("what did i just commit", "git show"),
    ("sort milk.txt by human readable sizes", "sort -hr milk.txt"),
    ("search plan.txt for milk, ignoring case", "grep -i milk plan.txt"),
    ("print costs.csv without the header", "tail -n +2 costs.csv"),
    ("sort sizes.txt in descending order", "sort -nr sizes.txt"),
    ("list all python files recursively", "find . -name '*.py'"),
    ("make the folders 2021/01 up to 2021/09", "mkdir -p 2021/{01..09}"),
    ("delete files older than 2 weeks", "find . -type f -mtime +14 -delete"),
    ("show the third line of plan.txt", "sed -n 3p plan.txt"),
    ("show the CPU usage", "top -bn1 | head -n 5"),
    ("who is listening on port 4000", "ss -ltnp 'sport = :4000'"),
]

IGNORED = [
    ("search plan.txt for milk, ignoring case", "grep milk plan.txt"),
    ("replace milk by tea in plan.txt regardless of case", "sed -i 's/milk/tea/g' plan.txt"),
    ("print costs.csv without the header", "cat costs.csv"),
    ("merge the csv files into all.csv with one header", "cat *.csv > all.csv"),
    ("sort sizes.txt in descending order", "sort -n sizes.txt"),
    ("sort names.txt and drop duplicates", "sort names.txt"),
    ("list everything but leave out the tests", "ls"),
    ("show the first 2 and the last 2 lines of plan.txt", "sed -n '2,2p' plan.txt"),
    ("comment out the lines with Listen in web.conf", "grep Listen web.conf"),
    ("see who changed which line of web.conf", "git log --oneline -- web.conf"),
    ("list all containers", "docker ps"),
    ("what did i just commit", "git status"),
    ("find a folder", "ls docs"),
    ("list folders with human readable sizes", "find . -type d -ls"),
    ("show disk information", "stat /"),
    ("who is listening on port 4000", "nc -l 4000"),
    ("print the lines of plan.txt that are not in done.txt", "grep -v milk done.txt"),
    ("list files only, not folders", "ls -d .*"),
    ("generate the numbers from 9 down to 3", "seq 9 3"),
    ("delete every line with MILK or BEEF in plan.txt", "sed -i '/MILK/d' plan.txt"),
]


def weight(request: str, command: str) -> float:
    return Heeding(tokens_of(request, vocabulary())).of(command)


@pytest.mark.parametrize(("request_text", "command"), HEEDED)
def test_a_command_that_shows_what_was_said_stays_as_sure(request_text: str, command: str) -> None:
    assert weight(request_text, command) == 1.0


@pytest.mark.parametrize(("request_text", "command"), IGNORED)
def test_a_command_that_ignores_a_part_loses_half_of_it(request_text: str, command: str) -> None:
    assert weight(request_text, command) == 0.5


@pytest.mark.parametrize(
    ("request_text", "never"),
    [
        ("replace milk by tea everywhere in plan.txt regardless of case", "sed -i 's/milk/tea/g' plan.txt"),
        ("who is listening on port 4000", "nc -l 4000"),
        ("replace all digits in plan.txt by X", "sed -i 's/digits/X/g' plan.txt"),
        ("zip the folder docs without the tmp files", "find docs -type d ! -name '*.tmp' -exec gzip {} +"),
    ],
)
def test_what_ignores_a_part_is_never_offered(request_text: str, never: str) -> None:
    assert never not in [answer.command for answer in translate(request_text, AROUND)]
