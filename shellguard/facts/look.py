"""What the targets of a line's effects are in this world. Reads only, and only within its budget."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial

from shellguard.effects.context import found_by
from shellguard.effects.effect import Effect, EffectKind
from shellguard.effects.packs.places import places_of as named_places
from shellguard.facts.command_behind import command_of, put_by
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import NOT_SEEN, Facts, Recovery, TargetFacts
from shellguard.facts.files.bare_globs import unseen_names
from shellguard.facts.files.behind_links import really_elsewhere, scripts_behind_links
from shellguard.facts.files.cdpath import led
from shellguard.facts.files.failing_cd import not_entered, real_folder, staying, told_to_stay
from shellguard.facts.files.find_narrowing import Sought, enters_none, feeding, narrows, sought_by
from shellguard.facts.files.followed_links import leads_out
from shellguard.facts.files.globbing import matches
from shellguard.facts.files.missing_input import input_is_missing
from shellguard.facts.files.name_searches import Lookup, lookups
from shellguard.facts.files.perhaps_there import other_folders, with_those_of
from shellguard.facts.files.places import is_own_folder, protected_place
from shellguard.facts.files.resolve import folder_of, places_of, standing
from shellguard.facts.files.rights import reconsidered
from shellguard.facts.files.unreached_commands import not_reached
from shellguard.facts.git.ambiguous_names import named_twice
from shellguard.facts.git.commit_in_line import committed_first
from shellguard.facts.git.sent_in_line import sent_first
from shellguard.facts.glance import Glance
from shellguard.facts.kept_before import kept_facts
from shellguard.facts.loops.turns import in_each_turn
from shellguard.facts.machine.mounts import mounted_by
from shellguard.facts.new_in_line import made_facts, may_name_anew
from shellguard.facts.pipelines.names import handed_to
from shellguard.facts.refined import only_renamed, refined
from shellguard.facts.services.dumped_databases import dumped_here
from shellguard.facts.session.archive_in_line import packed_first
from shellguard.facts.session.changed_places import taken_by, written_by
from shellguard.facts.session.compared_copies import compared_first
from shellguard.facts.session.copied_database import copied_database
from shellguard.facts.session.last_copies import last_of_it
from shellguard.facts.session.memory import SessionMemory
from shellguard.facts.session.replaced_folders import replaced
from shellguard.facts.summary import together
from shellguard.facts.surroundings import surroundings_of, told_by_the_line
from shellguard.facts.target_in_line import TargetInLine, nameless
from shellguard.facts.thrown_with_it import thrown_with_it
from shellguard.facts.whole_effects import whole_facts
from shellguard.facts.writing.copied_folders import copied_out
from shellguard.facts.writing.copies_over import TOOLS_OUTPUT
from shellguard.facts.writing.emptied_folders import moved_out
from shellguard.facts.writing.moved_in import brought_in
from shellguard.facts.writing.renamed_over import moved_onto, removed_anew
from shellguard.parsing.script import NestedKind, Script, SimpleCommand, Span, Word
from shellguard.parsing.shell_state import ShellState

WHOLE = -1
_FOLDERS = frozenset(("root", "system-folder", "home", "home-folder", "temporary-root", "everything-here"))
_SYSTEM_FILE = "files.overwrite-system-file"
# What is there afterwards is what the line itself has written, or a copy.
_OUTPUT = TOOLS_OUTPUT | {
    "files.redirect-over",
    "files.tee-over",
    "files.dd-over",
    "files.copy-over",
    "files.edit-in-place",
    "files.fetched-over",
    "files.joined-over",
}
_AS_WRITTEN = frozenset(("rm", "unlink", "rmdir", "shred", "mv", "truncate"))
_MAKING = frozenset(
    {
        EffectKind.WRITE,
        EffectKind.OVERWRITE,
        EffectKind.MOVE,
        EffectKind.EXECUTE,
        EffectKind.UNKNOWN,
        EffectKind.PACKAGE,
    }
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's effects, and with what they are looked at.

    Attributes:
        missing: where commands run behind a `cd` that fails; see `not_entered`.
        mounted: where the line itself mounts something.
        linked: scripts that it runs which really lie elsewhere; see `scripts_behind_links`.
    """

    effects: tuple[Effect, ...]
    shell: ShellState
    script: Script | None
    memory: SessionMemory | None
    deadline: Deadline
    glance: Glance
    missing: dict[tuple[str, str], str]
    mounted: tuple[tuple[str, Span], ...]
    linked: tuple[Script, ...]


def look(
    effects: tuple[Effect, ...],
    shell: ShellState,
    *,
    budget_ms: float = 20.0,
    memory: SessionMemory | None = None,
    script: Script | None = None,
) -> Facts:
    """Looks at every target within `budget_ms` (milliseconds).

    Where the shell's folder is not known nothing is looked at: the line may belong to another machine. What a
    name alone tells (`/etc`, the home folder) is told even then. With the `script` it can be told what a
    command that puts things into a folder (`cp a b DIR`) would write over there.
    """
    deadline = Deadline(budget_ms)
    shell = replace(shell, cwd=os.path.normpath(shell.cwd)) if shell.cwd else shell
    if script is not None and "IFS" in script.text:
        shell = replace(shell, variables={**shell.variables, "IFS": None})  # it may part words otherwise
    if shell.cwd:
        effects = tuple(led(effect, script, shell) for effect in effects)
    kept = _kept(effects, shell, memory, script)
    targets: dict[tuple[int, int], TargetFacts] = {(index, WHOLE): facts for index, facts in kept.items()}
    if not shell.cwd:
        targets |= _by_name(effects, shell, script)
        told = told_by_the_line(effects, script)
        return Facts(targets=targets, surroundings=told, elapsed_ms=deadline.elapsed_ms)
    deletes = any(effect.kind is EffectKind.DELETE for effect in effects)
    going = taken_by(script, effects, shell) if deletes else written_by(script, effects, shell)
    if going is not None and memory is not None:
        going = (*going, *memory.jobs.taking)
    glance = Glance(shell, deadline, memory, going)
    missing, mounted = not_entered(script, shell), mounted_by(script, shell)
    linked = scripts_behind_links(script, shell)
    line = _Line(effects, shell, script, memory, deadline, glance, missing, mounted, linked)
    for index in range(len(effects)):
        if index not in kept:
            targets |= _about(line, index)
    thrown = thrown_with_it(effects, targets, shell.cwd)
    targets |= {(index, WHOLE): facts for index, facts in thrown.items()}
    surroundings = surroundings_of(effects, shell, glance.surveyor, script)
    if memory is not None and (port := surroundings.get("database_port")):
        in_container = memory.makings.named.at_port(port, effects, shell)
        targets |= {(index, WHOLE): facts for index, facts in in_container.items()}
    return Facts(
        targets=targets,
        surroundings=surroundings,
        remembered=memory.recall(effects, shell) if memory is not None else {},
        elsewhere=memory.elsewhere(effects, shell) if memory is not None else {},
        looked=True,
        ended_early=deadline.expired,
        elapsed_ms=deadline.elapsed_ms,
    )


def known_by_name(effects: tuple[Effect, ...], shell: ShellState, script: Script | None) -> Facts:
    """What names alone tell of a line that could not be looked at in time; nothing is looked at here."""
    if any("/../" in f"{target.text}/" for effect in effects for target in effect.targets):
        return NOT_SEEN  # where `..` leads stands in the file system
    return replace(look(effects, replace(shell, cwd=""), script=script), looked=False, ended_early=True)


def _about(line: _Line, index: int) -> dict[tuple[int, int], TargetFacts]:
    """What is found about one effect, wherever it may happen: the worst of it speaks."""
    effect = line.effects[index]
    found = _about_there(line, index, effect)
    for folder in other_folders(effect, command_of(effect, line.script), line.script, line.shell):
        found = with_those_of(found, effect, folder, partial(_about_there, line, index))
    return found


def _about_there(line: _Line, index: int, effect: Effect) -> dict[tuple[int, int], TargetFacts]:
    """What is found about an effect of that index: as a whole, and about each of its targets."""
    effects, script, shell = line.effects, line.script, line.shell
    named, stays = folder_of(effect, shell), real_folder(effect, line.missing, shell)
    effect = staying(effect, stays) if stays else effect
    command, folder = command_of(effect, script), folder_of(effect, shell)
    find = command if effect.program == "find" else feeding(effect, script)
    sought, sought_in = _sought(effect, find, folder)
    looked_for = lookups(find) if find is not None else {}
    whole, turns = _whole(line, effect, command)
    whole = _by_find(find, effect, folder, line.deadline, looked_for) or whole
    whole = copied_database(effect, command, folder, line.memory, line.deadline, script) or whole
    whole = not_reached(command, script, shell) or input_is_missing(command, script, shell) or whole
    whole = really_elsewhere(command, line.linked) or whole
    found = {(index, WHOLE): whole} if whole is not None else {}
    matching = partial(matches, folder=folder, options=shell.pattern_options, deadline=line.deadline)
    made_here, own_words = _may_be_made(effects, index, script), _own_words(command)
    look_at = partial(line.glance.target, effect=effect, made_here=False)
    for number, target in enumerate(effect.targets):
        one = TargetInLine(
            effect, target, effects, script, command, shell, line.deadline, look_at,
            surveyor=line.glance.surveyor, folder=folder, put=put_by(effect, effects, script, matching),
            find=find, searched=target.text not in own_words, mounted=line.mounted,
        )  # fmt: skip
        facts = whole or _by_others(line, number, one, turns)
        facts = facts or line.glance.target(
            target,
            effect,
            made_here,
            one.put,
            sought if sought_in is None or target.word in sought_in else None,
            one.searched,
            looked_for.get(target.text),
        )
        if facts is not None:
            facts = last_of_it(refined(facts, one), effect, line.memory, shell)
            found[index, number] = told_to_stay(facts, named) if stays else facts
    return found


def _by_find(
    find: SimpleCommand | None,
    effect: Effect,
    folder: str,
    deadline: Deadline,
    looked_for: dict[str, Lookup],
) -> TargetFacts | None:
    """What the links that a find(1) follows, or does not follow, say of all that it goes through."""
    named = [looked_for[one.text] for one in effect.targets if one.text in looked_for]
    names = named if len(named) == len(effect.targets) else []
    if find is not None and (led := leads_out(find, folder, deadline, names)) is not None:
        return led
    if find is not None and enters_none(find, folder, effect.program):
        return TargetFacts(recovery=Recovery.NOTHING_LOST, reason="a link, into which find does not go")
    return None


def _whole(
    line: _Line, effect: Effect, command: SimpleCommand | None
) -> tuple[TargetFacts | None, list[tuple[Effect, Script]]]:
    """The facts about an effect as a whole, in a loop about all its turns, and these turns."""
    shell, surveyor, deadline = line.shell, line.glance.surveyor, line.deadline
    turns = in_each_turn(effect, command, line.script, shell)
    found = whole_facts(effect, shell, surveyor, deadline, line.script)
    if not turns or (found is not None and found.recovery is not Recovery.UNKNOWN):
        return found, turns
    each = [whole_facts(one, shell, surveyor, deadline, turn) for one, turn in turns]
    told = [facts for facts in each if facts is not None]
    return (together(told) if len(told) == len(each) else found), turns


def _by_others(
    line: _Line, number: int, one: TargetInLine, turns: list[tuple[Effect, Script]]
) -> TargetFacts | None:
    """The facts about one target as far as other commands of the line tell: what they list or move."""
    glance, effect = line.glance, one.effect
    found = nameless(one) or brought_in(one) or moved_out(one) or removed_anew(one) or packed_first(one)
    found = found or copied_out(one) or compared_first(one) or replaced(one) or committed_first(one)
    found = found or sent_first(one)
    if found is None and (listed := handed_to(one)) is not None:
        found = unseen_names(listed, effect)
    put_there = partial(glance.target, effect=effect, made_here=False, put=one.put)
    found = found or moved_onto(replace(one, look=put_there), one.put)
    if found is not None or effect.cwd is not None or not turns:
        return found
    each = [glance.target(turn.targets[number], turn, made_here=False) for turn, _ in turns]
    told = [facts for facts in each if facts is not None]
    return together(told) if told and len(told) == len(each) else None


def _kept(
    effects: tuple[Effect, ...], shell: ShellState, memory: SessionMemory | None, script: Script | None
) -> dict[int, TargetFacts]:
    """What the line itself keeps first, and what only the session made, by index of the effect."""
    kept = kept_facts(effects, script, shell=shell)
    kept |= made_facts(effects, script, shell)
    for index in [one for one in kept if named_twice(effects[one], shell)]:
        del kept[index]  # what is merged or pushed under that name is the tag
    if memory is not None and shell.cwd:
        kept |= dumped_here(memory.makings.named.facts(effects, shell, script), effects, shell, script)
        kept |= memory.makings.doors.facts(effects, shell, script)
        kept |= memory.makings.moved_aside.facts(effects, shell, script)
        kept |= memory.jobs.facts(effects)
    return kept


def _may_be_made(effects: tuple[Effect, ...], index: int, script: Script | None) -> bool:
    """Whether what an effect is done to may be made first, by something else in the line."""
    effect = effects[index]
    return _makes_before(effects, index) or _not_alone(effect, script) or may_name_anew(effect, script)


def _makes_before(effects: tuple[Effect, ...], index: int) -> bool:
    """Whether something earlier in the line may make what an effect is done to."""
    effect = effects[index]
    # A new name among the system's files is no harmless one: there it stays unknown.
    same = effect.span if effect.rule != _SYSTEM_FILE else None
    return any(
        earlier.kind in _MAKING and earlier.rule not in _OUTPUT and (same is None or earlier.span != same)
        for earlier in effects[:index]
    )


def _not_alone(effect: Effect, script: Script | None) -> bool:
    """Whether rights are given beside other commands: any of them may make first what gets them."""
    if effect.kind is not EffectKind.PERMIT or script is None:
        return False
    run = [one for one, _ in script.walk() if all(n.kind is not NestedKind.WRAPPER for n in one.nested)]
    return len(run) > 1


def _own_words(command: SimpleCommand | None) -> tuple[str, ...]:
    """The words of a program that takes them as they stand: a pattern that fits nothing is a name to it."""
    if command is None or command.program not in _AS_WRITTEN:
        return ()
    return tuple(word.text for word in command.words[1:])


def _sought(
    effect: Effect, find: SimpleCommand | None, folder: str
) -> tuple[Sought | None, frozenset[Word] | None]:
    """What a `find` narrows an effect by, and the targets for which that holds (None: all)."""
    sought = sought_by(find, folder=folder)
    if effect.program == "find":
        return sought, None
    if find is None or sought is None or not narrows(sought, effect):
        return None, None
    return sought, frozenset(found_by(find))


def _by_name(
    effects: tuple[Effect, ...], shell: ShellState, script: Script | None
) -> dict[tuple[int, int], TargetFacts]:
    """What the names of the targets tell without looking."""
    found = {}
    for index, effect in enumerate(effects):
        for number, target in enumerate(effect.targets):
            if effect.kind is EffectKind.OVERWRITE and _is_folder(target.text, shell.home):
                continue  # what is put into a folder does not replace the folder
            if any(_beside(target.text, source) for source in put_by(effect, effects, script)):
                continue  # a copy's longer name is not that of what it is a copy of
            places = places_of(target, effect, shell)
            named = [
                TargetFacts(
                    path=_written(place.path, place.pattern),
                    protected=protected_place(place.path, place.pattern, standing(effect, shell, place.path)),
                )
                for place in places
            ]
            facts = reconsidered(together(named), effect, command_of(effect, script), shell)
            facts = only_renamed(facts, effect, effects, shell)
            if facts.protected or facts.recovery is not Recovery.UNKNOWN:
                found[index, number] = facts
    return found


def _is_folder(text: str, home: str) -> bool:
    """Whether a target is a folder by its name alone."""
    by_place = is_own_folder(text, home) or not _FOLDERS.isdisjoint(named_places(text, "", home))
    return text.endswith(("/", "/.")) or by_place


def _beside(copy: str, source: str) -> bool:
    """Whether a name is another one and an ending (`sshd_config.bak`)."""
    return copy.startswith(source) and copy[len(source) : len(source) + 1] in (".", "-", "_", "~")


def _written(path: str, pattern: str) -> str:
    return f"{path.rstrip('/')}/{pattern}" if pattern else path
