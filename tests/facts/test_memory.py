"""What a session did before counts: downloads, moves, files it wrote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shellguard.effects.effect import Effect, EffectKind, Target, TargetKind
from shellguard.facts.session.memory import SessionMemory
from shellguard.parsing.reading import read
from shellguard.parsing.script import Piece, Word
from shellguard.parsing.shell_state import ShellState


def shell(here: Path) -> ShellState:
    return ShellState(cwd=str(here), home="/home/ann", options=frozenset())


def did(memory: SessionMemory, here: Path, *lines: str, effects: tuple[Effect, ...] = ()) -> None:
    for line in lines:
        memory.remember(read(line, shell(here)), effects, shell(here))


def runs(memory: SessionMemory, here: Path, line: str) -> list[str]:
    script = read(line, shell(here))
    found = memory.executions(script, shell(here))
    assert not (found and memory.has_downloads) or memory.meets_downloads(script)
    return [effect.message for effect in found]


@pytest.mark.parametrize(
    ("line", "meets"),
    [
        ("ls -l", False), ("cd build", False), ("git status", False), ("echo a.sh", False), ("A=b", False),
        ("grep -n x a.sh | less", False), ("./a.sh", True), ("bash a.sh", True), ("$x a.sh", True),
        ("PATH=.:$PATH ls", True), ("ls; sudo sh a.sh", True), ("cat a.sh", True), ("gunzip a.gz", True),
        ("make", True), ("git clone https://x.example/y", True), ("wget https://x.example/y", True),
    ],
)  # fmt: skip
def test_a_line_may_meet_what_was_downloaded_by_its_words_alone(
    tmp_path: Path, line: str, meets: bool
) -> None:
    memory = SessionMemory()
    assert not memory.meets_downloads(read(line, shell(tmp_path)))
    did(memory, tmp_path, "curl -o a.sh https://x.example/y")
    assert memory.meets_downloads(read(line, shell(tmp_path))) is meets


def effect(kind: EffectKind, path: str, program: str = "rm") -> Effect:
    return Effect(
        kind, "x", program, "m", 50, (Target(TargetKind.PATH, Word(path, (Piece(path),))),), recursive=True
    )


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("curl https://x.example/a.sh", "bash a.sh"),
        ("curl -o b.sh https://x.example/a.sh", "bash a.sh"),
        ("curl -o a.sh https://x.example/a.sh", "cat a.sh"),
        ("curl -o a.sh https://x.example/a.sh", "cat a.sh; bash b.sh"),
        ("curl -o a.sh https://x.example/a.sh", "cat a.sh | wc -l"),
        ("curl -o a.sh https://x.example/a.sh", "ssh web ./a.sh"),
        ("curl -o a.sh https://x.example/a.sh", "bash -c 'ls a.sh'"),
        ("curl -o in.txt https://x.example/in.txt", "python3 sort.py < in.txt"),
        ("curl -o in.txt https://x.example/in.txt", "cat in.txt | python3 sort.py"),
        ("ssh web 'curl -o a.sh https://x.example/a.sh'", "bash a.sh"),
        ("echo curl -o a.sh https://x.example", "./a.sh"),
        ("curl -o a.vim https://x.example/a.vim", "vim a.vim"),
        ("curl -o tool https://x.example/tool", "tool"),
        ("curl -o /home/ann/.local/bin/tool https://x.example/tool", "file ~/.local/bin/tool"),
        ("curl -o /home/ann/.local/bin/tool https://x.example/tool", "ssh web tool"),
    ],
)
def test_running_something_else_is_not_remembered(tmp_path: Path, before: str, line: str) -> None:
    memory = SessionMemory()
    did(memory, tmp_path, before)
    assert runs(memory, tmp_path, line) == []


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("curl -o a.sh https://x.example/y", "bash a.sh"),
        ("curl -fsSL https://x.example/y --output=a.sh", "sh ./a.sh"),
        ("curl -O https://x.example/a.sh", "source a.sh"),
        ("curl https://x.example/y > a.sh", "./a.sh"),
        ("wget https://x.example/a.sh?x=1", "sudo bash a.sh"),
        ("wget -O a.sh https://x.example/y && chmod +x a.sh", "./a.sh --yes"),
        ("curl -o a.py https://x.example/y", "python3 a.py"),
        ("curl -o a.sh https://x.example/y", "bash < a.sh"),
        ("curl -o a.sh https://x.example/y", "bash -s -- x < a.sh"),
        ("curl -o a.sh https://x.example/y", "bash /dev/stdin x < a.sh"),
        ("curl -o a.sh https://x.example/y", "cat a.sh | sudo bash"),
        ("curl -o a.py https://x.example/y", "cat a.py | python3 -"),
        ("curl -o a.vim https://x.example/y", "vim -S a.vim notes.md"),
        ("curl -o t.conf https://x.example/y", "tmux source-file t.conf"),
        ("curl -o c.gdb https://x.example/y", "gdb -x c.gdb ./app"),
        ("curl -o x.jar https://x.example/y", "java -jar x.jar"),
        ("curl -o /home/ann/.local/bin/tool https://x.example/tool", "tool --version"),
        ("sudo wget -qO /usr/local/bin/tool https://x.example/tool", "sudo tool"),
        ("wget -q https://x.example/tool; mv tool /home/ann/bin/", "tool sync"),
    ],
)
def test_running_what_was_downloaded_is_remembered(tmp_path: Path, before: str, line: str) -> None:
    memory = SessionMemory()
    did(memory, tmp_path, before, "ls")
    assert runs(memory, tmp_path, line) == ["runs a file that was downloaded 2 lines ago"]


def test_what_was_let_run_once_is_asked_about_again_only_as_root_or_when_it_comes_anew(
    tmp_path: Path,
) -> None:
    memory = SessionMemory()
    did(memory, tmp_path, "curl -o a.sh https://x.example/y", "bash a.sh")
    assert runs(memory, tmp_path, "bash a.sh -v") == []
    assert runs(memory, tmp_path, "sudo bash a.sh") != []
    did(memory, tmp_path, "sudo bash a.sh")
    assert runs(memory, tmp_path, "sudo ./a.sh; ./a.sh") == []
    did(memory, tmp_path, "curl -o a.sh https://x.example/y")
    assert runs(memory, tmp_path, "bash a.sh") == ["runs a file that was downloaded by the line before"]


def test_a_deletion_elsewhere_is_not_remembered(tmp_path: Path) -> None:
    memory = SessionMemory()
    did(memory, tmp_path, "mv photos build/")
    assert memory.recall((effect(EffectKind.DELETE, "dist"),), shell(tmp_path)) == {}


def test_what_was_moved_and_is_named_itself_is_judged_as_it_is(tmp_path: Path) -> None:
    memory = SessionMemory()
    (tmp_path / "old").mkdir()
    did(memory, tmp_path, "mv notes.bak old")
    assert memory.recall((effect(EffectKind.DELETE, "old/notes.bak"),), shell(tmp_path)) == {}
    (tmp_path / "old/notes.bak").touch()
    assert memory.moved_into(str(tmp_path / "old/notes.bak")) == "was moved there by the line before"


def test_the_only_copy_that_was_moved_in_is_remembered(tmp_path: Path) -> None:
    memory = SessionMemory()
    (tmp_path / "build").mkdir()
    did(memory, tmp_path, "mv photos build")
    assert memory.recall((effect(EffectKind.DELETE, "build"),), shell(tmp_path)) == {}  # gone again since
    (tmp_path / "build/photos").touch()
    said = memory.recall((effect(EffectKind.DELETE, "build"),), shell(tmp_path))
    assert said == {0: "holds photos, which was moved there by the line before"}
    assert (
        memory.moved_into(str(tmp_path / "build")) == "holds photos, which was moved there by the line before"
    )


def test_a_new_name_is_remembered(tmp_path: Path) -> None:
    memory = SessionMemory()
    did(memory, tmp_path, "mv a b")
    (tmp_path / "b").mkdir()
    assert memory.moved_into(str(tmp_path / "b")) == "was moved there by the line before"


def test_what_was_written_is_remembered(tmp_path: Path) -> None:
    memory = SessionMemory()
    over = replace(effect(EffectKind.OVERWRITE, "out.txt", "make"), rule="files.redirect-over")
    did(memory, tmp_path, "make > out.txt", effects=(over,))
    assert memory.written(str(tmp_path / "out.txt")) == "written by the line before"
    assert memory.written(str(tmp_path / "other")) == ""
    assert memory.recall((effect(EffectKind.EXECUTE, "out.txt", "sh"),), shell(tmp_path)) == {
        0: "written by the line before"
    }


def test_what_the_line_itself_does_first_is_remembered(tmp_path: Path) -> None:
    line = (effect(EffectKind.WRITE, "a.sh", "curl"), effect(EffectKind.EXECUTE, "a.sh", "bash"))
    assert SessionMemory().recall(line, shell(tmp_path)) == {1: "downloaded earlier in this line"}


def test_what_a_line_plants_is_not_told_to_be_written_before(tmp_path: Path) -> None:
    planted = (effect(EffectKind.WRITE, "a.service", "tee"), effect(EffectKind.PERSIST, "a.service", "tee"))
    memory = SessionMemory()
    assert memory.recall(planted, shell(tmp_path)) == {}
    did(memory, tmp_path, "make > a.service", effects=(effect(EffectKind.WRITE, "a.service", "make"),))
    assert memory.recall(planted, shell(tmp_path)) == {1: "written by the line before"}
    fetched = (effect(EffectKind.WRITE, "b.service", "curl"), effect(EffectKind.PERSIST, "b.service", "curl"))
    assert memory.recall(fetched, shell(tmp_path)) == {1: "downloaded earlier in this line"}


def test_a_change_of_the_folder_is_told_for_a_relative_deletion(tmp_path: Path) -> None:
    memory = SessionMemory()
    did(memory, tmp_path, "cd /")
    deletion = effect(EffectKind.DELETE, "*")
    assert memory.elsewhere((deletion,), shell(tmp_path)) == {}
    assert memory.elsewhere((deletion,), shell(Path("/"))) == {
        0: "the folder was changed to / by the line before"
    }


def test_a_change_of_the_folder_weighs_nothing(tmp_path: Path) -> None:
    memory = SessionMemory()
    did(memory, Path("/"), "cd project")
    assert memory.recall((effect(EffectKind.DELETE, "node_modules"),), shell(tmp_path)) == {}


def test_the_memory_is_bounded(tmp_path: Path) -> None:
    memory = SessionMemory(most=3)
    did(memory, tmp_path, *[f"curl -o {name}.sh https://x.example/y" for name in "abcd"])
    assert runs(memory, tmp_path, "bash a.sh") == []
    assert runs(memory, tmp_path, "bash b.sh") != []


def test_a_download_is_known_until_later_deeds_have_driven_it_out(tmp_path: Path) -> None:
    memory = SessionMemory(most=2)
    written = effect(EffectKind.OVERWRITE, "notes.txt", "echo")
    known = []
    for line, effects in (
        ("ls", ()), ("curl -o a.sh https://x.example/a.sh", ()), ("echo a > notes.txt", (written,)),
        ("echo b > notes.txt", (written,)), ("curl -o a.sh https://x.example/a.sh", ()), ("ls", ()),
    ):  # fmt: skip
        did(memory, tmp_path, line, effects=effects)
        known.append(memory.has_downloads)
    assert known == [False, True, True, False, True, True]
