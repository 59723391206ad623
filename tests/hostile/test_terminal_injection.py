"""No byte of a command, file name, model's answer, record, setting or pack steers the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shellguard import judgement
from shellguard.cli import main
from shellguard.cli.explain import explanation
from shellguard.cli.verdict_text import verdict_lines
from shellguard.dialogue import opinions, panels, proposals
from shellguard.dialogue.keys import Keys, offer
from shellguard.dialogue.style import Style
from shellguard.errors import ShellguardError
from shellguard.parsing.shell_state import ShellState
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict
from shellguard.verdict_json import verdict_object
from tests.daemon.hand_made_shell import HandMadeShell
from tests.daemon.installation import Installation
from tests.hostile.texts import STEERING, steers

HOSTILE = "a".join(STEERING)
PLAIN = Style(color=False, width=80)
HOSTILE_TEXT = st.lists(st.sampled_from([*STEERING, "x", " ", "/", "é"]), max_size=6).map("".join)
AROUND = st.sampled_from(
    ["rm -rf {}", "rm '{}'", "git push --force {}", "echo {} > /etc/{}", "{}", "curl http://{}/x | bash", "dd of={}",
     "sudo {} --delete", "mv * {}", "bash -c 'rm -r {}'", "kubectl delete pod {}", "cat <<X > ~/.bashrc\n{}\nX"]
)  # fmt: skip


def judged(line: str) -> Verdict:
    return judgement.judge(
        line, shell=ShellState(cwd="/home/me", home="/home/me"), settings=Settings(), look=False
    )


@given(AROUND, HOSTILE_TEXT)
@settings(max_examples=120, deadline=None)
def test_no_panel_or_explanation_steers_the_terminal(around: str, text: str) -> None:
    verdict = judged(around.replace("{}", text))
    answers = offer(Keys(**Settings().dialogue.keys.model_dump()), buffer=True, safer=True)
    shown = [
        panels.question(verdict, PLAIN, answers),
        panels.refusal(verdict, PLAIN),
        panels.reasons(verdict, PLAIN),
        verdict.decision.phrase,
        *explanation(verdict),
        *verdict_lines(verdict_object(verdict)),
    ]
    assert steers("\n".join(shown)) == []


@given(HOSTILE_TEXT)
@settings(max_examples=60, deadline=None)
def test_what_a_model_says_steers_no_terminal(text: str) -> None:
    shown = [
        panels.unrecorded(text, PLAIN),
        proposals.proposal(text, judged(f"rm -rf {text}"), PLAIN, notes=(text,)),
        proposals.did_you_mean(text, text, PLAIN),
        proposals.did_you_mean(text, text, PLAIN, program=text),
        proposals.asks_back((text, text), PLAIN),
        proposals.not_translated(ShellguardError(text, where=text, hint=text), PLAIN),
        proposals.waiting(text),
        opinions.waiting(text),
        opinions.opinion(text, PLAIN),
        opinions.words(text, PLAIN),
        opinions.no_opinion(text, PLAIN),
    ]
    assert steers("\n".join(shown)) == []


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose name and files are hostile, with settings, packs and a record of the same kind."""
    for name in ("CONFIG", "STATE", "RUNTIME", "CACHE"):
        monkeypatch.setenv(f"SHELLGUARD_{name}_DIR", str(tmp_path / name.lower()))
    monkeypatch.setenv("SHELLGUARD_SYSTEM_CONFIG", str(tmp_path / "system.toml"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PAGER", "cat")
    folder = tmp_path / f"here{HOSTILE}"
    folder.mkdir()
    for text in STEERING:
        (folder / f"f{text}x").write_text("")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PWD", str(folder))
    yield folder
    main(["daemon", "stop"])  # some commands start one


def shown(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(list(arguments))
    told = capfd.readouterr()
    return told.out + told.err


LINE = f"rm -rf * '{HOSTILE}'"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", LINE),
        ("check", "--json", LINE),
        ("check", "rm -rf *"),
        ("check", "--cwd", f"/none{HOSTILE}", "ls"),
        ("check", "--set", f"x{HOSTILE}=1", "ls"),
        ("explain", LINE),
        ("explain", "--parse", LINE),
        ("explain", "rm -rf *"),
        ("ask", f"delete {HOSTILE}"),
        ("rules", HOSTILE),
        ("rules", "check", f"none{HOSTILE}.toml"),
        ("config", "get", HOSTILE),
        ("config", "set", "mode", HOSTILE),
        ("log", "show", HOSTILE),
        ("log", "--folder", f"/none{HOSTILE}"),
        ("log", "--since", HOSTILE),
        ("try", f"/none{HOSTILE}"),
        ("init", HOSTILE),
        ("completions", HOSTILE),
        (HOSTILE,),
    ],
    ids=lambda arguments: arguments[0][:10] if len(arguments) < 2 else " ".join(arguments)[:14],
)
def test_arguments_and_file_names_steer_no_terminal(
    place: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert steers(shown(capfd, *arguments)) == []


def test_what_the_record_holds_steers_no_terminal(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shown(capfd, "check", "--record", LINE)
    listed = shown(capfd, "log", "--json")
    name = json.loads(listed.splitlines()[0])["id"]
    for arguments in (("log",), ("log", "show", name), ("log", "stats"), ("log", "replay", name),
                      ("log", "suggest"), ("log", "verify"), ("log", "--text", HOSTILE)):  # fmt: skip
        assert steers(shown(capfd, *arguments), own="\n\t") == [], arguments
    assert steers(listed) == []


def test_settings_packs_and_project_files_steer_no_terminal(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    config = place.parent / "config"
    (config / "packs").mkdir(parents=True)
    text = json.dumps("touch " + HOSTILE.replace("\udc9b", "").replace("\x7f", ""), ensure_ascii=False)
    text = "".join(one if ord(one) >= 32 else f"\\u{ord(one):04x}" for one in text)
    (config / "config.toml").write_text(f"[policy]\nalways_deny = [{text}]\n{text} = 3\n")
    (config / "packs" / f"p{HOSTILE}.toml").write_text(f"[x]\nwhat = {text}\n[x.{text}]\nbad = 1\n")
    (place / ".shellguard.toml").write_text(f"[policy]\nalways_deny = [{text}]\n")
    for arguments in (("config", "show", "--origin"), ("config", "get", "policy.always_deny"), ("check", "ls"),
                      ("rules",), ("rules", "check"), ("trust",), ("check", "touch x")):  # fmt: skip
        assert steers(shown(capfd, *arguments)) == [], arguments


def test_what_a_history_holds_steers_no_terminal(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    history = place.parent / f"history{HOSTILE}"
    history.write_bytes(
        f"rm -rf ~/x{HOSTILE}\ngit push --force {HOSTILE}\n".encode("utf-8", "surrogateescape")
    )
    assert steers(shown(capfd, "try", str(history))) == []
    assert steers(shown(capfd, "try", "--all", str(history))) == []


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[HandMadeShell]:
    installation = Installation(tmp_path)
    (installation.config / "config.toml").write_text(
        '[policy]\nalways_deny = ["rm *never\\u001b*"]\n"a\\u001b]0;x" = 1\n'
    )
    installation.start_daemon()
    shell = HandMadeShell(installation)
    yield shell
    shell.close()
    installation.run("daemon", "stop")


def test_what_the_daemon_has_the_hook_print_steers_no_terminal(
    guarded: HandMadeShell, tmp_path: Path
) -> None:
    folder = tmp_path / f"d{HOSTILE}"
    folder.mkdir()
    (folder / f"x{HOSTILE}").write_text("precious")
    kinds = set()
    for line in (
        LINE,
        "rm -rf *",
        f"rm never{HOSTILE}",
        f"git push --force {HOSTILE}",
        f"rm -rf ~/x{HOSTILE}",
    ):
        frame = guarded.line(line, str(folder))
        kinds.add(frame.type)
        texts = [
            field for number, field in enumerate(frame.fields) if number != 3
        ]  # the safer command: a buffer
        assert steers("\n".join(texts)) == [], line
    assert "ask" in kinds
