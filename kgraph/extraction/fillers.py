"""From the word that heads a noun phrase to the actors that the phrase names or implies.

"Israeli airstrikes" act for Israel, "Pyongyang's quest" is held against North Korea, "the government of Nepal" is
Nepal: where the phrase as a whole is nobody, the reader looks inside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgraph.extraction.actors import adjective_of, is_national
from kgraph.extraction.identity import minted
from kgraph.extraction.metonymy import as_government
from kgraph.extraction.slots import modifiers
from kgraph.extraction.types import ACTING, DocMention, MentionIndex
from kgraph.extraction.wordlists import words_of
from kgraph.model import Entity

if TYPE_CHECKING:
    from kgraph.extraction.clauses import Clauses
    from kgraph.extraction.trees import Tree
    from kgraph.knowledge import Knowledge
    from kgraph.model import MentionKind

_INSIDE = 0.85
_OWNING = frozenset({"Country", "Organization", "Person"})


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention in a role.

    Attributes:
        mention: Who or what fills the role.
        head: Token that heads the phrase in the role.
        direct: Whether the phrase itself is the mention; else it lies inside ("Israeli" in "Israeli airstrikes").
        sure: 0 to 1.
    """

    mention: DocMention
    head: int
    direct: bool
    sure: float


class Fillers:
    """Reads noun phrases of one document.

    Args:
        tree: The document's trees.
        index: Its mentions.
        clauses: Its clauses.
        knowledge: Says which common nouns name actors.
    """

    def __init__(self, tree: Tree, index: MentionIndex, clauses: Clauses, knowledge: Knowledge) -> None:
        self._tree, self._index, self._clauses, self._knowledge = tree, index, clauses, knowledge

    def names(self, words: Collection[int], *, places: bool = False) -> list[Filler]:
        """Return the names and demonyms that the words before a noun are: "China", "Russian", not "joint".

        Args:
            words: The words before the noun.
            places: Whether places count as well as those who can act: "Delhi-based".
        """
        found: dict[str, Filler] = {}
        for word in words:
            mention = self._named_in(word, places=places)
            if mention is not None:
                found.setdefault(mention.entity.id, Filler(mention, word, direct=True, sure=mention.confidence))
        return list(found.values())

    def of(
        self, heads: Collection[int], *, acting: bool, reach: bool = True, barred: Collection[str] = ()
    ) -> list[Filler]:
        """Return the mentions that phrases name, coordinated ones each.

        Args:
            heads: Tokens that head the phrases.
            acting: Whether only who can act counts (countries, organisations, people, groups).
            reach: Whether to look inside phrases that are no mention themselves.
            barred: Ids of entities that fill another role, and so not this one.
        """
        found: list[Filler] = []
        taken = set(barred)
        for head in heads:
            for token in self._clauses.conjuncts(head):
                several = self._shared_noun(token) if reach else []
                one = None if several else self.filler(token, acting=acting, reach=reach, barred=barred)
                for filler in several or ([one] if one is not None else []):
                    if filler.mention.entity.id not in taken:
                        taken.add(filler.mention.entity.id)
                        found.append(filler)
        return found

    def described(self, heads: Iterable[int], word: int, *, barred: Collection[str] = ()) -> list[Filler]:
        """Return what a compound before it describes: a noun, or names ("pro-Syrian Ann Roe and Bo Lu").

        Args:
            heads: Whom the tree says it describes.
            word: First token of the compound.
            barred: Entities that the compound names itself.
        """
        tree = self._tree
        found: list[Filler] = []
        for head in heads:
            joined = self._clauses.conjuncts(head) if tree.pos[head] == "PROPN" else [head]
            for token in joined:
                one = self.filler(token, acting=False, reach=False, barred=barred)
                if one is not None:
                    found.append(self._apart(one, word))
                elif (inside := self._inside(token, acting=False, barred=barred)) is not None:
                    # "The Soviet-backed Sandinista army", but neither "U.S.-led invasion of Iraq" nor "Arab militia".
                    # "Half of Cyprus", "the Kurdish region of Iraq"
                    area = tree.lower[token] in words_of("nominal.region") | words_of("noun.portion")
                    named = area or (inside.mention.end <= token and inside.mention.entity.type in _OWNING)
                    found += [inside] if named else []
        return found

    def _apart(self, filler: Filler, word: int) -> Filler:
        """Return a group without those whom its noun names too: of "Iraqi and U.S.-led forces", the U.S.-led ones."""
        mention, tree = filler.mention, self._tree
        before = range(mention.start, word)
        if mention.kind != "nominal" or not any(tree.dep[i].startswith("cc") for i in before):
            return filler
        label = "".join(t.text_with_ws for t in tree.doc[word : mention.root + 1]).strip()
        entity = replace(mention.entity, id=minted("group", label), label=label, country=None)
        return replace(filler, mention=replace(mention, start=word, entity=entity))

    def _shared_noun(self, token: int) -> list[Filler]:
        """Return those whose people one plural noun names: "Israeli and Palestinian officials"."""
        tree = self._tree
        if tree.pos[token] != "NOUN":
            return []
        named = [self._index.at(c) for c in modifiers(tree, token) if tree.dep[c] in ("amod", "compound", "conj")]
        # "U.S. and Iraqi soldiers": some countries have no adjective in the news.
        mixed = any(m is not None and m.kind == "demonym" for m in named)
        demonyms = [
            m
            for m in named
            if m is not None and not self._hyphenated(m)
            and (m.kind == "demonym" or (mixed and m.kind == "name" and m.entity.type == "Country"))
        ]  # fmt: skip
        joined = any(tree.dep[m.root] == "conj" for m in demonyms)
        if not demonyms and self._of_counts(token, "of", acting=True):
            # "the presidents of Bolivia and Chile", "officials from Syria and the U.N."
            behind = [c for p in ("of", "from") for c in self._clauses.phrases(token, p)][:1]
            listed = [self._index.at(c) for b in behind for c in self._clauses.conjuncts(b)]
            demonyms = [
                m for m in listed if m is not None and m.kind == "name" and m.entity.type in ("Country", "Organization")
            ]
            joined = len(demonyms) > 1
        if not joined or len({m.entity.id for m in demonyms}) < 2:
            return []
        return [self._part(token, m) for m in demonyms]

    def _part(self, noun: int, owner: DocMention) -> Filler:
        """Return those of a shared noun who are of one country (the Israeli ones of "Israeli and Iraqi officials")."""
        if owner.kind != "demonym" and owner.end > noun:
            return Filler(owner, noun, direct=False, sure=_INSIDE * owner.confidence)
        tree = self._tree
        words = [tree.lower[c] for c in tree.children[noun] if owner.end <= c < noun and tree.dep[c] == "compound"]
        country = owner.entity.type == "Country"
        whose = adjective_of(owner.entity, self._knowledge) if country else tree.doc[owner.start : owner.end].text
        label = " ".join([whose, *words, tree.lower[noun]])
        agent = self._knowledge.agent(" ".join([*words, tree.lower[noun]])) or self._knowledge.agent(tree.lower[noun])
        entity = Entity(minted("group", label), label, "Group", owner.entity.country, agent.sector if agent else None)
        mention = DocMention(owner.start, noun + 1, noun, "nominal", "", entity, None, _INSIDE * owner.confidence)
        return Filler(mention, noun, direct=True, sure=mention.confidence)

    def filler(self, token: int, *, acting: bool, reach: bool = True, barred: Collection[str] = ()) -> Filler | None:
        """Return the mention that one phrase names, or one inside it."""
        mention = self.at(token)
        if mention is not None and mention.entity.id not in barred:
            seat = self._knowledge.stands_for(mention.entity) if mention.entity.type == "Organization" else None
            if seat is not None and seat.type == "Country":
                # The White House acts, and is dealt with, as the government that sits in it.
                mention = replace(mention, entity=seat)
            if mention.entity.type in ACTING or (not acting and mention.entity.type in ("Place", "NamedEvent")):
                return Filler(mention, token, direct=True, sure=mention.confidence)
            if acting:
                # "at Riyadh's behest": whose behest it is can act
                return self._seat(token, self._tree.head[token]) if self._tree.dep[token] == "nmod:poss" else None
        if not reach or self._tree.pos[token] not in ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "VERB", "X", "SYM"):
            return None
        found = self._inside(token, acting=acting, barred=barred)
        return None if found is None or found.mention.entity.id in barred else found

    def at(self, token: int) -> DocMention | None:
        """Return the mention of the phrase that a token heads, by its head, its words or an apposition."""
        found = self._set_off(token) or self._index.at(token) or self._affixed(token)
        if found is not None and self._is_one_of(found):
            return self._national(found)
        if found is not None:
            return self._named_behind(found) or found
        held = self._index.covering(token)
        tree = self._tree
        if (
            held is not None
            and held.kind != "demonym"
            and (tree.head[held.root] == token or tree.head[token] == held.root or held.end - held.start > 1)
        ):
            return held
        for c in tree.children[token]:
            # "The president, himself a Social Democrat": what he is one of is not who he is.
            if tree.dep[c] in ("appos", "flat") and not any(tree.lower[d] in ("a", "an") for d in tree.children[c]):
                found = self._index.at(c)
                if found is not None and found.kind == "name":
                    return None if self._is_one_of(found) else found
        if tree.dep[token] == "appos" and "thing" not in self._kind_of_noun(token):
            return self._index.at(tree.head[token])
        return None

    def _is_one_of(self, mention: DocMention) -> bool:
        """Return whether a name says what one person is: "the Brazilian", "himself a Social Democrat"."""
        if mention.kind == "demonym":
            return self._national(mention) is not None or is_national(self._tree.doc[mention.root])
        if mention.tag != "NORP" or mention.entity.type != "Organization":
            return False
        determiner = self._tree.child(mention.root, "det")
        return determiner is not None and self._tree.lower[determiner] in ("a", "an", "another")

    def _set_off(self, noun: int) -> DocMention | None:
        """Return the person named between a subject and its verb: "The head of the space agency, Ann Roe, said"."""
        tree, verb = self._tree, self._tree.head[noun]
        if tree.dep[noun] != "nsubj" or tree.pos[noun] != "NOUN" or verb < noun + 4 or tree.lower[verb - 1] != ",":
            return None
        named = self._index.covering(verb - 2)
        if named is None or named.kind != "name" or named.entity.type != "Person" or named.start <= noun:
            return None
        # "The director, daughter of its founder, Ann Roe, said": the founder is named.
        alone = tree.lower[named.start - 1] == "," and "," not in tree.lower[noun : named.start - 1]
        return named if alone and "person" in self._kind_of_noun(noun) else None

    def _national(self, mention: DocMention) -> DocMention | None:
        """Return the person whom an apposition calls by their nation: "Jens Stoltenberg, the Norwegian who heads"."""
        tree, root = self._tree, mention.root
        if tree.dep[root] != "appos" or tree.child(root, "det") is None:
            return None
        named = self._index.at(tree.head[root])
        return named if named is not None and named.entity.type == "Person" else None

    def _named_behind(self, mention: DocMention) -> DocMention | None:
        """Return the person whose name follows what is said of them: "the veteran cleric Ahmad Khatami"."""
        if mention.kind != "nominal" or any(c.isupper() for c in self._tree.doc[mention.root].text):
            return None
        for c in self._tree.children[mention.root]:
            if self._tree.dep[c] in ("appos", "flat"):
                named = self._index.covering(c)
                if named is not None and named.start == mention.end and named.kind == "name":
                    return named if named.entity.type == "Person" else None
        return None

    def _affixed(self, token: int) -> DocMention | None:
        """Return the name within a word like "pro-Syrian" or "anti-Kremlin"."""
        affix, hyphen, name = self._tree.doc[token].text.partition("-")
        if not hyphen or affix.lower() not in words_of("affix") or not name[:1].isupper():
            return None
        known = next((c for c in self._knowledge.lookup(name) if c.entity.type in ACTING), None)
        if known is None:
            return None
        kind: MentionKind = "demonym" if known.kind == "demonym" else "name"
        return DocMention(token, token + 1, token, kind, "", known.entity, None, _INSIDE)

    def _inside(self, token: int, *, acting: bool, barred: Collection[str] = ()) -> Filler | None:
        """Return the actor inside a phrase: its possessor, a name before its noun, who it is by or, of bodies, of."""
        owner = self._owner(token, barred)
        if owner is not None:
            return owner
        tree = self._tree
        if not acting and tree.lemma[token] in words_of("nominal.city") | words_of("nominal.region"):
            # "the West Bank town of Jenin": the place is the one that the noun is "of".
            for c in self._clauses.phrases(token, "of"):
                if (f := self.filler(c, acting=False, reach=False)) is not None:
                    return Filler(f.mention, token, direct=True, sure=f.sure)
        for c in reversed(modifiers(tree, token, deep=not acting)):
            named = self._named_in(c)
            if named is not None and not self._hyphenated(named):
                return Filler(named, token, direct=False, sure=_INSIDE * named.confidence)
        return self._behind(token, acting=acting)

    def _owner(self, token: int, barred: Collection[str]) -> Filler | None:
        """Return whose the phrase is; in "his Russian counterpart" he himself, who acts, is somebody else.

        Somebody's arrest is nobody's doing of theirs.
        """
        owner = self._tree.child(token, "nmod:poss")
        if owner is None:
            return None
        found = self._seat(owner, token) or self.filler(owner, acting=True, reach=self._is_noun(owner))
        if found is None or found.mention.entity.id in barred:
            return None
        if found.mention.entity.type in ("Person", "Group") and self._suffered(token):
            return None
        if self._tree.lemma[token] in words_of("noun.relational") | words_of("nominal.kin"):
            return None  # "their father", "Russia's enemies"
        if self._tree.pos[owner] == "PRON" and found.mention.entity.type == "Person":
            return self._of_person(token, found)
        if found.mention.entity.type == "Group" and "person" in self._kind_of_noun(token):
            return None  # "his own party's president"
        return Filler(found.mention, token, direct=False, sure=_INSIDE * found.sure)

    def _of_person(self, noun: int, owner: Filler) -> Filler | None:
        """Return who acts in what is somebody's; "her envoy" is not herself, nor is a country without a name."""
        if self._tree.lemma[noun] in words_of("noun.home"):
            return None
        if "person" in self._kind_of_noun(noun) and self._tree.lemma[noun] not in words_of("noun.ownforces"):
            return None
        return Filler(owner.mention, noun, direct=False, sure=_INSIDE * owner.sure)

    def _seat(self, owner: int, noun: int) -> Filler | None:
        """Return the government that a capital stands for as the owner of what no city has ("Pyongyang's quest")."""
        mention = self.at(owner)
        if mention is None or self._tree.lemma[noun] in words_of("noun.place"):
            return None
        government = as_government(mention, self._knowledge)
        return None if government is None else Filler(government, owner, direct=False, sure=_INSIDE)

    def _behind(self, token: int, *, acting: bool) -> Filler | None:
        """Return who is named in a phrase behind the noun: by or from whom, of whom, for whom."""
        for preposition in ("by", "from", "of", "in", "for"):
            if preposition != "by" and not self._of_counts(token, preposition, acting=acting):
                continue
            # "The president of Iran" acts for Iran, that of Iran's chess club or of Chad's bank for neither.
            heads = preposition == "of" and "person" in self._kind_of_noun(token)
            near = heads or preposition == "in" or self._knowledge.role(self._tree.lower[token]) is not None
            for c in self._clauses.phrases(token, preposition):
                f = self.filler(c, acting=acting, reach=not near) or (self._behind(c, acting=acting) if heads else None)
                if f is not None:
                    return Filler(f.mention, token, direct=False, sure=_INSIDE * f.sure)
        return None if acting else self._doer(token)

    def _doer(self, noun: int) -> Filler | None:
        """Return who did what is spoken of: "the steps that Baku was taking"; behind a comma it is another matter."""
        tree = self._tree
        clause = tree.child(noun, "acl:relcl")
        if clause is None or noun not in self._clauses.patients(clause) or "," in tree.lower[noun + 1 : clause]:
            return None
        subject = tree.child(clause, "nsubj")
        mention = self.at(subject) if subject is not None else None
        if mention is None or mention.entity.type not in ACTING:
            return None
        return Filler(mention, noun, direct=False, sure=_INSIDE * mention.confidence)

    def _suffered(self, noun: int) -> bool:
        """Return whether a noun is what is done to those whom it is "of": "the release of the hostages"."""
        return self._tree.lemma[noun] in words_of("noun.suffered")

    def _is_noun(self, token: int) -> bool:
        return self._tree.pos[token] in ("NOUN", "PROPN")

    def _of_counts(self, token: int, preposition: str, *, acting: bool) -> bool:
        """Return whether "of X" behind a noun says who acts: after bodies, and people counted or grouped."""
        lemma, lower = self._tree.lemma[token], self._tree.lower[token]
        if preposition == "for":
            return not acting
        if preposition != "of":
            agent = self._knowledge.agent(lower)
            return acting and agent is not None and agent.kind in ("group", "body", "person")
        if not acting:
            # Who heads an association of widows heads no widows.
            apart = words_of("noun.parthead") | words_of("noun.association")
            return lemma not in apart and not self._suffered(token)
        return (
            lemma in words_of("noun.bodyof")
            or self._knowledge.agent(lower) is not None
            or self._knowledge.role(lower) is not None
        )

    def _named_in(self, modifier: int, *, places: bool = False) -> DocMention | None:
        """Return the name or demonym that a modifier is or contains ("Iranian", "Bush" in "Bush administration")."""
        found = self._index.at(modifier) or self._index.covering(modifier)
        if found is None or found.kind not in ("name", "demonym"):
            return None
        return found if found.entity.type in ACTING or (places and found.entity.type == "Place") else None

    def _hyphenated(self, mention: DocMention) -> bool:
        """Return whether a name is only part of a compound like "U.S.-led"."""
        return mention.end < len(self._tree) and self._tree.lower[mention.end] == "-"

    def kind(self, token: int) -> frozenset[str]:
        """Return the classes of a phrase for the conditions of the lexicon: actor, person, place, ..., or thing."""
        mention = self.at(token)
        if mention is None:
            return self._kind_of_noun(token)
        kind = mention.entity.type
        if kind == "Place":
            return frozenset({"place"})
        if kind == "NamedEvent":
            return frozenset({"event"})
        classes = {"actor", kind.lower()}
        if kind == "Country":
            classes.add("place")
        if mention.place is not None:
            classes.add("place")
        return frozenset(classes)

    def _kind_of_noun(self, token: int) -> frozenset[str]:
        lower = self._tree.lower[token]
        if self._tree.pos[token] not in ("NOUN", "PROPN", "PRON"):
            return frozenset({"thing"})
        if lower in words_of("pronoun.m") | words_of("pronoun.f") | words_of("pronoun.p") or lower in (
            "who",
            "people",
            "those",
            "others",
            "everyone",
        ):
            return frozenset({"actor", "person"})
        agent = self._knowledge.agent(lower)
        if agent is not None and agent.kind != "thing":
            return frozenset({"actor", "organization" if agent.kind == "body" else "person", "group"})
        if self._tree.lemma[token] in words_of("nominal.person") or self._knowledge.role(lower) is not None:
            return frozenset({"actor", "person"})
        if self._tree.lemma[token] in words_of("nominal.country"):
            return frozenset({"actor", "country", "place"})
        if self._tree.lemma[token] in words_of("nominal.city") | words_of("nominal.region"):
            return frozenset({"place"})
        return frozenset({"thing"})
