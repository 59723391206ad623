"""What an earlier command of the same line keeps, so that the loss can be made good."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.kept_before import kept_facts
from shellguard.parsing.reading import read


def kept(line: str) -> list[str]:
    script = read(line)
    return [fact.reason for fact in kept_facts(effects_of(script), script).values()]


@pytest.mark.parametrize(
    "line",
    [
        "unzip photos.zip; rm photos.zip",
        "unzip photos.zip || rm photos.zip",
        "unzip -l photos.zip && rm photos.zip",
        "unzip -p photos.zip one.jpg > one.jpg && rm photos.zip",
        "unzip photos.zip one.jpg && rm photos.zip",
        "unzip photos.zip && rm letters.zip",
        "unzip photos.zip && rm photos.zip letters.zip",
        "unzip photos.zip && rm -r photos.zip",
        "tar tzf photos.tgz && rm photos.tgz",
        "tar czf photos.tgz photos && rm photos.tgz",
        "tar xzf photos.tgz photos/one.jpg && rm photos.tgz",
        "tar xzOf photos.tgz && rm photos.tgz",
        "rm photos.zip && unzip photos.zip",
    ],
)
def test_an_archive_that_is_not_unpacked_whole_before_is_lost(line: str) -> None:
    assert kept(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "unzip photos.zip && rm photos.zip",
        "unzip -q photos.zip -d photos && rm -f photos.zip",
        "wget -q https://example.org/photos.zip && unzip photos.zip && rm photos.zip",
        "unzip a.zip && unzip b.zip && rm a.zip b.zip",
        "tar xzf photos.tgz && rm photos.tgz",
        "tar -xf photos.tar -C photos && rm photos.tar",
        "7z x photos.7z && rm photos.7z",
        "sudo tar -xf photos.tar && sudo rm photos.tar",
    ],
)
def test_an_archive_that_was_unpacked_whole_may_go(line: str) -> None:
    assert kept(line) == ["what it holds is unpacked first"]


@pytest.mark.parametrize(
    "line",
    [
        "git stash push && git reset --hard HEAD~1",
        "git branch before && git reset --hard HEAD~1",
        "git branch -d before && git stash push && git reset --hard HEAD~1",
        "git branch before; git stash push && git reset --hard HEAD~1",
        "git stash push && git reset --keep HEAD~1",
        "git stash push -m wip -- src && git reset --hard",
        "git stash push -- src && git reset --hard",
    ],
)
def test_a_reset_to_another_commit_is_not_made_good_by_half(line: str) -> None:
    assert kept(line) == []


@pytest.mark.parametrize(
    ("line", "reasons"),
    [
        ("git stash push && git reset --hard", ["what you changed is put aside first"]),
        ("git stash push -u -m 'half done' && git reset --hard", ["what you changed is put aside first"]),
        ("git stash push && git reset --hard HEAD", ["what you changed is put aside first"]),
        ("git branch before && git reset --keep HEAD~1", ["its commits keep a name"]),
        (
            "git tag before && git stash && git reset --hard HEAD~1",
            ["what you changed is put aside first and its commits keep a name"],
        ),
    ],
)
def test_a_reset_is_made_good_where_all_it_takes_is_kept(line: str, reasons: list[str]) -> None:
    assert kept(line) == reasons


def test_what_is_known_not_to_be_at_stake_need_not_be_kept() -> None:
    script = read("git branch before && git reset --hard HEAD~1")
    found = TargetFacts(recovery=Recovery.LOST, files=0, commits=2)
    assert kept_facts(effects_of(script), script, {"git.reset-hard": found})


@pytest.mark.parametrize(
    ("line", "reasons"),
    [
        ("docker exec db pg_dumpall -f all.sql; docker exec db psql -c 'drop table a'", []),
        ("ls | xargs pg_dump -f all.sql && psql -c 'drop table a'", []),
        (
            "docker exec db pg_dump -f a.sql && docker exec db psql -c 'drop table a'",
            ["a dump of it is kept first"],
        ),
        ("sudo -u me pg_dump -f a.sql && sudo -u me psql -c 'drop table a'", ["a dump of it is kept first"]),
    ],
)
def test_a_dump_that_another_command_runs_is_kept_too(line: str, reasons: list[str]) -> None:
    assert list(dict.fromkeys(kept(line))) == reasons


@pytest.mark.parametrize(("between", "reasons"), [(250, []), (150, ["what you changed is put aside first"])])
def test_nothing_is_said_of_what_hundreds_of_commands_before_keep(between: int, reasons: list[str]) -> None:
    others = "".join(f"make part{number} && " for number in range(between))
    assert kept(f"git stash && {others}git reset --hard") == reasons


@pytest.mark.parametrize(
    "line",
    [
        "cp -p junk junk.bak && dd if=/dev/zero of=junk",
        "cp /etc/cron.d/x x.bak && echo '* * * * * root tool' > /etc/cron.d/x",
    ],
)
def test_a_copy_makes_neither_room_on_the_disk_nor_a_planted_job_good(line: str) -> None:
    script = read(line)
    effects = effects_of(script)
    told = {effects[number].rule for number in kept_facts(effects, script)}
    assert told == {"files.dd-over"} or told == {"files.redirect-over"}
