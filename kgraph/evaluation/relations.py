"""How many of the relations that re3d's annotators marked are found (Dstl, Relationship and Entity Extraction Dataset).

A gold record is a document with ``id``, ``text``, ``entities`` and ``relations``; a relation has a ``type``, a ``head``
and a ``tail`` (each with ``start`` and ``end``) and how sure the annotators were (``conf``).  Entities are matched by
their words: a pair is *related* where some statement is about something named by words that overlap each end, and its
type is right where the statement is one that ``data/re3d.tsv`` names for the relation.  What counts are relations
between persons, organisations, peoples and places; statements are not about weapons, vehicles, documents and money.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kgraph.errors import KnowledgeError
from kgraph.evaluation.counting import interval
from kgraph.evaluation.gold import read_records
from kgraph.model import Article
from kgraph.resources import PACKAGE, data_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kgraph.model import Extraction, Statement

RELATIONS = ("FightingAgainst", "AlliesOf", "CommWith", "InChargeOf", "BelongsTo")
"""The relations of re3d that statements can express; its others are of places, names and attributes."""

ACTORS = frozenset({"Person", "Organisation", "Nationality", "Location"})
"""The types of entities in re3d that statements are about."""

TOTAL, ANYTHING = "all", "with weapons, money and other things"
_FILE = PACKAGE / "evaluation" / "data" / "re3d.tsv"
_SURE = 0.5
_RUNS = ("along", "against", "either")
Characters = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relation:
    """A gold relation: of what kind, and the words that name each end, wherever they stand."""

    document: str
    kind: str
    head: frozenset[Characters]
    tail: frozenset[Characters]
    head_text: str
    tail_text: str
    passage: str
    between_actors: bool


@dataclass(slots=True)
class RelationScores:
    """Counts by document, and what was missed.

    Attributes:
        counts: By document: for each relation, for all between actors (`TOTAL`) and for those between things of any
            type (`ANYTHING`), how many there are, are related, are typed right.
        missed: Gold relations between actors of which no statement connects the ends.
        mistyped: Those whose ends only other relations connect, with the statements that do.
    """

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    missed: list[Relation] = field(default_factory=list)
    mistyped: list[tuple[Relation, list[Statement]]] = field(default_factory=list)

    def number(self, kind: str = TOTAL) -> int:
        """Return how many gold relations there are of a kind."""
        return sum(self.counts.values(), Counter())[f"gold {kind}"]

    def rate(self, what: str, kind: str = TOTAL) -> float:
        """Return the share of gold relations of a kind that are ``related`` or ``typed``."""
        return _rate(sum(self.counts.values(), Counter()), what, kind)

    def interval(self, what: str, kind: str = TOTAL) -> tuple[float, float]:
        """Return a bootstrap interval of a rate over documents."""
        return interval(list(self.counts.values()), lambda n: _rate(n, what, kind))


def _rate(n: Counter[str], what: str, kind: str) -> float:
    return n[f"{what} {kind}"] / n[f"gold {kind}"] if n[f"gold {kind}"] else 0.0


def read_relations(path: Path) -> Iterator[tuple[Article, list[Relation]]]:
    """Yield the documents of a file with their relations; what the annotators held unlikely is left out.

    Raises:
        SourceError: If it cannot be read.
        FormatError: If a line is no such document.
    """
    return read_records(path, _document, "no text with relations")


def _document(row: Mapping[str, Any]) -> tuple[Article, list[Relation]]:
    article = Article(str(row["id"]), str(row["text"]))
    marked = [r for r in row["relations"] if r.get("conf", 1.0) >= _SURE]
    alike: dict[Characters, set[Characters]] = {}
    for relation in marked:
        if relation["type"] == "IsSynonymOf":
            _join(alike, _span(relation["head"]), _span(relation["tail"]))
    types = _types(row["entities"])
    found: dict[tuple[str, Characters, Characters], Relation] = {}
    for relation in marked:
        head, tail = _span(relation["head"]), _span(relation["tail"])
        if relation["type"] in RELATIONS:
            found[relation["type"], head, tail] = Relation(
                article.id, relation["type"], frozenset(alike.get(head, {head})), frozenset(alike.get(tail, {tail})),
                relation["head"]["text"], relation["tail"]["text"],
                " ".join(article.text[max(0, min(head[0], tail[0]) - 40) : max(head[1], tail[1]) + 40].split()),
                types.get(head) in ACTORS and types.get(tail) in ACTORS,
            )  # fmt: skip
    return article, list(found.values())


def _types(entities: Iterable[Mapping[str, Any]]) -> dict[Characters, str]:
    """Return the type of each marked span that the annotators held likeliest."""
    return {_span(e): str(e["type"]) for e in sorted(entities, key=lambda e: e.get("conf", 1.0))}


def _span(end: Mapping[str, Any]) -> Characters:
    return int(end["start"]), int(end["end"])


def _join(alike: dict[Characters, set[Characters]], one: Characters, other: Characters) -> None:
    """Put two spans into one set of those that name the same thing."""
    together = alike.get(one, {one}) | alike.get(other, {other})
    for span in together:
        alike[span] = together


def score(documents: Iterable[tuple[Extraction, list[Relation]]]) -> RelationScores:
    """Compare what was read with gold, document by document."""
    scores = RelationScores()
    for extraction, relations in documents:
        counts: Counter[str] = Counter()
        words = _words(extraction)
        for relation in relations:
            connecting = [s for s in extraction.statements if _connects(relation, s, words)]
            typed = any(_says(relation, s, words) for s in connecting)
            for kind in (ANYTHING, *((TOTAL, relation.kind) if relation.between_actors else ())):
                counts.update([f"gold {kind}", *[f"related {kind}"] * bool(connecting), *[f"typed {kind}"] * typed])
            if not relation.between_actors:
                continue
            if not connecting:
                scores.missed.append(relation)
            elif not typed:
                scores.mistyped.append((relation, connecting))
        scores.counts[extraction.article.id] = counts
    return scores


def _words(extraction: Extraction) -> dict[str, set[Characters]]:
    """Return where each entity is named or meant: in mentions, and in statements for those without a name."""
    found: dict[str, set[Characters]] = defaultdict(set)
    for mention in extraction.mentions:
        found[mention.entity.id].add((mention.span.start, mention.span.end))
    for s in extraction.statements:
        for argument in (s.subject, s.object):
            if argument is not None and argument.span is not None:
                found[argument.id].add((argument.span.start, argument.span.end))
    return found


def _connects(relation: Relation, s: Statement, words: Mapping[str, set[Characters]]) -> bool:
    return _along(relation, s, words) or _against(relation, s, words)


def _along(relation: Relation, s: Statement, words: Mapping[str, set[Characters]]) -> bool:
    """Return whether a statement goes from the gold relation's head to its tail."""
    return s.object is not None and _meets(words, s.subject.id, relation.head, s.object.id, relation.tail)


def _against(relation: Relation, s: Statement, words: Mapping[str, set[Characters]]) -> bool:
    """Return whether a statement goes from the gold relation's tail to its head."""
    return s.object is not None and _meets(words, s.subject.id, relation.tail, s.object.id, relation.head)


def _meets(
    words: Mapping[str, set[Characters]],
    subject: str,
    one: Iterable[Characters],
    obj: str,
    other: Iterable[Characters],
) -> bool:
    return _meet(words[subject], one) and _meet(words[obj], other)


def _meet(ours: Iterable[Characters], theirs: Iterable[Characters]) -> bool:
    return any(a < d and c < b for a, b in ours for c, d in theirs)


def _says(relation: Relation, s: Statement, words: Mapping[str, set[Characters]]) -> bool:
    """Return whether a statement says what a relation says, by the table, in a direction that the table allows."""
    runs = {_mapping()[relation.kind].get(name) for name in (*s.predicates, s.event.type if s.event else "")}
    return (
        "either" in runs
        or ("along" in runs and _along(relation, s, words))
        or ("against" in runs and _against(relation, s, words))
    )


@lru_cache(maxsize=1)
def _mapping() -> dict[str, dict[str, str]]:
    """Return for each relation of re3d the events and relations that express it, and how they run.

    Raises:
        KnowledgeError: If a line of the table is wrong.
    """
    table: dict[str, dict[str, str]] = {kind: {} for kind in RELATIONS}
    for number, line in data_lines(_FILE, "relation\t"):
        kind, *rest = line.split("\t")
        if kind not in table or len(rest) != 2 or rest[1] not in _RUNS:
            raise KnowledgeError(f"{_FILE.name}, line {number}: a relation, a statement and how it runs are wanted")
        table[kind][rest[0]] = rest[1]
    return table
