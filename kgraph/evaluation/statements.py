"""How well statements are found: against gold statements of who did what to whom, with accepted alternatives.

A gold record names a document (``doc``), accepted labels of subject and object (``s``, ``o``), accepted relations or
PLOVER events (``rel``), whether the relation is mutual (``sym``), its status (``status``: asserted, possible, planned
or negated, several joined by ``|``), whose claim it is (``by``), and whether any competent analyst would record it
(``req``).  Recall is over required records; precision over statements between two things, where a match with any
record counts as right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kgraph.evaluation.counting import interval
from kgraph.evaluation.gold import read_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kgraph.model import Statement

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n\s*\n")
_TITLES = re.compile(r"^(the|mr|mrs|ms|president|prime minister|dr)\.? ")


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold statement; `kind` is the relation or event that its annotator named first."""

    document: str
    kind: str
    subjects: tuple[str, ...]
    relations: frozenset[str]
    objects: tuple[str, ...]
    mutual: bool
    status: frozenset[str]
    source: str | None
    required: bool
    quotation: str

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Gold:
        """Read a gold record."""
        return cls(
            document=str(record["doc"]),
            kind=str(record["rel"][0]),
            subjects=tuple(record["s"]),
            relations=frozenset(record["rel"]),
            objects=tuple(record["o"]),
            mutual=bool(record.get("sym")),
            status=frozenset(record["status"].split("|")),
            source=record.get("by"),
            required=bool(record["req"]),
            quotation=record.get("ev", ""),
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement, and whether gold has its pair (subject and object), and its direction and type as well."""

    statement: Statement
    pair: bool
    right: bool


@dataclass(slots=True)
class Scores:
    """Counts over documents, and what was missed and what was wrong.

    Attributes:
        counts: By document: required, statements, and pairs, types and full matches found and right.
        kinds: By relation or event, by document: how many gold requires and how many of these were found, how many
            were stated and how many of these are right.
        missed: Required gold statements that were not found, each with the statements that have its pair.
        judged: All statements between two things.
    """

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    kinds: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    missed: list[tuple[Gold, list[Statement]]] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    @property
    def wrong(self) -> list[Judged]:
        """Statements that match no gold statement."""
        return [j for j in self.judged if not j.right]

    def rates(self) -> dict[str, float]:
        """Return recall, precision and F1 of pairs, of typed pairs, and recall of full matches."""
        return _rates(sum(self.counts.values(), Counter()))

    def interval(self, name: str) -> tuple[float, float]:
        """Return a bootstrap interval of a rate over documents."""
        return interval(list(self.counts.values()), lambda n: _rates(n)[name])

    def kind_rate(self, kind: str, part: str, whole: str) -> tuple[float, float, float]:
        """Return the share of `whole` that is `part` for a relation or event, with its bootstrap interval.

        Args:
            kind: One of `kinds`.
            part: ``found`` or ``right``.
            whole: ``required`` or ``stated``.
        """
        found = self.kinds[kind]
        counts = [found.get(document, Counter()) for document in self.counts]
        return _share(sum(counts, Counter()), part, whole), *interval(counts, lambda n: _share(n, part, whole))

    def count(self, kind: str, document: str, **numbers: int) -> None:
        """Count what a document has of a relation or event."""
        self.kinds.setdefault(kind, {}).setdefault(document, Counter()).update(numbers)


def _share(n: Counter[str], part: str, whole: str) -> float:
    return n[part] / n[whole] if n[whole] else 0.0


def kind_of(s: Statement) -> str:
    """Return what gold calls the type of a statement: its event, or its relation where it tells of a state."""
    return s.event.type if s.event else s.predicate


def score(gold: Iterable[Gold], statements: Iterable[Statement]) -> Scores:
    """Compare statements with gold, document by document; statements of other documents do not count."""
    expected: dict[str, list[Gold]] = defaultdict(list)
    found: dict[str, list[Statement]] = defaultdict(list)
    for g in gold:
        expected[g.document].append(g)
    for s in statements:
        if s.object is not None and normal(s.subject.label) != normal(s.object.label):
            found[name_of(s.document)].append(s)
    scores = Scores()
    for document, records in expected.items():
        _score_document(scores, document, records, found[document])
    return scores


def _score_document(scores: Scores, document: str, gold: Sequence[Gold], statements: Sequence[Statement]) -> None:
    best = [0] * len(statements)
    counts = Counter(statements=len(statements))
    for g in gold:
        levels = [_level(g, s) for s in statements]
        best = [max(pair) for pair in zip(best, levels, strict=True)]
        if g.required:
            level = max(levels, default=0)
            counts.update(required=1, pair=int(level > 0), typed=int(level > 1), full=int(level > 2))
            scores.count(g.kind, document, required=1, found=int(level > 1))
            if level < 2:
                scores.missed.append((g, [s for s, reached in zip(statements, levels, strict=True) if reached]))
    judged = [Judged(s, level > 0, level > 1) for s, level in zip(statements, best, strict=True)]
    counts.update(pair_right=sum(j.pair for j in judged), typed_right=sum(j.right for j in judged))
    for j in judged:
        scores.count(kind_of(j.statement), document, stated=1, right=int(j.right))
    scores.counts[document] = counts
    scores.judged += judged


def matches(g: Gold, s: Statement) -> bool:
    """Return whether a statement has the subject, object, direction and type of a gold statement.

    One without an object tells of a deed alone: it has to have the subject and the type.
    """
    if s.object is None:
        alike = _same(s.subject.label, g.subjects) or (g.mutual and _same(s.subject.label, g.objects))
        return alike and kind_of(s) in g.relations
    return _level(g, s) > 1


def tells(g: Gold, subject: str, relation: str, target: str) -> bool:
    """Return whether a gold statement says so of somebody called `subject` and somebody called `target`.

    Args:
        g: The gold statement.
        subject: Label of the subject.
        relation: A relation or PLOVER event.
        target: Label of the object.
    """
    if relation not in g.relations:
        return False
    if _same(subject, g.subjects) and _same(target, g.objects):
        return True
    return g.mutual and _same(subject, g.objects) and _same(target, g.subjects)


def acts(g: Gold, s: Statement) -> bool:
    """Return whether a gold statement has the subject and type of a statement, whatever the objects."""
    parties = (*g.subjects, *g.objects) if g.mutual else g.subjects
    relations = {*s.predicates, s.event.type if s.event else s.predicate}
    return bool(relations & g.relations) and _same(s.subject.label, parties)


def _level(g: Gold, s: Statement) -> int:
    """Return 0 for another pair, 1 for the pair, 2 with direction and type, 3 with status and source as well."""
    if s.object is None:
        return 0
    forward = _same(s.subject.label, g.subjects) and _same(s.object.label, g.objects)
    backward = _same(s.subject.label, g.objects) and _same(s.object.label, g.subjects)
    if not (forward or backward):
        return 0
    relations = {*s.predicates, s.event.type if s.event else s.predicate}
    if not (forward or g.mutual) or not relations & g.relations:
        return 1
    status = "negated" if s.polarity == "negative" else s.modality
    by = normal(s.attributed_to.label) if s.attributed_to else ""
    sourced = g.source is None or (by and (normal(g.source) in by or by in normal(g.source)))
    return 3 if status in g.status and sourced else 2


@lru_cache(maxsize=50_000)
def normal(label: str) -> str:
    """Return a label as it is compared: in ASCII, lower case, without titles and punctuation.

    >>> normal("The Côte d'Ivoire"), normal("President George W. Bush")
    ('cote d ivoire', 'george w bush')
    """
    text = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower().strip()
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", _TITLES.sub("", text)).split())


def _same(label: str, accepted: Iterable[str]) -> bool:
    own = normal(label)
    for other in map(normal, accepted):
        if own == other:
            return bool(own)
        if min(len(own.split()), len(other.split())) > 1 and (own in other or other in own):
            return True
    return False


def name_of(document: str) -> str:
    """Return what gold calls a document: the last part of its path, without its suffix.

    >>> name_of("articles/DW_1.txt")
    'DW_1'
    """
    return re.sub(r"\.(txt|html|json)$", "", document.rstrip("/").rsplit("/", 1)[-1])


def sentence_around(text: str, quotation: str) -> str:
    """Return the sentence of a text that a quotation is from; the quotation itself if the text does not have it.

    >>> sentence_around("It rained. Kenya sent troops to Haiti. They left.", "sent troops")
    'Kenya sent troops to Haiti.'
    """
    at = text.find(quotation)
    if at < 0 or not quotation:
        return quotation
    ends = [m.end() for m in _SENTENCE_END.finditer(text, 0, at)]
    behind = _SENTENCE_END.search(text, at + len(quotation) - 1)
    return " ".join(text[ends[-1] if ends else 0 : behind.end() if behind else len(text)].split())


def _rates(n: Counter[str]) -> dict[str, float]:
    found = {f"{k} recall": n[k] / n["required"] if n["required"] else 0.0 for k in ("pair", "typed", "full")}
    for k in ("pair", "typed"):
        precision = found[f"{k} precision"] = n[f"{k}_right"] / n["statements"] if n["statements"] else 0.0
        recall = found[f"{k} recall"]
        found[f"{k} F1"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return found


def read_gold(path: Path) -> Iterator[Gold]:
    """Yield the records of a gold file (JSON Lines).

    Raises:
        SourceError: If it cannot be read.
        FormatError: If a line is no gold record.
    """
    return read_records(path, Gold.from_json, "no gold statement")
