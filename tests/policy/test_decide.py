"""Thresholds, lists, presets and modes; which of them outranks which."""

from __future__ import annotations

import pytest

from shellguard.effects.effect import Effect, EffectKind
from shellguard.parsing.script import (
    Nested,
    NestedKind,
    Piece,
    Problem,
    ProblemKind,
    Script,
    SimpleCommand,
    Word,
)
from shellguard.policy.decide import at_least_confirm, decide, phrase_for, under_mode
from shellguard.policy.decision import Action, Challenge, Decision
from shellguard.risk.finding import Finding, Risk
from shellguard.settings.model import PolicySettings


def simple(text: str, *nested: Nested) -> SimpleCommand:
    return SimpleCommand(words=tuple(Word(part, (Piece(part),)) for part in text.split()), nested=nested)


def script(*commands: SimpleCommand) -> Script:
    return Script(commands=commands)


def judged(line: str | Script, score: int, **settings: object) -> Decision:
    read = script(simple(line)) if isinstance(line, str) else line
    return decide(Risk(score), read, (), PolicySettings.model_validate(settings))


@pytest.mark.parametrize(
    ("score", "action", "challenge"),
    [
        (0, Action.ALLOW, None),
        (50, Action.ALLOW, None),
        (51, Action.CONFIRM, Challenge.KEY),
        (80, Action.CONFIRM, Challenge.KEY),
        (81, Action.CONFIRM, Challenge.PHRASE),
        (94, Action.CONFIRM, Challenge.PHRASE),
        (95, Action.DENY, None),
        (100, Action.DENY, None),
    ],
)
def test_the_score_decides_without_patterns(score: int, action: Action, challenge: Challenge | None) -> None:
    decision = judged("x", score)
    assert (decision.action, decision.challenge, decision.by) == (action, challenge, "score")


def test_deny_from_101_never_denies_by_score() -> None:
    assert judged("x", 100, deny_from=101).action is Action.CONFIRM


def test_always_deny_outranks_an_exact_allow() -> None:
    decision = judged("x a", 0, always_deny=["x *"], always_allow=["x a"])
    assert decision.action is Action.DENY
    assert decision.by == "always_deny: x *"


def test_exact_allow_outranks_deny_from_and_a_starred_one_does_not() -> None:
    assert judged("x a", 99, always_allow=["x *"]).action is Action.DENY
    assert judged("x a", 94, always_allow=["x *"]).action is Action.ALLOW
    assert judged("x a", 99, always_allow=["x a"]).action is Action.ALLOW


def test_what_a_pattern_overrides_is_said() -> None:
    assert judged("x a", 10, always_allow=["x a"]).overrides is None
    assert judged("x a", 60).overrides is None
    assert judged("x a", 60, always_allow=["x *"]).overrides is Action.CONFIRM
    assert judged("x a", 99, always_allow=["x a"]).overrides is Action.DENY


def test_starred_confirm_outranks_a_starred_allow() -> None:
    decision = judged("x a", 0, always_confirm=["x *"], always_allow=["x *"])
    assert (decision.action, decision.challenge) == (Action.CONFIRM, Challenge.KEY)


def test_confirm_keeps_the_phrase_that_the_score_demands() -> None:
    assert judged("x a", 90, always_confirm=["x *"]).challenge is Challenge.PHRASE


def inner(kind: NestedKind, text: str) -> Script:
    return script(simple("x a", Nested(kind, script(simple(text)))))


@pytest.mark.parametrize("kind", list(NestedKind))
def test_a_denied_command_is_found_in_every_nesting(kind: NestedKind) -> None:
    assert judged(inner(kind, "touch secret"), 0, always_deny=["touch *secret*"]).action is Action.DENY


@pytest.mark.parametrize(
    "kind", [NestedKind.SUBSTITUTION, NestedKind.PROCESS, NestedKind.ALIAS, NestedKind.LATER]
)
def test_allow_does_not_reach_into(kind: NestedKind) -> None:
    assert judged(inner(kind, "y b"), 70, always_allow=["x a"]).action is Action.CONFIRM
    assert judged(inner(kind, "y b"), 70, always_allow=["x a", "y *"]).action is Action.ALLOW


@pytest.mark.parametrize("kind", [NestedKind.WRAPPER, NestedKind.SHELL, NestedKind.FUNCTION])
def test_allow_of_ones_own_reaches_into(kind: NestedKind) -> None:
    assert judged(inner(kind, "y b"), 70, always_allow=["x a"]).action is Action.ALLOW


def test_allow_must_cover_every_command_of_a_line() -> None:
    line = script(simple("x a"), simple("y b"))
    assert judged(line, 70, always_allow=["x a"]).action is Action.CONFIRM
    assert judged(line, 70, always_allow=["x a", "y b"]).action is Action.ALLOW


def test_allow_does_not_hold_for_a_line_that_was_not_read_in_full() -> None:
    line = Script(commands=(simple("x a"),), problems=(Problem(ProblemKind.SYNTAX, "?"),))
    assert judged(line, 70, always_allow=["x a"]).action is Action.CONFIRM


@pytest.mark.parametrize("line", ["rm -rf x", "rm -r -f x", "sudo ls", "dd if=a of=b", "mkfs.ext4 /dev/sda1"])
def test_strict_always_asks_for(line: str) -> None:
    assert judged(line, 0, preset="strict").action is Action.CONFIRM
    assert judged(line, 0).action is Action.ALLOW


@pytest.mark.parametrize("line", ["ls", "ls -la", "pwd", "echo a b", "cat notes"])
def test_strict_always_runs(line: str) -> None:
    assert judged(line, 60, preset="strict").action is Action.ALLOW


def test_strict_does_not_run_a_function_that_took_the_name_of_a_listed_program() -> None:
    line = script(simple("ls", Nested(NestedKind.FUNCTION, script(simple("y b")))))
    assert judged(line, 60, preset="strict").action is Action.CONFIRM


def test_strict_asks_for_cat_of_several_files_by_score() -> None:
    assert judged("cat a b", 60, preset="strict").action is Action.CONFIRM


def test_paranoid_lowers_the_thresholds_unless_they_are_set() -> None:
    assert judged("x", 40, preset="paranoid").action is Action.CONFIRM
    assert judged("x", 40, preset="paranoid", allow_up_to=45).action is Action.ALLOW


def test_what_is_denied_runs_where_the_guard_observes_or_is_off() -> None:
    denied = Decision(Action.DENY)
    assert under_mode(denied, "guard") == denied
    assert under_mode(denied, "observe") == Decision(Action.ALLOW, by="mode: observe", observed=Action.DENY)
    assert under_mode(denied, "off") == Decision(Action.ALLOW, by="mode: off")


def test_at_least_confirm_never_lowers() -> None:
    assert at_least_confirm(Decision(Action.DENY), "x") == Decision(Action.DENY)
    assert at_least_confirm(Decision(Action.ALLOW), "x").action is Action.CONFIRM


@pytest.mark.parametrize(
    ("kind", "targets", "phrase"),
    [
        (EffectKind.DELETE, ("~/photos",), "delete ~/photos"),
        (EffectKind.DELETE, ("/a/" + "long" * 20 + "/photos/",), "delete photos"),
        (EffectKind.DELETE, ("\u0440hotos",), "delete rm"),
        (EffectKind.DISK, ("/dev/sda",), "erase /dev/sda"),
        (EffectKind.EXECUTE, (), "run rm"),
        (EffectKind.KILL, (), "kill everything"),
        (EffectKind.RESOURCE, ("namespace", "production"), "destroy production"),
        (EffectKind.RESOURCE, (), "destroy rm"),
        (EffectKind.PERMIT, ("~",), "change ~"),
        (EffectKind.PERSIST, ("/etc/sudoers",), "change /etc/sudoers"),
    ],
)
def test_the_phrase_names_what_would_be_lost_and_can_be_typed(
    kind: EffectKind, targets: tuple[str, ...], phrase: str
) -> None:
    effect = Effect(kind, "r", "rm", "m", 80)
    assert phrase_for(Risk(85, (Finding("r", "m", 85, kind, 0, targets),)), (effect,)) == phrase


@pytest.mark.parametrize(
    ("message", "phrase"), [("deletes a repository", "delete a/b"), ("gives it to all", "publish a/b")]
)
def test_the_phrase_says_of_what_is_published_whether_it_goes(message: str, phrase: str) -> None:
    finding = Finding("r", message, 85, EffectKind.PUBLISH, 0, ("a/b",))
    assert phrase_for(Risk(85, (finding,)), (Effect(EffectKind.PUBLISH, "r", "gh", "m", 80),)) == phrase


def test_the_phrase_names_no_scrap_of_code() -> None:
    finding = Finding("r", "m", 85, EffectKind.EXECUTE, 0, ())
    assert phrase_for(Risk(85, (finding,)), (Effect(EffectKind.EXECUTE, "r", "x)", "m", 80),)) == "run it"


def test_without_findings_the_phrase_is_to_run_it() -> None:
    assert phrase_for(Risk(85), ()) == "run it"
