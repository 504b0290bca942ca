"""What a run of the program leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run of the program ended, and what it printed."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]
