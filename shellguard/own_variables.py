"""The environment variables of shellguard's own that are no settings. The small client reads this."""

from __future__ import annotations

PREFIX = "SHELLGUARD_"
NOT_SETTINGS = frozenset(
    {
        f"{PREFIX}ASK_KEY",
        f"{PREFIX}CACHE_DIR",
        f"{PREFIX}COMING",
        f"{PREFIX}CONFIG_DIR",
        f"{PREFIX}LOADED_BY",
        f"{PREFIX}PAGER",
        f"{PREFIX}RUNTIME_DIR",
        f"{PREFIX}STATE_DIR",
        f"{PREFIX}STATUS",
        f"{PREFIX}SYSTEM_CONFIG",
    }
)
_OF_THE_TESTS = f"{PREFIX}TEST_"


def may_be_setting(name: str) -> bool:
    """Whether a variable is a setting, or was meant for one."""
    return name.startswith(PREFIX) and name not in NOT_SETTINGS and not name.startswith(_OF_THE_TESTS)
