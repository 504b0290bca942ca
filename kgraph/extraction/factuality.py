"""Whether what a predicate says happened, did not, may have, or is planned.

A predicate's status is read from the outside in: the word that governs it decides what its complement is worth
("refused to sign", "the threat of an attack"), then the words of its own clause (negation, modals, adverbs, adjectives)
are applied.  What single words do is data (``factuality.tsv``); how effects add up is the algebra of
`kgraph.extraction.cues`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kgraph.extraction.clausal import Local, clause_slot, nominal_slots
from kgraph.extraction.cues import MODALITIES, Cue, Status, cues
from kgraph.extraction.happened import DENIED, features, likelihood
from kgraph.extraction.types import Factuality

if TYPE_CHECKING:
    from kgraph.extraction.trees import Tree

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl", "nsubj:outer")
_CORE = frozenset(
    {
        "nsubj",
        "nsubj:pass",
        "obj",
        "iobj",
        "obl",
        "obl:agent",
        "nmod",
        "nmod:poss",
        "compound",
        "obl:unmarked",
        "nmod:unmarked",
        "obl:tmod",
    }
)
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"})
_ORDINALS = frozenset({"first", "second", "third", "last", "latest", "next", "only"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})
_COMMAS = frozenset({",", "-", "–", "—", "--"})
_INSERTED = frozenset({"parataxis", "advmod", "discourse"})
_HANGING = frozenset({"of", "from", "with"})
_WHOEVER = frozenset({"anyone", "anybody", "anything", "whoever", "whatever"})
_PAST = frozenset({"had", "has", "have", "was", "were", "did", "'ve", "’ve"})
_FACT = Status()
_OPEN = Status(True, 2)


class _Reading(NamedTuple):
    """What surrounds a predicate (`embed`), and the predicate itself (`status`), with the words that decide."""

    embed: Status
    status: Status
    embed_cues: tuple[int, ...]
    cues: tuple[int, ...]


class FactualityReader:
    """Reads polarity and modality of any predicate of a document.

    Args:
        tree: The document's trees.

    Every predicate's reading rests on that of the word above it and is kept, so that reading all takes linear time.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._cues = cues()
        self._local = Local(self._tree, self._cues)
        self._known: dict[int, _Reading] = {}

    def at(self, token: int) -> Factuality:
        """Return the factuality of the predicate that `token` heads: a verb, or another word that says what happens."""
        reading = self._reading(token)
        return Factuality(
            polarity="positive" if reading.status.positive else "negative",
            modality=MODALITIES[reading.status.modality],
            cues=tuple(sorted(set(reading.cues))),
            happened=round(likelihood(self.features(token)), 3) if reading.status.positive else DENIED,
        )

    def features(self, token: int) -> dict[str, float]:
        """Return what the probability that a predicate happened rests on, by name."""
        reading, host = self._reading(token), self._reading(self._tree.head[token])
        return features(self._tree, token, reading.status, host.status, tuple(sorted(set(reading.cues))))

    def _reading(self, token: int) -> _Reading:
        path = [token]
        while path[-1] not in self._known and self._tree.head[path[-1]] != path[-1]:
            path.append(self._tree.head[path[-1]])
        for t in reversed(path):
            if t not in self._known:
                self._known[t] = self._read(t)
        return self._known[token]

    def _read(self, t: int) -> _Reading:
        tree = self._tree
        host = self._known.get(tree.head[t])
        found: tuple[int, ...] = ()
        if host is None:
            embed = _FACT
        elif tree.dep[t] in ("conj", "list"):
            return self._conjunct(t, host)
        else:
            embed, used = self._embedded(t, tree.head[t], host)
            found = host.cues + used if embed != _FACT or used else ()
        parenthesis = self._parenthesis(t)
        if parenthesis is not None:
            embed, found = parenthesis[0].of(embed), (*found, parenthesis[1])
        return self._with_local(t, embed, found)

    def _with_local(self, t: int, embed: Status, found: tuple[int, ...]) -> _Reading:
        own, own_cues = self._local.of(t, reported=self._reported(t))
        return _Reading(embed, own.under(embed), found, found + own_cues)

    def _reported(self, t: int) -> bool:
        """Return whether the clause is what somebody said, where "would" is the past's "will"."""
        tree = self._tree
        while tree.dep[t] == "conj" and tree.head[t] != t:
            t = tree.head[t]
        h = tree.head[t]
        if tree.dep[t] not in ("ccomp", "acl", "csubj", "csubj:pass", "parataxis") or h == t:
            return False
        return tree.form(h) in ("past", "participle", "") or (tree.form(h) == "infinitive" and tree.past(tree.head[h]))

    # --- coordination

    def _conjunct(self, t: int, host: _Reading) -> _Reading:
        """Read a conjunct: it shares what embeds the first, and its modals and negation where it has none itself."""
        head = self._tree.head[t]
        marked = self._cues.get(self._coordinator(t), "MARK", "embed")
        if marked is not None:
            return self._with_local(t, marked.of(host.status), (*host.cues, head))
        if not self._shares_words(t, head):
            if self._further_up(t, head):
                above = self._known[self._tree.head[head]]
                return self._with_local(t, above.embed, above.embed_cues)
            return self._with_local(t, host.embed, host.embed_cues)
        own, own_cues = self._local.of(t, reported=self._reported(t))
        if not host.status.positive and self._is_neither(t):
            own = Status(not own.positive, own.modality)
        shared = host.status
        if not host.status.positive and not self._negation_reaches(t):
            shared = Status(host.embed.positive, host.status.modality)
        return _Reading(host.embed, own.under(shared), host.embed_cues, host.cues + own_cues)

    def _shares_words(self, t: int, head: int) -> bool:
        """Return whether two conjuncts stand behind the same auxiliaries, or the same determiner."""
        tree = self._tree
        if tree.pos[t] in ("NOUN", "PROPN"):
            return tree.child(t, "cop", *_SUBJECTS) is None
        if tree.child(t, "aux", "cop", *_SUBJECTS) is not None or any(
            tree.lower[c] == "to" and tree.dep[c] == "mark" for c in tree.children[t]
        ):
            return False
        return tree.form(t) == tree.form(head) or not tree.form(t)

    def _further_up(self, t: int, head: int) -> bool:
        """Return whether a finite verb follows an infinitive or gerund: "he wants to leave and has packed"."""
        tree = self._tree
        if tree.form(head) not in ("infinitive", "ing") or tree.child(head, "aux", "cop") is not None:
            return False
        return tree.form(t) in ("past", "present") or tree.child(t, "aux", "cop") is not None

    def _coordinator(self, t: int) -> str:
        """Return the conjunction of several words that joins a conjunct to the first: "rather_than"; "" for none."""
        tree = self._tree
        for c in tree.children[t]:
            rest = [f for f in tree.children[c] if tree.dep[f] == "fixed"]
            if rest and tree.dep[c] in ("cc", "mark", "case"):
                return "_".join(tree.lower[w] for w in (c, *rest))
        return ""

    def _is_neither(self, t: int) -> bool:
        """Return whether "nor" takes up the negation of the first conjunct."""
        return any(self._tree.dep[c] == "cc" and self._tree.lower[c] == "nor" for c in self._tree.children[t])

    def _negation_reaches(self, t: int) -> bool:
        """Return whether a negation before the first conjunct holds for this one: not across "but"."""
        return not any(
            self._tree.dep[c] == "cc" and self._tree.lower[c] in ("but", "yet") for c in self._tree.children[t]
        )

    # --- what governs

    def _embedded(self, t: int, h: int, host: _Reading) -> tuple[Status, tuple[int, ...]]:
        """Return what the word above makes of the predicate, and the words by which it does."""
        tree, dep = self._tree, self._tree.dep[t]
        if dep in _CLAUSES or dep in ("advcl", "acl", "acl:relcl", "advcl:relcl"):
            return self._clause(t, h, host)
        if dep in _CORE:
            return self._nominal(t, h, host)
        if dep == "amod":
            if tree.lower[tree.head[h]] == "having" and tree.form(t) == "participle":
                # "Denies having arrested anybody": a perfect that was taken for a quality.
                return host.status, ()
            # "No banned group may": the banning does not share what the noun's other words do.
            return (Status(True, host.embed.modality), ()) if tree.pos[h] in ("NOUN", "PROPN") else (_FACT, ())
        if dep in ("appos", "fixed", "flat", "dep", "compound:prt", "nummod", "advmod"):
            return host.status, ()
        return _FACT, ()

    def _words(self, h: int) -> tuple[str, ...]:
        """Return what a word may be listed as, with its particle first: "rule_out", "rule"."""
        tree = self._tree
        lemma, lower = tree.lemma[h], tree.lower[h]
        phrases = [
            f"{lemma}_{tree.lower[c]}" for c in tree.children[h] if f"{lemma}_{tree.lower[c]}" in self._cues.phrases
        ]
        return (*phrases, lemma, lower)

    def _cue(self, h: int, *slots: str) -> Cue | None:
        words, pos = self._words(h), self._tree.pos[h]
        return next((c for s in slots if (c := self._cues.governing(words, pos, s))), None)

    def _clause(self, t: int, h: int, host: _Reading) -> tuple[Status, tuple[int, ...]]:
        tree, dep = self._tree, self._tree.dep[t]
        connector, form = tree.connector(t), tree.form(t)
        slot = clause_slot(tree, t, connector, form)
        if slot == "whether":
            return _OPEN, (t,)
        if slot == "to" and any(tree.lemma[w] in _ORDINALS for w in (h, *tree.children[h])):
            return host.status, ()  # "was the first to recognise it"
        if dep.endswith("relcl") and self._beside_the_point(t):
            return (_FACT if slot != "to" else Status(True, 1)), ()
        cue = self._cue(h, *self._forms(slot, h))
        if not dep.endswith("relcl"):
            cue, h, host = self._hung(t, h, host, slot, cue)
        if dep == "advcl" and not connector and self._set_off(t):
            return Status(True, host.status.modality), ()
        meant = dep == "advcl" and slot == "to" and self._cue(h, "purpose") is not None
        if dep in _CLAUSES or (cue and not meant and not dep.endswith("relcl") and (connector or form == "ing")):
            return self._complement(t, h, host, slot, cue)
        if dep == "advcl" or self._cues.get(connector, "MARK", "embed") is not None:
            return self._adverbial(t, h, host, connector, slot)
        if slot == "to":
            return Status(host.status.positive, max(1, host.status.modality)), (h,)
        if self._is_past(t) and host.status.positive:
            return _FACT, ()
        return self._of_noun(h, host), ()

    def _set_off(self, t: int) -> bool:
        """Return whether a comma sets off a clause, which is then no complement: "rejected the report, saying ..."."""
        first = self._tree.subtree(t)[0]
        if self._tree.lower[first] in _COMMAS:
            first += 1  # the comma hangs on the clause itself
        return first > 0 and self._tree.lower[first - 1] in _COMMAS and self._tree.form(t) in ("ing", "participle")

    def _beside_the_point(self, t: int) -> bool:
        """Return whether a relative clause only adds something, behind a comma: "the rebels, who hold Aden, may"."""
        first = self._tree.subtree(t)[0]
        return 0 < first < t and (self._tree.lower[first] in _COMMAS or self._tree.lower[first - 1] in _COMMAS)

    def _is_past(self, t: int) -> bool:
        """Return whether a clause is in the past or the perfect, and so not about what is yet to come."""
        tree = self._tree
        auxiliaries = [tree.lower[c] for c in tree.children[t] if tree.dep[c].startswith(("aux", "cop"))]
        if auxiliaries:
            return any(a in _PAST for a in auxiliaries)
        return tree.form(t) == "past" or (tree.form(t) == "participle" and tree.dep[t] == "acl")

    def _forms(self, slot: str, h: int) -> tuple[str, ...]:
        """Return a slot under the names that it has by the form of the governing word, the particular ones first."""
        if slot != "to":
            return (slot,)
        passive = self._tree.child(h, "aux:pass", "nsubj:pass") is not None
        other = not passive and self._tree.child(h, "obj", "iobj") is not None
        kinds = (("to@pass", passive), ("to@obj", other), ("to@past", self._tree.past(h)))
        return (*(name for name, holds in kinds if holds), slot)

    def _complement(self, t: int, h: int, host: _Reading, slot: str, cue: Cue | None) -> tuple[Status, tuple[int, ...]]:
        """Read an argument clause: by the cue, else infinitives share the verb's status and finite clauses hold."""
        tree = self._tree
        if slot == "wh":
            return _FACT, ()
        if cue is not None:
            if slot == "that" and tree.child(h, "obj") is None and tree.dep[t].startswith("csubj") and cue.up.absolute:
                return _FACT, ()
            return cue.of(host.status), (h,)
        if tree.dep[t] == "xcomp" or slot in ("to", "ing", "bare"):
            return host.status, (() if host.status == _FACT else (h,))
        return (_FACT, ()) if host.status.positive else (_OPEN, (h,))

    def _adverbial(self, t: int, h: int, host: _Reading, connector: str, slot: str) -> tuple[Status, tuple[int, ...]]:
        tree, cue = self._tree, self._cues.get(connector, "MARK", "embed")
        if any(tree.lower[c] == "could" for c in tree.children[t]):
            cue = self._cues.get(connector, "MARK", "could") or cue
        if host.status.modality and self._local.present(t):
            begins = next((tree.lower[c] for c in tree.children[t] if tree.dep[c] in ("mark", "advmod")), "")
            cue = self._cues.get(begins, "MARK", "coming") or cue
        if cue is None and slot == "to":
            cue = self._cues.get(tree.lemma[t], "VERB", "expressed") or self._cue(h, "purpose")
            return cue.of(host.status) if cue else Status(True, max(1, host.status.modality)), (h,)
        if cue is None:
            return Status(True, host.status.modality), ()
        status = _FACT if cue.up.status == _FACT and self._is_past(t) else cue.of(host.status)
        return status, (() if status == _FACT else (h,))

    def _of_noun(self, noun: int, host: _Reading) -> Status:
        """Return the status of what is said of a noun: it holds of definite things, else as far as they are real."""
        if self._definite(noun):
            return _FACT
        return Status(True, host.status.modality if host.status.positive else 2)

    def _definite(self, noun: int) -> bool:
        tree = self._tree
        if tree.pos[noun] in ("PROPN", "PRON"):
            return tree.lower[noun] not in _WHOEVER
        return any(
            tree.dep[c] == "nmod:poss" or (tree.dep[c].startswith("det") and tree.lower[c] in _DEFINITE)
            for c in tree.children[noun]
        )

    def _nominal(self, t: int, h: int, host: _Reading) -> tuple[Status, tuple[int, ...]]:
        """Read a noun that names an event, by its role under the word above it."""
        dep, connector = self._tree.dep[t], self._tree.connector(t)
        if self._tree.pos[t] in ("PROPN", "PRON", "NUM") and self._tree.lower[t] not in _WHOEVER:
            return _FACT, ()
        if self._given(t, h):
            return _FACT, ()
        if self._local.nobody(t) and dep in _ARGUMENTS:
            # "Reached no agreement": the verb's negation is the noun's own.
            return Status(True, host.status.modality), ()
        slots = nominal_slots(self._tree, h, dep, connector)
        known = tuple(f"{s}@the" for s in slots) if self._definite(t) else ()
        cue = self._cue(h, *known, *slots)
        cue, h, host = self._hung(t, h, host, f"p:{connector}", cue)
        if cue is not None:
            status = cue.of(host.status)
            return status, (() if status == _FACT else (h,))
        marked = self._marked(t, connector)
        if marked is not None:
            return marked.of(host.status), (h,)
        if self._definite(t) or dep == "nmod:poss":
            return _FACT, ()
        keeps_negation = dep in ("obj", "nsubj:pass") or (dep == "nsubj" and self._tree.child(h, "expl") is not None)
        return Status(host.status.positive or not keeps_negation, host.status.modality), ()

    def _marked(self, t: int, connector: str) -> Cue | None:
        """Return the cue of a preposition, with the adverb before it if the two are one: "ahead of"."""
        tree = self._tree
        for case in tree.children[t]:
            if tree.dep[case] == "case" and case:
                longer = self._cues.get(f"{tree.lower[case - 1]}_{tree.lower[case]}", "MARK", "embed")
                if longer is not None:
                    return longer
        return self._cues.get(connector, "MARK", "embed")

    def _given(self, t: int, h: int) -> bool:
        """Return whether a noun is there before anybody deals with it: "rejected a demand", but "made a demand"."""
        tree = self._tree
        if tree.pos[h] != "VERB" or self._cues.get(tree.lemma[t], "NOUN", "given") is None:
            return False
        return self._cues.get(tree.lemma[h], "VERB", "making") is None

    def _hung(self, t: int, h: int, host: _Reading, slot: str, cue: Cue | None) -> tuple[Cue | None, int, _Reading]:
        """Return the cue that decides, the word that has it and its reading, where a noun stands between.

        What is hung on a verb's object may be the verb's own complement ("accused the army of attacks", "took the time
        to explain", "said in a report that"); and what is said of a claim or plan is worth what the verb makes of it
        ("denied reports of talks", "dropped a plan to attack").
        """
        tree, v = self._tree, self._tree.head[h]
        if t < h or tree.pos[v] != "VERB":
            return cue, h, host
        above = None
        if tree.dep[h] == "obl" and h > v:
            above = self._cue(v, slot) if slot == "that" else None
        elif tree.dep[h] not in ("obj", "nsubj:pass"):
            return cue, h, host
        elif self._cues.get(tree.lemma[h], "NOUN", "claim") is not None:
            above = self._cue(v, "claims")
        elif self._cues.get(tree.lemma[h], "NOUN", "scheme") is not None:
            above = self._cue(v, "schemes")
        elif h < v:
            return cue, h, host
        elif slot == "to":
            above = self._cue(v, "purpose")
        elif cue is None and slot.removeprefix("p:") in _HANGING:
            above = self._cue(v, slot)
        return (cue, h, host) if above is None else (above, v, self._known[v])

    def _goes_on(self, c: int) -> bool:
        """Return whether a clause is no insertion but a sentence of its own, behind a colon or semicolon."""
        first = self._tree.subtree(c)[0]
        return any(w in (":", ";") for w in self._tree.lower[max(first - 1, 0) : first + 1])

    def _parenthesis(self, t: int) -> tuple[Cue, int] | None:
        """Return the cue of an inserted clause that governs the predicate: "the rebels, officials believe, fled"."""
        tree = self._tree
        for c in tree.children[t]:
            inserted = tree.dep[c] in _INSERTED and tree.pos[c] in ("VERB", "ADJ") and not self._goes_on(c)
            if inserted and tree.child(c, "ccomp", "xcomp", "obj") is None:
                cue = self._cue(c, "that")
                if cue is not None and cue.up.status not in (None, _FACT) and cue.up.status.positive:
                    return cue, c
        return None
