"""What the looking at services goes by is asked of the shell first: a variable that nobody asked for tells nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from shellguard.effects.execution.started_shells import asked_of_the_shell
from shellguard.facts.parsing_requests import supply
from shellguard.facts.session.named_things import variables_of
from shellguard.facts.telling_variables import telling_variables
from shellguard.judgement import judge
from shellguard.parsing.shell_state import NOTHING_SUPPLIED, ShellState, Supplied
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from shellguard.understanding import understand
from tests.worlds.machine.local_seat import SEATED
from tests.worlds.services.database_settings import DATABASES
from tests.worlds.services.kept_elsewhere import HELD_ELSEWHERE
from tests.worlds.services.operations import OPERATED
from tests.worlds.services.redirected import LED_ELSEWHERE
from tests.worlds.services.redirected_by_settings import LED_FROM_SETTINGS
from tests.worlds.services.redirected_databases import LED_FROM_DATABASE_SETTINGS
from tests.worlds.services.servers_and_engines import SERVED
from tests.worlds.services.tunnels_and_proxies import LED_PAST
from tests.worlds.services.tunnels_and_proxies_alone import LED_PAST_ALONE
from tests.worlds.services.which_server import WHICH_SERVER
from tests.worlds.services.which_store import WHICH_STORE
from tests.worlds.world import World

FATAL = [
    (f"{line}: {name}", line, fatal)
    for name, line, _, fatal in DATABASES
    + WHICH_SERVER
    + WHICH_STORE
    + LED_PAST
    + OPERATED
    + SERVED
    + SEATED
    + HELD_ELSEWHERE
]
LED = LED_ELSEWHERE + LED_FROM_SETTINGS + LED_FROM_DATABASE_SETTINGS + LED_PAST_ALONE
FATAL += [(f"{line}: {name}", line, steps) for name, line, steps in LED]
_ROUNDS = 4


def as_asked(line: str, whole: ShellState) -> ShellState:
    """A shell of which only what is asked for is known."""
    shell, supplied = replace(whole, variables={"HOME": whole.home}), NOTHING_SUPPLIED
    for _ in range(_ROUNDS):
        understood = understand(line, shell, supplied)
        asked = understood.needs.variables | telling_variables(understood.effects)
        asked |= asked_of_the_shell(understood.script) | variables_of(understood.script)
        answers = {name: whole.variables.get(name) for name in asked}
        shell = replace(shell, variables={**shell.variables, **answers})
        fresh = supply(understood.needs, shell, budget_ms=300.0)
        supplied = Supplied({**supplied.globs, **fresh.globs}, {**supplied.files, **fresh.files})
    return shell


@pytest.mark.parametrize(("line", "steps"), [one[1:] for one in FATAL], ids=[one[0] for one in FATAL])
def test_what_tells_of_the_danger_is_asked_of_the_shell(
    line: str, steps: str, new_world: Callable[[], World]
) -> None:
    world = new_world()
    world.make(steps)
    shell = as_asked(line, world.shell)
    verdict = judge(line, shell=shell, settings=Settings(), memory=world.memory)
    assert verdict.decision.action is not Action.ALLOW, verdict.risk.reasoning
