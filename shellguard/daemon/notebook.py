"""The record as the daemon keeps it: writes, syncs once a second, and says in words when it can't."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from shellguard.audit.elsewhere import Elsewhere
from shellguard.audit.keeping import Retention
from shellguard.audit.record import Again, LineContext, RecordReceipt, timestamp
from shellguard.audit.recorder import Recorder
from shellguard.daemon.metrics import Metrics
from shellguard.effects.packs.packs import Packs
from shellguard.errors import ShellguardError
from shellguard.settings.model import Settings, key_names
from shellguard.terminal_text import printable
from shellguard.verdict import Verdict

log = logging.getLogger("shellguard.daemon")
SYNC_SECONDS = 1.0
DEGRADED_SECONDS = 600.0


class Notebook:
    """Never raises: a record that can't be written must not keep a person from working.

    Attributes:
        folder: where the record is.
        elsewhere: where else its head and its decisions go.
        metrics: what was decided, answered and written since the daemon started.
        problem: why the last record could not be written, for a person; "" when it could.
    """

    def __init__(self, folder: Path, retention: Retention, elsewhere: Elsewhere | None = None) -> None:
        self.folder = folder
        self._retention = retention
        self.elsewhere = elsewhere or Elsewhere()
        self.metrics = Metrics()
        self._settings: Settings | None = None
        self._packs: Packs | None = None
        self._degraded: dict[str, float] = {}
        self._recorder: Recorder | None = None
        self._told = False
        self._timer: asyncio.TimerHandle | None = None
        self._syncing: asyncio.Task[None] | None = None
        self.fault = ""
        self._lost = ""  # why a line that ran meanwhile is not recorded
        self.last_decided: Mapping[str, Any] = {}

    @property
    def problem(self) -> str:
        """What a person is told while nothing can be recorded; "" while all is."""
        return f"shellguard: this is not recorded: {self.fault}" if self.fault else ""

    @property
    def has_news(self) -> bool:
        """Whether something can't be recorded, or a person has yet to hear of a line that was not."""
        return bool(self.fault or self._lost)

    def decided(self, verdict: Verdict, context: LineContext, *, runs: bool = False) -> None:
        """Records a judgement; counting it can wait for its answer. `runs`: the line runs already."""
        self._write(lambda recorder: recorder.decided(verdict, context))
        self._lost = self.fault if runs else self._lost

    def let_through_again(self, before: Again, identity: str, took_ms: float, *, runs: bool = False) -> None:
        """As `decided`, for a line whose verdict is the same as before."""
        self._write(lambda recorder: recorder.let_through_again(before, identity, took_ms))
        self._lost = self.fault if runs else self._lost

    def answered(self, identity: str, answer: str, waited_ms: float) -> None:
        """Counts and records what a person chose."""
        self.metrics.answered(answer, waited_ms)
        self._write(lambda recorder: recorder.answered(identity, answer, waited_ms))

    def remembered(self, identity: str, choice: str, pattern: str) -> None:
        """Records a pattern that will not be asked about again."""
        self._write(lambda recorder: recorder.event("remembered", id=identity, scope=choice, pattern=pattern))

    def translated(self, identity: str, request: str, command: str, session: str, **details: Any) -> None:
        self._write(
            lambda recorder: recorder.event(
                "translated", id=identity, request=request, command=command, session=session, **details
            )
        )

    def finished(self, text: str) -> None:
        """Takes `ID:STATUS:BEGIN-END` as the hook sends it with the next line; "" for none."""
        identity, _, rest = text.partition(":")
        status, _, times = rest.partition(":")
        duration = duration_ms(times)
        if not identity or not status.isdecimal() or duration is None:
            return
        self._write(lambda recorder: recorder.finished(identity, int(status), duration))

    def noticed(self, settings: Settings, packs: Packs) -> None:
        """Records which settings and packs are others than the last time; not what stands in them."""
        if self._packs is not None and packs.fingerprint != self._packs.fingerprint:
            self.event("packs-changed", packs=list(packs.own))
        self._packs = packs
        before, self._settings = self._settings, settings
        if before is not None and before is not settings:
            keys = changed_keys(before, settings)
            if keys:
                self.event("settings-changed", keys=keys)

    def gap(self, text: str, session: str) -> None:
        """Takes `LINES:MICROSECONDS:MICROSECONDS`: lines that a hook could tell nobody of; "" for none."""
        parts = text.split(":")
        if len(parts) != 3 or not all(
            part.isascii() and part.isdecimal() and len(part) <= 20 for part in parts
        ):
            return
        lines, since, until = (int(part) for part in parts)
        self._write(
            lambda recorder: recorder.event(
                "gap",
                session=session,
                lines=lines,
                since=timestamp(since / 1e6),
                until=timestamp(until / 1e6),
            )
        )

    def degraded(self, what: str) -> None:
        """Records that something is judged with less than usual; the same once in ten minutes."""
        now = time.monotonic()
        if now - self._degraded.get(what, -DEGRADED_SECONDS) >= DEGRADED_SECONDS:
            self._degraded[what] = now
            log.warning("%s", what)
            self.event("degraded", what=what)

    def event(self, kind: str, **details: Any) -> None:
        self._write(lambda recorder: recorder.event(kind, **details))

    def opened(self) -> Recorder:
        """The record, open for writing.

        Raises:
            ShellguardError: it can't be opened; unlike the methods above, which never raise.
        """
        if self._recorder is None:
            self._recorder = Recorder(self.folder, retention=self._retention, tell=self._written)
        return self._recorder

    def keep(self, retention: Retention, elsewhere: Elsewhere) -> None:
        """From now on the record is kept so long, and told so elsewhere."""
        self._retention = retention
        elsewhere.lost += self.elsewhere.lost
        self.elsewhere = elsewhere
        self.close()
        self._timer = None
        self._recorder = None

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._recorder is not None:
            self._write(lambda recorder: recorder.sync())
            self._recorder.close()

    def news(self) -> str:
        """The problem, once until a record could be written again; then what line was lost to it, untold."""
        lost, self._lost = self._lost, ""
        if not self.problem:
            return f"shellguard: a line before this one is not recorded: {lost}" if lost else ""
        told, self._told = self._told, True
        return "" if told else self.problem

    def _written(self, kind: str, receipt: RecordReceipt, fields: dict[str, Any]) -> None:
        if kind == "decided":
            self.last_decided = fields
        self.metrics.records += 1
        self.elsewhere.heard(kind, receipt, fields)

    def _write(self, write: Callable[[Recorder], object]) -> None:
        try:
            write(self.opened())
        except ShellguardError as error:
            self.metrics.failures += 1
            if not self.fault:
                log.error("the record can't be written: %s", error)
            self.fault = printable(str(error), keep="\n")
            return
        self._told = False
        self.fault = ""
        self._sync_later()

    def _sync_later(self) -> None:
        recorder = self._recorder
        if recorder is not None and recorder.dirty and self._timer is None and self._syncing is None:
            self._timer = asyncio.get_running_loop().call_later(SYNC_SECONDS, self._sync)

    def _sync(self) -> None:
        self._timer = None
        recorder = self._recorder
        if recorder is not None and recorder.dirty:
            self._syncing = asyncio.get_running_loop().create_task(self._sync_apart(recorder))

    async def _sync_apart(self, recorder: Recorder) -> None:
        """Another thread waits for the disk: a slow one is to hold up no shell."""
        done = recorder.sync_apart()
        try:
            await asyncio.to_thread(done.wait)
        finally:
            self._syncing = None
        if self._recorder is recorder:
            self._write(lambda recorder: recorder.synced(done))
        else:
            self._sync_later()


def duration_ms(times: str) -> float | None:
    """Reads `BEGIN-END`, as bash's EPOCHREALTIME says it in any locale, or a number of milliseconds."""
    begin, _, end = ("".join(filter(str.isdecimal, one)) for one in times.partition("-"))
    if not begin.isascii() or not end.isascii() or not 0 < len(begin) <= 20 or len(end) > 20:
        return None
    return max(0.0, (int(end) - int(begin)) / 1000) if end else float(begin)


def changed_keys(before: Settings, after: Settings) -> list[str]:
    """Names of the settings that differ."""

    def value(settings: Settings, key: str) -> object:
        found: object = settings
        for name in key.split("."):
            found = getattr(found, name)
        return found

    return [key for key in key_names() if value(before, key) != value(after, key)]
