"""What the words of a predicate's own clause do: negation, modals, adverbs, adjectives, questions, conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.extraction.cues import Cue, Cues, Status
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgraph.extraction.trees import Tree

_FACT = Status()
_NEGATED = Status(False, 0)
_NO_SCOPE = frozenset(
    {"only", "just", "merely", "simply", "least", "surprisingly", "surprising", "alone", "long", "until"}
)
_NOBODY = frozenset({"nobody", "none", "nothing", "no-one", "noone", "neither"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})
_WH = frozenset({"who", "whom", "whose", "what", "which", "why", "how", "where", "when", "whoever"})
_CONDITION = frozenset({"if", "unless", "provided", "providing", "supposing"})
_NEARLY = frozenset({"almost", "nearly"})
_ALL = frozenset({"all", "every", "half", "everyone", "everybody", "everything", "a"})
_PAST_OF_CAN = frozenset({"can", "could", "ca"})
_UNREAL = frozenset({"would", "should", "ought", "'d", "’d"})


def _question(tree: Tree, t: int, connector: str) -> str:
    """Return ``whether`` or ``wh`` for embedded questions, "" for other clauses."""
    if tree.dep[t] not in ("ccomp", "csubj", "csubj:pass", "xcomp", "acl"):
        return ""
    if connector in ("whether", "if"):
        return "whether"
    if tree.dep[t] in ("ccomp", "csubj") and any(
        tree.lower[c] in _WH or any(tree.lower[g] in _WH for g in tree.children[c][:1])
        for c in tree.children[t] if c < t and tree.dep[c] not in ("ccomp", "advcl", "parataxis", "acl:relcl")
    ):  # fmt: skip
        return "wh"
    return ""


def clause_slot(tree: Tree, t: int, connector: str, form: str) -> str:
    """Return the slot of a clause: that, to, ing, bare, p:WORD, or whether and wh for questions."""
    kind = _question(tree, t, connector)
    if kind:
        return kind
    if connector in ("to", "in_order_to", "in_order", "so_as_to", "so_as") and form in ("infinitive", ""):
        return "to"
    if any(tree.lower[c] == "to" and tree.dep[c] == "mark" and tree.pos[c] == "PART" for c in tree.children[t]):
        return "to"
    finite = form in ("past", "present") or tree.child(t, "aux", "cop") is not None
    if connector and connector != "that" and (connector != "to" or form == "ing"):
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


class Local:
    """Reads the effects of a predicate's own dependents."""

    def __init__(self, tree: Tree, cues: Cues) -> None:
        self._tree = tree
        self._cues = cues

    def of(self, t: int, *, reported: bool) -> tuple[Status, tuple[int, ...]]:
        """Return the status that the clause's own words give, and those words.

        Args:
            t: The predicate.
            reported: Whether the clause is what somebody said ("would" is then the past's "will").
        """
        status, found = self._modal(t, reported=reported)
        for child, effect in self._modifiers(t):
            status = effect.under(status)
            found = (*found, child)
        if self._asked(t) or (status.modality == 0 and self._demanded(t)):
            return Status(status.positive, 2), found
        return status, found

    def _modifiers(self, t: int) -> Iterator[tuple[int, Status]]:
        tree = self._tree
        negated = False
        for c in tree.children[t]:
            effect = self._modifier(t, c)
            if effect is None:
                continue
            if effect == _NEGATED and tree.dep[c] != "amod":
                # "Nobody ever said nothing": several negative words in one clause are one negation.
                if negated:
                    continue
                negated = True
            yield c, effect

    def _modifier(self, t: int, c: int) -> Status | None:
        tree, dep = self._tree, self._tree.dep[c]
        if dep.startswith(("advmod", "cc", "discourse")) or (dep == "det" and tree.pos[c] != "DET"):
            return self._adverb(c)
        if dep.startswith("det"):
            return self._status(tree.lower[c], "DET", "local")
        if dep in ("amod", "compound"):
            return self._adjective(c)
        if dep in _ARGUMENTS:
            return _NEGATED if self.nobody(c) and tree.pos[t] in ("VERB", "AUX", "ADJ") else None
        if dep.startswith(("obl", "nmod")):
            return self._phrase(t, c)
        if dep == "acl" and tree.form(c) == "participle" and tree.pos[t] in ("NOUN", "PROPN"):
            return self._participle(c)
        if dep == "advcl" and tree.connector(c) in _CONDITION and self._depends(t, c):
            return Status(True, 2)
        if dep in ("case", "mark") and tree.lower[c] == "due" and tree.form(t) == "infinitive":
            return Status(True, 1)
        if dep == "mark" and tree.lower[c] == "to" and self._first(t) in ("ROOT", "root", "parataxis"):
            return Status(True, 1)
        return None

    def _first(self, t: int) -> str:
        """Return the relation of the first of coordinated infinitives: "the aim was to win and to rule"."""
        tree = self._tree
        while tree.dep[t] == "conj" and tree.form(tree.head[t]) == "infinitive":
            t = tree.head[t]
        return tree.dep[t]

    def _status(self, word: str, pos: str, slot: str) -> Status | None:
        cue = self._cues.get(word, pos, slot)
        return cue.up.status if cue else None

    def _adverb(self, c: int) -> Status | None:
        tree, lower = self._tree, self._tree.lower[c]
        if lower == "longer" and any(tree.lower[g] == "no" for g in tree.children[c]):
            return _NEGATED
        if lower in _NEARLY and c + 1 < len(tree) and (tree.pos[c + 1] in ("NUM", "DET") or tree.lower[c + 1] in _ALL):
            return None
        effect = self._status(lower, "ADV", "local")
        if effect == _NEGATED and (lower == "no" or (c + 1 < len(tree) and tree.lower[c + 1] in _NO_SCOPE)):
            return None if lower != "no" or not tree.dep[c].startswith("cc") else _NEGATED
        return effect

    def _adjective(self, c: int) -> Status | None:
        """Return what a modifier does to a noun: "alleged attack", "planned attack", "failed coup"."""
        tree = self._tree
        direct = self._status(tree.lower[c], "ADJ", "mod")
        if direct is not None:
            if direct.modality and any(tree.lower[g] in ("not", "un") for g in tree.children[c]):
                return Status(False, direct.modality)
            return direct
        if tree.form(c) == "participle" and tree.dep[c] == "amod":
            return self._participle(c)
        return self._status(tree.lower[c], "ADJ", "future")

    def _participle(self, c: int) -> Status | None:
        tree = self._tree
        cue = self._cues.governing((tree.lemma[c],), "VERB", "obj")
        if cue is None or cue.up.status is None:
            return None
        negated = any(self._status(tree.lower[g], "ADV", "local") == _NEGATED for g in tree.children[c])
        return (cue.down if negated else cue.up).status

    def nobody(self, c: int) -> bool:
        """Return whether an argument is nobody or nothing: "no one", "none of them", "no agreement"."""
        tree = self._tree
        if tree.lower[c] in _NOBODY:
            return True
        return any(
            tree.lower[g] in ("no", "neither")
            and tree.dep[g].startswith(("det", "advmod", "cc"))
            and not self._counted(g)
            for g in tree.children[c]
        )

    def _counted(self, g: int) -> bool:
        """Return whether "no" belongs to a number: "no fewer than ten"."""
        return g + 1 < len(self._tree) and self._tree.lower[g + 1] in ("fewer", "less", "more", "later", "doubt")

    def _phrase(self, t: int, c: int) -> Status | None:
        """Return what a phrase does: "under no circumstances", "according to rumours", "next week"."""
        tree = self._tree
        if self.nobody(c) and tree.lemma[c] in words_of("noun.noway"):
            return _NEGATED
        connector = tree.connector(c)
        if connector.startswith("according"):
            return self._status(tree.lemma[c], "NOUN", "according")
        if connector == "on" and tree.lemma[c] in words_of("weekday") and tree.form(t) == "present":
            return Status(True, 1)  # "meets his counterpart on Tuesday"
        if not connector and self.present(t):
            words = (tree.lower[c], *(tree.lower[g] for g in tree.children[c]))
            return next((s for w in words for p in ("ADV", "ADJ") if (s := self._status(w, p, "future"))), None)
        return None

    def present(self, t: int) -> bool:
        """Return whether a predicate is in the present, or a noun without a tense."""
        tree = self._tree
        if tree.pos[t] in ("NOUN", "PROPN"):
            return True
        aux = [tree.lower[c] for c in tree.children[t] if tree.dep[c].startswith(("aux", "cop"))]
        if tree.form(t) in ("ing", "participle"):
            return bool(aux) and aux[0] in ("is", "are", "am", "'s", "’s", "'re", "’re") and "being" not in aux
        return tree.form(t) == "present"

    def _depends(self, t: int, c: int) -> bool:
        """Return whether a condition is one of the predicate: what was done does not depend on what is yet to come.

        "Called for sanctions unless Iran yields": the condition is that of the sanctions.
        """
        tree = self._tree
        if self._concessive(c) or self._elliptical(c):
            return False
        modal = tree.child(t, "aux") is not None
        return modal or tree.form(t) != "past" or tree.past(c) or tree.form(c) != "present"

    def _elliptical(self, c: int) -> bool:
        """Return whether a condition is only "if necessary", "if possible", "if somewhat grudgingly"."""
        tree = self._tree
        only = all(tree.dep[g] in ("mark", "punct", "advmod") for g in tree.children[c])
        return only and tree.pos[c] in ("ADJ", "ADV")

    def _concessive(self, c: int) -> bool:
        """Return whether a condition does not matter: "even if"."""
        tree = self._tree
        first = min((g for g in tree.children[c] if tree.dep[g] != "punct"), default=c)
        return any(tree.lower[i] in ("even", "as") for i in (first, first - 1) if i >= 0)

    # --- modals

    def _modal(self, t: int, *, reported: bool) -> tuple[Status, tuple[int, ...]]:
        tree = self._tree
        aux = [c for c in tree.children[t] if tree.dep[c] in ("aux", "aux:pass", "cop")]
        if tree.pos[t] in ("NOUN", "PROPN", "ADJ") and not aux:
            return _FACT, ()
        perfect = any(tree.lower[c] in ("have", "'ve", "’ve", "of") for c in aux)
        for c in aux:
            word = tree.lower[c]
            if word in ("'d", "’d") and tree.form(t) != "infinitive":
                continue
            cue = self._cues.get(word, "AUX", "local") or self._cues.get(tree.lemma[c], "AUX", "local")
            if cue is not None and cue.up.status is not None:
                return self._of_modal(t, c, cue, perfect=perfect, reported=reported), (c,)
        return _FACT, ()

    def _of_modal(self, t: int, c: int, cue: Cue, *, perfect: bool, reported: bool) -> Status:
        word = self._tree.lower[c]
        plain = cue.up.status or _FACT
        if word in _UNREAL and perfect:
            return Status(False, 0 if word in ("should", "ought") else 2)
        if not perfect and not self._denied(t) and self._hedged(t, word):
            return _FACT
        if word in ("would", "'d", "’d") and reported and not self._conditional(t):
            return Status(True, 1)
        if word in _PAST_OF_CAN and not perfect and self._denied(t):
            return _FACT
        return plain

    def _hedged(self, t: int, modal: str) -> bool:
        """Return whether a modal is only polite, or a sense's: "I would say", "we would like", "one can see"."""
        tree = self._tree
        slots = ["able" if modal in _PAST_OF_CAN else "hedged"]
        if any(tree.dep[c] == "nsubj" and tree.lower[c] in words_of("pronoun.first") for c in tree.children[t]):
            slots.append("hedged@i")
        return any(self._cues.get(tree.lemma[t], "VERB", slot) is not None for slot in slots)

    def _conditional(self, t: int) -> bool:
        return any(
            self._tree.dep[c] == "advcl" and self._tree.connector(c) in _CONDITION for c in self._tree.children[t]
        )

    def _denied(self, t: int) -> bool:
        return any(
            self._adverb(c) == _NEGATED for c in self._tree.children[t] if self._tree.dep[c].startswith("advmod")
        )

    # --- commands and questions

    def _demanded(self, t: int) -> bool:
        """Return whether the predicate is an imperative."""
        tree = self._tree
        if tree.form(t) != "infinitive" or tree.dep[t] not in ("ROOT", "root", "parataxis", "conj", "ccomp"):
            return False
        others = ("nsubj", "nsubj:pass", "expl", "mark", "csubj", "cop")
        if any(
            tree.dep[c] in others or (tree.dep[c].startswith("aux") and tree.lemma[c] != "do") for c in tree.children[t]
        ):
            return False
        return tree.dep[t] != "conj" or self._demanded(tree.head[t])

    def _asked(self, t: int) -> bool:
        """Return whether the predicate is what a yes-no question asks."""
        tree = self._tree
        if tree.dep[t] not in ("ROOT", "root", "conj", "parataxis", "ccomp"):
            return False
        marks = [c for c in tree.children[t] if tree.dep[c] == "punct" and tree.lower[c] == "?"]
        if not marks:
            return False
        first = min((c for c in tree.children[t] if tree.dep[c] != "punct"), default=t)
        return (
            not any(
                tree.lower[c] in _WH or any(tree.lower[g] in _WH for g in tree.children[c]) for c in tree.children[t]
            )
            and first <= t
        )
