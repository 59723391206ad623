"""What code in another language does that stands in the line, by its calls."""

from __future__ import annotations

import re
from dataclasses import replace

from shellguard.effects.code_rules import code_rules
from shellguard.effects.context import Findings
from shellguard.effects.execution.execution import runs_code
from shellguard.effects.execution.fork_bombs import fork_bomb, is_fork_loop
from shellguard.effects.execution.ways_out import SHELL_CALL
from shellguard.effects.touching.touching import base_at, touch, verb_of
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Call, Code, SimpleCommand, Word

_RULES = {
    "delete": "code.delete",
    "overwrite": "code.overwrite",
    "write": "code.write",
    "move": "code.move",
    "chmod": "code.permit",
    "listen": "code.listen",
    "kill": "code.kill",
    "drop": "databases.drop",
    "alter": "databases.alter",
    "send": "code.send",
}
_DELETES = "code.delete"
_OF_TREE = {"code.delete": 62, "databases.alter": 66}  # the base where all that lies below goes too
_DATABASES = frozenset(("sql", "redis", "mongo"))
_NO_ROWS = frozenset(("DROP INDEX", "DROP VIEW", "DROP SEQUENCE", "DROP FUNCTION", "DROP TRIGGER"))
_FOR_TRYING = knowledge("generic").pattern("for_trying", re.IGNORECASE)
_ARGV = re.compile(r"[$@*]*(?:(?:sys|process)\.argv|ARGV|argv)(?:\[(\d{1,2})\])?")
_ARGV_IN_CODE = re.compile(r"\b(?:argv|ARGV)\b")
_OPEN_TO_ALL = re.compile(r"chmod[^;\n]{0,80}?(?<![\w.])0?o?[0-7]?[0-7][0-7][2367](?![\w.])")
_TO_EVERYBODY = 56
_EVALUATES = 54
_BY_WHOEVER_CONNECTS = 58
_COPIES = frozenset(
    ("copy", "copy2", "copyfile", "copytree", "cp", "cp_r", "copyFileSync", "cpSync", "make_archive")
)
_ADDRESS = re.compile(r"\b(?:https?|ftp)://")
_TAKES_IN = frozenset(
    ("include", "include_once", "require", "require_once", "load", "dofile", "loadfile", "do")
)
_OWN_FILE = re.compile(r"(?:\./)?\w[\w-]*(?:[./][\w-]+)*\.(?:php|inc|rb|lua|pl|pm)")
_SHELL_CALL = re.compile(
    r"(^|[\s'\"\[(,=/])(ba|da|z|k|a)?sh(\s+-[a-z]+)*['\"\s\])]*$|/bin/(ba|da|z|k|a)?sh\b"
)


def foreign_code(findings: Findings, code: Code) -> None:
    """The effects of code in another language."""
    for call in code.calls:
        _call(findings, call, of_database=code.language in _DATABASES)
    actions = {call.action for call in code.calls if not _takes_in_own_file(call)}
    executes = actions & {"execute", "evaluate"}
    if "connect" in actions and executes and _SHELL_CALL.search(code.text):
        findings.tell("execute.reverse-shell")
    elif executes and (_SHELL_CALL.search(code.text) or SHELL_CALL.search(code.text)):
        findings.tell("escape.code-shell")
    elif "listen" in actions and executes:
        runs_code(findings, "unknown", _BY_WHOEVER_CONNECTS)
    elif "evaluate" in actions and ("connect" in actions or _ADDRESS.search(code.text)):
        runs_code(findings, "downloaded")
    elif "evaluate" in actions:
        runs_code(findings, "unknown", _EVALUATES)
    if is_fork_loop(code.text):
        fork_bomb(findings)


def _takes_in_own_file(call: Call) -> bool:
    """`include "vendor/autoload.php"`: code of the project at hand, as when it is run."""
    if call.name not in _TAKES_IN or len(call.arguments) != 1 or not call.arguments[0].known:
        return False
    return _OWN_FILE.fullmatch(call.arguments[0].text) is not None


def _call(findings: Findings, call: Call, *, of_database: bool) -> None:
    if call.action == "read":
        touch(findings, "read", call.arguments)
        return
    rule = _RULES.get(call.action)
    if rule is None:
        return
    if of_database and call.action == "delete":
        rule = "databases.delete-all" if call.recursive and not _for_trying(call) else "databases.delete-some"
    elif of_database and call.action == "drop" and (call.name in _NO_ROWS or _for_trying(call)):
        rule = "databases.drop-made-again"
    call = replace(call, arguments=_handed(findings.command, call.arguments))
    verb = verb_of(code_rules()[rule].kind, recursive=call.recursive, append=False)
    touch(findings, verb, call.arguments, rule)
    if call.action == "write" and call.name.rpartition(".")[2] in _COPIES:
        touch(findings, "read", call.arguments[:1])
    if call.action == "move" and len(call.arguments) > 1:
        touch(findings, "put", call.arguments[-1:], rule)
    base = _OF_TREE.get(rule) if call.recursive else None
    if call.action == "chmod" and any(_OPEN_TO_ALL.search(word.text) for word in findings.command.words[1:]):
        base = _TO_EVERYBODY
    elif rule == _DELETES and call.arguments and all(word.known for word in call.arguments):
        own = base or code_rules()[rule].base
        base = base_at(own, verb, call.arguments, findings, call.recursive)
    findings.tell(
        rule,
        call.arguments,
        base=base,
        recursive=call.recursive,
        options={"call": call.name},
    )


def _handed(command: SimpleCommand, arguments: tuple[Word, ...]) -> tuple[Word, ...]:
    """The arguments; the words behind the code where those stand in it as `sys.argv[1]` or `@ARGV`."""
    if not any(not word.known and _ARGV.match(word.text) for word in arguments):
        return arguments
    places = [place for place, word in enumerate(command.words) if _ARGV_IN_CODE.search(word.text)]
    given = tuple(word for word in command.words[places[-1] + 1 :] if word.text != "--") if places else ()
    found: list[Word] = []
    for word in arguments:
        match = _ARGV.match(word.text) if not word.known else None
        number = int(match[1]) - 1 if match and match[1] else None
        if match is None or not given:
            found.append(word)
        elif number is not None and 0 <= number < len(given):
            found.append(given[number])
        else:
            found.extend(one for one in given if one not in found)
    return tuple(found)


def _for_trying(call: Call) -> bool:
    """Whether all tables or databases are only for trying, by their names (`tmp_rows`, `db.tmp_x.drop()`)."""
    whose = call.name.split(".")[-2:-1]
    names = [word.value for word in call.arguments] or list(whose)
    return bool(names) and all(name is not None and _FOR_TRYING.fullmatch(name) for name in names)
