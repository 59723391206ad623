"""What a `check` with a warm daemon imports: it starts again for each line that a program asks about."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    "openai",
    "prompt_toolkit",
    "pydantic",
    "bashlex",
    "tree_sitter",
    "asyncio",
    "dataclasses",
    "inspect",
    "platformdirs",
    "tomlkit",
}
NOT_FOR_ONE_QUESTION = {
    "argparse",
    "contextlib",
    "pathlib",
    "selectors",
    "shutil",
    "socket",
    "struct",
    "subprocess",
    "tempfile",
    "tomllib",
    "typing",
}
PROBE = """
import json, sys
before = set(sys.modules)
from shellguard.cli import main
status = main(sys.argv[1:])
print(json.dumps({"status": status, "modules": sorted(set(sys.modules) - before)}), file=sys.stderr)
"""


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("sg")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHELLGUARD_")}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "SHELLGUARD_RUNTIME_DIR": str(folder / "run"),
        "SHELLGUARD_STATE_DIR": str(folder / "state"),
        "SHELLGUARD_CONFIG_DIR": str(folder / "config"),
    }


def probe(environment: dict[str, str], *arguments: str) -> tuple[int, set[str], str]:
    ended = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=True,
    )
    seen = json.loads(ended.stderr.splitlines()[-1])
    return seen["status"], {name.split(".")[0] for name in seen["modules"]}, ended.stdout


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_check_with_a_warm_daemon_imports_nothing_heavy(
    environment: dict[str, str], options: tuple[str, ...]
) -> None:
    command = [sys.executable, "-m", "shellguard", "daemon"]
    subprocess.run([*command, "start"], env=environment, check=True, capture_output=True, timeout=60)
    try:
        status, modules, output = probe(environment, "check", *options, "rm -rf /")
    finally:
        subprocess.run([*command, "stop"], env=environment, check=True, capture_output=True, timeout=60)
    assert status == 4
    assert (json.loads(output)["decision"] if options else output[:5]) in ("deny", "deny:")
    assert modules & (HEAVY | NOT_FOR_ONE_QUESTION) == set()


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("init", "bash")])
def test_what_runs_at_shell_start_imports_nothing_heavy(
    environment: dict[str, str], arguments: tuple[str, ...]
) -> None:
    _, modules, _ = probe(environment, *arguments)
    assert modules & HEAVY == set()
