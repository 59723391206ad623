"""Kinds of safer command that need more than swapping words: guards in paths, trash, looking first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from shellguard.alternatives.dumped import dump_before_drop
from shellguard.alternatives.fetched import download_then_look, look_at_downloaded, look_at_what_is_fetched
from shellguard.alternatives.named import (
    beside_the_store,
    joined_names,
    listed_archive,
    looked_for,
    put_aside,
    table_kept,
)
from shellguard.alternatives.proposal import Proposal
from shellguard.alternatives.putting_aside import stash_first
from shellguard.alternatives.redirected import keep_overwritten
from shellguard.alternatives.site import Site
from shellguard.effects.effect import Effect
from shellguard.facts.fact import Facts
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import NestedKind
from shellguard.parsing.shell_state import ShellState

_GUARDED = frozenset(
    {
        "rm",
        "rmdir",
        "mv",
        "cp",
        "rsync",
        "chmod",
        "chown",
        "chgrp",
        "find",
        "shred",
        "truncate",
        "dd",
        "tee",
        "ln",
    }
)
_RUN_BY_FIND = knowledge("families", "find").names("runs")
_GIVEN = frozenset({"sh", "bash", "zsh", "dash", "ksh", "eval", "ssh"})
_VARIABLE = re.compile(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})")
_TEMPORARY = ("/tmp/*", "/var/tmp/*", "/tmp", "/tmp/", "/var/tmp", "/var/tmp/")  # noqa: S108
_DISKS = re.compile(r"(?:of=)?/dev/(?:sd|hd|vd|xvd|nvme|mmcblk|disk)")


def built_for(site: Site, effects: tuple[Effect, ...], facts: Facts, shell: ShellState) -> Iterator[Proposal]:
    """What the builders offer for one command."""
    yield from joined_names(site)
    yield from beside_the_store(site, effects)
    yield from _guard_variables(site)
    yield from _older_temporary(site)
    yield from stash_first(site, effects, facts)
    yield from _trash(site, shell)
    yield from put_aside(site)
    yield from table_kept(site)
    yield from looked_for(site)
    yield from listed_archive(site)
    yield from keep_overwritten(site, effects)
    for build in _BUILDERS:
        yield from build(site)


def _guard_variables(site: Site) -> Iterator[Proposal]:
    """`rm -rf "$D/"` becomes `rm -rf "${D:?}/"`: it stops when the variable is empty."""
    if site.command.program not in _GUARDED and not _hands_over(site):
        return
    changes: dict[int, str | None] = {}
    for index, word in enumerate(site.words[1:], 1):
        source = word.source
        if source.startswith("'") or "$" not in source:
            continue
        new = _VARIABLE.sub(lambda found: f"${{{found[1] or found[2]}:?}}", source)
        if new != source:
            changes[index] = new
    if changes:
        yield Proposal(
            site.edited(changes),
            "it stops instead of going on when the variable is empty",
            "path.guard-variable",
        )


def _hands_over(site: Site) -> bool:
    """Whether such a command stands in the text that another shell is given."""
    return site.command.program in _GIVEN and any(
        one.program in _GUARDED
        for nested in site.command.nested
        if nested.kind is not NestedKind.SUBSTITUTION
        for one in nested.script.commands
    )


def _older_temporary(site: Site) -> Iterator[Proposal]:
    """Everything in a folder for temporary files becomes what nobody changed for a week."""
    if site.command.program != "rm" or not _recursive(site):
        return
    for word in _operands(site):
        if word in _TEMPORARY:
            folder = word.rstrip("*").rstrip("/")
            line = f"find {folder} -mindepth 1 -type f -mtime +7 -delete"
            yield Proposal(
                site.replaced(line),
                "it leaves what was changed in the last 7 days and may be in use",
                "tmp.older-than",
            )
            return


def _named_like_options(site: Site) -> bool:
    """Whether files are meant whose names begin with a dash (`rm -- -rf`)."""
    texts = [word.text for word in site.words[1:]]
    return "--" in texts and any(text.startswith("-") for text in texts[texts.index("--") + 1 :])


def _list_first(site: Site) -> Iterator[Proposal]:
    """Shows what a deletion would take."""
    if site.command.program != "rm" or site.fed or not _operands(site) or _named_like_options(site):
        return
    if any(piece.unset for word in site.words[1:] for piece in word.pieces):
        return  # what is left of the path is not what anybody wants to see
    sources = [w.source for w in site.words[1:] if not (w.text.startswith("-") and len(w.text) > 1)]
    if _recursive(site):
        line = f"find {' '.join(sources)} -maxdepth 2 -print"
        yield Proposal(site.replaced(line), "it shows what would go, and removes nothing", "rm.list-first")
    else:
        yield Proposal(
            site.replaced(f"ls -ld -- {' '.join(sources)}"),
            "it shows what would go, and removes nothing",
            "rm.list-first",
        )


def _trash(site: Site, shell: ShellState) -> Iterator[Proposal]:
    """Puts things into the trash where the shell has said that it has a program for that."""
    if site.command.program != "rm" or site.raised or site.fed or not _operands(site):
        return
    if _named_like_options(site):
        return
    sources = " ".join(w.source for w in site.words[1:] if not (w.text.startswith("-") and len(w.text) > 1))
    for program, command in (("trash-put", "trash-put --"), ("gio", "gio trash --"), ("trash", "trash --")):
        if shell.types.get(program) == "file":
            yield Proposal(
                site.replaced(f"{command} {sources}"), "it can be taken back out of the trash", "rm.trash"
            )
            return


def _interactive(site: Site) -> Iterator[Proposal]:
    """`rm` asks once before it begins."""
    if site.command.program != "rm" or site.fed or _named_like_options(site):
        return
    changes: dict[int, str | None] = {0: f"{site.source(0)} -I"}
    for index, word in enumerate(site.words[1:], 1):
        if word.text in ("-f", "--force"):
            changes[index] = None
        elif re.fullmatch(r"-[A-Za-z]*f[A-Za-z]*", word.text):
            changes[index] = "-" + word.text[1:].replace("f", "")
    yield Proposal(site.edited(changes), "rm itself asks once more before it begins", "rm.ask-once")


def _print_before_delete(site: Site) -> Iterator[Proposal]:
    """`find … -delete` or `-exec rm` becomes `-print`."""
    if site.command.program != "find":
        return
    texts = [word.text for word in site.words]
    changes: dict[int, str | None] = {}
    for index, text in enumerate(texts):
        if text == "-delete":
            changes[index] = "-print"
        elif text in _RUN_BY_FIND:
            end = next((i for i in range(index, len(texts)) if texts[i] in (";", "+")), len(texts) - 1)
            changes[index] = "-print"
            changes.update(dict.fromkeys(range(index + 1, end + 1)))
    if changes:
        yield Proposal(
            site.edited(changes), "it shows what would be found, and does nothing to it", "find.print-first"
        )


def _narrow_mode(site: Site) -> Iterator[Proposal]:
    """Rights for everybody become rights for the owner, with folders still enterable."""
    if site.command.program != "chmod":
        return
    for index, word in enumerate(site.words[1:], 1):
        if re.fullmatch(r"0?[0-7]?[0-7]{2}[2367]|a\+rwx?|o\+w|ugo\+rwx|a=rwx|\+w", word.text):
            recursive = _recursive(site)
            new = "u=rwX,go=rX" if recursive else _without_others(word.text)
            yield Proposal(site.edited({index: new}), "others may read but not write", "chmod.narrowed")
            new = "u+rwX" if recursive else "u+rw"
            yield Proposal(site.edited({index: new}), "only your own rights change", "chmod.own")
            return


def _without_others(mode: str) -> str:
    """The mode without what lets others write (`777` becomes `755`, `a+rwx` becomes `u+rwx,go+rx`)."""
    if mode.isdecimal():
        return f"{int(mode, 8) & ~0o022:0{len(mode)}o}"
    sign, rights = ("=", mode.split("=")[1]) if "=" in mode else ("+", mode.split("+")[1])
    others = rights.replace("w", "")
    return f"u{sign}{rights}" + (f",go{sign}{others}" if others else "")


def _look_at_disks(site: Site) -> Iterator[Proposal]:
    """Before a disk is written: which one is it?"""
    program = site.command.program
    writes = program in (
        "dd",
        "shred",
        "wipefs",
        "blkdiscard",
        "badblocks",
        "sgdisk",
        "sfdisk",
        "parted",
        "fdisk",
    )
    if not writes and not program.startswith("mkfs") and program != "mkswap":
        return
    disk = next((w for w in site.words[1:] if _DISKS.match(w.text)), None)
    if disk is not None:
        device = disk.source.removeprefix("of=")
        line = f"lsblk -o NAME,SIZE,TYPE,MOUNTPOINTS,MODEL {device}"
        yield Proposal(
            site.replaced(line, whole=True), "it shows what is on that disk first", "disk.look-first"
        )


def _recursive(site: Site) -> bool:
    return any(
        word.text == "--recursive" or re.fullmatch(r"-[A-Za-z]*[rR][A-Za-z]*", word.text)
        for word in site.words[1:]
    )


def _operands(site: Site) -> list[str]:
    return [word.text for word in site.words[1:] if not (word.text.startswith("-") and len(word.text) > 1)]


_BUILDERS: tuple[Callable[[Site], Iterator[Proposal]], ...] = (
    _list_first,
    _interactive,
    _print_before_delete,
    download_then_look,
    look_at_what_is_fetched,
    look_at_downloaded,
    _narrow_mode,
    _look_at_disks,
    dump_before_drop,
)
