"""PLOVER's events, modes, contexts and sectors, as far as reading needs them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from kgraph.resources import lexicon_dir


@dataclass(frozen=True, slots=True)
class PloverEvent:
    """One of the sixteen events: its quad class (VC, MC, VX, MX) and its modes."""

    quad: str
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plover:
    """The parts of the PLOVER scheme by name.

    Attributes:
        threats: Mode of THREATEN by what is threatened: an event, or an event and its mode.
    """

    events: dict[str, PloverEvent]
    contexts: tuple[str, ...]
    sectors: tuple[str, ...]
    threats: dict[str, str]


@lru_cache(maxsize=1)
def load_plover() -> Plover:
    """Read ``plover.json``.

    >>> load_plover().events["AID"].quad
    'MC'
    """
    record = json.loads((lexicon_dir() / "plover.json").read_text(encoding="utf-8"))
    events = {name: PloverEvent(e["quad"], tuple(e["modes"])) for name, e in record["events"].items()}
    return Plover(events, tuple(record["contexts"]), tuple(record["sectors"]), record["threats"])
