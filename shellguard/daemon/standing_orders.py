"""What follows the settings by itself: the log, the record's places, what the hook is left with."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from shellguard import paths
from shellguard.audit.elsewhere import Elsewhere, HeadFile, Journal, Sink, Syslog
from shellguard.audit.keeping import Retention
from shellguard.daemon import own_log
from shellguard.daemon.notebook import Notebook
from shellguard.daemon.runtime_folder import RuntimeFolder
from shellguard.policy.away_rules import away_rules
from shellguard.policy.presets import PRESETS
from shellguard.settings.model import AuditSettings, Settings

log = logging.getLogger("shellguard.daemon")

AWAY_RULES = "away-rules"
"""The file in the runtime folder that the hook reads while nobody judges. It outlives the daemon."""


class StandingOrders:
    """Carries out what changed in the settings; cheap while they are the same object."""

    def __init__(self, runtime: RuntimeFolder, notebook: Notebook, *, on_demand: bool) -> None:
        self._runtime = runtime
        self._notebook = notebook
        self._on_demand = on_demand
        self._in_force: Settings | None = None

    def follow(self, settings: Settings) -> None:
        """Takes up new settings. Never raises: what can't be done is logged."""
        before, self._in_force = self._in_force, settings
        if before is settings:
            return
        if before is not None and _log_settings(before) != _log_settings(settings):
            own_log.set_up(settings.daemon, paths.state_dir(), on_demand=self._on_demand)
        if before is not None and before.audit != settings.audit:
            self._notebook.keep(retention(settings.audit), elsewhere(settings.audit))
        self._leave_rules(settings)

    def _leave_rules(self, settings: Settings) -> None:
        policy = settings.policy
        confirm = (*policy.always_confirm, *PRESETS[policy.preset].always_confirm)
        try:
            self._runtime.leave_private(AWAY_RULES, away_rules(settings.mode, policy.always_deny, confirm))
        except OSError as error:
            log.warning("the rules for the time without a daemon can't be written: %s", error)


def retention(audit: AuditSettings) -> Retention:
    """How much of the record is kept."""
    return Retention(days=audit.retention_days, megabytes=audit.max_mb)


def elsewhere(audit: AuditSettings) -> Elsewhere:
    """Where else the record's head and its decisions go."""
    file = Path(os.path.expanduser(audit.head_file))  # noqa: PTH111 - never raises
    heads: Sink = HeadFile(file) if audit.head_file else Journal()
    forward = {"no": None, "journald": Journal(), "syslog": Syslog()}[audit.forward]
    return Elsewhere(audit.head_every, heads, forward)


def _log_settings(settings: Settings) -> tuple[str, str, str]:
    daemon = settings.daemon
    return daemon.log_level, daemon.log_file, daemon.log_format
