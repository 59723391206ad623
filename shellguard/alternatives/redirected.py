"""Safer ways to write into a file by redirection: beside it and then in its place, added, or after a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shellguard.alternatives.proposal import Proposal
from shellguard.alternatives.site import Site
from shellguard.effects.effect import Effect
from shellguard.parsing.script import Redirection, Script, Word

_NO_FILES = ("/dev/", "/proc/", "/sys/")
_ENDS_GROUP = re.compile(r"(?:[})]|\b(?:done|fi|esac|\]\]))\s*$")
_WRITE_NOTHING = ([":"], ["true"], ["cat", "/dev/null"])
_OVER_SOURCE = "files.redirect-over-source"


def keep_overwritten(site: Site, effects: tuple[Effect, ...]) -> Iterator[Proposal]:
    """`> FILE` over something that is not kept elsewhere."""
    sources = {target.text for effect in effects if effect.rule == _OVER_SOURCE for target in effect.targets}
    for redirection in site.command.redirections:
        target = redirection.target
        if target is None or not site.words or not _replaces(redirection, site.text):
            continue
        if target.text in sources or target.text in [word.text for word in site.words[1:]]:
            yield from _beside(site, redirection, target)
        else:
            yield from _added_or_copied(site, redirection, target)


def copy_first(script: Script) -> Iterator[Proposal]:
    """`> FILE` with no command in front empties the file: a copy of it is kept."""
    for command in script.commands:
        if command.words or command.assignments or command.frames:
            continue
        for redirection in command.redirections:
            target, span = redirection.target, redirection.span
            if target is None or span is None or not _replaces(redirection, script.text):
                continue
            before, after = script.text[: span.start], script.text[span.start :]
            if _ENDS_GROUP.search(before):
                continue  # what is written there is made by the group
            line = f"{before}cp -p -- {target.source} {target.source}.bak && {after}"
            yield Proposal(line, "a copy of what is there is kept first", "redirect.copy-before-emptying")


def _replaces(redirection: Redirection, text: str) -> bool:
    target, span = redirection.target, redirection.span
    if redirection.operator not in (">", ">|", "&>") or target is None or span is None:
        return False
    return text[span.start : span.end].count(">") == 1 and not target.text.startswith(_NO_FILES)


def _beside(site: Site, redirection: Redirection, target: Word) -> Iterator[Proposal]:
    """It would be emptied before it is read: what is made goes beside it, and then in its place."""
    span = redirection.span
    assert span is not None
    made = f"{site.text[: span.end]}.new{site.text[span.end : site.end]}"
    after = site.text[site.end :]
    if site.pipeline and site.pipeline[-1] is site.command:
        name = target.source
        line = f"{made} && mv -- {name}.new {name}{after}"
        yield Proposal(
            site.rewritten(line),
            "the file is replaced only when what is made of it is complete",
            "redirect.beside-then-move",
        )
    yield Proposal(site.rewritten(made + after), "the file itself stays as it is", "redirect.beside")


def _added_or_copied(site: Site, redirection: Redirection, target: Word) -> Iterator[Proposal]:
    span = redirection.span
    assert span is not None
    written = site.text[span.start : span.end].replace(">|", ">").replace(">&", "&>")
    appended = written.replace(">", ">>", 1)
    line = site.text[: span.start] + appended + site.text[span.end :]
    if [word.text for word in site.words] not in _WRITE_NOTHING:
        yield Proposal(site.rewritten(line), "it adds to the file instead of replacing it", "redirect.append")
    name = target.source
    copied = site.text[: site.begin] + f"cp -p -- {name} {name}.bak && " + site.text[site.begin :]
    yield Proposal(site.rewritten(copied), "a copy of what is there is kept first", "redirect.backup")
