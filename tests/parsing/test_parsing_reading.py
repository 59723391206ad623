"""Every construct of bash: which simple commands stand in it, and that a mere mention stays data."""

from __future__ import annotations

import pytest

from shellguard.parsing.script import Connection, NestedKind
from tests.parsing.parsing_view import outer, script_of, seen, under

ONLY_TEXT = [
    "echo 'rm -rf /'",
    'echo "rm -rf /"',
    "git commit -m 'rm -rf / was bad; do not $(rm)'",
    "grep 'rm -rf' history.txt",
    "cat <<X\nrm -rf /\nX",
    "cat > notes.txt <<'X'\n$(rm -rf /)\nX",
    "ls # rm -rf /",
    "ls # it's; rm -rf /",
    "printf '%s' 'rm -rf /'",
    r"echo \$\(rm -rf /\)",
    "x='rm -rf /'",
    "echo ';rm -rf /'",
    "case x in rm) ls;; esac",
    "[[ $x == rm ]]",
    "for rm in a b; do ls; done",
    "x=(rm -rf /)",
    "python3 -c 'print(\"rm -rf /\")'",
    "sed 's/a/rm -rf/' f",
    "bash -n -c",
    "su root",
    "ssh host",
    "sudo -l rm -rf /",
    "command -v rm",
    "trap - EXIT",
    "awk '{print \"rm -rf /\"}' f",
]

RUNS = [
    "rm -rf /",
    " rm -rf /",
    "\trm -rf /",
    "true; rm -rf /",
    "true && rm -rf /",
    "false || rm -rf /",
    "true | rm -rf /",
    "true |& rm -rf /",
    "true & rm -rf /",
    "(rm -rf /)",
    "(rm -rf /)&",
    "{ rm -rf /; }",
    "{ rm -rf /; } > f",
    "! rm -rf /",
    "! (rm -rf /)",
    "time rm -rf /",
    "time -p rm -rf /",
    "time (rm -rf /)",
    "coproc rm -rf /",
    "coproc N { rm -rf /; }",
    "if rm -rf /; then ls; fi",
    "if a; then b; elif c; then rm -rf /; fi",
    "if a; then b; else rm -rf /; fi",
    "while rm -rf /; do ls; done",
    "until a; do rm -rf /; done",
    "for i in 1; do rm -rf /; done",
    "for i in 1\ndo\nrm -rf /\ndone",
    "for ((i=0;i<1;i++)); do rm -rf /; done",
    "for i; { rm -rf /; }",
    "select a in b; do rm -rf /; done",
    "case x in a) rm -rf /;; esac",
    "case x in (a|b) ls;& c) rm -rf /;; esac",
    "case $(rm -rf /) in a) ls;; esac",
    "f() { rm -rf /; }",
    "function f { rm -rf /; }; f",
    "f() ( rm -rf / )",
    "echo $(rm -rf /)",
    "echo `rm -rf /`",
    'echo "$(rm -rf /)"',
    'echo "`rm -rf /`"',
    'echo "a $(echo "$(rm -rf /)") b"',
    "echo `echo \\`rm -rf /\\``",
    "cat <(rm -rf /)",
    "tee >(rm -rf /)",
    "echo $((1+$(rm -rf /)))",
    "echo $[$(rm -rf /)]",
    "(( $(rm -rf /) ))",
    "a[$(rm -rf /)]=1",
    "a=([$(rm -rf /)]=1)",
    "echo ${a[$(rm -rf /)]}",
    "A=$(rm -rf /)",
    "A=`rm -rf /` ls",
    "A+=$(rm -rf /)",
    "a=(1 $(rm -rf /))",
    "export A=$(rm -rf /)",
    "declare -a a=($(rm -rf /))",
    "echo ${x:-$(rm -rf /)}",
    "echo ${x:=`rm -rf /`}",
    'echo "${x:-$(rm -rf /)}"',
    "echo ${x/$(rm -rf /)/b}",
    "echo ${x#$(rm -rf /)}",
    "[[ -f $(rm -rf /) ]]",
    "[[ a == $(rm -rf /) || b ]]",
    "cat <<X\n$(rm -rf /)\nX",
    "cat <<X\n`rm -rf /`\nX",
    "cat <<-X\n\t$(rm -rf /)\n\tX",
    "cat <<X <<'Y'\n$(rm -rf /)\nX\n$(ls)\nY",
    "cat <<< $(rm -rf /)",
    "ls > $(rm -rf /)",
    "ls 2>$(rm -rf /)",
    "x=1 y=2 rm -rf /",
    "2>/dev/null rm -rf /",
    "rm 2>/dev/null -rf /",
    ">f rm -rf /",
    "rm \\\n-rf \\\n/",
    "rm -rf / # comment",
    "ls # '\nrm -rf /",
    "ls\n\nrm -rf /",
    "cat <<X; rm -rf /\nfoo\nX",
    "cat <<X\nfoo\nX\nrm -rf /",
    "cat <<'X Y'\nfoo\nX Y\nrm -rf /",
    "echo $'\\'' ; rm -rf /",
    'echo "\\""; rm -rf /',
    "echo '\\'; rm -rf /",
    "echo a\\'b; rm -rf /; echo \\'",
    "echo ${#x}; rm -rf /",
    "echo $# ; rm -rf /",
    "echo a#b; rm -rf /",
    "echo $((1#2)); rm -rf /",
    "if(true)then rm -rf /;fi",
    "true;{ rm -rf /;}",
    ":(){ rm -rf /; };:",
    "echo ${ rm -rf /; }",
]


@pytest.mark.parametrize("line", ONLY_TEXT)
def test_text_that_mentions_a_command_stays_data(line: str) -> None:
    assert "rm -rf /" not in seen(line)
    assert not any(text.startswith("rm ") for text in seen(line))


@pytest.mark.parametrize("line", RUNS)
def test_a_command_is_seen_wherever_it_stands(line: str) -> None:
    assert "rm -rf /" in seen(line)


def test_a_definition_is_told_from_a_call() -> None:
    assert under("f() { rm x; }", NestedKind.FUNCTION) == []
    assert under("f() { rm x; }", NestedKind.DEFINITION) == ["rm x"]
    assert under("f() { rm $1; }; f a", NestedKind.FUNCTION) == ["rm a"]


def test_connections_and_pipelines_say_how_commands_are_joined() -> None:
    commands = script_of("a | b && c || d; e & f").commands
    assert [command.connection for command in commands] == [
        Connection.FIRST,
        Connection.PIPE,
        Connection.AND,
        Connection.OR,
        Connection.SEQUENCE,
        Connection.BACKGROUND,
    ]
    numbers = [command.pipeline for command in commands]
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 5


def test_frames_say_what_encloses_a_command() -> None:
    (command,) = script_of("while :; do (x); done").commands[1:]
    assert command.frames == ("loop", "subshell")
    assert script_of("x & y").commands[0].frames == ("background",)


def test_what_is_duplicated_onto_a_file_goes_into_it_with_its_errors() -> None:
    script = script_of("x >&2; x >&- ; x 2>&3-; x >&$known; x 2>& a; x >& a; x >&~/a; x 1>&'b c'")
    operators = [command.redirections[0].operator for command in script.commands]
    assert operators == [">&", ">&", ">&", ">&", ">&", "&>", "&>", "&>"]


def test_redirections_keep_operator_descriptor_and_target() -> None:
    (command,) = script_of("x 2>>a <b >|c &>d 3<>e 2>&1 <<<f").commands
    found = [
        (item.operator, item.descriptor, item.target.text if item.target else "")
        for item in command.redirections
    ]
    assert found == [
        (">>", 2, "a"),
        ("<", None, "b"),
        (">|", None, "c"),
        ("&>", None, "d"),
        ("<>", 3, "e"),
        (">&", 2, "1"),
        ("<<<", None, "f"),
    ]


def test_a_groups_redirection_stands_as_a_command_without_words() -> None:
    commands = script_of("{ a; b; } > f").commands
    assert [len(command.words) for command in commands] == [1, 1, 0]
    assert commands[2].redirections[0].operator == ">"


def test_spans_point_into_the_line() -> None:
    line = "true && rm -rf 'a b'"
    command = script_of(line).commands[1]
    assert command.span is not None
    assert line[command.span.start : command.span.end] == "rm -rf 'a b'"
    span = command.words[2].span
    assert span is not None
    assert line[span.start : span.end] == "'a b'"


def test_a_broken_line_still_shows_its_programs() -> None:
    assert "rm -rf x" in outer("ls ) ; rm -rf x")
    assert "rm -rf x" in outer("rm -rf x | | ls")
    assert "rm -rf x" in outer("rm -rf x; echo 'open")
    assert "rm -rf x" in outer("rm -rf 'x")
    assert "rm -rf x" in outer('rm -rf "x')
    assert "rm -rf x" in seen("sh -c 'rm -rf x")
    assert "rm -rf 'x y'" not in outer("ls )\nrm -rf 'x y'")
    assert "rm -rf x y" in outer("ls )\nrm -rf 'x y'")
