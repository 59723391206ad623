"""Texts that a line puts together by itself: the real programs must print what was computed."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from shellguard.parsing.reading import read
from tests.parsing.parsing_view import words

SHELL = [
    "x=aBc; echo ${x~~} ${x~} ${x^^[a-b]} ${x,,[B]}",
    "s=abcdef; i=2; echo ${s:i:1} ${s:i+1} ${s:$i:2} ${s:0:-i} ${s: -2:1}",
    "a=(x y z); i=1; echo ${a[i]} ${a[$i+1]} ${a[-1]}",
    "a=(); a[0]=r; a[2]=m; a[2]+=n; echo ${a[0]}${a[2]}",
    "declare -A m=([k]=v); j=k; echo ${m[$j]}",
    's=; for i in 1 2 3; do s+="$i-"; done; echo $s',
    "s=; for i in 1 2; do s+=$i; break; done; echo $s",
    "s=; t=abc; for ((i=2;i>=0;i--)); do s+=${t:i:1}; done; echo $s $i",
    's=; for c in 72 69; do s+=$(printf "\\\\$(printf %03o $c)"); done; echo $s',
    "s=; for i in 1 2; do s+=$i; break; done; echo $s",
    "n=0; for i in 4 5; do n=$((n*10+i)); done; echo $n",
    "declare -l x; x=ABC; declare -u y=def; echo $x $y",
    "mapfile -t a < <(printf '%s\\n' x y); echo ${a[1]} ${a[0]}",
    "read -r a b < <(echo one two); echo $b $a",
    "echo $(sed 's/./&/g;s/X//g;s/a/b/' <<< 'aXcX')",
    "echo $(tr a-y b-z < <(echo abc))",
    r"echo $(echo -e '\0150\0151') $(printf '%b' '\0150i')",
    """echo $(awk 'BEGIN{printf "%c%c %s", 104, 105, "you"}')""",
    """echo $(awk 'BEGIN { print "a" "b", toupper("c"), substr("defg", 2, 2); print sprintf("%d%%", 5) }')""",
    """echo $(perl -e 'print pack("H*","6869"), "\\x21", chr(63).chr 64')""",
    """echo $(perl -le 'print scalar reverse "ih"; print join("-", "a", q(b))')""",
    """echo $(perl -e 'print map {chr} (104, 105); print reverse split //, "olleh"; print uc "a"')""",
    """echo $(perl -e 'print pack("C*", 104, 105)')""",
    """echo $(perl -MMIME::Base64 -e 'print decode_base64("aGk=")')""",
    """echo $(python3 -c 'print("".join(chr(x) for x in [104,105]), "ih"[::-1], "a"+"b"*2, sep="/")')""",
    """echo $(python3 -c 'import base64 as b; x="aGk="; print(b.b64decode(x).decode(), bytes([104,105]).decode())')""",
    """echo $(python3 -c 'import sys; sys.stdout.write("".join(map(chr, (104, 105))))')""",
    """echo $(python3 -c 'print(bytes.fromhex("6869").decode().upper(), "%s-%d" % ("a", 3), f"{1}b")')""",
    """echo $(python3 -c 'import codecs; print(codecs.decode("uv","rot13"), "axb".replace("x",""), "abc"[0:2])')""",
    """echo $(python3 -c 'print("".join([chr(ord(c)^1) for c in "ih"]))')""",
    'echo "$(cd /etc && pwd)/x" $(cd /usr >/dev/null; pwd)/y $(realpath /etc)/z',
]

NOT_COMPUTED = [
    """echo $(python3 -c 'import os; print(os.getcwd())')""",
    """echo $(python3 -c 'print("a" * 10**9)')""",
    """echo $(python3 -c 'print("%999999999d" % 1)')""",
    """echo $(python3 -c 'print(input())')""",
    """echo $(python3 script.py)""",
    """echo $(perl -e 'print $ENV{X}')""",
    """echo $(perl -ne 'print reverse')""",
    """echo $(awk 'BEGIN{print ENVIRON["X"]}')""",
    """echo $(awk '{print "a"}' file)""",
    'echo "$(cd nowhere && pwd)/y"',
    "echo $(realpath link)/y",
    "s=; for i in $(cat list); do s+=$i; done; echo $s",
    "s=; for ((;;)); do s+=x; done; echo $s",
]


@pytest.mark.parametrize("line", NOT_COMPUTED)
def test_what_only_running_tells_stays_unknown(line: str) -> None:
    word = read(line).commands[-1].words[1]
    assert not word.known


@pytest.mark.parametrize("line", SHELL)
def test_what_is_put_together_is_what_the_programs_print(line: str) -> None:
    program = next((name for name in ("python3", "perl", "awk", "bash") if f"{name} " in line), "bash")
    if shutil.which("bash") is None or shutil.which(program) is None:
        pytest.skip(f"needs bash and {program}")
    done = subprocess.run(["bash", "--norc", "-c", line], capture_output=True, text=True, check=False)
    assert " ".join(words(line)[1:]) == " ".join(done.stdout.split())


def test_a_variable_that_grows_from_unknown_may_be_what_was_added() -> None:
    piece = read("for i in a b; do new+=$i; done; $new").commands[-1].words[0].pieces[0]
    assert piece.candidates == ("ab",)
