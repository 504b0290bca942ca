"""Where places, organisations and groups lie: addresses, "the Iraqi city of Mosul", "the Afghan capital, Kabul"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.extraction.marks import BREAKS, POSSESSIVE
from kgraph.extraction.types import STATES, Candidate, DocMention
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from kgraph.extraction.nounphrases import Behind, Phrases
    from kgraph.knowledge import Knowledge
    from kgraph.model import Entity

_CAPITAL = "capital"
_CITY, _REGION = "city", "region"
_REGIONS = frozenset({_REGION, "province", "state"})
_AMID = frozenset({"in", "within", ","})
_IN = frozenset({"in", "of", "on", "inside", "within"})


class PlaceReader:
    """Reads where the places and bodies of one article lie.

    Args:
        doc: The parsed article.
        phrases: Its noun phrases with their mentions.
        knowledge: Its places; what it knows of a city's country overrules the order of words.
    """

    def __init__(self, doc: Doc, phrases: Phrases, knowledge: Knowledge) -> None:
        self.doc, self.phrases, self.knowledge = doc, phrases, knowledge

    def read(self) -> Iterator[Candidate]:
        """Yield the statements about every named place, organisation and group."""
        for mention in self.phrases.index:
            place = self._place(mention)
            if place is not None:
                yield from self._of_place(place)
            elif (
                mention.kind in {"name", "nominal"}
                and mention.entity.type in {"Organization", "Group"}
                and not mention.apposed
            ):
                yield from self._of_body(mention)
            elif mention.entity.type == "Person" and not mention.apposed:
                yield from self._present(mention)

    def _place(self, mention: DocMention) -> DocMention | None:
        """Return a name that names a place, with that place as its entity; None for others."""
        if mention.kind != "name" or mention.tag == "NORP":
            return None
        if mention.entity.type == "Place":
            return mention if mention.end - mention.start > 1 or len(self.doc[mention.start]) > 1 else None
        if mention.place is not None and mention.place.type == "Place":
            return replace(mention, entity=mention.place, place=None)
        return None

    # Places

    def _of_place(self, place: DocMention) -> Iterator[Candidate]:
        found = [*self._described_before(place), *self._described_behind(place), *self._address(place)]
        yield from found
        for candidate in found:
            if (
                candidate.predicate == "locatedIn"
                and candidate.object is not None
                and candidate.object.end <= place.start
            ):
                yield from self._joined(place, candidate.object)

    def _joined(self, place: DocMention, within: DocMention) -> Iterator[Candidate]:
        """Read the places joined to one ("Georgia's breakaway regions of Abkhazia and South Ossetia")."""
        last = place
        joined: list[DocMention] = []
        while self.phrases.word(last.end) in {"and", ","}:
            i = last.end + (2 if self.phrases.word(last.end + 1) == "and" else 1)
            mention = self.phrases.named.get(i)
            further = self._place(mention) if mention is not None and mention.start == i else None
            if further is None:
                return
            joined.append(further)
            if self.phrases.word(i - 1) == "and":  # a comma alone joins nothing: "Kyiv's Maidan, Maria Petrenko said"
                for each in joined:
                    yield from self._located(each, within, each.start, rank=0.7)
                joined = []
            last = further

    def _described_before(self, place: DocMention) -> Iterator[Candidate]:
        """Read "the Iraqi city of Mosul", "Iraq's Anbar province", "the Afghan capital, Kabul"."""
        last = place.start - 1
        noun = -1
        if self.phrases.word(last) in {"of", ","} and self._kind(last - 1):
            noun, last = last - 1, last - 1
            if self.phrases.word(noun + 1) == "," and not self._apposed_noun(noun):
                return
        elif self._kind(last):
            noun = last
        first = self.phrases.begin(last)
        for found in self.phrases.inside(first, last):
            owner = self._adjective(found)
            if owner.root == noun or not self._owns(owner, place, noun):
                continue
            capital = noun >= 0 and self._capital(noun) and owner.entity.type == "Country"
            trigger = noun if noun >= 0 else owner.end if self.phrases.word(owner.end) in POSSESSIVE else place.start
            yield from self._located(place, owner, trigger, capital=capital, rank=0.85)
            return
        if noun < 0 and self.phrases.word(place.end) in words_of("noun.locality.settlement") | words_of(
            "noun.locality.region"
        ):
            noun = place.end if self.phrases.word(place.end + 1) != "of" else -1
        if noun >= 0:
            yield from self._in_context(place, noun)

    def _apposed_noun(self, noun: int) -> bool:
        """Return whether a place noun before a comma is described by the name behind it, not the end of an address."""
        first = self.phrases.begin(noun)
        return self.phrases.word(noun) == _CAPITAL or any(m.end <= noun for m in self.phrases.inside(first, noun - 1))

    def _adjective(self, owner: DocMention) -> DocMention:
        """Return the country behind the last word of an unknown name ("the Pacific Russian city of Vladivostok")."""
        last = owner.end - 1
        if owner.start == last or owner.entity.type != "Place" or self.knowledge.facts(owner.entity):
            return owner
        country = self.knowledge.demonym(self.doc[last].text)
        return (
            DocMention(last, owner.end, last, "demonym", "NORP", country, None, 0.9) if country is not None else owner
        )

    def _in_context(self, place: DocMention, noun: int) -> Iterator[Candidate]:
        """Read "the capital, Sanaa", "the central city of Isfahan": of the article's country where it is known."""
        facts = self.knowledge.facts(place.entity)
        mentions = [
            m for m in self.phrases.index if m.entity.type == "Country" and m.entity.country == facts.get("country")
        ]
        if not mentions or not facts.get("country"):
            return
        capital = self._capital(noun)
        state = self.knowledge.capital_of(place.entity)
        if capital and (state is None or state.country != facts["country"]):
            return
        within = min(mentions, key=lambda m: (m.place is not None, abs(m.root - noun)))
        yield from self._located(place, replace(within, place=None), noun, capital=capital, rank=0.65)

    def _capital(self, noun: int) -> bool:
        """Return whether a noun says that a city is a country's capital: not a province's."""
        return self.phrases.word(noun) == _CAPITAL and self.phrases.word(noun - 1) not in words_of("adjective.lesser")

    def _owns(self, owner: DocMention, place: DocMention, noun: int) -> bool:
        """Return whether what stands before a place says where it lies: a possessor, or an adjective of its noun."""
        if owner.entity.type not in {"Country", "Place"} or owner.entity.id == place.entity.id:
            return False
        if self.phrases.possessive(owner):
            return self._heads(place)
        if (
            noun >= 0
        ):  # "the West Bank town of Jericho", but "the Panjwayi district of Kandahar", "the Pacific island of Guam"
            return (
                owner.entity.type == "Country"
                or owner.kind == "demonym"
                or self.phrases.word(noun) in words_of("noun.locality.settlement")
                or (
                    self.phrases.word(noun) in words_of("noun.locality.quarter")
                    and self._is_city(owner.entity)
                    and not self._is_region(place.entity)  # "the Scarborough district of North Yorkshire"
                )
            )
        return owner.kind == "demonym" and self._known_in(place.entity, owner.place or owner.entity) is True

    def _heads(self, place: DocMention) -> bool:
        """Return whether a name heads its phrase or names its last noun: not in "its South American ally"."""
        behind = self.phrases.behind(place.start)
        return behind is None or behind.head < place.end or self._kind(behind.head)

    def _kind(self, token: int) -> bool:
        """Return whether a word is a noun for places ("city", "province")."""
        return self.phrases.word(token) in words_of("noun.locality") and token not in self.phrases.named

    def _described_behind(self, place: DocMention) -> Iterator[Candidate]:
        """Read "Baghdad, the capital of Iraq", "Kabul, Afghanistan's capital", "Kabul is Afghanistan's capital"."""
        i = place.end
        if self.phrases.word(i) in BREAKS or self.phrases.word(i) in {"is", "was", "remains", "became"}:
            i += 1
        else:
            return
        behind = self.phrases.behind(i)
        if (
            behind is None
            or (behind.mention is not None and behind.mention.kind != "nominal")
            or not self._kind(behind.head)
        ):
            return
        capital = self._capital(behind.head)
        owner = None
        if self.phrases.word(behind.end) in _IN:
            further = self.phrases.behind(behind.end + 1)
            owner = further.mention if further is not None else None
        if owner is None or owner.entity.type not in {"Country", "Place"}:
            owner = next(
                (m for m in self.phrases.inside(i, behind.head - 1) if m.entity.type in {"Country", "Place"}), None
            )
        if owner is not None:
            yield from self._located(place, owner, behind.head, capital=capital, rank=0.85)

    def _address(self, place: DocMention) -> Iterator[Candidate]:
        """Read "Kandahar, Afghanistan", "Mosul in northern Iraq", "Panjwayi district of Kandahar province"."""
        i = place.end
        while (
            i < len(self.doc)
            and i < place.end + 2
            and i not in self.phrases.named
            and self.doc[i].pos_ in {"NOUN", "ADJ"}
            and not self._kind(i)
        ):
            i += 1
        i = i if self._kind(i) else place.end
        if self._kind(i):
            if self.phrases.word(i + 1) == "of" and not self._within_behind(place, i):
                return
            i += 1
        if self._is_of_other(place):
            return
        if self.phrases.word(i) in _IN or (
            self.phrases.word(i) == "," and self.phrases.word(i + 1) in {"in", "inside"}
        ):
            behind = self.phrases.behind(i + (2 if self.phrases.word(i) == "," else 1))
            if behind is None:
                return
            within = behind.mention or self._region_of(behind.start, behind.head)
            if within is not None and within.entity.type in {"Country", "Place"}:
                yield from self._located(place, within, i, rank=0.8)
        elif self.phrases.word(i) == ",":
            within = self.phrases.named.get(i + 1)
            if within is not None and within.start == i + 1 and self._ends_address(within):
                yield from self._located(place, within, place.start, rank=0.8, known=True)

    def _is_of_other(self, place: DocMention) -> bool:
        """Return whether it is something else that lies behind "in".

        As in "north of Baghdad in Kirkuk province", "the embassy of France in Berlin".
        """
        other = words_of("adjective.compass") | words_of("noun.posting")
        return self.phrases.word(place.start - 1) == "of" and self.phrases.word(place.start - 2) in other

    def _within_behind(self, place: DocMention, noun: int) -> bool:
        """Return whether a place lies in the one behind "of" ("the Panjwayi district of Kandahar"), not around it.

        A town has its name behind; a suburb may have either: "the Lagos suburb of Ikeja".
        """
        if self.phrases.word(noun) not in words_of("noun.locality.region"):
            return False
        further = self.phrases.named.get(noun + 2)
        if further is not None and self._is_region(place.entity) and self._is_city(further.entity):
            return False  # "the Galilee district of Haifa"
        if further is not None and self.phrases.word(noun) == "state" and self._is_region(further.entity):
            return self._is_region(place.entity)  # "the Gulf Coast state of Tabasco"
        if self.phrases.word(noun) not in words_of("noun.locality.quarter"):
            return True
        if not self._is_city(place.entity) or further is None:
            return True
        return self.knowledge.facts(further.entity).get("type") == _REGION

    def _is_city(self, entity: Entity) -> bool:
        return self.knowledge.facts(entity).get("type") == _CITY

    def _is_region(self, entity: Entity) -> bool:
        return self.knowledge.facts(entity).get("type") in _REGIONS

    def _region_of(self, start: int, head: int) -> DocMention | None:
        """Return the country or place whose part a phrase names ("the country's southern Helmand region")."""
        if not self._kind(head):
            return None
        return next((m for m in self.phrases.inside(start, head) if m.entity.type in {"Country", "Place"}), None)

    def _ends_address(self, within: DocMention) -> bool:
        return (
            within.kind == "name"
            and within.entity.type in {"Country", "Place"}
            and self.phrases.word(within.end) not in POSSESSIVE | {"and"}
        )

    # Bodies

    def _of_body(self, body: DocMention) -> Iterator[Candidate]:
        """Read "the Institute of Oriental Studies in Moscow", "Tamil rebels in northern Sri Lanka"."""
        yield from self._present(body)
        if self.phrases.word(body.end) not in {"in", "inside"} or (
            body.kind == "name" and body.entity.country == "IGO"
        ):
            return
        behind = self.phrases.behind(body.end + 1)
        if behind is None:
            return
        within = behind.mention or self._region_of(behind.start, behind.head)
        if within is None or within.entity.type not in {"Country", "Place"} or not self._fits(body, behind):
            return
        # Forces are where they are sent.
        based = body.kind == "name" and body.entity.type == "Organization" and body.entity.sector != "MIL"
        relation = "basedIn" if based else "locatedIn"
        yield self._candidate(body, relation, self._as_mention(within), body.end, 0.7)

    def _present(self, body: DocMention) -> Iterator[Candidate]:
        """Read "the soldiers are in Iraq"."""
        i = body.end
        if self.phrases.word(i) not in {"is", "are", "was", "were", "remain", "remains"} or self.phrases.word(
            i + 1
        ) not in {"in", "inside"}:
            return
        behind = self.phrases.behind(i + 2)
        within = (behind.mention or self._region_of(behind.start, behind.head)) if behind is not None else None
        if within is not None and within.entity.type in {"Country", "Place"} and behind is not None:
            found = self._candidate(body, "locatedIn", self._as_mention(within), i + 1, 0.75)
            yield replace(found, anchor=behind.head, polarity=None, modality=None)

    def _fits(self, body: DocMention, behind: Behind) -> bool:
        """Return whether a place behind a body says where it is; of a group, only with the tree's consent."""
        if body.kind == "name":
            return True
        tokens = self.doc[behind.start : behind.end]
        if not any(t.head.i == body.root and t.dep_.startswith("nmod") for t in tokens):
            return False
        words = self.doc[body.start : body.root + 1].text
        noun = {self.doc[body.root].lemma_.lower(), self.phrases.word(body.root)}
        return " " in words and not noun & words_of("nominal.passing")

    # Statements

    def _located(
        self,
        place: DocMention,
        within: DocMention,
        trigger: int,
        *,
        capital: bool = False,
        rank: float,
        known: bool = False,
    ) -> Iterator[Candidate]:
        """Yield that a place lies in another, unless the knowledge base says it lies elsewhere.

        Args:
            place: What lies.
            within: Where.
            trigger: The token that says so.
            capital: Whether it is said to be the capital.
            rank: How sure the words are.
            known: Whether the words alone do not suffice ("Kandahar, Afghanistan" may be a list).
        """
        whole = self._as_mention(within)
        if self.knowledge.facts(whole.entity).get("type") == "sea" and self.phrases.word(trigger) not in _AMID:
            return  # "the Red Sea port of Aqaba" lies at it
        if whole.entity.id == place.entity.id or self.knowledge.facts(place.entity).get("type") == "sea":
            return
        agrees = self._known_in(place.entity, whole.entity)
        if agrees is False or (known and agrees is None):
            return
        yield self._candidate(
            place,
            "capitalOf" if capital else "locatedIn",
            whole,
            trigger,
            rank if agrees is None else min(0.95, rank + 0.1),
        )

    def _as_mention(self, mention: DocMention) -> DocMention:
        """Return a mention of a place that stands for its government as one of the place."""
        return mention if mention.place is None else replace(mention, entity=mention.place, place=None)

    def _known_in(self, place: Entity, whole: Entity) -> bool | None:
        """Return whether the knowledge base puts a place into another; None if it does not say."""
        facts = self.knowledge.facts(place)
        if not facts or not facts.get("country") or not whole.country:
            return None
        if facts["country"] != whole.country:
            return False
        region = self.knowledge.facts(whole).get("type") in _REGIONS
        return True if whole.type == "Country" or (region and facts.get("type") not in _REGIONS) else None

    def _candidate(
        self, subject: DocMention, relation: str, within: DocMention, trigger: int, rank: float
    ) -> Candidate:
        return Candidate(
            subject, relation, within, subject.root, (trigger, trigger + 1), polarity="positive", modality="asserted",
            confidence=round(rank * min(subject.confidence, within.confidence, 1.0) ** 0.5, 2), extractor=STATES,
            features={"state.place": 1.0},
        )  # fmt: skip
