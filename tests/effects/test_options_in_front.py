"""Options in front of a subcommand hide neither it nor what is exempt from a question."""

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
    "restic -r sftp:nas:/b snapshots",
    "restic --repo sftp:nas:/b --unheard x backup src",
    "kubectl --unheard x get ns",
    "nats --unheard host stream ls",
    "git --no-pager log reset",
    "git --attr-source HEAD log push",
    "kubectl --cluster shop debug node/a -- ls /host",
    "jj -R work log",
    "mysqladmin -u root -p status",
)

ASKS = (
    "restic -r sftp:nas:/b forget latest",
    "restic --repo sftp:nas:/b --unheard x forget latest",
    "restic --unheard=x forget latest",
    "kubectl --unheard x delete ns shop",
    "git --attr-source HEAD push --force origin main",
    "git --config-env http.extraHeader=TOKEN clean -fdx",
    "minikube -p shop ssh -- sudo rm -rf /var/lib",
    "jj -R work op abandon ..@-",
    "mysqladmin -u root -p drop app",
    "borg --unheard x delete /srv/backup",
    "mcli --unheard x rb --force play/b",
)


@pytest.mark.parametrize("line", RUNS)
def test_a_harmless_subcommand_behind_options_runs(line: str) -> None:
    assert _score(line) <= THRESHOLD


@pytest.mark.parametrize("line", ASKS)
def test_a_destructive_subcommand_behind_options_is_asked_about(line: str) -> None:
    assert _score(line) > THRESHOLD
