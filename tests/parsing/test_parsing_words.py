"""Expansion: what a word becomes when its variables are known, unknown or unset."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from shellguard.parsing.reading import read
from shellguard.parsing.script import Hole
from shellguard.parsing.shell_state import ShellState, Supplied
from tests.parsing.parsing_view import script_of, seen, words

SAME_AS_BASH = [
    "a'b c'd",
    'a"b c"d',
    r"a\ b\c",
    "r''m \\r\\m",
    r"$'\x72m\t\u00e9\101\cA'",
    r"$'\ud800x'",
    '$"text"',
    "{a,b}c{1..3}",
    "{01..03} {a..e..2} {3..1}",
    "a{b,{c,d}}e",
    "{a} {a, b} {,a} {a,}",
    "'{a,b}' \"{a,b}\" \\{a,b}",
    "$V '$V' \"$V\"",
    '$W "$W" x${W}y',
    '$EMPTY "$EMPTY" x${EMPTY}y',
    '${V} ${#V} ${V:-x} ${V:+x} ${U:-d e} "${U:-d e}" ${U-x} ${EMPTY-x} ${EMPTY:-x}',
    "${P#*/} ${P##*/} ${P%/*} ${P%%/*}",
    "${P/u/X} ${P//u/X} ${P/#\\/usr/X} ${P/%z/X} ${P//[a-l]/_}",
    "${V^} ${V^^} ${V,,} ${V:1} ${V:1:1} ${V: -1} ${V:0:-1}",
    "${!N}",
    "\"${V}\"'a'$V",
    "${P%\"z\"} ${P%'z'}",
    "\"${U:-'q'}\"",
    '${U:-"a b"}',
    '${A[@]} ${A[1]} ${#A[@]} "${A[@]}"',
    "a$",
    '"a\\$b\\`c\\"d\\e"',
    "~/x ~ a~ '~'",
    "a=~ b",
    '"a\nb"',
    "a\\\nb",
    "${V}{a,b}",
    "x$'a b'y",
    '"${U-"a b"}" ${U-"a b"}',
    "a\\\n{a,b} a\\\nb{1..2}",
]

SETTING = "V='abc'; W='a b  c'; EMPTY=; P=/usr/lib/x.tar.gz; N=V; A=(1 '2 3' 4); unset U; HOME=/home/me\n"


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("text", SAME_AS_BASH)
def test_words_are_those_of_bash(text: str) -> None:
    line = SETTING + "printf '<%s>' " + text
    done = subprocess.run(
        ["bash", "--norc", "-c", line],
        capture_output=True,
        text=True,
        errors="surrogateescape",
        env={"LC_ALL": "C.UTF-8"},
        check=False,
    )
    command = script_of(line).commands[-1]
    assert all(word.known for word in command.words)
    assert "".join(f"<{word.text}>" for word in command.words[2:]) == done.stdout


@pytest.mark.parametrize(
    ("line", "state", "expected"),
    [
        ("rm $x", {}, ["rm", "$x"]),
        ("rm $x", {"variables": {"x": "a b"}}, ["rm", "a", "b"]),
        ('rm "$x"', {"variables": {"x": "a b"}}, ["rm", "a b"]),
        ("rm $x/", {"variables": {"x": None}}, ["rm", "/"]),
        ("rm $x", {"variables": {"x": None}}, ["rm"]),
        ('rm "$x"', {"variables": {"x": ""}}, ["rm", ""]),
        ("rm ~/a", {"home": "/home/me"}, ["rm", "/home/me/a"]),
        ("rm ~/a", {}, ["rm", "~/a"]),
        ("rm $PWD/a", {"cwd": "/w"}, ["rm", "/w/a"]),
        ("X=1; rm a$X", {}, ["rm", "a1"]),
        ("X=1 rm a$X", {"variables": {"X": None}}, ["rm", "a"]),
        ("X=rm; Y=$X; $Y -rf /", {}, ["rm", "-rf", "/"]),
        ("a=r; b=m; $a$b x", {}, ["rm", "x"]),
        ("rm${IFS}-rf${IFS}/", {}, ["rm", "-rf", "/"]),
        ("IFS=,; x=rm,-rf; $x /", {}, ["rm", "-rf", "/"]),
        ("$(echo rm) x", {}, ["rm", "x"]),
        ("$(printf 'r%s' m) x", {}, ["rm", "x"]),
        ("$(echo mr | rev) x", {}, ["rm", "x"]),
        ("`echo sn | tr s-t r-s | tr n m` x", {}, ["rm", "x"]),
        ("$(base64 -d <<< cm0=) x", {}, ["rm", "x"]),
        ("$(echo 726d | xxd -r -p) x", {}, ["rm", "x"]),
        ("$(echo arxmb | cut -c2,4) x", {}, ["rm", "x"]),
        ("$(echo xrm | cut -c2-3) x", {}, ["rm", "x"]),
        ("$(echo rX | sed s/X/m/) x", {}, ["rm", "x"]),
        ("read -r p <<< rm; $p x", {}, ["rm", "x"]),
        ("printf -v p '%s' rm; $p x", {}, ["rm", "x"]),
        ('c=(rm -rf); "${c[@]}" x', {}, ["rm", "-rf", "x"]),
        ("if a; then X=1; fi; rm $X", {}, ["rm", "$X"]),
        ("(X=1); rm a$X", {"variables": {"X": "2"}}, ["rm", "a2"]),
        ("rm $(<f)", {}, ["rm", "$(<f)"]),
        ("unset X; rm $X/", {"variables": {"X": "2"}}, ["rm", "/"]),
    ],
)
def test_values_are_followed(line: str, state: dict[str, object], expected: list[str]) -> None:
    assert words(line, **state) == expected


@pytest.mark.parametrize("line", ["bash -c 'ls x$$'", "ssh host 'ls x$$'", "env -i bash -c 'ls x$$'"])
def test_another_shell_has_another_pid(line: str) -> None:
    assert "ls x4711" not in seen(line, pid=4711)


@pytest.mark.parametrize(
    "line", ["ls x$$", 'ls "x${$}"', "( ls x$$ )", "f() { ls x$$; }; f", "ls x$(echo $$)"]
)
def test_the_pid_of_this_shell_is_known(line: str) -> None:
    assert "ls x4711" in seen(line, pid=4711)
    assert "ls x4711" not in seen(line)


def test_what_is_unset_is_told_from_what_is_unknown() -> None:
    unset = script_of('rm -rf "$D/"', variables={"D": None}).commands[0].words[2]
    unknown = script_of('rm -rf "$D/"').commands[0].words[2]
    guarded = script_of('rm -rf "${D:?}/"').commands[0].words[2]
    assert (unset.value, unset.vanished) == ("/", ("D",))
    assert (unknown.value, unknown.vanished) == (None, ())
    assert (guarded.known, guarded.vanished) == (False, ())


def test_an_unknown_name_is_asked_for_and_a_known_one_is_not() -> None:
    assert script_of("rm $x").needs.variables == {"x"}
    assert not script_of("rm $x", variables={"x": None}).needs.variables
    assert not script_of("x=1; rm $x $? $$ $1 $@ $RANDOM").needs.variables
    assert script_of("ls -la").needs.aliases == {"ls"}
    assert not script_of("ls -la", aliases={"ls": None}).needs.aliases
    assert not script_of("ls -la", types={"ls": "file"}).needs
    assert not script_of("/bin/ls 'x'").needs


def test_a_loops_variable_has_its_words_as_candidates() -> None:
    command = script_of("for i in a b; do rm $i; done").commands[-1]
    assert command.words[1].pieces[0].candidates == ("a", "b")


def test_a_glob_is_asked_for_and_replaced_by_what_was_supplied() -> None:
    script = script_of("rm /var/*.log 'x*'")
    assert script.needs.globs == {"/var/*.log"}
    word = script.commands[0].words[1]
    assert (word.prefix, word.pieces[1].hole) == ("/var/", Hole.GLOB)
    matched = Supplied(globs={"/bin/r?": ("/bin/rm",), "*.x": ()})
    assert words("/bin/r? a", matched) == ["/bin/rm", "a"]
    assert words("ls *.x", matched) == ["ls", "*.x"]


def test_long_values_and_wild_braces_stay_bounded() -> None:
    line = "a=xxxxxxxxxx;" + "".join("a=$a$a;" for _ in range(60)) + "echo $a"
    assert len(seen(line)) == 1
    assert len(words("echo " + "{a,b}" * 30)) == 2


@pytest.mark.parametrize(
    ("line", "asked", "matches", "received"),
    [
        pytest.param("rm *", "*", ("a", "b"), ["rm", "a", "b"], id="where the shell is"),
        pytest.param("cd /x && rm *", "/x/*", ("/x/a", "/x/b"), ["rm", "a", "b"], id="after cd"),
        pytest.param("cd / && rm *", "/*", ("/a",), ["rm", "a"], id="after cd to the root"),
        pytest.param("cd sub; rm *.c", "/here/sub/*.c", ("/here/sub/a.c",), ["rm", "a.c"], id="cd below"),
        pytest.param("(cd /x); rm *", "*", ("a",), ["rm", "a"], id="after a subshell's cd"),
        pytest.param("cd /x; rm /y/*", "/y/*", ("/y/a",), ["rm", "/y/a"], id="an absolute pattern"),
    ],
)
def test_a_pattern_is_matched_where_the_line_has_gone(
    line: str, asked: str, matches: tuple[str, ...], received: list[str]
) -> None:
    shell = ShellState(cwd="/here", home="/home/me")
    assert read(line, shell).needs.globs == {asked}
    script = read(line, shell, Supplied(globs={asked: matches}))
    assert [word.text for word in script.commands[-1].words] == received


def test_after_cd_to_an_unknown_folder_a_pattern_stays_unknown() -> None:
    script = read("cd $WHERE && rm *", ShellState(cwd="/here"))
    assert not script.needs.globs
    assert script.commands[-1].words[1].is_glob
