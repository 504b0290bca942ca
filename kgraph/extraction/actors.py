"""Actors without a proper name: "Syrian rebels", "Pakistani police", "gunmen", "the government of Nepal"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kgraph.extraction.identity import minted
from kgraph.extraction.organisations import national_body
from kgraph.extraction.standins import find_standin
from kgraph.extraction.trees import features
from kgraph.extraction.types import STATE_SECTORS, DocMention
from kgraph.extraction.wordlists import words_of
from kgraph.knowledge.words import singular
from kgraph.model import Entity, EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgraph.extraction.linking import Linked
    from kgraph.knowledge import Agent, Knowledge

_MODIFIERS = frozenset(
    {
        "amod",
        "compound",
        "nmod:poss",
        "nmod:desc",
        "nmod",
        "nmod:unmarked",
        "punct",
        "det",
        "nummod",
        "advmod",
        "case",
        "flat",
    }
)
_NOUNS = frozenset({"NOUN", "PROPN"})
_PARTS_OF_NAMES = frozenset({"nmod:desc", "flat", "compound"})
_DOERS = frozenset({"nsubj", "obl:agent"})
_PARTIES = _DOERS | {"nsubj:pass", "obj", "iobj"}
_NAMED_APART = frozenset({"det", "amod", "compound"})
_INDEFINITE = frozenset({"a", "an", "another"})
_ONE = _INDEFINITE | {"the", "this", "that", "one"}
_OF_PEOPLES = ("s", "sh", "ch", "ese")
_OF = frozenset({"of", "in", "from", "for", "to", "throughout", "across", "around"})
_DOMINANT = 1.5
_JOINTS = frozenset({",", "and", "or", "nor", "/"})
_ARMED = frozenset({"REB", "UAF", "CRM", "PTY", "OPP"})


def find_actors(doc: Doc, linked: Linked, knowledge: Knowledge, document: str) -> list[DocMention]:
    """Return unnamed actors as nominal mentions; the government of a country is the country.

    Args:
        doc: The parsed article.
        linked: Its names; they say which country an actor is of.
        knowledge: Its agent nouns give the sector.
        document: Identifies the article: "protesters" here are not those of another article.
    """
    finder = _Finder(doc, linked, knowledge, document)
    return [m for t in doc[: linked.end] if t.pos_ in _NOUNS and (m := finder.actor(t)) is not None]


class _Finder:
    """Reads noun phrases of one article."""

    def __init__(self, doc: Doc, linked: Linked, knowledge: Knowledge, document: str) -> None:
        self.doc, self.knowledge, self.document = doc, knowledge, document
        self.covered: dict[int, DocMention] = {i: m for m in linked.mentions for i in range(m.start, m.end)}
        self.countries = linked.countries
        self.named = {m.entity.id for m in linked.mentions}

    def actor(self, head: Token) -> DocMention | None:
        """Return the mention that a noun heads, or None if the noun names no actor."""
        if head.i in self.covered or head.dep_ in _PARTS_OF_NAMES:
            return None
        forms = singular(head.text)
        word = forms[-1] if head.lemma_ == head.text else head.lemma_.lower()
        parts = list(_left_parts(head))
        named = (
            find_standin(head, parts, self.knowledge)
            or self._fighters(head, parts)
            or self._parliament(head, parts)
            or self._national(head, parts)
        )
        if named is not None:
            return named
        agent = self._agent(head, parts) or self.knowledge.agent(word)
        if not words_of("nominal.group").intersection(forms) and not _acts(agent, head, parts):
            return None
        start = _begin(head, parts)
        owner = self._state(head, parts, word)
        if owner is None and agent is not None and agent.sector in STATE_SECTORS and _is_its(head):
            return None  # "its troops": whoever it is acts, and reading the phrase finds that out
        plural = is_plural(head)
        parts = parts if plural else self._own(parts)
        single = agent is not None and agent.kind == "person"
        if not plural and owner is None:
            idle = single and not _takes_part(head, _PARTIES)
            if idle or word in words_of("nominal.abstract"):
                return None  # "as a soldier", "the use of force"
        # Ukraine's allies are others than Ukraine's.
        own = owner is not None and not words_of("noun.relational").intersection(forms)
        country = owner.entity.country if owner is not None and own else None
        governing = word in words_of("noun.government") and word != "authorities"
        if governing and (owner is None or owner.entity.type == "Country"):
            government = self._government(head, start, owner)
            if government is not None or not any(c.dep_ == "det" and c.lower_ == "the" for c in head.children):
                return government
        label = self._label(head, parts, owner)
        sector = self._sector(head, parts)
        if sector == "GOV" and owner is not None and owner.entity.type == "Organization":
            sector = owner.entity.sector or sector  # Red Cross officials, Hamas leaders
        person = not plural and agent is not None and agent.kind == "person"
        kind: EntityType = "Person" if person else "Group"
        scope = "" if owner is not None and not person else self.document
        entity = Entity(minted(kind.lower(), label, scope), label, kind, country, sector)
        return DocMention(start, head.i + 1, head.i, "nominal", "", entity, None, 0.8 if owner else 0.6)

    def _fighters(self, head: Token, parts: list[Token]) -> DocMention | None:
        """Return the mention of the armed group that a phrase is called after ("Taliban militants")."""
        wanted = words_of("noun.fighter") if is_plural(head) else words_of("noun.armedbody")
        if wanted.isdisjoint(singular(head.text)):
            return None
        named = {
            m.entity.id: m
            for t in parts
            if (m := self.covered.get(t.i)) is not None
            and m.entity.type in {"Organization", "Group"}
            and m.entity.sector in _ARMED
            and t.dep_ != "nmod:poss"
            and self.doc[m.end].text != "-"  # "Hezbollah-backed fighters"
        }
        if len(named) != 1:
            return None  # "al-Qaida and Taliban fighters" are of two
        group = next(iter(named.values()))
        start = _begin(head, parts)
        return DocMention(start, head.i + 1, head.i, "nominal", group.tag, group.entity, None, 0.8, apposed=True)

    def _parliament(self, head: Token, parts: list[Token]) -> DocMention | None:
        """Return the mention of a country's parliament that the article names too ("the Israeli parliament")."""
        if head.lower_ not in words_of("noun.parliament"):
            return None
        owner = self._owner(head, parts)
        code = owner.entity.country if owner is not None else dominant(self.countries)
        body = self.knowledge.parliament(code) if code and (owner is None or owner.entity.type == "Country") else None
        if body is None or body.id not in self.named:
            return None
        return DocMention(_begin(head, parts), head.i + 1, head.i, "nominal", "ORG", body, None, 0.8)

    def _national(self, head: Token, parts: list[Token]) -> DocMention | None:
        """Return the mention of a country's body that the article also writes as a name ("Russian Forces")."""
        owner = self._owner(head, parts)
        if owner is None or owner.entity.type != "Country":
            return None
        words = [t.text for t in parts if owner.end <= t.i < head.i and t.dep_ in {"compound", "amod"}]
        body = national_body(" ".join([*words, head.text]).title(), owner.entity, self.knowledge)
        if body is None or body.id not in self.named:
            return None
        return DocMention(_begin(head, parts), head.i + 1, head.i, "nominal", "ORG", body, None, 0.8)

    def _own(self, parts: list[Token]) -> list[Token]:
        """Return what stands before one person without another's country: "one Dutch and one Danish soldier"."""
        found = {t.i: m.entity.id for t in parts if (m := self.covered.get(t.i)) is not None and m.entity.country}
        joint = next((t.i for t in parts if t.dep_ == "cc"), -1)
        sides = [{e for i, e in found.items() if (i > joint) is after} for after in (False, True)]
        return [t for t in parts if t.i > joint] if all(sides) and sides[0] != sides[1] else parts

    def _agent(self, head: Token, parts: list[Token]) -> Agent | None:
        """Return what a noun with the noun before it names, else the noun alone ("rebel groups", "groups")."""
        before = next((t for t in reversed(parts) if t.head.i == head.i and t.dep_ in {"compound", "amod"}), None)
        both = self.knowledge.agent(f"{before.lower_} {head.lower_}") if before is not None else None
        return both or self.knowledge.agent(head.text)

    def _government(self, head: Token, start: int, owner: DocMention | None) -> DocMention | None:
        if owner is not None:
            return DocMention(start, head.i + 1, head.i, "nominal", "GPE", owner.entity, None, 0.9)
        code = self._of_scene(head) or dominant(self.countries)
        country = self.knowledge.country(code) if code else None
        if country is None or not any(c.dep_ == "det" and c.lower_ == "the" for c in head.children):
            return None
        return DocMention(start, head.i + 1, head.i, "nominal", "GPE", country, None, 0.55)

    def _of_scene(self, subject: Token) -> str | None:
        """Return the country in which a sentence is set: "In London, the government ..."."""
        if not subject.dep_.startswith("nsubj"):
            return None
        for child in subject.head.children:
            mention = self.covered.get(child.i)
            if mention is None or mention.root != child.i or child.i > subject.i or child.dep_ != "obl":
                continue
            if any(c.dep_ == "case" and c.lower_ == "in" for c in child.children):
                return mention.entity.country
        return None

    def _state(self, head: Token, parts: list[Token], word: str) -> DocMention | None:
        """Return the owner of unnamed people; a person owns no more than a government."""
        owner = self._owner(head, parts)
        personal = owner is not None and owner.entity.type == "Person"
        return None if personal and word not in words_of("noun.government") else owner

    def _owner(self, head: Token, parts: list[Token]) -> DocMention | None:
        """Return the name that says whose people they are: before the noun, or behind "of", "in", "from"."""
        found = None
        for token in parts:
            mention = self.covered.get(token.i)
            if mention is not None and mention.entity.type != "NamedEvent":
                found = mention if found is None or mention.entity.type == "Country" else found
        if found is not None:
            return found
        if _is_its(head):
            return None
        for child in head.children:
            mention = self.covered.get(child.i)
            if child.i > head.i and child.dep_ in {"nmod", "obl"} and mention is not None and child.i - head.i <= 5:
                near = {c.lower_ for c in child.children if c.dep_ == "case"}
                # "reporters in Kabul" are not Kabul's; "police in Lebanon" are Lebanon's, troops there are anybody's.
                if "of" in near or (
                    near & _OF and mention.entity.type == "Country" and ("from" in near or not self._sent(head, parts))
                ):
                    return mention
        return self._of_reporter(head) if words_of("noun.ownforces").intersection(singular(head.text)) else None

    def _sent(self, head: Token, parts: list[Token]) -> bool:
        """Return whether those in a country are others than its own: troops, migrants, "foreign oil companies"."""
        foreign = any(t.lower_ in words_of("adjective.foreign") for t in parts)
        return foreign or not words_of("noun.sent").isdisjoint(singular(head.text))

    def _of_reporter(self, head: Token) -> DocMention | None:
        """Return the country whose army or ministry tells of its forces ("The Israeli army says troops raided")."""
        verb = head.head
        if head.dep_ != "nsubj" or verb.dep_ != "ccomp" or any(c.dep_ in _NAMED_APART for c in head.children):
            return None
        teller = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
        if teller is None or not words_of("noun.organ").intersection(singular(teller.text)):
            return None
        named = (self.covered.get(i) for i in range(teller.left_edge.i, teller.i + 1))
        return next((m for m in named if m is not None and m.entity.type == "Country"), None)

    def _label(self, head: Token, parts: list[Token], owner: DocMention | None) -> str:
        """Return the noun phrase without determiners, numerals and passing qualities, with its country as adjective."""
        words: list[str] = []
        named = set(range(owner.start, owner.end)) if owner is not None else set()
        outside = not any(t.i in named for t in parts)
        if owner is not None and (outside or any(t.i in named and t.dep_ == "nmod:poss" for t in parts)):
            words.append(self._adjective(owner))
            parts = [t for t in parts if t.i not in named]
        national = owner if owner is not None and owner.entity.type == "Country" else None
        last = max((t.i for t in parts if t.i in named), default=-1)
        joint, begun = "", False
        series = max((t.i for t in parts if t.dep_ == "cc"), default=-1)  # up to here commas join: "army, navy and ..."
        for token in parts:
            if token.dep_ == "cc":
                joint = token.lower_
            elif token.text == ",":
                joint = "," if begun and token.i < series else ""
            elif national is not None and token.i in named:
                # "Yemen people" are "Yemeni people", and "Russia-backed" is "Russian-backed".
                behind = token.i > 0 and self.doc[token.i - 1].text == "-"  # "Japanese-American", not "Japanese-U.S."
                whose = token.text if behind else self._adjective(national)
                words += [*_joint(joint, words), whose] if token.i == last else []
                joint, begun = joint if token.i != last else "", True
            elif self._kept(token, named):
                words += [*_joint(joint if begun else "", words), self._cased(token)]
                joint, begun = "", True
        return self._joined([*words, self._head(head)])

    def _cased(self, token: Token) -> str:
        capital = any(c.isupper() for c in token.text[1:]) or (token.text[0].isupper() and self._capital(token))
        return token.text if capital else token.lower_

    def _head(self, head: Token) -> str:
        return head.lower_ if head.is_sent_start or not head.text[0].isupper() else head.text

    def _joined(self, words: Sequence[str]) -> str:
        """Return the words of a label; the forces of a coalition are the coalition."""
        kept = [w for w in words if w]
        joint = len(kept) > 2 and kept[-3] in _JOINTS  # "Afghan and coalition forces"
        of_coalition = len(kept) > 1 and kept[-2] in words_of("noun.coalition") and not joint
        if of_coalition and kept[-1] in words_of("noun.forces"):
            kept.pop()
        return " ".join(kept).replace(" - ", "-").replace(" ,", ",")

    def _adjective(self, owner: DocMention) -> str:
        if owner.entity.type == "Country":
            return adjective_of(owner.entity, self.knowledge)
        return self.doc[owner.start : owner.end].text

    def _capital(self, token: Token) -> bool:
        return not token.is_sent_start or token.i in self.covered or token.pos_ == "PROPN"

    def _kept(self, token: Token, named: set[int]) -> bool:
        if token.i in self.covered or token.i in named:
            return True
        compound = self._compound(token)
        if len(compound) > 1:
            joined = "".join(t.lower_ for t in compound)
            return not any(t.like_num for t in compound) and joined not in words_of("unnamed.adjective")
        if token.dep_ in {"det", "nummod", "advmod", "case", "nmod:poss", "fixed"} or token.pos_ in {
            "DET",
            "NUM",
            "ADV",
            "PART",
            "PRON",
        }:
            return False
        if token.is_punct:
            return token.text == "-" and token.i > 0 and token.i + 1 < len(self.doc)
        if (
            token.lower_ in words_of("unnamed.adjective")
            or token.lower_.isdigit()
            or token.pos_ in {"ADP", "SCONJ", "CCONJ", "AUX"}
        ):
            return False
        found = features(token)
        return not (token.dep_ == "amod" and ("VerbForm" in found or found.get("Degree") == "Sup"))

    def _compound(self, token: Token) -> list[Token]:
        """Return the parts of the hyphenated word that a token belongs to ("275-member parliament")."""
        first = last = token.i
        while first > 0 and "-" in {self.doc[first].text, self.doc[first - 1].text}:
            first -= 1
        while last + 1 < len(self.doc) and "-" in {self.doc[last].text, self.doc[last + 1].text}:
            last += 1
        return list(self.doc[first : last + 1])

    def _sector(self, head: Token, parts: list[Token]) -> str | None:
        """Return the PLOVER sector of the longest part of the phrase that the knowledge base knows."""
        tail = [t for t in parts if t.i not in self.covered and t.dep_ in {"compound", "amod"}]
        for i in range(len(tail) + 1):
            phrase = " ".join(t.lower_ for t in [*tail[i:], head])
            agent = self.knowledge.agent(phrase)
            if agent is not None:
                return agent.sector
            body = self.knowledge.body_kind(phrase)
            if body is not None:
                return body[1] or None
        return None


def _joint(joint: str, words: Sequence[str]) -> list[str]:
    """Return what joins a word of a label to the one before it: "Danish and Norwegian embassies"."""
    return [joint] if joint and any(words) else []


def _begin(head: Token, parts: list[Token]) -> int:
    """Return the first token of a noun phrase behind its determiners."""
    return min((t.i for t in parts if t.dep_ not in {"det", "case", "mark", "cc"} and not t.is_punct), default=head.i)


def adjective_of(country: Entity, knowledge: Knowledge) -> str:
    """Return the one word by which the people and things of a country are called, however an article says it."""
    # "American" may be of either America.
    return "U.S." if country.country == "USA" else knowledge.adjective(country) or country.label


def _is_its(head: Token) -> bool:
    """Whether a pronoun says whose people they are ("its troops")."""
    return any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" and c.lower_ in {"its", "their"} for c in head.children)


def _acts(agent: Agent | None, head: Token, parts: list[Token]) -> bool:
    """Whether a noun stands for people, or for a body that is described ("rights groups") or does something."""
    if agent is None or agent.kind == "thing":
        return False
    if agent.kind != "body":
        return True
    return any(t.dep_ != "det" for t in parts) if is_plural(head) else _takes_part(head, _DOERS)


def _takes_part(head: Token, roles: frozenset[str]) -> bool:
    """Whether somebody single, new and unnamed acts or is acted on: "a gunman opened fire", "killed a soldier".

    "The envoy" and "a spokesman for Hamas" are left to who knows of whom the article speaks.
    """
    for child in head.children:
        if child.dep_ == "nmod:poss" or (child.dep_ == "det" and child.lower_ not in _INDEFINITE):
            return False
        if child.dep_ == "nmod" and any(c.lower_ in _OF for c in child.children):
            return False
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    return head.dep_ in roles or (head.dep_ == "obl" and any(c.lower_ == "by" for c in head.children))


def is_plural(token: Token) -> bool:
    """Whether a noun is plural, or singular in form but of many ("police")."""
    number = features(token).get("Number")
    plural = number == "Plur" if number else token.tag_ in {"NNS", "NNPS"}
    return plural or token.lower_ in words_of("noun.manyinone")


def is_national(word: Token) -> bool:
    """Whether a demonym stands for one person ("the Brazilian", "a Dane's plan") and not for a people ("the Dutch")."""
    if word.pos_ not in _NOUNS | {"ADJ"} or word.dep_ in {"amod", "compound", "nmod:desc", "flat"}:
        return False
    if is_plural(word) or word.lower_.endswith(_OF_PEOPLES):
        return False
    return any(c.dep_ == "det" and c.lower_ in _ONE for c in word.children)


def _left_parts(head: Token) -> Iterator[Token]:
    """Yield what stands before a noun in its phrase, without clauses, each word once though branches may cross."""
    spans = [range(c.left_edge.i, min(c.right_edge.i + 1, head.i)) for c in head.lefts if c.dep_ in _MODIFIERS]
    found = {i for span in spans for i in span}
    first = min(found, default=head.i)
    if found and first > 0 and head.doc[first].text == "-" and not head.doc[first - 1].whitespace_:
        found.add(first - 1)  # "the director-general": of the two words the parse may make two phrases
    elif first > 1 and head.doc[first - 1].text == "-" and not head.doc[first - 2].whitespace_:
        found |= {first - 1, first - 2}  # the parse may hang "NATO" of "NATO-led peacekeepers" on the noun before
    yield from (head.doc[i] for i in sorted(found))


def dominant(countries: Mapping[str, int]) -> str | None:
    """Return the country that an article is mostly about, or None.

    >>> dominant({"NPL": 6, "IND": 2}), dominant({"NPL": 3, "IND": 3})
    ('NPL', None)
    """
    ranked = sorted(countries.items(), key=lambda kv: -kv[1])
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][1] < _DOMINANT * ranked[1][1]:
        return None
    return ranked[0][0]
