"""`shellguard config`: show, get, set, unset, edit, path, schema."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from shellguard import exit_codes
from shellguard.cli.check import current_folder
from shellguard.cli.terminal import emphasised, may_color
from shellguard.cli.usage import add_action
from shellguard.errors import ShellguardError, reason_of
from shellguard.private_files import write_whole
from shellguard.settings import edit as editing
from shellguard.settings.complaints import unknown_key
from shellguard.settings.layers import value_from_text
from shellguard.settings.load import Loaded, load, user_file
from shellguard.settings.model import Settings, descriptions, key_names
from shellguard.terminal_text import printable


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "config",
        help="show and change settings",
        description="Shows and changes settings. Guarded shells follow at their next line.",
        epilog="example: shellguard config set policy.preset strict",
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    action = add_action(actions, "show", "all settings in force", "--origin")
    action.add_argument("--origin", action="store_true", help="say where each value comes from")
    action.add_argument("--json", action="store_true", help="print one JSON object")
    action.set_defaults(run=show)
    action = add_action(actions, "get", "one value in force", "policy.allow_up_to")
    action.add_argument("key", metavar="KEY", help="such as policy.allow_up_to")
    action.add_argument("--json", action="store_true", help="print it as JSON")
    action.set_defaults(run=get)
    action = add_action(actions, "set", "set a value in your file; comments there stay", "mode observe")
    action.add_argument("key", metavar="KEY", help="such as policy.allow_up_to")
    action.add_argument("value", metavar="VALUE", help="as TOML writes it; plain text needs no quotes")
    action.set_defaults(run=set_value)
    action = add_action(actions, "unset", "take a value out of your file", "mode")
    action.add_argument("key", metavar="KEY", help="such as policy.allow_up_to")
    action.set_defaults(run=unset)
    action = add_action(actions, "edit", "open your file in $VISUAL or $EDITOR, checked when saved")
    action.set_defaults(run=edit)
    add_action(actions, "path", "where your file is").set_defaults(run=path)
    action = add_action(actions, "schema", "every key with its type, as a JSON schema")
    action.add_argument("--json", action="store_true", help="the same: a schema is JSON anyway")
    action.set_defaults(run=schema)


def show(arguments: argparse.Namespace) -> int:
    """Prints every value in force. 1 when a source is faulty: what is wrong is on stderr."""
    loaded = _loaded()
    if arguments.json:
        print(json.dumps(_as_object(loaded, origin=arguments.origin)))
    else:
        print("\n".join(_as_lines(loaded, origin=arguments.origin, color=may_color(sys.stdout))))
    for error in loaded.errors:
        print(f"shellguard: {printable(str(error), keep=chr(10))}", file=sys.stderr)
    if loaded.untrusted:
        print(f"not in force until `shellguard trust`: {printable(str(loaded.untrusted))}", file=sys.stderr)
    return exit_codes.FAILED if loaded.errors else exit_codes.DONE


def get(arguments: argparse.Namespace) -> int:
    """Prints one value: text as it is, to a program; anything else as TOML."""
    value = _value(_loaded().settings, arguments.key)
    if arguments.json:
        print(json.dumps(value))
    elif isinstance(value, str) and not sys.stdout.isatty():
        print(value)
    else:
        print(printable(value if isinstance(value, str) else _toml(value), keep="\n\t"))
    return exit_codes.DONE


def set_value(arguments: argparse.Namespace) -> int:
    """Sets one value of the user's file; text where text is wanted need not be quoted."""
    value = value_from_text(arguments.value)
    if arguments.key in key_names() and isinstance(_value(Settings(), arguments.key), str):
        value = value if isinstance(value, str) else arguments.value
    file = editing.set_value(arguments.key, value)
    print(f"{arguments.key} = {printable(_toml(value))}  ({printable(str(file))})")
    return exit_codes.DONE


def unset(arguments: argparse.Namespace) -> int:
    """Takes one value out of the user's file."""
    file = editing.unset(arguments.key)
    print(f"{printable(arguments.key)} is no longer set in {printable(str(file))}")
    return exit_codes.DONE


def edit(_: argparse.Namespace) -> int:
    """Lets the person edit a copy, checks it, and only then puts it in the file's place.

    Raises:
        ShellguardError: no editor, no terminal for it, or a faulty copy, which stays where the message says.
    """
    editor, file = _editor(), user_file()
    before = _text_of(file) if file.exists() else starting_text()
    with tempfile.NamedTemporaryFile(
        "w", suffix=".toml", prefix="shellguard-", delete=False, encoding="utf-8", errors="surrogateescape"
    ) as stream:
        stream.write(before)
    draft = Path(stream.name)
    ended = _opened(editor, draft)
    after = _text_of(draft)
    if ended != 0:
        draft.unlink()
        raise ShellguardError(f"nothing changed: the editor ended with {ended}", where=editor)
    if after == before:
        draft.unlink()
        print("nothing changed", flush=True)
        if file.exists():
            editing.check_text(before, str(file))
        return exit_codes.DONE
    editing.check_text(after, str(draft))
    write_whole(file, after)
    draft.unlink()
    print(f"saved {printable(str(file))}")
    return exit_codes.DONE


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        what = f"the settings file can't be read: {reason_of(error)}"
        raise ShellguardError(what, where=str(file)) from error


def _editor() -> str:
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen and not (sys.stdin.isatty() and sys.stdout.isatty()):
        hint = "shellguard config set KEY VALUE changes one value"
        raise ShellguardError("an editor needs a terminal, and there is none here", hint=hint)
    return chosen or "vi"


def _opened(editor: str, draft: Path) -> int:
    """How the editor ended; where it can't be started the draft goes."""
    try:
        return subprocess.run([*shlex.split(editor), str(draft)], check=False).returncode
    except (OSError, ValueError) as error:
        draft.unlink()
        what, hint = f"the editor can't be started: {reason_of(error)}", "set EDITOR to one that is there"
        raise ShellguardError(what, where=editor, hint=hint) from error


def path(_: argparse.Namespace) -> int:
    """Prints where the user's file is, whether or not it exists."""
    print(user_file())
    return exit_codes.DONE


def schema(_: argparse.Namespace) -> int:
    """Prints the JSON schema of a settings file."""
    print(json.dumps(Settings.model_json_schema(), indent=2))
    return exit_codes.DONE


def starting_text() -> str:
    """A settings file with every key, its default and what it is for, all as comments."""
    lines = ["# shellguard's settings; take the # from a line to set it", ""]
    section = ""
    for key, what in descriptions().items():
        table, _, name = key.rpartition(".")
        if table != section:
            section = table
            lines += ["", f"[{table}]"]
        lines += [f"# {what}", f"# {name} = {_toml(_value(Settings(), key))}"]
    return "\n".join(lines) + "\n"


def _loaded() -> Loaded:
    return load(cwd=current_folder())


def _value(settings: Settings, key: str) -> Any:
    """One value as plain data.

    Raises:
        ShellguardError: there is no such key.
    """
    if key not in key_names():
        raise unknown_key(key, "")
    value: Any = settings.model_dump(mode="json")
    for name in key.split("."):
        value = value[name]
    return value


def _as_object(loaded: Loaded, *, origin: bool) -> dict[str, Any]:
    values = {key: _value(loaded.settings, key) for key in key_names()}
    if not origin:
        return values
    return {
        key: {"value": value, "origin": [str(one) for one in loaded.origins[key]]}
        for key, value in values.items()
    }


def _as_lines(loaded: Loaded, *, origin: bool, color: bool) -> list[str]:
    lines = []
    for key, value in _as_object(loaded, origin=False).items():
        line = f"{key} = {printable(_toml(value))}"
        if origin:
            said = ", ".join(printable(str(one)) for one in loaded.origins[key])
            line = f"{line.ljust(40)}  {emphasised('# ' + said, '2', color)}"
        lines.append(line)
    return lines


def _toml(value: Any) -> str:
    """A plain value as TOML writes it (JSON writes texts, numbers, lists and booleans the same way)."""
    return json.dumps(value, ensure_ascii=False)
