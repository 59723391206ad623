"""Commands are never taken for plain language; requests are recognised, with and without a command's name first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shellguard.recognising.sentence import is_sentence, quick_hint

COMMANDS = (
    "ls",
    "ls -la /tmp",
    "git status",
    "git add all",
    "git commit -m 'fix the bug in the parser of my files'",
    'git commit -m "the first of all"',
    "echo the quick brown fox jumps over the lazy dog",
    "printf all of the files in my home",
    "sudo delete all the logs",
    "find . -name the",
    "find . in the folder -delete",
    "cat the.txt of.txt my.txt",
    "grep the file.txt",
    "mv a b",
    "cp a the b",
    "make all install",
    "make the",
    "who am i",
    "install docker /usr/local/bin",
    "install docker.sh",
    "install -d docker",
    "make me",
    "make a b",
    "make the tests",
    "make executable",
    "make the executable",
    "make clean executable",
    "make a.o executable",
    "make -j4 a.o executable",
    "which process",
    "sort a.txt b.txt",
    "date 0102",
    "make 5",
    "who am",
    "rename s/a/b/ x.txt",
    "convert a.png b.png",
    "split big.txt part_",
    "truncate -s 1M notes.bin",
    "diff plan.txt and.txt",
    "base64 notes.bin",
    "unzip site.zip index.html",
    "join a.txt b.txt",
    "link a.txt b.txt",
    "man in",
    "which the",
    "kill 8080 9090",
    "kill %1",
    "for i in all the files; do echo; done",
    "cat the list of files | wc -l",
    "sort the files > out",
    "sort the files by size && true",
    "sort $(cat the list of my files)",
    "sort `cat the list of my files`",
    "docker run all the containers --rm",
    "export A=the b=of my=files",
    "touch one two three",
    "ssh host uptime and the load of the machine",
    "at now + 1 hour",
    "./run all the tests in my folder",
    "/usr/bin/find all the files in my folder",
    "$EDITOR the file in my home",
    "read the",
    "npm run all the",
    "kubectl get all",
    "top",
    "# delete all the logs of last week",
    "#or install it from the sources of the project",
    "",
    "   ",
)
NO_COMMANDS = (
    "foo",
    "frobnicate --all",
    "foo; the files of my home",
    "list | all the files",
    "remove files > /dev/null",
    "LIST=all the files",
    "./show the files in my home",
    "DROP TABLE users",
    "drop table users",
    "put path/to/file",
    "tool image list",
    "gatewayctl status",
    "mytool kernel",
    "decompressor old.gz",
)
WITH_A_COMMAND = (
    "install docker",
    "install firefox please",
    "make me a sandwich",
    "find my keys",
    "sort out the mess",
    "which process uses port 80",
    "who is using port 80",
    "split the file big.txt into 10 parts",
    "split big.txt into 10 parts",
    "join a.txt and b.txt",
    "truncate notes.bin to 2 megabytes",
    "diff plan.txt and done.txt",
    "base64 encode notes.bin",
    "unzip site.zip into www",
    "link a.txt to b.txt",
    "convert a.png to jpg",
    "ping google five times",
    "find big files in my home",
    "kill the process on port 8080",
    "kill all node processes",
    "make me a list of all users",
    "make a backup of docs",
    "make a zip archive of docs",
    "make run.sh executable",
    "make the script executable for me",
    "sort the files by size",
    "who is logged in",
    "cut the video into two",
    "watch the log",
    "tail the syslog",
    "convert all png to jpg",
    "zip this folder",
    "date of yesterday",
    "look for big files",
    "find executable files",
    "rm all the temporary files in this folder",
    "Find all files under the current directory",
    "split the archive into parts of 100 MB",
    "cd to my home folder",
    "sort names.txt ignoring case",
    "date 3 weeks ago",
    "make 5 files called a1 to a5",
    "who owns a.txt",
    "convert names.txt to upper case",
    "rename a.txt to b.txt",
)
WITHOUT_A_COMMAND = (
    "delete log files older than 30 days",
    "what is using port 3000",
    "what's using port 3000",
    "undo the last commit but keep my changes",
    "list files",
    "show disk usage",
    "disk usage of this folder",
    "which process uses most memory",
    "Display the first 10 lines of 'a b.txt'",
    "don't follow links when listing /tmp",
    "rename all *.jpg files to lower case",
    "copies the file a.txt into /tmp/backup",
    "please show me the running containers",
    "replace foo with bar in all *.py files",
    "how much free space is left?",
    "decompress old.txt.gz",
    "calculate 17 * 23",
    "current unix timestamp",
    "kernel version",
    "public ip",
    "total memory",
)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_is_no_sentence(line: str) -> None:
    assert not is_sentence(line, names_command=True)


@pytest.mark.parametrize("line", NO_COMMANDS)
def test_a_line_whose_program_is_missing_is_no_sentence_by_that(line: str) -> None:
    assert not is_sentence(line, names_command=False)


@pytest.mark.parametrize("line", WITH_A_COMMAND)
def test_a_request_that_begins_with_a_command_is_recognised(line: str) -> None:
    assert is_sentence(line, names_command=True)
    assert quick_hint(line)


@pytest.mark.parametrize("line", WITHOUT_A_COMMAND)
def test_a_request_is_recognised(line: str) -> None:
    assert is_sentence(line, names_command=False)


@given(st.text(max_size=200), st.booleans())
def test_any_text_is_answered(text: str, names_command: bool) -> None:
    if is_sentence(text, names_command=names_command):
        assert "\n" not in text.strip()
        assert len(text.split()) > 1
