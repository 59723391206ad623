"""Breaks copies of this project on purpose, and runs the tests that have to notice.

    python bench/broken.py [--only WORD] [--json]

Each build of `tests/faults/broken.py` is made in a scratch folder from the last commit, in an environment of
its own. Prints which tests failed, as they have to, and which did not notice, were skipped or came to no end;
exits with 1 for those.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.faults.broken import BROKEN, Broken  # noqa: E402

PATIENCE_SECONDS = 600


def copied(folder: Path) -> Path:
    """The last commit, and a Python that imports it from there; gives back that Python."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / ".venv")], check=True)
    python = folder / ".venv" / "bin" / "python"
    site = next((folder / ".venv" / "lib").glob("python*/site-packages"))
    packages = sysconfig.get_paths()["purelib"]
    (site / "copy.pth").write_text(f"{folder}\n{packages}\n")
    return python


def noticed(broken: Broken, folder: Path, python: Path) -> dict[str, str]:
    """How each test of a build ended: `failed` is what it has to do."""
    before = {name: (folder / name).read_text() for name in broken.files}
    for name, text in before.items():
        if broken.old not in text:
            raise SystemExit(f"{broken.what}: {name} has no such place any more")
        (folder / name).write_text(text.replace(broken.old, broken.new))
    try:
        return {name: _ended_for_sure(name, folder, python) for name in broken.ids()}
    finally:
        for name, text in before.items():
            (folder / name).write_text(text)


def _ended_for_sure(test: str, folder: Path, python: Path) -> str:
    """Tries again where a busy machine kept a test from even beginning."""
    for _ in range(2):
        ended = _ended(test, folder, python)
        if not ended.startswith("broke off"):
            return ended
    return _ended(test, folder, python)


def _ended(test: str, folder: Path, python: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [str(python), "-P", "-B", "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", test]
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False,
            timeout=PATIENCE_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"not ended after {PATIENCE_SECONDS} s"
    if done.returncode == 1 and "AssertionError" in done.stdout + done.stderr:
        return "failed"
    if done.returncode == 0:
        return "skipped" if " skipped" in done.stdout and " passed" not in done.stdout else "passed"
    return "broke off: " + done.stdout[-300:]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="builds, or tests, with this word in their name")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory(prefix="sg-broken-") as name:
        folder = Path(name)
        python = copied(folder)
        for broken in BROKEN:
            if arguments.only and arguments.only not in broken.what + " ".join(broken.tests):
                continue
            found[broken.what] = noticed(broken, folder, python)
            if not arguments.json:
                print(broken.what)
                for test, ended in found[broken.what].items():
                    print(f"    {ended:8} {test.partition('::')[2]}", flush=True)
    if arguments.json:
        print(json.dumps(found, indent=1))
    return 0 if all(one == "failed" for tests in found.values() for one in tests.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
