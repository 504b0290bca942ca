"""The slots of argument frames, as tokens: what stands where around a verb, a noun, an adjective or a phrase.

The notation is that of `kgraph.lexicon.frames`; each class below answers `tokens(slot)` for one kind of trigger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from kgraph.extraction.clauses import Clauses
    from kgraph.extraction.trees import Tree

_LEFT = ("compound", "amod", "nmod:desc", "nmod:unmarked", "nummod", "nmod", "flat")


class Slots(Protocol):
    """What fills the slots around one trigger."""

    def tokens(self, slot: str) -> list[int]:
        """Return the heads of what fills a slot; of coordinated ones only the first."""


class VerbSlots:
    """Slots of a verb, or of a verb with its object noun ("hold talks").

    Args:
        clauses: The document's clauses.
        tree: Its trees.
        verb: The verb.
        noun: The object noun of a light-verb construction; its own phrases then count too.
    """

    def __init__(self, clauses: Clauses, tree: Tree, verb: int, noun: int | None = None) -> None:
        self._clauses, self._tree, self._verb, self._noun = clauses, tree, verb, noun
        self._known: dict[str, list[int]] = {}
        self._prepositions: frozenset[str] | None = None

    def tokens(self, slot: str) -> list[int]:
        """Return the heads of what fills a slot."""
        found = self._known.get(slot)
        if found is None:
            found = self._known[slot] = self._find(slot)
        return found

    def _find(self, slot: str) -> list[int]:
        clauses, verb = self._clauses, self._verb
        if slot == "S":
            return clauses.actors(verb)
        if slot == "O":
            return self._objects()
        if slot == "I":
            return clauses.receivers(verb)
        if slot == "C":
            # "expressed concern that Iran might": the clause may hang on the noun.
            found = clauses.complement_actors(verb)
            return found or ([] if self._noun is None else clauses.complement_actors(self._noun))
        if slot == "X":
            return clauses.complement(verb)
        if slot == "W":
            return clauses.openers(verb)
        if slot in ("P", "M", "H"):
            return [] if self._noun is None else _nominal(self._tree, self._noun, slot)
        if self._prepositions is None:
            self._prepositions = self._around()
        return self._phrases(slot) if slot in self._prepositions else []

    def _objects(self) -> list[int]:
        found = self._clauses.patients(self._verb)
        if self._noun is None or found != [self._noun]:
            return found
        # "took the diplomats hostage": the object is what is not the noun of the construction.
        others = self._clauses.receivers(self._verb)
        return others or _nominal(self._tree, self._noun, "P")

    def _around(self) -> frozenset[str]:
        """Return the prepositions of all phrases around the verb."""
        clauses, tree = self._clauses, self._tree
        hosts = [self._verb, *clauses.patients(self._verb), *(() if self._noun is None else (self._noun,))]
        if tree.dep[self._verb] == "conj":
            hosts.append(tree.head[self._verb])
        below = (c for host in hosts for c in tree.children[host])
        return frozenset(p for t in (*hosts, *below) for p in clauses.introduced(t))

    def _phrases(self, preposition: str) -> list[int]:
        clauses, tree = self._clauses, self._tree
        hosts = [] if self._noun is None else [self._noun]
        hosts += [self._verb, *(t for t in clauses.patients(self._verb) if t != self._noun)]
        if preposition == "of":
            # "demanded the release of the hostages": they are no more asked than their release is.
            hosts = [h for h in hosts if tree.lemma[h] not in words_of("noun.suffered")]
        for host in hosts:
            found = [c for c in clauses.phrases(host, preposition) if not self._fronted(c)]
            if found:
                return found
        # "held talks in Moscow with his counterpart": parsers hang the second phrase on the first one's noun; "from" in
        # "called him home from Oslo" hangs on "home".
        for host in hosts[:2]:
            for c in tree.children[host]:
                below = tree.dep[c].startswith(("obl", "nmod", "advmod")) and tree.dep[c] != "nmod:poss"
                if below and not self._fronted(c):
                    found = list(clauses.phrases(c, preposition))
                    if found and tree.connector(c).replace("_", "-") != preposition and preposition not in ("of", "in"):
                        return found
        if tree.dep[self._verb] == "conj":
            head = tree.head[self._verb]
            return [c for c in clauses.phrases(head, preposition) if c > self._verb]
        return []

    def _fronted(self, phrase: int) -> bool:
        """Return whether a phrase sets the scene before the subject: "On state television, singers urged ..."."""
        tree = self._tree
        if phrase > self._verb or tree.connector(phrase) not in words_of("case.scene"):
            return False
        if self._clauses.passive(self._verb):
            return False  # "In Chad, four were jailed": by whom is told by nothing else
        subject = tree.child(self._verb, "nsubj", "nsubj:pass")
        return subject is not None and phrase < subject and "," in tree.lower[phrase:subject]


class NounSlots:
    """Slots of a noun that names an event; what its light verb has counts too ("held a meeting with").

    So does who is said to be behind it: "blamed Syria for the assassination", "wanted for the bombing".

    Attributes:
        said: "alleged" or "denied" where who acts is only said to do so, or says they did not; else "".
    """

    def __init__(self, clauses: Clauses, tree: Tree, noun: int) -> None:
        self._clauses, self._tree, self._noun = clauses, tree, noun
        self._known: dict[str, list[int]] = {}
        self._verb = self._carrier()
        self._blamed, self.said = self._culprit() if self._verb is None else ([], "")

    def _carrier(self) -> int | None:
        """Return the verb that carries the noun without saying more than it does."""
        tree, noun = self._tree, self._noun
        while tree.dep[noun] == "conj" and tree.head[noun] != noun and tree.pos[tree.head[noun]] == "NOUN":
            noun = tree.head[noun]
        head = tree.head[noun]
        if head == noun or tree.pos[head] != "VERB" or tree.lemma[head] not in words_of("verb.support"):
            return None
        inside = tree.dep[noun] == "obl" and tree.connector(noun) in ("in", "into")
        return head if inside or tree.dep[noun] in ("obj", "nsubj:pass", "xcomp") or self._acl(head, noun) else None

    def _culprit(self) -> tuple[list[int], str]:
        """Return who is blamed for, tried for, suspected of, ... what the noun names, and how surely."""
        tree, clauses, noun = self._tree, self._clauses, self._noun
        while tree.dep[noun].startswith("nmod") and tree.lemma[tree.head[noun]] in words_of("noun.involvement"):
            noun = tree.head[noun]
        head, lemma = tree.head[noun], tree.lemma[tree.head[noun]]
        if head == noun:
            return [], ""
        if lemma in words_of("adjective.culpable") and tree.connector(noun) in ("for", "of", "in"):
            return clauses.surface(head), "alleged"
        if tree.dep[head] == "obj" and tree.dep[noun] == "nmod" and tree.connector(noun) in ("of", "for"):
            # "suspect Hamas of involvement": parsers hang it on the object.
            accuser = tree.lemma[tree.head[head]]
            return ([head], "alleged") if accuser in words_of("verb.implicating") else ([], "")
        if tree.pos[head] != "VERB":
            return [], ""
        owned = noun != self._noun and tree.dep[noun] == "obj"
        if tree.dep[noun] == "obl" and tree.connector(noun) in ("for", "in"):
            owned = any(tree.lemma[t] in words_of("noun.involvement") for t in clauses.patients(head))
        if owned and lemma in words_of("verb.owningup"):
            return clauses.actors(head), "denied" if lemma in words_of("verb.denying") else "alleged"
        blamed = lemma in words_of("verb.implicating") and tree.dep[noun].startswith("obl")
        if blamed and tree.connector(noun) in ("of", "for", "in", "with", "over"):
            return clauses.patients(head), "" if lemma in words_of("verb.convicting") else "alleged"
        return [], ""

    def _acl(self, head: int, noun: int) -> bool:
        return self._tree.dep[head] in ("acl", "acl:relcl") and self._tree.head[head] == noun

    def tokens(self, slot: str) -> list[int]:
        """Return the heads of what fills a slot."""
        found = self._known.get(slot)
        if found is None:
            found = self._known[slot] = self._find(slot)
        return found

    def _find(self, slot: str) -> list[int]:
        if slot == "S":
            return self._blamed if self._verb is None else self._clauses.actors(self._verb)
        if slot in ("P", "M", "H"):
            return _nominal(self._tree, self._noun, slot)
        if slot == "X":
            return [c for c in self._tree.children[self._noun] if self._tree.dep[c] in ("acl", "ccomp", "xcomp")]
        found = list(self._clauses.phrases(self._noun, slot))
        if not found:
            found = self._behind(slot)
        return found

    def _behind(self, preposition: str) -> list[int]:
        """Return phrases behind the noun that hang on its other phrases or on its verb."""
        tree, clauses = self._tree, self._clauses
        for c in tree.children[self._noun]:
            if c > self._noun and tree.dep[c].startswith("nmod") and preposition not in ("of", "in"):
                found = list(clauses.phrases(c, preposition))
                if found:
                    return found
        head = tree.head[self._noun]
        follows = tree.dep[self._noun] in ("obj", "nsubj:pass", "nsubj", "obl") and tree.pos[head] in ("VERB", "AUX")
        if self._verb is None and not (follows and preposition not in ("of", "in", "by", "at", "from", "to")):
            return []
        found = [c for c in clauses.phrases(head, preposition) if c > self._noun]
        return found if self._verb is not None else [c for c in found if self._adjacent(c)]

    def _adjacent(self, phrase: int) -> bool:
        """Return whether a phrase begins right behind the noun, or behind one more phrase."""
        first, _ = self._tree.subtree(phrase)
        return 0 < first - self._noun <= 4


class AdjectiveSlots:
    """Slots of an adjective: S is what it is said of, prepositions are its own."""

    def __init__(self, clauses: Clauses, tree: Tree, word: int) -> None:
        self._clauses, self._tree, self._word = clauses, tree, word

    def tokens(self, slot: str) -> list[int]:
        """Return the heads of what fills a slot."""
        tree, word = self._tree, self._word
        if slot == "S":
            if tree.dep[word] == "amod":
                return [tree.head[word]]
            return self._clauses.surface(word)
        if slot == "X":
            return self._clauses.complement(word)
        if slot in ("P", "M", "H"):
            return _nominal(tree, word, slot)
        return list(self._clauses.phrases(word, slot))


class PhraseSlots:
    """Slots of a multiword preposition: N is its complement, S who acts in the clause that it belongs to.

    The other slots are those of its noun: "after the minister's meeting with" is about the minister's, not about S.
    """

    def __init__(self, clauses: Clauses, tree: Tree, noun: int, complement: int | None = None) -> None:
        self._clauses, self._tree, self._noun, self._complement = clauses, tree, noun, complement

    def tokens(self, slot: str) -> list[int]:
        """Return the heads of what fills a slot."""
        if slot == "N":
            return [] if self._complement is None else [self._complement]
        if slot == "S":
            tree, noun = self._tree, self._noun
            own = self._clauses.surface(noun)
            if own:
                return own
            head = tree.head[noun]
            if head == noun:
                return []
            if tree.child(head, "nsubj", "nsubj:pass") is not None:
                return self._clauses.actors(head) or self._clauses.surface(head)
            if tree.pos[head] in ("NOUN", "PROPN"):
                return [head]
            return self._clauses.actors(head) or self._clauses.surface(head)
        return self._own(slot)

    def _own(self, slot: str) -> list[int]:
        if slot in ("P", "M", "H"):
            return _nominal(self._tree, self._noun, slot)
        return list(self._clauses.phrases(self._noun, slot)) if slot.islower() else []


class CompoundSlots:
    """Slots of a compound behind a hyphen: M is the name before it, H the noun that it describes.

    Attributes:
        word: First token of the compound.
    """

    def __init__(self, before: int, described: int, word: int) -> None:
        self._before, self._described, self.word = before, described, word

    def tokens(self, slot: str) -> list[int]:
        """Return the heads of what fills a slot."""
        return {"M": [self._before], "H": [self._described]}.get(slot, [])


def _nominal(tree: Tree, noun: int, slot: str) -> list[int]:
    """Return the possessor, the modifiers before a noun, or the noun that it modifies itself."""
    if slot == "P":
        return [c for c in tree.children[noun] if tree.dep[c] == "nmod:poss"][:1]
    if slot == "M":
        return modifiers(tree, noun)
    head = tree.head[noun]
    return [head] if tree.dep[noun] in ("compound", "amod") and head != noun else []


def modifiers(tree: Tree, noun: int, *, deep: bool = False) -> list[int]:
    """Return the words before a noun that modify it, those of compounds like "China-Russia ties" each.

    Args:
        tree: The document's trees.
        noun: The noun.
        deep: Whether those count that modify only a common noun before it ("Turkish" in "Turkish army post").
    """
    found: list[int] = []
    waiting = [c for c in tree.children[noun] if c < noun and tree.dep[c] in _LEFT]
    while waiting:
        c = waiting.pop(0)
        found.append(c)
        below = (*_LEFT, "conj") if deep or tree.pos[c] != "NOUN" else ("conj",)
        waiting += [g for g in tree.children[c] if tree.dep[g] in below and g < noun]
    return sorted(found)
