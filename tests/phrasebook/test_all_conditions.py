"""Several conditions on files: all of them hold, whatever their order, and none is read as another."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

AROUND = Surroundings(
    folder="/home/ann/project",
    home="/home/ann",
    package_manager="apt",
    branch="main",
    entries=frozenset({"src", "docs", "plan.txt"}),
)

COMMANDS = [
    ("list all branches that are merged into main", "git branch --merged main"),
    ("delete a folder named my photos", "rm -r 'my photos'"),
    ("make a folder called test data", "mkdir -p 'test data'"),
    ("which disk is /home on", "df -h /home"),
    # a kind of files and a part of the name: both, not either
    ("delete txt files ending in 1", "find . -type f -name '*.txt' -name '*1' -delete"),
    (
        "delete txt or py files starting with a or b in src",
        "find src -type f '(' -name '*.txt' -o -name '*.py' ')' '(' -name 'a*' -o -name 'b*' ')' -delete",
    ),
    ("find log files ending in .gz", "find . -type f -name '*.log*.gz'"),
    ("list python files ending in .py", "find . -type f -name '*.py'"),
    # two kinds of files: either
    ("list all pdfs and txt files", "find . -type f '(' -name '*.pdf' -o -name '*.txt' ')'"),
    (
        "delete all log files and files ending in .tmp",
        "find . -type f '(' -name '*.tmp' -o -name '*.log' ')' -delete",
    ),
    (
        "delete all txt files and all files starting with a",
        "find . -type f '(' -name 'a*' -o -name '*.txt' ')' -delete",
    ),
    # two texts in a file: both, the one without the other, either
    (
        "delete python files containing both MILK and BEEF",
        "find . -type f -name '*.py' -exec grep -q -e MILK {} ';' -exec grep -q -e BEEF {} ';' -delete",
    ),
    (
        "move txt files containing MILK but not BEEF to /tmp/x",
        "find . -type f -name '*.txt' -exec grep -q -e MILK {} ';' ! -exec grep -q -e BEEF {} ';'"
        " -exec mv {} /tmp/x/ ';'",
    ),
    (
        "delete txt files containing MILK or BEEF",
        "find . -type f -name '*.txt' -exec grep -q -e MILK -e BEEF {} ';' -delete",
    ),
    ("find files containing MILK or BEEF", "grep -rl -e MILK -e BEEF ."),
    # what is left out lies below the folder that is searched
    (
        "delete all txt files in src but not in src/old",
        "find src -type f -not -path 'src/old/*' -name '*.txt' -delete",
    ),
    ("list txt files outside of docs", "find . -type f -not -path '*/docs/*' -name '*.txt'"),
    # how deep, whatever follows
    (
        "list txt files in this folder only older than 3 days",
        "find . -maxdepth 1 -type f -name '*.txt' -mtime +3",
    ),
    ("find files whose name contains test directly in src", "find src -maxdepth 1 -type f -name '*test*'"),
    ("find txt files containing MILK here", "grep -rl --include='*.txt' MILK ."),
    ("list files starting with a here", "find . -type f -name 'a*'"),
    ("list txt files whose name does not contain plan", "find . -type f -name '*.txt' ! -name '*plan*'"),
    (
        "delete txt files containing MILK and modified less than a week ago",
        "find . -type f -name '*.txt' -mtime -7 -exec grep -q -e MILK {} ';' -delete",
    ),
    (
        "delete all txt files in src including subfolders but not the hidden ones",
        "find src -type f -name '*.txt' ! -path '*/.*' -delete",
    ),
    (
        "delete all files starting with a and changed within 24 hours in src or docs",
        "find src docs -type f -name 'a*' -mmin -1440 -delete",
    ),
]


@pytest.mark.parametrize(("request_text", "command"), COMMANDS)
def test_every_condition_holds(request_text: str, command: str) -> None:
    assert [answer.command for answer in translate(request_text, AROUND)][:1] == [command]


# an order is not answered by what only looks, nor done to what a file can't be
NEVER = [
    # what only prints may be sorted and cut, what changes something may not
    ("install pandas but only the last two", "tail"),
    ("apply all manifests in deploy/prod in reverse order", "tac"),
    ("strip the .orig extension from all files but only the last two", "tail"),
    ("how many words are in notes.txt but only the last two", "tail"),
    # a name stands behind the word that is said before its kind
    ("change my login shell to fish on web1", "chsh -s /bin/fish web1"),
    ("what did I commit yesterday on web1", "--author=web1"),
    ("run plan9.js in json", "sudo -u"),
    ("kill all node processes of my user in staging", "-u staging"),
    ("copy notes.txt to /backup/notes.txt and also zebra", "zebra:"),
    ("build the docker image without cache only for bob", "-t bob"),
    # what says how something is done is no name
    ("copy /tmp/a.log from the container web slowly", "slowly"),
    ("encrypt the folder private9 slowly", "-r slowly"),
    ("set RETRIES=5 in app.env slowly", "slowly"),
    ("run ubuntu container interactively and remove after that is not empty", "delete"),
    # what something is called is said of it alone
    ("create a directory called reports as user bob", "useradd"),
    # so many lines of a file are not so many files
    ("remove the first line of data.csv but only the last two", "sed"),
    ("replace all tabs by 4 spaces in plan.txt but only the last two", "sed"),
    # what is to be run is run, and what is no text is not shown as one
    ("exec ls in container web", "-it web sh"),
    ("list contents of a.deb", "cat "),
    # all of a kind is not the one that is named beside it
    ("restart all containers in staging", "docker restart staging"),
    ("restart all containers and also zebra", "docker restart zebra"),
    ("install the package htop in staging", "staging"),
    # a condition is no part of a text
    ("replace all digits in ids.txt with X only if zebra fails", "fails"),
    ("print the lines of plan.txt that do not contain DEBUG only if zebra fails", "fails"),
    # the words of one name are no kind of files, and the noun beside a name is none
    ("delete a folder named my photos", "find"),
    ("get the name field from package.json", ".field"),
    ("what cpu do i have", "ps aux"),
    ("what columns does sales.csv have that is not empty", "awk"),
    # nothing that is said of columns is passed over
    ("show column 3 of access.log and notify me", "awk"),
    ("show column 3 of access.log from yesterday", "awk"),
    ("run the flask app in debug mode on web1", "ssh web1"),
    ("delete txt files named a1.txt in src and docs", "rm -r"),
    ("delete txt files named a1.txt in src and docs", "sed -i"),
    ("give me write access to /opt/app", "printf"),
    ("convert the dos line endings of plan.txt", "s/$/"),
    ("copy /etc/hosts from web1 to this folder", "cp -r /etc/hosts web1"),
    ("open a shell on web1 as root", "docker exec"),
    ("turn off history for now", "systemctl"),
    ("make an alias ll for ls -la that stays", "that stays"),
    ("look for the word invoice in all pdf files", "grep -H"),
    ("show me the text of plan.txt page by page", "echo"),
    ("what is the biggest directory here", "ls biggest"),
    ("link main.py", "http"),
    ("delete plan.txt", "git log"),
    ("rename plan.txt", "hostnamectl"),
    ("start main.py", "systemctl"),
    ("restart plan.txt", "systemctl"),
    ("merge plan.txt", "git merge"),
    ("install plan.txt", "apt install plan.txt"),
    ("change line 7 of plan.txt", "git blame"),
    ("commit plan.txt", "git log"),
    ("connect to port 8080", "ss "),
    ("mount everything", "findmnt"),
    ("reset the last commit", "git reset --hard"),
    ("run the last command", "fc -ln"),
    ("download plan.txt", "wget -i"),
    ("check the container web", "docker exec"),
    ("remove all images with tag none", "find "),
    ("scan 10.1.0.0/24 for hosts", "dig "),
    ("who has sudo rights", "sudo -l"),
]


@pytest.mark.parametrize(("request_text", "never"), NEVER)
def test_an_order_is_not_answered_by_something_else(request_text: str, never: str) -> None:
    assert not any(never in answer.command for answer in translate(request_text, AROUND))
