"""Positional parameters become the fields that bash makes of them; what is not computed stays unknown."""

from __future__ import annotations

import pytest

from shellguard.parsing.reading import read
from tests.parsing.parsing_view import seen, words

SET = "set -- p1 'p 2' p3; echo "


@pytest.mark.parametrize(
    ("word", "fields"),
    [
        ('"$@"', ["p1", "p 2", "p3"]),
        ("$@", ["p1", "p", "2", "p3"]),
        ("x$*y", ["xp1", "p", "2", "p3y"]),
        ('"$*"', ["p1 p 2 p3"]),
        ('"${@}"', ["p1", "p 2", "p3"]),
        ("${@:2}", ["p", "2", "p3"]),
        ('"${@:2:1}"', ["p 2"]),
        ('"${@: -1}"', ["p3"]),
        ('"${*:1:2}"', ["p1 p 2"]),
        ("${@:7}", []),
        ("${#@}", ["3"]),
        ('"${@#p}"', ["1", " 2", "3"]),
        ('"${@/p/q}"', ["q1", "q 2", "q3"]),
        ('"${@^}"', ["P1", "P 2", "P3"]),
    ],
)
def test_positional_parameters_are_cut_and_changed_one_by_one(word: str, fields: list[str]) -> None:
    assert words(SET + word)[1:] == fields


@pytest.mark.parametrize(
    ("word", "fields"),
    [
        ('"${dd[@]:1}"', ["q r", "s"]),
        ('"${dd[@]:1:1}"', ["q r"]),
        ('"${dd[*]:1}"', ["q r s"]),
        ('"${dd[@]%r}"', ["p", "q ", "s"]),
        ("${dd[@]:1:1}", ["q", "r"]),
    ],
)
def test_elements_of_an_array_are_cut_and_changed_one_by_one(word: str, fields: list[str]) -> None:
    assert words(f"dd=(p 'q r' s); echo {word}")[1:] == fields


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ('dd=(p q ~/r); echo "${dd[@]:0:2}"', ["p", "q"]),
        ('dd=(p q ~/r); echo "${dd[@]:1}"', ["q", "~/r"]),
        ('dd=(p q ~/r); echo "${dd[@]^}"', ["P", "Q", "~/r"]),
        ('set -- p q ~/r; echo "${@:2}"', ["q", "~/r"]),
        ('set -- p q ~/r; echo "${@:1:2}"', ["p", "q"]),
        ("set -- p q ~/r; echo ${@#p}", ["q", "~/r"]),
        ('dd=(p q ~/r); n=${#dd[@]}; echo "${dd[@]:0:n}"', ["p", "q", "~/r"]),
        ("dd=(p q ~/r x); unset 'dd[-1]'; echo \"${dd[@]}\"", ["p", "q", "~/r"]),
        ("dd=(x p ~/r); unset 'dd[0]'; echo \"${dd[@]}\"", ["p", "~/r"]),
        ('dd[0]=p; dd[1]=~/q; dd[2]=r; echo "${dd[@]}"', ["p", "~/q", "r"]),
        ('dd=(p ~/q); dd[1]=r; echo "${dd[@]}"', ["p", "r"]),
    ],
)
def test_so_are_those_of_which_one_is_not_known(line: str, fields: list[str]) -> None:
    assert [word.text for word in read(line).commands[-1].words[1:]] == fields


@pytest.mark.parametrize("word", ["${@:0}", "${@:0:1}", '"${@:x}"', '"${@:1:-1}"'])
def test_a_slice_that_may_hold_the_name_of_the_shell_is_not_known(word: str) -> None:
    assert read(SET + word).commands[-1].words[-1].value is None


def test_what_stands_in_one_parameter_runs_as_words() -> None:
    assert "sudo aa bb" in seen("set -- 'sudo aa bb'; $@")
    assert "aa bb" in seen("set -- 'sudo aa bb'; $@")
    assert "aa bb" in seen("set -- x sudo aa bb; ${@:2}")


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("$(printf %03d 7)", "007"),
        ("$(printf %5.2s abc)", "ab"),
        ("$(printf '%x-%o' 255 8)", "ff-10"),
        ("$(printf 100%%)", "100%"),
        ("\"$(printf '%.3d|%03d|%-3d|' 7 -7 7)\"", "007|-07|7  |"),
        ("\"$(printf '%d %d %d' 007 0x1f +5)\"", "7 31 5"),
        ("$(printf %u -1)", "18446744073709551615"),
        ("\"$(printf '%q' 'a b;c')\"", "a\\ b\\;c"),
        ("$(printf '%bx%s' 'a\\cb' c)", "a"),
        ("$(printf 'a\\cb')", "a\\cb"),
        ("$(echo -e 'aa\\cbb' cc)", "aa"),
        ("$(echo -e 'a\\\\cb')", "a\\cb"),
        ("$(echo 'a\\cb')", "a\\cb"),
    ],
)
def test_a_format_is_filled_in_as_printf_does(line: str, printed: str) -> None:
    assert words(f"echo {line}") == ["echo", printed]


@pytest.mark.parametrize("form", ["%n", "%e", "%a b", "%(%F)T", "%Z", "%"])
def test_a_conversion_that_is_not_computed_leaves_the_text_unknown(form: str) -> None:
    assert read(f"echo $(printf '{form}' 'a b')").commands[-1].words[-1].value is None


@pytest.mark.parametrize(
    "line",
    [
        "aa | time sudo bb",
        "aa | time -p sudo bb",
        "aa |& time -f %e sudo bb",
        "aa | /usr/bin/time -v sudo bb",
        "\\time -p sudo bb",
    ],
)
def test_time_behind_a_bar_is_a_program_that_runs_its_words(line: str) -> None:
    assert seen(line)[-2:] == ["sudo bb", "bb"]
    assert read(line).problems == ()


@pytest.mark.parametrize(
    "line", ["coproc >&- bb cc", "coproc 2>/dev/null bb cc", "coproc bb cc", "coproc NAME { bb cc; }"]
)
def test_a_coprocess_may_begin_with_a_redirection(line: str) -> None:
    assert "bb cc" in seen(line)
    assert read(line).problems == ()
