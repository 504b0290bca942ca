"""What speaks for and against two mentions of a sentence being the two sides of an event, as names of features."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kgraph.extraction.pairtriggers import NO_SLOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kgraph.extraction.attribution import AttributionReader
    from kgraph.extraction.document import Document
    from kgraph.extraction.pairtriggers import Cue, Cues
    from kgraph.extraction.types import Candidate, DocMention, MentionIndex

Side = Literal["a", "b"]
Whose = Literal["none", "own", "other"]
_MANY = 3
_OFTEN = 4
_FAR = 8
_NEGATIONS = frozenset({"not", "n't", "n’t", "no", "never"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence: its mentions, their heads in order, the tokens that may tell of events, what is stated of it."""

    mentions: Sequence[DocMention]
    roots: Sequence[int]
    words: Sequence[int]
    stated: Mapping[tuple[str, str], set[str]]


class PairFeatures:
    """Names what bears on a pair, in parts: of the cue alone, of each side with the cue, of both sides.

    Args:
        document: The article.
        cues: Its cues.
        attribution: Says whose claims its predicates are.
        found: What was stated already.
    """

    def __init__(
        self, document: Document, cues: Cues, attribution: AttributionReader, found: Iterable[Candidate]
    ) -> None:
        self._tree, self._clauses, self._paths = document.tree, document.clauses, document.paths
        self._cues, self._attribution = cues, attribution
        self._counts = Counter(m.entity.id for m in document.index)
        self._nested = _nested(document.index)
        self._at: dict[int, list[Candidate]] = defaultdict(list)
        self._known: set[tuple[str, str]] = set()
        for c in found:
            if c.event is not None:
                self._at[c.anchor].append(c)
            if c.object is not None:
                self._known.add((c.subject.entity.id, c.object.entity.id))

    def fired(self, cue: Cue) -> list[Candidate]:
        """Return what was stated of a cue's event at its word."""
        return [c for c in self._at.get(cue.token, ()) if c.event == cue.event]

    def of_cue(self, cue: Cue) -> list[str]:
        """Return what the word itself is."""
        tree, t, event = self._tree, cue.token, cue.event
        fired = self.fired(cue)
        aim = "none" if not fired else "some" if any(c.object is not None for c in fired) else "nobody"
        found = [
            "bias", f"event|{event}", f"fits|{cue.fits}", f"fits|{cue.fits}|{event}", f"pos|{cue.pos}",
            f"rank|{min(cue.rank, _OFTEN)}", f"lemma|{tree.lemma[t]}", f"lemma|{tree.lemma[t]}|{event}",
            f"fired|{aim}", f"fired|{aim}|{event}", f"up|{tree.dep[t]}", f"up|{tree.dep[t]}|{tree.lemma[tree.head[t]]}",
        ]  # fmt: skip
        if not fired and self._at.get(t):
            found.append("fired|other")
        if any(tree.lower[c] in _NEGATIONS for c in tree.children[t]):
            found.append(f"not|{event}")
        return found

    def of_side(self, side: Side, mention: DocMention, cue: Cue) -> list[str]:
        """Return what bears on a mention being one side of an event: ``a`` who acts, ``b`` who is acted on."""
        return [
            *self.of_mention(side, mention), *self.of_place(side, mention, cue), *self.of_kind(side, mention, cue),
            *self.of_part(side, mention, cue),
        ]  # fmt: skip

    def of_mention(self, side: Side, mention: DocMention) -> list[str]:
        """Return what bears on a side whatever the word."""
        entity, dep = mention.entity, self._paths.label(mention.root)
        head = self._tree.lemma[self._tree.head[mention.root]]
        found = [
            f"{side}.type|{entity.type}", f"{side}.kind|{mention.kind}", f"{side}.dep|{dep}", f"{side}.head|{head}",
            f"{side}.count|{min(self._counts[entity.id], _OFTEN)}",
        ]  # fmt: skip
        if mention.start in self._nested:
            found.append(f"{side}.nested")
        return found

    def of_place(self, side: Side, mention: DocMention, cue: Cue) -> list[str]:
        """Return how a side stands to the word, whatever it tells of."""
        full, coarse = self._paths.between(mention.root, cue.token)
        steps = min(self._paths.steps(mention.root, cue.token), _FAR)
        return [
            f"{side}.path|{full}", f"{side}.way|{coarse}", f"{side}.path|{cue.pos}|{full}", f"{side}.steps|{steps}",
        ]  # fmt: skip

    def of_kind(self, side: Side, mention: DocMention, cue: Cue) -> list[str]:
        """Return what bears on such a one being a side of such an event."""
        tree, event, entity = self._tree, cue.event, mention.entity
        found = [
            f"{side}.type|{event}|{entity.type}", f"{side}.head|{event}|{tree.lemma[tree.head[mention.root]]}",
            f"{side}.sector|{event}|{entity.sector}",
        ]  # fmt: skip
        if fired := self.fired(cue):
            found.append(f"{side}.fired|{_part(side, entity.id, fired)}")
        return found

    def of_part(self, side: Side, mention: DocMention, cue: Cue) -> list[str]:
        """Return what bears on the side's part in the event: the slot that it fills, and whether it says so itself."""
        slot = self._cues.roles(cue).get(mention.entity.id, NO_SLOT)
        source = self._source(mention.entity.id, cue)
        return [*of_slot(side, slot, cue.event, cue.pos, passive=self.passive(cue)), of_source(side, source, cue.event)]

    def passive(self, cue: Cue) -> bool:
        """Return whether a cue is a verb in the passive."""
        return self._clauses.passive(cue.token)

    def _source(self, entity: str, cue: Cue) -> Whose:
        """Return whether the event is the claim of an entity."""
        said = self._attribution.at(cue.token)
        if said is None or said.source is None:
            return "none"
        return "own" if said.source.entity.id == entity else "other"

    def of_pair(self, a: DocMention, b: DocMention, cue: Cue, passage: Passage) -> list[str]:
        """Return what bears on the two together."""
        event, t, roles = cue.event, cue.token, self._cues.roles(cue)
        slots = f"{roles.get(a.entity.id, NO_SLOT)}|{roles.get(b.entity.id, NO_SLOT)}"
        ways = f"{self._paths.between(a.root, t)[1]}|{self._paths.between(b.root, t)[1]}"
        order = "".join(x for _, x in sorted(((a.root, "a"), (b.root, "b"), (t, "t"))))
        types = f"{a.entity.type}|{b.entity.type}"
        same = a.entity.country is not None and a.entity.country == b.entity.country
        ends = (a.entity.id, b.entity.id)
        low, high = sorted((a.root, b.root))
        between = _between(passage.roots, low, high)
        words = _between(passage.words, *sorted((t, b.root)))
        found = [
            f"slots|{slots}", f"slots|{cue.pos}|{slots}", f"ways|{ways}", f"order|{cue.pos}|{order}", f"types|{types}",
            f"types|{event}|{types}", f"same|{same}", f"same|{event}|{same}", f"between|{min(between, _MANY)}",
            f"words|{min(words, _FAR)}", f"mentions|{min(len(passage.mentions), 6)}", f"known|{ends in self._known}",
            f"stated|{_stated(passage.stated.get(ends), event)}",
            f"reverse|{_stated(passage.stated.get((ends[1], ends[0])), event)}",
        ]  # fmt: skip
        if fired := self.fired(cue):
            acts = any(c.subject.entity.id == ends[0] for c in fired)
            found.append(f"completes|{acts}|{all(c.object is None for c in fired)}")
        return found


def of_slot(side: Side, slot: str, event: str, pos: str, *, passive: bool) -> list[str]:
    """Return what bears on a side that fills a slot of a word."""
    found = [f"{side}.slot|{slot}", f"{side}.slot|{pos}|{slot}", f"{side}.slot|{event}|{slot}"]
    return [*found, f"{side}.passive|{slot}"] if passive else found


def of_source(side: Side, whose: Whose, event: str) -> str:
    """Return what bears on a side because of whose claim the event is."""
    return f"{side}.source|{event}|{whose}"


def _part(side: Side, entity: str, fired: Iterable[Candidate]) -> str:
    """Return whether frames gave an entity the same part in an event, the other one, or none."""
    subjects = {c.subject.entity.id for c in fired}
    objects = {c.object.entity.id for c in fired if c.object is not None}
    own, other = (subjects, objects) if side == "a" else (objects, subjects)
    return "own" if entity in own else "other" if entity in other else "none"


def _between(numbers: Sequence[int], low: int, high: int) -> int:
    """Return how many of some numbers in order lie between two."""
    return max(0, bisect_left(numbers, high) - bisect_right(numbers, low))


def _stated(events: set[str] | None, event: str) -> str:
    return "no" if not events else "same" if event in events else "other"


def _nested(index: MentionIndex) -> set[int]:
    """Return where mentions begin that are part of a longer one."""
    longest: dict[int, int] = {}
    for m in index:
        for i in range(m.start, m.end):
            longest[i] = max(longest.get(i, 0), m.end - m.start)
    return {m.start for m in index if longest[m.start] > m.end - m.start}
