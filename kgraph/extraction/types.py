"""The values that the steps of reading hand to each other; they stay inside `kgraph.extraction`.

Positions are token indices into the `spacy.tokens.Doc` of the article, ends exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgraph.model import Entity, EntityType, IdentityReason, MentionKind, Modality, Polarity, RunnerUp


ACTING: frozenset[EntityType] = frozenset({"Country", "Organization", "Person", "Group"})
"""Types of entities that can act or speak."""
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
"""PLOVER sectors of those who act for a state."""
STATES = "states"
"""Name, as an extractor, of the steps that read what nouns say to be so."""


@dataclass(slots=True)
class DocMention:
    """A mention of an entity in a `Doc`.

    Attributes:
        start: First token.
        end: Token after the last.
        root: Syntactic head token of the mention.
        kind: name, demonym, nominal or pronoun.
        tag: Entity label of the pipeline (PERSON, ORG, GPE, ...), or "" where there is none.
        entity: Who or what is meant here: the government where a capital acts, the city where it is a place.
        place: The place that the words name, where it is not `entity` itself ("Seoul" the city).
        confidence: 0 to 1, that `entity` is the right one.
        apposed: Whether the words only stand beside the name they describe ("the prime minister, Tony Blair").
        reason: Why `entity` is taken to be meant; None until `kgraph.extraction.reasons` says so.
        runner_up: Who else could have been meant, where it was a near thing.
    """

    start: int
    end: int
    root: int
    kind: MentionKind
    tag: str
    entity: Entity
    place: Entity | None = None
    confidence: float = 1.0
    apposed: bool = False
    reason: IdentityReason | None = None
    runner_up: RunnerUp | None = None


class MentionIndex:
    """All mentions of a document, by the token that heads them."""

    def __init__(self, mentions: Iterable[DocMention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._by_root: dict[int, DocMention] = {}
        for m in self._mentions:
            held = self._by_root.get(m.root)
            # A demonym or name inside a larger mention has its own head; two with one head: the longer is meant.
            if held is None or m.end - m.start > held.end - held.start:
                self._by_root[m.root] = m
        self._covering: dict[int, DocMention] = {}
        for m in sorted(self._mentions, key=lambda m: m.end - m.start):
            for i in range(m.start, m.end):
                self._covering.setdefault(i, m)

    def at(self, token: int) -> DocMention | None:
        """Return the mention that `token` heads."""
        return self._by_root.get(token)

    def covering(self, token: int) -> DocMention | None:
        """Return the shortest mention that `token` lies in."""
        return self._covering.get(token)

    def __iter__(self) -> Iterator[DocMention]:
        return iter(self._mentions)

    def __len__(self) -> int:
        return len(self._mentions)


@dataclass(frozen=True, slots=True)
class Factuality:
    """Whether a predicate is said to hold, and the words that decide it.

    Attributes:
        happened: Probability, 0 to 1, that readers take it to have happened or to be so.
    """

    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    cues: tuple[int, ...] = ()
    happened: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose claim a predicate is.

    Attributes:
        source: The mention of the source; None if the words name nobody resolvable ("it is said").
        start: First token of the words that name the source.
        end: Token after the last.
        cue: Token of the word that attributes ("said", "according"), or -1 for a bare quote.
        confidence: 0 to 1.
        outer: The next attribution outwards ("Kerry said Russia denied": Russia within Kerry).
    """

    source: DocMention | None
    start: int
    end: int
    cue: int
    confidence: float = 1.0
    outer: Attribution | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date or span of time in the text with its EDTF value."""

    start: int
    end: int
    value: str


@dataclass(slots=True)
class Candidate:
    """A statement found in a sentence, before its circumstances are read and repeats are merged.

    Attributes:
        subject: Mention in the subject role.
        predicate: Most specific relation name.
        object: Mention in the object role, or None.
        anchor: Token whose factuality, attribution, time and place are the statement's.
        trigger: Token range of the words that express the relation.
        event: PLOVER event, or None for states.
        theme: Token range of the thing given, asked, banned, ..., or None.
        place: Mention of the place of the event, where the frame says so.
        polarity: Set where the relation's own words decide it (otherwise read from the anchor).
        modality: Likewise.
        confidence: 0 to 1, of the relation and its arguments.
        fitted: Whether `confidence` is a probability fitted to data already.
        extractor: Name of the step that found it.
        features: What else bears on whether it is right, by name; see `kgraph.extraction.confidence`.
    """

    subject: DocMention
    predicate: str
    object: DocMention | None
    anchor: int
    trigger: tuple[int, int]
    event: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    theme: tuple[int, int] | None = None
    place: DocMention | None = None
    polarity: Polarity | None = None
    modality: Modality | None = None
    confidence: float = 0.8
    fitted: bool = False
    extractor: str = field(kw_only=True)
    features: dict[str, float] = field(default_factory=dict)
