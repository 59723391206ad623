"""Making a rule from a recorded line: what it may be, and putting it into the settings."""

from __future__ import annotations

from shellguard.audit.query import Entry
from shellguard.cli.log.rejudging import in_force, is_whole, judged_anew, meant
from shellguard.cli.log.review_state import Rule
from shellguard.cli.try_patterns import narrowest
from shellguard.daemon.settings_watch import narrowest_pattern
from shellguard.errors import ShellguardError
from shellguard.policy.decision import Action
from shellguard.settings.edit import add_pattern
from shellguard.settings.folder_rules import add_folder_rule

_FOLDER, _EVERYWHERE, _CONFIRM, _DENY = "f", "a", "c", "d"
_LISTS = {_EVERYWHERE: "policy.always_allow", _CONFIRM: "policy.always_confirm", _DENY: "policy.always_deny"}
_SAID = {
    _FOLDER: "not ask in this folder",
    _EVERYWHERE: "not ask anywhere",
    _CONFIRM: "always ask",
    _DENY: "never run",
}


def rule_for(entry: Entry) -> Rule:
    """The rule that can be made from a line, judged as of today.

    Raises:
        ShellguardError: none can, and why.
    """
    if not entry.is_line:
        raise ShellguardError("a rule is made from a line")
    if not is_whole(entry):
        raise ShellguardError("the record does not hold this line as it was typed: no rule can be made")
    grounds = in_force()
    cwd = str(entry.record.get("cwd", ""))
    verdict = judged_anew(entry, grounds)
    action = meant(verdict)
    if action is Action.DENY:
        raise ShellguardError(
            "this line is never run; to allow it, edit the settings (shellguard config edit)"
        )
    if action is Action.ALLOW:
        pattern = narrowest_pattern(verdict)
        if not pattern:
            raise ShellguardError("there is no command in this line")
        return Rule((pattern,), {key: _SAID[key] for key in (_CONFIRM, _DENY)})
    patterns = narrowest(verdict, grounds.settings(cwd).policy)
    if not patterns:
        raise ShellguardError("no pattern can let through just this line")
    keys = (_FOLDER, _EVERYWHERE) if cwd.startswith("/") else (_EVERYWHERE,)
    return Rule(patterns, {key: _SAID[key] for key in keys})


def keep(rule: Rule, key: str, entry: Entry) -> str:
    """Adds a rule with the scope that *key* stands for; gives back what to tell.

    Raises:
        ShellguardError: the settings can't be written.
    """
    for pattern in rule.patterns:
        if key == _FOLDER:
            file = add_folder_rule(str(entry.record.get("cwd", "")), pattern)
        else:
            file = add_pattern(_LISTS[key], pattern)
    return f"added to {file}: {_SAID[key]}"
