"""What a request leaves out is never taken in, and what it takes off a name never deletes the file."""

from __future__ import annotations

import re

import pytest

from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

AROUND = Surroundings(folder="/home/ann/project", home="/home/ann", entries=frozenset({"docs", "attic"}))

WRONG = [
    ("remove all but the newest 3 zip files in attic", "head -n 3"),
    ("delete all zip files but the newest in attic", "head -n 1"),
    ("delete all backups but the last 3", "tail -n 3"),
    ("delete the folder attic but keep the files in it", "-delete"),
    ("delete the folder attic but keep the files in it", "rm -r"),
    ("delete files older than 3 days or bigger than 1 mb in attic", "-delete"),
    ("find all tmp files in attic then delete them", "rm -r attic"),
    ("reboot if needed", "reboot"),
    ("delete all zip files but old.zip", "-name '*.zip' -delete"),
    ("remove all images except the ones in use", "-delete"),
    ("delete the folder attic only if it is empty", "-delete"),
    ("move files from attic to docs without overwriting anything", "mv -n attic docs"),
    ("empty every log file in attic", "find"),
    ("give the group write access to folders only in attic", "uo="),
    ("give the group write access to files only in attic", "g=w"),
    ("remove the .orig suffix from all files in attic", "rm "),
    ("remove the .orig suffix from all files in attic", "-delete"),
    ("copy docs into attic but exclude the drafts folder", "cp -r docs attic"),
    ("move all files from docs into attic", "mv docs attic"),
    ("print all columns but the first of table.txt", "{print $1}"),
    ("append .orig to the name of every .conf file here", "sed -i"),
    ("copy a.sh and b.sh into attic", "scp"),
    ("keep zip files and delete jpg files in attic", "-name '*.zip'"),
    ("keep zip files and delete jpg files in attic", "*.zip"),
    ("make notes.txt readable by everyone but not writable", "a-rw"),
    ("stop all containers but web", "docker stop web"),
    ("replace red with blue in notes.txt", "blue/red"),
    ("delete all log files in the oldest folder", "rm"),
    ("delete all log files and their folders", "-delete"),
    ("delete the docs folder slowly", "sed"),
    ("delete the docs folder on web1", "sed"),
    ("delete the docs folder but only from 2023", "sed"),
    ("delete the docs folder but only the first ten", "rm -r"),
    ("move all pdf files inside the container to attic", "container/"),
    ("delete all log files belonging to the web project", "-user"),
    ("delete all log files with a date in the name", "*date*"),
    ("find files with the word DRAFT", "draft"),
    ("replace error with warning in notes.txt", "warning/error"),
]

RIGHT = [
    (
        "remove all but the newest 3 zip files in attic",
        "-name '*.zip' -printf '%T@ %p\\n' | sort -rn | tail -n +4 |",
    ),
    ("delete all zip files but the newest in attic", "sort -rn | tail -n +2 |"),
    ("delete all backups but the last 3", "sort -rn | tail -n +4 |"),
    ("move all files except the biggest to attic", "sort -rn | tail -n +2 |"),
    ("delete all zip files but old.zip", "! -name old.zip -delete"),
    ("remove every zip file that is not from today", "-daystart -mtime +0 -delete"),
    ("wipe all zip files unless they are newer than 3 days", "-mtime +3 -delete"),
    ("stop all containers except web", "grep -vx web | xargs -r docker stop"),
    ("delete all log files that contain a TODO", "grep -q -e TODO {}"),
    ("stop all containers but web", "grep -vx web | xargs -r docker stop"),
    ("delete files owned by anyone but me", '! -user "$USER"'),
    ("replace http with https in all html files", "-name '*.html' -exec sed -i 's/http/https/g'"),
    ("change localhost to db.test in app.yml", "sed -i 's/localhost/db.test/g' app.yml"),
    ("sum of the weight column in crates.csv", '$c["weight"]'),
    ("files not readable for others", "! -perm"),
    ("delete all but the zip files in attic", "! -name '*.zip' -delete"),
    ("delete everything but the 3 newest in attic", "tail -n +4"),
    ("delete the folder attic only if it is empty", "rmdir attic"),
    ("give the group write access to folders only in attic", "-type d -exec chmod g+w"),
    ("make attic readable only by me", "chmod go-rwx attic"),
    ("move every png file below here into a new folder pics", "mkdir -p pics && "),
    ("make a gzipped tarball of docs named docs.tar.gz", "tar -czf docs.tar.gz docs"),
    ("count lines in old.gz", "zcat old.gz | wc -l"),
    ("print the label and weight columns of crates.csv", "NR == 1 {for"),
    ("write the output of df -h to disks.txt", "df -h > disks.txt"),
]


@pytest.mark.parametrize(("request_text", "never"), WRONG)
def test_nothing_is_done_that_the_request_rules_out(request_text: str, never: str) -> None:
    sure = [answer.command for answer in translate(request_text, AROUND) if answer.confidence >= 0.75]
    assert not any(never in command for command in sure)


@pytest.mark.parametrize(("request_text", "part"), RIGHT)
def test_what_is_said_beside_the_main_point_is_in_the_line(request_text: str, part: str) -> None:
    assert part in translate(request_text, AROUND)[0].command


def test_without_sudo_no_line_asks_for_it() -> None:
    around = Surroundings(folder="/srv", home="/root", programs=frozenset({"chown", "chgrp", "find"}))
    assert translate("change the owner of docs to carol", around)[0].command == "chown carol docs"


BUT = [
    *(
        "but",
        "but not",
        "but keep",
        "but leave",
        "and keep",
        "while keeping",
        "keeping",
        "except",
        "except for",
    ),
    *("excluding", "other than", "apart from", "aside from", "besides", "leaving out", "minus", "but skip"),
]
SPARED = [
    *("the ones ending in .txt", "those ending in .txt", "the .txt ones", "the txt files", "*.txt"),
    *("the ones with a .txt extension", "whatever ends in .txt", "those that end with .txt", ".txt files"),
]
CHANGED = ["delete all files", "delete everything", "delete all files in attic", "move all files to docs"]
SPARES = re.compile(r"! -name|-not |--exclude|!\(|--ignore")


@pytest.mark.parametrize("changed", CHANGED)
@pytest.mark.parametrize("but", BUT)
def test_what_is_to_stay_is_never_what_is_taken(changed: str, but: str) -> None:
    answers = {spared: translate(f"{changed} {but} {spared}", AROUND)[:1] for spared in SPARED}
    taking = [answer.command for found in answers.values() for answer in found if "txt" in answer.command]
    assert [command for command in taking if not SPARES.search(command) and "minus" not in command] == []


@pytest.mark.parametrize("changed", CHANGED[:3])
@pytest.mark.parametrize("but", ["but", "but keep", "and keep", "while keeping", "except"])
def test_what_stays_is_told_by_its_kind(changed: str, but: str) -> None:
    answers = [
        translate(f"{changed} {but} {spared}", AROUND) for spared in ("those ending in .txt", "the txt files")
    ]
    assert ["! -name '*.txt'" in found[0].command for found in answers] == [True, True]
