"""What a name in a line tells: a blank too many in it, where to put it aside, whose table of jobs it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shellguard.alternatives.proposal import Proposal
from shellguard.alternatives.site import Site
from shellguard.effects.effect import Effect
from shellguard.parsing.script import Word

_IN_STORE = "vcs.edit-in-store"
_OF_TREES = frozenset(("rm", "chmod", "chown", "chgrp"))
_UNSURE = re.compile(r"[$`*?\[{]")
_PLACES = frozenset(("", ".", "..", "~"))
_FD_RUNS = frozenset(("-x", "-X", "--exec", "--exec-batch"))
_BY_RUNNER = {"python": ".py", "python3": ".py", "perl": ".pl", "ruby": ".rb", "node": ".js"}


def joined_names(site: Site) -> Iterator[Proposal]:
    """`rm -rf ~/ old` becomes `rm -rf ~/old`: a blank that stands in a path by mistake."""
    if site.command.program not in _OF_TREES:
        return
    for index in range(1, len(site.words) - 1):
        first, second = site.words[index], site.words[index + 1]
        if not _belong(first, second) or site.text[_end(first) : _begin(second)] != " ":
            continue
        changes: dict[int, str | None] = {index: first.source + second.source, index + 1: None}
        why = f"without the blank behind {first.source} it is one path"
        yield Proposal(site.edited(changes), why, "path.without-blank", meant=True)
        return


def _belong(first: Word, second: Word) -> bool:
    """Whether two words look like one path with a blank in it."""
    if second.text[:1] in ("-", "/", "~", "") or first.text.startswith("-"):
        return False
    if first.source == "*":
        return bool(re.fullmatch(r"\.\w+", second.source))
    return first.source in ("/", "~/", "./", "../", "$HOME/") or (
        first.source.endswith("/") and second.source == "*"
    )


def _begin(word: Word) -> int:
    return word.span.start if word.span else 0


def _end(word: Word) -> int:
    return word.span.end if word.span else 0


def put_aside(site: Site) -> Iterator[Proposal]:
    """`rm -rf src` becomes `mv -- src src.bak`."""
    if site.command.program != "rm" or site.fed:
        return
    names = [word for word in site.words[1:] if not (word.text.startswith("-") and len(word.text) > 1)]
    if len(names) != 1 or any(piece.unset or piece.hole for piece in names[0].pieces):
        return
    source = names[0].source.rstrip("/")
    if _UNSURE.search(source) or source.rpartition("/")[2] in _PLACES or source.endswith((".bak", "\\")):
        return
    why = "what is put aside can be put back, or removed later"
    yield Proposal(site.replaced(f"mv -- {source} {source}.bak"), why, "rm.put-aside")


def table_kept(site: Site) -> Iterator[Proposal]:
    """`crontab -u NAME -r` keeps that user's table first."""
    texts = [word.text for word in site.words]
    if site.command.program != "crontab" or "-r" not in texts or "-u" not in texts:
        return
    kept = " ".join("-l" if word.text == "-r" else word.source for word in site.words)
    line = site.edited({}, f"{site.raised}{kept} > crontab.bak && ")
    yield Proposal(line, "that user's table is kept in a file first", "crontab.backup-of-user")


def beside_the_store(site: Site, effects: tuple[Effect, ...]) -> Iterator[Proposal]:
    """`find . -type f …` that hands everything to an editor leaves a repository's own files out."""
    if site.command.program != "find" or not any(effect.rule == _IN_STORE for effect in effects):
        return
    at = 0
    while at + 1 < len(site.words) and not site.words[at + 1].text.startswith(("-", "(", "!")):
        at += 1
    line = site.edited({at: f"{site.source(at)} -not -path '*/.git/*'"})
    yield Proposal(line, "the repository's own files stay as they are", "find.beside-store")


def looked_for(site: Site) -> Iterator[Proposal]:
    """`fd -e log -X rm` becomes `fd -e log`."""
    if site.command.program != "fd":
        return
    at = next((n for n, word in enumerate(site.words) if word.text in _FD_RUNS), 0)
    if at:
        changes: dict[int, str | None] = dict.fromkeys(range(at, len(site.words)))
        yield Proposal(
            site.edited(changes), "it shows what would be found, and does nothing to it", "fd.print"
        )


def listed_archive(site: Site) -> Iterator[Proposal]:
    """`tar xzf a.tgz -C /` becomes `tar tzf a.tgz`."""
    if site.command.program not in ("tar", "bsdtar") or len(site.words) < 3:
        return
    letters = site.words[1].text
    if not re.fullmatch(r"-?[a-zA-Z]*x[a-zA-Z]*", letters):
        return
    changes: dict[int, str | None] = {1: letters.replace("x", "t").replace("p", "")}
    for index, word in enumerate(site.words[2:], 2):
        if word.text in ("-C", "--directory"):
            changes |= {index: None, index + 1: None}
        elif word.text.startswith("--directory="):
            changes[index] = None
    if max(changes) < len(site.words):
        yield Proposal(
            site.edited(changes), "it lists what is in the archive, and writes nothing", "tar.list"
        )


def script_name(runner: str) -> str:
    """What a script from the network is called once it lies in the folder, by what was to run it."""
    return "install" + _BY_RUNNER.get(runner.rsplit("/", 1)[-1], ".sh")
