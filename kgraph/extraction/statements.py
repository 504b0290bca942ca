"""From candidates to statements: circumstances, factuality, attribution, and repeats merged into one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.extraction.capacity import Capacities
from kgraph.extraction.circumstances import EventPlaces
from kgraph.extraction.confidence import Grounds
from kgraph.extraction.contexts import ContextReader
from kgraph.extraction.cues import MODALITIES
from kgraph.extraction.factuality import FactualityReader
from kgraph.extraction.reasons import reason
from kgraph.extraction.sentences import Sentences
from kgraph.extraction.time import TimeReader
from kgraph.lexicon import load_relations
from kgraph.model import Argument, Article, Event, Span, Statement, Time

if TYPE_CHECKING:
    from kgraph.extraction.attribution import AttributionReader
    from kgraph.extraction.confidence import Basis, Confidence
    from kgraph.extraction.document import Document
    from kgraph.extraction.types import Attribution, Candidate, DocMention, Factuality
    from kgraph.model import Modality

_FAR = 30
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB", "IN"})
_SPEECH_ACTS = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})


class StatementMaker:
    """Turns the candidates of one article into statements.

    Args:
        document: The article, parsed.
        attribution: Says whose claims its predicates are.
        article: Its id and date.
        confidence: Says how sure they are.
    """

    def __init__(
        self, document: Document, attribution: AttributionReader, article: Article, confidence: Confidence
    ) -> None:
        tree, index = document.tree, document.index
        self._doc, self._tree, self._article = tree.doc, tree, article
        self._capacities = Capacities(tree, index, document.knowledge)
        self._contexts = ContextReader(tree, index)
        self._factuality = FactualityReader(tree)
        self._grounds, self._confidence = Grounds(document), confidence
        self._attribution = attribution
        self._times = TimeReader(tree.doc, article.date)
        self._places = EventPlaces(tree, index)
        self._relations = load_relations()
        self._sentences = Sentences(tree.doc, article.text)

    def statements(self, candidates: Iterable[Candidate]) -> tuple[Statement, ...]:
        """Return the statements in the order of the text; what is said twice is one statement with both sentences."""
        return tuple(numbered(merged([s for s, _ in self.described(candidates)])))

    def described(self, candidates: Iterable[Candidate]) -> Iterator[tuple[Statement, Basis]]:
        """Yield each candidate as a statement, with what its confidence rests on."""
        for c in candidates:
            if self._sensible(c):
                factuality, attribution = self._factuality.at(c.anchor), self._attributed(c)
                basis = self._grounds.basis(c, factuality, attribution)
                sure = round(c.confidence, 2) if c.fitted else self._confidence.of(basis)
                yield self._statement(c, factuality, attribution, sure), basis

    def _sensible(self, candidate: Candidate) -> bool:
        obj = candidate.object
        if obj is None:
            return candidate.event is not None
        return candidate.subject.entity.id != obj.entity.id

    def _statement(
        self, c: Candidate, factuality: Factuality, attribution: Attribution | None, sure: float
    ) -> Statement:
        place = self._place(c)
        when = self._times.at(c.anchor)
        subject = self._argument(c.subject, c.event)
        target = self._argument(c.object, c.event) if c.object else None
        contexts = self._contexts.contexts(c, subject.entity, target.entity if target else None)
        return Statement(
            id="",
            document=self._article.id,
            subject=subject,
            predicate=c.predicate,
            predicates=self._relations.chain(c.predicate),
            object=target,
            event=Event(c.event, c.mode, contexts, self._text(c.theme)) if c.event else None,
            evidence=self._sentences.around(c.anchor),
            trigger=self._span(*c.trigger),
            polarity=c.polarity or factuality.polarity,
            modality=self._modality(c, factuality),
            attributed_to=self._argument(attribution.source) if attribution and attribution.source else None,
            time=Time(when.value, self._span(when.start, when.end)) if when else None,
            place=place,
            confidence=sure,
            extractor=c.extractor,
        )

    def _modality(self, c: Candidate, factuality: Factuality) -> Modality:
        """Return the less certain of what the words around say and what the trigger itself says.

        What a noun phrase says in passing is taken for granted by whoever says it: who threatens "to attack Israeli
        forces" leaves no doubt whose forces they are.
        """
        own: Modality = c.modality or "asserted"
        return own if c.polarity is not None else max((own, factuality.modality), key=MODALITIES.index)

    def _attributed(self, c: Candidate) -> Attribution | None:
        """Return whose claim it is; what somebody does by speaking is not also their claim.

        What a noun phrase says of somebody in passing ("Hamas leader Khaled Mashaal") is the article's own word, but
        for the words of a quotation.
        """
        if c.event is None and c.polarity is not None and not self._attribution.quoted(c.anchor):
            return None
        found = self._attribution.at(c.anchor)
        if found is None:
            return None
        if self._tree.head[c.anchor] == found.cue and self._tree.dep[c.anchor] in ("obj", "nsubj:pass"):
            return found.outer  # who denies a charge does not make it
        if self._background(c.anchor, found.cue):
            return found.outer
        own = found.source is not None and found.source.entity.id == c.subject.entity.id
        own_act = own and c.event in _SPEECH_ACTS and self._attribution.performs(c.anchor)
        return found.outer if own_act or c.trigger[0] <= found.cue < c.trigger[1] else found

    def _background(self, token: int, cue: int) -> bool:
        """Return whether a relative clause behind a comma, in reported speech, holds what the article itself adds.

        "The radio said that the general, who led the coup, had fled".
        """
        tree, steps = self._tree, 0
        if cue < 0 or self._attribution.quoted(token):
            return False
        while tree.head[token] not in (token, cue) and steps < _FAR:
            if tree.dep[token] == "acl:relcl":
                first, noun = tree.subtree(token)[0], tree.head[token]
                # "It was the army, he said, that had fired": the comma is not the clause's.
                begin = first + 1 if tree.lower[first] == "," else first
                return cue < noun and tree.lower[begin - 1] == "," and tree.tag[begin] in _RELATIVE
            token, steps = tree.head[token], steps + 1
        return False

    def _place(self, c: Candidate) -> Argument | None:
        taken = {c.subject.entity.id} | ({c.object.entity.id} if c.object else set())
        if c.place is not None:
            where = c.place.place or c.place.entity
            return Argument(where, self._span(c.place.start, c.place.end)) if where.id not in taken else None
        if c.event is None:
            return None
        found = self._places.at(c.anchor)
        if found is None or found[0].id in taken:
            return None
        return Argument(found[0], self._span(found[1].start, found[1].end))

    def _argument(self, mention: DocMention, event: str | None = None) -> Argument:
        entity = self._capacities.entity(mention, event)
        return Argument(entity, self._span(mention.start, mention.end), reason(mention))

    def _text(self, tokens: tuple[int, int] | None) -> str | None:
        return None if tokens is None else " ".join(self._span(*tokens).text.split())

    def _span(self, start: int, end: int) -> Span:
        begin, last = self._doc[start].idx, self._doc[end - 1]
        text = self._article.text[begin : last.idx + len(last)].rstrip()
        return Span(text, begin, begin + len(text))


def numbered(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield statements with ids that are the same in every run and distinct within an article."""
    seen: set[str] = set()
    for s in statements:
        identifier = _identifier(s)
        while identifier in seen:
            identifier = hashlib.sha256(identifier.encode()).hexdigest()[:16]
        seen.add(identifier)
        yield replace(s, id=identifier)


def _identifier(s: Statement) -> str:
    """Return an id that is the same in every run: from document, place in the text and content."""
    parts = (
        s.document, s.subject.id, s.predicate, s.object.id if s.object else "", s.evidence.start, s.evidence.end,
        s.trigger.start if s.trigger else -1, s.polarity, s.modality,
    )  # fmt: skip
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def merged(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements with repeats merged, in the order of their first evidence.

    Two say the same if subject, object, polarity, modality and source agree, their times and places do not differ, and
    one relation is the other or a super-property of it; where the relations differ they must stand in one sentence.
    """
    kept: list[Statement] = []
    by_pair: dict[tuple[str, ...], list[int]] = {}
    for s in statements:
        if s.object is None:
            key: tuple[str, ...] = (s.subject.id, "")
        else:
            ends = [s.subject.id, s.object.id]
            key = tuple(sorted(ends) if load_relations()[s.predicate].symmetric else ends)
        group = by_pair.setdefault(key, [])
        for number in group:
            if _same_claim(kept[number], s):
                kept[number] = _merge(kept[number], s)
                break
        else:
            group.append(len(kept))
            kept.append(replace(s, evidences=s.evidences or (s.evidence,)))
    return kept


def _same_claim(a: Statement, b: Statement) -> bool:
    if (a.polarity, a.modality) != (b.polarity, b.modality) or (a.event is None) != (b.event is None):
        return False
    sources = {s.attributed_to.id for s in (a, b) if s.attributed_to}
    if len(sources) > 1 or (bool(a.attributed_to) != bool(b.attributed_to) and a.evidence != b.evidence):
        return False
    if a.time and b.time and a.time.value != b.time.value:
        return False
    if a.place and b.place and a.place.id != b.place.id:
        return False
    if a.predicate == b.predicate:
        return a.object is not None or a.evidence == b.evidence
    related = a.predicate in b.predicates or b.predicate in a.predicates
    return related and any(e.start == b.evidence.start for e in a.evidences or (a.evidence,))


def _merge(a: Statement, b: Statement) -> Statement:
    """Return one statement for two: the more specific relation, the surer evidence, whatever either knows."""
    best, other = (b, a) if (len(b.predicates), b.confidence) > (len(a.predicates), a.confidence) else (a, b)
    evidences = {e.start: e for e in (*a.evidences, a.evidence, *b.evidences, b.evidence)}
    event = best.event
    if event is not None and other.event is not None and event.type == other.event.type:
        event = Event(
            event.type, event.mode or other.event.mode,
            tuple(dict.fromkeys((*event.contexts, *other.event.contexts))), event.theme or other.event.theme,
        )  # fmt: skip
    return replace(
        best,
        event=event,
        attributed_to=best.attributed_to or other.attributed_to,
        time=best.time or other.time,
        place=best.place or other.place,
        confidence=max(a.confidence, b.confidence),
        evidences=tuple(evidences[k] for k in sorted(evidences)),
    )
