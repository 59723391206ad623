"""Fields cut at odd separators, empty arrays, patterns and braces become what bash makes of them.

Each line prints its words; one restricted bash without a search path is asked about all of them.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState
from tests.parsing.parsing_view import outer, seen
from tests.parsing.test_parsing_bash import BASH, asked, empty  # noqa: F401

VALUES = "v='::a::b:'; w=' : a'; x='a b:c d'; p=foofoo; q='AaBb'; n=12; e=; a=(one 'two three' ''); none=(); abc=1; abd=2; "
WORDS = [
    "$v", "${x}", "$w", "x$w", "$v$x", "a$v", '"$v"$v', "$e$v", "${e:-$v}", "${n:+$w}b", "${x#a}", "$x'q r'$x",
    '"${none[@]}"', '"${none[@]:1}"', '"${none[@]#a}"', 'x"${none[@]}"', '"${none[*]}"', '"${none[@]}${none[@]}"',
    '"$@"', '"${@:2}"', '"$*"', '""$@', "${a[@]}", '"${a[@]}"', "${a[*]}", '"${a[*]}"', "x${a[@]}y", "$*",
    "${p/foo/&}", "${p//foo/[&]}", "${p/foo/\\&}", '${p/foo/"&"}', "${p/#/x}", "${p/%/x}", "${p/#//}", "${p//o}",
    "${p//*/x}", "${p/%o*/x}", "${x// /}", "${v//:/ }", "${v/:}", "${q^^a}", "${q^^[a-b]}", '${q,,"*"}', "${q^^\\*}",
    "${q~~}", "${q~}", "${n: -3}", "${n: -2}", "${q:1:-1}", "${q@Q}", "${x@Q}", "${q@U}", "${q@L}", "${q@u}",
    "{a,b}{1..2}", "{a,{b,c}}", "{{a,b},c}", "{a,b", "{a}", "{01..03}", "{9..1..-4}", "{a..e..2}", "{,,}x", "{1..3,y}",
    '"${!ab*}"', '"${!ab@}"', "${!ab*}", '"${u:-\\}}"', '"${e:-$\'a\\tb\'}"', '"${n+$\'\\x41\'}c"', '"${u:-\'a\'}"', "~:", "~:x",
    "${u/%/z}", "${u/*/z}", "${e/%/z}", '"$(printf %d "\'A")"{1..2}', "$(printf '%s' \"a'b\"){1,2}",
    "$(echo -e 'a\\cb' c)d", "$(printf '%b' 'a\\c' b)", "$(printf 'a\\cb')", "$(printf '%q' 'a b' '~' '' 'x*')", "$(printf %x -1)",
    "x{a,b{1..2}}y", "{$n,b}$n", "\\{a,b}", "{a\\,b}", "{'a,b',c}", "{-1..1}", "{c..a}", "{1..2}{a,b}{,x}",
]  # fmt: skip
ODD_BRACES = ("{a}", "\\{a,b}", "{a,b", "{a\\,b}")  # with more braces behind them bash goes its own way
SEPARATORS = ["", "IFS=:; ", "IFS=' :'; ", "IFS=ab; ", "IFS=$'\\n'; "]
EXTENDED = [
    "${p%%+(o)}", "${p//@(f|o)/x}", "${p/!(foo)/x}", "${q%%!(a)}", "${q##?(A)a}", "${x//*( )/}", "${p#!(f)}",
    "${q//[!a-z]/_}", "${q//[[:upper:]]/u}", "${q//[[:word:]]/w}",
]  # fmt: skip

pytestmark = pytest.mark.skipif(not BASH, reason="no bash here")


def compare(empty: Path, lines: list[str], before: str, state: ShellState) -> list[str]:  # noqa: F811
    """Lines that bash and the reader cut into other fields, where the reader knows them at all."""
    version = asked(empty, "printf '%s.%s' ${BASH_VERSINFO[0]} ${BASH_VERSINFO[1]}")[1]
    if [int(part) for part in version.split(".")] < [5, 2]:
        pytest.skip("an earlier bash takes & in a replacement for text")
    status, printed = asked(empty, before + "".join(f"( {line} )\nprintf '\\1'\n" for line in lines))
    assert status == 0
    differing = []
    for line, made in zip(lines, printed.split("\1"), strict=False):
        found = [word.value for word in read(line, state).commands[-1].words[3:]]
        if None not in found and found != made.split("\0")[1:-1]:
            differing.append(f"{line} {found}")
    return differing


@pytest.mark.parametrize("separators", SEPARATORS)
def test_words_are_cut_as_bash_cuts_them(empty: Path, separators: str) -> None:  # noqa: F811
    lines = [f"{VALUES}{separators}printf '%s\\0' x {word}" for word in WORDS]
    with_parameters = [f"set -- 'one two' '' c:; {line}" for line in lines if "@" in line or "*" in line]
    assert compare(empty, [f"set --; {line}" for line in lines] + with_parameters, "", ShellState()) == []


def test_extended_patterns_fit_as_in_bash(empty: Path) -> None:  # noqa: F811
    lines = [f"{VALUES}printf '%s\\0' x {word}" for word in EXTENDED]
    assert compare(empty, lines, "shopt -s extglob\n", ShellState(options=frozenset(("extglob",)))) == []


@pytest.mark.parametrize(
    "line",
    ["a=(x); \"${a[@]}\" rm -rf /x", "a=(); \"${a[*]}\" rm -rf /x", "a=(); \"x${a[@]}\" rm -rf /x",
     "set -- x; \"$@\" rm -rf /x", "IFS=:; x=':rm:-rf:/x'; $x", "x=rm; ${x/r/&x} -rf /x"],
)  # fmt: skip
def test_what_stands_before_a_command_hides_it(line: str) -> None:
    assert not any(text == "rm -rf /x" for text in seen(line))


@pytest.mark.parametrize(
    "line",
    ["a=(); \"${a[@]}\" rm -rf /x", "a=(); \"${a[@]:1}\" rm -rf /x", "set --; \"$@\" rm -rf /x",
     "\"$@\" rm -rf /x", "IFS=:; x='rm:-rf:/x:'; $x", "x=rm; ${x/rm/&} -rf /x", "IFS=' :'; x=' rm : -rf'; $x /x"],
)  # fmt: skip
def test_what_becomes_no_field_hides_nothing(line: str) -> None:
    assert "rm -rf /x" in (*seen(line), *outer(line))


@pytest.mark.parametrize("pattern", ["!(a)" * 3000, "!(" * 5000, "!(a)!(b)c", "!(a*)*b*"])
def test_patterns_that_would_take_long_are_not_followed(pattern: str) -> None:
    found = read(f"x=aaaa; echo ${{x/{pattern}/b}}").commands[-1]
    assert not found.words[1].known


@pytest.mark.parametrize("seed", range(4))
def test_words_put_together_at_random_are_cut_as_in_bash(empty: Path, seed: int) -> None:  # noqa: F811
    chosen = random.Random(seed)
    whole = [word for word in WORDS if word not in ODD_BRACES]
    lines = []
    while len(lines) < 150:
        word = "".join(
            chosen.choice(["", "", "z", "'s q'", "\\ "]) + part for part in chosen.sample(whole, 3)
        )
        if not ("@" in word and "*" in word) and word.count("{") < 12:  # in one word bash lets these two meet
            lines.append(f"{VALUES}printf '%s\\0' x {word}")
    assert compare(empty, [f"set --; {line}" for line in lines], "", ShellState()) == []
