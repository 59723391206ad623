"""Commands given verbatim and how they are to be run; what may be a sentence is no command."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.language.running import run_as_told, run_as_typed

NONE = [
    "run make",
    "run the tests until they fail",
    "run the deployment script 5 times",
    "run something until it fails",
    "run cat foo and show bar until it fails",
    "run a marathon every second",
    "run $(date) until it fails",
    "run make `id` 5 times",
    "start nginx in the background",
    "run make until it is green",
    "run make on all red files",
    "run make 3 times 4 times",
    "time to go home",
    "how long does it take",
    "retry until it works",
]

LINES = [
    ("run make test until it fails", "while make test; do :; done"),
    ("retry curl -f localhost:8000 until it works", "until curl -f localhost:8000; do sleep 1; done"),
    ("run pytest -x 20 times", "for i in {1..20}; do pytest -x; done"),
    ("run ./flaky.sh 20 times until it fails", "for i in {1..20}; do ./flaky.sh || break; done"),
    ("run make every time a .c file changes", "find . -name '*.c' | entr make"),
    ("whenever a .py file changes run pytest -x", "find . -name '*.py' | entr pytest -x"),
    ("watch src and run npm test on every change", "find src -type f -not -path '*/.git/*' | entr npm test"),
    ("how long does make test take", "time make test"),
    ("run make test and save the output to out.txt", "make test > out.txt"),
    ("run ./a.sh in the background and write output and errors to a.log", "./a.sh > a.log 2>&1 &"),
    (
        "run train.py in the background so that it survives logout",
        "nohup python3 train.py > nohup.out 2>&1 &",
    ),
    ("run train.py after logout and write the output to a.log", "nohup python3 train.py > a.log &"),
    ("run make with a timeout of 5 minutes", "timeout 5m make"),
    ("run npm test with CI=1 in packages/api", "(cd packages/api && CI=1 npm test)"),
    ("run 'ls | wc -l' every 5 seconds", "watch -n 5 'ls | wc -l'"),
    ("run 'make && make install' with a timeout of 9 seconds", "timeout 9 bash -c 'make && make install'"),
    ("run ./serve in a tmux session called web", "tmux new-session -d -s web './serve'"),
    ("run git pull and then make install", "git pull && make install"),
    ("run make and if it fails run make clean", "make || make clean"),
    ("execute a.sh as root in the background", "sudo bash a.sh &"),
    ("run ls -l as bob", "sudo -u bob ls -l"),
]


@pytest.mark.parametrize("request_text", NONE)
def test_what_is_no_command_or_names_no_way_is_not_run(request_text: str) -> None:
    assert run_as_told(request_text) == ""


@pytest.mark.parametrize(("request_text", "line"), LINES)
def test_a_command_is_run_in_the_ways_that_are_said(request_text: str, line: str) -> None:
    assert run_as_told(request_text) == line


@pytest.mark.parametrize(
    "request_text", ["run make", "run ls recursively", "run git log of the week", "run tests"]
)
def test_what_may_say_how_is_not_run_as_it_was_typed(request_text: str) -> None:
    assert run_as_typed(request_text) == ""


@pytest.mark.parametrize("line", ["cargo build --release", "make test", "npm run lint", "git fetch origin"])
def test_a_program_and_what_it_is_to_do_are_run_as_typed(line: str) -> None:
    assert run_as_typed(f"run {line}") == line
