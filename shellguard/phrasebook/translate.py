"""Translates requests in plain language into command lines, best first, without a model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from shellguard.phrasebook import listing
from shellguard.phrasebook.arithmetic import worked_out
from shellguard.phrasebook.caution import asked_back, is_loose_replacement, is_vague, most_certain
from shellguard.phrasebook.choosing import best_phrases
from shellguard.phrasebook.clauses import additions
from shellguard.phrasebook.dates import with_dates
from shellguard.phrasebook.families import Family, book
from shellguard.phrasebook.matching import LEAST, match
from shellguard.phrasebook.naming import with_names
from shellguard.phrasebook.permission_reading import with_permission
from shellguard.phrasebook.places import with_places
from shellguard.phrasebook.quoting import UnfitError
from shellguard.phrasebook.rendering import is_file, render
from shellguard.phrasebook.request import Request
from shellguard.phrasebook.rewriting import rewritten
from shellguard.phrasebook.selection import Selection
from shellguard.phrasebook.selection_reading import read_selection
from shellguard.phrasebook.slots import signed
from shellguard.phrasebook.steps import two_steps
from shellguard.phrasebook.table_reading import read_table
from shellguard.phrasebook.tokens import Token, tokens_of
from shellguard.phrasebook.translation import Example, Surroundings, Translation
from shellguard.phrasebook.vocabulary import vocabulary

THRESHOLD = 0.55
_NO_CASE = re.compile(r" -iname | -\w*i")
_ON_TREES = re.compile(r"^(?:sudo )?(?:chmod|chown|chgrp) (?!-R)")
_GUESSED, _OPEN = 0.72, 0.5
_DOUBTFUL = 0.65
_STRAIGHT, _SURE_STEP, _STEPS = 0.75, 0.8, 0.9
_MOST, _MOST_READINGS = 3, 6
_TRIED = 18
_CLAUSES = 2
_BY_NAME = "whether that is meant by its name"
_MORE_SAID = 99.0
_ADDED, _MOST_ADDITIONS = 0.97, 3
_PLAIN = 0.95
_EMPTIES = "truncate -s 0"
_BY_SHAPE = {
    "@list": listing.listed,
    "@delete": listing.deleted,
    "@ranked": listing.by_size,
    "@count": listing.counted,
}
_SELECTION = Token("A", "", "")


def translate(request: str, surroundings: Surroundings) -> tuple[Translation, ...]:
    """The command lines that a request may mean, best first; empty when none is understood well enough.

    Never raises, whatever the text. The first call reads the packaged phrases (under 100 ms).
    """
    tokens = with_names(with_dates(tokens_of(request, vocabulary())), surroundings.entries)
    if not tokens:
        return ()
    if worked := worked_out(request):
        return (Translation(worked, _PLAIN, "works the sum out", "arithmetic.sum"),)
    found = list(_found(tokens, surroundings, _CLAUSES, {}))
    found = [(said, one) for said, one in found if one.confidence >= THRESHOLD]
    if not any(one.confidence >= _STRAIGHT for _, one in found):
        found += _in_steps(tokens, surroundings)
    doubtful = all(one.confidence < _DOUBTFUL for _, one in found)
    if doubtful and (question := asked_back(tokens)):
        return (Translation("", THRESHOLD, "", "asking", (question,)),)
    found.sort(key=lambda ranked: (-ranked[1].confidence, -ranked[0]))
    best: dict[str, Translation] = {}
    for _, one in found:
        best.setdefault(one.command, one)
    return tuple(best.values())[:_MOST]


def _in_steps(tokens: tuple[Token, ...], around: Surroundings) -> Iterator[tuple[float, Translation]]:
    """Two commands, the second after the first, where both are sure."""
    for halves in islice(two_steps(tokens), _CLAUSES):
        pair = [
            max(_found(half, around, 1, {}), key=lambda one: one[1].confidence, default=None)
            for half in halves
        ]
        steps = [one for _, one in filter(None, pair) if one.confidence >= _SURE_STEP]
        if len(steps) == len(halves):
            sure = round(min(one.confidence for one in steps) * _STEPS, 2)
            line = " && ".join(one.command for one in steps)
            what = ", then ".join(one.explanation for one in steps)
            yield 0.0, Translation(line, sure, what, steps[0].family, steps[0].questions + steps[1].questions)


def _readings(
    tokens: tuple[Token, ...],
    around: Surroundings,
    known: dict[tuple[Token, ...], list[tuple[float, Translation]]],
) -> list[tuple[float, Translation]]:
    """The readings without additions, worked out once a request for the same tokens."""
    if tokens not in known:
        known[tokens] = list(_at_once(tokens, around))
    return known[tokens]


def _found(
    tokens: tuple[Token, ...],
    around: Surroundings,
    deep: int,
    known: dict[tuple[Token, ...], list[tuple[float, Translation]]],
) -> Iterator[tuple[float, Translation]]:
    """Every reading: as a whole, and with each addition taken off and put behind what is left."""
    found = _readings(tokens, around, known)
    yield from found
    if not deep or any(one.confidence >= _PLAIN for _, one in found):
        return
    for addition, rest in islice(additions(tokens), _MOST_ADDITIONS):
        if len(known) >= _MOST_READINGS:
            return
        for said, one in _found(rest, around, deep - 1, known):
            line = addition.to(one.command)
            if line is not None:
                sure = round(one.confidence * _ADDED * addition.sure, 2)
                yield said, replace(one, command=line, confidence=sure)


def _at_once(tokens: tuple[Token, ...], around: Surroundings) -> Iterator[tuple[float, Translation]]:
    """Every reading without additions; the roundabout ones only where no straight one is sure."""
    straight = [*_by_words(tokens, around), *_by_files(tokens, around), *_by_columns(tokens)]
    yield from straight
    if not any(one.confidence >= _PLAIN for _, one in straight):
        yield from _roundabout(tokens, around)


def _roundabout(tokens: tuple[Token, ...], around: Surroundings) -> Iterator[tuple[float, Translation]]:
    for other, sure in rewritten(tokens):
        for said, one in (*_by_words(other, around), *_by_files(other, around)):
            yield said, replace(one, confidence=round(one.confidence * sure, 2))
    if placed := with_places(tokens):
        for said, one in _by_words(placed, around):
            yield said, replace(one, confidence=round(one.confidence * _ADDED, 2))
    if permitted := with_permission(tokens):
        yield from _by_files(permitted, around)


def _by_words(tokens: tuple[Token, ...], around: Surroundings) -> Iterator[tuple[float, Translation]]:
    yield from _matched(tokens, None, around)


def _by_files(tokens: tuple[Token, ...], around: Surroundings) -> Iterator[tuple[float, Translation]]:
    try:
        read = read_selection(tokens)
    except UnfitError:
        return
    if read is None or _asks_for_tree(tokens):
        return
    chosen, left, head_at = read
    if "-empty" in chosen.tests and _is_to_be_emptied(tokens):
        return
    if any(token.word == "all" for token in tokens):
        chosen.said.add("all")
    if any(token.text.lower() in ("list", "ls", "listing") for token in tokens):
        chosen.said.add("ls")
    if tokens[0].text.lower() in ("find", "search", "locate"):
        chosen.said.add("deep")
    if tokens[0].word == "show" and tokens[0].text.lower() != "find":
        chosen.said.add("shown")
    before = [tokens[index] for index in left if index < head_at]
    after = [tokens[index] for index in left if index > head_at]
    yield from _matched((*before, _SELECTION, *after), chosen, around)


def _is_to_be_emptied(tokens: tuple[Token, ...]) -> bool:
    """Whether `empty` is what is done (`empty the folder`), not how the files are that are looked for."""
    return tokens[0].text.lower() == "empty" and len(tokens) > 1 and tokens[1].word in ("the", "this", "my")


def _asks_for_tree(tokens: tuple[Token, ...]) -> bool:
    """Whether the shape of folders is asked for rather than what is in them."""
    words = {token.word for token in tokens}
    return (
        "tree" in words and "file" not in words and tokens[0].word in ("show", "print", "tree", "the", "dir")
    )


def _by_columns(tokens: tuple[Token, ...]) -> Iterator[tuple[float, Translation]]:
    read = read_table(tokens)
    if read is not None and read[1] >= THRESHOLD:
        table, sure = read
        what = "shows the columns" if table.action == "print" else f"works out the columns: {table.action}"
        yield _MORE_SAID, Translation(table.line, round(sure, 2), what, f"table.{table.action}")


def _matched(
    tokens: tuple[Token, ...], chosen: Selection | None, around: Surroundings
) -> Iterator[tuple[float, Translation]]:
    pages, words, request = book(), vocabulary(), Request(tokens, vocabulary())
    typed = " ".join(token.text for token in tokens).lower()
    for at in best_phrases(
        request.telling, pages, _TRIED, demanded=request.demanded, files=chosen is not None
    ):
        phrase = pages.phrases[at]
        found = match(phrase, request, words, pages)
        if found is None or found.confidence < LEAST:
            continue
        family = pages.families[phrase.family]
        if not _as_typed(family, typed):
            continue
        types = {slot.name: slot.type for slot in phrase.slots}
        try:
            line = _line(family, found.values, types, chosen, around)
        except UnfitError:
            continue
        ceiling = most_certain(line, found.values, types, chosen, around.entries)
        if is_vague(tokens, line, chosen) or is_loose_replacement(line, found.values, typed):
            ceiling = min(ceiling, _OPEN)
        yield (
            found.said,
            Translation(
                line,
                round(
                    min(
                        found.confidence * (_GUESSED if chosen and "guessed" in chosen.said else 1.0), ceiling
                    ),
                    2,
                ),
                explanation(family, chosen),
                family.id,
                (
                    *questions(family, chosen),
                    *(["whether that is meant by its name"] if ceiling < 1 and not chosen else []),
                ),
            ),
        )


def _as_typed(family: Family, typed: str) -> bool:
    """Whether the words as they were typed are those that the family asks for (singular, plural, a verb)."""
    wanted = family.data.get("typed")
    return wanted is None or re.search(wanted, typed) is not None


def _line(
    family: Family,
    values: dict[str, Token],
    types: dict[str, str],
    chosen: Selection | None,
    around: Surroundings,
) -> str:
    if chosen is None:
        return render(family, signed(values, types), types, chosen, around)
    if family.data.get("single", chosen.single) is not chosen.single:
        raise UnfitError("another kind of files")
    if family.data.get("head", chosen.head) != chosen.head:
        raise UnfitError("files and not folders, or the other way round")
    listed = _BY_SHAPE.get(str(family.data.get("run")))
    if listed is not None:
        return listed(chosen, around)
    if chosen.single and family.data.get("each") == _EMPTIES and not all(map(is_file, chosen.paths)):
        raise UnfitError("a folder can't be shortened")
    return _as_said(render(family, signed(values, types), types, chosen, around), chosen)


def _as_said(line: str, chosen: Selection) -> str:
    """The line with what a request says of how the files are to be taken or shown."""
    if "bytes" in chosen.said:
        line = line.replace(" du -ch ", " du -cb ", 1)
    if chosen.single and chosen.said & {"recursive", "tree"}:
        line = _ON_TREES.sub(r"\g<0>-R ", line)
    if "names" in chosen.said:
        line = re.sub(r"^grep (-i )?-rn ", r"grep \1-rl ", line).replace(" -H -e ", " -l -e ")
    if "nocase" in chosen.said and not _NO_CASE.search(line):
        raise UnfitError("small and capital letters")
    return line


def explanation(family: Family, chosen: Selection | None) -> str:
    """One line that says what a family's command does."""
    del chosen
    return str(family.data["what"])


def questions(family: Family, chosen: Selection | None) -> tuple[str, ...]:
    """What was assumed because the request did not say it."""
    asked = [str(family.data["assumes"])] if "assumes" in family.data else []
    if chosen is not None and "vague" in chosen.said:
        asked.append("how large; these are the largest ones")
    if chosen is not None and not chosen.single and not chosen.paths:
        asked.append("in the current folder")
        if not chosen.maxdepth and "recursive" not in chosen.said and not chosen.is_plain:
            asked.append("subfolders too")
    return tuple(asked)


def nearest(request: str, count: int) -> tuple[Example, ...]:
    """The packaged examples that resemble a request most, nearest first."""
    words = vocabulary()
    wanted = {token.word or token.kind for token in tokens_of(request, words)} - words.noise
    scored = []
    for at, (said, example) in enumerate(_examples()):
        shared = len(wanted & said)
        if shared:
            scored.append((-shared / (len(wanted | said) or 1), at, example))
    return tuple(example for _, _, example in sorted(scored)[:count])


@cache
def _examples() -> tuple[tuple[frozenset[str], Example], ...]:
    words = vocabulary()
    found = []
    for family in book().families.values():
        for line in family.written.get("examples", "").splitlines():
            request, _, command = line.partition(" => ")
            if command:
                said = {token.word or token.kind for token in tokens_of(request, words)}
                found.append((frozenset(said - words.noise), Example(request.strip(), command.strip())))
    return tuple(found)
