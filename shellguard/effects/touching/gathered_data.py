"""A person's data that is gathered and then sent: in one pipeline, in one command, or by way of a file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from shellguard.effects.context import Context, Findings, plain_word
from shellguard.effects.effect import Effect, EffectKind
from shellguard.effects.putting_programs import PUTTING, SENDING
from shellguard.effects.touching.kept_secrets import given, substituted
from shellguard.effects.touching.kept_values import Kept, Worth, set_anew, surely_done
from shellguard.effects.touching.leaks import asks_with_output, carrier
from shellguard.effects.touching.secret_uses import leaves, uses
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Hole, NestedKind, Script, SimpleCommand, Word

_WORDS = knowledge("signs", "gathering")
_COMMANDS = _WORDS.pattern("commands")
_WORDED = _WORDS.pattern("worded")
_FILES = _WORDS.pattern("files")
_PROGRAMS = _WORDS.names("programs")
_ARCHIVERS = _WORDS.names("archivers")
_WHOLE = _WORDS.pattern("whole_folders")
_KEYS = _WORDS.pattern("key_folders")
_KEY_FILES = _WORDS.pattern("key_files")
_DROPPERS = _WORDS.names("droppers")
_SENDS = frozenset((EffectKind.SEND, EffectKind.LISTEN))
# What people put into a request by substitution: their token, their name.
_ASKED_FOR = _WORDS.names("asked_for")
_NARROWING = _WORDS.names("narrowing")
_USES = _WORDS.names("uses")
_SECRET_VARIABLE = _WORDS.pattern("secret_variables")
_LONGEST = 400
_SECRET = 50
_COPIERS = PUTTING | SENDING
_FROM_FOLDER = frozenset(("-C", "--directory"))
_ALL_HERE = frozenset((".", "*", "./", "./*", ".*"))
_ELSEWHERE = frozenset((NestedKind.REMOTE, NestedKind.CONTAINER))
_HANDING_ON = frozenset(("xargs", "parallel", "http", "https", "xh", "xhs"))
_KEYS_SENT = "sends keys, passwords or what was typed to another machine"


@dataclass(slots=True)
class Gathered:
    """Where the line has put what it gathered.

    Attributes:
        names: of files: base names, or paths of short ones.
        variables: of the shell.
    """

    names: set[str] = field(default_factory=set)
    variables: dict[str, Worth] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Grows with everything that is remembered."""
        return len(self.names) + len(self.variables)

    def take(
        self, pipeline: tuple[SimpleCommand, ...], new: list[Effect], context: Context
    ) -> tuple[Effect, ...]:
        """The effects of sending what was gathered; then remembers what this pipeline puts into files.

        Args:
            new: the effects of the pipeline's own commands.
        """
        sends = next((one for one in new if one.kind in _SENDS and one.base <= 56), None) if new else None
        found: tuple[Effect, ...] = ()
        if sends is not None:
            findings = Findings(pipeline[0], context, sends.program)
            self._sent(findings, pipeline, sends)
            found = tuple(findings.effects)
        elif len(pipeline) > 1 and pipeline[-1].program in _HANDING_ON and carrier(pipeline):
            findings = Findings(pipeline[0], context, carrier(pipeline))
            if any(gathers(command) for command in pipeline[:-1]):
                findings.tell("send.gathered")
            found = tuple(findings.effects)
        elif asked := _asked_with(pipeline):
            findings = Findings(pipeline[0], context, pipeline[0].program)
            self._keys(findings, asked, drops=True)
            found = tuple(findings.effects)
        elif len(pipeline) > 1 and pipeline[-1].program == "ssh":
            findings = Findings(pipeline[0], context, "ssh")
            self._keys(findings, [word for one in pipeline[:-1] for word in _handled(one)], drops=False)
            found = tuple(findings.effects)
        if self.variables and not found:
            found = self._valued(pipeline, new, context)
        keep_gathered(self.variables, pipeline)
        if new and any(one.kind is EffectKind.REVEAL and one.base >= _SECRET for one in new):
            self.names.update(*map(_copied_into, pipeline))
        if not _PROGRAMS.isdisjoint([command.program for command in pipeline]):
            fed = any(gathers(command) for command in pipeline[:-1])
            gathered = fed or gathers(pipeline[-1])
            for command in pipeline:
                self.names.update(_gathered_into(command, gathered, fed))
        return found

    def _valued(
        self, pipeline: tuple[SimpleCommand, ...], new: list[Effect], context: Context
    ) -> tuple[Effect, ...]:
        """What a variable of the line holds goes to another machine."""
        if not leaves(pipeline, Kept(self.variables), {one.program for one in new if one.kind in _SENDS}):
            return ()
        findings = Findings(pipeline[0], context, pipeline[-1].program)
        findings.tell("send.gathered")
        return tuple(findings.effects)

    def _sent(self, findings: Findings, pipeline: tuple[SimpleCommand, ...], sends: Effect) -> None:
        words = [word for command in pipeline for word in _handled(command)]
        words += [word for command in pipeline for word in _read_by(command)]
        words += _below(findings.context.cwd or findings.context.entered, words)
        if self._keys(findings, words, drops=sends.program in _DROPPERS):
            return
        if any(gathers(command) for command in pipeline) or self._named(words) or _inside(pipeline):
            findings.tell("send.gathered", tuple(target.word for target in sends.targets))

    @staticmethod
    def _keys(findings: Findings, words: list[Word], *, drops: bool) -> bool:
        """Whether keys are among the words: folders of them, with `drops` a project's files, too."""
        keys = tuple(
            word
            for word in words
            if _KEYS.match(_plain(word.text)) or (drops and _KEY_FILES.match(_plain(word.text)))
        )
        if not keys or any(word.text.endswith(".pub") for word in keys):
            return False
        findings.tell("send.secret", keys, base=66, message=_KEYS_SENT)
        return True

    def _named(self, words: list[Word]) -> bool:
        return bool(self.names) and any(
            _base(word.text) in self.names or _plain(word.text) in self.names for word in words
        )


def _handled(command: SimpleCommand) -> list[Word]:
    """Its words without the keys and settings that it only uses (`scp -i KEY`)."""
    words = command.words
    found = [word for before, word in pairwise(words) if before.text not in _USES or "=" in word.text]
    folder = next((word.text for before, word in pairwise(words) if before.text in _FROM_FOLDER), "")
    if folder and command.program in _ARCHIVERS:
        found += [plain_word(f"{folder}/{word.text}") for word in found if word.text[:1] == "."]
    return found


def _asked_with(pipeline: tuple[SimpleCommand, ...]) -> list[Word]:
    """What the commands handle whose output is a part of a request: `wget --post-data="$(tail FILE)"`."""
    inner = [
        one
        for command in pipeline
        if command.nested and asks_with_output(command)
        for nested in command.nested
        if nested.kind is NestedKind.SUBSTITUTION
        for one in nested.script.commands
    ]
    return [word for one in inner for word in (*_handled(one), *_read_by(one))]


def _read_by(command: SimpleCommand) -> list[Word]:
    """The files that are redirected into a command."""
    return [one.target for one in command.redirections if one.operator == "<" and one.target is not None]


def _below(folder: str, words: list[Word]) -> list[Word]:
    """In `cd ~/.ssh && tar c . | …`, the folder that the words mean all of."""
    return [plain_word(folder)] if folder and any(word.text in _ALL_HERE for word in words) else []


def gathers(command: SimpleCommand) -> bool:
    """Whether a command puts out what belongs to a person: variables, clipboard, logins, whole folders."""
    program = command.program
    if program in ("echo", "printf"):
        return any(
            piece.hole is Hole.VARIABLE and _SECRET_VARIABLE.search(piece.name)
            for word in command.words[1:]
            for piece in word.pieces
        )
    if any(
        nested.kind in _ELSEWHERE and any(map(gathers, nested.script.commands)) for nested in command.nested
    ):
        return True
    if program not in _PROGRAMS:
        return bool(_WORDED.match(" ".join((program, *[word.text for word in command.words[1:6]]))))
    if program in _ARCHIVERS:
        return any(_WHOLE.match(word.text) for word in command.words[1:])
    if program in ("env", "printenv", "set", "history", "id", "w", "who", "last") and len(command.words) == 1:
        return not command.nested
    text = " ".join((program, *(word.text for word in command.words[1:])))
    return len(text) < _LONGEST and _COMMANDS.match(text) is not None


def keep_gathered(names: dict[str, Worth], pipeline: tuple[SimpleCommand, ...]) -> None:
    """Notes the variables that a pipeline fills with what it gathers, forgets what it sets anew."""
    command = pipeline[-1]
    if names:
        set_anew(names, command, surely=surely_done(pipeline))
    if not command.nested:
        return
    inner = substituted(command)
    if any(map(_gathers_all, inner)) and _NARROWING.isdisjoint([one.program for one in inner]):
        names.update(dict.fromkeys(given(command), Worth.SHOWN))


def sends_gathered(script: Script, kept: Kept, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """What a line with these effects sends of what variables hold since an earlier line."""
    if not any(one.rule == "send.secret" for one in uses(script, kept, effects)):
        return ()
    findings = Findings(SimpleCommand(), Context(), "")
    findings.tell("send.gathered")
    return tuple(findings.effects)


def _gathers_all(command: SimpleCommand) -> bool:
    """Whether it gathers, and does not only ask for one thing that a request needs (`printenv HOME`)."""
    return gathers(command) and (
        command.program not in _ASKED_FOR or [word.text for word in command.words] == ["printenv"]
    )


def _inside(pipeline: tuple[SimpleCommand, ...]) -> bool:
    """A substitution among the sender's words that gathers (`curl -d "$(pbpaste)"`)."""
    return any(
        gathers(one)
        for command in pipeline
        for nested in command.nested
        if nested.kind in (NestedKind.SUBSTITUTION, NestedKind.PROCESS)
        for one in nested.script.commands
        if one.program not in _ASKED_FOR
    )


def _gathered_into(command: SimpleCommand, gathered: bool, fed: bool) -> set[str]:
    """Names of the files into which a command puts what it, or what it is fed by, gathers.

    Args:
        gathered: whether any command of its pipeline gathers.
        fed: whether one before the last does.
    """
    text = " ".join(word.text for word in command.words)
    made = set()
    if gathered:
        targets = [one.target.text for one in command.redirections if one.operator[:1] == ">" and one.target]
        made = {_base(target) for target in targets} | {target for target in targets if "/" in target}
    if command.program in _ARCHIVERS and (fed or gathers(command)):
        made |= {_base(word.text) for word in command.words[1:] if not _WHOLE.match(word.text)}
    elif _FILES.match(text):
        made |= {_base(word.text) for word in command.words[1:]}
    return {name for name in made if "." in name or len(name) > 2}


def _copied_into(command: SimpleCommand) -> set[str]:
    """Names of the files into which a command puts the secret that it reads."""
    made = {one.target.text for one in command.redirections if one.operator[:1] == ">" and one.target}
    if command.program in _COPIERS:
        given = [word.text for word in command.words[1:] if word.text[:1] != "-"]
        made |= set(given[-1:])
        made |= {_base(text) for text in given[:-1] if "*" not in text}  # `cp KEY .` keeps the name
    return {name for one in made if len(name := _base(one)) > 2 and not one.startswith("/dev/")}


def _plain(text: str) -> str:
    """Without an `@`, `name=@` or `file=` in front."""
    return re.sub(r"^(?:[\w-]+=)?@|^[\w-]+=", "", text)


def _base(text: str) -> str:
    return _plain(text).rsplit("/", 1)[-1]
