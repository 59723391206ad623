"""The safer command for a removal below an empty variable: the same line, which then stops by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard import judgement
from shellguard.dialogue import panels
from shellguard.dialogue.style import Style
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict

README = Path(__file__).resolve().parents[2] / "README.md"

# (line, what the shell says of DIR): these lines would not stop, so that they are no safer
STILL_RUNS = [
    ('rm -rf "${DIR:?}/"', "/"),
    ('rm -rf "${DIR:?}/etc"', "/"),
    ('DIR=/; rm -rf "${DIR:?}/"', None),
    ('DIR=; DIR=/; rm -rf "${DIR:?}/"', None),
    ('false && DIR=; rm -rf "${DIR:?}/"', "/"),
    ('read DIR <<< /; rm -rf "${DIR:?}/"', None),
    ('(echo "${DIR:?}"); rm -rf /', None),
    ('echo "${DIR:?}" | cat; rm -rf /', None),
    ('test -f a && echo "${DIR:?}"; rm -rf /', None),
    ('echo "${DIR:?}"\nrm -rf /', None),
    ('trap "DIR=/" DEBUG; rm -rf "${DIR:?}/"', None),
]
GUARDED = [
    ('rm -rf "$DIR/"', 'rm -rf "${DIR:?}/"'),
    ("rm -rf $DIR/*", "rm -rf ${DIR:?}/*"),
    ('cd {scratch} && rm -rf "$DIR/"*', 'cd {scratch} && rm -rf "${DIR:?}/"*'),
    ('sudo rm -rf "${DIR}/"', 'sudo rm -rf "${DIR:?}/"'),
    ('rm -rf "$DIR/"; ls', 'rm -rf "${DIR:?}/"; ls'),
    ('bash -c "rm -rf $DIR/"', 'bash -c "rm -rf ${DIR:?}/"'),
    ('sh -c "cd {scratch} && rm -rf $DIR/*"', 'sh -c "cd {scratch} && rm -rf ${DIR:?}/*"'),
]
# another shell fills these in, of which less is known
GUARDED_ELSEWHERE = [
    ("bash -c 'rm -rf \"$DIR/\"'", "bash -c 'rm -rf \"${DIR:?}/\"'"),
    ("ssh web 'rm -rf $DIR/*'", "ssh web 'rm -rf ${DIR:?}/*'"),
]
# whoever filled in a variable before still does: the quotes stay what they were
QUOTED = [
    ('bash -c "rm -rf $OTHER/x"', 'bash -c "find $OTHER/x -maxdepth 2 -print"'),
    ('bash -c "rm -rf \\"$OTHER/x\\""', 'bash -c "find \\"$OTHER/x\\" -maxdepth 2 -print"'),
    ("bash -c 'rm -rf $OTHER/x'", "bash -c 'find $OTHER/x -maxdepth 2 -print'"),
]


def judged(line: str, folder: Path, value: str | None) -> Verdict:
    shell = ShellState(
        cwd=str(folder), home="/home/ann", variables={"DIR": value}, options=frozenset(), uid=1000
    )
    return judgement.judge(line, shell=shell, settings=Settings(), look=False, id="e4227a76")


@pytest.mark.parametrize(("line", "value"), STILL_RUNS)
def test_a_line_that_does_not_surely_stop_is_asked_about(
    line: str, value: str | None, tmp_path: Path
) -> None:
    assert judged(line, tmp_path, value).decision.action is not Action.ALLOW


@pytest.mark.parametrize("value", [None, ""])
@pytest.mark.parametrize(("line", "safer"), GUARDED)
def test_the_same_line_is_offered_guarded_and_does_nothing(
    line: str, safer: str, value: str | None, tmp_path: Path
) -> None:
    line, safer = (text.replace("{scratch}", str(tmp_path)) for text in (line, safer))
    found = judged(line, tmp_path, value).safe_alternative
    assert found is not None
    assert (found.command, found.risk_level) == (safer, 0)
    guarded = judged(safer, tmp_path, value)
    assert (guarded.decision.action, guarded.effects) == (Action.ALLOW, ())


@pytest.mark.parametrize(("line", "safer"), GUARDED_ELSEWHERE)
def test_a_line_for_another_shell_is_offered_guarded(line: str, safer: str, tmp_path: Path) -> None:
    verdict = judged(line, tmp_path, None)
    found = verdict.safe_alternative
    assert found is not None
    assert found.command == safer
    assert found.risk_level < verdict.risk.score


@pytest.mark.parametrize(("line", "safer"), QUOTED)
def test_a_text_for_another_shell_keeps_its_quotes(line: str, safer: str, tmp_path: Path) -> None:
    found = judged(line, tmp_path, None).safe_alternative
    assert found is not None
    assert found.command == safer


def test_the_readme_shows_what_is_printed(tmp_path: Path) -> None:
    shown = panels.refusal(judged('rm -rf "$DIR/"', tmp_path, None), Style(width=120))
    assert f'$ rm -rf "$DIR/"\n{shown}\n' in README.read_text(encoding="utf-8")
