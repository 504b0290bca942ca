"""What is inserted in a clause and attributes it: "police said", "according to", "in their view", "as he put it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.extraction.reporting import attribution_words, reliability
from kgraph.extraction.sources import Report, Sources
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from kgraph.extraction.trees import Tree

_CLAUSES = frozenset({"ccomp", "csubj", "csubj:pass", "csubj:outer"})
_CLAUSAL = frozenset({"ROOT", "root", "ccomp", "parataxis", "advcl", "acl:relcl", "conj", "csubj"})
_TOP = frozenset({"ROOT", "root", "ccomp", "parataxis"})
_BREAKS = frozenset({",", "-", "–", "—", "--", "”", '"', "''", "’", ";", "("})
_TAKING_UP = frozenset({"what", "how", "why"})
_FINITE = frozenset({"past", "present"})
_LONG = 12


class Insertions:
    """Finds one article's insertions.

    Attributes:
        of: Reports, by the head of the clause that they attribute.
        host: That head, by the head of the inserted words.
        tail: Where a sentence ends in words that attribute all of it: by its first token, their first token and the
            report.
    """

    def __init__(self, tree: Tree, sources: Sources) -> None:
        self._tree, self._sources = tree, sources
        self.of: dict[int, list[Report]] = {}
        self.host: dict[int, int] = {}
        self.tail: dict[int, tuple[int, Report]] = {}
        self._views = attribution_words()["view"]
        for i in range(len(tree)):
            self._read(i)

    def _read(self, i: int) -> None:
        tree = self._tree
        if tree.lower[i] == "according" and i + 1 < len(tree) and tree.lower[i + 1] == "to":
            self._according(i)
        elif tree.lemma[i] in self._views and tree.connector(i) == "in":
            owner = self._sources.phrases.owner(i)
            if owner is not None:
                self._add(i, i, i, Report(owner, i, self._views[tree.lemma[i]]))
        elif tree.pos[i] in ("VERB", "AUX") and self._is_inserted(i):
            sure = reliability(tree, i, "say", "think", "find")
            source = self._sources.of_verb(i)
            if sure is None:
                return
            first = tree.first[i]
            if self._ends(i, tree.last[i]) and any(
                tree.pos[k] in ("VERB", "AUX") for k in range(first, self._start(i))
            ):
                self.tail[first] = (self._start(i), Report(source, i, sure))
            else:
                self._add(i, i, i, Report(source, i, sure))

    def _according(self, i: int) -> None:
        """Read "according to the police", wherever the parser hung it."""
        tree = self._tree
        head = tree.head[i]
        if head <= i:
            head = next((c for c in tree.children[i] if tree.dep[c] in ("obl", "obj", "nmod")), -1)
        if head >= 0:
            self._add(i if tree.head[i] < i else head, head, i, Report(self._sources.of_phrase(head), i, 0.95))

    def _is_inserted(self, v: int) -> bool:
        """Return whether a verb of speech has no clause of its own and stands behind a comma: "..., police said"."""
        tree = self._tree
        if reliability(tree, v, "say", "think", "find") is None or not (
            tree.form(v) in _FINITE or tree.form(v) == "participle"
        ):
            return False
        if any(
            c > v and (tree.dep[c] in _CLAUSES or (tree.dep[c] == "xcomp" and tree.form(c) != ""))
            for c in tree.children[v]
        ):
            return False
        if any(tree.dep[c] == "mark" and tree.lower[c] == "as" for c in tree.children[v]):
            return tree.dep[v] == "advcl"
        if tree.child(v, "mark", "cc") is not None:
            return False
        if any(c < v and tree.lower[c] in _TAKING_UP | words_of("pronoun.relative") for c in tree.children[v]):
            return False
        start = self._start(v)
        heard = reliability(tree, v, "tell") is not None
        if any(tree.dep[c] == "obj" and c > v and not heard for c in tree.children[v]) and start != v:
            return False
        return (
            start > 0
            and tree.lower[start - 1] in _BREAKS - {";"}
            and not any(tree.dep[c] == "parataxis" and c > v for c in tree.children[v])
        )

    def _start(self, v: int) -> int:
        """Return the first word of an insertion: of its subject, or the verb itself."""
        tree = self._tree
        first = v
        for c in tree.children[v]:
            if c < v and tree.dep[c].startswith(("nsubj", "aux")):
                # A clause that the parser hung on the subject is not part of it.
                first = min(first, self._phrase_start(c))
        return first

    def _phrase_start(self, head: int) -> int:
        tree, i = self._tree, head
        while i > 0 and tree.lower[i - 1] not in _BREAKS and tree.first[i] < i and head - i < _LONG:
            i -= 1
        return i

    def _ends(self, v: int, end: int) -> bool:
        """Return whether nothing but adjuncts stands between a verb and the end of its sentence."""
        tree = self._tree
        return not any(tree.pos[k] in ("VERB", "AUX") and tree.form(k) in _FINITE for k in range(v + 1, end))

    def _add(self, outer: int, inner: int, at: int, report: Report) -> None:
        host = self._clause(outer, at)
        if host not in (outer, inner):
            self.of.setdefault(host, []).append(report)
            self.host[inner] = host

    def _clause(self, i: int, at: int) -> int:
        """Return the head of the clause that an insertion attributes: at either end of a sentence, all of it."""
        tree = self._tree
        if not any(tree.pos[k] in ("VERB", "AUX") for k in range(tree.first[at], at)):
            behind = self._verb_behind(at)
            if behind is not None:
                return behind
        stops = _TOP if self._at_edge(at, tree.first[at], tree.last[at]) else _CLAUSAL
        x = tree.head[i]
        while tree.head[x] != x and tree.dep[x] not in stops:
            x = tree.head[x]
        return x

    def _verb_behind(self, at: int) -> int | None:
        """Return the verb whose subject an insertion follows: "Russia, analysts say, has given up"."""
        tree = self._tree
        end = tree.last[at]
        comma = next((k for k in range(at + 1, min(end, at + _LONG)) if tree.lower[k] in _BREAKS), None)
        if comma is None or tree.pos[at] not in ("VERB", "AUX"):
            return None
        found = next((k for k in range(comma + 1, end) if tree.pos[k] == "VERB" and tree.dep[k] != "amod"), None)
        while found is not None and found < tree.head[found] < end and tree.dep[found] not in _TOP:
            found = tree.head[found]
        return found

    def _at_edge(self, at: int, start: int, end: int) -> bool:
        """Return whether no verb stands between an insertion and the beginning or the end of its sentence."""
        tree = self._tree
        before = any(tree.pos[k] in ("VERB", "AUX") for k in range(start, at))
        after = any(tree.pos[k] in ("VERB", "AUX") and tree.form(k) in _FINITE for k in range(at + 1, end))
        return not (before and after)
