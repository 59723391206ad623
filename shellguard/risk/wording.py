"""The sentences of a risk: what would happen, to what, how much of it, whether it comes back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from shellguard.effects.effect import Effect, EffectKind, Target
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import DEVICE
from shellguard.facts.services.environment_names import is_production
from shellguard.risk.finding import Finding
from shellguard.risk.told_apart import told_apart

_LONGEST = 80
_PASSWORD = re.compile(r"(?<=://)([^/\s:@]{0,64}):[^/\s@]{1,256}@")
_IN_WORDS = {
    "{}": "whatever is handed to it",  # nobody has typed the braces behind `xargs rm`
    ".": "this folder",
    "./": "this folder",
    "..": "the folder above",
    "../": "the folder above",
    "...": "this folder and all below",  # as p4 and go write it
    "./...": "this folder and all below",
}
_SAID = ("$(", "`")  # what another command says: the path that was found is what counts
_ADDRESS = re.compile(r"://|:\d+$")
_IN_NO_COMMIT = "that are in no commit"
_UNCOMMITTED = f"changes {_IN_NO_COMMIT}"  # of one file or more, which are counted in others
_NO_FILES = ("branch", "stash", "tag")
_SAYS_WHERE = {
    "aimed_at": "{}",
    "kube_context": "the cluster {}",
    "kube_namespace": "the namespace {}",
    "cloud_profile": "the profile or project {}",
    "docker_context": "the containers of {}",
    "workspace": "the workspace {}",
    "environment": "the environment {}",
}
_TAKE_AWAY = (EffectKind.DELETE, EffectKind.OVERWRITE)
_TREES = "removes folders with everything in them"
_TREES_AND_FILES = "removes files, and folders with everything in them"
_BRANCH_OR_FILE = "switches to a branch, or writes over a changed file of that name"
_OF_FILES = {
    _TREES: "removes files",  # as `rm -rf notes.txt` does
    _BRANCH_OR_FILE: "takes back the changes in a file",
}
_OF_ONE = {
    _TREES: "removes a folder with everything in it",
    "removes files": "removes a file",
    "removes packages": "removes a package",
    "removes images": "removes an image",
    "removes volumes with their data": "removes a volume with its data",
    "deletes virtual machines or their disks": "deletes a virtual machine or its disk",
    "removes containers and their volumes": "removes a container and its volumes",
    "stops containers": "stops a container",
    "changes files in place": "changes a file in place",
    "cuts files: what lies behind is lost": "cuts a file: what lies behind is lost",
    "overwrites files so that nothing can recover them": "overwrites a file so that nothing can recover it",
    "changes permissions of everything in folders": "changes permissions of everything in a folder",
    "changes owners of everything in folders": "changes owners of everything in a folder",
}
_MAY_BE_MANY = frozenset("*?[{$`")
# Rules whose targets are a kind of thing and its names: `ns shop`.
_KIND_AND_NAME = "kubernetes."
_PUSHED = "git.push-"  # the remote's name, and what is changed there
_SURROUNDINGS = {
    "root: yes": "you are root",
    "ssh: yes": "this shell came in from another machine",
    "own_seat: yes": "you sit at this machine",
    "container: yes": "this shell is inside a container",
    "production: yes": "this is production",
    "production: no": "this is for trying out",
    "kube_here: yes": "the cluster runs on this machine",
    "kube_far: yes": "the cluster runs on another machine",
}
_NO_NAMES = ("", "-", "@-")  # what stands for the input
_FROM_BEST = tuple(sorted(Recovery, key=lambda one: (one is Recovery.LOST, one is Recovery.UNKNOWN)))
_COMES_BACK = {
    Recovery.NOTHING_LOST: "nothing is there to be lost",
    Recovery.REBUILT: "a tool makes it again",
    Recovery.TRACKED: "version control has it",
    Recovery.TEMPORARY: "it is temporary",
    Recovery.KEPT: "a copy is kept first",
    Recovery.LOST: "it does not come back",
}


def shown(text: str) -> str:
    """Other people's text, safe to print: no control characters, no password of an address, not endless.

    The line may have named the address by a variable, whose value was not to be seen.
    """
    text = text[1:] if text.startswith("//") else text
    if not text.isprintable():
        text = "".join([char if char.isprintable() else "·" for char in text])
    flat = _PASSWORD.sub(r"\1:…@", text) if "@" in text else text
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"


_NOTHING_KNOWN = "nothing is known that would bring it back"


def amount_of(facts: list[TargetFacts]) -> str:
    """`1 204 files, 3.1 GB` for what was counted, "" for nothing."""
    facts = [fact for fact in facts if fact.kind not in _NO_FILES]  # what goes there is told by their reasons
    files = sum(fact.files or 0 for fact in facts)
    total = sum(fact.total_bytes or 0 for fact in facts)
    least = "at least " if any(not fact.counted_all for fact in facts) else ""
    if not files:
        return ""
    count = f"{least}{files:,} file{'s' if files != 1 else ''}".replace(",", " ")
    return f"{count}, {size_of(total)}" if total else count


def size_of(number: int) -> str:
    """Bytes in the unit that leaves one to three digits before the point."""
    value = float(number)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "B" or value >= 100 else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} TB"


def message_of(
    effect: Effect, facts: list[TargetFacts], remembered: str = "", production: str = "", home: str = ""
) -> str:
    """One sentence about one effect, without a full stop: message, targets, amount, what comes back."""
    targets = _things(effect)
    parts = [_said_of(_by_program(effect), targets, facts)]
    known = facts if len(facts) == len(targets) else [TargetFacts()] * len(targets)
    names = [
        name
        for target, fact in _lost_first(targets, known)
        if target.text not in _NO_NAMES
        for name in _names_of(target, fact)
    ]
    named = [_from_home(shown(name), home) for name in names[:3]]
    behind = ""
    if named:
        more = len(names) - len(named)
        parts[0], _, behind = parts[0].partition(": ")  # what that means is said behind what it is done to
        if effect.rule.startswith(_PUSHED) and len(named) > 1 and named[0] == targets[0].text:
            named = [f"{', '.join(name.lstrip(':+') for name in named[1:])} on {named[0]}"]
        separator = " " if effect.rule.startswith(_KIND_AND_NAME) else ", "
        parts.append(f": {separator.join(named)}{f' and {more} more' if more > 0 else ''}")
    clauses = _clauses(facts, effect.kind)
    place = "" if effect.host and production.endswith(f": {shown(effect.host)}") else _place(effect)
    told = dict.fromkeys((amount_of(facts), behind, *clauses, remembered, production, place))
    if details := [detail for detail in told if detail]:
        parts.append(f" ({'; '.join(details)})")
    if effect.by:
        parts.append(f", by {shown(effect.by)}")
    return "".join(parts)


def _lost_first(targets: tuple[Target, ...], facts: list[TargetFacts]) -> list[tuple[Target, TargetFacts]]:
    """The targets as they stand, those first that nothing brings back."""
    both = zip(targets, facts, strict=True)
    return sorted(both, key=lambda one: one[1].recovery is not Recovery.LOST)


def _names_of(target: Target, fact: TargetFacts) -> tuple[str, ...]:
    """How a target is called: a loop's variable by what it goes through."""
    if fact.path and _is_better(target.text):
        return (fact.path,)
    pieces = target.word.pieces
    if len(pieces) == 1 and pieces[0].candidates:
        return pieces[0].candidates
    return (_IN_WORDS.get(target.text, target.text),)


def _is_better(text: str) -> bool:
    """Whether the path that was found tells more than what was typed."""
    return text.startswith(_SAID) or text.rstrip("/") in (".", "..")


def _from_home(text: str, home: str) -> str:
    """A path as people write it: `~/photos`."""
    home = home.rstrip("/")
    return f"~{text[len(home) :]}" if home and f"{text}/".startswith(f"{home}/") else text


def _by_program(effect: Effect) -> str:
    """The message; what is said of rights in general is, of `chown`, said of owners."""
    owners = effect.program in ("chown", "chgrp")
    return effect.message.replace("changes permissions", "changes owners") if owners else effect.message


def _said_of(message: str, targets: tuple[Target, ...], facts: list[TargetFacts]) -> str:
    """The message in the number, and of the things, that it is true of."""
    of_files = facts and all(fact.kind == "file" for fact in facts)
    if of_files or (message == _BRANCH_OR_FILE and any(fact.recovery is Recovery.LOST for fact in facts)):
        message = _OF_FILES.get(message, message)  # git refuses to switch where a change would be lost
    elif message == _TREES and any(fact.kind == "file" for fact in facts):
        message = _TREES_AND_FILES
    if len(targets) == 1 and not _MAY_BE_MANY & set(targets[0].text):
        return _OF_ONE.get(message, message)
    return message


def production_of(surroundings: Mapping[str, str], host: str = "") -> str:
    """By what name a line goes to production, or to another machine's database, as a clause."""
    for key, shape in _SAYS_WHERE.items():
        if surroundings.get("production") == "yes" and is_production(surroundings.get(key, "")):
            name = surroundings[key]
            shape = "{}" if _ADDRESS.search(name) else shape
            name = host if name == "production" else shape.format(shown(name))
            return f"in production: {name}" if name else "in production"
    return f"on {shown(host)}" if host else ""


def surroundings_in_words(surroundings: Mapping[str, str]) -> list[str]:
    """What is so of the place where a line was typed, a clause each."""
    plain = [f"{name}: {value}" for name, value in surroundings.items()]
    return [_SURROUNDINGS.get(one, one.replace("_", " ", 1)) for one in plain]


def _things(effect: Effect) -> tuple[Target, ...]:
    """The targets; where a database is one of them, without the statement, which stands in the line."""
    if effect.kind is not EffectKind.DATABASE:
        return effect.targets
    return tuple(target for target in effect.targets if " " not in target.text) or effect.targets


def _clauses(facts: list[TargetFacts], kind: EffectKind) -> list[str]:
    found: dict[str, None] = {}
    worst = max((fact.recovery for fact in facts), key=_FROM_BEST.index, default=None)
    part_lost = _part_lost(facts)
    for fact in facts:
        if fact.protected and not (kind is EffectKind.DISK and fact.protected == DEVICE):
            found[fact.protected] = None
        if fact.recovery is not worst:
            continue  # what would be lost is told, not what would not
        if fact.exists is False and kind is EffectKind.PERSIST:
            continue  # it is what the line makes
        if fact.reason:
            if reason := _reason_of(fact, part_lost):
                found[reason] = None
        elif fact.recovery in _COMES_BACK:
            found[_COMES_BACK[fact.recovery]] = None
        if fact.resolves_to:
            found[f"a link that leads to {shown(fact.resolves_to)}"] = None
        if fact.mount:
            found[f"on {shown(fact.mount)}, which is another disk or machine"] = None
    if _UNCOMMITTED in found:
        found = {
            clause: None for clause in found if clause == _UNCOMMITTED or not clause.endswith(_IN_NO_COMMIT)
        }
    return list(found)[:4]


def _reason_of(fact: TargetFacts, part_lost: str) -> str:
    """Why it would be lost; of a repository's own folder its commits are told, not its files."""
    if "/.git/" in fact.path and fact.recovery is Recovery.REBUILT and fact.protected:
        return ""
    if fact.path.endswith("/.git"):
        return fact.reason.replace(f"{_NOTHING_KNOWN}; ", "")
    return fact.reason.replace(_NOTHING_KNOWN, part_lost or _NOTHING_KNOWN)


def _part_lost(facts: list[TargetFacts]) -> str:
    """How many of several things nothing brings back, where the others come back; "" where all are lost."""
    lost = sum(fact.irreplaceable or 0 for fact in facts if fact.recovery is Recovery.LOST)
    whole = sum(fact.files or 0 for fact in facts)
    return f"nothing is known that would bring {lost} of them back" if 0 < lost < whole else ""


def _place(effect: Effect) -> str:
    vanished = [name for target in effect.targets for name in target.word.vanished]
    if vanished:
        return f"${vanished[0]} is empty"
    if effect.host:
        return "on all machines of the inventory" if effect.host == "all" else f"on {shown(effect.host)}"
    if effect.inside:
        return "inside a container"
    return "as root" if effect.privileged and effect.base > 30 else ""


def reasoning_of(findings: list[Finding], score: int) -> str:
    """One sentence for the whole line."""
    if not findings or score <= 30:
        if not findings or score <= 12:
            return "Nothing is changed that would be missed."
        taken = findings[0].effect in _TAKE_AWAY
        return f"{_sentence(findings[0].message)}{', which is small or comes back' if taken else ''}."
    first = _sentence(findings[0].message)
    others = [finding for finding in told_apart(findings)[1:] if finding.id != findings[0].id]
    if others:
        return f"{first}; it also {others[0].message}."
    return f"{first}."


def _sentence(message: str) -> str:
    return "It " + message if message else ""
