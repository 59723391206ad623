"""The same line, harmless in one world and fatal in another: allowed there, asked about here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shellguard.judgement import judge
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict
from tests.worlds.asked_commits import COMMITS_KEEP_NOTHING
from tests.worlds.asked_copies import COPIES_KEEP_NOTHING
from tests.worlds.pairs_as_set import AS_SET
from tests.worlds.pairs_begun import BEGUN
from tests.worlds.pairs_by_address import BY_ADDRESS
from tests.worlds.pairs_by_playbooks import BY_PLAYBOOKS
from tests.worlds.pairs_by_programs import BY_PROGRAMS
from tests.worlds.pairs_by_the_shell import BY_THE_SHELL
from tests.worlds.pairs_cleared_by_tools import CLEARED_BY_TOOLS
from tests.worlds.pairs_committed_first import COMMITTED_FIRST, COMMITTED_FIRST_ASK, COMMITTED_FIRST_RUN
from tests.worlds.pairs_content import CONTENT
from tests.worlds.pairs_copied_first import COPIED_FIRST_ASK, COPIED_FIRST_RUN
from tests.worlds.pairs_cut_off import CUT_OFF
from tests.worlds.pairs_daily import DAILY
from tests.worlds.pairs_databases import DATABASES
from tests.worlds.pairs_diffed import DIFFED, DIFFED_ASK, DIFFED_RUN
from tests.worlds.pairs_elsewhere import ELSEWHERE
from tests.worlds.pairs_environment import ENVIRONMENT, ENVIRONMENT_ASK, ENVIRONMENT_RUN
from tests.worlds.pairs_evidence import EVIDENCE
from tests.worlds.pairs_files import FILES
from tests.worlds.pairs_further_on import FURTHER_ON, FURTHER_ON_ASK, STARTED_FURTHER_ON
from tests.worlds.pairs_gathered import GATHERED
from tests.worlds.pairs_git import GIT
from tests.worlds.pairs_goes_again import GOES_AGAIN
from tests.worlds.pairs_handed import HANDED
from tests.worlds.pairs_held import HELD
from tests.worlds.pairs_held_elsewhere import HELD_ELSEWHERE
from tests.worlds.pairs_kept import KEPT
from tests.worlds.pairs_kept_first import KEPT_FIRST
from tests.worlds.pairs_lasting import LASTING
from tests.worlds.pairs_led_away import LED_AWAY
from tests.worlds.pairs_led_on import LED_ON, LED_ON_ASK, LED_ON_RUN
from tests.worlds.pairs_led_past import LED_PAST
from tests.worlds.pairs_little import CALLED_OTHERWISE, ELSEWHERE_OVER, LITTLE, LITTLE_ASK, LITTLE_RUN
from tests.worlds.pairs_looked import LOOKED
from tests.worlds.pairs_lost import LOST
from tests.worlds.pairs_made import MADE
from tests.worlds.pairs_made_there import MADE_THERE
from tests.worlds.pairs_mistaken import MISTAKEN
from tests.worlds.pairs_moved import MOVED
from tests.worlds.pairs_named import NAMED
from tests.worlds.pairs_named_alike import NAMED_ALIKE
from tests.worlds.pairs_narrowed import NARROWED, NARROWED_ASK
from tests.worlds.pairs_not_gone import NOT_GONE_ASK, NOT_GONE_RUN
from tests.worlds.pairs_not_reached import NOT_REACHED, REACHED
from tests.worlds.pairs_one_after_another import ONE_AFTER_ANOTHER
from tests.worlds.pairs_opened import OPENED
from tests.worlds.pairs_operated import OPERATED
from tests.worlds.pairs_overruled import OVERRULED
from tests.worlds.pairs_overruled_there import OVERRULED_THERE
from tests.worlds.pairs_own_lists import OWN_LISTS
from tests.worlds.pairs_own_parts import OWN_PARTS, OWN_PARTS_ASK, OWN_PARTS_RUN
from tests.worlds.pairs_passed_by import PASSED_BY
from tests.worlds.pairs_pathspecs import PATHSPECS
from tests.worlds.pairs_places import PLACES
from tests.worlds.pairs_plain_days import PLAIN_DAYS, PLAIN_DAYS_ASK, PLAIN_DAYS_RUN
from tests.worlds.pairs_pointed_at import POINTED_AT
from tests.worlds.pairs_project_tools import PROJECT_TOOLS, PROJECT_TOOLS_ASK, PROJECT_TOOLS_RUN
from tests.worlds.pairs_projects import PROJECTS
from tests.worlds.pairs_put_away import PUT_AWAY
from tests.worlds.pairs_put_first import PUT_FIRST, PUT_FIRST_ASK, PUT_FIRST_RUN
from tests.worlds.pairs_reaching import REACHING
from tests.worlds.pairs_read_by_tools import READ_BY_TOOLS, READ_BY_TOOLS_ASK, READ_BY_TOOLS_RUN
from tests.worlds.pairs_run_by_tools import RUN_BY_TOOLS
from tests.worlds.pairs_seated import SEATED
from tests.worlds.pairs_seeming import SEEMING, SEEMING_ASK, SEEMING_RUN
from tests.worlds.pairs_seeming_kept import SEEMING_KEPT, SEEMING_KEPT_RUN
from tests.worlds.pairs_sent_out import SENT_OUT
from tests.worlds.pairs_served import SERVED
from tests.worlds.pairs_set_first import SET_FIRST
from tests.worlds.pairs_set_within import SET_WITHIN
from tests.worlds.pairs_sought import SOUGHT
from tests.worlds.pairs_started import STARTED, STARTED_RUN
from tests.worlds.pairs_stayed import STAYED_ASK, STAYED_RUN
from tests.worlds.pairs_taken_back import TAKEN_BACK_ASK, TAKEN_BACK_RUN
from tests.worlds.pairs_taken_in import TAKEN_IN
from tests.worlds.pairs_taken_in_along import TAKEN_IN_ALONG
from tests.worlds.pairs_taken_in_by_tools import TAKEN_IN_BY_TOOLS
from tests.worlds.pairs_taken_more import TAKEN_MORE
from tests.worlds.pairs_thrown_away import THROWN_AWAY
from tests.worlds.pairs_told_apart import TOLD_APART
from tests.worlds.pairs_told_less import TOLD_LESS
from tests.worlds.pairs_typed import TYPED
from tests.worlds.pairs_typed_again import TYPED_AGAIN
from tests.worlds.pairs_which_server import WHICH_SERVER
from tests.worlds.pairs_which_store import WHICH_STORE
from tests.worlds.pairs_written import WRITTEN
from tests.worlds.world import World

PAIRS = (
    FILES
    + GIT
    + PATHSPECS
    + PLACES
    + KEPT
    + MADE
    + BEGUN
    + DAILY
    + ELSEWHERE
    + TYPED
    + MOVED
    + HELD
    + LOST
    + WRITTEN
    + GATHERED
    + HANDED
    + CONTENT
    + DATABASES
    + WHICH_SERVER
    + WHICH_STORE
    + LED_PAST
    + OPERATED
    + NAMED
    + NAMED_ALIKE
    + LOOKED
    + TYPED_AGAIN
    + EVIDENCE
    + THROWN_AWAY
    + LASTING
    + KEPT_FIRST
    + PROJECTS
    + PROJECT_TOOLS
    + ENVIRONMENT
    + READ_BY_TOOLS
    + STARTED
    + SERVED
    + MISTAKEN
    + SEATED
    + BY_ADDRESS
    + BY_PLAYBOOKS
    + PASSED_BY
    + SET_WITHIN
    + OWN_LISTS
    + CUT_OFF
    + MADE_THERE
    + TOLD_APART
    + BY_THE_SHELL
    + PUT_AWAY
    + ONE_AFTER_ANOTHER
    + SOUGHT
    + NOT_REACHED
    + OVERRULED
    + OVERRULED_THERE
    + TOLD_LESS
    + TAKEN_MORE
    + LED_AWAY
    + HELD_ELSEWHERE
    + GOES_AGAIN
    + REACHING
    + LED_ON
    + TAKEN_IN
    + TAKEN_IN_BY_TOOLS
    + RUN_BY_TOOLS
    + TAKEN_IN_ALONG
    + SENT_OUT
    + POINTED_AT
    + OPENED
    + SET_FIRST
    + PLAIN_DAYS
    + SEEMING
    + OWN_PARTS
    + NARROWED
    + LITTLE
    + ELSEWHERE_OVER
    + CALLED_OTHERWISE
    + PUT_FIRST
    + CLEARED_BY_TOOLS
    + DIFFED
    + SEEMING_KEPT
    + COMMITTED_FIRST
    + AS_SET
    + BY_PROGRAMS
    + FURTHER_ON
    + STARTED_FURTHER_ON
)
RUN = PROJECT_TOOLS_RUN + ENVIRONMENT_RUN + READ_BY_TOOLS_RUN + STARTED_RUN + NOT_GONE_RUN
RUN = RUN + LED_ON_RUN + TAKEN_BACK_RUN + STAYED_RUN + PLAIN_DAYS_RUN + SEEMING_RUN
RUN = (
    RUN
    + OWN_PARTS_RUN
    + LITTLE_RUN
    + PUT_FIRST_RUN
    + DIFFED_RUN
    + SEEMING_KEPT_RUN
    + COPIED_FIRST_RUN
    + COMMITTED_FIRST_RUN
)
ASK = PROJECT_TOOLS_ASK + ENVIRONMENT_ASK + READ_BY_TOOLS_ASK + NOT_GONE_ASK
ASK = ASK + LED_ON_ASK + TAKEN_BACK_ASK + STAYED_ASK + PLAIN_DAYS_ASK + REACHED + SEEMING_ASK
ASK = (
    ASK
    + OWN_PARTS_ASK
    + LITTLE_ASK
    + NARROWED_ASK
    + PUT_FIRST_ASK
    + DIFFED_ASK
    + COMMITS_KEEP_NOTHING
    + COPIES_KEEP_NOTHING
    + COPIED_FIRST_ASK
    + COMMITTED_FIRST_ASK
    + FURTHER_ON_ASK
)
NAMES = [f"{line}: {name}" for name, line, _, _ in PAIRS]
Making = Callable[[], World]


def verdict(line: str, steps: str, new_world: Making) -> Verdict:
    world = new_world()
    world.make(steps)
    return judge(line, shell=world.shell, settings=Settings(), memory=world.memory)


def said(verdict: Verdict) -> str:
    facts = "; ".join(
        f"{fact.path}: {fact.recovery} {fact.reason} {fact.protected}"
        for fact in verdict.facts.targets.values()
    )
    return f"{verdict.risk.score} {verdict.risk.reasoning} [{facts}] {dict(verdict.facts.surroundings)}"


@pytest.mark.parametrize(("name", "line", "harmless", "fatal"), PAIRS, ids=NAMES)
def test_a_line_runs_where_it_is_harmless(
    name: str, line: str, harmless: str, fatal: str, new_world: Making
) -> None:
    answer = verdict(line, harmless, new_world)
    assert answer.decision.action is Action.ALLOW, said(answer)


@pytest.mark.parametrize(("name", "line", "harmless", "fatal"), PAIRS, ids=NAMES)
def test_the_same_line_is_asked_about_where_it_is_fatal(
    name: str, line: str, harmless: str, fatal: str, new_world: Making
) -> None:
    answer = verdict(line, fatal, new_world)
    assert answer.decision.action is not Action.ALLOW, said(answer)


@pytest.mark.parametrize(("name", "line", "steps"), RUN, ids=[one[0] for one in RUN])
def test_what_is_ordinary_runs(name: str, line: str, steps: str, new_world: Making) -> None:
    answer = verdict(line, steps, new_world)
    assert answer.decision.action is Action.ALLOW, said(answer)


@pytest.mark.parametrize(("name", "line", "steps"), ASK, ids=[one[0] for one in ASK])
def test_what_only_looks_ordinary_is_asked_about(name: str, line: str, steps: str, new_world: Making) -> None:
    answer = verdict(line, steps, new_world)
    assert answer.decision.action is not Action.ALLOW, said(answer)


def test_there_are_at_least_a_hundred_pairs() -> None:
    assert len({(line, harmless, fatal) for _, line, harmless, fatal in PAIRS}) >= 100
