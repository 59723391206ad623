"""Plain language at the prompt of a real shell: proposals, what takes them back, and what never runs by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.model.model_server import answer_text, model_server
from tests.shells.conftest import World
from tests.shells.terminal import Terminal
from tests.waiting import wait_until

PROPOSES = "shellguard proposes"
BACK = "your line back"


def proposed(world: World, request: str, key: str = "\r", before: str = "") -> Terminal:
    shell = world.shell(before=before)
    shell.type(request + key)
    shell.wait_for(BACK)
    shell.settle()
    return shell


def said(world: World, kind: str) -> list[dict[str, object]]:
    files = Path(world.environment["SHELLGUARD_STATE_DIR"]).rglob("*.jsonl")
    records = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    return [record for record in records if record.get("kind") == kind]


def test_a_command_with_words_is_only_a_command(world: World) -> None:
    shell = world.shell()
    shell.say("echo all the files in my home > echoed; touch done")
    wait_until((world.work / "done").exists, "the line")
    assert PROPOSES not in shell.seen
    assert (world.work / "echoed").read_text() == "all the files in my home\n"


def test_a_function_takes_any_words(world: World) -> None:
    shell = world.shell(before="note() { printf '%s\\n' \"$*\" > noted; }")
    shell.say("note buy milk for all of the cats")
    wait_until((world.work / "noted").exists, "the function")
    assert PROPOSES not in shell.seen


def test_nothing_runs_until_enter(world: World) -> None:
    (world.work / "old.log").write_text("x")
    shell = proposed(world, "delete all log files")
    assert PROPOSES in shell.seen
    assert (world.work / "old.log").exists()


def test_a_proposal_is_judged_like_any_line(world: World) -> None:
    (world.work / "FORBIDDEN").write_text("x")
    shell = proposed(world, "create an empty file called FORBIDDEN-too")
    shell.type("\r")
    shell.wait_for("did not run this")
    shell.settle()
    assert not (world.work / "FORBIDDEN-too").exists()


@pytest.mark.parametrize("behind", [True, False], ids=["behind the line", "anew"])
def test_what_was_asked_back_is_answered_by_what_is_meant(world: World, behind: bool) -> None:
    shell = world.shell()
    shell.type("delete the old stuff\r")
    shell.wait_for("a wrong guess would do harm")
    shell.settle()
    shell.type(" ? log files older than 3 days\r" if behind else "\x15? log files older than 3 days\r")
    shell.wait_for(BACK)
    shell.settle()
    assert "-mtime +3 -delete" in shell.seen


@pytest.mark.parametrize("before", ["", "set -o vi"], ids=["emacs", "vi"])
def test_escape_gives_the_line_back_and_enter_judges_it_as_a_command(world: World, before: str) -> None:
    shell = proposed(world, "list all pdf files", before=before)
    shell.type("\x1b")
    shell.settle(0.8)
    shell.type("\r")
    shell.wait_for("command not found")
    shell.settle()
    assert shell.seen.count(PROPOSES) == 1


def test_a_line_that_was_given_back_and_given_up_is_a_request_again(world: World) -> None:
    shell = proposed(world, "list all pdf files")
    shell.type("\x1b")
    shell.settle(0.8)
    shell.type("\x03")
    shell.settle(0.4)
    shell.type("list all pdf files\r")
    shell.read_until(lambda: shell.seen.count(PROPOSES) == 2, "the same proposal")
    shell.settle()


def test_enter_runs_the_proposal_with_the_request_beside_it_in_the_history(world: World) -> None:
    (world.work / "one.pdf").write_text("x")
    shell = proposed(world, "list all pdf files")
    shell.type("\r")
    shell.wait_for("./one.pdf")
    shell.say("history > hist; touch done")
    wait_until((world.work / "done").exists, "the history")
    assert "# list all pdf files" in (world.work / "hist").read_text()


@pytest.mark.parametrize("request_", ["list all pdf files", "? list all pdf files"])
def test_the_key_and_the_mark_ask_too(world: World, request_: str) -> None:
    shell = proposed(world, request_, key="\x1b\r" if request_[0] != "?" else "\r")
    assert PROPOSES in shell.seen


def test_the_key_works_in_the_middle_of_a_line(world: World) -> None:
    shell = world.shell()
    shell.type("list all pdf files\x02\x02\x02\x1b\r")
    shell.wait_for(PROPOSES)


def test_escape_and_enter_at_once_accept_the_line_where_vi_s_keys_hold(world: World) -> None:
    shell = world.shell(before="set -o vi")
    shell.type("touch one two three\x1b\r")
    wait_until((world.work / "three").exists, "the line")
    assert BACK not in shell.seen


def test_beside_vi_s_keys_a_proposal_can_be_followed_by_another(world: World) -> None:
    shell = proposed(world, "list all groups", before="set -o vi")
    shell.type("\x1b\r")
    shell.wait_for("proposes 2 of")
    shell.type("\x15touch one two three\r")
    wait_until((world.work / "three").exists, "the line")
    shell.settle()
    shell.type("touch four\x1b\r")
    wait_until((world.work / "four").exists, "a line after it")


def test_where_there_is_no_other_command_the_key_says_so_and_keeps_the_line(world: World) -> None:
    shell = proposed(world, "list files bigger than 100k")
    assert "1 of" not in shell.seen
    shell.type("\x1b\r")
    shell.wait_for("no other command")
    shell.settle()
    shell.type("\x01touch kept; \r")
    wait_until((world.work / "kept").exists, "the line that was kept")


def test_a_key_of_ones_own_asks_beside_vi_s_keys(world: World) -> None:
    shell = world.shell(before="set -o vi; SHELLGUARD_ASK_KEY='\\C-g'")
    shell.type("list all pdf files\x07")
    shell.wait_for(PROPOSES)


def test_a_proposal_that_was_changed_keeps_its_request(world: World) -> None:
    shell = proposed(world, "list all pdf files")
    shell.type("\x01\x1bfX\x7f -L\r")  # behind the first word
    shell.say("history > hist; touch done")
    wait_until((world.work / "done").exists, "the history")
    assert "# list all pdf files" in (world.work / "hist").read_text()


@pytest.mark.parametrize("line", ["touch other", "find other -prune; touch other"])
def test_another_line_in_its_place_does_not(world: World, line: str) -> None:
    shell = proposed(world, "list all pdf files")
    shell.type(f"\x15{line}\r")
    wait_until((world.work / "other").exists, "the other line")
    shell.settle()
    shell.say("history > hist; touch done")
    wait_until((world.work / "done").exists, f"the history; seen:\n{shell.seen}")
    assert f"{line}\n" in (world.work / "hist").read_text()


def test_a_further_request_changes_the_one_before(world: World) -> None:
    shell = proposed(world, "? list all pdf files")
    shell.type("\x15? only larger than 10MB\r")
    shell.wait_for("size +10M")


def test_a_request_behind_the_proposal_changes_it_and_takes_the_old_ones_place(world: World) -> None:
    shell = proposed(world, "? list all log files older than 30 days")
    shell.type(" ? older than 7 days\r")
    shell.wait_for("-mtime +7")
    shell.settle()
    shell.type(" ? only the pdfs\r")
    shell.wait_for("'*.pdf' -mtime +7")


def test_the_record_holds_the_request_and_what_came_of_it(own_world: World) -> None:
    own_world.start_daemon()
    shell = proposed(own_world, "list all pdf files")
    shell.type("\r")
    shell.settle()
    shell.say("touch done")
    wait_until((own_world.work / "done").exists, "a line after it")
    (asked,) = said(own_world, "translated")
    assert (asked["request"], asked["how"], asked["source"]) == (
        "list all pdf files",
        "sentence",
        "phrasebook",
    )
    ran = [record for record in said(own_world, "decided") if record.get("request")]
    assert [record["request"] for record in ran] == ["list all pdf files"]


def waiting(world: World) -> Terminal:
    """A shell that waits for a slow model."""
    shell = world.shell()
    shell.type("tell me about the wibbles of yesterday\r")
    shell.wait_for("any key goes on without the model")
    return shell


@contextmanager
def connected(world: World, **settings: str) -> Iterator[None]:
    """While a model is named in the settings, which all shells of this world share."""
    for name, value in settings.items():
        world.shellguard("config", "set", f"model.{name}", value)
    try:
        yield
    finally:
        for name in settings:
            world.shellguard("config", "unset", f"model.{name}")


@pytest.fixture
def slow_model(world: World) -> Iterator[None]:
    with model_server() as server:
        server.set(delay=8.0)
        with connected(world, base_url=server.base_url, timeout="20"):
            yield


@pytest.mark.usefixtures("slow_model")
def test_any_key_goes_on_without_the_model(world: World) -> None:
    shell = waiting(world)
    shell.type("x")
    shell.wait_for("the model was not waited for")
    shell.settle()
    assert "yesterdayx" not in shell.seen


@pytest.mark.usefixtures("slow_model")
def test_ctrl_c_ends_the_waiting(world: World) -> None:
    shell = waiting(world)
    shell.type("\x03")
    shell.settle()
    shell.say("touch after")
    wait_until((world.work / "after").exists, "a line after it")


@pytest.mark.parametrize("before", ["", "set -o vi"], ids=["emacs", "vi"])
def test_an_answer_of_several_lines_is_shown_whole_and_runs_once(world: World, before: str) -> None:
    loop = "for n in one two\ndo\n  echo $n >> made\ndone"
    with model_server() as server:
        server.set(content=answer_text(loop))
        with connected(world, base_url=server.base_url):
            shell = proposed(world, "tell me about the wibbles of yesterday", before=before)
    assert "echo $n >> made" in shell.seen
    assert not (world.work / "made").exists()
    shell.say("")
    wait_until((world.work / "made").exists, "what the loop writes")
    shell.settle()
    assert (world.work / "made").read_text() == "one\ntwo\n"


def test_how_to_connect_a_model_is_told_once_in_a_shell(world: World) -> None:
    shell = world.shell()
    said = ""
    for wish in ("please sing me a song about the sea", "tell me a joke about penguins"):
        before = len(shell.seen)
        shell.type(f"\x15{wish}\r")
        shell.read_until(
            lambda start=before: "takes your line for a command" in shell.seen[start:], "no command"
        )
        shell.settle()
        said = shell.seen[before:]
        assert "say it in other words" in said
    assert shell.seen.count("OPENAI_API_BASE") == 1
    assert "OPENAI_API_BASE" not in said


def test_a_misspelt_command_has_a_near_one_in_the_buffer(world: World) -> None:
    shell = world.shell()
    shell.type("ehco hello > said\r")
    shell.wait_for("did you mean")
    shell.settle()
    assert not (world.work / "said").exists()
    shell.type("\r")
    wait_until((world.work / "said").exists, "the near command")


def test_a_near_command_that_destroys_is_not_proposed(world: World) -> None:
    shell = world.shell()
    (world.work / "kept").write_text("x")
    shell.type("mr kept\r")
    shell.wait_for("command not found")
    assert "did you mean" not in shell.seen


def test_two_question_marks_mend_what_failed(world: World) -> None:
    (world.work / "notes.txt").write_text("found\n")
    shell = world.shell()
    shell.type("cat notse.txt\r")
    shell.wait_for("No such file")
    shell.type("??\r")
    shell.wait_for(BACK)
    shell.settle()
    shell.type("\r")
    shell.wait_for("found")


def test_ctrl_c_leaves_a_working_prompt(world: World) -> None:
    shell = proposed(world, "list all pdf files")
    shell.type("\x03")
    shell.settle()
    shell.say("touch after")
    wait_until((world.work / "after").exists, "a line after it")


def test_a_key_sequence_that_begins_with_escape_still_works(world: World) -> None:
    shell = proposed(world, "list all pdf files")
    shell.type("\x03")
    shell.settle()
    shell.type("touch two one\x1bb\x1bb three-\r")  # back over two words
    wait_until((world.work / "three-two").exists, "what the keys made of the line")


def test_off_takes_the_key_away(world: World) -> None:
    shell = world.shell()
    shell.say("bind -X > bound; touch done")
    wait_until((world.work / "done").exists, "the bindings")
    assert "__sg_ask" in (world.work / "bound").read_text()
    shell.type("shellguard off\r")
    shell.wait_for("Run it?")
    shell.settle()
    shell.answer("y")
    shell.say("bind -X > unbound; touch undone")
    wait_until((world.work / "undone").exists, "the bindings afterwards")
    assert "__sg_" not in (world.work / "unbound").read_text()
