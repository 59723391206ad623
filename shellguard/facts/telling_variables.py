"""The variables of a shell that tell where something would take place, where that decides."""

from __future__ import annotations

from shellguard.effects.effect import Effect
from shellguard.facts.command_behind import PLACES, SETTINGS
from shellguard.facts.machine.seat import hangs_on_the_seat, seat_variables
from shellguard.facts.services.aliases import alias_variables
from shellguard.facts.services.clouds import cloud_variables
from shellguard.facts.services.compose import compose_variables
from shellguard.facts.services.database_settings import settings_variables
from shellguard.facts.services.published_packages import publishing_variables
from shellguard.facts.services.stopped_units import unit_variables
from shellguard.facts.services.tool_storage import stored_variables
from shellguard.facts.session.firewall_openings import door_variables
from shellguard.knowledge.loading import load


def read_for_themselves(effects: tuple[Effect, ...]) -> frozenset[str]:
    """Those of the variables that these programs read for themselves."""
    data = load("places_surroundings")
    reading = {*data["database"]["read_it"], *data["environment_addresses"]["programs"]}
    read = any(effect.program in reading for effect in effects)
    return telling_variables(effects) - (frozenset() if read else {*data["database"]["variables"]})


def telling_variables(effects: tuple[Effect, ...]) -> frozenset[str]:
    """The variables of a shell that tell where these effects would take place, where that decides."""
    if not effects:
        return frozenset()
    data = load("places_surroundings")
    programs = {effect.program for effect in effects}
    named = [
        one
        for one in (
            data["environment"],
            data["environment_addresses"],
            data["workspace"],
            data["database"],
            data["packages"],
            data["containers"],
            data["played"],
        )
        if programs & set(one["programs"])
    ]
    found = {*alias_variables(effects)}
    further = ("stack_variables", "beside")
    found |= {name for one in named for name in one["variables"]}
    found |= {name for one in named for key in further for name in one.get(key, ())}
    for table in (data["led"]["moved_by"], data["led"]["counting"]):
        found |= {name for program in programs for name in table.get(program, ())}
    if programs & set(data["containers"]["programs"]):
        found |= {*data["containers"]["others"]}
    if programs & set(data["kubernetes"]["programs"]):
        found |= {*data["kubernetes"]["variables"], *data["seat"]["remote"]}
        found |= {*data["kubernetes"]["context_variables"], *data["kubernetes"]["server_variables"]}
    if programs & {*data["boxes"]["fleet"]}:
        found |= {*data["boxes"]["variables"], *data["boxes"]["ssh_variables"]}
    if "git" in programs:
        found |= {*PLACES, *SETTINGS}
    if programs & {*data["database"]["programs"], *data["environment"]["programs"]}:
        found |= {*data["database"]["host_variables"], *data["database"]["name_variables"]}
        found |= {*data["led"]["port_variables"]}
    if programs & set(data["environment"]["read_it"]):
        found |= {*data["environment"]["host_variables"]}
    if programs & {*data["database"]["programs"], "aws"}:
        found |= {*data["led"]["variables"]}
    if hangs_on_the_seat(effects):
        found |= seat_variables()
    return (
        frozenset(found)
        | stored_variables(effects)
        | compose_variables(effects)
        | settings_variables(programs)
        | cloud_variables(programs)
        | publishing_variables(programs)
        | door_variables(effects)
        | unit_variables(effects)
    )
