"""What a request adds to its main point, columns with conditions, rights, named folders, and what stays a guess."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from shellguard.knowledge import loading
from shellguard.phrasebook.indexing import fresh
from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

LINUX = Surroundings(folder="/home/ann/project", home="/home/ann", package_manager="apt")
SURE = 0.75

COMPOSED = [
    # additions
    ("compute the md5sum of all files here and sort them", "find . -type f -exec md5sum {} + | sort"),
    ("list all environment variables sorted alphabetically", "env | sort"),
    ("reverse the order of lines in a.txt and write it to b.txt", "tac a.txt > b.txt"),
    ("append the current date to log.txt", "date >> log.txt"),
    ("write the list of files in this directory to files.txt", "ls > files.txt"),
    ("print lines 3 to 7 of a.txt with line numbers", "sed -n '3,7p' a.txt | cat -n"),
    ("show the last 15 lines of app.log and keep following", "tail -f -n 15 app.log"),
    ("free memory in MB", "free -m"),
    ("print the first 100 bytes of image.bin as hex", "head -c 100 image.bin | xxd"),
    (
        "find the word WARNING in all log files and show line numbers",
        "find . -type f -name '*.log' -exec grep -n -H -e WARNING {} +",
    ),
    (
        'replace "localhost" with "example" in app.conf and make a backup',
        "sed -i.bak 's/localhost/example/g' app.conf",
    ),
    # when something was done, parted from what was done by a place
    ("files changed in src this week", "find src -type f -mtime -7"),
    ("python files changed in src since yesterday", "find src -type f -name '*.py' -newermt 'yesterday 0:00'"),
    ("what did I download today", "find ~/Downloads -type f -daystart -ctime -1"),
    # two questions
    ("what cpu do I have and how many cores", "lscpu; nproc"),
    ("what cpu and how much ram do I have?", "lscpu; free -h"),
    # what is made is named last, what is added goes into the file
    ("make a hard link of a.txt called b.txt", "ln a.txt b.txt"),
    ("add a line to the end of .gitignore that says dist/", "printf '%s\\n' dist/ >> .gitignore"),
    ("create the folders foo, bar and baz", "mkdir -p foo bar baz"),
    ("search the git history for api_key", "git log -S api_key"),
    ("list the 5 newest files with their sizes", "ls -lht | sed 1d | head -n 5"),
    ("open port 8080 in ufw", "sudo ufw allow 8080"),
    # columns
    (
        "print the third column of data.csv for rows where the second is > 10",
        "awk -F, '$2 > 10 {print $3}' data.csv",
    ),
    ('count the rows in data.csv where column 4 equals "yes"', "awk -F, '$4 == \"yes\" {n++} END {print n + 0}' data.csv"),
    (
        "sum column 3 of sales.csv for each value in column 1",
        "awk -F, '{t[$1] += $3} END {for (k in t) print k, t[k]}' sales.csv",
    ),
    (
        "average of the second column in a.csv, skipping the header",
        "awk -F, 'NR > 1 {s += $2; n++} END {if (n) print s / n}' a.csv",
    ),
    ("lines of data.tsv where field 2 contains foo", "awk -F'\\t' '$2 ~ /foo/' data.tsv"),
    ("print columns 2 to 4 of table.txt", "awk '{print $2, $3, $4}' table.txt"),
    # rights
    ("give the group write permission on shared.txt", "chmod g+w shared.txt"),
    ("let everyone execute run.sh", "chmod a+x run.sh"),
    # which files
    ("find files whose name starts with test and ends with .py", "find . -type f -name 'test*.py'"),
    ('find files containing both "error" and "timeout"', "grep -rlZ error . | xargs -0 grep -l timeout"),
    ("list files in docs that do not contain the word error", "grep -rL error docs"),
    ("move a.txt and b.txt into the folder old", "mv a.txt b.txt old"),
    ("how many files are in the folder images", "find images -type f | wc -l"),
    ("show the 5 biggest files under /srv in human readable form",
     "find /srv -type f -exec du -sh {} + | sort -rh | head -n 5"),
    ("find all directories named node_modules", "find . -type d -name node_modules"),
    # signs by name
    ("print all lines that end with a semicolon in main.c", "grep ';$' main.c"),
    ("print all lines of log.txt that start with a digit", "grep '^[0-9]' log.txt"),
]  # fmt: skip


@pytest.mark.parametrize("request_text, command", COMPOSED)
def test_what_is_added_is_in_the_command(request_text: str, command: str) -> None:
    answers = translate(request_text, LINUX)
    assert [answer.command for answer in answers[:1]] == [command]


HALF_NAMED = [
    "delete everything",
    "delete all files",
    "remove all folders",
    "delete the user data",
    "delete the group test",
    "remove everything on the whole system",
]


@pytest.mark.parametrize("request_text", HALF_NAMED)
def test_what_destroys_without_saying_what_or_where_is_only_a_guess(request_text: str) -> None:
    assert all(answer.confidence < SURE for answer in translate(request_text, LINUX))


NAMED = ["delete the user bob", "delete everything in /srv/cache", "remove empty folders under build"]


@pytest.mark.parametrize("request_text", NAMED)
def test_what_is_destroyed_by_name_is_no_guess(request_text: str) -> None:
    assert translate(request_text, LINUX)[0].confidence >= SURE


NOT_ADDED = [
    ("remove the header from data.csv and save it as body.csv", "sed -i"),
    ("delete a.txt and sort them", "| sort"),
    ("replace all spaces with underscores in file names of this folder", "< ."),
]


@pytest.mark.parametrize("request_text, piece", NOT_ADDED)
def test_an_addition_never_follows_a_command_that_prints_nothing(request_text: str, piece: str) -> None:
    assert all(piece not in answer.command for answer in translate(request_text, LINUX))


def test_the_packaged_index_is_that_of_the_phrases() -> None:
    file = resources.files("shellguard.phrasebook").joinpath("index.json")
    packaged = json.loads(file.read_text(encoding="utf-8"))
    again = "run: python -m shellguard.phrasebook.indexing > shellguard/phrasebook/index.json"
    assert packaged == json.loads(json.dumps(fresh())), again


def test_a_translation_reads_only_the_files_of_what_it_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    loading.load.cache_clear()
    translate("delete log files older than 30 days", LINUX)
    assert loading.load.cache_info().currsize < len(loading.names("phrases")) // 2
