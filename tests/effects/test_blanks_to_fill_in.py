"""Documentation writes `<name>` for what is to be filled in; for the shell these are redirections."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read

LIKE_OPTION = "escape.file-named-like-option"
OVER_ROOT = "files.write-over-root"


def _rules(line: str) -> set[str]:
    return {effect.rule for effect in effects_of(read(line))}


@pytest.mark.parametrize(
    "line",
    [
        "frob create --size <size> --kind <kind of it> x",
        "frob create --net <my net> --kind direct x",
        "frob set <id> --bootable",
    ],
)
def test_the_end_of_a_blank_makes_no_file_named_like_an_option(line: str) -> None:
    assert LIKE_OPTION not in _rules(line)


@pytest.mark.parametrize(
    "line",
    [
        "true <notes> --checkpoint-action=exec=x",
        "frob <notes> --rsync-path=x",
        "frob create x > --kind",
        "frob create x> --kind",
        "frob <notes >--kind",
        "frob <notes> out 2> --kind",
    ],
)
def test_a_file_named_like_an_option_is_seen_beside_what_is_read(line: str) -> None:
    assert LIKE_OPTION in _rules(line)


@pytest.mark.parametrize(
    "line",
    [
        "cd <version>/",
        "git clone https://<host>/<team>/<name>.git",
        "echo x > /",
        "echo x >> out/ > /etc/passwd",
    ],
)
def test_the_shell_opens_no_file_by_the_name_of_a_folder_and_gets_to_none_behind_it(line: str) -> None:
    assert not {OVER_ROOT, "vcs.overwrite-repository-file", "account.overwrite-users"} & _rules(line)


@pytest.mark.parametrize("line", ["echo x > /etc/passwd > out/", "echo x > /etc/passwd", "cp x /"])
def test_what_is_opened_before_it_is_emptied(line: str) -> None:
    assert _rules(line)
