"""The four panels fit any window, draw with any letters, and show nothing that steers the terminal."""

from __future__ import annotations

import pytest

from shellguard.terminal_text import columns
from shellguard.vllm.metrics import Metrics, read
from shellguard.vllm.probe import Gpu, Machine
from shellguard.vllm.top import About, History, alarms, screen, sparkline
from tests.vllm.test_metrics import TEXT

ABOUT = About("shellguard-parser", "Qwen/Qwen3-4B-Instruct-2507", "docker", "0.33.0", 4096, 32)
MACHINE = Machine((Gpu(0, "NVIDIA H200", 140 << 30, 40 << 30, "575", 9.0),), "", 64 << 30, 20 << 30, 8)


def history(*readings: Metrics) -> History:
    found = History()
    for one in readings:
        found.add(one, 1.0)
    return found


FULL = history(
    read(TEXT), read(TEXT.replace("} 500", "} 900").replace("} 7", "} 21").replace("} 0.5", "} 0.95"))
)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 10), (20, 5), (200, 60), (81, 25)])
@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("readings", [History(), FULL])
def test_the_screen_is_as_large_as_the_window(
    width: int, height: int, plain: bool, readings: History
) -> None:
    lines = screen(ABOUT, readings, MACHINE, width, height, plain=plain)
    assert len(lines) == height or height < 10
    assert all(columns(line) <= max(width, 40) for line in lines)
    assert all(line.isprintable() for line in lines)
    assert not plain or all(line.replace("…", "").isascii() for line in lines)


def test_all_four_panels_are_whole_in_eighty_by_twenty_four() -> None:
    text = "\n".join(screen(ABOUT, FULL, MACHINE, 80, 24))
    for name in (
        "engine",
        "performance",
        "batching",
        "resources",
        "first token",
        "waiting   21",
        "400 now",
        "card 0",
    ):
        assert name in text


def test_the_lines_do_not_jump_between_readings() -> None:
    before, after = (screen(ABOUT, one, MACHINE, 80, 24) for one in (History(), FULL))
    assert [line.index("┐") for line in before if "┐" in line] == [
        line.index("┐") for line in after if "┐" in line
    ]


def test_what_is_wrong_stands_among_the_alarms() -> None:
    assert alarms(history(read(TEXT))) == ()
    assert alarms(FULL) == ("cache >90%", "long queue")
    FULL.miss("the model server does not answer")
    assert "does not answer" in alarms(FULL)
    FULL.problem = ""


def test_names_from_outside_cannot_steer_the_terminal() -> None:
    evil = About("a\x1b[2J", "b\u202e\x07", "docker", "\x9b1m")
    lines = screen(evil, history(read(TEXT.replace('"stop"', '"s\x1b[1m"'))), Machine(), 80, 24)
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize(
    ("values", "width", "plain", "wanted"),
    [
        ((), 5, False, ""),
        ((0, 0), 5, False, "▁▁"),
        ((0, 1, 2, 4), 4, False, "▁▃▅█"),
        ((9, 9, 0, 4), 2, False, "▁█"),
        ((0, 4), 2, True, "_@"),
        ((-1, 4), 2, False, "▁█"),
    ],
)
def test_sparklines_show_the_newest_values(
    values: tuple[int, ...], width: int, plain: bool, wanted: str
) -> None:
    assert sparkline([float(one) for one in values], width, plain=plain) == wanted


def test_bars_of_a_known_scale_keep_to_it() -> None:
    assert sparkline([0.5], 1, most=1.0) == "▅"
