"""The words that decide factuality, as data, and the small algebra by which their effects add up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kgraph.errors import KnowledgeError
from kgraph.resources import data_lines, lexicon_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kgraph.model import Modality

FILE = "factuality.tsv"
MODALITIES: tuple[Modality, ...] = ("asserted", "planned", "possible")
"""From certain to uncertain: where two meet, the less certain one holds."""

_POS = frozenset({"VERB", "NOUN", "ADJ", "ADV", "AUX", "DET", "MARK"})
_PLAIN_SLOTS = frozenset(
    {
        "that",
        "to",
        "to@past",
        "to@pass",
        "to@obj",
        "claim",
        "claims",
        "scheme",
        "schemes",
        "could",
        "coming",
        "hedged",
        "hedged@i",
        "able",
        "ing",
        "bare",
        "purpose",
        "obj",
        "subj",
        "mod",
        "compound",
        "local",
        "future",
        "embed",
        "according",
        "given",
        "making",
        "expressed",
        "obj@the",
        "subj@the",
    }
)


class Status(NamedTuple):
    """Polarity, and the modality as an index into `MODALITIES`."""

    positive: bool = True
    modality: int = 0

    def under(self, host: Status) -> Status:
        """Return this status said within another: negations cancel out, the less certain modality holds.

        >>> Status(False, 0).under(Status(False, 2))
        Status(positive=True, modality=2)
        """
        return Status(self.positive == host.positive, max(self.modality, host.modality))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a word does to the predicate in one of its slots.

    Attributes:
        status: The predicate's status; None where it is that of the word itself.
        absolute: Whether it holds whatever the modality of the word.
    """

    status: Status | None
    absolute: bool = False

    def of(self, host: Status) -> Status:
        """Return the status that the effect gives, where the word's own is `host`."""
        if self.status is None:
            return host
        return self.status if self.absolute else Status(self.status.positive, max(self.status.modality, host.modality))


@dataclass(frozen=True, slots=True)
class Cue:
    """A word's effect where the word holds, and where it is negated."""

    up: Effect
    down: Effect

    def of(self, host: Status) -> Status:
        """Return the status of the predicate in the slot, given the word's own.

        >>> Cue(effect("-"), effect("+")).of(Status(False))   # "did not fail to"
        Status(positive=True, modality=0)
        """
        return (self.up if host.positive else self.down).of(host)


def effect(code: str) -> Effect:
    """Read an effect: ``+ - ? ?- > >- =``, with ``!`` for whatever the modality of the word.

    Raises:
        ValueError: If it is none of them.
    """
    core, absolute = code.removesuffix("!"), code.endswith("!")
    if core == "=":
        return Effect(None)
    signs = {"+": (True, 0), "-": (False, 0), "?": (True, 2), "?-": (False, 2), ">": (True, 1), ">-": (False, 1)}
    if core not in signs:
        raise ValueError(f"unknown effect {code!r}")
    return Effect(Status(*signs[core]), absolute)


class Cues:
    """All cues, by lemma, part of speech and slot."""

    def __init__(self, rows: Iterator[tuple[str, str, str, Cue]]) -> None:
        self._by_key: dict[tuple[str, str, str], Cue] = {}
        self._any: dict[tuple[str, str], Cue] = {}
        self.phrases: set[str] = set()
        for word, pos, slot, cue in rows:
            self._by_key.setdefault((word, pos, slot), cue)
            if pos in ("VERB", "ADJ"):
                self._any.setdefault((word, slot), cue)
            if "_" in word:
                self.phrases.add(word)

    def get(self, word: str, pos: str, slot: str) -> Cue | None:
        """Return the cue of a word in a slot."""
        return self._by_key.get((word, pos, slot))

    def governing(self, words: tuple[str, ...], pos: str, slot: str) -> Cue | None:
        """Return the cue of the first word that has one, of the part of speech that was asked for if any has."""
        found = (self._by_key.get((w, "VERB" if pos == "AUX" else pos, slot)) for w in words)
        exact = next((c for c in found if c), None)
        # A participle may be tagged as an adjective, and the other way round; but a noun that looks like a verb
        # ("commission", "suspects") does not do what the verb does.
        if exact is not None or pos in ("NOUN", "PROPN"):
            return exact
        return next((c for w in words if (c := self._any.get((w, slot)))), None)

    def __len__(self) -> int:
        return len(self._by_key)


@lru_cache(maxsize=1)
def cues() -> Cues:
    """Return the shipped cues.

    Raises:
        KnowledgeError: If a line breaks the schema that the head of the file describes.
    """
    return Cues(_rows(lexicon_dir() / FILE))


def _rows(path: Path) -> Iterator[tuple[str, str, str, Cue]]:
    for number, line in data_lines(path, "words\t"):
        fields = line.split("\t")
        try:
            words, pos, slots, up, down = fields
            cue = Cue(effect(up), effect(down))
        except ValueError as error:
            raise KnowledgeError(f"{FILE}, line {number}: {error}") from error
        if pos not in _POS or not all(s in _PLAIN_SLOTS or s.startswith("p:") for s in slots.split()):
            raise KnowledgeError(f"{FILE}, line {number}: unknown part of speech or slot in {pos!r}, {slots!r}")
        for word in words.split():
            for slot in slots.split():
                yield word, pos, slot, cue
