"""Which words report which: clauses of speech and belief, what is inserted ("officials say"), "according to"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgraph.extraction.reporting import attribution_words
from kgraph.extraction.sources import Source, Sources
from kgraph.extraction.trees import Tree

_CLAUSES = frozenset({"ccomp", "csubj", "csubj:pass", "csubj:outer", "ccomp:outer"})
_PHRASES = frozenset({"obl", "nmod", "advcl", "acl", "obl:arg"})
_CLAUSAL = frozenset({"ROOT", "root", "ccomp", "parataxis", "advcl", "acl:relcl", "conj", "csubj"})
_TOP = frozenset({"ROOT", "root", "ccomp", "parataxis"})
_COMMAS = frozenset({",", "-", "–", "—", "--", "”", '"', "''", "’", ";"})
_SELF = frozenset({"claim", "deny", "profess", "purport", "admit", "confess", "maintain", "allege"})


@dataclass(frozen=True, slots=True)
class Report:
    """Who reports, by which word."""

    source: Source
    cue: int
    confidence: float


class Reports:
    """Reads one article's words of speech.

    Attributes:
        inserted: Reports that stand inside or beside the clause that they attribute, by the head of that clause.
        host: That head, by the reporting word.
    """

    def __init__(self, tree: Tree, sources: Sources, number: Sequence[int]) -> None:
        self._tree, self._sources, self._number = tree, sources, number
        self._words = attribution_words()
        self.inserted: dict[int, list[Report]] = {}
        self.host: dict[int, int] = {}
        for i in range(len(tree)):
            self._insert(i)

    # --- what a word says of the one below it

    def of(self, t: int, h: int) -> Report | None:
        """Return who reports `t` by the word `h` that it hangs on, if that word reports."""
        tree = self._tree
        lemmas = self._lemmas(h)
        if tree.pos[h] in ("NOUN", "PROPN") and tree.child(h, "cop") is None:
            return self._noun(t, h, lemmas) or self._object_of_charge(t, h)
        sure = self._slot(t, h, lemmas)
        if sure is None:
            return None
        source = self._sources.of_verb(h)
        if "find" in self._kinds(lemmas) and not self._kinds(lemmas) & {"say", "think"} and not self._speaking(source):
            return None
        return Report(source, h, sure)

    def _lemmas(self, h: int) -> tuple[str, ...]:
        tree = self._tree
        pairs = [f"{tree.lemma[h]}_{tree.lower[c]}" for c in tree.children[h] if tree.dep[c] in ("compound:prt", "obl", "obj", "mark", "case", "advmod")]
        pairs += [f"{tree.lemma[h]}_{tree.connector(c)}" for c in tree.children[h] if tree.dep[c] == "obl"]
        return (tree.lemma[h], *pairs)

    def _kinds(self, lemmas: tuple[str, ...]) -> set[str]:
        return {k for k in ("say", "think", "find", "charge", "deny", "urge", "call", "event") if any(w in self._words[k] for w in lemmas)}

    def _sure(self, lemmas: tuple[str, ...], *kinds: str) -> float | None:
        return next((self._words[k][w] for k in kinds for w in lemmas if w in self._words[k]), None)

    def _slot(self, t: int, h: int, lemmas: tuple[str, ...]) -> float | None:
        """Return how surely a verb's dependent is what its subject claims; None if it is not."""
        tree, dep, connector = self._tree, self._tree.dep[t], self._tree.connector(t)
        if dep in _CLAUSES:
            return self._sure(lemmas, "say", "think", "find", "charge", "deny", "urge")
        if dep == "xcomp":
            if self._sources.passive(h):
                return self._sure(lemmas, "say", "think", "charge")
            return self._sure(lemmas, "urge") or (self._sure(lemmas, "say") if tree.form(t) and connector != "as" else None)
        if dep in _PHRASES or dep.startswith("advcl"):
            return self._phrase_slot(h, connector, lemmas)
        if dep == "obj" or (dep == "nsubj:pass" and self._sources.passive(h)):
            return self._sure(lemmas, "deny", "event") if tree.pos[t] == "NOUN" else None
        if dep == "parataxis" or (dep == "dep" and tree.form(t)):
            return self._sure(lemmas, "say", "think") if self._beside(t, h) else None
        return None

    def _phrase_slot(self, h: int, connector: str, lemmas: tuple[str, ...]) -> float | None:
        if connector in ("of", "with", "for"):
            return self._sure(lemmas, "charge") or (self._sure(lemmas, "call") if connector == "for" else None)
        return None

    def _beside(self, t: int, h: int) -> bool:
        """Return whether a clause without conjunction is what the verb says: "Kerry said: Russia must go"."""
        tree = self._tree
        if tree.child(h, *_CLAUSES) is not None or tree.child(t, "mark", "cc") is not None:
            return False
        first, last = tree.subtree(t)
        if t > h:
            return first > 0 and tree.lower[first - 1] in (":", ",", "“", '"') and first - h <= 12
        return last <= h

    def _object_of_charge(self, t: int, h: int) -> Report | None:
        """Return who charges where the parser hung "of bombing" on the one who is charged."""
        tree = self._tree
        v = tree.head[h]
        if tree.connector(t) != "of" or t < h or tree.dep[h] not in ("obj", "nsubj:pass") or tree.dep[t] not in ("nmod", "acl", "obl", "advcl"):
            return None
        sure = self._words["charge"].get(tree.lemma[v])
        return Report(self._sources.of_verb(v), v, 0.8 * sure) if sure is not None else None

    def _noun(self, t: int, h: int, lemmas: tuple[str, ...]) -> Report | None:
        """Read the content of a claim: "the claim that", "accusations of spying", "reports of clashes"."""
        tree, dep, connector = self._tree, self._tree.dep[t], self._tree.connector(t)
        sure = self._sure(lemmas, "claim")
        if sure is None or t < h:
            return None
        clause = dep in ("acl", "ccomp", "xcomp", "csubj") or (dep.startswith("acl") and connector == "that")
        if not clause and not (dep in ("nmod", "advcl", "obl") and connector in ("of", "about")):
            return None
        source = self._owner(h)
        if source is None:
            finite = clause and (connector == "that" or tree.form(t) in ("past", "present"))
            return Report(Source(None, h, h + 1, 0.5), h, 0.6 * sure) if finite else None
        return Report(source, h, sure)

    def _owner(self, noun: int) -> Source | None:
        tree = self._tree
        owner = self._sources.owner(noun)
        if owner is not None:
            return owner
        v = tree.head[noun]
        if tree.dep[noun] == "obj" and tree.lemma[v] in self._words["voice"]:
            return self._sources.of_verb(v)
        return None

    def _speaking(self, source: Source) -> bool:
        return source.mention is not None and source.mention.entity.type != "Place" and (
            source.mention.kind != "nominal" or self._sources.speaks(source.mention.root)
        )

    # --- what is inserted

    def _insert(self, i: int) -> None:
        tree = self._tree
        if tree.lower[i] in self._words["according"] and i + 1 < len(tree):
            self._according(i)
        elif tree.lemma[i] in self._words["view"] and tree.connector(i) == "in":
            owner = self._sources.owner(i)
            if owner is not None:
                self._add(i, i, Report(owner, i, self._words["view"][tree.lemma[i]]), i)
        elif tree.pos[i] in ("VERB", "AUX") and self._is_inserted(i):
            sure = self._sure(self._lemmas(i), "say", "think", "find")
            source = self._sources.of_verb(i)
            if sure is not None and (source.mention is not None or self._sources.passive(i)):
                self._add(i, i, Report(source, i, sure), i)

    def _according(self, i: int) -> None:
        """Read "according to the police", wherever the parser hung it."""
        tree = self._tree
        if tree.lower[i + 1] != "to" and tree.lower[i] == "according":
            return
        head = tree.head[i]
        if head <= i:
            head = next((c for c in tree.children[i] if tree.dep[c] in ("obl", "obj", "nmod")), -1)
        if head < 0:
            return
        source = self._sources.of_phrase(head)
        self._add(i if tree.head[i] < i else head, head, Report(source, i, 0.95), i)

    def _is_inserted(self, v: int) -> bool:
        """Return whether a verb of speech has no clause of its own and stands behind a comma: "..., police said"."""
        tree = self._tree
        if self._sure(self._lemmas(v), "say", "think", "find") is None or tree.form(v) not in ("past", "present", "participle"):
            return False
        if any(tree.dep[c] in _CLAUSES or tree.dep[c] == "xcomp" and tree.form(c) for c in tree.children[v]):
            return False
        if any(tree.dep[c] == "mark" and tree.lower[c] == "as" for c in tree.children[v]):
            return tree.dep[v] == "advcl"
        if tree.head[v] == v or tree.child(v, "mark", "cc") is not None:
            return False
        start = min([v, *(tree.subtree(c)[0] for c in tree.children[v] if tree.dep[c].startswith(("nsubj", "aux")))])
        if tree.child(v, "obj") is not None and not start == v:
            return False
        return start > 0 and tree.lower[start - 1] in _COMMAS and not any(tree.dep[c] == "parataxis" and c > v for c in tree.children[v])

    def _add(self, outer: int, inner: int, report: Report, at: int) -> None:
        host = self._host(outer, at)
        if host in (outer, inner):
            return
        self.inserted.setdefault(host, []).append(report)
        self.host[inner] = host

    def _host(self, i: int, at: int) -> int:
        """Return the head of the clause that an insertion attributes: at either end of a sentence, all of it."""
        tree = self._tree
        sentence = tree.doc[at].sent
        whole = self._at_edge(at, sentence.start, sentence.end)
        x = tree.head[i]
        while tree.head[x] != x and tree.dep[x] not in (_TOP if whole else _CLAUSAL):
            x = tree.head[x]
        return x

    def _at_edge(self, at: int, start: int, end: int) -> bool:
        """Return whether no verb stands between an insertion and the beginning or the end of its sentence."""
        tree = self._tree
        before = any(tree.pos[k] in ("VERB", "AUX") for k in range(start, at))
        after = any(tree.pos[k] in ("VERB", "AUX") and tree.form(k) in ("past", "present") for k in range(at + 1, end))
        return not (before and after)
