"""Who does what in a clause, as the syntax has it: deep subjects and objects through voice, control and coordination.

"Deep" means whoever acts or is acted on, whatever the surface: the agent of a passive, the subject that an infinitive
shares with its main verb, the noun that a relative clause hangs on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.extraction.reporting import attribution_words
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kgraph.extraction.trees import Tree

_NEAR = 6
_OPENING = ("WP", "WP$", "WDT", "WRB")
_SURFACE = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_JOINABLE = _NOMINAL | {"ADJ", "X"}
_DEPTH = 8


class Clauses:
    """The arguments of the verbs of a document.

    Args:
        tree: The document's dependency trees.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._passive: dict[int, bool] = {}
        self._phrases: dict[int, dict[str, list[int]]] = {}

    # ------------------------------------------------------------------ voice

    def passive(self, verb: int) -> bool:
        """Return whether a verb is in the passive, or a past participle that describes a noun."""
        held = self._passive.get(verb)
        if held is None:
            held = self._passive[verb] = self._read_voice(verb)
        return held

    def _read_voice(self, verb: int) -> bool:
        tree = self._tree
        if tree.child(verb, "aux:pass", "csubj:pass", "obl:agent") is not None:
            return True
        if tree.child(verb, "nsubj:pass") is not None:
            # Without an auxiliary and with an object it is no passive, whatever the parser calls its subject.
            return tree.child(verb, "aux") is not None or tree.child(verb, "obj") is None
        if self._reduced(verb):
            return True
        if tree.form(verb) != "participle" or any(
            tree.lemma[c] == "have" for c in tree.children[verb] if tree.dep[c] == "aux"
        ):
            return False
        if tree.dep[verb] in ("acl", "amod", "advcl"):
            # With an object of its own it is a past tense that the parser took for a participle ("Police accused him").
            return tree.child(verb, "obj") is None or tree.lemma[verb] in words_of("verb.twoobjects")
        if tree.dep[verb] in ("xcomp", "ccomp") and tree.child(verb, "aux", "cop") is None:
            return tree.child(verb, "obj") is None  # "wants him extradited"
        head = tree.head[verb]
        if tree.dep[verb] == "conj" and head != verb:
            return tree.child(verb, "nsubj", "aux") is None and self.passive(head)
        return False

    def _reduced(self, verb: int) -> bool:
        """Return whether a past tense is a participle that describes the noun before it: "the man blamed for it"."""
        tree = self._tree
        if tree.dep[verb] not in ("acl", "acl:relcl") or tree.form(verb) != "past":
            return False
        if tree.pos[verb - 1] not in _NOMINAL or tree.dep[tree.head[verb]] == "ROOT":
            return False
        behind = any(tree.dep[c] == "obl" and c > verb for c in tree.children[verb])
        return behind and tree.child(verb, *_SURFACE, "aux", "obj", "iobj", "expl", "ccomp", "xcomp") is None

    # ------------------------------------------------------------------ subjects

    def actors(self, verb: int) -> list[int]:
        """Return the tokens that head the deep subject: who acts."""
        if self.passive(verb):
            return self._agents(verb)
        return self.surface(verb)

    def _agents(self, verb: int) -> list[int]:
        tree = self._tree
        found = [
            c for c in tree.children[verb]
            if tree.dep[c] == "obl:agent" or (tree.dep[c].startswith("obl") and tree.connector(c) == "by")
        ]  # fmt: skip
        if found or tree.dep[verb] != "conj":
            return found
        # "was arrested and jailed by the police": the agent stands with the other verb.
        head = tree.head[verb]
        return self._agents(head) if head != verb and self.passive(head) and tree.child(verb, *_SURFACE) is None else []

    def surface(self, verb: int, depth: int = 0) -> list[int]:
        """Return the tokens that head the subject as the clause has it, its own or the one it shares."""
        tree = self._tree
        own = [c for c in tree.children[verb] if tree.dep[c] in ("nsubj", "nsubj:pass", "nsubj:outer")]
        if own:
            return [self._referred(own[-1], verb)]
        if depth > _DEPTH or tree.child(verb, "csubj", "expl") is not None:
            return []
        return self._shared(verb, depth + 1)

    def _shared(self, verb: int, depth: int) -> list[int]:
        head, dep = self._tree.head[verb], self._tree.dep[verb]
        if head == verb:
            return []
        if dep == "conj":
            return self.surface(head, depth) if self._is_predicate(head) else []
        if dep in ("xcomp", "ccomp"):
            return self._controller(head, depth)
        if dep.startswith("advcl"):
            return self._adverbial(verb, head, depth)
        if dep == "acl:relcl":
            return [head]
        if dep == "acl":
            return self._of_noun(verb, head, depth)
        return []

    def _is_predicate(self, token: int) -> bool:
        tree = self._tree
        return tree.pos[token] in ("VERB", "AUX") or tree.child(token, *_SURFACE, "cop") is not None

    def _controller(self, head: int, depth: int) -> list[int]:
        """Return whose action an infinitive under `head` is: its object ("urged Iran to halt") or its subject."""
        tree = self._tree
        if not self.passive(head) and tree.lemma[head] not in words_of("verb.subjectcontrol"):
            found = tree.child(head, "obj", "iobj")
            if found is None:
                found = self._called_on(head)
            if found is not None:
                return [found]
        return self.surface(head, depth)

    def _called_on(self, verb: int) -> int | None:
        """Return who is called on, or appealed to, to do something."""
        tree = self._tree
        if tree.lemma[verb] not in words_of("verb.obliquecontrol"):
            return None
        phrases = (c for c in tree.children[verb] if tree.dep[c] == "obl")
        return next((c for c in phrases if tree.connector(c) in words_of("case.control")), None)

    def _adverbial(self, verb: int, head: int, depth: int) -> list[int]:
        tree = self._tree
        mark = tree.connector(verb)
        handed = mark in words_of("mark.objectcontrol") or (
            mark == "to" and tree.lemma[head] in words_of("verb.objectcontrol") | words_of("verb.obliquecontrol")
        )
        if handed and not self.passive(head):
            # "accused Iran of arming them", "barred him from leaving", "pressed Sudan to accept"
            found = tree.child(head, "obj")
            if found is None and mark == "to":
                found = self._called_on(head)
            if found is not None:
                return [found]
        if not self._is_predicate(head):
            return self._of_noun(verb, head, depth)
        if mark == "" and tree.form(verb) in ("ing", "participle"):
            # "Police say a bomb exploded, wounding twelve": parsers hang the participle on what is said last or first.
            said = next((c for c in tree.children[head] if tree.dep[c] == "ccomp" and head < c < verb), None)
            if said is not None:
                return self.surface(said, depth)
        return self.surface(head, depth)

    def _of_noun(self, verb: int, noun: int, depth: int) -> list[int]:
        """Return who does what a clause on a noun says: "Iran's plan to build", "troops fighting"."""
        tree = self._tree
        form = tree.form(verb)
        # "issued a statement condemning the raid": what a paper says, they say who issued it.
        speaks = form == "ing" and tree.lemma[noun] in words_of("noun.document")
        if form in ("ing", "participle") and not speaks and tree.connector(verb) == "":
            return [noun] if form == "participle" else self._doing(verb, noun, depth)
        head = tree.head[noun]
        if tree.dep[noun] == "obj" and tree.lemma[head] in words_of("verb.ofcontrol"):
            # "accused the three of smearing China": parsers hang the clause on the object.
            return [noun]
        if tree.lemma[noun] in words_of("noun.request.demand"):
            # "a North Korean demand to lift sanctions": those lift them of whom it is demanded.
            return next(([c] for p in ("on", "to", "for", "from") for c in self.phrases(noun, p)), [])
        owner = self.owner(noun)
        if owner is not None:
            return [owner]
        if any(c < noun and tree.dep[c] in ("amod", "compound") and tree.doc[c].ent_type_ for c in tree.children[noun]):
            # "Israeli plans to annex": whose they are stands before them.
            return [noun]
        if (
            head != noun
            and tree.dep[noun] in ("obj", "obl", "xcomp", "nsubj:pass", "nmod")
            and self._is_predicate(head)
        ):
            return self.actors(head) if self.passive(head) else self.surface(head, depth)
        return []

    def _doing(self, verb: int, noun: int, depth: int) -> list[int]:
        """Return who does what a gerund behind a noun says; a place says nothing: "marched past the embassy chanting".

        Parsers hang the gerund on the nearest noun.
        """
        tree, place = self._tree, noun
        if not any(tree.lemma[verb] in attribution_words()[kind] for kind in ("say", "quote", "urge", "judge")):
            return [noun]
        while tree.dep[place].startswith(("obl", "nmod")) and tree.dep[place] != "nmod:poss":
            head, link = tree.head[place], tree.connector(place).replace("_", " ")
            inside = link == "of" and tree.lemma[head] in words_of("noun.premises") | words_of("noun.place")
            if not inside and link not in words_of("case.passing") | words_of("case.place"):
                return [noun]
            if self._is_predicate(head):
                return self.surface(head, depth) or [noun]
            place = head
        return [place]

    def owner(self, noun: int) -> int | None:
        """Return the possessor of a noun, or whom it is "by" or "of"."""
        tree = self._tree
        found = tree.child(noun, "nmod:poss")
        if found is not None:
            return found
        return next(
            (c for c in tree.children[noun] if tree.dep[c].startswith("nmod") and tree.connector(c) in ("by", "of")),
            None,
        )

    def _referred(self, token: int, verb: int) -> int:
        """Return the noun that a relative pronoun takes up, else the token itself."""
        tree = self._tree
        if tree.lower[token] not in words_of("pronoun.relative") or tree.pos[token] not in ("PRON", "DET", "SCONJ"):
            return token
        while tree.dep[verb] in ("conj", "xcomp", "ccomp") and tree.head[verb] != verb:
            verb = tree.head[verb]
        return tree.head[verb] if tree.dep[verb] == "acl:relcl" else token

    # ------------------------------------------------------------------ objects

    def patients(self, verb: int) -> list[int]:
        """Return the tokens that head the deep object: who or what is acted on."""
        tree = self._tree
        own = tree.child(verb, "obj")
        if own is not None:
            return [self._referred(own, verb)]
        if self.passive(verb):
            return self._undergoers(verb)
        told = tree.child(verb, "iobj")
        if told is not None and tree.child(verb, "ccomp", "xcomp") is not None:
            # "warned France that": whom something is told is all that the verb acts on.
            return [self._referred(told, verb)]
        raised = tree.child(verb, "xcomp", "ccomp")
        if raised is not None and tree.form(raised) == "infinitive" and tree.connector(raised) in ("", "to"):
            # "helped Seoul fight": parsers often make the object the infinitive's subject.
            subject = tree.child(raised, "nsubj")
            if subject is not None:
                return [subject]
        gap = self._gap(verb)
        if gap is not None:
            return [gap]
        return self._shared_object(verb)

    def _undergoers(self, verb: int) -> list[int]:
        tree = self._tree
        own = tree.child(verb, "nsubj:pass", "nsubj")
        if own is not None:
            return [self._referred(own, verb)]
        if tree.dep[verb] in ("acl", "amod"):
            return [tree.head[verb]]
        return self.surface(verb)

    def receivers(self, verb: int) -> list[int]:
        """Return the indirect object; in the passive with an object left, the subject ("Kyiv was given arms")."""
        tree = self._tree
        own = tree.child(verb, "iobj")
        if own is not None:
            return [own]
        if self.passive(verb) and tree.child(verb, "obj") is not None:
            return self._undergoers(verb)
        return []

    def _gap(self, verb: int) -> int | None:
        """Return the noun that a relative clause leaves out as its object ("the arms that Iran sent")."""
        tree, top = self._tree, verb
        while tree.dep[top] in ("xcomp", "conj", "ccomp") and tree.head[top] != top:
            top = tree.head[top]
        if tree.dep[top] != "acl:relcl" or not [c for c in tree.children[top] if tree.dep[c].startswith("nsubj")]:
            return None
        subject = tree.child(top, "nsubj")
        if subject is None or tree.lower[subject] in words_of("pronoun.relative"):
            return None
        adverbial = any(tree.lower[c] in ("where", "when", "why") for c in tree.children[top])
        return None if adverbial or tree.child(verb, "ccomp", "xcomp") is not None else tree.head[top]

    def _shared_object(self, verb: int) -> list[int]:
        """Return the object that two verbs share ("attacked and destroyed the convoy")."""
        tree = self._tree
        others = [c for c in tree.children[verb] if tree.dep[c] == "conj" and tree.pos[c] == "VERB"]
        for other in others:
            found = tree.child(other, "obj")
            if found is not None and tree.child(other, "nsubj") is None and other - verb <= 3:
                return [found]
        head = tree.head[verb]
        if tree.dep[verb] == "conj" and head != verb:
            found = tree.child(head, "obj")
            if found is not None and found > verb:
                return [found]
        return []

    # ------------------------------------------------------------------ clauses and phrases

    def complement(self, verb: int) -> list[int]:
        """Return the heads of clausal complements, infinitives of purpose and what a noun says among them."""
        tree = self._tree
        found = [c for c in tree.children[verb] if tree.dep[c] in ("xcomp", "ccomp")]
        # "called her a liar": parsers make two objects of it.
        if not found and tree.lemma[verb] in words_of("verb.naming"):
            found = [c for c in tree.children[verb] if tree.dep[c] == "obj"][1:]
        return found or [
            c
            for c in tree.children[verb]
            if (tree.dep[c] in ("advcl", "acl") and tree.connector(c) in ("to", "into", "from", "of"))
            or (tree.dep[c] == "acl" and tree.connector(c) == "that")
        ]

    def openers(self, verb: int) -> list[int]:
        """Return the words that open what a verb says or asks: "that", "whether", "why", ...; or "?" before it."""
        tree = self._tree
        asked = next((t for t in range(verb - 1, max(-1, verb - _NEAR), -1) if tree.lower[t] == "?"), None)
        if asked is not None:
            return [asked]
        behind = [c for c in tree.children[verb] if c > verb]
        first = {c: tree.subtree(c)[0] for c in behind}
        return [
            first[c]
            for c in behind
            if (tree.dep[first[c]] == "mark" and tree.dep[c] in ("ccomp", "xcomp", "advcl"))
            or (tree.tag[first[c]] in _OPENING and tree.dep[c] != "advcl")
        ]

    def complement_actors(self, verb: int) -> list[int]:
        """Return who acts, or undergoes, in the clausal complement ("demanded that Iran halt").

        Of a clause about nobody ("that it was too soon to comment") it is the pronoun that stands for its subject.
        """
        for clause in self.complement(verb):
            found = self.surface(clause) if self._tree.child(clause, *_SURFACE) is not None else []
            if self._handled(clause, found):
                return self._agents(clause)
            found = found or [c for c in self._tree.children[clause] if self._tree.dep[c] == "expl"]
            if found:
                return found
        return []

    def _handled(self, clause: int, subject: list[int]) -> bool:
        """Return whether a clause is about a person to whom something is to be done: "demanded that he be freed"."""
        tree = self._tree
        return self.passive(clause) and any(tree.pos[t] == "PRON" or tree.doc[t].ent_type_ == "PERSON" for t in subject)

    def undergoes(self, token: int) -> bool:
        """Return whether a token is the subject of a passive: to whom something is done."""
        return self._tree.dep[token].startswith("nsubj") and self.passive(self._tree.head[token])

    def phrases(self, token: int, preposition: str) -> Sequence[int]:
        """Return the dependents of a token that a preposition introduces."""
        return self.introduced(token).get(preposition, ())

    def introduced(self, token: int) -> Mapping[str, Sequence[int]]:
        """Return the phrases that depend on a token by their preposition."""
        held = self._phrases.get(token)
        if held is None:
            held = self._phrases[token] = self._introduced(token)
        return held

    def _introduced(self, token: int) -> dict[str, list[int]]:
        tree = self._tree
        found: dict[str, list[int]] = {}
        for c in tree.children[token]:
            dep = tree.dep[c]
            if dep.startswith(("obl", "nmod")) and dep != "nmod:poss":
                found.setdefault(tree.connector(c).replace("_", "-"), []).append(c)
        return found

    def conjuncts(self, token: int) -> list[int]:
        """Return a nominal with those coordinated with it, and those added by "along with" and the like."""
        tree = self._tree
        found = [token]
        for c in tree.children[token]:
            dep = tree.dep[c]
            if dep.startswith(("nmod", "obl")):
                if tree.connector(c).replace("_", " ") in words_of("case.additive"):
                    found += self.conjuncts(c)
            elif (dep == "conj" and tree.pos[c] in _JOINABLE and not self._excluded(c)) or self._listed(token, c):
                found += [c, *(d for d in tree.children[c] if tree.dep[d] == "conj" and tree.pos[d] in _NOMINAL)]
        return found

    def _listed(self, token: int, other: int) -> bool:
        """Return whether an apposition is a member of a list: "Chavez, Morales and Kirchner", as parsers have it."""
        tree = self._tree
        if tree.dep[other] != "appos" or tree.pos[other] != "PROPN" or tree.pos[token] != "PROPN":
            return False
        return any(tree.dep[c] == "conj" and c > other for c in tree.children[token])

    def _excluded(self, token: int) -> bool:
        tree = self._tree
        return any(tree.dep[c] == "cc" and tree.lower[c] in ("not", "but") for c in tree.children[token])
