"""What doing something to paths means: the program's own effect, lightened or joined by the places'."""

from __future__ import annotations

import posixpath
from itertools import islice

from shellguard.effects.context import Context, Findings, plain_word
from shellguard.effects.effect import EffectKind
from shellguard.effects.packs.pack_model import Reaction
from shellguard.effects.packs.places import lowered, path_of, places_of, reactions
from shellguard.effects.putting_programs import COPYING, INSTALLING, LINKING, MOVING
from shellguard.effects.touching.brought_settings import brings_settings
from shellguard.effects.touching.copied_beside import (
    copied_beside,
    is_copy_beside,
    is_moved_beside,
    is_put_aside,
)
from shellguard.effects.touching.edited_in_place import harmless_rules
from shellguard.effects.touching.kernel_values import is_usual_value
from shellguard.effects.touching.own_output import is_own_output
from shellguard.effects.touching.software_sources import fetched_openly, known_source
from shellguard.effects.touching.usual_rights import usual_places
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Hole, Word
from shellguard.parsing.words.values import NEW_TEMPORARY

_EDITORS = knowledge("generic").names("editors")
_SHOWING, _OWN_SETTINGS, _ONE_FILE = knowledge("generic").names("showing"), "settings-with-logins", 2
_VERBS = {
    EffectKind.DELETE: "delete",
    EffectKind.OVERWRITE: "write",
    EffectKind.WRITE: "write",
    EffectKind.MOVE: "move",
    EffectKind.PERMIT: "permit",
}
_WRITES = frozenset({"write", "append", "link"})
_PUTS = frozenset({"write", "put"})
_KEEPING_NAMES = COPYING | MOVING | LINKING | INSTALLING
_GIVING_NAMES = frozenset({"mv", "ln"})  # they put nothing into a folder that has the name
_KEYRING = "packages.write-keyring"
_REPOSITORY = "vcs.move-repository"
_MOVED_SYSTEM_FILE, _SET_ASIDE = "files.move-system-file", "settings-of-one-program"
_SYSTEM_FILE = "files.overwrite-system-file"
_REMOVES_TREE = "delete-tree"
_NEEDED = frozenset(("/bin", "/boot", "/etc", "/home", "/lib", "/lib64", "/root", "/sbin", "/usr", "/var"))
_AS_GOOD_AS_ALL = 3  # of them: `/*` and `/{etc,usr,var}` stand for everything
_NEW_NAMES = (_SYSTEM_FILE, "boot.overwrite")
_WITH_TREE = frozenset({"delete", "permit"})
_HAND_WRITTEN = ("/etc/", "/var/www/", "/srv/", "/opt/")
_REMOVERS = frozenset(("rm", "unlink"))
_HANDERS = frozenset(("find", "fd", "xargs", "parallel"))
_KEYS_OF_LOGINS, _LETS_IN = "/.ssh", "authorized_keys"
_FOLDERS = knowledge("generic").any_of("folders_by_name")
_NEVER_EMPTY = 6
_FEW = 16  # words that are looked at for each command that is given them
_TEMPORARY = 40
_ALL_BELOW = ("/*", "/", "/.*", "/.")


def verb_of(kind: EffectKind, *, recursive: bool = False, append: bool = False) -> str:
    """The verb of `paths.toml` for a kind of effect, "" for none."""
    verb = _VERBS.get(kind, "")
    if recursive and verb in _WITH_TREE:
        return f"{verb}-tree"
    return "append" if append and verb == "write" else verb


def candidates(word: Word) -> tuple[str, ...]:
    """The paths that a word may stand for; more than one where a hole has candidates."""
    for index, piece in enumerate(word.pieces):
        if piece.hole and piece.candidates:
            before = "".join(part.text for part in word.pieces[:index])
            after = "".join(part.text for part in word.pieces[index + 1 :])
            return tuple(path_of(plain_word(before + value + after)) for value in piece.candidates[:32])
    return (path_of(word),)


def _written(path: str, word: Word, verb: str, findings: Findings) -> str:
    """What is put into a folder lies in it: `cp x /etc/cron.d/` writes a file `x` there."""
    within = word.text.endswith("/") or (
        findings.program in _KEEPING_NAMES and _FOLDERS.fullmatch(path) is not None
    )
    into = within or path.endswith(_KEYS_OF_LOGINS)
    if verb not in ("write", "put", "append", "link") or not into:
        return path
    operands = list(islice((one for one in findings.command.words[1:] if one.text[:1] != "-"), 3))
    named = findings.program in _KEEPING_NAMES and len(operands) == 2 and operands[0].known
    name = operands[0].text.rstrip("/").rpartition("/")[2] if named else ""
    if len(path) < 2:
        return _in_root(path, name, findings)
    if not within:
        return f"{path}/{name}" if name.startswith(_LETS_IN) else path
    return f"{path}/{name}" if name and name[0] != "." else f"{path}/*"


def _is_usual(findings: Findings, path: str) -> bool:
    """Whether what is written there by the line itself is what anybody may set."""
    return known_source(findings, path) or is_usual_value(findings, path)


def _in_root(path: str, name: str, findings: Findings) -> str:
    """`mv squashfs-root /`: it gets a name in the root, and what the system has there stays as it is."""
    new = f"/{name}"
    unlike = name and name not in (".", "..") and not places_of(new, "", findings.context.home)
    return new if path == "/" and findings.program in _GIVING_NAMES and unlike else path


def touch(findings: Findings, verb: str, words: tuple[Word, ...], rule: str = "") -> None:
    """Adds the effects of the places that the words lie in; at most one a place rule."""
    if not verb or (verb == "read" and len(words) > _FEW and _nothing_told(words, findings.context)):
        return
    home = findings.context.home
    seen: dict[str, list[Word]] = {}
    gravest = {}
    for word in words:
        if verb == "read" and (copied_beside(findings, word) or shown_to_oneself(findings, word)):
            continue
        for path in candidates(word):
            path = _written(path, word, verb, findings)
            if is_own_output(findings, path, verb) or (verb in _WRITES and _is_usual(findings, path)):
                continue
            there = _from_start(path, findings.context, verb)
            if verb == "permit" and usual_places(findings.command, there[0], there[2], home, None):
                continue
            found = _of_what_is_put(reactions(*there, home), findings, word, path, verb)
            if verb == "move" and is_moved_beside(findings, word):
                found = tuple(one for one in found if one.rule not in _kept_beside(there[0], home))
            if verb in _WRITES and any(one.rule == _KEYRING for one in found) and fetched_openly(findings):
                findings.tell("packages.keyring-from-network", (word,))
            for reaction in _telling(found):
                seen.setdefault(reaction.rule, []).append(word)
                gravest[reaction.rule] = reaction
    for reaction in _as_good_as_all(findings, verb, words):
        seen[reaction.rule], gravest[reaction.rule] = list(words), reaction
    for name, reaction in gravest.items():
        findings.add(
            reaction.kind,
            reaction.rule,
            reaction.base,
            reaction.message,
            tuple(seen[name]),
            recursive=verb.endswith("-tree"),
            floor=reaction.floor,
            options={"because": rule} if rule else None,
        )


# the words that were looked at last, whence they are seen, and whether nothing is told of reading them
_last: list[tuple[tuple[Word, ...], tuple[object, ...], bool]] = [((), (), True)]


def _nothing_told(words: tuple[Word, ...], context: Context) -> bool:
    """Whether nobody minds that these are read, whoever does: a `find` may hand them to many commands."""
    place = (context.entered, context.start, context.cwd, context.home)
    before, seen_from, nothing = _last[0]  # at once: other threads ask, too
    if before is not words or seen_from != place:
        paths = (path for word in words for path in candidates(word))
        nothing = not any(reactions(*_from_start(path, context, "read"), context.home) for path in paths)
        _last[0] = (words, place, nothing)
    return nothing


def _as_good_as_all(findings: Findings, verb: str, words: tuple[Word, ...]) -> tuple[Reaction, ...]:
    """What is told of the root, where so many of the folders go that the system needs."""
    if verb != _REMOVES_TREE:
        return ()
    gone = {
        _from_start(path, findings.context, verb)[0] for word in words for path in candidates(word)
    } & _NEEDED
    return reactions("/", verb, "", findings.context.home)[:1] if len(gone) >= _AS_GOOD_AS_ALL else ()


def _kept_beside(path: str, home: str) -> tuple[str, ...]:
    """What is told of moving `path` away, but not where it only gets a longer name in its folder."""
    missed_by_one = _SET_ASIDE in places_of(path, "", home)
    return (_REPOSITORY, _MOVED_SYSTEM_FILE) if missed_by_one else (_REPOSITORY,)


def _of_what_is_put(
    found: tuple[Reaction, ...], findings: Findings, word: Word, path: str, verb: str
) -> tuple[Reaction, ...]:
    """What is told of a place, less what does not hold for the text that is put there."""
    if is_own_output(findings, path, verb, new=True):
        found = tuple(one for one in found if one.rule == _SYSTEM_FILE)
    if verb in _PUTS and is_copy_beside(findings, word):
        kept = is_put_aside(findings, word)
        found = () if kept else tuple(one for one in found if one.rule not in _NEW_NAMES)
    if verb in _PUTS and brings_settings(findings, path):
        found = tuple(one for one in found if one.rule != _SYSTEM_FILE)
    if verb == "write":
        harmless = harmless_rules(findings, path)
        found = tuple(one for one in found if one.rule not in harmless)
    return found


def _telling(found: tuple[Reaction, ...]) -> tuple[Reaction, ...]:
    """The gravest; where that is about a loss, also the gravest that stays when nothing is lost."""
    if not found or found[0].kind not in _VERBS:
        return found[:1]
    return (found[0], *[reaction for reaction in found[1:] if reaction.kind not in _VERBS][:1])


def _from_start(path: str, context: Context, verb: str) -> tuple[str, str, str]:
    """A path, its verb and the folder it is seen from: in `cd build && rm -rf *` the path is `build/*`."""
    if context.entered and path and path[0] not in "/~$-":
        return posixpath.normpath(posixpath.join(context.entered, path)), verb, context.start or ""
    return path, verb, context.cwd or ""


def base_at(own: int, verb: str, words: tuple[Word, ...], findings: Findings, recursive: bool) -> int:
    """Where an effect starts that has the base `own`, after what its targets are by name."""
    if not verb or not words:
        return own
    home = findings.context.home
    worst = 0
    for word in words:
        if verb == "delete" and word.text[-1:] == "/" and _takes_no_folder(findings):
            continue
        for path in candidates(word):
            seen = _from_start(_written(path, word, verb, findings), findings.context, verb)
            first = findings.command.pipeline == 0
            least = lowered(*seen, home, named=_named(findings, word), first=first)
            base = own if least is None else min(least, own)
            worst = max(worst, _with_holes(base, word, path, recursive))
    return worst


def _takes_no_folder(findings: Findings) -> bool:
    """Whether it is an `rm` without `-r`, however that is spelt."""
    spelt = any(word.text.startswith("--r") or not word.known for word in findings.command.words[1:])
    return findings.program in _REMOVERS and not spelt


def _named(findings: Findings, word: Word) -> bool:
    """Whether a person names a file to rm: no pattern and no list says which, and no folder is meant."""
    handed = any(nested.via in _HANDERS for nested in findings.context.around)
    return findings.program in _REMOVERS and not handed and word.known and word.text[-1:] != "/"


def _with_holes(base: int, word: Word, path: str, recursive: bool) -> int:
    """A path that begins with a hole may be the root: nothing but the hole names it."""
    first = word.pieces[0] if word.pieces else None
    if first is None or first.hole in (Hole.NONE, Hole.GLOB) or first.candidates or path[:1] == "~":
        return base
    rest = word.text[len(first.text) :]
    if first.text.startswith(NEW_TEMPORARY) and not (first.name and rest in _ALL_BELOW):
        return min(base, _TEMPORARY)
    if not recursive:
        return base
    if ":?" in first.text or (first.text.startswith("${") and "?" in first.text):
        return base - _NEVER_EMPTY  # `${x:?}`: the shell stops where it is empty
    if rest in _ALL_BELOW:
        return max(base, 70)
    return base


def edited_by_hand(findings: Findings, word: Word) -> bool:
    """`vim ~/.aws/credentials`: a person opens what is there to be written by hand, and nothing else."""
    command, context = findings.command, findings.context
    alone = (
        len(command.words) == 2
        and not command.redirections
        and not context.downstream
        and not context.to_file
    )
    if not alone or findings.program not in _EDITORS:
        return False
    path, home = path_of(word), context.home or "~"
    own = posixpath.join(context.cwd or "", path).startswith(f"{home}/") or path.startswith("~/")
    own = own or path.startswith(_HAND_WRITTEN)
    return own and "edited-by-hand" in places_of(path, context.cwd or "", context.home)


def shown_to_oneself(findings: Findings, word: Word) -> bool:
    """`cat ~/.kube/config`: a person looks at settings of their own, on the screen and nowhere else."""
    command, context = findings.command, findings.context
    kept = command.redirections or context.upstream or context.downstream or context.to_file or context.around
    others = context.privileged or context.host or context.inside
    if findings.program not in _SHOWING or len(command.words) != _ONE_FILE or kept or others:
        return False
    own = path_of(word).startswith(("~/", f"{context.home or '~'}/"))
    return own and _OWN_SETTINGS in places_of(path_of(word), context.cwd or "", context.home)
