"""While the daemon is gone, what a person's own settings deny, confirm or merely observe still holds."""

from __future__ import annotations

import os

import pytest

from shellguard.policy.away_rules import away_rules
from tests.shells.conftest import Fake, World, kill
from tests.shells.fake_daemon import nothing
from tests.waiting import wait_until

DESTROYS = "rm -f precious"
OWN_RULES = away_rules("guard", ["touch *FORBIDDEN*"], ["touch *DOUBTFUL*"])


def test_what_the_settings_deny_is_refused_and_what_they_confirm_is_asked(fake: Fake) -> None:
    (fake.world.runtime / "away-rules").write_text(OWN_RULES)
    fake.daemon.answer = nothing
    fake.shell.say("touch 'a FORBIDDEN file'")
    fake.shell.wait_for("Your settings never run this: touch *FORBIDDEN*")
    fake.shell.settle()
    fake.shell.say("touch DOUBTFUL-no")
    fake.shell.wait_for("Your settings always ask about this: touch *DOUBTFUL*")
    fake.shell.settle()
    fake.shell.answer("n")
    fake.shell.say("touch DOUBTFUL-yes")
    fake.shell.read_until(lambda: fake.shell.asking, "the second question")
    fake.shell.settle()
    fake.shell.answer("y")
    fake.shell.say("touch ordinary")
    wait_until(lambda: fake.ran("ordinary"), "an ordinary line")
    assert sorted(path.name for path in fake.world.work.iterdir()) == ["DOUBTFUL-yes", "ordinary", "precious"]


def test_the_settings_hold_at_the_gate_too(fake: Fake) -> None:
    (fake.world.runtime / "away-rules").write_text(OWN_RULES)
    fake.daemon.answer = nothing
    fake.shell.say("bind '\"\\C-t\": accept-line'")
    fake.shell.say("touch FORBIDDEN", key="\x14")
    fake.shell.wait_for("Your settings never run this")
    fake.shell.say("touch ordinary")
    wait_until(lambda: fake.ran("ordinary"), "an ordinary line")
    assert not fake.ran("FORBIDDEN")


def test_who_wants_to_be_asked_nothing_is_asked_nothing(fake: Fake) -> None:
    (fake.world.runtime / "away-rules").write_text(away_rules("observe", [], []))
    fake.daemon.answer = nothing
    fake.shell.say(DESTROYS)
    wait_until(lambda: not fake.ran("precious"), "the line")


def test_rules_of_somebody_else_are_not_read(fake: Fake) -> None:
    file = fake.world.runtime / "away-rules"
    file.write_text(away_rules("observe", [], []))
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    os.chown(file, 12345, -1)
    fake.daemon.answer = nothing
    fake.shell.say(DESTROYS)
    fake.shell.wait_for("Run it?")
    fake.shell.answer("n")
    assert fake.ran("precious")


def test_the_daemon_leaves_the_rules_and_follows_the_settings(own_world: World) -> None:
    own_world.start_daemon()
    shell = own_world.shell(after="__sg_command=(true)")
    config = own_world.folder / "config" / "config.toml"
    config.write_text(config.read_text().replace("DOUBTFUL", "UNSURE"))
    shell.say("true")
    kill(own_world.daemon_pid)
    shell.say("touch FORBIDDEN")
    shell.wait_for("Your settings never run this")
    shell.settle()
    shell.say("touch UNSURE")
    shell.wait_for("Your settings always ask")
    shell.settle()
    shell.answer("n")
    shell.say("touch DOUBTFUL")
    assert [path.name for path in own_world.work.iterdir()] == ["DOUBTFUL"]
