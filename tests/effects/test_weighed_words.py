"""What a console that nobody knows is asked to do, by the weight of its words."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.effects.wording.small_things import about_small_things
from shellguard.effects.wording.weighed_words import TABLE, may_ask, weighed
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

THRESHOLD = 50


def _score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


RUNS = (
    "frobctl metrics reset",
    "frobctl reset-metrics",
    "frobctl plan restore draft-2",
    "frobctl record restore 17",
    "frobctl test --reset-db",
    "frobctl e2e --drop-schema --workers 4",
    "frobctl tables describe events",
    "frobctl list tables-trim",
    "frobctl failover status",
    "frobctl merge preview",
    "frobctl trim report",
    "frobctl reset",
    "frobctl reset timer",
    "frobctl promote",
    "frobctl models options clear temperature",
    "frobctl playlist clear",
    "frobctl window swap 1 2",
    "frobctl reset theme",
    "frobctl snapshots prune --keep 30",
    "frobctl snapshots prune --keep=30",
    "frobctl catalog forget --older-than 90d",
    "frobctl volume shrink data 10G --dry-run",
    "frobctl run --no-overwrite-remote",
    "frobctl convert --overwrite a.png b.png",
    "frobctl load firmware.bin --force",
    "frobctl flash",
    "frobctl create volume reset-me",
    "frobctl add evict-node",
    "frobctl stop --all",
    "frobctl service restart --all",
    "frobctl set name all",
    "frobctl user unlock eve",
    "frobctl close 4",
    "frobctl note 'overwrite the remote database now'",
    "frobctl -m 'merge tenant' push",
    "frobctl GET /v2/workspaces/9",
    "frobctl migrate --status",
    "frobctl replica lag r3",
    "frobctl certs show --revoked",
    "frobctl restore latest --to /tmp/x",
    "frobctl drain --help",
    "frobctl render tables/merge.sql --force",
    "frobctl checkout feature/remove-user",
    "frobctl set volume 40",
    "frobctl unit list",
    "frobctl under attack",
    "frobctl replicas",
    "frobctl scale web 3",
    "frobctl key add --name old --slot 0",
    "frobctl remove --repo notes",
    "bankctl balance 4",
    "bankctl transfers",
    "diff -x 'merge' /destination/dir/1 /destination/dir/2",
    "frobctl name=web",
    "frobctl op=list obj=volume/4",
    "frobctl plot x=0 y=0",
    "frobctl pull --keep-target",
    "frobctl verify backup",
    "frobctl run-all",
    "frobctl lint-all orders",
    "frobctl sync-all --force",
    "frobctl unzip bank",
    "frobctl payouts run",
    "frobctl retention explain audit",
    "frobctl volume --force --dry-run",
    "frobctl node start --force",
    "frobctl backup run --all",
    "frobctl clone --delete-extra a b --dry-run",
    "frobctl subscriptions prune --plan",
    "frobctl sessions clear --all",
    "frobctl cripple mode",
    "frobctl ripped",
    "frobctl replicas promote-check db2",
    "tenantctl suspend",
    "tenantctl usage globex",
    "frobctl drain --discard",
    "frobctl update --prune",
    "frobctl pool scrub tank",
    "frobctl push --force-with-lease",
    "frobctl add prod-notes",
    "frobctl force-colors",
    "dbt run --full-refresh --target dev",
)

ASKED = (
    "frobctl metrics reset --all",
    "frobctl metrics drop",
    "frobctl records delete --where old",
    "frobctl tenant reset metrics",
    "frobctl test --reset-db --env production",
    "frobctl test --reset-db --url postgres://app@db.example.org/shop",
    "frobctl migrate --reset-db",
    "frobctl serve test --reset-db",
    "frobctl tables trim events --before 2024-01-01",
    "frobctl trim-tables events",
    "frobctl trimTables events",
    "frobctl table:trim events",
    "frob pool dissolve p1",
    "frob env:prod:remove",
    "frob tenants/acme DELETE",
    "frob -X DELETE /v2/workspaces/9",
    "frob volume shrink data 10G",
    "frob failover now",
    "frob promote standby-2",
    "frob rules clear",
    "frob cert revoke --serial 12",
    "frob tenant merge acme globex",
    "frob valve open V12",
    "frob payouts release --batch 12",
    "frob cards freeze --everyone",
    "frob quorum set n2 --accept-data-loss",
    "frob schema sync --allow-destructive",
    "frobd --reset-store",
    "frob bulk-update users.csv --apply",
    "frob replace-all config.yaml",
    "frob recycle all",
    "frob state forget aws_db.main",
    "frob order cancel --status open --all",
    "frob restore latest --target prod",
    "frob heat --target=production reset",
    "frob snapshots expire --older-than 0s",
    "frob snapshots expire --keep=0",
    "frob queue drain-to-null orders",
    "frob overwrite-remote site",
    "frob vpc unpeer main",
    "frob svc scale checkout 0",
    "frob svc:web replicas=0",
    "frob scale --to-zero --env=prod",
    "frob image gc --max-age 0",
    "frob op=delete obj=volume/4",
    "frob /volumes/4/remove",
    "frob kms schedule-key-deletion k1",
    "frob loans write-off 99",
    "frob acct close 1234",
    "frob cmd:decom host:db1",
    "frob sub withhold --customer acme",
    "frob shed --feeder F12",
    "frob db clone prod staging --overwrite-target",
    "frob pull --delete-extra site",
    "frob backup verify-and-delete-source",
    "frob mirror balk --force vol4",
    "frob app:scale web=0",
    "frob dc drain east",
    "frob queue skip-all orders",
    "frob worker balk-all",
    "frob gateway deny-all",
    "frob image unbar --all prod",
    "frob payouts run --now",
    "frob kms disable-key k1",
    "frob power cycle n9 --node 4",
    "frob secrets rotate --all --no-grace",
    "bankctl transfer 9000 DE89370400440532013000",
    "payrollctl run finalize --period 2024-06",
    "frob subscriptions axe --plan legacy",
    "frob members unsubscribe-all --list weekly",
    "frob sessions kill --everyone",
    "frob gadgets uproot north-7",
    "frob gizmos mangle --batch 12",
    "frob cultures discard --batch 12",
    "frob signals force-green S12",
    "frob series forget prod.*",
    "frob nodes banish n-17",
    "gcloud container clusters quash prod --force",
    "tenantctl suspend globex --reason nonpayment",
    "certmgr2 revoke --cn web1",
    "frob drain orders --discard",
    "frob indexes erase orders",
    "frob registries reset eu",
    "frob firewall open --any",
    "frob push --force-delete-volume",
)


@pytest.mark.parametrize("line", RUNS)
def test_what_weighs_little_runs(line: str) -> None:
    assert _score(line) <= THRESHOLD


@pytest.mark.parametrize("line", ASKED)
def test_what_weighs_much_is_asked_about(line: str) -> None:
    assert _score(line) > THRESHOLD


def test_words_that_are_not_weighed_weigh_nothing() -> None:
    verbs = " ".join((*TABLE["verbs"].values(), *TABLE["insists"].values())).split()
    said = " ".join(TABLE["options"].values()).split()
    for verb in (*verbs, "unpeer", "all", "stop", "gc", "uninstall"):
        for words in (
            (verb,),
            (verb.title(), "x"),
            (f"x-{verb}",),
            (f"--{verb}", "hosts"),
            tuple(verb.split("-")),
        ):
            asks = weighed("frob", words) or about_small_things("frob", words)
            assert may_ask(" ".join(words)) or not asks
    assert all(may_ask(f"--{option}") for option in said)
    for harmless in ("b12", "part 5 of it", "-v target/x.txt --count 3", "funny run"):
        assert not may_ask(harmless)
        assert weighed("frob", tuple(harmless.split())) == 0
