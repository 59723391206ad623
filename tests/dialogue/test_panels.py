"""What a person reads: whole, short lines, nothing that steers the terminal, the same words without colour."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shellguard.dialogue import panels, proposals
from shellguard.dialogue.keys import Keys, offer
from shellguard.dialogue.style import Style
from shellguard.errors import ShellguardError
from shellguard.parsing.script import Span
from shellguard.policy.decision import Action, Challenge, Decision
from shellguard.risk.finding import Finding, Risk
from shellguard.verdict import SafeAlternative, Verdict

ALL = offer(Keys(), buffer=True, safer=True)
PLAIN = Style()
COLOURED = Style(color=True)
_SEQUENCE = re.compile(r"\x1b\[[0-9;]*m")


def verdict(*messages: str, safer: str = "", phrase: str = "", action: Action = Action.CONFIRM) -> Verdict:
    findings = tuple(
        Finding(f"files.rule{number}", message, 80 - number, "delete", number, (f"t{number}",))
        for number, message in enumerate(messages)
    )
    challenge = Challenge.PHRASE if phrase else Challenge.KEY
    return Verdict(
        id="0123456789ab",
        line="rm x",
        decision=Decision(action, challenge, phrase),
        risk=Risk(86, findings, 0.9, "It removes x."),
        safe_alternative=SafeAlternative(safer, "it keeps a copy", 10) if safer else None,
    )


def every_panel(shown: Verdict, style: Style) -> list[str]:
    return [
        panels.question(shown, style, ALL),
        panels.refusal(shown, style),
        panels.reasons(shown, style),
        proposals.proposal(shown.risk.reasoning, shown, style),
    ]


def test_the_heaviest_comes_first_and_the_rest_is_counted() -> None:
    said = panels.question(verdict("removes a", "removes b", "removes c", "removes d"), PLAIN, ALL)
    assert said.index("removes a") < said.index("removes b")
    assert "removes c" not in said
    assert "and 2 more: w says what" in said


@pytest.mark.parametrize(
    ("line", "safer", "shown"),
    [
        ("rm x", "mv x x.bak", "mv x x.bak"),
        ("true A && rm -rf x", "true A && mv x x.bak", "… mv x x.bak"),
        ("rm -rf x; true A", "mv x x.bak; true A", "mv x x.bak; …"),
        ("true A; rm -rf x; true A", "true A; mv x x.bak; true A", "… mv x x.bak; …"),
        ("rm -rf x", "A", "a" * 319 + "…"),
    ],
)
def test_of_a_long_safer_command_the_part_is_shown_that_is_another(line: str, safer: str, shown: str) -> None:
    long = "a" * 2_000
    told = replace(verdict("removes a", safer=safer.replace("A", long)), line=line.replace("A", long))
    assert f"  safer: {shown}" in panels.question(told, PLAIN, ALL).split("\n")


def test_the_same_deed_is_told_once() -> None:
    twice = (
        Finding("files.home", "removes your home", 90, "delete", 0, ("~",)),
        Finding("files.folder", "removes a folder", 80, "delete", 1, ("~",)),
    )
    shown = Verdict(id="1", line="rm -r ~", decision=Decision(Action.CONFIRM), risk=Risk(90, twice))
    said = panels.question(shown, PLAIN, ALL)
    assert "removes your home" in said
    assert "removes a folder" not in said
    assert "more" not in said


HERE, THERE = Span(0, 9), Span(12, 20)


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        # another command, other targets, another deed: both are told
        (("delete", ("a",), HERE), ("move", ("a",), THERE), True),
        (("delete", ("a",), HERE), ("delete", ("a", "b"), HERE), True),
        (("execute", (), HERE), ("listen", (), HERE), True),
        (("delete", (), HERE), ("delete", (), THERE), True),
        # the same command, and nothing further
        (("delete", ("a", "b"), HERE), ("move", ("a",), HERE), False),
        (("write", ("a",), HERE), ("overwrite", ("a",), HERE), False),
        (("database", ("a.db",), HERE), ("database", ("users",), HERE), False),
        (("send", ("key",), THERE), ("reveal", ("key",), HERE), False),
    ],
)
def test_a_second_reason_is_one_that_tells_more(
    first: tuple[str, tuple[str, ...], Span], second: tuple[str, tuple[str, ...], Span], both: bool
) -> None:
    findings = tuple(
        Finding(f"rule{number}", f"message {number}", 80 - number, effect, number, targets, span)
        for number, (effect, targets, span) in enumerate((first, second))
    )
    shown = Verdict(id="1", line="x", decision=Decision(Action.CONFIRM), risk=Risk(80, findings))
    assert ("message 1" in panels.question(shown, PLAIN, ALL)) is both


def test_what_would_have_run_is_no_reason_to_ask() -> None:
    findings = (
        Finding("a", "removes a", 70, "delete", 0, ("a",)),
        Finding("b", "kills b", 48, "kill", 1, ("b",)),
    )
    shown = Verdict(id="1", line="x", decision=Decision(Action.CONFIRM), risk=Risk(70, findings))
    said = panels.question(shown, PLAIN, ALL)
    assert "kills b" not in said
    assert "more" not in said
    assert "kills b" in panels.reasons(shown, PLAIN)


def test_the_safer_command_is_shown_where_there_is_one() -> None:
    assert "safer: mv x y" in panels.question(verdict("removes x", safer="mv x y"), PLAIN, ALL)
    assert "safer" not in panels.question(verdict("removes x"), PLAIN, ALL)


def test_a_safer_command_of_several_lines_is_shown_as_it_would_stand_there() -> None:
    said = panels.question(verdict("removes x", safer="for d in a b; do\n  find $d\ndone"), PLAIN, ALL)
    rows = [line[9:] for line in said.splitlines() if line.startswith(("  safer: ", " " * 9))]
    assert rows == ["for d in a b; do", "  find $d", "done"]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_sentences_are_wrapped_to_the_window(width: int) -> None:
    shown = verdict("removes " + "a folder and " * 30 + "more")
    for said in every_panel(shown, Style(width=width)):
        assert all(len(line) <= max(width, 46) for line in said.splitlines())


def test_what_follows_a_score_stands_under_its_sentence() -> None:
    said = panels.reasons(verdict("removes " + "a folder and " * 10 + "more"), PLAIN).splitlines()
    sentence = [line for line in said if not line.startswith("  Confidence")]
    assert len(sentence) > 1
    assert all(line.startswith(" " * 7) and line[7] != " " for line in sentence[1:])


def test_colour_changes_no_word() -> None:
    shown = verdict("removes a", "removes b", safer="mv a b", phrase="delete a")
    for bare, coloured in zip(every_panel(shown, PLAIN), every_panel(shown, COLOURED), strict=True):
        assert _SEQUENCE.sub("", coloured) == bare
        assert "\x1b" not in bare


@given(st.text(max_size=80))
def test_no_text_of_others_steers_the_terminal(text: str) -> None:
    shown = verdict(f"removes {text}", safer=f"mv {text}", phrase="delete it")
    problem = proposals.not_translated(ShellguardError(text, where=text, hint=text), PLAIN)
    for said in [*every_panel(shown, PLAIN), problem]:
        assert all(character.isprintable() or character == "\n" for character in said)


@pytest.mark.parametrize(
    ("keys", "buffer", "safer", "found"),
    [
        pytest.param(
            Keys(), True, True, "  Run it? [y]es  [N]o  [e]dit  [s]afer  [w]hy  [r]emember  ", id="all"
        ),
        pytest.param(
            Keys(), True, False, "  Run it? [y]es  [N]o  [e]dit  [w]hy  [r]emember  ", id="no safer one"
        ),
        pytest.param(Keys(), False, True, "  Run it? [y]es  [N]o  [w]hy  ", id="past the front door"),
        pytest.param(
            Keys(run="j"), False, False, "  Run it? [j] yes  [N]o  [w]hy  ", id="a key of one's own"
        ),
    ],
)
def test_only_what_can_be_answered_is_offered(keys: Keys, buffer: bool, safer: bool, found: str) -> None:
    answers = offer(keys, buffer=buffer, safer=safer)
    assert answers.label == found
    assert len(answers.keys) == 6


@pytest.mark.parametrize("width", [30, 40, 59, 80])
def test_no_answer_is_cut_in_two_at_the_window_s_end(width: int) -> None:
    label = offer(Keys(), buffer=True, safer=True, width=width).label
    assert all(len(line) < width for line in label.split("\n"))
    assert label.split() == offer(Keys(), buffer=True, safer=True, width=200).label.split()
