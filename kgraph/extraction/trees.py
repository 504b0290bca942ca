"""A `Doc` as plain lists: heads, relations, lemmas and children, for readers that walk the tree often."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from kgraph.extraction.marks import POSSESSIVE
from kgraph.extraction.reporting import attribution_words
from kgraph.extraction.wordlists import words_of
from kgraph.knowledge.words import singular
from kgraph.lexicon.inflections import verb_lemma

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

_INFLECTED = frozenset({"VBD", "VBG", "VBN", "VBZ"})
_DESCRIBING = frozenset({"nmod:desc", "appos", "flat", "nmod", "conj"})
_LONGEST_PHRASE = 8
_BEFORE_PHRASE = ("VERB", "NOUN", "PROPN", "PRON")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")
_CLAUSES = frozenset({"ccomp", "advcl", "acl:relcl", "parataxis", "conj"})
_BEGINNING = frozenset({"as", "after", "before", "since", "until"})
_SPEECH = ("say", "urge", "urge_on", "charge", "judge")
_ELSEWHEN = frozenset({"had", "has", "have", "would", "will", "could", "might"})
_TAGS = {"VBD": "past", "VBZ": "present", "VBP": "present", "VB": "infinitive", "VBG": "ing", "VBN": "participle"}


@lru_cache(maxsize=5_000)
def _parsed(features: str) -> Mapping[str, str]:
    return dict(pair.split("=", 1) for pair in features.split("|") if "=" in pair)


def features(token: Token) -> Mapping[str, str]:
    """Return a token's morphology by feature; `Token.morph` itself takes ten times as long to ask."""
    return _parsed(str(token.morph))


def _lemma(lower: str, lemma: str, tag: str) -> str:
    """Return a token's lemma, lower case; a plural or a verb form that the lemmatiser got wrong is put right."""
    lemma = lemma.lower() or lower
    if tag in _INFLECTED:
        return verb_lemma(lower, lemma)
    if tag == "NNS" and lemma == lower and lemma.endswith("s"):
        return singular(lemma)[-1]
    return lemma


class _Strings(dict[int, str]):
    """The strings of a vocabulary by their keys, each asked for once."""

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings

    def __missing__(self, key: int) -> str:
        found = self[key] = self._strings[key]
        return found


def _bounds(doc: Doc, words: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return for each token where its sentence begins and ends."""
    cuts = {s.start for s in doc.sents} | {i for i, word in enumerate(words, 1) if "\n" in word} | {len(doc)}
    starts = sorted(cuts | {0})
    first, last = [0] * len(doc), [len(doc)] * len(doc)
    for start, end in pairwise(starts):
        first[start:end] = [start] * (end - start)
        last[start:end] = [end] * (end - start)
    return first, last


class Tree:
    """The dependency trees of a document in lists that are indexed by token.

    Attributes:
        head: Index of the syntactic head; a root heads itself.
        dep: Universal relation ("nsubj:pass").
        lemma: Lemma, lower case; the form where there is no lemma.
        lower: Form, lower case.
        pos: Universal part of speech.
        tag: Part of speech of the Penn Treebank.
        children: Dependents in order.
        first: First token of the sentence; it begins with its paragraph, whatever the parser says.
        last: Token after the last of the sentence.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        heads, *columns = doc.to_array(["HEAD", "ORTH", "DEP", "LEMMA", "POS", "TAG"]).T
        strings = _Strings(doc.vocab)
        self.head: list[int] = (heads.astype(np.int64) + np.arange(len(doc))).tolist()
        words, self.dep, lemmas, self.pos, self.tag = ([strings[k] for k in column.tolist()] for column in columns)
        self.lower = [word.lower() for word in words]
        self.lemma = list(map(_lemma, self.lower, lemmas, self.tag))
        self.first, self.last = _bounds(doc, self.lower)
        self._connectors: dict[int, str] = {}
        self._reattach_verbs()
        self._reattach_subjects()
        self._reattach_speakers()
        self._reattach_objects()
        self._reattach_participles()
        self._reattach_prepositions()
        self._reattach_beginnings()
        self._reattach_coordinated()
        self._reattach_appositions()
        self.children: list[list[int]] = [[] for _ in self.head]
        for i, h in enumerate(self.head):
            if h != i:
                self.children[h].append(i)

    def _reattach_verbs(self) -> None:
        """Hang a finite verb that the parser coordinates with a noun on the verb above that noun.

        "It did not impose sanctions but expelled diplomats": what was expelled stands beside imposing, not sanctions.
        """
        acting = {h for i, h in enumerate(self.head) if self.dep[i] == "obj"}
        for i, h in enumerate(self.head):
            finite = self.tag[i] in _FINITE or (self.tag[i] == "VBN" and i in acting)
            if finite and self.dep[i] == "conj" and self.pos[h] in ("NOUN", "PROPN"):
                above = self.head[h]
                if above != h and self.pos[above] == "VERB" and above < i:
                    self.head[i] = above

    def _reattach_prepositions(self) -> None:
        """Hang a preposition that the parser hangs on a number on what is counted: "jailed him for ten years"."""
        for i in range(1, len(self.head) - 1):
            number = self.head[i]
            stray = self.dep[i] == "case" and number == i + 1 and self.dep[number] == "nummod"
            if stray and self.head[number] > number and self.pos[i - 1] in _BEFORE_PHRASE and self.lower[i] != "than":
                self.head[i] = self.head[number]

    def _reattach_subjects(self) -> None:
        """Give what is said and who says it their own subjects where the sentence ends with who says it.

        "A judge ordered him to appear, sources said": the parser may hang the judge on saying, the sources on ordering.
        """
        said = {i: h for i, h in enumerate(self.head) if self.dep[i] == "ccomp" and h > i and self.pos[h] == "VERB"}
        if not said:
            return
        subjects: dict[int, list[int]] = {}
        for i, dep in enumerate(self.dep):
            if dep in ("nsubj", "nsubj:pass"):
                subjects.setdefault(self.head[i], []).append(i)
        for i, h in said.items():
            own, above = subjects.get(i, []), subjects.get(h, [])
            if not own and len(above) > 1 and above[0] < i < above[-1]:
                self.head[above[0]] = i
            elif len(own) > 1 and not above and own[0] < i < own[-1] < h:
                self.head[own[-1]] = h

    def _reattach_speakers(self) -> None:
        """Make the name before a verb, both within commas, the verb's subject: "Russia, Kerry said, has agreed"."""
        for v, h in enumerate(self.head):
            if self.dep[v] != "acl:relcl" or self.tag[v] not in _FINITE or self.lower[v + 1 : v + 2] != [","]:
                continue
            name = next((c for c in range(h + 1, v) if self.head[c] == h and self.dep[c] == "appos"), None)
            if name is not None and all(self.head[k] == name for k in range(name + 1, v)):
                self.head[name], self.dep[name] = v, "nsubj"

    def _reattach_objects(self) -> None:
        """Give a verb the object that the parser hung on its subject, across it: "Merkel met the Turkish President"."""
        has_object = {h for i, h in enumerate(self.head) if self.dep[i] == "obj"}
        for i, h in enumerate(self.head):
            v = self.head[h]
            astray = h < v < i and self.dep[h] == "nsubj" and self.dep[i] in _DESCRIBING and self.pos[v] == "VERB"
            if not astray or v in has_object or self.pos[i] not in ("NOUN", "PROPN") or i - v > _LONGEST_PHRASE:
                continue
            if all(self.head[k] > v and self.head[k] <= i and self.dep[k] != "case" for k in range(v + 1, i)):
                self.head[i], self.dep[i] = v, "obj"

    def _reattach_participles(self) -> None:
        """Let a participle right behind a verb describe the object that the parser gave it.

        "Zambia extradited suspected militants", "they rejected proposed changes": nobody suspects or proposes here.
        """
        behind = [i for i, h in enumerate(self.head) if i == h + 1 and self.dep[i] in ("ccomp", "xcomp")]
        for i in behind:
            verb = self.head[i]
            if self.tag[i] not in ("VBN", "VBD") or self.pos[verb] != "VERB":
                continue
            below = [c for c, h in enumerate(self.head) if h == i and c != i]
            objects = [c for c in below if self.dep[c] == "obj" and c > i]
            own = any(self.dep[c].startswith(("nsubj", "aux", "mark", "cop")) or c < i for c in below)
            taken = any(h == verb and self.dep[c] == "obj" for c, h in enumerate(self.head))
            if not objects or own or taken:
                continue
            for c in below:
                self.head[c] = verb
            self.head[i], self.dep[i], self.pos[i] = objects[0], "amod", "ADJ"

    def _below(self) -> list[list[int]]:
        """Return the dependents of each token as they are at present."""
        below: list[list[int]] = [[] for _ in self.head]
        for i, h in enumerate(self.head):
            if h != i:
                below[h].append(i)
        return below

    def _spans(self, token: int, end: int) -> bool:
        """Return whether all words between a token and a later one hang on the first, or are commas."""
        for word in range(token + 1, end):
            k, steps = word, 0
            while k not in (token, self.head[k]) and steps < _LONGEST_PHRASE:
                k, steps = self.head[k], steps + 1
            if k != token and self.pos[word] != "PUNCT":
                return False
        return True

    def _reattach_beginnings(self) -> None:
        """Make what the parser took for a phrase the subject of the verb right behind it.

        "He listened as a court found him guilty", "Rome regretted it and Bern's envoy said".
        """
        below = self._below()
        for v, h in enumerate(self.head):
            if self.tag[v] not in _FINITE or self.dep[v] not in _CLAUSES or h > v:
                continue
            if any(self.dep[c] in (*_SUBJECTS, "mark") for c in below[v]) or self.pos[v] != "VERB":
                continue
            if self.dep[v] != "conj":
                self._begin(v, [c for c in below[h] if h < c < v and self.dep[c] == "obl"][-1:], below)
            else:
                joined = [c for o in below[h] if h < o < v for c in below[o] if self.dep[c] == "conj" and c < v]
                self._begin(v, joined[-1:], below)

    def _begin(self, v: int, nouns: Sequence[int], below: Sequence[Sequence[int]]) -> None:
        """Hang a noun, with the conjunction before it, on the verb behind it."""
        for noun in nouns:
            link = "cc" if self.dep[noun] == "conj" else "case"
            hosts = (noun, v) if link == "cc" else (noun,)
            first = next((c for host in hosts for c in below[host] if self.dep[c] == link and c < noun), None)
            later = any(self.dep[c] == "cc" and c > noun for c in below[v])
            if first is None or later or self.pos[noun] not in ("NOUN", "PROPN", "PRON") or not self._spans(noun, v):
                continue
            if link == "case" and self.lower[first] not in _BEGINNING:
                continue
            if self.lower[v - 1] == "," and not any(self.dep[c] == "appos" for c in below[noun]):
                continue  # "called it a lie and a farce, accused Bern and left": a list of verbs
            self.head[noun], self.dep[noun], self.head[first] = v, "nsubj", v
            if link == "case":
                self.dep[first], self.dep[v] = "mark", "advcl"

    def _reattach_coordinated(self) -> None:
        """Hang a verb on the one that it goes on with, not on what that verb reports.

        "He said that they had fired and accused them", "she demanded that it be closed, and the armies were at it".
        """
        below = self._below()
        for v, e in enumerate(self.head):
            m = self.head[e]
            if self.dep[v] != "conj" or self.dep[e] != "ccomp" or not m < e < v or self.pos[v] != "VERB":
                continue
            auxiliaries = [self.lower[c] for c in below[e] if self.dep[c].startswith("aux")]
            own = any(self.dep[c] in (*_SUBJECTS, "aux", "aux:pass", "mark") for c in below[v])
            back = self.tag[v] == self.tag[m] == "VBD" and bool(_ELSEWHEN.intersection(auxiliaries)) and not own
            back = back and any(self.lemma[v] in attribution_words()[kind] for kind in _SPEECH)
            wished = "be" in auxiliaries[:1] and any(self.dep[c] in _SUBJECTS for c in below[v])
            if back or (wished and any(self.tag[c] in _FINITE for c in (v, *below[v]))):
                self.head[v] = m

    def _reattach_appositions(self) -> None:
        """Let what is said of a person stay with the person: "Li, a bishop and critic of", "the head of Shell, Wu,"."""
        below = self._below()
        for i, h in enumerate(self.head):
            if self.dep[i] == "conj" and self.tag[i] == "NN" and self.pos[h] == "PROPN" and h < i:
                said = next((c for c in below[h] if h < c < i and self.dep[c] == "appos" and self.tag[c] == "NN"), None)
                if said is not None and not any(self.dep[c].startswith(("det", "nmod:poss")) for c in below[i]):
                    self.head[i] = said
            elif self.dep[i] == "appos" and self.doc[i].ent_type_ == "PERSON" and self.dep[h] == "nmod" and h < i:
                role, body = self.head[h], self.pos[h] == "PROPN" or self.lemma[h] in words_of("nominal.organization")
                if body and role < h and self.tag[role] == "NN" and self.lemma[role] in words_of("noun.headof"):
                    self.head[i] = role

    def __len__(self) -> int:
        return len(self.head)

    def child(self, token: int, *deps: str) -> int | None:
        """Return the first dependent with one of the relations."""
        for c in self.children[token]:
            if self.dep[c] in deps:
                return c
        return None

    def form(self, token: int) -> str:
        """Return past, present, infinitive, ing or participle; "" for what is no verb form."""
        tag = self.tag[token]
        if tag in _TAGS:
            return _TAGS[tag]
        found = features(self.doc[token])
        form = found.get("VerbForm")
        if form is None:
            return ""
        if form == "Fin":
            return "past" if found.get("Tense") == "Past" else "present"
        return {"Inf": "infinitive", "Ger": "ing"}.get(
            form, "ing" if self.lower[token].endswith("ing") else "participle"
        )

    def past(self, token: int) -> bool:
        """Return whether the verb or the copula of a clause is a past tense."""
        aux = [c for c in self.children[token] if self.dep[c] in ("aux", "aux:pass", "cop")]
        return self.form(aux[0] if aux else token) == "past"

    def subtree(self, token: int, limit: int = 400) -> tuple[int, int]:
        """Return the range from the leftmost to the rightmost word under a token, within ``limit`` words of it."""
        first, last, stack, steps = token, token, [token], 0
        while stack and steps < limit:
            steps += 1
            t = stack.pop()
            first, last = min(first, t), max(last, t)
            stack.extend(self.children[t])
        return first, last + 1

    def connector(self, token: int) -> str:
        """Return the preposition or conjunction that introduces a phrase or clause, fixed phrases joined by "_".

        The infinitive's "to" counts ("to"); "" stands for none.
        """
        held = self._connectors.get(token)
        if held is None:
            held = self._connectors[token] = self._read_connector(token)
        return held

    def _read_connector(self, token: int) -> str:
        for c in self.children[token]:
            if self.dep[c] in ("mark", "case") and self.lower[c] not in POSSESSIVE:
                return "_".join([self.lower[c], *(self.lower[f] for f in self.children[c] if self.dep[f] == "fixed")])
        return ""
