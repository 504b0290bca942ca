"""How well an article's people, bodies and places are found, put together and identified, against gold mentions.

A gold record is a document: ``id``, ``text``, ``clusters`` (each with ``type``, ``name``, ``wikipedia``, ``tags``),
``mentions`` (each with ``start``, ``end``, ``text``, ``cluster``, and ``kind`` where others than names are marked) and
``relations`` (``gpe0`` leads from a demonym's cluster to its country's).

Names are right if span and type agree.  Coreference is measured end to end, over names, and over all mentions where
the gold marks them.  A gold mention with a page is linked right if the nearest found mention that ends with it bears
the page's title, or a name of the cluster.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, cast

from kgraph.evaluation import clusters
from kgraph.evaluation.counting import Count, interval
from kgraph.evaluation.gold import read_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kgraph.model import Mention

KINDS = ("country", "person", "organization", "other")
"""Kinds of entities whose links are counted apart."""
_NAMED = frozenset({"person", "organization", "location"})
_KIND_OF_TYPE = {"Person": "person", "Organization": "organization", "Country": "location", "Place": "location"}
_COUNTRY_TAG = "type::gpe0"
_TO_COUNTRY = "gpe0"
_BRACKETS = re.compile(r"\(.*?\)")
_OTHER = re.compile(r"[^a-z0-9 ]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+|\n+")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Words of a gold document with who is meant.

    Attributes:
        cluster: Number of the cluster among its document's.
        kind: name, demonym, nominal or pronoun.
        type: person, organization, location, or whatever else the gold tells apart.
        titles: Labels that count as right, as `normal` has them; empty where there is no page to link to.
        link: One of `KINDS`, or None where no link is asked for.
        name: What the gold calls the entity.
    """

    start: int
    end: int
    text: str
    cluster: int
    kind: str
    type: str
    titles: frozenset[str]
    link: str | None
    name: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with its gold mentions; `rich` says whether it marks more than names."""

    id: str
    text: str
    mentions: tuple[GoldMention, ...]
    rich: bool

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> GoldDocument:
        """Read a gold record."""
        held = record["clusters"]
        country = {r["subject"]: r["object"] for r in record["relations"] if r["predicate"] == _TO_COUNTRY}
        mentions = tuple(_gold_mention(m, held, country.get(m["cluster"], m["cluster"])) for m in record["mentions"])
        return cls(str(record["id"]), record["text"], mentions, any("kind" in m for m in record["mentions"]))

    def sentence(self, start: int, end: int) -> str:
        """Return the sentence around a stretch of the text."""
        before = [m.end() for m in _SENTENCE_END.finditer(self.text, 0, start)]
        after = _SENTENCE_END.search(self.text, end)
        return " ".join(self.text[before[-1] if before else 0 : after.start() if after else None].split())


@dataclass(frozen=True, slots=True)
class Error:
    """A name or link that is not as the gold has it.

    Attributes:
        kind: ``missed`` and ``spurious`` names (a name with another type or span is both); ``wrong`` links.
        words: The words, with their type or link in brackets.
    """

    kind: Literal["missed", "spurious", "wrong"]
    document: str
    words: str
    sentence: str


@dataclass(slots=True)
class Scores:
    """Each document's counts by what they count (``names right``, ``all B3 gold``, ...), and what differs from gold."""

    counts: list[Counter[str]] = field(default_factory=list)
    errors: list[Error] = field(default_factory=list)

    def total(self) -> Counter[str]:
        """Return the sum of the documents' counts."""
        return sum(self.counts, Counter())

    def interval(self, name: str, *, share: float = 0.95) -> tuple[float, float]:
        """Return a bootstrap interval over documents of a rate that `rates` names."""
        return interval(self.counts, lambda n: rates(n)[name], share=share)


def score(gold: Iterable[GoldDocument], mentions: Iterable[Mention]) -> Scores:
    """Compare mentions with gold, document by document; those of other documents do not count."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for m in mentions:
        found[m.document].append(m)
    scores = Scores()
    for document in gold:
        here = found[document.id]
        scores.counts.append(
            _names(document, here, scores.errors) + _coreference(document, here) + _links(document, here, scores.errors)
        )
    return scores


def rates(n: Counter[str]) -> dict[str, float]:
    """Return what counts come to: of names, coreference (where there is gold), and links by kind."""
    names = Count(n["names right"], n["names found"], n["names gold"])
    found = {"names precision": names.precision, "names recall": names.recall, "names F1": names.f1}
    for over in ("names", "all"):
        four = {m: [n[f"{over} {m} {part}"] for part in clusters.PARTS] for m in clusters.MEASURES}
        values = {m: clusters.f1(numbers) for m, numbers in four.items()}
        found |= {f"{over} {m}": value for m, value in values.items()}
        found[f"{over} CoNLL"] = sum(values.values()) / len(values)
    for kind in KINDS:
        links = n[f"{kind} gold"]
        found[f"{kind} link"] = n[f"{kind} right"] / links if links else 0.0
        found[f"{kind} other"] = n[f"{kind} other"] / links if links else 0.0
    return found


def _names(gold: GoldDocument, found: Sequence[Mention], errors: list[Error]) -> Counter[str]:
    wanted = {(m.start, m.end, m.type): m for m in gold.mentions if _is_name(m)}
    made = {(m.span.start, m.span.end, _KIND_OF_TYPE[m.entity.type]) for m in found if _is_found_name(m)}
    for start, end, kind in sorted(wanted.keys() ^ made):
        missed = (start, end, kind) in wanted
        words = f"{gold.text[start:end]} ({kind})"
        errors.append(Error("missed" if missed else "spurious", gold.id, words, gold.sentence(start, end)))
    return Counter({"names right": len(wanted.keys() & made), "names found": len(made), "names gold": len(wanted)})


def _coreference(gold: GoldDocument, found: Sequence[Mention]) -> Counter[str]:
    numbers: dict[str, float] = {}
    for over in ("names", "all") if gold.rich else ("names",):
        wanted: dict[int, clusters.Cluster] = defaultdict(set)
        made: dict[str, clusters.Cluster] = defaultdict(set)
        for g in gold.mentions:
            if over == "all" or _is_name(g):
                wanted[g.cluster].add((g.start, g.end))
        for m in found:
            if over == "all" or _is_found_name(m):
                made[m.entity.id].add((m.span.start, m.span.end))
        if not wanted:
            continue
        for measure, four in clusters.counts(list(wanted.values()), list(made.values())).items():
            numbers |= {f"{over} {measure} {part}": x for part, x in zip(clusters.PARTS, four, strict=True)}
    return Counter(cast("dict[str, int]", numbers))  # shares are fractions, and add up as whole numbers do


def _links(gold: GoldDocument, found: Sequence[Mention], errors: list[Error]) -> Counter[str]:
    ending: dict[int, list[Mention]] = defaultdict(list)
    for m in found:
        ending[m.span.end].append(m)
    n: Counter[str] = Counter()
    for g in gold.mentions:
        if g.link is None:
            continue
        n[f"{g.link} gold"] += 1
        best = min(ending[g.end], key=lambda m: abs(m.span.start - g.start), default=None)
        if best is None:
            continue
        right = normal(best.entity.label) in g.titles
        n[f"{g.link} right" if right else f"{g.link} other"] += 1
        if not right:
            words = f"{g.text} ({g.name}, not {best.entity.label})"
            errors.append(Error("wrong", gold.id, words, gold.sentence(g.start, g.end)))
    return n


def _gold_mention(record: Mapping[str, Any], held: Sequence[Mapping[str, Any]], meant: int) -> GoldMention:
    """Read a gold mention; `meant` is the cluster that its words stand for (a demonym's: its country's)."""
    own, concept = held[record["cluster"]], held[meant]
    kind = record.get("kind", "name")
    link = None
    if concept.get("wikipedia") and kind not in {"nominal", "pronoun"}:
        link = "country" if _COUNTRY_TAG in concept["tags"] else concept["type"]
        link = link if link in {"country", "person", "organization"} else "other"
    titles = frozenset(normal(x) for x in (concept.get("wikipedia"), concept["name"], own["name"]))
    return GoldMention(
        record["start"], record["end"], record["text"], record["cluster"], kind, own["type"], titles, link,
        concept["name"],
    )  # fmt: skip


def _is_name(m: GoldMention) -> bool:
    return m.kind == "name" and m.type in _NAMED


def _is_found_name(m: Mention) -> bool:
    return m.kind == "name" and m.entity.type in _KIND_OF_TYPE


def normal(label: str | None) -> str:
    """Return a label or a page's title as it is compared.

    >>> normal("Al-Shabaab_(militant_group)"), normal("The Hague")
    ('al shabaab', 'hague')
    """
    text = unicodedata.normalize("NFKD", label or "").encode("ascii", "ignore").decode().lower().replace("_", " ")
    plain = _OTHER.sub(" ", _BRACKETS.sub(" ", text)).strip()
    return " ".join(plain.removeprefix("the ").split())


def read_gold(path: Path) -> Iterator[GoldDocument]:
    """Yield the documents of a gold file (JSON Lines).

    Raises:
        SourceError: If it cannot be read.
        FormatError: If a line is no gold record.
    """
    return read_records(path, GoldDocument.from_json, "no gold mentions")
