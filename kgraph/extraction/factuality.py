"""Whether what a predicate says happened, did not, may have, or is planned.

A predicate's status is read from the outside in: the word that governs it decides what its complement is worth
("refused to sign", "the threat of an attack"), then the words of its own clause (negation, modals, adverbs, adjectives)
are applied.  What single words do is data (``factuality.tsv``); how effects add up is the algebra of
`kgraph.extraction.cues`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kgraph.extraction.clausal import Local, clause_status
from kgraph.extraction.cues import MODALITIES, Cue, Status, cues
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
_ORDINALS = frozenset({"first", "second", "third", "last", "latest", "only"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})
_COMMAS = frozenset({",", "-", "–", "—", "--"})
_HANGING = frozenset({"of", "from", "with"})
_PAST = frozenset({"had", "has", "have", "was", "were", "did", "'ve", "’ve"})
_FACT = Status()
_OPEN = Status(True, 2)


class _Reading(NamedTuple):
    """What surrounds a predicate (`embed`), and the predicate itself (`status`), with the words that decide."""

    embed: Status
    status: Status
    embed_cues: tuple[int, ...]
    cues: tuple[int, ...]
    sure: float


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
            confidence=round(reading.sure, 3),
        )

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
            embed, sure = _FACT, 0.95
        elif tree.dep[t] in ("conj", "list"):
            return self._conjunct(t, host)
        else:
            embed, used = self._embedded(t, tree.head[t], host)
            found = host.cues + used if embed != _FACT or used else ()
            sure = host.sure * (0.97 if used else 0.99)
        parenthesis = self._parenthesis(t)
        if parenthesis is not None:
            embed, found = parenthesis[0].of(embed), (*found, parenthesis[1])
        return self._with_local(t, embed, found, sure)

    def _with_local(self, t: int, embed: Status, found: tuple[int, ...], sure: float) -> _Reading:
        own, own_cues = self._local.of(t, reported=self._reported(t))
        return _Reading(embed, own.under(embed), found, found + own_cues, max(0.3, sure - 0.05 * len(own_cues)))

    def _reported(self, t: int) -> bool:
        """Return whether the clause is what somebody said, where "would" is the past's "will"."""
        tree = self._tree
        while tree.dep[t] == "conj" and tree.head[t] != t:
            t = tree.head[t]
        h = tree.head[t]
        return (
            tree.dep[t] in ("ccomp", "acl", "csubj", "csubj:pass", "parataxis")
            and h != t
            and tree.form(h) in ("past", "participle", "")
        )

    # --- coordination

    def _conjunct(self, t: int, host: _Reading) -> _Reading:
        """Read a conjunct: it shares what embeds the first, and its modals and negation where it has none itself."""
        head = self._tree.head[t]
        if not self._shares_words(t, head):
            reading = self._with_local(t, host.embed, host.embed_cues, host.sure)
            # "He wants to leave and has packed": a finite verb after an infinitive belongs further up.
            if self._tree.form(t) in ("past", "present") and self._tree.form(head) in ("infinitive", "ing"):
                return self._with_local(t, _FACT, (), host.sure * 0.9)
            return reading
        own, own_cues = self._local.of(t, reported=self._reported(t))
        if not host.status.positive and self._is_neither(t):
            own = Status(not own.positive, own.modality)
        shared = host.status
        if not host.status.positive and not self._negation_reaches(t):
            shared = Status(host.embed.positive, host.status.modality)
        return _Reading(host.embed, own.under(shared), host.embed_cues, host.cues + own_cues, host.sure * 0.97)

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
        cue = self._cue(h, *self._forms(slot, h))
        if cue is None and dep == "acl":
            cue, h, host = self._hung(t, h, host)
        if dep == "advcl" and not connector and self._set_off(t):
            return Status(True, host.status.modality), ()
        if dep in _CLAUSES or (cue and not dep.endswith("relcl") and (connector or form == "ing")):
            return self._complement(t, h, host, slot, cue)
        if dep == "advcl" or self._cues.get(connector, "MARK", "embed") is not None:
            return self._adverbial(t, h, host, connector, slot)
        if slot == "to":
            if any(tree.lemma[c] in _ORDINALS for c in tree.children[h]):
                return host.status, ()
            return Status(host.status.positive, max(1, host.status.modality)), (h,)
        if self._is_past(t) and host.status.positive:
            return _FACT, ()
        return self._of_noun(h, host), ()

    def _set_off(self, t: int) -> bool:
        """Return whether a comma sets off a clause, which is then no complement: "rejected the report, saying ..."."""
        first = self._tree.subtree(t)[0]
        return first > 0 and self._tree.lower[first - 1] in _COMMAS and self._tree.form(t) in ("ing", "participle")

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
        return (*(["to@pass"] if passive else []), *(["to@past"] if self._tree.past(h) else []), slot)

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
        if slot == "to":
            cue = self._cue(h, "purpose") or self._cues.get(self._tree.lemma[t], "VERB", "expressed")
            status = cue.of(host.status) if cue else Status(True, max(1, host.status.modality))
            return status, (h,)
        cue = self._cues.get(connector, "MARK", "embed")
        if cue is not None:
            status = cue.of(host.status)
            return status, (() if status == _FACT else (h,))
        return Status(True, host.status.modality), ()

    def _of_noun(self, noun: int, host: _Reading) -> Status:
        """Return the status of what is said of a noun: it holds of definite things, else as far as they are real."""
        if self._definite(noun):
            return _FACT
        return Status(True, host.status.modality if host.status.positive else 2)

    def _definite(self, noun: int) -> bool:
        tree = self._tree
        if tree.pos[noun] in ("PROPN", "PRON"):
            return True
        return any(
            tree.dep[c] == "nmod:poss" or (tree.dep[c].startswith("det") and tree.lower[c] in _DEFINITE)
            for c in tree.children[noun]
        )

    def _nominal(self, t: int, h: int, host: _Reading) -> tuple[Status, tuple[int, ...]]:
        """Read a noun that names an event, by its role under the word above it."""
        dep, connector = self._tree.dep[t], self._tree.connector(t)
        if self._tree.pos[t] in ("PROPN", "PRON", "NUM"):
            return _FACT, ()
        if self._given(t, h):
            return _FACT, ()
        if self._local.nobody(t) and dep in _ARGUMENTS:
            # "Reached no agreement": the verb's negation is the noun's own.
            return Status(True, host.status.modality), ()
        slots = nominal_slots(self._tree, h, dep, connector)
        known = tuple(f"{s}@the" for s in slots) if self._definite(t) else ()
        cue = self._cue(h, *known, *slots)
        if cue is None:
            cue, h, host = self._hung(t, h, host)
        if cue is not None:
            status = cue.of(host.status)
            return status, (() if status == _FACT else (h,))
        marked = self._cues.get(connector, "MARK", "embed")
        if marked is not None:
            return marked.of(host.status), (h,)
        if self._definite(t) or dep == "nmod:poss":
            return _FACT, ()
        keeps_negation = dep in ("obj", "nsubj:pass") or (dep == "nsubj" and self._tree.child(h, "expl") is not None)
        return Status(host.status.positive or not keeps_negation, host.status.modality), ()

    def _given(self, t: int, h: int) -> bool:
        """Return whether a noun is there before anybody deals with it: "rejected a demand", but "made a demand"."""
        tree = self._tree
        if tree.pos[h] != "VERB" or self._cues.get(tree.lemma[t], "NOUN", "given") is None:
            return False
        return self._cues.get(tree.lemma[h], "VERB", "making") is None

    def _hung(self, t: int, h: int, host: _Reading) -> tuple[Cue | None, int, _Reading]:
        """Return the cue of the verb whose phrase was hung on its object: "accused the army of attacks"."""
        tree, v = self._tree, self._tree.head[h]
        connector = tree.connector(t)
        if t > h > v and tree.dep[h] in ("obj", "nsubj:pass") and tree.pos[v] == "VERB" and connector in _HANGING:
            cue = self._cue(v, "p:" + connector)
            if cue is not None:
                return cue, v, self._known[v]
        return None, h, host

    def _parenthesis(self, t: int) -> tuple[Cue, int] | None:
        """Return the cue of an inserted clause that governs the predicate: "the rebels, officials believe, fled"."""
        tree = self._tree
        for c in tree.children[t]:
            if tree.dep[c] == "parataxis" and tree.child(c, "ccomp", "xcomp", "obj") is None:
                cue = self._cue(c, "that")
                if cue is not None and cue.up.status not in (None, _FACT):
                    return cue, c
        return None


def clause_slot(tree: Tree, t: int, connector: str, form: str) -> str:
    """Return the slot of a clause: that, to, ing, bare, p:WORD, or whether and wh for questions."""
    kind = clause_status(tree, t, connector)
    if kind:
        return kind
    if connector in ("to", "in_order_to", "in_order", "so_as_to", "so_as") and form in ("infinitive", ""):
        return "to"
    if any(tree.lower[c] == "to" and tree.dep[c] == "mark" and tree.pos[c] == "PART" for c in tree.children[t]):
        return "to"
    finite = form in ("past", "present") or tree.child(t, "aux", "cop") is not None
    if connector and connector not in ("that", "to"):
        return "p:" + connector
    if form == "ing" and tree.child(t, "nsubj") is None:
        return "ing"
    if form == "infinitive" and not finite and connector != "that" and tree.child(t, "nsubj") is None:
        return "bare"
    return "that"


def nominal_slots(tree: Tree, h: int, dep: str, connector: str) -> tuple[str, ...]:
    """Return the slots that a nominal may fill under the word above it, likeliest first."""
    if dep == "compound":
        return ("compound",)
    if connector and dep.startswith(("obl", "nmod")):
        return ("p:" + connector,)
    if dep == "obj":
        return ("obj",)
    if dep == "nsubj:pass":
        return ("obj",)
    if dep == "nsubj":
        return ("mod",) if tree.pos[h] == "ADJ" or tree.child(h, "cop") is not None else ("subj",)
    return ()
