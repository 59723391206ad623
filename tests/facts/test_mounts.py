"""The kernel's table of mounts."""

from __future__ import annotations

from pathlib import Path

from shellguard.facts.machine.devices import is_free
from shellguard.facts.machine.mounts import parse_mountinfo, read_mounts

TABLE = """\
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
40 22 0:35 / /home/ann/server rw shared:2 - nfs4 nas:/export rw
41 22 8:17 / /media/ann/STICK\\040ONE rw - vfat /dev/sdb1 rw
42 22 8:18 / /boot ro - ext4 /dev/sda1 ro
nonsense
43 22 0:36 / - - -
""".splitlines()


def test_a_table_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_mounts(tmp_path / "none").table == ()


def test_lines_of_another_form_are_left_out() -> None:
    assert len(parse_mountinfo(TABLE).table) == 4


def test_an_ordinary_file_system_is_not_worth_a_word() -> None:
    mount = parse_mountinfo(TABLE).over("/home/ann")
    assert mount is not None
    assert (mount.point, mount.description) == ("/", "")


def test_a_network_file_system_is_known() -> None:
    mount = parse_mountinfo(TABLE).over("/home/ann/server/a/b")
    assert mount is not None
    assert mount.network
    assert mount.description == "/home/ann/server (network, nfs4 from nas:/export)"


def test_a_removable_disk_is_known_with_its_blanks() -> None:
    mount = parse_mountinfo(TABLE).at("/media/ann/STICK ONE")
    assert mount is not None
    assert mount.removable


def test_partitions_of_a_disk_are_found() -> None:
    mounts = parse_mountinfo(TABLE)
    assert [mount.point for mount in mounts.of_source("/dev/sda")] == ["/", "/boot"]
    assert [mount.point for mount in mounts.of_source("/dev/sdb1")] == ["/media/ann/STICK ONE"]
    assert mounts.of_source("/dev/sd") == ()


def test_mounts_below_a_folder_are_found() -> None:
    assert [mount.point for mount in parse_mountinfo(TABLE).below("/home")] == ["/home/ann/server"]


def test_a_disk_is_free_where_nothing_of_it_is_mounted() -> None:
    mounts = parse_mountinfo(
        ["22 1 8:2 / / rw - ext4 /dev/null rw", "42 22 8:18 / /boot ro - ext4 /dev/zero ro"]
    )
    assert is_free("/dev/full", mounts)
    assert not is_free("/dev/zero", mounts)
    assert not is_free("/dev/null", mounts)


def test_no_disk_is_free_in_a_container_or_where_nothing_is_known() -> None:
    assert not is_free("/dev/full", parse_mountinfo(["22 1 0:2 / / rw - overlay overlay rw"]))
    assert not is_free("/dev/full", parse_mountinfo(["22 1 8:2 / / rw - ext4 /dev/not-seen-here rw"]))
    assert not is_free("/dev/full", parse_mountinfo([]))
