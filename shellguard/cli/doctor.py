"""`shellguard doctor`: what is there, and the proof that a guarded shell blocks."""

from __future__ import annotations

import argparse
import json
import os
import platform
import stat
import sys
from pathlib import Path
from typing import Any

from shellguard import __version__, exit_codes, paths
from shellguard.cli.init import own_command
from shellguard.cli.setup import other_login_shell
from shellguard.cli.shell import guarding_hook
from shellguard.cli.terminal import emphasised, may_color
from shellguard.cli.this_process import differing_settings, said_of_differing
from shellguard.daemon.settings_watch import SettingsWatch
from shellguard.errors import ShellguardError
from shellguard.private_files import who_may_change
from shellguard.rehearsal import other_tools, proof
from shellguard.rehearsal.stage import Stage
from shellguard.setup import startup_files, units
from shellguard.setup.bash_program import find_bash
from shellguard.setup.hook_copy import hook_copy
from shellguard.setup.opening import opens_guarded
from shellguard.terminal_text import printable
from shellguard.wire import client

_DAEMON_SECONDS = 60.0


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "doctor",
        help="prove that a guarded shell blocks",
        description="Says what is installed and what else lives in your bash, then proves blocking: types "
        "harmless lines that are forbidden for the occasion into a guarded bash, in scratch folders, with a "
        "daemon of its own. Ends with 0 when every one was blocked.",
        epilog="example: shellguard doctor --json",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Looks, proves, tells; 0 when blocking was proved.

    Raises:
        ShellguardError: there is no bash that can be guarded, or no scratch folder.
    """
    report = _installation()
    if not arguments.json:
        print(_installation_in_words(report), flush=True)
        print("\nproving that a guarded shell blocks …", flush=True)
    found = _prove(report["bash"]["path"])
    report["tools"] = found.tools
    report["proof"] = {
        "blocks": found.blocks,
        "with_own_bashrc": found.own_file,
        "why_not": found.why_not,
        "round_trip_us": found.round_trip_us,
        "trials": [{"key": one.key, "blocked": one.blocked, "seen": one.seen} for one in found.trials],
    }
    print(json.dumps(report) if arguments.json else _proof_in_words(found))
    return exit_codes.DONE if found.blocks else exit_codes.FAILED


def _prove(bash: str) -> proof.Proof:
    """With the person's own ~/.bashrc; where no prompt comes of that, without."""
    with Stage(proof.SETTINGS, own_command()) as stage:
        stage.start_daemon()
        if not stage.daemon_came_up(_DAEMON_SECONDS):
            said = stage.daemon_said or "run `shellguard daemon run` to see what it says"
            return proof.Proof(own_file=False, why_not=f"the daemon did not come up: {said}")
        home = os.environ.get("HOME", "")
        own_file = bool(home) and Path(home, ".bashrc").is_file()
        found = proof.prove(stage, bash, guarding_hook(), home if own_file else None)
        if found.why_not and own_file:
            return proof.prove(stage, bash, guarding_hook(), None)
        return found


def _installation() -> dict[str, Any]:
    bash = find_bash()
    return {
        "version": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "command": own_command(),
        "bash": {"path": bash.path, "version": bash.version},
        "terminal": os.environ.get("TERM", ""),
        "login_shell": os.environ.get("SHELL", ""),
        "setup": _setup(bash.path),
        "daemon": _daemon(),
        "settings": _settings(),
        "folders": {
            name: _folder(find)
            for name, find in (
                ("runtime", paths.runtime_dir),
                ("state", paths.state_dir),
                ("config", paths.config_dir),
            )
        },
    }


def _setup(bash: str) -> dict[str, Any]:
    try:
        files = [str(path) for path in startup_files.loading_files(Path.home())]
        copy = hook_copy()
        current = copy.exists() and copy.read_text(encoding="utf-8") == guarding_hook()
    except (ShellguardError, OSError, UnicodeDecodeError) as error:
        return {
            "files": [],
            "hook": "",
            "hook_is_current": False,
            "units": [],
            "opens_guarded": None,
            "error": str(error),
        }
    return {
        "files": files,
        "hook": str(copy) if copy.exists() else "",
        "hook_is_current": current,
        "units": [str(path) for path in units.installed()],
        "opens_guarded": opens_guarded(bash) if files else None,
        "error": "",
    }


def _daemon() -> dict[str, Any]:
    try:
        answer = client.request("status", {}, timeout=2.0)
        differing = differing_settings(client.request("ping", {}, timeout=2.0) or {})
        socket = str(client.socket_path())
    except ShellguardError as error:
        return {"running": False, "error": str(error)}
    return {"running": answer is not None, "socket": socket, "differing": differing, **(answer or {})}


def _settings() -> dict[str, Any]:
    watch = SettingsWatch(keep_good=False)
    settings, _ = watch.for_folder("")
    return {
        "mode": settings.mode,
        "preset": settings.policy.preset,
        "errors": [str(error) for error in watch.errors("")],
    }


def _folder(find: Any) -> dict[str, str]:
    """Where a folder is, and what is wrong with it."""
    try:
        path = Path(find())
        found = path.lstat()
    except ShellguardError as error:
        return {"path": "", "problem": error.what}
    except FileNotFoundError:
        return {"path": str(path), "problem": ""}
    except OSError as error:
        return {"path": str(path), "problem": f"can't be read: {error.strerror}"}
    problem = ""
    if not stat.S_ISDIR(found.st_mode):
        problem = "is no folder"
    elif who := who_may_change(found):
        problem = f"{who} may write into it"
    return {"path": str(path), "problem": problem}


def _shown(files: list[str]) -> str:
    return ", ".join(paths.shown(Path(file)) for file in files)


def _installation_in_words(report: dict[str, Any]) -> str:
    setup, daemon, settings = report["setup"], report["daemon"], report["settings"]
    rows = [
        ("shellguard", f"{report['version']}, Python {report['python']}, {report['system']}"),
        ("bash", f"{report['bash']['version']} ({report['bash']['path']})"),
        ("loaded by", _shown(setup["files"]) or "no start-up file: `shellguard setup` changes that"),
    ]
    if other := other_login_shell():
        rows.append(("", f"your login shell is {other}, which is not guarded: only bash is"))
    if setup["files"] and not setup["hook_is_current"]:
        rows.append(("", "its hook is of another version: run `shellguard setup` again"))
    if setup["opens_guarded"] is False:
        rows.append(("", "but a new bash is NOT guarded: ~/.bashrc leaves off before the block's lines"))
    if setup["error"]:
        rows.append(("", setup["error"]))
    if setup["units"]:
        rows.append(("units", ", ".join(setup["units"])))
    rows.append(("daemon", _daemon_in_words(daemon)))
    if daemon.get("differing"):
        rows.append(("", said_of_differing(daemon["differing"])))
    rows.append(("settings", f"mode {settings['mode']}, preset {settings['preset']}"))
    rows.extend(("", error) for error in settings["errors"])
    for name, folder in report["folders"].items():
        rows.append((name, folder["path"] + (f": {folder['problem']}" if folder["problem"] else "")))
    return "\n".join(_row(name, text) for name, text in rows)


def _row(name: str, text: str) -> str:
    first, *further = printable(text, keep="\n").split("\n")
    return "\n".join((f"{name:<10}  {first}", *(f"{'':<10}  {line}" for line in further)))


def _daemon_in_words(daemon: dict[str, Any]) -> str:
    if daemon.get("error"):
        return str(daemon["error"])
    if not daemon["running"]:
        return "does not run; the next guarded shell starts it"
    return f"{daemon['version']} runs (pid {daemon['pid']}), recording: {daemon['recording']}"


def _proof_in_words(found: proof.Proof) -> str:
    color = may_color(sys.stdout)
    lines = []
    for name, version in found.tools.items():
        meaning = other_tools.meaning(name)
        lines.append(
            f"  found in it: {name}{f' {version}' if version else ''}{f': {meaning}' if meaning else ''}"
        )
    for trial in found.trials:
        word = (
            emphasised("blocked", "32", color) if trial.blocked else emphasised("NOT BLOCKED", "1;31", color)
        )
        lines.append(f"  {trial.key:<6} {word}\n         {trial.seen}")
    if found.round_trip_us is not None:
        lines.append(f"  an allowed line is answered in {found.round_trip_us / 1000:.1f} ms (median)")
    where = "with your ~/.bashrc" if found.own_file else "without a ~/.bashrc"
    if found.blocks:
        lines.append(emphasised(f"A guarded shell blocks ({where}).", "1;32", color))
    else:
        why = f": {printable(found.why_not)}" if found.why_not else ""
        lines.append(emphasised(f"Blocking is NOT proved ({where}){why}.", "1;31", color))
    return "\n".join(lines)
