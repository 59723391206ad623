"""What the phrases can't account for is not known: no word is taken for a name because nothing else is there."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

AROUND = Surroundings(folder="/home/ann/project", home="/home/ann", package_manager="apt", branch="main")

NOT_KNOWN = [
    # one of a kind that is not said which, and no answer for all of them or for the current one
    "display a stopped container",
    "show the current context of kubernetes in red",
    "show the current users",
    # what is to be done is not shown, what is to be searched is not only shown
    "stage all files for a later commit",
    "search aliases",
    # a word that says when or where is no text, a part no name, a quoted word at the start no container
    "git commit in the future",
    '"attach" to a running container',
    # what tells which kind of thing it is is not said
    "available compilers",
    "docker compose",
    "git hooks",
    "mount a file system",
    # what somebody has done is not to be done again
    "I merged the wrong branch",
    "I accidentally pushed to origin",
    # a protocol is no interface
    "show the IPv4 and IPv6 addresses of web1",
    # a part of one is not its name
    "change a branch base",
    "list the available compilers",
    # a number of commits is no commit
    "go back 3 commits and stay on the branch main",
    # a file of a package is not the package of a file, a new branch not called after where it starts
    "print the contents of a package file",
    "make a new branch from current HEAD",
    # what files are to be found by is not said, and is not what is shown
    "find files by numeric permission",
    "list all files of type",
    "view disk details",
    "show the full system information",
    "skip git attributes",
    # an example may say which ones are meant
    "remove folders (like node_modules) below here",
    "delete files (e.g. *.log) in /var",
    "chmod all files (e.g. *.sh) to 755",
    # one of several is not all of them
    "delete a cron job",
    "remove the cron job",
    # words that only tell which ones are no names
    "whch packages can be upgraded",
    "reload the specified service",
    "create several nested folders recursively",
    "print the digest message of a file",
    "look up the address of the current host",
    "list the ids of children processes",
    "return the depth of this folder tree",
    # it points back, and there is nothing to point to
    "open it in vim",
    "show the file size of it",
    # what something is, and how a program works, is no command
    "what is a symlink",
    "how do I quit vim",
    # a name with blanks and no quotes
    'rename essay final.docx to "essay v2.docx"',
    # nor are times
    "show failed logins of today",
    "show files that were opened at 23:59",
    "list files touched in February of 2021 by anyone",
    # the program in brackets does it, and is not what it is done to
    "reload a unit (with systemctl reload)",
    "uninstall a library (with gem)",
    "run the dev server (with rails server)",
    "count all words in a text (with wc)",
    "show logs (with gcloud logging)",
    # those that were found, not all and not one of that name
    "find all files in src and replace every foo with bar in those files",
    "find all empty folders under data and copy /etc/motd into those folders",
    # what is shown is not changed
    "list all files by replacing all spaces with commas",
    "find all files and show only their names appended with '.bak'",
    # what is left out is not what is meant
    "list all py files except setup.py and those beginning with test_",
    "delete all files and folders that are in /srv/a but not in /srv/b",
    "copy all files whose name does not contain draft from a to b",
    # a folder of files is no text, a video no picture, a document no lines
    "show me the three newest screenshots on my desktop",
    "make clip.mp4 half the size",
    "how many lines does report.docx have",
    "count the lines in all files matching '*.fastq.gz'",
    # another's rights, another machine, another program
    "check that ann is in the wheel group",
    "copy key.pub to web.example.com for user deploy",
    "create an archive named old from the contents of ./docs",
    "execute date for each file found",
    "upload plan.txt to the ftp server",
    "show who has a shell as root",
    "which program is using my webcam",
    "how many png and how many jpg files are in ~/Pictures",
    "which kernel modules are loaded for wifi",
    "copy logs from web1:/var/log/nginx to here",
    "show every line twice in a.txt",
    "number of lines per file in src",
    "where did I put the file called bill",
    "which words occur more than 3 times in a.txt",
    # a file that is not named, the systems of which ends of lines are spoken, another system
    "install ripgrep on fedora",
    "find all text files containing a specific string",
    "start a new node project",
    "flush the dns cache on mac",
    # whether there is one is no wish to have one
    "is there a tag for this commit",
    "is there a tag called v2",
    # a table, and no way of sorting
    "show the orders in shop.db",
    # both are to be packed, and one is not to be left out
    "tar src/ and docs/ without venv/",
]


@pytest.mark.parametrize("request_text", NOT_KNOWN)
def test_what_is_not_understood_gives_nothing(request_text: str) -> None:
    assert [answer.command for answer in translate(request_text, AROUND) if answer.command] == []


@pytest.mark.parametrize(
    ("request_text", "command"),
    [
        ("count the lines of plan.txt file", "wc -l plan.txt"),
        ("show the routing table (with ip)", "ip route"),
        ("show unstaged changes (with git diff)", "git diff"),
        ("compare folders old and new", "diff -r old new"),
        ("rename branch old to new", "git branch -m old new"),
        ("print every 4th number from 8 to 40", "seq 8 4 40"),
        ("calculate the md5 sum of file ${disc} and save it to variable sum", 'sum=$(md5sum "${disc}")'),
        ("locate all files 'plan.txt'", "find . -name plan.txt"),
        ("is swap enabled", "swapon --show"),
        ("I deleted a.txt, how do i restore it", "git restore -- a.txt"),
        ("show upgradable packages", "apt list --upgradable"),
        ("list files with human readable sizes", "ls -lh"),
        ("list all containers", "docker ps -a"),
        ("show my username", "whoami"),
        ("list the groups a current user has", "groups"),
        (
            "remove directories with inode number 77",
            "find . -type d ! -path '*/.*' -inum 77 -prune -exec rm -r {} +",
        ),
        ("install wget with brew", "brew install wget"),
        ("download https://example.com/a.zip to Downloads", "wget -P ~/Downloads https://example.com/a.zip"),
        ("add myself to the docker group", 'sudo usermod -aG docker "$USER"'),
        (
            "show files changed last friday",
            "find . -type f -newermt 'last friday' ! -newermt 'last friday +1 day'",
        ),
        (
            "list files modified in May 2023",
            "find . -type f -newermt 2023-05-01 ! -newermt '2023-05-01 +1 month'",
        ),
        (
            "show the pods that are not running in namespace shop",
            "kubectl -n shop get pods --field-selector=status.phase!=Running",
        ),
        (
            "average of column 4 in cost.csv",
            "awk -F, '$4 + 0 == $4 {s += $4; n++} END {if (n) print s / n}' cost.csv",
        ),
    ],
)
def test_what_is_named_beside_its_noun_is_a_name(request_text: str, command: str) -> None:
    assert [answer.command for answer in translate(request_text, AROUND)][:1] == [command]
