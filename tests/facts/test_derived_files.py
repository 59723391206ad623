"""What a session made is no loss while it is as it was and its origin stands; everything else is."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.fact import Recovery
from shellguard.facts.look import look
from shellguard.facts.session import derived_files
from shellguard.facts.session.memory import SessionMemory
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

APART = 0.03
"""Seconds after which the file system's clock tells two things apart for certain."""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "project"
    folder.mkdir(parents=True)
    (folder / "letter.odt").write_text("dear Ann\n" * 50)
    time.sleep(APART)
    return folder


def shell(here: Path) -> ShellState:
    return ShellState(cwd=str(here), home=str(here.parent), options=frozenset(), variables={"x": None})


def ran(memory: SessionMemory, here: Path, line: str, does: Callable[[], object], well: bool = True) -> None:
    """A line of the session, played: what it does is done here."""
    script = read(line, shell(here))
    memory.makings.runs.look_before(script, shell(here))
    memory.remember(script, effects_of(script, shell(here)), shell(here))
    does()
    at = time.time()
    time.sleep(APART)
    memory.makings.end(well, at)


def recovery(memory: SessionMemory, here: Path, line: str) -> Recovery:
    """The worst of what the line takes."""
    script = read(line, shell(here))
    facts = look(effects_of(script, shell(here)), shell(here), budget_ms=500, memory=memory, script=script)
    return list(facts.targets.values())[-1].recovery


def copy(here: Path, to: str = "copy.odt") -> Callable[[], object]:
    return lambda: shutil.copyfile(here / "letter.odt", here / to)


def other(here: Path, to: str = "copy.odt") -> Callable[[], object]:
    """Leaves a file that no other one beside it holds the same as."""
    return lambda: (here / to).write_text("dear Eve\n" * 50)


@pytest.fixture
def copied(here: Path) -> SessionMemory:
    memory = SessionMemory()
    ran(memory, here, "cp letter.odt copy.odt", copy(here))
    return memory


@pytest.mark.parametrize(
    "line", ["rm letter.odt copy.odt", "rm -f *.odt", "rm -rf ../project", "rm letter.*"]
)
def test_what_goes_with_its_origin_is_lost(here: Path, copied: SessionMemory, line: str) -> None:
    assert recovery(copied, here, line) is not Recovery.KEPT


@pytest.mark.parametrize("line", ["./change.py; rm copy.odt", "sed -i s/Ann/Eve/ letter.odt; rm copy.odt"])
def test_what_another_command_may_change_before_is_lost(here: Path, copied: SessionMemory, line: str) -> None:
    assert recovery(copied, here, line) is not Recovery.KEPT


def test_what_a_line_of_more_than_copying_made_is_not_known(here: Path) -> None:
    memory = SessionMemory()
    ran(memory, here, "cp letter.odt copy.odt && ./change.py copy.odt", other(here))
    assert recovery(memory, here, "rm copy.odt") is Recovery.LOST


def test_what_did_not_end_well_is_not_known(here: Path) -> None:
    memory = SessionMemory()
    ran(memory, here, "cp letter.odt copy.odt", other(here), well=False)
    assert recovery(memory, here, "rm copy.odt") is Recovery.LOST


def test_a_line_of_whose_end_nothing_was_heard_made_nothing(here: Path) -> None:
    memory = SessionMemory()
    script = read("cp letter.odt copy.odt", shell(here))
    memory.remember(script, effects_of(script, shell(here)), shell(here))
    other(here)()
    memory.pass_over(str(here))
    memory.makings.end(True, time.time())
    assert recovery(memory, here, "rm copy.odt") is Recovery.LOST


def test_a_copy_that_was_edited_is_lost_even_with_its_old_time(here: Path, copied: SessionMemory) -> None:
    file = here / "copy.odt"
    before = file.stat()
    file.write_text(file.read_text().replace("Ann", "Eve"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert recovery(copied, here, "rm copy.odt") is Recovery.LOST


def test_another_name_of_the_same_file_keeps_it_only_while_that_stays(here: Path) -> None:
    memory = SessionMemory()
    ran(memory, here, "cp letter.odt copy.odt", lambda: os.link(here / "letter.odt", here / "copy.odt"))
    assert recovery(memory, here, "rm copy.odt") is Recovery.KEPT
    assert recovery(memory, here, "rm copy.odt letter.odt") is Recovery.LOST
    (here / "letter.odt").unlink()
    assert recovery(memory, here, "rm copy.odt") is Recovery.LOST


def test_after_the_clock_was_set_nothing_is_known(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = SessionMemory()
    (here / "from/in").mkdir(parents=True)
    copy(here, "from/in/letter.odt")()
    time.sleep(APART)
    ran(memory, here, "cp -r from/in out", lambda: shutil.copytree(here / "from/in", here / "out"))
    assert recovery(memory, here, "rm -r out") is Recovery.KEPT
    ahead = derived_files._clock() + 3600
    monkeypatch.setattr(derived_files, "_clock", lambda: ahead)
    assert recovery(memory, here, "rm -r out") is Recovery.LOST


@pytest.mark.parametrize(
    "line",
    ["wget -O got.odt --post-data=a=1 https://x.example/a", "curl -X POST -o got.odt https://x.example/a",
     "scp web:a got.odt", "curl -o other.odt https://x.example/a", "cd in && wget -O ../got.odt https://x.example/a"],
)  # fmt: skip
def test_what_was_not_only_fetched_is_lost(here: Path, line: str) -> None:
    memory = SessionMemory()
    ran(memory, here, line, other(here, "got.odt"))
    assert recovery(memory, here, "rm got.odt") is Recovery.LOST


def test_a_download_over_which_something_was_written_is_lost(here: Path) -> None:
    memory = SessionMemory()
    ran(memory, here, "wget https://x.example/got.odt", copy(here, "got.odt"))
    (here / "got.odt").write_text("my own\n" * 99)
    assert recovery(memory, here, "rm got.odt") is Recovery.LOST


def packed(here: Path) -> Callable[[], object]:
    """An archive of letters of last year comes to lie in the folder."""

    def does() -> None:
        folder = here / "parts"
        folder.mkdir()
        for number in range(9):
            (folder / f"{number}.odt").write_text("dear Bob\n" * 50)
            os.utime(folder / f"{number}.odt", (1_700_000_000, 1_700_000_000))
        subprocess.run(["tar", "czf", "parts.tgz", "parts"], cwd=here, check=True)
        shutil.rmtree(folder)

    return does


def unpacked(here: Path) -> Callable[[], object]:
    return lambda: subprocess.run(["tar", "xzf", "parts.tgz"], cwd=here, check=True)


@pytest.mark.parametrize("got", ["mv ~/parts.tgz .", "scp web:parts.tgz .", "tar czf parts.tgz parts"])
def test_what_was_unpacked_is_lost_with_an_archive_that_nobody_fetches_again(here: Path, got: str) -> None:
    memory = SessionMemory()
    ran(memory, here, got, packed(here))
    ran(memory, here, "tar xzf parts.tgz", unpacked(here))
    assert recovery(memory, here, "rm -rf parts.tgz parts") is Recovery.LOST


def test_what_was_unpacked_and_worked_on_is_lost_with_the_fetched_archive(here: Path) -> None:
    memory = SessionMemory()
    ran(memory, here, "wget https://x.example/parts.tgz", packed(here))
    ran(memory, here, "tar xzf parts.tgz", unpacked(here))
    (here / "parts/3.odt").write_text("dear Eve\n" * 50)
    assert recovery(memory, here, "rm -rf parts.tgz parts") is Recovery.LOST


def test_what_was_fetched_and_unpacked_is_no_loss_with_its_archive(here: Path) -> None:
    memory = SessionMemory()
    ran(memory, here, "wget https://x.example/parts.tgz", packed(here))
    ran(memory, here, "tar xzf parts.tgz", unpacked(here))
    assert recovery(memory, here, "rm -rf parts.tgz parts") is Recovery.REBUILT


def leaving(here: Path, name: str) -> Callable[[], object]:
    return lambda: (here / name).unlink()


def test_what_was_unpacked_is_lost_after_an_archive_that_nobody_fetches_again(here: Path) -> None:
    memory = SessionMemory()
    ran(memory, here, "mv ~/parts.tgz .", packed(here))
    ran(memory, here, "tar xzf parts.tgz", unpacked(here))
    ran(memory, here, "rm parts.tgz", leaving(here, "parts.tgz"))
    assert recovery(memory, here, "rm -rf parts") is Recovery.LOST


def test_what_was_unpacked_and_worked_on_is_lost_after_the_fetched_archive(here: Path) -> None:
    memory = SessionMemory()
    ran(memory, here, "wget https://x.example/parts.tgz", packed(here))
    ran(memory, here, "tar xzf parts.tgz", unpacked(here))
    ran(memory, here, "rm parts.tgz", leaving(here, "parts.tgz"))
    (here / "parts/3.odt").write_text("dear Eve\n" * 50)
    assert recovery(memory, here, "rm -rf parts") is Recovery.LOST


def test_what_was_fetched_and_unpacked_is_no_loss_after_its_archive(here: Path) -> None:
    memory = SessionMemory()
    ran(memory, here, "wget https://x.example/parts.tgz", packed(here))
    ran(memory, here, "tar xzf parts.tgz", unpacked(here))
    ran(memory, here, "rm parts.tgz", leaving(here, "parts.tgz"))
    assert recovery(memory, here, "rm -rf parts") is Recovery.REBUILT


def test_what_was_built_in_what_was_unpacked_is_no_loss(here: Path) -> None:
    memory = SessionMemory()
    ran(memory, here, "wget https://x.example/parts.tgz", packed(here))
    ran(memory, here, "tar xzf parts.tgz", unpacked(here))
    ran(memory, here, "make -C parts -j8", lambda: (here / "parts/lib.so").write_bytes(bytes(9000)))
    assert recovery(memory, here, "rm -rf parts.tgz parts") is Recovery.REBUILT


def written(here: Path, name: str) -> Callable[[], object]:
    return lambda: (here / name).write_text("fn main() {}\n" * 400)


TRIAL = ("cargo new trial", lambda here: lambda: (here / "trial").mkdir())


@pytest.mark.parametrize("line", ["vim trial/main.rs", "cat > trial/main.rs", "cat old.rs > trial/main.rs",
                                  "cargo fmt", "./generate trial/main.rs", "chmod +x trial/main.rs"])  # fmt: skip
def test_a_source_that_was_written_into_a_trial_is_lost(here: Path, line: str) -> None:
    memory = SessionMemory()
    ran(memory, here, TRIAL[0], TRIAL[1](here))
    ran(memory, here, line, written(here, "trial/main.rs"))
    assert recovery(memory, here, "rm -rf trial") is Recovery.LOST


def test_a_source_that_was_typed_as_part_of_a_line_is_no_loss(here: Path) -> None:
    memory = SessionMemory()
    ran(memory, here, TRIAL[0], TRIAL[1](here))
    ran(memory, here, "cat > trial/main.rs <<X\nfn main() {}\nX", written(here, "trial/main.rs"))
    ran(memory, here, "chmod +x trial/main.rs", lambda: (here / "trial/main.rs").chmod(0o755))
    assert recovery(memory, here, "rm -rf trial") is Recovery.REBUILT


@pytest.mark.parametrize("line", ["cargo build --release", "make -C trial PREFIX=/usr", "cargo run"])
def test_what_is_built_in_a_trial_is_no_loss(here: Path, line: str) -> None:
    memory = SessionMemory()
    ran(memory, here, TRIAL[0], TRIAL[1](here))
    ran(memory, here, line, written(here, "trial/main.o"))
    assert recovery(memory, here, "rm -rf trial") is Recovery.REBUILT


@pytest.mark.parametrize("removed", ["rm letter.tex letter.docx", "rm letter.*", "rm -rf ../project"])
def test_what_was_converted_is_lost_with_its_source(here: Path, removed: str) -> None:
    memory = SessionMemory()
    written(here, "letter.tex")()
    ran(memory, here, "pandoc letter.tex -o letter.docx", written(here, "letter.docx"))
    assert recovery(memory, here, removed) is Recovery.LOST


def test_what_was_converted_is_made_again_while_its_source_stands(here: Path) -> None:
    memory = SessionMemory()
    written(here, "letter.tex")()
    ran(memory, here, "pandoc letter.tex -o letter.docx", written(here, "letter.docx"))
    assert recovery(memory, here, "rm letter.docx") is Recovery.REBUILT
    (here / "letter.tex").unlink()
    assert recovery(memory, here, "rm letter.docx") is Recovery.LOST


@pytest.mark.parametrize("line", ["rm copy.odt", "rm -f ./copy.odt", "ls; rm copy.*", "cd .; rm copy.odt"])
def test_an_unchanged_copy_is_no_loss(here: Path, copied: SessionMemory, line: str) -> None:
    assert recovery(copied, here, line) is Recovery.KEPT


@pytest.mark.parametrize(
    ("line", "removed"),
    [
        ("wget https://x.example/got.odt", "rm got.odt"),
        ("mkdir -p in && curl -fsSL -o got.odt https://x.example/a && ls", "rm got.odt"),
        ("curl -o got.odt https://x.example/a", "rm -f got.odt"),
    ],
)
def test_a_download_is_had_again(here: Path, line: str, removed: str) -> None:
    memory = SessionMemory()
    ran(memory, here, line, other(here, "got.odt"))
    assert recovery(memory, here, removed) is Recovery.REBUILT


def test_a_copy_of_a_copy_is_no_loss_beside_it(here: Path, copied: SessionMemory) -> None:
    ran(copied, here, "cp copy.odt third.odt", copy(here, "third.odt"))
    assert recovery(copied, here, "rm third.odt") is Recovery.KEPT
