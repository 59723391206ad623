"""Values that a line works out by itself: arithmetic, arrays, what is read, what was listed."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from shellguard.parsing.script import Hole, NestedKind
from shellguard.parsing.shell_state import Supplied
from shellguard.parsing.words.arithmetic import changed_names, compute
from tests.parsing.parsing_view import script_of, seen, under, words

KNOWN = {"n": 4, "zero": 0}
UNKNOWN = ["", "1+", "(1", "1)", "1 2", "x", "n+x", "1/0", "1%zero", "2**-1", "a[1]", "08", "3#9", "1?2", "++", "$n", "n=x",
           "(" * 500, "1" + "+1" * 400]  # fmt: skip
COMPUTED = [
    "1+2*3", "(1+2)*3", "-7/2", "-7%3", "2**10", "2**3**2", "1<<4", "-8>>1", "5&3|8", "6^3", "~0", "!0", "!5", "1<2", "2<=1",
    "3==3", "3!=3", "1&&0", "0||7", "1?2:3", "0?2:0?4:5", "0x1f", "010", "2#101", "16#ff", "36#zz", "1,2,3", "n", "n+1",
    "n++ + n", "--n", "n+=2", "n<<=1, n", "9223372036854775807+1", " 1 + 1 ", "- - 1", "+3", "m=5, m*m",
]  # fmt: skip


@pytest.mark.parametrize("text", UNKNOWN[1:])
def test_what_is_not_known_or_no_arithmetic_has_no_value(text: str) -> None:
    assert compute(text, KNOWN.get, lambda _name, _value: None) is None


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("text", COMPUTED)
def test_arithmetic_is_that_of_bash(text: str) -> None:
    names = {"n": 4, "m": 0}
    value = compute(text, names.get, names.__setitem__)
    script = f"n=4 m=0; echo $(( {text} )) $n $m"
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, check=False)
    assert f"{value} {names['n']} {names['m']}" == done.stdout.strip()


def test_names_that_arithmetic_changes_are_found() -> None:
    assert changed_names("a == b, c <= 1, d != 2") == []
    assert changed_names("a = 1, b++, --c, d <<= 2, e += 1") == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # stays unknown
        ("rm /t/$((x+1))", ["rm", "/t/$((x+1))"]),
        ("((x++)); rm /t/$x", ["rm", "/t/$x"]),
        ("for ((i=0;i<3;i++)); do rm /t/$i; done", ["rm", "/t/$i"]),
        ("read x; rm $x", ["rm", "$x"]),
        ("declare -A m=([a]=1); rm ${m[b]}x", ["rm", "x"]),
        # known
        ("rm /t/$((1+2*3))", ["rm", "/t/7"]),
        ('a=(/x); a+=(/y); rm "${a[@]}"', ["rm", "/x", "/y"]),
        ('a=/x; a+=(/y); rm "${a[@]}"', ["rm", "/x", "/y"]),
        ("n=4; rm /t/$((n++)) /t/$n", ["rm", "/t/4", "/t/5"]),
        ("n=4; rm /t/$[n+1]", ["rm", "/t/5"]),
        ("n=4; rm /t/$(( $n * 2 ))", ["rm", "/t/8"]),
        ("let n=2+3; rm /t/$n", ["rm", "/t/5"]),
        ("((n=2+3)); rm /t/$n", ["rm", "/t/5"]),
        ("declare -A m=([a]=rm [b]=-rf); ${m[a]} ${m[b]} x", ["rm", "-rf", "x"]),
        ('read -ra a <<< "rm -rf x"; "${a[@]}"', ["rm", "-rf", "x"]),
        ("IFS=: read -r a b <<< 'rm:-rf'; $a $b x", ["rm", "-rf", "x"]),
        ("IFS=: read -r a b <<< 'x:y:z'; echo $b", ["echo", "y:z"]),
        ("IFS= read -r a <<< ' x y'; echo \"$a\"", ["echo", " x y"]),
        ("mapfile -t a <<< $'rm\\n-rf'; ${a[0]} ${a[1]} x", ["rm", "-rf", "x"]),
    ],
)  # fmt: skip
def test_values_are_worked_out(line: str, expected: list[str]) -> None:
    assert words(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "find /data -name x | while read f; do rm \"$f\"; done",
        "find /data -print0 | while IFS= read -r -d '' f; do rm \"$f\"; done",
        "for f in $(find /data | sort); do rm $f; done",
        "for f in /data/*; do rm \"$f\"; done",
        "f=/data/$x; rm $f",
        "rm $(find /data -name x)",
        "find /data | xargs -n1 sh -c 'rm \"$0\"'",
    ],
)  # fmt: skip
def test_the_folder_of_what_was_listed_is_kept(line: str) -> None:
    words_of = [command.words for command, _ in script_of(line).walk() if command.program == "rm"]
    assert [(words[1].known, words[1].prefix) for words in words_of] == [(False, "/data/")]


def test_a_filter_that_changes_the_list_keeps_no_folder() -> None:
    word = script_of("rm $(find /data | xargs dirname)").commands[-1].words[1]
    assert [piece.hole for piece in word.pieces] == [Hole.SUBSTITUTION]


@pytest.mark.parametrize(
    ("line", "choices"),
    [
        ("if a; then x=1; fi; rm $x", ("1",)),
        ("if a; then x=1; else x=$y; fi; rm $x", ("1",)),
        ("a && x=1 || x=2; rm $x", ("2", "1")),
        ("a || x=1; rm $x", ("1",)),
        ("x=0; while a; do x=1$x; done; rm $x", ()),
        ("case a in a) x=1;; b) x=2;; esac; rm $x", ("1", "2")),
        ("x=0; if a; then x=1; fi; rm $x", ("1", "0")),
        ("if a; then x=1; else x=2; fi; rm $x", ("1", "2")),
        ("if a; then x=1; elif b; then x=2; else x=3; fi; rm $x", ("1", "2", "3")),
        ("x=0; case $y in a) x=1;; *) x=2;; esac; rm $x", ("1", "2", "0")),
    ],
)
def test_after_branches_a_variable_may_be_what_any_of_them_made_it(
    line: str, choices: tuple[str, ...]
) -> None:
    (piece,) = script_of(line).commands[-1].words[1].pieces
    assert (piece.hole, piece.candidates) == (Hole.VARIABLE, choices)


def test_one_branch_does_not_see_what_another_assigned() -> None:
    assert "rm 0" in seen("x=0; if a; then x=1; else rm $x; fi")
    assert "rm 1" in seen("x=0; if a; then x=1; rm $x; fi")
    assert "rm 1" in seen("if a; then x=1; else x=1; fi; rm $x")


RUNS_RM = [
    "x='a[$(rm x)]'; echo $((x))",
    "x='$(rm x)'; echo \"${x@P}\"",
    "test -v 'a[$(rm x)]'",
    "unset 'a[$(rm x)]'",
    "printf -v 'a[$(rm x)]' b",
    "$(which rm) x",
    "\"$(command -v rm)\" x",
    "`type -P rm` x",
    "sudo $(which rm) x",
    "sudo -u app \"$(command -v rm)\" x",
    "nohup timeout 5 `type -P rm` x",
    "date | env A=$(date) $(which rm) x",
    "$SHELL -c 'rm x'",
    "${BASH} -c 'rm x'",
    "hash -p /bin/rm ls; ls x",
    "BASH_ENV='$(rm x)' bash -c ls",
    "ssh -o ProxyCommand='rm x' h",
    "scp -oProxyCommand='rm x' a h:",
    "ssh -o 'LocalCommand rm x' h ls",
    "env GIT_SSH_COMMAND='rm x' git fetch",
    "sudo PAGER='rm x' man ls",
    "git clone ext::'sh -c rm% x' d",
    "git config --global core.pager 'rm x'",
    "git config alias.a '!rm x'",
    "git fetch --upload-pack='rm x' o",
    "git difftool -x 'rm x'",
    "tar cf a b --checkpoint=1 --checkpoint-action=exec='rm x'",
    "vim -c ':!rm x' f",
    "vim -c 'silent !rm x' f",
    "zip a b -T -TT 'rm x'",
    "man -P 'rm x' ls",
    "compgen -C 'rm x'",
    "parallel rm {} ::: x y",
    "echo x | parallel rm",
    "npx -c 'rm x'",
    "screen -S a -X stuff 'rm x'",
    "(crontab -l; echo '* * * * * rm x') | crontab -",
    "{ unknown; echo 'rm x'; } | sh",
    "for c in 'rm x' ls; do $c; done",
    "for c in 'rm x' ls; do eval \"$c\"; done",
    "cp /bin/rm /tmp/a; /tmp/a x",
    "ln -s /bin/rm ./a && ./a x",
    "sed '1e rm x' f",
    "sed -n -e p -e '/a/,$ e rm x' f",
    "sed 's/.*/rm x/e' f",
    "sed -n '/a/,/b/!{s/x/rm x/e}' f",
    "sed -E 's|a|rm x|ge;p' f",
    "declare -n r=c; c='rm x'; $r",
    "declare -n r=c; r='rm x'; $c",
    "c='rm x'; declare -n r=c; $r",
    "c='rm x'; declare -n \"r=c\"; $r",
    "f() { local -n r=c; c='rm x'; eval \"$r\"; }; f",
    "r$@m x",
    "r${u}m x",
    "r${@}m x",
    "${u:-rm} x",
    '"${u:-rm}" x',
    "rm$IFS$9x",
    "/bin/r[m] x",
    "/???/[r]m x",
    "if a; then c='rm x'; fi; eval \"$c\"",
    "a && c='rm x' || c=ls; eval \"$c\"",
    "if a; then f() { rm x; }; else f() { ls; }; fi; f",
    "if a; then echo ls > s; else echo 'rm x' > s; fi; sh s",
    "case a in a) echo 'rm x' > s;; esac; sh s",
    "exec 3<<< 'rm x'; . /dev/fd/3",
    "bash /dev/fd/3 3<<< 'rm x'",
    "bash <&3 3<<< 'rm x'",
    "echo 'rm x' > >(sh)",
    "echo 'rm x' | tee >(sh)",
    "echo 'rm x' | tee s; sh s",
    "echo 'rm x' | dd of=s; sh s",
    "echo 'rm x' >> ~/.bashrc",
    "echo '* * * * * root rm x' > /etc/cron.d/a",
    "cp $(which rm) /tmp/a; /tmp/a x",
    "vim +'!rm x' +q",
    "vim -es -c ':!rm x' -c q",
    "vim -c 'call system(\"rm x\")'",
    "vim -c ':py3 import os; os.system(\"rm x\")'",
    "nvim --headless -c 'lua os.execute(\"rm x\")'",
    "ex <<< '!rm x'",
    "printf '%s\\n' '!rm x' q | ed -s f",
    "gdb -batch -ex 'shell rm x'",
    "ftp <<< '!rm x'",
    "make -f <(printf 'x:\\n\\trm x\\n')",
    "make -f - <<< $'a: b ; rm x'",
    "make --eval 'x:;rm x' x",
    "make A='$(shell rm x)'",
    "printf 'a:\\n\\trm x\\n' > Makefile; make",
    "parallel ::: 'rm x'",
    "parallel bash -c ::: 'rm x'",
    "parallel sh -c {} ::: true 'rm x'",
    "echo 'rm x' | parallel bash -c",
    "echo 'rm x' | parallel",
    "parallel rm {1} ::: x",
    "setsid -f rm x",
    "taskset -c 0,1 rm x",
    "/lib64/ld-linux-x86-64.so.2 /bin/rm x",
    "docker run --entrypoint rm i x",
    "docker run --entrypoint=rm -v a:b i x",
    "tmux new -d \\; send-keys 'rm x' Enter",
    "bwrap --bind / / rm x",
    "env - rm x",
    "oc rsh p rm x",
    "xargs -I% sh -c % <<< \"'rm x'\"",
    "bash --rcfile <(echo 'rm x') -i",
    "perl -e 'exec q{rm x}'",
    "ruby -e '%x(rm x)'",
    "awk 'BEGIN { print \"rm x\" | \"sh\" }'",
]  # fmt: skip
RUNS_NONE = [
    "sudo $(echo a; echo $(which ls)) rm x",
    "declare -n r=c; c='rm x'; echo $r",
    "/bin/r[a] x",
    "make A='rm x'",
    "vim 'rm x'",
    "vim -c 'set tw=80' rm",
    "echo 'rm x' > notes; cat notes",
    "echo 'rm x' | tee notes",
    "ed f <<< 'rm x'",
    "taskset -p 1 rm",
    "chrt -p rm",
    "tmux new -d ls \\; rename-window 'rm x'",
    "ruby -e 'puts %q(rm x)'",
    "x='rm x'; echo $((1))",
    "test -f 'a[$(rm x)]'",
    "unset a",
    "parallel ls ::: 'rm x'",
    "parallel echo {} ::: 'a; rm x'",
    "crontab -l | grep 'rm x' | crontab -",
    "cp /bin/rm /tmp/a; /tmp/b x",
    "for c in 'rm x' ls; do echo $c; done",
    "printf '%s' 'a[$(rm x)]'",
    "echo $(which rm) y",
    "sudo $(which ls) rm x",
    "sudo $(readlink a) rm; sudo $(cat b)",
    "$EDITOR -c 'rm x'",
    "ssh -o ProxyCommand=none h",
    "ssh -o User=rm h",
    "git config --global user.name 'rm x'",
    "git config alias.a 'rm x'",
    "vim -c 'set nu' f",
    "sed 's/a/rm x/' f",
    "sed 's/e /rm x/g' f",
    "sed -i 's/the rm x/be rm x/;s/;e rm x//' f",
    "sed -f e 'rm x'",
    "tar cf a --checkpoint-action=echo='rm x' b",
]  # fmt: skip


@pytest.mark.parametrize("line", RUNS_NONE)
def test_nothing_runs_where_a_value_is_only_a_value(line: str) -> None:
    assert not [text for text in seen(line) if text.startswith("rm ") or text.endswith("/rm x")]


@pytest.mark.parametrize("line", RUNS_RM)
def test_what_a_value_or_option_makes_run_is_seen(line: str) -> None:
    assert [text for text in seen(line) if text == "rm x" or text.endswith("/rm x")]


def test_what_reaches_a_shell_in_part_is_marked_unknown() -> None:
    found = [
        nested for command, _ in script_of("{ unknown; echo ls; } | sh").walk() for nested in command.nested
    ]
    assert [nested.known for nested in found if nested.kind is NestedKind.SHELL] == [False]


def test_a_startup_file_is_read_before_the_script() -> None:
    assert script_of("BASH_ENV=/t/e bash -c ls").needs.files == {"/t/e"}
    assert under("export PROMPT_COMMAND='rm x'", NestedKind.SHELL) == ["rm x"]


def test_a_loop_over_a_pattern_asks_for_the_pattern_alone() -> None:
    assert script_of('for f in *.log; do x "$f"; done', cwd="/w").needs.globs == {"*.log"}


def test_a_loop_over_more_files_than_are_listed_does_not_name_a_file_like_the_pattern() -> None:
    many = Supplied(globs={"*.log": tuple(f"{number}.log" for number in range(100))})
    (command,) = script_of('for f in *.log; do x "$f"; done', many, cwd="/w").commands
    assert not command.words[-1].known


def test_what_is_added_to_a_file_runs_with_what_stood_there() -> None:
    line = "echo 'rm -rf /x' >> s; sh s"
    assert script_of(line).needs.files == {"s"}
    assert "rm -rf /x" in seen(line, Supplied(files={"s": None}))
    assert seen(line, Supplied(files={"s": "ls\n"}))[-2:] == ["ls", "rm -rf /x"]
    assert not script_of("echo a >> log").needs.files
