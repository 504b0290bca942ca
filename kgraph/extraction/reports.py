"""Which words report what hangs on them: clauses of speech and belief, accusations, claims and their content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.extraction.misparses import Misparses
from kgraph.extraction.reporting import reliability
from kgraph.extraction.sourcephrases import Source
from kgraph.extraction.sources import Report, Sources
from kgraph.extraction.trees import features

if TYPE_CHECKING:
    from kgraph.extraction.trees import Tree

_CLAUSES = frozenset({"ccomp", "csubj", "csubj:pass", "csubj:outer", "ccomp:outer"})
_OBJECTS = frozenset({"obj", "obl", "obl:unmarked", "nsubj:pass"})
_REASONS = frozenset({"because", "unless", "so", "if", "lest"})
_WH = frozenset({"how", "why", "what", "where", "when", "who", "which", "whether"})
_ON_OBJECT = frozenset({"obj", "nsubj:pass", "obl"})
_PERSONAL = ("say", "think", "wish", "urge", "vow", "topic", "deny", "passive")
_CHARGES = (("charge", "of"), ("charge_with", "with"), ("charge_for", "for"), ("judge", "for"))


class Reports:
    """Reads what one article's words of speech and claims report."""

    def __init__(self, tree: Tree, sources: Sources) -> None:
        self._tree, self._sources = tree, sources
        self._misparses = Misparses(tree, sources)

    def of(self, t: int, h: int) -> Report | None:
        """Return who reports `t` by the word `h` that it hangs on, if that word reports."""
        return self._misparses.first(t, h) or self._plain(t, h) or self._misparses.of(t, h)

    def _plain(self, t: int, h: int) -> Report | None:
        tree = self._tree
        if tree.pos[h] in ("NOUN", "PROPN") and tree.child(h, "cop") is None:
            return self._of_claim(t, h) or self._charged(t, h, tree.head[h])
        if tree.dep[t] == "conj":
            return None
        charged = self._charged(t, h, h)
        if charged is not None:
            return charged
        sure = self._claimed(t, h)
        wide = sure is not None
        if sure is None:
            sure = self._wanted(t, h)
        if sure is None:
            return None
        source = self._sources.of_verb(h)
        # Things merely show: "the move suggests that".
        if reliability(tree, h, *_PERSONAL) is None and not self._sources.phrases.can_tell(source):
            return None
        return Report(source, h, sure, wide)

    def _claimed(self, t: int, h: int) -> float | None:
        """Return how surely a verb's dependent is what its subject says is so; None if it is not."""
        tree, dep = self._tree, self._tree.dep[t]
        if dep in _CLAUSES or (dep == "advcl:relcl" and tree.connector(t) == "that"):
            return reliability(tree, h, "say", "think", "wish", "find", "deny")
        if dep == "xcomp":
            if self._sources.passive(h):
                return reliability(tree, h, "passive")
            return reliability(tree, h, "self") if not self._hears(h) else None
        if tree.lower[t] in _WH and t > h and (dep in _OBJECTS or dep == "advmod"):
            # "Explained why Kiev withdrew": the clause hangs on the question word.
            return reliability(tree, h, "say", "think", "find", "urge")
        if self._told_of(t, h):
            return reliability(tree, h, "event", "topic")
        if (dep == "obj" and t > h) or (dep == "nsubj:pass" and self._sources.passive(h)):
            return reliability(tree, h, "event") if self._is_event(t) else None
        if dep == "advcl":
            return reliability(tree, h, "say", "think") if self._because(t, h) else None
        if dep == "parataxis" or (dep == "dep" and tree.form(t)):
            return reliability(tree, h, "say", "think") if self._loose(t, h) else None
        return None

    def _wanted(self, t: int, h: int) -> float | None:
        """Return how surely a verb's dependent is what its subject wants, regrets or announces; None if it is not."""
        tree, dep = self._tree, self._tree.dep[t]
        passive = self._sources.passive(h)
        if dep in _CLAUSES:
            return reliability(tree, h, "urge")
        if dep == "xcomp" or (dep == "advcl" and tree.form(t) == "infinitive" and tree.connector(t) == "to"):
            if self._hears(h) or (passive and dep == "advcl"):
                return self._urged(h)
            return reliability(tree, h, "vow") if dep == "xcomp" and tree.form(t) and not passive else None
        if dep.startswith(("obl", "advcl", "nmod", "acl")) and tree.connector(t) == "for":
            return reliability(tree, h, *(("judge", "call") if tree.form(t) == "ing" else ("call",)))
        return None

    def _hears(self, h: int) -> bool:
        """Return whether a verb has a hearer beside its infinitive: "urged Kiev to wait", "called on Kiev to wait"."""
        return self._tree.child(h, "obj", "iobj") is not None or self._called_on(h)

    def _called_on(self, h: int) -> bool:
        tree = self._tree
        return any(
            tree.dep[c].startswith("obl") and tree.connector(c) in ("on", "upon", "to") for c in tree.children[h]
        )

    def _urged(self, h: int) -> float | None:
        sure = reliability(self._tree, h, "urge")
        return sure if sure is not None else reliability(self._tree, h, "urge_on") if self._called_on(h) else None

    def _is_event(self, t: int) -> bool:
        """Return whether an object may be what is reported, and not what is given or refused ("denied bail")."""
        tree = self._tree
        if tree.pos[t] != "NOUN":
            return False
        return tree.child(t, "det", "nmod:poss", "nmod") is not None or features(tree.doc[t]).get("Number") == "Plur"

    def _told_of(self, t: int, h: int) -> bool:
        """Return whether an object may be what a verb tells of: "cited remarks that he had made"."""
        tree = self._tree
        if t < h or not (tree.dep[t] == "obj" or (tree.dep[t].startswith("obl") and tree.connector(t) == "to")):
            return False
        return any(tree.dep[c].startswith(("acl", "nmod")) for c in tree.children[t]) and self._is_event(t)

    def _because(self, t: int, h: int) -> bool:
        """Return whether an adverbial clause belongs to what is said before it: "said he left because ..."."""
        tree = self._tree
        said = next((c for c in tree.children[h] if h < c < t and tree.dep[c] in _CLAUSES), None)
        return said is not None and tree.connector(t) in _REASONS

    def _loose(self, t: int, h: int) -> bool:
        """Return whether a clause without conjunction is what the verb says: "Kerry said: Russia must go"."""
        tree = self._tree
        first, last = tree.subtree(t)
        if tree.child(h, *_CLAUSES) is not None:
            # "Officials said the raid failed; they had been warned": he who speaks goes on.
            subject = tree.child(t, "nsubj", "nsubj:pass")
            goes_on = subject is not None and tree.pos[subject] == "PRON" and ";" in tree.lower[first - 1 : first + 1]
            return goes_on and t > h
        if tree.child(t, "mark", "cc") is not None:
            return False
        if t > h:
            return first > 0 and tree.lower[first - 1] in (":", ",", "“", '"') and first - h <= 12
        return last <= h

    def _charged(self, t: int, h: int, v: int) -> Report | None:
        """Return who charges somebody with what follows "of", also where it hangs on the one who is charged."""
        tree = self._tree
        if tree.pos[v] != "VERB" or t < v or (h != v and tree.dep[h] not in _ON_OBJECT):
            return None
        for kind, link in _CHARGES:
            sure = reliability(tree, v, kind)
            if (
                sure is None
                or tree.dep[t].startswith(("nsubj", "punct"))
                or (kind == "judge" and tree.form(t) != "ing" and not self._deed(t))
            ):
                continue
            misnamed = h == v and tree.dep[t] in ("xcomp", "advcl", "obl") and self._between(v, t, link)
            if tree.connector(t) == link or misnamed:
                return Report(self._sources.of_verb(v), v, sure if h == v else 0.8 * sure, kind != "judge")
        return None

    def _deed(self, t: int) -> bool:
        """Return whether a noun says what somebody does: "for his support of the war"."""
        tree = self._tree
        own = tree.pos[t] == "NOUN" and tree.child(t, "nmod:poss") is not None
        return own and not self._sources.phrases.is_person(t)

    def _between(self, v: int, t: int, link: str) -> bool:
        return link in self._tree.lower[max(v + 1, t - 4) : t]

    def _of_claim(self, t: int, h: int) -> Report | None:
        """Read the content of a claim: "the claim that", "accusations of spying", "reports of clashes"."""
        tree, dep, connector = self._tree, self._tree.dep[t], self._tree.connector(t)
        sure = reliability(tree, h, "claim")
        if t < h:
            return None
        finite = tree.form(t) in ("past", "present") or tree.child(t, "aux", "cop", "nsubj") is not None
        clause = finite and (
            dep in ("acl", "ccomp", "csubj") or (dep == "acl:relcl" and (connector == "that" or self._complete(t)))
        )
        if tree.form(t) == "infinitive" and dep in ("acl", "xcomp", "nmod") and connector in ("to", "for"):
            sure = reliability(tree, h, "promise")
            owner = self._sources.phrases.owner(h) or self._voiced(h, clause=True)
            return Report(owner, h, sure, wide=False) if sure is not None and owner is not None else None
        if sure is None or (
            not clause and not (dep in ("nmod", "advcl", "obl", "acl") and connector in ("of", "about"))
        ):
            return None
        owner = self._sources.phrases.owner(h) or self._voiced(h, clause=clause)
        if owner is not None:
            return Report(owner, h, sure)
        return Report(Source(None, h, h + 1, 0.5), h, 0.6 * sure) if clause else None

    def _complete(self, t: int) -> bool:
        """Return whether "that" is no part of what was parsed as relative clause: "the claim that Kiev shelled it"."""
        tree = self._tree
        that = next((c for c in tree.children[t] if tree.lower[c] == "that"), None)
        return that is not None and any(c != that and tree.dep[c] == tree.dep[that] for c in tree.children[t])

    def _voiced(self, noun: int, *, clause: bool) -> Source | None:
        """Return who makes a claim by a light verb: "repeated the claim that"."""
        tree, v = self._tree, self._tree.head[noun]
        if clause and tree.dep[noun] == "obj" and reliability(tree, v, "voice") is not None:
            return self._sources.of_verb(v)
        return None
