"""The daemon's pen: what was decided, what was answered, how it ended, and what happened around it."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from shellguard.audit.appender import Appender, DiskSync
from shellguard.audit.keeping import Retention, blank, numbers_at, records_of, what_to_prune
from shellguard.audit.record import Again, LineContext, RecordReceipt, decided_fields, redacted_tree
from shellguard.audit.redaction import Redaction, redaction_key
from shellguard.audit.segments import Segment
from shellguard.errors import ShellguardError
from shellguard.policy.decision import Action
from shellguard.verdict import Verdict

_KIND = re.compile(r"[a-z][a-z0-9.-]{0,40}")
_OWN_KINDS = frozenset(
    {"decided", "answered", "finished", "segment", "torn", "clock", "forgotten", "forgot", "pruned"}
)
KEEP_ALL = Retention()
Tell = Callable[[str, RecordReceipt, dict[str, Any]], None]
_OWN_FIELDS = frozenset({"at", "n", "kind", "hash", "salt"})


class Recorder:
    """Writes the record in *folder*; only one can be open at a time.

    Attributes:
        clock: seconds since the epoch.
        retention: what is pruned when the recorder opens and each time that a new segment begins.
        tell: hears of every record once it is written: its kind, receipt and fields; must not raise.
        key: the key of the hashes that stand for secrets; by default kept in the folder, made when missing.

    Raises:
        ShellguardError: another process writes this record, or the folder can't be used; the same from every
            method when it can't be written. What was recorded before stays, and a later call tries again.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], float] = time.time,
        key: bytes | None = None,
        retention: Retention = KEEP_ALL,
        tell: Tell = lambda kind, receipt, fields: None,  # noqa: ARG005
    ) -> None:
        self._clock = clock
        self._tell = tell
        self._retention = retention
        self._appender = Appender(folder, clock)
        try:
            self._key = redaction_key(folder) if key is None else key
            self._pruned_in = self._appender.segment
            self.prune(retention)
        except BaseException:
            self._appender.close()
            raise

    @property
    def head(self) -> str:
        """The hash of the last record: kept elsewhere, it shows that nothing was cut off or written anew."""
        return self._appender.head

    @property
    def count(self) -> int:
        """How many records the chain has had, those that were pruned included."""
        return self._appender.n

    @property
    def dirty(self) -> bool:
        """Whether `sync` has something to do."""
        return self._appender.dirty

    def decided(self, verdict: Verdict, context: LineContext) -> RecordReceipt:
        """Records a verdict. Confirm and deny are on the disk when this returns, allow is written."""
        redaction = Redaction(self._key)
        line = redaction.line(verdict.script, verdict.line)
        fields = decided_fields(verdict, context, line, redaction.text)
        # what is forgotten leaves its digest behind: the salt keeps it from being guessed
        fields["salt"] = os.urandom(8).hex()
        return self._decided(fields, sync=verdict.decision.action is not Action.ALLOW)

    def let_through_again(self, before: Again, id: str, took_ms: float) -> RecordReceipt:  # noqa: A002
        """Records a verdict that is the same as *before*."""
        took, salt = round(took_ms, 3), os.urandom(8).hex()
        encoded = f'"id":"{id}",{before.encoded},"took_ms":{took},"salt":"{salt}"'
        return self._decided(
            {**before.fields, "id": id, "took_ms": took, "salt": salt}, sync=False, encoded=encoded
        )

    def _decided(self, fields: dict[str, Any], *, sync: bool, encoded: str = "") -> RecordReceipt:
        receipt = self._append("decided", fields, sync=sync, encoded=encoded)
        if self._appender.segment is not self._pruned_in:
            self._pruned_in = self._appender.segment
            self.prune(self._retention)
        return receipt

    def answered(self, id: str, answer: str, waited_ms: float) -> RecordReceipt:  # noqa: A002 - the record's word
        """Records what the person chose after how long; on the disk when this returns."""
        fields = {"id": id, "answer": Redaction(self._key).text(answer), "waited_ms": round(waited_ms, 1)}
        return self._append("answered", fields, sync=True)

    def finished(self, id: str, status: int, duration_ms: float) -> RecordReceipt:  # noqa: A002
        """Records how a line ended."""
        fields = {"id": id, "status": status, "duration_ms": round(duration_ms, 1)}
        return self._append("finished", fields, sync=False)

    def event(self, kind: str, /, *, sync: bool = False, **details: Any) -> RecordReceipt:
        """Records anything else: `hook-on`, `hook-off`, `gap`, `settings-changed`, `degraded`, `edited`, ….

        *details* become fields of the record, their texts redacted; an `id` ties it to a line.

        Raises:
            ValueError: the kind is no lower-case word, or belongs to the record itself.
        """
        if not _KIND.fullmatch(kind) or kind in _OWN_KINDS or _OWN_FIELDS & details.keys():
            raise ValueError(f"not a kind of event, or a field of the record itself: {kind}")
        redaction = Redaction(self._key)
        fields = {name: redacted_tree(value, redaction.text) for name, value in details.items()}
        if "id" in fields:  # the reader looks for it right behind the kind
            fields = {"id": str(fields["id"]), **fields}
        return self._append(kind, fields, sync=sync)

    def prune(self, retention: Retention) -> int:
        """Drops whole segments that *retention* no longer covers; gives back how many.

        Raises:
            ShellguardError: they can't be dropped, or that can't be recorded.
        """
        appender = self._appender
        try:
            pruning = what_to_prune(appender.folder, retention, self._clock())
            if pruning is None:
                return 0
            names = [segment.path.name for segment in pruning.drop]
            fields = {"first_kept": pruning.first_kept, "head": pruning.head, "segments": names}
            appender.append("pruned", fields, sync=True)
            for segment in pruning.drop:
                segment.path.unlink()
        except OSError as error:
            where = str(appender.folder)
            raise ShellguardError(f"old records can't be dropped: {error.strerror}", where=where) from error
        return len(pruning.drop)

    def forget(self, identity: str, found: dict[Segment, list[int]] | None = None) -> int:
        """Blanks every record of a line and says so in the chain; gives back how many there were.

        *found* is what `records_of` said just now, for those who let another thread look.

        Raises:
            ShellguardError: they can't be read or written.
        """
        appender = self._appender
        try:
            found = records_of(appender.folder, identity) if found is None else found
            numbers = [n for segment, lines in found.items() for n in numbers_at(segment, lines)]
        except OSError as error:
            where = str(appender.folder)
            raise ShellguardError(f"the record can't be read: {error.strerror}", where=where) from error
        if numbers:
            appender.append("forgot", {"records": numbers}, sync=True)
            for segment, lines in found.items():
                blank(segment, lines)
            appender.reopen()
        return len(numbers)

    def _append(self, kind: str, fields: dict[str, Any], *, sync: bool, encoded: str = "") -> RecordReceipt:
        receipt = self._appender.append(kind, fields, sync=sync, encoded=encoded)
        self._tell(kind, receipt, fields)
        return receipt

    def sync(self) -> None:
        """Puts on the disk what was written since; to be called about once a second while `dirty`."""
        self._appender.sync()

    def sync_apart(self) -> DiskSync:
        """As `sync`, for who lets another thread wait for the disk and then tells `synced`."""
        return self._appender.sync_apart()

    def synced(self, done: DiskSync) -> None:
        """What another thread has waited for; records that came meanwhile stay to be put on the disk."""
        self._appender.synced(done)

    def close(self) -> None:
        """Puts everything on the disk and lets another recorder in."""
        self._appender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
