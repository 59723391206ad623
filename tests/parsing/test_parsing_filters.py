"""What `tr`, `cut` and `sed` make of a text is what the programs themselves make of it, or is not known.

The programs are started by themselves, with lists of arguments and meaningless texts on their input.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from itertools import product

import pytest

from shellguard.parsing.output.filters import FILTERS

TEXTS = [
    "abc\n",
    "aabbcc: dd\nee ff\n",
    "AbC dEf",
    "a:b:c\nd:e\nx\n",
    "a\tb\n",
    "",
    "\n",
    "a\n\nb\n",
    "[]*-^\\n\n",
    "é1\n",
]
SETS = ["a-c", "abc", "A-Z", "[:lower:]", "[:upper:]", "[:alpha:]", "[:punct:]", "[:space:]", "[:print:]", "\\n", ":", "\\141-c",
        "-a", "a-", "[a-c]", "[x*2]", "[y*]", "[=a=]", "\\\\", "c-a", "[:none:]"]  # fmt: skip
TR = [
    *[[first, second] for first, second in product(SETS[:14], ["A-C", "x", "[:upper:]", "[y*]", "n-z"])],
    *[[option, one] for option, one in product(["-d", "-cd", "-s", "-dc", "--delete", "-Cd", "-cs"], SETS)],
    ["-c", "a-c", "_"], ["-cs", "a-z", "\\n"], ["-ds", "a", "b"], ["-t", "abc", "x"], ["-d"], ["a"], ["a", "b", "c"],
    ["-x", "a", "b"], ["--", "-a", "xy"], ["--squeeze-repeats", "a-z"], ["--complement", "-d", "a\\n"],
]  # fmt: skip
CUT = [
    [*option, one]
    for option, one in product(
        [["-c"], ["-d", ":", "-f"], ["-d:", "-f"], ["--complement", "-c"], ["-s", "-d:", "-f"], ["-b"]],
        ["1", "2-", "-2", "1,3", "3,1", "2-3,1", "1 3", "x", ""],
    )
] + [
    ["-c2-3"],
    ["-f1", "-d:"],
    ["--fields=2", "--delimiter=:"],
    ["--bytes=1"],
    ["-d:", "-f1-2", "--output-delimiter=x"],
    ["-c1", "-f1"],
]
SED = [
    [one]
    for one in (
        *(
            "s/a/x/",
            "s/b/x/g",
            "s/b/x/2",
            "s/b/x/2g",
            "s/A/x/I",
            "s|:|/|g",
            "s/[a-c]//g",
            "s/[^a]/_/g",
            "s/./&&/g",
            "s/^/x/",
        ),
        *(
            "s/$/x/",
            "1s/a/x/",
            "2 s/^/x/;s/b/y/",
            "1y/abc/xyz/",
            "0s/a/x/",
            "1,2s/a/x/",
            "s/a*b/x/",
            "s/b*/x/g",
            "s/^a/x/",
            "s/c$/x/",
            "s/\\./x/",
            "s/\\*/x/",
            "s/a/\\&/",
            "s/a/\\//",
            "y/abc/xyz/",
        ),
        *(
            "s/a/x/;s/x/y/",
            "s/a/x/ ; y/b/z/",
            "s/\\(a\\)/\\1\\1/",
            "s/a+/x/",
            "s/a?b/x/",
            "s/[[:alpha:]]/x/",
            "s/a/\\n/",
            "1d",
        ),
        *(
            "s/[]]/x/",
            "s/]/x/",
            "s/a\\|b/x/",
            "s/\\bc/x/",
            "s/x/a;b/",
            "p",
            "s/a/b/p",
            "s/a/b/w x",
            "y/a/bc/",
            "s/a/b",
            "$d",
        ),
    )
] + [
    ["-E", "s/(a)b/x/"],
    ["-E", "s/a+/x/"],
    ["-E", "s/a/x/"],
    ["-e", "s/a/x/", "-e", "s/b/y/"],
    ["-n", "s/a/b/"],
    ["--", "s/a/x/"],
]
KINDS = [*(("tr", one) for one in TR), *(("cut", one) for one in CUT), *(("sed", one) for one in SED)]


@pytest.mark.parametrize("program", ["tr", "cut", "sed"])
def test_what_a_filter_makes_of_a_text_is_known_as_it_is(program: str) -> None:
    path = shutil.which(program)
    if (
        path is None
        or "GNU"
        not in subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    ):
        pytest.skip(f"no GNU {program} here")
    wrong, known = [], 0
    for arguments in [one for name, one in KINDS if name == program]:
        for text in TEXTS[:4] if len(arguments) > 1 else TEXTS:
            found = FILTERS[program](list(arguments), text)
            if found is None:
                continue
            done = subprocess.run(
                [path, *arguments],
                input=text.encode(),
                capture_output=True,
                check=False,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
            )
            known += 1
            if done.returncode == 0 and found.rstrip("\n") != done.stdout.decode("utf-8", "replace").rstrip(
                "\n"
            ):
                wrong.append((arguments, text, found, done.stdout))
    assert wrong == []
    assert known > 50


@pytest.mark.parametrize(
    ("program", "arguments"),
    [
        ("tr", ["c-a", "x"]), ("tr", ["[:none:]", "x"]), ("tr", ["-q", "a"]), ("tr", ["a"]), ("cut", ["-c", "x"]),
        ("cut", ["-c1", "file"]), ("sed", ["s/a+/x/", "-E"]), ("sed", ["s/\\(a\\)/\\1/"]), ("sed", ["-n", "s/a/b/p"]),
        ("sed", ["s/a/b/w x"]), ("sed", ["s/b*/x/g"]), ("sed", ["-e", "s/a/x/", "file"]), ("cut", ["-c3-1"]),
        ("cut", ["-f0"]), ("cut", ["-c1", "-d", "a"]), ("cut", ["-d", "ab", "-f1"]), ("tr", ["[x*]", "a"]),
        ("tr", ["a-z", "[:digit:]"]), ("tr", ["-c", "[:alpha:]", "[:space:]"]), ("tr", ["a-c", "[:upper:]"]),
        ("tac", ["-s"]), ("rev", ["file"]), ("cat", ["-n"]), ("cat", ["-A"]), ("awk", ["{print length}"]),
    ],
)  # fmt: skip
def test_what_is_not_computed_is_not_known(program: str, arguments: list[str]) -> None:
    assert FILTERS[program](arguments, "aab\n") is None


@pytest.mark.parametrize(
    ("program", "arguments", "text", "made"),
    [
        ("tr", ["--delete", "0-9"], "r1m", "rm"), ("tr", ["[:alpha:]", "b-zab-za"], "", ""), ("tr", ["-C", "-d", "rm"], "xrym", "rm"),
        ("tr", ["N-ZA-Mn-za-m", "A-Za-z"], "ez", "rm"), ("cut", ["-c", "2,4"], "xrym", "rm\n"),
        ("cut", ["--fields=2", "--delimiter=:"], "x:rm:y\n", "rm\n"), ("sed", ["s/x//I;y/RM/rm/"], "RXM", "rm"),
        ("rev", [], "mr", "rm"), ("tac", [], "m\nr\n", "r\nm\n"), ("tail", ["-n1"], "a\nr\x0bm\n", "r\x0bm\n"),
        ("sed", ["s/[0-9]//g"], "r1m2\n", "rm\n"), ("sed", ["s/m//2"], "rmm", "rm"), ("cat", ["-"], "a", "a"),
    ],
)  # fmt: skip
def test_a_name_that_is_put_together_is_known(
    program: str, arguments: list[str], text: str, made: str
) -> None:
    assert FILTERS[program](arguments, text) == made
