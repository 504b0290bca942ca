"""Who "he", "it", "the country" or "the rebels" are: one pass through the article, each anaphor to its best referent.

A ranked resolver without training at run time: candidates of the last sentences are filtered by kind, gender, number
and syntax and ranked by nearness, role and how often they were spoken of.  Common noun phrases compete without being
answers, so that "it" in "the plan failed because it ..." stays unresolved rather than becoming the last country.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kgraph.extraction.actors import is_national, is_plural
from kgraph.extraction.descriptions import Descriptions
from kgraph.extraction.reasons import runner_up
from kgraph.extraction.salience import Discourse, Referent, role_weight
from kgraph.extraction.trees import features
from kgraph.extraction.types import DocMention
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgraph.extraction.linking import Linked
    from kgraph.knowledge import Knowledge
    from kgraph.model import RunnerUp

_PERSON_SENTENCES, _THING_SENTENCES, _THEY_SENTENCES = 4, 2, 1
_SENTENCE_COST = 0.55
_TOKEN_COST = 0.006
_COUNT_GAIN, _MOST_COUNTS = 0.12, 5
_THRESHOLD = 0.0
_IT_PRIOR = {
    "country": 0.45,
    "organization": 0.5,
    "place": -0.5,
    "event": -0.2,
    "group": -0.1,
    "other": 0.1,
    "person": -9.0,
}
_THEY_PRIOR = {
    "group": 0.4,
    "country": -0.3,
    "organization": -0.1,
    "other": 0.2,
    "person": -0.3,
    "place": -2.0,
    "event": -2.0,
}
_SUBJECT_GAIN, _OUTER_GAIN = 0.4, 0.25
_ALIKE, _WITHIN_COST = 0.2, 0.3
_OBJECTS = frozenset({"obj", "iobj"})
_WITHIN = frozenset({"amod", "compound", "nmod:poss"})
_REFLEXIVE = ("self", "selves")
Score = Callable[[Referent], float]


def resolve(doc: Doc, linked: Linked, actors: list[DocMention], knowledge: Knowledge) -> list[DocMention]:
    """Return the nominal and pronominal mentions of an article that could be resolved, actors among them.

    Args:
        doc: The parsed article.
        linked: Its names.
        actors: Its unnamed actors; a definite one ("the rebels") may turn out to be somebody named before.
        knowledge: Office holders, capitals, genders of first names.
    """
    return _Resolver(doc, linked, actors, knowledge).run()


class _Resolver:
    """One article's pass."""

    def __init__(self, doc: Doc, linked: Linked, actors: list[DocMention], knowledge: Knowledge) -> None:
        self.doc, self.linked = doc, linked
        self.discourse = Discourse(doc)
        self.descriptions = Descriptions(doc, linked, knowledge, self.discourse)
        self.names: Mapping[int, DocMention] = {m.root: m for m in linked.mentions}
        self.covered = {i for m in linked.mentions for i in range(m.start, m.end)}
        self.actors: Mapping[int, DocMention] = {m.root: m for m in actors}
        self.pronouns = words_of("pronoun")
        self.knowledge = knowledge
        self.found: list[DocMention] = []
        self.at: dict[int, DocMention] = {}
        self.called: dict[str, str] = {}
        self.runner_up: RunnerUp | None = None

    def run(self) -> list[DocMention]:
        for token in self.doc[: self.linked.end]:
            mention = self._read(token)
            if mention is not None:
                self.at[token.i] = mention
        return self.found

    def _read(self, token: Token) -> DocMention | None:
        i = token.i
        if i in self.names:
            mention = self._national(token) or self.names[i]
            self.discourse.add(self.discourse.refer(mention, self._gender(mention), self._plural_name(mention)))
            return mention
        if i in self.covered:
            return None
        if token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}:
            return self._noun(token)
        word = token.lower_
        if word in self.pronouns:
            pronoun = self._pronoun(token, word)
            if pronoun is not None:
                self.found.append(pronoun)
                if word not in words_of("pronoun.relative"):
                    plural = word in words_of("pronoun.p")
                    self.discourse.add(self.discourse.refer(pronoun, self._gender(pronoun), plural))
            return pronoun
        return None

    def _national(self, token: Token) -> DocMention | None:
        """Return the person whom a demonym alone takes up: "the Brazilian"."""
        mention = self.names[token.i]
        if mention.kind != "demonym" or mention.entity.country is None or not is_national(token):
            return None
        person = self.descriptions.national(token, mention.entity.country)
        if person is not None:
            self.found.append(person)
        return person

    def _noun(self, token: Token) -> DocMention | None:
        actor = self.actors.get(token.i)
        described = self._home(token) or self.descriptions.resolve(token, actor)
        mention = described or actor
        if mention is not None:
            self.found.append(mention)
            self.discourse.add(self.discourse.refer(mention, self._gender(mention), is_plural(token)))
        elif token.pos_ == "NOUN" and token.dep_ not in {
            "compound",
            "amod",
            "flat",
            "nmod:unmarked",
            "obl:unmarked",
            "nmod:desc",
        }:
            sentence = self.discourse.sentence_of[token.i]
            one = not is_plural(token) and self._is_person(token)
            self.discourse.add(
                Referent(token.i, sentence, "person" if one else "other", role_weight(token), is_plural(token),
                         _gender_of(token), None, token.dep_)
            )  # fmt: skip
        return mention

    def _home(self, noun: Token) -> DocMention | None:
        """Return the country that "his country" or "her government" is."""
        if noun.lemma_.lower() not in words_of("noun.home"):
            return None
        owner = next((c for c in noun.children if c.dep_ == "nmod:poss" and c.pos_ == "PRON"), None)
        who = self.at.get(owner.i) if owner is not None else None
        code = who.entity.country if who is not None and who.entity.type == "Person" else None
        country = self.knowledge.country(code) if code is not None else None
        if who is None or country is None:
            return None
        return DocMention(noun.i, noun.i + 1, noun.i, "nominal", "GPE", country, None, 0.9 * who.confidence)

    def _gender(self, mention: DocMention) -> str | None:
        """Return ``m``, ``f`` or None, by the name or by what somebody is called: "her son, Sam"."""
        # "Hollande's spokeswoman" begins with a name that is not hers.
        person = self.linked.person_of.get(mention.start) if mention.kind == "name" else None
        known = person.gender if person is not None else self.descriptions.gender_of(mention.entity)
        if mention.kind == "nominal" and mention.entity.type == "Person":
            called = _gender_of(self.doc[mention.root])
            if called is not None:
                self.called.setdefault(mention.entity.id, called)
        return known or self.called.get(mention.entity.id)

    def _is_person(self, noun: Token) -> bool:
        """Whether a noun is for one person, so that "he" may be whom nobody named: "a translator from Bochum"."""
        if noun.dep_ == "appos" or noun.lemma_.lower() in words_of("nominal.abstract"):
            return False
        if noun.lemma_.lower() in words_of("nominal.person") or self.knowledge.role(noun.lower_) is not None:
            return True
        agent = self.knowledge.agent(noun.lower_)
        return agent is not None and agent.kind == "person"

    def _plural_name(self, mention: DocMention) -> bool:
        return (
            mention.kind == "demonym"
            and self.doc[mention.root].pos_ in {"NOUN", "PROPN"}
            and self.doc[mention.root].lower_.endswith("s")
        )

    # Pronouns

    def _pronoun(self, token: Token, word: str) -> DocMention | None:
        self.runner_up = None
        if word in words_of("pronoun.relative"):
            return self._made(token, self._relative(token))
        if word in words_of("pronoun.first") | words_of("pronoun.firstplural"):
            return None  # who that is, the words around a quotation tell
        if word.endswith(_REFLEXIVE):
            return self._made(token, self._subject_of(token))
        if word in words_of("pronoun.n"):
            return self._made(token, self._thing(token))
        if word in words_of("pronoun.p"):
            return self._made(token, self._they(token))
        return self._made(token, self._person(token, "m" if word in words_of("pronoun.m") else "f"))

    def _made(self, token: Token, antecedent: DocMention | None) -> DocMention | None:
        if antecedent is None:
            return None
        return DocMention(
            token.i,
            token.i + 1,
            token.i,
            "pronoun",
            antecedent.tag,
            antecedent.entity,
            None,
            0.8 * antecedent.confidence,
            runner_up=self.runner_up,
        )

    def _relative(self, token: Token) -> DocMention | None:
        """Return what a relative pronoun takes up: the noun that its clause hangs on."""
        if token.lower_ == "that" and token.dep_ in {"mark", "det"}:
            return None
        clause = token
        while clause.dep_ != "acl:relcl" and clause.head.i != clause.i:
            clause = clause.head
            if clause.i > token.i + 25:
                return None
        if clause.dep_ != "acl:relcl" or clause.head.i >= token.i:
            return None
        head = clause.head
        # "a spokesman for Hamas, Sami Zuhri, who": the nearest name of the phrase is meant where it ends before "who".
        found = self.at.get(head.i) or self.at.get(head.head.i if head.dep_ in {"flat", "appos"} else -1)
        if token.lower_ != "which" and found is not None and found.entity.type in {"Organization", "Place"}:
            # "the lawmaker Rana Vaz of the Workers' Party, who": of people one says so.
            person = self.at.get(head.head.i) if head.dep_ == "nmod" else None
            return person if person is not None and person.entity.type == "Person" else found
        return found

    def _subject_of(self, token: Token) -> DocMention | None:
        head = token.head
        for _ in range(4):
            for child in head.children:
                if child.dep_.startswith("nsubj") and child.i < token.i:
                    return self.at.get(child.i)
            if head.head.i == head.i:
                return None
            head = head.head
        return None

    def _person(self, token: Token, gender: str) -> DocMention | None:
        def score(r: Referent) -> float:
            if r.kind != "person" or r.plural or (r.gender is not None and r.gender != gender):
                return -9.0
            return -9.0 if self._said_apart(token, r) else 0.6 + (0.15 if r.gender == gender else 0.0)

        found = self._best(token, score, _PERSON_SENTENCES)
        if found is None:
            found = self._ahead(token, gender)
        return found

    def _ahead(self, token: Token, gender: str) -> DocMention | None:
        """Return the subject that follows a pronoun in a clause before it ("When he arrived, Mr. Bush ...")."""
        clause = token.head
        while clause.dep_ not in {"advcl", "ROOT"} and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ != "advcl":
            return None
        for child in clause.head.children:
            if child.dep_.startswith("nsubj") and child.i > token.i:
                mention = self.names.get(child.i)
                if mention is not None and mention.entity.type == "Person" and self._gender(mention) in {None, gender}:
                    return mention
        return None

    def _thing(self, token: Token) -> DocMention | None:
        if token.lower_ == "it" and _expletive(token):
            return None

        def score(r: Referent) -> float:
            if r.plural:
                return -9.0
            return _IT_PRIOR[r.kind]

        return self._best(token, score, _THING_SENTENCES)

    def _they(self, token: Token) -> DocMention | None:
        def score(r: Referent) -> float:
            if (not r.plural and r.kind not in {"group", "organization"}) or self._said_apart(token, r):
                return -9.0
            return _THEY_PRIOR[r.kind] + (0.3 if r.plural else -0.3)

        return self._best(token, score, _THEY_SENTENCES)

    def _said_apart(self, token: Token, referent: Referent) -> bool:
        """Whether a quoted pronoun's own quotation does not speak of somebody: a speaker's "they" may be anybody."""
        number = self.discourse.quotation[token.i]
        return number >= 0 and self.discourse.quotation[referent.token] != number

    def _best(self, token: Token, score: Score, sentences: int) -> DocMention | None:
        """Return the mention of the best referent; None if a common noun is better or nothing is good enough."""
        best: dict[object, tuple[float, Referent]] = {}
        recent = list(self.discourse.recent(token.i, sentences))
        # Whom syntax forbids is somebody else, wherever else it is spoken of.
        barred = {r.mention.entity.id for r in recent if r.mention is not None and self._barred(token, r)}
        for referent in recent:
            value = score(referent)
            if value < -5 or self._barred(token, referent):
                continue
            if referent.mention is not None and referent.mention.entity.id in barred:
                continue
            value += self._nearness(token, referent) + self._clause_gain(token, referent)
            key: object = referent
            if referent.mention is not None:
                key = referent.mention.entity.id
                value += _COUNT_GAIN * min(self.discourse.counts.get(referent.mention.entity.id, 0), _MOST_COUNTS)
            held = best.get(key)
            if held is None or value > held[0]:
                best[key] = (value, referent)
        if not best:
            return None
        value, referent = max(best.values(), key=lambda v: v[0])
        if value <= _THRESHOLD or referent.mention is None:
            return None
        ranked = ((v, r.mention.entity) for v, r in best.values() if r.mention is not None)
        self.runner_up = runner_up(referent.mention.entity, ranked, 0.8 * referent.mention.confidence)
        return referent.mention

    def _nearness(self, token: Token, referent: Referent) -> float:
        """Return what a referent gains by its role, and by one like the pronoun's, and loses by being far."""
        far = self.discourse.sentence_of[token.i] - referent.sentence
        value = 0.8 * referent.weight - _SENTENCE_COST * far - _TOKEN_COST * min(token.i - referent.token, 60)
        if referent.role.startswith("nsubj") and token.dep_.startswith("nsubj"):
            value += _ALIKE
        if referent.role in _OBJECTS and token.dep_ in _OBJECTS:
            value += _ALIKE
        if referent.role in _WITHIN and token.lower_ in words_of("pronoun.n"):
            value -= _WITHIN_COST  # "The EU commissioner asked for it"
        return value

    def _is_one_of_several(self, token: Token, other: Token) -> bool:
        """Whether a word is one of those who do together what "its" stands under ("Russia and China enforce its")."""
        first = other.head if other.dep_ == "conj" else other
        if not first.dep_.startswith("nsubj") or not any(c.dep_ == "conj" for c in first.children):
            return False
        return first.head.is_ancestor(token)

    def _clause_gain(self, token: Token, referent: Referent) -> float:
        """Return what it gains to be the subject of a verb above a pronoun's: "Iran says it", "Israel ... its ..."."""
        head, gain = token.head, _SUBJECT_GAIN
        for _ in range(5):
            subjects = [c.i for c in head.children if c.dep_.startswith("nsubj")]
            if referent.role.startswith("nsubj") and referent.token in subjects:
                return gain
            if subjects and token.i not in subjects:
                gain = _OUTER_GAIN
            if head.head.i == head.i:
                return 0.0
            head = head.head
        return 0.0

    def _barred(self, token: Token, referent: Referent) -> bool:
        """Whether syntax forbids it: the other argument of one verb, or the noun that the pronoun belongs to."""
        other = first = self.doc[referent.token]
        while first.dep_ in {"conj", "appos", "flat"} and first.head.i != first.i:
            first = first.head
        if token.lower_ in words_of("pronoun.n") and self._is_one_of_several(token, other):
            return True
        if token.head.dep_ == "acl" and token.head.head.i == other.i:
            return True  # "a colleague working with her"
        if token.dep_ == "nmod:poss":
            return token.head.i == other.i or (other.head.i == token.head.i and other.dep_ in {"compound", "amod"})
        verbs = _sharing(token.head) | {token.head.i}
        if token.dep_ in {"obj", "iobj"} and first.dep_.startswith("nsubj") and first.head.i in verbs:
            return True  # "Blinken called Aliyev and urged him": whoever urges is somebody else
        return other.head.i == token.head.i and token.head.pos_ == "VERB" and other.i != token.i and other.dep_ in {
            "nsubj", "obj", "iobj", "obl", "nsubj:pass",
        }  # fmt: skip


def _expletive(token: Token) -> bool:
    """Whether "it" stands for nothing: "it is clear that", "it seems", "it rained"."""
    if token.dep_ == "expl":
        return True
    head = token.head
    clausal = any(c.dep_ in {"csubj", "ccomp", "xcomp", "advcl", "csubj:pass"} and c.i > head.i for c in head.children)
    if head.lemma_.lower() in words_of("verb.expletive"):
        return clausal
    return head.pos_ in {"ADJ", "NOUN", "VERB"} and head.lower_ in words_of("adjective.expletive") and clausal


def _gender_of(noun: Token) -> str | None:
    lemma = noun.lemma_.lower()
    if lemma in words_of("nominal.person.m"):
        return "m"
    return "f" if lemma in words_of("nominal.person.f") else None


def _sharing(verb: Token) -> set[int]:
    """Return the verbs whose subject is also this one's: it joins them, is their infinitive, "after persuading him"."""
    found: set[int] = set()
    while not any(c.dep_.startswith("nsubj") for c in verb.children) and (
        verb.dep_ in {"conj", "xcomp"} or (verb.dep_ == "advcl" and features(verb).get("VerbForm") in {"Ger", "Part"})
    ):
        if verb.dep_ == "xcomp" and any(c.dep_ in {"obj", "iobj"} for c in verb.head.children):
            break
        verb = verb.head
        found.add(verb.i)
    return found
