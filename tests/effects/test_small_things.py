"""What a console nobody knows takes away that is small, one's own or only tried out, and what stands beside it."""

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
    "frob playlist delete mix",
    "frob context delete old",
    "frob delete-ctx old",
    "frob delete-history work",
    "frob prompt delete greet",
    "frob sandbox destroy --yes",
    "frob emulator wipe",
    "frob ephemeral delete e-1",
    "frob feature-env destroy feat-77",
    "frob project delete demo --yes",
    "frob vm delete test-1",
    "frob vm destroy tmp-1",
    "frob app remove demo",
    "frob delete testenv",
    "frob notebooks delete scratch",
    "frob cert remove localhost",
    "frob cluster delete local",
    "frob purge 7.3",
    "todo delete 4 --yes",
    "frob-todo purge --done",
    "ytmusic queue clear",
    "frob config unset region",
    "frob unpin node",
    "frob model train --force",
    "frob audit fix --force",
    "frob tunnel close",
    "frob agent reset",
    "frob snapshots approve",
    "frob dns flush",
    "frob start --all",
    "frob extension remove dark",
    "frob global rm ripgrep",
    "frob --delete-output-directory",
    "frob --close-all",
    "frob token clear",
    "frob credentials clear",
    "frob reset org.gnome.Maps",
    "frob unload all",
    "frob reject --all",
    "frob tabs close --all",
    "frob window kill --all",
    "frob scene delete evening",
    "frob waypoint delete 3",
    "frob device forget plug7",
    "frob sensor forget greenhouse-2",
    "frob printer unpair hall",
    "frob purge finished",
    "frob jobs purge failed",
    "frob prune dead",
    "frob clear done expired",
    "frob purge translate-cache",
    "frob cache purge page_cache",
    "frob object rm reports/old.csv",
    "frob media delete unused.png",
    "clipd wipe",
    "frob-clip delete 3",
    "snipx delete curl-post",
    "notesh delete shopping",
)

ASKED = (
    "frob tenant delete test-1 acme",
    "frob vm delete test-1 --env prod",
    "frob vm delete test-1 --purge-backups",
    "frob cluster delete demo.prod",
    "frob cluster delete dev",
    "frob playlist delete --all",
    "frob tenant contexts delete acme",
    "frob zone delete example.org",
    "frob dns flush-zone example.org",
    "frob database drop contest",
    "frob purge 2024.05",
    "frob backups purge 7.3",
    "frob datastore compact --purge-history",
    "frob plc wipe test-1",
    "frob-todo purge --everything",
    "frob tunnel delete eu-us --force",
    "frob agents remove --all",
    "frob token clear eve --force",
    "frob secrets clear",
    "frob tokens revoke",
    "frob tenants token clear",
    "frob org reset globex",
    "frob payments reject --all",
    "frob snapshots export-and-delete s1",
    "frob scene delete --all",
    "frob tenant scene delete evening",
    "frob device forget --all",
    "frob device wipe plug7",
    "frob host forget web9",
    "frob volume device forget vol-1",
    "frob cluster peer forget node-2",
    "frob orders purge completed",
    "backupctl purge completed",
    "order-admin purge finished",
    "frob snapshots purge old",
    "frob file delete passwords.txt",
    "frob file delete api-keys.json",
    "frob purge finished production",
    "frob purge finished customers",
    "frob purge --all failed",
    "frob backups prune expired",
    "frob destroy redis-cache",
    "frob cluster purge node-cache",
    "frob purge cache-cluster",
    "frob object rm 'reports/*.csv'",
    "frob object rm reports/",
    "frob object rm backups/shop.sql.gz",
    "frob object rm reports/old.csv --recursive --force",
    "frob bucket rm reports.csv reports",
    "frob object destroy prod/keys.json",
    "notesh wipe --all",
    "notes-db drop main",
    "frob clipper wipe main",
    "frob email start --segment all",
)


@pytest.mark.parametrize("line", RUNS)
def test_small_and_tried_out_things_go_without_a_question(line: str) -> None:
    assert _score(line) <= THRESHOLD


@pytest.mark.parametrize("line", ASKED)
def test_what_is_more_than_that_is_asked_about(line: str) -> None:
    assert _score(line) > THRESHOLD
