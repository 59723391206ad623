"""Values that are compared and never changed, made by the thousand for one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, eq_default=True)
def record(cls: type[T]) -> type[T]:
    """A dataclass that is not changed after it was made; the type checker holds everybody to that.

    A dataclass that refuses changes while it runs takes seven times as long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
