"""`shellguard vllm` as a person types it, in this process."""

from __future__ import annotations

import pytest

from shellguard.cli import main


class Told:
    """What a command printed, and how it ended."""

    def __init__(self, status: int, output: str, errors: str) -> None:
        self.status, self.output, self.errors = status, output, errors


class Typing:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str) -> Told:
        self._capsys.readouterr()
        status = main(["vllm", *words])
        printed = self._capsys.readouterr()
        return Told(status, printed.out, printed.err)
