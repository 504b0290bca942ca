"""The values that travel through kgraph: articles, mentions, entities, statements.

Everything here is a frozen, slotted dataclass of plain Python values.  Neither spaCy nor RDF appears: this is
the one module that both wings of the package (reading text, building graphs) know.

Offsets are character offsets into ``Article.text``, end exclusive: ``article.text[x.start:x.end] == x.text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "possible", "planned"]
MentionKind = Literal["name", "demonym", "nominal", "pronoun"]
EntityType = Literal["Country", "Place", "Organization", "Person", "Group", "NamedEvent"]

IdentityReason = Literal[
    "known-name", "known-alias", "known-acronym", "known-surname", "demonym", "seat", "short-form", "explained-acronym",
    "national-body", "office", "description", "apposition", "pronoun", "new-name", "own-entry", "reconciled", "same-as",
    "not-same-as",
]  # fmt: skip
"""Why words are taken to mean an entity; the ontology's scheme ``kgo:identifications`` says what each means."""

LIKELY = 0.75
"""Confidence from which statements are shown, drawn and plain triples: seven in eight of them are right."""
ENTITY_TYPES: tuple[EntityType, ...] = ("Country", "Place", "Organization", "Person", "Group", "NamedEvent")

_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Article:
    """A document to read: clean text and what is known about its origin.

    Attributes:
        id: What statements call their document: an IRI, a path or a name given by the user.
        text: Clean text; paragraphs are separated by a blank line. Half of a character (a lone surrogate, as broken
            JSON may hold) is replaced by U+FFFD, here and in the other fields: UTF-8 cannot write it.
        date: Publication date as ``YYYY-MM-DD``, or None.
        language: ISO 639-1 code, or None if unknown.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        for name in self.__slots__:
            value = getattr(self, name)
            if value is not None and _HALVES.search(value):
                object.__setattr__(self, name, _HALVES.sub("\ufffd", value))

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Article:
        """Read the JSON Lines input contract; only ``text`` is required.

        Raises:
            ValueError: If ``text`` is absent or not a string.
        """
        text = record.get("text")
        if not isinstance(text, str):
            raise ValueError("an article record needs a string field 'text'")  # noqa: TRY004 - of JSON, a wrong value
        optional = {k: _string(record.get(k)) for k in ("title", "date", "url", "publisher", "author", "language")}
        return cls(id=str(record.get("id") or record.get("url") or "article"), text=text, **optional)

    def to_json(self) -> dict[str, Any]:
        """Return the record that `from_json` reads."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the article with their character offsets."""

    text: str
    start: int
    end: int

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Span:
        """Read what `to_json` returns."""
        return cls(text=record["text"], start=record["start"], end=record["end"])

    def to_json(self) -> dict[str, Any]:
        """Return text, start and end as a record."""
        return {"text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what a mention refers to.

    Attributes:
        id: IRI, Wikidata's where known and certain, else minted by kgraph.
        label: Canonical English name ("South Korea", whatever the words were).
        type: Local name of the ontology class.
        country: ISO 3166-1 alpha-3 of the country it is or acts for; ``IGO`` for intergovernmental bodies.
        sector: PLOVER actor sector (GOV, MIL, REB, ...), where known.
    """

    id: str
    label: str
    type: EntityType
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """Whom a mention could have meant instead, with how good that was on the scale of the mention's confidence."""

    id: str
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Identity:
    """How it was decided whom a mention means.

    Attributes:
        reason: What the decision rests on.
        runner_up: The next best, where the words were ambiguous.
        read_as: The entity's id as the article was read, where a user's file, a service or namesakes changed it.
    """

    reason: IdentityReason
    runner_up: RunnerUp | None = None
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an entity.

    The record of the interchange format is without `identity` and `sentence`; a graph keeps them.
    """

    entity: Entity
    span: Span
    kind: MentionKind
    document: str
    confidence: float = 1.0
    identity: Identity | None = None
    sentence: Span | None = None

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Mention:
        """Read a mention record of the interchange format."""
        entity = Entity(record["id"], record["label"], record["type"], record.get("country"), record.get("sector"))
        return cls(entity, Span.from_json(record), record["kind"], record["document"], record.get("confidence", 1.0))

    def to_json(self) -> dict[str, Any]:
        """Return the mention record of the interchange format."""
        e = self.entity
        return {
            "document": self.document, **{k: v for k, v in self.span.to_json().items() if k != "text"},
            "text": self.span.text, "kind": self.kind, "id": e.id, "label": e.label, "type": e.type,
            "country": e.country, "sector": e.sector, "confidence": self.confidence,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Argument:
    """An entity in a role of a statement (subject, object, source, place) with the words that name it.

    `reason` says why the words are taken to mean it; a graph keeps it, the record of the interchange format does not.
    """

    entity: Entity
    span: Span | None = None
    reason: IdentityReason | None = field(default=None, compare=False)

    @property
    def label(self) -> str:
        """The entity's canonical name."""
        return self.entity.label

    @property
    def id(self) -> str:
        """The entity's IRI."""
        return self.entity.id

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Argument:
        """Read a statement record's subject, object, source or place."""
        entity = Entity(record["id"], record["label"], record["type"], record.get("country"), record.get("sector"))
        if record.get("mention") is None:
            return cls(entity)
        return cls(entity, Span(record["mention"], record["start"], record["end"]))

    def to_json(self) -> dict[str, Any]:
        """Return a subject, object, source or place as it stands in a statement record."""
        e, s = self.entity, self.span
        return {
            "id": e.id, "label": e.label, "type": e.type, "country": e.country, "sector": e.sector,
            "mention": s.text if s else None, "start": s.start if s else None, "end": s.end if s else None,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """The PLOVER coding of an event statement.

    Attributes:
        type: One of the sixteen PLOVER events, upper case.
        mode: A mode of that event, or None.
        contexts: PLOVER contexts ("military", "economic", ...).
        theme: What is given, asked, banned, ... in the article's words.
    """

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    theme: str | None = None

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Event:
        """Read a statement record's event."""
        return cls(record["type"], record.get("mode"), tuple(record.get("contexts") or ()), record.get("theme"))

    def to_json(self) -> dict[str, Any]:
        """Return the event as it stands in a statement record."""
        return {"type": self.type, "mode": self.mode, "contexts": list(self.contexts), "theme": self.theme}


@dataclass(frozen=True, slots=True)
class Time:
    """When, as an EDTF value (ISO 8601-2), with the words that say so (None if derived from elsewhere)."""

    value: str
    span: Span | None = None

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Time:
        """Read a statement record's time."""
        return cls(record["value"], Span.from_json(record) if record.get("text") is not None else None)

    def to_json(self) -> dict[str, Any]:
        """Return the time as it stands in a statement record."""
        empty: dict[str, Any] = {"text": None, "start": None, "end": None}
        return {"value": self.value, **(self.span.to_json() if self.span else empty)}


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim that an article makes: subject, relation, object, and all that is needed to judge it.

    `predicates` lists the relation with its super-properties, most specific first; ``predicates[0] == predicate``.
    `evidence` is the best sentence, `evidences` every sentence that makes the same claim (the best among them).
    `object` is None only for events without a recipient.  `event` is None for states.
    """

    id: str
    document: str
    subject: Argument
    predicate: str
    predicates: tuple[str, ...]
    object: Argument | None
    event: Event | None
    evidence: Span
    trigger: Span | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    attributed_to: Argument | None = None
    time: Time | None = None
    place: Argument | None = None
    confidence: float = 1.0
    extractor: str = "clauses"
    evidences: tuple[Span, ...] = ()

    @property
    def is_fact(self) -> bool:
        """Whether the article states it in its own voice, as having happened or being so, as far as is sure enough."""
        plain = self.polarity == "positive" and self.modality == "asserted" and self.attributed_to is None
        return plain and self.confidence >= LIKELY

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Statement:
        """Read a statement record of the interchange format."""

        def opt(key: str, read: Any) -> Any:
            value = record.get(key)
            return None if value is None else read(value)

        evidence = Span.from_json(record["evidence"])
        return cls(
            id=record["id"],
            document=record["document"],
            subject=Argument.from_json(record["subject"]),
            predicate=record["predicate"],
            predicates=tuple(record.get("predicates") or (record["predicate"],)),
            object=opt("object", Argument.from_json),
            event=opt("event", Event.from_json),
            evidence=evidence,
            trigger=opt("trigger", Span.from_json),
            polarity=record.get("polarity", "positive"),
            modality=record.get("modality", "asserted"),
            attributed_to=opt("attributed_to", Argument.from_json),
            time=opt("time", Time.from_json),
            place=opt("place", Argument.from_json),
            confidence=record.get("confidence", 1.0),
            extractor=record.get("extractor", "clauses"),
            evidences=tuple(Span.from_json(x) for x in record.get("evidences") or ()) or (evidence,),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the statement record of the interchange format."""

        def opt(value: Any) -> Any:
            return None if value is None else value.to_json()

        return {
            "id": self.id,
            "document": self.document,
            "subject": self.subject.to_json(),
            "predicate": self.predicate,
            "predicates": list(self.predicates),
            "object": opt(self.object),
            "event": opt(self.event),
            "polarity": self.polarity,
            "modality": self.modality,
            "attributed_to": opt(self.attributed_to),
            "time": opt(self.time),
            "place": opt(self.place),
            "trigger": opt(self.trigger),
            "evidence": self.evidence.to_json(),
            "evidences": [x.to_json() for x in self.evidences],
            "confidence": self.confidence,
            "extractor": self.extractor,
        }


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read from one article: its mentions and its statements, in document order."""

    article: Article
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    pipeline: str = ""

    def __iter__(self) -> Iterator[Statement]:
        return iter(self.statements)

    def with_entities(
        self,
        others: Mapping[str, Entity],
        reason: IdentityReason | None = None,
        runners_up: Mapping[str, RunnerUp | None] | None = None,
    ) -> Extraction:
        """Return an extraction that means others by the same words; mentions keep what they were read as.

        Args:
            others: Whom to mean, by the ids of whom was meant; of them the id and the label count.
            reason: Why they are meant; None leaves the reasons as they are.
            runners_up: Whom else the words could mean, by the ids of whom was meant; None leaves that as it is.
        """

        def entity(held: Entity) -> Entity:
            other = others.get(held.id)
            return held if other is None else replace(held, id=other.id, label=other.label)

        def argument(held: Argument | None) -> Argument | None:
            if held is None or held.id not in others:
                return held
            return replace(held, entity=entity(held.entity), reason=reason or held.reason)

        def mention(held: Mention) -> Mention:
            if held.entity.id not in others:
                return held
            known = held.identity or Identity("new-name")
            second = known.runner_up if runners_up is None else runners_up.get(held.entity.id)
            identity = Identity(reason or known.reason, second, known.read_as or held.entity.id)
            return replace(held, entity=entity(held.entity), identity=identity)

        def statement(s: Statement) -> Statement:
            return replace(
                s, subject=argument(s.subject) or s.subject, object=argument(s.object),
                attributed_to=argument(s.attributed_to), place=argument(s.place),
            )  # fmt: skip

        return replace(
            self, statements=tuple(map(statement, self.statements)), mentions=tuple(map(mention, self.mentions))
        )


def _string(value: Any) -> str | None:
    return None if value is None else str(value)
