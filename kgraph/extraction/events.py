"""Event statements (and verbal states) from the trigger lexicon: senses, roles, confidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.extraction.fillers import Filler
from kgraph.extraction.implicit import SalientPair
from kgraph.extraction.metonymy import as_government
from kgraph.extraction.slots import CompoundSlots, NounSlots
from kgraph.extraction.types import Candidate
from kgraph.extraction.wordlists import words_of
from kgraph.lexicon import load_relations

if TYPE_CHECKING:
    from kgraph.extraction.document import Document
    from kgraph.extraction.slots import Slots
    from kgraph.extraction.triggers import Trigger
    from kgraph.extraction.types import DocMention
    from kgraph.lexicon import Alternative

_EXTRACTORS = {
    "v": "verbs",
    "vo": "verbs",
    "n": "nouns",
    "a": "adjectives",
    "c": "compounds",
    "p": "phrases",
    "pp": "phrases",
}
_CLAUSE_PHRASES = ("against", "on", "with", "to", "into", "at", "from", "in")
_LARGEST_THEME = 9
_IMPLIED = 0.8
_EACH_OTHER = frozenset({("each", "other"), ("one", "another")})
_OF_WHAT_IS_SAID = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
_BETWEEN_TWO = frozenset({"COOPERATE", "CONSULT"})
_DEFINITE = frozenset({"the", "this", "that", "these", "such", "no", "any", "all"})
_MEANS = (
    *("suicide-attack", "drone", "aerial", "unconventional", "heavy-weapons", "explosives", "firearms", "primitive"),
    "targeted",
)
_MEANS_SLOTS = ("with", "in", "by", "using", "during")
_SAME_ROLE = frozenset({"between", "among", "of"})
_OTHER_SIDE = frozenset({"with", "to", "against"})


def find_events(document: Document) -> list[Candidate]:
    """Return the statements that the triggers of a document express, in the order of the text."""
    return _Reader(document).run()


class _Reader:
    """One document's reading."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tree, self._knowledge = document.tree, document.knowledge
        self._clauses, self._fillers, self._senses = document.clauses, document.fillers, document.senses
        self._relations = load_relations()
        self._salient = SalientPair(document.index)

    def run(self) -> list[Candidate]:
        found: list[Candidate] = []
        used: set[int] = set()
        words: list[list[Trigger]] = []
        phrases: list[list[Trigger]] = []
        for token in range(len(self._tree)):
            triggers = self._document.triggers(token)
            if triggers:
                phrases.append([t for t in triggers if len(t.used) > 1])
                words.append([t for t in triggers if len(t.used) == 1])
        # Triggers of several words first: "trade" in "trade talks" is none of its own, though it comes before "talks",
        # and neither is the "economic aid" that is halted.
        for triggers in (*phrases, *words):
            trigger, candidates = self._read(triggers, used)
            if trigger is not None:
                used.update(trigger.used)
                found += candidates
        return found

    def _read(self, triggers: Iterable[Trigger], used: set[int]) -> tuple[Trigger | None, list[Candidate]]:
        """Return which of the triggers a token is, with its statements: of those that fit, the first with an actor.

        Args:
            triggers: What the token may trigger, the most demanding first.
            used: Tokens of triggers already read.
        """
        for trigger in triggers:
            if used.intersection(trigger.used):
                continue
            if not self._document.fits(trigger):
                continue
            if trigger.sense.blocks:
                return trigger, []
            candidates = list(self._candidates(trigger))
            if trigger.sense.options.parties > 1 and all(c.object is None for c in candidates):
                continue
            if candidates:
                return trigger, candidates
        return None, []

    # ------------------------------------------------------------------ roles

    def _candidates(self, trigger: Trigger) -> Iterator[Candidate]:
        best: tuple[list[Filler], list[Filler], Alternative] | None = None
        for frame in trigger.sense.frame:
            actors, recipients, alternative = self._roles(frame, trigger)
            if not actors and not (alternative.mutual and len(recipients) > 1):
                continue
            if best is None or (recipients and not best[1]):
                best = (actors, recipients, alternative)
            if recipients:
                break
        if best is None:
            best = self._implied(trigger)
        elif not best[1]:
            best = (best[0], self._located(trigger, best[2]), best[2])
        if best is not None:
            actors, recipients, alternative = best
            theme = self._theme(alternative, trigger.slots, {f.head for f in recipients})
            place = self._place(alternative, trigger.slots)
            each_other = not recipients and self._each_other(trigger.slots)
            for actor, recipient in _pairs(actors, recipients, mutual=alternative.mutual or each_other):
                yield self._candidate(trigger, actor, recipient, theme, place)
                if each_other and recipient is not None and not alternative.mutual:
                    yield self._candidate(trigger, recipient, actor, theme, place)

    def _each_other(self, slots: Slots) -> bool:
        """Return whether those who act do it to each other ("are battling each other", "accused one another of")."""
        lower = self._tree.lower
        found = (*slots.tokens("O"), *slots.tokens("with"))
        return any((*lower[t - 1 : t + 1],) in _EACH_OTHER or (*lower[t : t + 2],) in _EACH_OTHER for t in found if t)

    def _located(self, trigger: Trigger, alternative: Alternative) -> list[Filler]:
        """Return the place of what is taken, hit or entered where the object is a thing: "heights near Sumy"."""
        tree = self._tree
        if trigger.sense.event is None or not self._relations[trigger.sense.relation].of_place:
            return []
        for slot in alternative.recipient:
            for token in trigger.slots.tokens(slot) if slot in ("O", "on", "of") else ():
                near = [
                    c
                    for c in tree.children[token]
                    if tree.dep[c].startswith("nmod") and tree.connector(c).replace("_", " ") in words_of("case.place")
                ]
                found = self._fillers.of(near, acting=False, reach=False)
                places = [f for f in found if f.mention.entity.type == "Place"]
                if places:
                    return places
        return []

    def _implied(self, trigger: Trigger) -> tuple[list[Filler], list[Filler], Alternative] | None:
        """Return the two that the article is about as those who act together, where a noun leaves it to the reader."""
        mutual = next((a for a in trigger.sense.frame if a.mutual), None)
        relation = trigger.sense.event in _BETWEEN_TWO and trigger.sense.pos == "n"
        if mutual is None or not relation or not self._left_open(trigger.token):
            return None
        pair = self._salient.before(trigger.token)
        if pair is None:
            return None
        one, other = (Filler(m, m.root, direct=False, sure=_IMPLIED * m.confidence) for m in pair)
        return [one], [other], mutual

    def _left_open(self, noun: int) -> bool:
        """Return whether a noun stands for itself and its words name nobody: no "a deal", "Japan's ties"."""
        tree = self._tree
        if tree.dep[noun] not in ("nsubj", "nsubj:pass", "obj", "obl", "conj", "nmod", "ROOT"):
            return False
        for c in tree.children[noun]:
            if tree.dep[c] == "det" and tree.lower[c] not in _DEFINITE:
                return False
            if tree.dep[c] in ("nmod:poss", "acl:relcl", "nummod") and tree.lower[c] != "their":
                return False
            if tree.dep[c] == "nmod" and self._fillers.filler(c, acting=False) is not None:
                return False
        return True

    def _roles(self, alternative: Alternative, trigger: Trigger) -> tuple[list[Filler], list[Filler], Alternative]:
        """Return who acts and on whom, and the alternative as far as it holds of them."""
        slots = trigger.slots
        actors, slot = self._role(alternative.actor, slots, acting=True)
        if not actors and trigger.sense.pos == "n":
            actors, slot = self._role(("S",), slots, acting=True)
        actors = self._joined(actors, trigger.token)
        left = tuple(s for s in alternative.recipient if not (s == slot and s in _SAME_ROLE))
        if trigger.sense.pos in ("p", "pp") and self._clauses.passive(self._tree.head[trigger.token]):
            left = tuple(s for s in left if s != "S")  # who is held at somebody's request is not who was asked
        of_place = self._relations[trigger.sense.relation].of_place
        recipients, slot = self._role(
            left, slots, acting=False, barred={f.mention.entity.id for f in actors}, of_place=of_place
        )
        if trigger.sense.event in _OF_WHAT_IS_SAID:
            # "condemned it": what somebody did or said, hardly ever the country that was named before.
            recipients = [f for f in recipients if not (f.mention.kind == "pronoun" and self._is_it(f.head))]
        if of_place:
            # Who lives in somebody's home town lives in nobody.
            recipients = [f for f in recipients if f.direct or f.mention.entity.type != "Person"]
        if not actors and slot in _OTHER_SIDE and alternative.mutual and len(recipients) > 1:
            # "Talks with Oslo and Bern": with somebody unknown, not between the two.
            met = recipients if trigger.sense.event == "CONSULT" else []
            return met, [], replace(alternative, mutual=False)
        return actors, recipients, alternative

    def _joined(self, fillers: list[Filler], token: int) -> list[Filler]:
        """Return fillers without those that follow a relative clause on the first: "Fiji, which sent aid, and Togo"."""
        tree = self._tree
        while tree.dep[token] in ("conj", "xcomp") and tree.head[token] < token:
            token = tree.head[token]
        if tree.dep[token] != "acl:relcl" or not any(f.head < token for f in fillers):
            return fillers
        return [f for f in fillers if f.head < token]

    def _is_it(self, token: int) -> bool:
        return self._tree.lower[token] in ("it", "this", "that")

    def _role(
        self,
        names: Iterable[str],
        slots: Slots,
        *,
        acting: bool,
        barred: Collection[str] = (),
        of_place: bool = False,
    ) -> tuple[list[Filler], str]:
        """Return the fillers of the first slot that names somebody, and that slot."""
        for name in names:
            tokens = slots.tokens(name)
            if name == "C":
                # "Demanded that the camp be closed": that is asked of others.
                tokens = [t for t in tokens if not self._clauses.undergoes(t)]
            if name == "X":
                tokens = [t for clause in tokens for t in self._inside_clause(clause)]
            if name == "M":
                named = self._fillers.names(tokens, places=of_place)
                found = [f for f in named if f.mention.entity.id not in barred]
            elif isinstance(slots, CompoundSlots):
                found = self._fillers.described(tokens, slots.word, barred=barred)
            else:
                found = self._fillers.of(tokens, acting=acting, reach=name != "X", barred=barred)
            if found:
                return found, name
        return [], ""

    def _inside_clause(self, clause: int) -> list[int]:
        """Return whom a complement clause is about: its object, else the complement of its preposition."""
        clauses = self._clauses
        if clauses.passive(clause):
            return clauses.actors(clause)  # "refused to be sent to Chad": nobody else is refused anything
        found = [*clauses.patients(clause), *clauses.receivers(clause)]
        for preposition in _CLAUSE_PHRASES:
            found += clauses.phrases(clause, preposition)
        return found

    def _theme(self, alternative: Alternative, slots: Slots, taken: Collection[int]) -> tuple[int, int] | None:
        """Return the words for what is given, asked, banned, ...: neither whom it concerns nor when."""
        for name in alternative.theme:
            for token in slots.tokens(name):
                if token not in taken and self._tree.doc[token].ent_type_ != "DATE":
                    return self._phrase(token)
        return None

    def _phrase(self, token: int) -> tuple[int, int]:
        """Return the range of a phrase without its article, preposition and relative clauses."""
        tree = self._tree
        left, right = token, token + 1
        for c in tree.children[token]:
            first, last = tree.subtree(c, limit=60)
            if (
                c < token
                and tree.dep[c] not in ("case", "det", "mark", "punct", "cc", "nmod:poss")
                and first >= token - _LARGEST_THEME
            ):
                left = min(left, first)
            near = tree.dep[c] in ("nmod", "obj", "obl", "compound:prt", "xcomp") and last <= token + _LARGEST_THEME
            if c > token and near:
                right = max(right, last)
        return left, right

    def _place(self, alternative: Alternative, slots: Slots) -> DocMention | None:
        for name in alternative.place:
            for filler in self._fillers.of(slots.tokens(name), acting=False, reach=False):
                return filler.mention
        return None

    def _candidate(
        self, trigger: Trigger, actor: Filler, recipient: Filler | None, theme: tuple[int, int] | None,
        place: DocMention | None,
    ) -> Candidate:  # fmt: skip
        sense, options = trigger.sense, trigger.sense.options
        obj = recipient.mention if recipient else None
        if obj is not None and sense.event is not None and not self._relations[sense.relation].of_place:
            # A capital that is dealt with is its government ("sent arms to Kyiv").
            obj = as_government(obj, self._knowledge) or obj
        sure = options.rank * actor.sure * (recipient.sure if recipient else 1.0)
        said = self._said(trigger, actor)
        presumed = sense.pos == "c" and self._presumed(trigger)
        return Candidate(
            subject=actor.mention,
            predicate=sense.relation,
            object=obj,
            anchor=trigger.token,
            trigger=trigger.span,
            event=sense.event,
            mode=self._mode(trigger, actor),
            contexts=options.contexts,
            theme=theme,
            place=place,
            polarity="negative" if said == "denied" else "positive" if "no" in sense.words or presumed else None,
            modality=options.modality or ("possible" if said == "alleged" else None),
            confidence=sure,
            extractor=_EXTRACTORS[sense.pos],
            features={
                "rank": options.rank,
                "actor_direct": float(actor.direct),
                "recipient_direct": float(recipient.direct if recipient else 1),
            },
        )  # fmt: skip

    def _presumed(self, trigger: Trigger) -> bool:
        """Return whether a compound says what is so, whatever is done: "may leave the U.S.-led coalition".

        What is not there yet is spoken of as one of many: "refused to join a Hamas-led government".
        """
        tree = self._tree
        around = {tree.lower[c] for t in trigger.slots.tokens("H") for c in tree.children[t]}
        return not around & words_of("determiner.open")

    def _said(self, trigger: Trigger, actor: Filler) -> str:
        """Return how somebody is said to be who acts: "suspected of the bombing", "denied a role in it"."""
        slots = trigger.slots
        if not isinstance(slots, NounSlots) or not slots.said:
            return ""
        own = any(actor.head in self._clauses.conjuncts(t) for t in slots.tokens("S"))
        return slots.said if own else ""

    def _mode(self, trigger: Trigger, actor: Filler) -> str | None:
        """Return the mode of an event: of an assault, where its words do not say, that of the weapons it is done with.

        Aircraft, drones and suicide bombers that act say more than the verb does ("warplanes pounded").
        """
        mode = trigger.sense.mode
        if trigger.sense.event != "ASSAULT":
            return mode
        if (own := self._means([actor.head], _MEANS[:3])) is not None:
            return own
        around = [t for slot in _MEANS_SLOTS for t in trigger.slots.tokens(slot)]
        return mode or self._means([actor.head, *trigger.used, *around], _MEANS)

    def _means(self, tokens: Iterable[int], modes: Iterable[str]) -> str | None:
        listed = [*tokens]
        return next((m for m in modes if any(self._senses.named(t, words_of(f"means.{m}")) for t in listed)), None)


def _pairs(actors: list[Filler], recipients: list[Filler], *, mutual: bool) -> Iterator[tuple[Filler, Filler | None]]:
    """Yield who acts on whom; those who act together are paired where the act is mutual and nobody else is named."""
    if mutual and not recipients:
        if len(actors) > 1 and any(f.mention.kind != "nominal" or f.mention.entity.country for f in actors):
            for i, one in enumerate(actors):
                for other in actors[i + 1 :]:
                    yield one, other
            return
    elif mutual and not actors:
        yield from _pairs(recipients, [], mutual=True)
        return
    for actor in actors:
        if not recipients:
            yield actor, None
        for recipient in recipients:
            yield actor, recipient
