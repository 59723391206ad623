"""A function's body that was read when it was defined is read again where something has changed since."""

from __future__ import annotations

import pytest

from shellguard.parsing.reading import read


def run_by_the_last(line: str) -> list[str]:
    """The words of all that runs because of the last command of the line, in the order in which it does."""
    last = read(line).commands[-1]
    texts = []
    for nested in last.nested:
        texts += [" ".join(word.text for word in one.words) for one, _ in nested.script.walk()]
    return texts


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("f() { bash -c 'a b'; }; f", ["bash -c a b", "a b"]),
        ("f() { bash -c 'a b'; }; a() { c; }; f", ["bash -c a b", "a b", "c"]),
        ("f() { bash -c 'a b'; }; bash() { c; }; f", ["bash -c a b", "c"]),
        ("f() { bash -c 'a b'; }; alias bash=c; f", ["bash -c a b", "c -c a b"]),
        ('f() { bash -c "a $1"; }; f d', ["bash -c a d", "a d"]),
        ("f() { bash -c 'a $1'; }; f d", ["bash -c a $1", "a"]),
        ("f() { bash -c 'f x'; }; f", ["bash -c f x", "f x"]),
        ("f() { a; }; x=$(f 1)", ["f 1", "a"]),
        ("f() { a; }; x=$(f 1); x=$(f 2)", ["f 2", "a"]),
        ("f() { a; }; a() { c; }; x=$(f 1)", ["f 1", "a", "c"]),
        ("f() { a; }; f() { b; }; x=$(f 1)", ["f 1", "b"]),
        ("f() { a; }; x=$(f $(g))", ["f $(g)", "g", "a"]),
        ('f() { a "$1"; }; x=$(f 1)', ["f 1", "a 1"]),
        ('f() { a "$1" | b; }; x="$(f 1)"; y=$(f 2)', ["f 2", "a 2", "b"]),
        ("f() { a $1; }; f() { sudo $1; }; x=$(f c)", ["f c", "sudo c", "c"]),
        ("f() { echo $1; }; a() { c; }; x=$(f a); $x", ["c"]),
        ("f() { echo $1 | tr a-c d-f; }; $(f ab) x", ["f ab", "echo ab", "tr a-c d-f"]),
        ("f() { echo c; }; $(f) d", ["f", "echo c"]),
        ("cat() { a; }; x=$(cat b)", ["cat b", "a"]),
    ],
)
def test_a_call_runs_what_the_body_says_now(line: str, texts: list[str]) -> None:
    assert run_by_the_last(line) == texts


def test_what_a_function_prints_is_known_where_its_body_tells() -> None:
    assert read("f() { a; echo c; }; f; $(f)").commands[-1].words[0].known is False
    assert read("f() { echo c; }; f; $(f)").commands[-1].words[0].text == "c"
    assert read("f() { echo $1 | tr a-c d-f; }; x=$(f ab); $x").commands[-1].words[0].text == "de"
    assert read("f() { echo $1; a; }; x=$(f ab); $x").commands[-1].words[0].known is False


@pytest.mark.parametrize("source", ["${b%c}", "${b##*/}", '"${b%.*}"', "${b%%-*}"])
def test_a_trimmed_value_is_known_where_the_variable_is(source: str) -> None:
    unknown, known = read(f"a {source}"), read(f"b=x/y-z.c; a {source}")
    assert unknown.commands[-1].words[1].pieces[0].name == "b"
    assert unknown.needs.variables == {"b"}
    assert known.commands[-1].words[1].known


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("while a; do b; done", "3"),
        ("case x in *) a;; esac", "3"),
        ("for d in 5; do a; done", "5"),
        ("select d in 5; do a; done", "5"),
        ("for d in 5; do :; done; a", "5"),
        ("((d=5)); a", "5"),
        ("let d=5; a", "5"),
        ("printf -v d 5", "5"),
    ],
)
def test_each_call_leaves_what_the_body_sets(body: str, left: str) -> None:
    line = f'f() {{ {body}; }}; f; d=3; f; ls "$d"'
    assert read(line).commands[-1].words[1].text == left


MANY_CALLS = "f0() { ls; }; " + "".join(f'f{number + 1}() {{ f{number} "$@"; }}; ' for number in range(200))


def test_calls_are_gone_into_however_many_bodies_call_functions() -> None:
    assert run_by_the_last(MANY_CALLS + "f9 a")[-1] == "ls"
    assert run_by_the_last(MANY_CALLS + 'g() { rm -rf "$1"; }; h() { g "$@"; }; h /')[-1] == "rm -rf /"


def test_what_the_shell_calls_by_itself_is_gone_into_behind_many_bodies() -> None:
    line = MANY_CALLS + "g() { rm -rf ~/; }; precmd() { g; }"
    assert "rm -rf ~/" in run_by_the_last(line)
