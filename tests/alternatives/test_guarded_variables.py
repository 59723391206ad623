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


def test_the_readme_shows_what_is_printed(tmp_path: Path) -> None:
    shown = panels.refusal(judged('rm -rf "$DIR/"', tmp_path, None), Style(width=120))
    assert f'$ rm -rf "$DIR/"\n{shown}\n' in README.read_text(encoding="utf-8")
