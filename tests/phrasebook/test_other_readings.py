"""Names of what is here, files in folders, texts of several words, two steps, and what is asked back."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

HERE = Surroundings(
    folder="/home/ann/project",
    home="/home/ann",
    entries=frozenset({"backup", "docs", "logs", "src", "tmp", "notes.txt", "list"}),
)
SURE = 0.75

READ = [
    # what is here
    ("copy every pdf in docs to backup", "cp docs/*.pdf backup"),
    ("delete log files older than 30 days in the logs folder", "find logs -type f -name '*.log' -mtime +30 -delete"),
    ("show differences between directories docs and backup", "diff -r docs backup"),
    ("copy src to backup", "cp -r src backup"),
    # a file in a folder
    ("rename report.pdf in docs to final.pdf", "mv docs/report.pdf docs/final.pdf"),
    ("show the first 3 lines of a.txt in docs", "head -n 3 docs/a.txt"),
    # texts of several words
    ("write hello world into greeting.txt", "printf '%s\\n' 'hello world' > greeting.txt"),
    # what is left out
    ("find javascript files but exclude node_modules", "find . -type f -not -path '*/node_modules/*' -name '*.js'"),
    (
        "look for files containing token but ignore vendor",
        "find . -type f -not -path '*/vendor/*' -exec grep -l token {} +",
    ),
    # another machine, another program, another kind of file than the words alone would give
    ("copy everything in docs to ann@web4:/srv", "scp -r docs/* ann@web4:/srv"),
    ("docker: which images take the most space", "docker images --format '{{.Size}} {{.Repository}}:{{.Tag}}' | sort -rh"),
    ("unpack every zip in this folder", "find . -type f -name '*.zip' -exec unzip {} ';'"),
    (
        "move pictures larger than 2mb to big/",
        "find . -type f '(' -name '*.jpg' -o -name '*.jpeg' -o -name '*.png' -o -name '*.gif' ')'"
        " -size +2M -exec mv {} big/ ';'",
    ),
    ("show the 4 biggest things in /var/tmp", "du -ah /var/tmp | sort -rh | sed 1d | head -n 4"),
    # letters swapped in short words
    ("hwo many lines does notes.txt have", "wc -l notes.txt"),
    # names
    ("find files whose name starts with a capital letter", "find . -type f -name '[A-Z]*'"),
    ("find all files with spaces in their names", "find . -type f -name '* *'"),
    ("find symlinks pointing to notes.txt", "find . -type l -lname notes.txt"),
    # columns by name
    (
        "sum of amount in data.csv",
        "awk -F, 'NR == 1 {for (i = 1; i <= NF; i++) c[tolower($i)] = i; next} {s += $c[\"amount\"]} END {print s}' data.csv",
    ),
    # sums, repeats, steps
    ("what is 17 * 23", "echo $((17 * 23))"),
    ("watch free memory every 2 seconds", "watch -n 2 free -h"),
    ("make a folder named results and move data.csv into it", "mkdir -p results && mv data.csv results"),
    # singular and plural as they were typed
    ("unique lines of a.txt with counts", "sort a.txt | uniq -c | sort -rn"),
    ("how many unique lines are in a.txt", "sort -u a.txt | wc -l"),
]  # fmt: skip


@pytest.mark.parametrize("request_text, command", READ)
def test_a_request_is_read_as_it_is_meant(request_text: str, command: str) -> None:
    assert [answer.command for answer in translate(request_text, HERE)[:1]] == [command]


@pytest.mark.parametrize(
    "request_text",
    [
        "remove special characters from notes.txt",
        "delete the files in the list of things",
        "remove every second file",
        "delete user data",
        "kill the slow process",
        "delete the contents of the folder",
        "rename the files properly",
        "remove duplicate photos",
        "merge all branches",
        "delete the home directory",
        "change all permissions",
        "list the files in docs and save the junk to docs",
        "remove all files in tmp",
    ],
)
def test_what_changes_much_and_is_half_said_is_never_sure(request_text: str) -> None:
    nowhere = Surroundings(folder="/home/ann/project", home="/home/ann")
    assert not [one for one in translate(request_text, nowhere) if one.confidence >= SURE]


@pytest.mark.parametrize(
    "request_text", ["kill it", "wipe the drive", "drop the table", "delete the old stuff"]
)
def test_what_would_destroy_without_saying_what_is_asked_back(request_text: str) -> None:
    (answer,) = translate(request_text, HERE)
    assert answer.command == ""
    assert answer.questions


@pytest.mark.parametrize(
    ("request_text", "program"),
    [
        ("free up space", "docker"),
        ("docker: which images take the most space", "du"),
        ("change the config", "git"),
        ("make everything faster", "touch"),
        ("split film.mp4 into 10 minute parts", "split"),
        ("run redis in the background on port 6379", "ss"),
    ],
)
def test_no_other_program_answers_than_the_one_that_is_meant(request_text: str, program: str) -> None:
    assert all(not one.command.startswith(program) for one in translate(request_text, HERE))


def test_subfolders_are_spoken_of_only_where_the_line_goes_into_them() -> None:
    flat, deep = (translate(text, HERE)[0] for text in ("move the c files into src", "find c files"))
    assert flat.command == "mv *.c src"
    assert "subfolders too" not in flat.questions
    assert "subfolders too" in deep.questions
