"""What arrives from another machine is no file of this one: copying to the same name there loses nothing here."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read

OVER_SOURCE = "files.redirect-over-source"


def _rules(line: str) -> set[str]:
    return {effect.rule for effect in effects_of(read(line))}


@pytest.mark.parametrize(
    "line",
    [
        "cat site.tgz | ssh web 'cat > site.tgz'",
        "cat dump.sql | docker exec -i db sh -c 'cat > dump.sql'",
        "sort names | ssh web 'cat > names'",
        "(cat names) > sorted",
        "(cat names); (sort list) > names",
        "{ cat names; echo more; } >> names",
        "(ssh web cat names) > names",
        "{ echo new; } > names",
        "cat names; { sort list; head other; } > names",
    ],
)
def test_the_same_name_on_another_machine_is_another_file(line: str) -> None:
    assert OVER_SOURCE not in _rules(line)


@pytest.mark.parametrize(
    "line",
    [
        "cat names | sort > names",
        "ssh web 'cat names | sort > names'",
        "bash -c 'sort names > names'",
        "cat list | ssh web 'cat names | sort > names'",
        "(cat names) > names",
        "{ sort names; echo more; } > names",
        "for one in a b; do grep $one names; done > names",
        "while read one; do echo $one; done < names > names",
        "{ for one in a b; do grep $one names; done; } > names",
    ],
)
def test_a_file_emptied_before_it_is_read_is_seen_wherever_both_happen(line: str) -> None:
    assert OVER_SOURCE in _rules(line)


@pytest.mark.parametrize("line", ["echo > ./-x", "echo --x > notes", "echo x > a--b=c", "ls > out/--"])
def test_an_ordinary_name_is_no_option(line: str) -> None:
    assert "escape.file-named-like-option" not in _rules(line)


@pytest.mark.parametrize("line", ["echo > '--rsh=x'", "echo '' > '/srv/in/--rsh=x y'", ": > a/--verbose"])
def test_a_file_whose_name_is_an_option_is_seen_in_any_folder(line: str) -> None:
    assert "escape.file-named-like-option" in _rules(line)
