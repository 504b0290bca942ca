"""What verbs of speech report where the parser hung it on the wrong word.

A verb like "say" takes a clause and hardly ever anything else, so what stands behind it is what is said, whatever the
relation's name; and clauses go astray in a few ways only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.extraction.reporting import attribution_words, reliability
from kgraph.extraction.sources import Report, Sources
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from kgraph.extraction.trees import Tree

_SUBJECTS = ("nsubj", "nsubj:pass", "expl", "csubj")
_CLAUSES = frozenset({"ccomp", "csubj", "csubj:pass"})
_BESIDE_VERB = frozenset({"obj", "iobj", "obl", "obl:agent", "obl:unmarked", "obl:tmod", "nmod"})
_BESIDE_NOUN = frozenset({"nsubj", "compound", "amod", "nmod"})
_SPEECH = ("say", "quote", "urge", "deny", "charge", "judge", "think", "find")


class Misparses:
    """Reads one article's verbs of speech against the grain of the parse."""

    def __init__(self, tree: Tree, sources: Sources) -> None:
        self._tree, self._sources = tree, sources

    def of(self, t: int, h: int) -> Report | None:
        """Return who reports `t` by the word `h` that it hangs on, or by the word above that."""
        tree = self._tree
        if tree.dep[t] == "conj":
            return self._joined(t, h)
        if tree.pos[h] == "VERB":
            return self._clause(t, h)
        return self._hung_on_noun(t, h) or self._mistagged(t, h)

    def first(self, t: int, h: int) -> Report | None:
        """Return who reports `t` in those cases where the plain reading of the parse would name another."""
        return self._quoted(t, h) or (self._hung_on_noun(t, h) if self._tree.dep[h] != "obj" else None)

    # --- "quoted ... as saying"

    def _quoted(self, t: int, h: int) -> Report | None:
        """Return who is quoted with what stands behind "as saying"."""
        tree = self._tree
        v = h if h in self._sources.quoting else tree.head[h] if self._sources.quoting.get(tree.head[h]) == h else None
        if v is None or t <= self._sources.quoting[v]:
            return None
        return Report(self._sources.of_verb(self._sources.quoting[v]), self._sources.quoting[v], 0.95)

    # --- clauses under other names

    def _clause(self, t: int, h: int) -> Report | None:
        """Read the clause of a verb that takes clauses where it is called something else."""
        tree, dep = self._tree, self._tree.dep[t]
        sure = reliability(tree, h, "clausal")
        if sure is None or t < h or self._sources.passive(h) or not self._may_be_clause(t, dep):
            return None
        return Report(self._sources.of_verb(h), h, sure)

    def _may_be_clause(self, t: int, dep: str) -> bool:
        tree = self._tree
        if dep == "obj":
            subject = tree.child(tree.head[t], "nsubj")
            if subject is not None and not self._sources.phrases.speaks(subject):
                return False  # "the war has added urgency to the talks"
            return tree.pos[t] in ("NOUN", "PROPN", "NUM", "ADJ", "VERB") and bool(tree.children[t])
        if dep == "xcomp":
            return tree.form(t) in ("past", "participle") and tree.connector(t) == ""
        if dep == "nsubj" and tree.pos[t] in ("NOUN", "PROPN") and tree.child(tree.head[t], "ccomp") is not None:
            # "Said his ally's plan was only “to win”": the copula's subject went to the verb of speech.
            return any(tree.dep[c] == "nsubj" and c < tree.head[t] for c in tree.children[tree.head[t]])
        if dep in ("advcl", "acl", "acl:relcl", "dep", "nsubj"):
            if any(tree.lower[c] == "when" for c in tree.children[t]):
                return False
            finite = tree.form(t) in ("past", "present") or tree.child(t, "aux") is not None
            return finite and tree.connector(t) in ("", "that") and tree.child(t, *_SUBJECTS) is not None
        return False

    def _hung_on_noun(self, t: int, h: int) -> Report | None:
        """Return who reports a clause that hangs on a noun beside the verb: "told reporters Friday that ..."."""
        tree, v = self._tree, self._tree.head[h]
        if (
            not tree.dep[t].startswith("acl")
            or tree.dep[h] not in _BESIDE_VERB
            or not v < h < t
            or tree.pos[v] != "VERB"
        ):
            return None
        sure = reliability(tree, v, "say", "think")
        if sure is None or any(c > v and tree.dep[c] in _CLAUSES for c in tree.children[v]):
            return None
        introduced = any(tree.dep[c] == "mark" and tree.lower[c] == "that" for c in tree.children[t])
        own = tree.child(t, "nsubj", "nsubj:pass")
        named = own is not None and tree.lower[own] not in words_of("pronoun.relative")
        told = named and reliability(tree, v, "tell") is not None
        return Report(self._sources.of_verb(v), v, 0.9 * sure) if introduced or told else None

    def _mistagged(self, t: int, h: int) -> Report | None:
        """Return who reports where the parser took the verb for a noun: "Canada confirms that ..."."""
        tree = self._tree
        if (
            tree.lemma[h] not in attribution_words()["say"]
            or t < h
            or not tree.dep[t].startswith(("acl", "ccomp", "advcl"))
        ):
            return None
        if tree.connector(t) not in ("", "that"):
            return None
        if tree.dep[h] == "conj" and tree.form(t) in ("past", "present"):
            return Report(self._sources.of_verb(h), h, 0.6)
        subject = tree.child(h, "nsubj")
        own = tree.head[h] == h and tree.child(t, "nsubj", "nsubj:pass") is not None
        if subject is None and (own or tree.connector(t) == "that"):
            subject = next(
                (
                    c
                    for c in tree.children[h]
                    if c < h and tree.dep[c] in _BESIDE_NOUN and self._sources.phrases.speaks(c)
                ),
                None,
            )
        return Report(self._sources.of_phrase(subject), h, 0.6) if subject is not None else None

    # --- clauses joined to the verb instead of to what is said

    def _joined(self, t: int, h: int) -> Report | None:
        tree = self._tree
        said = next(
            (c for c in tree.children[h] if h < c < t and (tree.dep[c] in _CLAUSES or self._clause(c, h))), None
        )
        sure = reliability(tree, h, "say", "think")
        if said is None or sure is None or reliability(tree, t, *_SPEECH) is not None:
            return None
        if self._parallel(t, h):
            return None
        return Report(self._sources.of_verb(h), h, 0.7 * sure)

    def _parallel(self, t: int, h: int) -> bool:
        """Return whether a second verb is on a level with the verb of speech: "said so and left"."""
        tree = self._tree
        own = tree.child(t, "aux", "aux:pass", "cop", "mark", *_SUBJECTS)
        return own is None and tree.form(t) == tree.form(h)
