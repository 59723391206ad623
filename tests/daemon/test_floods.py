"""A flood of one shell or client: told, slowed, and nobody else waits for it."""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

import pytest

from shellguard.daemon.socket_service import MOST_CLIENTS
from shellguard.daemon.turns import MOST_WAITING, PACE, Lane, Pace, Turns
from shellguard.wire.frames import Frame, decode, encode
from tests.daemon.hand_made_shell import HandMadeShell
from tests.daemon.installation import Installation
from tests.waiting import wait_until

PASTED = 2000
"""Lines of a paste that nobody is to notice."""


@pytest.fixture
def shell(client: Installation) -> Iterator[Callable[[], HandMadeShell]]:
    with ExitStack() as stack:

        def another() -> HandMadeShell:
            made = HandMadeShell(client)
            stack.callback(made.close)
            made.line("true")
            made.line("echo")
            return made

        yield another


def replies(shell: HandMadeShell, until: str) -> list[Frame]:
    """What a shell hears, up to the answer to a request."""
    data = b""
    frames: list[Frame] = []
    while not any(frame.id == until and frame.type != "wait" for frame in frames):
        assert select.select([shell.reply], [], [], 60)[0], f"no answer to {until}"
        data += os.read(shell.reply, 65536)
        *lines, data = data.split(b"\n")
        frames += [frame._replace(type=frame.type.strip()) for frame in map(decode, lines)]
    return frames


def line(number: int, text: str) -> bytes:
    return encode(Frame(str(number), "line", ("key", "1", "", "", "/tmp", f"={text}", "", "s")))


def recorded(installation: Installation) -> list[str]:
    told = installation.run("log", "--json", "--last", "1000").stdout
    found = [json.loads(entry) for entry in told.splitlines()]
    return [entry["line"] for entry in sorted(found, key=lambda entry: entry["n"]) if entry.get("line")]


async def until(done: Callable[[], bool]) -> None:
    while not done():  # noqa: ASYNC110 - no event tells of it
        await asyncio.sleep(0)


def test_a_shell_beside_a_flood_is_answered_after_few_of_its_lines(
    client: Installation, shell: Callable[[], HandMadeShell]
) -> None:
    flooding, usual = shell(), shell()
    os.kill(client.pid, signal.SIGSTOP)  # so that both stand there once it looks
    for number in range(10, 310):
        os.write(flooding.request, line(number, f"echo flood {number}"))
    os.write(usual.request, line(10, "echo usual"))
    os.kill(client.pid, signal.SIGCONT)
    replies(usual, "10")
    replies(flooding, "309")
    texts = recorded(client)
    assert texts.index("echo usual") - texts.index("echo flood 10") < 10
    assert sum(text.startswith("echo flood") for text in texts) == 300


def test_a_client_that_floods_lets_a_shell_go_first(
    client: Installation, shell: Callable[[], HandMadeShell]
) -> None:
    usual = shell()
    with ExitStack() as stack:
        connections = [stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(100)]
        for connection in connections:
            connection.connect(str(client.runtime / "daemon.sock"))
        os.kill(client.pid, signal.SIGSTOP)
        for number, connection in enumerate(connections):
            asked = {"line": f"echo client {number}", "cwd": "/tmp", "record": True}
            connection.sendall(encode(Frame("1", "check", (json.dumps(asked),))))
        os.write(usual.request, line(10, "echo usual"))
        os.kill(client.pid, signal.SIGCONT)
        replies(usual, "10")
        for connection in connections:
            assert decode(connection.recv(1 << 20)).type == "check"
    assert recorded(client).index("echo usual") < 20


def test_a_long_paste_is_neither_refused_nor_told_off(shell: Callable[[], HandMadeShell]) -> None:
    pasting = shell()
    for number in range(10, 10 + PASTED):
        os.write(pasting.request, line(number, "true"))
        assert [frame.type for frame in replies(pasting, str(number))] == ["+"]


def test_a_flood_is_told_once_and_every_line_of_it_is_answered(shell: Callable[[], HandMadeShell]) -> None:
    flooding = shell()
    told: list[Frame] = []
    for first in range(100, 10 * PACE.burst, 100):
        for number in range(first, first + 100):
            os.write(flooding.request, line(number, "true"))
        heard = replies(flooding, str(first + 99))
        assert [frame.id for frame in heard if frame.type == "+"] == [str(first + one) for one in range(100)]
        told += [frame for frame in heard if frame.type == "wait"]
        if told:
            break
    assert [frame.field(0)[:40] for frame in told] == ["shellguard: this shell has sent more tha"]


def test_a_flood_of_greetings_keeps_no_shell_from_being_welcomed(
    client: Installation, shell: Callable[[], HandMadeShell]
) -> None:
    with (client.runtime / "control").open("wb", buffering=0) as control:
        control.write(b"x\n" * 30_000)
    assert client.run("daemon", "status").returncode == 0
    assert shell().line("true").type == "allow"


def test_clients_beyond_the_most_are_told_so_and_a_check_is_judged_without_the_daemon(
    client: Installation,
) -> None:
    with ExitStack() as stack:
        for _ in range(MOST_CLIENTS):
            connection = stack.enter_context(socket.socket(socket.AF_UNIX))
            connection.connect(str(client.runtime / "daemon.sock"))
            connection.sendall(encode(Frame("1", "ping", ("{}",))))
            assert decode(connection.recv(4096)).type == "ping"
        one_more = stack.enter_context(socket.socket(socket.AF_UNIX))
        one_more.connect(str(client.runtime / "daemon.sock"))
        said = decode(one_more.recv(4096))
        assert said.type == "busy"
        assert "clients ask the daemon at once" in said.field(0)
        assert client.run("check", "ls").returncode == 0
    wait_until(lambda: client.run("daemon", "status").returncode == 0, "room for a client again")


def test_a_client_that_never_reads_holds_up_nobody(client: Installation) -> None:
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(str(client.runtime / "daemon.sock"))
        deaf.setblocking(False)
        asked = encode(Frame("1", "check", (json.dumps({"line": "rm -rf x " * 500, "cwd": "/tmp"}),)))
        for _ in range(50):
            try:
                deaf.send(asked)
            except BlockingIOError:
                break
        assert client.run("check", "ls").returncode == 0


def test_a_full_pipe_is_left_alone_until_it_was_worked_off() -> None:
    told: list[bool] = []
    taken: list[bytes] = []

    async def run() -> None:
        turns, lane = Turns(), Lane(taken.append, full=told.append)
        for number in range(MOST_WAITING + 10):
            turns.put(lane, b"%d" % number)
        assert told == [True]
        await until(lambda: len(taken) == MOST_WAITING + 10)

    asyncio.run(run())
    assert told == [True, False]
    assert [int(one) for one in taken] == list(range(MOST_WAITING + 10))


def test_who_asked_least_goes_first_and_nobody_starves() -> None:
    taken: list[str] = []

    async def run() -> None:
        turns = Turns()
        slow = Pace(per_second=0.0)  # what was asked is not forgotten while a busy machine lets the test wait
        lanes = {name: Lane(taken.append, pace=slow) for name in ("busy", "other", "calm")}
        for name, messages in (("busy", 50), ("other", 50), ("calm", 1)):
            for _ in range(messages):
                turns.put(lanes[name], name)
        await until(lambda: len(taken) == 101)

    asyncio.run(run())
    assert taken.index("calm") <= 4
    assert all(first != second for first, second in pairwise(taken[3:90]))


def test_what_stands_behind_a_message_that_breaks_is_taken_all_the_same() -> None:
    taken: list[int] = []
    broken: list[BaseException | None] = []

    def take(number: int) -> None:
        taken.append(number)
        if number == 2:
            raise ValueError("a message that breaks")

    async def played() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, told: broken.append(told.get("exception")))
        turns, lane = Turns(), Lane(take)
        for number in (1, 2, 3, 4):
            turns.put(lane, number)
        for _ in range(20):
            await asyncio.sleep(0)

    asyncio.run(played())
    assert taken == [1, 2, 3, 4]
    assert [str(error) for error in broken] == ["a message that breaks"]


def test_beyond_its_pace_a_sender_waits_and_is_told_once() -> None:
    told: list[bytes] = []
    taken: list[bytes] = []

    async def run() -> None:
        turns, lane = Turns(), Lane(taken.append, slowed=told.append, pace=Pace(burst=100, per_second=500))
        for number in range(120):
            turns.put(lane, b"%d" % number)
        for _ in range(110):
            await asyncio.sleep(0)
        assert 100 <= len(taken) < 120
        await until(lambda: len(taken) == 120)

    asyncio.run(run())
    assert len(told) == 1
    assert [int(one) for one in taken] == list(range(120))


def test_what_waits_of_a_shell_that_is_gone_is_dropped() -> None:
    taken: list[bytes] = []

    async def run() -> None:
        turns, lane = Turns(), Lane(taken.append)
        for _ in range(3):
            turns.put(lane, b"x")
        lane.leave()
        turns.put(lane, b"y")
        for _ in range(10):
            await asyncio.sleep(0)

    asyncio.run(run())
    assert taken == [b"x"]


def test_more_files_may_be_open_than_the_most_shells_need(client: Installation) -> None:
    limits = Path(f"/proc/{client.pid}/limits").read_text()
    soft, hard = next(line for line in limits.splitlines() if line.startswith("Max open files")).split()[3:5]
    assert int(soft) >= min(4096, int(hard))
