"""Paths in roundabout spellings are the places that they lead to, and no command of a line goes unjudged."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.effects.names.spelling import straightened
from shellguard.parsing.reading import read


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("/etc/nginx", "/etc/nginx"),
        ("//etc//nginx", "/etc/nginx"),
        ("/./etc/././nginx/", "/etc/nginx/"),
        ("/var/../etc", "/etc"),
        ("/etc/x/../nginx/", "/etc/nginx/"),
        ("/proc/self/root/etc", "/etc"),
        ("/proc/1/root", "/"),
        ("/proc/self/root/proc/1/root/etc", "/etc"),
        ("/", "/"),
        ("//", "/"),
        # a folder of a person may be a link, which leads elsewhere
        ("/home/a/link/../b", "/home/a/link/../b"),
        ("/tmp/link/../b", "/tmp/link/../b"),
    ],
)
def test_a_path_is_spelt_plainly(path: str, plain: str) -> None:
    assert straightened(path) == plain


def targets(line: str) -> set[str]:
    return {target.word.text for effect in effects_of(read(line)) for target in effect.targets}


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("mkfs.ext4 //dev/./sdb1", "/dev/sdb1"),
        ("cd / && mkfs.ext4 dev/sdb1", "/dev/sdb1"),
        ("cd /dev; mkfs.ext4 sdb1", "/dev/sdb1"),
        ('mkfs.ext4 "${not_known:-/dev/sdb1}"', "/dev/sdb1"),
        ("mkfs.ext4 dev/sdb1", "dev/sdb1"),
        ("cd /srv && mkfs.ext4 dev/sdb1", "dev/sdb1"),
    ],
)
def test_what_is_done_is_done_to_the_place_itself(line: str, target: str) -> None:
    assert target in targets(line)


def test_a_command_behind_thousands_of_others_is_judged() -> None:
    line = "".join(f"a{number} b;" for number in range(3000)) + "mkfs.ext4 /dev/sdb1"
    assert "/dev/sdb1" in targets(line)


def test_a_pipeline_of_thousands_is_judged_to_its_end() -> None:
    assert "/dev/sdb1" in targets("a | " * 2500 + "b; mkfs.ext4 /dev/sdb1")
