"""Settings of what is also written elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from shellguard.settings.model import Settings


@pytest.mark.parametrize(
    "given",
    [
        {"audit": {"head_every": -1}},
        {"audit": {"head_file": "heads"}},
        {"audit": {"head_file": "./heads"}},
        {"audit": {"forward": "everywhere"}},
        {"daemon": {"log_file": "daemon.log"}},
        {"daemon": {"log_level": "loud"}},
        {"daemon": {"log_format": "xml"}},
    ],
)
def test_unfit_values_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(given)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"audit": {"head_every": 100, "head_file": "/var/lib/heads", "forward": "journald"}},
        {"audit": {"head_file": "~/heads"}},
        {"daemon": {"log_file": "/var/log/x", "log_level": "debug", "log_format": "json"}},
    ],
)
def test_fit_values_are_taken(given: dict[str, Any]) -> None:
    assert Settings.model_validate(given).model_dump(exclude_unset=True) == given
