"""Constructs that are seldom typed and that bash accepts: each is read without a problem, as these commands."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from shellguard.parsing.reading import read
from shellguard.parsing.script import NestedKind
from shellguard.parsing.tree import draw

BASH = shutil.which("bash") or ""

# the line, and its simple commands, nested ones too; holes as they are written
UNUSUAL: list[tuple[str, list[str]]] = [
    (">f aa bb", ["aa bb"]),
    (">f <g aa >h bb 2>&1 cc", ["aa bb cc"]),
    ("2>f aa 3<g", ["aa"]),
    ("a=1 >f b=2 aa bb", ["aa bb"]),
    ("{fd}>f aa", ["aa"]),
    ("{fd}<&- aa", ["aa"]),
    ("aa {fd} >f", ["aa {fd}"]),
    ("aa 2 >f", ["aa 2"]),
    ("aa 2>f", ["aa"]),
    ("aa a2>f", ["aa a2"]),
    ('aa "2">f', ["aa 2"]),
    ("aa >&2", ["aa"]),
    ("aa 2>&1-", ["aa"]),
    ("aa >& f", ["aa"]),
    ("aa &> f", ["aa"]),
    ("aa &>> f", ["aa"]),
    ("aa >| f", ["aa"]),
    ("aa <> f", ["aa"]),
    ("aa <<< bb", ["aa"]),
    ('aa <<< "$x" bb', ["aa bb"]),
    ("aa <<E bb\n$x\nE", ["aa bb"]),
    ("aa <<E; bb\ntext\nE\ncc", ["aa", "bb", "cc"]),
    ("aa <<A <<B\n1\nA\n2\nB\nbb", ["aa", "bb"]),
    ("aa <<'E F'\n$(x)\nE F\nbb", ["aa", "bb"]),
    ('aa <<"E"\n`x`\nE\nbb', ["aa", "bb"]),
    ("aa <<\\E\n$(x)\nE\nbb", ["aa", "bb"]),
    ("aa <<-E\n\ttext\n\tE\nbb", ["aa", "bb"]),
    ("aa <<E | bb\n$(cc)\nE", ["aa", "cc", "bb"]),
    ("(aa <<E\ntext\nE\n)", ["aa"]),
    ("$(aa <<E\ntext\nE\n) bb", ["$(aa <<E\ntext\nE\n) bb", "aa"]),
    ("! aa", ["aa"]),
    ("! ! aa", ["aa"]),
    ("!\naa", ["aa"]),
    ("time aa", ["aa"]),
    ("time -p aa", ["aa"]),
    ("time -p -- aa", ["aa"]),
    ("time ! aa", ["aa"]),
    ("time", []),
    ("! time aa | bb", ["aa", "bb"]),
    ("time { aa; bb; }", ["aa", "bb"]),
    ("time (aa)", ["aa"]),
    ("aa | time bb", ["aa", "time bb", "bb"]),
    ("aa |& bb", ["aa", "bb"]),
    ("aa &&\n\n bb", ["aa", "bb"]),
    ("aa |\n# note\nbb", ["aa", "bb"]),
    ("aa || # note\n bb", ["aa", "bb"]),
    ("aa \\\nbb", ["aa bb"]),
    ("a\\\na bb", ["aa bb"]),
    ("aa & bb &", ["aa", "bb"]),
    ("aa &\nbb", ["aa", "bb"]),
    ("{ aa; }", ["aa"]),
    ("{ aa; } >f | bb", ["aa", "bb"]),
    ("{ aa & }", ["aa"]),
    ("{ aa\n}", ["aa"]),
    ("{aa", ["{aa"]),
    ("aa { bb }", ["aa { bb }"]),
    ("aa }", ["aa }"]),
    ("( aa )", ["aa"]),
    ("(aa) | (bb)", ["aa", "bb"]),
    ("((1+2))", ["(( 1+2"]),
    ("((a=1)) && aa", ["(( a=1", "aa"]),
    ("( (aa) )", ["aa"]),
    ("((aa); bb)", ["aa", "bb"]),
    ("if aa; then bb; fi", ["aa", "bb"]),
    ("if aa\nthen bb\nelif cc; then dd; else ee; fi", ["aa", "bb", "cc", "dd", "ee"]),
    ("if ! aa; then :; fi", ["aa", ":"]),
    ("if { aa; } then bb; fi", ["aa", "bb"]),
    ("if (aa) then bb; fi", ["aa", "bb"]),
    ("while aa; do bb; done", ["aa", "bb"]),
    ("until aa; do bb; done <f", ["aa", "bb"]),
    ("while { aa; } do bb; done", ["aa", "bb"]),
    ("for i in 1 2; do aa; done", ["aa"]),
    ("for i; do aa; done", ["aa"]),
    ("for i do aa; done", ["aa"]),
    ("for i in; do aa; done", ["aa"]),
    ("for i\nin 1\ndo aa\ndone", ["aa"]),
    ("for i in 1; { aa; }", ["aa"]),
    ("for ((i=0;i<2;i++)) do aa; done", ["aa"]),
    ("for ((i=0;i<2;i++)); { aa; }", ["aa"]),
    ("for ((;;)) do aa; done", ["aa"]),
    ("for in in in; do aa; done", ["aa"]),
    ("for do in do; do aa; done", ["aa"]),
    ("select i in a b; do aa; done", ["aa"]),
    ("case a in a) aa;; esac", ["aa"]),
    ("case a in (a) aa;; (b|c) bb;& *) cc;;& esac", ["aa", "bb", "cc"]),
    ("case a in a) ;; esac", []),
    ("case a in esac", []),
    ('case "$x" in "a b") aa; esac', ["aa"]),
    ("case in in in) aa;; esac", ["aa"]),
    ("case a\nin\na)\naa\n;;\nesac", ["aa"]),
    ("case a in a|b) if aa; then bb; fi;; esac", ["aa", "bb"]),
    ("f() { aa; }", []),
    ("f () ( aa )", []),
    ("f() if aa; then bb; fi", []),
    ("function f { aa; }", []),
    ("function f() { aa; }", []),
    ("function f\n{ aa; }", []),
    ("f()\n\n{ aa; }", []),
    ("f() { aa; } >g", []),
    ("f-g.h() { aa; }", []),
    ("f() { aa; }; f", ["f", "aa"]),
    ("[[ a == b ]]", ["[[ a == b ]]"]),
    ("[[ -f a && ! -d b || ( c < d ) ]]", ["[[ -f a ! -d b c < d ]]"]),
    ("[[ a =~ ^(b|c)+$ ]]", ["[[ a =~ ^(b|c)+$ ]]"]),
    ("[[ a =~ b\\ c ]]", ["[[ a =~ b c ]]"]),
    ("[[ $x ]] && aa", ["[[ $x ]]", "aa"]),
    ("[[ a &&\nb ]] && aa", ["[[ a b ]]", "aa"]),
    ("[[ ! a == b ]]", ["[[ ! a == b ]]"]),
    ("[ a = b ]", ["[ a = b ]"]),
    ("[ a ] && aa", ["[ a ]", "aa"]),
    ("a=(b c); aa", ["aa"]),
    ("a=(b #note\nc\n); aa", ["aa"]),
    ('a=([0]=b [2]="c d"); aa', ["aa"]),
    ("a[1]=b aa", ["aa"]),
    ("a[b c]=d", []),
    ("a+=b aa", ["aa"]),
    ("a+=(b c)", []),
    ("declare -a a=(b c) d=e", ["declare -a a=(b c) d=e"]),
    ("local a=b c", ["local a=b c"]),
    ("export a b=c", ["export a b=c"]),
    ("a= aa", ["aa"]),
    ("a=b c=d", []),
    ("a==b aa", ["aa"]),
    ("a-b=c", ["a-b=c"]),
    ("1a=b", ["1a=b"]),
    ("aa a=b", ["aa a=b"]),
    ('aa "$(bb "$(cc "dd")")"', ['aa $(bb "$(cc "dd")")', 'bb $(cc "dd")', "cc dd"]),
    ("aa $(bb `cc`)", ["aa $(bb `cc`)", "bb `cc`", "cc"]),
    ("aa `bb \\`cc\\``", ["aa `bb \\`cc\\``", "bb `cc`", "cc"]),
    ('aa "`bb "cc"`"', ['aa `bb "cc"`', "bb cc"]),
    ("aa $(bb # note )\n)", ["aa $(bb # note )\n)", "bb"]),
    ("aa $(case x in x) bb;; esac)", ["aa $(case x in x) bb;; esac)", "bb"]),
    ("aa ${x:-$(bb)}", ["aa ${x:-$(bb)}", "bb"]),
    ('aa "${x:-"a b"}"', ['aa ${x:-"a b"}']),
    ("aa ${x//\\//-}", ["aa ${x//\\//-}"]),
    ("aa ${x[1]} ${x[@]:1:2} ${#x[@]} ${!x} ${!x[@]}", ["aa ${x[1]} ${x[@]:1:2} ${#x[@]} ${!x} ${!x[@]}"]),
    ("aa ${x@Q} ${x^^} ${x,,[a-c]}", ["aa ${x@Q} ${x^^} ${x,,[a-c]}"]),
    ("aa $((1+$(bb)))", ["aa $((1+$(bb)))", "bb"]),
    ("aa $[1+2]", ["aa 3"]),
    ("aa $'a\\'b'", ["aa a'b"]),
    ('aa $"b c"', ["aa b c"]),
    ("aa 'b'\"c\"\\d$'e'", ["aa bcde"]),
    ("aa ~ ~/b ~x/c a~", ["aa ~ ~/b ~x/c a~"]),
    ("aa {b,c}d {1..3} {a..c..2}", ["aa bd cd 1 2 3 a c"]),
    ("aa {b} {b,} {,} a{}", ["aa {b} b a{}"]),
    ('aa \\{b,c} "{b,c}"', ["aa {b,c} {b,c}"]),
    ("aa {a,{b,c}}d", ["aa ad bd cd"]),
    ("aa {01..03}", ["aa 01 02 03"]),
    ("aa {3..1}", ["aa 3 2 1"]),
    ("aa <(bb) >(cc)", ["aa <(bb) >(cc)", "bb", "cc"]),
    ("aa < <(bb)", ["aa", "bb"]),
    ("aa #note", ["aa"]),
    ("aa#note", ["aa#note"]),
    ("aa;#note", ["aa"]),
    ("coproc aa", ["aa"]),
    ("coproc N { aa; }", ["aa"]),
    ("coproc { aa; } >f", ["aa"]),
    ("coproc N (aa)", ["aa"]),
    ("coproc while aa; do bb; done", ["aa", "bb"]),
    ("exec >f", ["exec"]),
    ("exec {fd}<f", ["exec"]),
    ('eval "aa bb"', ["eval aa bb", "aa bb"]),
    ("aa | while bb; do cc; done | dd", ["aa", "bb", "cc", "dd"]),
    ("aa && { bb || cc; } || dd", ["aa", "bb", "cc", "dd"]),
    ("aa; { bb; (cc; dd) & }", ["aa", "bb", "cc", "dd"]),
    ("\"aa\" 'bb'", ["aa bb"]),
    ("a\\a bb", ["aa bb"]),
    ("''aa bb", ["aa bb"]),
    ('"" aa', [" aa"]),
    ("$x aa", ["$x aa", "aa"]),
    ('"$@"', ["$@"]),
    ('aa "$*" "$@" $# $? $! $$ $- $0', ["aa $* $@ $# $? $! $$ $- $0"]),
    ("aa $1a ${10}", ["aa a ${10}"]),
    ("aa a$ b", ["aa a$ b"]),
    ('aa "a$"', ["aa a$"]),
    ("aa $( )", ["aa"]),
    ("aa $(<f)", ["aa $(<f)"]),
    ("aa ${ bb; }", ["aa ${ bb; }", "bb"]),
    ("aa \\\n\nbb", ["aa", "bb"]),
    (" aa\t\tbb ", ["aa bb"]),
    ("aa;bb;cc", ["aa", "bb", "cc"]),
    ("\naa\n\n\nbb\n", ["aa", "bb"]),
]


@pytest.mark.parametrize(("line", "commands"), UNUSUAL)
def test_an_unusual_construct_is_read_as_its_commands(line: str, commands: list[str]) -> None:
    script = read(line)
    assert not script.problems
    assert commands == [
        " ".join(word.text for word in command.words)
        for command, around in script.walk()
        if command.words and not any(nested.kind is NestedKind.DEFINITION for nested in around)
    ]
    drawn = draw(script)
    assert all(command.split()[0] in drawn for command in commands if command.split())


@pytest.mark.skipif(not BASH, reason="no bash here")
def test_bash_takes_every_unusual_construct(tmp_path: Path) -> None:
    refused = []
    for number, (line, _) in enumerate(UNUSUAL):
        file = tmp_path / str(number)
        file.write_text(line, encoding="utf-8")
        done = subprocess.run(
            [BASH, "--norc", "--noprofile", "-r", "-n", str(file)],
            cwd=tmp_path, env={"PATH": ""}, stdin=subprocess.DEVNULL, capture_output=True, timeout=20, check=False,
        )  # fmt: skip
        if done.returncode or b"syntax error" in done.stderr:
            refused.append(line)
    assert not refused
