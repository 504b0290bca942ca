"""Reading when: the expressions of time in an article, and which of them holds for a predicate."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from kgraph.extraction.edtf import Period, is_edtf
from kgraph.extraction.timegrammar import Setting
from kgraph.extraction.timerules import GRAMMAR
from kgraph.extraction.timewords import Item, load_time_lexicon, read_words
from kgraph.extraction.trees import features
from kgraph.extraction.types import TimeExpression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

# How far back "two days later" may look for the day it is reckoned from, in characters.
_ANCHOR_REACH = 600
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X", "ADP", "ADV"})
_PREMODIFIERS = frozenset({"nummod", "compound", "amod", "nmod:poss", "nmod:desc", "nmod:unmarked"})
_TEMPORAL_PREPOSITIONS = frozenset({"in", "at", "on", "during", "throughout", "after", "following", "amid"})
_CLIMB_LIMIT = 12


class TimeReader:
    """The times of an article, resolved against its date.

    Args:
        doc: The article; without dependencies only `expressions` are found.
        article_date: ``YYYY-MM-DD``; without it, relative expressions ("last Tuesday") give nothing.

    Attributes:
        expressions: All dated expressions, in order.
    """

    def __init__(self, doc: Doc, article_date: str | None) -> None:
        self._doc = doc
        self._lexicon = load_time_lexicon()
        self._lists = self._lexicon.lists
        self._starts: list[int] = doc.to_array("IDX").tolist()
        self._parsed = doc.has_annotation("DEP")
        self._today = _iso_date(article_date)
        self.expressions: list[TimeExpression] = []
        self._governed: dict[int, list[tuple[int, TimeExpression]]] = defaultdict(list)
        self._read()

    def at(self, token: int) -> TimeExpression | None:
        """Return the time that the words give for the predicate at a token, or None."""
        return self._at(self._doc[token], set()) if self._parsed and self.expressions else None

    def _read(self) -> None:
        words = read_words(self._doc.text, self._lexicon)
        wars = [w for w in words if w.cls == "V" and "war" in w.text]
        ends = [w.end for w in wars]
        anchor: tuple[int, Period] | None = None
        for item in GRAMMAR.parse(words, self._lexicon):
            start, end = self._token_range(item)
            tense, perfect = self._aspect(start, end)
            setting = Setting(self._today, tense, perfect)
            if anchor is not None and item.start - anchor[0] < _ANCHOR_REACH:
                setting.anchor = anchor[1]
            war = bisect_right(ends, item.start)
            setting.war = wars[war - 1].value if war else None
            period: Period | None = item.value(setting)
            if period is None or not is_edtf(period.value):
                continue
            if period.day is not None and period.last != "..":
                anchor = (item.end, period)
            # A named event is a time only where a preposition makes it one ("during the Korean War").
            if item.cls == "p":
                self._enter(TimeExpression(start, end, period.value), period)

    def _token_range(self, item: Item) -> tuple[int, int]:
        return bisect_right(self._starts, item.start) - 1, bisect_left(self._starts, item.end)

    def _enter(self, expression: TimeExpression, period: Period) -> None:
        self.expressions.append(expression)
        if self._parsed:
            for rank, governor in enumerate(self._governors(expression, period)):
                self._governed[governor].append((rank, expression))

    def _root(self, start: int, end: int) -> Token:
        """Return the token of a range whose head lies outside it."""
        for token in self._doc[start:end]:
            if token.dep_ == "ROOT" or not start <= token.head.i < end:
                if token.dep_ in ("case", "advmod", "mark") and start <= token.head.i < end:
                    continue
                return token
        return self._doc[start]

    def _governors(self, expression: TimeExpression, period: Period) -> Iterator[int]:
        """Yield what an expression dates, nearest first: its head, then the clause that a nominal head stands in."""
        root = self._root(expression.start, expression.end)
        at = root.head
        yield at.i
        cleft = self._cleft_clause(expression)
        if cleft is not None:
            yield cleft
        if root.i < at.i and root.dep_ in _PREMODIFIERS and at.pos_ in _NOMINAL and not self._is_circumstance(at):
            return  # "condemned the 2003 invasion" dates the invasion alone
        for _ in range(_CLIMB_LIMIT):
            if at.pos_ not in _NOMINAL or at.dep_ == "ROOT" or _is_predicate(at):
                return
            relation = at.dep_.split(":")[0]
            # Parsers attach days to the nearest noun; they date the clause ("signed a deal in Seoul on Monday").
            passes = relation == "obl" or (period.is_day and relation in ("obj", "nmod"))
            if not passes and at.head.lemma_.lower() not in self._lists["light"]:
                return
            at = at.head
            yield at.i

    def _is_circumstance(self, noun: Token) -> bool:
        """Return whether a dated noun dates its clause too: "in the 1982 war", "held its 2003 congress"."""
        if noun.dep_.startswith("obl"):
            return any(c.dep_ == "case" and c.lower_ in _TEMPORAL_PREPOSITIONS for c in noun.children)
        return noun.head.lemma_.lower() in self._lists["light"]

    def _cleft_clause(self, expression: TimeExpression) -> int | None:
        """Return the predicate of "it was in 2019 that they met"."""
        doc, end = self._doc, expression.end
        if end >= len(doc) or doc[end].lower_ != "that" or not doc[end].head.i > end:
            return None
        before = doc[max(0, expression.start - 40) : expression.start]
        for word, verb in pairwise(before):
            if word.lower_ == "it" and verb.lower_ in ("is", "was") and word.sent == doc[end].sent:
                return doc[end].head.i
        return None

    def _at(self, token: Token, seen: set[int]) -> TimeExpression | None:
        if token.i in seen or len(seen) > _CLIMB_LIMIT:
            return None
        seen.add(token.i)
        own = self._governed.get(token.i)
        if own:
            return min(own, key=lambda ranked: (ranked[0], _is_open(ranked[1]), abs(ranked[1].start - token.i)))[1]
        for other in self._sharing(token):
            found = self._at(other, seen)
            if found is not None:
                return found
        return None

    def _sharing(self, token: Token) -> Iterator[Token]:
        """Yield the predicates whose time is also this one's."""
        head, relation = token.head, token.dep_.split(":")[0]
        if not _is_predicate(token):
            # "held a meeting on Monday" and "the meeting began on Monday" date the meeting.
            carried = relation in ("obj", "obl") or (relation == "nsubj" and not _has_object(head))
            if carried and head.lemma_.lower() in self._lists["light"]:
                yield head
            return
        joined = {
            "conj": _continues(token, head),
            "xcomp": head.lemma_.lower() not in self._lists["commit"],
            "advcl": not _has_subject(token) and _is_participle(token),
        }
        if joined.get(relation, False):
            yield head
        yield from (c for c in token.children if c.dep_ == "conj" and _continues(c, token))
        yield from (c for c in token.children if c.dep_ == "advcl" and _is_simultaneous(c))

    def _aspect(self, start: int, end: int) -> tuple[int, bool]:
        """Return the tense around an expression (-1, 0, 1) and whether its verb is in the present perfect."""
        before = self._doc[start].lower_ if start < len(self._doc) else ""
        if before == "by" or (start and self._doc[start - 1].lower_ == "by"):
            return 1, False
        if not self._parsed:
            window = self._doc[max(0, start - 12) : end + 6]
            return int(any(t.lower_ in self._lists["ahead"] for t in window)), any(
                t.lower_ in ("has", "have", "'ve", "’ve") for t in window
            )
        at = self._root(start, end)
        for _ in range(_CLIMB_LIMIT):
            if _is_predicate(at) or at.dep_ == "ROOT":
                break
            if at.lower_ in self._lists["ahead"]:
                return 1, False
            at = at.head
        return self._tense_of(at), any(
            c.lemma_ == "have" and c.dep_.startswith("aux") and not _is_past(c) for c in at.children
        )

    def _tense_of(self, verb: Token) -> int:
        for _ in range(_CLIMB_LIMIT):
            if any(
                c.dep_.startswith("aux") and c.lower_ in ("will", "'ll", "’ll", "shall", "wo") for c in verb.children
            ):
                return 1
            if verb.lower_ in self._lists["ahead"]:
                return 1
            tense = _tense(verb)
            infinitive = any(c.lower_ == "to" and c.pos_ == "PART" for c in verb.children)
            if tense or not infinitive or verb.dep_ == "ROOT":
                return tense
            if verb.head.lemma_.lower() in self._lists["commit"] or verb.head.lower_ in self._lists["ahead"]:
                return 1
            if verb.head.pos_ == "AUX":  # "is to visit"
                return 1
            verb = verb.head
        return 0


def _is_open(expression: TimeExpression) -> bool:
    return expression.value.startswith("../") or expression.value.endswith("/..")


def _has_object(token: Token) -> bool:
    return any(c.dep_ == "obj" for c in token.children)


def _continues(conjunct: Token, first: Token) -> bool:
    """Return whether a coordinated predicate goes on with the first one's subject and tense."""
    return not _has_subject(conjunct) and _tense(conjunct) in (0, _tense(first))


def _is_participle(token: Token) -> bool:
    return token.tag_ in ("VBG", "VBN") or features(token).get("VerbForm") in ("Part", "Ger")


def _is_simultaneous(clause: Token) -> bool:
    return any(c.lower_ in ("when", "as", "while") for c in clause.children)


def _is_predicate(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in token.children)


def _has_subject(token: Token) -> bool:
    return any(c.dep_.split(":")[0] in ("nsubj", "csubj") for c in token.children)


def _is_past(token: Token) -> bool:
    return token.tag_ == "VBD" or features(token).get("Tense") == "Past"


def _tense(verb: Token) -> int:
    """Return -1 where the verb or one of its auxiliaries is past, 1 with "will", else 0."""
    auxiliaries = [c for c in verb.children if c.dep_.split(":")[0] in ("aux", "cop")]
    if any(c.lower_ in ("will", "'ll", "’ll", "shall", "wo") for c in auxiliaries):
        return 1
    if any(_is_past(c) or c.lemma_ == "have" for c in auxiliaries):
        return -1
    finite = verb.tag_ == "VBD" or features(verb).get("VerbForm") == "Fin"
    return -1 if finite and _is_past(verb) else 0


def _iso_date(value: str | None) -> date | None:
    """Return the day of an article's date; None if it names none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
