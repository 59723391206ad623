"""`$?`, `$_`, PIPESTATUS, `$!`, traps, the job table, open files of children, options and the history are those
of an unhooked shell: the same lines in a bare and in a guarded bash leave the same behind."""

from __future__ import annotations

import pytest

from tests.shells.conftest import World
from tests.shells.side_by_side import both, left_behind

STATE: dict[str, list[str]] = {
    "the status of a line": ["false", "echo $? >>$O", "(exit 7)", "echo $? >>$O", "true", "echo $? >>$O"],
    "the status of an unknown command": ["no-such-command-here", "echo $? >>$O"],
    "the status after an empty line": ["(exit 9)", "", "echo $? >>$O"],
    "the status after a comment": ["(exit 9)", "# a word", "echo $? >>$O"],
    "the status after Ctrl-C at the prompt": ["(exit 9)", "abc\x03", "echo $? >>$O"],
    "the status after a syntax error": ["echo )", "echo $? >>$O"],
    "a pasted here-document with the history's character": [
        "\x1b[200~cat >>$O <<X\na!b\nX\necho $? >>$O\x1b[201~", "echo $- >>$O",
    ],
    "a history number of the person's own": ["unset HISTCMD", "set -u", "echo $? >>$O", "HISTCMD=09", "echo $HISTCMD >>$O"],
    "PIPESTATUS": ["false | true | (exit 3)", 'echo "${PIPESTATUS[@]}" >>$O'],
    "PIPESTATUS and the status together": ["echo one", "false | true | false", 'echo "$? ${PIPESTATUS[@]} $_" >>$O'],
    "the last word": ["echo one two", 'echo "$_" >>$O', "true", 'echo "<$_>" >>$O'],
    "the last word after an assignment": ["echo one two", "a=1", 'echo "<$_>" >>$O'],
    "the last word after an empty line": ["echo one two", "", 'echo "$_" >>$O'],
    "the last word across history expansion": ["echo one two", "echo !$ three", 'echo "$_" >>$O'],
    "no job, no `$!`": ["jobs >>$O", 'echo "<${!-none}>" >>$O', "wait", "echo $? >>$O"],
    "`$!` is the job": [
        "sleep 100 &", "[[ $! == $(jobs -p) ]] && echo same >>$O", "kill $!", "wait $!", "echo $? >>$O", "jobs >>$O",
    ],
    "wait -n": ["(sleep 0.3; exit 3) &", "wait -n", "echo $? >>$O", "wait -n", "echo $? >>$O"],
    "a stopped job": ["sleep 100", "\x1a", "jobs | sed 's/[0-9]//g' >>$O", "kill %1", "wait 2>/dev/null", "echo $? >>$O"],
    "open files of a child": ["ls /proc/self/fd >>$O", "bash -c 'ls /proc/$$/fd' >>$O"],
    "open files of a background child": ["bash -c 'ls /proc/$$/fd' >>$O &", "wait"],
    # a moment first: right after the fork the shell still holds its ends of the pipes to the substitution
    "open files of the shell": ['echo "$(sleep 0.3; cd /proc/$$/fd && echo *)" >>$O'],
    "descriptors that the hook uses": [
        "exec 7>seven 8>eight 9>nine", "echo a >&7; echo b >&8; echo c >&9", "cat seven eight nine >>$O",
        "ls /proc/self/fd >>$O", "exec 7>&- 8>&- 9>&-",
    ],
    "set options": ["set +o >>$O", "echo $- >>$O"],
    "shopt options": ["shopt -p >>$O"],
    "shopt extdebug stays off": ["shopt -p extdebug >>$O", "false", "shopt -p extdebug >>$O"],
    "traps": ["trap -p >>$O", "trap 'echo bye' EXIT", "trap 'echo err >>$O' ERR", "false", "trap -p >>$O", "trap - EXIT ERR"],
    "a RETURN trap": ["trap 'echo returned >>$O' RETURN", "f() { true; }; f", "set -T; f", "echo x >>$O", "set +T; trap - RETURN"],
    "an EXIT trap runs": ["trap 'echo bye >>$O' EXIT", "exit"],
    "signals that children ignore": ["grep -E '^Sig(Ign|Blk)' /proc/self/status >>$O"],
    "the terminal's modes": ["stty -a >>$O"],
    "SHLVL and nesting": ["echo $SHLVL $BASH_SUBSHELL $BASHPID >>$O"],
    "the shell's arguments": ["set -- a 'b c'", 'echo "$# $2" >>$O'],
    "IFS set to something else": ["IFS=:/", 'x=a:b; set -- $x; echo "$1 $2" >>$O', "echo $? >>$O", "unset IFS"],
    "BASH_REMATCH": ["[[ abc =~ b(c) ]]", 'echo "${BASH_REMATCH[@]}" >>$O'],
    "REPLY and MAPFILE": ["REPLY=mine; MAPFILE=(a)", "true", 'echo "$REPLY ${MAPFILE[@]}" >>$O'],
    "OPTIND": ["set -- -a -b x", "getopts ab o", "echo $OPTIND $o >>$O", "getopts ab o", "echo $OPTIND $o >>$O"],
    "RANDOM's sequence": ["RANDOM=5", "echo $RANDOM $RANDOM >>$O"],
    "a line number in a function": ["f() { echo $LINENO; }", "f >>$O"],
    "a line number in a function over lines, set -e": ["set -e", "f() {", "echo $LINENO ${BASH_LINENO[*]}", "}", "f >>$O"],
    "the environment of a child": ["env | sed 's/^_=.*//' | sort >>$O"],
    "the directory stack": ["pushd /tmp >/dev/null", "dirs >>$O", "popd >/dev/null", "dirs >>$O", "cd -", "echo $OLDPWD >>$O"],
    "umask and limits": ["umask >>$O", "ulimit -n >>$O"],
    "completion specifications": ["complete -p >>$O"],
    "aliases": ["alias >>$O", "alias ll='echo an alias >>$O'", "ll"],
    "an alias with the name of a builtin": [
        "alias printf='echo mine' read='echo mine' local='echo mine' kill='echo mine'", "printf >>$O", "true", "echo $? >>$O",
    ],
    "a function with the name of a builtin": [
        "bind() { echo mine; }; history() { echo mine; }; set() { echo mine; }", "true", "bind >>$O", "unset -f bind history set",
    ],
    "functions that are called `:` and trap": [
        ":() { echo mine >>$O; }; trap() { echo mine >>$O; }", "true", "(exit 3)", "echo $? >>$O", "set -x", "true", "set +x",
        "trap x", "unset -f : trap", "echo $? >>$O",
    ],
    "set -u": ["set -u", "echo fine >>$O", "echo ${nothing-empty} >>$O", "true", "echo $? $- >>$O"],
    "set -e": ["set -e", "true", "x=$(true)", "echo still here >>$O"],
    "set -e and a case over lines": ["set -e", "case x in", "y)", "false;;", "x) echo x >>$O", "esac", "echo after >>$O"],
    "set -e ends the shell": ["set -e", "echo before >>$O", "false", "echo after >>$O"],
    "set -f": ["set -f", "echo * >>$O", "true", "echo $- >>$O"],
    "set -n is ignored": ["set -n", "echo here >>$O"],
    "set -k": ["set -k", "echo a=1 >>$O"],
    "set -C": ["set -C", "echo one > file", "echo two > file", "cat file >>$O"],
    "set -a": ["set -a", "exported=1", "env | grep -E '^(exported|__sg|BASH_FUNC)' >>$O"],
    "set -o vi": ["set -o vi", "echo in vi >>$O", "echo $SHELLOPTS >>$O"],
    "set -o posix": ["set -o posix", "echo in posix >>$O", "false", "echo $? $SHELLOPTS >>$O"],
    "set -o noglob and nullglob": ["shopt -s nullglob failglob", "echo x >>$O", "true", "echo $? >>$O"],
    "nocasematch": ["shopt -s nocasematch", "[[ A == a ]]; echo $? >>$O", "true", "shopt -p nocasematch >>$O"],
    "extglob": ["shopt -s extglob", "touch ab ac", "echo a@(b|c) >>$O"],
    "compat level": ["shopt -s compat44 2>/dev/null; BASH_COMPAT=4.4", "echo here >>$O"],
    "localvar_inherit": ["shopt -s localvar_inherit", "x=1", "echo $x >>$O"],
    "expand_aliases off": ["shopt -u expand_aliases", "alias e='echo no >>$O'", "e 2>/dev/null", "echo $? >>$O"],
}  # fmt: skip

HISTORY: dict[str, tuple[str, list[str]]] = {
    "as it is": ("", ["echo a", "echo b", "history >>$O"]),
    "HISTCONTROL=ignorespace": ("HISTCONTROL=ignorespace", [" echo a", "echo b", "history >>$O"]),
    "HISTCONTROL=ignoreboth": ("HISTCONTROL=ignoreboth", ["echo a", "echo a", " echo b", "history >>$O"]),
    "HISTCONTROL=erasedups": ("HISTCONTROL=erasedups", ["echo a", "echo b", "echo a", "history >>$O"]),
    "HISTIGNORE": ("HISTIGNORE='echo b*:&'", ["echo a", "echo b", "echo c", "echo c", "history >>$O"]),
    "HISTTIMEFORMAT": ("HISTTIMEFORMAT='at '", ["echo a", "history >>$O"]),
    "HISTSIZE=2": ("HISTSIZE=2", ["echo a", "echo b", "echo c", "history >>$O"]),
    "a loop over lines": ("", ["for i in 1; do", "echo $i", "done", "history >>$O"]),
    "cmdhist off": ("shopt -u cmdhist", ["for i in 1; do", "echo $i", "done", "history >>$O"]),
    "lithist": ("shopt -s lithist", ["for i in 1; do", "echo $i", "done", "history >>$O"]),
    "a here-document": ("", ["cat <<X", "a b", "X", "history >>$O"]),
    "a quote over lines": ("", ["echo 'a", "b'", "history >>$O"]),
    "history expansion": ("", ["echo a", "!!", "^a^b", "echo !$", "history >>$O"]),
    "an expansion that fails": ("", ["echo a", "echo !nosuch", "\x15", "history >>$O"]),
    "an expansion with :p": ("", ["echo a", "!!:p", "history >>$O"]),
    "expansions on later lines": (
        "",
        [
            "echo zz >>$O",
            "for i in 1; do",
            "!!",
            "done",
            "x=$(",
            "!echo",
            ")",
            "echo a \\",
            "!! >>$O",
            "history >>$O",
        ],
    ),
    "expansions on lines further down": (
        "",
        ["echo zz >>$O", "for i in 1; do", "!!", "echo a >>$O", "!!", "!echo", "done", "history >>$O"],
    ),
    "further down, with times": (
        "HISTTIMEFORMAT='at '",
        ["echo zz >>$O", "for i in 1; do", "echo a >>$O", "!!", "done", "history >>$O"],
    ),
    "further down, the lines kept as they are": (
        "shopt -s lithist",
        ["echo zz >>$O", "for i in 1; do", "echo a >>$O", "!!", "done", "history >>$O"],
    ),
    "further down, the beginning not kept": (
        "HISTCONTROL=ignorespace",
        ["echo zz >>$O", " for i in 1; do", "echo a >>$O", "!!", "done", "history >>$O"],
    ),
    "further down, each line for itself": (
        "shopt -u cmdhist",
        ["echo zz >>$O", "for i in 1; do", "echo a >>$O", "!!", "done", "history >>$O"],
    ),
    "further down, few lines kept": (
        "HISTSIZE=2",
        ["echo yy", "echo zz >>$O", "for i in 1; do", "!echo", "echo a >>$O", "!!", "done", "history >>$O"],
    ),
    "expansions between double quotes": ("", ["echo zz", 'echo "a', 'b!echo c" >>$O', "history >>$O"]),
    "none between single quotes": (
        "",
        [
            "echo zz",
            "echo 'a",
            "b!! c' >>$O",
            "echo $'a",
            "!!' >>$O",
            "x=$(echo 'a",
            "!echo')",
            "history >>$O",
        ],
    ),
    "none in a here-document": (
        "",
        ["/bin/true first", "{ cat <<'X'", "#!/bin/true", "^a^b", "X", "echo !/bin; } >>$O", "history >>$O"],
    ),
    "none of marks that begin no event": (
        "",
        ["cat >>$O <<X", "<!DOCTYPE html>", "<!-- a -->", "X", "history >>$O"],
    ),
    "an expansion that fails on a later line": (
        "",
        ["for i in 1; do", "echo a >>$O; !nosuch", "\x15echo b >>$O; done", "history >>$O"],
    ),
    "an expansion with :p on a later line": (
        "",
        ["echo zz >>$O", "for i in 1; do", "!!:p", "\x15echo b >>$O; done", "echo $? >>$O"],
    ),
    "histverify on a later line": (
        "shopt -s histverify",
        ["echo zz >>$O", "for i in 1; do", "!!", "", "done", "history >>$O"],
    ),
    "an expansion on a later line, a file limit": (
        "ulimit -f 100000",
        ["echo zz", 'echo "a', 'b!echo $HOME c" >>$O', "history >>$O"],
    ),
    "histreedit": ("shopt -s histreedit", ["echo a", "!nosuch", "\x15", "history >>$O"]),
    "histverify": ("shopt -s histverify", ["echo a", "!!", "", "history >>$O"]),
    "history expansion off": ("set +H", ["echo a!b", "echo !! >>$O", "history >>$O"]),
    "another expansion character": ("histchars='@%'", ["echo a", "@@", "%a%b", "echo !x", "history >>$O"]),
    "quoted exclamation marks": ("", ["echo 'a!b' \"c\"'!'", "echo a! b", "echo \\!x", "history >>$O"]),
    "history off": ("", ["echo a", "set +o history", "echo b", "set -o history", "history >>$O"]),
    "C-o": ("", ["echo a", "echo b", "\x10\x10\x0f", "\x0f", "history >>$O"]),
    "a syntax error": ("", ["echo )", "history >>$O"]),
    "Ctrl-C in a loop's lines": ("", ["for i in 1; do", "\x03", "history >>$O"]),
}


@pytest.mark.parametrize("name", STATE)
def test_the_state_is_that_of_an_unhooked_shell(world: World, name: str) -> None:
    bare, guarded = both(world, STATE[name])
    assert guarded == bare


@pytest.mark.parametrize("name", HISTORY)
def test_an_allowed_line_stands_in_the_history_as_without_the_hook(world: World, name: str) -> None:
    before, steps = HISTORY[name]
    bare, guarded = both(world, steps, before=before)
    assert guarded == bare


@pytest.mark.parametrize(
    ("language", "before"),
    [
        ("C", "bind 'set convert-meta off'"),
        ("POSIX", "bind 'set convert-meta off'"),
        ("C.UTF-8", ""),
        ("C", ""),
    ],
)
def test_any_bytes_arrive_in_any_locale(world: World, language: str, before: str) -> None:
    steps = ["printf '%s|' 'é日' $'\\xff\\xe9' >>$O", "x=ü; echo ${#x} >>$O", "touch é_ü", "ls >>$O"]
    bare, guarded = both(world, steps, before=before, LC_ALL=language)
    assert guarded == bare


def test_an_editor_called_within_a_quote_leaves_the_shell_alive(world: World) -> None:
    steps = ["export VISUAL=true", 'echo "a', "b \x18\x05", ' c" >>$O', "echo alive >>$O"]
    guarded, _ = left_behind(world, steps, guarded=True)
    assert guarded.split() == ["a", "b", "c", "alive", "--end--"]


def test_set_x_prints_nothing_of_the_hook(world: World) -> None:
    steps = ["set -x", "true a", "echo $(echo b)", "for i in 1; do", "true", "done", "false", "set +x"]
    _, bare = left_behind(world, steps, guarded=False)
    _, guarded = left_behind(world, steps, guarded=True)
    assert traced(guarded) == traced(bare) != []
    assert "__sg" not in guarded


def test_set_x_in_the_start_up_file_prints_but_the_line_that_switches_it_off(world: World) -> None:
    _, guarded = left_behind(world, ["true a"], before="set -x", guarded=True)
    assert [line for line in traced(guarded) if not line.startswith(("+ source", "++ builtin set"))] == [
        "++ __sg_x=(\"$-\")", "+ true a", "+ builtin echo --end--",
    ]  # fmt: skip


def test_a_trace_in_a_file_of_its_own_holds_nothing_of_the_hook_from_the_next_prompt_on(world: World) -> None:
    trace = world.folder / "trace"
    steps = [f"exec 19>{trace}; BASH_XTRACEFD=19", "set -x", "true a", "echo b", "set +x"]
    left_behind(world, steps, guarded=True)
    lines = [line for line in trace.read_text().splitlines() if line.startswith("+")]
    assert lines[lines.index("+ true a") :] == ["+ true a", "+ echo b", "+ set +x"]


def traced(screen: str) -> list[str]:
    return [line for line in screen.splitlines() if line.startswith("+")]


def test_all_names_of_the_hook_are_its_own(world: World) -> None:
    steps = ["compgen -v | sort >>$O", "compgen -A function | sort >>$O"]
    bare, _ = left_behind(world, steps, guarded=False)
    guarded, _ = left_behind(world, steps, guarded=True)
    new = set(guarded.split()) - set(bare.split())
    assert {name for name in new if not name.startswith("__sg_")} <= {
        "shellguard", "SHELLGUARD_STATUS", "SHELLGUARD_LOADED_BY", "PS0", "PROMPT_COMMAND",
    }  # fmt: skip
    assert set(bare.split()) - set(guarded.split()) == set()
