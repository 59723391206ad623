"""What a change of rights or of a name comes to: keys closed to others, files that nobody else can reach."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import lru_cache

from shellguard.effects.effect import Effect, EffectKind
from shellguard.effects.touching.usual_rights import mode_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import contains, is_all_of_own, is_own, passing_place
from shellguard.facts.files.rebuilt import is_kept
from shellguard.facts.files.resolve import below_home, folder_of, place_of
from shellguard.facts.files.usual_rights import as_usual, holds_private_key, kept_by_root
from shellguard.knowledge.loading import load
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import ShellState

_CLOSING = re.compile(r"0?[4-7][0-4]0|(?:go|og|o)(?:-[rwx]+|=)|u=[rwx]+,(?:go|og)=")
_ENTERING = re.compile(r"0?7[0145][0145]|[ugoa]*\+[rx]+|(?:g|o|go|og)-[rwx]+")
_OPEN = re.compile(r"0?755|u=rwx,go=rx|a\+rx|go\+rx|o\+rx")
_OWNERS = re.compile(r"[ua]*\+x|u\+[rwx]+|0?[67]00")
# Rights of a tree by which its owner loses none, and nobody else may write more.
_KEEPING = re.compile(
    r"0?7[0-7][0145]|(?:(?:[ug]+\+[rwxX]+|[uga]*\+[rxX]+|(?:g|o|go|og)(?:-[rwxX]+|=[rxX]*)|u=rwX)(?:,(?!$)|$))+"
)
# Rights by which the owner of a folder goes on as before, and nobody else may write.
_OWN_FOLDER = re.compile(r"0?7[0145][0145]|(?:g|o|go|og)(?:-[rwx]+|=[rx]*)|(?:u\+[rwx]+|[ugoa]*\+[rx]+)")
_SHOWING = re.compile(r"0?[0-7][0-7][4-7]|(?:[ugoa]*[ao][ugoa]*)?[+=][wx]*r[wx]*|u=[rwx]+,go=r[wx]*")
_SHOWING_ALL = re.compile(r"0?[0-7][0-7][4-7]|(?:[ugoa]*[ao][ugoa]*)?[+=][wxX]*r[wxX]*|u=[rwxX]+,go=r[wxX]*")
_SHOWN = "a private key, which everybody on this machine could read then; ssh takes none like that"
_PERMIT = "files.permit"
_SYSTEM_FILE = "files.permit-system-file"
_INSTALLED = "a part of the installed system"
_THROUGH_LINKS = re.compile(r"-[a-zA-Z]*[HL][a-zA-Z]*|--dereference")
_OWNER_GAINS = re.compile(r"u\+[rwxX]+")
_EVERYBODY = "files.permit-everybody"
_WITHOUT_ENTRY = "files.permit-without-entry"
_PERMITTING = ("logs.permit", "logs.permit-history", "persist.permit-service")
_MOVED = frozenset(("logs.move-history", "vcs.move-repository"))
_REPOSITORY = "/.git"
_SERVED = re.compile(r"/(?:public_html|public|Public|www|htdocs)/")
_KEPT_TOGETHER = re.compile(
    r"/\.?(?:dot-?files|dots)(?:/|$)|/\.(?:config|local/state|local/share)/(?:zsh|bash|fish|shell)(?:/|$)"
)


def reconsidered(
    facts: TargetFacts, effect: Effect, command: SimpleCommand | None, shell: ShellState
) -> TargetFacts:
    """The facts about a file whose rights change, where nobody gains by that."""
    if (effect.kind is not EffectKind.PERMIT and effect.rule not in _PERMITTING) or command is None:
        return facts
    if facts.path in load("places")["open"]["served"]:
        facts = replace(facts, protected="")
    given = _as_everywhere(facts, effect, command, shell)
    if given is not facts:
        return given
    whole = effect.recursive and facts.kind == "folder" and facts.counted_all and not facts.protected
    opened = effect.rule == _EVERYBODY and not effect.recursive and not facts.protected
    empty = (whole and facts.files == 0) or (opened and _is_bare(facts))
    if empty or _closes_no_folder(facts, effect):
        reason = "it is empty" if empty else "it is one file: no folder is closed"
        return replace(facts, recovery=Recovery.NOTHING_LOST, reason=reason)
    homes = load("places")["keys"]["homes"]
    if not effect.recursive and facts.protected in homes and _changes_to(_ENTERING, command):
        return replace(facts, protected="")
    many = effect.recursive or not is_own(facts.protected)
    if many and is_all_of_own(facts.protected) and _changes_to(_KEEPING, command):
        return replace(facts, protected="")
    single = not effect.recursive and facts.kind == "file"
    shown = single and not facts.protected and _changes_to(_SHOWING, command)
    if shown and holds_private_key(facts.path):
        return replace(facts, recovery=Recovery.LOST, reason=_SHOWN, personal=1)
    if single and is_own(facts.protected) and _changes_to(_OWNERS, command):
        return replace(facts, protected="", recovery=Recovery.NOTHING_LOST, reason="nobody else gains by it")
    facts = closed_to_others(facts, effect, command)
    alone = facts.kind == "file" and not facts.protected and not effect.recursive
    if effect.rule == _EVERYBODY and (alone or (whole and not facts.personal)):
        closed = closed_above(facts.resolves_to or facts.path)
        if closed:
            reason = f"others can't get to it: {closed} is closed to them"
            return replace(facts, recovery=Recovery.NOTHING_LOST, reason=reason)
        if alone and _one_of_own(facts, effect, shell):
            return replace(facts, recovery=Recovery.NOTHING_LOST, reason="one file of your own in your home")
    return facts


def _as_everywhere(
    facts: TargetFacts, effect: Effect, command: SimpleCommand, shell: ShellState
) -> TargetFacts:
    """The facts about what gets the rights, or the owner, that it has on any machine; else the same."""
    if effect.rule == _PERMIT and not effect.recursive:
        usual = as_usual(facts, command, shell)
        if usual is not facts:
            return usual
    if not effect.recursive and kept_by_root(facts, command):
        reason = "root keeps it, and nobody else may write it then"
        return replace(facts, protected="", recovery=Recovery.NOTHING_LOST, reason=reason)
    places = [place for place in (facts.path, facts.resolves_to) if place]
    if places and (whose := _given_to(places, command)):
        return replace(facts, protected="", recovery=Recovery.NOTHING_LOST, reason=f"it is given to {whose}")
    added = not effect.recursive and facts.protected in ("", _INSTALLED) and not facts.resolves_to
    if added and effect.rule in (_SYSTEM_FILE, _PERMIT) and _changes_to(_OWNER_GAINS, command):
        reason = "only its owner gains by it"
        return replace(facts, protected="", recovery=Recovery.NOTHING_LOST, reason=reason)
    entered = not effect.recursive and facts.path in load("places")["open"]["paths"]
    if entered and _changes_to(_OPEN, command):
        reason = "everybody may enter and read it on any machine"
        return replace(facts, protected="", recovery=Recovery.NOTHING_LOST, reason=reason)
    return facts


def _closes_no_folder(facts: TargetFacts, effect: Effect) -> bool:
    """`chmod -R 660 notes.txt`: what is meant for a tree is given to one file."""
    return effect.rule == _WITHOUT_ENTRY and facts.kind == "file" and not facts.protected


def closed_to_others(facts: TargetFacts, effect: Effect, command: SimpleCommand | None) -> TargetFacts:
    """The facts about a key that is closed to others by that, or a folder that stays its owner's; pure."""
    keys = load("places")["keys"]["why"]
    if effect.kind is not EffectKind.PERMIT or effect.recursive or command is None:
        return facts
    if facts.protected in load("places")["own"]["folders"] and _changes_to(_OWN_FOLDER, command):
        return replace(facts, protected="")
    if facts.protected.removeprefix("everything in ") not in keys or not _closes(command):
        return facts
    return replace(
        facts, protected="", recovery=Recovery.NOTHING_LOST, reason="it is closed to others by that"
    )


def shows_all(command: SimpleCommand) -> bool:
    """Whether everybody may read what a `chmod` names then."""
    return _changes_to(_SHOWING_ALL, command)


def _closes(command: SimpleCommand) -> bool:
    return _changes_to(_CLOSING, command)


def _changes_to(modes: re.Pattern[str], command: SimpleCommand) -> bool:
    """Whether a `chmod` sets rights of these modes."""
    return modes.fullmatch(mode_of(command)) is not None


def _given_to(paths: list[str], command: SimpleCommand) -> str:
    """To whom a `chown` gives a folder, or what lies in it, where that is whose folder it is; else "".

    Who owns a folder may have put a link there, to be given what it leads to.
    """
    if command.program not in ("chown", "gchown"):
        return ""
    if any(_THROUGH_LINKS.fullmatch(word.text) for word in command.words[1:]):
        return ""
    named = [word for word in command.words[1:] if not word.text.startswith("-")]
    if not named or not named[0].known:
        return ""
    owner, _, group = named[0].text.replace(".", ":", 1).partition(":")
    if group not in ("", owner):
        return ""
    homes = tuple(f"{homes}/{owner}" for homes in ("/home", "/Users") if owner)
    if _lie_in(homes, paths):
        return "the one whose home it is"
    return "the service whose data it holds" if _lie_in(_folders_of(owner), paths) else ""


def _lie_in(folders: tuple[str, ...], paths: list[str]) -> bool:
    return all(any(contains(folder, path) for folder in folders) for path in paths)


@lru_cache(maxsize=64)
def _folders_of(owner: str) -> tuple[str, ...]:
    """The folders that a service of this name keeps its data in."""
    services = [service for service in load("places")["service"] if owner in service["owners"]]
    return tuple(path.format(owner=owner) for service in services for path in service["paths"])


def _one_of_own(facts: TargetFacts, effect: Effect, shell: ShellState) -> bool:
    """Whether it is about one file of the person's own, below the home, that holds no settings or keys."""
    if len(effect.targets) != 1 or not shell.home or facts.resolves_to or is_kept(facts.path):
        return False
    try:
        owner = os.lstat(facts.path).st_uid
    except OSError:
        return False
    me = shell.uid if shell.uid is not None else os.getuid()
    return owner == me and facts.path.startswith(f"{shell.home}/") and "/." not in facts.path


def _is_bare(facts: TargetFacts) -> bool:
    """Whether it is an empty folder of the person's own, as somebody has just made it."""
    if facts.kind != "folder" or facts.resolves_to or "/." in facts.path:
        return False  # what tools run or read may lie in a hidden one
    try:
        with os.scandir(facts.path) as inside:
            return next(inside, None) is None
    except OSError:
        return False


def closed_above(path: str) -> str:
    """The folder above `path` that nobody but its owner may enter, or ""."""
    folder = path.rpartition("/")[0]
    while folder:
        try:
            status = os.stat(folder)
        except OSError:
            return ""
        own_group = not status.st_mode & 0o010 or status.st_gid == status.st_uid
        if not status.st_mode & 0o001 and own_group:
            return folder
        folder = folder.rpartition("/")[0]
    return ""


def renamed(effect: Effect, effects: tuple[Effect, ...], facts: TargetFacts, shell: ShellState) -> bool:
    """Whether what is the person's own only gets another name in its folder (`mv .vimrc .vimrc.old`).

    A folder counts where it is protected as the person's own; so does what was not looked at.
    """
    repository = facts.path.endswith(_REPOSITORY)
    own = facts.kind == "file" or (facts.kind in ("folder", "") and (repository or is_own(facts.protected)))
    moved = effect.kind is EffectKind.MOVE or effect.rule in _MOVED
    if not moved or not own or len(effect.targets) != 1:
        return False
    there = [e for e in effects if e.kind is EffectKind.OVERWRITE and e.span == effect.span and e.span]
    word = there[0].targets[0].word if there and there[0].targets else None
    if word is None or not below_home(word) or not (shell.home or not word.known):
        return False
    home, text = shell.home or "~", word.text
    if text.startswith("~/") and not word.pieces[0].quoted:
        text = home + text[1:]
    new = place_of(text, False, folder_of(effect, shell)).path
    folder, _, name = facts.path.rpartition("/")
    inside = repository or folder == home or folder.startswith(f"{home}/")
    hidden = facts.path.removeprefix(f"{home}/").startswith(".")
    if inside and hidden and is_own(facts.protected) and new.startswith(f"{home}/"):
        editors = {one.replace("~", home, 1) for one in load("places")["own"]["editors"]}
        if _KEPT_TOGETHER.search(new):
            return True  # settings that are linked to from where programs look for them
        if facts.path in editors and not passing_place(new, shell) and not _SERVED.search(new):
            return True  # one set of an editor's settings makes room for another
    return inside and new.rpartition("/")[0] == folder and new.rpartition("/")[2].startswith(name)
