"""Trigger senses, read from ``triggers/*.tsv`` and indexed by the lemma that heads them."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kgraph.errors import KnowledgeError
from kgraph.lexicon.frames import Frame, Options, parse_frame, parse_options
from kgraph.resources import data_lines, lexicon_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EVENTS = frozenset(
    {
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"),
        *("REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    }
)
PARTS_OF_SPEECH = frozenset({"v", "vo", "n", "a", "c", "p", "pp"})


class Sense:
    """One line of a trigger file.  Frame and options are parsed when first asked for: most are never needed.

    Attributes:
        words: The lemmas of the trigger.
        pos: v, vo, n, a, c, p (a preposition with its noun and the one behind it: "at the behest of") or pp (a phrase
            that ends with its noun: "on strike").
        event: PLOVER event; None for a sense that is no event and for states.
        mode: Mode of the event, or None.
        relation: Relation name; "" for a sense that is no event.
        where: File and line, for messages.
    """

    __slots__ = ("__dict__", "_frame", "_options", "event", "mode", "pos", "relation", "where", "words")

    def __init__(self, columns: list[str], where: str) -> None:
        columns = columns + [""] * (7 - len(columns))
        self.words = tuple(columns[0].split())
        self.pos = columns[1]
        self.event = columns[2] if columns[2] in EVENTS else None
        self.mode = columns[3] if columns[3] not in {"", "-"} else None
        self.relation = columns[4] if columns[4] != "-" else ""
        self._frame = columns[5]
        self._options = columns[6]
        self.where = where

    @cached_property
    def frame(self) -> Frame:
        """The alternatives of the argument frame."""
        return parse_frame(self._frame if self._frame != "-" else "")

    @cached_property
    def options(self) -> Options:
        """Conditions, contexts and the other options."""
        return parse_options(self._options)

    @property
    def blocks(self) -> bool:
        """Whether the sense says: this is no event."""
        return not self.relation

    @property
    def demand(self) -> tuple[int, int, int, int, bool]:
        """How much the sense asks for: the greatest is tried first.

        That words be there asks for more than that something is there.
        """
        options = self.options
        named = sum(c.op == "in" for c in options.conditions) + bool(options.theme)
        asked = len(options.conditions) + bool(options.theme) + bool(options.topic)
        return len(self.words), options.priority, asked, named, not self.blocks

    def apart(self) -> Sense | None:
        """Return the sense with hyphens as gaps, since tokenizers part "cease-fire"; None if there is nothing to part.

        A verb's last part heads it: "test-fired" is "fired" with "test" before it.
        """
        words = tuple(part for word in self.words for part in word.split("-"))
        if self.pos not in ("n", "v") or words == self.words:
            return None
        sense = copy(self)
        sense.words = words if self.pos == "n" else (words[-1], *words[:-1])
        return sense

    def __repr__(self) -> str:
        return f"Sense({' '.join(self.words)!r}, {self.pos}, {self.event}, {self.relation!r})"


class Lexicon:
    """All senses, looked up by part of speech and head lemma; the most demanding sense comes first."""

    def __init__(self, senses: Iterator[Sense]) -> None:
        self._senses = tuple(senses)
        self._index: dict[tuple[str, str], list[Sense]] = defaultdict(list)
        for sense in self._senses:
            self._index[sense.pos, _head(sense)].append(sense)
            if (parted := sense.apart()) is not None:
                self._index[sense.pos, _head(parted)].append(parted)
        self._sorted: set[tuple[str, str]] = set()

    def __len__(self) -> int:
        return len(self._senses)

    def __iter__(self) -> Iterator[Sense]:
        return iter(self._senses)

    def senses(self, pos: str, lemma: str) -> list[Sense]:
        """Return the senses of a lemma: longer triggers first, then higher priority, then those with more conditions.

        Where files disagree under the same conditions whether a word is an event, the event comes first.
        """
        key = (pos, lemma)
        found = self._index.get(key)
        if found is None:
            return []
        if key not in self._sorted:
            found.sort(key=lambda sense: sense.demand, reverse=True)
            self._sorted.add(key)
        return found


def _head(sense: Sense) -> str:
    """Return the word that heads a trigger: a noun its last, a multiword preposition the noun or participle in it."""
    if sense.pos in ("n", "pp"):
        return sense.words[-1]
    return sense.words[-2] if sense.pos == "p" and len(sense.words) > 1 else sense.words[0]


def read_senses(path: Path) -> Iterator[Sense]:
    """Read one trigger file without checking more than the number of columns.

    Raises:
        KnowledgeError: If a line has fewer than three or more than seven columns.
    """
    for number, line in data_lines(path):
        columns = line.split("\t")
        if not 3 <= len(columns) <= 7:
            raise KnowledgeError(f"{path.name}:{number}: three to seven columns wanted, {len(columns)} found")
        yield Sense(columns, f"{path.name}:{number}")


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read every trigger file that ships with kgraph."""
    files = sorted((lexicon_dir() / "triggers").glob("*.tsv"))
    return Lexicon(sense for path in files for sense in read_senses(path))
