"""Requests in many words, and what stands in for a value that would be more than a value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shellguard.parsing.reading import read
from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

LINUX = Surroundings(folder="/home/ann/project", home="/home/ann", package_manager="apt")
MACOS = Surroundings(folder="/Users/ann", home="/Users/ann", system="macos", package_manager="brew")

SAID = [
    ("list files in current directory", "ls"),
    ("compress the project", "tar -czf ../project.tar.gz ."),
    (
        "delete all files in my home directory older than 30 days",
        'find "$HOME" -type f ! -path */.* -mtime +30 -delete',
    ),
    ("delete all files in /tmp recursively", "rm -r /tmp/*"),
    ("DELETE LOG FILES OLDER THAN 30 DAYS", "find . -type f -name '*.log' -mtime +30 -delete"),
    ("could you please delete log files older than thirty days?", "find . -type f -name '*.log' -mtime +30 -delete"),
    ("how do I find files bigger than 100 MB in my home", 'find "$HOME" -type f -size +100M'),
    ("in /var/log find all files larger than 2GB", "find /var/log -type f -size +2G"),
    ("list all pdf files only larger than 10MB", "find . -type f -name '*.pdf' -size +10M"),
    ("list all pdf files, only older than 3 days", "find . -type f -name '*.pdf' -mtime +3"),
    ("find empty directorys in src", "find src -type d -empty"),
    ("find files smaller than 1 kb in docs", "find docs -type f -size -1024c"),
    ("which files here were modified in the last 24 hours", "find . -type f -mmin -1440"),
    ("find pdf files newer than report.pdf", "find . -type f -name '*.pdf' -newer report.pdf"),
    ("find files owned by ann but not in .git directory", None),
    ("count the python files under src", "find src -type f -name '*.py' | wc -l"),
    ("replace foo by bar in all txt files", "find . -type f -name '*.txt' -exec sed -i s/foo/bar/g {} +"),
    ("what's using port 3000", "ss -ltnp 'sport = :3000'"),
    ("undo the last commit but keep my changes", "git reset --soft HEAD~1"),
    ("throw away the build folder", "rm -r build"),
    ("commit all changes with message fix the login", "git commit -am 'fix the login'"),
    ("how many lines of python are in src", "find src -type f -name '*.py' -exec wc -l {} +"),
    ("run train.py in the background and keep it after logout", "nohup python3 train.py > nohup.out 2>&1 &"),
    ("find TODO comments in src with line numbers", "grep -rn TODO src"),
    ("commits that are not on main", "git log main..HEAD --oneline"),
    ("how large is each file in img", "find img -type f -exec du -h {} +"),
    ("reset to origin/main", "git fetch && git reset --hard origin/main"),
    ("edit README.md", '"${EDITOR:-vi}" README.md'),
    ("files in docs not changed since 2024-01-01", "find docs -type f ! -newermt 2024-01-01"),
    ("tar src/ and docs/", "tar -czf src-docs.tar.gz src/ docs/"),
    ("show the environment variables of container web", "docker exec web env"),
    ("what is using all my bandwidth", "sudo iftop"),
    ("is nginx up", "systemctl status --no-pager nginx"),
    ("are there any stashes", "git stash list"),
    ("is there an easy way to delete the build folder", "rm -r build"),
    ("remove everything in dist except the zip files", "find dist -maxdepth 1 -type f ! -name '*.zip' -delete"),
]  # fmt: skip


@pytest.mark.parametrize("request_text, command", SAID)
def test_a_request_gives_the_command(request_text: str, command: str | None) -> None:
    answers = translate(request_text, LINUX)
    if command is None:
        return
    given_line = answers[0].command if answers else None
    assert given_line is not None
    assert given_line.replace("'", "") == command.replace("'", "")


KINDS = [
    ("delete all logs older than a week", "find . -type f -name '*.log' -mtime +7 -delete"),
    ("gzip logs older than 3 days", "find . -type f -name '*.log' -mtime +3 -exec gzip {} +"),
    ("gzip all logs in logs", "find logs -type f -name '*.log' -exec gzip {} +"),
    ("delete the logs folder", "rm -r logs"),
    ("how large is the logs folder", "du -sh logs"),
    ("symlink ~/bin/dep to deploy.sh", 'ln -s "$PWD/deploy.sh" ~/bin/dep'),
    ("count foobar in src", "grep -r -o foobar src | wc -l"),
]


@pytest.mark.parametrize("request_text, command", KINDS)
def test_what_is_here_tells_what_is_meant(request_text: str, command: str) -> None:
    around = Surroundings(folder="/home/ann/project", home="/home/ann", entries={"logs", "src", "deploy.sh"})
    assert translate(request_text, around)[0].command == command


def test_the_system_decides_between_tools() -> None:
    assert translate("what is using port 3000", MACOS)[0].command == "lsof -nP -i :3000"
    assert translate("install the package htop", MACOS)[0].command == "brew install htop"
    bare = Surroundings(programs=frozenset({"netstat"}))
    assert translate("what is using port 3000", bare)[0].command == "netstat -ltnp | grep :3000"


def test_what_was_assumed_is_said() -> None:
    (answer, *_) = translate("delete log files older than 30 days", LINUX)
    assert "in the current folder" in answer.questions


HOSTILE = [
    "$(touch pwned)",
    "a; touch pwned",
    "`touch pwned`",
    "a && touch pwned",
    "x | sh",
    "-rf",
    "a'b\"c",
    "../..",
    "> out",
    "${IFS}",
    "a\\b",
    "*; id",
]
FRAMES = [
    'delete the file "{}"', 'find files named "{}"', 'search for "{}" in notes.txt', 'replace "{}" with "b" in a.txt',
    'replace "a" with "{}" in a.txt', 'make a directory called "{}"', 'kill all processes called "{}"', 'install "{}"',
    'checkout branch "{}"', 'commit with message "{}"', 'ping "{}"', 'show lines containing "{}" in a.txt',
    'write "{}" to b.txt', 'copy "{}" to /backup', 'find files in "{}" bigger than 1 MB', 'show lines between "{}" and "z" in a.txt',
    'create a user called "{}"', 'stop the service "{}"', 'find files that contain "{}"', 'insert "{}" at line 3 of a.txt',
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("frame", FRAMES)
def test_a_value_never_becomes_more_than_a_value(frame: str, value: str) -> None:
    for answer in translate(frame.format(value), LINUX):
        programs = {command.program for command, _ in read(answer.command).walk()}
        assert not programs & {"touch", "id"} or frame.startswith(("write", "make", "create")), answer.command
        assert "pwned" not in {
            word.text for command, _ in read(answer.command).walk() for word in command.words[1:]
        }, answer.command


@pytest.mark.parametrize("frame", FRAMES)
def test_those_requests_are_answered_where_the_value_is_harmless(frame: str) -> None:
    assert translate(frame.format("report"), LINUX)


def test_a_name_with_a_leading_dash_is_no_option() -> None:
    commands = [answer.command for answer in translate('delete the file "-rf"', LINUX)]
    assert commands
    assert [command for command in commands if "rm -rf" in command] == []


@given(st.text(max_size=120))
@settings(max_examples=150, deadline=None)
def test_no_text_raises_and_every_answer_is_one_line(text: str) -> None:
    for answer in translate(text, LINUX):
        assert "\n" not in answer.command
        assert answer.command.strip() or answer.questions


WORDS = ["find", "delete", "all", "files", "in", "/tmp", "older", "than", "30", "days", "bigger", "10", "MB", "*.log", "named", "'a", "b'", "copy", "to", "src", "sort", "by", "size", "lines", "containing", "foo", "port", "80", "not", "except", "the", "commit", "branch", "count", "replace", "with;", "$(x)", "|", "first", "5", "of"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=14))
@settings(max_examples=300, deadline=None)
def test_any_mixture_of_known_words_gives_lines_that_parse(words: list[str]) -> None:
    for answer in translate(" ".join(words), LINUX):
        assert not answer.command or not read(answer.command).problems, answer.command


@pytest.mark.parametrize(
    ("request_text", "command"),
    [
        ("which process eats the most cpu", "ps aux -r | head -n 2"),
        ("show disk space in gb", "df -g"),
        ("comment out line 12 of nginx.conf", "sed -i '' '12s/^/#/' nginx.conf"),
        ("find broken symlinks", "find . -type l ! -exec test -e {} ';' -print"),
        ("what day it was 222 days ago", "date -v-222d +%F"),
        ("replace foo with bar in all txt files",
         "find . -type f -name '*.txt' -exec sed -i '' s/foo/bar/g {} +"),
        # which macOS has no option for
        ("remove windows line endings from script.sh", None),
        ("who logged in since yesterday", None),
    ],
)  # fmt: skip
def test_no_option_of_linux_is_proposed_on_macos(request_text: str, command: str | None) -> None:
    answers = [
        answer.command.replace("'s/foo/bar/g'", "s/foo/bar/g") for answer in translate(request_text, MACOS)
    ]
    assert answers[:1] == ([command] if command else [])
