"""Whether a line reads like a request in plain language rather than like a command."""

from __future__ import annotations

import re
from functools import cache

from shellguard.knowledge import loading
from shellguard.recognising.misspelling import subcommands

LONGEST = 1_000
_STRONG, _WEAK, _THING = 1.0, 0.7, 0.6
_ENOUGH_WITHOUT_COMMAND = 1.0
_ENOUGH_WITH_COMMAND = 1.6
_ENOUGH_WITH_WORDS = 2.6  # after a command that takes any words
_ENOUGH_FOR_A_VERB = 1.2
_SHORTEST_SWAPPED = 4
_FEW = 2
_PLAIN_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])['’](?=[a-z]{1,2}\b)|(?<=s)['’](?=\s[a-z])")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`']*'")
_SYNTAX = re.compile(
    r"\$\(|`|\||&&|(?<!\S)&(?!\S)|&$|(?<!\S)\d*>>?&?|<<|(?<!\S)<(?![A-Za-z_ -]+>)|;|\\$"
    r"|[\x00-\x08\x0e-\x1f\x7f]"
)
_COMMENT = re.compile(r"\s#\s?[A-Za-z]")
_OPTION = re.compile(r"(?:^|\s)-{1,2}[A-Za-z]")
_FIRST_OF_A_COMMAND = re.compile(r"[./~$=#\"'-]|[A-Za-z_][A-Za-z0-9_]*\+?=|.*[/=$]")
_SQL = re.compile(
    r"(?:ALTER|DROP|TRUNCATE|CREATE|DELETE|INSERT|UPDATE|SELECT|GRANT|REVOKE)\s"
    r"|(?:alter|drop|truncate|create) (?:table|database|schema|index|view|user) \S+"
    r"(?:\s(?:drop|add|cascade|if)\b.*)?;?$"
)
_EDGES = "\"'`.,:?!()[]“”‘’"
_PUNCTUATION = (",", ".", "?", "!", ":")


def quick_hint(line: str) -> bool:
    """Whether a line whose first word is a command could be a sentence at all; a microsecond or two."""
    words = line.lower().split()
    joining, alone = _hints()
    if not joining.isdisjoint(words):
        return True
    return len(words) > 1 and words[0] in alone and " -" not in line


def is_sentence(line: str, *, names_command: bool) -> bool:
    """Whether a line is plain language.

    Args:
        names_command: whether its first word is a command of this shell or a program that is known.
    """
    text = line.strip()
    if not text or len(text) > LONGEST or "\n" in text:
        return False
    first, _, rest = text.partition(" ")
    if not rest.strip() or _FIRST_OF_A_COMMAND.match(_APOSTROPHE.sub("", first)):
        return False
    if has_syntax(text, strict=names_command) or _SQL.match(text):
        return False
    words = [word.strip(_EDGES).lower() for word in _unquoted(rest).split()]
    if names_command and cannot_run(text):
        return True
    if names_command:
        return _reads_as_sentence(first, rest, words)
    return _reads_as_request(first, rest, words)


def opens_request(text: str) -> bool:
    """Whether the first word of a text says what is to be done or asks for something."""
    first = text.split(None, 1)[0].strip(_EDGES).lower() if text.strip() else ""
    return not _lexicon()["openers"].isdisjoint((first, _base(first)))


def cannot_run(text: str) -> bool:
    """Whether a line begins with a command that would refuse what follows, while a person may well say it."""
    return any(one.match(text) for one in _impossible().get(text.split(" ", 1)[0], ()))


def has_syntax(text: str, *, strict: bool) -> bool:
    """Whether something outside of quotes is the shell's: an operator, a substitution; *strict*: options."""
    bare = _unquoted(text)
    if _SYNTAX.search(bare) or re.search(r"\"[^\"]*(?:\$\(|`)[^\"]*\"", text):
        return True
    options = len(_OPTION.findall(bare))
    return bool(options or _COMMENT.search(bare)) if strict else options > 1


def _unquoted(text: str) -> str:
    """The text with what stands in quotes made one plain mark; an apostrophe opens no quote."""
    return _QUOTED.sub(" ` ".replace("`", "\x1a"), _APOSTROPHE.sub("", text)).replace("\x1a", "'q'")


def _reads_as_sentence(first: str, rest: str, words: list[str]) -> bool:
    lexicon = _lexicon()
    if first in lexicon["take_text"] or f"{first} {rest}".lower().strip() in lexicon["commands"]:
        return False
    if _like_names(rest.split()) or (first.islower() and first not in _familiar()):
        return False
    if words[0] in subcommands(first):
        words = words[1:]
        if len(words) == _FEW and words[0] in lexicon["pointing"]:
            return False  # `git checkout my branch`: two names as likely as one thing
    joins, weight = _weight(words)
    if not words or _only_joins(first, words, joins):
        return False
    if first[0].isupper() or words[0] in lexicon["leading"]:
        weight += _THING
    if first in lexicon["without_words"]:
        return all(_PLAIN_WORD.fullmatch(word) or weight > 0 for word in words)
    if first.lower() in lexicon["verbs"] and all(_PLAIN_WORD.fullmatch(word) for word in words):
        return weight >= _ENOUGH_FOR_A_VERB
    enough = _ENOUGH_WITH_WORDS if first in lexicon["take_words"] else _ENOUGH_WITH_COMMAND
    return joins > 0 and weight >= enough and weight >= 0.2 * len(words)


def _reads_as_request(first: str, rest: str, words: list[str]) -> bool:
    lexicon = _lexicon()
    opens = _APOSTROPHE.split(first.strip(_EDGES).lower())[0]
    joins, weight = _weight(words)
    plain = sum(1 for word in words if _PLAIN_WORD.fullmatch(word))
    if not plain:
        return opens in lexicon["bare_openers"] and bool(words)
    known = not lexicon["openers"].isdisjoint((opens, _base(opens))) or _is_swapped(opens)
    if not known and (first in lexicon["take_text"] or (joins <= 1 and _is_subcommand(first, words))):
        return False
    if known:
        weight += _STRONG
    elif any(opens in lexicon[kind] for kind in ("strong", "weak", "things")):
        known, weight = True, weight + _THING
    if _OPTION.search(_unquoted(rest)):
        return joins >= 2 and weight >= 2 * _ENOUGH_WITH_COMMAND
    if plain >= 3 and plain >= 0.75 * len(words) and first.strip(_EDGES).isalpha():
        weight += _THING
    return (known or joins > 0) and weight >= _ENOUGH_WITHOUT_COMMAND


def _is_subcommand(first: str, words: list[str]) -> bool:
    """Whether a line that begins with no known word is like a program's: `mytool list all`, `… force off`."""
    lexicon = _lexicon()
    if not first.islower() or any(first in lexicon[kind] for kind in ("strong", "weak", "things")):
        return False
    return words[-1] in lexicon["settings"] or words[0] in lexicon["subcommands"]


def _only_joins(first: str, words: list[str], joins: int) -> bool:
    """Whether nothing is said but what joins: `mv this there`, `git add this and that`."""
    lexicon = _lexicon()
    if joins < len(words) or first in lexicon["without_words"]:
        return False
    return len(words) <= _FEW or (first not in lexicon["verbs"] and lexicon["asking"].isdisjoint(words))


def _weight(words: list[str]) -> tuple[int, float]:
    """How many words join others, and what all words weigh together."""
    lexicon = _lexicon()
    joins, weight, pointed = 0, 0.0, False
    for place, word in enumerate(words):
        if word in lexicon["strong"]:
            joins, weight = joins + 1, weight + _STRONG
        elif word in lexicon["weak"]:
            joins, weight = joins + 1, weight + _WEAK
        elif word in lexicon["things"] or (pointed and len(word) > 1 and _PLAIN_WORD.fullmatch(word)):
            weight += _THING
        elif word == "a" and _names_something(words[place + 1 : place + 2], lexicon):
            joins, weight = joins + 1, weight + _WEAK
        pointed = word in lexicon["pointing"]
    return joins, weight


def _names_something(words: list[str], lexicon: dict[str, frozenset[str]]) -> bool:
    """Whether what follows an `a` is a thing, not another operand of one letter or a word that joins."""
    return any(len(word) > 2 and word not in lexicon["strong"] | lexicon["weak"] for word in words)


def _like_names(operands: list[str]) -> bool:
    """Whether the operands look like what programs take: assignments, several paths, nothing but paths."""
    if any(re.match(r"[A-Za-z_][\w.]*=", word) for word in operands):
        return True
    shaped = sum(
        1 for word in operands if re.search(r"[/_=@%]|\w\.\w|\w:\w", word) and not word.endswith(_PUNCTUATION)
    )
    return shaped * 2 > len(operands)


def _is_swapped(opens: str) -> bool:
    """Whether two letters of a word that begins requests, and is no program, changed places: `shwo`."""
    if len(opens) < _SHORTEST_SWAPPED or not opens.isalpha():
        return False
    swapped = (opens[:at] + opens[at + 1] + opens[at] + opens[at + 2 :] for at in range(len(opens) - 1))
    return not _lexicon()["bare_openers"].isdisjoint(swapped)


def _base(verb: str) -> str:
    """`lists` and `copies` as `list` and `copy`."""
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    for ending in ("es", "s"):
        if verb.endswith(ending) and verb.removesuffix(ending) in _lexicon()["openers"]:
            return verb.removesuffix(ending)
    return verb


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in loading.load("sentences").items()}


@cache
def _hints() -> tuple[frozenset[str], frozenset[str]]:
    """Words without which no line is a sentence, and commands that need none of them."""
    lexicon = _lexicon()
    joining = lexicon["strong"] | lexicon["weak"] | {"a"}
    refusing = {say.split(" ", 1)[0] for say in lexicon["impossible"]}
    return joining, lexicon["verbs"] | lexicon["without_words"] | refusing


@cache
def _familiar() -> frozenset[str]:
    """Names of programs of which is known that they take no sentence; what another takes may be any text."""
    lexicon = _lexicon()
    kinds = ("openers", "verbs", "without_words", "take_words", "frequent", "wanted", "shell_words", "things")
    return frozenset().union(*(lexicon[kind] for kind in kinds), _impossible())


@cache
def _impossible() -> dict[str, tuple[re.Pattern[str], ...]]:
    """What each program would refuse, by its name."""
    found: dict[str, list[re.Pattern[str]]] = {}
    for say in sorted(_lexicon()["impossible"]):
        found.setdefault(say.split(" ", 1)[0], []).append(re.compile(say + r"[.!?]?$"))
    return {program: tuple(every) for program, every in found.items()}
