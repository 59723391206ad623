"""Statements that a client is given by its input count as if they stood among its words."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read

HARMLESS = [
    "redis-cli <<< 'GET session:1'",
    "redis-cli -n 2 <<< 'DEL session:1'",
    "virsh <<< 'list --all'",
    "echo 'list' | hbase shell",
    "zkCli.sh <<< 'ls /brokers'",
    "cypher-shell <<< 'MATCH (n) RETURN count(n)'",
    "influx <<< 'SHOW DATABASES'",
    "trino <<< 'select * from deletions'",
    "echo 'get report.csv' | sftp files.example.org",
    "sftp files.example.org <<< 'rm upload.tmp'",
    "printf 'open h\\nls\\n' | lftp",
    "some-cli <<< 'status'",
    "echo 'please delete nothing' | some-reader",
]
HARMFUL = [
    "redis-cli -h 192.0.2.4 <<< 'CONFIG SET dir /var/spool/cron'",
    "printf 'config set dbfilename x\\nsave\\n' | redis-cli",
    "virsh <<< 'undefine build --remove-all-storage'",
    "hbase shell <<< \"drop 'orders'\"",
    "cat <<'END' | hbase shell\ndisable 'orders'\ndrop 'orders'\nEND",
    "zkCli.sh <<< 'deleteall /brokers'",
    "cypher-shell <<< 'MATCH (n) DETACH DELETE n'",
    "beeline -u jdbc:hive2://h:10000 <<< 'drop database shop cascade;'",
    "lftp files.example.org <<< 'cd pub; rm -r releases'",
    "some-cli <<< 'drop table orders'",
]


def _worst(line: str) -> int:
    return max((effect.base for effect in effects_of(read(line))), default=0)


@pytest.mark.parametrize("line", HARMLESS)
def test_what_only_asks_is_not_asked_about(line: str) -> None:
    assert _worst(line) <= 50


@pytest.mark.parametrize("line", HARMFUL)
def test_what_takes_away_is_seen_through_the_input(line: str) -> None:
    assert _worst(line) > 50
