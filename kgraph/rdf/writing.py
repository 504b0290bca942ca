"""Statements, mentions and articles as quads.

Everything that was read from an article lies in the article's own named graph, under IRIs that begin with the
article's; what the entities are and are called lies in the entities' graph; plain triples that the article states in
its own voice lie in the asserted graph (the default graph).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kgraph import vocabulary as v
from kgraph.ontology import Fact, load_ontology
from kgraph.rdf import names
from kgraph.rdf.times import bounds
from kgraph.vocabulary import kgo

if TYPE_CHECKING:
    from kgraph.model import Argument, Article, Entity, Extraction, Identity, Mention, Span, Statement

Term = NamedNode | Literal
Pair = tuple[NamedNode, NamedNode, Term]

#: Characters of context before and after a quotation (W3C Web Annotation leaves the length open).
_QUOTE_CONTEXT = 32

_OFFSET = v.XSD_INTEGER
#: Roles that a `Statement` fills with an `Argument`: property of the entity, prefix of the role's other properties.
ROLES: dict[str, tuple[NamedNode, str]] = {
    "subject": (v.SUBJECT, "subject"),
    "object": (v.OBJECT, "object"),
    "attributed_to": (v.ATTRIBUTED_TO, "source"),
    "place": (v.PLACE, "place"),
}
_ROLE_TERMS = {name: (term, kgo(f"{prefix}Mention"), kgo(f"{prefix}Sector")) for name, (term, prefix) in ROLES.items()}


def quads(extraction: Extraction, *, version: str | None = None) -> Iterator[Quad]:
    """Yield all quads of an extraction: description, statements, mentions, entities and asserted triples.

    Args:
        extraction: What was read from one article.
        version: Version of kgraph that read it.
    """
    article = extraction.article
    graph = names.article_iri(article.id)
    pipeline = extraction.pipeline or None
    run = names.inside(graph, "run") if pipeline is not None or version is not None else None
    writer = _Writer(graph, article.text, run)
    for s, p, o in _described(article, graph, pipeline, version):
        yield Quad(s, p, o, graph)
    for mention in extraction.mentions:
        writer.add_mention(mention)
    for statement in extraction.statements:
        writer.add_statement(statement)
    yield from (Quad(s, p, o, graph) for s, p, o in writer.triples)
    yield from (Quad(s, p, o, v.ENTITIES) for s, p, o in writer.descriptions)
    yield from asserted(extraction.statements)


def asserted(statements: Iterable[Statement]) -> Iterator[Quad]:
    """Yield the plain triples of the statements that are facts, with what follows from them by the ontology."""
    found: set[Fact] = set()
    for statement in statements:
        found |= facts(statement)
    for fact in sorted(found, key=lambda f: (f.subject, f.relation, f.object)):
        yield fact_quad(fact)


def facts(statement: Statement) -> frozenset[Fact]:
    """Return the plain triples that a statement puts into the asserted graph: none unless it is a fact."""
    if not statement.is_fact or statement.object is None or statement.object.id == statement.subject.id:
        return frozenset()
    fact = Fact(names.entity_iri(statement.subject.id).value, statement.predicate,
                names.entity_iri(statement.object.id).value)  # fmt: skip
    return load_ontology().entailed(fact)


def fact_quad(fact: Fact) -> Quad:
    """Return a fact as a triple of the asserted graph."""
    subject, obj = NamedNode(fact.subject), NamedNode(fact.object)
    return Quad(subject, names.relation_iri(fact.relation), obj, v.ASSERTED)


def _described(article: Article, node: NamedNode, pipeline: str | None, version: str | None) -> Iterator[Pair]:
    yield node, v.TYPE, v.ARTICLE
    yield node, v.IDENTIFIER, Literal(article.id)
    optional = {
        v.TITLE: article.title, v.PUBLISHER: article.publisher, v.CREATOR: article.author,
        v.LANGUAGE: article.language, v.URL: article.url,
    }  # fmt: skip
    for term, value in optional.items():
        if value is not None:
            yield node, term, Literal(value)
    if article.date is not None:
        yield node, v.DATE, Literal(article.date, datatype=v.XSD_DATE)
    context = names.inside(node, "context")
    yield context, v.TYPE, v.NIF_CONTEXT
    yield context, v.SOURCE_URL, node
    if article.text:
        digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
        yield node, v.TEXT_DIGEST, Literal(digest)
        yield context, v.BEGIN_INDEX, Literal("0", datatype=_OFFSET)
        yield context, v.END_INDEX, Literal(str(len(article.text)), datatype=_OFFSET)
    if pipeline is not None or version is not None:
        run = names.inside(node, "run")
        yield run, v.TYPE, v.ACTIVITY
        yield run, v.USED, node
        if pipeline is not None:
            yield run, v.PIPELINE, Literal(pipeline)
        if version is not None:
            agent = names.inside(node, "software")
            yield run, v.ASSOCIATED_WITH, agent
            yield agent, v.TYPE, v.SOFTWARE_AGENT
            yield agent, v.LABEL, Literal("kgraph")
            yield agent, v.VERSION, Literal(version)


class _Writer:
    """Collects the triples of one article's graph and those that describe its entities, each once."""

    def __init__(self, article: NamedNode, text: str, run: NamedNode | None) -> None:
        self.triples: dict[Pair, None] = {}
        self.descriptions: dict[Pair, None] = {}
        self._article = article
        self._context = names.inside(article, "context")
        self._text = text
        self._run = run
        self._identified: set[NamedNode] = set()
        self._placed: set[NamedNode] = set()
        self._spans: set[tuple[int, int, NamedNode]] = set()
        self._iris: dict[str, NamedNode] = {}

    def add_mention(self, mention: Mention) -> None:
        node = self._span(mention.span, v.NIF_PHRASE, quoted=True)
        entity = self._entity(mention.entity)
        self._add(node, v.IDENT_REF, entity)
        self._add(node, v.MENTION_KIND, Literal(mention.kind))
        self._add(node, v.CONFIDENCE, Literal(repr(float(mention.confidence)), datatype=v.XSD_DOUBLE))
        if mention.entity.sector is not None:
            self._add(node, v.SECTOR, _concept("sector", mention.entity.sector))
        if mention.entity.type == "Person" and mention.entity.country is not None:
            self._add_country(node, entity, mention.entity.country)
        if mention.identity is not None:
            self._add_identity(node, mention.identity)
        if mention.sentence is not None:
            self._add(node, v.SENTENCE, self._span(mention.sentence, v.NIF_SENTENCE))
        # What a country is called by may be what stands for it ("Seoul", "the Kremlin"), which is not its name.
        named = mention.kind == "name" and mention.entity.type != "Country"
        if named and mention.span.text != mention.entity.label:
            self._describe(entity, v.ALT_LABEL, Literal(mention.span.text))

    def _add_country(self, node: NamedNode, person: NamedNode, code: str) -> None:
        """Say once in an article for which country it lets a person act: that tells namesakes apart."""
        if person not in self._placed and person.value.startswith(v.KG):
            self._placed.add(person)
            self._add(node, v.COUNTRY_CODE, Literal(code))

    def _add_identity(self, node: NamedNode, identity: Identity) -> None:
        """Say why an entity is meant; who is not meant is a literal, so that no query takes it for a link."""
        self._identified.add(node)
        self._add(node, v.IDENTIFIED_BY, _concept("identification", identity.reason))
        other = identity.runner_up
        if other is not None:
            self._add(node, v.RUNNER_UP, _address(other.id))
            self._add(node, v.RUNNER_UP_LABEL, Literal(other.label))
            self._add(node, v.RUNNER_UP_CONFIDENCE, Literal(repr(float(other.confidence)), datatype=v.XSD_DOUBLE))
        if identity.read_as is not None:
            self._add(node, v.READ_AS, _address(identity.read_as))

    def add_statement(self, s: Statement) -> None:
        node = names.statement_iri(self._article, s.id)
        self._add(node, v.TYPE, v.STATEMENT)
        self._add(node, v.PRIMARY_SOURCE, self._article)
        if self._run is not None:
            self._add(node, v.GENERATED_BY, self._run)
        self._add(node, v.PREDICATE, names.relation_iri(s.predicate))
        for name in load_ontology().chain(s.predicate):
            self._add(node, v.RELATION, names.relation_iri(name))
        for role in ROLES:
            argument: Argument | None = getattr(s, role)
            if argument is not None:
                self._add_argument(node, role, argument)
        self._add(node, v.POLARITY, kgo(s.polarity))
        self._add(node, v.MODALITY, kgo(s.modality))
        self._add(node, v.CONFIDENCE, Literal(repr(float(s.confidence)), datatype=v.XSD_DOUBLE))
        self._add(node, v.EXTRACTOR, Literal(s.extractor))
        self._add_event(node, s)
        self._add_time(node, s)
        if s.trigger is not None:
            self._add(node, v.TRIGGER, self._span(s.trigger, v.NIF_PHRASE))
        best = self._span(s.evidence, v.NIF_SENTENCE, quoted=True)
        self._add(node, v.EVIDENCE, best)
        for span in s.evidences or (s.evidence,):
            self._add(node, v.DERIVED_FROM, self._span(span, v.NIF_SENTENCE, quoted=True))

    def _add_argument(self, node: NamedNode, role: str, argument: Argument) -> None:
        term, mention, sector = _ROLE_TERMS[role]
        entity = self._entity(argument.entity)
        self._add(node, term, entity)
        if argument.entity.sector is not None:
            self._add(node, sector, _concept("sector", argument.entity.sector))
        if argument.span is not None:
            span = self._span(argument.span, v.NIF_PHRASE, quoted=True)
            self._add(span, v.IDENT_REF, entity)
            self._add(node, mention, span)
            if argument.reason is not None and span not in self._identified:
                self._add(span, v.IDENTIFIED_BY, _concept("identification", argument.reason))

    def _add_event(self, node: NamedNode, s: Statement) -> None:
        if s.event is None:
            return
        ontology = load_ontology()
        self._add(node, v.TYPE, v.SEM_EVENT)
        self._add(node, v.TYPE, ontology.event_class(s.event.type))
        if s.event.mode is not None:
            self._add(node, v.TYPE, ontology.mode_class(s.event.type, s.event.mode))
            self._add(node, v.MODE, Literal(s.event.mode))
        for context in s.event.contexts:
            self._add(node, v.CONTEXT, _concept("context", context))
        if s.event.theme is not None:
            self._add(node, v.THEME, Literal(s.event.theme))

    def _add_time(self, node: NamedNode, s: Statement) -> None:
        if s.time is None:
            return
        self._add(node, v.EDTF, Literal(s.time.value, datatype=v.EDTF_TYPE))
        if s.time.span is not None:
            self._add(node, v.TIME_MENTION, self._span(s.time.span, v.NIF_PHRASE))
        first, last = bounds(s.time.value)
        if first is None and last is None:
            return
        interval = names.inside(self._article, f"time={s.time.value}")
        self._add(node, v.TIME, interval)
        self._add(interval, v.TYPE, v.TIME_INTERVAL)
        for term, day, part in ((v.HAS_BEGINNING, first, "begin"), (v.HAS_END, last, "end")):
            if day is not None:
                instant = NamedNode(f"{interval.value},{part}")
                self._add(interval, term, instant)
                self._add(instant, v.TYPE, v.TIME_INSTANT)
                self._add(instant, v.IN_XSD_DATE, Literal(day.isoformat(), datatype=v.XSD_DATE))

    def _entity(self, entity: Entity) -> NamedNode:
        node = self._iris.get(entity.id)
        if node is None:
            node = self._iris[entity.id] = names.entity_iri(entity.id)
            self._describe(node, v.TYPE, kgo(entity.type))
            self._describe(node, v.PREF_LABEL, Literal(entity.label))
            if entity.country is not None:
                code = v.ISO3 if entity.type == "Country" else v.COUNTRY_CODE
                self._describe(node, code, Literal(entity.country))
        if entity.sector is not None:
            self._describe(node, v.SECTOR, _concept("sector", entity.sector))
        return node

    def _describe(self, entity: NamedNode, predicate: NamedNode, value: Term) -> None:
        self.descriptions[entity, predicate, value] = None

    def _span(self, span: Span, kind: NamedNode, *, quoted: bool = False) -> NamedNode:
        node = names.span_iri(self._article, span.start, span.end)
        self._add(node, v.TYPE, kind)
        key = (span.start, span.end, v.QUOTE_SELECTOR if quoted else kind)
        if key in self._spans:
            return node
        self._spans.add(key)
        self._add(node, v.REFERENCE_CONTEXT, self._context)
        self._add(node, v.BEGIN_INDEX, Literal(str(span.start), datatype=_OFFSET))
        self._add(node, v.END_INDEX, Literal(str(span.end), datatype=_OFFSET))
        self._add(node, v.ANCHOR_OF, Literal(span.text))
        if quoted:
            self._add_selector(node, span)
        return node

    def _add_selector(self, node: NamedNode, span: Span) -> None:
        selector = names.inside(self._article, f"quote={span.start},{span.end}")
        self._add(node, v.HAS_SELECTOR, selector)
        self._add(selector, v.TYPE, v.QUOTE_SELECTOR)
        self._add(selector, v.QUOTE_EXACT, Literal(span.text))
        before = self._text[max(0, span.start - _QUOTE_CONTEXT) : span.start]
        after = self._text[span.end : span.end + _QUOTE_CONTEXT]
        if before:
            self._add(selector, v.QUOTE_PREFIX, Literal(before))
        if after:
            self._add(selector, v.QUOTE_SUFFIX, Literal(after))

    def _add(self, subject: NamedNode, predicate: NamedNode, obj: Term) -> None:
        self.triples[subject, predicate, obj] = None


def _address(identifier: str) -> Literal:
    return Literal(names.entity_iri(identifier).value, datatype=v.XSD_ANY_URI)


def _concept(scheme: str, notation: str) -> NamedNode:
    return names.relation_iri(f"{scheme}-{notation}")
