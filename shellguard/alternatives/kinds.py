"""Kinds of safer command that are data: when one fits a command, and how the command is written then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from shellguard.alternatives.proposal import Proposal
from shellguard.alternatives.site import Site
from shellguard.effects.packs.arguments import sort_words
from shellguard.effects.packs.packs import programs
from shellguard.knowledge.loading import load


@dataclass(frozen=True, slots=True)
class Shape:
    """A command's words by their part; all are indexes into the site's words."""

    subs: tuple[int, ...]
    options: tuple[int, ...]
    operands: tuple[int, ...]
    after: int


def proposals_for(site: Site) -> Iterator[Proposal]:
    """What the data offers for one command."""
    for kind in _by_program().get(site.command.program, ()):
        command = _applied(kind, site)
        if command is not None:
            yield Proposal(command, kind["why"], kind["id"])


@cache
def _by_program() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for kind in load("alternatives")["kind"]:
        for program in kind["program"]:
            found.setdefault(program, []).append(kind)
    return found


def shape_of(site: Site, kind: dict[str, Any]) -> Shape | None:
    """How the words divide, or None when the subcommands are others."""
    valued = _valued(site) - set(kind.get("flags", ()))
    wanted = list(kind.get("sub", ()))
    subs: list[int] = []
    options: list[int] = []
    operands: list[int] = []
    index, plain = 1, False
    while index < len(site.words):
        text = site.words[index].text
        if not plain and text == "--":
            plain = True
        elif not plain and text.startswith("-") and len(text) > 1:
            options.append(index)
            index += text in valued
        elif len(subs) < len(wanted):
            if not re.fullmatch(wanted[len(subs)], text):
                return None
            subs.append(index)
        else:
            operands.append(index)
        index += 1
    if len(subs) < len(wanted):
        return None
    return Shape(tuple(subs), tuple(options), tuple(operands), subs[-1] if subs else 0)


def _valued(site: Site) -> set[str]:
    """The options, in front of and behind the subcommand, that take the next word as their value."""
    program = site.command.program
    found = {*load("alternatives")["pointing"].get(program, ())}
    node = programs().get(program)
    if node is not None:
        for one in sort_words(node, site.words[1:]).path:
            found |= one.value | one.executes | one.into
    return found


def _applied(kind: dict[str, Any], site: Site) -> str | None:
    shape = shape_of(site, kind)
    if shape is None or not _fits(kind, site, shape):
        return None
    if "instead" in kind:
        text = _pointed(_filled(kind["instead"], site, shape), site, shape)
        return None if text is None else site.replaced(text, whole=bool(kind.get("whole")))
    changes = _changes(kind, site, shape)
    before = f"{_filled(kind['before'], site, shape)} && " if "before" in kind else ""
    if not changes and not before:
        return None
    return site.edited(changes, before)


def _fits(kind: dict[str, Any], site: Site, shape: Shape) -> bool:
    texts = [site.words[index].text for index in shape.options]
    if "option" in kind and not any(_has(texts, option) for option in kind["option"]):
        return False
    if any(not any(_has(texts, one) for one in group) for group in kind.get("every", ())):
        return False
    if any(_has(texts, option) for option in kind.get("without", ())):
        return False
    if "line" in kind and not re.search(kind["line"], " ".join(word.text for word in site.words[1:])):
        return False
    operands = [site.words[index].text for index in shape.operands]
    if "operand" in kind and not any(re.search(kind["operand"], text) for text in operands):
        return False
    if "no_operand" in kind and any(re.search(kind["no_operand"], text) for text in operands):
        return False
    if "typed" in kind and not any(re.search(kind["typed"], site.source(index)) for index in shape.operands):
        return False
    return bool(kind.get("least", 0) <= len(operands) <= kind.get("most", len(operands)))


def _has(texts: list[str], option: str) -> bool:
    """Whether an option stands there, on its own, with `=value`, or bundled with other letters."""
    for text in texts:
        if text == option or text.startswith(f"{option}="):
            return True
        if len(option) == 2 and text[:2] != "--" and re.fullmatch(r"-[A-Za-z]+", text) and option[1] in text:
            return True
    return False


def _changes(kind: dict[str, Any], site: Site, shape: Shape) -> dict[int, str | None]:
    changes: dict[int, str | None] = {}
    swaps = {**kind.get("swap", {}), **dict.fromkeys(kind.get("drop", ()), "")}
    for index in shape.options:
        new = _swapped(site.words[index].text, swaps)
        if new is not None:
            changes[index] = new or None
        if new == "" and index + 1 not in (*shape.subs, *shape.options, *shape.operands, len(site.words)):
            changes[index + 1] = None  # its value
    for index in shape.subs:
        if site.words[index].text in kind.get("subs", {}):
            changes[index] = kind["subs"][site.words[index].text]
    for pattern, new in kind.get("operands", {}).items():
        for index in shape.operands:
            if re.fullmatch(pattern, site.words[index].text):
                changes[index] = re.sub(pattern, new, site.words[index].text)
    if not changes and swaps and "add" not in kind:
        return {}
    added = kind.get("add", ())
    if added:
        place = shape.after
        changes[place] = " ".join([site.source(place), *added])
    end = kind.get("end", ())
    if end:
        place = len(site.words) - 1
        changes[place] = " ".join([changes.get(place) or site.source(place), *end])
    return changes


def _swapped(text: str, swaps: dict[str, str]) -> str | None:
    """The option with what is to be swapped in it; "" when nothing of it is left; None when nothing fits."""
    name, equals, value = text.partition("=")
    if name in swaps:
        new = swaps[name]
        return f"{new}{equals}{value}" if new and not new.startswith("=") else new
    if re.fullmatch(r"-[A-Za-z]{2,}", text):
        kept, apart = "-", []
        for letter in text[1:]:
            new = swaps.get(f"-{letter}", f"-{letter}")
            if re.fullmatch(r"-[A-Za-z]", new):
                kept += new[1:]
            elif new:
                apart.append(new)
        made = " ".join([*([kept] if kept != "-" else []), *apart])
        return made if made != text else None
    return None


def _pointed(text: str, site: Site, shape: Shape) -> str | None:
    """The command with what said behind the subcommand where it goes; None where that has no place in it."""
    data, program = load("alternatives"), site.command.program
    missing = [said for said in _saying_where(site, shape, data) if said not in text]
    if not missing or program not in text:
        return text
    if program in data["pointing_first"] or re.search(r"[|;&<>]", text):
        return None
    return " ".join([text, *missing])


def _saying_where(site: Site, shape: Shape, data: dict[str, Any]) -> Iterator[str]:
    names = data["pointing"].get(site.command.program, ())
    for index in shape.options:
        text = site.words[index].text
        name, equals, _ = text.partition("=")
        if name in names and not equals and index + 1 < len(site.words):
            yield f"{site.source(index)} {site.source(index + 1)}"
        elif name in names or (text[:2] in names and text[:2] != "--"):
            yield site.source(index)


def _filled(template: str, site: Site, shape: Shape) -> str:
    sources = [site.source(index) for index in shape.operands]
    first_sub = shape.subs[0] if shape.subs else 1
    parts = {
        "head": " ".join(site.source(index) for index in range(first_sub)),
        "operands": " ".join(sources),
        "first": sources[0] if sources else "",
        "last": sources[-1] if sources else "",
        "others": " ".join(sources[1:]),
        "all_but_last": " ".join(sources[:-1]),
        "kept": " && ".join(f"{site.raised}cp -p -- {source} {source}.bak" for source in sources),
        "options": " ".join(site.source(index) for index in shape.options),
        "rest": " ".join(site.source(index) for index in range(shape.after + 1, len(site.words))),
        "program": site.source(0),
        "front": site.in_front(),
        "sudo": site.raised,
        "before": " ".join(site.source(at) for at in range(min(shape.operands, default=len(site.words)))),
        "sub": site.source(first_sub) if shape.subs else "",
    }
    text = template
    for name, value in parts.items():
        text = text.replace(f"{{{name}}}", value)
    return re.sub(r" {2,}", " ", text).strip()
