"""Reduces GUM's nested entities (every noun phrase, typed) to names.

GUM marks "the president of France" as a person and "France" inside it as a place. A name is the part of an entity
that is built of proper nouns around the entity's head; where that is in doubt, the tokens are left unknown.
Source of the scheme: https://gucorpus.github.io/gum/entities.html
"""

from __future__ import annotations

import re
from collections import defaultdict

from kgraph.training.corpora import Annotated, Name, Sentence, Token, join

_LABELS = {
    "person": frozenset({"PERSON"}),
    "organization": frozenset({"ORG", "GPE"}),
    "place": frozenset({"GPE", "LOC", "FAC"}),
    "event": frozenset({"EVENT"}),
    "object": frozenset({"MISC", "FAC", "LAW"}),
    "abstract": frozenset({"MISC", "LAW", "EVENT"}),
}
_INSIDE = {"of", "the", "for", "and", "&", "-", "–", "de", "du", "la", "al", "on", "in", "'s", "’s", "to"}
_TITLES = frozenset(
    str.split(
        "mr mrs ms dr prof professor president vice minister prime chancellor sir lord lady king queen prince princess "
        "senator sen rep general gen captain capt lieutenant lt colonel col judge justice rev reverend father bishop "
        "pope secretary governor gov mayor director chairman congressman congresswoman ambassador saint st sheikh imam"
    )
)
_BRACKET = re.compile(r"\([^()]*\)?|[^()]+\)")


def entities(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Return the entities that open and close inside a sentence as ``(start, end, type)``."""
    found: list[tuple[int, int, str]] = []
    open_: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for i, misc in enumerate(sentence.misc):
        match = re.search(r"Entity=([^|]*)", misc)
        for part in _BRACKET.findall(match.group(1)) if match else ():
            if part.startswith("("):
                identifier, kind = part.strip("()").split("-")[:2]
                if part.endswith(")"):
                    found.append((i, i + 1, kind))
                else:
                    open_[identifier].append((i, kind))
            else:
                identifier = part.rstrip(")")
                if open_[identifier]:
                    start, kind = open_[identifier].pop()
                    found.append((start, i + 1, kind))
    return found


def _proper(token: Token) -> bool:
    return token.xpos in {"NNP", "NNPS"}


def _core(tokens: list[Token], start: int, end: int, kind: str) -> Name | None:
    """Return the name at the heart of an entity, or None where it has none."""
    heads = [i for i in range(start, end) if not start <= tokens[i].head < end or tokens[i].head == i]
    if not heads or kind not in _LABELS or not _proper(tokens[heads[0]]):
        return None
    lo = hi = heads[0]
    labels = _LABELS[kind]
    person = kind == "person"
    while hi + 1 < end:
        step = _step(tokens, hi, +1, start, end, person=person)
        if not step:
            break
        hi += step
    while lo - 1 >= start:
        step = _step(tokens, lo, -1, start, end, person=person)
        if not step:
            break
        lo -= step
    while person and lo < hi and tokens[lo].form.lower().rstrip(".") in _TITLES:
        lo += 1
    if person and lo == hi and tokens[lo].form.lower().rstrip(".") in _TITLES:
        return None
    if person and tokens[hi].xpos == "NNPS":
        labels = frozenset({"NORP", "ORG", "PERSON"})
    return Name(lo, hi + 1, labels)


def _step(tokens: list[Token], at: int, way: int, start: int, end: int, *, person: bool) -> int:
    """Return by how many tokens the name grows in one direction (0: it ends)."""

    def fits(i: int) -> bool:
        if not start <= i < end or tokens[i].dep == "appos":
            return False
        token = tokens[i]
        capital = token.form[:1].isupper() and token.upos in {"PROPN", "ADJ", "NOUN", "VERB", "NUM"}
        return _proper(token) or (capital and not person)

    if fits(at + way):
        return 1
    between: list[str] = []
    for gap in range(1, 2 if person else 3):
        position = at + way * gap
        if not start <= position < end or tokens[position].form.lower() not in _INSIDE:
            return 0
        between.append(tokens[position].form.lower())
        if fits(position + way):
            return gap + 1 if not person or between[0] in {"-", "de", "al", "du", "la"} else 0
    return 0


def _date(tokens: list[Token], start: int, end: int) -> Name | None:
    """Return a date of at most six tokens that holds a month, a weekday or a year."""
    while start < end and tokens[start].upos in {"ADP", "DET", "SCONJ", "PUNCT"}:
        start += 1
    part = tokens[start:end]
    dated = any(_proper(t) or re.fullmatch(r"(1[5-9]|20)\d\ds?", t.form) for t in part)
    if part and len(part) <= 6 and dated and not any(t.upos in {"VERB", "PRON"} for t in part):
        return Name(start, end, frozenset({"DATE"}))
    return None


def passage(sentences: list[Sentence]) -> Annotated:
    """Return sentences of GUM as one passage with syntax and names."""
    names: list[Name] = []
    unknown: set[int] = set()
    base = 0
    for sentence in sentences:
        taken: set[int] = set()
        tokens = sentence.tokens
        for start, end, kind in sorted(entities(sentence), key=lambda e: e[0] - e[1]):
            name = _date(tokens, start, end) if kind == "time" else _core(tokens, start, end, kind)
            if name and not taken & set(range(name.start, name.end)):
                taken |= set(range(name.start, name.end))
                names.append(Name(base + name.start, base + name.end, name.labels))
        for i, token in enumerate(tokens):
            capital_adjective = token.upos == "ADJ" and token.lemma[:1].isupper()
            if i not in taken and (_proper(token) or capital_adjective or token.upos == "NUM"):
                unknown.add(base + i)
        base += len(tokens)
    result = join(sentences, "gum")
    result.names, result.unknown = names, frozenset(unknown)
    return result
