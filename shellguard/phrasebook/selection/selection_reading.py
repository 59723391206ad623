"""Reads which files a request means: name, size, age, owner, place, order and number, piece by piece."""

from __future__ import annotations

import re

from shellguard.phrasebook.language.remainder import Remainder
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.selection.name_joining import join_globs
from shellguard.phrasebook.selection.name_tests import add_name
from shellguard.phrasebook.selection.place_reading import read_loose_place, read_place
from shellguard.phrasebook.selection.selection import Selection
from shellguard.phrasebook.selection.selection_rules import (
    Marked,
    Rule,
    narrow,
    said,
    said_of,
    selection_rules,
)
from shellguard.phrasebook.selection.selection_values import age, clock

_NOT_FILES = {
    "line",
    "column",
    "word",
    "string",
    "commit",
    "process",
    "character",
    "branch",
    "container",
    "package",
}
_NAMED_KIND = re.compile(r"(dir|file) (?:name|call) ")
_BOTH_KINDS = re.compile(r"(?:file (?:and|or) dir|dir (?:and|or) file) (?:name|call) ")
_GLOB = re.compile(r"^\*|\*$|^[\w.*?-]*\*[\w*?-]*\.\w+$")
_ARTICLE = re.compile(r"^an? (?=\w+$)")
_SOME = 20
_TIMES = "second|minute|hour|day|week|month|year"
_FORM = re.compile(r"\{(\w+):(\w+)\}")


def read_selection(tokens: tuple[Token, ...]) -> tuple[Selection, list[int], int] | None:
    """The selection of a request, the places of the tokens left over, and where its head stood.

    None when the request names no files at all.
    """
    rest = Remainder(tokens)
    chosen = Selection()
    rules = selection_rules()
    narrow(rest)
    _read_order(rest, chosen)
    _read_switches(rest, chosen)
    for rule in rules.first:
        _apply(rule, rest, chosen)
    content_first = " name" not in rest.text
    if content_first and "file" in rest.text:
        _read_content(rest, chosen)
    head_at = _apply_all(rules.before_place, rest, chosen, -1)
    read_place(rest, chosen)
    head_at = _apply_all(rules.after_place, rest, chosen, head_at)
    if head_at >= 0 or chosen.head:
        if not chosen.content:
            _read_content(rest, chosen)
        if not chosen.paths and chosen.is_plain and not chosen.order:
            beside = _single_beside_head(rest, chosen, head_at)
            head_at = beside if beside >= 0 else head_at
        if not chosen.paths:
            read_loose_place(rest, chosen)
    return _finish(rest, chosen, head_at)


def _apply_all(rules: Marked[Rule], rest: Remainder, chosen: Selection, head_at: int) -> int:
    """Takes out what each rule finds; gives where the head stood, *head_at* when none of them found one."""
    for rule in rules.among(rest.possible):
        if chosen.head and rule.fields.get("head") == "d" and head_at >= 0:
            continue
        at = _apply(rule, rest, chosen)
        if at >= 0 and "head" in rule.fields:
            head_at = at
    return head_at


def _finish(rest: Remainder, chosen: Selection, head_at: int) -> tuple[Selection, list[int], int] | None:
    if not chosen.head:
        if chosen.globs or chosen.tests:
            chosen.head = "f" if not _only_names(chosen) else "a"
        elif chosen.paths and chosen.is_ranked and "." not in chosen.paths[0].rsplit("/", 1)[-1]:
            chosen.head = "f" if chosen.order == "size" else "a"
        elif chosen.paths:
            chosen.single = True
        else:
            head_at = _single(rest, chosen)
            if head_at < 0:
                return None
    if chosen.content and chosen.head == "d":
        return None  # a folder has no text: what it contains are names
    if chosen.head and not chosen.single and any(map(_is_named_as_file, chosen.paths)):
        chosen.said.add("guessed")
    if head_at < 0:
        head_at = max(rest.left, default=0) + 1
    return chosen, rest.left, head_at


def _only_names(chosen: Selection) -> bool:
    return not chosen.tests


def _is_named_as_file(path: str) -> bool:
    return "." in path.rsplit("/", 1)[-1].strip(".") and "*" not in path


def _single(rest: Remainder, chosen: Selection) -> int:
    """A path or file that is named by itself: the first that nothing is put into."""
    for found in re.finditer(r"(?:(\w+) )?\b([PFSV]\d+)\b", rest.text):
        if found[1] in ("to", "into", "as", "by", "with", "onto", "call", "name"):
            continue
        index = rest.indices(found.start(2), found.end(2))[0]
        if rest.tokens[index].kind == "S" and not _is_quoted_file(rest, found):
            continue
        more = _beside(rest, found.end(2))
        chosen.paths, chosen.single = [rest.tokens[at].text for at in (index, *more)], True
        rest.drop([index, *more])
        return index
    last = re.search(r"(?:in|of|from|under|inside) (?:the )?([a-z_][\w-]*)$", rest.text)
    if last is not None:
        index = rest.left[-1]
        token = rest.tokens[index]
        if not token.known or token.text.lower() in vocabulary().proper:
            if token.text.lower() not in vocabulary().proper:
                chosen.said.add("guessed")
            chosen.paths, chosen.single = [rest.tokens[index].text], True
            rest.drop(rest.indices(last.start(), last.end()))
            return index
    return -1


def _is_quoted_file(rest: Remainder, found: re.Match[str]) -> bool:
    """Whether quoted text is a file: it has a dot or slash, or ends a request behind another text."""
    token = rest.tokens[rest.indices(found.start(2), found.end(2))[0]]
    if re.search(r"[./]", token.text):
        return True
    ends = found.end(2) == len(rest.text) and found[1] in ("in", "from", "file")
    texts = sum(rest.tokens[index].kind in "SN" for index in rest.left)
    return ends and texts > 1 and re.fullmatch(r"[\w.$+-]+", token.text) is not None


def _beside(rest: Remainder, end: int) -> list[int]:
    """More paths after one that ends there: `a.txt, b.txt and c.txt`."""
    found: list[int] = []
    while more := re.compile(r" (?:and )?([PFV]\d+)(?= |$)").match(rest.text, end):
        found += rest.indices(more.start(1), more.end(1))
        end = more.end()
    return found


def _single_beside_head(rest: Remainder, chosen: Selection, head_at: int) -> int:
    """`the file a.txt`: the word before only says what the path is."""
    if head_at + 1 in rest.left and _is_singular(rest.tokens[head_at]):
        after = rest.tokens[head_at + 1]
        if after.kind == "w" and not after.known:
            chosen.paths, chosen.single = [after.text], True
            rest.drop([head_at + 1])
            return head_at + 1
    for index in (head_at + 1, head_at - 1, head_at + 2):
        if (
            index in rest.left
            and rest.tokens[index].kind in "PFV"
            and (_is_singular(rest.tokens[head_at]) or index == head_at + 1)
        ):
            at = rest.text.find(f"{rest.tokens[index].kind}{index}")
            more = _beside(rest, at + len(f"{rest.tokens[index].kind}{index}"))
            if not more and not _is_singular(rest.tokens[head_at]):
                continue
            chosen.paths, chosen.single = [rest.tokens[one].text for one in (index, *more)], True
            rest.drop([index, *more])
            return index
    return -1


def _is_singular(token: Token) -> bool:
    return not token.text.lower().endswith("s")


def _apply(rule: Rule, rest: Remainder, chosen: Selection) -> int:
    """Takes every match out; gives where the last one's last token stood, -1 for none."""
    at = -1
    for say in rule.sayings:
        if not say.mark & rest.possible:
            continue
        for _ in range(3):
            found = say.search(rest)
            if found is None or _speaks_of_lines(rule, found, rest):
                break
            if found.start() == 0 and found[0].startswith("call ") and not chosen.head:
                break
            before = len(chosen.globs)
            _note(rule, found, rest, chosen)
            if not found[0].startswith("or "):
                join_globs(chosen, before, rest, also=found[0].startswith("and "))
            taken = rest.take(found)
            at = taken[-1] if taken else at
            if "head" in rule.fields:
                _note_number(rest.tokens[at], chosen)
                break
    return at


def _note_number(head: Token, chosen: Selection) -> None:
    if not _is_singular(head):
        chosen.said.add("plural")
    elif chosen.order and not chosen.limit and "all" not in chosen.said and "ranked" not in chosen.said:
        chosen.limit = 1


def _speaks_of_lines(rule: Rule, found: re.Match[str], rest: Remainder) -> bool:
    """Whether what is narrowed here is not files but what stands before: lines, words, commits."""
    if not rule.find or "(?<=line )" in found.re.pattern:
        return False  # none, or it asks itself to stand behind them
    beside = rest.text[: found.start()].split()[-1:] + rest.text[found.end() :].split()[:1]
    return any(word in _NOT_FILES for word in beside)


def _note(rule: Rule, found: re.Match[str], rest: Remainder, chosen: Selection) -> None:
    for name, value in rule.fields.items():
        _set(name, _text(value, found, rest), chosen)
    for form in rule.find:
        _test(form, found, rest, chosen)
    if _BOTH_KINDS.search(rest.text[: found.start()] + found[0]):
        chosen.head = chosen.head or "a"
    elif kind := _NAMED_KIND.match(found[0]):
        chosen.head = chosen.head or kind[1][0]


def _set(name: str, value: str, chosen: Selection) -> None:
    match name:
        case "head":
            chosen.head = chosen.head or value
        case "maxdepth" | "mindepth":
            setattr(chosen, name, int(value) if value.isdecimal() else 1)
        case "into" | "onto":
            setattr(chosen, name, value)
        case "deeper":
            chosen.mindepth = int(value) + 1 if value.isdecimal() else 0
        case "prune":
            chosen.prune.extend(part for part in value.split(" ") if part)
        case _:
            chosen.said.add(name)


def _text(form: str, found: re.Match[str], rest: Remainder) -> str:
    return _FORM.sub(lambda part: rest.value(found, part[1]), form)


def _test(form: str, found: re.Match[str], rest: Remainder, chosen: Selection) -> None:
    """One word of a rule's `find`; names are kept apart, so that they can become a glob."""
    part = _FORM.search(form)
    if part is None:
        chosen.tests.append(form)
        return
    group, kind = part[1], part[2]
    value = rest.value(found, group)
    if kind == "time" or kind == "newermt":
        where = group if value else "how2"
        said_so = rest.indices(*found.span(where)) if where in found.re.groupindex and found[where] else []
        letter = clock(rest.tokens[said_so[0]].word if said_so else value)
        if kind == "newermt":
            chosen.tests.append(f"-newer{letter}t")
            return
        unit = found["u"] if "u" in found.re.groupindex and found["u"] else "day"
        chosen.tests.append(f"-{letter}{age('1', unit)[0]}")
    elif kind == "age":
        sign = form[0] if form[0] in "+-" else ""
        chosen.tests.append(sign + age(value, found["u"])[1])
    elif kind == "word":
        chosen.tests.append(form.replace(part[0], found[group]))
    elif kind in ("type", "ortype"):
        named = found[group] if group in found.re.groupindex else None
        globs = selection_rules().types.get(named, ()) if named else ()
        if globs and chosen.tests[-1:] == ["!"]:
            chosen.tests[-1:] = [word for glob in globs for word in ("!", "-name", f"'{glob}'")]
        else:
            chosen.globs.extend(globs)
    elif value:
        add_name(form, kind, value, rest.value(found, "w"), chosen)


def _read_order(rest: Remainder, chosen: Selection) -> None:
    for kind, one in said_of("order", rest):
        if kind in ("one", "first", "final", "rest") and chosen.order and chosen.limit:
            continue
        found = one.search(rest)
        if found is None:
            continue
        groups = found.groupdict()
        if kind == "some" and re.search(
            rf"{re.escape(found[0])} (?:line|word|character|column|byte|commit|{_TIMES})", rest.text
        ):
            continue
        number = rest.value(found, "n")
        chosen.limit = int(number) if number.isdecimal() else chosen.limit
        word = groups.get("o") or groups.get("o2") or ""
        direction = (groups.get("d") or "").strip()
        if kind == "some":
            chosen.last = groups.get("p") in ("last", "bottom")
        elif kind == "name":
            chosen.order, chosen.descending = "name", False
        elif kind == "big":
            _note_big(chosen)
        elif kind == "space":
            chosen.order, chosen.descending = "size", True
        elif kind == "sort":
            _sort_by(word, direction, chosen)
        else:
            _rank_by(word, kind, chosen)
        rest.take(found)


def _rank_by(word: str, kind: str, chosen: Selection) -> None:
    """Those that come first in an order, or all but those."""
    chosen.order = "size" if word in ("largest", "smallest") else "time"
    chosen.descending = word in ("largest", "newest", "recent", "last")
    if kind in ("first", "final", "rest"):
        chosen.said.add("ranked")
    if kind == "final":
        chosen.descending = not chosen.descending
    if kind == "rest":
        chosen.limit = chosen.limit or 1
        chosen.said.add("rest")


def _note_big(chosen: Selection) -> None:
    """`big files` without a size are the largest ones."""
    if not chosen.order and not chosen.limit:
        chosen.order, chosen.descending, chosen.limit = "size", True, _SOME
        chosen.said.add("vague")


def _sort_by(word: str, direction: str, chosen: Selection) -> None:
    chosen.said.add("ranked")
    if word in ("name", "alphabetically"):
        chosen.order, chosen.descending = "name", direction in ("descending", "reverse")
        return
    chosen.order = "size" if word == "size" else "time"
    chosen.descending = direction in ("", "descending", "largest", "newest", "reverse", "highest")


def _read_switches(rest: Remainder, chosen: Selection) -> None:
    for name, one in said_of("switch", rest):
        found = one.search(rest)
        if found is not None:
            chosen.said.add(name)
            rest.take(found)


def _read_content(rest: Remainder, chosen: Selection) -> None:
    for one in said("content", rest):
        found = one.search(rest)
        if found is not None:
            if _GLOB.search(rest.value(found, "v")):
                continue
            chosen.said |= {name for name in ("lacking", "lone", "either") if name in found.re.groupindex}
            chosen.content = _ARTICLE.sub("", rest.value(found, "v"))
            chosen.also = rest.value(found, "w")
            rest.take(found)
            return
