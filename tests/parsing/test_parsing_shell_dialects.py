"""What other shells write their own way, as bash would write it."""

from __future__ import annotations

import pytest

from shellguard.parsing.nested.shell_dialects import as_bash, is_other

SAME = [
    ("bash", "set x a b; $x"),
    ("sh", "=ls"),
    ("fish", "ls -la"),
    ("fish", "echo 'x; end'; echo \"a (b)\""),
    ("zsh", "for f in *.txt; do echo $f; done"),
    ("zsh", "print -l *(.om[1,3])"),
    ("zsh", "[[ a == b ]] && x=1"),
    ("tcsh", "ls | wc -l"),
    ("nu", "ls | where size > 1mb"),
]
WRITTEN = [
    ("fish", "for f in *.txt; echo $f; end", "for f in *.txt; do echo $f;done"),
    ("fish", "set -l d a b; ls $d", "d=(a b);ls ${d[@]}"),
    ("fish", "function w; ls $argv; end; w -l", 'w() { ls "$@";};w -l'),
    ("fish", "function w --description x; ls $argv[1]; end", 'w() { ls "$1";}'),
    ("fish", "if test -d a; ls a; else; ls; end", "if test -d a; then ls a;else ls;fi"),
    ("fish", "test -d a; and ls a", "test -d a && ls a"),
    ("fish", "cat (ls)", "cat $(ls)"),
    ("fish", "while true\n  ls\nend", "while true; do\nls\ndone"),
    ("fish", "begin; ls; end", "{ ls;}"),
    ("zsh", "=ls -l; sudo =ls", "ls -l; sudo ls"),
    ("zsh", "a=(ls -l); $a", "a=(ls -l); ${a[@]}"),
    ("zsh", "${=x} ${(z)y}", "${x} ${y}"),
    ("zsh", "for f (a b) ls $f", "for f in a b; do ls $f; done"),
    ("zsh", "zf_mkdir a", "mkdir a"),
    ("zsh", "ls *(N)", "ls *"),
    ("tcsh", "set a = (ls -l); $a", "a=(ls -l); ${a[@]}"),
    ("csh", "setenv A b; ls", "A=b; ls"),
    ("csh", "foreach f (a b)\nls $f\nend", "for f in a b; do\nls $f\ndone"),
    ("nu", "ls | each {|f| ^ls $f.name }", "ls | each {|f| ls $f.name }"),
    ("elvish", "e:ls -l", "ls -l"),
]


@pytest.mark.parametrize(("program", "text"), SAME)
def test_what_bash_reads_alike_stays(program: str, text: str) -> None:
    assert as_bash(program, text).replace(";", "; ").replace("  ", " ") == text


@pytest.mark.parametrize(("program", "text", "written"), WRITTEN)
def test_it_is_written_as_bash_would(program: str, text: str, written: str) -> None:
    assert as_bash(program, text) == written


def test_a_shell_of_the_family_of_bash_is_no_other() -> None:
    assert not any(map(is_other, ("bash", "sh", "dash", "ksh", "mksh", "ash", "yash")))
