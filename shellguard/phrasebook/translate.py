"""Translates requests in plain language into command lines, best first, without a model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from posixpath import basename

from shellguard.phrasebook.columns.json_reading import json_asked
from shellguard.phrasebook.language.arithmetic import worked_out
from shellguard.phrasebook.language.containing import contained
from shellguard.phrasebook.language.dates import with_dates
from shellguard.phrasebook.language.index import READING, index
from shellguard.phrasebook.language.packing import packed
from shellguard.phrasebook.language.quoting import UnfitError
from shellguard.phrasebook.language.ranges import with_units
from shellguard.phrasebook.language.running import run_as_told, run_as_typed
from shellguard.phrasebook.language.schedules import scheduled
from shellguard.phrasebook.language.titles import as_sentence
from shellguard.phrasebook.language.tokens import LONGEST_REQUEST, Token, tokens_of
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.matching.caution import alters, asked_back, loses
from shellguard.phrasebook.matching.choosing import Prospects
from shellguard.phrasebook.matching.heeding import Heeding
from shellguard.phrasebook.matching.naming import with_names
from shellguard.phrasebook.matching.readings import PLAIN, Answer, Readings
from shellguard.phrasebook.matching.rewriting import with_output
from shellguard.phrasebook.matching.standing_in import of_some_file, with_stand_ins
from shellguard.phrasebook.matching.steps import one_after_the_other, two_steps
from shellguard.phrasebook.matching.telling_how import parted_from_tool, without_system
from shellguard.phrasebook.matching.unsaid import filled_in
from shellguard.phrasebook.translation import Surroundings, Translation
from shellguard.phrasebook.writing.other_system import of_macos

THRESHOLD = 0.7
_DOUBTFUL = 0.65
_STRAIGHT, _SURE_STEP, _STEPS = 0.75, 0.8, 0.9
_HALVES, _SURE_OF_TWO = 2, 0.97
_SURE_GENERAL, _GENERAL = 0.85, 0.74
_GREETING = re.compile(r"\A\s*(?:hello|hi|hey|good (?:morning|day|evening))(?: there)?[,!.]\s", re.IGNORECASE)
_EXAMPLE = re.compile(
    r"\s{0,9}\((?:(?:e\.? ?g\.?|ex\.?|for example|such as|like)[ :,][^()]{0,99}"
    r"|approx(?:imately|\.)?|roughly)\)"
)
"""What is only an example, or not exact."""
_SHORT_FORM = re.compile(r"(?<=[a-z]) \((?![KMGT]i?B\))[A-Z]{2,5}s?\)(?=\W|$)")
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
_MAYBE_SEVERAL = re.compile(r"(?<=[a-z])\(e?s\)")
_SYSTEM_VERSION = re.compile(
    r"(?<= )(?P<name>ubuntu|debian|fedora|centos|rhel|alpine|mint)(?: linux)?"
    r" \d+(?:\.\d+){0,2}(?: ?lts)?(?=[?.!\s]*$)",
    re.IGNORECASE,
)
_EITHER_VERB = re.compile(r"\A(?P<verb>[A-Za-z]{3,12})(?:/[A-Za-z]{3,12}){1,3}(?= )")
_NEXT_STEP = re.compile(
    r"(?<=[\w/]),\s+(?=(?:copy|move|rename|delete|remove|compress|extract|unzip|zip|install|start|restart|stop|open"
    r"|commit|push|switch|go|cd|run|build|create|make)\s)",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?<=\w),? (?:because\b.{1,80}"
    r"|before (?:i|we) (?:edit|change|touch|modify|overwrite|break|work on) (?:it|them)"
    r"|so (?:that )?(?:it|they) (?:gets?|becomes?|is|are|takes?(?: up)?|uses?|needs?)"
    r" (?:smaller|less (?:disk )?(?:space|room))"
    r"|(?:in order )?to (?:save|free(?: up)?|gain|get(?: back)?)"
    r" (?:some |more |disk |a bit of ){0,4}(?:space|room))[.!]?\s{0,20}$",
    re.IGNORECASE,
)
"""Why something is wanted, which changes nothing of it."""
_AND_ASKED = re.compile(
    r"(?P<one>(?:show|tell me|list|print|what|which|how|who|where|when|is|are|do|does)\b.{2,150}?)"
    r",? and (?:also )?"
    r"(?P<other>(?:how (?:many|much|big|long|full|old)|what|which|who|where|when|is|are|does)\b"
    r"(?!.*\b(?:it|its|they|them|their|that|those|these|each|both|one|he|she)\b)"
    r".*?(?P<have> (?:do i|does this (?:machine|computer|server)|do we) (?:have|use|run))?)[?.!\s]*",
    re.IGNORECASE | re.DOTALL,
)
_THEN_WITH_IT = re.compile(
    r"(?P<first>.{1,200}?),? (?:and|then|and then) (?P<deed>copy|move|mv|cp|upload|send|put|scp)"
    r" (?:it|that|the (?:zip|archive|file|result)) (?P<where>(?:to|into|in|onto) .{1,100})",
    re.IGNORECASE,
)
_BOTH_KINDS = re.compile(
    r"(?P<deed>delete|remove|find|list)"
    r" (?P<one>(?:(?:all|any|every|the) ){0,2}\S+ (?:files|folders?|directories|directory))"
    r" and (?P<other>(?:(?:all|any|every|the) ){0,2}\S+ (?:files|folders?|directories|directory))"
    r"(?P<where> (?:in|under|below|from) \S+)?[.!]?",
    re.IGNORECASE,
)
_DEFINED = re.compile(r"\s*what(?: is|'s| are) an? [a-z]+(?: [a-z]+)?\s*\??\s*", re.IGNORECASE)
_IS_THERE = re.compile(
    r"\s*(?:is|are) there (?!(?:an?|any|some) (?:\w+ )?(?:way|ways|command|tool|option|trick)\b)"
    r"|\s*(?:does|do (?:i|we)) (?:\S+ )*?(?:have|exist)\b",
    re.IGNORECASE,
)
_DONE_ALREADY = re.compile(
    r"\s*i (?:have )?(?:(?:just|\w+ly) )?\w+ed\b"
    r"(?!.*\b(?:undo|want|need|how|what|restore|recover|revert|back)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""What somebody tells to have done, which is not to be done once more."""
_TO_BE_PUT_IN = "in the place of"
_MOST = 3
_ADDITIONS = 2


def translate(request: str, surroundings: Surroundings) -> tuple[Translation, ...]:
    """The command lines that a request may mean, best first; empty when none is understood well enough.

    Never raises, whatever the text, and may be called from several threads: what is packaged is read and made
    ready as it is first asked for, by one of them at a time. The first call reads the phrases (under 100 ms).
    """
    with READING:
        if _DEFINED.fullmatch(request):
            return ()
        request = as_sentence(request)
        found = _read(request, surroundings)
        if not any(one.command for one in found):
            found = _filled_in(request, surroundings) or found
        found = tuple(map(_no_surer_than_it_is, found))
        return tuple(_for_macos(found)) if surroundings.system == "macos" else found


def _no_surer_than_it_is(one: Translation) -> Translation:
    """The answer as a guess where a person has yet to put a name into it."""
    if one.confidence > _GENERAL and any(_TO_BE_PUT_IN in asked for asked in one.questions):
        return replace(one, confidence=_GENERAL)
    return one


def _read(request: str, surroundings: Surroundings) -> tuple[Translation, ...]:
    """The answers to a request as it stands."""
    bare, tool = parted_from_tool(_in_one_sentence(request))
    found = _two_questions(bare, surroundings) or _translated(bare, surroundings)
    found = found or _two_kinds(bare, surroundings)
    told = _IS_THERE.match(bare) or _DONE_ALREADY.match(bare)
    if told or _EXAMPLE.search(request):  # the example may say which ones are meant
        found = tuple(one for one in found if not (alters(one.command) or loses(one.command)))
    return found if tool is None else tuple(one for one in found if tool.search(one.command))


def _filled_in(request: str, surroundings: Surroundings) -> tuple[Translation, ...]:
    """The answer to a request with something in the place of what it leaves open; none that is unsure."""
    for filled in filled_in(request):
        for one in _read(filled.request, surroundings)[:1]:
            line = filled.line(one.command)
            if line and not filled.stands and loses(line) and not _CAPITALS.search(line):
                continue  # what is left out might say of which ones
            if line and (one.confidence >= _SURE_GENERAL or one.confidence == _GENERAL):
                return (
                    replace(one, command=line, confidence=_GENERAL, questions=(filled.asks, *one.questions)),
                )
    return ()


def _translated(request: str, surroundings: Surroundings) -> tuple[Translation, ...]:
    tokens = with_output(tokens_of(request, vocabulary()))
    tokens = without_system(with_names(with_units(with_dates(tokens)), surroundings.entries), surroundings)
    if not tokens:
        return ()
    if of_itself := _of_itself(request, surroundings):
        return (of_itself,)
    asked_of_json = json_asked(request)
    if asked_of_json is not None and asked_of_json.confidence > PLAIN:
        return (asked_of_json,)
    prospects, heeding = Prospects(), Heeding(tokens)
    found = list(Readings(surroundings, THRESHOLD, prospects, heeding).answers(tokens, _ADDITIONS))
    found = [(said, one) for said, one in found if one.confidence >= THRESHOLD]
    if asked_of_json is not None:
        found.append((0.0, asked_of_json))
    if one_after_the_other(tokens):
        found = list(_in_steps(tokens, surroundings, prospects)) or found
    elif not any(one.confidence >= _STRAIGHT for _, one in _heeded(found, heeding)):
        found += _in_steps(tokens, surroundings, prospects)
    found = _heeded(found, heeding)
    if not found and (typed := run_as_typed(request)):
        return (Translation(typed, PLAIN, "runs the command", "running.typed"),)
    if not any(one.confidence >= _STRAIGHT and not _takes_all(one) for _, one in found) and (
        general := _in_general(tokens, surroundings)
    ):
        return (general,)
    doubtful = all(one.confidence < _DOUBTFUL for _, one in found)
    if doubtful and (question := asked_back(tokens)):
        return (Translation("", THRESHOLD, "", "asking", (question,)),)
    found.sort(key=lambda ranked: (-ranked[1].confidence, -ranked[0]))
    best: dict[str, Translation] = {}
    for _, one in found:
        best.setdefault(one.command, one)
    return tuple(best.values())[:_MOST]


def _takes_all(one: Translation) -> bool:
    """Whether a line changes every file that there is."""
    line = one.command
    return line.startswith("find . ") and " -name " not in line and (" -exec ch" in line or loses(line))


def _in_general(tokens: tuple[Token, ...], around: Surroundings) -> Translation | None:
    """The command for a request that names nothing, with what is to be put in as capitals; None for none."""
    asked, stands = with_stand_ins(tokens)
    found = _with_capitals(asked, stands, around) if asked else None
    if found is None and (asked := of_some_file(tokens)):
        found = _with_capitals(asked, {"FILE": "file"}, around)
    return found


def _with_capitals(
    asked: tuple[Token, ...], stands: dict[str, str], around: Surroundings
) -> Translation | None:
    """The command for tokens with stand-ins among them, where it is sure and has them all; None for none."""
    heeding = Heeding(asked)
    found = _heeded(list(Readings(around, _SURE_GENERAL, Prospects(), heeding).answers(asked, 1)), heeding)
    ranked = max(found, key=lambda one: (one[1].confidence, one[0]), default=None)
    best = ranked and ranked[1]
    if best is None or best.confidence < _SURE_GENERAL or not all(name in best.command for name in stands):
        return None
    if _takes_word_as_value(asked, best):
        return None
    if best.command.startswith("find ") and (loses(best.command) or " FILE " in best.command):
        return None
    asks = tuple(f"put the {what}'s name in the place of {name}" for name, what in stands.items())
    return replace(best, confidence=_GENERAL, questions=(*asks, *best.questions))


def _takes_word_as_value(tokens: tuple[Token, ...], one: Translation) -> bool:
    """Whether a plain word of a request that names nothing was taken for a name for all that."""
    written, values = index()["families"].get(one.family, ""), one.command.partition(" ")[2]
    deeds = vocabulary().actions | vocabulary().weak
    return any(
        re.search(rf"(?<![\w-]){re.escape(token.text)}(?![\w-])", values) and token.text not in written
        for token in tokens
        if token.kind == "w" and token.word not in deeds
    )


def _two_questions(request: str, around: Surroundings) -> tuple[Translation, ...]:
    """Both answers to `what cpu do I have and how many cores`, where each half is a question of its own."""
    parted = _AND_ASKED.fullmatch(request)
    if parted is None or len(request) > LONGEST_REQUEST:
        return ()
    if _names_something(parted["one"]) != _names_something(parted["other"]):
        return ()  # what only one half names may be meant by both
    halves = [_translated(parted["one"] + tail, around)[:1] for tail in ("", f" {parted['have'] or ''}")]
    first = halves[0] or halves[1]
    other = _translated(parted["other"], around)[:1]
    both = [*first, *other]
    if len(both) < _HALVES or any(
        one.confidence < _STEPS or alters(one.command) or loses(one.command) for one in both
    ):
        return ()
    line = both[0].command if both[0].command == both[1].command else "; ".join(one.command for one in both)
    sure = round(min(one.confidence for one in both) * _SURE_OF_TWO, 2)
    return (Translation(line, sure, " and ".join(one.explanation for one in both), both[0].family),)


def _two_kinds(request: str, around: Surroundings) -> tuple[Translation, ...]:
    """Both lines for `delete .o files and the build folder`, where files and folders are told apart."""
    parted = _BOTH_KINDS.fullmatch(request.strip())
    if parted is None:
        return ()
    halves = [f"{parted['deed']} {parted[part]}{parted['where'] or ''}" for part in ("one", "other")]
    both = [one for half in halves for one in _translated(half, around)[:1]]
    if len(both) < _HALVES or any(one.confidence < THRESHOLD or not one.command for one in both):
        return ()
    sure = max(THRESHOLD, round(min(one.confidence for one in both) * _SURE_OF_TWO, 2))
    line = " && ".join(one.command for one in both)
    asked = tuple(dict.fromkeys(question for one in both for question in one.questions))
    return (Translation(line, sure, ", then ".join(one.explanation for one in both), both[0].family, asked),)


def _names_something(part: str) -> bool:
    return any(token.kind in "PFGUILS" for token in tokens_of(part, vocabulary()))


def _of_itself(request: str, surroundings: Surroundings) -> Translation | None:
    """The answer to a request that is read as it was typed, whatever phrases there are."""
    if worked := worked_out(request):
        return Translation(worked, PLAIN, "works the sum out", "arithmetic.sum")
    if at_times := scheduled(request):
        return Translation(at_times, PLAIN, "has a script run at certain times", "schedule.script")
    if told := run_as_told(request):
        return Translation(told, PLAIN, "runs the command as you say", "running.told")
    if container := contained(request):
        return Translation(container, PLAIN, "runs a container", "containers.options")
    return _packed(request, surroundings)


def _packed(request: str, around: Surroundings) -> Translation | None:
    """An archive that leaves something out, and what is then done with it."""
    what, folder = "packs files and leaves some out", basename(around.folder.rstrip("/")) or "archive"
    if made := packed(request, folder):
        return Translation(made.line, PLAIN, what, "archives.without")
    parted = _THEN_WITH_IT.fullmatch(request.strip())
    made = packed(parted["first"], folder) if parted else None
    if made is None or parted is None:
        return None
    then = _translated(f"{parted['deed']} {made.archive} {parted['where']}", around)
    if not then or then[0].confidence < _SURE_STEP:
        return None
    line, told = f"{made.line} && {then[0].command}", f"{what}, then {then[0].explanation}"
    return Translation(line, PLAIN, told, "archives.without", then[0].questions)


def _for_macos(found: Iterable[Translation]) -> Iterator[Translation]:
    """The answers in the options of macOS; those that it has no options for are none."""
    for one in found:
        with suppress(UnfitError):
            yield replace(one, command=of_macos(one.command))


def _in_one_sentence(request: str) -> str:
    """A request without its greeting and purpose, an `and` where a comma stands before what is done next."""
    bare = _PURPOSE.sub("", _GREETING.sub("", _EXAMPLE.sub("", request[:LONGEST_REQUEST]), count=1))
    bare = _SYSTEM_VERSION.sub(r"\g<name>", _MAYBE_SEVERAL.sub("", _SHORT_FORM.sub("", bare)))
    return _NEXT_STEP.sub(" and ", _with_one_verb(bare))


def _with_one_verb(request: str) -> str:
    """The first of the verbs for one deed that a request begins with: `delete/remove empty lines`."""
    either, words = _EITHER_VERB.match(request), vocabulary()
    if either is None or words.plain(either["verb"].lower())[0] not in words.actions | words.weak:
        return request
    return either["verb"] + request[either.end() :]


def _heeded(found: list[Answer], heeding: Heeding) -> list[Answer]:
    """The answers that are still of use once what they ignore of the request is held against them."""
    weighed = [
        (said, replace(one, confidence=round(one.confidence * heeding.of(one.command), 2)))
        for said, one in found
    ]
    return [(said, one) for said, one in weighed if one.confidence >= THRESHOLD]


def _in_steps(tokens: tuple[Token, ...], around: Surroundings, prospects: Prospects) -> Iterator[Answer]:
    """Two commands, the second after the first, where both are sure."""
    for halves in islice(two_steps(tokens), _ADDITIONS):
        steps = _sure_steps(halves, around, prospects)
        if steps:
            sure = round(min(one.confidence for one in steps) * _STEPS, 2)
            line = " && ".join(one.command for one in steps)
            what = ", then ".join(one.explanation for one in steps)
            asked = tuple(question for one in steps for question in one.questions)
            yield 0.0, Translation(line, sure, what, steps[0].family, asked)


def _sure_steps(
    halves: tuple[tuple[Token, ...], ...], around: Surroundings, prospects: Prospects
) -> list[Translation]:
    """The command of each part; none at all where one is not sure, and the shortest is soonest read."""
    steps: dict[int, Translation] = {}
    for at in sorted(range(len(halves)), key=lambda at: len(halves[at])):
        half = halves[at]
        found = Readings(around, _SURE_STEP, prospects, Heeding(half)).answers(half, 1)
        best = max(found, key=lambda one: one[1].confidence, default=None)
        if best is None or best[1].confidence < _SURE_STEP:
            return []
        steps[at] = best[1]
    return [steps[at] for at in range(len(halves))]
