"""What an event is about: PLOVER's contexts, by the trigger, the words beside it, the relation and who acts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kgraph.errors import KnowledgeError
from kgraph.lexicon import load_relations
from kgraph.lexicon.plover import load_plover
from kgraph.resources import data_lines, lexicon_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kgraph.extraction.trees import Tree
    from kgraph.extraction.types import Candidate, MentionIndex
    from kgraph.model import Entity

FILE = "contexts.tsv"
_KINDS = frozenset({"word", "always", "acting", "else", "abroad", "home"})
_NOMINAL = frozenset({"NOUN", "ADJ", "PROPN"})
_APART = frozenset({"nsubj", "nsubj:pass", "acl:relcl", "advcl", "conj", "parataxis", "csubj", "appos", "dislocated"})
_CARRIED = frozenset({"obj", "nsubj:pass", "nsubj", "obl", "xcomp"})
_CHARGES = frozenset({"of", "for", "from", "over", "about", "into", "against"})
_BESIDE = frozenset({"obl", "obj", "nmod"})
_NAMED = frozenset({"Person", "Country", "Place"})
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class ContextWords:
    """By kind of evidence, the contexts that a word, relation, event or sector speaks for."""

    by_kind: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def of(self, kind: str, *names: str) -> Iterator[str]:
        """Yield the contexts that any of the names speaks for by one kind of evidence."""
        known = self.by_kind.get(kind, {})
        for name in names:
            yield from known.get(name, ())


@lru_cache(maxsize=1)
def context_words() -> ContextWords:
    """Read ``contexts.tsv``.

    Raises:
        KnowledgeError: If a line is not ``kind<TAB>context<TAB>words``, or PLOVER has no such context.

    >>> list(context_words().of("word", "uranium"))
    ['cbrn']
    """
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for number, line in data_lines(lexicon_dir() / FILE, "kind\t"):
        kind, context, words = line.split("\t") if line.count("\t") == 2 else ("", "", "")
        if kind not in _KINDS or context not in load_plover().contexts or not words.strip():
            raise KnowledgeError(f"{FILE}, line {number}: a kind, a context of PLOVER and words are wanted")
        for word in words.split():
            name = word.replace("_", " ")
            found[kind][name] = (*found[kind].get(name, ()), context)
    return ContextWords(found)


class ContextReader:
    """Says what the events of one article are about.

    Args:
        tree: The document's trees.
        index: Its mentions: the names of bodies may tell what is done, but not those of people, places and old wars.
    """

    def __init__(self, tree: Tree, index: MentionIndex) -> None:
        self._tree, self._words = tree, context_words()
        named = (m for m in index if m.entity.type in _NAMED or m.tag == "EVENT")
        self._names = {i for m in named for i in range(m.start, m.end)}

    def contexts(self, c: Candidate, subject: Entity, target: Entity | None) -> tuple[str, ...]:
        """Return the contexts of an event, the surest first.

        Args:
            c: The candidate.
            subject: Who acts, with the sector they act in.
            target: Likewise whom it concerns.
        """
        if c.event is None:
            return ()
        names = (*([f"{c.event} {c.mode}"] if c.mode else ()), *load_relations().chain(c.predicate), c.event)
        found = [*c.contexts, *self._words.of("always", *names)]
        if subject.sector:
            found += self._words.of("acting", subject.sector)
        if not found:
            found += next(filter(None, (tuple(self._words.of("else", name)) for name in names)), ())
        found += self._said(self._near(c))
        if _abroad(subject, target) if target is not None else not found and subject.type == "Country":
            found += self._words.of("abroad", c.event)
        if not found:
            found += self._said(range(self._tree.first[c.anchor], self._tree.last[c.anchor]))
        if not found and (target is None or target.country == subject.country):
            found += self._words.of("home", *(e.sector for e in (subject, target) if e is not None and e.sector))
        return tuple(dict.fromkeys(found))

    def _said(self, tokens: Iterable[int]) -> Iterator[str]:
        """Yield the contexts that words speak for; those of a phrase speak together: "tear gas" is no gas."""
        tree = self._tree
        words = sorted(set(tokens) - self._names)
        at = 0
        while at < len(words):
            for length in range(min(_LONGEST, len(words) - at), 0, -1):
                first, last = words[at], words[at + length - 1]
                if last - first != length - 1 or tree.pos[last] not in _NOMINAL:
                    continue
                before = tree.lower[first:last]
                phrases = {" ".join((*before, end)) for end in (tree.lemma[last], tree.lower[last])}
                found = [*self._words.of("word", *sorted(phrases))]
                if found:
                    yield from found
                    at += length - 1
                    break
            at += 1

    def _near(self, c: Candidate) -> set[int]:
        """Return the words of a trigger, of what is given, asked or said, of what belongs to it, and of the parties."""
        parties = (c.subject,) if c.object is None else (c.subject, c.object)
        spans = [c.trigger, *((m.start, m.end) for m in parties), *([c.theme] if c.theme is not None else ())]
        return {*self._around(c.anchor), *(i for span in spans for i in range(*span))}

    def _around(self, anchor: int) -> Iterator[int]:
        """Yield all under a trigger but its subject and other clauses; of a noun, also what stands beside it."""
        tree = self._tree
        yield from self._under(anchor)
        head = tree.head[anchor]
        if tree.pos[anchor] != "VERB" and tree.dep[anchor] in _CARRIED and head != anchor:
            for c in tree.children[head]:
                if c > anchor and tree.dep[c] in _BESIDE:
                    yield from self._under(c)

    def _under(self, top: int) -> Iterator[int]:
        left = [top]
        while left:
            token = left.pop()
            yield token
            left += (c for c in self._tree.children[token] if self._tree.dep[c] not in _APART or self._charge(c))

    def _charge(self, clause: int) -> bool:
        """Return whether a clause says what somebody is accused of, blamed for, kept from: "of rigging a vote"."""
        tree = self._tree
        marks = (c for c in tree.children[clause] if tree.dep[c] in ("mark", "case"))
        return tree.dep[clause] == "advcl" and any(tree.lower[c] in _CHARGES for c in marks)


def _abroad(one: Entity, other: Entity) -> bool:
    return bool(one.country and other.country) and one.country != other.country
