"""What was found of a target, as far as the command that names it and the line around it change that."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.backup_rows import last_whole_one
from shellguard.facts.files.bare_globs import taken_by_star, unseen_names
from shellguard.facts.files.content_kind import told_by_contents
from shellguard.facts.files.opened_keys import keys_shown
from shellguard.facts.files.places import HERE, contains, is_home, is_own
from shellguard.facts.files.rights import reconsidered, renamed
from shellguard.facts.files.usual_rights import without_effect
from shellguard.facts.git.repository_parts import part_of_repository
from shellguard.facts.git.stash_popped_in_line import popped_out
from shellguard.facts.hanging_looks import NETWORK
from shellguard.facts.machine.held_locks import let_go
from shellguard.facts.machine.mounts import mounted_first
from shellguard.facts.services.removed_records import by_number
from shellguard.facts.target_in_line import TargetInLine
from shellguard.facts.writing.name_collisions import RULE as GATHERED
from shellguard.facts.writing.noclobber import refused
from shellguard.facts.writing.rewritten_from_itself import from_itself
from shellguard.facts.writing.shrinking_replacements import (
    mirrored_from_nothing,
    printed_from_nothing,
    put_empty,
    words_over_page,
)
from shellguard.facts.writing.truncation import altered
from shellguard.facts.writing.update_only import newer_stays
from shellguard.parsing.shell_state import ShellState

_BY_RM = ("files.remove", "files.remove-matching")
_FOLDER_STAYS = "a folder, which stays without -r"
_NEW_NAME = "it only gets another name beside"
_PERMITS = frozenset((EffectKind.PERMIT, EffectKind.PERSIST, EffectKind.ESCAPE))
_OF_A_PROGRAM = re.compile(r"(?:\.(?:config|local/share|local/state|var/app)/[^/]+|\.[^/]+)")
_OVER_KEYS = "secrets.overwrite-keys"
_SEEN_BY_OTHERS = re.compile(
    r"(?i)/(?:public(?:_html)?|www|htdocs|share[ds]?|dropbox|onedrive|nextcloud|owncloud|pcloud\w*|mega(?:sync)?"
    r"|i?cloud[ -]?drive|google ?drive|gdrive|syncthing|sync)(?:/|$)"
)
_TAKING = frozenset((EffectKind.DELETE, EffectKind.CONCEAL))

Refinement = Callable[[TargetFacts, TargetInLine], TargetFacts]
"""The facts with what one circumstance changes of them; the same facts where it is none."""


def refined(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts with what the line itself changes of them."""
    for refinement in _REFINEMENTS:
        facts = refinement(facts, one)
    return facts


def _changed(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    return reconsidered(altered(facts, one.effect, one.command), one.effect, one.command, one.shell)


def _rights_as_they_are(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    alone = all(other.span == one.effect.span for other in one.effects)
    if one.command is None or one.effect.kind not in _PERMITS or not alone:
        return facts
    return without_effect(facts, one.effect, one.command)


def _no_place(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """A file that lies beside the homes is none; own settings in which nothing stands are no loss."""
    empty = facts.total_bytes == 0 and one.effect.kind in _TAKING and is_own(facts.protected)
    nothing = facts.kind == "file" and (is_home(facts.protected) or empty)
    return replace(facts, protected="") if nothing else facts


def only_renamed(
    facts: TargetFacts, effect: Effect, effects: tuple[Effect, ...], shell: ShellState
) -> TargetFacts:
    """The facts about what must not be lost, where it only gets another name."""
    kept = bool(facts.protected) or effect.kind is EffectKind.HISTORY
    if not kept or not renamed(effect, effects, facts, shell):
        return facts
    return replace(facts, protected="", recovery=Recovery.NOTHING_LOST, reason=_NEW_NAME)


def _renamed(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    return only_renamed(facts, one.effect, one.effects, one.shell)


def _kept_by_a_program(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The folder in which one program keeps settings or data of this person, however few they are."""
    lost = facts.recovery is Recovery.LOST and facts.kind == "folder" and bool(facts.total_bytes)
    if not lost or one.effect.kind is not EffectKind.DELETE or not one.shell.home:
        return facts
    inner = facts.path.removeprefix(f"{one.shell.home}/")
    own = inner != facts.path and _OF_A_PROGRAM.fullmatch(inner)
    return replace(facts, personal=max(facts.personal, 1)) if own else facts


def _keys_led_out(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """Keys that are put where a link leads to what others see: a shared folder, one that goes to a cloud."""
    place, home = facts.resolves_to, one.shell.home
    if one.effect.rule != _OVER_KEYS or not place or not home:
        return facts
    if contains(os.path.realpath(home), place) and not _SEEN_BY_OTHERS.search(place):
        return facts
    return replace(facts, recovery=Recovery.UNKNOWN, reason="others may see the folder to which it leads")


def _gathered(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The folder into which a loop puts files one by one: another effect tells which of them meet."""
    told = any(other.rule == GATHERED and other.span == one.effect.span for other in one.effects)
    inside = one.effect.kind is EffectKind.OVERWRITE and facts.kind == "folder" and facts.protected == HERE
    return replace(facts, protected="") if told and inside else facts


def _let_go(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    ending = any(other.kind in (EffectKind.KILL, EffectKind.SERVICE) for other in one.effects)
    return let_go(facts, one.effect, ending=ending)


def _folder_stays(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """A folder that a plain `rm` is given by its own name."""
    if one.searched or one.find is not None or facts.kind != "folder" or one.effect.rule not in _BY_RM:
        return facts
    return replace(facts, recovery=Recovery.NOTHING_LOST, reason=_FOLDER_STAYS, protected="")


def _found_by_find(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    return facts if one.find is None else unseen_names(facts, one.effect)


def _mounted_first(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    return mounted_first(facts, one.effect, one.mounted)


def _read_further(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """What is read of the target; given up after a moment on a network disk."""

    def read() -> TargetFacts:
        told = part_of_repository(told_by_contents(facts, one.effect), one.effect, one.deadline)
        return by_number(keys_shown(told, one), one)

    if not facts.mount:
        return read()
    return NETWORK.look(facts.mount.partition(" (")[0], read, facts, one.deadline.remaining_ms / 1000)


_REFINEMENTS: tuple[Refinement, ...] = (
    _changed,
    _rights_as_they_are,
    _no_place,
    _renamed,
    _gathered,
    _keys_led_out,
    _kept_by_a_program,
    _let_go,
    _folder_stays,
    refused,
    newer_stays,
    from_itself,
    put_empty,
    printed_from_nothing,
    mirrored_from_nothing,
    words_over_page,
    _found_by_find,
    taken_by_star,
    last_whole_one,
    popped_out,
    _mounted_first,
    _read_further,
)
"""In this order: each sees what those before it left."""
