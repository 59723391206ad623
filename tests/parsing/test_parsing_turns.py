"""What a loop's next turn reads, what holds for one command alone, and what changes names for good."""

from __future__ import annotations

import pytest

from shellguard.parsing.reading import read
from shellguard.parsing.script import ProblemKind
from tests.parsing.parsing_view import seen

LATER = [
    'x=b; for i in 1 2; do a "$x"; printf -v x %s c; done',
    'x=b; for i in 1 2; do a "$x"; read x <<< c; done',
    'x=b; for i in 1 2; do a "$x"; eval x=c; done',
    'x=b; for i in 1 2; do a "$x"; declare x=c; done',
    'x=b; for i in 1 2; do a "$x"; mapfile -t x <<< c; done',
    'x=b; for i in 1 2; do a "$x"; . <(printf "x=c"); done',
    'x=b; f() { x=c; }; for i in 1 2; do a "$x"; f; done',
    'set -- b; for i in 1 2; do a "$1"; set -- c; done',
    'set -- b c; while [ $# -gt 0 ]; do a "$1"; shift; done',
    'f() { while [ "$1" ]; do a "$1"; shift; done; }; f b x y c',
    "f() { a b; }; for i in 1 2; do f; f() { a c; }; done",
    'x=b; until false; do while true; do a "$x"; read x <<< c; done; done',
]
ONCE = [
    'x=b; for i in 1 2; do a "$x"; done',
    'x=b; for i in 1 2; do read x <<< b; a "$x"; done',
    "n=0; for i in 1 2; do a b $n; let n=5; done",
    'for x in b c; do read y <<< d; a "$x"; done',
]
HELD = [
    ("x=b; x=c eval 'a \"$x\"'", "a c"),
    ('x=b; f() { a "$x"; }; x=c f', "a c"),
    ('x=b; f() { a "$x"; }; x=c f; f', "a b"),
    ('x=b; f() { x=d; }; x=c f; a "$x"', "a b"),
    ("x=c . <(printf 'a \"$x\"')", "a c"),
    ("x=c . /dev/stdin <<< 'a \"$x\"'", "a c"),
    ("x=b; x=c bash -c 'a \"$x\"'", "a c"),
    ("x=b; x+=c eval 'a \"$x\"'", "a bc"),
    ('x=b; x="$x$x" y=c eval \'a "$x$y"\'', "a bbc"),
    ('x=b; local x=c; a "$x"', "a b"),
    ('f() { local x=c; a "$x"; }; x=b; f', "a c"),
    ('declare -n r=x; r=b; unset -n r; a "$x"', "a b"),
    ('x=b; unset -f x; a "$x"', "a b"),
    ('x=(b c); unset "x[0]"; a "${x[@]}"', "a c"),
    ('x=(b c d); unset "x[1]"; a "${x[2]}"', "a d"),
    ('x=(b c); n="x[@]"; a "${!n}"', "a b c"),
    ('x=(b c); read "x[0]" <<< d; a "${x[0]}"', "a d"),
    ('x=(b c); printf -v "x[1]" %s d; a "${x[@]}"', "a b d"),
    ('printf -v "x[2]" c; printf -v "x[0]" b; a "${x[@]}" ${#x[@]} ${x[2]}', "a b c 2 c"),
    ('x[4]=b; x[9]=c; x+=(d); a "${x[@]}" ${#x[@]} "${!x[*]}"', "a b c d 3 4 9 10"),
    ('x[3]=d; x[1]=b; a "${x[@]}"', "a b d"),
    ('for y in b c; do x=$y; break 1; done; a "$x"', "a b"),
    ('for y in b c; do [ $y = b ] && continue 1; x=$y; done; a "$x"', "a c"),
    ('x=b; builtin printf -vx c; a "$x"', "a c"),
    ('x=b; command read x <<< c; a "$x"', "a c"),
    ('x=b; builtin export x=c; a "$x"', "a c"),
    ("read x <<< 'b\\c'; a \"$x\"", "a bc"),
    ("read -r x <<< 'b\\c'; a \"$x\"", "a b\\c"),
    ("x=; while read y; do x+=$y; done <<< 'b\\c'; a \"$x\"", "a bc"),
    ('x=(b c d); unset "x[-1]"; a "${x[@]}"', "a b c"),
    ('x=(b c d); unset "x[-1]" "x[-1]"; a "${x[@]}"', "a b"),
    ('x=(); while read -r y; do x+=("$y"); done <<< $\'b\\nc\'; a "${x[@]}" "$y"', "a b c "),
    ("x=(); while IFS= read -r -d '' y; do x+=(\"$y\"); done < <(printf '%s\\0' b 'c d'); a ${#x[@]}", "a 2"),
    ("x=; while IFS=: read -r y z; do x+=$z; done <<< $'b:c\\nd:e'; a $x", "a ce"),
    ("printf 'b\\nc\\n' | { x=; while read y; do echo $y; x=$y$x; done; a $x; }", "a cb"),
    ("x= i=0; c=(b c); while [ $i -lt ${#c[@]} ]; do x+=${c[i]}; i=$((i+1)); done; a $x $i", "a bc 2"),
    ('x=() i=0; c=(b c); until ((i>=${#c[@]})); do x+=("${c[i]}"); ((i++)); done; a "${x[@]}"', "a b c"),
    ("x= i=3; while [[ $i -gt 0 ]]; do x+=$i; ((i--)); done; a $x", "a 321"),
    ('x=(); for y in n b c; do if [ "$y" != n ]; then x+=("$y"); fi; done; a "${x[@]}"', "a b c"),
    ('x=(); for y in n b c; do [ $y = n ] && continue; x+=($y); done; a "${x[@]}"', "a b c"),
    ('x=(); for y in b c n d; do [[ $y == n ]] && break; x+=($y); done; a "${x[@]}"', "a b c"),
    (
        "x=; for y in n b; do if [ $y = n ]; then x+=c; elif [[ -z $x ]]; then x=d; else x+=$y; fi; done; a $x",
        "a cb",
    ),
    ("x=; for y in 1 2 3; do ((y == 2)) || x+=$y; done; a $x", "a 13"),
    ("x=(); while read -r -d, y; do x+=(\"$y\"); done <<< 'b,c d,'; a ${#x[@]}", "a 2"),
    ("{ echo b; echo c; } > x.tmp; a $(cat x.tmp)", "a b c"),
    ("x=; for y in b c; do [ $y = b ] || { x+=$y; continue; }; x+=-; done; a $x", "a -c"),
    ('x=b; while read y; do x+=$y; [ $y = c ] && break; done <<< c; a "$x"', "a bc"),
    ('x=; while [ -z "$x" ]; do x=b; done; a $x', "a b"),
    ('f() { local x=(); for y; do x=("$y" "${x[@]}"); done; a "${x[@]}"; }; f b c', "a c b"),
    ('x=(b c); n="x[*]"; a ${!n}', "a b c"),
    ('set -- b c; x=(); while (($#)); do x+=("$1"); shift; done; a "${x[@]}"', "a b c"),
    ('set -- b c; x=; while [ $# -gt 0 ]; do x="$x $1"; shift; done; a $x', "a b c"),
    ("f() { a b; }; f=1; unset f; f", "a b"),
    ('declare -u x=b; declare +u x; x=c; a "$x"', "a c"),
    ('declare -i x=1; declare +i x; x=2+3; a "$x"', "a 2+3"),
    ("mapfile -t -n 1 x <<< $'b\\nc'; a \"${x[@]}\"", "a b"),
    ("mapfile -ts1 x <<< $'b\\nc'; a \"${x[@]}\"", "a c"),
    ("mapfile -d '' x < <(printf 'b\\0c\\0'); a \"${x[@]}\"", "a b c"),
    ('mapfile -td: x < <(printf b:c); a "${x[@]}"', "a b c"),
    ("mapfile -t x < <(printf 'b\\rc\\n'); a \"${x[@]}\"", "a b\rc"),
]
UNKNOWN = [
    'set -- b c; while [ $# -gt 1 ]; do x=$1; shift; [ "$x" = c ] && break; done; a "$x"',
    'if y; then x=(b); else x=(c); fi; a "${x[0]}"',
    'x=b; for i in $list; do read x <<< c; done; a "$x"',
    'x=b; while read y; do x+=$y; done < file; a "$x"',
    'x=b; for y in c d; do test -e $y && x+=$y; done; a "$x"',
    'x=b; for y in c d; do if grep -q $y file; then x+=$y; fi; done; a "$x"',
    'x=b; for y in c d; do printf -v x %s $y; x+=e; done; a "$x"',
    'x=b; for y in c d; do x+=$y; $y; done; a "$x"',
    'x=b; for y in c d; do x+=$y; z() { :; }; done; a "$x"',
    'x=b; for y in c d; do x+=$y & done; a "$x"',
    'x=b; while [ $n -lt 3 ]; do x+=c; n=$((n+1)); done; a "$x"',
    'x=(b c); printf -v "x[$n]" %s d; a "${x[1]}"',
    'x=b; while read l; do printf -v x %s c; done; a "$x"',
    "x=(b c); declare -a 'x=(d e)'; a \"${x[0]}\"",
    'mapfile -t -O 1 x <<< b; a "${x[0]}"',
    'for y in b c; do x=$y; break $n; done; a "$x"',
    'for y in b c; do x=$y; break "1"; done; a "$x"',
    'for y in b c; do x=$y; [[ $y == b* ]] && break; done; a "$x"',
    "for y in 'b*' c; do x=$y; [[ bc == $y ]] && break; done; a \"$x\"",
    'for y in 8 9; do x=$y; [[ $y -eq 010 ]] && break; done; a "$x"',
    'x=b; for y in c d; do z+=$y; printf -vx %s $y; done; a "$x"',
    'x=b; for y in c d; do z+=$y; printf "-v" x %s $y; done; a "$x"',
    'x=b; for y in c d; do z+=$y; printf {-v,x} %s $y; done; a "$x"',
    'x=b; wait -n -p x; a "$x"',
    'x=b; wait -px; a "$x"',
    "x=; while read -r y; do x+=$y; cat; done <<< $'b\\nc'; a \"$x\"",
    "x=; while read -r y; do x+=$y; if z; then head -1; fi; done <<< $'b\\nc'; a \"$x\"",
    "read x <<< 'b\\ c'; a \"$x\"",
    "x=; while read y; do x+=$y; done <<< $'b\\\\\\nc'; a \"$x\"",
    'mapfile -n ² x <<< b; a "${x[0]}"',
]
NO_NUMBERS = [
    'a=([²]=x); a[1]=y; a "${a[0]}"',
    'declare -A z=([²]=x); unset "z[1]"; a "${z[0]}"',
    'declare -A z; z[²]=x; z+=(y); a "${z[0]}"',
    "read -u ² x; a",
    "a[²]=x; a+=(y); a",
    "echo ${a:²:1}; a",
]
AGREED = [
    "! (( n > 3 )) && a",
    "while ! (( n > 3 )); do a; done",
    "(exit 0; readonly x)",
    "(exit 0; a 'b c')",
]


@pytest.mark.parametrize("line", LATER)
def test_the_next_turn_reads_what_the_last_one_left(line: str) -> None:
    found = seen(line)
    assert "a b" in found
    assert "a c" in found


@pytest.mark.parametrize("line", ONCE)
def test_a_turn_that_reads_the_same_is_read_once(line: str) -> None:
    assert [text[:2] for text in seen(line)].count("a ") == 1


@pytest.mark.parametrize(
    "line", ['f() { while [ $# -gt 0 ]; do case $1 in -x) shift;; *) a "$1";; esac; shift; done; }; f -x b c']
)
def test_parameters_of_which_a_branch_takes_some_may_be_any_of_them(line: str) -> None:
    words = [command.words for command, _ in read(line).walk() if command.program == "a"]
    assert ("-x", "b", "c") in [word.pieces[0].candidates for _, word in words]


@pytest.mark.parametrize(("line", "wanted"), HELD)
def test_values_are_those_that_bash_gives(line: str, wanted: str) -> None:
    assert [text for text in seen(line) if text.startswith("a ")][-1] == wanted


@pytest.mark.parametrize("line", UNKNOWN)
def test_what_may_have_changed_is_not_known(line: str) -> None:
    assert not read(line).commands[-1].words[1].known


@pytest.mark.parametrize("line", NO_NUMBERS)
def test_digits_that_are_no_numbers_are_read(line: str) -> None:
    assert read(line).commands[-1].program == "a"


@pytest.mark.parametrize("line", AGREED)
def test_the_other_readers_see_the_same(line: str) -> None:
    assert not any(problem.kind is ProblemKind.DISAGREEMENT for problem in read(line).problems)
