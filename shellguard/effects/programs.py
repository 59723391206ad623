"""A simple command against the pack of its program: which rules hold, and to what they are done."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings, inputs_of, is_input, joined, plain_word
from shellguard.effects.effect import EffectKind, TargetKind
from shellguard.effects.execution.execution import is_process, runs_printed
from shellguard.effects.packs.arguments import Arguments, sort_words
from shellguard.effects.packs.messages import said
from shellguard.effects.packs.pack_model import ALWAYS, Condition, Node, Rule
from shellguard.effects.packs.places import path_of, places_of
from shellguard.effects.putting_programs import PUTTING
from shellguard.effects.sandbox_home import at_home
from shellguard.effects.touching.edited_in_place import leaves_all_else
from shellguard.effects.touching.linked_sources import links_to_own
from shellguard.effects.touching.software_sources import vouched
from shellguard.effects.touching.touching import base_at, touch, verb_of
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Nested, Word

_NAMED = (TargetKind.NAME, TargetKind.OTHER, TargetKind.URL, TargetKind.DEVICE)
_DEED = knowledge("telling").pattern("deed")
_ONE_DEED = re.compile(r"[a-z]+(?:[.:-][a-z]+)*")  # `undefine`, `ecto.reset`
_OWN_NAME = frozenset(("$USER", "${USER}", "$LOGNAME", "${LOGNAME}"))
_NOTHING_HAPPENS = frozenset(("--help", "--version", "--dry-run", "--just-print"))

_SAYING = frozenset(("echo", "printf", "true", ":"))
_LEADS_ON = re.compile(
    r"(?im)^\s*(?:\\(?:i|ir|include|include_relative|!|g)\b|\\!|\.(?:read|shell|system)\b|source\s)|\bexecute\b|\bdo\s+\$"
)
_LEAVING = re.compile(r"(?i)-[ne]|q|quit|exit|(?:\\[nr])*|\s*")


def apply_pack(findings: Findings, node: Node) -> Arguments:
    """Adds the effects that the program's pack tells of; gives back the sorted words."""
    arguments = sort_words(node, findings.command.words[1:])
    bare = not arguments.options
    if (not bare and _does_nothing(arguments)) or _fails(arguments, findings):
        findings.idle = True
        return arguments
    for level in arguments.path:
        for rule in level.rules:
            if not (bare and rule.when.option is not None):  # most ask for an option
                _apply(findings, rule, arguments)
        for selector in level.writes:
            touch(findings, _writing(findings, "write"), select(selector, arguments, findings))
        for selector in level.reads:
            touch(findings, "read", select(selector, arguments, findings))
        for option in level.executes:
            _executes(findings, arguments.values(option))
        for selector in level.runs:
            _runs(findings, select(selector, arguments, findings))
    return arguments


def told_to_run(arguments: Arguments) -> list[str]:
    """The values of options that run them, as texts that a shell may read."""
    values = (word for level in arguments.path for one in level.executes for word in arguments.values(one))
    return [word.text for word in values if word.known]


def _writing(findings: Findings, verb: str) -> str:
    """The verb for a program that puts files or links somewhere and writes into none that stand there."""
    if findings.program not in PUTTING:
        return verb
    if verb == "append":
        return "link" if links_to_own(findings) else verb
    return "put" if verb == "write" else verb


_HARMLESS_VALUE = re.compile(
    r"(?:\S*/)?(?:ssh|rsync|sudo rsync|less|more|cat|vim?|nano|sort|gzip|bzip2|xz|zstd|pigz)(?:\s|$)"
)
_ANYBODYS = re.compile(r"(?:/private)?/(?:(?:var/)?tmp|dev/shm|Users/Shared)(?:/|$)")
_FROM_OPEN_FOLDER = "runs a program from a folder that everybody may write to through an option"
_STARTS_SHELL = re.compile(r"(?:^|[\s/=;|&!'\"(])(?:ba|da|z|k|a)?sh(?:[\s;|&'\")]|$)")


def _executes(findings: Findings, values: list[Word]) -> None:
    """An option that runs its value."""
    for word in values:
        if _STARTS_SHELL.search(word.text):
            findings.tell("escape.executing-option", (word,))
        elif _ANYBODYS.match(word.text):
            findings.tell("escape.executing-option", (word,), base=54, message=_FROM_OPEN_FOLDER)
        elif not _HARMLESS_VALUE.match(word.text):
            findings.tell("execute.option-value", (word,))


def _runs(findings: Findings, words: tuple[Word, ...]) -> None:
    """Files of code, or of settings that start programs: whoever may write there decides what runs."""
    open_to_all = tuple(word for word in words if _ANYBODYS.match(word.text))
    if open_to_all:
        findings.tell("execute.from-anybodys-folder", open_to_all)
    if any(is_process(word) for word in words):
        runs_printed(findings)


def _does_nothing(arguments: Arguments) -> bool:
    given = [name for name in arguments.options if any(name in level.harmless for level in arguments.path)]
    if not _NOTHING_HAPPENS.isdisjoint(arguments.options):
        valued = [name for level in arguments.path for name in level.value]
        given += _NOTHING_HAPPENS.intersection(arguments.options).difference(valued)
    return bool(given) and arguments.excuses(frozenset(given))


def _fails(arguments: Arguments, findings: Findings) -> bool:
    """Whether a program can only complain: all its words are known, and they are too few."""
    told = arguments.path[-1].fails
    if told is None or findings.context.feeders or not told.search(arguments.line):
        return False
    return all(word.known for word in arguments.words)


def select(selector: str, arguments: Arguments, findings: Findings) -> tuple[Word, ...]:
    """The words that a selector of the README names; what arrives from elsewhere stands for itself."""
    if selector.startswith("here:"):
        return (plain_word(selector.removeprefix("here:")),)
    if selector.startswith("in:"):
        _, option, name = selector.split(":", 2)
        return tuple(joined(_folder_of(word), plain_word(name)) for word in arguments.values(option))
    chosen = arguments.selected(selector)
    feeders = findings.context.feeders
    if not feeders or selector.startswith("value:"):
        return tuple(chosen)
    found = [word for word in chosen if not is_input(word)]
    return (*found, *feeders) if selector in ("operands", "first", "rest", "init") else tuple(chosen)


def _folder_of(word: Word) -> Word:
    """The folder that an option names, or in which the project's file lies that it names."""
    above, _, name = word.text.rpartition("/")
    return plain_word(above or ".") if word.known and "." in name.strip(".") else word


def _apply(findings: Findings, rule: Rule, arguments: Arguments) -> None:
    when = rule.when
    if when is not ALWAYS and not holds(when, arguments, findings):
        return
    targets: tuple[Word, ...] = ()
    for selector in rule.targets:
        targets += select(selector, arguments, findings)
    if (when.place or when.not_place) and not _places_hold(when, targets, findings):
        return
    if rule.targets[0] in ("operands", "rest"):
        targets = _without_deed(targets, rule)
    recursive = _flag(rule.recursive, arguments)
    base = rule.base
    if rule.target is TargetKind.PATH:
        verb = verb_of(rule.kind, recursive=recursive, append=_flag(rule.append, arguments))
        verb = _writing(findings, verb)
        base = base_at(rule.base, verb, targets, findings, recursive)
        touch(findings, verb, targets, rule.rule)
    findings.add(
        EffectKind.WRITE
        if rule.kind is EffectKind.OVERWRITE and leaves_all_else(findings, targets)
        else rule.kind,
        rule.rule,
        base,
        said(rule.message, rule.thing, arguments.line) if rule.thing is not None else rule.message,
        targets,
        target=rule.target,
        recursive=recursive,
        force=_flag(rule.force, arguments),
        floor=rule.floor,
        certain=all(word.known for word in targets),
    )


def _without_deed(operands: tuple[Word, ...], rule: Rule) -> tuple[Word, ...]:
    """The names that something is done to, without the words that say what (`s3 rm` in `aws s3 rm X`)."""
    when = rule.when
    if rule.target not in _NAMED or not (when.first or when.operand or when.word):
        return operands
    deeds = [
        place
        for place, word in enumerate(operands)
        if (when.word or word.text in (when.first or ()) or word.text in (when.operand or ()))
        and _DEED.fullmatch(word.text)
    ]
    if not deeds:
        said = bool(operands) and operands[0].text in (when.first or ())
        return operands[1:] if said and _ONE_DEED.fullmatch(operands[0].text) else operands
    last = next(place for place in deeds if place + 1 not in deeds)
    first = when.first or ()
    before = tuple(word for word in operands[: deeds[0]] if word.text not in first)
    return operands[last + 1 :] or before[-1:]


def _flag(flag: bool | frozenset[str], arguments: Arguments) -> bool:
    return flag if isinstance(flag, bool) else arguments.has(flag)


def holds(when: Condition, arguments: Arguments, findings: Findings) -> bool:
    """Whether everything that the condition asks for is so, but for where its targets lie."""
    return (
        _options_hold(when, arguments)
        and _operands_hold(when, arguments)
        and (when.word is None or any(map(when.word.search, _texts(arguments, findings.context.home))))
        and not ((when.no_line or when.no_word) and _is_excluded(when, arguments, findings))
        and _surroundings_hold(when, findings)
    )


def _options_hold(when: Condition, arguments: Arguments) -> bool:
    if when.option is not None and not arguments.has(when.option):
        return False
    if when.without is not None and arguments.excuses(when.without):
        return False
    if when.every and any(not arguments.has(frozenset((name,))) for name in when.every):
        return False
    return not when.value or all(
        any(value.text in patterns for value in arguments.values(name)) for name, patterns in when.value
    )


def _operands_hold(when: Condition, arguments: Arguments) -> bool:
    operands = arguments.operands
    if len(operands) < when.least or (when.most is not None and len(operands) > when.most):
        return False
    if when.operand is not None and not any(word.text in when.operand for word in operands):
        return False
    if when.no_operand is not None and any(word.text in when.no_operand for word in operands):
        return False
    if when.first is None:
        return True
    return any(word.text in when.first for word in operands[: 2 if arguments.doubtful else 1])


def _own_name(findings: Findings) -> str:
    """The person's name on this machine, by the home folder; "" when not known, and for root."""
    home = findings.context.home.rstrip("/")
    return "" if home in ("/root", "/var/root") else home.rpartition("/")[2]


def _with_own_name(word: Word, own: str) -> str:
    """`ann:ann` as ann would write it for anybody: `$USER:ann`; `--user=ann` likewise."""
    if word.source.strip('"') in _OWN_NAME and not any(piece.candidates for piece in word.pieces):
        return "$USER" if word.text in (own, word.source.strip('"')) else word.text
    text = word.text
    option, equals, value = text.partition("=") if text.startswith("--") else ("", "", text)
    before, sign, after = value.partition(":")
    return f"{option}{equals}$USER{sign}{after}" if own and before == own else text


def _texts(arguments: Arguments, home: str) -> tuple[str, ...]:
    """The words, and all of them as lines, in which a rule's `word` is looked for."""
    found = arguments.kept.get("texts")
    if found is None:
        texts = (*[one.text for one in arguments.words], *arguments.lines())
        found = arguments.kept["texts"] = tuple([at_home(text, home) for text in texts])
    return found


def _is_excluded(when: Condition, arguments: Arguments, findings: Findings) -> bool:
    """Whether one of the words, or all of them as a line, say what they must not."""
    said = arguments.kept.get("said")
    if said is None:
        own = _own_name(findings)
        said = arguments.kept["said"] = tuple([_with_own_name(one, own) for one in arguments.words])
    if when.no_line is not None and any(map(when.no_line.search, {arguments.line, " ".join(said)})):
        return True
    return when.no_word is not None and any(map(when.no_word.search, said))


def _places_hold(when: Condition, targets: tuple[Word, ...], findings: Findings) -> bool:
    cwd, home = findings.context.cwd or "", findings.context.home
    found: set[str] = set()
    for word in targets:
        found.update(places_of(path_of(word), cwd, home))
    return (not when.place or bool(when.place & found)) and not when.not_place & found


def _surroundings_hold(when: Condition, findings: Findings) -> bool:
    if when.privileged is not None and when.privileged is not findings.context.privileged:
        return False
    if when.stdin is not None and when.stdin is not has_input(findings):
        return False
    if when.stdin and findings.context.unfed and not inputs_of(findings.command):
        return False
    if when.fed is not None and when.fed is not (has_input(findings) and not _only_leaves(findings)):
        return False
    if when.unread is not None and when.unread is any(_is_read(one) for one in findings.command.nested):
        return False
    if when.vouched is not None and when.vouched is not vouched(findings.context.upstream):
        return False
    if when.behind is not None and not when.behind.search(_piped_in(findings)):
        return False
    given = {one.name: one.value.text for one in findings.command.assignments} if when.variable else {}
    return all(name in given and given[name] in patterns for name, patterns in when.variable)


def _piped_in(findings: Findings) -> str:
    return " | ".join(" ".join(word.text for word in one.words) for one in findings.context.upstream)


def _is_read(nested: Nested) -> bool:
    """Whether what a command runs was read, and does not lead on to what was not."""
    return nested.known and not (nested.code is not None and _LEADS_ON.search(nested.code.text))


def _only_leaves(findings: Findings) -> bool:
    """Whether all that is piped in is an empty line, or a word by which one leaves (`echo Q |`)."""
    upstream = findings.context.upstream
    if len(upstream) != 1 or upstream[0].program not in _SAYING or upstream[0].redirections:
        return False
    if any(one.operator.startswith("<") for one in findings.command.redirections):
        return False
    words = [word.value for word in upstream[0].words[1:]]
    return all(word is not None and _LEAVING.fullmatch(word) for word in words)


def has_input(findings: Findings) -> bool:
    """Whether something is piped or redirected into the command."""
    return bool(findings.context.upstream or inputs_of(findings.command) or findings.context.fed)
