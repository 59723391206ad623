"""What is proposed instead of a command goes to the same place: stack, profile, project, host."""

from __future__ import annotations

import pytest

from shellguard.alternatives.kinds import proposals_for
from shellguard.alternatives.site import sites
from shellguard.parsing.reading import read

KEPT = [
    ("pulumi destroy --yes --stack acme/live", "pulumi destroy --preview-only --stack acme/live"),
    ("pulumi destroy -y -s acme/live", "pulumi destroy --preview-only -s acme/live"),
    ("pulumi up --yes --stack=acme/live", "pulumi preview --stack=acme/live"),
    (
        "aws rds delete-db-instance --db-instance-identifier x --profile live --region eu-west-1",
        "aws rds describe-db-instances --profile live --region eu-west-1",
    ),
    ("rabbitmqctl purge_queue orders -p shop", "rabbitmqctl list_queues name messages -p shop"),
    ("rabbitmqctl -p shop purge_queue orders", "rabbitmqctl -p shop list_queues name messages"),
    (
        "terragrunt run-all destroy --terragrunt-working-dir live/db",
        "terragrunt run-all plan -destroy --terragrunt-working-dir live/db",
    ),
    ("velero backup delete nightly -n backups --confirm", "velero backup describe nightly -n backups"),
    ("gh release delete v1.0 -R ann/shop --yes", "gh release view v1.0 -R ann/shop"),
    ("nats stream purge ORDERS -f --context live", "nats stream info ORDERS --context live"),
    ("rabbitmqadmin purge queue name=a -H mq.live", "rabbitmqadmin list queues name messages -H mq.live"),
    ("curl -u a:b -X DELETE http://es:9200/a", "curl -u a:b http://es:9200/a"),
]
NOT_WRITTEN = ["vault kv metadata delete -address=https://v.example secret/shop"]


def offered(line: str) -> list[str]:
    return [one.command for site in sites(read(line)) for one in proposals_for(site)]


@pytest.mark.parametrize("line", NOT_WRITTEN)
def test_what_would_go_elsewhere_is_not_offered(line: str) -> None:
    assert all("https://v.example" in one for one in offered(line))


@pytest.mark.parametrize(("line", "safer"), KEPT)
def test_what_says_where_stays(line: str, safer: str) -> None:
    assert safer in offered(line)
