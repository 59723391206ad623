"""Flat statements are taken a quick way: what they say is what the long way would say."""

from __future__ import annotations

import pytest

from shellguard.parsing.reading import read
from shellguard.parsing.script import Hole, NestedKind, Script
from shellguard.parsing.shell_state import ShellState
from tests.parsing.parsing_view import outer, seen, words


def shapes(script: Script) -> list[tuple[object, ...]]:
    """The commands of a script without the places where they stand."""
    return [
        (
            tuple(word.pieces for word in command.words),
            tuple((item.name, item.value.pieces, item.append) for item in command.assignments),
            command.connection,
            tuple(nested.kind for nested in command.nested),
        )
        for command, _ in script.walk()
    ]


TWICE = [
    # the quick way, and the same written so that it is not taken
    ("f() { aa; bb cc; }; f", "f() { aa; bb cc; } <&-; f"),
    ("f() { aa; }; f; f x", "f() { aa; } <&-; f; f x"),
    ("f() { aa 'b }'; }; f", "f() { aa 'b }'; } <&-; f"),
    ("f() { aa\nbb\n}\nf", "f() { aa\nbb\n} <&-\nf"),
    ("f() { aa; f; }; f", "f() { aa; f; } <&-; f"),
    ("f() { aa && bb || cc; }; f", "f() { aa && bb || cc; } <&-; f"),
    ("f() { if aa; then bb; fi; }; f", "f() { if aa; then bb; fi; } <&-; f"),
    ("f() { aa | bb; }; f", "f() { aa | bb; } <&-; f"),
    ('f() { aa "$1" | bb $2; }; f x y', 'f() { aa "$1" | bb $2; } <&-; f x y'),
    ('f() { aa "$1 z" && bb ${3:-w}; cc; }; f x', 'f() { aa "$1 z" && bb ${3:-w}; cc; } <&-; f x'),
    ("f() { aa $1; }; f 'x y'; f", "f() { aa $1; } <&-; f 'x y'; f"),
    ("aa() { bb $1; }; f() { aa $1; }; f x", "aa() { bb $1; } <&-; f() { aa $1; } <&-; f x"),
    ("f() { cd $1; aa; }; f x; bb", "f() { cd $1; aa; } <&-; f x; bb"),
    (
        'g() { aa "$(bb)" "$*" >&2; }; f() { g "x $1"; exit 1; }; cc || f y; dd',
        'g() { aa "$(bb)" "$*" >&2; } <&-; f() { g "x $1"; exit 1; } <&-; cc || f y; dd',
    ),
    ("f() { exit 1; aa; }; f x", "f() { exit 1; aa; } <&-; f x"),
    ('f() { return; aa "$1"; }; f x', 'f() { return; aa "$1"; } <&-; f x'),
    ('f() { printf -v x "$1"; aa $x; }; f b', 'f() { printf -v x "$1"; aa $x; } <&-; f b'),
    ('f() { [ -n "$1" ] && aa "$1"; return 0; }; f b', 'f() { [ -n "$1" ] && aa "$1"; return 0; } <&-; f b'),
    ('g() { aa "$1"; f; }; f() { g x; }; f', 'g() { aa "$1"; f; } <&-; f() { g x; } <&-; f'),
    ('f() { aa "$1" > /dev/null 2>&1; }; f x', 'f() { aa "$1" > /dev/null 2>&1; } <&-; f x'),
    ('f() { aa "$1" > out; }; f x; cat out', 'f() { aa "$1" > out; } <&-; f x; cat out'),
    ('bb() { cc; }; f() { aa "$(bb)" "$1"; }; f x', 'bb() { cc; } <&-; f() { aa "$(bb)" "$1"; } <&-; f x'),
    ("f() { x=1; }; aa || f; bb $x", "f() { x=1; } <&-; aa || f; bb $x"),
    ("f() { aa ${x:=$1}; }; aa || f b; bb $x", "f() { aa ${x:=$1}; } <&-; aa || f b; bb $x"),
    ('f() { aa "$_" "$1"; }; bb cc; f x', 'f() { aa "$_" "$1"; } <&-; bb cc; f x'),
    ('f() { aa "$(f)" "$1"; }; f x', 'f() { aa "$(f)" "$1"; } <&-; f x'),
    (
        'cd() { aa "$1"; }; f() { cd "$1"; bb; }; f x; cc',
        'cd() { aa "$1"; } <&-; f() { cd "$1"; bb; } <&-; f x; cc',
    ),
    (
        'f() { echo "$1"; }; g() { f "$1 b"; }; aa $(g c)',
        'f() { echo "$1"; } <&-; g() { f "$1 b"; } <&-; aa $(g c)',
    ),
    ('f() { echo "$1" >&2; }; aa $(f c)', 'f() { echo "$1" >&2; } <&-; aa $(f c)'),
    ("f() { ${1}a b; }; f x", "f() { ${1}a b; } <&-; f x"),
]


@pytest.mark.parametrize(("quick", "long"), TWICE)
def test_a_function_says_the_same_whichever_way_it_is_read(quick: str, long: str) -> None:
    expected = [shape for shape in shapes(read(long)) if shape[0] or shape[1] or shape[3]]
    found = [shape for shape in shapes(read(quick)) if shape[0] or shape[1] or shape[3]]
    assert [shape[0] for shape in found] == [shape[0] for shape in expected]
    assert [shape[3] for shape in found] == [shape[3] for shape in expected]


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("x=1; (x=2); echo $x", ["echo", "1"]),
        ("x=1; (x=2; y=3); x+=4; echo $x", ["echo", "14"]),
        ("x=1; f() { x=2; }; echo $x", ["echo", "1"]),
        ("x=1; f() { x=2; }; f; echo $x", ["echo", "2"]),
        ("x=1; echo $(x=2; aa $x); echo $x", ["echo", "1"]),
        ("x=1; sh -c 'x=2'; echo $x", ["echo", "1"]),
        ("x=1; x=2 | cat; echo $x", ["echo", "1"]),
        ("x=1\nx=2\necho $x", ["echo", "2"]),
        ('x=a; y="$x b"; echo "$y"', ["echo", "a b"]),
        ("x=a; x+=b; echo $x", ["echo", "ab"]),
    ],
)
def test_an_assignment_holds_where_bash_lets_it_hold(line: str, last: list[str]) -> None:
    assert words(line) == last


def test_a_function_of_a_subshell_is_none_outside() -> None:
    assert "inner" not in outer("(f() { inner; }); f")
    assert seen("(f() { inner; }); f").count("inner") == 1  # as it is defined, not as it is called
    assert seen("f() { inner; }; f").count("inner") == 2


def test_each_definition_holds_until_the_next_one() -> None:
    called = [
        [" ".join(word.text for word in one.words) for one in nested.script.commands]
        for command, _ in read("f() { aa; }; f; f() { bb; }; f; (f() { cc; }; f); f").walk()
        for nested in command.nested
        if nested.kind is NestedKind.FUNCTION
    ]
    assert called == [["aa"], ["bb"], ["cc"], ["bb"]]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("echo $(aa) x", ["echo $(aa) x", "aa"]),
        ("echo $(aa $y) x", ["echo $(aa $y) x", "aa $y"]),
        ('echo "$(aa b)" x', ["echo $(aa b) x", "aa b"]),
        ("echo a$(bb)c", ["echo a$(bb)c", "bb"]),
        ("echo $( aa )", ["echo $( aa )", "aa"]),
        ("echo $(echo bb) x", ["echo bb x", "echo bb"]),
        ("$(aa) x", ["$(aa) x", "aa"]),
        ("echo $(aa) | $(bb)", ["echo $(aa)", "aa", "$(bb)", "bb"]),
        ("x=$(aa b); cc", ["aa b", "cc"]),
        ("echo $(aa $(bb)) $(cc; dd)", ["echo $(aa $(bb)) $(cc; dd)", "aa $(bb)", "bb", "cc", "dd"]),
        ("echo $(sudo aa) x", ["echo $(sudo aa) x", "sudo aa", "aa"]),
        ("aa() { zz; }; echo $(aa)", ["zz", "echo $(aa)", "aa", "zz"]),
        ('echo "$(aa "b c" $y)" x', ['echo $(aa "b c" $y) x', "aa b c $y"]),
        ("x=\"$(aa 'b;c')\"; dd", ["aa b;c", "dd"]),
        ('echo "$(sudo aa "b c")" x', ['echo $(sudo aa "b c") x', "sudo aa b c", "aa b c"]),
    ],
)
def test_what_runs_in_a_substitution_is_told_once(line: str, told: list[str]) -> None:
    assert seen(line) == told
    assert read(line).problems == ()


@pytest.mark.parametrize(
    "word",
    [
        *("$(if)", "$(aa", "$(aa b;)", "$(aa | )", "$((1+1))", "$(aa <b)", "$(aa 'b)')", '"$(aa "b)")"'),
        *(
            '"$(aa "$x/b" \'$(c)\')"',
            '"$(aa "`b`")"',
            '"$(aa "$@" "$1")"',
            '$(aa "b"c\'d\' "")',
            '"$(aa "b)"',
        ),
    ],
)
def test_a_substitution_that_is_not_flat_reads_as_in_a_group(word: str) -> None:
    alone, grouped = read(f"echo {word} x"), read(f"{{ echo {word} x; }}")
    if not alone.problems and not grouped.problems:
        assert shapes(alone) == shapes(grouped)
    else:
        assert bool(alone.problems) and bool(grouped.problems)


STATE = ShellState(variables={"known": "a b", "empty": "", "gone": None})


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ('"$known c"', "a b c"),
        ('"$empty c"', " c"),
        ('"${known}${gone}"', "a b"),
        ('"x {a,b} $known"', "x {a,b} a b"),
        ('"$known*"', "a b*"),
        ('"$unknown c"', "$unknown c"),
    ],
)
def test_a_quoted_word_stays_one_word(word: str, text: str) -> None:
    last = read(f"echo {word}", STATE).commands[-1]
    assert [one.text for one in last.words] == ["echo", text]
    assert all(piece.hole in (Hole.NONE, Hole.VARIABLE) for piece in last.words[1].pieces)


ARRAYS = ShellState(
    variables={
        "x": "a",
        "x[@]": "0\x1ea\x1e1\x1eb c\x1e2\x1e$(d)\x1e",
        "keyed": None,
        "keyed[@]": "k\x1ea\x1etwo words\x1eb\x1e",
        "late": None,
        "late[@]": "3\x1ea\x1e7\x1eb\x1e",
    }
)


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ('"${x[@]}"', ["a", "b c", "$(d)"]),
        ('"${x[@]:1}" $x "${x[1]}" "${#x[@]}"', ["b c", "$(d)", "a", "b c", "3"]),
        ('"${keyed[k]}" "${keyed[two words]}" "${!keyed[@]}"', ["a", "b", "k", "two words"]),
        ('"${late[7]}" "${late[@]}"', ["b", "a", "b"]),
        ('"$late" "${late[4]}" e', ["", "", "e"]),
    ],
)
def test_arrays_of_the_shell_hold_what_it_says(words: str, texts: list[str]) -> None:
    command = read(f"echo {words}", ARRAYS).commands[-1]
    assert [one.text for one in command.words[1:]] == texts
    assert not command.nested


def test_an_array_of_the_shell_grows() -> None:
    line = 'x+=(e); x[1]=f; "${x[@]}"'
    assert [one.text for one in read(line, ARRAYS).commands[-1].words] == ["a", "f", "$(d)", "e"]


def test_a_quoted_variable_that_is_empty_is_told() -> None:
    assert read('rm "$gone/x"', STATE).commands[-1].words[1].vanished == ("gone",)
    assert read('rm "$empty/x y"', STATE).commands[-1].words[1].vanished == ("empty",)


def test_names_are_asked_for_on_the_quick_way_too() -> None:
    needs = read('aa; x=$y; echo "$z w"; f() { bb $v; }; sh -c cc; echo $(dd $u)').needs
    assert needs.variables == {"y", "z", "v", "u"}
    assert {"aa", "bb", "dd"} <= needs.aliases and "cc" not in needs.aliases


SAME_TEXT = [
    # taken in one loop, and the same in a way that is not: a condition's part is no flat statement
    'aa $1 "$2" $12 x$1',
    'aa ${b:-c} "${b-c/d}" ${b:--x} a${b:-c}d',
    "aa bb > out 2>&1",
    "aa >> out < in",
    "aa &> out",
    "aa > one > two",
    "echo aa > out; cat out",
    "echo aa > out; echo bb >> out; cat < out",
    "x=$(aa bb); cc $x",
    'x="$(aa bb)"; cc "$x/d"',
    "x=$(echo aa); cc $x",
    "x=$(mktemp); cc $x",
    "x=$1; cc $x",
    "x=${b:-c}; cc $x",
    "x+=$(aa); cc $x",
]


@pytest.mark.parametrize("text", SAME_TEXT)
def test_a_list_says_the_same_alone_and_behind_a_condition(text: str) -> None:
    long = "; ".join(f"true && {one}" for one in text.split("; "))
    condition = shapes(read("true"))[0][0]
    expected = [shape[:2] for shape in shapes(read(long)) if shape[0] != condition]
    assert [shape[:2] for shape in shapes(read(text))] == expected


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("f() { aa $1 \"$2\"; }; f x 'y z'", ["aa", "x", "y z"]),
        ("f() { aa $1 bb; }; f 'y z'", ["aa", "y", "z", "bb"]),
        ("f() { aa $1 bb; }; f", ["aa", "bb"]),
        ('f() { aa "$1" bb; }; f', ["aa", "", "bb"]),
        ("f() { aa ${1:-bb}; }; f cc", ["aa", "cc"]),
        ("x=dd; f() { aa ${x:-bb}; }; f", ["aa", "dd"]),
        ("f() { x=$1; aa $x; }; f cc", ["aa", "cc"]),
        ("sh -c 'aa $1'", ["aa"]),
        ("sh -c 'aa $1' n cc", ["aa", "cc"]),
        ("f() { sh -c 'aa $1'; }; f cc", ["aa"]),
        ("IFS=:; f() { aa $1; }; f b:c", ["aa", "b", "c"]),
    ],
)
def test_parameters_are_those_of_the_function_or_script_in_which_they_stand(
    line: str, last: list[str]
) -> None:
    commands = [command for command, _ in read(line).walk() if command.words]
    assert [word.text for word in commands[-1].words] == last


@pytest.mark.parametrize(
    ("line", "redirections"),
    [
        ("aa 2 > out", [(">", None, "out")]),
        ("aa 2> out", [(">", 2, "out")]),
        ("aa > out 2>&1", [(">", None, "out"), (">&", 2, "1")]),
        ("aa &>> out", [("&>>", None, "out")]),
        ("aa >&2", [(">&", None, "2")]),
        ("aa 0< in", [("<", 0, "in")]),
        ("aa > out bb", [(">", None, "out")]),
    ],
)
def test_plain_redirections_have_their_descriptor_sign_and_target(
    line: str, redirections: list[tuple[str, int | None, str]]
) -> None:
    for text in (line, f"{line}; bb", f"{line} | bb", f"{line} && bb"):
        found = read(text).commands[0].redirections
        assert [
            (one.operator, one.descriptor, one.target.text) for one in found if one.target
        ] == redirections
        assert [text[one.span.start : one.span.end] for one in found if one.span] == [
            text[one.span.start : one.span.end].strip() for one in found if one.span
        ]


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("a=(b c); echo ${a[1]} $x", ["echo", "c", "$x"]),
        ("x='b c'; echo $x d", ["echo", "b", "c", "d"]),
        ("x=b; echo $x $x", ["echo", "b", "b"]),
        ("x=b; IFS=b; echo a$x $x c", ["echo", "a", "", "c"]),
        ("x='*'; echo $x", ["echo", "*"]),
        ("x=c; echo ${x:=b} $x", ["echo", "c", "c"]),
        ("x=echo; $x b", ["echo", "b"]),
    ],
)
def test_words_of_a_command_that_only_runs_are_read_as_any_others(line: str, last: list[str]) -> None:
    assert words(line) == last
    assert words(f"{line} > /dev/null") == last


@pytest.mark.parametrize("line", ["echo $(x=1) $(x=1)", "echo $(:) $(:)", "echo $(aa) $(aa)"])
def test_each_substitution_runs_as_often_as_it_stands_there(line: str) -> None:
    assert len(read(f"{line} | cat").commands[0].nested) == 2


@pytest.mark.parametrize("text", ["aa > b", "echo aa > b", "aa b > c; dd", "read x < b"])
def test_a_redirected_command_alone_in_a_shell_reads_as_between_others(text: str) -> None:
    alone, among = (
        read(f"sh -c '{text}'").commands[0].nested[0].script.commands,
        read(f": x; {text}").commands[1:],
    )
    assert [one.words[0].text for one in alone] == [one.words[0].text for one in among]
    targets = [[item.target.text for item in one.redirections if item.target] for one in alone]
    assert targets == [[item.target.text for item in one.redirections if item.target] for one in among]
