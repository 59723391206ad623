"""Pairs about what a line itself says of where it goes: settings of ssh, stages, ports; (name, line, harmless, fatal)."""

from __future__ import annotations

SETTINGS = "text ssh.cfg 'Host box\\n  HostName {}\\n{}'"
VAGRANT = "  Port 2222\\n  User vagrant\\n  IdentityFile .vagrant/machines/box/virtualbox/private_key\\n"
SEARCH = "typed 'docker run -d --name es -p 9201:9200 elasticsearch:8.15.0'"
STATE = '{{"version": 4, "terraform_version": "1.9.0", "resources": [{}]}}'
RESOURCE = '{"mode": "managed", "type": "aws_eip", "name": "a", "instances": [{}]}'

ON_THE_LINE: list[tuple[str, str, str, str]] = [
    (
        "settings of ssh that the line names",
        "ssh -F ssh.cfg box 'sudo rm -rf /srv/app'",
        SETTINGS.format("127.0.0.1", VAGRANT),
        SETTINGS.format("web1.example.org", VAGRANT),
    ),
    (
        "the settings that the line names count, and not one's own",
        "ssh -F ssh.cfg box 'sudo rm -rf /srv/app'",
        SETTINGS.format("127.0.0.1", VAGRANT),
        f"text ssh.cfg 'Host other\\n  User me\\n'\n{SETTINGS.format('127.0.0.1', VAGRANT).replace('ssh.cfg', '~/.ssh/config')}",
    ),
    (
        "a stage in front of the command",
        "APP_ENV=$E php bin/console doctrine:database:drop --force",
        "file bin/console\ntext .env 'DATABASE_URL=\"postgresql://a@127.0.0.1:5432/shop_test\"\\n'\nvar E test",
        "file bin/console\ntext .env 'DATABASE_URL=\"postgresql://a@127.0.0.1:5432/shop_test\"\\n'\nvar E staging",
    ),
    (
        "documents of a container of the session, or of another",
        'curl -s -X POST "$ES/orders/_delete_by_query" -d \'{"query":{"match_all":{}}}\'',
        f"{SEARCH}\nvar ES http://localhost:9201",
        f"{SEARCH}\nvar ES http://localhost:9202",
    ),
    (
        "the state before, beside one that holds things, or nothing",
        "rm terraform.tfstate.backup",
        f"text terraform.tfstate '{STATE.format(RESOURCE)}'\ntext terraform.tfstate.backup '{STATE.format(RESOURCE)}'",
        f"text terraform.tfstate '{STATE.format('')}'\ntext terraform.tfstate.backup '{STATE.format(RESOURCE)}'",
    ),
]
