"""Whose claim a predicate is: quotations, reported speech, "according to", claims and statements.

Every predicate is attributed as the word above it is, except where that word reports it: then its subject is the
source, and what attributes the reporting word itself stands further out.  What a person does by speaking is their own
act: in "Kerry urged Russia to leave" the leaving is what Kerry wants, the urging is nobody's claim.
Words inside quotation marks are the speaker's whatever the parser makes of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.extraction.insertions import Insertions
from kgraph.extraction.quotes import find_quotations
from kgraph.extraction.reporting import reliability
from kgraph.extraction.reports import Reports
from kgraph.extraction.sources import Sources
from kgraph.extraction.speakers import Speakers
from kgraph.extraction.types import Attribution, MentionIndex
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgraph.extraction.sourcephrases import Source
    from kgraph.extraction.trees import Tree
    from kgraph.extraction.types import DocMention
    from kgraph.knowledge import Knowledge

_ADJUNCTS = frozenset({"advcl", "acl", "parataxis"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_ARGUMENTS = frozenset({"obj", "obl"})
_NONFINITE = frozenset({"acl", "advcl", "ccomp"})
_OF_NOUN = frozenset({"nmod", "acl", "acl:relcl"})
_WISHED = 0.7
_CLAUSES = frozenset({"ccomp", "csubj"})
_BREAKS = frozenset({",", ";", ":", "(", "-", "–", "—", "--"})
_JOINED = frozenset({"xcomp", "conj", "aux", "aux:pass", "cop", "compound:prt"})


class AttributionReader:
    """Reads whose claims the predicates of a document are.

    Args:
        tree: The document's trees.
        index: Its mentions.
        knowledge: Its agent nouns tell who can speak.
        document: The article's id; a source without a name ("officials") is a group of this article.

    Each token's reading rests on its head's and is kept, so that reading all takes linear time.
    """

    def __init__(self, tree: Tree, index: MentionIndex, knowledge: Knowledge, document: str = "") -> None:
        self._tree = tree
        self._sources = Sources(self._tree, index, knowledge, document)
        self._speakers = Speakers(self._tree, find_quotations(tree.doc), self._sources)
        self._reports = Reports(self._tree, self._sources)
        self._insertions = Insertions(self._tree, self._sources)
        self._known: dict[int, Attribution | None] = {}
        self._beyond: dict[int, Attribution | None] = {}
        self._wanted: dict[int, Attribution | None] = {}
        self._busy: set[int] = set()
        self._claims: dict[int, Attribution | None] = {}

    def first_persons(self) -> Iterator[DocMention]:
        """Yield the pronouns by which quoted speakers mean themselves."""
        return self._speakers.first_persons()

    def at(self, token: int) -> Attribution | None:
        """Return whose claim the predicate that `token` heads is; None for the article's own voice."""
        if token not in self._claims:
            above = self._inside(token)
            own = above is not None and self._speaks_itself(token, above)
            self._claims[token] = above.outer if above is not None and own else above
        return self._claims[token]

    def _inside(self, token: int, heir: int | None = None) -> Attribution | None:
        """Return what attributes a token and all that hangs on it, or the one word that is asked for."""
        above = self._outside(token)
        for inserted in self._insertions.of.get(token, ()):
            if heir is not None and inserted.cue > token and self._reports_anew(heir, inserted.cue):
                continue  # "They fled, according to the mayor; Kiev denied that": not according to him
            above = self._within(inserted.source, inserted.cue, inserted.confidence, above)
        return above

    def _reports_anew(self, token: int, cue: int) -> bool:
        """Return whether a verb of speech, behind a semicolon, has a subject of its own."""
        tree = self._tree
        own = ";" in tree.lower[cue:token] and tree.child(token, *_SUBJECTS) is not None
        return own and reliability(tree, token, "say", "deny", "urge", "charge", "judge") is not None

    def performs(self, token: int) -> bool:
        """Return whether telling is doing here: "..., adding that", "I condemn", not "said he had urged"."""
        tree, t = self._tree, token
        if tree.dep[t] == "conj" and tree.child(t, "aux", *_SUBJECTS) is None and tree.form(t) in ("past", "present"):
            # "Said he would go and urged Kiev to wait": the parser joined the second to what is said.
            return True
        while tree.dep[t] == "conj" and tree.child(t, *_SUBJECTS) is None and tree.form(tree.head[t]) == tree.form(t):
            t = tree.head[t]
        subject = tree.child(t, *_SUBJECTS)
        if subject is None:
            return tree.form(t) in ("ing", "past", "participle") and tree.dep[t] in _ADJUNCTS
        first = words_of("pronoun.first") | words_of("pronoun.firstplural")
        return self.quoted(t) and tree.lower[subject] in first and tree.form(t) == "present"

    def quoted(self, token: int) -> bool:
        """Return whether a word is somebody's own, inside quotation marks."""
        number = self._speakers.number[token]
        return number >= 0 and self._speakers.speech[number] is not None

    def _speaks_itself(self, token: int, above: Attribution) -> bool:
        """Return whether a predicate is its own speaker's act of speech: "Kerry said he doubts it, adding that ..."."""
        if above.source is None or reliability(self._tree, token, "say", "urge", "charge", "judge", "deny") is None:
            return False
        if not self.performs(token):
            return False
        source = self._sources.of_verb(token)
        # "I" in a quotation is who speaks.
        return self.quoted(token) if source.mention is None else source.mention.entity.id == above.source.entity.id

    def _outside(self, token: int) -> Attribution | None:
        """Return what attributes a token from above, without what is inserted in its own clause."""
        tree, path = self._tree, [token]
        while path[-1] not in self._known and tree.head[path[-1]] != path[-1] and path[-1] not in self._busy:
            path.append(tree.head[path[-1]])
        for t in reversed(path):
            if t not in self._known and t not in self._busy:
                self._busy.add(t)
                self._known[t] = self._read(t)
                self._busy.discard(t)
        return self._known.get(token)

    def _read(self, t: int) -> Attribution | None:
        tree, number = self._tree, self._speakers.number
        h = tree.head[t]
        host = self._insertions.host.get(t)
        if host is not None and number[t] < 0:
            return self._outside(host) if number[host] < 0 else None
        tail = self._insertions.tail.get(tree.first[t])
        if tail is not None and number[t] < 0:
            start, told = tail
            if t >= start and (h == t or h < start):
                return None
            if t < start and (h == t or h >= start):
                return self._within(told.source, told.cue, told.confidence, None)
        spoken = number[t] >= 0 and (h == t or number[h] != number[t])
        if not spoken and number[h] >= 0 and number[t] < 0 and not self._goes_on(t, h):
            return self._around(h)
        above = self._fragment(t) if h == t else self._below(t, h)
        if h != t and not self._own_voice(t, h):
            report = self._reports.of(t, h)
            if report is not None and not report.wide and report.confidence <= _WISHED and _names(above):
                # What somebody is said to want is told by who says so.
                return self._quoted(t, above) if spoken else above
            if report is not None and not (spoken and self._speakers.speech[number[t]] is not None):
                if not report.wide:
                    self._beyond[t] = above
                above = self._within(report.source, report.cue, report.confidence, above)
        return self._quoted(t, above) if spoken else above

    def _below(self, t: int, h: int) -> Attribution | None:
        """Return what attributes a token by its head: what is only wanted or regretted passes to joined verbs alone."""
        if h not in self._beyond:
            return self._inside(h, t)
        dep, form = self._tree.dep[t], self._tree.form(t)
        if dep in _JOINED or (form in ("infinitive", "ing") and dep in _NONFINITE):
            self._beyond[t] = self._beyond[h]
            return self._wanted.get(h) or self._inside(h)
        if dep in _ARGUMENTS:
            # "Vowed to seek a law to end it": the ending is vowed, the law is not.
            self._beyond[t] = self._beyond[h]
            self._wanted[t] = self._wanted.get(h) or self._inside(h)
        return self._beyond[h]

    def _fragment(self, t: int) -> Attribution | None:
        """Return what attributes a sentence that is only the rest of one: what attributes the word before it."""
        doc, tree = self._tree.doc, self._tree
        first = tree.first[t]
        if first == 0 or doc[first - 1].is_space or doc[first - 1].text[-1] in ".!?:”\"'":
            return None
        if tree.pos[first - 1] == "VERB" and reliability(tree, first - 1, "clausal") is not None:
            source = self._sources.of_verb(first - 1)
            return self._within(source, first - 1, 0.7, self._outside(first - 1))
        return self._inside(first - 1)

    def _around(self, h: int) -> Attribution | None:
        """Return what attributes the words that hang on a quotation from outside: "..., said Kerry in Paris"."""
        tree, number = self._tree, self._speakers.number
        q = number[h]
        while number[h] == q and tree.head[h] != h:
            h = tree.head[h]
        return self._inside(h) if number[h] != q else None

    def _goes_on(self, t: int, h: int) -> bool:
        """Return whether a word goes on with a clause of which only part is quoted: "was “at war” with Serbia"."""
        tree, number = self._tree, self._speakers.number
        q = number[h]
        while number[tree.head[h]] == q and tree.head[h] != h:
            h = tree.head[h]
        first = tree.subtree(t)[0]
        if first > h:
            # What follows the closing mark at once, or a clause that began before the opening one.
            end = next((i for i in range(h, first) if number[i] != q), first)
            begun = any(c < h and number[c] != q and tree.pos[c] != "PUNCT" for c in tree.children[h])
            return (end + 1 == first and tree.dep[t] in _OF_NOUN) or (begun and tree.lower[end + 1] not in _BREAKS)
        return tree.dep[t] in ("nsubj", "nsubj:pass", "aux", "cop") and tree.dep[h] in _CLAUSES

    def _quoted(self, t: int, above: Attribution | None) -> Attribution | None:
        speech = self._speakers.speech[self._speakers.number[t]]
        if speech is None:
            return above
        if speech.source is None:
            return above or Attribution(None, t, t + 1, -1, speech.confidence)
        outer = self._outside(speech.cue) if speech.cue >= 0 else None
        return self._within(speech.source, speech.cue, speech.confidence, outer)

    def _own_voice(self, t: int, h: int) -> bool:
        """Return whether a quoted speaker speaks of what he himself thinks: "I think Russia will be cautious"."""
        tree, number = self._tree, self._speakers.number
        if number[h] < 0 or number[t] != number[h]:
            return False
        return any(
            tree.dep[c].startswith("nsubj")
            and tree.lower[c] in words_of("pronoun.first") | words_of("pronoun.firstplural")
            for c in tree.children[h]
        )

    @staticmethod
    def _within(source: Source, cue: int, confidence: float, outer: Attribution | None) -> Attribution:
        """Return an attribution within another; one source that says it says something says it once."""
        mention = source.mention
        if mention is None and outer is not None and outer.source is not None:
            return outer
        while (
            outer is not None
            and mention is not None
            and outer.source is not None
            and outer.source.entity.id == mention.entity.id
        ):
            outer = outer.outer
        sure = confidence * (source.confidence if mention is not None else 0.5)
        found = Attribution(mention, source.start, source.end, cue, round(sure, 3))
        return replace(found, outer=outer)


def _names(above: Attribution | None) -> bool:
    """Return whether it is known whose claim something is."""
    return above is not None and above.source is not None
