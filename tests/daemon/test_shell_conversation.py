"""What a shell and the daemon say to each other, over the real FIFOs, by a shell that is written by hand."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shellguard.daemon.session import ALONG
from shellguard.wire.frames import LET_THROUGH, Frame, encode, encode_field
from tests.daemon.hand_made_shell import HandMadeShell
from tests.daemon.installation import Installation
from tests.waiting import wait_until

Answers = Callable[[str], str]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    made = Installation(tmp_path_factory.mktemp("c"))
    (made.config / "config.toml").write_text('[policy]\nalways_confirm = ["touch *DOUBTFUL*"]\n')
    made.start_daemon()
    yield made
    made.run("daemon", "stop")


def test_only_names_of_the_line_are_asked_for(shell: HandMadeShell) -> None:
    shell.values = {"v:UNRELATED": "secret"}
    assert shell.line('ls "$D"').type == "allow"
    assert set(shell.asked) <= {"v:D", "a:ls", "f:ls", "t:ls", *ALONG}
    assert "v:D" in shell.asked


def test_what_a_name_stands_for_is_asked_once(shell: HandMadeShell) -> None:
    shell.line("ls")
    assert shell.asked
    shell.asked.clear()
    assert shell.line("ls").type == "allow"
    assert shell.asked == []


def test_after_a_line_that_redefines_names_they_are_asked_again(shell: HandMadeShell) -> None:
    shell.line("ls")
    shell.line("alias ls='ls -l'")
    shell.asked.clear()
    shell.line("ls")
    assert "a:ls" in shell.asked


def test_the_hooks_own_command_is_not_read_as_a_function(shell: HandMadeShell) -> None:
    shell.values = {"f:shellguard": "shellguard () { echo > /etc/passwd; }"}
    assert shell.line("shellguard log").type == "allow"
    assert "f:shellguard" not in shell.asked


def test_the_values_decide(shell: HandMadeShell) -> None:
    shell.values = {"v:D": ""}
    assert shell.line('rm -rf "$D/"').type in ("deny", "ask")
    shell.values = {"v:D": "/tmp/nothing-is-here"}
    assert shell.line('rm -rf "$D/"').type == "allow"


def test_where_a_line_would_run_is_asked_for_when_that_decides(shell: HandMadeShell) -> None:
    shell.values = {"v:RAILS_ENV": "test", "v:SSH_CONNECTION": "203.0.113.9 50000 203.0.113.1 22"}
    assert shell.line("rails db:reset").type == "allow"
    assert "v:SSH_CONNECTION" not in shell.asked
    assert shell.line("systemctl reboot").type == "ask"
    shell.values = {"v:RAILS_ENV": "production", "v:XDG_SEAT": "seat0"}
    assert shell.line("rails db:reset").type == "ask"
    assert shell.line("systemctl reboot").type == "allow"


def test_an_alias_is_judged_by_what_it_stands_for(shell: HandMadeShell) -> None:
    shell.values = {"a:zz": "rm -rf /"}
    assert shell.line("zz").type in ("deny", "ask")


def test_a_shell_that_does_not_answer_still_gets_its_verdict(shell: HandMadeShell) -> None:
    shell.silent = True
    assert shell.line("ls").type == "allow"


def test_what_is_told_for_the_line_after_one_that_was_left_is_heard(shell: HandMadeShell) -> None:
    shell.values = {"v:D": "/tmp/nothing-is-here"}
    assert shell.begin('rm -rf "$D/"').type == "need"
    assert shell.line('rm -rf "$D/"').type == "allow"


def test_what_is_told_late_for_an_earlier_line_is_no_answer_to_the_next(shell: HandMadeShell) -> None:
    shell.silent = True
    assert shell.line('rm -rf "$D/"').type in ("deny", "ask")
    shell.silent, shell.values = False, {"v:D": ""}
    frame = shell.begin('rm -rf "$D/"')
    shell.send("need-answer", "v:D=/tmp/nothing-is-here", sequence=shell.sequence - 1)
    assert shell.verdict(frame).type in ("deny", "ask")


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("ls", "allow"),
        ("for i in 1; do", "more"),
        ("echo 'open", "more"),
        ("cat <<X", "more"),
        ("ls |", "more"),
        ("ls \\", "more"),
        ("echo )", "allow"),
    ],
)
def test_an_unfinished_line_gets_more(shell: HandMadeShell, text: str, reply: str) -> None:
    assert shell.line(text).type == reply


@pytest.mark.parametrize(
    ("text", "says_so"),
    [
        ("for i in 1; do", False),
        ('echo "open', False),
        ("echo $(ls", False),
        ("echo a \\", False),
        ("echo 'open", True),
        ("echo $'open", True),
        ("echo $(echo 'open", True),
        ("cat <<X", True),
        ("{ cat <<X", True),
        ("for i in 1; do cat <<-X\nfirst", True),
        ("{ cat <<X\nfirst\nX", False),
        ("x=$(cat <<X\nfirst", True),
    ],
)
def test_it_is_said_whether_history_is_expanded_in_the_next_line(
    shell: HandMadeShell, text: str, says_so: bool
) -> None:
    answer = shell.line(text)
    assert (answer.type, answer.field(0).strip() == "v") == ("more", says_so)


def test_past_the_front_door_nothing_is_more(shell: HandMadeShell) -> None:
    assert shell.line("echo 'open", accepted="gate").type != "more"


def test_a_yes_is_acknowledged_once_it_is_recorded(shell: HandMadeShell, installation: Installation) -> None:
    asked = shell.line("touch DOUBTFUL-yes")
    assert asked.type == "ask"
    shell.send("answer", asked.field(0), "run", "1200", "")
    assert shell.heard().type == "ok"
    shown = json.loads(installation.run("log", "show", asked.field(0), "--json").stdout)
    assert "run" in json.dumps(shown)


def test_an_answer_to_another_question_counts_for_nothing(shell: HandMadeShell) -> None:
    assert shell.line("touch DOUBTFUL").type == "ask"
    shell.send("answer", "ffffffffffff", "run", "1", "")
    assert shell.heard().type == "unknown"


def test_a_question_that_was_left_is_recorded_as_such(
    shell: HandMadeShell, installation: Installation
) -> None:
    asked = shell.line("touch DOUBTFUL-left")
    shell.line("ls")
    shown = json.loads(installation.run("log", "show", asked.field(0), "--json").stdout)
    assert "interrupted" in json.dumps(shown)


def test_a_long_line_travels_in_a_private_file_that_is_taken_away(shell: HandMadeShell) -> None:
    text = "echo " + "x" * 50_000 + "; touch DOUBTFUL"
    file = shell.runtime / f"{shell.session}.text"
    file.write_text(encode_field(text))
    shell.sequence += 1
    shell.send("line", "key", "1", "", "", "/tmp", "@")
    frame = shell.receive()
    while frame.type in ("need", "wait"):
        shell.send("need-answer")
        frame = shell.receive()
    assert frame.type == "ask"
    assert not file.exists()


def test_a_link_in_the_place_of_that_file_is_not_followed(shell: HandMadeShell, tmp_path: Path) -> None:
    (tmp_path / "other").write_text("touch DOUBTFUL")
    (shell.runtime / f"{shell.session}.text").symlink_to(tmp_path / "other")
    shell.sequence += 1
    shell.send("line", "key", "1", "", "", "/tmp", "@")
    assert shell.heard().type == "deny"
    assert (tmp_path / "other").exists()


@pytest.mark.parametrize(
    "junk",
    [
        b"\n",
        b"\x1f\x1f\x1f\n",
        b"1\x1f9\x1fnonsense\n",
        b"x" * 70_000 + b"\n",
        b"1\x1f9\x1fline\n",
        b"\xff\xfe\n",
    ],
)
def test_junk_does_not_keep_the_next_line_from_its_verdict(shell: HandMadeShell, junk: bytes) -> None:
    for start in range(0, len(junk), 4096):
        os.write(shell.request, junk[start : start + 4096])
        time.sleep(0.005)
    assert shell.line("ls").type == "allow"


def test_when_a_shell_is_gone_its_pipes_go(installation: Installation) -> None:
    shell = HandMadeShell(installation)
    shell.close()
    wait_until(lambda: not shell.reply_pipe.exists(), "the end of the pipes")


@pytest.mark.parametrize(
    "fields",
    [
        ("../evil", "bash", "1", "0", "", "", ""),
        ("a/b", "bash", "1", "0", "", "", ""),
        ("", "bash", "1", "0", "", "", ""),
        ("good-name", "bash", "x", "0", "", "", ""),
        ("good-name", "bash", "999999999", "0", "", "", ""),
    ],
)
def test_a_hello_with_another_form_opens_nothing(installation: Installation, fields: tuple[str, ...]) -> None:
    before = set(installation.runtime.glob("*.rsp"))
    with (installation.runtime / "control").open("wb", buffering=0) as control:
        control.write(encode(Frame("0", "hello", fields)))
    other = HandMadeShell(installation)  # served after the bad one
    assert {file.name for file in set(installation.runtime.glob("*.rsp")) - before} <= {other.reply_pipe.name}
    other.close()


@pytest.mark.parametrize(
    ("on_failure", "line", "reply", "told"),
    [
        pytest.param("notice", "ls", "allow", True, id="an allowed line runs, and it is told"),
        pytest.param("notice", "touch DOUBTFUL", "ask", True, id="a question says so"),
        pytest.param("notice", "rm -rf /", "deny", True, id="a denied line stays denied"),
        pytest.param("deny", "ls", "deny", True, id="no unrecorded line where that is wanted"),
    ],
)
def test_when_nothing_can_be_recorded(
    tmp_path: Path, on_failure: str, line: str, reply: str, told: bool
) -> None:
    broken = Installation(tmp_path)
    (broken.config / "config.toml").write_text(
        f'[policy]\nalways_confirm = ["touch *DOUBTFUL*"]\n[audit]\non_failure = "{on_failure}"\n'
    )
    broken.state.mkdir(mode=0o700)
    (broken.state / "audit").write_text("no folder")
    broken.start_daemon()
    shell = HandMadeShell(broken)
    answered = shell.line(line)
    assert answered.type == reply
    assert ("recorded" in " ".join(answered.fields)) is told
    if reply == "allow":
        assert "recorded" not in " ".join(shell.line(line).fields), "it is told once"
    shell.close()
    broken.run("daemon", "stop")


@pytest.mark.parametrize(("mode", "recorded"), [("observe", True), ("off", False)])
def test_in_observe_mode_nothing_is_asked_but_recorded(tmp_path: Path, mode: str, recorded: bool) -> None:
    quiet = Installation(tmp_path)
    (quiet.config / "config.toml").write_text(f'mode = "{mode}"\n')
    quiet.start_daemon()
    shell = HandMadeShell(quiet)
    assert shell.line("rm -rf /").type == "allow"
    shell.close()
    told = quiet.run("log", "--json").stdout
    quiet.run("daemon", "stop")
    assert ("rm -rf /" in told) is recorded
    assert ('"observed": "deny"' in told or '"observed":"deny"' in told) is recorded


def test_settings_are_read_again_without_a_restart(tmp_path: Path) -> None:
    changing = Installation(tmp_path)
    changing.start_daemon()
    shell = HandMadeShell(changing)
    assert shell.line("touch something").type == "allow"
    (changing.config / "config.toml").write_text('[policy]\nalways_deny = ["touch *"]\n')
    assert shell.line("touch something").type == "deny"
    (changing.config / "config.toml").write_text("[policy]\nalways_denny = []\n")
    still = shell.line("touch something")
    assert still.type == "deny", "the last good settings stay in force"
    assert "always_denny" in " ".join(still.fields)
    shell.close()
    changing.run("daemon", "stop")


def test_a_line_that_takes_long_to_read_says_wait_and_holds_up_no_other_shell(
    shell: HandMadeShell, installation: Installation
) -> None:
    other = HandMadeShell(installation)
    try:
        shell.sequence += 1
        shell.send("line", "key", "1", "", "", "/tmp", "=" + "ssh sudo " * 1000)
        assert other.line("true").type == "allow"
        kinds = [shell.receive().type]
        while kinds[-1] in ("need", "wait"):
            kinds.append(shell.receive().type)
        assert "wait" in kinds
    finally:
        other.close()


def test_a_line_whose_shell_has_gone_is_decided_no_more(installation: Installation) -> None:
    gone, other = HandMadeShell(installation), HandMadeShell(installation)
    gone.silent = other.silent = True
    gone.send("line", "key", "1", "", "", "/tmp", '=echo gone "$D"')
    assert gone.heard().type == "need"
    gone.close()
    wait_until(lambda: not gone.reply_pipe.exists(), "the end of its pipes")
    assert other.line('echo other "$D"').type == "allow"
    told = installation.run("log", "--json", "--last", "100").stdout
    lines = [json.loads(entry).get("line", "") for entry in told.splitlines()]
    assert 'echo other "$D"' in lines
    assert 'echo gone "$D"' not in lines
    other.close()


@pytest.mark.parametrize(("told", "reply"), [(False, "ask"), (True, "allow")])
def test_a_copy_is_no_loss_once_the_line_that_made_it_is_known_to_have_ended_well(
    installation: Installation, told: bool, reply: str
) -> None:
    here = installation.config.parent / f"copies-{told}"
    photos = here / "albums" / "photos"  # not beside the copy, where it would be compared with it
    photos.mkdir(parents=True)
    for number in range(12):
        (photos / f"{number}.jpg").write_text("a photo")
    shell = HandMadeShell(installation, home=str(here.parent), cwd=here)
    time.sleep(0.05)  # the file system's clock may be that late
    begin = time.time_ns() // 1000
    identity = shell.line("cp -r albums/photos copy", str(here)).field(0)
    shutil.copytree(photos, here / "copy", copy_function=shutil.copyfile)
    ended = f"{identity}:0:{begin}-{time.time_ns() // 1000}"
    time.sleep(0.05)
    shell.line("ls", str(here), finished=ended if told else "")
    assert shell.line("rm -rf copy", str(here)).type == reply
    shell.close()


@pytest.mark.parametrize(("there", "reply"), [(True, "ask"), (False, "allow")])
def test_what_a_line_of_the_session_founded_is_no_loss(
    installation: Installation, there: bool, reply: str
) -> None:
    here = installation.config.parent / f"founded-{there}"
    here.mkdir()
    if there:
        (here / "demo").mkdir()
    shell = HandMadeShell(installation, home=str(here.parent), cwd=here)
    begin = time.time_ns() // 1000
    identity = shell.line("django-admin startproject demo", str(here)).field(0)
    time.sleep(0.05)  # the file system's clock may be that late
    (here / "demo").mkdir(exist_ok=True)
    for number in range(12):
        (here / "demo" / f"{number}.py").write_text("import django\n" * 20)
    ended = f"{identity}:0:{begin}-{time.time_ns() // 1000}"
    time.sleep(0.05)
    shell.line("ls", str(here), finished=ended)
    assert shell.line("rm -rf demo", str(here)).type == reply
    shell.close()


def test_what_is_in_a_folder_that_a_line_put_into_path_is_looked_at_anew_for_every_line(
    installation: Installation,
) -> None:
    here = installation.config.parent / "bin-of-ones-own"
    (here / "bin").mkdir(parents=True)
    (here / "photos").mkdir()
    (here / "photos" / "1.jpg").write_text("a photo")
    shell = HandMadeShell(installation, home=str(here.parent), cwd=here)
    assert shell.line("tidy -r photos", str(here)).type == "allow"
    assert shell.line("PATH=$PWD/bin:$PATH", str(here)).type == "allow"
    for _ in range(2):
        assert shell.line("tidy -r photos", str(here), short=True).type.strip() == LET_THROUGH
    shutil.copy("/bin/rm", here / "bin" / "tidy")
    assert shell.line("tidy -r photos", str(here), short=True).type == "ask"
    shell.close()
