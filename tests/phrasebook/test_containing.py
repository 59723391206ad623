"""Containers with several options; what is no option is left to other readings."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.language.containing import contained
from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

AROUND = Surroundings(folder="/home/user/project", home="/home/user", package_manager="apt", branch="main")

NONE = [
    "docker run alpine",
    "run an nginx container on port 8080",
    "run the tests in docker on port 80 in the background",
    "run my script in the background on port 80",
    "docker run web on port 80 with much luck",
    "run a node container in the background with password secret",
    "start the container web in the background",
    "run nginx in the background on port 80",
]

LINES = [
    ("run nginx in docker on port 8080 in the background", "docker run -d -p 8080:80 nginx"),
    (
        "docker run httpd, port 8081, with volume ./site at /srv/site, named web",
        'docker run -d -p 8081:80 -v "$PWD"/site:/srv/site --name web httpd',
    ),
    (
        "start a postgres container with password hush on port 5433 to 5432",
        "docker run -d -e POSTGRES_PASSWORD=hush -p 5433:5432 postgres",
    ),
    ("run an alpine container interactively and remove it after exit", "docker run --rm -it alpine sh"),
    (
        "podman run redis on network back, always restarting",
        "podman run -d --network back --restart always redis",
    ),
    ("run a node container with A=1 and MODE=dev in the background", "docker run -d -e A=1 -e MODE=dev node"),
]


@pytest.mark.parametrize("request_text", NONE)
def test_what_is_no_container_with_options_is_left(request_text: str) -> None:
    assert contained(request_text) == ""


@pytest.mark.parametrize(("request_text", "line"), LINES)
def test_every_option_is_in_the_line(request_text: str, line: str) -> None:
    assert contained(request_text) == line


def test_the_line_is_the_answer() -> None:
    found = translate("run redis in docker, named cache, on port 6379", AROUND)
    assert found[0].command == "docker run -d --name cache -p 6379:6379 redis"


@pytest.mark.parametrize(
    ("request_text", "command"),
    [
        (
            "remove all .o files and the build folder",
            "find . -type f -name '*.o' -delete && rm -r build",
        ),
        (
            "find py files and js files in src",
            "find src -type f -name '*.py' && find src -type f -name '*.js'",
        ),
    ],
)
def test_two_kinds_of_files_are_two_lines(request_text: str, command: str) -> None:
    assert translate(request_text, AROUND)[0].command == command


@pytest.mark.parametrize(
    ("request_text", "command"),
    [
        (
            "files modified on march 3",
            """find . -type f -newermt 'Mar 3' ! -newermt "Mar 3 23:59:59\"""",
        ),
        ("commits since 3rd of june", "git log --since='Jun 3'"),
        ("files >500MB in /srv", "find /srv -type f -size +500M"),
    ],
)
def test_a_date_without_its_year_is_of_this_one_and_signs_compare(request_text: str, command: str) -> None:
    assert translate(request_text, AROUND)[0].command == command


@pytest.mark.parametrize(
    "request_text", ["delete files older than dec 28", "files changed on foo bar", "files modified on foo 3"]
)
def test_a_date_without_its_year_deletes_nothing_and_what_was_changed_is_no_order(request_text: str) -> None:
    assert translate(request_text, AROUND) == ()
