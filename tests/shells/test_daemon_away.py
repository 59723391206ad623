"""When the daemon is gone the person is told once, lines that destroy are asked about, ordinary lines run, and a
daemon that is there again is met again at the next line."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import stat
import time
from collections.abc import Iterator

import pytest

from shellguard.wire.frames import LET_THROUGH, Frame, encode_reply
from tests.shells.conftest import Fake, World, kill
from tests.shells.fake_daemon import Answer, FakeDaemon, allow, deny, nothing, wait
from tests.shells.terminal import PROMPT, Terminal
from tests.waiting import wait_until

NOTICE = "the daemon does not answer; it is being started"
DESTROYS = "rm -f precious"
ANOTHER_KEY = "\x14"  # its line comes past the front door
OWN_KEY = "bind '\"\\C-t\": accept-line'"


def whole_prompt(shell: Terminal) -> bool:
    return shell.seen.endswith(PROMPT)


def test_a_fake_daemon_allows_and_denies(fake: Fake) -> None:
    fake.shell.say("touch one")
    assert fake.ran("one")
    fake.daemon.answer = deny
    assert "denied by the test" in fake.shell.say("touch two")
    assert not fake.ran("two")
    assert fake.daemon.lines == ["touch one", "touch two"]


SILENT: dict[str, Answer] = {
    "nothing": nothing,
    "another id": lambda _: [Frame("12345", "allow", ("", ""))],
    "an earlier id": lambda frame: [Frame(str(int(frame.id) - 1), "allow", ("", ""))],
    "rubbish": lambda _: [b"\x00\xff\x1f\x1f\x1f\n\n\n$(touch evil)\n`touch evil`\n"],
    "half a frame": lambda _: [b"1\x1f"],
    "an empty line": lambda _: [b"\n"],
    "an older version": lambda frame: [Frame(frame.id, "allow", ("", ""), version=0)],
    "a newer version": lambda frame: [Frame(frame.id, "allow", ("", ""), version=2)],
    "an id that bash would evaluate": lambda _: [b"1\x1fa[$(touch evil)]\x1fallow\x1f\x1f\n"],
}

UNREADABLE: dict[str, Answer] = {
    "an unknown kind": lambda frame: [Frame(frame.id, "perhaps", ("", ""))],
    "no kind": lambda frame: [f"1\x1f{frame.id}\x1f".ljust(70).encode() + b"\n"],
    "a kind that bash would evaluate": lambda frame: [Frame(frame.id, "$(touch evil)", ("`touch evil`",))],
}


@pytest.mark.parametrize("name", SILENT)
def test_without_a_valid_answer_ordinary_lines_run_and_destroying_ones_ask(fake: Fake, name: str) -> None:
    fake.daemon.answer = SILENT[name]
    first = fake.shell.say("touch ordinary")
    fake.shell.wait_for(NOTICE)
    assert fake.ran("ordinary")
    assert whole_prompt(fake.shell)

    fake.shell.say(DESTROYS)
    fake.shell.wait_for("Run it?")
    fake.shell.answer("\r")
    assert fake.ran("precious"), first
    assert not fake.ran("evil")
    assert whole_prompt(fake.shell)


def test_a_daemon_that_stays_away_is_not_said_to_be_coming_for_ever(fake: Fake) -> None:
    fake.daemon.answer = nothing
    fake.shell.say(DESTROYS)
    fake.shell.wait_for("(it is being started)")
    fake.shell.answer("\r")
    fake.shell.say("((__sg_missed_since -= 20000000))")
    fake.shell.say(DESTROYS)
    fake.shell.wait_for("(it does not come up: `shellguard daemon run` says why)")
    fake.shell.answer("\r")
    assert fake.ran("precious")


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_answer_that_cannot_be_understood_asks_even_for_an_ordinary_line(fake: Fake, name: str) -> None:
    fake.daemon.answer = UNREADABLE[name]
    fake.shell.say("touch ordinary")
    fake.shell.wait_for("Run it?")
    fake.shell.answer("\r")
    assert not fake.ran("ordinary")
    assert not fake.ran("evil")
    assert whole_prompt(fake.shell)


@pytest.mark.parametrize(("come", "late"), ((2, 0.4), (20, 0.1), (70, 0.1)))
def test_an_answer_of_which_only_a_part_has_come_in_time_is_waited_for(
    fake: Fake, come: int, late: float
) -> None:
    def in_parts(frame: Frame) -> Iterator[bytes]:
        answer = encode_reply(Frame(frame.id, "deny", ("", f"denied by the test{' for long' * 9}")))
        yield answer[:come]
        time.sleep(late)
        yield answer[come:]

    fake.daemon.answer = in_parts
    assert "denied by the test for long" in fake.shell.say("touch refused")
    assert NOTICE not in fake.shell.seen
    assert not fake.ran("refused")


@pytest.mark.parametrize("left", (1, 5, 15, 16, 17, 40, 60, 63, 64, 65, 200))
def test_what_is_left_of_an_answer_that_was_given_up_is_passed_over(fake: Fake, left: int) -> None:
    fake.shell.say("true before")
    fake.daemon.answer = lambda frame: [b"x" * (left - 1) + b"\n", *short_or_whole(frame)]
    fake.shell.say("true ordinary")
    fake.daemon.answer = lambda frame: [b"x" * (left - 1) + b"\n", *deny(frame)]
    assert "denied by the test" in fake.shell.say("touch refused")
    assert fake.shell.seen.count("shellguard") == 0
    assert not fake.ran("refused")


def short_or_whole(frame: Frame) -> list[Frame | bytes]:
    return [Frame(frame.id, LET_THROUGH)] if frame.field(7) else allow(frame)


def test_a_late_answer_of_which_the_end_comes_even_later_lets_the_next_line_be_judged(fake: Fake) -> None:
    fake.daemon.answer = nothing
    fake.shell.say("touch first")
    fake.shell.wait_for(NOTICE)
    late = next(frame for frame in fake.daemon.frames if frame.type == "line")
    answer = encode_reply(Frame(late.id, "deny", ("", "too late")))
    fake.daemon.answer = deny
    fake.daemon.send(answer[:20])
    fake.shell.type("touch second\r")
    time.sleep(0.1)
    fake.daemon.send(answer[20:])
    fake.shell.wait_for("denied by the test")
    assert not fake.ran("second")


def test_the_prompt_can_show_that_it_is_away(fake: Fake) -> None:
    fake.shell.say("PS1='<$SHELLGUARD_STATUS> P> '")
    assert "<on> P> " in fake.shell.seen
    fake.daemon.answer = nothing
    fake.shell.say("true")
    fake.shell.wait_for("<away> P> ")
    last = next(frame for frame in fake.daemon.frames if frame.type == "line" and "true" in frame.field(5))
    fake.daemon.answer = allow
    fake.daemon.send(Frame(last.id, "allow", ("", "")))
    fake.shell.say("true again")
    assert fake.shell.seen.endswith("<on> P> ")


def test_it_is_said_once(fake: Fake) -> None:
    fake.daemon.answer = nothing
    for number in range(4):
        fake.shell.say(f"touch file{number}")
    wait_until(lambda: fake.ran("file3"), "the last line")
    assert fake.shell.seen.count(NOTICE) == 1


def test_a_late_answer_is_dropped(fake: Fake) -> None:
    fake.daemon.answer = nothing
    fake.shell.say("touch first")
    fake.shell.wait_for(NOTICE)
    late = next(frame for frame in fake.daemon.frames if frame.type == "line")
    fake.daemon.answer = deny
    fake.daemon.send(Frame(late.id, "allow", ("", "")))
    fake.shell.say("touch second")
    assert fake.daemon.lines[-1] == "touch second"
    assert not fake.ran("second")


def test_a_late_answer_to_the_gate_is_not_that_to_the_next_line(fake: Fake) -> None:
    fake.shell.say(OWN_KEY)
    fake.daemon.answer = nothing
    fake.shell.say("touch first", key=ANOTHER_KEY)
    wait_until(lambda: fake.ran("first"), "the line")
    late = _last(fake)
    for key in ("\r", ANOTHER_KEY):
        fake.daemon.answer = deny
        fake.daemon.send(Frame(late.id, "allow", ("", "")))
        fake.shell.say("touch second", key=key)
        assert fake.daemon.lines[-1] == "touch second"
        assert not fake.ran("second")


def test_a_pipe_that_nobody_empties_holds_up_no_line(own_world: World) -> None:
    own_world.start_daemon()
    shell = own_world.shell(before=OWN_KEY)
    daemon = own_world.daemon_pid
    os.kill(daemon, signal.SIGSTOP)
    try:
        pipe = os.open(next(own_world.runtime.glob(f"{shell.pid}-*.req")), os.O_RDWR | os.O_NONBLOCK)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(pipe, b"x" * 4096)
        os.close(pipe)
        for key, name in ((ANOTHER_KEY, "one"), ("\r", "two"), (ANOTHER_KEY, "three")):
            shell.say(f"touch {name}", key=key)
            wait_until((own_world.work / name).exists, f"the line; seen:\n{shell.seen}")
    finally:
        os.kill(daemon, signal.SIGCONT)


def test_no_more_is_sent_until_the_outstanding_answer_has_come(fake: Fake) -> None:
    fake.daemon.answer = nothing
    for number in range(5):
        fake.shell.say(f"touch file{number}")
    wait_until(lambda: fake.ran("file4"), "the last line")
    assert fake.daemon.lines == ["touch file0"]


def test_once_it_has_said_wait_its_silence_never_lets_a_line_run(fake: Fake) -> None:
    fake.daemon.answer = wait
    fake.shell.type("touch ordinary\r")
    wait_until(lambda: fake.daemon.lines, "the request")
    fake.shell.settle(0.8)
    assert not fake.ran("ordinary")
    fake.daemon.send(Frame(_last(fake).id, "deny", ("", "denied at last")))
    fake.shell.wait_for("denied at last")
    assert not fake.ran("ordinary")


def test_losing_it_after_wait_asks_even_for_an_ordinary_line(own_world: World) -> None:
    victim = os.fork()
    if victim == 0:
        signal.pause()
    daemon = FakeDaemon(own_world.runtime, wait, pid=victim)
    shell = own_world.shell(after="__sg_command=(true)")
    shell.type("touch ordinary\r")
    wait_until(lambda: daemon.lines, "the request")
    os.kill(victim, signal.SIGKILL)
    os.waitpid(victim, 0)
    shell.wait_for("Run it?")
    assert not (own_world.work / "ordinary").exists()
    shell.answer("n")
    assert not (own_world.work / "ordinary").exists()
    daemon.close()


@pytest.mark.parametrize("kind", ["req", "rsp", "control"])
def test_a_pipe_that_is_a_file_is_not_written_to(fake: Fake, kind: str) -> None:
    pipe = next(fake.world.runtime.glob("control" if kind == "control" else f"*.{kind}"))
    pipe.unlink()
    pipe.write_text("")
    fake.shell.say("touch ordinary")
    wait_until(lambda: fake.ran("ordinary"), "the line")
    assert pipe.read_text() == ""
    assert whole_prompt(fake.shell)


def test_a_runtime_folder_that_is_gone(fake: Fake) -> None:
    for path in fake.world.runtime.iterdir():
        path.unlink()
    fake.world.runtime.rmdir()
    fake.shell.say("touch ordinary")
    fake.shell.wait_for(NOTICE)
    assert fake.ran("ordinary")
    fake.shell.say(DESTROYS)
    fake.shell.wait_for("Run it?")
    fake.shell.answer("\r")
    assert fake.ran("precious")


def test_a_long_line_travels_in_a_file_in_a_private_folder(fake: Fake) -> None:
    seen: list[int] = []

    def look(frame: Frame) -> list[Frame | bytes]:
        seen.extend(stat.S_IMODE(path.parent.stat().st_mode) for path in fake.world.runtime.glob("*.text"))
        return deny(frame)

    fake.daemon.answer = look
    fake.shell.say(f"touch ordinary {'x' * 5000}")
    assert not fake.ran("ordinary")
    assert [mode & 0o077 for mode in seen] == [0]


def test_a_daemon_that_was_killed_is_started_again_and_met_again(own_world: World) -> None:
    own_world.start_daemon()
    shell = own_world.shell()
    first = own_world.daemon_pid
    kill(first)
    shell.say("touch meanwhile")
    shell.wait_for(NOTICE)
    assert (own_world.work / "meanwhile").exists()
    wait_until(lambda: _serves(own_world, not_=first), "another daemon")
    shell.say("touch FORBIDDEN")
    assert not (own_world.work / "FORBIDDEN").exists()
    assert shell.seen.count(NOTICE) == 1


def test_the_daemon_that_a_shell_starts_is_no_job_of_it(own_world: World) -> None:
    output = own_world.work / "jobs"
    shell = own_world.shell(met=False)
    shell.say(f"jobs > {output}; echo ${{!-none}} >> {output}; wait; echo $? >> {output}")
    wait_until(lambda: output.exists() and output.read_text().endswith("0\n"), "the line's end")
    assert output.read_text() == "none\n0\n"
    wait_until((own_world.runtime / "daemon.pid").exists, "the daemon")


def test_nothing_denied_runs_while_the_daemon_is_stopped(own_world: World) -> None:
    own_world.start_daemon()
    shell = own_world.shell()
    (own_world.work / "precious").touch()
    daemon = own_world.daemon_pid
    os.kill(daemon, signal.SIGSTOP)
    try:
        shell.say("true")
        shell.wait_for(NOTICE)
        shell.say(DESTROYS)
        shell.wait_for("Run it?")
        shell.answer("\r")
        assert (own_world.work / "precious").exists()
    finally:
        os.kill(daemon, signal.SIGCONT)
    wait_until(lambda: _denies(shell, own_world), "a verdict of the daemon that goes on")
    assert shell.seen.count(NOTICE) == 1


def _serves(world: World, not_: int) -> bool:
    try:
        return world.daemon_pid != not_
    except FileNotFoundError:
        return False


def _denies(shell: Terminal, world: World) -> bool:
    shell.say("touch FORBIDDEN")
    made = (world.work / "FORBIDDEN").exists()
    (world.work / "FORBIDDEN").unlink(missing_ok=True)
    return not made


def _last(fake: Fake) -> Frame:
    return [frame for frame in fake.daemon.frames if frame.type == "line"][-1]


def test_lines_that_nobody_could_record_are_told_as_a_count_and_two_times(own_world: World) -> None:
    own_world.start_daemon()
    shell = own_world.shell()
    shell.say("true")
    kill(own_world.daemon_pid)
    shell.say("true unseen-one")
    shell.say("true unseen-two")
    wait_until(
        lambda: own_world.shellguard("daemon", "status", check=False).returncode == 0, "another daemon"
    )
    shell.say("true seen")
    told = own_world.shellguard("log", "--json").stdout
    gaps = [json.loads(line) for line in told.splitlines() if '"gap"' in line]
    assert len(gaps) == 1
    assert 1 <= gaps[0]["lines"] <= 2
    assert gaps[0]["since"] <= gaps[0]["until"]
