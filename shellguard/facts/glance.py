"""One target, looked at: what it is, what it holds, whether it comes back."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from shellguard.effects.effect import Effect, EffectKind, Target
from shellguard.facts.contents import holds_nothing, kind_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.built_sites import site_evidence
from shellguard.facts.files.find_narrowing import Sought, take
from shellguard.facts.files.globbing import matches
from shellguard.facts.files.losses import recovery_of
from shellguard.facts.files.name_searches import Lookup, Name
from shellguard.facts.files.packed_contents import only_packed
from shellguard.facts.files.places import HERE, contains, is_temporary, protected_place, same_place
from shellguard.facts.files.resolve import Place, folder_of, has_pattern, place_of, places_of, standing
from shellguard.facts.files.survey import Survey, Surveyor, counted
from shellguard.facts.git.history import history_kept
from shellguard.facts.hanging_looks import NETWORK
from shellguard.facts.machine.devices import device_facts
from shellguard.facts.machine.mounts import Mounts, read_mounts
from shellguard.facts.session.derived_files import comes_again
from shellguard.facts.session.memory import SessionMemory
from shellguard.facts.session.passing_files import in_passing
from shellguard.facts.session.surviving_copies import IN_PLACE, kept_beside, may_stand_beside
from shellguard.facts.summary import goes_unmissed, of_link, replaces_link, together
from shellguard.facts.writing.copies_over import (
    FETCHED,
    is_own_under,
    made_from,
    mirrors,
    missing_from,
    newer_build,
    same_as,
    taken_by,
)
from shellguard.parsing.shell_state import ShellState

_INTO_REPOSITORY, _PICTURES = "vcs.overwrite-repository-file", "files.pictures-written-over"
LOSING = frozenset({EffectKind.DELETE, EffectKind.OVERWRITE, EffectKind.DISK, EffectKind.CONCEAL})
_GOES_TOO = ("vcs.remove-repository", "packages.remove-source", "services.remove-unit", "services.remove-job")
_COUNTED = LOSING | {EffectKind.PERMIT, EffectKind.MOVE, EffectKind.SEND}
_THROUGH_LINKS = frozenset({EffectKind.OVERWRITE, EffectKind.WRITE, EffectKind.PERMIT, EffectKind.DISK})
_MOST_PATHS, _FEW_NAMED = 2_000, 3
_GIVING_NAMES, _UNSURVEYED = frozenset({"files.move-over", "files.link-over"}), ("/proc", "/sys", "/dev")


@dataclass(frozen=True, slots=True)
class _Aim:
    """What one target is looked at for.

    Attributes:
        put: the things that the command puts there.
        made_here: something earlier in the line may make what is not there yet.
    """

    effect: Effect
    put: tuple[str, ...] = ()
    made_here: bool = False


class Glance:
    """Looks at the targets of one line; what was read for one is kept for the others."""

    def __init__(
        self,
        shell: ShellState,
        deadline: Deadline,
        memory: SessionMemory | None = None,
        going: tuple[Place, ...] | None = None,
    ) -> None:
        self._shell = shell
        self._deadline = deadline
        self._memory = memory
        self._going = going  # all that the line takes; None where it does more than that
        self._mounts: Mounts | None = None
        made = memory.makings if memory is not None else None
        again = partial(comes_again, makings=made, deadline=deadline) if made is not None else None
        typed = made.changes.all_of if made is not None else None
        self.surveyor = Surveyor(deadline, shell.home, typed, again)

    @property
    def mounts(self) -> Mounts:
        if self._mounts is None:
            self._mounts = read_mounts()
        return self._mounts

    def target(
        self,
        target: Target,
        effect: Effect,
        made_here: bool,
        put: tuple[str, ...] = (),
        sought: Sought | None = None,
        searched: bool = True,
        lookup: Lookup | None = None,
    ) -> TargetFacts | None:
        """The facts about one target; None when it is no path of this machine.

        `made_here` tells that something earlier in the line may make what is not there yet; `put` are the
        things that the command puts there; `sought` is what a `find` narrows its targets by; `searched` tells
        that a pattern which fits nothing here may be one that the program looks for itself; `lookup` tells
        how a `find` looks for the target.
        """
        aim = _Aim(effect, put, made_here)
        places = places_of(target, effect, self._shell)
        if not places:
            return None
        text, moves = target.word.text, effect.kind is EffectKind.MOVE
        if len(places) == 1 and not places[0].pattern and (_takes(effect) or moves):
            narrowed = self._narrowed(text, places[0], aim, sought, lookup) if sought else None
            if narrowed is None and (lookup or (searched and has_pattern(text) and not moves)):
                narrowed = self._sought(text, places[0], aim, lookup)
            if narrowed is not None:
                return narrowed
        return together([self._place(place, aim) for place in places])

    def _place(self, place: Place, aim: _Aim) -> TargetFacts:
        if not place.path:
            return TargetFacts()
        protected = self._protected(place, aim.effect)
        if not place.pattern:
            return self._guarded(place, aim, protected)
        written = f"{place.path.rstrip('/')}/{place.pattern}"
        found = matches(written, "", self._shell.pattern_options, self._deadline)
        if found is None:
            return TargetFacts(path=written, protected=protected, reason="too many matches to look at")
        if not found:
            return replace(self._absent(written, aim), protected=protected)
        whole = self._several(found, aim)
        whole = replace(whole, protected=whole.protected or protected)
        return replace(whole, path=written) if len(found) > 1 else whole

    def _protected(self, place: Place, effect: Effect) -> str:
        goes = effect.kind in LOSING or effect.kind is EffectKind.MOVE
        shell = standing(effect, self._shell, place.path)
        return protected_place(place.path, place.pattern, shell, goes=goes)

    def _several(self, paths: Sequence[str], aim: _Aim) -> TargetFacts:
        """Many paths of one target, as many as the budget allows."""
        aim = replace(aim, made_here=False)  # they are there
        each: list[TargetFacts] = []
        for path in paths:
            if len(each) == _MOST_PATHS or (each and self._deadline.expired):
                rest = f"{len(paths) - len(each)} further paths were not looked at"
                each.append(TargetFacts(counted_all=False, files=len(paths) - len(each), reason=rest))
                break
            place = place_of(path, False, "/")
            each.append(self._guarded(place, aim, self._protected(place, aim.effect)))
        return together(each)

    def _guarded(self, place: Place, aim: _Aim, protected: str) -> TargetFacts:
        """Looks at one path; on a network file system in a thread of its own, which may be left behind."""
        mount = self.mounts.over(place.path)
        if mount is None or not mount.network:
            return self._one(place, aim, protected)
        unseen = TargetFacts(
            path=place.path,
            protected=protected,
            mount=mount.description,
            reason="the network file system does not answer",
        )
        look = partial(self._one, place, aim, protected)
        return NETWORK.look(mount.point, look, unseen, self._deadline.remaining_ms / 1000)

    def _one(self, place: Place, aim: _Aim, protected: str) -> TargetFacts:
        path, effect = place.path, aim.effect
        try:
            status = os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            return replace(self._absent(path, aim), protected=protected)
        except (OSError, ValueError):
            return TargetFacts(path=path, protected=protected, reason="it can't be looked at")
        facts = TargetFacts(path=path, exists=True, kind=kind_of(status.st_mode), protected=protected)
        if stat.S_ISLNK(status.st_mode):
            linked = replaces_link(effect, path)
            if not place.follows and (effect.kind not in _THROUGH_LINKS or linked):
                return of_link(facts, status)
            real = os.path.realpath(path)
            if real != path and os.path.lexists(real):
                through = self._one(replace(place, path=real), aim, "")
                named = protected or through.protected or self._protected(Place(real), effect)
                return replace(through, protected=named, resolves_to=real)
            return replace(self._absent(path, aim), resolves_to=real, protected=protected)
        facts = self._seen_from_elsewhere(facts, effect)
        mounted = self.mounts.at(path)
        over = mounted or self.mounts.over(path)
        facts = replace(facts, mount=over.description if over else "")
        if facts.kind == "device":
            return device_facts(facts, status, self.mounts, effect.rule)
        if mounted is not None and facts.kind == "folder":
            facts = replace(facts, kind="mount", protected=facts.protected or "a mount point")
        return self._weighed(facts, status, aim)

    def _seen_from_elsewhere(self, facts: TargetFacts, effect: Effect) -> TargetFacts:
        """A path below a link, or under another name, is what it leads to."""
        real = os.path.realpath(facts.path)
        if real != facts.path:
            facts = replace(facts, resolves_to=real)
            facts = replace(facts, protected=facts.protected or self._protected(Place(real), effect))
        if not facts.protected and facts.kind == "folder" and effect.kind in _COUNTED:
            facts = replace(facts, protected=same_place(facts.path, self._shell))
        return facts

    def _weighed(self, facts: TargetFacts, status: os.stat_result, aim: _Aim) -> TargetFacts:
        path, folder, effect = facts.path, stat.S_ISDIR(status.st_mode), aim.effect
        if folder and effect.kind in (EffectKind.DELETE, EffectKind.HISTORY, EffectKind.MOVE):
            recovery, reason = history_kept(path, self._deadline)
            moved = effect.kind is EffectKind.MOVE or effect.rule == "vcs.move-repository"
            if reason and (not moved or recovery is Recovery.NOTHING_LOST):
                return replace(facts, recovery=recovery, reason=reason, protected="", newest=status.st_mtime)
        whole = path == "/" and effect.rule not in _GIVING_NAMES  # too much to count
        if effect.kind not in _COUNTED or whole or any(contains(one, path) for one in _UNSURVEYED):
            return replace(facts, newest=status.st_mtime)
        if folder and effect.kind is EffectKind.OVERWRITE and effect.rule not in (IN_PLACE, _PICTURES):
            return self._put_into(replace(facts, newest=status.st_mtime), aim)
        if folder and effect.kind in (EffectKind.PERMIT, EffectKind.SEND) and not effect.recursive:
            return replace(facts, newest=status.st_mtime)
        again = self._made_again(facts, status, effect) or self._mirrored(facts, aim)
        if again is not None:
            return again
        made = site_evidence(path, effect.rule) if folder else None
        survey = self.surveyor.folder(path, made) if folder else self.surveyor.file(path, status)
        facts = counted(facts, survey, status)
        if (
            effect.kind is EffectKind.OVERWRITE
            and survey.untracked
            and status.st_size
            and is_own_under(effect.rule, path)
        ):
            facts = replace(facts, personal=1)
        if effect.kind is EffectKind.MOVE:
            return replace(facts, recovery=Recovery.NOTHING_LOST, reason="it is moved, not lost")
        if effect.kind not in LOSING:
            return facts
        over = self._put_over(path, status, aim)
        if over is not None:
            return replace(facts, recovery=over[0], reason=over[1])
        if not folder and not survey.clean and (empty := holds_nothing(path, status)):
            return replace(facts, recovery=Recovery.NOTHING_LOST, reason=empty)
        recovery, reason = self._recovery(path, status, effect, survey)
        facts = replace(facts, recovery=recovery, reason=reason)
        weighed = in_passing(facts, effect, status, survey, self._shell, self._memory)
        weighed = only_packed(weighed, effect, self._deadline)
        return replace(weighed, protected="") if goes_unmissed(weighed, effect) else weighed

    def _made_again(self, facts: TargetFacts, status: os.stat_result, effect: Effect) -> TargetFacts | None:
        """What a line of the session made, if that is as it was and its origin stands; None for all else."""
        changes = effect.rule == _PICTURES
        going = () if changes else self._going  # what is changed besides is looked at itself
        if self._memory is None or going is None or not (changes or effect.kind is EffectKind.DELETE):
            return None
        makings, look = self._memory.makings, (going, self._deadline)
        found = None if facts.protected or facts.mount else comes_again(facts.path, status, makings, *look)
        if found is None or (changes and not found.copied):
            return None
        return replace(
            facts,
            files=found.files,
            total_bytes=found.total_bytes,
            newest=found.newest,
            irreplaceable=0,
            recovery=Recovery.KEPT if found.copied else Recovery.REBUILT,
            reason=found.reason,
        )

    def _mirrored(self, facts: TargetFacts, aim: _Aim) -> TargetFacts | None:
        """What mirroring removes: all that no source has; None for other effects, and where not known."""
        effect = aim.effect
        if not mirrors(effect) or facts.kind not in ("folder", "mount"):
            return None
        gone = missing_from(facts.path, aim.put, folder_of(effect, self._shell), self._deadline)
        if gone is None:
            return None
        if not gone:
            nothing = Recovery.NOTHING_LOST
            facts = replace(facts, protected="" if facts.protected == HERE else facts.protected)
            return replace(facts, files=0, recovery=nothing, reason="all that is there is in the source, too")
        found = self._several(gone, replace(aim, effect=replace(effect, rule="files.remove")))
        return replace(found, path=facts.path, protected=facts.protected or found.protected)

    def _recovery(
        self, path: str, status: os.stat_result, effect: Effect, survey: Survey
    ) -> tuple[Recovery, str]:
        """Whether what was met comes back: where nothing makes it again, a copy beside may keep it."""
        recovery, reason = recovery_of(survey, self._deadline)
        if recovery is Recovery.LOST and self._going is not None and may_stand_beside(effect):
            made = self._memory.makings.aside(path, self._shell) if self._memory is not None else ()
            within = self.surveyor.repository(path.rpartition("/")[0] or "/")
            kept = kept_beside(
                path, status, self._going, self._deadline, made, within, effect=effect, shell=self._shell
            )
            return (Recovery.KEPT, kept) if kept else (recovery, reason)
        return recovery, reason

    def _put_over(self, path: str, status: os.stat_result, aim: _Aim) -> tuple[Recovery, str] | None:
        """What writing over one file loses where what is put there tells; None where it doesn't."""
        effect, put = aim.effect, aim.put
        if effect.kind is not EffectKind.OVERWRITE or stat.S_ISDIR(status.st_mode) or effect.rule == FETCHED:
            return None
        base = folder_of(effect, self._shell)
        if same_as(put, base, path, status):
            return Recovery.NOTHING_LOST, "it holds the same already"
        if newer_build(put, base, path, status):
            return Recovery.REBUILT, "a newer build of it is put there"
        source = made_from(effect.rule, put, base, path, status)
        return (Recovery.REBUILT, f"older than {source}, from which it is made") if source else None

    def _put_into(self, facts: TargetFacts, aim: _Aim) -> TargetFacts:
        """Writing "over" a folder puts things into it: what matters is which names are taken there."""
        if not aim.put:
            return facts
        base = folder_of(aim.effect, self._shell)
        taken = taken_by(aim.effect, facts.path, aim.put, base, self._deadline)
        there = taken.paths
        if not there and taken.compared_all:
            nothing = Recovery.NOTHING_LOST
            return replace(facts, files=0, recovery=nothing, reason="nothing else has that name")
        # The folder itself stays: what matters is what the taken names stand for.
        found = self._several(there, aim)
        if not taken.compared_all and found.recovery is not Recovery.LOST:
            return self._not_compared(replace(facts, files=len(there)))
        if found.recovery is Recovery.LOST and len(there) <= _FEW_NAMED:
            names = ", ".join(path.rpartition("/")[2] for path in there)
            found = replace(found, reason=f"{names}: {found.reason}")
        return replace(found, path=facts.path if len(there) > 1 else there[0])

    def _not_compared(self, facts: TargetFacts) -> TargetFacts:
        """A folder of which it is not known what others take the place of: whether all of it comes back."""
        recovery, reason = recovery_of(self.surveyor.folder(facts.path), self._deadline)
        if recovery in (Recovery.TRACKED, Recovery.NOTHING_LOST):
            return replace(facts, recovery=recovery, reason=reason)
        return replace(facts, counted_all=False, reason="not all was compared with what is put over it")

    def _absent(self, path: str, aim: _Aim) -> TargetFacts:
        effect = aim.effect
        if aim.made_here:
            return TargetFacts(path=path, exists=False, reason="it is not there yet")
        permits = effect.kind is EffectKind.PERMIT and path.startswith(f"{self._shell.cwd}/")
        free = _takes(effect) or permits or effect.kind is EffectKind.WRITE or effect.rule == _INTO_REPOSITORY
        lost = Recovery.NOTHING_LOST if free else Recovery.UNKNOWN
        return TargetFacts(path=path, exists=False, recovery=lost, reason="it is not there")

    def _narrowed(
        self, text: str, place: Place, aim: _Aim, sought: Sought, lookup: Lookup | None
    ) -> TargetFacts | None:
        """What a `find` that asks for age, size or type takes; folders stay unless they are empty."""
        lookup = lookup or (Lookup.of(text) if has_pattern(text) else Lookup(text, (Name("*"),)))
        root, name = self._root(lookup, aim.effect), lookup.only
        if not root or not name:
            return None
        taken = take(root, name, sought, self._deadline, lookup.folder)
        if not taken.paths and taken.complete:
            nothing = Recovery.NOTHING_LOST
            return TargetFacts(path=place.path, exists=False, recovery=nothing, reason="it finds nothing")
        passing = taken.passing(is_temporary(root, self._shell))
        if passing is not None:
            return replace(passing, path=place.path)
        protected = "" if name != "*" else self._protected(Place(root), aim.effect)
        whole = self._several(taken.paths, aim)
        return replace(
            whole,
            path=place.path,
            counted_all=whole.counted_all and taken.complete,
            reason=whole.reason or "not looked through to the end",
            protected=whole.protected or ("" if protected == HERE else protected),
        )

    def _sought(self, text: str, place: Place, aim: _Aim, lookup: Lookup | None) -> TargetFacts | None:
        """A name is looked for by the program, in all folders below (`find -name '*.log'`)."""
        if lookup is None and os.path.lexists(place.path):
            return None
        lookup = lookup or Lookup.of(text)
        root = self._root(lookup, aim.effect)
        if not root:
            return None
        found, complete = lookup.below(root, self._deadline)
        if not found and not complete:
            return TargetFacts(path=place.path, counted_all=False, reason="not looked through to the end")
        if not found:
            return self._absent(place.path, replace(aim, made_here=False))
        whole = self._several(found, aim)
        return replace(whole, path=place.path, counted_all=whole.counted_all and complete)

    def _root(self, lookup: Lookup, effect: Effect) -> str:
        """The folder from which something is looked for; empty where none can be looked through."""
        root = place_of(lookup.folder, False, folder_of(effect, self._shell)).path
        return root if os.path.isdir(root) and not has_pattern(lookup.folder) else ""


def _takes(effect: Effect) -> bool:
    """Whether the target itself goes: files, or a repository's history with the folder that holds it."""
    return effect.kind in LOSING or effect.rule in _GOES_TOO
