"""The one error type that a person may see, and the reason of any other in words."""

from __future__ import annotations

from shellguard import exit_codes


class ShellguardError(Exception):
    """Something that can be expected to go wrong, told in a person's words.

    Attributes:
        what: what happened, one sentence without a full stop.
        where: the file, key, address or position concerned; empty if there is none.
        hint: what to do about it; empty if there is nothing.
        exit_code: how the command ends because of it.
    """

    def __init__(
        self, what: str, *, where: str = "", hint: str = "", exit_code: int = exit_codes.FAILED
    ) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint
        self.exit_code = exit_code

    def __str__(self) -> str:
        where = f" ({self.where})" if self.where else ""
        hint = f"\n  {self.hint}" if self.hint else ""
        return f"{self.what}{where}{hint}"


def reason_of(error: Exception) -> str:
    """Why something failed, without the number and the file that Python puts into an OSError's text."""
    return getattr(error, "strerror", None) or str(error)
