"""Requests worded as manuals word them: quoted names, whole systems, dates, variables; and what stays unsure."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

LINUX = Surroundings(folder="/home/ann/project", home="/home/ann", package_manager="apt")
SURE = 0.75

NEVER_SURE = [
    "clear everything",
    "move the pictures of my trip to a safe place",
    "delete the contents of the folder",
    "remove old stuff from the logs folder",
    "wipe everything",
    "delete the old files in my downloads",
    "delete my home directory",
    "remove the root folder",
    "delete hidden files",
    "clear the cache",
    "delete the ssh keys",
    "remove the last commit from the remote",
    "move my files away",
    "delete big files in docs",
    "make notes.txt readable by everyone but writable only by its owner",
]

ANSWERED = [
    # which files
    ("list all files in 'assets' that do not end in .svg", "find assets -type f ! -name '*.svg'"),
    ("Find all '.git' directories below /srv", "find /srv -type d -name .git"),
    ("find all files on the system whose name is php.ini", "find / -type f -name php.ini"),
    ("print the list of all files under the current directory and below", "find . -type f"),
    (
        "find files in /srv/www and below that have not been changed in over 30 days",
        "find /srv/www -type f -mtime +30",
    ),
    ("find all files under /opt without crossing other file systems", "find /opt -xdev -type f"),
    ("find files writable by the group or others in shared", "find shared -type f -perm /go=w"),
    ("find files under /etc with a size of 100k-150k", "find /etc -type f -size +100k -size -150k"),
    ("find regular files modified after March 5, 2024", "find . -type f -newermt 2024-03-05"),
    ("find all files whose path name contains 'cache'", "find . -type f -path '*cache*'"),
    ("find python files without the word main", "grep -rL --include='*.py' main ."),
    (
        "find all *.js files under app excluding app/vendor/* paths",
        "find app -type f -name '*.js' ! -path 'app/vendor/*'",
    ),
    ("list files in build with their sizes in bytes", "ls -l build"),
    ("show the newest file in the logs folder", "ls -t logs | head -n 1"),
    (
        "which 3 files below here take up the most space",
        "find . -type f -printf '%s %p\\n' | sort -rn | head -n 3",
    ),
    ("show all .txt files except those in old", "find . -type f -not -path '*/old/*' -name '*.txt'"),
    ("find files that I can execute under bin", "find bin -type f -executable"),
    ("print every directory called dist below packages", "find packages -type d -name dist"),
    # rights
    (
        'change the permissions of ".netrc", "id_dsa" and "notes.txt" to 600',
        "chmod 600 .netrc id_dsa notes.txt",
    ),
    ('add execute permission to "start", "stop" for all users', "chmod a+x start stop"),
    ("make all .conf files in deploy read-only", "find deploy -type f -name '*.conf' -exec chmod a-w {} +"),
    ("change ownership of /srv/data to the current user", 'sudo chown "$USER" /srv/data'),
    # what is done with the answer
    ("save the number of lines in a.csv to a variable called total", "total=$(wc -l < a.csv)"),
    ("fetch https://example.com/a.json and pretty print it", "curl -sL https://example.com/a.json | jq ."),
    (
        "show column 2 of a.csv, sorted, skipping the header",
        "awk -F, 'NR > 1 {print $2}' a.csv | sort",
    ),
    ("print the first and third field of /etc/passwd", "awk -F: -v OFS=: '{print $1, $3}' /etc/passwd"),
    ("find big files in docs", "find docs -type f -printf '%s %p\\n' | sort -rn | head -n 20"),
    ("replace a with b in docs/a.txt", "sed -i 's/a/b/g' docs/a.txt"),
    ("delete the contents of /srv/cache", "find /srv/cache -mindepth 1 -delete"),
    ("sort log.txt by the second field and then by the third", "sort -k2,2 -k3,3 log.txt"),
    # source and destination
    ("copy the docs directory into backup preserving permissions", "cp -a docs backup"),
    ("copy main.py and setup.py to backup", "cp main.py setup.py backup"),
    ("create the directories one, two and three", "mkdir -p one two three"),
    ("show everything after line 20 of trace.log", "tail -n +21 trace.log"),
    ("show the content of old.txt.gz without decompressing the file", "zcat old.txt.gz"),
]


@pytest.mark.parametrize("request_text", NEVER_SURE)
def test_what_is_half_said_gets_no_sure_answer(request_text: str) -> None:
    assert not [one for one in translate(request_text, LINUX) if one.command and one.confidence >= SURE]


@pytest.mark.parametrize("request_text, command", ANSWERED)
def test_a_formal_wording_gives_its_command(request_text: str, command: str) -> None:
    answers = translate(request_text, LINUX)
    assert [answer.command for answer in answers[:1]] == [command]
    assert answers[0].confidence >= SURE
