"""Lines that no world makes harmless by what stands in it: what they name is not what they come to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shellguard.judgement import judge
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from tests.worlds.files.piped_lists import OTHER_NAMES
from tests.worlds.shell_state.variables_set_before import NOT_HANDED_ON, RAILS
from tests.worlds.world import World

ROWS = "database a.db 900\nran 'cp a.db b.db'"
NOTES = "empty list\nfiles notes/n#.md 12"

WORLDS = [
    (
        "a copy of a database by whose name another is opened",
        "sqlite3 b.db \"attach 'a.db' as o; drop table o.notes\"",
        ROWS,
    ),
    ("the same by a command of the program", "sqlite3 b.db '.open a.db' 'drop table notes'", ROWS),
    ("a list that the line writes anew before it is read", "ls > list; xargs rm -rf < list", NOTES),
    ("the same behind a pipe", "ls | tee list; cat list | xargs rm -rf", NOTES),
    (
        "a list that another takes the place of first",
        "mv other list && xargs rm -rf < list",
        f"{NOTES}\ntext other 'notes\\n'",
    ),
    (
        "a list that is edited first",
        "sed -i s/x/notes/ list; xargs rm -rf < list",
        f"{NOTES}\ntext list 'x\\n'",
    ),
]
WORLDS += [(line, line, RAILS) for line in NOT_HANDED_ON]
# A database for trying by its name, and a server that seems to be this machine's.
NOT_HERE = [
    "ssh web1 \"psql -d shop_dev -c 'truncate orders'\"",
    "kubectl exec deploy/api -- psql -d shop_dev -c 'truncate orders'",
    "docker -H ssh://root@prod1 exec db psql -d shop_dev -c 'truncate orders'",
    "ssh -L 5432:db.example.com:5432 bastion -f -N; psql -d shop_dev -c 'truncate orders'",
    "railway run psql -d shop_dev -c 'truncate orders'",
    "kubectl exec r-0 -- redis-cli -h localhost flushall",
    "psql -d shop_dev -c 'truncate orders' -h $UNKNOWN_HOST",
    "psql -d shop -c 'drop database shop_dev' -c 'drop table orders'",
    "mysql -e 'drop database shop_dev; drop database shop'",
    "mysql -e 'drop database shop_dev' shop < live.sql",
    "PGHOST=$(cat host) psql -d shop_dev -c 'truncate orders'",
    "PGHOSTADDR=10.0.0.5 psql -d shop_dev -c 'truncate orders'",
    "psql -d shop_dev -h localhost -h db.example.com -c 'truncate orders'",
    "psql -hlocalhost -hdb.example.com -d shop_dev -c 'truncate orders'",
    "psql -qhdb.example.com -d shop_dev -c 'truncate orders'",
    "redis-cli -h localhost -h cache.example.com flushall",
    "redis-cli -h localhost --cluster call cache.example.com:6379 flushall",
    "mongosh --host localhost shop_dev --eval 'db.getSiblingDB(\"shop\").dropDatabase()'",
    "mongosh shop_dev --eval 'db = connect(\"mongodb://db.example.com/shop\"); db.dropDatabase()'",
    "mongosh shop_dev --eval 'db.adminCommand({shutdown: 1}); db.users.deleteMany({})'",
    "clickhouse-client -d shop_test -q 'truncate table shop.events'",
    'clickhouse-client -d shop_test -q "drop table events on cluster live"',
]
WORLDS += [(line, line, "file README") for line in NOT_HERE]
WORLDS += [(line, line, steps) for line, steps in OTHER_NAMES]


@pytest.mark.parametrize(("name", "line", "steps"), WORLDS, ids=[name for name, _, _ in WORLDS])
def test_what_the_line_itself_changes_first_is_no_evidence(
    name: str, line: str, steps: str, new_world: Callable[[], World]
) -> None:
    world = new_world()
    world.make(steps)
    answer = judge(line, shell=world.shell, settings=Settings(), memory=world.memory)
    assert answer.decision.action is not Action.ALLOW
