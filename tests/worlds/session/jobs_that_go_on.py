"""Pairs about copies that a job behind an earlier line still takes away: (name, line, harmless, fatal)."""

from __future__ import annotations

_COPIED = "files data/report#.odt 8\nedit data/report1.odt\nran 'cp -r data copy'\n"

GOES_ON: list[tuple[str, str, str, str]] = [
    ("a copy that is removed meanwhile", "rm -rf data", _COPIED, f"{_COPIED}did 'rm -rf copy &'"),
    (
        "a copy of which a part is removed meanwhile",
        "rm -rf data",
        f"{_COPIED}did 'rm -rf other/part &'",
        f"{_COPIED}did 'rm -rf copy/report1.odt &'",
    ),
    (
        "a copy that is removed in a while",
        "rm -rf data",
        f"{_COPIED}did '(sleep 9; ls copy) &'",
        f"{_COPIED}did '(sleep 9; rm -rf copy) &'",
    ),
    (
        "a copy made anew once the job had ended",
        "rm -rf data",
        f"{_COPIED}did 'rm -rf copy &'\ndid wait\nran 'cp -r data copy2'",
        f"{_COPIED}did wait\ndid 'rm -rf copy &'",
    ),
    (
        "jobs that were waited for, or only those of a subshell",
        "rm -rf data",
        f"{_COPIED}did 'rm -rf copy &'\ndid 'echo a; wait'\nran 'cp -r data copy2'",
        f"{_COPIED}did 'rm -rf copy &'\ndid '(wait)'",
    ),
    (
        "jobs that were waited for, or perhaps",
        "rm -rf data",
        f"{_COPIED}did 'rm -rf other &'\ndid 'true || wait'",
        f"{_COPIED}did 'rm -rf copy &'\ndid 'true || wait'",
    ),
]
