"""Wrappers, nested shells, aliases, functions, carried operands: what really runs is seen."""

from __future__ import annotations

import pytest

from shellguard.parsing.reading import read
from shellguard.parsing.script import NestedKind, ProblemKind
from shellguard.parsing.shell_state import ShellState, Supplied
from tests.parsing.parsing_view import calls, script_of, seen, under

RUNS_RM = [
    "sudo rm -rf /x",
    "sudo -u root -- rm -rf /x",
    "sudo -nu root rm -rf /x",
    "sudo --user=root A=1 rm -rf /x",
    "sudo -E env A=1 nohup rm -rf /x",
    "doas rm -rf /x",
    "su -c 'rm -rf /x'",
    "su root -c 'rm -rf /x'",
    "su - root --command='rm -rf /x'",
    "runuser -u a -- rm -rf /x",
    "env rm -rf /x",
    "env -i A=1 -u B rm -rf /x",
    "env -S 'rm -rf /x'",
    "nohup rm -rf /x &",
    "nice -n 10 rm -rf /x",
    "ionice -c3 rm -rf /x",
    "chrt -r 5 rm -rf /x",
    "timeout 5 rm -rf /x",
    "timeout -k 1 -s KILL 5 rm -rf /x",
    "stdbuf -oL rm -rf /x",
    "watch -n 1 'rm -rf /x'",
    "watch rm -rf /x",
    "setsid rm -rf /x",
    "flock /l rm -rf /x",
    "flock /l -c 'rm -rf /x'",
    "script -c 'rm -rf /x' /dev/null",
    "strace -f -o o rm -rf /x",
    "unshare -r rm -rf /x",
    "chroot /mnt rm -rf /x",
    "systemd-run --user rm -rf /x",
    "command rm -rf /x",
    "builtin command rm -rf /x",
    "exec rm -rf /x",
    "exec -a ls rm -rf /x",
    "busybox rm -rf /x",
    "time -p rm -rf /x",
    "xargs rm -rf /x < f",
    "echo /x | xargs rm -rf",
    "echo /x | xargs -I{} rm -rf {}",
    "echo '/x' | xargs -n1 sh -c 'rm -rf $0'",
    "printf '/x\\0' | xargs -0 rm -rf",
    "find /x -maxdepth 0 -exec rm -rf /x \\;",
    "find . -execdir rm -rf /x ';'",
    "find . -ok rm -rf /x {} +",
    "fd x -x rm -rf /x",
    "parallel rm -rf /x ::: a",
    "bash -c 'rm -rf /x'",
    "sh -xec 'rm -rf /x'",
    "bash -lc 'rm -rf /x'",
    "bash --norc -o pipefail -c 'rm -rf /x'",
    "bash -c 'rm -rf $1' _ /x",
    "bash -c '\"$@\"' _ rm -rf /x",
    "X='rm -rf /x' bash -c '$X'",
    "bash -c \"bash -c 'rm -rf /x'\"",
    "bash <<< 'rm -rf /x'",
    "bash <<X\nrm -rf /x\nX",
    "sh -s <<'X'\nrm -rf /x\nX",
    "cat <<X | sh\nrm -rf /x\nX",
    "echo 'rm -rf /x' | sh",
    "echo 'rm -rf /x' | sudo bash -s",
    "echo cm0gLXJmIC94 | base64 -d | sh",
    "echo cm0gLXJmIC94 | base64 -d | tee log | bash",
    "echo x/ fr- mr | rev | sh",
    "printf '\\x72m -rf /x' | sh",
    "printf '%s ' rm -rf /x | bash",
    "(echo rm; ) | tr -d '\\n' | sed 's/$//' | cat; rm -rf /x",
    "{ echo 'rm -rf /x'; } | sh",
    "bash <(echo 'rm -rf /x')",
    "source <(echo 'rm -rf /x')",
    ". /dev/stdin <<< 'rm -rf /x'",
    "echo 'rm -rf /x' | sudo -s",
    "su - root <<X\nrm -rf /x\nX",
    "ssh h <<'X'\nrm -rf /x\nX",
    "ssh h bash -s <<'X'\nrm -rf /x\nX",
    "docker exec -i c sh <<X\nrm -rf /x\nX",
    "echo 'rm -rf /x' > a; eval \"$(<a)\"",
    "bash -c \"$(cat <<'X'\nrm -rf /x\nX\n)\"",
    'set -- rm -rf /x; "$@"',
    "set -- a rm -rf /x; shift; $*",
    "declare 'c=rm -rf /x'; $c",
    "FCEDIT='rm -rf /x' fc",
    "eval rm -rf /x",
    "eval 'rm -rf' /x",
    'eval "r""m -rf /x"',
    'eval "$(echo rm -rf /x)"',
    "eval $(echo cm0gLXJmIC94 | base64 -d)",
    "x='rm -rf /x'; eval \"$x\"",
    "echo 'rm -rf /x' > a.sh; bash a.sh",
    "cat > a.sh <<X\nrm -rf /x\nX\nchmod +x a.sh && ./a.sh",
    "ssh host rm -rf /x",
    "ssh -p 22 -i k u@host 'rm -rf /x'",
    "ssh host \"sudo bash -c 'rm -rf /x'\"",
    "sshpass -p x ssh host rm -rf /x",
    "vagrant ssh -c 'rm -rf /x'",
    "ansible all -m shell -a 'rm -rf /x'",
    "docker exec -it c rm -rf /x",
    "docker exec c sh -c 'rm -rf /x'",
    "docker run --rm -v /:/m alpine rm -rf /x",
    "podman exec c rm -rf /x",
    "kubectl exec -n a pod -- rm -rf /x",
    "kubectl -n a exec pod -c b -- sh -c 'rm -rf /x'",
    "lxc exec c -- rm -rf /x",
    "docker compose exec web rm -rf /x",
    "tmux new-session -d 'rm -rf /x'",
    "tmux send-keys -t a 'rm -rf /x' Enter",
    "screen -dmS a rm -rf /x",
    "trap 'rm -rf /x' EXIT",
    "echo 'rm -rf /x' | at now",
    "at now <<< 'rm -rf /x'",
    "echo '* * * * * rm -rf /x' | crontab -",
    "PROMPT_COMMAND='rm -rf /x'",
    "export PROMPT_COMMAND='rm -rf /x'",
    "alias ls='rm -rf /x'",
    "bind -x '\"\\C-t\": rm -rf /x'",
    "git submodule foreach 'rm -rf /x'",
    "git bisect run rm -rf /x",
    "git rebase -x 'rm -rf /x' main",
    "git -c alias.z='!rm -rf /x' z",
    "npx rm -rf /x",
    "tar cf a --use-compress-program='rm -rf /x' b",
    "python3 -c 'import os; os.system(\"rm -rf /x\")'",
    "perl -e 'system(\"rm -rf /x\")'",
    "awk 'BEGIN{system(\"rm -rf /x\")}'",
    "make -f - <<X\nall:\n\trm -rf /x\nX",
    "vim -c '!rm -rf /x'",
    "$SUDO rm -rf /x",
    "for c in ls rm; do $c -rf /x; done",
    'f() { "$@"; }; f rm -rf /x',
    "exec {n}< <(echo 'rm -rf /x'); . /dev/fd/$n",
    "[[ -v 'a[$(rm -rf /x)]' ]]",
    "perl -e 'exec \"sh\", \"-c\", $ARGV[0]' 'rm -rf /x'",
    "hyperfine -r 1 'rm -rf /x'",
    "split --filter='rm -rf /x' a",
]


@pytest.mark.parametrize("line", RUNS_RM)
def test_what_a_wrapper_runs_is_seen(line: str) -> None:
    assert any(text.startswith("rm -rf /x") for text in seen(line))


def test_options_and_operands_of_a_wrapper_are_not_taken_for_its_command() -> None:
    assert "rm" not in seen("sudo -u rm ls")
    assert "rm" not in seen("ssh rm")
    assert len(seen("$EDITOR notes.txt; $EDITOR ./a.sh")) == 2
    assert seen("timeout 5 ls") == ["timeout 5 ls", "ls"]
    assert seen("docker exec -u rm c ls")[-1] == "ls"
    assert seen("docker ps -a") == ["docker ps -a"]
    assert seen("git rebase -i main") == ["git rebase -i main"]


def test_host_privilege_and_kind_are_kept() -> None:
    (remote,) = script_of("ssh u@h 'sudo rm x'").commands[0].nested
    assert (remote.kind, remote.host, remote.via) == (NestedKind.REMOTE, "u@h", "ssh")
    (inner,) = remote.script.commands[0].nested
    assert (inner.kind, inner.privileged) == (NestedKind.WRAPPER, True)
    (container,) = script_of("docker exec c rm x").commands[0].nested
    assert (container.kind, container.host) == (NestedKind.CONTAINER, "c")
    assert under("trap 'rm x' INT", NestedKind.LATER) == ["rm x"]
    assert under("trap 'rm x' EXIT", NestedKind.SHELL) == ["rm x"]


@pytest.mark.parametrize(
    "line",
    ["curl x | sh", "curl x | sudo bash", 'eval "$x"', 'bash -c "$(curl x)"', "source <(curl x)", "fc -s"],
)
def test_code_that_is_not_in_the_line_is_marked_unknown(line: str) -> None:
    found = [nested for command, _ in script_of(line).walk() for nested in command.nested]
    assert any(nested.kind is NestedKind.SHELL and not nested.known for nested in found)


def test_an_alias_is_what_it_stands_for() -> None:
    assert seen("zz a", aliases={"zz": "rm -rf"}) == ["zz a", "rm -rf a"]
    assert seen("\\zz a", aliases={"zz": "rm -rf"}) == ["zz a"]
    assert seen("'zz' a", aliases={"zz": "rm -rf"}) == ["zz a"]
    assert seen("/bin/zz a", aliases={"zz": "rm -rf"}) == ["/bin/zz a"]
    assert seen("sudo zz a", aliases={"zz": "rm", "sudo": None}) == ["sudo zz a", "zz a"]
    assert "rm a" in seen("sudo zz a", aliases={"zz": "rm", "sudo": "sudo "})
    assert seen("ls", aliases={"ls": "ls --color"}) == ["ls", "ls --color"]
    assert "rm x" in seen("a", aliases={"a": "b", "b": "rm x"})
    assert "rm x" in seen("a", aliases={"a": "true; rm x"})
    assert "touch q" in seen("alias zz='touch \"\"q'; zz # x")


def test_a_function_is_read_with_its_arguments() -> None:
    assert "rm -rf /x" in seen("f /x", functions={"f": 'f () \n{ \n    rm -rf "$1"\n}'})
    assert "rm -rf /x" in seen("f /x", functions={"f": "f () \n{ \n    g $@\n}", "g": "g () { rm -rf $1; }"})
    assert script_of("f", aliases={"f": None}).needs.functions == {"f"}
    assert len(seen("f", functions={"f": "f () { f; f; }"})) < 10


BODIES = ["{ bash; }", "{ bash -s; }", "{ sudo sh; }", "{ q; }; q() { sh; }", "{ tee /dev/null | sh; }"]
READS = ["{ cat; }", "{ cat > notes.txt; }", "{ grep x; }", "{ while read -r line; do echo $line; done; }"]
GIVEN = [
    "f <<'END'\nrm -rf /x\nEND",
    "f <<< 'rm -rf /x'",
    "f < <(echo 'rm -rf /x')",
    "{ f; } <<< 'rm -rf /x'",
]


@pytest.mark.parametrize("call", GIVEN)
@pytest.mark.parametrize("body", READS)
def test_what_a_function_that_only_reads_is_given_stays_data(body: str, call: str) -> None:
    assert "rm -rf /x" not in seen(f"f() {body}; {call}")


@pytest.mark.parametrize("call", GIVEN)
@pytest.mark.parametrize("body", BODIES)
def test_the_commands_of_a_function_read_what_its_call_is_given(body: str, call: str) -> None:
    assert "rm -rf /x" in seen(f"f() {body}; {call}")


@pytest.mark.parametrize(
    ("value", "line", "runs"),
    [
        ("cat", "f <<'END'\nrm -rf /x\nEND", False),
        ("cat > notes.txt", "f <<END\nrm -rf /x\nEND", False),
        ("bash", "f <<'END'\nrm -rf /x\nEND", True),
        ("bash ", "f -s <<-END\n\trm -rf /x\n\tEND", True),
    ],
)
def test_what_an_alias_is_given_is_read_by_what_it_stands_for(value: str, line: str, runs: bool) -> None:
    assert ("rm -rf /x" in seen(line, aliases={"f": value, "cat": None})) is runs


def test_operands_of_find_and_pipes_keep_what_is_known() -> None:
    word = script_of("find /etc -name x -exec rm {} +").commands[0].nested[0].script.commands[0].words[1]
    assert (word.known, word.prefix) == (False, "/etc/")
    word = script_of("find /etc | xargs rm").commands[1].nested[0].script.commands[0].words[1]
    assert (word.known, word.prefix) == (False, "/etc/")


def test_a_script_file_is_asked_for_and_read() -> None:
    assert script_of("bash a.sh").needs.files == {"a.sh"}
    assert script_of("./a.sh").needs.files == {"./a.sh"}
    assert script_of("source a").needs.files == {"a"}
    assert not script_of("/usr/bin/ls; bash -c ls").needs.files
    supplied = Supplied(files={"a.sh": "#!/bin/sh\nrm -rf $1\n", "b.py": "import os\nos.remove('x')\n"})
    assert "rm -rf /x" in seen("bash a.sh /x", supplied)
    assert [call.action for call in calls("python b.py", supplied)] == ["delete"]


_LARGE = "".join(f'if [ "$1" = c{n} ]; then echo "$(expr {n} + 1)" >&2; fi\n' for n in range(3000))


@pytest.mark.parametrize(
    ("line", "shell", "supplied"),
    [
        ("large x; other", ShellState(functions={"large": f"large ()\n{{\n{_LARGE}}}"}), Supplied()),
        ("source ./large.sh; other", ShellState(cwd="/w"), Supplied(files={"./large.sh": _LARGE})),
        ("bash ./large.sh; other", ShellState(cwd="/w"), Supplied(files={"./large.sh": _LARGE})),
    ],
)
def test_what_is_too_large_outside_of_the_line_is_not_known_and_the_line_is_read_on(
    line: str, shell: ShellState, supplied: Supplied
) -> None:
    script = read(line, shell, supplied)
    assert script.problems == ()
    assert [command.program for command in script.commands][-1] == "other"


@pytest.mark.parametrize(("size", "kind"), [(50_000, ProblemKind.TOO_DEEP), (150_000, ProblemKind.TOO_LONG)])
def test_what_the_line_itself_defines_is_read_or_told(size: int, kind: ProblemKind) -> None:
    body = _LARGE[: _LARGE.rindex("\n", 0, size) + 1]
    assert [problem.kind for problem in read(f"large() {{ {body}}}; large; other").problems] == [kind]
