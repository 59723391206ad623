"""What a request changes is what it said, and no more: no folder below, nothing hidden, no other place."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

AROUND = Surroundings(folder="/home/ann/project", home="/home/ann", package_manager="apt", entries={"src"})

KEEPS_TO = [
    ("delete all files except the pdfs", "find . -maxdepth 1 -type f ! -path '*/.*' ! -name '*.pdf' -delete"),
    ("delete all files in this folder", "find . -maxdepth 1 -type f ! -path '*/.*' -delete"),
    ("delete all csv files in this folder", "find . -maxdepth 1 -type f -name '*.csv' -delete"),
    ("replace cat with dog in all files", "find . -type f ! -path '*/.*' -exec sed -i 's/cat/dog/g' {} +"),
    ("make all files read only", "find . -type f ! -path '*/.*' -exec chmod a-w {} +"),
    ("delete files larger than 2gb", "find . -type f ! -path '*/.*' -size +2G -delete"),
    (
        "remove all folders except src",
        "find . -mindepth 1 -maxdepth 1 -type d ! -path '*/.*' -not -path '*/src/*' -not -name 'src'"
        " -prune -exec rm -r {} +",
    ),
    ("delete everything in this folder", "rm -r ./*"),
    ("remove every file named core", "find . -type f -name core -delete"),
    ("move all zips from downloads to Desktop", "mv ~/Downloads/*.zip ~/Desktop/"),
]
"""Requests that say nothing of hidden files or of folders below, and the line that leaves those alone."""

ONE_OF_A_NAME = [
    ("delete the file called notes.txt", "rm notes.txt"),
    ("delete the file named report", "rm report"),
    ("delete the folder called tmp2", "rm -r tmp2"),
    ('delete the file called "-rf"', "rm ./-rf"),
    ("delete all folders named tmp2", "find . -type d -name tmp2 -prune -exec rm -r {} +"),
]

REACHES = [
    ("delete all csv files in this folder and its subfolders", "find . -type f -name '*.csv' -delete"),
    ("delete all files in /tmp/out older than 3 days", "find /tmp/out -type f -mtime +3 -delete"),
    ("find files larger than 2gb", "find . -type f -size +2G"),
    ("list the 3 newest files in this project", "find . -type f -printf '%T@ %p\\n' | sort -rn | head -n 3 | cut -d' ' -f2-"),
]  # fmt: skip
"""Requests that name folders below or another place, or only look."""


@pytest.mark.parametrize(("request_text", "command"), [*KEEPS_TO, *ONE_OF_A_NAME, *REACHES])
def test_a_line_reaches_as_far_as_was_said(request_text: str, command: str) -> None:
    assert [answer.command for answer in translate(request_text, AROUND)][:1] == [command]


NOT_THIS = [
    ("whos connected to my server via ssh", "ssh server"),
    ("push my branch to origin", "git push origin origin"),
    ("what does this folder contain", "ls contain"),
    ("install the dependencies from package.json", "pip install -r package.json"),
    ("run the linter and then the tests", "python3 -m pytest -k linter"),
    ("free up memory", "free -h"),
    ("merge all pdfs here into all.pdf", "cat *.pdf > all.pdf"),
    ("replace all double spaces by one in a.txt", "sed -i 's/double/ /g' a.txt"),
    ("how many mb is the docs folder", "grep -o mb docs | wc -l"),
    ("kill the process on 3000", "kill 3000"),
    ("kill 3000", "fuser -k 3000/tcp"),
    ("delete all lines in a.txt", "sed -i '$d' a.txt"),
    ("delete first file", "find . -type f ! -path '*/.*' -exec sed -i 1d {} +"),
    ("delete all files starting with -", "find . -type f ! -path '*/.*' -exec sed -i '/^-/d' {} +"),
    ("add a number in front of each line of a.txt", "sed -i 's/^/number/' a.txt"),
    ('what is in "my notes.txt"', "whatis 'my notes.txt'"),
    ("show which files are in backup.tgz", "find backup.tgz -maxdepth 1 -type f"),
    ("install numpy", "sudo apt install numpy"),
    ("create a new branch feature/login and switch to it", "git switch -c feature/login new"),
    ("delete all pods that are evicted", "kubectl delete pod evicted"),
    ("search recursively for files with the permission 777", "find recursively -type f -perm 777"),
    ("copy folder dist to web1:/var/www with rsync", "scp -r dist web1:/var/www"),
    ("delete everything from deploy.yaml", "rm -r deploy.yaml/*"),
    ("repeat last command", "sudo !!"),
    ("delete all docker volumes nobody uses", "docker volume rm nobody"),
    ("get the file /var/log/syslog from host db2", "ssh db2 ls -la /var/log/syslog"),
    ("check all the md5 sums in checksums.md5", "md5sum checksums.md5"),
]


@pytest.mark.parametrize(("request_text", "command"), NOT_THIS)
def test_a_word_of_the_request_is_not_taken_for_a_name(request_text: str, command: str) -> None:
    assert [answer.command for answer in translate(request_text, AROUND)][:1] != [command]


HOW = [
    ("extract everything from pack.zip into out", "unzip pack.zip -d out"),
    (
        "how many pods are running",
        "kubectl get pods --field-selector=status.phase=Running --no-headers | wc -l",
    ),
    ("convert the svg logo.svg to png", "rsvg-convert -o logo.png logo.svg"),
    ("extract the 7z file named data.7z", "7z x data.7z"),
    ("what does this folder contain", "ls"),
    ("send a get request to localhost:8080/health", "curl -sL localhost:8080/health"),
    ("convert talk.mov to mp4 with ffmpeg", "ffmpeg -i talk.mov talk.mp4"),
    ("compare the two files a.txt and b.txt", "diff a.txt b.txt"),
    ("stop the service redis and disable it at boot", "sudo systemctl disable --now redis"),
    (
        "swap the first two columns of t.tsv",
        "awk -F'\\t' -v OFS='\\t' '{t = $1; $1 = $2; $2 = t; print}' t.tsv",
    ),
]


@pytest.mark.parametrize(("request_text", "command"), HOW)
def test_what_is_said_of_how_it_is_done_changes_nothing_else(request_text: str, command: str) -> None:
    assert [answer.command for answer in translate(request_text, AROUND)][:1] == [command]


def test_what_is_renamed_in_a_folder_is_not_what_is_below_it() -> None:
    answers = translate("make all file names in this folder lowercase", AROUND)
    assert answers[0].command.startswith("find . -maxdepth 1 -type f ")


ON_A_SYSTEM = [
    ("how to list files in linux", "ls"),
    ("install curl in debian", "sudo apt install curl"),
    ("find a file named notes.txt from the command line", "find . -name notes.txt"),
    ("linux check memory usage", "free -h"),
]
"""Requests that say on which system they are typed."""


@pytest.mark.parametrize(("request_text", "line"), ON_A_SYSTEM)
def test_the_system_a_command_is_for_is_no_place_and_no_package(request_text: str, line: str) -> None:
    assert translate(request_text, AROUND)[0].command == line


def test_a_folder_that_is_there_under_the_name_of_a_system_is_meant_by_it() -> None:
    around = Surroundings(folder="/home/ann/project", home="/home/ann", entries={"linux"})
    assert translate("list files in linux", around)[0].command == "find linux -maxdepth 1 -type f"


def test_a_link_in_another_folder_leads_here_and_not_to_what_is_there() -> None:
    answers = translate("symlink config.yml to /etc/app/config.yml", AROUND)
    assert answers[0].command == 'ln -s "$PWD/config.yml" /etc/app/config.yml'
