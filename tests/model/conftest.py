"""What the tests of the model share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.model.model_server import ModelServer, model_server


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running
