"""Quads back as statements, mentions and articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad

from kgraph import vocabulary as v
from kgraph.model import (
    ENTITY_TYPES,
    Argument,
    Entity,
    EntityType,
    Event,
    Identity,
    IdentityReason,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    RunnerUp,
    Span,
    Statement,
    Time,
)
from kgraph.ontology import load_ontology
from kgraph.rdf import names
from kgraph.rdf.writing import ROLES

_Values = dict[str, list[str]]
_TYPES = {v.kgo(name).value: name for name in ENTITY_TYPES}


@dataclass(frozen=True, slots=True)
class Source:
    """What a graph knows of an article: its description, without its text.

    Attributes:
        id: What statements call their document.
        iri: The article's IRI, which is also its named graph's.
        digest: SHA-256 of the clean text, or None.
        length: Characters of the clean text, or None.
        pipeline: Name and version of the spaCy pipeline that read it.
        version: Version of kgraph that read it.
    """

    id: str
    iri: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    digest: str | None = None
    length: int | None = None
    pipeline: str | None = None
    version: str | None = None


class Nodes:
    """Quads by their subject, with readers for what kgraph writes.

    Where one property holds several values of which kgraph wrote one (an entity that two articles label differently),
    the first in alphabetical order counts, so that reading does not depend on the order of quads.

    Args:
        quads: An article's quads, or the entities'.
        entities: Where the entities that the quads refer to are described, if not in the quads themselves.
    """

    def __init__(self, quads: Iterable[Quad], entities: Nodes | None = None) -> None:
        self._nodes: dict[str, _Values] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                self._nodes[quad.subject.value][quad.predicate.value].append(quad.object.value)
        self._entities = self if entities is None else entities
        self._entity_cache: dict[str, Entity] = {}

    def sources(self) -> Iterator[Source]:
        """Yield the articles described here, by their id."""
        found = [self._source(iri) for iri in self._of_type(v.ARTICLE)]
        yield from sorted(found, key=lambda source: source.id)

    def statements(self) -> Iterator[Statement]:
        """Yield the statements that have a subject and a relation, in the order of their documents and evidences."""
        needed = {v.SUBJECT.value, v.PREDICATE.value}
        found = [self._statement(iri) for iri in self._of_type(v.STATEMENT) if needed <= self._nodes[iri].keys()]
        yield from sorted(found, key=in_reading_order)

    def mentions(self) -> Iterator[Mention]:
        """Yield the mentions (not the mere arguments of statements), in the order of the text."""
        found = []
        for iri, values in self._nodes.items():
            kind = _first(values, v.MENTION_KIND)
            if kind is None:
                continue
            document = self._document(names.article_of(iri).value)
            confidence = float(_first(values, v.CONFIDENCE) or 1.0)
            sector = _concept(_first(values, v.SECTOR), "sector")
            for entity in sorted(values.get(v.IDENT_REF.value, ())):
                meant = self._in_role(entity, sector)
                made = Mention(meant, self._span(iri), cast("MentionKind", kind), document, confidence,
                               _identity(values), self._sentence(values))  # fmt: skip
                found.append(made)
        yield from sorted(found, key=lambda m: (m.document, m.span.start, m.span.end, m.entity.id))

    def entities(self) -> Iterator[Entity]:
        """Yield the entities, by label."""
        found = [self.entity(iri) for iri, values in self._nodes.items() if self._entity_type(values)]
        yield from sorted(found, key=lambda e: (e.label, e.id))

    def entity(self, iri: str) -> Entity:
        """Return an entity; its sector is the only one, or the first of those in which it acts."""
        held = self._entity_cache.get(iri)
        if held is None:
            values = self._nodes.get(iri, {})
            held = Entity(
                id=names.entity_id(iri),
                label=_first(values, v.PREF_LABEL) or names.entity_id(iri),
                type=self._entity_type(values) or "Group",
                country=_first(values, v.ISO3) or _first(values, v.COUNTRY_CODE),
                sector=_concept(_first(values, v.SECTOR), "sector"),
            )
            self._entity_cache[iri] = held
        return held

    def _of_type(self, kind: NamedNode) -> list[str]:
        return [iri for iri, values in self._nodes.items() if kind.value in values.get(v.TYPE.value, ())]

    def _entity_type(self, values: _Values) -> EntityType | None:
        found = [_TYPES[t] for t in sorted(values.get(v.TYPE.value, ())) if t in _TYPES]
        return found[0] if found else None

    def _source(self, iri: str) -> Source:
        values = self._nodes[iri]
        article = NamedNode(iri)
        context = self._nodes.get(names.inside(article, "context").value, {})
        run = self._nodes.get(names.inside(article, "run").value, {})
        agent = self._nodes.get(names.inside(article, "software").value, {})
        length = _first(context, v.END_INDEX)
        return Source(
            id=_first(values, v.IDENTIFIER) or iri,
            iri=iri,
            title=_first(values, v.TITLE),
            date=_first(values, v.DATE),
            url=_first(values, v.URL),
            publisher=_first(values, v.PUBLISHER),
            author=_first(values, v.CREATOR),
            language=_first(values, v.LANGUAGE),
            digest=_first(values, v.TEXT_DIGEST),
            length=int(length) if length else None,
            pipeline=_first(run, v.PIPELINE),
            version=_first(agent, v.VERSION),
        )

    def _document(self, article: str) -> str:
        return _first(self._nodes.get(article, {}), v.IDENTIFIER) or article

    def _statement(self, iri: str) -> Statement:
        values = self._nodes[iri]
        article = _first(values, v.PRIMARY_SOURCE) or names.article_of(iri).value
        predicate = names.local_name(values[v.PREDICATE.value][0])
        evidences = tuple(sorted((self._span(i) for i in values.get(v.DERIVED_FROM.value, ())), key=_position))
        best = _first(values, v.EVIDENCE)
        arguments = {role: self._argument(values, role) for role in ROLES if role != "subject"}
        trigger = _first(values, v.TRIGGER)
        evidence = self._span(best) if best else (evidences or (Span("", 0, 0),))[0]
        return Statement(
            id=names.statement_id(iri),
            document=self._document(article),
            subject=self._argument_of(values[v.SUBJECT.value][0], values, "subject"),
            predicate=predicate,
            predicates=load_ontology().chain(predicate),
            object=arguments["object"],
            event=self._event(values),
            evidence=evidence,
            trigger=self._span(trigger) if trigger else None,
            polarity=cast("Polarity", names.local_name(_first(values, v.POLARITY) or "positive")),
            modality=cast("Modality", names.local_name(_first(values, v.MODALITY) or "asserted")),
            attributed_to=arguments["attributed_to"],
            time=self._time(values),
            place=arguments["place"],
            confidence=float(_first(values, v.CONFIDENCE) or 1.0),
            extractor=_first(values, v.EXTRACTOR) or "",
            evidences=evidences or (evidence,),
        )

    def _argument(self, values: _Values, role: str) -> Argument | None:
        iri = _first(values, ROLES[role][0])
        return None if iri is None else self._argument_of(iri, values, role)

    def _argument_of(self, iri: str, values: _Values, role: str) -> Argument:
        prefix = ROLES[role][1]
        sector = _concept(_first(values, v.kgo(f"{prefix}Sector")), "sector")
        mention = _first(values, v.kgo(f"{prefix}Mention"))
        if mention is None:
            return Argument(self._in_role(iri, sector))
        identity = _identity(self._nodes.get(mention, {}))
        return Argument(self._in_role(iri, sector), self._span(mention), identity.reason if identity else None)

    def _in_role(self, iri: str, sector: str | None) -> Entity:
        e = self._entities.entity(iri)
        return e if e.sector == sector else Entity(e.id, e.label, e.type, e.country, sector)

    def _event(self, values: _Values) -> Event | None:
        codes = [load_ontology().event_code(t) for t in sorted(values.get(v.TYPE.value, ()))]
        code = next((c for c in codes if c), None)
        if code is None:
            return None
        contexts = tuple(sorted(_concept(c, "context") or c for c in values.get(v.CONTEXT.value, ())))
        return Event(code, _first(values, v.MODE), contexts, _first(values, v.THEME))

    def _time(self, values: _Values) -> Time | None:
        value = _first(values, v.EDTF)
        mention = _first(values, v.TIME_MENTION)
        return Time(value, self._span(mention) if mention else None) if value is not None else None

    def _sentence(self, values: _Values) -> Span | None:
        sentence = _first(values, v.SENTENCE)
        return None if sentence is None else self._span(sentence)

    def _span(self, iri: str) -> Span:
        values = self._nodes.get(iri, {})
        start, end = _first(values, v.BEGIN_INDEX), _first(values, v.END_INDEX)
        return Span(_first(values, v.ANCHOR_OF) or "", int(start or 0), int(end or 0))


def in_reading_order(statement: Statement) -> tuple[str, int, int, str]:
    """Return the key that sorts statements by document, evidence, trigger."""
    trigger = statement.trigger.start if statement.trigger else -1
    return statement.document, statement.evidence.start, trigger, statement.id


def _first(values: _Values, predicate: NamedNode) -> str | None:
    found = values.get(predicate.value)
    if not found:
        return None
    return found[0] if len(found) == 1 else min(found)


def _identity(values: _Values) -> Identity | None:
    reason = _concept(_first(values, v.IDENTIFIED_BY), "identification")
    if reason is None:
        return None
    other, label, read_as = (_first(values, p) for p in (v.RUNNER_UP, v.RUNNER_UP_LABEL, v.READ_AS))
    runner_up = None
    if other is not None:
        sure = float(_first(values, v.RUNNER_UP_CONFIDENCE) or 0.0)
        runner_up = RunnerUp(names.entity_id(other), label or names.entity_id(other), sure)
    return Identity(cast("IdentityReason", reason), runner_up, names.entity_id(read_as) if read_as else None)


def _concept(iri: str | None, scheme: str) -> str | None:
    return None if iri is None else names.local_name(iri).removeprefix(f"{scheme}-")


def _position(span: Span) -> tuple[int, int]:
    return span.start, span.end
