"""How well statements are found: against gold statements of who did what to whom, with accepted alternatives.

A gold record names a document (``doc``), accepted labels of subject and object (``s``, ``o``), accepted relations or
PLOVER events (``rel``), whether the relation is mutual (``sym``), its status (``status``: asserted, possible, planned
or negated, several joined by ``|``), whose claim it is (``by``), and whether any competent analyst would record it
(``req``).  Recall is over required records; precision over statements between two things, where a match with any
record counts as right.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kgraph.errors import FormatError, SourceError
from kgraph.evaluation.counting import interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kgraph.model import Statement

_TITLES = re.compile(r"^(the|mr|mrs|ms|president|prime minister|dr)\.? ")


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold statement."""

    document: str
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
            document=str(record["doc"]), subjects=tuple(record["s"]), relations=frozenset(record["rel"]),
            objects=tuple(record["o"]), mutual=bool(record.get("sym")), status=frozenset(record["status"].split("|")),
            source=record.get("by"), required=bool(record["req"]), quotation=record.get("ev", ""),
        )  # fmt: skip


@dataclass(slots=True)
class Scores:
    """Counts over documents, and what was missed and what was wrong.

    Attributes:
        counts: By document: required, statements, and pairs, types and full matches found and right.
        kinds: By gold relation or event: required and found.
        missed: Required gold statements that were not found.
        wrong: Statements that match no gold statement.
    """

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    missed: list[Gold] = field(default_factory=list)
    wrong: list[Statement] = field(default_factory=list)

    def rates(self) -> dict[str, float]:
        """Return recall, precision and F1 of pairs, of typed pairs, and recall of full matches."""
        return _rates(sum(self.counts.values(), Counter()))

    def interval(self, name: str, *, share: float = 0.95) -> tuple[float, float]:
        """Return a bootstrap interval of a rate over documents."""
        return interval(list(self.counts.values()), lambda n: _rates(n)[name], share=share)


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
    pairs: set[int] = set()
    typed: set[int] = set()
    counts = Counter(statements=len(statements))
    for g in gold:
        level = 0
        for number, s in enumerate(statements):
            reached = _level(g, s)
            level = max(level, reached)
            if reached:
                pairs.add(number)
            if reached > 1:
                typed.add(number)
        if g.required:
            counts.update(required=1, pair=int(level > 0), typed=int(level > 1), full=int(level > 2))
            kind = next(iter(sorted(g.relations)))
            scores.kinds[kind].update(required=1, found=int(level > 1))
            if level < 2:
                scores.missed.append(g)
    counts.update(pair_right=len(pairs), typed_right=len(typed))
    scores.counts[document] = counts
    scores.wrong += [s for number, s in enumerate(statements) if number not in typed]


def matches(g: Gold, s: Statement) -> bool:
    """Return whether a statement has the subject, object, direction and type of a gold statement."""
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
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield Gold.from_json(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise FormatError(f"{path}, line {number}: no gold statement ({error})") from error
