"""The hooks that a command of git runs by itself, wherever the settings put them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shellguard.parsing.nested import foreign_code
from shellguard.parsing.nested.git_aliases import kept, settings_given
from shellguard.parsing.nested.wrapping import valued_before
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_HOOKS = {
    "commit": ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"),
    "push": ("pre-push",),
    "checkout": ("post-checkout",),
    "switch": ("post-checkout",),
    "merge": ("pre-merge-commit", "post-merge"),
    "pull": ("post-merge", "pre-rebase", "post-rewrite"),
    "rebase": ("pre-rebase", "post-rewrite"),
    "cherry-pick": ("prepare-commit-msg", "post-commit"),
    "revert": ("prepare-commit-msg", "post-commit"),
    "am": ("applypatch-msg", "pre-applypatch", "post-applypatch"),
}
_LEFT_OUT = {
    "commit": ("pre-commit", "commit-msg"),
    "push": ("pre-push",),
    "merge": ("pre-merge-commit", "commit-msg"),
    "rebase": ("pre-rebase",),
}
_NOT_CHECKED = {"commit": ("--no-verify", "-n"), "push": ("--no-verify",), "merge": ("--no-verify",)}
_ONLY_TRIED = ("--dry-run", "--help", "-h")
_TAKING = valued_before("git")
_SAID = "core.hookspath"
_PLACE = re.compile(r"(?im)^\s*hookspath\s*=\s*\"?([^\"\n#;]+?)\"?\s*$")
_INTERPRETER = re.compile(r"#![ \t]*(?:\S*/env[ \t]+(?:-\S+[ \t]+)*)?(?:\S*/)?([\w.+-]+)")
_ABOVE = ("", "../", "../../", "../../../")


def run_by(nester: ScriptFinder, command: SimpleCommand) -> list[Nested]:
    """The hooks of the repository one is in (up to three folders above), as scripts of their own."""
    name, folder = _asked(command)
    texts = [word.text for word in command.words]
    hooks = _HOOKS.get(name, ())
    if not hooks or any(text in _ONLY_TRIED for text in texts):
        return []
    if any(text in _NOT_CHECKED.get(name, ("--no-verify",)) for text in texts):
        hooks = tuple(hook for hook in hooks if hook not in _LEFT_OUT.get(name, ()))
    environment = nester.environment
    inside, marker = environment.inside, f"hooks {folder} {name}"
    if marker in inside:
        return []
    environment.inside = inside | {marker}
    found: list[Nested] = []
    for above in _ABOVE if not folder else ("",):
        top = f"{folder.rstrip('/')}/{above}" if folder else above
        settings = nester.file(literal_word(f"{top}.git/config"))
        if settings is not None:
            found = _of(nester, top, settings, hooks, _said(nester, command))
            break
    environment.inside = inside
    return found


def _asked(command: SimpleCommand) -> tuple[str, str]:
    """The subcommand, and the folder that `-C` names; "" for a subcommand that is not known."""
    folder, words, place = "", command.words, 1
    while place < len(words) and words[place].text.startswith("-"):
        if words[place].text in _TAKING:
            place += 1
            if place < len(words) and words[place - 1].text == "-C":
                folder = words[place].value or "$"
        place += 1
    name = words[place].value or "" if place < len(words) else ""
    return ("", "") if folder == "$" else (name, folder)


def _said(nester: ScriptFinder, command: SimpleCommand) -> str:
    """What `-c core.hooksPath=…` says, or an earlier command of the line, as a line of settings."""
    said = [earlier] if (earlier := kept(nester, _SAID)) else []
    said += [value for key, value in settings_given(command) if key.lower() == _SAID]
    return f"hooksPath = {said[-1]}" if said else ""


def _of(nester: ScriptFinder, top: str, settings: str, hooks: tuple[str, ...], said: str) -> list[Nested]:
    """The hooks of one repository that are there; `said` is what the command line says of their place."""
    home = nester.environment.lookup("HOME").text or ""
    named = _PLACE.search(said) or _PLACE.search(settings)
    for place in (".gitconfig", ".config/git/config") if home else ():
        named = named or _PLACE.search(nester.file(literal_word(f"{home}/{place}")) or "")
    place = named[1].strip().rstrip("/") if named else ".git/hooks"
    if place.endswith("/_"):  # what husky sets: each of these runs the one above
        place = place.removesuffix("/_")
    folder = place if place.startswith("/") else f"{home}{place[1:]}" if place[0] == "~" else f"{top}{place}"
    entering = f"cd {quote(top)} && " if top else ""
    found: list[Nested] = []
    for hook in hooks:
        text = nester.file(literal_word(f"{folder}/{hook}"))
        first = (text or "").partition("\n")[0]
        interpreter = _INTERPRETER.match(first)
        language = foreign_code.interpreter_of(interpreter[1]) if interpreter else None
        if text and language is not None:
            found.extend(foreign_code.code_in(nester, language.language, text, "git"))
        elif text:
            found.append(nester.shell_text(entering + text, NestedKind.FILE, "git"))
    return found
