"""Looking at the targets of effects: what they are, what they hold, whether that comes back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from shellguard.effects.effect import Effect, EffectKind, Target, TargetKind
from shellguard.facts.fact import Facts, Recovery, TargetFacts
from shellguard.facts.look import look
from shellguard.facts.session.memory import SessionMemory
from shellguard.facts.summary import of_link
from shellguard.parsing.script import Hole, Piece, Script, Word
from shellguard.parsing.shell_state import ShellState

Git = Callable[..., str]
PLENTY = 5000.0


def word(text: str, hole: Hole = Hole.NONE, **more: object) -> Word:
    return Word(text, (Piece(text, hole, **more),))  # type: ignore[arg-type]


def effect(target: str | Word, kind: EffectKind = EffectKind.DELETE, **more: object) -> Effect:
    held = word(target) if isinstance(target, str) else target
    program = str(more.pop("program", "rm"))
    more.setdefault("recursive", True)
    return Effect(kind, "files.remove-recursive", program, "m", 60, (Target(TargetKind.PATH, held),), **more)  # type: ignore[arg-type]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "demo"
    folder.mkdir(parents=True)
    return folder


def shell(here: Path) -> ShellState:
    return ShellState(cwd=str(here), home=str(here.parent), options=frozenset(), uid=os.getuid())


def facts_of(
    here: Path, *effects: Effect, budget_ms: float = PLENTY, memory: SessionMemory | None = None
) -> Facts:
    return look(effects, shell(here), budget_ms=budget_ms, memory=memory)


def one(here: Path, target: str | Word, kind: EffectKind = EffectKind.DELETE, **more: object) -> TargetFacts:
    return facts_of(here, effect(target, kind, **more)).targets[0, 0]


def fill(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("0123456789")


# nothing is said where nothing is known


def test_nothing_is_looked_at_without_a_folder() -> None:
    facts = look((effect("/etc/hostname"),), ShellState())
    assert not facts.looked
    assert all(fact.exists is None for fact in facts.targets.values())


@pytest.mark.parametrize("where", [{"host": "web"}, {"inside": "docker"}])
def test_another_machine_or_a_container_is_not_looked_at(here: Path, where: dict[str, str]) -> None:
    assert facts_of(here, effect("/etc", **where)).targets == {}


def test_a_target_with_a_hole_is_not_known(here: Path) -> None:
    assert facts_of(here, effect(word("$X", Hole.VARIABLE, name="X"))).targets == {}


def test_a_relative_target_after_an_unknown_cd_is_not_known(here: Path) -> None:
    fill(here, "data/a")
    assert one(here, "data", cwd=None).exists is None


def test_what_is_made_earlier_in_the_line_is_not_called_harmless(here: Path) -> None:
    facts = facts_of(here, effect("new", EffectKind.WRITE), effect("new"))
    assert facts.targets[1, 0].recovery is Recovery.UNKNOWN


def test_an_absent_target_loses_nothing(here: Path) -> None:
    fact = one(here, "new")
    assert (fact.exists, fact.recovery) == (False, Recovery.NOTHING_LOST)


def test_no_budget_still_gives_an_answer(here: Path) -> None:
    fill(here, *[f"data/{number}" for number in range(200)])
    fact = facts_of(here, effect("data"), budget_ms=0).targets[0, 0]
    assert fact.exists
    assert not fact.counted_all
    assert fact.recovery in (Recovery.UNKNOWN, Recovery.LOST)


# what it is and holds


def test_files_and_bytes_are_counted(here: Path) -> None:
    fill(here, "data/a", "data/b/c", "data/b/d")
    fact = one(here, "data")
    assert (fact.kind, fact.files, fact.total_bytes, fact.counted_all) == ("folder", 3, 30, True)
    assert (fact.recovery, fact.irreplaceable) == (Recovery.LOST, 3)


def test_a_link_goes_without_what_it_leads_to(here: Path) -> None:
    fill(here, "data/a")
    (here / "link").symlink_to("data")
    fact = one(here, "link")
    assert (fact.kind, fact.files, fact.recovery, fact.resolves_to) == ("link", 1, Recovery.REBUILT, "")


def test_a_link_with_a_slash_is_what_it_leads_to(here: Path) -> None:
    fill(here, "data/a")
    (here / "link").symlink_to("data")
    fact = one(here, "link/")
    assert (fact.kind, fact.recovery, fact.resolves_to) == ("folder", Recovery.LOST, str(here / "data"))


def test_writing_through_a_link_reaches_its_target(here: Path) -> None:
    fill(here, "real")
    (here / "link").symlink_to("real")
    fact = one(here, "link", EffectKind.OVERWRITE)
    assert (fact.resolves_to, fact.recovery) == (str(here / "real"), Recovery.LOST)


def test_a_loop_of_links_does_no_harm(here: Path) -> None:
    (here / "a").symlink_to("b")
    (here / "b").symlink_to("a")
    assert one(here, "a", EffectKind.OVERWRITE).recovery in (Recovery.NOTHING_LOST, Recovery.UNKNOWN)
    assert one(here, "a/x").exists is not True


def test_links_inside_a_folder_are_not_followed(here: Path) -> None:
    fill(here, "big/1", "big/2", "small/x")
    (here / "small/link").symlink_to("../big")
    assert one(here, "small").files == 2


def test_a_place_that_a_link_leads_to_is_protected(here: Path) -> None:
    (here / "link").symlink_to("/etc")
    assert one(here, "link/").protected == "a folder of the system"
    assert one(here, "link/passwd").protected.startswith("a file that the system needs")


def test_dots_are_followed_as_the_kernel_does(here: Path) -> None:
    fill(here, "a/b/x")
    (here / "link").symlink_to("a/b")
    assert one(here, "link/../b").path == str(here / "a/b")


def test_a_device_that_keeps_nothing_loses_nothing(here: Path) -> None:
    fact = one(here, "/dev/null", EffectKind.OVERWRITE)
    assert (fact.kind, fact.protected, fact.recovery) == ("device", "", Recovery.NOTHING_LOST)


def test_an_odd_name_does_no_harm(here: Path) -> None:
    assert one(here, "a\0b").exists is None
    assert one(here, "x" * 5000).exists is not True


# patterns and choices


def test_a_pattern_without_matches_loses_nothing(here: Path) -> None:
    fact = one(here, word("*.log", Hole.GLOB))
    assert (fact.exists, fact.recovery) == (False, Recovery.NOTHING_LOST)


def test_a_pattern_counts_what_it_matches(here: Path) -> None:
    fill(here, "a.log", "b.log", "c.txt")
    fact = one(here, word("*.log", Hole.GLOB))
    assert (fact.files, fact.recovery) == (2, Recovery.LOST)


def test_everything_at_home_is_protected(here: Path) -> None:
    assert one(here, word("~/*", Hole.GLOB), cwd="").protected in ("", "everything in your home folder")
    whole = Word(f"{here.parent}/*", (Piece(f"{here.parent}/"), Piece("*", Hole.GLOB)))
    assert one(here, whole).protected == "everything in your home folder"


def test_a_vanished_variable_leaves_the_root(here: Path) -> None:
    rest = Word('"$D/"', (Piece("", name="D", unset=True), Piece("/")))
    assert one(here, rest).protected == "the root of the file system"


def test_the_worst_of_several_values_speaks(here: Path) -> None:
    fill(here, "a/x")
    some = Word("$i", (Piece("$i", Hole.VARIABLE, name="i", candidates=("none", "a", "/etc")),))
    fact = one(here, some)
    assert fact.protected == "a folder of the system"


def test_a_quoted_pattern_is_sought_below(here: Path) -> None:
    fill(here, "a.log", "deep/er/b.log", "c.txt")
    assert one(here, "./*.log", program="find").files == 2


# whether it comes back


def test_an_empty_folder_loses_nothing(here: Path) -> None:
    (here / "a/b").mkdir(parents=True)
    assert one(here, "a").recovery is Recovery.NOTHING_LOST


def test_an_empty_file_loses_nothing(here: Path) -> None:
    (here / "a").touch()
    assert one(here, "a", EffectKind.OVERWRITE).recovery is Recovery.NOTHING_LOST


def test_moving_loses_nothing_by_itself(here: Path) -> None:
    fill(here, "a")
    assert one(here, "a", EffectKind.MOVE).recovery is Recovery.NOTHING_LOST


def test_clean_files_of_a_repository_come_back(here: Path, git: Git) -> None:
    fill(here, "src/a", "src/b")
    git("init", "-q", at=here)
    git("add", "-A", at=here)
    git("commit", "-qm", "x", at=here)
    assert one(here, "src").recovery is Recovery.TRACKED
    fill(here, "src/new")
    fact = one(here, "src")
    assert (fact.recovery, fact.reason) == (Recovery.LOST, "1 file that git does not know")


def test_a_single_file_is_spoken_of_as_one(here: Path, git: Git) -> None:
    fill(here, "a", "b")
    (here / ".gitignore").write_text("secret*\n")
    git("init", "-q", at=here)
    git("add", "-A", at=here)
    git("commit", "-qm", "x", at=here)
    fill(here, "secret.env", "new")
    (here / "a").write_text("changed")
    assert one(here, "a").reason == "changes that are in no commit"
    assert one(here, "new").reason == "nothing is known that would bring it back"
    assert one(here, "secret.env").reason == "ignored by git, so that nothing keeps it"


def test_ignored_files_do_not_come_back(here: Path, git: Git) -> None:
    fill(here, "src/a")
    (here / ".gitignore").write_text("secret*\n")
    git("init", "-q", at=here)
    git("add", "-A", at=here)
    git("commit", "-qm", "x", at=here)
    fill(here, "src/secret.env")
    assert one(here, "src").reason == "1 file that git ignores, so that nothing keeps it"


def test_a_cache_is_filled_again_and_the_trash_was_thrown_away(here: Path) -> None:
    fill(here.parent, ".cache/pip/a", ".local/share/Trash/files/a")
    assert one(here, f"{here.parent}/.cache/pip").recovery is Recovery.REBUILT
    assert one(here, f"{here.parent}/.local/share/Trash/files").recovery is Recovery.TEMPORARY


def test_a_folder_for_temporary_files_is_passing(here: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    fill(scratch, "x/a", "y/thesis.docx")
    told = ShellState(cwd="/", home="/nowhere", variables={"TMPDIR": str(scratch)}, uid=os.getuid())
    assert (
        look((effect(f"{scratch}/x"),), told, budget_ms=2000.0).targets[0, 0].recovery is Recovery.TEMPORARY
    )
    assert look((effect(f"{scratch}/y"),), told, budget_ms=2000.0).targets[0, 0].recovery is Recovery.LOST


def test_the_folder_one_stands_in_is_protected_for_what_it_holds(here: Path) -> None:
    assert one(here, ".").protected == ""
    fill(here, "a")
    assert one(here, ".").protected == "the folder you are in"
    assert one(here, ".", EffectKind.PERMIT).protected == ""


@pytest.mark.parametrize("where", ["..", "/", None])
def test_a_folder_that_the_line_leaves_first_is_not_the_one_that_one_is_in(
    here: Path, where: str | None
) -> None:
    fill(here, "a")
    assert one(here, str(here), cwd=where).protected == ""
    assert one(here, str(here), cwd=".").protected == "the folder you are in"


def test_a_temporary_folder_is_passing_once_the_line_has_left_it(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    fill(scratch, "x/a")
    told = ShellState(cwd=f"{scratch}/x", home="/n", variables={"TMPDIR": str(scratch)}, uid=os.getuid())
    left = look((effect(f"{scratch}/x", cwd="/"),), told, budget_ms=2000.0).targets[0, 0]
    assert (left.recovery, left.protected) == (Recovery.TEMPORARY, "")
    stays = look((effect(f"{scratch}/x"),), told, budget_ms=2000.0).targets[0, 0]
    assert (stays.recovery, stays.protected) == (Recovery.LOST, "the folder you are in")


def test_putting_things_into_a_folder_matters_where_names_are_taken(here: Path) -> None:
    fill(here, "a", "b", "same", "into/b", "into/same")
    (here / "into/b").write_text("something else")
    move = effect("a", EffectKind.MOVE, span=None)
    from shellguard.parsing.script import SimpleCommand, Span

    def copied(name: str) -> TargetFacts:
        span = Span(0, 9)
        over = effect("into", EffectKind.OVERWRITE, program="cp", span=span)
        script = Script("", (SimpleCommand((word("cp"), word(name), word("into")), span=span),))
        return look((over,), shell(here), budget_ms=PLENTY, script=script).targets[0, 0]

    assert move.kind is EffectKind.MOVE
    assert copied("a").recovery is Recovery.NOTHING_LOST
    assert copied("b").recovery is Recovery.LOST
    assert copied("same").recovery is Recovery.NOTHING_LOST


@pytest.mark.parametrize("name", ["out.txt", "build.log", "result-1.csv", "a.o", "nohup.out"])
def test_a_program_s_output_is_not_personal(here: Path, name: str) -> None:
    fill(here, name)
    assert one(here, name, EffectKind.OVERWRITE).personal == 0


@pytest.mark.parametrize("name", ["diary.txt", "thesis.tex", "my.conf", "Makefile"])
def test_a_file_that_is_written_over_and_known_to_nobody_is_personal(here: Path, name: str) -> None:
    fill(here, name)
    fact = one(here, name, EffectKind.OVERWRITE)
    assert (fact.irreplaceable, fact.personal) == (1, 1)


@pytest.mark.parametrize(
    ("path", "why", "leads_to", "worth"),
    [
        ("/usr/bin/tool", "a part of the installed system", "/opt/tool/bin/tool", False),
        ("/usr/bin/tool", "a part of the installed system", "/usr/bin/nothing-of-that-name", False),
        ("/home/me/tool", "", "/usr/bin/env", False),
        ("/usr/bin/tool", "a part of the installed system", "/usr/bin/env", True),
        ("/lib64", "a folder of the system", "/usr/lib64", True),
    ],
)
def test_a_link_of_the_system_is_of_worth(
    path: str, why: str, leads_to: str, worth: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "realpath", lambda _: leads_to)
    fact = of_link(TargetFacts(path=path, protected=why), Path("/").stat())
    assert (fact.recovery is not Recovery.REBUILT) == worth
