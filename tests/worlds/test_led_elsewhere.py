"""Lines that lead elsewhere than the lines before them, or than settings say: asked about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shellguard.judgement import judge
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from tests.worlds.led_elsewhere import LED_ELSEWHERE
from tests.worlds.led_from_database_settings import LED_FROM_DATABASE_SETTINGS
from tests.worlds.led_from_settings import LED_FROM_SETTINGS
from tests.worlds.led_past import LED_PAST_ALONE
from tests.worlds.world import World

LED = LED_ELSEWHERE + LED_FROM_SETTINGS + LED_FROM_DATABASE_SETTINGS + LED_PAST_ALONE


@pytest.mark.parametrize(("line", "steps"), [one[1:] for one in LED], ids=[one[0] for one in LED])
def test_what_the_line_leads_elsewhere_is_asked_about(
    line: str, steps: str, new_world: Callable[[], World]
) -> None:
    world = new_world()
    world.make(steps)
    verdict = judge(line, shell=world.shell, settings=Settings(), memory=world.memory)
    assert verdict.decision.action is not Action.ALLOW, verdict.risk.reasoning
