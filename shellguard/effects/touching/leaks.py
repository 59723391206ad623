"""Secrets that leave the machine with the command that reads them, whatever carries them."""

from __future__ import annotations

from itertools import pairwise

from shellguard.effects.context import Context, Findings
from shellguard.effects.effect import Effect, EffectKind
from shellguard.effects.names.globbed_system_files import gathered
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Hole, NestedKind, SimpleCommand, Word

_SENDING = frozenset((EffectKind.SEND, EffectKind.LISTEN))
_LEAST, _SENT_ALREADY = 50, 85
_LEAST_PRINTED = 45
"""Of a secret that is shown on the terminal without a question."""
_HANDED_OVER = 66
_CARRIED = "hands a secret to another machine"
_WORDS = knowledge("signs", "carrying")
_ASKING = _WORDS.names("programs")
_READING_INPUT = _WORDS.names("reading_input")
_METHODS = _WORDS.names("sending_methods")
# Options behind which a login stands that the server is to know anyway.
_LOGINS = _WORDS.names("login_options")


def leaks(pipeline: tuple[SimpleCommand, ...], new: list[Effect], context: Context) -> list[Effect]:
    """A secret that is read and data that is sent in one pipeline: the secret leaves.

    Args:
        new: the effects of the pipeline's own commands.
    """
    secrets = [effect for effect in new if _is_secret(effect, pipeline)]
    words = tuple(target.word for effect in secrets for target in effect.targets)[:8] or gathered(pipeline)
    if not (secrets or words):
        return []
    senders = [effect for effect in new if effect.kind in _SENDING and effect.base < _SENT_ALREADY]
    if senders:
        findings = Findings(pipeline[0], context, senders[0].program)
        findings.tell("send.secret", words)
        return findings.effects
    if any(effect.kind in _SENDING for effect in new):
        return []
    program = carrier(pipeline)
    if not program:
        return []
    findings = Findings(pipeline[0], context, program)
    findings.tell("send.secret", words, base=_HANDED_OVER, message=_CARRIED)
    return findings.effects


def _is_secret(effect: Effect, pipeline: tuple[SimpleCommand, ...]) -> bool:
    """Whether it shows one; also one that may be shown on the terminal, where something else reads it."""
    if effect.kind is not EffectKind.REVEAL or effect.base < _LEAST_PRINTED:
        return False
    piped = any(effect.program == command.program for command in pipeline[:-1])
    return effect.base >= _LEAST or (piped and effect.rule.startswith("secrets."))


def carrier(pipeline: tuple[SimpleCommand, ...]) -> str:
    """The program that takes what the pipeline reads to another machine, "" for none."""
    last = pipeline[-1]
    fed = len(pipeline) > 1 or any(one.operator == "<" for one in last.redirections)
    if fed and _takes_input(last):
        return last.program
    if len(pipeline) > 1 and last.program in ("xargs", "parallel"):
        inner = [one for nested in last.nested for one in nested.script.commands]
        return next((one.program for one in inner if one.program in _ASKING), "")
    return next((one.program for one in pipeline if asks_with_output(one) or _by_code(one)), "")


def _by_code(command: SimpleCommand) -> bool:
    """Code in the line that names an address, or connects: what it reads goes there."""
    codes = [nested.code for nested in command.nested if nested.code is not None]
    return any(
        "://" in code.text or any(call.action in ("connect", "send") for call in code.calls) for code in codes
    )


def asks_with_output(command: SimpleCommand) -> bool:
    """`curl -d "$(cat FILE)" …`: what another command prints is a part of what it asks for or sends."""
    return command.program in _ASKING and any(
        _substituted(word) and before.text not in _LOGINS for before, word in pairwise(command.words)
    )


def _takes_input(command: SimpleCommand) -> bool:
    if command.program == "ssh":
        return any(nested.kind is NestedKind.REMOTE for nested in command.nested)
    return command.program in _READING_INPUT and any(word.text in _METHODS for word in command.words)


def _substituted(word: Word) -> bool:
    return any(piece.hole is Hole.SUBSTITUTION for piece in word.pieces)
