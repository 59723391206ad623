"""A script called with `status` does what stands behind `status)`; where that is not sure, all clauses count."""

from __future__ import annotations

import pytest

from shellguard.parsing.script import NestedKind
from shellguard.parsing.shell_state import Supplied
from tests.parsing.parsing_view import script_of, seen

CLAUSES = "in up) aa ;; reset|wipe) bb ;; esac"


def runs(script: str, call: str) -> set[str]:
    """The programs `aa`, `bb`, `cc` that the line `call` runs, where ./s.sh holds `script`."""
    supplied = Supplied(files=dict.fromkeys(("./s.sh", "s.sh"), f"#!/bin/bash\n{script}\n"))
    found = {
        command.program
        for command, around in script_of(call, supplied).walk()
        if not any(nested.kind is NestedKind.DEFINITION for nested in around)
    }
    return found & {"aa", "bb", "cc"}


@pytest.mark.parametrize(
    ("script", "call"),
    [
        (f'case "$1" {CLAUSES}', "./s.sh $what"),
        (f'case "$1" {CLAUSES}', "./s.sh $(cat what)"),
        (f'case "$1" {CLAUSES}', "for i in up reset; do ./s.sh $i; done"),
        (f'case "$1" {CLAUSES}', "cat list | xargs -n 1 ./s.sh"),
        (f'case "$1" {CLAUSES}', "./s.sh up; ./s.sh reset"),
        (f'f() {{ case "$1" {CLAUSES}; }}; f up; f reset', "./s.sh"),
        (f'while [ $# -gt 0 ]; do case "$1" {CLAUSES}; shift; done', "./s.sh up reset"),
        (f'for i in 1 2; do case "$1" {CLAUSES}; shift; done', "./s.sh up reset"),
        (f'f() {{ case "$1" {CLAUSES}; }}; while read -r x; do f "$1"; shift; done', "./s.sh up reset"),
        (f"trap 'case \"$1\" {CLAUSES}' EXIT; shift", "./s.sh up reset"),
        (f'cd "$2" && shift; case "$1" {CLAUSES}', "./s.sh up reset"),
        (f'shift $n; case "$1" {CLAUSES}', "./s.sh up reset"),
        (f'set -- $(cat what); case "$1" {CLAUSES}', "./s.sh up"),
        (f'eval "$settings"; case "$1" {CLAUSES}', "./s.sh up"),
        (f'. ./what; case "$1" {CLAUSES}', "./s.sh up"),
        (f'read -r x; case "$x" {CLAUSES}', "./s.sh up"),
        (f'x=$1; read -r x; case "$x" {CLAUSES}', "./s.sh up"),
        (f'x=$1; [ -e what ] && x=reset; case "$x" {CLAUSES}', "./s.sh up"),
        (f'x=$1; if [ -e what ]; then x=wipe; fi; case "$x" {CLAUSES}', "./s.sh up"),
        (f'declare -n x=y; x=$1; case "$x" {CLAUSES}', "./s.sh up"),
        (f'declare -l x; x=$1; case "$x" {CLAUSES}', "./s.sh up"),
        (f'case "$x" {CLAUSES}', "x=up; ./s.sh"),  # the script may not have it
        (f'case "$x" {CLAUSES}', "x=up ./s.sh"),
        ('case "$1" in up) aa ;;& reset) bb ;; esac', "./s.sh up"),
        ('case "$1" in up) aa ;& reset) bb ;; esac', "./s.sh up"),
        ('case "$1" in $x) aa ;; up) bb ;; esac', "./s.sh up"),
        (f'case "${{2:-up}}" {CLAUSES}', "./s.sh $what"),
        (f'x=${{2:-up}}; case "$x" {CLAUSES}', "./s.sh $what"),
        ('case "$1" in $(cat what)) aa ;; *) bb ;; esac', "./s.sh up"),
        ('case "$1" in UP) aa ;; *) bb ;; esac', "./s.sh up"),  # with nocasematch
        ('if [ "$1" = up ]; then aa; else bb; fi', "./s.sh $what"),
        ('if [ "$1" = UP ]; then aa; else bb; fi', "./s.sh up $what"),
        ("if [[ $1 == UP ]]; then aa; else bb; fi", "./s.sh up"),
        ("if [ $1 = up ]; then aa; else bb; fi", "./s.sh"),
        ('if [ "$1" = up ] & then aa; else bb; fi', "./s.sh up"),
        ('if [ "$1" = reset -o -e what ]; then aa; else bb; fi', "./s.sh up"),
        ('if [ "$1" = reset ] || [ -e what ]; then aa; else bb; fi', "./s.sh up"),
        ('if ! [ "$1" = "$2" ]; then aa; else bb; fi', "./s.sh up up"),
        ('if read -r x; then aa; elif [ "$x" = up ]; then aa; else bb; fi', "./s.sh up"),
        ('x=up; while read -r y; do if [ "$x" = up ]; then aa; else bb; fi; x=$y; done', "./s.sh up"),
        ('f() { if [ "$1" = up ]; then aa; else bb; fi; }; f up; f reset', "./s.sh up"),
        ('if [ "$x" = up ]; then aa; else bb; fi', "x=up ./s.sh"),
        ('[ "$1" = reset ] || [ -e what ] && aa; bb', "./s.sh up"),
        ('[ -e what ] || [ "$1" = reset ] && aa; bb', "./s.sh up"),
        ('[ "$1" = up ] && aa; x=$y; [ "$x" = up ] && bb', "./s.sh up"),
        ('for i in 1 2; do [ "$1" = up ] && aa; [ "$1" = reset ] && bb; shift; done', "./s.sh up reset"),
        ('f() { [ "$1" = up ] && aa; [ "$1" = reset ] && bb; }; f up; f reset', "./s.sh"),
        ('case "$1" in up) exec "$0" reset ;; esac; [ "$1" = reset ] && bb; aa', "./s.sh up"),
        ('case "$1" in up) aa; ./s.sh reset ;; reset) bb ;; esac', "./s.sh up"),
        ('f() { case "$1" in up) aa; f reset ;; reset) bb ;; esac; }; f up', "./s.sh"),
        ('f() { case "$1" in up) aa; g ;; reset) bb ;; esac; }; g() { f reset; }; f up', "./s.sh"),
        (f'shift 3; case "$1" {CLAUSES}; aa', "./s.sh reset up"),
        (f'case "$1" {CLAUSES}', "BASH_ENV=what ./s.sh up"),
        (f'case "$1" {CLAUSES}; set -- $(cat what); case "$1" {CLAUSES}', "./s.sh up"),
        ("if [[ $1 = up ]]; then aa; else bb; fi", "sh s.sh up"),
        ('if [ "$1" == up ]; then aa; else bb; fi', "sh s.sh up"),
        ("", f"xargs -n1 sh -c 'case \"$1\" {CLAUSES}' _ < list"),
        ("", f"xargs sh -c 'case \"$1\" {CLAUSES}' < list"),
        ("", f"find . -exec sh -c 'case \"$1\" {CLAUSES}' _ {{}} +"),
        ("", f"find . -exec sh -c 'case \"${{2:-up}}\" {CLAUSES}' _ {{}} +"),
        (f'case "${{2:-up}}" {CLAUSES}', "find . -exec ./s.sh {} +"),
        (f'case "$1" {CLAUSES}', "parallel ./s.sh ::: up reset"),
        ('test() { true; }; if test "$1" = up; then aa; else bb; fi', "./s.sh up"),
        ('case "$1" in !(x)) aa ;; *) bb ;; esac', "./s.sh up"),
        ('case "$1" in [^r]*) aa ;; *) bb ;; esac', "sh s.sh up"),  # dash takes the sign as it stands
        ('case "$1" in [[=r=]]*) aa ;; *) bb ;; esac', "./s.sh up"),
        ("IFS=p; if [ $1 = up ]; then aa; else bb; fi", "./s.sh up"),
        (f'command shift; case "$1" {CLAUSES}', "./s.sh up reset"),
        (f'builtin set -- "$2"; case "$1" {CLAUSES}', "./s.sh up reset"),
        (f'command -p shift; case "$1" {CLAUSES}', "./s.sh up reset"),
        (f'shift() {{ true; }}; shift; case "$1" {CLAUSES}', "./s.sh up reset"),
        (f'. ./s.sh a b; case "$1" {CLAUSES}; set -- reset', "./s.sh up"),
        (f'shopt -s lastpipe; x=up; echo reset | read -r x; case "$x" {CLAUSES}', "./s.sh up"),
        (f'x=up; g() {{ declare -g x=reset; }}; g; case "$x" {CLAUSES}', "./s.sh up"),
        (f'x=up; unset "$2"; case "${{x:-reset}}" {CLAUSES}', "./s.sh up $what"),
        (f'x=up; x=([0]=reset); case "$x" {CLAUSES}', "./s.sh up"),
        (f'REPLY=up; read <<< reset; case "$REPLY" {CLAUSES}', "./s.sh"),
        ('SECONDS=up; case "$SECONDS" in up) aa ;; *) bb ;; esac', "./s.sh"),
        ('GROUPS=up; case "$GROUPS" in up) aa ;; *) bb ;; esac', "./s.sh"),
        ('BASH_COMMAND=up; case "$BASH_COMMAND" in up) aa ;; *) bb ;; esac', "./s.sh"),
        (f'set -o posix; x=up; x=reset eval :; case "$x" {CLAUSES}', "./s.sh"),
        (f'declare x=up; case "${{x:-reset}}" {CLAUSES}', "sh s.sh"),  # dash has no `declare`
        ('x=re; x+=set; case "$x" in re) aa ;; reset) bb ;; esac', "sh s.sh"),
        (f'argv=(reset); case "$1" {CLAUSES}', "zsh s.sh up"),
        (f'x=up; echo reset | read x; case "$x" {CLAUSES}', "zsh s.sh up"),
        (f'case "$1" {CLAUSES}', "echo up reset | xargs -n1 ./s.sh"),
        (f'case "$1" {CLAUSES}', "printf '%s\\n' up reset | xargs -L 1 ./s.sh"),
        (f'case "$1" {CLAUSES}', "echo 1 2 3 4 5 6 7 8 reset | xargs --max-args=1 ./s.sh"),
        (f'case "$1" {CLAUSES}', "printf '%s\\n' 1 2 3 4 5 6 7 8 reset | xargs -I{} ./s.sh {}"),
        (f'case "$1" {CLAUSES}', "BASHOPTS=lastpipe ./s.sh up"),
        (f'[ -e what ] && x=up; case "$x" {CLAUSES}', "./s.sh"),  # it may have another value, or none
        (f'[ -e what ] && {{ export x=up; }}; case "$x" {CLAUSES}', "./s.sh"),
        (f'[ -e what ] && y=up; x=$y; case "$x" {CLAUSES}', "./s.sh"),
        (f'while [ -e what ]; do read x <<< up; done; case "$x" {CLAUSES}', "./s.sh"),
        (f'f() {{ [ -e what ] && x=up; }}; f; case "$x" {CLAUSES}', "./s.sh"),
        (f'case "$1" {CLAUSES}', "y=up; bash -c './s.sh $y'"),  # nobody exported it
        (f'case "$1" {CLAUSES}', "y=up; bash -c './s.sh \"$(echo $y)\"'"),
        ("", f"y=up; bash -c 'x=$y; case \"$x\" {CLAUSES}'"),
        (f'local x=up; case "$x" {CLAUSES}', "./s.sh"),  # an error outside of a function
        (f'case "$1" {CLAUSES}', "echo up | xargs -d ' ' ./s.sh"),  # with the end of the line
        ('case "$1" in up) aa; ../${PWD##*/}/s.sh reset ;; reset) bb ;; esac', "./s.sh up"),
        ('case "$1" in up) aa; find . -name s.sh -exec {} reset \\; ;; reset) bb ;; esac', "./s.sh up"),
    ],
)
def test_where_it_is_not_sure_what_is_compared_all_clauses_count(script: str, call: str) -> None:
    assert runs(script, call) == {"aa", "bb"}


@pytest.mark.parametrize(
    ("script", "call", "run"),
    [
        (f'case "$1" {CLAUSES}', "./s.sh up", {"aa"}),
        (f'case "$1" {CLAUSES}', "./s.sh reset", {"bb"}),
        (f'case "$1" {CLAUSES}', "./s.sh wipe", {"bb"}),
        (f'case "$1" {CLAUSES}', "bash s.sh up", {"aa"}),
        (f'case "$1" {CLAUSES}', "cd x && ./s.sh other", set()),
        (f'case "${{1:-up}}" {CLAUSES}', "./s.sh", {"aa"}),
        (f'case "${{1:-up}}" {CLAUSES}', "./s.sh ''", {"aa"}),
        (f'case "${{1-up}}" {CLAUSES}', "./s.sh reset", {"bb"}),
        (f"case $2 {CLAUSES}", "./s.sh -v up", {"aa"}),
        (f'shift; case "$1" {CLAUSES}', "./s.sh -v up", {"aa"}),
        (f'x=$1; case "$x" {CLAUSES}', "./s.sh up", {"aa"}),
        (f'x="${{1:-up}}"; shift; case $x {CLAUSES}', "./s.sh", {"aa"}),
        (f'main() {{ local x=$1; case "$x" {CLAUSES}; }}; main "$@"', "./s.sh up", {"aa"}),
        (f'main() {{ case "$1" {CLAUSES}; }}; main "$@"', "./s.sh up", {"aa"}),
        (f'case "$1" {CLAUSES}', "set -- reset; . ./s.sh up", {"aa"}),
        (f'case "$1" {CLAUSES}', "set -- reset; . ./s.sh", {"bb"}),
        (f'case "$1" {CLAUSES}', "bash -x s.sh reset", {"bb"}),
        (f'case "$1" {CLAUSES}', "bash -o pipefail s.sh reset", {"bb"}),
        (f'case "$1" {CLAUSES}', "bash --norc -- s.sh reset", {"bb"}),
        (f'case "$1" {CLAUSES}', "bash -s reset < s.sh", {"bb"}),
        (f'case "$1" {CLAUSES}', "bash -e -s -- reset < s.sh", {"bb"}),
        (f'case "$1" {CLAUSES}', "bash - s.sh reset", {"bb"}),
        (f'case "$1" {CLAUSES}', "bash /dev/stdin reset < s.sh", {"bb"}),
        (f'case "$1" {CLAUSES}', "cat s.sh | bash -s -- reset", {"bb"}),
        ("", f"sh -c 'case \"$1\" {CLAUSES}' _ reset", {"bb"}),
        ("", f"echo reset | xargs sh -c 'case \"$1\" {CLAUSES}' _", {"bb"}),
        (f'case "$1" {CLAUSES}', "env -i A=b ./s.sh reset", {"bb"}),
        (f'case "$1" {CLAUSES}', "sudo -u a timeout 5 ./s.sh reset", {"bb"}),
        (f'case "$1" {CLAUSES}', "echo reset | xargs ./s.sh", {"bb"}),
        (f'set -euo pipefail; case "$1" {CLAUSES}', "./s.sh up", {"aa"}),
        (f'for i in 1 2; do cc; done; case "$1" {CLAUSES}', "./s.sh up", {"aa", "cc"}),
        ('[ "$1" = reset ] && bb; aa', "./s.sh up", {"aa"}),
        ('cc; [ "$1" = reset ] && bb && bb || aa', "./s.sh up", {"aa", "cc"}),
        ("[[ $1 == up ]] && aa || bb", "./s.sh up", {"aa", "bb"}),
        ('x=$1; shift; [[ "$x" = reset ]] && { bb; exit; }; aa', "./s.sh up", {"aa"}),
        ('case "$1" in up) aa ;; $x) bb ;; esac', "./s.sh up", {"aa"}),
        ('if [ "$1" = up ]; then aa; else bb; fi', "./s.sh up", {"aa"}),
        ('if ! [ "$1" = up ]; then aa; else bb; fi', "./s.sh up", {"bb"}),
        ('if ! [ "$1" = up ]; then aa; else bb; fi', "./s.sh reset", {"aa"}),
        ('! [ "$1" = reset ] && bb', "./s.sh up", {"bb"}),
        ('! test "$1" = up && bb; aa', "./s.sh up", {"aa"}),
        ('if [ "$1" = a ] || ! [ "$1" = b ]; then aa; else bb; fi', "./s.sh b", {"bb"}),
        (f'case "$1" {CLAUSES}', "git -c 'alias.z=!./s.sh' z reset", {"bb"}),
        (f'case "$1" {CLAUSES}', "echo up wipe | xargs -n 2 ./s.sh", {"aa"}),
        ('if [ "$1" = up ]; then aa; else bb; fi', "./s.sh reset", {"bb"}),
        ('if [[ $1 == "up" ]]; then aa; fi', "./s.sh reset", set()),
        ('if test "${1:-}" != up; then aa; else bb; fi', "./s.sh up", {"bb"}),
        ('if [ -n "$1" ]; then aa; else bb; fi', "./s.sh", {"bb"}),
        ('if [ -z "$2" ]; then aa; else bb; fi', "./s.sh up", {"aa"}),
        ('if [ "$1" = a ] || [ "$1" = up ]; then aa; else bb; fi', "./s.sh up", {"aa"}),
        ('if [ "$1" = a ]; then cc; elif [ "$1" = up ]; then aa; else bb; fi', "./s.sh up", {"aa"}),
        ('if [ "$1" = a ]; then cc; elif [ "$1" = up ]; then aa; else bb; fi', "./s.sh x", {"bb"}),
        ('if [ "$1" = a ]; then cc; elif [ -e what ]; then aa; else bb; fi', "./s.sh x", {"aa", "bb"}),
        ('f() { if [ "$1" = up ]; then aa; else bb; fi; }; f "$@"', "./s.sh up", {"aa"}),
        ('case "$1" in r*|w?pe) bb ;; -*) cc ;; *) aa ;; esac', "./s.sh up", {"aa"}),
        ('case "$1" in r*|w?pe) bb ;; -*) cc ;; *) aa ;; esac', "./s.sh wipe", {"bb"}),
        ('case "$1" in [a-t]*) bb ;; -*) cc ;; *) aa ;; esac', "./s.sh up", {"aa"}),
        (f'case "$1" in up) case "$2" {CLAUSES} ;; *) cc ;; esac', "./s.sh up reset", {"bb"}),
    ],
)
def test_a_clause_that_surely_does_not_fit_is_passed_over(script: str, call: str, run: set[str]) -> None:
    assert runs(script, call) == run


def test_a_function_of_the_shell_is_read_with_what_it_is_called_with() -> None:
    functions = {"dev": f'dev () \n{{ \n    case "$1" {CLAUSES}\n}}'}
    assert "bb" not in seen("dev up", functions=functions)
    assert "bb" in seen("dev up; dev reset", functions=functions)
    assert "bb" in seen('while read -r x; do dev "$x"; done', functions=functions)
