"""A script and what is known of its programs, read into effects: pure, total, and fast for plain lines."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from shellguard.effects import consoles, quoted_commands, shell_outs, shell_settings, unknown_wrappers
from shellguard.effects.context import Context, Findings
from shellguard.effects.current_folder import Went, gone_within
from shellguard.effects.effect import Effect
from shellguard.effects.execution import (
    executing_variables,
    execution,
    foreign_calls,
    fork_bombs,
    opened_shells,
    read_variables,
)
from shellguard.effects.execution.fetched_files import FEEDING, Fetched
from shellguard.effects.execution.kept_programs import keep_made, kept_program
from shellguard.effects.names import globbed_system_files, loop_turns, name_collisions
from shellguard.effects.names.bound_folders import seen_from_here
from shellguard.effects.names.handed_names import says_what_is_listed, takes_changes_back
from shellguard.effects.names.links_in_line import LINKING, note_link, through_links
from shellguard.effects.names.repetition import MANY, Quiet
from shellguard.effects.names.spelling import plainly_spelt, with_defaults
from shellguard.effects.packs.packs import Packs, packaged
from shellguard.effects.packs.places import path_of
from shellguard.effects.planted_settings import planted
from shellguard.effects.programs import apply_pack, told_to_run
from shellguard.effects.redirections import behind_group, opened, redirected, tee_over_source
from shellguard.effects.scripts_by_name import as_service, read_named_script
from shellguard.effects.touching import finding_files
from shellguard.effects.touching.changed_jobs import keeps_other_jobs
from shellguard.effects.touching.gathered_data import Gathered
from shellguard.effects.touching.kept_secrets import without_keeping
from shellguard.effects.touching.leaks import leaks
from shellguard.effects.touching.shared_history import SharedHistory
from shellguard.effects.touching.shown_rights import without_shown_rights
from shellguard.effects.wording import appearance, generic, signs
from shellguard.effects.wording.turned_on_again import without_restarts
from shellguard.parsing.grammar.crude import crude_commands
from shellguard.parsing.nested.carrying import xargs_options
from shellguard.parsing.reading import read
from shellguard.parsing.script import Connection, NestedKind, Script, SimpleCommand
from shellguard.parsing.shell_state import NOTHING_KNOWN, ShellState

_DEEPEST = 40
_MOST_GUESSED = 90
_GRAVE = 60
_READ_AS_LINES = frozenset((NestedKind.SHELL, NestedKind.REMOTE, NestedKind.LATER))
_READ_LOOSELY = frozenset(("other", "lisp"))  # languages of which only names are known
_QUOTE = re.compile(r"['\"]")
_MOST = 12_000  # as many as are read, so that none is left out
_PROMPTS = re.compile(r"-[0rtxo]*p[0rtxop]*|--interactive")
_NEAR = 24  # commands of a pipeline that are looked at before and after one


@dataclass(slots=True)
class _Line:
    """What is gathered over a whole line."""

    packs: Packs
    folder: str = ""  # where the line begins
    back: str | None = None  # where `cd -` leads then
    at_once: bool = False  # bash reads all of it before any of it can change an alias
    effects: list[Effect] = field(default_factory=list)
    fetched: Fetched = field(default_factory=Fetched)
    gathered: Gathered = field(default_factory=Gathered)
    history: SharedHistory = field(default_factory=SharedHistory)
    made: dict[str, str] = field(default_factory=dict)  # variables that hold what was downloaded or decoded
    loop: SimpleCommand | None = None  # what holds the redirections of the loop that reads lines
    quiet: Quiet = field(default_factory=Quiet)
    commands: int = 0
    links: dict[str, str] = field(default_factory=dict)  # symbolic links that the line made, and where to
    reading: int = 0  # of an unfinished text, which is read twice: what is not grave the first one tells

    @property
    def state(self) -> tuple[object, ...]:
        """Changes with everything that matters to later commands of known words."""
        put = self.history.put_by is not None
        return (*self.fetched.state, self.gathered.size, len(self.made), len(self.links), put)


def effects_of(
    script: Script, shell: ShellState = NOTHING_KNOWN, packs: Packs | None = None
) -> tuple[Effect, ...]:
    """What the script would do to what; nested scripts count with their context. Total: never raises.

    Args:
        packs: what is known of programs; the packaged packs unless given.
    """
    back = (shell.variables.get("OLDPWD") or None) if "OLDPWD=" not in script.text else None
    line = _Line(packs or packaged(), shell.cwd, at_once="\n" not in script.text, back=back)
    context = Context(privileged=shell.uid == 0, cwd=shell.cwd, home=shell.home)
    line.effects.extend(appearance.of_text(script.text))
    whole = Findings(script.commands[0] if script.commands else SimpleCommand(), context, "")
    if fork_bombs.is_fork_bomb(script.text):
        fork_bombs.fork_bomb(whole)
    signs.read_line(script.text, whole)
    line.effects.extend(whole.effects)
    _script(script, context, line, 0)
    if script.problems and generic.is_statement(script.text):
        findings = Findings(SimpleCommand(), context, "")
        generic.statement(findings)
        line.effects.extend(findings.effects)
    if script.unfinished:
        # The shell would ask for more; what stands there already is judged as far as it goes.
        crude = replace(line, effects=[], quiet=Quiet(), reading=1)
        _script(Script(commands=tuple(crude_commands(script.text))), context, crude, 0)
        line.effects.extend(map(_never_refused, crude.effects))
        line.quiet = crude.quiet
        _within_open_quotes(script.text, context, line)
    effects = seen_from_here(name_collisions.another_in_each_turn(line.effects, script), script)
    return without_restarts(without_keeping(without_shown_rights(effects, script), script), script)


def _within_open_quotes(text: str, context: Context, line: _Line) -> None:
    """What an unfinished text would do if its quotes were none: only what is grave counts."""
    if not _QUOTE.search(text):
        return
    inner = _Line(line.packs, line.folder, commands=line.commands, quiet=line.quiet, reading=2)
    _script(read(_QUOTE.sub(" ", text)), replace(context, conditional=True), inner, 0)
    line.effects.extend(_never_refused(effect) for effect in inner.effects if effect.base >= _GRAVE)


def _never_refused(effect: Effect) -> Effect:
    """The same, asked about at most: words are taken apart here that the shell would take as one."""
    return replace(effect, base=min(effect.base, _MOST_GUESSED), floor=min(effect.floor, _MOST_GUESSED))


def _script(script: Script, context: Context, line: _Line, depth: int) -> None:
    folders, went = [context.cwd], Went(context.home, None if depth else line.back)
    entered = ""
    subshells = 0
    commands = script.commands
    around = context
    start = 0
    while start < len(commands):
        end = start + 1
        while end < len(commands) and commands[end].pipeline == commands[start].pipeline:
            end += 1
        pipeline = commands[start:end]
        now = pipeline[0].frames.count("subshell") + pipeline[0].frames.count("background")
        if pipeline[0].connection is not Connection.AND or now != subshells:
            entered = ""
        while now > subshells:
            folders.append(folders[-1])
            subshells += 1
        while now < subshells and len(folders) > 1:
            folders.pop()
            subshells -= 1
            went.left()
        if (folders[-1], entered or context.entered) != (around.cwd, around.entered):
            origin = context.cwd if entered else context.start
            around = replace(context, cwd=folders[-1], entered=entered or context.entered, start=origin)
        if pipeline[0].program == "read":
            line.loop = read_variables.redirected_loop(commands, start)
        key = line.quiet.of_pipeline(pipeline, around, line.state) if len(commands) > MANY else None
        seen = behind_group(commands, start, around)
        if key is None or seen is not around:
            _pipeline(pipeline, seen, line, depth)
        else:
            _once(pipeline, around, line, depth, key)
        if len(pipeline) == 1:
            folders[-1] = went.after(pipeline[0], folders[-1])
        if len(pipeline) == 1 and pipeline[0].program in ("cd", "pushd"):
            entered = _entered(pipeline[0], entered)
        start = end


def _once(
    pipeline: tuple[SimpleCommand, ...], context: Context, line: _Line, depth: int, key: tuple[Hashable, ...]
) -> None:
    """A pipeline of known words, unless one like it was found to do nothing."""
    twice = 0 if depth or line.fetched.made else line.reading
    if key in line.quiet or (twice > 1 and line.quiet.is_mild(pipeline, key, context)):
        return
    count, state = len(line.effects), line.state
    _pipeline(pipeline, context, line, depth)
    if state != line.state:
        return
    if count == len(line.effects):
        line.quiet.add(key, context)
    if twice and all(effect.base < _GRAVE for effect in line.effects[count:]):
        line.quiet.add_mild(pipeline, key, context)


def _entered(command: SimpleCommand, before: str) -> str:
    """The folder that `cd` surely enters if it succeeds, "" where that can't be told."""
    operands = command.words[1:]
    folder = path_of(operands[0]) if len(operands) == 1 else "-"
    if folder.startswith("-") or not (operands[0].known or folder == "~"):
        return ""
    return folder if folder.startswith(("/", "~")) else posixpath.join(before, folder)


def _pipeline(pipeline: tuple[SimpleCommand, ...], context: Context, line: _Line, depth: int) -> None:
    first = len(line.effects)
    feeding = line.fetched.feeding
    if len(pipeline) > 1:
        line.fetched.feeding = not FEEDING.isdisjoint([one.program for one in (*pipeline, *context.upstream)])
    many = line.quiet.of_each(pipeline) if len(pipeline) > MANY else ()
    folders = gone_within(pipeline, context.cwd, context.home)
    for index, command in enumerate(pipeline):
        if line.commands >= _MOST:
            return
        line.commands += 1
        around = replace(context, cwd=folders[index]) if folders else context
        key = state = None
        if many:
            state = line.state
            key = line.quiet.of_window(many, index, _NEAR, context, state)
            if key is not None and key in line.quiet:
                continue
        if len(pipeline) > 1:
            before = pipeline[:index] if index < _NEAR else pipeline[:1] + pipeline[index - _NEAR : index]
            after = pipeline[index + 1 : index + 1 + _NEAR]
            around = around.piped(before or context.upstream, after)
        count = len(line.effects)
        _command(command, around, line, depth)
        if key is not None and count == len(line.effects) and state == line.state:
            line.quiet.add(key, context)
    line.fetched.feeding = feeding
    line.effects.extend(leaks(pipeline, line.effects[first:], context))
    line.effects.extend(line.gathered.take(pipeline, line.effects[first:], context))


def _command(command: SimpleCommand, context: Context, line: _Line, depth: int) -> None:
    command = plainly_spelt(command, context.cwd, line.folder)
    if line.links:
        command = through_links(command, line.links)
    if command.nested or command.program in LINKING:
        note_link(line.links, command)
    findings = Findings(command, context, command.program)
    shell_settings.read_own_names(findings)
    unknown = [word for word in command.words if not word.known]
    if command.definition:
        _inside(findings, line, depth)  # a hook of the shell's runs later, other bodies are left out there
        line.effects.extend(findings.effects)
        return
    if command.words and not (line.at_once and not depth and _stood_over(command, line)):
        _program(findings, line)
        execution.computed_program(findings)
        kept_program(findings, line.made)
        possible = with_defaults(command) if unknown else None
        if possible is not None:
            _program(Findings(possible, context, command.program, findings.effects), line)
    elif command.redirections and not command.words:
        line.fetched.put_down(command)
    if command.assignments:
        executing_variables.read_assignments(findings)
    if unknown or (command.words and command.redirections):
        _each_turn(findings, line)
    keep_made(line.made, command)
    if command.program in read_variables.READERS:
        read_variables.keep_taken(line.made, findings, line.fetched, line.loop)
    elif command.program == "exec" and command.redirections:
        read_variables.keep_opened(line.made, command, line.fetched)
    shell_settings.read_settings(findings)
    for redirection in opened(command):
        redirected(findings, redirection)
    _inside(findings, line, depth)
    line.effects.extend(findings.effects)


def _stood_over(command: SimpleCommand, line: _Line) -> bool:
    """Whether an alias or a function runs in its place, and nothing in that but programs that are known.

    What hands its words on to another program may do with it what the name says.
    """
    return any(one.instead for one in command.nested) and all(
        line.packs.knows(within.program)
        for one in command.nested
        for within, _ in one.script.walk()
        if within.words and within.program != command.program
    )


def _each_turn(findings: Findings, line: _Line) -> None:
    """What the command does with one of the values of a loop only: what is grave, and by another rule."""
    turns = []
    for command in loop_turns.in_turns(findings.command):
        turns.append(Findings(command, findings.context, command.program))
        _program(turns[-1], _Line(line.packs, line.folder))
        for redirection in opened(command):
            redirected(turns[-1], redirection)
    if turns:
        findings.effects[:] = loop_turns.as_in_turns(findings.effects, turns)


def _inside(findings: Findings, line: _Line, depth: int) -> None:
    """What runs inside a command or because of it."""
    command, context = findings.command, findings.context
    if not command.nested or _asks_itself(findings):
        return
    many = len(command.nested) > MANY
    for nested in command.nested:
        if nested.kind is NestedKind.DEFINITION:
            continue
        key = line.quiet.of_nested(nested, context, line.state) if many else None
        if key is not None and key in line.quiet:
            continue
        before = (line.state, len(line.effects), len(findings.effects)) if key is not None else ()
        inner = context.within(nested, command)
        if nested.kind is NestedKind.PROCESS and _prints_into(command):
            inner = replace(inner, upstream=(*context.upstream, command))
        execution.unknown_code(findings, nested, line.made)
        if nested.code is not None:
            within = Findings(command, inner, findings.program, findings.effects)
            foreign_calls.foreign_code(within, nested.code)
            signs.read_code(nested.code.text, within)
            if nested.kind is NestedKind.CODE and nested.code.language in _READ_LOOSELY:
                _quoted(quoted_commands.commands_in(nested.code.text, line.packs), within, line)
        if nested.kind in _READ_AS_LINES and len(nested.script.commands) > 1:
            signs.read_line(nested.script.text, Findings(command, inner, findings.program, findings.effects))
        if depth < _DEEPEST and nested.script.commands:
            _script(nested.script, inner, line, depth + 1)
        if key is not None and before == (line.state, len(line.effects), len(findings.effects)):
            line.quiet.add(key, context)


def _quoted(texts: list[str], findings: Findings, line: _Line, least: int = 0) -> None:
    """What commands would do that stand as texts where whoever reads them most likely runs them."""
    for text in texts:
        inner = _Line(line.packs, line.folder, commands=line.commands)
        _script(read(text), findings.context, inner, _DEEPEST - 1)
        told = {effect.rule for effect in findings.effects}
        findings.effects.extend(
            replace(_never_refused(effect), certain=False)
            for effect in inner.effects
            if effect.base >= least and effect.rule not in told
        )


def _prints_into(command: SimpleCommand) -> bool:
    """`curl … > >(sh)`: what it prints goes to the command within."""
    return any(
        one.operator[:1] == ">" and one.target is not None and one.target.text.startswith(">(")
        for one in command.redirections
    )


def _asks_itself(findings: Findings) -> bool:
    """`find -ok` asks before each command, and `xargs -p` on the terminal, whatever is piped in."""
    if findings.program == "xargs":
        return any(map(_PROMPTS.fullmatch, xargs_options(findings.command.words)))
    words = {word.text for word in findings.command.words} if findings.program == "find" else set()
    asks = bool(words & {"-ok", "-okdir"}) and not words & {"-exec", "-execdir"}
    return asks and not findings.context.upstream


def _program(findings: Findings, line: _Line) -> None:
    findings = as_service(findings)
    command, program = findings.command, findings.program
    node = line.packs.of(command.program)
    if node is not None:
        _quoted(told_to_run(apply_pack(findings, node)), findings, line, _GRAVE)
        if node.escapes and findings.context.privileged and _by_wrapper(findings.context):
            findings.tell("escape.from-within")
    if program == "find":
        finding_files.deletes(findings)
    if program in ("find", "xargs"):
        finding_files.edits_store(findings)
    if program in execution.INTERPRETERS:
        execution.reads_code(findings)
        opened_shells.shell_in_wrapper(findings)
        read_named_script(findings, line.packs)
    executing_variables.read_declared(findings)
    if command.nested:
        execution.reads_printed(findings)
        executing_variables.read_wrapped_assignments(findings)
    line.fetched.take(findings)
    signs.read_signs(findings)
    globbed_system_files.read_globs(findings)
    name_collisions.puts_one_by_one(findings)
    tee_over_source(findings)
    takes_changes_back(findings)
    says_what_is_listed(findings)
    keeps_other_jobs(findings)
    line.history.take(findings)
    generic.read_words(findings, node)
    if command.redirections or command.nested or findings.context.upstream or findings.context.fed:
        consoles.read_lines(findings, node)
    if node is None and not command.nested and len(command.words) > 2:
        unknown_wrappers.read_command_behind(findings, line.packs)
    _quoted(shell_outs.handed_out(command), findings, line)
    _quoted(planted(findings), findings, line, _GRAVE)
    if node is None and not command.nested and not line.packs.knows(program):
        _quoted(quoted_commands.commands_behind(command, line.packs), findings, line, _GRAVE)


def _by_wrapper(context: Context) -> bool:
    return any(nested.privileged for nested in context.around)
