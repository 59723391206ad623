"""The narrowest patterns of `always_allow` that would let one judged line through."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from itertools import islice

from shellguard.effects.effect import EffectKind
from shellguard.parsing.script import SimpleCommand, Word
from shellguard.policy.decide import decide
from shellguard.policy.decision import Action
from shellguard.policy.pattern_words import PatternError
from shellguard.policy.patterns import compile_pattern
from shellguard.settings.model import PolicySettings
from shellguard.verdict import Verdict

MAX_PATTERNS = 6
LONGEST = 1000
"""A longer line is nothing that a person would write into a settings file."""
_LONGEST_PATTERN = 300  # braces may make a hundred names of a short line

_ANYTHING = frozenset({"*", "?"})
_POINTING = frozenset({">", ">>", ">|", "&>", "&>>", "<", "<>"})


def narrowest(verdict: Verdict, policy: PolicySettings = PolicySettings()) -> tuple[str, ...]:  # noqa: B008
    """Patterns that together allow the line, each as it was written; none can be left out.

    Empty when no patterns can: the line was not read in full, is too long, runs what only another program
    knows, or needs more than `MAX_PATTERNS`. What is given back was tried on the line.
    """
    if verdict.script.problems or len(verdict.line) > LONGEST:
        return ()
    if any(effect.kind is EffectKind.GUARD for effect in verdict.effects):
        return ()  # nobody is advised to let the guard be switched off
    commands = list(islice((command for command, _ in verdict.script.walk()), 4 * MAX_PATTERNS + 1))
    if len(commands) > 4 * MAX_PATTERNS:
        return ()
    texts = list(dict.fromkeys(text for command in commands if (text := _as_pattern(command))))
    if not _let_through(verdict, policy, texts):
        return ()
    for text in tuple(texts):
        fewer = [one for one in texts if one != text]
        if _let_through(verdict, policy, fewer):
            texts = fewer
    fitting = len(texts) <= MAX_PATTERNS and all(len(text) <= _LONGEST_PATTERN for text in texts)
    return tuple(texts) if fitting else ()


def _let_through(verdict: Verdict, policy: PolicySettings, texts: Sequence[str]) -> bool:
    allowing = policy.model_copy(update={"always_allow": (*policy.always_allow, *texts)})
    return decide(verdict.risk, verdict.script, verdict.effects, allowing).action is Action.ALLOW


def _as_pattern(command: SimpleCommand) -> str:
    """The command as a pattern; "" when it can't be written as one: nobody knows what `$TOOL` will run.

    Nor can `rm *`: a lone star of a pattern stands for any words, a file of another folder among them.
    """
    if command.words and not command.words[0].known:
        return ""
    if any(word.text in _ANYTHING and not word.known for word in command.words):
        return ""
    words = [_as_word(word) for word in command.words]
    for redirection in command.redirections:
        if redirection.operator in _POINTING and redirection.target is not None:
            operator = ">>" if redirection.operator.endswith(">>") else redirection.operator.strip("&|")
            words += [operator, _as_word(redirection.target)]
    text = " ".join(words)
    try:
        compile_pattern(text)
    except PatternError:
        return ""
    return text if command.words and text.isprintable() else ""


def _as_word(word: Word) -> str:
    """A word that matches itself only; a glob stays as it was written, a star in it matches the same star."""
    if word.known or not any(character.isspace() or character in "'\"\\" for character in word.text):
        return shlex.quote(word.text) if word.known else word.text
    return shlex.quote(word.text)
