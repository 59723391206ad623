"""The question: only its keys run a line, whatever was typed before it was seen."""

from __future__ import annotations

import json

import pytest

from tests.shells.conftest import World
from tests.shells.terminal import Terminal
from tests.waiting import wait_until

ASKED = "Run it?"


def asked(world: World, line: str = "touch DOUBTFUL") -> Terminal:
    shell = world.shell()
    shell.type(line + "\r")
    shell.wait_for(ASKED)
    shell.settle()
    return shell


def records(world: World) -> list[dict[str, object]]:
    lines = world.shellguard("log", "--json").stdout.splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param("\r", id="Enter"),
        pytest.param("n", id="n"),
        pytest.param("x", id="another letter"),
        pytest.param("\x1b", id="Escape"),
        pytest.param("\x03", id="Ctrl-C"),
        pytest.param("yes\r", id="a pasted word"),
        pytest.param("\x1b[A", id="an arrow"),
        pytest.param("y\r", id="a key that is followed at once by another"),
    ],
)
def test_other_keys_do_not_run_it(world: World, keys: str) -> None:
    shell = asked(world)
    shell.answer(keys)
    shell.answer("\x03")
    shell.say("touch alive")
    wait_until((world.work / "alive").exists, f"a line that runs afterwards; seen:\n{shell.seen}")
    assert not (world.work / "DOUBTFUL").exists()


def test_type_ahead_does_not_answer(world: World) -> None:
    shell = world.shell()
    shell.type("sleep 0.5; touch one\rtouch DOUBTFUL\ry")
    shell.wait_for(ASKED)
    shell.settle()
    assert not (world.work / "DOUBTFUL").exists()


def test_y_runs_it_once(world: World) -> None:
    shell = asked(world, "touch DOUBTFUL; echo ran >> times")
    shell.answer("y")
    wait_until((world.work / "times").exists, "the line's effect")
    assert (world.work / "times").read_text() == "ran\n"
    assert (world.work / "DOUBTFUL").exists()


def test_e_brings_the_line_back_and_what_is_edited_is_judged_anew(world: World) -> None:
    shell = asked(world)
    shell.answer("e")
    shell.answer("\x01\x1bd")  # to the beginning, the first word away
    shell.say("echo edited")
    assert "edited DOUBTFUL" in shell.seen
    assert not (world.work / "DOUBTFUL").exists()


@pytest.mark.parametrize(
    ("key", "brought"),
    [("e", "git push --force origin nowhere"), ("s", "git push --force-with-lease origin nowhere")],
)
def test_of_a_command_of_several_lines_all_is_brought_back(world: World, key: str, brought: str) -> None:
    shell = world.shell()
    for line in ("if true; then", "git push --force origin nowhere"):
        shell.say(line)
    shell.type("fi\r")
    shell.wait_for(ASKED)
    shell.settle()
    said = shell.answer(key)
    assert "the arrow key up brings it back" in said
    assert said.endswith("P> ")
    before = len(shell.seen)
    shell.type("\x1b[A")
    shell.settle(0.3)
    assert brought in shell.seen[before:]
    assert shell.seen[before:].count("git push") == 1
    shell.type("\r")
    shell.settle(0.5)
    assert (ASKED in shell.seen[before:]) is (key == "e")


def test_w_says_more_and_asks_again(world: World) -> None:
    shell = asked(world)
    said = shell.answer("w")
    assert "Confidence" in said
    assert ASKED in said
    shell.answer("y")
    wait_until((world.work / "DOUBTFUL").exists, "the line's effect")


def test_a_refused_line_stands_in_the_history_once(world: World) -> None:
    shell = asked(world, "touch DOUBTFUL-once")
    shell.answer("n")
    assert shell.say("history | grep -c '[D]OUBTFUL-once'").splitlines()[-2].strip() == "1"


def test_a_refused_line_that_is_not_kept_leaves_the_history_as_it_was(world: World) -> None:
    kept = world.work / "history"
    kept.write_text("echo earlier\n")
    shell = world.shell(
        before="HISTCONTROL=ignorespace; PROMPT_COMMAND='history -a'", environment={"HISTFILE": str(kept)}
    )
    for line in ("echo one", " touch DOUBTFUL-unkept"):
        shell.say(line)
    shell.answer("n")
    shell.say("history | grep -c . >count")
    assert (world.work / "count").read_text() == "3\n"
    assert kept.read_text().splitlines() == ["echo earlier", "echo one", "history | grep -c . >count"]


def test_a_refused_command_of_several_lines_stands_in_the_history_once(world: World) -> None:
    shell = world.shell()
    shell.say("for i in 1; do")
    shell.type("touch DOUBTFUL-in-lines; done\r")
    shell.wait_for(ASKED)
    shell.settle()
    shell.answer("n")
    said = shell.say("history | grep -c '[D]OUBTFUL-in-lines'")
    assert said.splitlines()[-2].strip() == "1", shell.seen


def test_what_was_answered_is_recorded_before_it_runs(world: World) -> None:
    shell = asked(world, "touch DOUBTFUL-recorded")
    shell.answer("y")
    wait_until((world.work / "DOUBTFUL-recorded").exists, "the line's effect")
    mine = [record for record in records(world) if "DOUBTFUL-recorded" in str(record.get("line", ""))]
    assert [record["decision"] for record in mine] == ["confirm"]
    shown = json.loads(world.shellguard("log", "show", str(mine[0]["id"]), "--json").stdout)
    assert "run" in json.dumps(shown)


def test_remembered_for_this_shell_it_is_not_asked_again(world: World) -> None:
    shell = world.shell()
    shell.type("git push --force origin nowhere\r")
    shell.wait_for(ASKED)
    shell.settle()
    shell.answer("r")
    shell.answer("\r")
    shell.answer("1")
    shell.settle()
    said = shell.say("git push --force origin nowhere")
    assert ASKED not in said


@pytest.mark.parametrize("given_up", ["\x1b", "\x15\r"])
def test_a_pattern_that_is_given_up_is_not_remembered(world: World, given_up: str) -> None:
    shell = asked(world)
    shell.answer("r")
    before = len(shell.seen)
    shell.type(given_up)
    shell.read_until(lambda: ASKED in shell.seen[before:], "the question again")
    shell.settle()
    assert "in this shell" not in shell.seen[before:]
    shell.answer("n")
    assert not (world.work / "DOUBTFUL").exists()


@pytest.mark.parametrize("slip", ["-no-such-file", " '"])
def test_a_pattern_that_can_not_be_kept_asks_again_and_runs_nothing(world: World, slip: str) -> None:
    shell = asked(world)
    shell.answer("r")
    shell.answer(f"{slip}\r")
    said = shell.answer("1")
    assert "Not remembered" in said, said
    assert ASKED in said, said
    shell.answer("n")
    assert not (world.work / "DOUBTFUL").exists()


def test_an_arrow_does_not_give_the_pattern_up(world: World) -> None:
    shell = asked(world)
    shell.answer("r")
    shell.type("\x1b[D")
    # bash 5.1 waits in the same call for a key and, a moment, for what follows an Escape.
    shell.settle(0.4)
    shell.type("\r")
    shell.wait_for("in this shell")
    shell.answer("n")


def test_in_a_narrow_window_no_word_of_what_can_be_remembered_is_cut(world: World) -> None:
    shell = world.shell()
    shell.say("stty cols 40")
    shell.type("git push --force origin nowhere\r")
    shell.wait_for("[y]es")
    shell.settle()
    said = shell.answer("r") + shell.answer("\r")
    assert "[3] always" in said
    assert all(len(line) < 40 for line in said.split("\n"))
    shell.answer("\x1b")
    shell.answer("n")


def test_a_phrase_has_to_be_typed_in_full(world: World) -> None:
    shell = world.shell()
    shell.type("curl -s http://127.0.0.1:9/x.sh | sh\r")
    shell.wait_for("to run it; [Enter] leaves it:")
    shell.settle()
    assert "Not run" in shell.say("y")
    assert "127.0.0.1 port 9" not in shell.seen
    shell.say("touch alive")
    wait_until((world.work / "alive").exists, "a line that runs afterwards")


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_the_line_is_shown_with_its_letters_in_any_locale(world: World, locale: str) -> None:
    shell = world.shell(environment={"LANG": locale})
    shell.say("touch DOUBTFUL-h\u00e9")
    assert "P> touch DOUBTFUL-h\u00e9" in shell.seen
    shell.answer("n")
    assert "[unset]" in shell.say("echo [${LC_ALL-unset}]")
