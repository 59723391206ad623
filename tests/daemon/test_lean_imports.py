"""What the daemon leaves out of its memory, and that whoever needs it later still gets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.daemon.installation import Installation

_IMPORTS = """
import sys
from shellguard.daemon.lean_imports import lean_imports
with lean_imports():
    import asyncio, hashlib, hmac, random
    from importlib.metadata import version
    import pydantic
assert "email" not in sys.modules and version("pydantic") == pydantic.VERSION
import ssl
assert "ssl" in sys.modules and ssl.create_default_context()
from importlib.metadata import PackageNotFoundError
from importlib import metadata
assert metadata.version("pydantic") and issubclass(PackageNotFoundError, ImportError)
print(hashlib.sha256(b"x").hexdigest(), hmac.digest(b"k", b"x", "sha256").hex())
"""


def test_a_daemon_without_a_model_has_not_loaded_what_speaks_tls(tmp_path: Path) -> None:
    made = Installation(tmp_path)
    # as a person starts it: the tests' own daemons come from a process that has loaded all of it
    subprocess.run(made.command("daemon", "start"), env=made.environment, check=True, capture_output=True)
    loaded = Path(f"/proc/{made.pid}/maps").read_text()
    made.run("daemon", "stop")
    assert "libssl" not in loaded


def test_hashes_are_the_same_and_what_was_left_out_can_be_loaded_afterwards() -> None:
    lean = subprocess.run(
        [sys.executable, "-P", "-c", _IMPORTS], capture_output=True, text=True, check=True
    ).stdout.split()
    import hashlib
    import hmac

    assert lean == [hashlib.sha256(b"x").hexdigest(), hmac.digest(b"k", b"x", "sha256").hex()]
