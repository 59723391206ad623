"""The environment variables of shellguard's own, and those by which two processes may judge differently."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:  # the small client reads this
    from collections.abc import Mapping

PREFIX = "SHELLGUARD_"
_PLACES = frozenset(f"{PREFIX}{name}" for name in ("CONFIG_DIR", "STATE_DIR", "SYSTEM_CONFIG"))
NOT_SETTINGS = _PLACES | {
    f"{PREFIX}{name}"
    for name in ("ASK_KEY", "CACHE_DIR", "COMING", "LOADED_BY", "PAGER", "RUNTIME_DIR", "STATUS")
}
_OF_THE_TESTS = f"{PREFIX}TEST_"
_OF_THE_PLATFORM = ("XDG_CONFIG_HOME", "XDG_STATE_HOME")
_OF_A_MODEL = ("OPENAI_API_BASE", "OPENAI_BASE_URL")
_JUDGE_NOTHING = tuple(f"{PREFIX}{section}_" for section in ("AUDIT", "DAEMON", "DIALOGUE", "VLLM"))


def may_be_setting(name: str) -> bool:
    """Whether a variable is a setting, or was meant for one."""
    return name.startswith(PREFIX) and name not in NOT_SETTINGS and not name.startswith(_OF_THE_TESTS)


def that_judge(environment: Mapping[str, str], *, models: bool = False) -> dict[str, str]:
    """The variables that say how lines are judged, or where that is said; with those of a model's address.

    A daemon judges by those that it was started with, and answers only a process that has the same.
    """
    others = (*_OF_THE_PLATFORM, *(_OF_A_MODEL if models else ()))
    return {
        name: value
        for name, value in environment.items()
        if name in _PLACES or name in others or (may_be_setting(name) and not name.startswith(_JUDGE_NOTHING))
    }
