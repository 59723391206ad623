"""Bare names that stand for files in folders which PATH names, and descriptors that a group lets in."""

from __future__ import annotations

import pytest

from shellguard.parsing.reading import read
from shellguard.parsing.script import NestedKind, Script
from shellguard.parsing.shell_state import ShellState, Supplied

_SHELL = ShellState(cwd="/srv/x", home="/home/u")


def runs(line: str, shell: ShellState = _SHELL, supplied: Supplied | None = None) -> list[str]:
    """The commands inside all others, as text."""
    script: Script = read(line, shell, supplied or Supplied())
    return [
        " ".join(word.text for word in one.words) for one, around in script.walk() if around and one.words
    ]


COPIED = "cp /bin/rm /tmp/q/tidy; "


@pytest.mark.parametrize(
    "line",
    [
        COPIED + "tidy -rf a",  # nobody looks there
        COPIED + "PATH=/tmp/r:$PATH; tidy -rf a",
        COPIED + "(PATH=/tmp/q:$PATH); tidy -rf a",
        COPIED + "PATH=/tmp/q:$PATH true; tidy -rf a",
        COPIED + "PATH=/tmp/q:$PATH; other -rf a",
        COPIED + "MANPATH=/tmp/q:$PATH; tidy -rf a",
        "cp /bin/rm cd; PATH=.:$PATH; cd a",  # a builtin is no file
        "PATH=/usr/bin:$PATH; tidy -rf a",
        "cp /bin/rm $d/tidy; $e/tidy -rf a",
        "cp /bin/rm $d/tidy; PATH=$e:$PATH; tidy -rf a",
    ],
)
def test_a_name_is_no_file_of_a_folder_that_path_does_not_name(line: str) -> None:
    assert not any(text.startswith("/bin/rm") for text in runs(line))


@pytest.mark.parametrize(
    "line",
    [
        COPIED + "PATH=/tmp/q:$PATH; tidy -rf a",
        COPIED + "PATH=/tmp/q:$PATH tidy -rf a",
        COPIED + "PATH+=:/tmp/q; tidy -rf a",
        COPIED + "PATH=$PATH:/tmp/q; tidy -rf a",
        COPIED + 'export PATH="$PATH:/tmp/q"; tidy -rf a',
        COPIED + "export PATH=/tmp/q:$PATH && tidy -rf a",
        COPIED + "f() { PATH=/tmp/q:$PATH; }; f; tidy -rf a",
        COPIED + "PATH=/tmp/q:$PATH; sudo tidy -rf a",
        COPIED + "PATH=/tmp/q:$PATH; sh -c 'tidy -rf a'",
        COPIED + "PATH=/tmp/q:$PATH; x=$(tidy -rf a)",
        COPIED + "PATH=/tmp/q:$PATH bash -c 'tidy -rf a'",
        COPIED + "PATH=/tmp/q:$PATH find b -exec tidy -rf a \\;",
        COPIED + "if c; then PATH=/tmp/q:$PATH; fi; tidy -rf a",
        "printf '/bin/rm -rf a' > /tmp/q/tidy; PATH=/tmp/q:$PATH; bash tidy",
        "printf '/bin/rm -rf a' > /tmp/q/tidy; PATH=/tmp/q:$PATH; . tidy",
        COPIED + "env PATH=/tmp/q:$PATH sh -c 'tidy -rf a'",
        COPIED + "env PATH=/tmp/q:$PATH tidy -rf a",
        "PATH=/tmp/q:$PATH; cp /bin/rm /tmp/q/tidy; tidy -rf a",
        "cp /bin/rm bin/tidy; PATH=$(pwd)/bin:$PATH; tidy -rf a",
        "d=$(mktemp -d); cp /bin/rm $d/tidy; PATH=$d:$PATH; tidy -rf a",
        "d=$(mktemp -d); cp /bin/rm $d/tidy; $d/tidy -rf a",
        "cp /bin/rm $d/tidy; $d/tidy -rf a",
        "cp /bin/rm bin/tidy; PATH=$PWD/bin:$PATH; tidy -rf a",
        "ln -s /bin/rm tidy; PATH=.:$PATH; tidy -rf a",
        "ln -s /bin/rm ./tidy; PATH=:$PATH; tidy -rf a",
        "cp /bin/rm ls; PATH=/srv/x:$PATH; ls -rf a",
    ],
)
def test_a_copy_in_a_folder_of_path_is_what_its_name_runs(line: str) -> None:
    assert "/bin/rm -rf a" in runs(line)


def test_a_script_in_a_folder_of_path_is_asked_for_and_read() -> None:
    line = "PATH=tools:$PATH; go b"
    assert "/srv/x/tools/go" in read(line, _SHELL).needs.files or "tools/go" in read(line, _SHELL).needs.files
    text = '#!/bin/sh\ninner "$1"\n'
    assert "inner b" in runs(line, supplied=Supplied(files={"tools/go": text, "/srv/x/tools/go": text}))
    assert runs(line, supplied=Supplied(files={"tools/go": None, "/srv/x/tools/go": None})) == []


def test_a_script_of_another_language_is_read_in_that() -> None:
    text = "#!/usr/bin/env python3\nimport shutil\nshutil.rmtree('/a')\n"
    script = read("PATH=/q:$PATH; go", _SHELL, Supplied(files={"/q/go": text}))
    found = [nested for command, _ in script.walk() for nested in command.nested]
    assert [one.kind for one in found] == [NestedKind.FILE]
    assert found[0].code is not None
    assert [call.action for call in found[0].code.calls] == ["delete"]


def test_what_a_line_before_put_into_path_counts_too() -> None:
    shell = ShellState(cwd="/srv/x", home="/home/u", programs={"tidy": "/srv/x/bin/tidy"})
    assert read("tidy -rf a", shell).needs.files == {"/srv/x/bin/tidy"}
    assert not read("other -rf a", shell).needs.files
    supplied = Supplied(files={"/srv/x/bin/tidy": 'exec /bin/rm "$@"\n'})
    assert "/bin/rm -rf a" in runs("tidy -rf a", shell, supplied)


def test_the_program_of_that_name_counts_as_well() -> None:
    assert "rm -rf a" in runs("echo true > /tmp/q/sudo; PATH=$PATH:/tmp/q; sudo rm -rf a")


@pytest.mark.parametrize(
    "line",
    [
        "{ cat <&4; } 4<<< 'inner a'",
        "{ bash; } 4<<< 'inner a'",
        "{ bash /dev/fd/5; } 4<<< 'inner a'",
    ],
)
def test_what_a_group_lets_in_and_no_shell_reads_does_not_run(line: str) -> None:
    assert "inner a" not in runs(line)


@pytest.mark.parametrize(
    "line",
    [
        "{ bash /dev/fd/4; } 4<<< 'inner a'",
        "{ source /dev/fd/4; } 4<<< 'inner a'",
        "{ bash <&4; } 4<<< 'inner a'",
        "{ read -u 4 x; eval \"$x\"; } 4<<< 'inner a'",
        "( mapfile -u 4 a; eval \"${a[0]}\" ) 4<<< 'inner a'",
        "if true; then sh <&5; fi 5<<< 'inner a'",
        "for i in 1; do sh <&5; done 5<<< 'inner a'",
        "{ bash /dev/fd/4; } 4<<E\ninner a\nE\n",
        "{ bash <&5; } 4<<< 'inner a' 5<&4",
        "exec 4<<< 'inner a' 5<&4; source /dev/fd/5",
        "read -ru 4 x 4<<< 'inner a'; eval \"$x\"",
    ],
)
def test_what_a_group_lets_in_by_another_descriptor_is_read(line: str) -> None:
    assert "inner a" in runs(line)


@pytest.mark.parametrize(
    "line",
    ["m[go]=inner; ${m[come]} a", "declare -A m; m[go]=inner; ${m[come]} a", "complete -W 'inner a' b"],
)
def test_what_no_shell_takes_for_a_command_does_not_run(line: str) -> None:
    assert "inner a" not in runs(line)


@pytest.mark.parametrize(
    "line",
    [
        "declare -A m; m[go]='inner a'; eval \"${m[go]}\"",
        "declare -A m=([x]=y); m[go]='inner a'; eval \"${m[go]}\"",
        "declare -A m; m[go]=inner; m[go]+=' a'; eval \"${m[go]}\"",
        "mapfile -t PROMPT_COMMAND <<< 'inner a'",
        "complete -W '$(inner a)' b",
        "compgen -W '`inner a`'",
    ],
)
def test_what_arrays_by_key_hold_and_what_shells_read_by_themselves_runs(line: str) -> None:
    assert "inner a" in runs(line)


@pytest.mark.parametrize(
    "line",
    [
        "echo inner a > go; sed -i s/inner/other/ go; sh go",
        "echo inner a > go; perl -pi -e s/inner/other/ go; sh go",
        "echo inner a > go; mv other go; sh go",
        "echo inner a > go; dd if=other of=go; sh go",
        "echo inner a > $d/go; d=$(other); sh $d/go",
        "echo inner a > $d/go; read d; sh $d/go",
    ],
)
def test_what_a_file_held_before_it_was_changed_does_not_run(line: str) -> None:
    assert "inner a" not in runs(line)


@pytest.mark.parametrize(
    "line",
    [
        "echo other a > go; sed -i s/other/inner/ go; sh go",
        "echo /other a > go; sed -i 's/\\/other/inner/' go; sh go",
        "echo inner a > go; sed s/inner/other/ go; sh go",
        "echo inner a > it; mv it go; sh go",
        "echo inner a > it; dd if=it of=go; echo b > go2; dd if=it of=go2; sh go2",
        'echo other a > go; x=$(sed s/other/inner/ go); eval "$x"',
        'echo a inner > go; rev go | rev | sh -c "$(echo inner a)"',
        "printf 'other\\ninner a\\n' > go; tail -n 1 go | sh",
        "echo inner a > $d/go; sh $d/go",
        "echo inner a > $d/go; e=$(other); sh $d/go",
    ],
)
def test_what_a_file_of_the_line_holds_in_the_end_runs(line: str) -> None:
    assert "inner a" in runs(line)
