"""Parallel statements as one link: what one entity does to another, in a few lines, the firmest first."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import networkx as nx

from kgraph.draw.style import Family, load_style
from kgraph.ontology import load_ontology

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kgraph.model import Entity, Statement

Status = Literal["fact", "claimed", "possible", "planned", "negated"]

#: What a statement of each status weighs when only the most important relations are drawn.
_WEIGHTS: dict[Status, float] = {"fact": 1.0, "claimed": 0.7, "planned": 0.6, "possible": 0.5, "negated": 0.5}
_FIRMNESS: tuple[Status, ...] = ("fact", "claimed", "planned", "possible", "negated")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two entities, with all statements of it.

    Attributes:
        predicate: Local name in the ontology.
        text: The ontology's label with marks for what is claimed, possible, planned or negated, and years.
        family: The family, which says the colour.
        status: How firmly it is stated: as by the firmest statement.
        is_claim: Whether it is only someone's claim, never the article's own voice.
        weight: Its importance.
    """

    predicate: str
    text: str
    family: Family
    status: Status
    is_claim: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Link:
    """All relations from one entity to another (or, where symmetric, between them): one line in the picture."""

    source: Entity
    target: Entity
    mutual: bool
    relations: tuple[Relation, ...]

    @property
    def weight(self) -> float:
        """How much its statements weigh together."""
        return sum(r.weight for r in self.relations)


def merge(statements: Iterable[Statement], present: Collection[int] = ()) -> list[Link]:
    """Return a link for each pair and direction, in the order of names.

    Statements of a symmetric relation make a link of their own without direction.  Of statements with the same
    relation the firmest says the status; a relation is left out where a sub-relation is stated as firmly.

    Args:
        statements: Statements with an object.
        present: Years that need no mention: those of the articles' dates.
    """
    groups: dict[tuple[str, str, bool], list[Statement]] = defaultdict(list)
    entities: dict[str, Entity] = {}
    for s in statements:
        if s.object is None:
            continue
        entities |= {e.id: e for e in (s.subject.entity, s.object.entity) if e.id not in entities}
        source, target = s.subject.id, s.object.id
        mutual = _is_symmetric(s.predicate)
        if mutual and (entities[target].label, target) < (entities[source].label, source):
            source, target = target, source
        groups[source, target, mutual].append(s)
    links = [
        Link(entities[source], entities[target], mutual, tuple(_relations(group, present)))
        for (source, target, mutual), group in groups.items()
    ]
    return sorted(links, key=lambda k: (k.source.label, k.source.id, k.target.label, k.target.id, k.mutual))


def most_important(links: list[Link], most: int | None, focus: Collection[str] = ()) -> list[Link]:
    """Return the most important links, in their order.

    With a focus those nearest to it come first.  Links of more and firmer statements are more important, and those of
    entities that many statements are about.
    """
    if most is None or len(links) <= most:
        return links
    steps = _steps(links, focus)
    talk: dict[str, float] = defaultdict(float)
    for k in links:
        for e in (k.source, k.target):
            talk[e.id] += k.weight

    def rank(k: Link) -> tuple[int, float]:
        ends = (k.source.id, k.target.id)
        return min(steps.get(e, len(links)) for e in ends), -k.weight * (talk[ends[0]] * talk[ends[1]]) ** 0.25

    kept = {id(k) for k in sorted(links, key=rank)[:most]}
    return [k for k in links if id(k) in kept]


def _steps(links: list[Link], focus: Collection[str]) -> dict[str, int]:
    """Return how many steps each entity is from the focus."""
    graph: nx.Graph[str] = nx.Graph((k.source.id, k.target.id) for k in links)
    sources = [f for f in focus if f in graph]
    return dict(nx.multi_source_dijkstra_path_length(graph, sources, weight=None)) if sources else {}


def _relations(statements: list[Statement], present: Collection[int]) -> list[Relation]:
    by_relation: dict[tuple[str, bool], list[Statement]] = defaultdict(list)
    for s in statements:
        by_relation[s.predicate, s.polarity == "negative"].append(s)
    found = [_relation(group, present) for group in by_relation.values()]
    specific = [r for r in found if not any(_says_more(other, r) for other in found)]
    return sorted(specific, key=lambda r: (-r.weight, r.predicate))


def _relation(statements: list[Statement], present: Collection[int]) -> Relation:
    style, ontology = load_style(), load_ontology()
    firmest = min(statements, key=lambda s: (_FIRMNESS.index(_status(s)), s.attributed_to is not None))
    status, predicate = _status(firmest), firmest.predicate
    is_claim = all(s.attributed_to is not None for s in statements)
    text = ontology[predicate].label if predicate in ontology else predicate
    text = style.marks.claimed.format(text) if is_claim else text
    if status in ("possible", "planned", "negated"):
        text = str(getattr(style.marks, status)).format(text)
    weight = sum(s.confidence * _WEIGHTS[_status(s)] for s in statements)
    return Relation(predicate, text + _years(statements, present), style.family(predicate), status, is_claim, weight)


def _status(s: Statement) -> Status:
    if s.polarity == "negative":
        return "negated"
    if s.modality != "asserted":
        return s.modality
    return "fact" if s.attributed_to is None else "claimed"


def _says_more(other: Relation, r: Relation) -> bool:
    """Whether another relation implies this one and is stated as firmly."""
    below = r.predicate in load_ontology().chain(other.predicate)[1:]
    if r.status == "negated" or other.status == "negated":
        return False
    return below and _FIRMNESS.index(other.status) <= _FIRMNESS.index(r.status)


def _years(statements: list[Statement], present: Collection[int]) -> str:
    found = {int(y) for s in statements if s.time for y in re.findall(r"\b(\d{4})\b", s.time.value)}
    years = sorted(found - set(present))
    if not years:
        return ""
    return f" ({years[0]})" if len(years) == 1 else f" ({years[0]}–{years[-1]})"


def _is_symmetric(predicate: str) -> bool:
    ontology = load_ontology()
    return predicate in ontology and ontology[predicate].symmetric
