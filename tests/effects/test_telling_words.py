"""Words that tell of destruction, in programs that nobody knows and where a pack says nothing of the line."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

THRESHOLD = 50


def _score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


RUNS = (
    "frobctl deletedItems",
    "frobctl list deleteMarkers",
    "frobctl dropDown menu",
    "frobctl list",
    "frobctl purge --url https://shop.example.org/a.css",
    "frobctl note remove",
    "frobctl plan show gold",
    "frobctl host remove --help",
    "frobctl node list",
    "frobctl stop web",
    "frobctl cache clear --all",
    "dunstctl close-all",
    "clipman clear --all",
    "frobctl snapshots prune --keep 30",
    "frobctl format --check",
    "frobctl node drain web1",
    "frobctl table create orders",
    "frobctl notifications archive --all",
    "frobctl close --id 4",
    "frobctl release --yes",
    "frobctl file transfer a b",
    "frobctl lock status --all",
    "frobctl resolve shop.example.org",
    "frobctl cancel --all",
    "qdel 1234",
    "frobdelete -h",
    "frobctl policy list --removed",
    "frobctl get purge",
    "frobctl destroy --help",
    "frobctl cache delete",
    "frobctl Describe DeletedThings",
    "frobctl DescribeVolumes",
    "frobctl Deletedly x",
    "frobctl -e 'select dropped from tables'",
    "frobctl note 'truncate page 3 here'",
    "frobctl restore one",
    "cockroach node status",
    "cockroach node ls decommission",
    "fastlane match development",
    "fastlane run purge",
    "rails destroy model Invoice",
    "xcrun simctl erase all",
    "zfs destroy -n -v tank/a",
    "./uninstall.sh",
    "grep 'drop table' migrations/one.sql",
    "rg 'delete from users' src",
    "zgrep 'destroy --all' log.gz",
    "ack 'wipe production' .",
    "./teardown.sh --help",
    "./cluster.sh status",
    "bash drop-cache.sh",
    "./reset-test-db.sh",
    "npm run db:migrate",
    "make reset",
    "npm run db:reset:test",
)

ASKS = (
    "frobctl destroy shop",
    "frobctl eradicate shop",
    "frobctl request system zeroize",
    "frobctl rps plan remove --name gold",
    "frobctl sla unassign --object shop",
    "frobctl rmhost -f web",
    "frobctl --removenode --type storage 3",
    "frobctl user deactivateAll --group staff",
    "frobctl phone-numbers:release +15550100",
    "frobctl host disable --group production",
    "mmdelfs shop -p",
    "frobctl sr-forget shop",
    "frobctl bucket empty media",
    "frobctl branch unprotect main",
    "frobctl domain transfer-out shop",
    "frobctl host evacuate --all",
    "frobctl table truncate orders",
    "frobctl storage format ds1",
    "frobctl member evict 3",
    "frobctl snapshots prune --keep 0",
    "frobctl nodes drain --all",
    "frobctl package unpublish core",
    "frobctl cluster reset --hard",
    "frobctl domain annihilate shop",
    "frobctl project transfer shop --to eve",
    "frobctl removevv -f shop",
    "frobctl --remove_sds --id 3",
    "frobctl mirror break --all",
    "frobctl channels archive --all",
    "qdelete client shop",
    "frobctl cluster delete shop",
    "frobctl rm --all --force shop",
    "frobctl rm store://shop -r -f",
    "frobctl restore --force shop",
    "frobctl DeleteVolume --id 4",
    "frobctl disks TerminateInstances --ids 4",
    "frobctl drive files emptyTrash",
    "frobctl users messages batchDelete --ids 4",
    "frobctl deletePerson --id 4",
    "frobctl -c 'TRUNCATE shop.orders'",
    "frobctl --sql 'drop keyspace shop'",
    "cockroach node decommission 4",
    "fastlane match nuke development",
    "./teardown.sh prod",
    "./scripts/drop_database.sh",
    "bash reset-db.sh",
    "python3 tools/wipe_all.py",
    "./cluster.sh destroy",
    "sh standalone.sh delete",
    "npm run db:reset",
    "just drop-db",
)


@pytest.mark.parametrize("line", RUNS)
def test_a_word_that_destroys_nothing_runs(line: str) -> None:
    assert _score(line) <= THRESHOLD


@pytest.mark.parametrize("line", ASKS)
def test_a_subcommand_that_destroys_is_asked_about(line: str) -> None:
    assert _score(line) > THRESHOLD
