"""Keys that the person has bound to something of their own."""

from __future__ import annotations

import pytest

from tests.shells.conftest import World
from tests.shells.test_other_tools import SIDES, opened, still_guarded
from tests.waiting import wait_until

OWN = {
    "a command": "bind -x '\"\\C-o\": touch from-key'",
    "a macro that accepts": 'bind \'"\\C-o": "touch from-key\\C-m"\'',
}


@SIDES
@pytest.mark.parametrize("binding", OWN.values(), ids=list(OWN))
def test_a_key_that_is_the_persons_own_does_what_they_bound_it_to(
    world: World, side: str, binding: str
) -> None:
    shell = opened(world, side, binding)
    shell.say("echo first")
    shell.type("\x0f")
    wait_until((world.work / "from-key").exists, f"what the key does; seen:\n{shell.seen}")
    still_guarded(world, shell)


def test_a_key_that_a_line_binds_stays_bound_so(world: World) -> None:
    shell = world.shell()
    shell.say(OWN["a macro that accepts"])
    if shell.asking:
        shell.answer("y")
    shell.say("echo next")
    shell.type("\x0f")
    wait_until((world.work / "from-key").exists, f"what the key does; seen:\n{shell.seen}")


@SIDES
@pytest.mark.parametrize(
    ("binding", "typed"),
    [
        ('bind \'"\\C-o": "touch FORBIDDEN\\C-m"\'', "\x0f"),
        ("bind '\"\\C-o\": accept-line'", "touch FORBIDDEN\x0f"),
    ],
    ids=["a macro", "accept-line"],
)
def test_what_such_a_key_accepts_is_judged(world: World, side: str, binding: str, typed: str) -> None:
    shell = opened(world, side, binding)
    shell.say("echo first")
    shell.type(typed)
    shell.wait_for("did not run this")
    assert not (world.work / "FORBIDDEN").exists()


@pytest.mark.parametrize("key", ["\x18\x05", "\x18\x12"], ids=["C-x C-e", "C-x C-r"])
@pytest.mark.parametrize("keymap", ["emacs", "vi-insert"])
def test_an_editing_key_of_the_persons_own_stays_theirs(world: World, keymap: str, key: str) -> None:
    written = "".join(f"\\C-{chr(ord(character) + 96)}" for character in key)
    shell = world.shell(
        before=f"set -o {keymap.partition('-')[0]}; bind -m {keymap} -x '\"{written}\": touch from-key'"
    )
    shell.say("echo first")
    shell.type(key)
    wait_until((world.work / "from-key").exists, f"what the key does; seen:\n{shell.seen}")
    still_guarded(world, shell)


def test_vi_s_insert_mode_gets_no_keys_that_it_has_not(world: World) -> None:
    shell = world.shell(before="set -o vi")
    shell.say("bind -m vi-insert -X > commands; bind -m vi-insert -s > macros; touch told")
    wait_until((world.work / "told").exists, "the bindings")
    told = (world.work / "commands").read_text() + (world.work / "macros").read_text()
    assert '"\\C-x\\C-e"' not in told
    assert '"\\C-x\\C-r"' not in told
    assert '"\\C-m"' in told


def test_off_leaves_the_persons_own_keys(world: World) -> None:
    shell = world.shell(before=OWN["a command"])
    shell.say("shellguard off")
    if shell.asking:
        shell.answer("y")
    shell.say("echo first")
    shell.type("\x0f")
    wait_until((world.work / "from-key").exists, f"what the key does; seen:\n{shell.seen}")


def test_off_brings_back_what_the_asking_key_was(world: World) -> None:
    shell = world.shell(environment={"SHELLGUARD_ASK_KEY": "\\C-t"})
    shell.say("bind -q transpose-chars > guarded; touch one")
    wait_until((world.work / "one").exists, "the binding")
    shell.say("shellguard off")
    if shell.asking:
        shell.answer("y")
    shell.say("bind -q transpose-chars > unguarded; touch two")
    wait_until((world.work / "two").exists, "the binding afterwards")
    assert "C-t" not in (world.work / "guarded").read_text()
    assert "C-t" in (world.work / "unguarded").read_text()
